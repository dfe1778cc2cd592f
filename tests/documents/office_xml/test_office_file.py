"""Parts of an Office file, and where they lead: whoever reads it finds the same ones."""

import io
import zipfile
from collections.abc import Callable

import pytest

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import TextRules
from lssc_desktop.documents.office_xml.names import strict, transitional
from lssc_desktop.documents.office_xml.office_file import (
    ContentTypes,
    Locked,
    OfficeFile,
    read_relations,
)
from lssc_desktop.documents.office_xml.ranges import TooMuch, parse
from lssc_desktop.documents.previews.cell_formats import cell_formats
from lssc_desktop.documents.privacy.private_office import find_in_word, find_in_workbook
from tests.documents.office_xml.asked import (
    PLANTED,
    READERS,
    TYPES,
    clean_copy,
    typed_parts,
    zipped,
)
from tests.documents.word.conftest import PACKAGE, RELATIONS, Parts

BODY = f"<w:p><w:r><w:rPr>{{}}</w:rPr><w:t>{PLANTED}</w:t></w:r></w:p>"
SHOWN, HIDDEN = BODY.format(""), BODY.format('<w:rStyle w:val="Away"/>')
STYLES = (
    '<w:style w:type="character" w:styleId="Away"><w:name w:val="Away"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def renamed(parts: Parts, **names: tuple[str, str]) -> Parts:
    """Give parts other names in the ZIP: old name, new name."""
    new = dict(names.values())
    return {new.get(name, name): content for name, content in parts.items()}


def with_target(parts: Parts, source: str, old: str, new: str) -> Parts:
    """Let a part lead somewhere else."""
    said = parts[source]
    assert isinstance(said, str)
    assert f'Target="{old}"' in said
    return {**parts, source: said.replace(f'Target="{old}"', f'Target="{new}"')}


TOP, OF_MAIN = "_rels/.rels", "word/_rels/document.xml.rels"


def main_elsewhere(parts: Parts) -> Parts:
    there = renamed(
        parts,
        main=("word/document.xml", "content/text.xml"),
        rels=(OF_MAIN, "content/_rels/text.xml.rels"),
    )
    there = with_target(there, TOP, "word/document.xml", "/content/text.xml")
    return with_target(there, "content/_rels/text.xml.rels", "styles.xml", "../word/styles.xml")


def external_first(parts: Parts) -> Parts:
    said = parts[TOP]
    assert isinstance(said, str)
    other = (
        f'<Relationship Id="r0" Type="{RELATIONS}/officeDocument" TargetMode="External"'
        ' Target="https://example.org/text.xml"/><Relationship '
    )
    return {**parts, TOP: said.replace("<Relationship ", other, 1)}


def two_of_one_id(parts: Parts) -> Parts:
    said = parts[TOP]
    assert isinstance(said, str)
    other = (
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/nothing.xml"/>'
        "<Relationship "
    )
    return {**parts, TOP: said.replace("<Relationship ", other, 1)}


def in_other_names(parts: Parts) -> Parts:
    """Write parts as the strict kind of file does; what the ZIP needs has the same names."""
    return {
        name: strict(content.encode()) if isinstance(content, str) else content
        for name, content in parts.items()
    }


LYING: dict[str, Callable[[Parts], Parts]] = {
    "where they usually do": lambda parts: parts,
    "from the root of the file": lambda parts: with_target(
        parts, OF_MAIN, "styles.xml", "/word/styles.xml"
    ),
    "over another folder": lambda parts: with_target(
        parts, OF_MAIN, "styles.xml", "../word/./styles.xml"
    ),
    "with its text elsewhere": main_elsewhere,
    "with other letters in the ZIP": lambda parts: renamed(
        parts, styles=("word/styles.xml", "Word/STYLES.xml"), main=("word/document.xml",) * 2
    ),
    "with other letters in what leads there": lambda parts: with_target(
        parts, OF_MAIN, "styles.xml", "Styles.XML"
    ),
    "with escapes in what leads there": lambda parts: with_target(
        renamed(parts, styles=("word/styles.xml", "word/my styles.xml")),
        *(OF_MAIN, "styles.xml", "my%20styles.xml"),
    ),
    "with escapes in the ZIP": lambda parts: with_target(
        renamed(parts, styles=("word/styles.xml", "word/my%20styles.xml")),
        *(OF_MAIN, "styles.xml", "my styles.xml"),
    ),
    "with an address first": external_first,
    "with two ways of one name": two_of_one_id,
    "in the strict kind of file": in_other_names,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("question", LYING)
def test_everybody_finds_the_text_and_its_styles(question: str, reader: str) -> None:
    for body, is_shown in ((SHOWN, True), (HIDDEN, False)):
        content = zipped(LYING[question](typed_parts(body, STYLES)))
        assert (PLANTED in READERS[reader](content)) == is_shown


def test_the_scan_reads_what_a_text_leads_to_wherever_it_lies() -> None:
    said = f"<w:hdr {NAMES}><w:p><w:r><w:t>ana@example.com</w:t></w:r></w:p></w:hdr>"
    parts = typed_parts(SHOWN, STYLES)
    rows = str(parts[OF_MAIN]).replace(
        "</Relationships>",
        f'<Relationship Id="h" Type="{RELATIONS}/header" Target="../other/top.xml"/>'
        f'<Relationship Id="c" Type="{RELATIONS}/comments" Target="/other/said.xml"/>'
        "</Relationships>",
    )
    remark = f'<w:comments {NAMES}><w:comment w:id="1" w:author="Ana"/></w:comments>'
    more: Parts = {**parts, OF_MAIN: rows, "other/top.xml": said, "other/said.xml": remark}
    kinds = {each.kind for each in find_in_word(io.BytesIO(zipped(more)), TextRules())}
    assert {PrivacyKind.EMAIL, PrivacyKind.COMMENT} <= kinds


NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


# Workbooks --------------------------------------------------------------------------------------

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(folder: str = "xl", target: str = "worksheets/sheet1.xml") -> Parts:
    """A workbook with a hidden row and a cell in percent, in a folder of its own."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": TYPES.replace(
            "</Types>",
            f'<Override PartName="/{folder}/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/{folder}/worksheets/sheet1.xml"'
            f' ContentType="{kind}.worksheet+xml"/></Types>',
        ),
        TOP: f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{RELATIONS}/officeDocument" Target="{folder}/workbook.xml"/></Relationships>',
        f"{folder}/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Numbers" sheetId="1" r:id="rId1"/></sheets></workbook>',
        f"{folder}/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{target}"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        f"{folder}/styles.xml": f'<styleSheet xmlns="{SHEETS}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="9"/></cellXfs></styleSheet>',
        f"{folder}/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}"><sheetData>'
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>7</v></c></row></sheetData></worksheet>',
    }


BOOKS: dict[str, Parts] = {
    "usual": workbook(),
    "from the root of the file": workbook(target="/xl/worksheets/sheet1.xml"),
    "with other letters": workbook(target="WorkSheets/Sheet1.xml"),
    "strict": in_other_names(workbook()),
}


@pytest.mark.parametrize("book", BOOKS)
def test_a_sheet_is_found_by_whoever_looks_for_it(book: str) -> None:
    content = zipped(BOOKS[book])
    shown = cell_formats(io.BytesIO(content), ["Numbers"], 9, 9)
    assert shown["Numbers"][0, 0](0.5) == "50%"
    found = [each.kind for each in find_in_workbook(io.BytesIO(content), TextRules())]
    assert PrivacyKind.HIDDEN_CELLS in found
    copied = clean_copy("a.xlsx", content)
    with zipfile.ZipFile(io.BytesIO(copied)) as archive:
        assert not any(b">7<" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("book", [workbook("book"), workbook(target="../xl/worksheets/sheet1.xml")])
def test_formats_are_found_where_the_reader_of_cells_finds_no_sheet(book: Parts) -> None:
    shown = cell_formats(io.BytesIO(zipped(book)), ["Numbers"], 9, 9)
    assert shown["Numbers"][0, 0](0.5) == "50%"


def test_a_sheet_at_an_address_is_none_of_the_file() -> None:
    parts = workbook()
    rows = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        'Target="worksheets', 'TargetMode="External" Target="worksheets'
    )
    content = zipped({**parts, "xl/_rels/workbook.xml.rels": rows})
    assert "Numbers" not in cell_formats(io.BytesIO(content), ["Numbers"], 9, 9)


# What kind a part is ----------------------------------------------------------------------------


def types(rows: str) -> ContentTypes:
    return ContentTypes(parse(io.BytesIO(f"<Types>{rows}</Types>".encode()), 1 << 20))


def test_what_is_said_of_a_part_counts_before_what_is_of_its_ending() -> None:
    said = types(
        '<Default Extension="XML" ContentType="usual"/>'
        '<Override PartName="/Word/Text.xml" ContentType="own"/>'
    )
    assert said.of("word/text.xml") == "own"
    assert said.of("word/other.Xml") == "usual"


def test_a_part_of_which_nothing_is_said_has_no_kind() -> None:
    said = types('<Override PartName="/a/x.bin" ContentType=""/><Default Extension="png"/>')
    assert [said.of(name) for name in ("a/x.bin", "a.png", "png", "folder.png/none")] == [""] * 4


def test_a_kind_is_found_by_a_name_with_escapes() -> None:
    said = types('<Override PartName="/word/my%20text.xml" ContentType="own"/>')
    assert said.of("word/my text.xml") == "own"


# Relations --------------------------------------------------------------------------------------


def relation(target: str, *, kind: str = "image", mode: str = "") -> tuple[str, str, bool]:
    row = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" {mode}'
        f' Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )
    found = read_relations(parse(io.BytesIO(row.encode()), 1 << 20), "word/document.xml")["r"]
    return found.kind, found.target, found.external


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("media/a.png", "word/media/a.png"),
        ("./media/a.png", "word/media/a.png"),
        ("/word/media/a.png", "word/media/a.png"),
        ("../word/media/a.png", "word/media/a.png"),
        ("../../../word/media/a.png", "word/media/a.png"),
        ("//word//media/a.png", "word/media/a.png"),
    ],
)
def test_a_target_is_a_part_of_the_file(written: str, target: str) -> None:
    assert relation(written) == ("image", target, False)


def test_an_address_stays_as_it_is_written() -> None:
    mode = 'TargetMode="External"'
    assert relation("../a b/c.html", mode=mode) == ("image", "../a b/c.html", True)


def test_a_relation_of_another_name_space_is_none() -> None:
    row = b'<Relationships><Relationship Id="r" Type="x/image" Target="a"/></Relationships>'
    assert read_relations(parse(io.BytesIO(row), 1 << 20), "") == {}


def test_kinds_of_the_strict_kind_of_file_are_those_of_all_others() -> None:
    row = strict(
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Target="a"'
        f' Type="{RELATIONS}/extendedProperties"/></Relationships>'.encode()
    )
    (found,) = read_relations(parse(io.BytesIO(row), 1 << 20), "").values()
    assert (found.kind, found.type) == ("extended-properties", f"{RELATIONS}/extendedProperties")


# Names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "family",
    ["wordprocessingml", "spreadsheetml", "presentationml", "drawingml", "officeDocument"],
)
def test_names_of_the_strict_kind_go_there_and_back(family: str) -> None:
    usual = f"http://schemas.openxmlformats.org/{family}/2006/main".encode()
    assert strict(usual) == f"http://purl.oclc.org/ooxml/{family}/main".encode()
    assert transitional(strict(usual)) == usual


def test_what_holds_the_parts_together_has_one_name_in_both_kinds() -> None:
    assert strict(f"{PACKAGE}/relationships".encode()) == f"{PACKAGE}/relationships".encode()


# Limits -----------------------------------------------------------------------------------------


def test_a_part_that_is_too_large_is_not_read() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a.xml": "<a/>" + " " * 100}))) as archive:
        office = OfficeFile(archive, 50)
        assert office.beginning("a.xml", 4) == b"<a/>"
        with pytest.raises(TooMuch):
            office.read("a.xml")


def test_a_locked_part_is_said_to_be_one() -> None:
    content = bytearray(zipped({"a.xml": "<a/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    with zipfile.ZipFile(io.BytesIO(content)) as archive, pytest.raises(Locked):
        OfficeFile(archive).read("a.xml")


def test_what_is_no_office_file_has_no_text() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a.xml": "<a/>"}))) as archive:
        assert OfficeFile(archive).main == ""
