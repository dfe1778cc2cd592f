"""How the cells of a workbook are shown: the formats that it gives its numbers, days and times.

The reader of workbooks gives what lies in a cell and not how it is shown. Workbooks of Excel since
2007 say it in their styles, OpenDocument has the text that was shown in each cell. What cannot be
read has no format: nothing is left out for that.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import partial
from itertools import islice
from typing import BinaryIO
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.number_format import BUILT_IN, GENERAL, CellValue, formatted
from lssc_desktop.documents.office_xml.names import local
from lssc_desktop.documents.office_xml.office_file import OfficeFile
from lssc_desktop.documents.office_xml.ranges import TooMuch, Unparsable, events
from lssc_desktop.values import dataclass

type CellFormats = Mapping[tuple[int, int], Callable[[CellValue], str]]
"""How the cells of a sheet are shown, by their row and column from 0."""

_MOST_ELEMENTS = 400_000  # of one part
_MOST_FORMATS = 70_000
_LARGEST_PART = 256 << 20
_BASE = 26


def cell_formats(
    file: BinaryIO, sheets: list[str], rows: int, columns: int
) -> Mapping[str, CellFormats]:
    """Return how the first rows and columns of these sheets are shown; none where nobody says."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            if _CONTENT in archive.namelist():
                return _OpenDocument(archive, sheets, rows, columns).formats()
            return _Excel(archive, rows, columns).formats(sheets)
    except (
        *(zipfile.BadZipFile, OSError, ValueError, LookupError, EOFError, RuntimeError),
        *(NotImplementedError, Unparsable, TooMuch),
    ):
        return {}
    finally:
        file.seek(0)


def _elements(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """Yield the elements of a part as they come, no more than is sensible."""
    with archive.open(part) as file:
        yield from islice(events(file, _LARGEST_PART), _MOST_ELEMENTS)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


# Excel ------------------------------------------------------------------------------------------


class _Excel:
    """A workbook of Excel since 2007 (ECMA-376 part 1, 18)."""

    def __init__(self, archive: zipfile.ZipFile, rows: int, columns: int) -> None:
        self._archive = archive
        self._office = OfficeFile(archive)
        self._rows, self._columns = rows, columns

    def formats(self, sheets: list[str]) -> Mapping[str, CellFormats]:
        styles = self._styles()
        parts = self._parts()
        return {name: dict(self._cells(parts[name], styles)) for name in sheets if name in parts}

    def _styles(self) -> list[str]:
        """Return the format of each style of cells."""
        codes, inside = dict(BUILT_IN), False
        styles: list[str] = []
        for event, element in self._elements(self._office.target("styles")):
            match _name(element), event:
                case "cellXfs", _:
                    inside = event == "start"
                case "numFmt", "start":
                    codes[int(element.get("numFmtId", 0))] = element.get("formatCode", GENERAL)
                case "xf", "start" if inside and len(styles) < _MOST_FORMATS:
                    styles.append(codes.get(int(element.get("numFmtId", 0)), GENERAL))
        return styles

    def _parts(self) -> dict[str, str]:
        """Return where each sheet lies."""
        office = self._office
        lying, book = office.relations(office.main), office.part(office.main)
        parts = {}
        for element in () if book is None else book.iter():
            where = lying.get(element.get("r.id", ""))
            if local(element.tag) == "sheet" and where is not None and not where.external:
                parts[element.get("name", "")] = where.target
        return parts

    def _elements(self, part: str) -> Iterator[tuple[str, Element]]:
        stored = self._office.stored_name(part)
        return iter(()) if stored is None else _elements(self._archive, stored)

    def _cells(
        self, part: str, styles: list[str]
    ) -> Iterator[tuple[tuple[int, int], Callable[[CellValue], str]]]:
        row, column = -1, -1
        for event, element in self._elements(part):
            if event == "end":
                element.clear()
                continue
            match _name(element):
                case "row":
                    row, column = int(element.get("r", row + 2)) - 1, -1
                case "c":
                    column = column_of(element.get("r", ""), column + 1)
                    style = int(element.get("s", 0))
                    code = styles[style] if style < len(styles) else GENERAL
                    if column < self._columns and code != GENERAL:
                        yield (row, column), partial(formatted, code=code)
            if row >= self._rows:
                return


def column_of(place: str, otherwise: int) -> int:
    """Return the column (from 0) of a place such as AB12."""
    letters = place.rstrip("0123456789").upper()
    if not letters or not letters.isalpha() or not letters.isascii():
        return otherwise
    column = 0
    for letter in letters[:4]:
        column = column * _BASE + ord(letter) - ord("A") + 1
    return column - 1


# OpenDocument -----------------------------------------------------------------------------------

_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_NUMBERS = ("float", "percentage", "currency", "date", "time")


@dataclass
class _OpenDocument:
    """A spreadsheet of OpenDocument 1.3, whose cells hold the text that was shown (part 3, 9.1)."""

    archive: zipfile.ZipFile
    sheets: list[str]
    rows: int
    columns: int
    _row: int = 0
    _column: int = 0
    _shown: dict[tuple[int, int], Callable[[CellValue], str]] = field(default_factory=dict)

    def formats(self) -> Mapping[str, CellFormats]:
        """Return how the cells of each sheet are shown."""
        found: dict[str, CellFormats] = {}
        depth = 0
        for event, element in _elements(self.archive, _CONTENT):
            name = _name(element)
            if name == "table":
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    self._row, self._shown = 0, {}
                    found[element.get(f"{_TABLE}name", "")] = self._shown
            elif depth == 1 and event == "end":
                self._take(name, element)
        return {name: cells for name, cells in found.items() if name in self.sheets}

    def _take(self, name: str, element: Element) -> None:
        if name in ("table-cell", "covered-table-cell"):
            times = _repeated(element, "columns")
            if element.get(f"{_OFFICE}value-type") in _NUMBERS and self._row < self.rows:
                self._keep(element, times)
            self._column += times
        elif name == "table-row":
            times = _repeated(element, "rows")
            self._repeat(times)
            self._row, self._column = self._row + times, 0
            element.clear()

    def _keep(self, element: Element, times: int) -> None:
        lines = ("".join(part.itertext()) for part in element if _name(part) == "p")
        text = "\n".join(lines)
        if not text:  # programs that write no more than they must
            return
        for column in range(self._column, min(self._column + times, self.columns)):
            self._shown[self._row, column] = partial(_as_it_stands, text)

    def _repeat(self, times: int) -> None:
        """Show the rows that a row stands for as that one."""
        cells = [(place[1], show) for place, show in self._shown.items() if place[0] == self._row]
        for row in range(self._row + 1, min(self._row + times, self.rows)):
            self._shown |= {(row, column): show for column, show in cells}


def _as_it_stands(text: str, _value: CellValue) -> str:
    return text


def _repeated(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", 1)))
