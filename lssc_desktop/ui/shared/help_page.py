"""The help page: a list of topics, and the text of the one that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.help_pages import help_source, help_topics
from lssc_desktop.ui.base.place import FoundWords, HelpPlace
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import LinkedText
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import Divider, take_size
from lssc_desktop.ui.kit.tables import RowDelegate, RowSelection
from lssc_desktop.ui.kit.tokens import LIST_WIDTH, PAGE_MARGIN, Type
from lssc_desktop.ui.shared.found_words import select_found


class HelpPage(QWidget):
    """Shows `resources/help/*.md`, and what the program file says."""

    left = Signal()
    """The user is done reading."""

    def __init__(
        self,
        icons: Icons,
        program: Program,
        parent: QWidget | None = None,
        *,
        unknown_keys: tuple[ProgramFault, ...] = (),
        told: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """`unknown_keys` is what the program file says that this version does not know.

        `told` returns what its office answered.
        """
        super().__init__(parent)
        self._theme = icons.theme
        self._program = program
        self._unknown_keys = unknown_keys
        self._told = told
        self.title = _("Help")
        self._found: FoundWords | None = None
        self.topics = QListWidget()
        self.topics.setAccessibleName(_("Topics"))
        self.topics.setProperty("look", "bare")
        self.topics.setItemDelegate(RowDelegate(self._theme, self.topics))
        RowSelection(self.topics)
        self.text = LinkedText()
        self._names = tuple(name for name, _title in help_topics(program))
        for topic, title in help_topics(program):
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, topic)
            self.topics.addItem(item)

        self.back_button = plain_button(icons, _("Back"), "chevron-left")
        self.back_button.hide()

        self._side = QWidget()
        back = self.back_button, Qt.AlignmentFlag.AlignLeft
        column((self.topics, 1), back, gap=12, margins=(4, 12, 4, 12), on=self._side)
        row(self._side, Divider(upright=True), (self.text, 1), gap=0, on=self)

        self.back_button.clicked.connect(self.left)
        back_key = QShortcut(QKeySequence("Alt+Left"), self)
        back_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back_key.activated.connect(self.left)
        self.topics.currentItemChanged.connect(self._show)
        self._theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.topics.setCurrentRow(0)

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The list of topics and the text."""
        return (self.topics, self.text)

    @property
    def printed_part(self) -> QWidget:
        """The text of the topic."""
        return self.text

    def offer_way_back(self) -> None:
        """Show the button that leads back where no sidebar does."""
        self.back_button.show()

    def go_to(self, place: HelpPlace) -> None:
        """Show a topic; the first one where there is none of that name."""
        names = self._names
        self.topics.setCurrentRow(names.index(place.topic) if place.topic in names else 0)
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)
        self._found = place.found
        self._show_found()

    def showEvent(self, event: QShowEvent) -> None:
        """Select the words that the user looked for, now that they can be seen."""
        super().showEvent(event)
        self._show_found()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_found(self) -> None:
        if self._found is not None and self.isVisible():
            select_found((self.text,), self._found, beginnings=True)
            self._found = None

    def _show(self) -> None:
        item = self.topics.currentItem()
        if item is None:
            return
        topic = item.data(Qt.ItemDataRole.UserRole)
        self.text.setAccessibleName(item.text())
        source = help_source(topic, self._program, self._unknown_keys, self._told())
        self.text.document().setDefaultFont(self._theme.font(Type.BODY))
        self.text.document().setDocumentMargin(PAGE_MARGIN)
        self.text.setMarkdown(source)
        self._set_spacing()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_spacing(self) -> None:
        """Set headings apart and give the cells of tables room, which Markdown cannot ask for."""
        document = self.text.document()
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                cursor = QTextCursor(block)
                form = QTextBlockFormat(block.blockFormat())
                form.setTopMargin(0 if level == 1 else self._theme.measure(18))
                form.setBottomMargin(self._theme.measure(8))
                cursor.setBlockFormat(form)
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                letters = QTextCharFormat(cursor.charFormat())
                # As long as it has this, even at 0, no other size counts.
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
                letters.setFont(self._theme.font(Type.H1 if level == 1 else Type.H2))
                cursor.setCharFormat(letters)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._style_table(frame)

    def _style_table(self, table: QTextTable) -> None:
        """Draw a thin line under each row of a table, and none between its columns."""
        measure = self._theme.measure
        form = QTextTableFormat(table.format())
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setCellSpacing(0)
        form.setTopMargin(measure(4))
        table.setFormat(form)
        for line in range(table.rows()):
            for place in range(table.columns()):
                cell = table.cellAt(line, place)
                style = QTextTableCellFormat(cell.format().toTableCellFormat())
                style.setPadding(measure(6))
                style.setLeftPadding(measure(12) if place else 0)
                style.setBottomBorder(1)
                style.setBottomBorderBrush(QColor(self._theme.tokens.line))
                style.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                cell.setFormat(style)

    def _apply_theme(self) -> None:
        self._side.setFixedWidth(self._theme.measure(LIST_WIDTH))
        self.topics.setFont(self._theme.font(Type.BODY))
        self._show()


def show_help_beside(window: QWidget, topic: str, icons: Icons, program: Program) -> None:
    """Show a topic of Help in a window of its own beside another one."""
    dialog = QDialog(window)
    dialog.setWindowTitle(_("Help"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    take_size(dialog, icons.theme, 900, 600)
    page = HelpPage(icons, program)
    column(page, on=dialog)
    page.left.connect(dialog.close)
    page.go_to(HelpPlace(topic))
    dialog.show()
