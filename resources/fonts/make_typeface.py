# ruff: noqa: INP001  (a script beside the fonts that it reads, not a package)
"""Write lssc_desktop/core/text/typeface_tables.py from the fonts that lie beside this script.

Run it again when a font is replaced (fontTools is needed for this alone, nothing else uses it):

    pip install fonttools && python resources/fonts/make_typeface.py
"""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "lssc_desktop" / "core" / "text" / "typeface_tables.py"

READING = {
    "REGULAR": "CharisSIL-Regular.ttf",
    "BOLD": "CharisSIL-Bold.ttf",
    "ITALIC": "CharisSIL-Italic.ttf",
    "BOLD_ITALIC": "CharisSIL-BoldItalic.ttf",
}
FALLBACK = "Inter-Regular.otf"
REPLACEMENT = 0xFFFD
BYTE_ORDER_MARK = 0xFEFF

EXACT = (
    range(0x20, 0x180),  # Latin as English and its neighbours write it
    range(0x370, 0x460),  # Greek and Cyrillic
    range(0x2010, 0x2040),  # dashes, quotation marks, bullets, ellipsis
    range(0x20A0, 0x2123),  # currencies, letterlike signs
)
"""Where each character has its own width; elsewhere a stretch of characters shares an average."""

HEADER = '''"""The tables of `typeface`: what the shipped fonts can show, and how wide it is.

Generated from resources/fonts by resources/fonts/make_typeface.py: change that, not this file.
The widths are those of Charis SIL (of Inter where Charis SIL has no such character), in
UNITS parts of the type size.
"""

UNITS = {units}

'''


def main() -> None:
    """Read the fonts and write the module."""
    fonts = {style: TTFont(HERE / name) for style, name in READING.items()}
    regular, inter = fonts["REGULAR"], TTFont(HERE / FALLBACK)
    units = regular["head"].unitsPerEm
    if inter["head"].unitsPerEm != units:
        message = "The two fonts count in different units."
        raise SystemExit(message)
    covered = sorted(
        code
        for code in {*regular.getBestCmap(), *inter.getBestCmap()}
        if unicodedata.category(chr(code)) not in ("Co", "Cc", "Cs") and code != BYTE_ORDER_MARK
    )
    text = HEADER.format(units=units)
    text += _literal("COVERED", " ".join(_stretch(run) for run in _runs(covered)))
    for style, font in fonts.items():
        text += _literal(style, _exact_widths(font, inter, covered))
    text += _literal("AVERAGE", _average_widths(regular, inter, covered))
    TARGET.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def _runs(codes: Iterable[int]) -> list[list[int]]:
    """Group sorted code points into stretches without a hole."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][-1] + 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def _stretch(run: Sequence[int]) -> str:
    """Write one stretch as `41-5a`, or `41` alone."""
    return f"{run[0]:x}" if len(run) == 1 else f"{run[0]:x}-{run[-1]:x}"


def _exact_widths(font: TTFont, inter: TTFont, covered: Sequence[int]) -> str:
    """Write the widths of `EXACT` as `20:512 600 ...;a0:...`."""
    codes = [
        code for code in covered if any(code in stretch for stretch in EXACT) or code == REPLACEMENT
    ]
    return ";".join(
        f"{run[0]:x}:" + " ".join(str(_advance(font, inter, code)) for code in run)
        for run in _runs(codes)
    )


def _advance(font: TTFont, inter: TTFont, code: int) -> int:
    """Return the width of a character in a font, or in Inter where the font has none."""
    names = font.getBestCmap()
    if code in names:
        return int(font["hmtx"][names[code]][0])
    return int(inter["hmtx"][inter.getBestCmap()[code]][0])


def _average_widths(regular: TTFont, inter: TTFont, covered: Sequence[int]) -> str:
    """Write the average width of every 128 code points that are not in `EXACT`."""
    blocks: dict[int, list[int]] = {}
    for code in covered:
        if not unicodedata.combining(chr(code)):
            blocks.setdefault(code & ~0x7F, []).append(_advance(regular, inter, code))
    return " ".join(
        f"{block:x}:{round(sum(widths) / len(widths))}" for block, widths in blocks.items()
    )


def _literal(name: str, value: str) -> str:
    """Write a long string as a constant of many short lines."""
    pieces = textwrap.wrap(value, 92, break_on_hyphens=False, break_long_words=False)
    lines = [f'    "{piece} "' for piece in pieces[:-1]] + [f'    "{pieces[-1]}"']
    return f"{name} = (\n" + "\n".join(lines) + "\n)\n\n"


if __name__ == "__main__":
    main()
