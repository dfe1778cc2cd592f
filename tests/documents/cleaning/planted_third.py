"""Files of a third reader: what stands between two things, or is said twice or in another way."""

from collections.abc import Iterator

from tests.documents.cleaning.planted_office import (
    cell,
    sheet_row,
    workbook_file,
)
from tests.documents.cleaning.planting import WORD

# Excel ------------------------------------------------------------------------------------------

_COLUMN = '<col min="{}" max="{}" width="{}" {}/>'
_WIDE = _COLUMN.format(1, 5, 10, "")
_COLUMNS = {
    "within others": _WIDE + _COLUMN.format(2, 2, 10, 'hidden="1"'),
    "that is said twice": _COLUMN.format(2, 2, 10, 'hidden="1"') + _COLUMN.format(2, 2, 10, ""),
    "without width within others": _WIDE + _COLUMN.format(2, 2, "0.1", ""),
}


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook, and the workbook."""
    row = sheet_row(2, cell("B2", WORD))
    for what, columns in _COLUMNS.items():
        yield f"xlsx hidden column {what}", workbook_file(row, f"<cols>{columns}</cols>")
