"""No copy of any file holds what was planted in it where its readers don't see it."""

import io
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.clean_copy import CleanOrder, Way, clean_format, needs_office, ways
from lssc_desktop.documents.cleaning.accepted import write_accepted
from lssc_desktop.documents.cleaning.clean import clean
from lssc_desktop.documents.office import find_office, to_newer, to_pdfs
from lssc_desktop.documents.previews.wire import CleanWish, Unviewable
from lssc_desktop.documents.privacy import private_pictures
from tests.documents.cleaning import (
    planted_again,
    planted_fifth,
    planted_fourth,
    planted_office,
    planted_others,
    planted_sixth,
    planted_third,
    planted_word,
)
from tests.documents.cleaning.planting import KEPT, WORD, left_in

SOURCES: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "docx": planted_word.word_files,
    "docx again": planted_again.word_files,
    "xlsx again": planted_again.workbooks,
    "html again": planted_again.pages,
    "opendocument again": planted_again.opendocuments,
    "mail again": planted_again.mails,
    "docx third": planted_third.word_files,
    "xlsx third": planted_third.workbooks,
    "opendocument third": planted_third.opendocuments,
    "docx fourth": planted_fourth.word_files,
    "xlsx fourth": planted_fourth.workbooks,
    "opendocument fourth": planted_fourth.opendocuments,
    "mail fourth": planted_fourth.mails,
    "html fourth": planted_fourth.pages,
    **{f"{each.__name__} fifth": each for each in planted_fifth.SOURCES},
    **{f"{each.__name__} sixth": each for each in planted_sixth.SOURCES},
    "xlsx": planted_office.workbooks,
    "opendocument": planted_office.opendocuments,
    "pptx": planted_office.slides_files,
    "pdf": planted_others.pdf_files,
    "pictures": planted_others.picture_files,
    "html": planted_others.pages,
    "mail": planted_others.mails,
    "text": planted_others.texts,
    "rtf": planted_others.rich_texts,
}
IN_SIGHT = planted_fifth.IN_SIGHT | planted_sixth.IN_SIGHT
PARTS = 4
"""In which the files of a kind are tried: reading the print of all PDFs takes minutes."""
TRIES = Path(__file__).parent
IN_BATCHES = 40  # files that one LibreOffice is started for


def held_by_copy(name: str, data: bytes, way: Way, folder: Path) -> list[str]:
    """What a copy holds of what was planted, in its file and in what is shown of it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    wish = CleanWish(CleanOrder(), way, folder, "Title", "en")
    clean(name, io.BytesIO(data), wish, lambda _done, _total: None)
    held = [where for file in folder.iterdir() for where in left_in(file.read_bytes())]
    words = (folder / "words.txt").read_text("utf-8")
    is_said = KEPT in words or name.endswith(("jpg", "png", "gif", "webp", "bmp", "tif", "heic"))
    return held if is_said else [*held, "what is shown is lost"]


@pytest.mark.parametrize("source", SOURCES)
def test_what_was_planted_is_found_in_the_file_itself(source: str) -> None:
    assert [what for what, data in SOURCES[source]() if not left_in(data)] == []


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("source", SOURCES)
def test_no_copy_that_is_made_here_holds_what_was_planted(
    source: str, part: int, tmp_path: Path
) -> None:
    held = {}
    for what, data in islice(SOURCES[source](), part, None, PARTS):
        name = f"a.{what.split()[0]}"
        for way in ways(name, has_office=False):
            if what in planted_sixth.REFUSED:
                with pytest.raises(Unviewable):
                    held_by_copy(name, data, way, tmp_path / "made")
                continue
            found = held_by_copy(name, data, way, tmp_path / "made")
            if what in IN_SIGHT and is_said(tmp_path / "made"):
                continue
            if found:
                held[f"{what}, {way}"] = found
    assert held == {}


NEEDS_READER = {"pdf mixed letters that say other words", *planted_fifth.IN_SIGHT}
"""What only shows where somebody reads the picture: a font that names other letters."""


def test_no_copy_of_a_pdf_holds_what_was_planted_where_nobody_reads_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(private_pictures, "find_tesseract", lambda: None)
    private_pictures.find_reader.cache_clear()
    try:
        files = [each for each in planted_fifth.pdf_files() if each[0] not in NEEDS_READER]
        held = [held_by_copy("a.pdf", data, Way.LOOK, tmp_path / "made") for _what, data in files]
    finally:
        private_pictures.find_reader.cache_clear()
    assert [found for found in held if found] == []


def is_said(made: Path) -> bool:
    """Whether the comparison shows the word that was planted."""
    return WORD in (made / "words.txt").read_text("utf-8")


def test_of_each_try_it_is_kept_what_became_of_it() -> None:
    rows = (TRIES / "tries.tsv").read_text("utf-8").splitlines()
    kept = dict(row.split("\t") for row in rows)
    sources = (*planted_fifth.SOURCES, *planted_sixth.SOURCES)
    made = [what for source in sources for what, _data in source()]
    assert sorted(kept) == sorted(made)
    by_fate = {fate: {what for what in kept if kept[what] == fate} for fate in kept.values()}
    assert by_fate["in sight"] == IN_SIGHT
    assert by_fate["refused"] == planted_sixth.REFUSED
    assert by_fate.keys() == {"left out", "mended", "in sight", "refused"}


def folder_for(folder: Path, number: int) -> Path:
    made = folder / f"word{number}"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    "source",
    ["docx", "opendocument", "pptx", "rtf", "slides sixth", "rich_texts sixth"],
)
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_no_copy_of_pages_holds_what_was_planted(source: str, tmp_path: Path) -> None:
    scratch = []
    for number, (what, data) in enumerate(SOURCES[source]()):
        path = tmp_path / f"{number}.{what.split()[0]}"
        if not needs_office(path.name, Way.LOOK):
            continue
        path.write_bytes(data)
        if path.suffix == ".rtf":  # as `store.clean_copies` does
            converted = to_newer(path, folder_for(tmp_path, number), ignore_progress)
            assert converted is not None
            path = converted
        accepted = path.with_name(f"accepted{path.name}")
        write_accepted(path.name, io.BytesIO(path.read_bytes()), accepted)
        scratch.append((what, accepted))
    held = {}
    for start in range(0, len(scratch), IN_BATCHES):
        some = scratch[start : start + IN_BATCHES]
        folder = tmp_path / f"pages{start}"
        folder.mkdir()
        pages = to_pdfs([path for _what, path in some], folder, ignore_progress)
        for (what, _path), pdf in zip(some, pages, strict=True):
            assert pdf is not None, what
            found = held_by_copy("a.pdf", pdf.read_bytes(), Way.LOOK, tmp_path / "made")
            if found and not (what in IN_SIGHT and is_said(tmp_path / "made")):
                held[what] = found
    assert held == {}


@pytest.mark.parametrize(("what", "data"), list(planted_sixth.old_workbooks()))
@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_no_copy_of_an_old_workbook_holds_what_was_planted(
    what: str, data: bytes, tmp_path: Path
) -> None:
    assert needs_office(f"{what}.xls", Way.WORDS)
    old = tmp_path / "a.xls"
    old.write_bytes(data)
    newer = to_newer(old, folder_for(tmp_path, 0), ignore_progress)
    assert newer is not None
    assert held_by_copy(newer.name, newer.read_bytes(), Way.WORDS, tmp_path / "made") == []


def test_there_are_as_many_planted_files_as_were_asked_for() -> None:
    names = [what for source in SOURCES.values() for what, _data in source()]
    assert len(set(names)) == len(names) >= 210


def test_a_format_is_known_for_each_planted_file() -> None:
    endings = {what.split()[0] for source in SOURCES.values() for what, _data in source()}
    assert [each for each in endings if not ways(f"a.{each}", has_office=True)] == []
    assert clean_format("a.docx", Way.LOOK) == "pdf"
