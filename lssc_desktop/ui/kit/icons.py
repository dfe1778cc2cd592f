"""Icons: SVG files in the color of a token, drawn once for each size and screen."""

from typing import Literal

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from lssc_desktop.paths import resources
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Ink

# Thinner than Tabler's 2, except where the whole icon is so small that it would fade.
_STROKE = "1.75"
_SMALL = 16

# The shipped icons, of which resources/icons has one SVG file each: Tabler's own names, except
# "half", which is drawn by us; filled ones end in "-filled".
type IconName = Literal[
    "alert-octagon",
    "alert-octagon-filled",
    "alert-triangle",
    "arrow-back-up",
    "arrow-down",
    "arrow-forward-up",
    "arrow-right",
    "arrow-up",
    "award",
    "barcode",
    "bold",
    "book",
    "bulb",
    "calendar-event",
    "calendar-repeat",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "circle-check",
    "circle-check-filled",
    "circle-dashed",
    "circle-minus",
    "circle-x",
    "clipboard-check",
    "clipboard-list",
    "clock",
    "cloud-off",
    "copy",
    "device-floppy",
    "device-usb",
    "dots",
    "edit",
    "equal",
    "external-link",
    "eye",
    "eye-off",
    "file",
    "file-alert",
    "file-diff",
    "file-import",
    "file-text",
    "file-type-pdf",
    "files",
    "folder",
    "folder-open",
    "half",
    "heading",
    "help-circle",
    "hourglass",
    "info-circle",
    "italic",
    "layout-dashboard",
    "link",
    "list",
    "list-check",
    "list-numbers",
    "lock",
    "mail",
    "map-pin",
    "maximize",
    "message-2-check",
    "message-circle",
    "notebook",
    "package",
    "paperclip",
    "pencil",
    "photo",
    "photo-plus",
    "plus",
    "presentation",
    "quote",
    "receipt",
    "refresh",
    "rubber-stamp",
    "school",
    "search",
    "send",
    "settings",
    "shield-check",
    "star",
    "star-filled",
    "table",
    "trash",
    "unlink",
    "upload",
    "user",
    "user-check",
    "user-off",
    "video",
    "x",
]


_DIRECTED = frozenset(
    {
        *("chevron-left", "chevron-right", "arrow-right", "arrow-back-up", "arrow-forward-up"),
        *("list", "list-check", "external-link", "send"),
    }
)
"""Icons that point where reading goes on, or come from; they change sides with it."""

_FROM_THE_RIGHT = Qt.LayoutDirection.RightToLeft


class Icons(QObject):
    """Draws the shipped icons in the colors of the theme, and keeps what it has drawn."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(
        self, name: IconName, color: str | None = None, size: int = 18, *, gap: int = 0
    ) -> QIcon:
        """Return an icon for a button or an action, grey when that is disabled.

        `color` is an `Ink`, or a color as `#RRGGBB`; without one it is the color of text. `size`
        is in pixels before the text size is applied; `gap` is kept free on both sides.
        """
        gap = self.theme.measure(gap)
        icon = QIcon(_with_gap(self.pixmap(name, color, size), gap))
        off, on_chosen = self.theme.tokens.off, self.theme.tokens.on_chosen
        icon.addPixmap(_with_gap(self.pixmap(name, off, size), gap), QIcon.Mode.Disabled)
        if self.theme.tokens.high_contrast:
            chosen = _with_gap(self.pixmap(name, on_chosen, size), gap)
            icon.addPixmap(chosen, QIcon.Mode.Selected)
        return icon

    def pixmap(
        self, name: IconName, color: str | None = None, size: int = 18, ratio: float | None = None
    ) -> QPixmap:
        """Return a picture of an icon; `ratio` is the pixels of the screen for each of ours."""
        ratio = ratio or _screen_ratio()
        size = self.theme.measure(size)
        color = self._color(color)
        is_turned = name in _DIRECTED and QGuiApplication.layoutDirection() is _FROM_THE_RIGHT
        key = (f"{name} turned" if is_turned else name, color, size, ratio)
        if key not in self._drawn:
            drawn = _draw(self._source(name), color, size, ratio)
            self._drawn[key] = _turned(drawn) if is_turned else drawn
        return self._drawn[key]

    def mark(self, size: int) -> QPixmap:
        """Return the mark of the program, which has its own colors."""
        ratio = _screen_ratio()
        size = self.theme.measure(size)
        key = ("lssc-desktop", "", size, ratio)
        if key not in self._drawn:
            self._drawn[key] = _draw(self._source("lssc-desktop"), "", size, ratio)
        return self._drawn[key]

    def read_ahead(self) -> None:
        """Read every icon from the disk; any thread may do it, so that the GUI thread need not."""
        for file in (resources() / "icons").glob("*.svg"):
            self._source(file.stem)

    def application_icon(self) -> QIcon:
        """Return the mark in the sizes that title bars and task bars ask for."""
        icon = QIcon()
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(_draw(self._source("lssc-desktop"), "", size, 1.0))
        return icon

    def _color(self, color: str | None) -> str:
        if color is None:
            return self.theme.tokens.ink
        return self.theme.tokens.color(color) if isinstance(color, Ink) else color

    def _source(self, name: str) -> str:
        if name not in self._sources:
            file = resources() / "icons" / f"{name}.svg"
            self._sources[name] = file.read_text(encoding="utf-8")
        return self._sources[name]


def _screen_ratio() -> float:
    """Return the pixels per pixel of the sharpest screen: what is drawn for it suits the others."""
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def _draw(source: str, color: str, size: int, ratio: float) -> QPixmap:
    if size >= _SMALL:
        source = source.replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    # QtSvg knows no currentColor and would paint it black.
    source = source.replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    side = round(size * ratio)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _turned(picture: QPixmap) -> QPixmap:
    """Return a picture with its sides changed."""
    turned = picture.transformed(QTransform.fromScale(-1, 1))
    turned.setDevicePixelRatio(picture.devicePixelRatio())
    return turned


def _with_gap(picture: QPixmap, gap: int) -> QPixmap:
    if gap == 0:
        return picture
    ratio = picture.devicePixelRatio()
    wider = QPixmap(picture.width() + round(2 * gap * ratio), picture.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(gap, 0, picture)
    painter.end()
    return wider
