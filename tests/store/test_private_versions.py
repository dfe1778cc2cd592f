"""Earlier versions of a text that still have what was taken out of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    CompetencyWork,
    Document,
    Portfolio,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.portfolio.privacy_decisions import taken_out, text_place
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.privacy.private_data import FindingMark, PrivacyKind, ScannedFile
from lssc_desktop.core.privacy.scan_order import ScanOrder
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.documents.previews import Previewer, Source
from lssc_desktop.documents.word.write import to_docx
from lssc_desktop.store.folder.versions import delete_versions, keep_version, versions_of
from lssc_desktop.store.portfolio_scan import mark_key, versions_with

PLACE = TextPlace("foundations", 11)
MAIL = "dora.whitfield@gmail.com"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".lssc").mkdir()
    return tmp_path


def keep(root: Path, words: str, hour: int) -> None:
    data = to_docx(from_plain(words), title="", author="")
    at = datetime(2026, 3, 1, hour, tzinfo=UTC)
    keep_version(root, PLACE, data, at=at, words=3, kept_for=KeptFor.HOUR)


def token_of(root: Path, words: str) -> str:
    """The token of what a scan of these words finds."""
    path = root / "words.txt"
    path.write_text(words, "utf-8")
    previewer = Previewer()
    try:
        source = Source(path.name, path.name, path)
        (found,) = previewer.find_private(source, ScanOrder(), ignore_progress)
    finally:
        previewer.close()
    return mark_key(root).mark(found, "").token


def test_only_versions_that_still_have_it_are_found_and_deleted(root: Path) -> None:
    keep(root, f"I wrote to {MAIL} about it.", 9)
    keep(root, "I wrote to a patron about it.", 10)
    keep(root, f"I asked {MAIL} again.", 11)
    token = token_of(root, f"I wrote to {MAIL} about it.")
    found = versions_with(root, PLACE, {token}, ScanOrder(), ignore_progress)
    assert [version.at.hour for version in found.versions] == [11, 9]
    delete_versions(root, PLACE, found.versions)
    assert [version.at.hour for version in versions_of(root, PLACE)] == [10]
    kept = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert kept.count(MAIL.encode()) == 1  # in the words of this test alone


def test_the_search_can_be_cancelled(root: Path) -> None:
    keep(root, "one", 9)

    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        versions_with(root, PLACE, {"abcdef"}, ScanOrder(), stop)


def test_what_was_taken_out_is_what_a_changed_file_does_not_have_any_more() -> None:
    one, two = FindingMark(PrivacyKind.EMAIL, "one"), FindingMark(PrivacyKind.PHONE, "two")
    before = ScannedFile("a.docx", "1", (one, two))
    assert taken_out(before, ScannedFile("a.docx", "2", (two,))) == {"one"}
    assert taken_out(before, ScannedFile("a.docx", "1", ())) == frozenset()
    assert taken_out(before, ScannedFile("b.docx", "2", ())) == frozenset()


def test_a_word_file_is_a_response_a_statement_or_neither() -> None:
    work = SetWork(
        "foundations",
        datetime(2026, 3, 1, tzinfo=UTC).date(),
        competencies=(CompetencyWork(11, response=Document("Foundations/11.docx", "a")),),
        statement=Document("Foundations/Statement.docx", "b"),
    )
    portfolio = Portfolio("p", "lssc", "1", Candidate("A. Rivera"), None, sets=(work,))
    assert text_place(portfolio, "Foundations/11.docx") == PLACE
    assert text_place(portfolio, "Foundations/Statement.docx") == TextPlace("foundations")
    assert text_place(portfolio, "Evidence/a.docx") is None
