# ruff: noqa: INP001  (a script beside the fonts that it reads, not a package)
"""Write lssc_desktop/core/typeface.py from the fonts that lie beside this script.

Run it again when a font is replaced (fontTools is needed for this alone, nothing else uses it):

    pip install fonttools && python resources/fonts/make_typeface.py
"""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "lssc_desktop" / "core" / "typeface.py"

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

HEADER = '''"""What the shipped fonts can show and how wide it is, for the estimate of pages.

Generated from resources/fonts by resources/fonts/make_typeface.py: change that, not this file.
The widths are those of Charis SIL (of Inter where Charis SIL has no such character), in
{units} parts of the type size.
"""

import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

_UNITS = {units}
_REPLACEMENT = "\\ufffd"


def covers(char: str) -> bool:
    """Whether Charis SIL or Inter has a character. Private-use characters never count."""
    starts, ends = _coverage()
    place = bisect_right(starts, ord(char)) - 1
    return place >= 0 and ord(char) <= ends[place]


@lru_cache(8192)
def width(char: str, *, bold: bool = False, italic: bool = False) -> float:
    """The advance width of a character in em; what no shipped font has is shown as U+FFFD."""
    if unicodedata.combining(char):
        return 0.0
    shown = ord(char if covers(char) else _REPLACEMENT)
    exact = _exact(bold, italic).get(shown)
    if exact is not None:
        return exact / _UNITS
    starts, averages = _averages()
    return averages[max(0, bisect_right(starts, shown) - 1)] / _UNITS


@cache
def _coverage() -> tuple[list[int], list[int]]:
    """The first and the last code points of every stretch that is covered."""
    stretches = [part.partition("-") for part in _COVERED.split()]
    starts = [int(first, 16) for first, _, _ in stretches]
    return starts, [int(last or first, 16) for first, _, last in stretches]


@cache
def _exact(bold: bool, italic: bool) -> dict[int, int]:
    """The widths of the characters that have one each."""
    table = (_REGULAR, _ITALIC, _BOLD, _BOLD_ITALIC)[2 * bold + italic]
    widths: dict[int, int] = {{}}
    for stretch in table.split(";"):
        first, _, values = stretch.partition(":")
        widths.update(enumerate(map(int, values.split()), int(first, 16)))
    return widths


@cache
def _averages() -> tuple[list[int], list[int]]:
    """Where each stretch of average width begins, and that width."""
    pairs = [part.partition(":") for part in _AVERAGE.split()]
    return [int(first, 16) for first, _, _ in pairs], [int(value) for _, _, value in pairs]


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
    text += _literal("_COVERED", " ".join(_stretch(run) for run in _runs(covered)))
    for style, font in fonts.items():
        text += _literal(f"_{style}", _exact_widths(font, inter, covered))
    text += _literal("_AVERAGE", _average_widths(regular, inter, covered))
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
