"""Buttons: one filled on a screen, tinted for what comes next, white for the rest, links."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QToolButton, QWidget

from lssc_desktop.ui.focus import set_ring_radius
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import RADIUS, SMALL_BUTTON_HEIGHT, Ink

_ICON_SIZE = 18
_GAP = 4  # between icon and words, besides Qt's own 4


class Button(QPushButton):
    """A button whose icon and type follow the theme; Enter presses it as Space does."""

    def __init__(
        self,
        icons: Icons,
        text: str,
        icon: IconName | None = None,
        *,
        look: str = "plain",
        ink: Ink = Ink.INK,
        type_: Type = Type.BODY_STRONG,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icons = icons
        self._icon_name = icon
        self._ink = ink
        self._type = type_
        self.setProperty("look", look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()
        icons.theme.changed.connect(self._dress)
        self.toggled.connect(self._dress)

    def set_icon_name(self, icon: IconName | None) -> None:
        """Show another icon, or none."""
        self._icon_name = icon
        self._dress()

    def put_icon_last(self) -> None:
        """Show the icon after the words, as an arrow that leads on."""
        reading = QApplication.layoutDirection()
        ahead = Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(ahead if reading != ahead else Qt.LayoutDirection.RightToLeft)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button on Enter too, in every window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def _dress(self) -> None:
        chosen = self.isChecked()
        type_ = Type.TABLE_STRONG if chosen and self._type is Type.TABLE else self._type
        self.setFont(self._icons.theme.font(type_))
        if self._icon_name is not None:
            ink = Ink.ACCENT if chosen else self._ink
            gap = 1 if self.property("look") == "link" else _GAP
            self.setIcon(self._icons.icon(self._icon_name, ink, _ICON_SIZE, gap=gap))
            measure = self._icons.theme.measure
            self.setIconSize(QSize(measure(_ICON_SIZE) + 2 * measure(gap), measure(_ICON_SIZE)))


def primary_button(
    icons: Icons, text: str, icon: IconName | None = None, *, icon_last: bool = False
) -> Button:
    """Return the filled button: at most one on a screen."""
    button = Button(icons, text, icon, look="primary", ink=Ink.ON_ACCENT)
    if icon_last:
        button.put_icon_last()
    return button


def tinted_button(icons: Icons, text: str, icon: IconName | None = None) -> Button:
    """Return the button of what is likely to come next."""
    return Button(icons, text, icon, look="tinted", ink=Ink.ACCENT)


def plain_button(
    icons: Icons, text: str, icon: IconName | None = None, *, small: bool = False
) -> Button:
    """Return a white button, 34 pixels high, or 28 when small."""
    button = Button(icons, text, icon, type_=Type.TABLE_MEDIUM if small else Type.BODY_MEDIUM)
    button.setProperty("small", "true" if small else "false")
    return button


def link_button(icons: Icons, text: str, icon: IconName | None = None) -> Button:
    """Return a button that looks like a link; an icon stands after its words."""
    button = Button(icons, text, icon, look="link", ink=Ink.ACCENT, type_=Type.TABLE_STRONG)
    if icon is not None:
        button.put_icon_last()
    set_ring_radius(button, 3)
    return button


def filter_button(icons: Icons, text: str) -> Button:
    """Return a button that stays pressed, for a row of which one holds (in a QButtonGroup)."""
    button = Button(icons, text, look="filter", type_=Type.TABLE)
    button.setCheckable(True)
    set_ring_radius(button, SMALL_BUTTON_HEIGHT // 2)
    return button


class ToolButton(QToolButton):
    """A button of an icon alone, for the few that tokens.md allows."""

    def __init__(
        self,
        icons: Icons,
        icon: IconName,
        name: str,
        shortcut: QKeySequence | None = None,
        *,
        boxed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon_name = icon
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(_tip(name, shortcut))
        if shortcut is not None:
            self.setShortcut(shortcut)
        if boxed:
            self.setProperty("look", "boxed")
        set_ring_radius(self, RADIUS if boxed else 5)
        self._dress()
        icons.theme.changed.connect(self._dress)
        self.toggled.connect(self._dress)

    def _dress(self) -> None:
        side = self._icons.theme.measure(_ICON_SIZE)
        self.setIconSize(QSize(side, side))
        ink = Ink.ACCENT if self.isChecked() else Ink.INK
        self.setIcon(self._icons.icon(self._icon_name, ink, _ICON_SIZE))


def _tip(name: str, shortcut: QKeySequence | None) -> str:
    if shortcut is None:
        return name
    return f"{name} ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})"
