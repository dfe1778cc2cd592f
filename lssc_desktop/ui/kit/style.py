"""The one style of the application: Fusion with our fields and marks, and the style sheet.

Both are made from tokens. It is long because the style sheet names every kind of widget once.
"""

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

from lssc_desktop.ui.kit.tokens import (
    BUTTON_HEIGHT,
    CARD_RADIUS,
    CHOICE_GAP,
    CHOICE_MARK,
    FIELD_HEIGHT,
    RADIUS,
    SMALL_BUTTON_HEIGHT,
    SMALLEST_TARGET,
    Ink,
    Tokens,
    Tone,
    Type,
    points,
)

_BORDER = 1
_MENU_TICK = 14
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
            self._draw_chevron(painter, self._sided(option, room), upwards=False)
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
            return self._sided(option, option.rect.adjusted(_INDENT, 1, -self._chevron_room(), -1))
        if control == QStyle.ComplexControl.CC_SpinBox and part == _Part.SC_SpinBoxEditField:
            inside = option.rect.adjusted(_INDENT - 1, 1, -self._chevron_room(), -1)
            return self._sided(option, inside)
        if control == QStyle.ComplexControl.CC_SpinBox and part in _SPIN_ARROWS:
            room = option.rect.adjusted(option.rect.width() - self._chevron_room(), 0, 0, 0)
            half = room.height() // 2
            upper, lower = (
                room.adjusted(0, 0, 0, half - room.height()),
                room.adjusted(0, half, 0, 0),
            )
            return self._sided(option, upper if part == _Part.SC_SpinBoxUp else lower)
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

    def _sided(self, option: QStyleOption, room: QRect) -> QRect:
        """Return a room, counted from the left, on the side where it is by the way of reading."""
        return self.visualRect(option.direction, option.rect, room)

    def _chevron_room(self) -> int:
        return round(_CHEVRON_ROOM * self._scale)

    def _draw_field(self, option: QStyleOption, painter: QPainter) -> None:
        tokens = self._tokens
        enabled = bool(option.state & _State.State_Enabled)
        over = enabled and bool(option.state & _State.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.line_strong if enabled else tokens.line), 1)
        if tokens.high_contrast and not enabled:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.sunken if over or not enabled else tokens.surface))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.restore()

    def _begin_mark(self, option: QStyleOption, painter: QPainter, *, filled: bool) -> QRectF:
        """Set pen and brush of a check or radio mark and return the square it is drawn in."""
        tokens = self._tokens
        enabled = bool(option.state & _State.State_Enabled)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if filled else tokens.line_strong
        painter.setPen(QPen(QColor(edge if enabled else tokens.off), 1.2))
        if filled:
            painter.setBrush(QColor(tokens.accent if enabled else tokens.off))
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
        enabled = bool(option.state & _State.State_Enabled)
        tokens = self._tokens.for_row(chosen=bool(option.state & _State.State_Selected) and enabled)
        side = min(option.rect.width(), option.rect.height()) * _TICK_SHARE
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(option.rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_line(tokens.ink if enabled else tokens.off, 1.8 * self._scale))
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


def paint_row_ring(painter: QPainter, row: QRect, tokens: Tokens) -> None:
    """Draw the ring of the keyboard inside a row of a list."""
    painter.save()
    painter.setPen(QPen(QColor(tokens.focus), _ROW_RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = 1 + row_ring_inset(tokens)
    painter.drawRect(QRectF(row).adjusted(inside, inside, -inside, -inside))
    painter.restore()


def row_ring_inset(tokens: Tokens) -> int:
    """Return how far inside a row its ring is.

    In high contrast the ring of the chosen row has the color of the page: at its edge it would only
    make the row look smaller.
    """
    return 3 if tokens.high_contrast else 0


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


# Style sheet ------------------------------------------------------------------------------------


def style_sheet(tokens: Tokens, text_scale: float = 1.0) -> str:
    """Return the style sheet of the whole application for these colors and this text size."""
    return "\n".join(
        [
            _words(tokens),
            _boxes(tokens),
            _push_buttons(tokens, text_scale),
            _tool_buttons(tokens, text_scale),
            _choices(tokens, text_scale),
            _fields(tokens, text_scale),
            _tabs(tokens),
            _tables(tokens, text_scale),
            _scroll_bars(tokens),
            _bars_and_menus(tokens, text_scale),
            _high_contrast(tokens) if tokens.high_contrast else "",
        ]
    )


def _words(tokens: Tokens) -> str:
    inks = "\n".join(f'QLabel[ink="{ink}"] {{ color: {tokens.color(ink)}; }}' for ink in Ink)
    return f"""
        QLabel {{ background: transparent; }}
        {inks}
        QLabel:disabled {{ color: {tokens.off}; }}
        QLabel[look="key"] {{
            background: {tokens.surface}; color: {tokens.ink2};
            border: {_BORDER}px solid {tokens.line_strong}; border-radius: 4px;
        }}
    """


def _boxes(tokens: Tokens) -> str:
    tones = "\n".join(
        f'QFrame[box="{tone}"] {{ background: {tokens.tone(tone).bg};'
        f" border: {_BORDER}px solid {tokens.tone(tone).line}; border-radius: {RADIUS}px; }}"
        for tone in Tone
    )
    return f"""
        QFrame[box="card"] {{
            background: {tokens.surface}; border: {_BORDER}px solid {tokens.line};
            border-radius: {CARD_RADIUS}px;
        }}
        QFrame[box="drop"] {{
            background: transparent; border: {_BORDER}px dashed {tokens.line_strong};
            border-radius: {CARD_RADIUS}px;
        }}
        QFrame[box="value"] {{
            background: {tokens.sunken}; border: {_BORDER}px solid {tokens.line};
            border-radius: {RADIUS}px;
        }}
        QFrame[box="head"] {{
            background: {tokens.sunken}; border: none;
            border-bottom: {_BORDER}px solid {tokens.line};
        }}
        QFrame[box="foot"] {{ background: {tokens.bg}; border: none; }}
        QFrame[box="paper"] {{ background: {tokens.surface}; border: none; }}
        QFrame[box="sunken"] {{ background: {tokens.sunken}; border: none; }}
        QFrame[box="sidebar"] {{
            background: {tokens.sidebar}; border: none; border-right: 1px solid {tokens.line};
        }}
        QFrame[box="rule"] {{ background: {tokens.line}; border: none; }}
        {tones}
        QFrame[corners="card"] {{ border-radius: {CARD_RADIUS}px; }}
    """


def _push_buttons(tokens: Tokens, scale: float) -> str:
    height = round((BUTTON_HEIGHT - 2 * _BORDER) * scale)
    small = round((SMALL_BUTTON_HEIGHT - 2 * _BORDER) * scale)
    target = round(SMALLEST_TARGET * scale)
    soft, done = tokens.tone(Tone.ACCENT), tokens.tone(Tone.OK)
    return f"""
        QPushButton {{
            background: {tokens.surface}; color: {tokens.ink};
            border: {_BORDER}px solid {tokens.line_strong}; border-radius: {RADIUS}px;
            padding: 0 14px; min-height: {height}px; outline: none;
        }}
        QPushButton:hover {{ background: {tokens.sunken}; }}
        QPushButton:pressed {{ background: {tokens.pressed}; }}
        QPushButton[small="true"] {{ min-height: {small}px; padding: 0 10px; }}
        QPushButton[look="primary"] {{
            background: {tokens.accent}; color: {tokens.on_accent};
            border-color: {tokens.accent};
        }}
        QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed {{
            background: {tokens.accent_hover}; border-color: {tokens.accent_hover};
        }}
        QPushButton[look="tinted"] {{
            background: {soft.bg}; color: {soft.fg}; border-color: {soft.line};
        }}
        QPushButton[look="tinted"]:hover {{ border-color: {tokens.accent}; }}
        QPushButton[look="tinted"]:pressed {{ background: {soft.line}; }}
        QPushButton[look="ready"] {{
            background: {done.bg}; color: {done.fg}; border-color: {done.line};
        }}
        QPushButton[look="ready"]:hover {{ border-color: {done.fg}; }}
        QPushButton[look="ready"]:pressed {{ background: {done.line}; }}
        QPushButton[look="link"] {{
            background: transparent; color: {tokens.accent}; border: none; border-radius: 4px;
            padding: 0 2px; min-height: {target}px; text-decoration: underline;
        }}
        QPushButton[look="link"]:hover {{ color: {tokens.accent_hover}; }}
        QPushButton[look="filter"] {{
            background: transparent; border-color: transparent; color: {tokens.ink2};
            border-radius: {(small + 2 * _BORDER) // 2}px; min-height: {small}px; padding: 0 12px;
        }}
        QPushButton[look="filter"]:hover {{ background: {tokens.sunken}; }}
        QPushButton[look="filter"]:checked {{
            background: {soft.bg}; color: {soft.fg}; border-color: {soft.fg};
        }}
        QPushButton:disabled {{
            background: {tokens.sunken}; color: {tokens.off}; border-color: {tokens.line};
        }}
        QPushButton[look="link"]:disabled, QPushButton[look="filter"]:disabled {{
            background: transparent; border-color: transparent;
        }}
    """


def _tool_buttons(tokens: Tokens, scale: float) -> str:
    side = round((SMALL_BUTTON_HEIGHT - 2 * _BORDER) * scale) - 8
    soft = tokens.tone(Tone.ACCENT)
    return f"""
        QToolButton {{
            background: transparent; border: {_BORDER}px solid transparent; border-radius: 5px;
            padding: 4px; color: {tokens.ink}; outline: none;
        }}
        QToolButton::menu-indicator {{ image: none; }}
        QToolButton:hover {{ background: {tokens.pressed}; }}
        QToolButton:pressed {{ background: {tokens.line}; }}
        QToolButton:checked {{
            background: {soft.bg}; color: {soft.fg}; border-color: {soft.fg};
        }}
        QToolButton:disabled {{ color: {tokens.off}; }}
        QToolButton[look="quiet"] {{ padding: 0; }}
        QToolButton[look="boxed"] {{
            background: {tokens.surface}; border-color: {tokens.line_strong};
            border-radius: {RADIUS}px; min-height: {side}px; min-width: {side}px;
        }}
        QToolButton[look="boxed"]:hover {{ background: {tokens.sunken}; }}
        QToolButton[look="boxed"]:disabled {{
            background: {tokens.sunken}; border-color: {tokens.line};
        }}
    """


def _choices(tokens: Tokens, scale: float) -> str:
    target, mark = round(SMALLEST_TARGET * scale), round(CHOICE_MARK * scale)
    return f"""
        QCheckBox, QRadioButton {{ spacing: {CHOICE_GAP}px; min-height: {target}px; }}
        QCheckBox::indicator, QRadioButton::indicator {{ width: {mark}px; height: {mark}px; }}
        QCheckBox:disabled, QRadioButton:disabled {{ color: {tokens.off}; }}
    """


def _fields(tokens: Tokens, scale: float) -> str:
    height = round((FIELD_HEIGHT - 2 * _BORDER) * scale)
    small = round((SMALL_BUTTON_HEIGHT - 2 * _BORDER) * scale)
    return f"""
        QLineEdit, QTextEdit, QPlainTextEdit, QTextBrowser {{
            background: {tokens.surface}; color: {tokens.ink};
            border: {_BORDER}px solid {tokens.line_strong}; border-radius: {RADIUS}px;
            selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent};
            placeholder-text-color: {tokens.hint};
        }}
        QLineEdit {{ padding: 0 9px; min-height: {height}px; }}
        QLineEdit[look="small"] {{ padding: 0 4px; min-height: {small}px; }}
        QTextEdit, QPlainTextEdit, QTextBrowser {{ padding: 8px; }}
        QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled {{
            background: {tokens.sunken}; color: {tokens.off}; border-color: {tokens.line};
        }}
        QTextEdit[look="bare"], QPlainTextEdit[look="bare"], QTextBrowser[look="bare"] {{
            border: none; border-radius: 0; background: transparent; padding: 8px 0;
        }}
        QTextEdit[look="line"] {{
            border: none; border-radius: 0; background: transparent; padding: 0;
        }}
        QLineEdit[look="bare"] {{
            border: none; background: transparent; padding: 0; min-height: 0;
        }}
        QTextEdit[look="reading"] {{
            border: none; border-radius: 0; background: transparent; padding: 0;
        }}
        QComboBox {{ min-height: {height}px; padding: 0 {round(30 * scale)}px 0 10px; }}
        QComboBox[look="bare"] {{ min-height: {round(22 * scale)}px; color: {tokens.ink2}; }}
        QComboBox QAbstractItemView {{
            background: {tokens.surface}; border: {_BORDER}px solid {tokens.line_strong};
            outline: none; padding: 4px; selection-background-color: {tokens.chosen};
            selection-color: {tokens.on_chosen};
        }}
        QComboBox QAbstractItemView::item {{ border: none; padding: 3px 8px; }}
        QComboBox QAbstractItemView::item:selected {{
            background: {tokens.chosen}; color: {tokens.on_chosen};
        }}
        QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
            border: none; background: transparent; padding: 0; min-height: 0;
        }}
        QAbstractSpinBox {{ min-height: {height - 4}px; }}
    """


def _tabs(tokens: Tokens) -> str:
    return f"""
        QTabBar {{ background: transparent; border: none; }}
        QTabBar::tab {{
            background: transparent; color: {tokens.ink2}; border: none;
            border-bottom: 3px solid transparent; padding: 7px 8px 6px 8px; margin-right: 8px;
        }}
        QTabBar::tab:!selected {{ font-weight: 400; }}
        QTabBar::tab:hover {{ color: {tokens.ink}; border-bottom-color: {tokens.line}; }}
        QTabBar::tab:selected {{
            color: {tokens.accent}; border-bottom-color: {tokens.accent}; font-weight: 600;
        }}
        QTabBar::tab:disabled {{ color: {tokens.off}; }}
        QTabWidget::pane {{ border: none; border-top: {_BORDER}px solid {tokens.line}; }}
    """


def _tables(tokens: Tokens, scale: float) -> str:
    # Only from here does Qt take the type of a head.
    head = points(Type.CAPTION_STRONG, scale)
    mark = round(CHOICE_MARK * scale)
    edge = tokens.chosen_edge
    return f"""
        QAbstractItemView {{
            background: {tokens.surface}; color: {tokens.ink}; border: none;
            selection-background-color: {tokens.chosen}; selection-color: {tokens.on_chosen};
        }}
        QListView[look="bare"], QTreeView[look="bare"] {{ background: transparent; }}
        QTableView {{ gridline-color: {tokens.line}; }}
        QListView[look="framed"], QTableView[look="framed"] {{
            border: {_BORDER}px solid {tokens.line};
        }}
        QTableView::item, QTreeView::item {{
            border: none; border-bottom: {_BORDER}px solid {tokens.line}; padding: 0 8px;
        }}
        QListWidget::item {{ border: none; padding: 0 14px; }}
        QAbstractItemView::indicator {{ width: {mark}px; height: {mark}px; }}
        QTableView::item:hover, QTreeView::item:hover, QListWidget::item:hover {{
            background: {tokens.sunken};
        }}
        QTableView::item:selected, QTreeView::item:selected, QListWidget::item:selected {{
            background: {tokens.chosen};
        }}
        QListWidget::item:selected {{ border-left: 3px solid {edge}; padding-left: 11px; }}
        QTreeView::item:selected {{ border-left: 3px solid {edge}; padding-left: 5px; }}
        QHeaderView {{ background: {tokens.sunken}; border: none; }}
        QHeaderView::section {{
            background: {tokens.sunken}; color: {tokens.ink2}; border: none;
            border-bottom: {_BORDER}px solid {tokens.line}; padding: 0 11px;
            font-size: {head}pt; font-weight: 600;
        }}
        QTableCornerButton::section {{ background: {tokens.sunken}; border: none; }}
    """


def _scroll_bars(tokens: Tokens) -> str:
    return f"""
        QScrollArea {{ background: transparent; border: none; }}
        QScrollBar {{ background: transparent; border: none; margin: 0; }}
        QScrollBar:vertical {{ width: 12px; }}
        QScrollBar:horizontal {{ height: 12px; }}
        QScrollBar::handle {{
            background: {tokens.line_strong}; border-radius: 3px; margin: 3px;
        }}
        QScrollBar::handle:hover {{ background: {tokens.ink3}; }}
        QScrollBar::handle:vertical {{ min-height: 32px; }}
        QScrollBar::handle:horizontal {{ min-width: 32px; }}
        QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
        QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
        QSplitter::handle {{ background: {tokens.line}; }}
        QSplitter::handle:horizontal {{ width: 1px; }}
        QSplitter::handle:vertical {{ height: 1px; }}
    """


def _bars_and_menus(tokens: Tokens, scale: float) -> str:
    tick = round(_MENU_TICK * scale)
    edge = tokens.chosen_edge
    return f"""
        QMainWindow, QDialog {{ background: {tokens.bg}; }}
        QMenuBar {{
            background: {tokens.sidebar}; color: {tokens.ink}; padding: 2px 5px; spacing: 0;
            border: none; border-bottom: {_BORDER}px solid {tokens.line};
        }}
        QMenuBar::item {{
            background: transparent; padding: 3px 8px; border: 1px solid transparent;
            border-radius: 5px;
        }}
        QMenuBar::item:selected {{
            background: {tokens.chosen}; color: {tokens.on_chosen}; border-color: {edge};
        }}
        QMenu {{
            background: {tokens.surface}; color: {tokens.ink};
            border: {_BORDER}px solid {tokens.line_strong}; padding: 4px;
        }}
        QMenu::item {{
            padding: 5px 27px 5px 11px; border: 1px solid transparent; border-radius: 5px;
        }}
        QMenu::item:selected {{
            background: {tokens.chosen}; color: {tokens.on_chosen}; border-color: {edge};
        }}
        QMenu::item:disabled {{ color: {tokens.off}; }}
        QMenu::indicator {{ width: {tick}px; height: {tick}px; }}
        QMenu::icon {{ padding-left: 10px; }}
        QMenu::separator {{ height: 1px; background: {tokens.line}; margin: 4px 8px; }}
        QStatusBar {{
            background: {tokens.sidebar}; color: {tokens.ink2};
            border: none; border-top: {_BORDER}px solid {tokens.line};
        }}
        QStatusBar::item {{ border: none; }}
        QToolTip {{
            background: {tokens.ink}; color: {tokens.bg}; border: none; padding: 5px 8px;
        }}
        QProgressBar {{
            background: {tokens.idle.bg}; border: {_BORDER}px solid {tokens.line_strong};
            border-radius: 7px; text-align: center; color: {tokens.ink};
        }}
        QProgressBar::chunk {{ background: {tokens.accent}; border-radius: 6px; }}
    """


def _high_contrast(tokens: Tokens) -> str:
    """Return what tells states apart where all grounds are one: the chosen ground, and dashes."""
    return f"""
        QPushButton:pressed, QPushButton[look="primary"]:pressed,
        QPushButton[look="tinted"]:pressed, QToolButton:pressed,
        QPushButton[look="filter"]:checked, QToolButton:checked {{
            background: {tokens.chosen}; color: {tokens.on_chosen};
            border-color: {tokens.chosen};
        }}
        QPushButton:hover, QToolButton:hover {{ border-color: {tokens.focus}; }}
        QPushButton:disabled, QToolButton[look="boxed"]:disabled, QLineEdit:disabled,
        QTextEdit:disabled, QPlainTextEdit:disabled {{
            border-style: dashed; border-color: {tokens.off};
        }}
        QPushButton[look="link"]:disabled, QPushButton[look="filter"]:disabled {{
            border-color: transparent;
        }}
        QMenu::item:disabled:selected {{
            background: {tokens.surface}; border: {_BORDER}px solid {tokens.line_strong};
        }}
    """
