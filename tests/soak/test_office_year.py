"""A year of a program office, by commands and files only; every decision is computed twice."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.store.programs import shipped_program_text
from tests.soak.office_ledger import ASKED, FAILED, Work
from tests.soak.office_year import Plan, Year, third

SMALL = Plan(evaluators=3, packages=8, revisions=2, appeals=1, months=2)
LARGE = Plan(evaluators=12, packages=300, revisions=40, appeals=6, months=10, most=16)


def programs(folder: Path) -> dict[str, Path]:
    """Write the program files of an office: one that combines two ratings, and two that don't."""
    text = shipped_program_text()
    choice = 'choice = "combine"'
    assert text.count(choice) == 1
    texts = {
        "combine": text,
        "third-evaluator": text.replace(choice, 'choice = "third-evaluator"'),
        "panel": text.replace("evaluators = 2", 'evaluators = 2\non_disagreement = "panel"'),
    }
    blind = '\n[reviews]\nblind = true\nconflict_question = "Are you related?"\n'
    texts["panel"] += blind
    found = {}
    for number, (rule, written) in enumerate(texts.items()):
        found[rule] = folder / f"{rule}.toml"
        version = f'version = "2.{number}"' if number else 'version = "2"'
        found[rule].write_text(written.replace('version = "2"', version, 1), "utf-8")
    return found


def is_as_booked(year: Year, rows: dict[str, dict[str, Any]]) -> None:
    """Compare every row of the shelf with the books."""
    assert set(rows) == {each.package_id for each in year.books.works}
    for work in year.books.works:
        row = rows[work.package_id]
        due = work.waiting.values()
        assert (row["state"], row["outcome"]) == (work.state, work.outcome), row
        assert row["evaluated"] == len(work.rated)
        assert row["handed_in"] == work.received.isoformat()
        assert {each["person"]: each["due"] for each in row["assigned"]} == {
            who: day.isoformat() for who, day in work.assigned.items()
        }
        assert row["overdue"] == any(day < year.today for day in due)
        assert bool(row["superseded_by"]) == work.superseded


def shelf_is_as_booked(year: Year) -> None:
    rows = year.on_shelf("--all")
    is_as_booked(year, {each: row for each, row in rows.items() if not row["copy_of"]})


def month(year: Year, batch: list[Work], *, last: bool) -> None:
    """Let a month pass: assign, evaluate, remind, decide; in the last one some stay late."""
    begun = year.today
    year.assign(batch)
    cousin = batch[1]
    year.conflict(batch[0], allowed=False)
    year.conflict(cousin, allowed=True)
    drawn = {each.package_id: year.ratings(each) for each in batch}
    late = {each.package_id for each in year.chance.sample(batch, max(len(batch) // 8, 1))}
    late.discard(cousin.package_id)

    got = year.mail_out()
    year.today = begun + timedelta(days=3)
    waiting = {work.package_id: list(work.waiting) for work in batch}
    for package_id, people in waiting.items():
        work = year.work[package_id]
        for who, given in zip(people, drawn[package_id], strict=True):
            if package_id in late and who == people[1]:
                continue
            words = ("--conflict", "We are cousins.") if work is cousin and who == people[0] else ()
            year.evaluate(who, got[who][package_id], given, *words)
            work.rated[who] = given
    shelf_is_as_booked(year)

    year.today = begun + timedelta(days=29)
    year.remind()
    for package_id in () if last else late:
        who = waiting[package_id][1]
        year.evaluate(who, got[who][package_id], drawn[package_id][1])
        year.work[package_id].rated[who] = drawn[package_id][1]
    shelf_is_as_booked(year)

    for work in batch:
        if len(work.rated) == 2:
            decide(year, work)
    year.today = begun + timedelta(days=31)
    shelf_is_as_booked(year)


def decide(year: Year, work: Work) -> None:
    """Combine, with one more where the two differ and the program wants that, and tell."""
    package = year.files[work.package_id]
    despite = year.books.conflicts(work)
    if despite:
        about = ("review", "combine", package, "--as", "Program office")
        refused = year.office(*about, "-o", year.shelf / "never.lssc-review.json", status=1)
        assert (refused["outcome"], refused["conflicts"]) == (None, despite)
        assert not (year.shelf / "never.lssc-review.json").exists()
    words = ("--despite-conflict", "Nobody else reads it.") if despite else ()
    result = year.combine(work, *words)
    if result is None:
        one, other = work.rated.values()
        work.last_word = third((one, other), year.chance)
        who = "The panel" if work.rule == "panel" else "A third evaluator"
        year.evaluate(who, year.copy_for(who, package), work.last_word, decides=True)
        result = year.combine(work, *words)
    assert result is not None
    year.answer_candidate(work, result)


def act(year: Year) -> None:
    """Let the whole year pass, and compare at its end what the office can count."""
    plan = year.plan
    year.begin()
    weak = set(year.chance.sample(range(plan.packages), plan.revisions + plan.revisions // 2))
    share = -(-plan.packages // plan.months)
    revising: list[Work] = []
    revised = 0
    for number in range(plan.months):
        numbers = range(number * share, min((number + 1) * share, plan.packages))
        batch = [year.hand_in(year.candidate(each, is_weak=each in weak)) for each in numbers]
        for work in revising:
            owner = year.owners[work.package_id]
            owner.is_weak = revised % 4 == 0
            revised += 1
            batch.append(year.revise(owner))
        month(year, batch, last=number == plan.months - 1)
        asked = [each for each in batch if each.outcome == ASKED]
        revising = asked[: plan.revisions - revised]
        for work in [each for each in batch if each.outcome == FAILED]:
            if year.appealed < plan.appeals:
                year.appeal(work, upheld=year.appealed % 2 == 0)
        shelf_is_as_booked(year)
    assert (revised, year.appealed) == (plan.revisions, plan.appeals)


def counts_are_right(year: Year) -> None:
    """Compare statistics and agreement with the books."""
    day = ("--today", year.today.isoformat())
    found = year.office("office", "statistics", year.shelf, *day)
    assert {each["set"]: each for each in found["statistics"]} == year.books.statistics(year.today)
    found = year.office("office", "agreement", year.shelf)
    sets = {(each["set"], each["competency"]): each for each in found["sets"]}
    assert {
        key: (each["rated"], each["same"]) for key, each in sets.items()
    } == year.books.agreement()
    people = {
        each["evaluator"]: tuple(
            each[key] for key in ("packages", "rated", "same", "higher", "lower")
        )
        for each in found["evaluators"]
    }
    assert people == year.books.by_person()
    kappas = {tuple(each["evaluators"]): each["weighted_kappa"] for each in found["pairs"]}
    assert kappas == pytest.approx(year.books.kappas())


def everything_is_there(year: Year) -> None:
    """Nothing that came in was changed, and every history says who did what."""
    audit = year.office("office", "audit", year.shelf)
    assert audit["whole"] == len(year.books.works)
    for work in year.books.works[:20]:
        history = year.office("office", "history", year.files[work.package_id])["history"]
        now: set[str] = set()
        for each in reversed(history):
            if each["step"] != "handed-in":
                (now.add if each["step"] == "assign" else now.discard)(each["person"])
        assert now == set(work.assigned)
        assert {each["by"] for each in history} <= {"Olga Office"}


def a_year(tmp_path: Path, plan: Plan) -> Year:
    files = tmp_path / "programs"
    files.mkdir()
    year = Year(tmp_path, plan, programs(files))
    act(year)
    counts_are_right(year)
    everything_is_there(year)
    return year


def test_a_small_office_has_a_year_in_which_every_decision_is_right(tmp_path: Path) -> None:
    year = a_year(tmp_path, SMALL)
    assert any(each.last_word for each in year.books.works)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_an_office_has_a_year_in_which_every_decision_is_right(tmp_path: Path) -> None:
    a_year(tmp_path, LARGE)
