"""What assistive technology meets in place of a widget, where Qt by itself would tell too little.

Headings are headings, what is painted is a picture with its words, of exclusive buttons each is a
radio button, and everything is read in the order of the layouts. Qt asks for an interface when
there is assistive technology, and never else.
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QButtonGroup,
    QDialog,
    QFrame,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from lssc_desktop.ui.kit.buttons import IconTile
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.reading_order import children_in_order
from lssc_desktop.ui.kit.speech import CanBePressed, Speech, speech_of
from lssc_desktop.ui.kit.tokens import TITLES

_NAME = QAccessible.Text.Name
_DESCRIPTION = QAccessible.Text.Description
_ACCELERATOR = QAccessible.Text.Accelerator
_PRESS = QAccessibleActionInterface.pressAction()
_TOGGLE = QAccessibleActionInterface.toggleAction()


def install(window: QWidget | None = None) -> None:
    """Let Qt ask us for interfaces, once in an application.

    What is shown of a window already is told of again, as far as anybody listens.
    """
    QAccessible.installFactory(interface_for)
    if window is None or not QAccessible.isActive():
        return
    page = window.centralWidget() if isinstance(window, QMainWindow) else None
    if page is None:
        return
    focused = QApplication.focusWidget()
    page.hide()
    for widget in (page, *page.findChildren(QWidget)):
        known = QAccessible.queryAccessibleInterface(widget)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))
    page.show()
    if focused is not None:
        focused.setFocus(Qt.FocusReason.OtherFocusReason)


def interface_for(_class_name: str, found: QObject | None) -> QAccessibleInterface | None:
    """Return our interface of a widget, None where Qt's own tells all."""
    if not isinstance(found, QWidget):
        return None
    make = _maker(found)
    return None if make is None else make(found)


def _maker(widget: QWidget) -> Callable[[QWidget], QAccessibleInterface] | None:
    match widget:
        case IconLabel() | IconTile() | Divider():
            return _Decoration
        case Label():
            # What names a field is left to Qt, which tells the one of the other.
            return _Words if cast("QWidget | None", widget.buddy()) is None else None
        case QToolButton() if isinstance(widget.parent(), QLineEdit) and not widget.text():
            return _Decoration  # the icon of a field
        case QAbstractButton() if _is_ours(widget) or isinstance(widget, QToolButton):
            return None if _opens_menu(widget) else _Button
    said = speech_of(widget)
    if said is None:
        return _Box if _is_box(widget) else None
    return _MAKERS.get(said)


def _is_box(widget: QWidget) -> bool:
    """Whether a widget only holds others: ours, or a plain one of Qt's.

    Whether it has a layout is not asked: Qt keeps the answer, and it may get one afterwards.
    """
    if isinstance(widget, QSplitter | QStackedWidget) or _is_window(widget):
        return True
    is_plain = type(widget) in (QWidget, QFrame)
    is_holder = _is_ours(widget) and _qt_class(widget) in (QWidget, QFrame, QDialog)
    return is_plain or is_holder


def _qt_class(widget: QWidget) -> type:
    """Return the class of Qt that a widget is made of."""
    return next(each for each in type(widget).__mro__ if each.__module__.startswith("PySide6."))


def _is_window(widget: QWidget) -> bool:
    return isinstance(widget, QMainWindow) and _is_ours(widget)


def _is_ours(widget: QWidget) -> bool:
    return not type(widget).__module__.startswith("PySide6.")


def _opens_menu(button: QWidget) -> bool:
    # PySide says that there is always one.
    menu = button.menu() if isinstance(button, QPushButton | QToolButton) else None
    return isinstance(menu, QMenu)


class _Box(QAccessibleWidget):
    """Something that holds others, in the order in which they are read."""

    def __init__(self, widget: QWidget, role: QAccessible.Role | None = None) -> None:
        super().__init__(widget, _role_of(widget) if role is None else role)

    def role(self) -> QAccessible.Role:
        """Return what Qt takes it for; with a name of its own it is a group, which is said."""
        role = super().role()
        is_plain = role in (QAccessible.Role.Client, QAccessible.Role.Border)
        return QAccessible.Role.Grouping if is_plain and self.text(_NAME) else role

    def childCount(self) -> int:
        """Return how many there are, hidden ones too."""
        return len(self._children())

    def child(self, index: int) -> QAccessibleInterface:
        """Return one by its place."""
        children = self._children()
        if not 0 <= index < len(children):
            return super().child(index)  # none
        return QAccessible.queryAccessibleInterface(children[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of one, -1 for what is none."""
        wanted = child.object()
        return next(
            (place for place, each in enumerate(self._children()) if each is wanted),
            -1,
        )

    def _children(self) -> list[QWidget]:
        return children_in_order(self.widget())


def _role_of(widget: QWidget) -> QAccessible.Role:
    """Return the role that Qt gives it."""
    match widget:
        case QMainWindow():
            return QAccessible.Role.Window
        case QDialog():
            return QAccessible.Role.Dialog
        case QSplitter():
            return QAccessible.Role.Splitter
        case QFrame() if not isinstance(widget, QStackedWidget):  # of which one page is seen
            return QAccessible.Role.Border
    return QAccessible.Role.Client


class _Words(QAccessibleWidget):
    """A label: the title of something, or other words."""

    def __init__(self, label: QWidget) -> None:
        super().__init__(label, QAccessible.Role.StaticText)

    def role(self) -> QAccessible.Role:
        """Return what it is set as."""
        label = self.widget()
        is_title = isinstance(label, Label) and label.type in TITLES
        is_heading = is_title and speech_of(label) is not Speech.WORDS
        return QAccessible.Role.Heading if is_heading else QAccessible.Role.StaticText

    def text(self, kind: QAccessible.Text) -> str:
        """Return its words, and in the description what is beyond them."""
        label = self.widget()
        if kind is _NAME and isinstance(label, Label):
            return label.accessibleName() or label.text()
        if kind is _DESCRIPTION:
            said = super().text(kind)
            return "" if said == self.text(_NAME) else said
        return super().text(kind)

    def state(self) -> QAccessible.State:
        """Return its states; without words, or with those of its group, it is not there."""
        state, words = super().state(), self.text(_NAME)
        is_heading = self.role() is QAccessible.Role.Heading
        if not words or (not is_heading and words == _name_around(self.widget())):
            state.invisible = True
        return state


def _name_around(widget: QWidget) -> str:
    """Return the name of the group that a widget stands in, "" where it is in none."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if around.accessibleName():
            return around.accessibleName()
        around = around.parentWidget()
    return ""


class _Decoration(QAccessibleWidget):
    """What is seen beside words that say the same."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Graphic)

    def state(self) -> QAccessible.State:
        """Return its states: it is not there."""
        state = super().state()
        state.invisible = True
        return state


class _Page(QAccessibleWidget):
    """A page of a document."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Document)


class _Separator(QAccessibleWidget):
    """A line between two panes."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Separator)


class _Graphic(_Box):
    """A painted picture, whose name holds all that is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Graphic)

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is painted, as its name."""
        widget = self.widget()
        if kind is _NAME:
            name, words = widget.accessibleName(), widget.accessibleDescription()
            return words if words.startswith(name) else f"{name}. {words}" if words else name
        return "" if kind is _DESCRIPTION else super().text(kind)


class _WithWordsInName(_Box):
    """Something whose name holds the words in it: of its parts only what is pressed is there."""

    def _children(self) -> list[QWidget]:
        return [each for each in super()._children() if _takes_keyboard(each)]


def _takes_keyboard(widget: QWidget) -> bool:
    """Whether Tab reaches a widget, or something in it."""
    by_tab = Qt.FocusPolicy.TabFocus
    parts = (widget, *widget.findChildren(QWidget))
    return any(each.focusPolicy() & by_tab == by_tab for each in parts)


class _Pressed(_WithWordsInName):
    """A part of a page that is opened, such as a card: for a screen reader a button."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Button)

    def actionNames(self) -> list[str]:
        """Offer to press it."""
        return [_PRESS, *super().actionNames()]

    def doAction(self, action: str) -> None:
        """Open it as Enter does."""
        widget = self.widget()
        if action == _PRESS and isinstance(widget, CanBePressed):
            widget.press()
        else:
            super().doAction(action)


class _Button(_WithWordsInName):
    """A button of ours: by itself, one of several, or one that shows more."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Button)

    def role(self) -> QAccessible.Role:
        """Return what it is now."""
        button = self._button()
        if speech_of(button) is Speech.MENU:
            return QAccessible.Role.ButtonMenu
        if not button.isCheckable() or self._expands():
            return QAccessible.Role.Button
        group = cast("QButtonGroup | None", button.group())
        is_one_of_several = group is not None and group.exclusive()
        if is_one_of_several or speech_of(button) is Speech.CHOICE:
            return QAccessible.Role.RadioButton
        return QAccessible.Role.CheckBox

    def state(self) -> QAccessible.State:
        """Return its states."""
        state, button = super().state(), self._button()
        state.pressed = button.isDown()
        state.hasPopup = speech_of(button) is Speech.MENU
        if self._expands():
            state.expandable = True
            state.expanded, state.collapsed = button.isChecked(), not button.isChecked()
        elif button.isCheckable():
            state.checkable, state.checked = True, button.isChecked()
        if isinstance(button, QPushButton) and button.isDefault():
            state.defaultButton = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return its name, its keys, and what is beyond these in the description."""
        button = self._button()
        name = button.accessibleName() or _without_letter(button.text())
        if kind is _NAME:
            return name
        if kind is _ACCELERATOR:
            return button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if kind is _DESCRIPTION:
            said = button.accessibleDescription() or button.toolTip()
            if name.startswith(said):
                return ""
            said = said.removeprefix(name).strip(" ()") if said.startswith(name) else said
            return "" if said == self.text(_ACCELERATOR) else said  # which are told anyway
        return super().text(kind)

    def actionNames(self) -> list[str]:
        """Offer to press it, or to switch it."""
        button = self._button()
        if not button.isEnabled():
            return []
        switches = button.isCheckable() and not self._expands()
        return [*((_TOGGLE,) if switches else ()), _PRESS, *super().actionNames()]

    def doAction(self, action: str) -> None:
        """Press it or switch it."""
        button = self._button()
        if action not in (_PRESS, _TOGGLE):
            super().doAction(action)
        elif button.isEnabled():
            # As Qt does: a dialog that a press opens must not keep the answer waiting.
            (button.toggle if action == _TOGGLE else button.animateClick)()

    def _button(self) -> QAbstractButton:
        widget = self.widget()
        if not isinstance(widget, QAbstractButton):
            raise TypeError(widget)
        return widget

    def _expands(self) -> bool:
        return speech_of(self.widget()) is Speech.EXPANDER


_MAKERS: dict[Speech, Callable[[QWidget], QAccessibleInterface]] = {
    Speech.GRAPHIC: _Graphic,
    Speech.PAGE: _Page,
    Speech.DECORATION: _Decoration,
    Speech.BUTTON: _Pressed,
    Speech.SEPARATOR: _Separator,
}


def _without_letter(text: str) -> str:
    """Return the words of a button without the mark of its underlined letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
