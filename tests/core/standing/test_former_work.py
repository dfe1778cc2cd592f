from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.edits import choose_sets, set_document, set_plan
from lssc_desktop.core.portfolio.portfolio import Candidate, Document, Plan, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.program_differences import (
    FormerWork,
    former_work,
    switch_program,
    undo_switch,
)
from tests.core.standing.test_moving import NEW, OLD

DAY = date(2026, 11, 25)
NOWHERE: Program = replace(OLD, id="none", version="9", sets=())


def started() -> Portfolio:
    empty = Portfolio("p", OLD.id, OLD.version, Candidate("Ana"), DAY)
    chosen = choose_sets(empty, tuple(item.id for item in OLD.sets), DAY)
    planned = set_plan(chosen, "basics", 3, Plan(primary="a flyer"), DAY)
    written = set_document(planned, TextPlace("basics", 3), Document("Basics/3.docx", "0"), DAY)
    return set_document(written, TextPlace("basics"), Document("Basics/Statement.docx", "0"), DAY)


def test_nothing_is_former_while_the_program_asks_for_it() -> None:
    assert former_work(OLD, started()) == ()


def test_a_competency_that_is_gone_keeps_what_was_asked_and_what_was_done() -> None:
    moved = switch_program(started(), OLD, NEW, "abc", DAY)
    (found,) = former_work(NEW, moved)
    assert (found.set_title, found.number, found.title) == ("Basics", 3, "Ethics")
    assert (found.plan.primary, found.response) == ("a flyer", "Basics/3.docx")


def test_of_a_set_that_is_gone_the_statement_is_kept_too() -> None:
    moved = switch_program(started(), OLD, NOWHERE, "abc", DAY)
    *_competencies, last = former_work(NOWHERE, moved)
    assert last == FormerWork("Basics", None, response="Basics/Statement.docx")


def test_after_going_back_nothing_is_former() -> None:
    moved = switch_program(started(), OLD, NOWHERE, "abc", DAY)
    assert former_work(OLD, undo_switch(moved, NOWHERE, OLD, DAY)) == ()
