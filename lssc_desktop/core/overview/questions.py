"""Questions to the program: what it hasn't said and matters to a candidate today."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from lssc_desktop.core.errors import By, Guess, LsscError, Says
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import Portfolio, ToldAnswer
from lssc_desktop.core.program.fees import FeeMoment
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.program.schema import Needed, Route
from lssc_desktop.core.standing.progress import SetProgress, SetState, progress
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.time.certification import certification
from lssc_desktop.core.time.money import CostCode, costs
from lssc_desktop.values import dataclass


class QuestionCode(StrEnum):
    """What is asked; `ProgramQuestion.about` says of which one."""

    ROUTE = "route"
    FEE = "fee"
    DOCUMENT = "document"
    SCALE = "scale"
    LENGTH = "length"
    FILE_TYPES = "file-types"
    FILE_SIZES = "file-sizes"
    HANDING_IN = "handing-in"
    TEXT = "text"
    COUNT = "count"
    GRADUATE = "graduate"
    OPTION = "option"
    AGAIN = "again"
    APPEAL = "appeal"
    RENEWAL = "renewal"
    OPENS = "opens"
    GRACE = "grace"
    BEFORE = "before"


_RULES = {
    QuestionCode.ROUTE: Rule.ROUTES,
    QuestionCode.FEE: Rule.FEES,
    QuestionCode.DOCUMENT: Rule.DOCUMENTS,
    QuestionCode.SCALE: Rule.GRID,
    QuestionCode.LENGTH: Rule.LIMITS,
    QuestionCode.FILE_TYPES: Rule.LIMITS,
    QuestionCode.FILE_SIZES: Rule.LIMITS,
    QuestionCode.HANDING_IN: Rule.HANDING_IN,
    QuestionCode.TEXT: Rule.SETS,
    QuestionCode.COUNT: Rule.SETS,
    QuestionCode.GRADUATE: Rule.COURSES,
    QuestionCode.OPTION: Rule.OPTIONS,
    QuestionCode.AGAIN: Rule.PASSING,
    QuestionCode.APPEAL: Rule.APPEAL,
    QuestionCode.RENEWAL: Rule.RENEWAL,
    QuestionCode.OPENS: Rule.RENEWAL,
    QuestionCode.GRACE: Rule.RENEWAL,
    QuestionCode.BEFORE: Rule.RENEWAL,
}


@dataclass(frozen=True, slots=True)
class ProgramQuestion:
    """One thing to ask: `about` is a route, a moment, a document, a set, an option.

    Its `id` is the same as long as the thing isn't known: "fee:submit", "text:technology:3".
    """

    code: QuestionCode
    about: str = ""

    @property
    def id(self) -> str:
        """By what an answer is known to be one to it."""
        return f"{self.code.value}:{self.about}" if self.about else self.code.value

    @property
    def rule(self) -> Rule:
        """The part of the program's rules that it is about."""
        return _RULES[self.code]


def question_of(question_id: str) -> ProgramQuestion | None:
    """Return the question of an id, None where this version has none of that kind."""
    code, _colon, about = question_id.partition(":")
    return ProgramQuestion(QuestionCode(code), about) if code in set(QuestionCode) else None


# What matters today -----------------------------------------------------------------------------


def open_questions(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> tuple[ProgramQuestion, ...]:
    """Return what to ask the program today and hasn't been answered, the most urgent first.

    What only matters later isn't asked yet: an appeal after a decision, a renewal once certified.
    """
    answered = {each.question for each in told_answers(portfolio)}
    found = questions(program, portfolio, submissions, today)
    return tuple(each for each in found if each.id not in answered)


def questions(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> tuple[ProgramQuestion, ...]:
    """Return what the program hasn't said and matters today, answered or not."""
    if certification(program, portfolio) is not None:
        return tuple(_of_renewal(program, portfolio))
    items = progress(program, portfolio, submissions, today)
    works = [
        item
        for item in items
        if item.is_open and item.work.route is Route.PORTFOLIO and item.work.route_chosen
    ]
    found = (
        *_of_routes(program, items),
        *_of_fees(program, portfolio, submissions, today),
        *_options(program, "clock-start"),
        *(_of_portfolios(program, portfolio, works) if program.takes(Route.PORTFOLIO) else ()),
        *_of_agreements(program, items),
        *_of_decisions(program, items),
    )
    return tuple(dict.fromkeys(found))


def _of_routes(program: Program, items: Sequence[SetProgress]) -> Iterator[ProgramQuestion]:
    """Ask about chosen routes that the program doesn't take, or of which that's an earlier word."""
    for item in items:
        rule = program.route(item.work.route)
        is_chosen = item.is_open and item.work.route_chosen
        if is_chosen and rule is not None and (rule.as_of or not rule.accepted):
            yield ProgramQuestion(QuestionCode.ROUTE, rule.id.value)


_MOMENTS = {
    CostCode.APPLICATION: FeeMoment.APPLY,
    CostCode.ENROLLMENT: FeeMoment.ENROLL,
    CostCode.YEAR: FeeMoment.YEAR,
    CostCode.SUBMISSION: FeeMoment.SUBMIT,
    CostCode.PORTFOLIO: FeeMoment.SET,
    CostCode.RESUBMISSION: FeeMoment.RESUBMIT,
}


def _of_fees(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> Iterator[ProgramQuestion]:
    """Ask for fees that are still to come and not known, or known as of an earlier time."""
    dated = {fee.when for fee in program.fees.due if fee.as_of}
    for line in costs(program, portfolio, handed_in(portfolio, submissions), today).lines:
        moment = _MOMENTS.get(line.code)
        if moment is None or line.paid:
            continue
        if line.amount is None or moment in dated:
            yield ProgramQuestion(QuestionCode.FEE, moment.value)
        if moment is FeeMoment.SET:
            yield from _options(program, "portfolio-fee")


def _options(program: Program, *ids: str) -> Iterator[ProgramQuestion]:
    """Ask about points on which the sources of the program disagree."""
    for option in program.options:
        if option.id in ids and len(option.among) > 1:
            yield ProgramQuestion(QuestionCode.OPTION, option.id)


def _of_portfolios(
    program: Program, portfolio: Portfolio, works: Sequence[SetProgress]
) -> Iterator[ProgramQuestion]:
    if not works:
        return
    for document in program.documents:
        without_mentor = document.need is Needed.IF_MENTOR and portfolio.mentor is not True
        if document.need is Needed.UNKNOWN or without_mentor:
            yield ProgramQuestion(QuestionCode.DOCUMENT, document.id or document.name)
    for grid in program.grid:
        yield ProgramQuestion(QuestionCode.SCALE, grid.id)
    yield from _of_limits(program)
    form = program.web_form
    if not program.receivers and program.mail is None and (form is None or not form.page):
        yield ProgramQuestion(QuestionCode.HANDING_IN)
    for item in works:
        for competency in item.competency_set.competencies:
            work = item.work.competency(competency.number)
            if not competency.known and not competency.parts and not work.official_text:
                about = f"{item.competency_set.id}:{competency.number}"
                yield ProgramQuestion(QuestionCode.TEXT, about)
        if item.competency_set.count_is_minimum:
            yield ProgramQuestion(QuestionCode.COUNT, item.competency_set.id)


def _of_limits(program: Program) -> Iterator[ProgramQuestion]:
    limits, form, mail, rule = program.limits, program.web_form, program.mail, program.statement
    lengths = (limits.response_pages, limits.response_words)
    if program.needs_responses and all(each is None for each in lengths):
        yield ProgramQuestion(QuestionCode.LENGTH, "response")
    of_rule = () if rule is None else (rule.max_words, rule.max_pages)
    lengths = (limits.statement_pages, limits.statement_words, *of_rule)
    if program.needs_statement and all(each is None for each in lengths):
        yield ProgramQuestion(QuestionCode.LENGTH, "statement")
    if not limits.file_types and not (form is not None and form.file_types):
        yield ProgramQuestion(QuestionCode.FILE_TYPES)
    sizes = (
        *(limits.evidence_file_bytes, limits.package_bytes),
        *(() if form is None else (form.file_bytes, form.all_bytes)),
        *(() if mail is None else (mail.all_bytes,)),
    )
    if all(each is None for each in sizes):
        yield ProgramQuestion(QuestionCode.FILE_SIZES)


def _of_agreements(program: Program, items: Sequence[SetProgress]) -> Iterator[ProgramQuestion]:
    if any(item.is_open and item.work.route is Route.RECOGNITION for item in items):
        yield ProgramQuestion(QuestionCode.GRADUATE)
        yield from _options(program, "recognition-experience")


def _of_decisions(program: Program, items: Sequence[SetProgress]) -> Iterator[ProgramQuestion]:
    """Ask what follows from a decision, from when on one is waited for."""
    states = {item.state for item in items if item.work.route is Route.PORTFOLIO}
    if SetState.HANDED_IN in states:
        points = ("pass-rounding", "evaluator-disagreement", "three-ratings", "both-partial")
        yield from _options(program, *points)
    decided = {SetState.HANDED_IN, SetState.REVISION_ASKED, SetState.NOT_ACHIEVED}
    if program.pass_rule.revisions is None and states & decided:
        yield ProgramQuestion(QuestionCode.AGAIN)
    if program.appeal is None and SetState.NOT_ACHIEVED in states:
        yield ProgramQuestion(QuestionCode.APPEAL)


def _of_renewal(program: Program, portfolio: Portfolio) -> Iterator[ProgramQuestion]:
    rule, fees = program.renewal, program.fees
    if rule is None:
        yield ProgramQuestion(QuestionCode.RENEWAL)
        return
    fee = fees.amount(FeeMoment.RENEWAL, member=portfolio.candidate.member)
    if fee is None or any(each.when is FeeMoment.RENEWAL and each.as_of for each in fees.due):
        yield ProgramQuestion(QuestionCode.FEE, FeeMoment.RENEWAL.value)
    if rule.opens_months_before is None:
        yield ProgramQuestion(QuestionCode.OPENS)
    if rule.grace_months is None and not rule.voluntary:
        yield ProgramQuestion(QuestionCode.GRACE)
    certified = certification(program, portfolio)
    early = [
        each
        for each in portfolio.renewal.activities
        if certified is not None and each.day < certified.on
    ]
    if rule.counts_before_certification is None and early:
        yield ProgramQuestion(QuestionCode.BEFORE)
    yield from _options(program, "renewal-grace", "next-hours")


# Answers ----------------------------------------------------------------------------------------


class AnswerWrong(LsscError):
    """An answer without a word, or of a day to come."""

    what: str

    says = Says(
        By("what", {"text": "The answer is missing."}, "The date is in the future."),
        "It wasn’t saved.",
        By(
            "what",
            {"text": "Enter what the program office told you."},
            "Enter the date on which you got the answer.",
        ),
    )


class QuestionUnknown(LsscError):
    """A question that isn't open and has no answer; `known` are those that there are."""

    given: str
    known: tuple[str, ...] = ()

    says = Says(
        "There’s no question called “{given}”.",
        "Nothing was changed.",
        Guess(
            "given",
            "known",
            By("known", {(): "There’s nothing to ask today."}, "Choose one of: {known:one_of}."),
        ),
    )


def told_answers(portfolio: Portfolio) -> tuple[ToldAnswer, ...]:
    """Return what the office of the program that a portfolio follows has answered."""
    return tuple(each for each in portfolio.told if each.program == portfolio.program_id)


def put_answer(
    portfolio: Portfolio, question: ProgramQuestion, text: str, day: date, source: str, today: date
) -> Portfolio:
    """Return the portfolio with an answer of the office, in place of an earlier one.

    Raises `AnswerWrong`.
    """
    text = text.strip()
    if not text:
        raise AnswerWrong("text")
    if day > today:
        raise AnswerWrong("day")
    told = ToldAnswer(portfolio.program_id, question.id, text, day, one_line(source).strip())
    others = drop_answer(portfolio, question).told
    return replace(portfolio, told=(*others, told))


def drop_answer(portfolio: Portfolio, question: ProgramQuestion) -> Portfolio:
    """Return the portfolio without the office's answer to a question."""
    program = portfolio.program_id
    left = (
        each for each in portfolio.told if (each.program, each.question) != (program, question.id)
    )
    return replace(portfolio, told=tuple(left))
