from dataclasses import replace
from datetime import date, timedelta

import pytest

from lssc_desktop.core.overview.next_steps import GoOn, StepCode, go_on, next_steps
from lssc_desktop.core.portfolio.edits import decide, set_course
from lssc_desktop.core.portfolio.portfolio import (
    CourseRecord,
    Decision,
    EvidenceFile,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
    RenewalWork,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.program.program import AppealRule, Choice
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.review import About, Comment
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.submission.submission import Submission, SubmissionState
from lssc_desktop.messages.next_steps import next_step_words
from tests.core.check.rules.desk import TODAY, Desk, text
from tests.core.time.test_certification import RULE
from tests.reviews import a_package, a_review


@pytest.fixture
def desk() -> Desk:
    """Three competencies, all written, shown and ready, and a learning statement."""
    made = Desk()
    made.work = replace(made.work, statement_ready=True)
    return made


def portfolio_of(desk: Desk) -> Portfolio:
    return replace(desk.portfolio, sets=(desk.work,))


def steps(
    desk: Desk, most: int = 4, submissions: tuple[Submission, ...] = ()
) -> list[tuple[StepCode, int | None]]:
    facts = FolderFacts(tuple(desk.files.values()), tuple(desk.documents.values()))
    found = next_steps(desk.program, portfolio_of(desk), facts, TODAY, most, submissions)
    return [(step.code, step.number) for step in found]


def test_a_set_with_everything_ready_is_to_be_checked(desk: Desk) -> None:
    assert steps(desk) == [(StepCode.CHECK_SET, None)]


NOTE = PackageNote("1" * 64, "basics", PackageKind.PORTFOLIO, 0, TODAY, "c", "Packages/a.zip")


def test_once_it_is_packaged_it_is_handed_in_next(desk: Desk) -> None:
    desk.portfolio = replace(desk.portfolio, packages=(NOTE,))
    assert steps(desk) == [(StepCode.HAND_IN, None)]


def test_after_a_review_copy_there_is_nothing_to_do_but_wait(desk: Desk) -> None:
    copy = replace(NOTE, kind=PackageKind.REVIEW_COPY, copy=1)
    desk.portfolio = replace(desk.portfolio, packages=(copy,))
    assert steps(desk) == []


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SubmissionState.SENDING, []),
        (SubmissionState.UNCERTAIN, [(StepCode.FIND_OUT, None)]),
        (SubmissionState.RECEIVED, []),
    ],
)
def test_a_set_on_its_way_has_no_other_steps_than_to_find_out(
    desk: Desk, state: SubmissionState, expected: list[tuple[StepCode, None]]
) -> None:
    desk.change(2, response=None, marked_ready=False)
    desk.portfolio = replace(desk.portfolio, packages=(NOTE,))
    sent = Submission("a.zip", "1" * 64, "aa", 1, "tus+https://x/", state)
    assert steps(desk, submissions=(sent,)) == expected
    assert go_on(desk.program, portfolio_of(desk), (sent,)) is None


def test_a_change_after_the_package_asks_for_another_check(desk: Desk) -> None:
    before = TODAY - timedelta(days=1)
    note = PackageNote("1" * 64, "basics", PackageKind.PORTFOLIO, 1, before, "c", "Packages/a.zip")
    desk.portfolio = replace(desk.portfolio, packages=(note,))
    assert steps(desk) == [(StepCode.CHECK_SET, None)]


def test_the_only_empty_competency_is_named(desk: Desk) -> None:
    desk.change(2, response=None, evidence=(), marked_ready=False)
    assert (StepCode.ONLY_EMPTY, 2) in steps(desk)


def test_a_set_of_which_nothing_is_begun_is_to_be_begun(desk: Desk) -> None:
    desk.work = SetWork("basics", TODAY)
    desk.portfolio = replace(desk.portfolio, evidence=())
    assert steps(desk) == [(StepCode.BEGIN_SET, 1)]


def test_when_all_responses_are_ready_only_the_statement_is_open(desk: Desk) -> None:
    desk.work = replace(desk.work, statement=None, statement_ready=False)
    assert steps(desk) == [(StepCode.STATEMENT, None)]


def test_a_file_that_is_gone_comes_before_everything_else(desk: Desk) -> None:
    desk.change(1, response=None, evidence=(), marked_ready=False)
    del desk.files["Evidence/2.pdf"]
    assert steps(desk)[0] == (StepCode.FILE_GONE, 2)


def test_team_work_without_the_own_part_is_asked_for(desk: Desk) -> None:
    desk.show(3, "Evidence/3.pdf", team_work=True)
    assert steps(desk) == [(StepCode.OWN_ROLE, 3)]


def test_a_comment_that_waits_is_to_be_answered(desk: Desk) -> None:
    note = replace(NOTE, kind=PackageKind.REVIEW_COPY, copy=1)
    desk.portfolio = replace(desk.portfolio, packages=(note,))
    about = a_package(note.package_id, set_id=desk.work.set_id)
    said = a_review(Comment("r-1", About(2), "Say what your part was."), package=about)
    facts = FolderFacts(tuple(desk.files.values()), tuple(desk.documents.values()), reviews=(said,))
    (step, *_others) = next_steps(desk.program, portfolio_of(desk), facts, TODAY)
    assert (step.code, step.number) == (StepCode.COMMENT, 2)
    assert "Say what your part was." in next_step_words(desk.program, step).why


def test_a_response_over_the_pages_is_to_be_shortened(desk: Desk) -> None:
    desk.respond(1, text(*["I did this and that at the desk, every day of the year. " * 20] * 20))
    assert (StepCode.TOO_LONG, 1) in steps(desk)


def test_files_that_no_set_shows_are_counted(desk: Desk) -> None:
    loose = tuple(EvidenceFile(f"Evidence/loose {n}.pdf", "0", 1, TODAY) for n in (1, 2))
    desk.portfolio = replace(desk.portfolio, evidence=(*desk.portfolio.evidence, *loose))
    facts = FolderFacts(tuple(desk.files.values()), tuple(desk.documents.values()))
    last = next_steps(desk.program, portfolio_of(desk), facts, TODAY)[-1]
    assert (last.code, last.count) == (StepCode.UNUSED_FILES, 2)


def test_too_few_electives_ask_for_a_choice(desk: Desk) -> None:
    desk.program = replace(desk.program, choice=Choice(2, 1))
    assert (StepCode.CHOOSE_ELECTIVES, None) in steps(desk)


def test_a_course_whose_day_is_over_is_to_be_brought_up_to_date(desk: Desk) -> None:
    desk.portfolio = set_course(portfolio_of(desk), "basics", CourseRecord("A course"), TODAY)
    yesterday = TODAY - timedelta(days=1)
    desk.work = replace(desk.portfolio.sets[0], route=Route.COURSE, planned=yesterday)
    assert steps(desk)[0] == (StepCode.COURSE_OVERDUE, None)


def test_a_planned_day_that_passed_is_said_until_the_set_is_ready(desk: Desk) -> None:
    yesterday = TODAY - timedelta(days=1)
    desk.work = replace(desk.work, planned=yesterday, statement_ready=False)
    assert (StepCode.PLAN_MISSED, None) in steps(desk)
    desk.work = replace(desk.work, planned=TODAY)
    assert (StepCode.PLAN_MISSED, None) not in steps(desk)
    desk.work = replace(desk.work, planned=yesterday, statement_ready=True)
    assert (StepCode.PLAN_MISSED, None) not in steps(desk)


def test_at_most_two_steps_of_a_kind(desk: Desk) -> None:
    for number in (1, 2, 3):
        del desk.files[f"Evidence/{number}.pdf"]
    assert [code for code, _ in steps(desk)].count(StepCode.FILE_GONE) == 2


def test_never_more_steps_than_asked_for(desk: Desk) -> None:
    del desk.files["Evidence/1.pdf"]
    desk.change(2, response=None, evidence=(), marked_ready=False)
    assert len(steps(desk, most=1)) == 1


def test_one_goes_on_with_the_last_competency_that_was_begun(desk: Desk) -> None:
    for number in (1, 2):
        desk.change(number, marked_ready=False)
    assert go_on(desk.program, portfolio_of(desk)) == GoOn("basics", 2)


def test_where_portfolios_are_closed_a_set_without_a_route_asks_for_one_first(desk: Desk) -> None:
    closed = tuple(replace(rule, accepted=False) for rule in desk.program.routes)
    program = replace(desk.program, routes=closed)
    untouched = SetWork("basics", desk.work.changed, route_chosen=False)
    portfolio = replace(portfolio_of(desk), sets=(untouched,))
    assert go_on(program, portfolio) == GoOn("basics", None, chooses=True)
    assert go_on(desk.program, portfolio) == GoOn("basics", 1, fresh=True)
    chosen = replace(portfolio, sets=(replace(untouched, route_chosen=True),))
    assert go_on(program, chosen) == GoOn("basics", 1, fresh=True)


def test_one_goes_on_with_the_text_one_was_in_last_while_it_is_open(desk: Desk) -> None:
    for number in (1, 2):
        desk.change(number, marked_ready=False)
    desk.work = replace(desk.work, statement_ready=False)
    one, three, statement = (TextPlace("basics", number) for number in (1, 3, None))
    elsewhere = TextPlace("no-such-set", 1)

    assert go_on(desk.program, portfolio_of(desk), last=one) == GoOn("basics", 1)
    assert go_on(desk.program, portfolio_of(desk), last=statement) == GoOn("basics", None)
    assert go_on(desk.program, portfolio_of(desk), last=three) == GoOn("basics", 2)
    assert go_on(desk.program, portfolio_of(desk), last=elsewhere) == GoOn("basics", 2)


def test_with_none_begun_one_goes_on_with_the_first_empty_one(desk: Desk) -> None:
    for number in (2, 3):
        desk.change(number, response=None, evidence=(), marked_ready=False)
    assert go_on(desk.program, portfolio_of(desk)) == GoOn("basics", 2)


def test_with_all_ready_one_goes_on_with_the_statement(desk: Desk) -> None:
    desk.work = replace(desk.work, statement_ready=False)
    assert go_on(desk.program, portfolio_of(desk)) == GoOn("basics", None)


def test_one_goes_on_in_the_set_that_was_changed_last(desk: Desk) -> None:
    other = replace(desk.program.sets[0], id="more", title="More")
    desk.program = replace(desk.program, sets=(*desk.program.sets, other))
    earlier = replace(desk.work, statement_ready=False, changed=date(2026, 1, 1))
    later = SetWork("more", date(2026, 2, 1))
    portfolio = replace(desk.portfolio, sets=(earlier, later))
    assert go_on(desk.program, portfolio) == GoOn("more", 1)


def test_a_portfolio_of_which_nothing_is_begun_is_fresh(desk: Desk) -> None:
    desk.work = SetWork("basics", TODAY)
    assert go_on(desk.program, portfolio_of(desk)) == GoOn("basics", 1, fresh=True)


def test_with_everything_ready_there_is_nothing_to_go_on_with(desk: Desk) -> None:
    assert go_on(desk.program, portfolio_of(desk)) is None


def test_who_is_certified_has_nothing_to_go_on_with(desk: Desk) -> None:
    desk.work = replace(desk.work, statement_ready=False)
    assert go_on(desk.program, portfolio_of(desk)) is not None
    desk.portfolio = replace(desk.portfolio, renewal=RenewalWork(date(2023, 11, 24)))
    assert go_on(desk.program, portfolio_of(desk)) is None


def with_days(desk: Desk) -> Desk:
    desk.program = replace(desk.program, renewal=RULE, appeal=AppealRule(10, 30, "The office"))
    return desk


@pytest.mark.parametrize(
    ("decided", "day"),
    [(TODAY - timedelta(10), TODAY), (TODAY - timedelta(11), TODAY + timedelta(19))],
)
def test_an_appeal_goes_before_everything(desk: Desk, decided: date, day: date) -> None:
    with_days(desk)
    desk.work = replace(desk.work, decisions=(Decision(Outcome.NOT_ACHIEVED, decided),))
    first = next_steps(desk.program, portfolio_of(desk), FolderFacts(), TODAY)[0]
    assert (first.code, first.set_id, first.day) == (StepCode.APPEAL, "basics", day)


def test_an_appeal_whose_days_are_over_is_no_step(desk: Desk) -> None:
    with_days(desk)
    decided = Decision(Outcome.NOT_ACHIEVED, TODAY - timedelta(31))
    desk.work = replace(desk.work, decisions=(decided,))
    assert StepCode.APPEAL not in {code for code, _number in steps(desk)}


@pytest.mark.parametrize(
    ("certified", "expected"),
    [
        (date(2022, 11, 23), [(StepCode.RENEWAL, date(2027, 1, 23))]),
        (date(2022, 11, 24), [(StepCode.RENEWAL, TODAY)]),
        (date(2023, 11, 24), [(StepCode.RENEWAL, date(2027, 11, 24))]),
        (date(2023, 11, 25), []),
    ],
)
def test_who_is_certified_has_only_the_renewal_to_think_of(
    desk: Desk, certified: date, expected: list[tuple[StepCode, date]]
) -> None:
    with_days(desk)
    began = date(2019, 9, 14)
    desk.portfolio = replace(desk.portfolio, admitted=began, renewal=RenewalWork(certified))
    found = next_steps(desk.program, portfolio_of(desk), FolderFacts(), TODAY)
    assert [(step.code, step.day) for step in found] == expected
    assert all(step.title == "32" for step in found)


def with_decision(desk: Desk, outcome: Outcome, *asked: int) -> None:
    """Decide on the package of the set, and ask for those competencies again."""
    desk.portfolio = replace(desk.portfolio, packages=(NOTE,), sets=(desk.work,))
    decision = Decision(outcome, TODAY, NOTE.package_id, asked)
    desk.portfolio = decide(desk.portfolio, "basics", decision, TODAY)
    (desk.work,) = desk.portfolio.sets


def test_what_is_to_be_revised_comes_first(desk: Desk) -> None:
    with_decision(desk, Outcome.REVISION_ASKED, 2, 3)
    assert steps(desk)[0] == (StepCode.REVISE, 2)


def test_a_revision_of_the_whole_set_is_asked_for_until_it_is_packaged(desk: Desk) -> None:
    with_decision(desk, Outcome.REVISION_ASKED)
    assert steps(desk)[0] == (StepCode.REVISE, None)
    again = replace(NOTE, package_id="2" * 64)
    desk.portfolio = replace(desk.portfolio, packages=(NOTE, again))
    assert steps(desk) == [(StepCode.HAND_IN, None)]


def test_who_did_not_achieve_a_set_decides_how_to_go_on(desk: Desk) -> None:
    with_decision(desk, Outcome.NOT_ACHIEVED)
    assert steps(desk) == [(StepCode.NOT_ACHIEVED, None)]


def test_an_appeal_that_is_possible_is_the_choice(desk: Desk) -> None:
    desk.program = replace(desk.program, appeal=AppealRule(30, 60, "The committee"))
    with_decision(desk, Outcome.NOT_ACHIEVED)
    assert steps(desk) == [(StepCode.APPEAL, None)]
