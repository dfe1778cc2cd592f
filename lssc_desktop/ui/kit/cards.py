"""Cards, callouts and empty states: the boxes that lie on a page."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QPushButton, QSizePolicy, QWidget

from lssc_desktop.ui.kit.buttons import EnterPresses
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, set_style_property
from lssc_desktop.ui.kit.layout import Space, column, row, stretch
from lssc_desktop.ui.kit.speech import alert
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import CARD_PADDING, CARD_RADIUS, Ink, Tone, Type

_CALLOUT_PADDING = 13
_EMPTY_ICON_SIZE = 40


class Card(QFrame):
    """A white box with a thin line and round corners; lay things into `content`."""

    def __init__(self, *, padding: int = CARD_PADDING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "card")
        set_ring_radius(self, CARD_RADIUS)
        self.content = column(gap=8, margins=padding, on=self)


class CardButton(EnterPresses, QAbstractButton):
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
        self.content = column(gap=6, margins=padding, on=self)
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


# Callout ----------------------------------------------------------------------------------------


class Callout(QFrame):
    """Says something in place: advice, a limit, a notice that stays.

    Add what belongs to it below the words, to `content`, or at their far side, to `beside`.

    Its words stand on a tinted ground, with an icon and a title where there are. What the tint
    means is not shown by the color alone: the icon or the words say it.
    """

    def __init__(
        self,
        icons: Icons,
        text: str,
        tone: Tone,
        *,
        icon: IconName | None = None,
        title: str = "",
        type_: Type = Type.BODY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("box", tone.value)
        self._title = Label(icons.theme, title, Type.H2)
        self._text = Label(icons.theme, text, type_)
        self._icon = None if icon is None else IconLabel(icons, icon, Ink(tone.value), 18)

        self.content = column(self._title, self._text, gap=4)
        beside, above = _CALLOUT_PADDING, _CALLOUT_PADDING - 4
        self.beside = row(
            (self._icon, Qt.AlignmentFlag.AlignTop) if self._icon else None,
            (self.content, 1),
            gap=10,
            margins=(beside, above, beside, above),
            on=self,
        )
        self._title.setVisible(bool(title))  # in its place by now: elsewhere it is a window

    def set_text(self, text: str, lead: str = "") -> None:
        """Say something else, after a strong beginning where there is one."""
        if lead:
            self._text.set_led_text(lead, text)
        else:
            self._text.set_plain_text(text)

    def set_title(self, title: str) -> None:
        """Give it another title, or none."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def set_tone(self, tone: Tone, icon: IconName | None = None) -> None:
        """Tint it otherwise, with the icon that says the same."""
        set_style_property(self, "box", tone.value)
        if self._icon is not None and icon is not None:
            self._icon.set_icon(icon, Ink(tone.value))


class ErrorLine(Callout):
    """Says in place what went wrong; hidden until there is something to say."""

    shown = Signal()
    """It says something, which may take more room than before."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(icons, "", Tone.BAD, icon="alert-octagon", parent=parent)
        self._said = ""
        self.hide()

    @property
    def said(self) -> str:
        """What is said, "" while nothing is."""
        return self._said

    def show_words(self, title: str, text: str) -> None:
        """Say something."""
        self._said = f"{title} {text}".strip()
        self.set_title(title)
        self.set_text(text)
        self.show()
        self.shown.emit()
        alert(self, self._said)

    def clear(self) -> None:
        """Say nothing any more."""
        self._said = ""
        self.hide()


# Empty state ------------------------------------------------------------------------------------


class EmptyState(QWidget):
    """Stands where nothing is yet: an icon, what this is, what to do, at most one button."""

    def __init__(
        self,
        icons: Icons,
        icon: IconName,
        what: str,
        do: str,
        button: QPushButton | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture = IconLabel(icons, icon, Ink.INK3, _EMPTY_ICON_SIZE)
        self._what = Label(icons.theme, what, Type.H2)
        self._do = Label(icons.theme, do, Type.BODY, Ink.INK2)
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (self._what, self._do):
            label.setAlignment(middle)
        words = (picture, middle), self._what, self._do
        below = () if button is None else (Space(4), (button, middle))
        column(stretch, *words, *below, (stretch, 2), gap=8, margins=24, on=self)

    def set_words(self, what: str, do: str) -> None:
        """Say something else, as when a filter matches nothing."""
        self._what.setText(what)
        self._do.setText(do)
