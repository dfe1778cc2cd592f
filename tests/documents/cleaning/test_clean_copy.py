"""Clean copies: what was found is covered in them, what is shown is kept, and they open."""

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.clean_copy import (
    Cleaned,
    CleanOrder,
    LeftBehind,
    Region,
    Way,
    clean_format,
    clean_name,
    clean_order,
    ways,
)
from lssc_desktop.core.privacy.private_data import PrivacyKind, Rectangle
from lssc_desktop.core.privacy.scan_order import ScanOrder
from lssc_desktop.core.privacy.seen_words import BAR
from lssc_desktop.documents.cleaning import clean as cleaning
from lssc_desktop.documents.cleaning.accepted import write_accepted
from lssc_desktop.documents.cleaning.pixels import Steps, seen_frames
from lssc_desktop.documents.previews import Previewer, Source
from lssc_desktop.documents.previews.wire import (
    PICTURES,
    WORDS,
    CleanWish,
    PreviewFailed,
    PreviewFault,
    Unviewable,
)
from lssc_desktop.documents.word import read_document
from tests.documents.cleaning import planted_office, planted_others, planted_word, planting
from tests.documents.cleaning.planted_files import CARD, EVERY_KIND, SEEN, Planted
from tests.documents.previews import kinds, pdfs

_READS_PRINT = bool(shutil.which("tesseract"))
HERE = tuple(kind for kind in EVERY_KIND if ways(f"a.{kind}", has_office=False))
"""Kinds of which a copy is made without LibreOffice."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was made: its bytes, its words, what is said of it, its pictures."""

    data: bytes
    words: str
    cleaned: Cleaned
    pictures: bytes


_NOTHING_FOUND = CleanOrder()


def copy_of(
    name: str,
    data: bytes,
    order: CleanOrder = _NOTHING_FOUND,
    steps: Steps = lambda _done, _total: None,
) -> Copy:
    """Make the copy that is offered first without LibreOffice."""
    way = ways(name, has_office=False)[0]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wish = CleanWish(order, way, folder, "Title", "en")
        made = cleaning.clean(name, io.BytesIO(data), wish, steps)
        pictures = folder / PICTURES
        return Copy(
            (folder / f"copy.{clean_format(name, way)}").read_bytes(),
            (folder / WORDS).read_text("utf-8"),
            made,
            pictures.read_bytes() if pictures.exists() else b"",
        )


def cleaned(planted: Planted, *regions: Region) -> Copy:
    return copy_of(planted.name, planted.data, CleanOrder(planted.seen, regions))


def everything_in(name: str, data: bytes) -> list[bytes]:
    """The bytes of a file, and of all that is packed in it: parts, pieces, streams."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                found += [entry.filename.encode(), entry.comment, entry.extra]
                found += everything_in(entry.filename, archive.read(entry))
    for start in re.finditer(rb"stream\r?\n", data) if data.startswith(b"%PDF") else ():
        try:
            found.append(zlib.decompressobj().decompress(data[start.end() :]))
        except zlib.error:
            continue
    if name.endswith(".xml") or b"<?xml" in data[:100]:
        found.append(re.sub(rb"<[^>]*>", b"", data))  # words over the borders of their pieces
    return found


def left_in(name: str, data: bytes, words: tuple[str, ...]) -> set[str]:
    """Which words are in a file, in any way of writing letters."""
    inside = [each.lower() for each in everything_in(name, data)]
    left = set()
    for word in words:
        ways = {word.lower().encode(way) for way in ("utf-8", "utf-16-le", "utf-16-be")}
        ways |= {word.lower().encode().hex().encode()}
        if any(way in each for way in ways for each in inside):
            left.add(word)
    return left


@pytest.mark.parametrize("kind", HERE)
def test_nothing_of_what_was_planted_is_in_the_copy_nor_beside_it(kind: str) -> None:
    planted = EVERY_KIND[kind]()
    words = (*planted.unseen, *planted.seen)
    before = left_in(planted.name, planted.data, words)
    assert len(before) >= len({*planted.unseen}) - 4  # what was planted is there at first
    copy = cleaned(planted)
    assert left_in("copy", copy.data, words) == set()
    assert left_in("copy", copy.words.encode() + copy.pictures, words) == set()


@pytest.mark.parametrize("kind", HERE)
def test_what_is_shown_is_in_the_copy_and_all_of_it_is_said(kind: str) -> None:
    planted = EVERY_KIND[kind]()
    said = " ".join(cleaned(planted).words.split())
    assert [word for word in planted.kept if word not in said] == []


def test_a_word_file_of_a_copy_says_what_was_shown_of_it(tmp_path: Path) -> None:
    copy = cleaned(EVERY_KIND["docx"]())
    path = tmp_path / "a.docx"
    path.write_bytes(copy.data)
    seen = read_document(path, path.name)
    assert not seen.fault
    said = "\n".join(paragraph.text for paragraph in seen.text.paragraphs)
    for line in ("Bilingual story time", BAR, "Joined paragraphs"):
        assert line in said
        assert line in copy.words


def test_a_table_and_a_picture_in_a_cell_are_no_wider_than_the_cell() -> None:
    copy = copy_of("a.docx", planted_word.narrow_cell())
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        body = archive.read("word/document.xml").decode()
    cell = body[body.index("Narrow") : body.index("Inside")]
    (inner,) = re.findall(r'<w:tblW w:w="(\d+)"', cell)
    (picture,) = re.findall(r'<wp:extent cx="(\d+)"', cell)
    assert int(inner) <= 9_360 // 4
    assert int(picture) <= 9_360 // 4 * 635


def test_a_copy_has_an_empty_line_only_where_a_table_needs_one() -> None:
    document = Document()
    for said in ("", "First", "", ""):
        document.add_paragraph(said)
    document.add_table(1, 1).cell(0, 0).text = "One"
    document.add_paragraph("Between")
    document.add_table(1, 1).cell(0, 0).text = "Two"
    document.add_paragraph("")
    document.add_table(1, 1).cell(0, 0).text = "Three"
    file = io.BytesIO()
    document.save(file)
    made = Document(io.BytesIO(copy_of("a.docx", file.getvalue()).data)).iter_inner_content()
    found = [getattr(each, "text", "table") for each in made]
    assert found == ["First", "table", "Between", "table", "", "table", ""]


def test_a_copy_says_whether_it_has_any_word() -> None:
    blank = pdfs.pdf(pdfs.page_of(b""))
    picture, text = Document(), Document()
    picture.add_picture(io.BytesIO(EVERY_KIND["png"]().data))
    text.add_paragraph("First")
    for document, has_words in ((picture, False), (text, True)):
        file = io.BytesIO()
        document.save(file)
        assert copy_of("a.docx", file.getvalue()).cleaned.has_words is has_words
    assert not copy_of("a.pdf", blank).cleaned.has_words
    assert cleaned(EVERY_KIND["pdf"]()).cleaned.has_words


def test_a_cell_that_nobody_sees_leaves_the_next_one_in_its_column() -> None:
    copy = copy_of("a.docx", planted_word.cell_of_a_dot())
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "Dot" not in body
    assert '<w:gridSpan w:val="2"/>' in body[: body.index("Third")]


def test_a_region_is_black_in_every_kind_of_picture() -> None:
    for kind in ("jpg", "png", "gif", "webp"):
        copy = cleaned(EVERY_KIND[kind](), Region(1, Rectangle(40, 40, 160, 80)))
        with Image.open(io.BytesIO(copy.data)) as image:
            seen = image.convert("L")
            assert seen.crop((45, 45, 195, 115)).getextrema()[1] < 8, kind  # type: ignore[operator]
            assert seen.crop((0, 0, 30, 30)).getextrema()[0] > 240, kind  # type: ignore[operator]
            assert not image.getexif(), kind


def test_the_pages_of_a_scan_become_pages_of_a_pdf() -> None:
    copy = cleaned(EVERY_KIND["tif"](), Region(1, Rectangle(40, 40, 160, 80)))
    with pypdfium2.PdfDocument(copy.data) as document:
        assert len(document) == 2
        seen = document[0].render(scale=96 / 72).to_pil().convert("L")
    assert seen.crop((50, 50, 190, 110)).getextrema()[1] < 20


def test_of_an_animation_the_first_picture_is_kept_and_the_others_are_counted() -> None:
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "green", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    copy = copy_of("a.gif", file.getvalue())
    assert (LeftBehind.MORE_PICTURES, 2) in copy.cleaned.left_out
    with Image.open(io.BytesIO(copy.data)) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


# PDF --------------------------------------------------------------------------------------------


def said_by(data: bytes) -> str:
    """Return the words of a PDF as a reader copies them."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_a_page_with_bars_keeps_its_other_words_to_search() -> None:
    page = pdfs.page_of(
        b"BT /F1 12 Tf 72 700 Td (Our patron Dana Whitfield came on Monday) Tj "
        b"0 -40 Td (I asked a colleague; she helped.) Tj "
        b"0 -40 Td (Covered by a region) Tj ET"
    )
    region = Region(1, Rectangle(60, 155, 250, 30))
    copy = copy_of("a.pdf", pdfs.pdf(page), CleanOrder(("Dana Whitfield",), (region,)))
    said = " ".join(said_by(copy.data).split())
    assert "Our patron came on Monday" in said
    assert "I asked a colleague; she helped." in said
    assert left_in("a.pdf", copy.data, ("Dana", "Whitfield", "Covered")) == set()
    with pypdfium2.PdfDocument(copy.data) as document:
        shown = document[0].render(scale=1).to_pil().convert("L")
    assert shown.getpixel((180, 170)) < 20
    assert shown.getpixel((200, 400)) > 240


def test_half_a_word_that_is_covered_goes_whole() -> None:
    page = pdfs.page_of(b"BT /F1 12 Tf 72 700 Td (Whitfieldstreet stays?) Tj ET")
    region = Region(1, Rectangle(60, 75, 30, 30))
    copy = copy_of("a.pdf", pdfs.pdf(page), CleanOrder((), (region,)))
    assert copy.words.split() == ["Page", "1", "stays?"]


def test_each_page_has_a_heading_and_its_words_are_said_page_by_page() -> None:
    copy = copy_of("a.pdf", EVERY_KIND["pdf"]().data)
    second = ["Page 2", "Page two keeps its words", "Hours nine to five", ""]
    assert copy.words.split("\n")[-4:] == second
    assert copy.words.startswith("Page 1\nBilingual story time\n")
    assert copy.cleaned.pages == 2


def test_a_scan_that_nobody_reads_says_that_it_cannot_be_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # where Tesseract is not
    copy = copy_of("a.tif", EVERY_KIND["tif"]().data)
    assert "can’t be searched" in copy.words
    assert copy.cleaned.without_words == 1  # the second page is of one color


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not on this computer")
def test_qpdf_finds_nothing_wrong_with_the_copy_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(cleaned(EVERY_KIND["pdf"]()).data)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


# Pages of LibreOffice ---------------------------------------------------------------------------


def test_a_part_that_an_office_left_empty_stops_no_copy(tmp_path: Path) -> None:
    file = io.BytesIO(EVERY_KIND["odt"]().data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("Configurations2/accelerator/current.xml", b"")
    write_accepted("a.odt", file, tmp_path / "a.odt")
    with zipfile.ZipFile(tmp_path / "a.odt") as archive:
        assert b"Bilingual story time" in archive.read("content.xml")


# Words ------------------------------------------------------------------------------------------


def test_a_name_in_the_words_of_a_short_one_stays() -> None:
    copy = copy_of("a.txt", b"Ann, annual, Hanna", CleanOrder(("Ann",)))
    assert copy.data == f"{BAR}, annual, Hanna\n".encode()


def test_a_file_of_values_keeps_its_empty_cells() -> None:
    copy = copy_of("a.tsv", b"a\t\tb\n\tc\t\n")
    assert copy.data == b"a,,b\n,c,\n"


def test_the_number_of_a_card_goes_from_a_cell_that_holds_it_as_a_number() -> None:
    cells: dict[str, kinds.Cells] = {"Holds": [["Card"], [21234005678901], [46000]]}
    copy = copy_of("a.xlsx", kinds.xlsx(cells), CleanOrder((CARD,)))
    assert left_in("a.xlsx", copy.data, (CARD, "46000")) == {"46000"}
    assert copy.words.split() == ["Holds", "Card", BAR, "46000"]


def test_a_workbook_of_hidden_sheets_alone_has_no_copy() -> None:
    with pytest.raises(Unviewable) as refused:
        copy_of("a.xlsx", kinds.xlsx({"Only": [["x"]]}, hidden=("Only",)))
    assert refused.value.fault is PreviewFault.EMPTY


def test_a_workbook_whose_window_is_hidden_has_no_copy() -> None:
    window = '<bookViews><workbookView visibility="hidden"/></bookViews>'
    with pytest.raises(Unviewable) as refused:
        copy_of("a.xlsx", planted_office.workbook_file(book=window))
    assert refused.value.fault is PreviewFault.EMPTY


def test_more_rows_than_anybody_looks_through_are_refused() -> None:
    rows = b"x,y\n" * 50_001
    with pytest.raises(Unviewable) as refused:
        copy_of("a.csv", rows)
    assert refused.value.fault is PreviewFault.TOO_MANY_ROWS
    assert copy_of("a.csv", rows[: 4 * 50_000]).words.count("\n") == 50_000


def test_more_pages_than_anybody_looks_through_are_refused_before_one_is_read() -> None:
    writer, file, steps = PdfWriter(), io.BytesIO(), list[int]()
    for _page in range(2_001):
        writer.add_blank_page(20, 20)
    writer.write(file)
    with pytest.raises(Unviewable) as refused:
        copy_of("a.pdf", file.getvalue(), steps=lambda done, _total: steps.append(done))
    assert (refused.value.fault, steps) == (PreviewFault.TOO_MANY_PAGES, [])


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx", "odt", "pdf"])
def test_a_large_file_says_how_far_its_copy_is_and_never_steps_back(kind: str) -> None:
    rows: kinds.Cells = [["Row", number] for number in range(200)]
    large = {"xlsx": kinds.xlsx({"Loans": rows}), "ods": kinds.ods(rows)}
    told: list[int] = []
    data = large.get(kind) or EVERY_KIND[kind]().data
    copy_of(f"a.{kind}", data, steps=lambda done, _total: told.append(done))
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1] >= (7 if kind in large else 1)  # of 50 rows each, read and written


# Other eyes -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    """One helper for all tests of this file."""
    with closing(Previewer()) as one:
        yield one


def made_by(previewer: Previewer, source: Source, order: CleanOrder, folder: Path) -> Path:
    way = ways(source.name, has_office=False)[0]
    folder.mkdir(exist_ok=True)
    previewer.clean(source, CleanWish(order, way, folder, "Title", "en"), ignore_progress)
    return folder / f"copy.{clean_format(source.name, way)}"


@pytest.mark.parametrize("kind", HERE)
def test_a_scan_finds_nothing_in_the_copy(previewer: Previewer, kind: str, tmp_path: Path) -> None:
    planted = EVERY_KIND[kind]()
    path = tmp_path / planted.name
    path.write_bytes(planted.data)
    source, order = Source(planted.name, planted.name, path), ScanOrder()
    found = previewer.find_private(source, order, ignore_progress)
    copy = made_by(previewer, source, clean_order(found), tmp_path / "made")
    left = previewer.find_private(Source(copy.name, "copy", copy), order, ignore_progress)
    assert found or kind in ("gif", "webp", "tif", "png", "docm")
    passing = {PrivacyKind.UNREADABLE}
    assert [(each.kind, each.place) for each in left if each.kind not in passing] == []


_NONE = re.compile("password|coreprops")  # one is locked, one shows nothing


def test_real_files_have_copies_that_open(
    previewer: Previewer, tmp_path: Path, corpus: Path
) -> None:
    files = sorted(path for path in corpus.glob("*/*") if not _NONE.search(path.name))
    assert len(files) >= 15
    for number, path in enumerate(files):
        source = Source(path.name, str(path), path)
        copy = made_by(previewer, source, CleanOrder(), tmp_path / str(number))
        trial = previewer.opens(Source(copy.name, str(copy), copy), ignore_progress)
        assert trial.opened, path.name


@given(cut=st.integers(1, 99), kind=st.sampled_from(HERE), flip=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_refused_or_gives_a_copy(
    previewer: Previewer, cut: int, kind: str, flip: int
) -> None:
    planted = _PLANTED[kind]
    data = bytearray(planted.data)
    data[len(data) * cut // 100] ^= flip
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / planted.name
        path.write_bytes(data)
        source = Source(planted.name, f"{kind} {cut} {flip}", path)
        try:
            copy = made_by(previewer, source, CleanOrder(SEEN), Path(place) / "made")
        except PreviewFailed:
            return
        assert copy.exists()


_PLANTED = {kind: EVERY_KIND[kind]() for kind in HERE}


def test_a_copy_is_called_after_its_file_without_what_was_found() -> None:
    assert clean_name(f"Card {CARD}.txt", Way.WORDS, (CARD,)) == "Card (clean copy).txt"


@pytest.mark.skipif(not _READS_PRINT, reason="Tesseract is not installed")
@pytest.mark.parametrize("offset", [0, 0xFEE0])  # of letters as wide as those of Chinese
def test_the_words_of_a_page_are_those_that_its_letters_are_drawn_as(offset: int) -> None:
    said = "".join(chr(ord(letter) + offset) for letter in planting.WORD)
    copy = copy_of("a.pdf", planted_others.words_for_others(said=said))
    assert planting.left_in(copy.data) == []
    assert said not in copy.words
    assert "Librarian" in copy.words
    assert "Bilingual story time" in copy.words


@pytest.mark.skipif(not _READS_PRINT, reason="Tesseract is not installed")
def test_each_digit_of_a_number_is_one_that_is_drawn() -> None:
    copy = copy_of("a.pdf", planted_others.words_for_others("5553472", "5553478"))
    assert "5553478" not in copy.words
    assert "Bilingual story time" in copy.words


def test_a_signature_is_left_behind_and_counted() -> None:
    signed = io.BytesIO(EVERY_KIND["docx"]().data)
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    copy = copy_of("a.docx", signed.getvalue())
    assert dict(copy.cleaned.left_out)[LeftBehind.SIGNATURE] == 1
    form = "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[0 0 0 0]/V 7 0 R>>"
    about = "<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>/ByteRange[0 1 2 3]>>"
    root, page = "/AcroForm<</SigFlags 3/Fields[6 0 R]>>", "/Annots[6 0 R]"
    copy = copy_of("a.pdf", planted_others.pdf_file("", page, (form, about), root))
    assert dict(copy.cleaned.left_out)[LeftBehind.SIGNATURE] == 1
    copy = copy_of("a.pdf", planted_others.pdf_file())
    assert LeftBehind.SIGNATURE not in dict(copy.cleaned.left_out)


def test_what_was_found_is_covered_in_an_equation_too() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    letters = "<m:r><m:t>call 555-</m:t></m:r><m:r><m:t>0142</m:t></m:r>"
    body = f"<w:p>{planted_word.run('Or')}<m:oMath {math}>{letters}</m:oMath></w:p>"
    copy = copy_of("a.docx", planted_word.word_file(body), CleanOrder(("555-0142",)))
    assert left_in("copy", copy.data, ("555-0142", "0142")) == set()
    assert f"Orcall {BAR}" in copy.words


def shown_row(cells: str, before: str = "", styles: str = "", book: str = "") -> list[str]:
    """What a copy shows of the second row of a sheet."""
    row = planted_office.sheet_row(2, cells)
    data = planted_office.workbook_file(row, before, styles=styles, book=book)
    return copy_of("a.xlsx", data).words.splitlines()[3].split("\t")


def test_a_call_number_and_a_barcode_are_shown_in_a_workbook_as_they_were() -> None:
    texts = ("813.50", "21234000123456", "5", "0.25", "-0", "007", "nan")
    cells = "".join(planted_office.cell(f"{'ABCDEFG'[n]}2", text) for n, text in enumerate(texts))
    copy = copy_of("a.xlsx", planted_office.workbook_file(planted_office.sheet_row(2, cells)))
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<v>([^<]*)</v>", sheet) == ["5", "0.25"]
    assert re.findall(r"<t>([^<]*)</t>", sheet)[1:] == [
        "813.50",
        "21234000123456",
        "-0",
        "007",
        "nan",
    ]


def test_a_day_counted_from_1904_and_an_escaped_character_are_shown_as_in_excel() -> None:
    day = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    cells = '<c r="A2" s="1"><v>43831</v></c>' + planted_office.cell("B2", "a_x0042_c")
    wide = '<cols><col min="1" max="9" width="20"/></cols>'
    assert shown_row(cells, wide, day) == ["1/1/2020", "aBc"]
    from_1904 = '<workbookPr date1904="1"/>'
    assert shown_row(cells, wide, day, from_1904) == ["1/2/2024", "aBc"]


def test_a_number_that_does_not_fit_in_its_column_is_not_in_the_copy() -> None:
    cells = '<c r="A2"><v>7355608</v></c><c r="B2"><v>7355608</v></c><c r="C2"><v>12</v></c>'
    narrow = '<cols><col min="1" max="1" width="3"/></cols>'
    assert shown_row(cells, narrow) == ["", "7355608", "12"]


def test_gray_letters_thin_lines_and_pictures_without_effects_are_kept() -> None:
    gray = '<w:color w:val="7F7F7F" w:themeColor="background1" w:themeShade="7F"/>'
    white = '<w:color w:val="FFFFFF" w:themeColor="background1"/>'
    navy = '<w:shd w:val="clear" w:color="auto" w:fill="1F497D"/>'
    line = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1800000" cy="0"/><a:graphic><wps:wsp/>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    body = (
        planted_word.paragraph("Gray", gray) + planted_word.paragraph("White", white, navy) + line
    )
    copy = copy_of("a.docx", planted_word.word_file(body))
    assert copy.words.split("\n")[1:3] == ["Gray", "White"]
    assert dict(copy.cleaned.left_out) == {LeftBehind.DRAWINGS: 1}


def test_a_scan_of_more_pages_than_are_previewed_is_copied_whole() -> None:
    pages = [Image.new("L", (20, 20), number % 200) for number in range(120)]
    scan = io.BytesIO()
    pages[0].save(scan, "TIFF", save_all=True, append_images=pages[1:])
    assert sum(1 for _each in seen_frames(scan, {})) == 120


def test_an_email_keeps_its_day() -> None:
    mail = b"Subject: x\nDate: Mon, 05 Oct 2026 10:00:00 -0500\n\nStory time\n"
    assert "October 5, 2026" in copy_of("a.eml", mail).words
