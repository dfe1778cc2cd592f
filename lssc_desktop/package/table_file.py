"""Tables as files for spreadsheets: CSV."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

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
        return _inert(cell)
    return "" if cell is None else str(cell)


def _inert(cell: str) -> str:
    # Wide signs of East Asia and what stands invisibly before a sign make no difference to some.
    seen = normalize("NFKC", cell).lstrip().lstrip(_INVISIBLE)
    risky = seen.startswith(_BEGINS_FORMULA) or cell.lstrip(" ").startswith(_BREAKS)
    return f"'{cell}" if risky else cell
