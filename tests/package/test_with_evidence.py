"""Portfolio and evidence in one PDF, from real files of each kind."""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from lssc_desktop.core.files.names import EXTENSIONS, shown_as
from lssc_desktop.core.job import Cancelled, Progress, Reporter, ignore_progress
from lssc_desktop.core.portfolio.portfolio import Weight
from lssc_desktop.core.text.extract import Fact, FactKind
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.documents.images import Shape, ShapeKind, draw
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.previews import PreviewFault
from lssc_desktop.documents.word import to_docx
from lssc_desktop.messages.previews import fact_words
from lssc_desktop.package import with_evidence
from lssc_desktop.package.book import Book, Chapter, EvidenceLine
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.language import fact_words as package_fact_words
from lssc_desktop.package.typesetting.language import kind, package_words
from lssc_desktop.package.with_evidence import (
    LeftOut,
    Why,
    WithEvidence,
    join_evidence,
    write_with_evidence,
)
from tests.documents.previews import kinds
from tests.documents.test_images import tiff_without_size


def pdf(pages: int, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def scan() -> bytes:
    file = io.BytesIO()
    pages = [Image.new("L", (200, 300), shade) for shade in (0, 200)]
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    return file.getvalue()


def photo() -> bytes:
    return draw(1200, 900, "#ddeeff", (Shape(ShapeKind.ELLIPSE, (100, 100, 700, 700), "#2b4c86"),))


def letter() -> bytes:
    text = RichText((Paragraph((Span("Dear committee"),)),))
    return to_docx(text, title="Letter", author="M. Okafor")


@dataclass
class Case:
    """A book whose chapters use the files that were put in."""

    folder: Path
    make_book: Callable[..., Book]

    def write(
        self, *chapters: dict[str, bytes | None], reporter: Reporter = ignore_progress
    ) -> WithEvidence:
        """Write a chapter for each mapping of file names to contents (None: no such file)."""
        made = []
        sources: dict[str, Path] = {}
        for number, files in enumerate(chapters, 1):
            lines = []
            for place, (name, data) in enumerate(files.items(), 1):
                source = self.folder / name
                if data is not None:
                    source.write_bytes(data)
                packaged = f"evidence/{name}"
                sources[packaged] = source
                lines.append(EvidenceLine(place, name, packaged, 1, Weight.PRIMARY, "A caption"))
            made.append(Chapter(number, f"Title {number}", evidence=tuple(lines)))
        book = self.make_book(chapters=tuple(made))
        given = (self.target, self.target, (book,), sources, "")
        return join_evidence(*given, reporter)  # what `write_with_evidence` does in a process

    @property
    def target(self) -> Path:
        return self.folder / "portfolio-with-evidence.pdf"

    @property
    def reader(self) -> PdfReader:
        return PdfReader(self.target)


def shown(path: Path, number: int) -> bytes:
    """A page as PDFium shows it, a pixel for each point."""
    with pypdfium2.PdfDocument(path) as document:
        file = io.BytesIO()
        document[number].render().to_pil().save(file, "PNG")
        return file.getvalue()


def is_dark(picture: Image.Image, y: int) -> bool:
    """Whether a row of a picture has words in it."""
    row = picture.convert("L").crop((0, y, picture.width, y + 1))
    return row.getextrema()[0] < 200  # type: ignore[operator]  # of a picture in gray


@pytest.fixture
def case(tmp_path: Path, make_book: Callable[..., Book]) -> Case:
    return Case(tmp_path, make_book)


def page(reader: PdfReader, label: str) -> Any:
    return reader.pages[reader.page_labels.index(label)]


def test_a_pdf_follows_the_portfolio_page_by_page(case: Case) -> None:
    made = case.write({"flyer.pdf": pdf(3)})
    labels = case.reader.page_labels

    assert made.included == ("flyer.pdf",)
    assert made.pages == len(labels)
    assert labels[:3] == ["Note-1", "1", "2"]
    assert labels[-3:] == ["E1.1-1", "E1.1-2", "E1.1-3"]


def test_a_picture_is_a_page_with_its_name_and_caption(case: Case) -> None:
    case.write({"Hold shelf.jpg": photo()})
    sheet = page(case.reader, "E1.1-1")
    text = sheet.extract_text()

    assert (sheet.mediabox.width, sheet.mediabox.height) == (612, 792 + 22)  # below a strip
    assert "Hold shelf.jpg" in text
    assert "Competency 1, evidence 1" in text
    assert "A caption" in text
    (picture,) = sheet.images
    assert picture.image.size == (1200, 900)


def test_a_scan_has_all_its_pages(case: Case) -> None:
    case.write({"scan.tiff": scan()})

    assert case.reader.page_labels[-2:] == ["E1.1-1", "E1.1-2"]


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_a_word_file_becomes_pages(case: Case) -> None:
    made = case.write({"letter.docx": letter(), "broken.docx": b"PK\3\4"})

    assert made.included == ("letter.docx",)
    assert made.left_out == (LeftOut("broken.docx", Why.OFFICE_FAILED),)
    assert "Dear committee" in page(case.reader, "E1.1-1").extract_text()


def test_without_libreoffice_word_files_are_left_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(case.folder))
    if find_office() is not None:
        pytest.skip("LibreOffice lies where it cannot be hidden")

    made = case.write({"letter.docx": letter()})

    assert made.left_out == (LeftOut("letter.docx", Why.NO_OFFICE),)


def test_what_cannot_be_joined_is_left_out_with_the_reason(case: Case) -> None:
    made = case.write(
        {
            "locked.pdf": pdf(1, "secret"),
            "broken.pdf": b"%PDF-1.7 and no more",
            "renamed.pdf": b"a text",
            "broken.jpg": photo()[:2000],
            "renamed.jpg": b"a text",
            "clip.wav": b"RIFF",
            "gone.pdf": None,
            "good.pdf": pdf(1),
        }
    )

    assert made.included == ("good.pdf",)
    assert {item.name: item.why for item in made.left_out} == {
        "locked.pdf": Why.PASSWORD,
        "broken.pdf": Why.DAMAGED,
        "renamed.pdf": Why.WRONG_KIND,
        "broken.jpg": Why.DAMAGED,
        "renamed.jpg": Why.WRONG_KIND,
        "clip.wav": Why.NO_PAGES,
        "gone.pdf": Why.MISSING,
    }


def test_one_odd_scan_does_not_stop_the_others(case: Case) -> None:
    made = case.write({"odd.tif": tiff_without_size(9_999), "photo.jpg": photo()})

    assert made.included == ("photo.jpg",)
    assert made.left_out == (LeftOut("odd.tif", Why.DAMAGED),)


def when_all_were_tried(act: Callable[[], object]) -> Reporter:
    """Return a reporter that does something once, when the pages begin to be joined."""
    told: list[int] = []

    def report(progress: Progress) -> None:
        if told and progress.done < told[-1] == max(told):
            act()
            told.append(1 << 30)  # once is enough
        told.append(progress.done)

    return report


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda file: file.write_bytes(b"%PDF-1.7 and no more"), Why.DAMAGED),
        (lambda file: file.unlink(), Why.MISSING),
    ],
    ids=["damaged", "gone"],
)
def test_a_file_that_goes_bad_meanwhile_costs_only_itself(
    case: Case, spoil: Callable[[Path], object], why: Why
) -> None:
    reporter = when_all_were_tried(lambda: spoil(case.folder / "bad.pdf"))

    made = case.write({"a.pdf": pdf(1), "bad.pdf": pdf(2), "b.pdf": pdf(1)}, reporter=reporter)

    assert made.included == ("a.pdf", "b.pdf")
    assert made.left_out == (LeftOut("bad.pdf", why),)
    assert "bad.pdf" in case.reader.pages[0].extract_text()
    assert case.reader.page_labels[-2:] == ["E1.1-1", "E1.3-1"]


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_a_word_file_that_cannot_be_read_costs_only_itself(case: Case) -> None:
    gone = case.folder / "letter.docx"

    def report(progress: Progress) -> None:
        if progress.item.name == "flyer.pdf":
            gone.unlink(missing_ok=True)

    made = case.write({"letter.docx": letter(), "flyer.pdf": pdf(1)}, reporter=report)

    assert made.included == ("flyer.pdf",)
    assert made.left_out == (LeftOut("letter.docx", Why.MISSING),)


def test_more_than_memory_should_hold_is_left_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(with_evidence, "LARGEST_FILE", 2000)
    monkeypatch.setattr(with_evidence, "LARGEST_TOGETHER", 600)

    made = case.write({"a.pdf": pdf(1), "b.pdf": pdf(1), "c.pdf": pdf(40)})

    assert made.included == ("a.pdf",)
    assert [item.why for item in made.left_out] == [Why.TOO_LARGE, Why.TOO_LARGE]


def test_the_first_page_says_what_is_left_out_and_that_it_is_not_tagged(case: Case) -> None:
    case.write({"clip.wav": b"RIFF"})
    note = " ".join(case.reader.pages[0].extract_text().split())

    assert "It isn’t tagged for screen readers." in note
    assert "clip.wav" in note
    assert "We can’t turn this kind of file into pages." in note


def test_it_claims_no_accessibility(case: Case) -> None:
    case.write({"flyer.pdf": pdf(1)})
    root: Any = case.reader.root_object

    assert "/StructTreeRoot" not in root
    assert "/MarkInfo" not in root
    assert b"pdfuaid" not in case.target.read_bytes()


def test_each_chapter_has_its_evidence_below_its_bookmark(case: Case) -> None:
    case.write({"flyer.pdf": pdf(1), "clip.wav": b"RIFF"}, {"photo.jpg": photo()})
    reader = case.reader
    outline: Any = reader.outline

    titles = [
        [sub.title for sub in item] if isinstance(item, list) else item.title for item in outline
    ]
    assert [" ".join(title.split()) if isinstance(title, str) else title for title in titles] == [
        "About this file",
        "Personal learning statement",
        "1 Title 1",
        ["Evidence 1: flyer.pdf"],
        "2 Title 2",
        ["Evidence 1: photo.jpg"],
    ]
    number = reader.get_destination_page_number(outline[5][0])
    assert number is not None
    assert reader.page_labels[number] == "E2.1-1"


def test_a_file_used_twice_is_in_it_once(case: Case) -> None:
    flyer = pdf(1)
    made = case.write({"flyer.pdf": flyer}, {"flyer.pdf": flyer})
    reader = case.reader
    outline: Any = reader.outline

    assert made.included == ("flyer.pdf",)
    assert [label for label in reader.page_labels if label.startswith("E")] == ["E1.1-1"]
    assert outline[3][0]["/Page"] == outline[5][0]["/Page"]


def leads(reader: PdfReader, label: str) -> list[str]:
    """Where the links of a page lead, as the pages are called."""
    found = []
    for note in page(reader, label).annotations or ():
        link = note.get_object()
        where = link.get("/Dest") or link["/A"].get("/D")
        if isinstance(where, str):
            where = reader.named_destinations[where].dest_array
        number = reader.get_page_number(where[0].get_object())
        assert number is not None
        found.append(reader.page_labels[number])
    return found


def test_contents_and_lists_lead_to_evidence_and_evidence_leads_back(case: Case) -> None:
    case.write({"flyer.pdf": pdf(2), "clip.wav": b"RIFF"}, {"flyer.pdf": pdf(2), "b.pdf": pdf(1)})
    reader = case.reader
    contents = page(reader, "2").extract_text()

    assert leads(reader, "2") == ["3", "4", "E1.1-1", "5", "E1.1-1", "E2.2-1"]
    assert "clip.wav" not in contents
    assert "E2.2-1" in contents
    assert leads(reader, "4") == ["E1.1-1"]
    assert leads(reader, "5") == ["E1.1-1", "E2.2-1"]
    assert leads(reader, "E1.1-1") == ["4", "5"]
    assert leads(reader, "E1.1-2") == []
    assert leads(reader, "E2.2-1") == ["5"]
    assert "E1.1 flyer.pdf Listed on page: 4, 5" in " ".join(
        page(reader, "E1.1-1").extract_text().split()
    )


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_what_stands_above_evidence_covers_none_of_it(case: Case, turned: int) -> None:
    writer = PdfWriter()
    sheet = writer.add_blank_page(400, 600)
    sheet.rotate(turned)
    file = io.BytesIO()
    writer.write(file)

    case.write({"turned.pdf": file.getvalue()})
    with Image.open(
        io.BytesIO(shown(case.target, case.reader.page_labels.index("E1.1-1")))
    ) as seen:
        (width, height), dark = seen.size, [y for y in range(seen.height) if is_dark(seen, y)]

    assert (width, height) > ((600, 400) if turned in (90, 270) else (400, 600))
    assert dark
    assert max(dark) < height - (400 if turned in (90, 270) else 600)


def test_a_set_by_course_has_its_certificate(course_book: Book, tmp_path: Path) -> None:
    certificate = tmp_path / "Certificate.pdf"
    certificate.write_bytes(pdf(1))
    target = tmp_path / "all.pdf"
    sources = {"evidence/01-certificate.pdf": certificate}

    write_with_evidence(target, (course_book,), sources, ignore_progress)

    assert PdfReader(target).page_labels[-1] == "C1-1"


def test_it_takes_the_place_of_an_older_one(course_book: Book, tmp_path: Path) -> None:
    target = tmp_path / "all.pdf"
    target.write_bytes(b"old")
    sources = {"evidence/01-certificate.pdf": tmp_path / "gone.pdf"}

    made = write_with_evidence(target, (course_book,), sources, ignore_progress)

    assert made.pages == len(PdfReader(target).pages)
    assert [item.why for item in made.left_out] == [Why.MISSING]


def test_a_target_that_cannot_be_written_is_said_by_its_name(
    course_book: Book, tmp_path: Path
) -> None:
    target = tmp_path / "gone" / "all.pdf"
    sources = {"evidence/01-certificate.pdf": tmp_path / "gone.pdf"}

    with pytest.raises(FolderGone) as caught:
        write_with_evidence(target, (course_book,), sources, ignore_progress)

    assert caught.value.path == str(target.parent)


def test_stopping_at_any_moment_leaves_what_was_there(book: Book, tmp_path: Path) -> None:
    class StopsAt:
        def __init__(self, report: int) -> None:
            self.left = report

        def __call__(self, _progress: Progress) -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    sources = {}
    for chapter in book.chapters:
        for line in chapter.evidence:
            sources[line.packaged] = tmp_path / "flyer.pdf"
    (tmp_path / "flyer.pdf").write_bytes(pdf(1))
    target = tmp_path / "all.pdf"
    target.write_bytes(b"old")
    before = sorted(path.name for path in tmp_path.iterdir())

    for moment in range(4):
        with pytest.raises(Cancelled):
            write_with_evidence(target, (book,), sources, StopsAt(moment))
        assert target.read_bytes() == b"old"
        assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_qpdf_finds_no_fault(case: Case) -> None:
    case.write({"flyer.pdf": pdf(2), "photo.jpg": photo()})

    done = subprocess.run(
        ["qpdf", "--check", case.target], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


# Kinds that only the helper reads ---------------------------------------------------------------


def test_what_has_no_pages_of_its_own_is_set_as_text_with_its_caption(case: Case) -> None:
    made = case.write({f"file.{each}": kinds.every_kind()[each] for each in SAID})
    assert (made.left_out, len(made.included)) == ((), len(SAID))
    for place, words in enumerate(SAID.values(), 1):
        text = page(case.reader, f"E1.{place}-1").extract_text()
        assert "A caption" in text
        assert all(word in text for word in words)


SAID = {
    "xlsx": ("Log", "Monday", "18.5"),
    "ods": ("Log", "Monday"),
    "csv": ("Children", "18"),
    "txt": ("24 children came.",),
    "md": ("Story time",),
    "html": ("In two languages", "10 AM"),
    "mht": ("Lapsit",),
    "url": ("Link to: https://example.org/plan?x=1",),
    "eml": ("From: Ana Rivera", "Attachments: flyer.pdf", "24 children came."),
    "msg": ("From: Ana Rivera", "it works."),
    "wav": ("Length: 1 min 12 s",),
    "mp4": ("Length: 1 min 12 s", "640 × 360 pixels"),
}


def test_a_link_in_the_pdf_can_be_followed(case: Case) -> None:
    case.write({"plan.url": kinds.URL})
    annotation, _back = page(case.reader, "E1.1-1")["/Annots"]
    assert annotation.get_object()["/A"]["/URI"] == "https://example.org/plan?x=1"


def test_a_photograph_of_a_phone_is_a_page(case: Case) -> None:
    made = case.write({"photo.heic": kinds.every_kind()["heic"]})
    (picture,) = page(case.reader, "E1.1-1").images
    assert made.left_out == ()
    assert picture.image.size == (29, 100)


def test_a_table_goes_on_over_pages_with_its_header(case: Case) -> None:
    rows = [["Day", "Program"], *([f"Day {number}", "Story time"] for number in range(150))]
    case.write({"log.xlsx": kinds.xlsx({"Log": rows})})
    pages = [label for label in case.reader.page_labels if label.startswith("E1.1-")]
    assert len(pages) > 2
    texts = [page(case.reader, label).extract_text() for label in pages]
    assert all("Program" in text for text in texts)
    assert "Day 149" in texts[-1]


def test_a_damaged_file_of_any_kind_costs_only_its_own_pages(case: Case) -> None:
    made = case.write(
        {
            "bad.xlsx": b"PK\3\4" + bytes(300),
            "bad.msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900),
            "empty.csv": b"",
            "good.txt": b"24 children came.",
        }
    )
    assert made.included == ("good.txt",)
    assert made.left_out == (
        LeftOut("bad.xlsx", Why.DAMAGED),
        LeftOut("bad.msg", Why.DAMAGED),
        LeftOut("empty.csv", Why.EMPTY),
    )


def test_every_kind_that_is_shown_has_a_word_for_readers() -> None:
    shown = {each for all_ in EXTENSIONS.values() for each in all_ if shown_as(f"x.{each}")}
    assert {each for each in shown if kind(package_words("en"), f"x.{each}") == "File"} == set()


def test_every_fault_and_fact_has_its_words_in_window_and_pdf() -> None:
    assert set(with_evidence._PREVIEW_FAULTS) == set(PreviewFault)
    assert {why.value for why in Why} == set(wording._LEFT_OUT)
    for fact_kind in FactKind:
        fact = Fact(fact_kind, ("3", "12"))
        for words in (partial(package_fact_words, package_words("en")), fact_words):
            assert words(fact).text or words(fact).label
