"""A tinted box that tells something in place: advice, a limit, a notice that stays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.labels import IconLabel, Label
from lssc_desktop.ui.widgets.restyle import set_look

_PADDING = 13


class Callout(QFrame):
    """Words on a tinted ground, with an icon and a title where there are; add below to `content`.

    What is tinted is not told by the color alone: the icon or the words say it.
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

        self.content = QVBoxLayout()
        self.content.setSpacing(4)
        self.content.addWidget(self._title)
        self.content.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, _PADDING - 4, _PADDING, _PADDING - 4)
        row.setSpacing(10)
        if self._icon is not None:
            row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.content, 1)
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
        set_look(self, "box", tone.value)
        if self._icon is not None and icon is not None:
            self._icon.set_icon(icon, Ink(tone.value))
