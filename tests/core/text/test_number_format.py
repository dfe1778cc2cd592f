"""Numbers, days and times of a sheet as Excel shows them; each pair was tried in a spreadsheet."""

from datetime import date, datetime, time, timedelta

import pytest

from lssc_desktop.core.text.number_format import (
    BUILT_IN,
    CellValue,
    formatted,
    general,
    plain_moment,
)

ACCOUNTING = '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)'
MOMENT = datetime(2026, 3, 5, 14, 7, 9)  # noqa: DTZ001  a cell knows no zone


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (0.154, "0%", "15%"),
        (0.1534, "0.00%", "15.34%"),
        (-1234.5, '"$"#,##0.00_);("$"#,##0.00)', "($1,234.50)"),
        (1234.5, ACCOUNTING, "$1,234.50"),
        (0, ACCOUNTING, "$-"),
        (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
        (1234.5, "#,##0.00\\ [$€-1]", "1,234.50 €"),
        (5551234567, "(000) 000-0000", "(555) 123-4567"),
        (123456789, "000-00-0000", "123-45-6789"),
        (2134, "00000", "02134"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"M"', "1.2M"),
        (0.5, ".00", ".50"),
        (1.5, "0.##", "1.5"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (-3, "0;[Red]0", "3"),
        (-3, "0", "-3"),
        (0, "#", ""),
        (500, '[<1000]0;[>=1000]0.0,"k"', "500"),
        (1500, '[<1000]0;[>=1000]0.0,"k"', "1.5k"),
        (1, '"a;b"0', "a;b1"),
        (24, '0" children"', "24 children"),
        (24, "General", "24"),
        (24, '"about" General', "about 24"),
    ],
)
def test_a_number_has_its_signs_and_as_many_places_as_its_format(
    value: float, code: str, shown: str
) -> None:
    assert formatted(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E+00", "1.2E-04"),
        (15000, "##0.0E+0", "15.0E+3"),
        (9.999, "0.0E+0", "1.0E+1"),
        (0, "0.00E+00", "0.00E+00"),
        (1.5, "# ?/?", "1 1/2"),
        (0.333, "# ??/??", "1/3"),
        (2, "# ?/?", "2"),
        (0, "# ?/?", "0"),
        (1.25, "?/?", "5/4"),
        (0.5, "# ?/8", "4/8"),
    ],
)
def test_powers_and_fractions(value: float, code: str, shown: str) -> None:
    assert formatted(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (date(2026, 3, 5), "m/d/yyyy", "3/5/2026"),
        (date(2026, 3, 5), "mmm d, yyyy", "Mar 5, 2026"),
        (date(2026, 3, 5), "dddd, mmmm dd, yyyy", "Thursday, March 05, 2026"),
        (date(2026, 3, 5), "[$-409]d-mmm-yy;@", "5-Mar-26"),
        (date(2026, 3, 5), "mmmmm", "M"),
        (MOMENT, "yyyy-mm-dd hh:mm:ss", "2026-03-05 14:07:09"),
        (MOMENT, "m/d/yy h:mm AM/PM", "3/5/26 2:07 PM"),
        (MOMENT, "h:mm a/p", "2:07 P"),
        (time(9, 5), "h:mm", "9:05"),
        (time(0, 5, 9, 250_000), "mm:ss.0", "05:09.2"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
        (timedelta(minutes=90), "[mm]:ss", "90:00"),
        (44000.25, "m/d/yy h:mm", "6/18/20 6:00"),
        (-1, "m/d/yy", "-1"),
        (MOMENT, "0.00", "3/5/2026 2:07 PM"),
        (date(2026, 3, 5), "General", "3/5/2026"),
    ],
)
def test_days_and_times(value: CellValue, code: str, shown: str) -> None:
    assert formatted(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("Chairs", "0.00", "Chairs"),
        ("Chairs", '@" (new)"', "Chairs (new)"),
        ("Chairs", ACCOUNTING, "Chairs"),
        (True, "0.00", "TRUE"),
        (float("nan"), "0", "nan"),
    ],
)
def test_what_is_no_number_stays(value: CellValue, code: str, shown: str) -> None:
    assert formatted(value, code) == shown


@pytest.mark.parametrize(
    "code", ["", ";", ";;;", '"', "[", "\\", "_", "*", "0" * 5_000, "E+", "/", "[$"]
)
@pytest.mark.parametrize("value", [0, -1.5, 1e300, 5e-324])
def test_no_format_is_too_odd_for_a_number(value: CellValue, code: str) -> None:
    shown = formatted(value, code)
    assert len(shown) <= 401  # no more digits than a cell has room for
    assert set(shown) <= set(code) | set("-0123456789")


@pytest.mark.parametrize(
    "code", ["", ";", ";;;", '"', "[", "\\", "_", "*", "0" * 5_000, "E+", "/", "[$"]
)
@pytest.mark.parametrize(
    ("value", "shown"),
    [("x", "x"), (date(2026, 3, 5), "3/5/2026"), (MOMENT, "3/5/2026 2:07 PM")],
)
def test_no_format_of_a_number_touches_a_word_or_a_day(
    value: CellValue, code: str, shown: str
) -> None:
    hides = code == ";;;" and value == "x"  # the fourth part is for words, and it is empty
    assert formatted(value, code) == ("" if hides else shown)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (29012345678901, "29012345678901"),
        (1.5e20, "1.5E+20"),
        (0.000012, "1.2E-05"),
        (-2.5, "-2.5"),
        (0.0, "0"),
    ],
)
def test_a_cell_without_a_format_is_as_wide_as_a_cell(value: float, shown: str) -> None:
    """But a barcode stays whole: what nobody rounds is no measure."""
    assert general(value) == shown


def test_times_of_which_nobody_says_how() -> None:
    assert plain_moment(timedelta(hours=30)) == "30:00:00"
    assert plain_moment(time(9, 5, 7)) == "9:05:07 AM"


def test_every_format_that_is_only_a_number_shows_something() -> None:
    assert all(formatted(1.5, code) for code in BUILT_IN.values())
