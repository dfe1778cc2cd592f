from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import Experience, WorkPeriod
from lssc_desktop.core.portfolio.undo import Draft, with_route
from lssc_desktop.core.program.schema import Route
from lssc_desktop.disk.settings import forget_draft
from lssc_desktop.store.computer.drafts import load_draft, save_draft
from tests.hostile import CONTENTS, Put

DAY = date(2026, 11, 24)
DRAFT = Draft(
    admitted=date(2024, 9, 14),
    name="A. Rivera",
    email="rivera@example.org",
    member=True,
    experience=Experience(True, (WorkPeriod("Maple", date(2020, 1, 1), None, Decimal("37.5")),)),
    program_id="lssc",
    electives=("access-services", "youth-services"),
    folder="/media/stick/Rivera LSSC",
    step=3,
)


def test_what_was_said_comes_back(tmp_path: Path) -> None:
    save_draft(tmp_path / "settings", DRAFT)
    assert load_draft(tmp_path / "settings") == DRAFT


def test_nobody_has_to_be_admitted_to_come_back(tmp_path: Path) -> None:
    thinking = replace(DRAFT, admitted=None)
    save_draft(tmp_path, thinking)
    assert load_draft(tmp_path) == thinking


def test_answers_about_a_set_come_back_chosen_or_not(tmp_path: Path) -> None:
    begun = with_route((), "access-services", Route.COURSE, {1: False, 2: None}, DAY)
    begun = with_route(begun, "cataloging-classification", Route.PORTFOLIO, {4: True}, DAY)
    save_draft(tmp_path, replace(DRAFT, begun=begun))
    back = load_draft(tmp_path)
    assert back is not None
    assert back.electives == DRAFT.electives
    told = {work.set_id: work for work in back.begun}
    assert told["access-services"].route is Route.COURSE
    assert told["access-services"].competency(1).can_do is False
    assert told["cataloging-classification"].competency(4).can_do is True


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"portfolio": 1, "folder": "", "step": 0}'])
def test_what_cannot_be_read_is_nothing(tmp_path: Path, text: str) -> None:
    save_draft(tmp_path, DRAFT)
    (file,) = tmp_path.iterdir()
    file.write_text(text, encoding="utf-8")
    assert load_draft(tmp_path) is None


def test_it_is_forgotten(tmp_path: Path) -> None:
    save_draft(tmp_path, DRAFT)
    forget_draft(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert load_draft(tmp_path) is None
    forget_draft(tmp_path)


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_the_draft_is_none(tmp_path: Path, put: Put) -> None:
    put(tmp_path / "unfinished portfolio.json")
    assert load_draft(tmp_path) is None
    save_draft(tmp_path, DRAFT)
    assert load_draft(tmp_path) == DRAFT


@pytest.mark.parametrize("step", ["1e999", "-1", "1.5", "true", '"3"', "9" * 4300])
def test_a_draft_at_a_step_that_makes_no_sense_is_none(tmp_path: Path, step: str) -> None:
    save_draft(tmp_path, DRAFT)
    path = tmp_path / "unfinished portfolio.json"
    path.write_text(path.read_text("utf-8").replace('"step": 3', f'"step": {step}'), "utf-8")
    assert load_draft(tmp_path) is None
