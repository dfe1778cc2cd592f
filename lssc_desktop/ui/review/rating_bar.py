"""The foot of a review: the rating of what is shown, by mouse or by the keys 1, 2 and 3.

A program of two ratings has the keys 1 and 2.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QWidget

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.review import rated_before
from lssc_desktop.ui.kit.buttons import Button, link_button, signals_blocked, tinted_button
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, row, stretch
from lssc_desktop.ui.kit.mirroring import draw_picture, draw_words, mirror
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import BUTTON_HEIGHT, RADIUS, Ink, Type
from lssc_desktop.ui.shared.comment_card import RATING_LOOKS

RATINGS = tuple(Rating)
_KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
_SIDE = 14
_GAP = 7
_ICON = 18
_SIDES = 70  # pixels around and between the parts of the bar


class RatingButton(QAbstractButton):
    """One of the rating buttons side by side; the chosen one has the tone of its rating."""

    def __init__(self, icons: Icons, rating: Rating, place: int, *, last: bool) -> None:
        super().__init__()
        self._icons = icons
        self._place = place
        self._is_last = last
        self.rating = rating
        self._icon, self._tone = RATING_LOOKS[rating]
        self.setCheckable(True)
        speak_as(self, Speech.CHOICE)
        self.setText(rating_word(rating))
        self.setAccessibleName(
            _("{rating}, key {key}").format(rating=rating_word(rating), key=place + 1)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_ring_radius(self, RADIUS)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def sizeHint(self) -> QSize:
        """Return the room for icon and words at the current text size."""
        measure = self._icons.theme.measure
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + measure(2 * _SIDE + _ICON + _GAP), measure(BUTTON_HEIGHT + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, icon and words."""
        theme = self._icons.theme
        tokens, measure = theme.tokens, theme.measure
        colors = tokens.tone(self._tone)
        chosen = self.isChecked()
        ground = colors.bg if chosen else tokens.sunken if self.underMouse() else tokens.surface
        ink = colors.fg if chosen else tokens.ink if self.isEnabled() else tokens.off
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.setBrush(QColor(ground))
        # Towards a neighbor the box goes on outside; one line divides them, at the later one.
        painter.drawPath(self._outline(edge=0.5, before=-1, after=-1, radius=RADIUS))
        if self._place:
            line = QRectF(0, 0, 1, self.height())
            painter.fillRect(line, QColor(tokens.line_strong))
        if chosen:
            painter.setPen(QPen(QColor(colors.fg), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._outline(edge=2, before=2, after=1, radius=RADIUS - 1.5))
        side = measure(_ICON)
        corner = QPointF(measure(_SIDE), (self.height() - side) // 2)
        draw_picture(painter, corner, self._icons.pixmap(self._icon, ink, _ICON))
        painter.setPen(QColor(ink))
        words = self.rect().adjusted(measure(_SIDE + _ICON + _GAP), 0, 0, 0)
        draw_words(painter, words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()

    def _outline(self, *, edge: float, before: float, after: float, radius: float) -> QPainterPath:
        """Return a box so far inside; only the ends of the whole row are round."""
        first, last = self._place == 0, self._is_last
        box = QRectF(self.rect())
        box.setLeft(edge if first else before)
        box.setRight(self.width() - (edge if last else after))
        box.adjust(0, edge, 0, -edge)
        return _rounded(box, radius if first else 0, radius if last else 0)

    def _apply_theme(self) -> None:
        self.setFont(self._icons.theme.font(Type.BODY_MEDIUM))
        self.updateGeometry()
        self.update()


class RatingControl(QFrame):
    """A control for one rating or none; pressing the chosen one takes it back.

    The keys of their numbers rate while the keyboard is here, the arrows go from one to the next.
    """

    rated = Signal(object)
    """A `Rating`, None when it was taken back."""

    def __init__(
        self,
        icons: Icons,
        parent: QWidget | None = None,
        ratings: tuple[Rating, ...] = RATINGS,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Your rating"))
        self.buttons = tuple(
            RatingButton(icons, rating, place, last=rating is ratings[-1])
            for place, rating in enumerate(ratings)
        )
        row(*self.buttons, gap=0, on=self)
        for button in self.buttons:
            button.toggled.connect(self._choose)

    def show_rating(self, rating: Rating | None) -> None:
        """Show a rating; no signal is emitted."""
        with signals_blocked(*self.buttons):
            for button in self.buttons:
                button.setChecked(button.rating is rating)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate by number, or go to the neighbor."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        place = _KEYS.get(Qt.Key(event.key()))
        if plain and place is not None and place < len(self.buttons):
            self._rate(self.buttons[place].rating)
            self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        focused = [place for place, button in enumerate(self.buttons) if button.hasFocus()]
        place = (focused[0] if focused else 0) + by
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _rate(self, rating: Rating) -> None:
        self.show_rating(rating)
        self.rated.emit(rating)

    def _choose(self) -> None:
        pressed = self.sender()
        for button in self.buttons:
            if button is pressed:
                rating = button.rating if button.isChecked() else None
                self.show_rating(rating)
                self.rated.emit(rating)


class RatingBar(QWidget):
    """A bar with the rating control and its keys; for the learning statement a button "read"."""

    rated = Signal(object)
    read_toggled = Signal(bool)
    """Whether the learning statement was read."""

    def __init__(
        self,
        icons: Icons,
        parent: QWidget | None = None,
        ratings: tuple[Rating, ...] = RATINGS,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._is_read = False
        self._offers_before = False
        self._name = Label(theme, _("Your rating"), Type.BODY_STRONG, wrap=False)
        self.control = RatingControl(icons, ratings=ratings)
        self.before = link_button(icons, "")
        self._keys = Label(theme, _("Keys"), Type.TABLE, Ink.INK2, wrap=False)
        self._caps = tuple(_KeyCap(icons, str(place)) for place, _one in enumerate(ratings, 1))
        self.read: Button = tinted_button(icons, "", "eye")
        self._row = row(
            self._name,
            Space(6),
            self.control,
            self.read,
            self.before,
            stretch,
            self._keys,
            *self._caps,
            gap=6,
            margins=(22, 11, 22, 11),
            on=self,
        )
        self.control.rated.connect(self.rated)
        self.read.clicked.connect(self._toggle_read)

    @property
    def first_control(self) -> QWidget:
        """What F6 gives the keyboard: the rating that was chosen, or the first one."""
        if self.control.isHidden():
            return self.read
        chosen = (button for button in self.control.buttons if button.isChecked())
        return next(chosen, self.control.buttons[0])

    def show_rating(self, rating: Rating | None, before: Rating | None = None) -> None:
        """Show the rating of a competency; `before` is the one of an earlier copy."""
        self.before.setText("" if before is None else rated_before(before))
        self.before.setToolTip(_("Rate it as before (0)"))
        self.before.setAccessibleDescription(_("Rates it as before"))
        self._offers_before = before is not None and before is not rating
        self._show_parts(statement=False)
        self.control.show_rating(rating)

    def show_levels(self, levels: Mapping[Rating, str]) -> None:
        """Say what each rating means, in the words of the program's rubric."""
        for button in self.control.buttons:
            words = levels.get(button.rating, "")
            button.setToolTip(words)
            button.setAccessibleDescription(words)

    def show_read(self, *, read: bool) -> None:
        """Show whether the learning statement was read; it is not rated."""
        self._is_read = read
        self._show_parts(statement=True)
        self._name.setText(_("The {statement} isn’t rated"))
        self.read.setText(_("Mark as not read") if read else _("Mark as read"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where there is no room; the buttons say them too."""
        super().resizeEvent(event)
        self._show_keys()

    def _show_parts(self, *, statement: bool) -> None:
        self._name.setText(_("Your rating"))
        self.read.setVisible(statement)
        self.control.setVisible(not statement)
        self.before.setVisible(not statement and self._offers_before)
        self._show_keys()

    def _show_keys(self) -> None:
        keys = (self._keys, *self._caps)
        room = self.width() - self._name.sizeHint().width() - self.control.sizeHint().width()
        if not self.before.isHidden():
            room -= self.before.sizeHint().width() + self._row.spacing()
        room -= sum(each.sizeHint().width() + self._row.spacing() for each in keys)
        fits = room > _SIDES and not self.control.isHidden()
        for widget in keys:
            widget.setVisible(fits)

    def _toggle_read(self) -> None:
        self.read_toggled.emit(not self._is_read)


class _KeyCap(QLabel):
    """A key as it looks on a keyboard; the buttons say it to a screen reader."""

    def __init__(self, icons: Icons, text: str) -> None:
        super().__init__(text)
        self._theme = icons.theme
        self.setProperty("look", "key")
        speak_as(self, Speech.DECORATION)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def sizeHint(self) -> QSize:
        """Return a small square around the character."""
        height = self.fontMetrics().height() + self._theme.measure(4)
        return QSize(max(height, self.fontMetrics().horizontalAdvance(self.text()) + 12), height)

    def _apply_theme(self) -> None:
        self.setFont(self._theme.font(Type.CAPTION))
        self.updateGeometry()


def _rounded(box: QRectF, left: float, right: float) -> QPainterPath:
    """Return a box with a radius of its own at either end."""
    path = QPainterPath()
    path.moveTo(box.left() + left, box.top())
    path.lineTo(box.right() - right, box.top())
    path.arcTo(box.right() - 2 * right, box.top(), 2 * right, 2 * right, 90, -90)
    path.lineTo(box.right(), box.bottom() - right)
    path.arcTo(box.right() - 2 * right, box.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
    path.lineTo(box.left() + left, box.bottom())
    path.arcTo(box.left(), box.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
    path.lineTo(box.left(), box.top() + left)
    path.arcTo(box.left(), box.top(), 2 * left, 2 * left, 180, -90)
    path.closeSubpath()
    return path
