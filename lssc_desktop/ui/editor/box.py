"""The editor of a text with its tools, the rows for finding and links, and its length below."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QKeySequence, QMoveEvent
from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QToolButton,
    QWidget,
)

from lssc_desktop.core.text.pages import line_count, pages
from lssc_desktop.core.text.richtext import (
    Form,
    Paragraph,
    RichText,
    UnsupportedContent,
    words,
)
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.competency import over_limit_line, pages_line, words_line
from lssc_desktop.messages.documents import part_words
from lssc_desktop.messages.evidence import evidence_reference
from lssc_desktop.ui.base.edit_menu import Search, ToolsOfText, redo_keys, undo_keys
from lssc_desktop.ui.editor.editor import KEYS, RichEditor, type_into, way_out, writes_text
from lssc_desktop.ui.editor.find_bar import FindBar, LinkBar
from lssc_desktop.ui.kit.buttons import ToolButton, opens_menu, show_keys
from lssc_desktop.ui.kit.focus import ring_until_typed
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, column, row
from lssc_desktop.ui.kit.pages import Divider, FlowLayout
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import SMALL_BUTTON_HEIGHT, Ink, Type

_COUNT_AFTER = 250  # milliseconds: counting keeps no key waiting
_HINT_STAYS = 20_000  # milliseconds
_LINES = 4  # of text that are always seen
_MEASURING_TURN = 0.01  # seconds of measuring before keys and mouse have their turn
_CARET = 2  # pixels: a text without a box shows by it where the keyboard is

_TOOLS_LEFT = 0  # the hidden line before the first tools keeps its room
_ICON_GAP = 3  # on both sides of an icon before words


class EditorBox(QFrame):
    """The rows for finding and links, the text, and how long it is; its tools stand elsewhere.

    `set_counted` says which text is measured: the introduction counts too.
    """

    counted = Signal(object)
    """The `RichText` that was measured, a moment after it was changed."""

    def __init__(self, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._limit: float | None = None
        self._most_words: int | None = None
        self._counted: Callable[[], RichText] | None = None
        self._known: dict[Paragraph, int] = {}
        self.editor = RichEditor(icons.theme, name, parent=self)
        self.editor.setProperty("look", "bare")
        self.editor.setFrameShape(QFrame.Shape.NoFrame)
        self.editor.setCursorWidth(_CARET)
        ring_until_typed(self.editor)
        self.tools = EditorTools(icons, self.editor)
        self.find_bar = FindBar(icons, self.editor)
        self.link_bar = LinkBar(icons, self.editor)
        self.length = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.advice = Label(icons.theme, "", Type.TABLE, Ink.WARN)
        self.advice.hide()
        self.hint = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.hint.hide()
        self._is_way_out_shown = False
        self._hint_timer = single_shot(self, _HINT_STAYS, self.hint.hide)
        foot = column(self.length, self.advice, self.hint, margins=(0, 8, 0, 8))
        column(self.find_bar, self.link_bar, (self.editor, 1), foot, gap=0, on=self)

        self._count = single_shot(self, _COUNT_AFTER, self.count)
        self.editor.edited.connect(self._count.start)
        self.editor.search_requested.connect(self._search)
        self.editor.link_requested.connect(self.link_bar.open)
        self.editor.tab_pressed.connect(self.tell_way_out)
        self.editor.left_out.connect(self.tell_left_out)
        self.tools.reference_requested.connect(self.refer)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def set_counted(self, text: Callable[[], RichText]) -> None:
        """Measure this text."""
        self._counted = text

    def set_limit(self, limit: float | None, most_words: int | None = None) -> None:
        """Measure against so many pages, or words where there is a limit of them, or none."""
        self._limit = limit
        self._most_words = most_words

    def set_read_only(self, read_only: bool) -> None:
        """Show the text without tools, or with them."""
        self.editor.setReadOnly(read_only)
        self.tools.setVisible(not read_only)

    def _search(self, act: Search) -> None:
        self.find_bar.search_in(self.editor, act)

    def tell_way_out(self) -> None:
        """Say once how the keyboard leaves a text in which Tab writes."""
        if not self._is_way_out_shown:
            self._is_way_out_shown = True
            self._show_hint(way_out())

    def tell_left_out(self, left_out: tuple[UnsupportedContent, ...]) -> None:
        """Say what of a paste could not be taken over; a paste that is whole says nothing."""
        if left_out:
            self._show_hint(_not_pasted_line(left_out))
        elif self.hint.text() != way_out():
            self.hint.hide()

    def _show_hint(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.show()
        self._hint_timer.start()

    def count_soon(self) -> None:
        """Measure the text when nobody types for a moment."""
        self._count.start()

    def count_next(self) -> None:
        """Measure the text as soon as keys and mouse had their turn."""
        QTimer.singleShot(0, self, self.count)

    def count(self) -> None:
        """Measure the text now."""
        self._count.stop()
        text = self.editor.rich_text() if self._counted is None else self._counted()
        if not self._measure(text):
            self.count_next()
            return
        taken, count = pages(text, self._known), words(text)
        length = words_line(count, self._most_words)
        if self._limit is not None or self._most_words is None:  # what is asked, or both
            taken_line = pages_line(taken, self._limit)
            length = _("{words}, {pages}").format(words=length, pages=taken_line)
        self.length.setText(length)
        advice = ""
        if self._most_words is not None:
            advice = _over_words_line(count, self._most_words)
        elif self._limit is not None and taken > self._limit:
            advice = over_limit_line(taken, self._limit)
        self.length.setVisible(bool(count))
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.counted.emit(text)

    def _measure(self, text: RichText) -> bool:
        """Measure paragraphs that are new, for a moment; return whether all of them are."""
        began = monotonic()
        for paragraph in text.paragraphs:
            if paragraph not in self._known:
                self._known[paragraph] = line_count(paragraph)
                if monotonic() - began > _MEASURING_TURN:
                    return False
        self._known = {paragraph: self._known[paragraph] for paragraph in text.paragraphs}
        return True

    def refer(self, number: int) -> None:
        """Write where the cursor is which piece of evidence is meant."""
        before = (
            self.editor.textCursor().block().text()[: self.editor.textCursor().positionInBlock()]
        )
        space = " " if before and not before[-1].isspace() else ""
        self.editor.insertPlainText(space + self.tools.reference(number))
        self.editor.setFocus()

    def _apply_theme(self) -> None:
        self.editor.setMinimumHeight(self.editor.fontMetrics().lineSpacing() * _LINES + 20)


# Tools ------------------------------------------------------------------------------------------


class EditorTools(ToolsOfText):
    """The row of tools above the editor.

    Undo, redo, bold, italic, heading, lists, and a reference to a piece of evidence.

    The keys belong to the editor, so that they work in no other field by accident. The keyboard
    stays in the text when a tool is clicked, and goes back there when somebody types on a tool.
    """

    reference_requested = Signal(int)
    """The number of the piece of evidence to refer to."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__(editor)
        self._icons = icons
        self._editor = editor
        self._labels: tuple[str, ...] = ()
        self.bold = self._tool("bold", _("Bold"), KEYS["bold"])
        self.italic = self._tool("italic", _("Italic"), KEYS["italic"])
        self.bullets = self._tool("list", _("List"), KEYS["bullets"])
        self.numbers = self._tool("list-numbers", _("Numbered list"), KEYS["numbers"])
        self.undo = self._tool("arrow-back-up", _("Undo"), undo_keys()[0])
        self.redo = self._tool("arrow-forward-up", _("Redo"), redo_keys()[0])
        for stays_pressed in (self.bold, self.italic, self.bullets, self.numbers):
            stays_pressed.setCheckable(True)
        self.headings = self._heading_menu()
        self.heading = _text_tool(_("Heading"), self.headings)
        self._evidence = QMenu(self)
        self.refer = _text_tool(_("Cite evidence"), self._evidence)

        row = FlowLayout(self, spacing=0)
        row.setContentsMargins(_TOOLS_LEFT, 4, 0, 4)
        self._refer_group = _ToolGroup(self.refer)
        row.addWidget(_ToolGroup(self.undo, self.redo, self.bold, self.italic))
        row.addWidget(_ToolGroup(self.heading, self.bullets, self.numbers))
        row.addWidget(self._refer_group)

        for tool in self.findChildren(QToolButton):
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tool.installEventFilter(self)
        self.headings.triggered.connect(self._go_to_text)
        for stays_pressed in (self.bold, self.italic, self.bullets, self.numbers):
            stays_pressed.toggled.connect(self._follow_tools)
        self.undo.clicked.connect(editor.undo)
        self.redo.clicked.connect(editor.redo)
        self._evidence.triggered.connect(self._refer)
        editor.undoAvailable.connect(self._offer_undo)
        editor.redoAvailable.connect(self._offer_redo)
        editor.cursorPositionChanged.connect(self.follow_cursor)
        editor.currentCharFormatChanged.connect(self.follow_cursor)
        editor.edited.connect(self.follow_cursor)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self.set_evidence(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keyboard in the text when a tool is clicked; give back what is typed on one."""
        tool = watched if isinstance(watched, QToolButton) else None
        if tool is not None and tool.isEnabled():
            if event.type() == QEvent.Type.MouseButtonPress:
                self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
            elif event.type() == QEvent.Type.KeyPress:
                return self._handle_key(tool, cast("QKeyEvent", event))
        return super().eventFilter(watched, event)

    def set_evidence(self, names: Sequence[str], labels: Sequence[str] = ()) -> None:
        """Offer these files, in their order, to be referred to, by labels where they have some."""
        self._evidence.clear()
        self._labels = tuple(labels)
        for number, name in enumerate(names, 1):
            entry = _("{number}  {name}").format(
                number=labels[number - 1] if labels else number, name=name.replace("&", "&&")
            )
            self._evidence.addAction(entry).setData(number)
        self._refer_group.setVisible(bool(names))
        self._editor.set_citing(self._cite if names else None)

    def reference(self, number: int) -> str:
        """Return how the text refers to one of the files: "(evidence 2)", or "(E2)" by a label."""
        if self._labels:
            return f"({self._labels[number - 1]})"
        return evidence_reference((number,))

    def follow_cursor(self) -> None:
        """Press the tools that hold where the cursor is."""
        for tool, (holds, _toggle) in self._toggles().items():
            tool.setChecked(holds)

    def _follow_tools(self) -> None:
        """Let what was pressed hold at the cursor; showing what holds there changes nothing."""
        pressed = self.sender()
        for tool, (holds, toggle) in self._toggles().items():
            if tool is pressed and tool.isChecked() != holds:
                toggle()
                self.follow_cursor()

    def _toggles(self) -> dict[ToolButton, tuple[bool, Callable[[], None]]]:
        """Return for each tool that stays pressed whether it holds at the cursor, and its act."""
        editor = self._editor
        characters, form = editor.currentCharFormat(), editor.current_form()
        bold = characters.fontWeight() >= QFont.Weight.DemiBold
        return {
            self.bold: (bold, editor.toggle_bold),
            self.italic: (characters.fontItalic(), editor.toggle_italic),
            self.bullets: (form is Form.BULLET, editor.toggle_bullets),
            self.numbers: (form is Form.NUMBER, editor.toggle_numbers),
        }

    def _handle_key(self, tool: QToolButton, key: QKeyEvent) -> bool:
        """Let Enter press a tool as Space does, and letters go into the text."""
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            tool.click()
            return True
        if not writes_text(key):
            return False
        type_into(self._editor, key)
        return True

    def _go_to_text(self) -> None:
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_undo(self, available: bool) -> None:
        self._offer(self.undo, available=available)

    def _offer_redo(self, available: bool) -> None:
        self._offer(self.redo, available=available)

    def _offer(self, tool: QToolButton, *, available: bool) -> None:
        if tool.hasFocus() and not available:
            self._go_to_text()  # Qt would give the keyboard to whatever comes next
        tool.setEnabled(available)

    def _tool(self, icon: IconName, name: str, keys: QKeySequence) -> ToolButton:
        tool = ToolButton(self._icons, icon, name, keys)
        tool.setShortcut(QKeySequence())
        tool.setProperty("look", "quiet")  # its room is that of a small button
        return tool

    def _heading_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, command, keys in (
            (_("Heading"), self._editor.toggle_heading_1, KEYS["heading-1"]),
            (_("Smaller heading"), self._editor.toggle_heading_2, KEYS["heading-2"]),
            (_("Body text"), self._editor.make_body, KEYS["body"]),
        ):
            action: QAction = menu.addAction(name)
            action.triggered.connect(command)
            show_keys(action, keys)
        return menu

    def _cite(self) -> None:
        """Offer the files by key: the first is chosen already."""
        self.refer.click()
        self._evidence.setActiveAction(self._evidence.actions()[0])

    def _refer(self, action: QAction) -> None:
        self.reference_requested.emit(action.data())

    def _apply_theme(self) -> None:
        width = self._icons.theme.measure(SMALL_BUTTON_HEIGHT)
        for button in (*self._toggles(), self.undo, self.redo):
            button.setFixedSize(width, width)
        for tool in (self.heading, self.refer):
            tool.setFont(self._icons.theme.font(Type.BODY))
        self.refer.setIcon(self._icons.icon("paperclip", Ink.INK, 18, gap=_ICON_GAP))
        side = self._icons.theme.measure(18)
        self.refer.setIconSize(QSize(side + 2 * self._icons.theme.measure(_ICON_GAP), side))


def _text_tool(name: str, menu: QMenu | None = None) -> QToolButton:
    """Return a tool that says in words what it does."""
    tool = QToolButton()
    tool.setText(name)
    tool.setAccessibleName(name)
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if menu is not None:
        opens_menu(tool, menu)
    return tool


class _ToolGroup(QWidget):
    """Tools that stay in one line; a dividing line parts them from those before on their row."""

    def __init__(self, *tools: QToolButton) -> None:
        super().__init__()
        self._rule = Divider(upright=True)
        keeps_its_room = self._rule.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._rule.setSizePolicy(keeps_its_room)
        row(Space(1), self._rule, Space(2), *tools, gap=0, on=self)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Show the line only behind other tools."""
        super().moveEvent(event)
        self._rule.setVisible(event.pos().x() > _TOOLS_LEFT)


def _over_words_line(count: int, most: int) -> str:
    """Say by how many words a text is too long; "" for one that is not."""
    over = count - most
    if over <= 0:
        return ""
    said = ngettext("{over} word over the limit.", "{over} words over the limit.", over)
    return said.format(over=number_text(over))


def _not_pasted_line(left_out: Iterable[UnsupportedContent]) -> str:
    """Name what of a paste could not be taken over; what comes several times is counted."""
    counts = Counter(left_out)
    said: list[str] = []
    for kind, count in counts.items():
        if kind is UnsupportedContent.TABLE:
            said.append(
                ngettext(
                    "a table (only its words)", "{count} tables (only their words)", count
                ).format(count=count)
            )
        elif kind is UnsupportedContent.PICTURE:
            said.append(ngettext("a picture", "{count} pictures", count).format(count=count))
        elif kind is UnsupportedContent.FOOTNOTE:
            said.append(ngettext("a footnote", "{count} footnotes", count).format(count=count))
        elif kind is UnsupportedContent.COMMENT:
            said.append(ngettext("a comment", "{count} comments", count).format(count=count))
        else:
            said.append(part_words(kind.value))
    return _("Not pasted: {parts}.").format(parts=word_list(tuple(said)))
