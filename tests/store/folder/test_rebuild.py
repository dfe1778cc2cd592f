"""portfolio.json lost or broken: rebuilt, with nothing deleted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import put_evidence_files, set_document, use_evidence
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    EvidenceUse,
    Membership,
    Portfolio,
    TextPlace,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder import folder as history
from lssc_desktop.store.folder.codec import PortfolioOfTrial
from lssc_desktop.store.folder.rebuild import CandidateUnknown, Origin, rebuild
from lssc_desktop.store.folder.responses import write_response

TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.usefixtures("worked")
KEPT = "portfolio (broken 2026-11-25).json"


@pytest.fixture
def worked(root: Path, tmp_path: Path, portfolio: Portfolio, program: Program) -> Portfolio:
    """A saved portfolio with a response, a file that shows it, and a file about the person."""
    stamp = folder.load(root).stamp
    (tmp_path / "flyer.pdf").write_bytes(b"flyer")
    (root / "About me" / "resume.docx").write_bytes(b"me")
    text = RichText((Paragraph((Span("What I did."),)),))
    place = TextPlace("foundations", 11)
    document = write_response(root, program, portfolio, place, text)
    after = set_document(portfolio, place, document, TODAY)
    added = add_files(root, [tmp_path / "flyer.pdf"], TODAY, ignore_progress)
    after = put_evidence_files(after, added, TODAY)
    use = EvidenceUse(added[0].path, caption="The flyer I made")
    after = use_evidence(after, "foundations", 11, use, TODAY)
    stamp = folder.save(root, after, stamp)
    folder.save(root, replace(after, candidate=Candidate("A. Rivera")), stamp)
    return after


def _break(root: Path, data: bytes = b'{"format": 1, torn') -> None:
    (root / "portfolio.json").write_bytes(data)


def _files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_a_broken_portfolio_is_taken_from_its_newest_readable_version(
    root: Path, worked: Portfolio, program: Program
) -> None:
    _break(root)
    newest = history.kept_versions(root)[0]
    newest.with_name("portfolio-999999.json").write_bytes(b"torn as well")
    rebuilt = rebuild(root, program, TODAY, ignore_progress)
    assert rebuilt.origin is Origin.HISTORY
    assert rebuilt.portfolio.sets == worked.sets
    assert rebuilt.portfolio.candidate == worked.candidate
    assert folder.load(root) == folder.Loaded(rebuilt.portfolio, rebuilt.stamp)


OUT_OF_ORDER = (
    '{"since": "2026-01-01", "member": false}, '
    '{"since": null, "member": true}, '
    '{"since": "2026-13-01", "member": true}'
)


@pytest.mark.parametrize(
    ("written", "memberships"),
    [
        ('"memberships": []', ()),
        (
            f'"memberships": [{OUT_OF_ORDER}]',
            ((None, True), (date(2026, 1, 1), False)),
        ),
    ],
)
def test_of_a_broken_file_the_memberships_are_read_in_order(
    tmp_path: Path, program: Program, written: str, memberships: tuple[tuple[date | None, bool]]
) -> None:
    root = tmp_path / "Moore LSSC"
    root.mkdir()
    who = '"id": "1f", "name": "Ida Moore", "admitted": "2024-09-14"'
    _break(root, f'{{"format": 2, {who}, {written}, torn'.encode())
    rebuilt = rebuild(root, program, TODAY, ignore_progress).portfolio
    assert rebuilt.candidate.memberships == tuple(Membership(*item) for item in memberships)
    assert folder.load(root).portfolio == rebuilt


@pytest.mark.parametrize(
    ("written", "admitted"),
    [('"admitted": "2024-09-14"', date(2024, 9, 14)), ('"admitted": null', None)],
)
def test_of_a_broken_file_the_admission_is_read_also_that_there_was_none(
    tmp_path: Path, program: Program, written: str, admitted: date | None
) -> None:
    root = tmp_path / "Moore LSSC"
    root.mkdir()
    _break(root, f'{{"format": 2, "id": "1f", "name": "Ida Moore", {written}, torn'.encode())
    assert rebuild(root, program, TODAY, ignore_progress).portfolio.admitted == admitted


@pytest.mark.parametrize("written", ['"admitted": "soon"', '"sets": []'])
def test_where_a_broken_file_does_not_say_who_is_admitted_the_person_is_asked(
    tmp_path: Path, program: Program, written: str
) -> None:
    root = tmp_path / "Moore LSSC"
    root.mkdir()
    _break(root, f'{{"format": 2, "id": "1f", "name": "Ida Moore", {written}, torn'.encode())
    with pytest.raises(CandidateUnknown):
        rebuild(root, program, TODAY, ignore_progress)


def test_nothing_is_deleted_and_the_broken_file_is_kept(root: Path, program: Program) -> None:
    _break(root)
    before = _files(root)
    rebuilt = rebuild(root, program, TODAY, ignore_progress)
    assert rebuilt.kept == KEPT
    after = _files(root)
    assert after[KEPT] == b'{"format": 1, torn'
    assert {path: data for path, data in before.items() if path != "portfolio.json"}.items() <= (
        after.items()
    )


def test_a_second_broken_file_of_a_day_is_kept_beside_the_first(
    root: Path, program: Program
) -> None:
    for torn in (b"one", b"two"):
        _break(root, torn)
        rebuild(root, program, TODAY, ignore_progress)
    assert (root / KEPT).read_bytes() == b"one"
    assert (root / KEPT.replace(").json", ") (2).json")).read_bytes() == b"two"


def test_a_lost_portfolio_is_rebuilt_too(root: Path, program: Program) -> None:
    (root / "portfolio.json").unlink()
    rebuilt = rebuild(root, program, TODAY, ignore_progress)
    assert rebuilt.kept == ""
    assert folder.load(root).portfolio == rebuilt.portfolio


def test_what_happened_since_the_version_is_taken_in(root: Path, program: Program) -> None:
    (root / "Evidence" / "new.pdf").write_bytes(b"new")
    _break(root)
    rebuilt = rebuild(root, program, TODAY, ignore_progress)
    assert rebuilt.portfolio.evidence_file("Evidence/new.pdf") is not None


def _without_history(root: Path) -> None:
    for path in history.kept_versions(root):
        path.unlink()


def test_without_a_history_the_folder_and_the_broken_file_tell(
    root: Path, worked: Portfolio, program: Program
) -> None:
    _without_history(root)
    text = (root / "portfolio.json").read_bytes()
    _break(root, text[: text.index(b'"sets"')])
    rebuilt = rebuild(root, program, TODAY, ignore_progress)
    assert rebuilt.origin is Origin.FOLDER
    found = rebuilt.portfolio
    assert (found.id, found.admitted) == (worked.id, worked.admitted)
    assert found.candidate.name == "A. Rivera"
    assert [work.set_id for work in found.sets] == [item.id for item in program.required_sets]
    response = worked.sets[0].competency(11).response
    assert found.sets[0].competency(11).response == response
    assert [file.path for file in found.evidence] == ["Evidence/flyer.pdf"]
    assert [file.path for file in found.about_me] == ["About me/resume.docx"]


def test_a_folder_of_an_elective_chooses_it(
    root: Path, worked: Portfolio, program: Program
) -> None:
    (root / "Youth Services").mkdir()
    _without_history(root)
    (root / "portfolio.json").unlink()
    beginning = replace(worked, sets=(), evidence=(), about_me=())
    found = rebuild(root, program, TODAY, ignore_progress, beginning=beginning).portfolio
    youth = found.set_work("youth-services")
    assert youth is not None
    assert youth.chosen


def test_when_nothing_tells_whose_it_is_the_person_is_asked(
    root: Path, worked: Portfolio, program: Program
) -> None:
    _without_history(root)
    _break(root)
    with pytest.raises(CandidateUnknown):
        rebuild(root, program, TODAY, ignore_progress)
    assert (root / "portfolio.json").read_bytes() == b'{"format": 1, torn'
    beginning = replace(worked, sets=(), evidence=(), about_me=())
    rebuilt = rebuild(root, program, TODAY, ignore_progress, beginning=beginning)
    assert rebuilt.portfolio.candidate == worked.candidate


def test_a_portfolio_that_is_well_is_not_rebuilt(root: Path, program: Program) -> None:
    with pytest.raises(folder.PortfolioExists):
        rebuild(root, program, TODAY, ignore_progress)


def test_a_portfolio_of_a_newer_version_is_not_rebuilt(root: Path, program: Program) -> None:
    newer = (root / "portfolio.json").read_bytes().replace(b'"format": 2', b'"format": 3')
    _break(root, newer)
    with pytest.raises(FileNewer):
        rebuild(root, program, TODAY, ignore_progress)
    assert (root / "portfolio.json").read_bytes() == newer


def test_a_portfolio_of_a_trial_version_is_not_rebuilt(root: Path, program: Program) -> None:
    older = (root / "portfolio.json").read_bytes().replace(b'"format": 2', b'"format": 1')
    _break(root, older)
    with pytest.raises(PortfolioOfTrial):
        rebuild(root, program, TODAY, ignore_progress)
    assert (root / "portfolio.json").read_bytes() == older


def test_a_rebuilt_portfolio_opens_where_the_broken_one_did_not(
    root: Path, worked: Portfolio, program: Program
) -> None:
    _break(root)
    with pytest.raises(FileBroken):
        folder.load(root)
    rebuild(root, program, TODAY, ignore_progress)
    assert folder.load(root).portfolio.evidence == worked.evidence
