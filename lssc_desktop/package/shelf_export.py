"""A shelf as a table for other programs: CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Sequence
from unicodedata import normalize

_BEGINS_FORMULA = ("=", "+", "-", "\u2212", "@")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad \t\r\n"
_BREAKS = ("\t", "\r", "\n")  # after which some spreadsheets begin to look anew


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
    # Wide signs of East Asia and what stands invisibly before a sign make no difference to some.
    seen = normalize("NFKC", cell).lstrip().lstrip(_INVISIBLE)
    risky = seen.startswith(_BEGINS_FORMULA) or cell.lstrip(" ").startswith(_BREAKS)
    return f"'{cell}" if risky else cell
