"""One real folder of every format that we read: it opens, and nothing in it is lost."""

import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import (
    CourseRecord,
    EvidenceUse,
    Membership,
    Plan,
    Weight,
)
from lssc_desktop.core.program.schema import AboutKind, Rating, Route
from lssc_desktop.core.standing.reconcile import accept_changes, reconcile
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.codec import FORMAT, encode
from lssc_desktop.store.folder.scan import read_all_facts
from lssc_desktop.store.programs import read_program

PORTFOLIOS = Path(__file__).parents[2] / "portfolios"
_SECOND = "I made a flyer for story time; see no. 1."
FORMATS = (FORMAT,)


@pytest.fixture
def kept(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the kept folder of a format."""
    root = tmp_path / "Quint LSSC"
    shutil.copytree(PORTFOLIOS / f"format-{request.param}", root)
    return root


@pytest.mark.parametrize("kept", FORMATS, indirect=True)
def test_it_opens_with_its_program_and_all_its_files(kept: Path) -> None:
    program = read_program(folder.program_text(kept), "program.toml")
    loaded = folder.load(kept)
    facts = read_all_facts(kept, loaded.portfolio, ignore_progress)
    found = reconcile(loaded.portfolio, program, facts.files)
    assert accept_changes(loaded.portfolio, found, date(2026, 11, 24)) == loaded.portfolio
    assert found.missing == ()
    assert [plain(item.text) for item in facts.documents] == [
        "I work at the desk of a branch in a small town.\n" + _SECOND,
        "I learned to ask first.",
    ]
    assert facts.refused == ()


@pytest.mark.parametrize("kept", FORMATS, indirect=True)
def test_nothing_that_was_said_in_it_is_lost(kept: Path) -> None:
    found = folder.load(kept).portfolio
    assert (found.id, found.program_id) == ("0b8f4c52-3c1d-4a55-9e55-2f3c9a7d1e01", "prairie")
    assert (found.candidate.name, found.candidate.email) == ("Zoë Quint", "zoe.quint@example.org")
    assert found.candidate.member
    assert found.admitted == date(2025, 1, 6)
    chosen = [(work.set_id, work.chosen, work.route) for work in found.sets]
    assert chosen == [
        ("foundations", True, Route.PORTFOLIO),
        ("prairie-technology", True, Route.COURSE),
        ("youth-services", True, Route.PORTFOLIO),
        ("prairie-outreach", False, Route.PORTFOLIO),
    ]
    assert [file.kind for file in found.about_me] == [AboutKind.RESUME]
    assert [(note.copy, note.elsewhere) for note in found.packages] == [(1, False), (2, True)]


@pytest.mark.parametrize("kept", FORMATS, indirect=True)
def test_nothing_that_was_said_of_a_competency_or_course_is_lost(kept: Path) -> None:
    foundations, technology = folder.load(kept).portfolio.sets[:2]
    work = foundations.competency(1)
    assert (work.marked_ready, work.self_rating) == (True, Rating.PARTIAL)
    assert (work.pds, work.official_text) == (
        "Describe how you greet.",
        "Official wording, pasted.",
    )
    assert work.plan == Plan("flyer", "letter", "day at the desk", "ask Kim")
    path = "Evidence/Störy time flyer.txt"
    assert work.evidence == (
        EvidenceUse(path, Weight.SECONDARY, "The flyer", True, "I wrote the text", ("a",)),
    )
    assert (foundations.statement_ready, foundations.planned) == (True, date(2025, 12, 1))
    assert technology.course == CourseRecord(
        "Serving Everybody",
        "Prairie State Library",
        date(2025, 5, 30),
        date(2024, 9, 1),
        Decimal("145.00"),
        "Evidence/certificate.txt",
    )


@pytest.mark.parametrize("kept", FORMATS, indirect=True)
def test_every_change_of_membership_is_read(kept: Path) -> None:
    assert folder.load(kept).portfolio.candidate.memberships == (
        Membership(None, True),
        Membership(date(2025, 2, 1), False),
        Membership(date(2025, 6, 1), True),
    )


@pytest.mark.parametrize("kept", FORMATS, indirect=True)
def test_it_is_saved_in_todays_format(kept: Path) -> None:
    loaded = folder.load(kept)
    folder.save(kept, loaded.portfolio, loaded.stamp)
    assert (kept / "portfolio.json").read_bytes() == encode(loaded.portfolio)
    assert folder.load(kept).portfolio == loaded.portfolio


def test_a_format_only_grows_without_a_new_number() -> None:
    root = PORTFOLIOS / f"format-{FORMAT}"
    kept = json.loads((root / "portfolio.json").read_text(encoding="utf-8"))
    assert what_is_left_of(kept, json.loads(encode(folder.load(root).portfolio))) == kept


def what_is_left_of(old: object, new: object) -> object:
    """Return the new value without the keys that the old one does not have."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: what_is_left_of(old.get(key), new[key]) for key in new if key in old}
    if isinstance(old, list) and isinstance(new, list):
        return [*map(what_is_left_of, old, new)] if len(old) == len(new) else new
    return new
