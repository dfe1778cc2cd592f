"""Clean copies beside their originals: scanned again, named without what was found, packaged."""

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.privacy.clean_copy import LeftBehind, Region, Way, ways
from lssc_desktop.core.privacy.private_data import PrivacyFinding, PrivacyKind, Rectangle
from lssc_desktop.core.privacy.scan_order import ScanOrder
from lssc_desktop.core.privacy.seen_words import BAR
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.previews import Limits, Previewer
from lssc_desktop.documents.previews.wire import PreviewFault, Source
from lssc_desktop.store.clean_copies import (
    CleanCopy,
    CleanCopyRefused,
    CleanTools,
    keep_clean_copy,
    make_clean_copy,
    ways_of,
)
from tests.documents.cleaning.planted_files import CARD, EVERY_KIND, MAIL
from tests.documents.previews import pdfs
from tests.documents.previews.test_trying import RICH

TODAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def previewer() -> Iterator[Previewer]:
    made = Previewer(Limits(seconds=60.0) if sys.platform == "win32" else Limits())
    yield made
    made.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "Evidence").mkdir()
    return tmp_path


def tools(previewer: Previewer) -> CleanTools:
    def finds(source: Source, reporter: object) -> tuple[PrivacyFinding, ...]:
        return previewer.find_private(source, ScanOrder(), reporter)  # type: ignore[arg-type]

    return CleanTools(previewer, finds)


def made_of(
    root: Path, with_tools: CleanTools, name: str, data: bytes, *regions: Region
) -> CleanCopy:
    """Make the copy that is offered first, without LibreOffice if that can be."""
    (root / "Evidence" / name).write_bytes(data)
    path = f"Evidence/{name}"
    here = ways(path, has_office=False)
    way = (here or ways_of(root, path, with_tools.previewer, ignore_progress))[0]
    with tempfile.TemporaryDirectory() as folder:
        made = make_clean_copy(root, path, way, regions, with_tools, Path(folder), ignore_progress)
        return keep_clean_copy(root, made, TODAY, ignore_progress)


def cleaned(
    root: Path, previewer: Previewer, name: str, data: bytes, *regions: Region
) -> CleanCopy:
    return made_of(root, tools(previewer), name, data, *regions)


def test_a_clean_copy_lies_beside_its_original_and_is_scanned_again(
    root: Path, previewer: Previewer
) -> None:
    planted = EVERY_KIND["docx"]()
    made = cleaned(root, previewer, "Sign-up.docx", planted.data)
    assert made.of == "Evidence/Sign-up.docx"
    assert made.file.path == "Evidence/Sign-up (clean copy).docx"
    assert made.made.left == ()
    assert (root / made.of).read_bytes() == planted.data
    left_out = dict(made.made.cleaned.left_out)
    assert left_out[LeftBehind.COMMENTS] == 1
    assert left_out[LeftBehind.FOUND] >= 3
    again = cleaned(root, previewer, "Sign-up.docx", planted.data)
    assert again.file.path == "Evidence/Sign-up (clean copy) (2).docx"


def test_what_the_candidate_wants_to_keep_stays(root: Path, previewer: Previewer) -> None:
    wish = replace(tools(previewer), spares=lambda finding: finding.kind is PrivacyKind.EMAIL)
    made = made_of(root, wish, "Notes.txt", f"{MAIL} and card {CARD}".encode())
    assert (root / made.file.path).read_text("utf-8") == f"{MAIL} and card {BAR}\n"
    assert made.made.left == ()


def test_what_was_found_is_not_in_the_name_of_the_copy(root: Path, previewer: Previewer) -> None:
    made = cleaned(root, previewer, f"Card {CARD}.txt", f"Card {CARD}".encode())
    assert made.file.path == "Evidence/Card (clean copy).txt"


def test_a_region_is_painted_over_and_counted(root: Path, previewer: Previewer) -> None:
    region = Region(1, Rectangle(60, 60, 200, 40))
    made = cleaned(root, previewer, "Flyer.pdf", pdfs.written("Story time"), region)
    assert (LeftBehind.REGIONS, 1) in made.made.cleaned.left_out
    assert "Story" not in made.made.words


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_of_an_old_file_pages_are_made_by_libreoffice_first(
    root: Path, previewer: Previewer
) -> None:
    made = cleaned(root, previewer, "Plan.rtf", RICH)
    assert made.file.path == "Evidence/Plan (clean copy).pdf"
    assert (root / made.file.path).read_bytes().startswith(b"%PDF")


def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(
    root: Path, tmp_path: Path, previewer: Previewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # of the helper, which is not started yet
    with pytest.raises(CleanCopyRefused) as refused:
        cleaned(root, previewer, "Plan.rtf", RICH)
    assert refused.value.fault is PreviewFault.NO_OFFICE


def as_it_looks(root: Path, previewer: Previewer, name: str, data: bytes) -> dict[LeftBehind, int]:
    """Make the copy of a file that keeps how it looks; return what is counted as left out."""
    (root / "Evidence" / name).write_bytes(data)
    with tempfile.TemporaryDirectory() as folder:
        made = make_clean_copy(
            *(root, f"Evidence/{name}", Way.LOOK, (), tools(previewer)),
            *(Path(folder), ignore_progress),
        )
        return dict(made.cleaned.left_out)


def test_of_a_pdf_it_is_counted_what_its_pages_do_not_show(
    root: Path, previewer: Previewer
) -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(EVERY_KIND["pdf"]().data)))
    writer.add_annotation(0, Text(text="Ask her parents", rect=(50, 50, 80, 80)))
    changed = io.BytesIO()
    writer.write(changed)
    left = as_it_looks(root, previewer, "Slips.pdf", changed.getvalue())
    assert left[LeftBehind.COMMENTS] == 1
    assert left[LeftBehind.EMBEDDED] == 1


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_of_documents_it_is_counted_what_their_pages_do_not_show(
    root: Path, previewer: Previewer
) -> None:
    slides = as_it_looks(root, previewer, "Talk.pptx", EVERY_KIND["pptx"]().data)
    kinds = (LeftBehind.COMMENTS, LeftBehind.NOTES, LeftBehind.HIDDEN_SLIDES, LeftBehind.EMBEDDED)
    assert [slides.get(kind) for kind in kinds] == [1, 1, 1, 1]
    word = as_it_looks(root, previewer, "Sign-up.docx", EVERY_KIND["docx"]().data)
    assert word[LeftBehind.COMMENTS] == 1
    assert word[LeftBehind.CHANGES] >= 1
    assert word[LeftBehind.HIDDEN] >= 1


def test_a_file_with_a_chart_or_columns_is_offered_as_it_looks_first() -> None:
    assert ways("a.docx", has_office=True) == (Way.WORDS, Way.LOOK)
    assert ways("a.docx", has_office=True, beyond=("table",)) == (Way.WORDS, Way.LOOK)
    assert ways("a.docx", has_office=True, beyond=("chart",)) == (Way.LOOK, Way.WORDS)
    assert ways("a.docx", has_office=False, beyond=("chart",)) == (Way.WORDS,)


@pytest.mark.parametrize("name", ["Talk.mp3", "Locked.pdf", "Broken.docx"])
def test_what_cannot_be_cleaned_leaves_no_copy(root: Path, previewer: Previewer, name: str) -> None:
    with pytest.raises(CleanCopyRefused):
        cleaned(root, previewer, name, b"%PDF-1.7 nothing")
    assert [path.name for path in (root / "Evidence").iterdir()] == [name]


def test_a_cancelled_copy_is_not_there(root: Path, previewer: Previewer, tmp_path: Path) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    (root / "Evidence" / "Notes.txt").write_text("x", "utf-8")
    folder = tmp_path / "made"
    folder.mkdir()
    with pytest.raises(Cancelled):
        make_clean_copy(root, "Evidence/Notes.txt", Way.WORDS, (), tools(previewer), folder, stop)
    assert [path.name for path in (root / "Evidence").iterdir()] == ["Notes.txt"]
