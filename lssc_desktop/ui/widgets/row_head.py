"""The head of a package's row: what it is, how far it is; pressing it opens or closes the row."""

from gettext import gettext as _

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.ui.focus import ring_nowhere
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.bar import ProgressLine
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.labels import IconLabel, Label
from lssc_desktop.ui.widgets.state_dots import StateDots

STATE_WIDTH = 122
GAP = 12
_BAR = 52  # so that bytes and time left stand on one line beside it, on a small screen too
_RING = 2


class RowHead(QAbstractButton):
    """Everything of a row but its act; pressing it opens or closes the row."""

    moved = Signal(int)
    """Up (-1) or down (1), to the row beside it."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        ring_nowhere(self)
        self.chevron = IconLabel(icons, "chevron-right", Ink.INK, 18)
        self.title = Label(theme, "", Type.BODY_STRONG)
        self.note = Label(theme, "", Type.TABLE, Ink.INK2, tabular=True)
        self.bar = ProgressLine(theme, _("Share that is sent"))
        self.dots = StateDots(theme)
        self.chip = StatusChip(icons, "pencil", "", Tone.IDLE)

        self._chip_room = QWidget()
        room = QHBoxLayout(self._chip_room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.chip)
        room.addStretch(1)
        marks = QHBoxLayout()
        marks.setSpacing(GAP)
        marks.addWidget(self.dots)
        marks.addWidget(self._chip_room)
        marks.addStretch(1)
        self._marks = QWidget()
        self._marks.setLayout(marks)
        marks.setContentsMargins(0, 0, 0, 0)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(GAP)
        self._across.addLayout(self._words(), 1)
        self._across.addWidget(self._marks, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 9, 0, 9)
        row.setSpacing(13)
        row.addWidget(self.chevron, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._across, 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._turn)
        theme.changed.connect(self._dress)
        self._dress()

    def set_narrow(self, narrow: bool) -> None:
        """Put dots and state below the words, or beside them."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if narrow else across)
        self._across.setAlignment(
            self._marks, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
        )

    def sizeHint(self) -> QSize:
        """Return what words, dots and state need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground under the pointer, and inside it the ring of the keyboard."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        if self.isDown():
            painter.fillRect(self.rect(), QColor(tokens.pressed))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.sunken))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.focus), _RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close by Enter and by Right and Left; go to the rows beside by Up and Down."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Right:
                self.setChecked(True)
            case Qt.Key.Key_Left:
                self.setChecked(False)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def _words(self) -> QLayout:
        """Return the title, and below it the bar beside the first line of the note."""
        self._above_bar = QSpacerItem(0, 0)
        bar = QVBoxLayout()
        bar.setSpacing(0)
        bar.addItem(self._above_bar)
        bar.addWidget(self.bar)
        bar.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addLayout(bar)
        below.addWidget(self.note, 1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addLayout(below)
        return words

    @Slot(bool)
    def _turn(self, opened: bool) -> None:
        self.chevron.set_icon("chevron-down" if opened else "chevron-right")
        self.setAccessibleDescription(
            _("Open. Enter closes it.") if opened else _("Closed. Enter shows what happened.")
        )

    @Slot()
    def _dress(self) -> None:
        self._chip_room.setFixedWidth(self._theme.measure(STATE_WIDTH))
        self.bar.setFixedWidth(self._theme.measure(_BAR))
        line = QFontMetrics(self._theme.font(Type.TABLE)).height()
        self._above_bar.changeSize(0, (line - self.bar.sizeHint().height()) // 2)
        self._turn(self.isChecked())
        self.updateGeometry()
