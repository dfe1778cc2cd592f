"""The tokens of a system in high contrast: its own palette, and no tint of ours."""

from PySide6.QtGui import QPalette

from lssc_desktop.ui.contrast import SHAPES, WORDS_IN_HIGH_CONTRAST, contrast
from lssc_desktop.ui.tokens import Tokens, ToneColors


def system_tokens(palette: QPalette) -> Tokens:
    """Return tokens made of the system's colors only; lines and icons carry the meaning.

    The color of what is chosen is a ground for the system; we write in it too. Where it could not
    be read well, as in GNOME's, it is that of all words.
    """

    def color(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    ground = color(QPalette.ColorRole.Window)
    field = color(QPalette.ColorRole.Base)
    ink = color(QPalette.ColorRole.WindowText)
    chosen = color(QPalette.ColorRole.Highlight)
    on_chosen = color(QPalette.ColorRole.HighlightedText)
    plain = ToneColors(ink, field, ink)
    seen = min(contrast(chosen, ground), contrast(chosen, field))
    readable = seen >= WORDS_IN_HIGH_CONTRAST
    return Tokens(
        dark=palette.color(QPalette.ColorRole.Window).lightness()
        < palette.color(QPalette.ColorRole.WindowText).lightness(),
        bg=ground,
        sidebar=ground,
        surface=field,
        sunken=ground,
        pressed=ground,
        line=ink,
        line_strong=ink,
        ink=ink,
        ink2=ink,
        ink3=ink,
        accent=chosen if readable else ink,
        accent_hover=chosen if readable else ink,
        on_accent=on_chosen if readable else field,
        accent_soft=field,
        accent_line=ink,
        focus=chosen if seen >= SHAPES else ink,
        mark="#FFE58A",
        mark_edge="#B58900",
        mark_ink="#23262D",
        ok=plain,
        warn=plain,
        bad=plain,
        info=plain,
        note=plain,
        idle=plain,
    )
