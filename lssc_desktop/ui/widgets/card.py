"""Cards: paper on the page. One kind holds things, the other opens when it is pressed."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from lssc_desktop.ui.focus import set_ring_radius
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import CARD_PADDING, CARD_RADIUS


class Card(QFrame):
    """A white box with a thin line and round corners; lay things into `content`."""

    def __init__(self, *, padding: int = CARD_PADDING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "card")
        set_ring_radius(self, CARD_RADIUS)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(padding, padding, padding, padding)
        self.content.setSpacing(8)


class CardButton(QAbstractButton):
    """A card that opens something: the whole of it can be pressed, by Enter and Space too.

    Its name for a screen reader is set by who fills it.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        padding: int = CARD_PADDING,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_ring_radius(self, CARD_RADIUS)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(padding, padding, padding, padding)
        self.content.setSpacing(6)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the paper; what lies on it draws itself."""
        tokens = self._theme.tokens
        paper = tokens.surface
        if self.isDown() or not self.isEnabled():
            paper = tokens.sunken
        edge = tokens.line_strong if self.underMouse() and self.isEnabled() else tokens.line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(paper))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
