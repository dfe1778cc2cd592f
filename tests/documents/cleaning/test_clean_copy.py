"""Clean copies: what was planted is nowhere in them, and they open in other programs."""

import io
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from _pytest.mark import ParameterSet
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.clean_copy import (
    CleanOrder,
    Region,
    Removal,
    clean_format,
    clean_name,
    clean_order,
)
from lssc_desktop.core.privacy.private_data import PrivacyKind, Rectangle
from lssc_desktop.core.privacy.text_rules import ScanOrder
from lssc_desktop.documents.cleaning.clean import clean
from lssc_desktop.documents.cleaning.pdf_words import PageWord, add_words
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.previews import Previewer, Source
from lssc_desktop.documents.previews.wire import PageBox, PreviewFault, Unviewable
from tests.documents.cleaning.planted_files import (
    CARD,
    EVERY_KIND,
    SEEN,
    Planted,
    Secrets,
    photo,
)
from tests.documents.previews import kinds, pdfs

_READS_PRINT = bool(shutil.which("tesseract"))
_PROGRAMS = {"office": bool(find_office()), "qpdf": bool(shutil.which("qpdf"))}


def _short(*kinds: str) -> list[ParameterSet]:
    """The first kind as a seed for each day, LibreOffice's other ones for the long run."""
    office = ("xlsx", "pptx", "odt", "ods", "odp")
    return [
        pytest.param(kind, marks=pytest.mark.soak) if kind in office else pytest.param(kind)
        for kind in kinds
    ]


def cleaned(planted: Planted, *regions: Region) -> bytes:
    order = CleanOrder(planted.seen, regions)
    return clean(planted.name, io.BytesIO(planted.data), order).data


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


def words_of(path: Path, folder: Path) -> str:
    """What another program reads in a file."""
    if path.suffix in (".txt", ".md", ".csv"):
        return path.read_text("utf-8-sig")
    target = path if path.suffix == ".pdf" else as_pdf(path, folder)
    run = ["pdftotext", "-layout", str(target), "-"]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout


def as_pdf(path: Path, folder: Path) -> Path:
    """The pages that LibreOffice makes of a file."""
    profile = (folder / "profile").as_uri()
    options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    office = find_office()
    assert office is not None
    run = [str(office), *options, "--outdir", str(folder / "made"), str(path)]
    subprocess.run(run, capture_output=True, check=True, timeout=120)
    made = folder / "made" / f"{path.stem}.pdf"
    assert made.exists(), path.name
    return made


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_nothing_of_what_was_planted_is_in_the_copy(kind: str) -> None:
    planted = EVERY_KIND[kind]()
    before = left_in(planted.name, planted.data, (*planted.unseen, *planted.seen))
    assert len(before) >= len({*planted.unseen}) - 4  # what was planted is there at first
    copy = cleaned(planted)
    assert left_in(clean_name(planted.name), copy, (*planted.unseen, *planted.seen)) == set()


@pytest.mark.parametrize(
    "kind", _short("docx", "pdf", "txt", "eml", "xlsx", "pptx", "odt", "ods", "odp")
)
@pytest.mark.skipif(not _PROGRAMS["office"] or not shutil.which("pdftotext"), reason="LibreOffice")
def test_another_program_reads_what_was_to_stay(kind: str, tmp_path: Path) -> None:
    planted = EVERY_KIND[kind]()
    path = tmp_path / f"copy.{clean_format(planted.name)}"
    path.write_bytes(cleaned(planted))
    said = " ".join(words_of(path, tmp_path).split())
    assert [word for word in planted.kept if word not in said] == []
    assert [word for word in (*SEEN, *planted.unseen) if word in said] == []


def test_a_region_is_black_in_every_kind_of_picture() -> None:
    for kind in ("jpg", "png", "gif", "tif", "webp"):
        planted = EVERY_KIND[kind]()
        copy = cleaned(planted, Region(1, Rectangle(40, 40, 160, 80)))
        with Image.open(io.BytesIO(copy)) as image:
            seen = image.convert("L")
            assert seen.crop((45, 45, 195, 115)).getextrema()[1] < 8, kind  # type: ignore[operator]
            assert seen.crop((0, 0, 30, 30)).getextrema()[0] > 240, kind  # type: ignore[operator]
            assert not image.getexif() or set(image.getexif()) <= set(range(254, 340)), kind


# What is left of a file -------------------------------------------------------------------------


def _as_word(*paragraphs: str) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_bar_in_word_is_as_wide_as_the_words_it_stands_for() -> None:
    order = CleanOrder(("Dora Quimby", "i"))
    made = clean("a.docx", io.BytesIO(_as_word("x Dora Quimby", "i")), order)
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        widths = re.findall(rb'extent cx="(\d+)"', archive.read("word/document.xml"))
    points = [int(each) / 12_700 for each in widths]
    assert 55 < points[0] < 75  # eleven letters of 11 points
    assert 2 < points[1] < 5
    assert (Removal.FOUND, 2) in made.removed


def test_a_pdf_keeps_the_text_of_pages_on_which_nothing_has_to_go() -> None:
    planted = EVERY_KIND["pdf"]()
    made = clean(planted.name, io.BytesIO(planted.data), CleanOrder(planted.seen))
    assert (Removal.PAGE_WORDS, 1) in made.removed
    with pypdfium2.PdfDocument(made.data) as document:
        first, second = (page.get_textpage().get_text_bounded() for page in document)
    assert not any(word in first for word in planted.seen)
    assert "Page two keeps its words" in second


def test_a_region_on_a_page_cannot_be_lifted() -> None:
    planted = EVERY_KIND["pdf"]()
    region = Region(2, Rectangle(70, 60, 300, 50))
    made = clean(planted.name, io.BytesIO(planted.data), CleanOrder((), (region,)))
    with pypdfium2.PdfDocument(made.data) as document:
        first, second = document[0], document[1]
        assert "Bilingual" in first.get_textpage().get_text_bounded()
        left = second.get_textpage().get_text_bounded()
        assert "Page two" not in left
        assert "Hours nine to five" in left  # which was not covered
        shown = second.render(scale=1).to_pil()
    assert shown.getpixel((200, 80)) == (0, 0, 0)
    assert shown.getpixel((200, 400)) == (255, 255, 255)


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
    order = CleanOrder(("Dana Whitfield",), (region,))
    made = clean("a.pdf", io.BytesIO(pdfs.pdf(page)), order)
    said = said_by(made.data)
    assert "Our patron came on Monday" in " ".join(said.split())
    assert "I asked a colleague; she helped." in " ".join(said.split())
    assert not any(word in said for word in ("Dana", "Whitfield", "Covered", "region"))
    assert left_in("a.pdf", made.data, ("Dana", "Whitfield", "Covered")) == set()


def test_a_word_under_a_box_of_the_page_is_not_among_the_words_that_stay() -> None:
    page = pdfs.page_of(
        b"BT /F1 12 Tf 72 700 Td (Patron Dana) Tj 0 -40 Td (zqunder) Tj 100 0 Td (beside) Tj ET "
        b"0 0 0 rg 70 656 46 14 re f 1 1 1 rg BT /F1 12 Tf 72 600 Td (zqwhite) Tj ET"
    )
    made = clean("a.pdf", io.BytesIO(pdfs.pdf(page)), CleanOrder(("Dana",)))
    said = said_by(made.data)
    assert "Patron" in said
    assert "beside" in said
    assert "zq" not in said


def test_half_a_word_that_is_covered_goes_whole() -> None:
    page = pdfs.page_of(b"BT /F1 12 Tf 72 700 Td (Whitfieldstreet stays?) Tj ET")
    region = Region(1, Rectangle(60, 75, 30, 30))
    made = clean("a.pdf", io.BytesIO(pdfs.pdf(page)), CleanOrder((), (region,)))
    assert said_by(made.data).split() == ["stays?"]


def test_the_layer_has_words_of_every_script() -> None:
    words = (
        "Библиотека",
        "図書館",
        "ação",
        "ελληνικά",
        "a",
        *(chr(code) for code in range(0x4E00, 0x5000)),
    )
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    page[NameObject("/Resources")] = DictionaryObject()
    placed = [
        PageWord(word, PageBox(20 + 40 * (at % 14), 20 + 14 * (at // 14), 30, 10))
        for at, word in enumerate(words)
    ]
    drawing = DecodedStreamObject()
    drawing.set_data(add_words(writer, page, placed))
    page[NameObject("/Contents")] = writer._add_object(drawing)
    file = io.BytesIO()
    writer.write(file)
    assert said_by(file.getvalue()).split() == list(words)


def test_words_that_a_page_hides_are_drawn_away_with_it() -> None:
    hidden = pdfs.page_of(b"BT /F1 12 Tf 3 Tr 72 700 Td (zqhidden) Tj ET")
    made = clean("a.pdf", io.BytesIO(pdfs.pdf(hidden)), CleanOrder())
    assert left_in("a.pdf", made.data, ("zqhidden",)) == set()
    outside = pdfs.page_of(b"BT /F1 12 Tf 900 700 Td (zqoutside) Tj ET")
    made = clean("a.pdf", io.BytesIO(pdfs.pdf(outside)), CleanOrder())
    assert left_in("a.pdf", made.data, ("zqoutside",)) == set()


def test_what_a_photograph_says_inside_a_pdf_goes_without_the_picture() -> None:
    said = Secrets()
    file = io.BytesIO()
    with Image.open(io.BytesIO(photo(said))) as image:
        image.save(file, "PDF")
    with_notes = file.getvalue()
    jpeg = photo(said)
    start, end = with_notes.index(b"\xff\xd8\xff"), with_notes.rindex(b"\xff\xd9") + 2
    planted = with_notes[:start] + jpeg + with_notes[end:]
    assert left_in("a.pdf", planted, tuple(said.all))
    made = clean("a.pdf", io.BytesIO(planted), CleanOrder())
    assert left_in("a.pdf", made.data, tuple(said.all)) == set()
    with pypdfium2.PdfDocument(made.data) as document:
        assert len(document) == 1


def test_the_number_of_a_card_goes_from_a_cell_that_holds_it_as_a_number() -> None:
    cells: dict[str, kinds.Cells] = {"Holds": [["Card"], [21234005678901], [46000]]}
    data = kinds.xlsx(cells)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "21234005678901" in sheet or "2.1234005678901E+13" in sheet
    order = CleanOrder(("2 1234 00567 8901",))
    made = clean("a.xlsx", io.BytesIO(data), order)
    assert left_in("a.xlsx", made.data, ("21234005678901", "46000")) == {"46000"}


def test_a_workbook_of_hidden_sheets_alone_has_no_copy() -> None:
    data = kinds.xlsx({"Only": [["x"]]}, hidden=("Only",))
    with pytest.raises(Unviewable) as refused:
        clean("a.xlsx", io.BytesIO(data), CleanOrder())
    assert refused.value.fault is PreviewFault.EMPTY


def test_a_picture_under_the_name_of_another_kind_has_no_copy() -> None:
    planted = EVERY_KIND["jpg"]()
    with pytest.raises(Unviewable) as refused:
        clean("photo.tif", io.BytesIO(planted.data), CleanOrder())
    assert refused.value.fault is PreviewFault.WRONG_KIND


def test_a_name_in_the_words_of_a_short_one_stays() -> None:
    made = clean("a.txt", io.BytesIO(b"Ann, annual, Hanna"), CleanOrder(("Ann",)))
    assert made.data == "███, annual, Hanna".encode()


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    """One helper for all tests of this file."""
    with closing(Previewer()) as one:
        yield one


# Other eyes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", _short("docx", "xlsx", "pptx", "pdf"))
@pytest.mark.skipif(not _PROGRAMS["office"] or not _READS_PRINT, reason="LibreOffice, tesseract")
def test_nobody_reads_on_the_pages_what_was_covered(kind: str, tmp_path: Path) -> None:
    planted = EVERY_KIND[kind]()
    before = _print_of(_saved(tmp_path / f"before.{kind}", planted.data), tmp_path)
    assert CARD[-6:] in before.replace(" ", "")  # it can be read before
    after = _print_of(_saved(tmp_path / f"after.{kind}", cleaned(planted)), tmp_path)
    assert "story" in after
    for word in (CARD[-6:], "dora.whitfield", "Quimby"):
        assert word.lower() not in after.replace(" ", "").lower()


def _saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _print_of(path: Path, folder: Path) -> str:
    """What Tesseract reads on the pages of a file, as LibreOffice or PDFium draw them."""
    source = path if path.suffix == ".pdf" else as_pdf(path, folder)
    said = ""
    with pypdfium2.PdfDocument(source) as document:
        for number, page in enumerate(document):
            seen = folder / f"{path.stem}-{number}.png"
            page.render(scale=200 / 72).to_pil().save(seen)
            run = ["tesseract", str(seen), "-", "--psm", "6"]
            said += subprocess.run(run, capture_output=True, text=True, check=True).stdout
    return said


@pytest.mark.skipif(not _PROGRAMS["qpdf"], reason="qpdf is not on this computer")
def test_qpdf_finds_nothing_wrong_with_the_copy_of_a_pdf(tmp_path: Path) -> None:
    path = _saved(tmp_path / "copy.pdf", cleaned(EVERY_KIND["pdf"]()))
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_scan_finds_nothing_in_the_copy(previewer: Previewer, kind: str, tmp_path: Path) -> None:
    planted = EVERY_KIND[kind]()
    source = Source(planted.name, planted.name, _saved(tmp_path / planted.name, planted.data))
    order = ScanOrder()
    found = previewer.find_private(source, order, ignore_progress)
    made = previewer.clean(source, clean_order(found), ignore_progress)
    name = clean_name(planted.name)
    copy = Source(name, name, _saved(tmp_path / name, made.data))
    left = previewer.find_private(copy, order, ignore_progress)
    assert found or kind in ("gif", "webp", "tif", "png", "docm")
    passing = {PrivacyKind.UNREADABLE}
    assert [(each.kind, each.place) for each in left if each.kind not in passing] == []


CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def test_real_files_have_copies_that_open(previewer: Previewer, tmp_path: Path) -> None:
    files = sorted(path for path in CORPUS.glob("*/*") if "password" not in path.name)
    assert len(files) >= 15
    for path in files:
        source = Source(path.name, str(path), path)
        made = previewer.clean(source, CleanOrder(), ignore_progress)
        copy = _saved(tmp_path / clean_name(path.name), made.data)
        trial = previewer.opens(Source(copy.name, str(copy), copy), ignore_progress)
        assert trial.opened, path.name


@given(cut=st.integers(1, 99), kind=st.sampled_from(sorted(EVERY_KIND)), flip=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_refused_in_words_or_gives_a_copy(cut: int, kind: str, flip: int) -> None:
    planted = _PLANTED[kind]
    data = bytearray(planted.data)
    data[len(data) * cut // 100] ^= flip
    try:
        made = clean(planted.name, io.BytesIO(bytes(data)), CleanOrder(planted.seen))
    except Unviewable:
        return
    except MemoryError:
        return
    assert made.data or planted.name.endswith((".txt", ".md", ".csv"))


_PLANTED = {kind: make() for kind, make in EVERY_KIND.items()}
