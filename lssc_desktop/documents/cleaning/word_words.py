"""What a Word file shows, whole: its words, tables, notes, pictures, and the headers that are seen.

Read by what reads Word files everywhere, but without letters in the color of their ground, and with
its pictures cropped to what is seen and drawn anew.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import ClassVar, cast
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.clean_copy import LeftBehind
from lssc_desktop.core.text.printed import PrintedBlock, PrintedPicture, PrintedText
from lssc_desktop.core.text.richtext import UnsupportedContent
from lssc_desktop.documents.cleaning.pixels import Box, DrawnAnew
from lssc_desktop.documents.images import PictureUnreadable
from lssc_desktop.documents.office_xml.hidden import chosen, is_hidden_shape
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.office_xml.office_file import Relation
from lssc_desktop.documents.office_xml.ranges import TooMuch
from lssc_desktop.documents.office_xml.styles import (
    Properties,
    StyleSheet,
    children,
    is_on,
    read_styles,
    value,
)
from lssc_desktop.documents.word.line import LineReader, Setting, contents
from lssc_desktop.documents.word.lists import read_lists
from lssc_desktop.documents.word.looks import RunLook, fill_of
from lssc_desktop.documents.word.package import WordPackage, open_package
from lssc_desktop.documents.word.printed import (
    Pictures,
    PrintedLine,
    PrintedReader,
    alternative_text,
    points_of,
    size_of,
)

_POINTS_OF_PIXEL = 72 / 96
_PARTS_OF_CROP = 100_000  # of a side
_WHITE = "FFFFFF"
_FILLS = ("a.solidFill", "a.gradFill", "a.pattFill", "a.blipFill", "a.fillRef")
_OF_FIELDS = ("fldChar", "instrText")
_DRAWN = ("drawing", "pict", "object", "mc.AlternateContent")
"""What has colors of its own, whatever that of its run is."""
_LEFT_OUT = {
    UnsupportedContent.CHART: LeftBehind.CHARTS,
    UnsupportedContent.DIAGRAM: LeftBehind.DRAWINGS,
    UnsupportedContent.SHAPE: LeftBehind.DRAWINGS,
    UnsupportedContent.EMBEDDED_OBJECT: LeftBehind.EMBEDDED,
}


def read_word(content: bytes, left: Counter[LeftBehind], drawn: DrawnAnew) -> PrintedText:
    """Return what a Word file shows, its pictures drawn anew; count what it has besides.

    Raises `DocumentUnreadable`, and what odd files make libraries do.
    """
    with open_package(content, "") as package:
        main = package.part(package.main)
        body = None if main is None else main.find("body")
        if main is None or body is None:
            raise ValueError(package.main)
        setting = _setting(package, package.main)
        pictures = Pictures(package)
        reader = _Reader(setting, pictures, package, left, drawn)
        text = reader.read(body, package)
        for kind, tags in _COUNTED.items():
            left[kind] += sum(1 for item in main.iter() if item.tag in tags)
        shown = list(_shown_stories(main, package))
        above, below = (
            [
                block
                for part in shown
                if part[0] == kind
                for block in _story(part[1], package, left, drawn)
            ]
            for kind in ("header", "footer")
        )
        return PrintedText((*above, *text.blocks, *below), text.notes)


_COUNTED = {
    LeftBehind.COMMENTS: ("commentReference",),
    LeftBehind.CHANGES: ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"),
}


def _setting(package: WordPackage, part: str) -> Setting:
    return Setting(
        read_styles(package.related("styles")),
        read_lists(package.related("numbering")),
        package.relations(part),
    )


def _shown_stories(main: Element, package: WordPackage) -> Iterator[tuple[str, str]]:
    """Yield the headers and footers that are seen on any page: their kind and part, each once."""
    settings = package.related("settings")
    on_even = settings is not None and is_on(settings.find("evenAndOddHeaders"))
    related = package.relations(package.main)
    seen: set[str] = set()
    for section in main.iter("sectPr"):
        has_first = is_on(section.find("titlePg"))
        for kind in ("header", "footer"):
            for reference in section.findall(f"{kind}Reference"):
                when = reference.get("type", "default")
                if (when == "first" and not has_first) or (when == "even" and not on_even):
                    continue
                relation = related.get(reference.get("r.id", ""))
                if relation is None or relation.external or relation.target in seen:
                    continue
                seen.add(relation.target)
                yield kind, relation.target


def _story(
    part: str,
    package: WordPackage,
    left: Counter[LeftBehind],
    drawn: DrawnAnew,
) -> tuple[PrintedBlock, ...]:
    root = package.part(part)
    if root is None:
        return ()
    reader = _Reader(_setting(package, part), Pictures(package), package, left, drawn)
    return tuple(block for block in reader.read(root, package).blocks)


class _Line(PrintedLine):
    """A reader of lines that leaves out what nobody sees on `ground`, None for an unknown color."""

    def __init__(
        self,
        setting: Setting,
        pictures: Pictures,
        package: WordPackage,
        left: Counter[LeftBehind],
        drawn: DrawnAnew,
    ) -> None:
        super().__init__(setting, pictures)
        self._package, self._left, self._drawn = package, left, drawn
        self.ground: str | None = _WHITE
        self.paragraph_ground: str = ""
        self.grounds: dict[int, str | None] = {}
        self.page = _page_of(package)
        self._is_off = False

    def read(self, paragraph: Element, style: str, *, heading: bool) -> None:
        sheet = self._setting.sheet
        direct = children(paragraph.find("pPr"))
        self._is_off = _is_off_paper(direct, sheet, style, self.page)
        shading = direct.get("shd", sheet.paragraph(style).get("shd"))
        self.paragraph_ground = fill_of(shading)
        super().read(paragraph, style, heading=heading)

    def _run(self, run: Element, link: str, items: Iterable[Element] | None = None) -> None:
        if not self._is_seen(run):
            self._left[LeftBehind.HIDDEN] += 1
            look = RunLook(run, self._style, self._setting.sheet, self.table)
            kept = _OF_FIELDS if look.hidden or self._is_off else (*_OF_FIELDS, *_DRAWN)
            items = [item for item in run if item.tag in kept]
        super()._run(run, link, items)

    def lose(self, is_lost: bool) -> None:
        """Count something that is left out as nobody sees it."""
        self._left[LeftBehind.HIDDEN] += is_lost

    def _is_seen(self, run: Element) -> bool:
        if self._is_off:
            return False
        look = RunLook(run, self._style, self._setting.sheet, self.table)
        return not look.hidden and look.is_seen_on(self.paragraph_ground or self.ground)

    def math(self, item: Element, link: str = "") -> None:
        shown = deepcopy(item)  # what was parsed is everybody's
        for run in [each for each in shown.iter() if each.tag in ("m.r", "r")]:
            if not self._is_seen(run):
                self._left[LeftBehind.HIDDEN] += 1
                run.clear()
        super().math(shown, link)

    def _base_of_ruby(self, item: Element) -> str:
        seen = [run for run in item.findall("rubyBase/r") if self._is_seen(run)]
        return "".join(each.text or "" for run in seen for each in run.findall("t"))

    def _drawing(self, item: Element) -> str:
        if is_out_of_sight(item, self.page) and not contents(item) <= {UnsupportedContent.SHAPE}:
            self.lose(True)
            return ""
        self._left[LeftBehind.HIDDEN] += sum(map(is_hidden_shape, item.iter()))
        before = len(self.boxes)
        said = super()._drawing(item)
        ground = _ground_of(item)
        self.grounds |= {id(box): ground for box in self.boxes[before:]}
        for kind in contents(item):
            if kind in _LEFT_OUT:
                self._left[_LEFT_OUT[kind]] += 1
        return said

    _IN_RUN: ClassVar = {
        **PrintedLine._IN_RUN,  # noqa: SLF001  of its base
        **dict.fromkeys(
            ("drawing", "object", "pict"), cast("Callable[[LineReader, Element], str]", _drawing)
        ),
        "ruby": cast("Callable[[LineReader, Element], str]", _base_of_ruby),
    }

    def _pictures_in(self, drawing: Element) -> Iterator[PrintedPicture]:
        size, alt = size_of(drawing), alternative_text(drawing)
        found = [] if is_out_of_sight(drawing, self.page) else list(_seen_pictures(drawing))
        for name, crop in found:
            shown = None if crop is None else self._drawn_anew(self._relations.get(name), crop)
            if shown is None:
                self._left[LeftBehind.PICTURES] += 1
                continue
            data, across, down = shown
            width, height = size if size and len(found) == 1 else (0.0, 0.0)
            if not width or not height:
                width, height = across * _POINTS_OF_PIXEL, down * _POINTS_OF_PIXEL
            yield PrintedPicture(data, width, height, alt)

    def _drawn_anew(self, relation: Relation | None, crop: Box) -> tuple[bytes, int, int] | None:
        if relation is None or relation.external:
            return None
        try:
            data = self._package.read(relation.target) or b""
            return self._drawn.draw(relation.target, data, crop)
        except (PictureUnreadable, TooMuch):
            return None


class _Reader(PrintedReader):
    """Walks a body once and knows the color of the ground that its words stand on."""

    line: _Line

    def __init__(
        self,
        setting: Setting,
        pictures: Pictures,
        package: WordPackage,
        left: Counter[LeftBehind],
        drawn: DrawnAnew,
    ) -> None:
        super().__init__(setting, pictures)
        self._grounds = _grounds_of_tables(package)
        self.line = _Line(setting, pictures, package, left, drawn)

    def blocks(self, container: Iterable[Element]) -> None:
        around = self.line.ground
        self.line.ground = self.line.grounds.get(id(container), around)
        super().blocks(container)
        self.line.ground = around

    def _table(self, table: Element) -> None:
        around = self.line.ground
        about = children(table.find("tblPr"))
        if _is_off_paper(about, self._setting.sheet, "", self.line.page):
            self.line.lose(True)
            return
        style = value(about.get("tblStyle"))
        self.line.ground = self._grounds.get(style, around)
        super()._table(table)
        self.line.ground = around

    def _is_gone(self, item: Element) -> bool:
        high = children(item.find("trPr")).get("trHeight")
        is_low = high is not None and high.get("hRule") == "exact" and _twips(high, "val") < _LOW
        self.line.lose(is_low)
        return is_low or super()._is_gone(item)

    def _cell(self, item: Element, *rest: object) -> int:
        around = self.line.ground
        about = children(item.find("tcPr"))
        merges = (about[name] for name in ("vMerge", "hMerge") if name in about)
        if any(value(merge) != "restart" for merge in merges):  # of which nobody sees a word
            item, below = Element("tc"), item
            item.extend(below.findall("tcPr"))
        fill = fill_of(about.get("shd"))
        self.line.ground = fill or around
        column = super()._cell(item, *rest)  # type: ignore[arg-type]
        self.line.ground = around
        return column


def _grounds_of_tables(package: WordPackage) -> dict[str, str | None]:
    """Return what styles of tables put behind all cells; None for one that colors only some."""
    root = package.related("styles")
    found = () if root is None else root.findall("style")
    styles = {item.get("styleId", ""): item for item in found if item.get("type") == "table"}
    grounds: dict[str, str | None] = {}
    for name in styles:
        style = name
        for _depth in range(len(styles)):
            item = styles.get(style, Element("style"))
            fills = set(filter(None, map(fill_of, item.iter("shd"))))
            whole = fill_of(item.find("tcPr/shd"))
            if fills:
                grounds.setdefault(name, whole if fills == {whole} else None)
            style = value(item.find("basedOn"))
    return grounds


def _seen_pictures(drawing: Element) -> Iterator[tuple[str, Box | None]]:
    """Yield the pictures of a drawing by the names that it has for them, and what is cut off.

    None for one of which only a shape is seen, or that is drawn without strength: left out.
    """
    for item in drawing:
        if item.tag == "txbxContent" or is_hidden_shape(item):
            continue
        if item.tag == "mc.AlternateContent":
            yield from _seen_pictures(chosen(item))
        elif item.tag == "v.imagedata":
            crop = tuple(_fraction(item.get(f"crop{side}", "")) for side in _SIDES)
            is_plain = drawing.tag in ("v.shape", "v.rect") and _PLAIN_DATA.issuperset(item.attrib)
            yield item.get("r.id", ""), (crop[0], crop[1], crop[2], crop[3]) if is_plain else None
        elif item.find("a.blip") is not None:
            yield from _blip(item, drawing)
        else:
            yield from _seen_pictures(item)


_SIDES = ("left", "top", "right", "bottom")
_PLAIN_DATA = frozenset({"r.id", "o.title", "o.relid", "src", *(f"crop{side}" for side in _SIDES)})
_PLAIN_BLIP = frozenset({"a.extLst", "a.grayscl"})
"""What changes nothing of a picture that hides something in it."""


def _blip(fill: Element, picture: Element) -> Iterator[tuple[str, Box | None]]:
    blip, cut = fill.find("a.blip"), fill.find("a.srcRect")
    if blip is None:
        return
    name = blip.get("r.embed", "") or blip.get("r.link", "")
    geometry = next(picture.iter("a.prstGeom"), None)
    is_cut = next(picture.iter("a.custGeom"), None) is not None or (
        geometry is not None and geometry.get("prst") != "rect"
    )
    is_faint = any(
        each.tag not in _PLAIN_BLIP and (each.tag != "a.lum" or bool(each.attrib)) for each in blip
    )
    room = fill.find("a.stretch/a.fillRect")
    is_cut |= fill.find("a.tile") is not None
    is_cut |= room is not None and any(_share(side) for side in room.attrib.values())
    sides = [0.0 if cut is None else max(_share(cut.get(side[0], "0")), 0.0) for side in _SIDES]
    yield name, None if is_cut or is_faint else (sides[0], sides[1], sides[2], sides[3])


def _share(said: str) -> float:
    """Return a part of a side, as DrawingML writes it."""
    try:
        return float(said.rstrip("%")) / (100 if said.endswith("%") else _PARTS_OF_CROP)
    except ValueError:
        return 1.0


def _fraction(said: str) -> float:
    """Return a part of a side, as VML writes it: 0.5, or 32768f of 65536."""
    try:
        number = float(said[:-1]) / 65536 if said.endswith("f") else float(said or 0)
    except ValueError:
        return 1.0
    return max(number, 0.0)


# What has no room on the paper ------------------------------------------------------------------

_PAPER = (12_240.0, 15_840.0)
_LOW = 80.0  # twentieths of a point
_EMU_OF_TWIP = 635


def _twips(item: Element, name: str) -> float:
    try:
        return float(item.get(name, "").removesuffix("pt"))
    except ValueError:
        return 0.0


def _page_of(package: WordPackage) -> tuple[float, float]:
    """Return how wide and high the largest page is, in twentieths of a point."""
    main = package.part(package.main)
    sizes = [] if main is None else list(main.iter("pgSz"))
    return (
        max((_twips(each, "w") for each in sizes), default=0) or _PAPER[0],
        max((_twips(each, "h") for each in sizes), default=0) or _PAPER[1],
    )


def _is_off_paper(
    direct: Properties, sheet: StyleSheet, style: str, page: tuple[float, float]
) -> bool:
    """Whether a paragraph or a table stands beside the page, or its lines are too low to read."""
    line: dict[str, str] = {}
    for part in (sheet.default_paragraph, sheet.paragraph(style), direct):
        line |= part["spacing"].attrib if "spacing" in part else {}
    spacing = Element("spacing", line)
    if line.get("lineRule") == "exact" and 0 < _twips(spacing, "line") < _LOW:
        return True
    look = {**sheet.paragraph(style), **direct}
    across = (("ind", "left"), ("ind", "start"), ("ind", "firstLine"), ("tblInd", "w"))
    places = [*across, ("framePr", "x"), ("tblpPr", "tblpX")]
    down = [("framePr", "y"), ("tblpPr", "tblpY")]
    return any(
        not -page[side] / 2 < _twips(look[name], part) < page[side]
        for side, named in enumerate((places, down))
        for name, part in named
        if name in look
    )


def is_out_of_sight(drawing: Element, page: tuple[float, float]) -> bool:
    """Whether a drawing is too small to be seen, or beside the page."""
    extent = next(drawing.iter("wp.extent"), None)
    if extent is None:
        return _is_vml_out_of_sight(drawing, page)
    size = [_twips(extent, side) / _EMU_OF_TWIP for side in ("cx", "cy")]
    if min(size) < _LOW:
        return True
    for side, name in enumerate(("wp.positionH", "wp.positionV")):
        place = next(drawing.iter(name), None)
        said = None if place is None else place.find("wp.posOffset")
        if place is None or said is None:
            continue
        start = float(said.text or 0) / _EMU_OF_TWIP
        margin = 0 if place.get("relativeFrom") == "page" else page[side] / 4
        if start >= page[side] or start + size[side] <= -margin:
            return True
    return False


def _is_vml_out_of_sight(drawing: Element, page: tuple[float, float]) -> bool:
    shape = next((each for each in drawing.iter() if each.tag.startswith("v.s")), None)
    style = "" if shape is None else shape.get("style", "")
    said = dict(part.strip().split(":", 1) for part in style.split(";") if ":" in part)
    starts = [points_of(said.get(f"margin-{side}", "0pt")) * 20 for side in ("left", "top")]
    sizes = [points_of(said[side]) * 20 for side in ("width", "height") if side in said]
    is_beside = any(
        not -limit / 2 < start < limit for start, limit in zip(starts, page, strict=True)
    )
    return is_beside or any(size < _LOW for size in sizes)


def _ground_of(drawing: Element) -> str | None:
    """Return the color behind the words of a drawing, None where nobody knows it."""
    about = next((each for each in drawing.iter() if local(each.tag) == "spPr"), None)
    plain = None if about is None else about.find("a.solidFill/a.srgbClr")
    if plain is not None and not len(plain):
        return plain.get("val", "")
    has_fill = about is not None and any(each.tag in _FILLS for each in about)
    return None if has_fill or next(drawing.iter("a.fillRef"), None) is not None else _WHITE
