"""The list of evaluators of a shelf: read by any program, lost by nobody, never believed."""

import json
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from lssc_desktop.core.submission.evaluators import (
    Conflict,
    Evaluator,
    Evaluators,
    Ruling,
    put_conflict,
    put_evaluator,
)
from lssc_desktop.disk.json_files import NotReadAgain
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.evaluators import (
    EvaluatorsUnreadable,
    change_evaluators,
    evaluators_path,
    known_evaluators,
    read_evaluators,
)
from tests.hostile import CONTENTS, Put

LEE = Evaluator("Lee Chen", "lee@example.org", ("technology",), ("en", "es"), 6)
CONFLICT = Conflict(
    "Lee Chen", "3a3f1c", "My sister.", date(2026, 11, 24), "Office", Ruling.APART,
    "Too close.", date(2026, 11, 25), "Dana Ortiz",
)  # fmt: skip
REST = '"words": "", "declared": "2026-11-24", "by": ""'


def test_what_is_entered_can_be_read_by_any_program(tmp_path: Path) -> None:
    change_evaluators(tmp_path, partial(put_evaluator, new=LEE))
    found = change_evaluators(tmp_path, partial(put_conflict, new=CONFLICT))
    assert read_evaluators(tmp_path) == found == Evaluators((LEE,), (CONFLICT,))
    raw = json.loads((tmp_path / ".lssc" / "evaluators.json").read_text("utf-8"))
    assert raw["format"] == 1
    assert raw["evaluators"] == [
        {
            "name": "Lee Chen",
            "email": "lee@example.org",
            "sets": ["technology"],
            "languages": ["en", "es"],
            "most": 6,
            "away": False,
        }
    ]
    assert raw["conflicts"][0]["portfolio"] == "3a3f1c"
    assert raw["conflicts"][0]["ruling"] == "apart"


def test_a_shelf_without_a_list_has_nobody(tmp_path: Path) -> None:
    assert read_evaluators(tmp_path) == Evaluators()
    assert known_evaluators(tmp_path) == Evaluators()
    assert not evaluators_path(tmp_path).parent.exists()


def test_what_two_computers_enter_at_once_is_all_there(tmp_path: Path) -> None:
    def enter(place: int) -> None:
        for number in range(5):
            new = Evaluator(f"Evaluator {place} {number}")
            change_evaluators(tmp_path, partial(put_evaluator, new=new))

    threads = [Thread(target=enter, args=(place,)) for place in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(read_evaluators(tmp_path).people) == 15
    assert [each.name for each in evaluators_path(tmp_path).parent.iterdir()] == ["evaluators.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": 2}',
        '{"evaluators": [{"name": " "}]}',
        '{"evaluators": [{"name": "Lee", "most": -1}]}',
        f'{{"conflicts": [{{"person": "Lee", "portfolio": "", {REST}}}]}}',
        f'{{"conflicts": [{{"person": "Lee", "portfolio": "p", {REST.replace("2026", "0001")}}}]}}',
    ],
)
def test_what_cannot_be_read_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = evaluators_path(tmp_path)
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(EvaluatorsUnreadable) as told:
        change_evaluators(tmp_path, partial(put_evaluator, new=LEE))
    assert path.read_text("utf-8") == text
    assert "evaluators.json" in message_for(told.value).happened
    assert known_evaluators(tmp_path) is None


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_nothing_hostile_stops_a_look(tmp_path: Path, put: Put) -> None:
    path = evaluators_path(tmp_path)
    path.parent.mkdir()
    put(path)
    assert known_evaluators(tmp_path) in {None, Evaluators()}


def test_nothing_is_written_that_could_not_be_read_again(tmp_path: Path) -> None:
    change_evaluators(tmp_path, partial(put_evaluator, new=LEE))
    with pytest.raises(NotReadAgain):
        change_evaluators(tmp_path, partial(put_evaluator, new=Evaluator("x" * 301)))
    assert read_evaluators(tmp_path) == Evaluators((LEE,))
