"""What the sheets of a workbook of Excel show: the text of each cell in sight, and no more.

Not what hidden sheets, rows and columns hold, filtered rows, closed groups, cells under a merged
one, formats that show nothing, letters in the color of their ground, formulas and names.
"""

import math
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from xml.etree.ElementTree import Element

from lssc_desktop.core.privacy.clean_copy import MOST_CELLS, MOST_ROWS, LeftBehind
from lssc_desktop.core.text.number_format import (
    GENERAL,
    formatted,
    general,
    shows_moment,
)
from lssc_desktop.documents.cleaning.pixels import Steps
from lssc_desktop.documents.cleaning.workbook_looks import (
    CellLook,
    CellRule,
    ShownBook,
    TextRun,
    is_set,
    look_of_run,
    name_of,
    rules_of,
    runs_of,
    unescaped,
)
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.previews.cell_formats import column_of
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable
from lssc_desktop.values import dataclass

ROWS_OF_PAGE = 50
LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_NARROW, _NARROW_OF_TEXT, _SMALL = 0.5, 2.0, 4.0  # characters, points
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_EMU_OF_WIDTH, _EMU_OF_POINT = 7 * 9_525, 12_700
_ERRORS = frozenset(
    {
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!", "#GETTING_DATA"),
    }
)
_MOST_MERGED = 100  # columns whose widths are added up


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet in sight: its name, and what is shown in its rows."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell shows, and how; of a number how many digits need room."""

    said: str
    look: CellLook
    digits: int = 0


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


def shown_sheets(
    archive: zipfile.ZipFile, left: Counter[LeftBehind], room: Room
) -> Iterator[ShownSheet]:
    """Yield the sheets that are shown, and count what the workbook has besides.

    Raises `Unviewable` for more than a copy may have, and what odd files make libraries do.
    """
    book = ShownBook(archive, left)
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


_BESIDE = {
    **dict.fromkeys(("comments", "threadedComment"), LeftBehind.COMMENTS),
    "oleObject": LeftBehind.EMBEDDED,
    "ctrlProp": LeftBehind.DRAWINGS,
}
_DRAWN = {"chart": LeftBehind.CHARTS, "chartEx": LeftBehind.CHARTS, "image": LeftBehind.PICTURES}


@dataclass(slots=True)
class _Sheet:
    """A sheet that is being read."""

    book: ShownBook
    part: str
    cells: dict[int, dict[int, _Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    rules: list[tuple[tuple[int, int, int, int], CellRule]] = field(default_factory=list)
    widths: dict[tuple[int, int], float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    usual: float = _USUAL_WIDTH
    all_rows_hidden: bool = False
    hidden: set[int] = field(default_factory=set)
    shows_formulas: bool = False

    def read(self, room: Room) -> list[list[str]]:
        """Return what is shown; what is hidden leaves no gap."""
        self._count_beside()
        row, column = 0, -1
        for event, item in self.book.elements(self.part):
            match name_of(item), event:
                case ("sheetFormatPr" | "sheetView" | "col") as name, "end":
                    self._setting(name, item)
                case "row", "start":
                    row, column = int(item.get("r", row + 1)), -1
                    if self._is_hidden_row(item):  # also where it was begun before
                        self.hidden.add(row)
                        self.book.left[LeftBehind.HIDDEN] += len(self.cells.pop(row, ()))
                case "c", "end":
                    column = column_of(item.get("r", ""), column + 1)
                    self._cell(item, row, column)
                case "row", "end":
                    if row in self.cells:
                        room.take(1, len(self.cells[row]))
                    item.clear()
                case "mergeCell", "start":
                    self.merged.append(range_of(item.get("ref", "")))
                case "conditionalFormatting" | "x14.conditionalFormatting", "end":
                    self._rules(item)
        return self._rows(room)

    def _setting(self, name: str, item: Element) -> None:
        """Keep what holds for all of the sheet, or for some of its columns."""
        match name:
            case "sheetFormatPr":
                self.all_rows_hidden = is_set(item.get("zeroHeight"))
                self.usual = float(item.get("defaultColWidth") or _USUAL_WIDTH)
            case "sheetView":
                self.shows_formulas |= is_set(item.get("showFormulas"))
                for pane in (each for each in item if name_of(each) == "pane"):
                    self._pane(pane, item.get("topLeftCell", "A1"))
            case "col":
                self._column(item)

    def _pane(self, pane: Element, corner: str) -> None:
        """Keep that nobody gets to what is before the corner of a frozen pane."""
        if pane.get("state", "").startswith("frozen"):
            first, _last, left, _right = range_of(corner)
            before = ((1, first - 1, 0, LAST_COLUMN), (1, _LAST_ROW, 0, left - 1))
            self.rules += [(place, CellRule(hides=True)) for place in before]

    def _count_beside(self) -> None:
        for beside in self.book.file.relations(self.part).values():
            if beside.kind in _BESIDE:
                self.book.left[_BESIDE[beside.kind]] += 1
            elif beside.kind == "table" and not beside.external:
                self._table(beside.target)
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

    def _table(self, part: str) -> None:
        """Keep what the style of a table may make of its cells."""
        table = self.book.file.part(part)
        if table is None:
            return
        for style in (each for each in table if local(each.tag) == "tableStyleInfo"):
            place = range_of(table.get("ref", ""))
            numbers = self.book.tables.get(style.get("name", ""), ())
            self.rules += [(place, self.book.rules[each]) for each in numbers]

    def _column(self, item: Element) -> None:
        width = 0.0 if is_set(item.get("hidden")) else float(item.get("width") or self.usual)
        place = int(item.get("min", 0)) - 1, int(item.get("max", 0)) - 1
        self.widths[place] = min(width, self.widths.get(place, width))

    def _is_hidden_row(self, item: Element) -> bool:
        height = item.get("ht")
        self.heights[int(item.get("r", 0))] = high = float(height or _USUAL_HEIGHT)
        if is_set(item.get("hidden")) or high < _SMALL:
            return True
        return self.all_rows_hidden and height is None and item.get("hidden") is None

    def _cell(self, item: Element, row: int, column: int) -> None:
        named = item.get("r", "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        is_here = not named or named == str(row)
        if not (is_here and 0 <= column < LAST_COLUMN and 0 < row <= _LAST_ROW):
            return
        parts = {name_of(part): part for part in item}
        self.book.left[LeftBehind.FORMULAS] += "f" in parts
        place = int(item.get("s", 0))
        look = self.book.looks[place] if place < len(self.book.looks) else CellLook()
        said, digits = self._said(item, parts, look)
        is_formula = self.shows_formulas and "f" in parts
        is_twice = column in self.cells.get(row, ())  # nobody knows which of both is shown
        if is_formula or is_twice or row in self.hidden or self._width(column) < _NARROW:
            self.book.left[LeftBehind.HIDDEN] += bool(said)
            said = ""
        if said or is_twice:
            self.cells.setdefault(row, {})[column] = _Cell(said, look, digits)

    def _said(self, item: Element, parts: Mapping[str, Element], look: CellLook) -> tuple[str, int]:
        """Return what a cell shows, and of a number how many digits have to fit in its column."""
        value = parts["v"].text or "" if "v" in parts else ""
        kind = item.get("t", "n")
        runs: list[TextRun] = []
        match kind:
            case "n" | "d":
                said, digits = self._number(value, look) if value else ("", 0)
                self.book.left[LeftBehind.HIDDEN] += bool(said) and not look.seen
                return (said, digits) if look.seen else ("", 0)
            case "s":
                place = int(value or -1)
                runs = self.book.texts[place] if 0 <= place < len(self.book.texts) else []
            case "inlineStr":
                runs = runs_of(parts.get("is"), self.book.palette)
            case "str":
                runs = [(unescaped(value), "", 0.0)]
            case "b":
                runs = [({"1": "TRUE", "0": "FALSE"}.get(value, ""), "", 0.0)]
            case "e" if value in _ERRORS:
                runs = [(value, "", 0.0)]
        seen = "".join(run[0] for run in runs if look_of_run(look, run).seen)
        self.book.left[LeftBehind.HIDDEN] += len(seen) < sum(len(run[0]) for run in runs)
        return formatted(seen, look.code) if seen else "", 0

    def _number(self, value: str, look: CellLook) -> tuple[str, int]:
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
        return said, sum(map(str.isdigit, needed))

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
            if not is_line and not parts.keys().isdisjoint(("from", "pos")):
                yield self._under(parts)

    def _under(self, drawn: Mapping[str, Element]) -> tuple[int, int, int, int]:
        """Return the cells of which a drawing covers more than half."""
        sides = []

        def high(row: int) -> float:
            return self.heights.get(row + 1, _USUAL_HEIGHT) * _EMU_OF_POINT

        def wide(column: int) -> float:
            return self._width(column) * _EMU_OF_WIDTH

        for name, size, far, long in (("row", high, "y", "cy"), ("col", wide, "x", "cx")):
            if (place := drawn.get("pos")) is not None:
                first = _after(0.0, float(place.get(far, 0)), size)
            else:
                first = _corner(drawn["from"], name, size)
            if (end := drawn.get("to")) is not None:
                last = _corner(end, name, size)
            else:
                extent = drawn.get("ext", Element("ext"))
                last = _after(first, float(extent.get(long, 0)), size)
            sides += [round(first), round(last)]
        top, bottom, left, right = sides
        return top + 1, bottom, left, right - 1

    def _rules(self, item: Element) -> None:
        """Keep what rules may make of cells; whether they apply, only Excel knows."""
        within = next((each.text or "" for each in item if name_of(each) == "x14.sqref"), "")
        for rule in item:
            if name_of(rule) in ("cfRule", "x14.cfRule"):
                places = item.get("sqref") or within
                within_rule = [each.text or "" for each in rule if name_of(each) == "x14.sqref"]
                made = list(rules_of(rule, self.book))
                for place in (places or "".join(within_rule)).split():
                    self.rules += [(range_of(place), one) for one in made]

    def _drop(
        self, place: tuple[int, int, int, int], rule: CellRule, kept: tuple[int, int] | None = None
    ) -> None:
        """Drop the cells in a place that a rule may hide."""
        top, bottom, left, right = place
        for row in [each for each in self.cells if top <= each <= bottom]:
            for column in [each for each in self.cells[row] if left <= each <= right]:
                if (row, column) != kept and rule.may_hide(self.cells[row][column].look):
                    self.book.left[LeftBehind.HIDDEN] += 1
                    del self.cells[row][column]

    def _drop_wide(self) -> None:
        """Drop what doesn't fit in its column: numbers are shown as #### then.

        Letters reach over the next column unless something is in it.
        """
        merged = {(top, left): (left, right) for top, _bottom, left, right in self.merged}
        for row, cells in self.cells.items():
            for column, cell in cells.items():
                if cell.look.fits:
                    continue
                left, right = merged.get((row, column), (column, column))
                under = range(left, min(right, left + _MOST_MERGED) + 1)
                # Where no width is said, programs make columns as wide as what is in them.
                wide = sum(self._width(each, math.inf) for each in under)
                is_cut = wide < _NARROW_OF_TEXT < len(cell.said) and right + 1 in cells
                if is_cut or (cell.digits > 1 and cell.digits > wide):
                    self.book.left[LeftBehind.HIDDEN] += 1
                    cells[column] = _Cell("", cell.look)

    def _rows(self, room: Room) -> list[list[str]]:
        for place, rule in self.rules:
            self._drop(place, rule)
        for place in self._covered():
            self._drop(place, CellRule(hides=True))
        self._drop_wide()
        for place in self.merged:
            self._drop(place, CellRule(hides=True), (place[0], place[2]))
        columns = sorted(
            {key for row in self.cells.values() for key, cell in row.items() if cell.said}
        )
        room.take(0, len(columns) * len(self.cells))
        return [
            [cells[column].said if column in cells else "" for column in columns]
            for _row, cells in sorted(self.cells.items())
            if any(cell.said for cell in cells.values())
        ]


def _corner(item: Element, name: str, size: Callable[[int], float]) -> float:
    """Return in which row or column (from 0) a corner is, with the part of it before."""
    said = {local(each.tag): int(each.text or 0) for each in item}
    place = said.get(name, 0)
    return place + min(said.get(f"{name}Off", 0) / max(size(place), 1.0), 1.0)


def _after(place: float, length: float, size: Callable[[int], float]) -> float:
    """Return in which row or column something ends that begins in one and is so long."""
    while length > 0 and place < _LAST_ROW:
        whole = int(place)
        high = max(size(whole), 1.0)
        part = min(length / high, whole + 1 - place)
        place, length = place + part, length - part * high - 1e-6
    return place


def range_of(said: str) -> tuple[int, int, int, int]:
    """Return the rows, and the columns from 0, from the first to the last of a range."""
    first, _, last = said.replace("$", "").partition(":")
    last = last or first
    rows = [int(re.sub(r"\D", "", each) or 0) for each in (first, last)]
    left, right = column_of(first, 0), column_of(last, 0)
    if not any(rows):  # of whole columns
        rows = [1, _LAST_ROW]
    return (rows[0], rows[1], left, LAST_COLUMN if last.isdigit() else right)
