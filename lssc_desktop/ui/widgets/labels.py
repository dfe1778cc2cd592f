"""Words on a page: they wrap, they are never cut off, and they follow the theme."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.restyle import set_look


class Label(QLabel):
    """A text in one step of the type scale and one ink.

    What is shown is never read as HTML, whoever wrote it.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        type_: Type = Type.BODY,
        ink: Ink = Ink.INK,
        *,
        wrap: bool = True,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._type = type_
        self._tabular = tabular
        self.setProperty("ink", ink.value)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        self.setText(text)
        theme.changed.connect(self._dress)

    def set_ink(self, ink: Ink) -> None:
        """Show the text in another ink."""
        set_look(self, "ink", ink.value)

    def set_plain_text(self, text: str) -> None:
        """Show another text, also after one that began with strong words."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("")
        self.setText(text)

    def set_led_text(self, lead: str, text: str) -> None:
        """Show a text that begins with strong words."""
        from html import escape  # a start has no use for it

        self.setTextFormat(Qt.TextFormat.RichText)
        strong = f'<span style="font-weight: 600">{escape(lead)}</span>'
        self.setText(f"{strong} {escape(text)}")
        self.setAccessibleName(f"{lead} {text}")

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._type, tabular=self._tabular))


class IconLabel(QLabel):
    """An icon beside words that say the same; a screen reader passes it over."""

    def __init__(
        self,
        icons: Icons,
        name: IconName,
        color: str = Ink.INK2,
        size: int = 18,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = name
        self._color = color
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()
        icons.theme.changed.connect(self._dress)

    def set_icon(self, name: IconName, color: str | None = None) -> None:
        """Show another icon, in the same color unless another is given."""
        self._name = name
        self._color = self._color if color is None else color
        self._dress()

    def _dress(self) -> None:
        self.setPixmap(self._icons.pixmap(self._name, self._color, self._size))


def icon_with_words(
    icons: Icons,
    name: IconName,
    label: Label,
    color: str = Ink.INK2,
    size: int = 16,
) -> QWidget:
    """Return an icon and its words side by side, as in the status bar."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel(icons, name, color, size), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return pair
