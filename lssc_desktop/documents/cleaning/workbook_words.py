"""What the sheets of a workbook of Excel show: the text of each cell in sight, and no more.

Not what hidden sheets, rows and columns hold, filtered rows, closed groups, cells under a merged
one, formats that show nothing, letters in the color of their ground, formulas and names.
"""

import math
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.clean_copy import MOST_CELLS, MOST_ROWS, LeftBehind
from lssc_desktop.core.text.number_format import (
    BUILT_IN,
    GENERAL,
    formatted,
    general,
    shows_moment,
)
from lssc_desktop.documents.cleaning.pixels import Steps
from lssc_desktop.documents.office_xml.colors import Palette, are_alike
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.office_xml.office_file import OfficeFile
from lssc_desktop.documents.office_xml.ranges import events
from lssc_desktop.documents.previews.cell_formats import column_of
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable
from lssc_desktop.values import dataclass

ROWS_OF_PAGE = 50
_LARGEST_PART = 256 << 20
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_NARROW, _SMALL = 0.5, 4.0  # characters, points
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_EMU_OF_WIDTH, _EMU_OF_POINT = 7 * 9_525, 12_700
_BLACK, _WHITE = "000000", "FFFFFF"
_CODE_COLOR = re.compile(r"\[\s*(?:color\s*)?([a-z]+|\d{1,2})\s*\]", re.IGNORECASE)
_COLOR_NAMES = ("black", "white", "red", "green", "blue", "yellow", "magenta", "cyan")
_BEFORE_COLORS = 7  # numbers of colors before the first that a format can name
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAYS_TO_1904 = 1_462
_MOST_MERGED = 100  # columns whose widths are added up
_KNOWN = (
    *("{http://schemas.openxmlformats.org/spreadsheetml/", "{http://purl.oclc.org/ooxml/spreads"),
    *("{urn:oasis:names:tc:opendocument:", "{http://www.w3.org/", "{http://purl.org/dc/elements/"),
)
_NEWER = (
    "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}",
    "{http://schemas.microsoft.com/office/excel/2006/main}",
)
"""Where rules that color cells stand too: their elements are named `x14.`..."""


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet in sight: its name, and what is shown in its rows."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """How cells are shown: of the grounds behind them each may be seen."""

    code: str = GENERAL
    color: str = _BLACK
    grounds: tuple[str, ...] = (_WHITE,)
    high: float = 11.0
    fits: bool = False
    """Whether a number that is too wide is made small."""
    code_colors: tuple[str, ...] = ()

    @property
    def seen(self) -> bool:
        """Whether letters are large enough and stand out from what is behind them."""
        colors = (self.color, *self.code_colors)
        return self.high >= _SMALL and not any(map(self._is_lost, colors))

    def _is_lost(self, color: str) -> bool:
        return all(are_alike(color, ground) for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a rule makes of the look of cells; one that `hides` shows nothing of them."""

    hides: bool = False
    color: str = ""
    grounds: tuple[str, ...] = ()

    def may_hide(self, look: _Look) -> bool:
        """Whether a cell of a look is not seen where the rule applies."""
        color, grounds = self.color or look.color, self.grounds or look.grounds
        return self.hides or not replace(look, color=color, grounds=grounds).seen


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell shows, and how; of a number how many digits need room."""

    said: str
    look: _Look
    digits: int = 0


type _Run = tuple[str, str, float]
"""Letters with their own color and size, "" and 0 for those of their cell."""


@dataclass(slots=True)
class Room:
    """What a copy may still have; `steps` is told how many pages of rows are taken."""

    steps: Steps
    rows: int = MOST_ROWS
    cells: int = MOST_CELLS

    @property
    def pages(self) -> int:
        """How many pages of rows are taken."""
        return (MOST_ROWS - self.rows) // ROWS_OF_PAGE

    def take(self, rows: int, cells: int) -> None:
        """Take room for rows and cells. Raises `Unviewable` where there is none."""
        self.rows -= rows
        self.cells -= cells
        if min(self.rows, self.cells) < 0:
            raise Unviewable(PreviewFault.TOO_MANY_ROWS)
        if rows and self.rows % ROWS_OF_PAGE == 0:
            self.steps(self.pages, 0)


def name_of(element: Element) -> str:
    """Return the name of an element, "" for one that Excel and LibreOffice don't read."""
    space, brace, name = str(element.tag).rpartition("}")
    if space.startswith(_KNOWN):
        return name
    return f"x14.{name}" if f"{space}{brace}" in _NEWER else ""


def shown_sheets(
    archive: zipfile.ZipFile, left: Counter[LeftBehind], room: Room
) -> Iterator[ShownSheet]:
    """Yield the sheets that are shown, and count what the workbook has besides.

    Raises `Unviewable` for more than a copy may have, and what odd files make libraries do.
    """
    book = _Book(archive, left)
    for name, part in book.visible():
        sheet = _Sheet(book, part)
        rows = sheet.read(room)
        yield ShownSheet(name, trimmed(rows))


def trimmed(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows without what is empty at the end and on the right."""
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(
        tuple(row[: max((place + 1 for place, cell in enumerate(row) if cell), default=0)])
        for row in rows
    )


class _Book:
    """A workbook: where its sheets lie, how cells look, and the texts that cells share."""

    def __init__(self, archive: zipfile.ZipFile, left: Counter[LeftBehind]) -> None:
        self.file, self.left = OfficeFile(archive, _LARGEST_PART), left
        self._archive = archive
        own = (item for event, item in self.elements(self.file.target("styles")) if event == "end")
        colors = [item.get("rgb", "")[-6:].upper() for item in own if name_of(item) == "rgbColor"]
        theme = self.file.target("theme")
        self.palette = Palette.of(self.file.part(theme) if theme else None, colors)
        self.rules: list[_Rule] = []
        """What rules make of cells, by their number."""
        self.looks = list(_looks(self))
        self.texts = list(_texts(self))
        book = (item for _event, item in self.elements(self.file.main))
        self.days = _DAYS_TO_1904 if any(_is_on(each.get("date1904")) for each in book) else 0
        """How many days are added to its dates."""

    def elements(self, part: str) -> Iterator[tuple[str, Element]]:
        """Yield the elements of a part as they begin and end, but not what lies in unknown ones."""
        stored = self.file.stored_name(part)
        if stored is None:
            return
        outside = 0
        with self._archive.open(stored) as file:
            for event, item in events(file, _LARGEST_PART):
                is_known = name_of(item) not in ("", "extLst")
                outside += 0 if is_known else 1 if event == "start" else -1
                if is_known and (not outside or name_of(item).startswith("x14.")):
                    yield event, item

    def visible(self) -> Iterator[tuple[str, str]]:
        """Yield the name and part of each sheet that is shown."""
        related = self.file.relations(self.file.main)
        for event, item in list(self.elements(self.file.main)):
            if event == "end" or name_of(item) != "sheet":
                continue
            ids = (said for key, said in item.attrib.items() if key.endswith("}id"))
            relation = related.get(next(ids, ""))
            if item.get("state", "visible") != "visible":
                self.left[LeftBehind.HIDDEN] += 1
            elif relation is None or relation.external:
                continue
            elif relation.kind == "worksheet":
                yield item.get("name", ""), relation.target
            elif relation.kind == "chartsheet":
                self.left[LeftBehind.CHARTS] += 1


_BESIDE = {
    **dict.fromkeys(("comments", "threadedComment"), LeftBehind.COMMENTS),
    "oleObject": LeftBehind.EMBEDDED,
    "ctrlProp": LeftBehind.DRAWINGS,
}
_DRAWN = {"chart": LeftBehind.CHARTS, "chartEx": LeftBehind.CHARTS, "image": LeftBehind.PICTURES}


@dataclass(slots=True)
class _Sheet:
    """A sheet that is being read."""

    book: _Book
    part: str
    cells: dict[int, dict[int, _Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rules: list[tuple[tuple[int, int, int, int], _Rule]] = field(default_factory=list)
    widths: dict[tuple[int, int], float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    usual: float = _USUAL_WIDTH
    all_rows_hidden: bool = False

    def read(self, room: Room) -> list[list[str]]:
        """Return what is shown; what is hidden leaves no gap."""
        self._count_beside()
        row, column = 0, -1
        row_hidden = False
        for event, item in self.book.elements(self.part):
            match name_of(item), event:
                case "sheetFormatPr", "start":
                    self.all_rows_hidden = _is_on(item.get("zeroHeight"))
                    self.usual = float(item.get("defaultColWidth") or _USUAL_WIDTH)
                case "col", "start":
                    self._column(item)
                case "row", "start":
                    row, column = int(item.get("r", row + 1)), -1
                    row_hidden = self._is_hidden_row(item)
                case "c", "end":
                    column = column_of(item.get("r", ""), column + 1)
                    self._cell(item, row, column, hidden=row_hidden)
                case "row", "end":
                    if row in self.cells:
                        room.take(1, len(self.cells[row]))
                    item.clear()
                case "mergeCell", "start":
                    self.merged.append(_range_of(item.get("ref", "")))
                case "conditionalFormatting" | "x14.conditionalFormatting", "end":
                    self._rules(item)
        return self._rows(room)

    def _count_beside(self) -> None:
        for beside in self.book.file.relations(self.part).values():
            if beside.kind in _BESIDE:
                self.book.left[_BESIDE[beside.kind]] += 1
        for part, drawn in self._drawings():
            related = self.book.file.relations(part).values()
            self.book.left.update(_DRAWN[each.kind] for each in related if each.kind in _DRAWN)
            for item in drawn.iter():
                if local(item.tag) == "sp":
                    said = (each.text or "" for each in item.iter() if local(each.tag) == "t")
                    self.book.left[LeftBehind.DRAWINGS] += any(map(str.strip, said))

    def _drawings(self) -> Iterator[tuple[str, Element]]:
        for beside in self.book.file.relations(self.part).values():
            if beside.kind == "drawing" and not beside.external:
                root = self.book.file.part(beside.target)
                yield beside.target, Element("wsDr") if root is None else root

    def _column(self, item: Element) -> None:
        width = 0.0 if _is_on(item.get("hidden")) else float(item.get("width") or self.usual)
        place = int(item.get("min", 0)) - 1, int(item.get("max", 0)) - 1
        self.widths[place] = min(width, self.widths.get(place, width))

    def _is_hidden_row(self, item: Element) -> bool:
        height = item.get("ht")
        self.heights[int(item.get("r", 0))] = high = float(height or _USUAL_HEIGHT)
        if _is_on(item.get("hidden")) or high < _SMALL:
            return True
        return self.all_rows_hidden and height is None and item.get("hidden") is None

    def _cell(self, item: Element, row: int, column: int, *, hidden: bool) -> None:
        named = item.get("r", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        is_here = not named or named == str(row)
        if not (is_here and 0 <= column < _LAST_COLUMN and 0 < row <= _LAST_ROW):
            return
        parts = {name_of(part): part for part in item}
        self.book.left[LeftBehind.FORMULAS] += "f" in parts
        place = int(item.get("s", 0))
        look = self.book.looks[place] if place < len(self.book.looks) else _Look()
        said, digits = self._said(item, parts, look)
        if hidden or self._width(column) < _NARROW:
            self.book.left[LeftBehind.HIDDEN] += bool(said)
        elif said:
            self.cells.setdefault(row, {})[column] = _Cell(said, look, digits)

    def _said(self, item: Element, parts: Mapping[str, Element], look: _Look) -> tuple[str, int]:
        """Return what a cell shows, and of a number how many digits have to fit in its column."""
        value = parts["v"].text or "" if "v" in parts else ""
        kind = item.get("t", "n")
        runs: list[_Run] = []
        match kind:
            case "n" | "d":
                said, digits = self._number(value, look) if value else ("", 0)
                self.book.left[LeftBehind.HIDDEN] += bool(said) and not look.seen
                return (said, digits) if look.seen else ("", 0)
            case "s":
                place = int(value or -1)
                runs = self.book.texts[place] if 0 <= place < len(self.book.texts) else []
            case "inlineStr":
                runs = _runs(parts.get("is"), self.book.palette)
            case "str":
                runs = [(unescaped(value), "", 0.0)]
            case "b":
                runs = [({"1": "TRUE", "0": "FALSE"}.get(value, ""), "", 0.0)]
            case "e" if _ERROR.fullmatch(value):
                runs = [(value, "", 0.0)]
        seen = "".join(run[0] for run in runs if _of_run(look, run).seen)
        self.book.left[LeftBehind.HIDDEN] += len(seen) < sum(len(run[0]) for run in runs)
        return formatted(seen, look.code) if seen else "", 0

    def _number(self, value: str, look: _Look) -> tuple[str, int]:
        is_moment = shows_moment(look.code)
        try:
            number = float(value)
        except ValueError:
            try:
                return formatted(datetime.fromisoformat(value), look.code), 0
            except ValueError:
                return "", 0
        number += self.book.days if is_moment else 0
        if is_moment and number < 0:  # which Excel shows as ####
            return "", 0
        is_plain = look.code == GENERAL
        whole = int(number) if number.is_integer() else number
        said = general(number) if is_plain else formatted(whole, look.code)
        needed = said.partition(".")[0] if is_plain else said
        return said, 0 if look.fits else sum(map(str.isdigit, needed))

    def _width(self, column: int, usual: float | None = None) -> float:
        said = (width for (first, last), width in self.widths.items() if first <= column <= last)
        return min(said, default=self.usual if usual is None else usual)

    def _covered(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield the cells that pictures, charts and filled shapes are drawn over."""
        for drawn in (each for _part, root in self._drawings() for each in root):
            parts = {local(each.tag): each for each in drawn}
            about = next((each for each in drawn.iter() if local(each.tag) == "spPr"), None)
            is_clear = about is not None and about.find("a.noFill") is not None
            is_line = "cxnSp" in parts or (is_clear and "sp" in parts)
            if "from" in parts and "to" in parts and not is_line:
                yield self._between(parts["from"], parts["to"])

    def _between(self, start: Element, end: Element) -> tuple[int, int, int, int]:
        """Return the cells of which more than half is between two corners of a drawing."""
        top, bottom, left, right = (
            self._corner(corner, *names)
            for names in (("row", self._high), ("col", self._wide))
            for corner in (start, end)
        )
        return round(top) + 1, round(bottom), round(left), round(right) - 1

    def _corner(self, item: Element, name: str, size: Callable[[int], float]) -> float:
        """Return in which row or column (from 0) a corner is, with the part of it before."""
        said = {local(each.tag): int(each.text or 0) for each in item}
        place = said.get(name, 0)
        return place + min(said.get(f"{name}Off", 0) / max(size(place), 1.0), 1.0)

    def _high(self, row: int) -> float:
        return self.heights.get(row + 1, _USUAL_HEIGHT) * _EMU_OF_POINT

    def _wide(self, column: int) -> float:
        return self._width(column) * _EMU_OF_WIDTH

    def _rules(self, item: Element) -> None:
        """Keep what rules may make of cells; whether they apply, only Excel knows."""
        within = next((each.text or "" for each in item if name_of(each) == "x14.sqref"), "")
        for rule in item:
            if name_of(rule) in ("cfRule", "x14.cfRule"):
                places = item.get("sqref") or within
                within_rule = [each.text or "" for each in rule if name_of(each) == "x14.sqref"]
                made = list(_rules_of(rule, self.book))
                for place in (places or "".join(within_rule)).split():
                    self.rules += [(_range_of(place), one) for one in made]

    def _drop(
        self, place: tuple[int, int, int, int], rule: _Rule, kept: tuple[int, int] | None = None
    ) -> None:
        """Drop the cells in a place that a rule may hide."""
        top, bottom, left, right = place
        for row in [each for each in self.cells if top <= each <= bottom]:
            for column in [each for each in self.cells[row] if left <= each <= right]:
                if (row, column) != kept and rule.may_hide(self.cells[row][column].look):
                    self.book.left[LeftBehind.HIDDEN] += 1
                    del self.cells[row][column]

    def _drop_wide(self) -> None:
        """Drop the numbers that show as ####, as they do not fit in their column."""
        merged = {(top, left): (left, right) for top, _bottom, left, right in self.merged}
        for row, cells in self.cells.items():
            for column in [each for each, cell in cells.items() if cell.digits > 1]:
                left, right = merged.get((row, column), (column, column))
                under = range(left, min(right, left + _MOST_MERGED) + 1)
                # Where no width is said, programs make columns as wide as what is in them.
                wide = sum(self._width(each, math.inf) for each in under)
                if cells[column].digits > wide:
                    self.book.left[LeftBehind.HIDDEN] += 1
                    del cells[column]

    def _rows(self, room: Room) -> list[list[str]]:
        for place, rule in self.rules:
            self._drop(place, rule)
        for place in self._covered():
            self._drop(place, _Rule(hides=True))
        self._drop_wide()
        for place in self.merged:
            self._drop(place, _Rule(hides=True), (place[0], place[2]))
        columns = sorted({column for row in self.cells.values() for column in row})
        room.take(0, len(columns) * len(self.cells))
        return [
            [cells[column].said if column in cells else "" for column in columns]
            for _row, cells in sorted(self.cells.items())
            if cells
        ]


def _is_on(said: str | None) -> bool:
    return said in ("1", "true", "on")


def _range_of(said: str) -> tuple[int, int, int, int]:
    """Return the rows, and the columns from 0, from the first to the last of a range."""
    first, _, last = said.replace("$", "").partition(":")
    last = last or first
    rows = [int(re.sub(r"\D", "", each) or 0) for each in (first, last)]
    left, right = column_of(first, 0), column_of(last, 0)
    if not any(rows):  # of whole columns
        rows = [1, _LAST_ROW]
    return (rows[0], rows[1], left, _LAST_COLUMN if last.isdigit() else right)


# Looks and texts --------------------------------------------------------------------------------


def _looks(book: _Book) -> Iterator[_Look]:
    """Yield how the cells of each style are shown, and gather what rules make of cells."""
    codes, palette = dict(BUILT_IN), book.palette
    fonts: list[tuple[str, float]] = []
    fills: list[tuple[str, ...]] = []
    inside = ""
    for event, item in book.elements(book.file.target("styles")):
        match name_of(item), event:
            case ("fonts" | "fills" | "cellXfs") as name, _:
                inside = name if event == "start" else ""
            case "dxf", "end":
                book.rules.append(_rule_of(item, palette))
            case "numFmt", "start" if not inside:
                codes.setdefault(int(item.get("numFmtId", 0)), item.get("formatCode", GENERAL))
            case "font", "end" if inside == "fonts":
                fonts.append(_font_of(item, palette))
            case "fill", "end" if inside == "fills":
                fills.append(_grounds_of(item, palette))
            case "xf", "end" if inside == "cellXfs":
                font, fill = int(item.get("fontId", 0)), int(item.get("fillId", 0))
                code = codes.get(int(item.get("numFmtId", 0)), GENERAL)
                grounds = fills[fill] if fill < len(fills) else (_WHITE,)
                color, high = fonts[font] if font < len(fonts) else (_BLACK, 11.0)
                about = _part(item, "alignment")
                said = {} if about is None else about.attrib
                fits = _is_on(said.get("shrinkToFit")) or said.get("textRotation", "0") != "0"
                yield _Look(code, color, grounds, high, fits, tuple(_code_colors(code, palette)))


def _code_colors(code: str, palette: Palette) -> Iterator[str]:
    """Yield the colors that a format gives to what it shows."""
    for said in _CODE_COLOR.findall(code):
        name = said.lower()
        number = int(said) if said.isdigit() else ([*_COLOR_NAMES, name].index(name) + 1) % 9
        if number:
            yield palette.indexed[(number + _BEFORE_COLORS) % len(palette.indexed)]


def _part(item: Element, name: str) -> Element | None:
    return next((each for each in item if name_of(each) == name), None)


def _font_of(item: Element, palette: Palette) -> tuple[str, float]:
    """Return the color and size of a font; letters without a color are black."""
    size = _part(item, "sz")
    high = float("11" if size is None else size.get("val", 11))
    return palette.color(_part(item, "color"), _BLACK), high


def _grounds_of(fill: Element, palette: Palette) -> tuple[str, ...]:
    """Return the colors of a fill, of which any may be behind a letter."""
    pattern, gradient = _part(fill, "patternFill"), _part(fill, "gradientFill")
    if gradient is not None:
        stops = (_part(stop, "color") for stop in gradient)
        return tuple(palette.color(each, _WHITE) for each in stops) or (_WHITE,)
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    if pattern is None or kind == "none":
        return (_WHITE,)
    front = palette.color(_part(pattern, "fgColor"), _BLACK)
    return (front, palette.color(_part(pattern, "bgColor"), _WHITE))[: 1 if kind == "solid" else 2]


def _rule_of(look: Element, palette: Palette) -> _Rule:
    """Return what the look of a rule makes of cells."""
    font, fill, number = (_part(look, name) for name in ("font", "fill", "numFmt"))
    color = "" if font is None else palette.color(_part(font, "color"), "")
    pattern = None if fill is None else _part(fill, "patternFill")
    grounds: tuple[str, ...] = ()
    if fill is not None and pattern is None:
        grounds = _grounds_of(fill, palette)
    elif pattern is not None:  # whose ground stands where others have their second color
        ground = _part(pattern, "bgColor")
        ground = _part(pattern, "fgColor") if ground is None else ground
        grounds = () if ground is None else (palette.color(ground, _BLACK),)
    code = GENERAL if number is None else number.get("formatCode", GENERAL)
    samples = [formatted(each, code) for each in (1, -1, 0, "x")] if code != GENERAL else ["x"]
    is_white = any(are_alike(each, _WHITE) for each in _code_colors(code, palette))
    return _Rule(is_white or not all(samples), color, grounds)


def _rules_of(rule: Element, book: _Book) -> Iterator[_Rule]:
    """Yield what a rule may make of cells: by its look, its colors, or marks instead of values."""
    number = rule.get("dxfId", "")
    if number.isdigit() and int(number) < len(book.rules):
        yield book.rules[int(number)]
    for part in rule:
        match name_of(part).removeprefix("x14."):
            case "dxf":
                yield _rule_of(part, book.palette)
            case "dataBar" | "iconSet" if part.get("showValue", "1") in ("0", "false"):
                yield _Rule(hides=True)
            case "colorScale":
                colors = (each for each in part if name_of(each).endswith("color"))
                yield from (_Rule(grounds=(book.palette.color(each, _WHITE),)) for each in colors)


def _texts(book: _Book) -> Iterator[list[_Run]]:
    for event, item in book.elements(book.file.target("sharedStrings")):
        if event == "end" and name_of(item) == "si":
            yield _runs(item, book.palette)
            item.clear()


def _runs(item: Element | None, palette: Palette) -> list[_Run]:
    """Return the letters of a text with their own looks, without how they are read."""
    found: list[_Run] = []
    for part in () if item is None else item:
        if name_of(part) == "t":
            found.append((unescaped(part.text or ""), "", 0.0))
        elif name_of(part) == "r":
            look = _part(part, "rPr")
            own = ("", 0.0) if look is None else _font_of(look, palette)
            said = "".join(each.text or "" for each in part if name_of(each) == "t")
            found.append((unescaped(said), *own))
    return found


def _of_run(look: _Look, run: _Run) -> _Look:
    _letters, color, high = run
    return replace(look, color=color or look.color, high=high or look.high)


def unescaped(text: str) -> str:
    """Return a text of Excel's with the characters that stand in it as _x0041_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
