"""The focus ring around the control with the keyboard, and the keyboard's way between panes."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from lssc_desktop.ui.kit.reading_order import in_order
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import RADIUS

_RING_WIDTH = 2
_RING_GAP = 2
_MARGINS = (
    QStyle.PixelMetric.PM_FocusFrameHMargin,
    QStyle.PixelMetric.PM_FocusFrameVMargin,
)
_GAP_TO_RADIUS = 3  # the ring is rounder than what it frames by its distance

_TEXTS = (QTextEdit, QPlainTextEdit)

_RADIUS_PROPERTY = "ring_radius"
_RING_PROPERTY = "ring"


def set_ring_radius(widget: QWidget, radius: int) -> None:
    """Say how round a widget is, so that the ring around it runs parallel to its edge."""
    widget.setProperty(_RADIUS_PROPERTY, radius)


def no_focus_ring(widget: QWidget) -> None:
    """Show no ring: the widget shows by itself where the keyboard is."""
    widget.setProperty(_RING_PROPERTY, "nowhere")


class _RingStyle(QProxyStyle):
    """Says where Qt lays the frame: around the widget and above it.

    Only the ring has it, so that nothing else has to ask Python for its measures.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return the distance from the edge of the widget to the far side of the ring."""
        if metric in _MARGINS:
            return _RING_GAP + _RING_WIDTH
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Return a hint: the frame lies above what it frames, and nothing is cut out of it."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


class FocusRing(QFocusFrame):
    """A ring of 2 pixels in the focus color, 2 pixels away from the widget."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._framed: QWidget | None = None
        style = _RingStyle()
        style.setParent(self)  # so that it goes after the ring, not before
        self.setStyle(style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    @property
    def framed(self) -> QWidget | None:
        """The widget that it lies around."""
        # `widget()` would make it a child of the ring, as below.
        return self._framed if self._framed is not None and isValid(self._framed) else None

    def frame(self, widget: QWidget | None) -> None:
        """Lie around a widget, or with None nowhere."""
        self._framed = widget
        # Qt takes None for nowhere, whatever its type stubs say.
        self.setWidget(cast("QWidget", widget))
        if widget is not None:
            # PySide takes the widget for a child of the ring now. It would take it apart when the
            # ring goes down with a dialog: an editor could not be asked for its words any more.
            QObject.setParent(widget, widget.parent())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, and nothing inside it."""
        widget = self.framed
        if widget is None:
            return
        radius = widget.property(_RADIUS_PROPERTY)
        radius = (RADIUS if radius is None else int(radius)) + _GAP_TO_RADIUS
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.focus), _RING_WIDTH))
        half = _RING_WIDTH / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius
        )
        painter.end()


class _RingUntilTyped(QObject):
    """Takes the ring from a text as soon as its caret shows where the keyboard is."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have no ring by mouse, and none from the first letter on."""
        if event.type() is QEvent.Type.FocusIn:
            by_mouse = cast("QFocusEvent", event).reason() is Qt.FocusReason.MouseFocusReason
            watched.setProperty(_RING_PROPERTY, "nowhere" if by_mouse else None)
        elif (
            event.type() is QEvent.Type.KeyPress
            and cast("QKeyEvent", event).text().isprintable()
            and cast("QKeyEvent", event).text()
            and watched.property(_RING_PROPERTY) is None
        ):
            watched.setProperty(_RING_PROPERTY, "nowhere")
            for ring in cast("QWidget", watched).window().findChildren(FocusRing):
                if ring.framed is watched:
                    ring.frame(None)
        return super().eventFilter(watched, event)


def ring_until_typed(text: QWidget) -> None:
    """Let a text without an edge have the ring only by keys, and until the first letter."""
    text.installEventFilter(_RingUntilTyped(text))


class FocusFollower(QObject):
    """Moves the ring to whatever gets the keyboard, for the whole application.

    It begins when the application has its whole style, because a start need not wait for it.
    """

    def __init__(self, application: QApplication, theme: Theme) -> None:
        super().__init__(application)
        self._ring: FocusRing | None = None
        self._application = application
        self._theme = theme
        application.focusChanged.connect(self._follow)
        theme.completed.connect(self._start)

    @property
    def framed(self) -> QWidget | None:
        """The widget that has the ring now."""
        ring = self._living_ring()
        return None if ring is None else ring.framed

    def _start(self) -> None:
        self._follow(None, self._application.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._theme) or not self._theme.is_complete:
            return  # before the first page has its looks, and when all is being taken down
        target = None if now is None else ring_target(now)
        ring = self._living_ring()
        if ring is None and target is not None:
            ring = self._ring = FocusRing(self._theme)
        if ring is not None and ring.framed is not target:
            ring.frame(target)

    def _living_ring(self) -> FocusRing | None:
        """Return the ring, unless it went down with the window that it lay in.

        It is asked for each time, and `destroyed` is not listened to: at the end that would call
        an object that is half gone.
        """
        return self._ring if self._ring is not None and isValid(self._ring) else None


def ring_target(focused: QWidget) -> QWidget | None:
    """Return what gets the ring when `focused` has the keyboard; None where rows show it.

    Lists and tables draw the ring inside their current row. Menus and whole windows have none.
    """
    if focused.isWindow() or isinstance(focused, QMenu | QMenuBar):
        return None
    if focused.property(_RING_PROPERTY) == "nowhere":
        return None
    if isinstance(focused, QAbstractItemView):
        model = cast("QAbstractItemModel | None", focused.model())
        return focused if model is None or model.rowCount() == 0 else None
    return focused


# Keys -------------------------------------------------------------------------------------------

_PRESSING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select}
_MOVING = {
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
}


class KeysWhenSeen(QObject):
    """Lets a key press a control only once it was painted with the keyboard on it.

    A page or dialog that comes up by itself gives the keyboard to its first button. A key that was
    meant for what was seen before must not press that. What is typed into a text always goes
    there, and whoever moves to a control by keys knows where it is.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._awaited: QWidget | None = None
        self._is_moving = False
        self._windows: list[QWindow] = []
        application.focusChanged.connect(self._on_focus)
        application.focusWindowChanged.connect(self._follow)
        self._follow(application.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take keys that would press what was not painted yet; note when it is."""
        if event.type() is QEvent.Type.Paint:
            # Only then have the keys come that were pressed before.
            QTimer.singleShot(0, watched, partial(self._on_painted, watched))
        elif isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._is_early(event)
        return False

    def _is_early(self, event: QKeyEvent) -> bool:
        """Whether a key comes too early; one that moves the keyboard never does."""
        key = event.key()
        if key in _MOVING:
            self._is_moving = True
            QTimer.singleShot(0, self, self._end_move)
        focused = QApplication.focusWidget()
        if key not in _PRESSING or isinstance(focused, _TEXTS):
            return False
        if isinstance(focused, QLineEdit) and key == Qt.Key.Key_Space:
            return False
        return focused is None or self._awaited is not None

    def _on_painted(self, widget: QObject) -> None:
        if widget is self._awaited:
            self._wait_for(None)

    def _end_move(self) -> None:
        self._is_moving = False

    def _follow(self, window: QWindow | None) -> None:
        self._windows = [each for each in self._windows if isValid(each)]
        if window is not None and window not in self._windows:
            self._windows.append(window)
            window.installEventFilter(self)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            self._follow(now.window().windowHandle())  # Qt reports the window after this
        self._wait_for(None if now is None or self._is_moving else _painted_part(now))

    def _wait_for(self, widget: QWidget | None) -> None:
        if self._awaited is not None and isValid(self._awaited):
            self._awaited.removeEventFilter(self)
        self._awaited = widget
        if widget is not None:
            widget.installEventFilter(self)
            widget.update()


def _painted_part(widget: QWidget) -> QWidget:
    """Return what Qt paints of a widget: of one that scrolls, what is in it."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


# Panes ------------------------------------------------------------------------------------------


@runtime_checkable
class HasFirstControl(Protocol):
    """A pane that is there for one of its controls, whatever stands above it."""

    @property
    def first_control(self) -> QWidget:
        """The control that gets the keyboard first, if it is visible."""


def next_pane(panes: Sequence[QWidget], *, backwards: bool = False) -> None:
    """Give the keyboard to the first control of the pane after the one that has it (F6).

    Backwards it is the pane before (Shift+F6).
    """
    usable = [pane for pane in panes if pane.isVisible() and _first_control(pane) is not None]
    if not usable:
        return
    focused = QApplication.focusWidget()
    here = next(
        (
            number
            for number, pane in enumerate(usable)
            if focused is not None and (pane is focused or pane.isAncestorOf(focused))
        ),
        None,
    )
    if here is None:
        chosen = -1 if backwards else 0
    else:
        chosen = (here + (-1 if backwards else 1)) % len(usable)
    focus_first(usable[chosen])


def focus_first(pane: QWidget) -> None:
    """Give the keyboard to the first control of a pane."""
    control = _first_control(pane)
    if control is not None:
        control.setFocus(Qt.FocusReason.TabFocusReason)


def may_be_first(control: QWidget) -> bool:
    """Whether a control may be the one that gets the keyboard first where it stands."""
    return bool(control.property("first") != "never")


def _first_control(pane: QWidget) -> QWidget | None:
    """Return the control of a pane that gets the keyboard first, None where it has none.

    It is the one that the pane names, else the one that is read first, and not one of those
    whose property `first` is "never".
    """
    named = pane.first_control if isinstance(pane, HasFirstControl) else None
    if named is not None and _takes_keyboard(named):
        return named
    if _takes_keyboard(pane):
        return pane
    controls = [each for each in in_order(pane) if _takes_keyboard(each)]
    return next(filter(may_be_first, controls), next(iter(controls), None))


def _takes_keyboard(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(by_tab) and widget.isEnabled() and widget.isVisible()
