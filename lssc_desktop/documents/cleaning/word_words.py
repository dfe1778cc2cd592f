"""What a Word file shows, whole: its words, tables, notes, pictures, and the headers that are seen.

Read by what reads Word files everywhere, but without letters in the color of their ground, and with
its pictures cropped to what is seen and drawn anew.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import accumulate
from xml.etree.ElementTree import Element, SubElement

from lssc_desktop.core.privacy.clean_copy import LeftBehind
from lssc_desktop.core.text.printed import PrintedBlock, PrintedTable, PrintedText
from lssc_desktop.core.text.richtext import Paragraph, UnsupportedContent
from lssc_desktop.documents.cleaning.pixels import Box, DrawnAnew
from lssc_desktop.documents.images import PictureUnreadable
from lssc_desktop.documents.office_xml.colors import theme_colors
from lssc_desktop.documents.office_xml.hidden import is_hidden_shape, style_of_table
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.office_xml.ranges import TooMuch
from lssc_desktop.documents.office_xml.styles import (
    Properties,
    StyleSheet,
    children,
    is_on,
    points,
    read_styles,
    twips,
    value,
)
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable
from lssc_desktop.documents.word.line import Setting, contents
from lssc_desktop.documents.word.lists import ListPlace, read_lists
from lssc_desktop.documents.word.looks import RunLook, fill_of
from lssc_desktop.documents.word.package import WordPackage, open_package
from lssc_desktop.documents.word.printed import (
    DRAWINGS,
    Pictures,
    PrintedLine,
    PrintedReader,
    relation_of,
    shown_pictures,
    vml_style,
)
from lssc_desktop.values import dataclass

_PARTS_OF_CROP = 100_000  # of a side
_WHITE = "FFFFFF"
_FILLS = ("a.solidFill", "a.gradFill", "a.pattFill", "a.blipFill", "a.fillRef")
_OF_FIELDS = ("fldChar", "instrText")
_DRAWN = (*DRAWINGS, "mc.AlternateContent")
"""What has colors of its own, whatever that of its run is."""
_LEFT_OUT = {
    UnsupportedContent.CHART: LeftBehind.CHARTS,
    UnsupportedContent.DIAGRAM: LeftBehind.DRAWINGS,
    UnsupportedContent.SHAPE: LeftBehind.DRAWINGS,
    UnsupportedContent.EMBEDDED_OBJECT: LeftBehind.EMBEDDED,
}
_COUNTED = {
    LeftBehind.COMMENTS: ("commentReference",),
    LeftBehind.CHANGES: ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"),
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
        styles, theme = package.related("styles"), package.part(package.target("theme"))
        sheet = read_styles(styles, theme_colors(theme))
        tables = _styles_of_tables(styles)
        grounds = {name: _ground_of_table(chain, sheet.theme) for name, chain in tables.items()}
        hiding = frozenset(n for n, chain in tables.items() if _hides_cells(chain, sheet.theme))
        page = _page_of(main)
        if _is_off_paper(main.iter("sectPr"), page):
            raise Unviewable(PreviewFault.KIND)
        settings, paper = package.related("settings"), main.find("background")
        is_paper = settings is not None and is_on(settings.find("displayBackgroundShape"))
        paper = paper if is_paper else None
        ground = _WHITE if paper is None else paper.get("color", _WHITE).replace("auto", _WHITE)
        file = _File(package, left, drawn, page, sheet, grounds, hiding, ground)
        text = _Reader(file, package.main).read(body, package)
        for kind, tags in _COUNTED.items():
            left[kind] += sum(1 for item in main.iter() if item.tag in tags)
        stories = [(kind, file.story(part)) for kind, part in _shown_stories(main, package)]
        above, below = (
            [block for each, blocks in stories if each == kind for block in blocks]
            for kind in ("header", "footer")
        )
        return PrintedText((*above, *text.blocks, *below), text.notes)


@dataclass(frozen=True, slots=True)
class _File:
    """The file that is read: what is counted of it, its largest page, and what tables stand on."""

    package: WordPackage
    left: Counter[LeftBehind]
    drawn: DrawnAnew
    page: tuple[float, float]
    sheet: StyleSheet
    grounds: Mapping[str, str | None]
    hiding: frozenset[str]
    """The styles of tables that some of their cells are not seen by."""
    paper: str
    """The color of the page."""

    def setting(self, part: str) -> Setting:
        """Return what a part is read with."""
        lists = read_lists(self.package.related("numbering"))
        return Setting(self.sheet, lists, self.package.relations(part))

    def story(self, part: str) -> tuple[PrintedBlock, ...]:
        """Return what a header or footer shows."""
        root = self.package.part(part)
        return () if root is None else _Reader(self, part).read(root, self.package).blocks


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


class _Line(PrintedLine):
    """A reader of lines that leaves out what nobody sees on `ground`, None for an unknown color."""

    def __init__(self, file: _File, setting: Setting) -> None:
        super().__init__(setting, Pictures(file.package))
        self._file = file
        self.ground: str | None = file.paper
        self.page = file.page
        self.paragraph_ground: str = ""
        self.grounds: dict[int, str | None] = {}
        self._is_off = False
        self._look_of_mark: tuple[Element, ...] = ()

    def read(self, paragraph: Element, style: str, *, heading: bool) -> None:
        sheet = self._setting.sheet
        direct = children(paragraph.find("pPr"))
        styled = sheet.paragraph(style)
        looks = (*sheet.default_paragraph.values(), *styled.values(), *direct.values())
        self._is_off = _is_off_paper(looks, self.page)
        self._look_of_mark = tuple(direct.get("rPr", ()))
        self.paragraph_ground = fill_of(direct.get("shd", styled.get("shd")), sheet.theme)
        super().read(paragraph, style, heading=heading)

    def _run(self, run: Element, link: str, items: Iterable[Element] | None = None) -> None:
        if not self._is_seen(run):
            look = RunLook(run, self._style, self._setting.sheet, self.table)
            kept = _OF_FIELDS if look.hidden or self._is_off else (*_OF_FIELDS, *_DRAWN)
            items = [item for item in run if item.tag in kept]
        super()._run(run, link, items)

    def shows_label(self, look: Element | None) -> bool:
        """Whether what stands before the last item of a list is seen."""
        return self._is_seen(_run_of((*self._look_of_mark, *(() if look is None else look))))

    def lose(self, is_lost: bool) -> None:
        """Count something that is left out as nobody sees it."""
        self._file.left[LeftBehind.HIDDEN] += is_lost

    def _is_seen(self, run: Element) -> bool:
        """Whether the letters of a run are seen; those that aren't are counted."""
        look = RunLook(run, self._style, self._setting.sheet, self.table)
        stands_out = not look.hidden and look.is_seen_on(self.paragraph_ground or self.ground)
        is_seen = stands_out and not self._is_off
        self.lose(not is_seen)
        return is_seen

    def math(self, item: Element, link: str = "") -> None:
        shown = deepcopy(item)  # what was parsed is everybody's
        for run in [each for each in shown.iter() if each.tag in ("m.r", "r")]:
            if not self._is_seen(run):
                run.clear()
        super().math(shown, link)

    def _piece(self, item: Element) -> str:
        if item.tag == "ruby":
            seen = filter(self._is_seen, item.findall("rubyBase/r"))
            return "".join(each.text or "" for run in seen for each in run.findall("t"))
        return self._drawn_piece(item) if item.tag in DRAWINGS else super()._piece(item)

    def _drawn_piece(self, item: Element) -> str:
        held = contents(item)
        if _is_out_of_sight(item, self._file.page):
            is_line = held <= {UnsupportedContent.SHAPE}  # which has no height, and is seen
            self._file.left[LeftBehind.DRAWINGS if is_line else LeftBehind.HIDDEN] += 1
            return ""
        self._file.left[LeftBehind.HIDDEN] += sum(map(is_hidden_shape, item.iter()))
        before = len(self.boxes)
        said = super()._piece(item)
        lost = set(map(id, _lost_boxes(item)))
        self.lose(not lost.isdisjoint(map(id, self.boxes)))
        self.boxes[:] = [box for box in self.boxes if id(box) not in lost]
        grounds = _grounds_in(item)
        self.grounds |= {id(box): grounds.get(id(box), _WHITE) for box in self.boxes[before:]}
        self._file.left.update(_LEFT_OUT[kind] for kind in held if kind in _LEFT_OUT)
        return said

    def _shown_in(self, drawing: Element) -> list[tuple[bytes, int, int] | None]:
        found = [self._drawn_anew(*named) for named in shown_pictures(drawing)]
        self._file.left[LeftBehind.PICTURES] += found.count(None)
        return found

    def _drawn_anew(self, named: Element, *around: Element) -> tuple[bytes, int, int] | None:
        relation, crop = self._relations.get(relation_of(named)), _crop_of(named, *around)
        if relation is None or relation.external or crop is None:
            return None
        try:
            data = self._file.package.read(relation.target) or b""
            return self._file.drawn.draw(relation.target, data, crop)
        except (PictureUnreadable, TooMuch):
            return None


class _Reader(PrintedReader):
    """Walks a part once and knows the color of the ground that its words stand on."""

    line: _Line

    def __init__(self, file: _File, part: str) -> None:
        setting = file.setting(part)
        super().__init__(setting, Pictures(file.package))
        self._file = file
        self._room, self._widths = math.inf, dict[int, float]()
        self.line = _Line(file, setting)

    @contextmanager
    def _on(self, ground: str | None) -> Iterator[None]:
        around, self.line.ground = self.line.ground, ground
        yield
        self.line.ground = around

    def _label(self, paragraph: Paragraph, place: ListPlace | None) -> str:
        label = super()._label(paragraph, place)
        is_seen = place is None or not label or self.line.shows_label(place.kind.look)
        return label if is_seen else ""

    def blocks(self, container: Iterable[Element]) -> None:
        with self._on(self.line.grounds.get(id(container), self.line.ground)):
            super().blocks(container)

    def _table(self, table: Element) -> None:
        about = children(table.find("tblPr"))
        style = style_of_table(table, self._setting.sheet)
        if _is_off_paper(about.values(), self._file.page) or style in self._file.hiding:
            self.line.lose(True)
            return
        around, self._widths = self._widths, {}
        if about.get("tblLayout", table).get("type") == "fixed":
            grid = (_length(each, "w") for each in table.findall("tblGrid/gridCol"))
            self._widths = dict(enumerate(grid))
        with self._on(self._file.grounds.get(style, self.line.ground)):
            super()._table(table)
        self._widths = around

    def _is_gone(self, item: Element) -> bool:
        if item.tag != "tr":
            return super()._is_gone(item)
        about = children(item.find("trPr"))
        high = about.get("trHeight", Element("trHeight"))
        self._room = _length(high, "val") if high.get("hRule") == "exact" else math.inf
        is_lost = self._room < _LOW or _is_off_paper(about.values(), self._file.page)
        self.line.lose(is_lost)
        return is_lost or super()._is_gone(item)

    def _within(self, container: Element) -> tuple[PrintedBlock, ...]:
        room, self._room = self._room, math.inf
        around = self.line.page
        if container.tag == "tc":
            self.line.page = (around[0], min(around[1], room))
        found = super()._within(container)
        self._room, self.line.page = room, around
        if container.tag != "tc" or room == math.inf:
            return found
        most = max(int(room // _LINE), 1)  # lines that such a row shows at most
        fitting = sum(lines <= most for lines in accumulate(map(_lines_of, found)))
        self.line.lose(fitting < len(found))
        return found[:fitting]

    def _cell(self, item: Element, column: int, *rest: object) -> int:
        about = children(item.find("tcPr"))
        merges = (about[name] for name in ("vMerge", "hMerge") if name in about)
        wide = about.get("tcW", Element("tcW"))
        is_share = wide.get("type") == "pct"
        within = 0.0 if is_share else _length(wide, "w") or self._widths.get(column, 0.0)
        is_narrow = 0 < within < _LOW or (is_share and 0 < _length(wide, "w") < _LEAST_PART)
        is_narrow |= _is_off_paper(about.values(), self._file.page)
        self.line.lose(is_narrow)
        if is_narrow or any(value(merge) != "restart" for merge in merges):
            item, unseen = Element("tc"), item  # of which nobody sees a word
            item.extend(unseen.findall("tcPr"))
        ground = fill_of(about.get("shd"), self._file.sheet.theme) or self.line.ground
        with self._on(ground):
            return super()._cell(item, column, *rest)  # type: ignore[arg-type]


def _lines_of(block: PrintedBlock) -> int:
    """Return how many lines a block has at least."""
    if isinstance(block, PrintedTable):
        return len(block.rows)
    return 1 + block.paragraph.text.count("\n")


def _styles_of_tables(root: Element | None) -> dict[str, tuple[Element, ...]]:
    """Return the styles of tables, each with those that it builds on, the nearest first."""
    found = () if root is None else root.findall("style")
    styles = {item.get("styleId", ""): item for item in found if item.get("type") == "table"}
    chains: dict[str, tuple[Element, ...]] = {}
    for name in styles:
        style, chain = name, list[Element]()
        while style in styles and len(chain) < len(styles):
            chain.append(styles[style])
            style = value(chain[-1].find("basedOn"))
        chains[name] = tuple(chain)
    return chains


def _ground_of_table(chain: Iterable[Element], theme: Mapping[str, str]) -> str | None:
    """Return what a style of tables puts behind all cells; None where it colors only some."""
    for item in chain:
        fills = {fill_of(each, theme) for each in item.iter("shd")} - {""}
        whole = fill_of(item.find("tcPr/shd"), theme)
        if fills:
            return whole if fills == {whole} else None
    return _WHITE


def _hides_cells(chain: Sequence[Element], theme: Mapping[str, str]) -> bool:
    """Whether letters in some cells, such as those of the first row, are not seen by a style."""
    looks: dict[str, Properties] = {}
    for part in (part for item in reversed(chain) for part in item.iter("tblStylePr")):
        own = children(part.find("rPr")) | children(part.find("tcPr"))
        looks[part.get("type", "")] = looks.get(part.get("type", ""), {}) | own
    fills = (fill_of(item.find("tcPr/shd"), theme) for item in chain)
    whole = next(filter(None, fills), _WHITE)
    sheet = read_styles(None, theme)
    for look in looks.values():
        run = _run_of(item for name, item in look.items() if name != "shd")
        seen = RunLook(run, "", sheet)
        if seen.hidden or not seen.is_seen_on(fill_of(look.get("shd"), theme) or whole):
            return True
    return False


def _run_of(properties: Iterable[Element]) -> Element:
    """Return a run that has these properties, of which the last of a name counts."""
    run = Element("r")
    SubElement(run, "rPr").extend(properties)
    return run


_SIDES = ("left", "top", "right", "bottom")
_PLAIN_DATA = frozenset({"r.id", "o.title", "o.relid", "src", *(f"crop{side}" for side in _SIDES)})
_FILLED_BY = ("pic.blipFill", "a.blipFill")
_PLAIN_BLIP = frozenset({"a.extLst", "a.grayscl"})
"""What changes nothing of a picture that hides something in it."""


def _crop_of(named: Element, within: Element, *around: Element) -> Box | None:
    """Return what is cut off each side of a picture, by the element that names it.

    None for one of which only a shape is seen, or that is drawn without strength: left out.
    """
    if named.tag == "v.imagedata":
        left, top, right, bottom = (_fraction(named.get(f"crop{side}", "")) for side in _SIDES)
        is_plain = within.tag in ("v.shape", "v.rect") and _PLAIN_DATA.issuperset(named.attrib)
        return (left, top, right, bottom) if is_plain else None
    if within.tag not in _FILLED_BY:  # then nobody knows what is cut off
        return None
    cut, room = within.find("a.srcRect"), within.find("a.stretch/a.fillRect")
    shapes = next(filter(None, map(_shapes_in, around)), set())
    is_cut = (
        within.find("a.blip") is not named
        or not shapes <= {"rect"}
        or within.find("a.tile") is not None
        or (room is not None and any(map(_share, room.attrib.values())))
    )
    is_faint = any(
        each.tag not in _PLAIN_BLIP and (each.tag != "a.lum" or bool(each.attrib)) for each in named
    )
    if is_cut or is_faint:
        return None
    said = {} if cut is None else cut.attrib
    left, top, right, bottom = (max(_share(said.get(side[0], "0")), 0.0) for side in _SIDES)
    return left, top, right, bottom


def _shapes_in(item: Element) -> set[str]:
    tags = ("a.prstGeom", "a.custGeom")
    return {each.get("prst", "") for each in item.iter() if each.tag in tags}


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
_LOW, _LINE = 80.0, 200.0  # twentieths of a point
_LEAST_PART = 25.0  # fiftieths of a percent
_EMU_OF_TWIP, _EMU_OF_POINT = 635, 12_700
_ACROSS = ("left", "right", "start", "end", "firstLine", "hanging", "w", "x", "tblpX", "pos")
_DOWN = ("top", "bottom", "before", "after", "y", "tblpY", "header", "footer", "line")
_MAY_BE_WIDE, _PLACES = ("tblW", "tcW", "pgSz"), ("framePr", "col", "pgSz")


def _length(item: Element, name: str) -> float:
    return twips(item.get(name, ""))


def _page_of(main: Element) -> tuple[float, float]:
    """Return how wide and high the largest page is, in twentieths of a point."""
    sizes = list(main.iter("pgSz"))
    wide, high = (max((_length(each, side) for each in sizes), default=0) for side in ("w", "h"))
    return wide or _PAPER[0], high or _PAPER[1]


def _is_off_paper(looks: Iterable[Element], page: tuple[float, float]) -> bool:
    """Whether what has these properties stands beside the page, or its lines are too low to read.

    Of styles that are said over, each counts: nobody needs a length that leads off the page.
    """
    for item in (each for look in looks for each in look.iter()):
        for side, names in enumerate(() if item.tag in _MAY_BE_WIDE else (_ACROSS, _DOWN)):
            if not all(-page[side] / 2 < _length(item, name) < page[side] for name in names):
                return True
        low = [_length(item, side) for side in ("w", "h")] if item.tag in _PLACES else []
        if item.tag == "spacing" and item.get("lineRule") != "atLeast":
            low.append(_length(item, "line"))
        if any(0 < length < _LOW for length in low):
            return True
    return False


def _is_out_of_sight(drawing: Element, page: tuple[float, float]) -> bool:
    """Whether a drawing is too small to be seen, or beside the page."""
    extent = next(drawing.iter("wp.extent"), None)
    if extent is None:
        return _is_vml_out_of_sight(drawing, page)
    size = [_length(extent, side) / _EMU_OF_TWIP for side in ("cx", "cy")]
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
    said = vml_style(drawing)
    places = [said.get(f"margin-{side}", "") for side in ("left", "top")]
    starts = [(points(each) or points(f"{each}px") or 0.0) * 20 for each in places]
    sizes = [(points(said[side]) or 0.0) * 20 for side in ("width", "height") if side in said]
    is_beside = any(
        not -limit / 2 < start < limit for start, limit in zip(starts, page, strict=True)
    )
    return is_beside or any(size < _LOW for size in sizes)


_LEAST_OF_GROUP, _FAR_FROM_GROUP = 0.002, 4.0  # of its sides
_FARTHEST_IN = 914_400  # EMU between a side of a shape and its words
_FLAT = (
    *("xfrm", "prstGeom", "custGeom", "noFill", "solidFill", "gradFill", "pattFill", "blipFill"),
    *("grpFill", "ln", "effectLst", "extLst"),
)
"""What a shape may say whose words are seen: no space that it is turned in."""
_HEX = re.compile("#?([0-9A-Fa-f]{6})(?: .*)?")


def _lost_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the words of shapes that nobody sees: white by their style, without room in a group."""
    for shape in drawing.iter():
        about = _about(shape)
        pen = next((each for each in shape.findall("*/a.fontRef/*")), None)
        is_clear = about is not None and about.find("a.noFill") is not None
        is_white = is_clear and pen is not None and pen.get("val") in ("lt1", "bg1", _WHITE)
        is_turned = about is not None and any(local(each.tag) not in _FLAT for each in about)
        group = None if about is None else about.find("a.xfrm/a.chExt/..")
        lost = [shape] if is_white or is_turned or _is_pushed_out(shape) else []
        lost += [each for each in shape if group is not None and _is_out_of_group(each, group)]
        yield from (box for each in lost for box in each.iter("txbxContent"))


def _about(shape: Element) -> Element | None:
    return next((each for each in shape if local(each.tag) in ("spPr", "grpSpPr")), None)


def _is_pushed_out(shape: Element) -> bool:
    """Whether the words of a shape begin far from its sides."""
    old = (points(each) or 0.0 for each in shape.get("inset", "").split(","))
    said = (
        item.get(f"{side}Ins", "")
        for item in shape
        if local(item.tag) == "bodyPr"
        for side in "ltrb"
    )
    new = (float(each) for each in said if each.lstrip("-").isdigit())
    return max((*(each * _EMU_OF_POINT for each in old), *new), default=0) > _FARTHEST_IN


def _is_out_of_group(shape: Element, group: Element) -> bool:
    around = [_room_of(group, name) for name in ("a.chOff", "a.chExt")]
    for room in shape.findall("*/a.xfrm"):
        own = [_room_of(room, name) for name in ("a.off", "a.ext")]
        for first, whole, start, size in zip(*around, *own, strict=True):
            far, part = ((each / (whole or 1.0)) for each in (start - first, size))
            if part < _LEAST_OF_GROUP or not -_FAR_FROM_GROUP < far < 1 + _FAR_FROM_GROUP:
                return True
    return False


def _room_of(item: Element, name: str) -> list[float]:
    """Return two lengths that an element says: a place, or a size."""
    found = item.find(name)
    said = {} if found is None else found.attrib
    return [
        float(said.get(each, 0)) for each in (("x", "y") if name.endswith("ff") else ("cx", "cy"))
    ]


def _grounds_in(drawing: Element) -> dict[int, str | None]:
    """Return the color behind each box of words, by its `id`; None where nobody knows it."""
    return {
        id(box): _ground_of(shape)
        for shape in drawing.iter()
        if _about(shape) is not None or "fillcolor" in shape.attrib
        for box in shape.iter("txbxContent")
    }


def _ground_of(shape: Element) -> str | None:
    about = _about(shape)
    if about is None:
        old = _HEX.fullmatch(shape.get("fillcolor", ""))
        return None if old is None else old[1]
    plain = about.find("a.solidFill/a.srgbClr")
    if plain is not None and not len(plain):
        return plain.get("val", "")
    has_fill = any(each.tag in _FILLS for each in about)
    return None if has_fill or next(shape.iter("a.fillRef"), None) is not None else _WHITE
