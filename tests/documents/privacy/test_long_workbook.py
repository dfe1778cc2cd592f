"""A workbook is looked through to its last row, or it is said that it isn't."""

import io

import pytest

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import TextRules
from lssc_desktop.documents.privacy.private_office import find_in_workbook
from tests.documents.previews import kinds


def long_workbook(rows: int, last: str, columns: int = 3) -> io.BytesIO:
    """A workbook of so many rows, of which the last has words."""
    plain = ["x"] * columns
    return io.BytesIO(kinds.xlsx({"Holds": [*[plain] * (rows - 1), [*plain[1:], last]]}))


@pytest.mark.parametrize(
    ("rows", "columns", "kind"), [(50_000, 3, PrivacyKind.EMAIL), (2, 16_384, PrivacyKind.EMAIL)]
)
def test_the_last_row_of_a_long_sheet_is_searched(
    rows: int, columns: int, kind: PrivacyKind
) -> None:
    file = long_workbook(rows, "ana.rivera@example.com", columns)
    found = list(find_in_workbook(file, TextRules()))
    assert [each.kind for each in found] == [kind]
    assert found[0].place.cell.endswith(str(rows))


def test_what_is_too_long_to_be_searched_is_one_to_look_at_oneself() -> None:
    file = long_workbook(40, "ana.rivera@example.com", 16_384)
    assert [each.kind for each in find_in_workbook(file, TextRules())] == [PrivacyKind.UNREADABLE]
