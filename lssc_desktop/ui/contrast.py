"""How well two colors can be told apart (WCAG 2.2, "contrast ratio" and "relative luminance")."""

WORDS = 4.5
"""The least contrast of words with their ground (success criterion 1.4.3)."""
WORDS_IN_HIGH_CONTRAST = 7.0
"""The same for who asks for more (success criterion 1.4.6)."""
SHAPES = 3.0
"""The least contrast of what is to be seen but not read (success criterion 1.4.11)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, `#RRGGBB` each: 1 for the same, 21 at most."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
