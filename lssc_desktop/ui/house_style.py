"""The one style of the application: Fusion, with our fields, marks and focus drawn from tokens."""

from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QWidget,
)

from lssc_desktop.ui.tokens import RADIUS, Tokens

_CHEVRON_ROOM = 30
_INDENT = 11
_ROW_RING = 2
_TICK_SHARE = 1.2  # of its room, which a tick does not fill

_State = QStyle.StateFlag
_Part = QStyle.SubControl
_Primitive = QStyle.PrimitiveElement
_SPIN_ARROWS = (_Part.SC_SpinBoxUp, _Part.SC_SpinBoxDown)


class HouseStyle(QProxyStyle):
    """Draws what a style sheet cannot: fields with arrows, check and radio marks, a row's ring.

    Measures and hints, which Qt asks for thousands of times while it makes a page, are not
    overridden: each time Qt would have to come to Python. The style sheet has them.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__("Fusion")
        self._tokens = tokens
        self._scale = 1.0

    def set_tokens(self, tokens: Tokens, text_scale: float) -> None:
        """Draw with these colors, and marks as large as the text, from now on."""
        self._tokens = tokens
        self._scale = text_scale

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw a mark, an arrow or the ring inside a row; the rest is Fusion's."""
        match element:
            case _Primitive.PE_FrameFocusRect:
                # Everything but a row has its ring outside.
                if isinstance(widget, QAbstractItemView):
                    row = widget.visualRect(widget.currentIndex())  # all of it, not the words
                    paint_row_ring(painter, row, self._tokens)
            case _Primitive.PE_IndicatorCheckBox | _Primitive.PE_IndicatorItemViewItemCheck:
                self._draw_check(option, painter)
            case _Primitive.PE_IndicatorRadioButton:
                self._draw_radio(option, painter)
            case _Primitive.PE_IndicatorArrowDown | _Primitive.PE_IndicatorArrowUp:
                self._draw_chevron(painter, option.rect, element == _Primitive.PE_IndicatorArrowUp)
            case _Primitive.PE_IndicatorHeaderArrow:
                self._draw_sort_mark(option, painter)
            case _Primitive.PE_IndicatorMenuCheckMark:
                self._draw_menu_tick(option, painter)
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw combo and spin boxes as fields with chevrons; the rest is Fusion's."""
        if control == QStyle.ComplexControl.CC_ComboBox:
            bare = widget is not None and widget.property("look") == "bare"
            if not bare or option.state & _State.State_MouseOver:
                self._draw_field(option, painter)
            room = QRect(option.rect)
            room.setLeft(room.right() - self._chevron_room())
            self._draw_chevron(painter, room, upwards=False)
        elif control == QStyle.ComplexControl.CC_SpinBox:
            self._draw_field(option, painter)
            for part in _SPIN_ARROWS:
                room = self.subControlRect(control, option, part, widget)
                self._draw_chevron(painter, room, upwards=part == _Part.SC_SpinBoxUp)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Return where a part lies; the words of a field stand as far in as in a text field."""
        if control == QStyle.ComplexControl.CC_ComboBox and part == _Part.SC_ComboBoxEditField:
            return option.rect.adjusted(_INDENT, 1, -self._chevron_room(), -1)
        if control == QStyle.ComplexControl.CC_SpinBox and part == _Part.SC_SpinBoxEditField:
            return option.rect.adjusted(_INDENT - 1, 1, -self._chevron_room(), -1)
        if control == QStyle.ComplexControl.CC_SpinBox and part in _SPIN_ARROWS:
            room = option.rect.adjusted(option.rect.width() - self._chevron_room(), 0, 0, 0)
            half = room.height() // 2
            upper, lower = (
                room.adjusted(0, 0, 0, half - room.height()),
                room.adjusted(0, half, 0, 0),
            )
            return upper if part == _Part.SC_SpinBoxUp else lower
        # Qt takes None for no widget, whatever its type stubs say.
        return super().subControlRect(control, option, part, cast("QWidget", widget))

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        """Return a size: Fusion's, and room for what our spin box keeps free on both sides."""
        # Qt takes None for no widget, whatever its type stubs say.
        made = super().sizeFromContents(kind, option, size, cast("QWidget", widget))
        if kind == QStyle.ContentsType.CT_SpinBox:
            made += QSize(round((_INDENT + 8) * self._scale), 0)
        return made

    def _chevron_room(self) -> int:
        return round(_CHEVRON_ROOM * self._scale)

    def _draw_field(self, option: QStyleOption, painter: QPainter) -> None:
        tokens = self._tokens
        enabled = bool(option.state & _State.State_Enabled)
        over = enabled and bool(option.state & _State.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_strong if enabled else tokens.line), 1))
        painter.setBrush(QColor(tokens.sunken if over or not enabled else tokens.surface))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.restore()

    def _begin_mark(self, option: QStyleOption, painter: QPainter, *, filled: bool) -> QRectF:
        """Set pen and brush of a check or radio mark and return the square it is drawn in."""
        tokens = self._tokens
        enabled = bool(option.state & _State.State_Enabled)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if filled else tokens.line_strong
        painter.setPen(QPen(QColor(edge if enabled else tokens.ink3), 1.2))
        if filled:
            painter.setBrush(QColor(tokens.accent if enabled else tokens.ink3))
        else:
            painter.setBrush(QColor(tokens.surface if enabled else tokens.sunken))
        side = min(option.rect.width(), option.rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(option.rect).center())
        return square.adjusted(0.6, 0.6, -0.6, -0.6)

    def _draw_check(self, option: QStyleOption, painter: QPainter) -> None:
        checked = bool(option.state & _State.State_On)
        partly = bool(option.state & _State.State_NoChange)
        painter.save()
        square = self._begin_mark(option, painter, filled=checked or partly)
        painter.drawRoundedRect(square, 4, 4)
        painter.setPen(_line(self._tokens.on_accent, 1.8 * self._scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if checked:
            painter.drawPath(_tick(square))
        elif partly:
            painter.drawLine(_inside(square, 0.25, 0.5), _inside(square, 0.75, 0.5))
        painter.restore()

    def _draw_menu_tick(self, option: QStyleOption, painter: QPainter) -> None:
        if not option.state & _State.State_On:
            return
        tokens = self._tokens
        enabled = bool(option.state & _State.State_Enabled)
        side = min(option.rect.width(), option.rect.height()) * _TICK_SHARE
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(option.rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_line(tokens.ink if enabled else tokens.ink3, 1.8 * self._scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_tick(square))
        painter.restore()

    def _draw_sort_mark(self, option: QStyleOption, painter: QPainter) -> None:
        if isinstance(option, QStyleOptionHeader):
            sorted_ = option.sortIndicator
            if sorted_ != QStyleOptionHeader.SortIndicator.None_:
                upwards = sorted_ == QStyleOptionHeader.SortIndicator.SortUp
                self._draw_chevron(painter, option.rect, upwards)

    def _draw_radio(self, option: QStyleOption, painter: QPainter) -> None:
        checked = bool(option.state & _State.State_On)
        painter.save()
        circle = self._begin_mark(option, painter, filled=checked)
        painter.drawEllipse(circle)
        if checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._tokens.on_accent))
            dot = circle.width() * 0.19
            painter.drawEllipse(circle.center(), dot, dot)
        painter.restore()

    def _draw_chevron(self, painter: QPainter, room: QRect, upwards: bool) -> None:
        middle = QRectF(room).center()
        size = min(5.0 * self._scale, room.width() / 4, room.height() / 3)
        tip = -size / 2 if upwards else size / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_line(self._tokens.ink2, 1.5 * self._scale))
        chevron = QPainterPath(middle + QPointF(-size, -tip))
        chevron.lineTo(middle + QPointF(0, tip))
        chevron.lineTo(middle + QPointF(size, -tip))
        painter.drawPath(chevron)
        painter.restore()


class LargeHouseStyle(HouseStyle):
    """The same for text that is larger than usual: icons in fields and menus grow too.

    It costs time, and nobody but who reads large text has to spend it.
    """

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return a measure: that of small icons as large as the text, else Fusion's."""
        made = super().pixelMetric(metric, option, widget)
        small = metric == QStyle.PixelMetric.PM_SmallIconSize
        return round(made * self._scale) if small else made


def _line(color: str, width: float) -> QPen:
    return QPen(
        QColor(color),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _tick(square: QRectF) -> QPainterPath:
    tick = QPainterPath(_inside(square, 0.24, 0.53))
    tick.lineTo(_inside(square, 0.43, 0.71))
    tick.lineTo(_inside(square, 0.77, 0.32))
    return tick


def _inside(square: QRectF, across: float, down: float) -> QPointF:
    return QPointF(square.left() + across * square.width(), square.top() + down * square.height())


def paint_row_ring(painter: QPainter, row: QRect, tokens: Tokens) -> None:
    """Draw the ring of the keyboard inside a row of a list."""
    painter.save()
    painter.setPen(QPen(QColor(tokens.focus), _ROW_RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(row).adjusted(1, 1, -1, -1))
    painter.restore()
