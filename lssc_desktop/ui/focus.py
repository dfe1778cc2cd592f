"""The ring around the control that has the keyboard."""

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFocusFrame,
    QMenu,
    QMenuBar,
    QWidget,
)
from shiboken6 import isValid

from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import RADIUS

_WIDTH = 2
_GAP_TO_RADIUS = 3  # the ring is rounder than what it frames by its distance

_RADIUS_PROPERTY = "ring_radius"
_RING_PROPERTY = "ring"


def set_ring_radius(widget: QWidget, radius: int) -> None:
    """Tell how round a widget is, so that the ring around it runs parallel to its edge."""
    widget.setProperty(_RADIUS_PROPERTY, radius)


def ring_around(frame: QWidget) -> None:
    """Let this frame have the ring when anything inside has the keyboard, as an editor has."""
    frame.setProperty(_RING_PROPERTY, "around")


def ring_nowhere(widget: QWidget) -> None:
    """Show no ring: the widget shows by itself where the keyboard is."""
    widget.setProperty(_RING_PROPERTY, "nowhere")


class FocusRing(QFocusFrame):
    """A ring of 2 pixels in the focus color, 2 pixels away from the widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, and nothing inside it."""
        widget = self.widget()
        if widget is None:
            return
        radius = widget.property(_RADIUS_PROPERTY)
        radius = (RADIUS if radius is None else int(radius)) + _GAP_TO_RADIUS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.focus), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )
        painter.end()


class FocusFollower(QObject):
    """Moves the ring to whatever gets the keyboard, for the whole application.

    It begins with the style of the theme, which says how far from its widget the ring lies.
    """

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._ring: FocusRing | None = None
        self._application = application
        self._theme = theme
        application.focusChanged.connect(self._follow)
        theme.completed.connect(self._begin)

    @property
    def framed(self) -> QWidget | None:
        """The widget that has the ring now."""
        ring = self._living_ring()
        return None if ring is None else ring.widget()

    @Slot()
    def _begin(self) -> None:
        self._follow(None, self._application.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._theme) or not self._theme.is_complete:
            return  # before the first page has its looks, and when all is being taken down
        target = None if now is None else ring_target(now)
        ring = self._living_ring()
        if ring is None and target is not None:
            ring = self._ring = FocusRing(self._theme)
        if ring is not None and ring.widget() is not target:
            # Qt takes None for nowhere, whatever its type stubs say.
            ring.setWidget(cast("QWidget", target))

    def _living_ring(self) -> FocusRing | None:
        """Return the ring, unless it went down with the window that it lay in.

        It is asked for and not told by `destroyed`: at the end that would call an object that is
        half gone.
        """
        return self._ring if self._ring is not None and isValid(self._ring) else None


def ring_target(focused: QWidget) -> QWidget | None:
    """Return what gets the ring when `focused` has the keyboard; None where rows show it.

    Lists and tables draw the ring inside their current row. Menus and whole windows have none.
    """
    around = _with_ring_around(focused)
    if around is not None:
        return around
    if focused.isWindow() or isinstance(focused, QMenu | QMenuBar):
        return None
    if focused.property(_RING_PROPERTY) == "nowhere":
        return None
    if isinstance(focused, QAbstractItemView):
        model = cast("QAbstractItemModel | None", focused.model())
        return focused if model is None or model.rowCount() == 0 else None
    return focused


def _with_ring_around(focused: QWidget) -> QWidget | None:
    widget: QWidget | None = focused
    while widget is not None and widget.property(_RING_PROPERTY) != "around":
        widget = None if widget.isWindow() else widget.parentWidget()
    return widget
