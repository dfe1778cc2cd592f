"""The theme of the application: the active colors and type, and a signal when they change."""

from enum import StrEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from lssc_desktop.ui.kit.style import HouseStyle, LargeHouseStyle, style_sheet
from lssc_desktop.ui.kit.tokens import (
    DARK,
    LIGHT,
    Tokens,
    Type,
    load_first_fonts,
    load_other_fonts,
    system_tokens,
    type_font,
)

PLAIN_STYLE = ("-style", "Fusion")
"""Arguments of an application that comes up in the style from which ours is made.

Asking for it later would bring all that Python knows of styles with it.
"""

LARGEST_TEXT = 2.0

# Widgets of Qt that are not made by us, and the type they have when it is not that of the body.
_SMALLER = (
    ("QMenuBar", Type.TABLE),
    ("QMenu", Type.TABLE),
    ("QStatusBar", Type.CAPTION),
    ("QTabBar", Type.BODY_STRONG),  # the chosen tab; the others are as wide and drawn lighter
    ("QTipLabel", Type.TABLE),  # a tooltip
)


_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


class Mode(StrEnum):
    """What the user chose: light, dark, or as the system is."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class SystemWishes(QObject):
    """What the user told the system about seeing: high contrast, and less motion."""

    changed = Signal()

    def __init__(self, application: QApplication | None = None) -> None:
        super().__init__()
        # Kept, because the second dies with the Python object of the first.
        self._hints = None if application is None else application.styleHints()
        self._asked = None if self._hints is None else self._hints.accessibility()
        if self._asked is not None:
            self._asked.contrastPreferenceChanged.connect(self.changed)
            self._asked.motionPreferenceChanged.connect(self.changed)

    @property
    def high_contrast(self) -> bool:
        """Whether the user needs high contrast."""
        high = Qt.ContrastPreference.HighContrast
        return self._asked is not None and self._asked.contrastPreference() == high

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing should move that need not."""
        reduced = Qt.MotionPreference.ReducedMotion
        return self._asked is not None and self._asked.motionPreference() == reduced

    @property
    def palette(self) -> QPalette:
        """The palette of high contrast; an empty one stands for the system's own."""
        return QPalette()

    def tokens(self, palette: QPalette) -> Tokens:
        """Return our colors for high contrast, made of a palette."""
        return system_tokens(palette)


class Theme(QObject):
    """Holds the active tokens and text size, and applies them to the application.

    Every widget that keeps a font or paints with a token listens to `changed`.
    """

    changed = Signal()
    completed = Signal()
    """The application has its whole style."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = Mode.SYSTEM
        self._text_scale = 1.0
        self._tokens = LIGHT
        self._fonts: dict[tuple[Type, bool], QFont] = {}
        self._application: QApplication | None = None
        self._style: HouseStyle | None = None
        self._hints: QStyleHints | None = None
        self._wishes = SystemWishes()
        self._wishes.changed.connect(self._refresh)

    @property
    def tokens(self) -> Tokens:
        """The active colors."""
        return self._tokens

    @property
    def mode(self) -> Mode:
        """What the user chose."""
        return self._mode

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing should move that need not, as the user told the system."""
        return self._wishes.reduced_motion

    @property
    def text_scale(self) -> float:
        """How much larger than usual the user reads, 1.0 to 2.0."""
        return self._text_scale

    def font(self, type_: Type, *, tabular: bool = False) -> QFont:
        """Return the font of a step of the type scale at the current text size.

        `tabular` figures are all of one width, for columns of numbers.
        """
        key = type_, tabular
        if key not in self._fonts:
            self._fonts[key] = type_font(type_, self._text_scale, tabular=tabular)
        return QFont(self._fonts[key])

    def measure(self, pixels: int) -> int:
        """Return a measure of `tokens` at the current text size."""
        return round(pixels * self._text_scale)

    @property
    def is_complete(self) -> bool:
        """Whether the application has its whole style, or only what the start page needs."""
        return self._style is not None

    def apply(self, application: QApplication) -> None:
        """Style the application: fonts, style, colors; and follow the system from now on."""
        self.begin(application)
        self.complete()

    def begin(self, application: QApplication) -> None:
        """Style the application as its start page needs it; `complete` does the rest."""
        self._application = application
        load_first_fonts()
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._tell_system()
        self.follow_wishes(SystemWishes(application))

    def follow_wishes(self, wishes: SystemWishes) -> None:
        """Look as the user told the system, from now on."""
        self._wishes.changed.disconnect(self._refresh)
        self._wishes = wishes
        wishes.changed.connect(self._refresh)
        self._refresh()

    def complete(self) -> None:
        """Bring what a start need not wait for: other fonts, and our fields, marks and rings."""
        if self._application is None or self._style is not None:
            return
        load_other_fonts()
        self._apply_style(self._application)
        # With the style before it Qt forgets fonts: those of classes, and what widgets had lately.
        self._set_fonts(self._application)
        self.changed.emit()
        self.completed.emit()

    def set_mode(self, mode: Mode) -> None:
        """Change to light, dark, or what the system says."""
        if mode == self._mode:
            return
        self._mode = mode
        self._tell_system()
        self._refresh()

    def set_text_scale(self, text_scale: float) -> None:
        """Change the size of all text; what is outside 1.0 to 2.0 is brought inside."""
        text_scale = min(max(text_scale, 1.0), LARGEST_TEXT)
        if text_scale == self._text_scale:
            return
        self._text_scale = text_scale
        self._refresh()

    def _follow_system(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._refresh()

    def _tell_system(self) -> None:
        """Let the system draw the title bar as light or dark as the window."""
        if self._hints is None:
            return
        if self._mode is Mode.SYSTEM:
            self._hints.unsetColorScheme()
        else:
            dark = self._mode is Mode.DARK
            self._hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _refresh(self) -> None:
        self._fonts.clear()
        if self._application is None:
            self._tokens = tokens_for(self._mode, self._system_scheme())
        else:
            self._apply_to(self._application)
        self.changed.emit()

    def _apply_to(self, application: QApplication) -> None:
        if self._wishes.high_contrast:
            application.setPalette(self._wishes.palette)
            self._tokens = self._wishes.tokens(application.palette())
        else:
            self._tokens = tokens_for(self._mode, self._system_scheme())
            application.setPalette(palette(self._tokens))
        if self._style is not None:
            self._apply_style(application)
        if self.reduced_motion:
            for effect in _EFFECTS:
                application.setEffectEnabled(effect, False)
        application.setStyleSheet(style_sheet(self._tokens, self._text_scale))
        self._set_fonts(application)  # with the first style sheet Qt forgets the fonts of classes

    def _apply_style(self, application: QApplication) -> None:
        kind = LargeHouseStyle if self._text_scale > 1 else HouseStyle
        if type(self._style) is kind:
            self._style.set_tokens(self._tokens, self._text_scale)
            return
        self._style = kind(self._tokens)
        self._style.set_tokens(self._tokens, self._text_scale)
        application.setStyle(self._style)

    def _set_fonts(self, application: QApplication) -> None:
        application.setFont(self.font(Type.BODY))
        for kind, type_ in _SMALLER:
            # Qt wants the name of a class as text, whatever its type stubs say.
            application.setFont(self.font(type_), cast("bytes", kind))
        for widget in application.allWidgets():  # Qt tells them only of the font of all
            if any(widget.inherits(kind) for kind, _type in _SMALLER):
                application.sendEvent(widget, QEvent(QEvent.Type.ApplicationFontChange))

    def _system_scheme(self) -> Qt.ColorScheme:
        return Qt.ColorScheme.Unknown if self._hints is None else self._hints.colorScheme()


def tokens_for(mode: Mode, system: Qt.ColorScheme) -> Tokens:
    """Return the colors the user chose, or what the system has; light when it does not say."""
    if mode is Mode.SYSTEM:
        return DARK if system == Qt.ColorScheme.Dark else LIGHT
    return DARK if mode is Mode.DARK else LIGHT


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme, for all that is drawn without the style sheet."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.ink3,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.ink,
        QPalette.ColorRole.ToolTipText: tokens.bg,
        QPalette.ColorRole.Light: tokens.surface,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.line_strong,
        QPalette.ColorRole.Dark: tokens.line_strong,
        QPalette.ColorRole.Shadow: tokens.line_strong,
    }
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, QColor(tokens.sunken))
    return made
