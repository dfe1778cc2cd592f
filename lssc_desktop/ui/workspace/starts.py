"""What a text that is not begun offers: four ways to begin, under the line for the first word."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QTextEdit, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.buttons import link_button
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.tokens import Ink, Type

_ICON = 18
_LINES_ABOVE = 3  # of the text, which begins where it will stay


class Starts(QWidget):
    """The ways to begin a text, over the empty room of it; the first word hides them.

    They are left out where the room is too low for all of them: the menu of the competency, the
    plan and Help have each of them too.
    """

    outline_requested = Signal()
    ideas_requested = Signal()
    document_requested = Signal()
    example_requested = Signal()

    def __init__(self, icons: Icons, text: QTextEdit) -> None:
        super().__init__(text.viewport())
        self._text = text
        self._is_offered = False
        theme = icons.theme
        self.outline = link_button(icons, _("Start with an outline"))
        self.ideas = link_button(icons, _("Ideas for evidence"))
        self.document = link_button(icons, _("Use a Word document…"))
        self.example = link_button(icons, _("See a finished example"))
        ways: tuple[tuple[IconName, QWidget, str], ...] = (
            ("list-check", self.outline, _("Headings, with your own notes under them.")),
            ("bulb", self.ideas, _("Things you may already have at hand.")),
            ("file-import", self.document, _("Or drop one here. The original stays where it is.")),
            ("book", self.example, _("A made-up candidate’s, from start to finish.")),
        )
        self.document.setToolTip(_("From Word, Google Docs, LibreOffice, or a text file"))
        head = Label(theme, _("Or begin with"), Type.TABLE_MEDIUM, Ink.INK2, wrap=False)
        self._notes = [
            Label(theme, words, Type.CAPTION, Ink.INK2, wrap=False) for *_, words in ways
        ]
        self._ways = {
            button: _way(icons, icon, button, note)
            for (icon, button, _words), note in zip(ways, self._notes, strict=True)
        }
        column(head, *self._ways.values(), gap=12, on=self)
        self.outline.clicked.connect(self.outline_requested)
        self.ideas.clicked.connect(self.ideas_requested)
        self.document.clicked.connect(self.document_requested)
        self.example.clicked.connect(self.example_requested)
        text.viewport().installEventFilter(self)
        text.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self.hide()

    def offer(self, *, offered: bool) -> None:
        """Show them while the text is empty, or leave them out."""
        self._is_offered = offered
        self._fit()

    def offer_ways(self, *, outline: bool, ideas: bool) -> None:
        """Offer an outline where the text has parts, ideas for evidence where there are some."""
        self._ways[self.outline].setVisible(outline)
        self._ways[self.ideas].setVisible(ideas)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the text."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Stand below the first lines of the text; with little room without what each way does."""
        if not self._is_offered or not self._text.document().isEmpty():
            self.hide()
            return
        view = self._text.viewport()
        above = self._text.fontMetrics().lineSpacing() * _LINES_ABOVE
        room = view.size() - QSize(0, above)
        for with_notes in (True, False):
            for note, way in zip(self._notes, self._ways.values(), strict=True):
                note.setVisible(with_notes)
                cast("QLayout", way.layout()).activate()
            size = self.sizeHint()
            if has_room := size.height() <= room.height() and size.width() <= room.width():
                break
        self.setGeometry(0, above, size.width(), size.height())
        self.setVisible(has_room)


def _way(icons: Icons, icon: IconName, button: QWidget, note: Label) -> QWidget:
    """Return one way to begin: its icon, its button, and below that what it does."""
    way = QWidget()
    left, top = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
    mark = column(IconLabel(icons, icon, Ink.ACCENT, _ICON), margins=(0, 3, 0, 0))
    row((mark, top), (column((button, left), note, gap=0), 1), gap=14, on=way)
    return way
