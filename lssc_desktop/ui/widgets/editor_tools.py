"""The row of tools above the editor."""

from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QKeySequence, QMoveEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from lssc_desktop.core.richtext import Form
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import ToolButton
from lssc_desktop.ui.widgets.editor import KEYS, RichEditor
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.section import Divider

_SIDE = 0  # the hidden line before the first tools keeps its room
_ICON_GAP = 3  # on both sides of an icon before words


class EditorTools(QFrame):
    """Bold, italic, heading, lists, link, undo, redo, and a reference to a piece of evidence.

    The keys belong to the editor, so that they work in no other field by accident.
    """

    reference_requested = Signal(int)
    """The number of the piece of evidence to refer to."""

    def __init__(self, icons: Icons, editor: RichEditor) -> None:
        super().__init__()
        self._icons = icons
        self._editor = editor
        self.setProperty("box", "tools")
        self.bold = self._tool("bold", _("Bold"), KEYS["bold"])
        self.italic = self._tool("italic", _("Italic"), KEYS["italic"])
        self.bullets = self._tool("list", _("List"), KEYS["bullets"])
        self.numbers = self._tool("list-numbers", _("Numbered list"), KEYS["numbers"])
        self.undo = self._tool("arrow-back-up", _("Undo"), QKeySequence("Ctrl+Z"))
        self.redo = self._tool("arrow-forward-up", _("Redo"), QKeySequence("Ctrl+Y"))
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

        for stays_pressed in (self.bold, self.italic, self.bullets, self.numbers):
            stays_pressed.toggled.connect(self._follow_tools)
        self.link.clicked.connect(editor.link_requested)
        self.undo.clicked.connect(editor.undo)
        self.redo.clicked.connect(editor.redo)
        self._evidence.triggered.connect(self._refer)
        editor.undoAvailable.connect(self.undo.setEnabled)
        editor.redoAvailable.connect(self.redo.setEnabled)
        editor.cursorPositionChanged.connect(self.follow_cursor)
        editor.currentCharFormatChanged.connect(self.follow_cursor)
        editor.edited.connect(self.follow_cursor)
        icons.theme.changed.connect(self._dress)
        self._dress()
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self.set_evidence(())

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
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    if menu is not None:
        tool.setMenu(menu)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return tool


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
