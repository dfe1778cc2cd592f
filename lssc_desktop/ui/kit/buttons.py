"""Buttons, status chips and icon tiles.

One button on a screen is filled; tinted is what comes next, the rest is white or a link.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from lssc_desktop.languages import ngettext
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import set_style_property
from lssc_desktop.ui.kit.mirroring import draw_picture, draw_words, mirror
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import RADIUS, SMALL_BUTTON_HEIGHT, SMALLEST_TARGET, Ink, Tone, Type

ROWS_AT_ONCE = 40
"""Rows that are shown of a long list before somebody asks for more; each costs time and memory."""

_ICON_SIZE = 18
_ICON_GAP = 4  # between icon and words, besides Qt's own 4

_CHIP_ICON_SIZE = 14
_CHIP_GAP = 5
_CHIP_START = 7  # before the icon
_CHIP_END = 9  # after the words
_CHIP_AIR = 3  # above and below


if TYPE_CHECKING:
    _AnyButton = QAbstractButton
else:
    _AnyButton = object  # beside another class of Qt there can be none


class EnterPresses(_AnyButton):
    """A base beside a button of Qt, which Enter presses as Space does.

    An example: `class StepMark(EnterPresses, QAbstractButton)`.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button on Enter too, in every window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class Button(EnterPresses, QPushButton):
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
        self._apply_theme()
        icons.theme.changed.connect(self._apply_theme)
        self.toggled.connect(self._apply_theme)

    def set_icon_name(self, icon: IconName | None) -> None:
        """Show another icon, or none."""
        self._icon_name = icon
        self._apply_theme()

    def set_look(self, look: str, ink: Ink) -> None:
        """Look like another kind of button, as when what it does has become what comes next."""
        set_style_property(self, "look", look)
        self._ink = ink
        self._apply_theme()

    def put_icon_last(self) -> None:
        """Show the icon after the words, as an arrow that leads on."""
        reading = QApplication.layoutDirection()
        ahead = Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(ahead if reading != ahead else Qt.LayoutDirection.RightToLeft)
        self._apply_theme()

    def _apply_theme(self) -> None:
        chosen = self.isChecked()
        type_ = Type.TABLE_STRONG if chosen and self._type is Type.TABLE else self._type
        self.setFont(self._icons.theme.font(type_))
        if self._icon_name is not None:
            on_ground = self.property("look") == "filter"  # the others have no chosen ground
            accent = self._icons.theme.tokens.for_row(chosen=on_ground).accent
            ink = accent if chosen else self._ink
            gap = 1 if self.property("look") == "link" else _ICON_GAP
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


class MoreButton(Button):
    """The link below a long list of which not all is shown: it says how many rows come next."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(
            icons, "", look="link", ink=Ink.ACCENT, type_=Type.TABLE_STRONG, parent=parent
        )
        set_ring_radius(self, 3)
        self.hide()

    def show_left(self, left: int, at_once: int = ROWS_AT_ONCE) -> None:
        """Offer the next `at_once` of so many rows that are left; with none left nothing."""
        following = min(left, at_once)
        said = ngettext("Show {count} more", "Show {count} more", following)
        self.setText(said.format(count=following))
        self.setVisible(left > 0)


def filter_button(icons: Icons, text: str) -> Button:
    """Return a button that stays pressed, for a row of which one holds (in a QButtonGroup)."""
    button = Button(icons, text, look="filter", type_=Type.TABLE)
    button.setCheckable(True)
    set_ring_radius(button, SMALL_BUTTON_HEIGHT // 2)
    return button


class ToolButton(QToolButton):
    """A button of an icon alone, for the few of docs/look.md 3."""

    def __init__(
        self,
        icons: Icons,
        icon: IconName,
        name: str,
        shortcut: QKeySequence | None = None,
        *,
        boxed: bool = False,
        ink: Ink = Ink.INK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon_name = icon
        self._ink = ink
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)
        if shortcut is not None:
            keys = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
            self.setToolTip(f"{name} ({keys})")
            self.setShortcut(shortcut)
        if boxed:
            self.setProperty("look", "boxed")
        set_ring_radius(self, RADIUS if boxed else 5)
        self._apply_theme()
        icons.theme.changed.connect(self._apply_theme)
        self.toggled.connect(self._apply_theme)

    def _apply_theme(self) -> None:
        side = self._icons.theme.measure(_ICON_SIZE)
        self.setIconSize(QSize(side, side))
        accent = self._icons.theme.tokens.for_row(chosen=True).accent
        ink = accent if self.isChecked() else self._ink
        self.setIcon(self._icons.icon(self._icon_name, ink, _ICON_SIZE))


class _DotsButton(EnterPresses, ToolButton):
    """A tool that opens a menu; the Menu key opens it too."""

    def __init__(self, icons: Icons, name: str, menu: QMenu) -> None:
        super().__init__(icons, "dots", name)
        self._menu = menu
        keys = QKeySequence("Shift+F10").toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({keys})")  # the key is the system's, for every context menu
        self.setAccessibleDescription(keys)
        self.setProperty("first", "never")  # nobody comes to a page for what else there is
        opens_menu(self, menu)

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        """Open the menu where a click opens it."""
        _open_below(self, self._menu)


def opens_menu(opener: QAbstractButton, menu: QMenu) -> None:
    """Let a button open a menu below it.

    Not as Qt's own menu of a button, which lets nothing go on while it is open.
    """
    speak_as(opener, Speech.MENU)
    opener.clicked.connect(partial(_open_below, opener, menu))


def _open_below(opener: QAbstractButton, menu: QMenu, *_checked: bool) -> None:
    menu.popup(opener.mapToGlobal(opener.rect().bottomLeft()))


def dots_button(icons: Icons, name: str, menu: QMenu) -> ToolButton:
    """Return the “…” of a thing, such as "More for this set": its context menu made visible.

    The thing itself shows the same menu by right-click, the Menu key and Shift+F10.
    """
    return _DotsButton(icons, name, menu)


# Chips and tiles --------------------------------------------------------------------------------


class StatusChip(QLabel):
    """A status: icon, word, and their tone. A screen reader reads the word.

    Without an icon it is a count, such as "3 open".
    """

    def __init__(
        self,
        icons: Icons,
        icon: IconName | None,
        text: str,
        tone: Tone,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icon
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self._apply_theme()
        icons.theme.changed.connect(self._apply_theme)

    @property
    def tone(self) -> Tone:
        """The tone of the status shown."""
        return self._tone

    def set_status(self, icon: IconName | None, text: str, tone: Tone) -> None:
        """Show another status."""
        self._icon = icon
        self._tone = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon and words, whatever their size."""
        measure = self._icons.theme.measure
        words = self.fontMetrics()
        before = (_CHIP_START, _CHIP_ICON_SIZE, _CHIP_GAP) if self._icon else (_CHIP_END,)
        width = words.horizontalAdvance(self.text()) + sum(map(measure, (*before, _CHIP_END)))
        height = max(words.height(), measure(_CHIP_ICON_SIZE)) + 2 * measure(_CHIP_AIR)
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a status is never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the icon and the words."""
        _paint_chip(self, self._icons, self._icon, self._tone)

    def _apply_theme(self) -> None:
        self.setFont(self._icons.theme.font(Type.CAPTION_STRONG))
        self.updateGeometry()
        self.update()


class IconTile(QWidget):
    """An icon on a tinted square with a line around, in front of a step or a choice."""

    def __init__(
        self,
        icons: Icons,
        icon: IconName,
        tone: Tone,
        side: int = 26,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icon
        self._tone = tone
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self._apply_theme)

    def set_icon(self, icon: IconName, tone: Tone) -> None:
        """Show another icon in another tone."""
        self._icon = icon
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square at the current text size."""
        side = self._icons.theme.measure(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square and the icon in its middle."""
        theme = self._icons.theme
        colors = theme.tokens.tone(self._tone)
        icon_size = 16 if self._side < 40 else 25  # noqa: PLR2004 - the two sizes of tiles
        radius = self.width() * (0.23 if self._side < 40 else 0.22)  # noqa: PLR2004 - the same
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.fg), 1))
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        corner = (self.width() - theme.measure(icon_size)) // 2
        painter.drawPixmap(
            QPoint(corner, corner), self._icons.pixmap(self._icon, colors.fg, icon_size)
        )
        painter.end()

    def _apply_theme(self) -> None:
        self.updateGeometry()
        self.update()


class ChipButton(EnterPresses, QAbstractButton):
    """A status that changes when it is pressed, such as Primary and Secondary.

    It looks like a `StatusChip`; Enter and Space press it. Its name says what it is about.
    """

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon: IconName = "star"
        self._tone = Tone.IDLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_ring_radius(self, SMALLEST_TARGET // 2)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def set_status(self, icon: IconName, text: str, tone: Tone) -> None:
        """Show a status."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon and word, no smaller than the smallest target."""
        measure = self._icons.theme.measure
        width = self.fontMetrics().horizontalAdvance(self.text())
        width += measure(_CHIP_START + _CHIP_ICON_SIZE + _CHIP_GAP + _CHIP_END)
        return QSize(width, max(self.fontMetrics().height() + 4, measure(SMALLEST_TARGET)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the icon and the word; the line is stronger under the pointer."""
        _paint_chip(self, self._icons, self._icon, self._tone, strong=self.underMouse())

    def _apply_theme(self) -> None:
        self.setFont(self._icons.theme.font(Type.CAPTION_STRONG))
        self.updateGeometry()
        self.update()


def _paint_chip(
    chip: QLabel | QAbstractButton,
    icons: Icons,
    icon: IconName | None,
    tone: Tone,
    *,
    strong: bool = False,
) -> None:
    """Draw the ground of a status, its icon and its word; a strong line is of their color."""
    theme, colors = icons.theme, icons.theme.tokens.tone(tone)
    box = QRectF(chip.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter = QPainter(chip)
    mirror(painter, chip.rect())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.fg if strong else colors.line), 1))
    painter.setBrush(QColor(colors.bg))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(colors.fg))
    words, alignment = chip.rect(), Qt.AlignmentFlag.AlignCenter
    if icon is not None:
        side, left = theme.measure(_CHIP_ICON_SIZE), theme.measure(_CHIP_START)
        picture = icons.pixmap(icon, colors.fg, _CHIP_ICON_SIZE)
        draw_picture(painter, QPointF(left, (chip.height() - side) // 2), picture)
        words.setLeft(left + side + theme.measure(_CHIP_GAP))
        alignment = Qt.AlignmentFlag.AlignVCenter
    draw_words(painter, words, int(alignment), chip.text())
    painter.end()


# Signal blocking --------------------------------------------------------------------------------


def show_keys(action: QAction, keys: QKeySequence | str) -> None:
    """Show in a context menu which keys do what an entry does; they are taken elsewhere.

    Not as a part of its words, after a tab, which a screen reader would read.
    """
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # of a menu: never
    action.setShortcut(QKeySequence(keys))
    action.setShortcutVisibleInContextMenu(True)


def turn_off(why: str, *widgets: QWidget) -> None:
    """Disable widgets, and let them say why."""
    for widget in widgets:
        widget.setEnabled(False)
        widget.setToolTip(why)
        widget.setAccessibleDescription(why)


@contextmanager
def signals_blocked(*senders: QObject) -> Iterator[None]:
    """Block the signals of some objects for a while; a block that was there before stays."""
    before = [sender.blockSignals(True) for sender in senders]
    try:
        yield
    finally:
        for sender, blocked in zip(senders, before, strict=True):
            sender.blockSignals(blocked)
