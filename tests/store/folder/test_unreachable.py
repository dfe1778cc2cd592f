"""What cannot be looked at: a folder that is closed to this user, a name that no disk takes.

Neither is gone, and neither ends in anything but an answer or an error of ours.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.readiness import check_choice, check_set
from lssc_desktop.core.files.seen import RefusedFile
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import Candidate, Document, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import find_set
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.disk.disk import (
    FolderGone,
    NameRefusedByDisk,
    NotAllowed,
    kind_at,
)
from lssc_desktop.disk.files import require_own_folder
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.papers import write_paper
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder import folder, opening
from lssc_desktop.store.folder.conflicts import Keep, settle_text
from lssc_desktop.store.folder.lock import OwnFolderClosed, take_lock
from lssc_desktop.store.folder.responses import write_response
from lssc_desktop.store.folder.saving import Saving, UnsavedText
from lssc_desktop.store.folder.scan import list_folder, refresh
from lssc_desktop.store.programs import shipped_program_text
from lssc_desktop.store.review_file import reviews_of
from lssc_desktop.store.sending_lease import sending_lease
from lssc_desktop.store.submissions import submissions_in
from tests.systems import closed, posix_only

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LONG = "n" * 300
QUIET = ignore_progress


@contextmanager
def too_long(base: Path) -> Iterator[Path]:
    yield base / LONG


@contextmanager
def in_closed(base: Path) -> Iterator[Path]:
    above = base / "closed"
    (above / "there").mkdir(parents=True)
    with closed(above):
        yield above / "there"


PLACE = TextPlace("foundations", 11)


PLACES = [
    pytest.param(too_long, NameRefusedByDisk, id="too long", marks=posix_only),
    pytest.param(in_closed, NotAllowed, id="closed", marks=posix_only),
]


@pytest.mark.parametrize(("place", "error"), PLACES)
@pytest.mark.parametrize(
    "ask",
    [
        kind_at,
        opening.kind_of_path,
        folder.require_folder,
        folder.load,
        submissions_in,
        lambda path: write_paper(path / "dates.ics", b"x"),
    ],
)
def test_what_cannot_be_looked_at_is_said_so_and_is_not_gone(
    tmp_path: Path,
    place: Callable[[Path], AbstractContextManager[Path]],
    error: type[Exception],
    ask: Callable[[Path], object],
) -> None:
    with place(tmp_path) as path, pytest.raises(error) as caught:
        ask(path)
    assert type(caught.value) is error


@pytest.mark.parametrize(("place", "error"), PLACES)
def test_a_package_that_cannot_be_looked_at_lies_in_no_folder_of_ours(
    tmp_path: Path, place: Callable[[Path], AbstractContextManager[Path]], error: type[Exception]
) -> None:
    with place(tmp_path) as path:
        require_own_folder(path / "Packages" / "a.lssc.zip")
        with pytest.raises(error), sending_lease(path / "a.lssc.zip", NOW, QUIET):
            pytest.fail("it was leased")


def test_nothing_lies_where_nothing_lies(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kind_at(tmp_path / "nothing") is None
    assert kind_at(tmp_path / "file" / "below") is None
    assert kind_at(tmp_path / "file") == "file"
    assert kind_at(tmp_path) == "folder"


def _with_response(portfolio: Portfolio, path: str) -> Portfolio:
    return set_document(portfolio, PLACE, Document(path, "0" * 64), TODAY)


@posix_only
def test_a_text_whose_document_cannot_be_looked_at_is_refused_and_no_other(
    root: Path, program: Program, portfolio: Portfolio
) -> None:
    unsaved = UnsavedText(PLACE, from_plain("Mine."))
    for path in (f"Technology/{LONG}.docx", "Technology/11 Mine.docx"):
        known = _with_response(portfolio, path)
        (root / "Technology").mkdir(exist_ok=True)
        with closed(root / "Technology"):
            saving = Saving(root, program, known, folder.current_stamp(root))
            saved = settle_text(saving, unsaved, Keep.MINE, NOW)
        (refused,) = saved.refused
        assert isinstance(refused.error, NotAllowed | NameRefusedByDisk)
        assert saved.error is None


@posix_only
def test_a_document_that_cannot_be_looked_at_is_not_written_again_unseen(
    root: Path, program: Program, portfolio: Portfolio
) -> None:
    document = write_response(root, program, portfolio, PLACE, from_plain("Mine."))
    written = set_document(portfolio, PLACE, document, TODAY)
    with closed((root / document.path).parent), pytest.raises(NotAllowed):
        write_response(root, program, written, PLACE, from_plain("Mine."))
    long = _with_response(written, f"Technology/{LONG}.docx")
    with pytest.raises(NameRefusedByDisk):
        write_response(root, program, long, PLACE, from_plain("Mine."))


@posix_only
def test_a_program_file_is_not_left_while_it_cannot_be_kept(root: Path) -> None:
    at = opening.read_folder(root)
    (root / ".lssc" / "programs").mkdir()
    new = shipped_program_text().replace('version = "2"', 'version = "3"', 1)
    with closed(root / ".lssc" / "programs"), pytest.raises(NotAllowed):
        opening.use_program_file(at, new, "new.toml", TODAY)
    assert opening.read_folder(root) == at


@posix_only
def test_a_lease_that_nobody_can_look_at_is_still_ours(tmp_path: Path) -> None:
    (tmp_path / "Packages").mkdir()
    with sending_lease(tmp_path / "Packages" / "a.lssc.zip", NOW, QUIET) as lease:
        with closed(tmp_path):
            lease.require_ours()
        with closed(tmp_path / "Packages"):
            lease.require_ours()


def test_a_folder_that_is_not_there_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        write_paper(tmp_path / "gone" / "dates.ics", b"x")


# Closed parts of the portfolio folder -----------------------------------------------------------


@posix_only
def test_a_closed_folder_of_reviews_costs_the_reviews_and_nothing_else(
    root: Path, program: Program, portfolio: Portfolio
) -> None:
    (root / "Evidence" / "a.pdf").write_bytes(b"a")
    with closed(root / "Reviews"):
        found = refresh(root, program, portfolio, TODAY, QUIET)
        with pytest.raises(NotAllowed):  # whoever wants to see them is not told that there are none
            reviews_of(root, portfolio)
    assert [file.path for file in found.facts.files] == ["Evidence/a.pdf"]
    assert found.facts.refused == (RefusedFile("Reviews", "closed"),)
    found_out = check_choice(program, found.portfolio, found.facts)
    (finding,) = (each for each in found_out if each.code == "folder-closed")
    assert finding.path == "Reviews"
    assert "can’t be opened" in finding_message(finding).text


@posix_only
def test_work_in_a_closed_folder_is_told_as_closed_once_and_never_as_lost(
    tmp_path: Path,
) -> None:
    root = tmp_path / "Portfolio"
    write_sample(root, QUIET)
    at = opening.read_folder(root)
    wanted = find_set(at.program, "technology")
    with closed(root / "Technology"):
        found = refresh(root, at.program, at.portfolio, TODAY, QUIET)
    assert found.portfolio == at.portfolio
    checked = check_set(at.program, wanted, found.portfolio, found.facts, TODAY)
    about = [each for each in checked.findings if each.path and each.path.startswith("Technology")]
    assert [(each.code, each.path) for each in about] == [("folder-closed", "Technology")]
    assert about[0].level is Level.BLOCKER
    said = [finding_message(each).text for each in checked.findings]
    assert "can’t be opened" in finding_message(about[0]).text
    assert not any("write it again" in each or "isn’t in the folder" in each for each in said)
    assert not {"response-missing", "statement-missing"} & set(checked.passed)


@posix_only
def test_evidence_and_a_document_in_closed_folders_are_no_lost_ones(tmp_path: Path) -> None:
    root = tmp_path / "Portfolio"
    write_sample(root, QUIET)
    at = opening.read_folder(root)
    wanted = find_set(at.program, "technology")
    with closed(root / "Evidence"), closed(root / "About me"):
        found = refresh(root, at.program, at.portfolio, TODAY, QUIET)
    checked = check_set(at.program, wanted, found.portfolio, found.facts, TODAY)
    blockers = [(each.code, each.path) for each in checked.blockers]
    assert blockers == [("folder-closed", "About me"), ("folder-closed", "Evidence")]


def test_a_response_that_nobody_lets_us_read_is_not_to_be_written_again() -> None:
    fault = (("fault", "unreadable"),)
    finding = Finding(Level.BLOCKER, FindingCode.RESPONSE_UNREADABLE, "x", 1, "a.docx", fault)
    assert "write it again" not in finding_message(finding).text


@posix_only
def test_a_closed_folder_is_told_apart_from_a_file(root: Path) -> None:
    (root / "Evidence" / "mine").mkdir()
    with closed(root / "Evidence" / "mine"):
        listing = list_folder(root, QUIET)
    assert listing.refused == (RefusedFile("Evidence/mine", "closed"),)


@posix_only
def test_a_closed_history_keeps_nobody_from_saving(root: Path, portfolio: Portfolio) -> None:
    (root / ".lssc" / "history").mkdir()
    with closed(root / ".lssc" / "history"):
        _saved_all_the_same(root, portfolio, NotAllowed)
    assert folder.kept_versions(root) == ()


def test_a_file_in_the_place_of_the_history_keeps_nobody_from_saving(
    root: Path, portfolio: Portfolio
) -> None:
    (root / ".lssc" / "history").write_bytes(b"astray")
    changed = replace(portfolio, candidate=Candidate("B. Rivera"))
    saved = folder.save_and_report(root, changed, folder.current_stamp(root))
    assert saved.unkept is None
    assert len(folder.kept_versions(root)) == 1
    assert (root / ".lssc" / "history (2)").read_bytes() == b"astray"


@posix_only
def test_a_closed_folder_of_ours_keeps_nobody_from_saving(root: Path, portfolio: Portfolio) -> None:
    with closed(root / ".lssc"):
        _saved_all_the_same(root, portfolio, NotAllowed)


def _saved_all_the_same(root: Path, portfolio: Portfolio, reason: type[Exception]) -> None:
    changed = replace(portfolio, candidate=Candidate("B. Rivera"))
    saved = folder.save_and_report(root, changed, folder.current_stamp(root))
    assert folder.load(root).portfolio == changed
    assert saved.stamp == folder.current_stamp(root)
    assert isinstance(saved.unkept, folder.HistoryNotKept)
    assert type(saved.unkept.reason) is reason
    again = folder.save_and_report(root, changed, saved.stamp)
    assert again == folder.SavedFolder(saved.stamp)


@posix_only
def test_a_closed_folder_of_ours_is_named_and_not_the_portfolio(root: Path) -> None:
    with (
        closed(root / ".lssc"),
        pytest.raises(OwnFolderClosed) as caught,
        take_lock(root, this_holder(NOW)),
    ):
        pytest.fail("it was taken")
    assert caught.value.path == str(root / ".lssc")
    words = message_for(caught.value).text
    assert "“.lssc”" in words
    assert "“Rivera LSSC”" in words
