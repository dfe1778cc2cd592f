"""What to ask the program today: what its file doesn't say and matters to this candidate."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lssc_desktop.core.overview.questions import (
    AnswerWrong,
    ProgramQuestion,
    QuestionCode,
    drop_answer,
    open_questions,
    put_answer,
    question_of,
    questions,
    told_answers,
)
from lssc_desktop.core.portfolio.edits import set_official_text
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Outcome,
    Portfolio,
    RenewalActivity,
    RenewalWork,
    SetWork,
    membership_always,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.store.programs import shipped_program

TODAY = date(2026, 12, 4)
JOINED = date(2026, 2, 2)


@pytest.fixture
def cilip() -> Program:
    return shipped_program("cilip-certification").program


@pytest.fixture
def lssc() -> Program:
    return shipped_program().program


def holly(**more: object) -> Portfolio:
    sets = (SetWork("portfolio", JOINED),)
    made = Portfolio("p", "cilip-certification", "2", Candidate("Holly", "", ()), JOINED, sets)
    return replace(made, **more)  # type: ignore[arg-type]


def ana(*works: SetWork) -> Portfolio:
    return Portfolio(
        "p", "lssc", "2", Candidate("Ana", "", membership_always(False)), JOINED, works
    )


def asked(program: Program, portfolio: Portfolio) -> list[str]:
    return [each.id for each in questions(program, portfolio, (), TODAY)]


def test_who_works_on_it_asks_for_what_is_needed_to_submit(cilip: Program) -> None:
    assert asked(cilip, holly()) == [
        "route:portfolio",  # taken as of about 2021
        "fee:submit",
        "document:mentor-form",
        "scale:pksb",
        "file-types",
        "file-sizes",
        "handing-in",
    ]


def test_a_fee_that_is_paid_is_not_asked_for_and_one_to_come_is(cilip: Program) -> None:
    assert "fee:enroll" in asked(cilip, holly(admitted=None))
    assert "fee:enroll" not in asked(cilip, holly())


def test_who_has_a_mentor_knows_that_the_form_is_needed(cilip: Program) -> None:
    assert "document:mentor-form" not in asked(cilip, holly(mentor=True))
    assert "document:mentor-form" in asked(cilip, holly(mentor=False))


def test_who_waits_for_a_decision_asks_what_can_follow(cilip: Program) -> None:
    waiting = holly(sets=(SetWork("portfolio", JOINED, handed_in=date(2026, 11, 1)),))
    assert asked(cilip, waiting) == ["again"]


def test_after_a_no_the_next_fee_and_the_appeal_are_asked_about(cilip: Program) -> None:
    no = Decision(Outcome.NOT_ACHIEVED, date(2026, 12, 1))
    found = asked(cilip, holly(sets=(SetWork("portfolio", JOINED, decisions=(no,)),)))
    assert {"fee:resubmit", "again", "appeal"} <= set(found)


def test_once_certified_only_the_renewal_is_asked_about(cilip: Program) -> None:
    certified = holly(renewal=RenewalWork(date(2026, 10, 1)))
    assert asked(cilip, certified) == ["fee:renewal", "opens"]


def test_hours_from_before_are_asked_about_when_there_are_some(lssc: Program) -> None:
    done = RenewalActivity("a", date(2026, 9, 1), "Workshop", "workshop", Decimal(3))
    certified = replace(ana(), renewal=RenewalWork(date(2026, 10, 1)))
    assert asked(lssc, certified) == ["fee:renewal", "option:renewal-grace", "option:next-hours"]
    early = replace(certified, renewal=replace(certified.renewal, activities=(done,)))
    assert "before" in asked(lssc, early)


def test_of_a_route_that_is_closed_only_that_is_asked(lssc: Program) -> None:
    """Nobody has to know which files a program takes that takes no portfolio."""
    work = SetWork("supervision-management", JOINED)
    assert asked(lssc, ana(work)) == ["route:portfolio", "option:clock-start"]


def test_who_has_chosen_no_route_is_not_asked_to_ask_about_one(lssc: Program) -> None:
    assert asked(lssc, ana(SetWork("technology", JOINED, route_chosen=False))) == [
        "option:clock-start"
    ]


def test_courses_and_agreements_have_questions_of_their_own(lssc: Program) -> None:
    course = SetWork("technology", JOINED, route=Route.COURSE)
    agreed = SetWork("foundations", JOINED, route=Route.RECOGNITION)
    found = asked(lssc, ana(course, agreed))
    assert found == [
        "route:recognition",
        "route:course",
        "option:clock-start",
        "graduate",
        "option:recognition-experience",
    ]


def test_a_text_that_is_missing_is_asked_for_until_it_is_pasted_in(lssc: Program) -> None:
    opened = tuple(
        replace(each, accepted=True, until=None) if each.id is Route.PORTFOLIO else each
        for each in lssc.routes
    )
    program = replace(lssc, routes=opened)
    portfolio = ana(SetWork("supervision-management", JOINED), SetWork("youth-services", JOINED))
    found = asked(program, portfolio)
    assert "text:supervision-management:15" in found
    assert "count:youth-services" in found
    assert "option:portfolio-fee" in found
    pasted = set_official_text(portfolio, "supervision-management", 15, "It says.", TODAY)
    assert "text:supervision-management:15" not in asked(program, pasted)
    assert "text:supervision-management:16" in asked(program, pasted)


# Answers ----------------------------------------------------------------------------------------

FEE = ProgramQuestion(QuestionCode.FEE, "submit")


def test_what_was_answered_is_not_open_any_more(cilip: Program) -> None:
    told = put_answer(holly(), FEE, " £60 ", date(2026, 12, 1), "Email of J. Smith", TODAY)
    assert FEE not in open_questions(cilip, told, (), TODAY)
    assert FEE in questions(cilip, told, (), TODAY)
    [answer] = told_answers(told)
    assert (answer.question, answer.text, answer.source) == (
        "fee:submit",
        "£60",
        "Email of J. Smith",
    )
    again = put_answer(told, FEE, "£65", TODAY, "", TODAY)
    assert [each.text for each in told_answers(again)] == ["£65"]
    assert drop_answer(again, FEE) == holly()


def test_an_answer_is_that_of_the_program_that_was_asked() -> None:
    told = put_answer(holly(), FEE, "£60", TODAY, "", TODAY)
    moved = replace(told, program_id="guild")
    assert told_answers(moved) == ()
    assert len(moved.told) == 1, "it is there again when the portfolio goes back"


@pytest.mark.parametrize(
    ("text", "day", "what"),
    [("  ", TODAY, "text"), ("£60", date(2026, 12, 5), "day")],
)
def test_an_answer_has_words_and_no_day_to_come(text: str, day: date, what: str) -> None:
    with pytest.raises(AnswerWrong) as refused:
        put_answer(holly(), FEE, text, day, "", TODAY)
    assert refused.value.what == what


def test_a_question_is_found_by_its_id_again(cilip: Program) -> None:
    for each in questions(cilip, holly(), (), TODAY):
        assert question_of(each.id) == each
    assert question_of("nothing:of-this") is None
