"""The number of a step in a circle; pressed, it says that the step is done, or not after all."""

from gettext import gettext as _

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lssc_desktop.ui.focus import set_ring_radius
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons

_SIDE = 24
_ICON = 14


class StepMark(QAbstractButton):
    """A round box to tick; the number gives way to a check mark."""

    def __init__(
        self, icons: Icons, number: int, title: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._number = number
        self._title = title
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_ring_radius(self, _SIDE // 2)
        self.toggled.connect(self._tell)
        icons.theme.changed.connect(self._dress)
        self._tell()

    def set_title(self, title: str) -> None:
        """Name the step otherwise."""
        self._title = title
        self._tell()

    def sizeHint(self) -> QSize:
        """Return the circle at the text size in force."""
        side = self._icons.theme.measure(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle, and in it the number or a check mark."""
        theme = self._icons.theme
        tokens = theme.tokens
        done = self.isChecked()
        color = QColor(tokens.ok.fg if done else tokens.accent)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(color if done else QColor(tokens.surface))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if done:
            corner = (self.width() - theme.measure(_ICON)) // 2
            picture = self._icons.pixmap("check", tokens.surface, _ICON)
            painter.drawPixmap(QPoint(corner, corner), picture)
        else:
            painter.setFont(theme.font(Type.TABLE_STRONG))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        name = (
            _("Step {number}, done: {title}") if self.isChecked() else _("Step {number}: {title}")
        )
        self.setAccessibleName(name.format(number=self._number, title=self._title))
        self.setToolTip(_("Not done after all") if self.isChecked() else _("Tick it as done"))

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
