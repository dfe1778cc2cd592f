"""Copies of evidence that everybody can open: a JPEG of a picture, a PDF of an office file."""

import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from lssc_desktop.core.job import Cancelled, Progress, Reporter, ignore_progress
from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.documents.images import picture_facts
from lssc_desktop.documents.office import OfficeMissing, find_office
from lssc_desktop.documents.previews import Limits, Previewer
from lssc_desktop.package.with_evidence import mail_pages
from lssc_desktop.store.evidence import CopyNotMade, CopyTools, copy_for_everybody
from tests.documents.previews.kinds import email_message
from tests.documents.previews.pdfs import written
from tests.documents.previews.test_trying import RICH, archive, film, pages

HEIC = Path(__file__).parents[1] / "documents" / "previews" / "files" / "gradient.heic"
TODAY = date(2026, 3, 1)

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    made = Previewer(Limits(seconds=60.0) if sys.platform == "win32" else Limits())
    yield made
    made.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "Evidence" / "Spring").mkdir(parents=True)
    return tmp_path


def copied(root: Path, previewer: Previewer, path: str, data: bytes) -> EvidenceFile:
    (root / path).write_bytes(data)
    return copy_for_everybody(root, path, tools(previewer), TODAY, ignore_progress)


def tools(previewer: Previewer) -> CopyTools:
    def pages(source: Path, reporter: Reporter) -> bytes:
        return mail_pages(source, previewer.look, TODAY, reporter)

    return CopyTools(previewer.page, previewer.opens, pages)


def own_pdf(data: bytes) -> bytes:
    """A document of Pages of 2009, which has its own pages with it."""
    file = io.BytesIO(archive("index.xml"))
    with zipfile.ZipFile(file, "a") as archived:
        archived.writestr("QuickLook/Preview.pdf", data)
    return file.getvalue()


@needs_office
def test_a_file_of_an_office_program_becomes_a_pdf_beside_it(
    root: Path, previewer: Previewer
) -> None:
    copy = copied(root, previewer, "Evidence/Spring/Letter.rtf", RICH)

    made = root / copy.path
    assert copy.path == "Evidence/Spring/Letter.pdf"
    assert "Story time" in PdfReader(made).pages[0].extract_text()
    assert copy.sha256 == hashlib.sha256(made.read_bytes()).hexdigest()
    assert copy.bytes == made.stat().st_size
    assert copy.added == TODAY
    assert (root / "Evidence/Spring/Letter.rtf").read_bytes() == RICH


def test_a_photo_of_a_telephone_becomes_a_jpeg_as_large_as_it_is(
    root: Path, previewer: Previewer
) -> None:
    copy = copied(root, previewer, "Evidence/IMG_1.HEIC", HEIC.read_bytes())

    assert copy.path == "Evidence/IMG_1.jpg"
    looked = picture_facts(root / "Evidence/IMG_1.HEIC")
    with Image.open(root / copy.path) as made:
        assert (made.format, made.size) == ("JPEG", (looked.width, looked.height))
        assert not made.getexif()  # where it was taken is nobody's business


@needs_office
def test_a_copy_takes_the_place_of_no_other_file(root: Path, previewer: Previewer) -> None:
    (root / "Evidence/Letter.pdf").write_bytes(written("Another letter"))

    copy = copied(root, previewer, "Evidence/Letter.rtf", RICH)

    assert copy.path == "Evidence/Letter (2).pdf"
    assert (root / "Evidence/Letter.pdf").read_bytes() == written("Another letter")


def test_the_pages_that_came_in_a_document_of_pages_are_taken(
    root: Path, previewer: Previewer
) -> None:
    copy = copied(root, previewer, "Evidence/Plan.pages", own_pdf(written("Story time")))

    assert copy.path == "Evidence/Plan.pdf"
    assert (root / copy.path).read_bytes() == written("Story time")


@needs_office
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("Plan.pages", pages()),
        ("Plan.pages", own_pdf(b"%PDF-1.7 and no more")),
        ("Plan.pages", b"no pages at all"),
        ("IMG_1.heic", b"no picture at all"),
        ("Clip.mp4", film()),
    ],
)
def test_what_cannot_be_copied_is_left_as_it_is(
    root: Path, previewer: Previewer, name: str, data: bytes
) -> None:
    with pytest.raises(CopyNotMade):
        copied(root, previewer, f"Evidence/{name}", data)

    assert [path.name for path in (root / "Evidence").iterdir() if path.is_file()] == [name]
    assert (root / "Evidence" / name).read_bytes() == data


def test_without_libreoffice_it_says_so(
    root: Path, previewer: Previewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lssc_desktop.documents.office.find_office", lambda: None)

    with pytest.raises(OfficeMissing):
        copied(root, previewer, "Evidence/Letter.rtf", RICH)

    assert not (root / "Evidence/Letter.pdf").exists()


def test_an_email_becomes_a_pdf_with_its_text_and_what_is_attached(
    root: Path, previewer: Previewer
) -> None:
    copy = copied(root, previewer, "Evidence/Spring/Thank you.eml", email_message())
    assert copy.path == "Evidence/Spring/Thank you.pdf"
    pdf = PdfReader(root / copy.path)
    text = " ".join("\n".join(page.extract_text() for page in pdf.pages).split())
    message = message_from_bytes(email_message(), policy=default)
    assert " ".join(str(message["Subject"]).split()) in text
    for attached in message.iter_attachments():
        assert str(attached.get_filename()) in text


@needs_office
def test_stopping_leaves_no_copy(root: Path, previewer: Previewer) -> None:
    (root / "Evidence/Letter.rtf").write_bytes(RICH)
    told: list[Progress] = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if len(told) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        copy_for_everybody(root, "Evidence/Letter.rtf", tools(previewer), TODAY, stop)

    assert not (root / "Evidence/Letter.pdf").exists()
