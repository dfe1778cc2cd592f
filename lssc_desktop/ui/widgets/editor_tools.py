"""The row of tools above the editor."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QKeyEvent, QKeySequence, QMoveEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
)

from lssc_desktop.core.richtext import Form
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.undoing import ToolsOfText, redo_keys, undo_keys
from lssc_desktop.ui.widgets.buttons import ToolButton
from lssc_desktop.ui.widgets.editor import KEYS, RichEditor
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.section import Divider

_SIDE = 0  # the hidden line before the first tools keeps its room
_ICON_GAP = 3  # on both sides of an icon before words


class EditorTools(ToolsOfText):
    """Bold, italic, heading, lists, link, undo, redo, and a reference to a piece of evidence.

    The keys belong to the editor, so that they work in no other field by accident. The keyboard
    stays in the text when a tool is clicked, and goes back there when somebody types on a tool.
    """

    reference_requested = Signal(int)
    """The number of the piece of evidence to refer to."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__(editor)
        self._icons = icons
        self._editor = editor
        self.setProperty("box", "tools")
        self.bold = self._tool("bold", _("Bold"), KEYS["bold"])
        self.italic = self._tool("italic", _("Italic"), KEYS["italic"])
        self.bullets = self._tool("list", _("List"), KEYS["bullets"])
        self.numbers = self._tool("list-numbers", _("Numbered list"), KEYS["numbers"])
        self.undo = self._tool("arrow-back-up", _("Undo"), undo_keys()[0])
        self.redo = self._tool("arrow-forward-up", _("Redo"), redo_keys()[0])
        for stays_pressed in (self.bold, self.italic, self.bullets, self.numbers):
            stays_pressed.setCheckable(True)
        self._headings = self._heading_menu()
        self.heading = _worded(_("Heading"), self._headings)
        self.link = _worded(_("Link"))
        self._evidence = QMenu(self)
        self.refer = _worded(_("Refer to evidence"), self._evidence)

        row = FlowLayout(self, spacing=2)
        row.setContentsMargins(_SIDE, 4, 5, 4)
        self._refer_group = _Group(self.refer)
        row.addWidget(_Group(self.bold, self.italic, self.heading))
        row.addWidget(_Group(self.bullets, self.numbers, self.link))
        row.addWidget(_Group(self.undo, self.redo))
        row.addWidget(self._refer_group)

        for tool in self.findChildren(QToolButton):
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tool.installEventFilter(self)
        self._headings.triggered.connect(self._go_to_text)
        for stays_pressed in (self.bold, self.italic, self.bullets, self.numbers):
            stays_pressed.toggled.connect(self._follow_tools)
        self.link.clicked.connect(editor.link_requested)
        self.undo.clicked.connect(editor.undo)
        self.redo.clicked.connect(editor.redo)
        self._evidence.triggered.connect(self._refer)
        editor.undoAvailable.connect(self._offer_undo)
        editor.redoAvailable.connect(self._offer_redo)
        editor.cursorPositionChanged.connect(self.follow_cursor)
        editor.currentCharFormatChanged.connect(self.follow_cursor)
        editor.edited.connect(self.follow_cursor)
        icons.theme.changed.connect(self._dress)
        self._dress()
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
                return self._take_key(tool, cast("QKeyEvent", event))
        return super().eventFilter(watched, event)

    def set_evidence(self, names: Sequence[str]) -> None:
        """Offer these files, in their order, to be referred to."""
        self._evidence.clear()
        for number, name in enumerate(names, 1):
            entry = _("{number}  {name}").format(number=number, name=name.replace("&", "&&"))
            self._evidence.addAction(entry).setData(number)
        self._refer_group.setVisible(bool(names))

    @Slot()
    def follow_cursor(self) -> None:
        """Press the tools that hold where the cursor is."""
        for tool, (holds, _toggle) in self._held().items():
            tool.setChecked(holds)

    @Slot()
    def _follow_tools(self) -> None:
        """Let what was pressed hold at the cursor; showing what holds there changes nothing."""
        pressed = self.sender()
        for tool, (holds, toggle) in self._held().items():
            if tool is pressed and tool.isChecked() != holds:
                toggle()
                self.follow_cursor()

    def _held(self) -> dict[ToolButton, tuple[bool, Callable[[], None]]]:
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

    def _take_key(self, tool: QToolButton, key: QKeyEvent) -> bool:
        """Let Enter press a tool as Space does, and letters go into the text."""
        if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if tool.menu() is None:
                tool.click()
            else:
                tool.showMenu()
            return True
        if not _is_typed(key):
            return False
        self._go_to_text()
        QApplication.sendEvent(self._editor, key)
        return True

    @Slot()
    def _go_to_text(self) -> None:
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _offer_undo(self, available: bool) -> None:
        self._offer(self.undo, available=available)

    @Slot(bool)
    def _offer_redo(self, available: bool) -> None:
        self._offer(self.redo, available=available)

    def _offer(self, tool: QToolButton, *, available: bool) -> None:
        if tool.hasFocus() and not available:
            self._go_to_text()  # Qt would give the keyboard to whatever comes next
        tool.setEnabled(available)

    def _tool(self, icon: IconName, name: str, keys: QKeySequence) -> ToolButton:
        tool = ToolButton(self._icons, icon, name, keys)
        tool.setShortcut(QKeySequence())
        return tool

    def _heading_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, command, keys in (
            (_("Heading"), self._editor.toggle_heading_1, KEYS["heading-1"]),
            (_("Smaller heading"), self._editor.toggle_heading_2, KEYS["heading-2"]),
            (_("Body text"), self._editor.make_body, KEYS["body"]),
        ):
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            menu.addAction(f"{words}\t{shown}").triggered.connect(command)
        return menu

    @Slot(QAction)
    def _refer(self, action: QAction) -> None:
        self.reference_requested.emit(action.data())

    @Slot()
    def _dress(self) -> None:
        for tool in (self.heading, self.link, self.refer):
            tool.setFont(self._icons.theme.font(Type.BODY))
        self.refer.setIcon(self._icons.icon("paperclip", Ink.INK, 18, gap=_ICON_GAP))
        side = self._icons.theme.measure(18)
        self.refer.setIconSize(QSize(side + 2 * self._icons.theme.measure(_ICON_GAP), side))


def _worded(name: str, menu: QMenu | None = None) -> QToolButton:
    """Return a tool that says in words what it does."""
    tool = QToolButton()
    tool.setText(name)
    tool.setAccessibleName(name)
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if menu is not None:
        tool.setMenu(menu)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return tool


def _is_typed(key: QKeyEvent) -> bool:
    """Whether a key writes something; Alt with a letter opens a menu, and Space is the tool's."""
    text, held = key.text(), key.modifiers()
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    alt_gr = bool(held & alt) and bool(held & ctrl)
    command = held & (alt | ctrl | Qt.KeyboardModifier.MetaModifier)
    return text.isprintable() and bool(text.strip()) and (alt_gr or not command)


class _Group(QWidget):
    """Tools that stay in one line; a dividing line parts them from those before on their row."""

    def __init__(self, *tools: QToolButton) -> None:
        super().__init__()
        self._rule = Divider(upright=True)
        keeps_its_room = self._rule.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._rule.setSizePolicy(keeps_its_room)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addSpacing(2)
        row.addWidget(self._rule)
        row.addSpacing(3)
        for tool in tools:
            row.addWidget(tool)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Show the line only behind other tools."""
        super().moveEvent(event)
        self._rule.setVisible(event.pos().x() > _SIDE)
