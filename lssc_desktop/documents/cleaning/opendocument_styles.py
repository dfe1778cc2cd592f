"""Styles of a file of OpenDocument, and whether letters that have some of them are seen."""

import re
from collections.abc import Mapping
from dataclasses import field
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.seen_words import draws_letters
from lssc_desktop.documents.cleaning.opendocument_lists import (
    OUTLINE,
    ListLabels,
    read_levels,
    said,
)
from lssc_desktop.documents.cleaning.workbook_looks import name_of
from lssc_desktop.documents.office_xml.colors import are_alike
from lssc_desktop.documents.office_xml.styles import points
from lssc_desktop.values import dataclass

SMALL, WIDEST = 4.0, 1_200.0
"""How high letters have to be to be read, and how wide a page may be, in points."""
_OF_DATA = tuple(
    f"{kind}-style"
    for kind in ("text", "number", "currency", "percentage", "date", "time", "boolean")
)
STYLES = (
    *("style", "default-style", "list-style", "outline-style", "font-face", "page-layout"),
    *_OF_DATA,
)
"""The elements that say one; what the default of a family says holds where no other does."""
_GROUND = "ground"
"""What the color of a paragraph, a cell, a row or a table is called in a look."""

_UNNAMED = {"paragraph": "Standard", "table-cell": "Default"}
"""The styles of what names none."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_SHARE, _FAR_SHARE = 20.0, 100.0  # percent
_LEAST = {"font-size": SMALL, "line-height": SMALL, "letter-spacing": -SMALL}


def _shares(length: str) -> list[float]:
    return [float(each) for each in re.findall(r"(-?[\d.]+)%", length)]


def _has_room(look: Mapping[str, str]) -> bool:
    """Whether letters of a look are large enough to be read, and on the page."""
    lengths = ((name, points(length)) for name, length in look.items())
    if "font-size-rel" in look or not all(
        length is None or _LEAST.get(name, -WIDEST / 2) <= length < WIDEST
        for name, length in lengths
    ):
        return False
    raised, *of_raised = _shares(look.get("text-position", "")) or [0.0]
    shares = ("text-scale", "font-size", "opacity", "line-height")
    sizes = (look.get(each, "") for each in shares)
    parts = [*of_raised, *(share for size in sizes for share in _shares(size))]
    return abs(raised) <= _FAR_SHARE and all(part >= _LEAST_SHARE for part in parts)


def _color(look: Mapping[str, str], part: str) -> str:
    color = look.get(part, "").lstrip("#").upper()
    return "" if color == "TRANSPARENT" else color


type Looks = tuple[tuple[str, str], ...]
"""Styles that hold for letters, by family and name, of which the last counts first."""


@dataclass(slots=True)
class OdfStyles:
    """The styles of a file by family and name, and whether what has one is shown."""

    known: dict[tuple[str, str], tuple[str, dict[str, str]]] = field(default_factory=dict)
    labels: ListLabels = field(default_factory=ListLabels)
    judged: dict[object, bool] = field(default_factory=dict)
    maps: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The styles that stand in the place of one where some condition holds."""
    of_nothing: set[str] = field(default_factory=set)
    """The formats of values that show none."""
    signs: set[str] = field(default_factory=lambda: {"E"})
    """The words that formats put beside numbers."""
    of_labels: dict[tuple[str, int], str] = field(default_factory=dict)
    """The styles of the labels of lists, by list style and level."""
    fonts: dict[str, str] = field(default_factory=dict)
    """Fonts by the names that looks have for them."""

    def take(self, item: Element) -> None:
        """Keep a style."""
        name = said(item, "name")
        match name_of(item):
            case "font-face":
                self.fonts[name] = said(item, "font-family")
            case "list-style" | "outline-style" as kind:
                name = name if kind == "list-style" else OUTLINE
                self.labels.styles[name] = read_levels(item)
                for part in item:
                    level = int(said(part, "level") or 1) - 1
                    self.of_labels[name, level] = said(part, "style-name")
            case kind if kind in _OF_DATA:
                self.signs.update(_WORD.findall(" ".join(item.itertext())))
                if all(name_of(part) == "text" and not part.text for part in item):
                    self.of_nothing.add(name)
            case _ if (said(item, "family"), name) != ("text", ""):
                self._take_look(item, (said(item, "family"), name))
            # else letters have the default of their paragraph

    def _take_look(self, item: Element, place: tuple[str, str]) -> None:
        look: dict[str, str] = {}
        for part in item:
            if name_of(part) == "map":
                self.maps.setdefault(place, []).append(said(part, "apply-style-name"))
                continue
            own = {key.rpartition("}")[2]: value for key, value in part.attrib.items()}
            if name_of(part) != "text-properties" and "background-color" in own:
                own[_GROUND] = own.pop("background-color")  # on which letters may have their own
            look |= own
        if look.get("use-window-font-color") == "true":  # LibreOffice says then: no opacity
            look.pop("opacity", None)
        look["master-page-name"] = said(item, "master-page-name")
        if said(item, "data-style-name"):
            look["data-style-name"] = said(item, "data-style-name")
        self.known[place] = (said(item, "parent-style-name"), look)

    def of(self, family: str, name: str) -> Mapping[str, str]:
        """Return what a style and those that it builds on say."""
        found: dict[str, str] = {}
        name = name or _UNNAMED.get(family, "")
        for _depth in range(20):
            name = name if (family, name) in self.known else ""
            above, look = self.known.get((family, name), ("", {}))
            found = {**look, **found}
            if not name:  # the default of the family
                break
            name = above
        return found

    def ground(self, family: str, name: str, around: str | None) -> str | None:
        """Return the color behind what is in a table, a row or a cell."""
        return _color(self.of(family, name), _GROUND) or around

    def paper(self) -> str | None:
        """Return the color of pages, None where they have several."""
        looks = [look for (family, _name), (_above, look) in self.known.items() if not family]
        colors = set(filter(None, (_color(look, _GROUND) for look in looks)))
        return None if len(colors) > 1 else next(iter(colors), "FFFFFF")

    def behind(self, drawn: Element, around: str | None) -> str | None:
        """Return the color behind the words of a frame or a shape, None where nobody knows it."""
        look = self.of("graphic", said(drawn, "style-name"))
        match look.get("fill", "" if name_of(drawn) == "custom-shape" else "none"):
            case "none":
                return _color(look, _GROUND) or around
            case "solid":
                return _color(look, "fill-color") or None
        return None

    def is_seen(self, *named: tuple[str, str], ground: str | None = "FFFFFF") -> bool:
        """Whether letters are shown, on a ground whose color may not be known.

        They have the look of several styles (family and name), of which the last counts first, and
        of what may stand in the place of each.
        """
        if (named, ground) in self.judged:
            return self.judged[named, ground]
        looks: list[dict[str, str]] = [{}]
        for family, name in named:
            maps = self.maps.get((family, name or _UNNAMED.get(family, "")), ())
            others = (dict(self.of(family, each)) for each in maps)
            own = dict(self.of(family, name))
            looks = [{**look, **own, **more} for look in looks for more in ({}, *others)]
        shown = all(self._shows(look, ground) for look in looks)
        self.judged[named, ground] = shown
        return shown

    def _shows(self, look: Mapping[str, str], ground: str | None) -> bool:
        if look.get("data-style-name") in self.of_nothing:
            return False
        if look.get("display") in ("none", "false") or not _has_room(look):
            return False
        fonts = [look.get(each, "") for each in ("font-name", "font-family")]
        if not all(draws_letters(self.fonts.get(font, font)) for font in fonts):
            return False
        color = _color(look, "color")
        behind = _color(look, "background-color") or _color(look, _GROUND) or ground
        return not (color and behind and are_alike(color, behind))
