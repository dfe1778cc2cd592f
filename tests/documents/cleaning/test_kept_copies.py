"""Clean copies beside their originals: scanned again, named without what was found, packaged."""

import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.privacy.clean_copy import Region, Removal
from lssc_desktop.core.privacy.private_data import PrivacyFinding, PrivacyKind, Rectangle
from lssc_desktop.core.privacy.text_rules import ScanOrder
from lssc_desktop.documents.office import find_office
from lssc_desktop.documents.previews import Limits, Previewer
from lssc_desktop.documents.previews.wire import Source
from lssc_desktop.store.evidence import CleanCopy, CleanTools, CopyNotMade, clean_copy
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

    return CleanTools(finds, previewer.clean, previewer.opens)


def cleaned(
    root: Path, previewer: Previewer, name: str, data: bytes, *regions: Region
) -> CleanCopy:
    (root / "Evidence" / name).write_bytes(data)
    path = f"Evidence/{name}"
    return clean_copy(root, path, regions, tools(previewer), TODAY, ignore_progress)


def test_a_clean_copy_lies_beside_its_original_and_is_scanned_again(
    root: Path, previewer: Previewer
) -> None:
    planted = EVERY_KIND["docx"]()
    made = cleaned(root, previewer, "Sign-up.docx", planted.data)
    assert made.of == "Evidence/Sign-up.docx"
    assert made.file.path == "Evidence/Sign-up (clean copy).docx"
    assert made.left == ()
    assert (root / made.of).read_bytes() == planted.data
    removed = dict(made.removed)
    assert removed[Removal.COMMENTS] == 1
    assert removed[Removal.FOUND] >= 3
    again = cleaned(root, previewer, "Sign-up.docx", planted.data)
    assert again.file.path == "Evidence/Sign-up (clean copy) (2).docx"


def test_what_the_candidate_wants_to_keep_stays(root: Path, previewer: Previewer) -> None:
    (root / "Evidence" / "Notes.txt").write_text(f"{MAIL} and card {CARD}", "utf-8")
    wish = CleanTools(
        tools(previewer).finds,
        previewer.clean,
        previewer.opens,
        lambda finding: finding.kind is PrivacyKind.EMAIL,
    )
    made = clean_copy(root, "Evidence/Notes.txt", (), wish, TODAY, ignore_progress)
    said = (root / made.file.path).read_text("utf-8")
    assert said == f"{MAIL} and card {'█' * len(CARD)}"
    assert made.left == ()


def test_what_was_found_is_not_in_the_name_of_the_copy(root: Path, previewer: Previewer) -> None:
    made = cleaned(root, previewer, f"Card {CARD}.txt", f"Card {CARD}".encode())
    assert made.file.path == "Evidence/Card (clean copy).txt"


def test_a_region_is_painted_over_and_counted(root: Path, previewer: Previewer) -> None:
    region = Region(1, Rectangle(60, 60, 200, 40))
    made = cleaned(root, previewer, "Flyer.pdf", pdfs.written("Story time"), region)
    assert (Removal.REGIONS, 1) in made.removed
    assert (Removal.PAGE_WORDS, 1) in made.removed


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_an_old_file_is_cleaned_as_the_pdf_that_libreoffice_makes_of_it(
    root: Path, previewer: Previewer
) -> None:
    made = cleaned(root, previewer, "Plan.rtf", RICH)
    assert made.file.path == "Evidence/Plan (clean copy).pdf"
    assert (root / made.file.path).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["Talk.mp3", "Locked.pdf", "Broken.docx"])
def test_what_cannot_be_cleaned_leaves_no_copy(root: Path, previewer: Previewer, name: str) -> None:
    with pytest.raises(CopyNotMade):
        cleaned(root, previewer, name, b"%PDF-1.7 nothing")
    assert [path.name for path in (root / "Evidence").iterdir()] == [name]


def test_a_cancelled_copy_is_not_there(root: Path, previewer: Previewer) -> None:
    def stop(_progress: Progress) -> None:
        raise Cancelled

    (root / "Evidence" / "Notes.txt").write_text("x", "utf-8")
    make = partial(clean_copy, root, "Evidence/Notes.txt", (), tools(previewer), TODAY)
    with pytest.raises(Cancelled):
        make(stop)
    assert [path.name for path in (root / "Evidence").iterdir()] == ["Notes.txt"]
