"""What the sheets of a workbook of Excel show: the text of each cell in sight, and no more.

Not what hidden sheets, rows and columns hold, filtered rows, closed groups, cells under a merged
one, formats that show nothing, letters in the color of their ground, formulas and names.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.clean_copy import MOST_CELLS, MOST_ROWS, LeftBehind
from lssc_desktop.core.text.number_format import BUILT_IN, GENERAL, formatted, general
from lssc_desktop.documents.cleaning.pixels import Steps
from lssc_desktop.documents.office_xml.office_file import OfficeFile
from lssc_desktop.documents.office_xml.ranges import events
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

ROWS_OF_PAGE = 50
_LARGEST_PART = 256 << 20
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_NARROW, _LOW, _SMALL = 0.5, 1.5, 4.0  # characters, points, points
_LETTERS = 26
_WHITE_INDEXES = ("1", "9", "65")
_WHITE_CODE = re.compile(r"\[\s*(?:white|color\s*2)\s*\]", re.IGNORECASE)
_LEAST_APART = 24  # of 255


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet in sight: its name, and what is shown in its rows."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """How the cells of a style are shown."""

    code: str = GENERAL
    seen: bool = True


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
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


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
        self.hiding: set[int] = set()
        """The looks of rules that show nothing, by their number."""
        self.looks = list(_looks(self))
        self.texts = list(_texts(self))

    def elements(self, part: str) -> Iterator[tuple[str, Element]]:
        """Yield the elements of a part as they begin and end."""
        stored = self.file.stored_name(part)
        if stored is not None:
            with self._archive.open(stored) as file:
                yield from events(file, _LARGEST_PART)

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
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    may_hide: list[tuple[int, int, int, int]] = field(default_factory=list)
    all_rows_hidden: bool = False
    all_columns_hidden: bool = False
    shown_columns: list[tuple[int, int]] = field(default_factory=list)

    def read(self, room: Room) -> list[list[str]]:
        """Return what is shown; what is hidden leaves no gap."""
        self._count_beside()
        row, column = 0, -1
        row_hidden = False
        for event, item in self.book.elements(self.part):
            match name_of(item), event:
                case "sheetFormatPr", "start":
                    self.all_rows_hidden = _is_on(item.get("zeroHeight"))
                    width = item.get("defaultColWidth")
                    self.all_columns_hidden = width is not None and float(width) < _NARROW
                case "col", "start":
                    self._column(item)
                case "row", "start":
                    row, column = int(item.get("r", row + 1)), -1
                    row_hidden = self._is_hidden_row(item)
                case "c", "end":
                    column = _column_of(item.get("r", ""), column + 1)
                    self._cell(item, row, column, hidden=row_hidden)
                case "row", "end":
                    if row in self.cells:
                        room.take(1, len(self.cells[row]))
                    item.clear()
                case "mergeCell", "start":
                    self.merged.append(_range_of(item.get("ref", "")))
                case "conditionalFormatting", "end":
                    self._rules(item)
        return self._rows(room)

    def _count_beside(self) -> None:
        for beside in self.book.file.relations(self.part).values():
            if beside.kind in _BESIDE:
                self.book.left[_BESIDE[beside.kind]] += 1
            elif beside.kind == "drawing" and not beside.external:
                for drawn in self.book.file.relations(beside.target).values():
                    if drawn.kind in _DRAWN:
                        self.book.left[_DRAWN[drawn.kind]] += 1
                for event, item in self.book.elements(beside.target):
                    if event == "end" and name_of(item) == "sp":
                        said = (each.text or "" for each in item.iter() if name_of(each) == "t")
                        self.book.left[LeftBehind.DRAWINGS] += any(map(str.strip, said))

    def _column(self, item: Element) -> None:
        first, last = int(item.get("min", 0)) - 1, int(item.get("max", 0)) - 1
        if _is_on(item.get("hidden")) or float(item.get("width", 9)) < _NARROW:
            self.hidden.append((first, last))
        elif item.get("width") is not None:
            self.shown_columns.append((first, last))

    def _is_hidden_row(self, item: Element) -> bool:
        height = item.get("ht")
        if _is_on(item.get("hidden")) or (height is not None and float(height) < _LOW):
            return True
        return self.all_rows_hidden and height is None and item.get("hidden") is None

    def _cell(self, item: Element, row: int, column: int, *, hidden: bool) -> None:
        if not (0 <= column < _LAST_COLUMN and 0 < row <= _LAST_ROW):
            return
        parts = {name_of(part): part for part in item}
        self.book.left[LeftBehind.FORMULAS] += "f" in parts
        place = int(item.get("s", 0))
        look = self.book.looks[place] if place < len(self.book.looks) else _Look()
        said = self._said(item, parts, look)
        if not said:
            return
        if hidden or not look.seen or self._is_hidden_column(column):
            self.book.left[LeftBehind.HIDDEN] += 1
            return
        self.cells.setdefault(row, {})[column] = said

    def _said(self, item: Element, parts: Mapping[str, Element], look: _Look) -> str:
        """Return what a cell shows."""
        value = parts["v"].text or "" if "v" in parts else ""
        said = ""
        match item.get("t", "n"):
            case "s":
                place = int(value or -1)
                known = 0 <= place < len(self.book.texts)
                said = formatted(self.book.texts[place], look.code) if known else ""
            case "inlineStr":
                said = formatted(_text_of(parts.get("is")), look.code)
            case "str":
                said = formatted(value, look.code)
            case "b":
                said = {"1": "TRUE", "0": "FALSE"}.get(value, "")
            case "e" | "d":
                said = value
            case _ if value:
                number = float(value)
                whole = int(number) if number.is_integer() else number
                is_plain = look.code == GENERAL
                said = general(number) if is_plain else formatted(whole, look.code)
        return said

    def _is_hidden_column(self, column: int) -> bool:
        if any(first <= column <= last for first, last in self.hidden):
            return True
        shown = any(first <= column <= last for first, last in self.shown_columns)
        return self.all_columns_hidden and not shown

    def _rules(self, item: Element) -> None:
        """Keep where a rule may hide what is in a cell; whether it does, only Excel knows."""
        looks = (rule.get("dxfId", "") for rule in item if name_of(rule) == "cfRule")
        if any(each.isdigit() and int(each) in self.book.hiding for each in looks):
            self.may_hide += map(_range_of, item.get("sqref", "").split())

    def _drop_hidden(self) -> None:
        for top, bottom, left, right in self.may_hide:
            for row in [each for each in self.cells if top <= each <= bottom]:
                for column in [each for each in self.cells[row] if left <= each <= right]:
                    self.book.left[LeftBehind.HIDDEN] += 1
                    del self.cells[row][column]

    def _rows(self, room: Room) -> list[list[str]]:
        self._drop_hidden()
        for top, bottom, left, right in self.merged:
            for row in [each for each in self.cells if top <= each <= bottom]:
                under = [each for each in self.cells[row] if left <= each <= right]
                for column in under:
                    if (row, column) != (top, left):
                        self.book.left[LeftBehind.HIDDEN] += 1
                        del self.cells[row][column]
        columns = sorted({column for row in self.cells.values() for column in row})
        room.take(0, len(columns) * len(self.cells))
        return [
            [self.cells[row].get(column, "") for column in columns]
            for row in sorted(self.cells)
            if self.cells[row]
        ]


def _is_on(said: str | None) -> bool:
    return said in ("1", "true", "on")


def _range_of(said: str) -> tuple[int, int, int, int]:
    """Return the rows, and the columns from 0, from the first to the last of a range."""
    first, _, last = said.replace("$", "").partition(":")
    last = last or first
    rows = [int(re.sub(r"\D", "", each) or 0) for each in (first, last)]
    left, right = _column_of(first, 0), _column_of(last, 0)
    if not any(rows):  # of whole columns
        rows = [1, _LAST_ROW]
    return (rows[0], rows[1], left, _LAST_COLUMN if last.isdigit() else right)


def _column_of(place: str, otherwise: int) -> int:
    """Return the column (from 0) of a place such as AB12."""
    letters = place.rstrip("0123456789").upper()
    if not letters or not letters.isalpha() or not letters.isascii():
        return otherwise
    column = 0
    for letter in letters[:4]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1


# Looks and texts --------------------------------------------------------------------------------


def _looks(book: _Book) -> Iterator[_Look]:
    """Yield how the cells of each style are shown."""
    codes = dict(BUILT_IN)
    fonts: list[tuple[str, float]] = []
    fills: list[str | None] = []
    inside, rules = "", 0
    for event, item in book.elements(book.file.target("styles")):
        match name_of(item), event:
            case ("fonts" | "fills" | "cellXfs") as name, _:
                inside = name if event == "start" else ""
            case "dxf", "end":
                if _shows_nothing(item):
                    book.hiding.add(rules)
                rules += 1
            case "numFmt", "start":
                codes[int(item.get("numFmtId", 0))] = item.get("formatCode", GENERAL)
            case "font", "end" if inside == "fonts":
                size = next((part for part in item if name_of(part) == "sz"), None)
                fonts.append(
                    (_color_in(item, "color"), float("11" if size is None else size.get("val", 11)))
                )
            case "fill", "end" if inside == "fills":
                fills.append(_ground_of(item))
            case "xf", "start" if inside == "cellXfs":
                font, fill = int(item.get("fontId", 0)), int(item.get("fillId", 0))
                code = codes.get(int(item.get("numFmtId", 0)), GENERAL)
                ground = fills[fill] if fill < len(fills) else "FFFFFF"
                color, high = fonts[font] if font < len(fonts) else ("", 11.0)
                seen = high >= _SMALL and not are_alike(color, ground)
                yield _Look(code, seen and _WHITE_CODE.search(code) is None)


def _shows_nothing(rule: Element) -> bool:
    """Whether the look that a rule gives to cells shows nothing of some of them."""
    parts = {name_of(part): part for part in rule}
    font, fill, number = (parts.get(name) for name in ("font", "fill", "numFmt"))
    color = "" if font is None else _color_in(font, "color")
    ground = "FFFFFF" if fill is None else _fill_of_rule(fill)
    code = GENERAL if number is None else number.get("formatCode", GENERAL)
    samples = [formatted(each, code) for each in (1, -1, 0, "x")] if code != GENERAL else ["x"]
    return are_alike(color, ground) or not all(samples) or bool(_WHITE_CODE.search(code))


def _fill_of_rule(fill: Element) -> str:
    """Return the color of the ground that a rule gives, which stands where others have two."""
    pattern = next((part for part in fill if name_of(part) == "patternFill"), fill)
    return _color_in(pattern, "bgColor") or _color_in(pattern, "fgColor") or "FFFFFF"


def _ground_of(fill: Element) -> str | None:
    """Return the color of a fill, None where nobody knows it."""
    pattern = next((part for part in fill if name_of(part) == "patternFill"), None)
    if pattern is None:
        return "FFFFFF" if not len(fill) else None
    if pattern.get("patternType", "none") == "none":
        return "FFFFFF"
    is_solid = pattern.get("patternType") == "solid"
    return _color_in(pattern, "fgColor") or None if is_solid else None


def _color_in(holder: Element, name: str) -> str:
    """Return a color as six digits, or as it is named; "" for the usual one."""
    item = next((part for part in holder if name_of(part) == name), None)
    if item is None or _is_on(item.get("auto")):
        return ""
    if item.get("rgb"):
        return item.get("rgb", "")[-6:].upper()
    if item.get("theme") is not None:
        tint = item.get("tint", "")
        return "FFFFFF" if item.get("theme") == "0" and not tint else f"{item.get('theme')} {tint}"
    return "FFFFFF" if item.get("indexed") in _WHITE_INDEXES else item.get("indexed", "")


def are_alike(color: str, ground: str | None) -> bool:
    """Whether letters of a color can't be told from their ground."""
    if not color or ground is None:
        return False
    try:
        one, other = bytes.fromhex(color), bytes.fromhex(ground)
    except ValueError:
        return color == ground
    return all(abs(a - b) < _LEAST_APART for a, b in zip(one, other, strict=False))


def _texts(book: _Book) -> Iterator[str]:
    for event, item in book.elements(book.file.target("sharedStrings")):
        if event == "end" and name_of(item) == "si":
            yield _text_of(item)
            item.clear()


def _text_of(item: Element | None) -> str:
    """Return the letters of a text, without its reading and what has the color of paper."""
    said = ""
    for part in () if item is None else item:
        if name_of(part) == "t":
            said += part.text or ""
        elif name_of(part) == "r":
            look = next((each for each in part if name_of(each) == "rPr"), None)
            if look is None or not are_alike(_color_in(look, "color"), "FFFFFF"):
                said += "".join(each.text or "" for each in part if name_of(each) == "t")
    return said
