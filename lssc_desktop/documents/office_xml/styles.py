"""Styles of a Word file, and what holds where several of them say something."""

import re
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from xml.etree.ElementTree import Element

from lssc_desktop.values import dataclass

type Properties = dict[str, Element]
"""The children of `rPr` or `pPr` by name."""

_LONGEST_CHAIN = 200
_POINTS = {"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12, "pi": 12}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?")
_LENGTH = re.compile(rf"({_NUMBER.pattern})\s*({'|'.join(_POINTS)})")
_FARTHEST = 1e9
"""How far a length leads: nobody reckons with one that has no end."""


_NO_COLORS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Style:
    """One style. `name` is in lower case: Word's built-in names are English everywhere."""

    id: str
    name: str
    base: str
    paragraph: Properties
    run: Properties
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """All styles of a file, with what is inherited worked out once for each."""

    styles: dict[str, Style]
    defaults: Mapping[str, str]
    default_run: Properties
    default_paragraph: Properties
    hides: bool
    """Whether any style makes text hidden."""
    theme: Mapping[str, str] = _NO_COLORS
    """The colors of the theme by the names that runs know them by."""
    _runs: dict[str, Properties] = field(default_factory=dict)
    _paragraphs: dict[str, Properties] = field(default_factory=dict)

    @property
    def default(self) -> str:
        """The style of a paragraph that names none, "" for none."""
        return self.default_of("paragraph")

    def default_of(self, kind: str) -> str:
        """Return the style that holds where none is named, "" for none."""
        return self.defaults.get(kind, "")

    def of_kind(self, style_id: str, kind: str) -> str:
        """Return a style, "" where there is none of that kind: Word takes no other in its place."""
        style = self.styles.get(style_id)
        return style_id if style is not None and style.kind == kind else ""

    def chain(self, style_id: str) -> tuple[Style, ...]:
        """Return a style and what it is based on, nearest first."""
        found: list[Style] = []
        while style_id in self.styles and len(found) < _LONGEST_CHAIN:
            found.append(self.styles[style_id])
            style_id = found[-1].base
        return tuple(found)

    def run(self, style_id: str) -> Properties:
        """Return what a style and its bases say about characters, the nearest word counting."""
        if style_id not in self._runs:
            merged = [style.run for style in reversed(self.chain(style_id))]
            self._runs[style_id] = {key: item for part in merged for key, item in part.items()}
        return self._runs[style_id]

    def paragraph(self, style_id: str) -> Properties:
        """Return what a style and its bases say about paragraphs, the nearest word counting."""
        if style_id not in self._paragraphs:
            merged = [style.paragraph for style in reversed(self.chain(style_id))]
            self._paragraphs[style_id] = {k: item for part in merged for k, item in part.items()}
        return self._paragraphs[style_id]

    def is_named(self, style_id: str, names: tuple[str, ...]) -> bool:
        """Whether a style or one of its bases has a name that begins with one of these."""
        return any(style.name.startswith(names) for style in self.chain(style_id))

    def is_usual(self, style_id: str, names: tuple[str, ...]) -> bool:
        """Whether a style is the default one, or its name begins with one of these."""
        style = self.styles.get(style_id)
        return style is None or style_id == self.default or style.name.startswith(names)


def read_styles(root: Element | None, theme: Mapping[str, str] = _NO_COLORS) -> StyleSheet:
    """Return the styles in a `styles` part; a file without one has none."""
    styles: dict[str, Style] = {}
    defaults: dict[str, str] = {}
    for item in () if root is None else root.findall("style"):
        style_id = item.get("styleId", "")
        styles[style_id] = Style(
            id=style_id,
            name=value(item.find("name")).casefold(),
            base=value(item.find("basedOn")),
            paragraph=children(item.find("pPr")),
            run=children(item.find("rPr")),
            kind=item.get("type", "paragraph"),
        )
        if item.get("default") in ("1", "true", "on"):  # of several, the last (17.7.4.17)
            defaults[item.get("type", "paragraph")] = style_id
    found = None if root is None else root.find("docDefaults")
    return StyleSheet(
        styles=styles,
        defaults=defaults,
        default_run=children(None if found is None else found.find("rPrDefault/rPr")),
        default_paragraph=children(None if found is None else found.find("pPrDefault/pPr")),
        hides=any("vanish" in style.run for style in styles.values()),
        theme=theme,
    )


def value(element: Element | None, default: str = "") -> str:
    """Return the `val` of a property, the default where it is absent."""
    return default if element is None else element.get("val", default)


def points(length: str) -> float | None:
    """Return a length that says its unit in points, None for what is none."""
    found = _LENGTH.fullmatch(length.strip().lower())
    return None if found is None else _within_reach(found[1]) * _POINTS[found[2]]


def twips(length: str) -> float:
    """Return a length in twentieths of a point, 0 for what is none.

    The strict form of the format says a unit.
    """
    said = points(length)
    if said is not None:
        return said * 20
    number = length.strip().lower()
    return _within_reach(number) if _NUMBER.fullmatch(number) else 0.0


def _within_reach(number: str) -> float:
    return min(max(float(number), -_FARTHEST), _FARTHEST)


def font_of(fonts: Element) -> str:
    """Return the font of Latin letters, which is also that of signs, "" where nothing is said."""
    names = ("hAnsiTheme", "asciiTheme", "hAnsi", "ascii")
    return next(filter(None, map(fonts.get, names)), "")


def is_on(element: Element | None) -> bool:
    """Whether a property that is either on or off is there and on."""
    return element is not None and element.get("val", "true") not in ("0", "false", "off")


def children(parent: Element | None) -> Properties:
    """Return the properties within `rPr` or `pPr`; of fonts only the one for Latin counts."""
    if parent is None:
        return {}
    return {
        item.tag: item
        for item in parent
        if item.tag != "rFonts" or item.get("ascii") or item.get("asciiTheme")
    }
