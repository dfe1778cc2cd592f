"""Spreadsheets and separated values as tables."""

import io
import sys
import zipfile
from datetime import date, datetime, time

import pytest

from lssc_desktop.core.text.extract import Extract, Fact, in_words, plain_extract
from lssc_desktop.core.text.printed import PrintedTable
from lssc_desktop.documents.previews.cell_formats import cell_formats
from lssc_desktop.documents.previews.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    _shown,
    separated,
    workbook,
)
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS, PreviewFault, Unviewable
from lssc_desktop.messages.previews import fact_words
from tests.documents.previews.kinds import Cells, ods, xlsx


def of_workbook(data: bytes) -> Extract:
    return workbook(io.BytesIO(data))


def of_values(data: bytes) -> Extract:
    return separated(io.BytesIO(data))


def said(extract: Extract) -> str:
    return plain_extract(in_words(extract, fact_words))


def tables(extract: Extract) -> list[PrintedTable]:
    return [block for block in extract.blocks if isinstance(block, PrintedTable)]


LOG: Cells = [["Day", "Children"], ["Monday", 24], ["Friday", 18.5]]


@pytest.mark.parametrize("data", [xlsx({"Log": LOG}), ods(LOG)], ids=["xlsx", "ods"])
def test_a_sheet_is_a_table_under_its_name(data: bytes) -> None:
    assert said(of_workbook(data)) == "Log\nDay\tChildren\nMonday\t24\nFriday\t18.5"


def test_names_of_columns_are_a_header_and_values_are_none() -> None:
    named, unnamed = of_workbook(xlsx({"A": LOG, "B": LOG[1:]})), of_values(b"1,2\n3,4\n")
    assert [table.heads for table in tables(named)] == [1, 0]
    assert [table.heads for table in tables(unnamed)] == [0]


def test_hidden_sheets_are_named_and_not_shown() -> None:
    book = xlsx({"Log": LOG, "Staff & pay": [["secret"]]}, hidden=["Staff & pay"])
    text = said(of_workbook(book))
    assert text.endswith("Hidden sheets, not shown: Staff & pay")
    assert "secret" not in text


def test_an_empty_sheet_says_so() -> None:
    assert said(of_workbook(xlsx({"Log": LOG, "Plan": []}))).endswith("Plan\nThis sheet is empty.")


def test_of_many_rows_the_first_are_shown_and_all_are_counted() -> None:
    extract = of_workbook(xlsx({"Log": [[number, "x"] for number in range(12_345)]}))
    assert len(tables(extract)[0].rows) == MOST_ROWS
    assert "We show the first 200 of 12,345 rows. Open the file to see the rest." in said(extract)


def test_of_many_columns_and_sheets_the_first_are_shown() -> None:
    wide = said(of_workbook(xlsx({"Wide": [[f"{number:03}" for number in range(50)]]})))
    assert f"first {MOST_COLUMNS} of 50 columns" in wide
    assert ("029" in wide, "030" in wide) == (True, False)
    many = said(of_workbook(xlsx({f"Sheet {number}": LOG for number in range(25)})))
    assert f"first {MOST_SHEETS} of 25 sheets" in many


def test_what_is_too_wide_for_a_page_is_parted_by_columns() -> None:
    extract = of_values((",".join(["twenty characters ..."] * 6) + "\n").encode() * 2)
    assert [block.values for block in extract.blocks if isinstance(block, Fact)] == [
        ("A", "D"),
        ("E", "F"),
    ]
    assert [len(table.widths) for table in tables(extract)] == [4, 2]


@pytest.mark.parametrize(
    "line", [b"Day;Children;Cost\n", b"Day\tChildren\tCost\n", b"Day|Children|Cost\n"]
)
def test_the_character_between_values_is_found(line: bytes) -> None:
    mark = line[3:4]
    extract = of_values(line + mark.join([b"Monday", b"24", b"1,50"]) + b"\n")
    assert said(extract) == "Day\tChildren\tCost\nMonday\t24\t1,50"


def test_excel_may_say_which_character_it_is() -> None:
    assert said(of_values(b"sep=;\r\na;b,c\r\nd;e\r\n")) == "a\tb,c\nd\te"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_values_come_in_many_encodings(encoding: str) -> None:
    data = "Name,Café\nZoë Ünal,señor\nRenée,déjà vu\n".encode(encoding)
    assert said(of_values(data)) == "Name\tCafé\nZoë Ünal\tseñor\nRenée\tdéjà vu"


def test_quoted_values_keep_their_lines_and_marks() -> None:
    extract = of_values(b'a,"one, ""two""\nthree"\nb,c\n')
    assert said(extract) == 'a\tone, "two" three\nb\tc'


def test_long_values_are_cut_and_said_to_go_on() -> None:
    extract = of_values(b"name,number\n" + b"somebody,12345\n" * (MOST_CHARACTERS // 10))
    assert extract.cut
    assert said(extract).endswith("There’s more. Open the file to read the rest.")


def test_what_is_no_workbook_is_damaged() -> None:
    for data in (b"PK\3\4" + bytes(200), b"Not a workbook" * 50):
        with pytest.raises(Unviewable) as caught:
            of_workbook(data)
        assert caught.value.fault is PreviewFault.DAMAGED


def test_a_picture_named_csv_is_damaged() -> None:
    with pytest.raises(Unviewable) as caught:
        of_values(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert caught.value.fault is PreviewFault.DAMAGED


def test_a_workbook_with_a_password_says_so() -> None:
    from tests.documents.previews.compound_files import compound_file

    for locked in (compound_file({"EncryptedPackage": b"x"}), _locked(ods(LOG))):
        with pytest.raises(Unviewable) as caught:
            of_workbook(locked)
        assert caught.value.fault is PreviewFault.PASSWORD


def _locked(book: bytes) -> bytes:
    """The same with its content encrypted, as the manifest then says."""
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "content.xml":
                data = bytes(byte ^ 0x5A for byte in data)
            new.writestr(
                name,
                data.replace(
                    b"/></manifest", b"><manifest:encryption-data/></manifest:file-entry></manifest"
                ),
            )
    return file.getvalue()


def test_days_and_hours_are_shown_as_in_the_united_states() -> None:
    moment = datetime(2026, 11, 2, 14, 5)  # noqa: DTZ001  a cell knows no zone
    cells = (date(2026, 11, 2), moment, time(0, 30), True, 0.1 + 0.2)
    shown = [_shown(cell, None) for cell in cells]
    assert shown == ["11/2/2026", "11/2/2026 2:05 PM", "12:30 AM", "TRUE", "0.3"]


BUDGET: Cells = [
    ["Item", "Cost", "Share", "Paid"],
    ["Chairs", (1234.5, '"$"#,##0.00'), (0.154, "0.0%"), (46328, "mmm d, yyyy")],
    ["Refund", (-20, '"$"#,##0.00_);[Red]("$"#,##0.00)'), (1, "0%"), (0.75, "h:mm AM/PM")],
]


def test_numbers_are_shown_as_the_workbook_shows_them() -> None:
    assert said(of_workbook(xlsx({"Plan": [["none"]], "Budget": BUDGET}))).splitlines()[-2:] == [
        "Chairs\t$1,234.50\t15.4%\tNov 2, 2026",
        "Refund\t($20.00)\t100%\t6:00 PM",
    ]


def test_formats_follow_their_cells_where_a_sheet_begins_below_its_first_row() -> None:
    below = xlsx({"Budget": [[], [], *BUDGET]})
    assert said(of_workbook(below)).endswith("Refund\t($20.00)\t100%\t6:00 PM")


@pytest.mark.parametrize("styles", [b"", b"<styleSheet>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"])
def test_damaged_styles_have_no_formats(styles: bytes) -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx({"Budget": [["Cost"], [(1234.5, "0.00")]]}))) as whole,
        zipfile.ZipFile(file, "w") as archive,
    ):
        for name in whole.namelist():
            archive.writestr(name, styles if name == "xl/styles.xml" else whole.read(name))
    assert cell_formats(file, ["Budget"], 9, 9) == {}


def test_a_sheet_of_libreoffice_says_itself_what_it_shows() -> None:
    """Also of cells that stand for several beside or below each other (part 3, 19.679)."""
    cost = (
        b'<table:table-cell office:value-type="currency" office:value="1234.5" '
        b'table:number-columns-repeated="2"><text:p>$1,234.50</text:p></table:table-cell>'
    )
    bare = b'<table:table-cell office:value-type="float" office:value="7"/>'
    row = b'<table:table-row table:number-rows-repeated="2">' + cost + bare + b"</table:table-row>"
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(ods([["Cost", "Again", "Bare"]]))) as whole,
        zipfile.ZipFile(file, "w") as archive,
    ):
        for name in whole.namelist():
            content = whole.read(name).replace(b"</table:table>", row + b"</table:table>")
            archive.writestr(name, content)
    assert said(of_workbook(file.getvalue())).splitlines()[-2:] == ["$1,234.50\t$1,234.50\t7"] * 2


def test_a_reader_that_is_not_installed_is_no_damaged_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ImportError):
        workbook(io.BytesIO(b"PK\x03\x04"))
