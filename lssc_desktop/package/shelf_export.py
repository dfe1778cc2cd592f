"""A shelf as a table for other programs: CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Sequence

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as CSV in UTF-8 with a mark, which spreadsheets need to see that it is that.

    A cell that a spreadsheet would compute begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_BEGINS_FORMULA) else cell
