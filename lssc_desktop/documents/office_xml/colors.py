"""Colors of Office files as six digits, and whether letters of one are seen on another."""

import colorsys
from collections.abc import Sequence
from itertools import batched
from xml.etree.ElementTree import Element

from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.values import dataclass

_LEAST_APART = 24  # of 255, of a color's three
_IN_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


_NAMES = {
    "lt1": ("background1", "light1", "bg1"),
    "dk1": ("text1", "dark1", "tx1"),
    "lt2": ("background2", "light2", "bg2"),
    "dk2": ("text2", "dark2", "tx2"),
    "hlink": ("hyperlink",),
    "folHlink": ("followedHyperlink",),
}


def _colors(said: str) -> tuple[str, ...]:
    return tuple(map("".join, batched(said, 6)))


_THEME = _colors(
    "FFFFFF000000E7E6E644546A4472C4ED7D31A5A5A5FFC0005B9BD570AD470563C1954F72",
)
"""The colors of Office where a file brings no theme, in the order in which workbooks count them."""
_INDEXED = _colors(
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF"
    "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF8080"
    "0066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF99"
    "99CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966"
    "003300333300993300993366333399333333"
)
_OF_SYSTEM = ("000000", "FFFFFF")
"""The colors that are known by a number (ECMA-376 part 1, 18.8.27)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors that a workbook names by a number."""

    theme: Sequence[str]
    indexed: Sequence[str]

    @classmethod
    def of(cls, theme: Element | None, indexed: Sequence[str]) -> "Palette":
        """Return the colors of a theme, and those by number, where a workbook has its own."""
        named = tuple(_said_by(theme).values())
        return cls(named, (*(indexed or _INDEXED), *_OF_SYSTEM))

    def color(self, item: Element | None, usual: str) -> str:
        """Return what an element of a color says; `usual` where it names none."""
        if item is None:
            return usual
        theme, number, found = item.get("theme", ""), item.get("indexed", ""), item.get("rgb", "")
        if theme.isdigit() and int(theme) < len(self.theme):
            found = self.theme[int(theme)]
        elif number.isdigit() and int(number) < len(self.indexed):
            found = self.indexed[int(number)]
        return tinted(found[-6:].upper(), float(item.get("tint") or 0)) if found else usual


def _said_by(theme: Element | None) -> dict[str, str]:
    said = dict(zip(_IN_THEME, _THEME, strict=True))
    for item in () if theme is None else theme.iter():
        if local(item.tag) in said and len(item):
            color = item[0].get("lastClr", item[0].get("val", ""))
            said[local(item.tag)] = color[-6:].upper()
    return said


def theme_colors(theme: Element | None) -> dict[str, str]:
    """Return the colors and the fonts of a theme by the names that Word has for them."""
    said = _said_by(theme)
    fonts = {
        f"{kind}{how}": latin.get("typeface", "")
        for kind in ("minor", "major")
        for latin in (() if theme is None else theme.iterfind(f".//a.{kind}Font/a.latin"))
        for how in ("HAnsi", "Ascii")
    }
    named = {name: said[own] for own, names in _NAMES.items() for name in names}
    return said | named | fonts


def tinted(color: str, tint: float) -> str:
    """Return a color made lighter (tint over 0) or darker (18.8.3)."""
    if not tint:
        return color
    hue, light, strong = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(color)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    changed = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), strong)
    return bytes(min(max(round(part * 255), 0), 255) for part in changed).hex().upper()


def are_alike(color: str, ground: str) -> bool:
    """Whether letters of a color can't be told from their ground."""
    try:
        one, other = bytes.fromhex(color), bytes.fromhex(ground)
    except ValueError:
        return color == ground
    return all(abs(a - b) < _LEAST_APART for a, b in zip(one, other, strict=False))
