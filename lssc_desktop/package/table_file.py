"""Tables as files for spreadsheets: CSV, and Excel workbooks.

Nothing that a candidate wrote is ever computed by the program that opens them.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from unicodedata import normalize

from lssc_desktop.values import dataclass

type Cell = str | int | float | date | None
"""What stands in a table: a text, a number, a day, or nothing."""

_BEGINS_FORMULA = ("=", "+", "-", "\u2212", "@")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad \t\r\n"
_BREAKS = ("\t", "\r", "\n")  # after which some spreadsheets look for a formula again


def to_csv(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return rows as CSV in UTF-8, with the byte-order mark by which spreadsheets recognize it.

    Days are written as 2026-11-28, which every program sorts. A text that a spreadsheet would
    compute begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return inert(cell)
    return "" if cell is None else str(cell)


def inert(cell: str) -> str:
    """Return a text that no spreadsheet computes: with an apostrophe, where one would."""
    # Wide signs of East Asia and what stands invisibly before a sign make no difference to some.
    seen = normalize("NFKC", cell).lstrip().lstrip(_INVISIBLE)
    risky = seen.startswith(_BEGINS_FORMULA) or cell.lstrip(" ").startswith(_BREAKS)
    return f"'{cell}" if risky else cell


# Workbooks --------------------------------------------------------------------------------------

_LONGEST_CELL = 32_000  # characters; Excel has no more in a cell
_WIDEST, _NARROWEST = 44, 9  # characters of a column
_LOOKED_AT = 500  # rows of which a column gets its width
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  the same rows give the same bytes


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet of a workbook; `bars` are the columns of numbers that a chart shows by the first."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    bars: tuple[int, ...] = ()


def to_xlsx(sheets: Sequence[TableSheet]) -> bytes:
    """Return sheets as an Excel workbook, each with a filter on its head.

    Every text is a text, so that nothing is computed or followed; days and numbers are theirs.
    """
    import xlsxwriter  # few export a table

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": _MADE})
    strong = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for each in sheets:
        sheet = book.add_worksheet(each.name[:31])
        for place, title in enumerate(each.head):
            sheet.write_string(0, place, title, strong)
            sheet.set_column(place, place, _width(place, each))
        for row, cells in enumerate(each.rows, 1):
            for place, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, place, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(row, place, _storable(cell))
                elif cell is not None:
                    sheet.write_number(row, place, cell)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(each.rows), 1), len(each.head) - 1)
        if each.bars and each.rows:
            chart = book.add_chart({"type": "bar", "subtype": "stacked"})
            last = len(each.rows)
            for place in each.bars:
                chart.add_series(
                    {
                        "name": [sheet.name, 0, place],
                        "categories": [sheet.name, 1, 0, last, 0],
                        "values": [sheet.name, 1, place, last, place],
                    }
                )
            sheet.insert_chart(last + 2, 0, chart)
    book.close()
    return content.getvalue()


def _width(place: int, sheet: TableSheet) -> int:
    cells = [sheet.head[place], *(_shown(row[place]) for row in sheet.rows[:_LOOKED_AT])]
    return min(max(max(map(len, cells)) + 2, _NARROWEST), _WIDEST)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()[:_LONGEST_CELL]
