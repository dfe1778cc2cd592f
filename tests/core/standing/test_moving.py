from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lssc_desktop.core.portfolio.edits import choose_sets, set_document, set_plan
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Document,
    FormerCompetency,
    Outcome,
    Plan,
    Portfolio,
    ProgramSwitch,
    TextPlace,
)
from lssc_desktop.core.program.fees import Fee, Fees
from lssc_desktop.core.program.grid import Grid
from lssc_desktop.core.program.program import (
    Choice,
    Competency,
    CompetencySet,
    Program,
    ProgramLimits,
    RenewalRule,
)
from lssc_desktop.core.program.schema import Needed
from lssc_desktop.core.standing.program_differences import (
    Difference,
    DifferenceCode,
    decline_newer,
    differences,
    newer_program,
    switch_program,
    undo_switch,
)
from tests.core.check.rules.desk import small_program
from tests.core.time.test_certification import RULE

DAY, TODAY = date(2026, 1, 1), date(2026, 11, 25)
FEES = Fees("USD", application=Fee(Decimal(325), Decimal(350)))
BASICS = small_program().sets[0]
EXTRA = CompetencySet("extra", "Extra", "Extra", False, (Competency(1, "One"),))
OTHER = CompetencySet("other", "Other", "Other", False, (Competency(1, "One"),))
OLD = replace(small_program(), sets=(BASICS, EXTRA), choice=Choice(2, 1), fees=FEES, renewal=RULE)
NEW = replace(
    OLD,
    version="2",
    sets=(
        replace(BASICS, title="The basics", competencies=BASICS.competencies[:2]),
        replace(EXTRA, required=True),
        OTHER,
    ),
    fees=replace(FEES, application=Fee(Decimal(325), Decimal(375))),
)


def portfolio() -> Portfolio:
    start = Portfolio("p", "small", "1", Candidate("Ana"), DAY)
    begun = choose_sets(start, ("basics", "extra"), DAY)
    begun = set_document(begun, TextPlace("basics", 3), Document("Basics/03 Ethics.docx", "0"), DAY)
    return set_plan(begun, "extra", 1, Plan(primary="a flyer"), DAY)


def test_every_difference_is_told_with_whether_there_is_work_on_it() -> None:
    assert differences(OLD, NEW, portfolio()) == (
        Difference(DifferenceCode.RULE, "350", "375", place="fees.application.other"),
        Difference(DifferenceCode.SET_RENAMED, "Basics", "The basics", "basics", has_work=True),
        Difference(DifferenceCode.COMPETENCY_GONE, "Ethics", "", "basics", 3, has_work=True),
        Difference(DifferenceCode.SET_KIND, "elective", "required", "extra", has_work=True),
        Difference(DifferenceCode.SET_ADDED, "", "Other", "other"),
    )
    assert differences(OLD, OLD, portfolio()) == ()


def test_a_set_and_a_competency_can_come_and_go() -> None:
    back = differences(NEW, OLD, portfolio())
    assert [(item.code, item.set_id, item.number) for item in back] == [
        (DifferenceCode.RULE, None, None),
        (DifferenceCode.SET_RENAMED, "basics", None),
        (DifferenceCode.COMPETENCY_ADDED, "basics", 3),
        (DifferenceCode.SET_KIND, "extra", None),
        (DifferenceCode.SET_GONE, "other", None),
    ]


def test_other_words_for_a_competency_are_a_difference() -> None:
    one = replace(EXTRA, competencies=(Competency(1, "One", "Know it."),))
    found = differences(OLD, replace(OLD, sets=(BASICS, one)), portfolio())
    assert [(item.code, item.has_work) for item in found] == [
        (DifferenceCode.COMPETENCY_CHANGED, True)
    ]


FORM = Grid("skills", "Skills", ("start", "end"), needed=Needed.YES)


def renewal(**changes: int) -> RenewalRule:
    return replace(RULE, **changes)  # type: ignore[arg-type]  # numbers only


@pytest.mark.parametrize(
    ("new", "place", "before", "after"),
    [
        (replace(OLD, limits=ProgramLimits()), "limits.response_pages", "3", ""),
        (replace(OLD, renewal=None), "renewal.years", "4", ""),
        (replace(OLD, renewal=renewal(grace_months=3)), "renewal.grace_months", "2", "3"),
        (replace(OLD, grid=(FORM,)), "grid.skills.columns", "", "start, end"),
        (replace(OLD, grid=(FORM,)), "grid.skills.needed", "", "yes"),
        (replace(OLD, options=()), "options.pass-rounding", "up", ""),
        (replace(OLD, routes=OLD.routes[:1]), "routes.course.accepted", "yes", ""),
    ],
)
def test_a_rule_has_its_place_in_the_file(
    new: Program, place: str, before: str, after: str
) -> None:
    found = {item.place: (item.before, item.after) for item in differences(OLD, new, portfolio())}
    assert found[place] == (before, after)


def test_moving_keeps_all_work_and_follows_the_new_program() -> None:
    moved = switch_program(portfolio(), OLD, NEW, "abc", TODAY)
    assert (moved.program_id, moved.program_version) == ("small", "2")
    assert moved.moves == (ProgramSwitch(TODAY, "small", "1", "abc", ("basics", "extra")),)
    basics = moved.set_work("basics")
    assert basics is not None
    assert basics.competency(3).response == Document("Basics/03 Ethics.docx", "0")
    assert basics.changed == TODAY


def test_a_competency_that_is_gone_keeps_its_name() -> None:
    moved = switch_program(portfolio(), OLD, NEW, "abc", TODAY)
    ethics = FormerCompetency("basics", "Basics", 3, "Ethics", "Know the ethics.")
    assert moved.former == (ethics,)


def test_a_set_that_is_gone_is_given_up_with_its_work() -> None:
    moved = switch_program(portfolio(), OLD, replace(OLD, sets=(BASICS,)), "abc", TODAY)
    extra = moved.set_work("extra")
    assert extra is not None
    assert (extra.chosen, extra.competency(1).plan.primary) == (False, "a flyer")
    assert [item.set_title for item in moved.former] == ["Extra"]


def test_required_sets_of_the_new_program_are_chosen() -> None:
    required = replace(OTHER, required=True)
    moved = switch_program(
        portfolio(), OLD, replace(NEW, sets=(*NEW.sets[:2], required)), "abc", TODAY
    )
    assert [work.set_id for work in moved.sets if work.chosen] == ["basics", "extra", "other"]


def test_moving_twice_to_the_same_file_is_moving_once() -> None:
    once = switch_program(portfolio(), OLD, NEW, "abc", TODAY)
    assert switch_program(once, OLD, NEW, "abc", TODAY) == once


def test_undone_the_sets_are_as_before_and_what_was_done_since_stays() -> None:
    moved = switch_program(portfolio(), OLD, replace(NEW, sets=NEW.sets[:1]), "abc", TODAY)
    moved = set_plan(moved, "basics", 1, Plan(other="since then"), TODAY)
    back = undo_switch(moved, NEW, OLD, TODAY)
    assert (back.program_version, back.moves, back.former) == ("1", (), ())
    assert [work.set_id for work in back.sets if work.chosen] == ["basics", "extra"]
    basics = back.set_work("basics")
    assert basics is not None
    assert basics.competency(1).plan.other == "since then"


def test_what_is_achieved_stays_as_it_was_handed_in() -> None:
    done = replace(portfolio().sets[0], decisions=(Decision(Outcome.ACHIEVED, date(2026, 3, 3)),))
    start = replace(portfolio(), sets=(done, portfolio().sets[1]))
    moved = switch_program(start, OLD, NEW, "abc", TODAY)
    assert [work.changed for work in moved.sets] == [DAY, TODAY]


@pytest.mark.parametrize(
    ("followed", "declined", "others", "offered"),
    [
        ("1", "", ["2"], "2"),
        ("2026.9", "", ["2026.10", "2026.2"], "2026.10"),
        ("2", "", ["2", "1", "draft"], None),
        ("1", "2", ["2"], None),
        ("1", "2", ["2", "3"], "3"),
        ("3", "2", ["3"], None),
    ],
)
def test_a_newer_file_is_offered_once_for_each_version(
    followed: str, declined: str, others: list[str], offered: str | None
) -> None:
    program = replace(OLD, version=followed)
    kept = decline_newer(portfolio(), declined) if declined else portfolio()
    found = newer_program(kept, program, [replace(NEW, version=each) for each in others])
    assert (None if found is None else found.version) == offered


def test_the_file_of_another_program_is_not_newer() -> None:
    assert newer_program(portfolio(), OLD, [replace(NEW, id="other", version="9")]) is None


def test_who_goes_back_is_not_offered_the_newer_file_again() -> None:
    moved = switch_program(portfolio(), OLD, NEW, "old", TODAY)
    assert newer_program(undo_switch(moved, NEW, OLD, TODAY), OLD, [NEW]) is None
    third = replace(NEW, version="3")
    assert newer_program(undo_switch(moved, NEW, OLD, TODAY), OLD, [NEW, third]) is third
