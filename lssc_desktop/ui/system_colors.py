"""The tokens of a system in high contrast: its own palette, and no tint of ours."""

from PySide6.QtGui import QPalette

from lssc_desktop.ui.tokens import Tokens, ToneColors


def system_tokens(palette: QPalette) -> Tokens:
    """Return tokens made of the system's colors only; lines and icons carry the meaning."""

    def color(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name()

    ground = color(QPalette.ColorRole.Window)
    field = color(QPalette.ColorRole.Base)
    ink = color(QPalette.ColorRole.WindowText)
    chosen = color(QPalette.ColorRole.Highlight)
    on_chosen = color(QPalette.ColorRole.HighlightedText)
    plain = ToneColors(ink, field, ink)
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
        accent=chosen,
        accent_hover=chosen,
        on_accent=on_chosen,
        accent_soft=field,
        accent_line=ink,
        focus=chosen,
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
