"""Palettes of high contrast as systems have them, and a system that asks for one."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from lssc_desktop.ui.kit.theme import SystemWishes
from lssc_desktop.ui.kit.tokens import Tokens, system_tokens


@dataclass(frozen=True, slots=True)
class SystemColors:
    """What a system calls window, window text, gray text, highlight and highlighted text."""

    ground: str
    ink: str
    off: str
    chosen: str
    on_chosen: str

    def palette(self) -> QPalette:
        """Return the palette that Qt makes of them."""
        made = QPalette(QColor(self.ground))
        role, disabled = QPalette.ColorRole, QPalette.ColorGroup.Disabled
        for each in (role.Window, role.Base, role.Button, role.AlternateBase):
            made.setColor(each, QColor(self.ground))
        for each in (role.WindowText, role.Text, role.ButtonText):
            made.setColor(each, QColor(self.ink))
            made.setColor(disabled, each, QColor(self.off))
        made.setColor(role.Highlight, QColor(self.chosen))
        made.setColor(role.HighlightedText, QColor(self.on_chosen))
        return made


SYSTEMS = {
    "Windows, black": SystemColors("#000000", "#FFFFFF", "#3FF23F", "#1AEBFF", "#000000"),
    "Windows, white": SystemColors("#FFFFFF", "#000000", "#600000", "#37006E", "#FFFFFF"),
    "Windows, Aquatic": SystemColors("#202020", "#FFFFFF", "#A6A6A6", "#8EE3F0", "#263B50"),
    "Windows, Desert": SystemColors("#FFFAEF", "#3D3D3D", "#676767", "#903909", "#FFF5E3"),
    "Windows, Dusk": SystemColors("#2D3236", "#FFFFFF", "#A6A6A6", "#A1BFDE", "#212D3B"),
    "Windows, Night sky": SystemColors("#000000", "#FFFFFF", "#A6A6A6", "#D6B4FD", "#2B2B2B"),
    # GNOME has no color of its own for what is off.
    "GNOME": SystemColors("#FAF9F8", "#000000", "#000000", "#3584E4", "#FFFFFF"),
    "GNOME, inverse": SystemColors("#323232", "#FFFFFF", "#FFFFFF", "#15539E", "#FFFFFF"),
}
"""The colors of each, as Microsoft and GNOME ship them."""

HIGH_CONTRAST = {name: system_tokens(colors.palette()) for name, colors in SYSTEMS.items()}
"""Our colors on each of these systems."""


class FixedWishes(SystemWishes):
    """A user who needs high contrast in these colors, or less motion, or neither."""

    def __init__(
        self,
        colors: SystemColors | None = None,
        *,
        tokens: Tokens | None = None,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__()
        self._colors, self._tokens, self._reduced = colors, tokens, reduced_motion

    @property
    def high_contrast(self) -> bool:
        return self._colors is not None or self._tokens is not None

    @property
    def reduced_motion(self) -> bool:
        return self._reduced

    @property
    def palette(self) -> QPalette:
        return QPalette() if self._colors is None else self._colors.palette()

    def tokens(self, palette: QPalette) -> Tokens:
        return super().tokens(palette) if self._tokens is None else self._tokens
