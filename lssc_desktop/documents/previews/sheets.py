"""Spreadsheets as tables: what lies in the cells of a workbook, or in a file of separated values.

They are read in the helper only. What is wide is parted into columns that fit a page beside each
other, and only a beginning of what is long is read, which is said. Hidden sheets are named, not
shown. Numbers, days and times are shown as the workbook shows them; workbooks of before 2007 (.xls)
keep their formats where nobody reads them, and have them as a cell without a format does.
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from lssc_desktop.core.text.extract import Extract, ExtractBlock, Fact, FactKind, table
from lssc_desktop.core.text.number_format import (
    GENERAL,
    CellValue,
    formatted,
    general,
    plain_moment,
)
from lssc_desktop.core.text.printed import PrintedTable
from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.previews.cell_formats import CellFormats, cell_formats
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS, PreviewFault, Unviewable
from lssc_desktop.documents.word.package import COMPOUND_FILE, fault_of_compound_file

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_ROWS = 200
"""Rows of a sheet that are shown."""

MOST_COLUMNS = 30
"""Columns of a sheet that are shown."""

MOST_SHEETS = 20
"""Sheets of a workbook that are shown."""

_MOST_CELLS = 8_000  # of a workbook
_LONGEST_CELL = 300  # characters
_LAST_ROW, _LAST_COLUMN = 2_000, 300  # of which the formats are read; a sheet may begin below
_LARGEST = 64 << 20  # bytes of a workbook
_ROOM = 92  # characters beside each other on a page
_MOST_BESIDE = 9  # columns of a page
_NARROWEST, _WIDEST = 4, 34  # characters of a column
_LETTERS = 26

type _Rows = list[list[str]]


# Workbooks --------------------------------------------------------------------------------------


def workbook(file: BinaryIO) -> Extract:
    """Return what the sheets of a workbook hold (.xlsx, .xlsm, .xls, .ods). Raises `Unviewable`."""
    start = file.read(len(COMPOUND_FILE))
    if start == COMPOUND_FILE and fault_of_compound_file(file) is DocumentFault.ENCRYPTED:
        raise Unviewable(PreviewFault.PASSWORD)
    if file.seek(0, io.SEEK_END) > _LARGEST:
        raise Unviewable(PreviewFault.TOO_LARGE)
    file.seek(0)
    try:
        return _workbook(file)
    except (Unviewable, MemoryError, ImportError):
        raise
    except BaseException as error:
        # The reader is written in Rust, whose panics are no `Exception` in Python.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            locked = type(error).__name__ == "PasswordError" or _is_locked_open_document(file)
            raise Unviewable(PreviewFault.PASSWORD if locked else PreviewFault.DAMAGED) from error
        raise


_MANIFEST, _LOCKED = "META-INF/manifest.xml", b"encryption-data"
_LONGEST_MANIFEST = 1 << 20


def _is_locked_open_document(file: BinaryIO) -> bool:
    """Whether the list of its parts says that they are locked with a password."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_MANIFEST) as manifest:
            return _LOCKED in manifest.read(_LONGEST_MANIFEST)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def _workbook(file: BinaryIO) -> Extract:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(file)
    cells = [about for about in book.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet]
    visible = [about.name for about in cells if about.visible is SheetVisibleEnum.Visible]
    hidden = [about.name for about in cells if about.visible is not SheetVisibleEnum.Visible]
    blocks = list(_sheets(file, book, visible[:MOST_SHEETS]))
    if len(visible) > MOST_SHEETS:
        blocks.append(Fact(FactKind.MORE_SHEETS, (str(MOST_SHEETS), str(len(visible)))))
    if hidden:
        blocks.append(Fact(FactKind.HIDDEN_SHEETS, tuple(hidden[:MOST_SHEETS])))
    if not blocks:
        raise Unviewable(PreviewFault.EMPTY)
    return Extract(tuple(blocks), len(visible) > MOST_SHEETS)


def _sheets(file: BinaryIO, book: "CalamineWorkbook", names: list[str]) -> Iterator[ExtractBlock]:
    room = _MOST_CELLS
    formats = cell_formats(file, names, _LAST_ROW, _LAST_COLUMN)
    for name in names:
        yield Fact(FactKind.SHEET, (name,))
        sheet = book.get_sheet_by_name(name)
        across = min(sheet.width, MOST_COLUMNS)
        down = min(MOST_ROWS, room // max(across, 1))
        rows = _rows_of(sheet, across, down, formats.get(name, {}))
        if not rows and sheet.height <= down:
            yield Fact(FactKind.EMPTY_SHEET)
            continue
        room -= across * len(rows)
        first = sheet.start[1] if sheet.start else 0
        yield from _tables(rows, first)
        yield from _left_out(len(rows), sheet.height, down, sheet.width)


def _rows_of(sheet: "CalamineSheet", across: int, down: int, formats: CellFormats) -> _Rows:
    """Return the first cells of a sheet as they are shown; it begins at its first filled cell."""
    if not across or not down:
        return []
    top, left = sheet.start or (0, 0)
    return _trimmed(
        [
            [
                _shown(cell, formats.get((top + down_, left + right)))
                for right, cell in enumerate(row[:across])
            ]
            for down_, row in enumerate(sheet.to_python(nrows=down))
        ]
    )


def _left_out(shown: int, height: int, down: int, width: int) -> Iterator[ExtractBlock]:
    """Yield what is not shown of `height` rows, of which `down` were read, and of the columns."""
    if height > down:
        yield Fact(FactKind.ROWS, (str(shown), str(height)))
    if width > MOST_COLUMNS:
        yield Fact(FactKind.MORE_COLUMNS, (str(MOST_COLUMNS), str(width)))


def _shown(cell: CellValue, form: Callable[[CellValue], str] | None) -> str:
    """Return a cell as a program set to US English shows it."""
    if form is not None and cell != "":
        return form(cell)
    if isinstance(cell, bool | str):
        return formatted(cell, GENERAL)
    return general(cell) if isinstance(cell, int | float) else plain_moment(cell)


# Separated values -------------------------------------------------------------------------------

_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 60  # rows that show which one it is
_LEAST_ALIKE = 0.6  # the share of rows with equally many cells


def separated(file: BinaryIO) -> Extract:
    """Return a file of values (.csv, .tsv) as a table; its encoding and delimiter are guessed.

    Raises `Unviewable`.
    """
    data = file.read(MOST_CHARACTERS + 1)
    cut = len(data) > MOST_CHARACTERS
    if cut:
        data = data[: data.rfind(b"\n", 0, MOST_CHARACTERS) + 1] or data[:MOST_CHARACTERS]
    said = decoded(data)
    if "\0" in said:
        raise Unviewable(PreviewFault.DAMAGED)
    rows: _Rows = []
    with suppress(csv.Error):  # a cell as long as a book; what came before it is shown
        rows.extend(split_values(said))
    total = len(rows)
    across = max(map(len, rows), default=0)
    shown = [
        [cell.strip() for cell in row[:MOST_COLUMNS]]
        + [""] * (min(across, MOST_COLUMNS) - len(row))
        for row in rows[:MOST_ROWS]
    ]
    shown = _trimmed(shown)
    if not shown:
        raise Unviewable(PreviewFault.EMPTY)
    height = MOST_ROWS if cut else total  # of what goes on nobody has counted the rows
    blocks = [*_tables(shown, 0), *_left_out(len(shown), height, MOST_ROWS, across)]
    if cut:
        blocks.append(Fact(FactKind.LEFT_OUT))
    return Extract(tuple(blocks), cut or total > MOST_ROWS)


def split_values(said: str) -> Iterator[list[str]]:
    """Yield the rows of a text. Excel may say in a first line which character parts the cells.

    Raises `csv.Error` for a cell as long as a book.
    """
    lines = io.StringIO(said, newline="")
    first = said.split("\n", 1)[0].strip()
    delimiter = first[-1:]
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        lines.readline()
    else:
        delimiter = _delimiter(said)
    return filter(None, csv.reader(lines, delimiter=delimiter))


def _delimiter(said: str) -> str:
    """Return the character by which most rows have equally many cells, at least two."""
    best, found = 0.0, ","
    for delimiter in _DELIMITERS:
        lines = io.StringIO(said[:MOST_CHARACTERS], newline="")
        sizes: list[int] = []
        with suppress(csv.Error):
            rows = filter(None, csv.reader(lines, delimiter=delimiter))
            sizes.extend(len(row) for row in islice(rows, _LOOKED_AT))
        counts = Counter(size for size in sizes if size > 1)
        if not counts:
            continue
        cells, often = counts.most_common(1)[0]
        alike = often / len(sizes)
        if alike >= _LEAST_ALIKE and alike + cells / 1000 > best:
            best, found = alike + cells / 1000, delimiter
    return found


# Tables -----------------------------------------------------------------------------------------


def _trimmed(rows: _Rows) -> _Rows:
    """Return rows without what is empty at the end and on the right."""
    while rows and not any(rows[-1]):
        rows.pop()
    across = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    return [[_within(cell) for cell in row[:across]] for row in rows]


def _within(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"


def _tables(rows: _Rows, first: int) -> Iterator[ExtractBlock]:
    """Yield tables of columns that fit beside each other; `first` is the number of the first."""
    if not rows:
        return
    widths = [
        min(max((_NARROWEST, *map(_longest, column))), _WIDEST)
        for column in zip(*rows, strict=True)
    ]
    groups = list(_groups(widths))
    for begin, end in groups:
        if len(groups) > 1:
            yield Fact(FactKind.COLUMNS, (_letters(first + begin), _letters(first + end - 1)))
        yield _table([row[begin:end] for row in rows], widths[begin:end])


def _longest(cell: str) -> int:
    return max(map(len, cell.split("\n")))


def _groups(widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    begin, taken = 0, 0
    for place, wide in enumerate(widths):
        if place > begin and (taken + wide > _ROOM or place - begin == _MOST_BESIDE):
            yield begin, place
            begin, taken = place, 0
        taken += wide
    yield begin, len(widths)


def _table(rows: _Rows, widths: Sequence[int]) -> PrintedTable:
    heads = 1 if len(rows) > 1 and _is_head(rows[0]) else 0
    return table(rows, tuple(float(wide) for wide in widths), heads)


def _is_head(row: Sequence[str]) -> bool:
    """Whether a first row looks like names of columns: a text in each, no two the same."""
    is_text: Callable[[str], bool] = lambda cell: any(letter.isalpha() for letter in cell)  # noqa: E731
    return len(row) > 1 and all(map(is_text, row)) and len(set(row)) == len(row)


def _letters(column: int) -> str:
    """Return the letters of a column (from 0): A to Z, AA to ZZ, AAA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + place) + letters
    return letters
