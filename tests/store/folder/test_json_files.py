"""No JSON file of ours is written that we would not read again."""

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.files.readable import FileBroken
from lssc_desktop.core.portfolio.edits import put_evidence
from lssc_desktop.core.portfolio.portfolio import Candidate, EvidenceFile, Portfolio
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.core.submission.submission import Event, EventCode, Submission, SubmissionState
from lssc_desktop.disk.files import FileTooLarge
from lssc_desktop.disk.json_files import NotReadAgain, encoded, read_object, write_object
from lssc_desktop.disk.settings import Settings, load_settings, save_settings
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.record import RECORD
from lssc_desktop.package.rounds import KeptReview, keep_review, kept_for
from lssc_desktop.store.folder import folder
from lssc_desktop.store.review_file import write_review
from lssc_desktop.store.shelf_files import AssignmentsUnreadable, assignments_path, note_assignments
from lssc_desktop.store.submissions import submission_path, write_submission
from tests.reviews import a_package, a_review

DAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SOURCES = sorted(Path(folder.__file__).parents[2].rglob("*.py"))


def _file(path: str) -> EvidenceFile:
    return EvidenceFile(path, "a" * 64, 5, DAY)


def _twice(portfolio: Portfolio) -> Portfolio:
    return replace(portfolio, evidence=(_file("Evidence/a.txt"), _file("Evidence/a.txt")))


@pytest.mark.parametrize(
    "edit",
    [
        lambda portfolio: put_evidence(portfolio, _file("Evidence/a\\b.txt"), DAY),
        lambda portfolio: put_evidence(portfolio, _file("../a.txt"), DAY),
        lambda portfolio: put_evidence(portfolio, replace(_file("Evidence/a"), bytes=-1), DAY),
        lambda portfolio: replace(portfolio, candidate=Candidate("\udcff")),
        lambda portfolio: replace(portfolio, language="e" * 36),
        _twice,
    ],
)
def test_a_portfolio_that_could_not_be_read_again_is_not_saved(
    root: Path, portfolio: Portfolio, edit: Callable[[Portfolio], Portfolio]
) -> None:
    before = (root / "portfolio.json").read_bytes()
    with pytest.raises(NotReadAgain):
        folder.save(root, edit(portfolio), folder.current_stamp(root))
    assert (root / "portfolio.json").read_bytes() == before
    assert folder.load(root).portfolio == portfolio


def test_no_folder_is_made_for_such_a_portfolio(tmp_path: Path, portfolio: Portfolio) -> None:
    with pytest.raises(NotReadAgain):
        folder.create(tmp_path / "new", _twice(portfolio), "", "")
    assert not (tmp_path / "new" / "portfolio.json").exists()


def test_the_message_says_what_its_reader_would_say(root: Path, portfolio: Portfolio) -> None:
    edited = put_evidence(portfolio, _file("Evidence/a\\b.txt"), DAY)
    with pytest.raises(NotReadAgain) as refused:
        folder.save(root, edited, folder.current_stamp(root))
    assert isinstance(refused.value.reason, FileBroken)
    said = message_for(refused.value)
    assert said.happened.startswith("We didn’t save “portfolio.json”, because we couldn’t")
    assert "evidence[0].path" in said.happened
    assert said.meaning == "The file isn’t changed, so your latest changes aren’t in it."


def test_what_was_sent_is_not_written_over_by_what_cannot_be_read(tmp_path: Path) -> None:
    package = tmp_path / "p.lssc.zip"
    sent = Submission("p.lssc.zip", "4c", "5d", 7, "file:///a", SubmissionState.PACKAGED)
    write_submission(package, sent)
    before = submission_path(package).read_bytes()
    odd = replace(sent, package="a\\b.lssc.zip", destination="file:///b")
    late = Event(NOW.replace(tzinfo=None), EventCode.SENDING)
    for submission in (odd, replace(sent, events=(late,))):
        with pytest.raises(NotReadAgain) as refused:
            write_submission(package, submission)
        assert isinstance(refused.value.reason, FileBroken)
    with pytest.raises(NotReadAgain) as refused:
        write_submission(package, replace(sent, upload="u" * (8 << 20)))
    assert isinstance(refused.value.reason, FileTooLarge)
    assert submission_path(package).read_bytes() == before


def test_a_review_without_a_time_zone_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "r.lssc-review.json"
    with pytest.raises(NotReadAgain) as refused:
        write_review(path, a_review(written=NOW.replace(tzinfo=None)))
    assert isinstance(refused.value.reason, FileBroken)
    assert not path.exists()


def test_a_review_in_the_making_is_not_kept_as_what_nobody_finds_again(tmp_path: Path) -> None:
    review = a_review()
    keep_review(tmp_path, KeptReview(review, "p.zip"))
    with pytest.raises(NotReadAgain):
        keep_review(tmp_path, KeptReview(replace(review, written=NOW.replace(tzinfo=None)), ""))
    assert [each.review for each in kept_for(tmp_path, a_package())] == [review]


def test_nobody_is_assigned_whom_the_file_would_not_name_again(tmp_path: Path) -> None:
    package = tmp_path / "p.zip"

    def assign(person: str) -> None:
        change = AssignmentChange(NOW, "Office", AssignmentStep.ASSIGN, person, DAY)
        note_assignments(package, "4c", (change,))

    assign("Dana Ortiz")
    before = assignments_path(package).read_bytes()
    with pytest.raises(NotReadAgain) as refused:
        assign("D" * 5000)
    assert isinstance(refused.value.reason, AssignmentsUnreadable)
    assert assignments_path(package).read_bytes() == before


def test_settings_that_are_kept_are_those_that_are_read(tmp_path: Path) -> None:
    full = Settings("dark", 150, True, "/a/\udcff", "/b", "Dana", False, "/c", 0.5, 5, "es")
    save_settings(tmp_path, full)
    assert load_settings(tmp_path) == full
    save_settings(tmp_path, replace(full, reviewer="D" * (64 << 10)))
    assert load_settings(tmp_path) == full


def test_what_reads_otherwise_than_it_was_is_refused() -> None:
    with pytest.raises(NotReadAgain):
        encoded(RECORD, 1, lambda value: json.dumps(value + 1).encode(), json.loads, 10)
    with pytest.raises(NotReadAgain):
        encoded(RECORD, 12, lambda value: json.dumps(value).encode(), json.loads, 1)
    assert encoded(RECORD, 1, lambda value: json.dumps(value).encode(), json.loads, 10) == b"1"


def test_a_memory_that_nobody_could_recall_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    write_object(path, {"a": [1, 2]}, 100)
    with pytest.raises(NotReadAgain):
        write_object(path, {"a": "b" * 100}, 100)
    with pytest.raises(NotReadAgain):
        write_object(path, {"a": [1, 2, 3, 4]}, 100, 4)
    assert read_object(path, 100) == {"a": [1, 2]}


# Nobody goes past it ----------------------------------------------------------------------------

WRITERS = {"write_durably", "write_own", "write_beside"}


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_encoding(node: ast.AST) -> bool:
    """Whether this makes JSON and does not ask who reads it."""
    if isinstance(node, ast.Call) and _name(node) == "encoded":
        return False
    if isinstance(node, ast.Call):
        said = ast.unparse(node.func)
        is_ours = (
            _name(node).startswith("encode")
            and _name(node) != "encode_signature"
            and not isinstance(node.func, ast.Attribute)
        )
        if is_ours or said.endswith("json.dumps") or said.startswith("msgspec.json."):
            return True
    return any(map(_is_encoding, ast.iter_child_nodes(node)))


def _unasked(source: str) -> Iterator[str]:
    """Give every call that gives JSON a name without asking its reader."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        made = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and _is_encoding(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and _name(call) in WRITERS and len(call.args) > 1:
                data = call.args[1]
                used = {each.id for each in ast.walk(data) if isinstance(each, ast.Name)}
                if _is_encoding(data) or used & made:
                    yield ast.unparse(call)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("def f():\n write_own(p, json.dumps(x).encode())", 1),
        ("def f():\n d = msgspec.json.encode(x)\n write_durably(p, d)", 1),
        ("def f():\n write_durably(p, encode_review(x))", 1),
        ("def f():\n d = encoded(p, x, encode, decode, 5)\n write_durably(p, d)", 0),
        ("def f():\n write_durably(p, text.encode())", 0),
    ],
)
def test_a_file_that_would_go_past_it_is_found(source: str, count: int) -> None:
    assert len(list(_unasked(source))) == count


def test_every_json_file_of_ours_is_read_again_before_it_gets_its_name() -> None:
    assert len(SOURCES) > 400
    found = {
        f"{path.name}: {call}"
        for path in SOURCES
        if path.name != "json_files.py"
        for call in _unasked(path.read_text(encoding="utf-8"))
    }
    assert found == set()
