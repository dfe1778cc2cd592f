"""A new workbook of what sheets show, as text; a number is one where the text says all of it."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.privacy.seen_words import SeenWords
from lssc_desktop.core.text.number_format import general
from lssc_desktop.documents.cleaning.pixels import Steps
from lssc_desktop.documents.cleaning.workbook_words import ROWS_OF_PAGE, ShownSheet
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001  the same cells give the same bytes
_MOST_IN_CELL = 11  # characters of a number that Excel shows as it is
_LONGEST = 32_767  # characters; Excel has no more in a cell
_WIDEST, _NARROWEST = 60, 8
_LONGEST_NAME = 31
_NO_LETTERS = re.compile(r"[\[\]:*?/\\']")


def write_workbook(
    sheets: Sequence[ShownSheet], seen: SeenWords, into: Path, title: str, steps: Steps
) -> list[str]:
    """Write sheets in sight, and return their words, a line for each row.

    `steps` is told of half the way: before, the sheets were read. Raises `Unviewable` for a cell
    that is longer than Excel takes.
    """
    from xlsxwriter import Workbook

    said: list[str] = []
    written, pages = 0, sum(len(sheet.rows) for sheet in sheets) // ROWS_OF_PAGE
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(into), {**options, "constant_memory": True}) as book:
        book.set_properties({"title": title, "created": _NO_DAY})
        look = book.add_format({"font_name": "Calibri", "font_size": 11, "text_wrap": True})
        taken: set[str] = set()
        for sheet in sheets:
            name = _free(seen.line(sheet.name), taken)
            page = book.add_worksheet(name)
            said += [name, ""]
            widths: dict[int, int] = {}
            rows = [[seen.line(cell) for cell in row] for row in sheet.rows]
            for row in rows:
                for column, cell in enumerate(row):
                    widths[column] = max(widths.get(column, _NARROWEST), min(len(cell), _WIDEST))
            for column, width in widths.items():
                page.set_column(column, column, width + 1)
            for number, row in enumerate(rows):
                written += 1
                if written % ROWS_OF_PAGE == 0:
                    steps(pages + written // ROWS_OF_PAGE, 2 * pages)
                for column, cell in enumerate(row):
                    _write(page, (number, column), cell, look)
                said.append("\t".join(cell.replace("\n", " ") for cell in row))
            said.append("")
    return said


def _write(page: "Worksheet", place: tuple[int, int], cell: str, look: "Format") -> None:
    if len(cell) > _LONGEST:
        raise Unviewable(PreviewFault.TOO_LARGE)
    if _is_number(cell):
        page.write_number(*place, float(cell), look)
    elif cell:
        page.write_string(*place, cell, look)


def _is_number(cell: str) -> bool:
    """Whether Excel shows a number just as a text says it: "813.50" is none, nor is a barcode."""
    try:
        return len(cell) <= _MOST_IN_CELL and general(float(cell)) == cell
    except (ValueError, OverflowError):
        return False


def _free(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes, and no other sheet has."""
    base = _NO_LETTERS.sub(" ", name).strip()[: _LONGEST_NAME - 4] or "Sheet"
    number, free = 1, base
    while free.lower() in taken or free.lower() == "history":
        number += 1
        free = f"{base} {number}"
    taken.add(free.lower())
    return free
