"""Courses in words: whether one is credit and why, and which route the answers lean to."""

from collections.abc import Mapping
from datetime import date

from lssc_desktop.core.portfolio.portfolio import CourseRecord
from lssc_desktop.core.program.program import CourseRule, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.course_credit import CourseCredit, CreditReason
from lssc_desktop.core.time.eligibility import Leaning, RouteAdvice
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext


def credit_word(credit: CourseCredit) -> str:
    """Say in a word or two whether a course, or a graduation, is credit."""
    if credit.by_agreement:
        return _agreement_word(credit)
    if credit.credited:
        return _("Earns credit")
    return {
        CreditReason.TOO_EARLY: _("Completed too early"),
        CreditReason.NOT_APPROVED: _("Not approved"),
        CreditReason.NOT_COMPLETED: _("Not completed yet"),
        CreditReason.NO_RECORD: _("No course entered"),
    }.get(credit.reason, _("Not known"))


def credit_sentence(credit: CourseCredit, course: CourseRecord | None) -> str:
    """Say why a course is credit, or is not, with the days that decide."""
    approved = None if course is None else course.approved
    sentences = _agreement_sentences if credit.by_agreement else _course_sentences
    said = sentences(approved)[credit.reason].format(
        completed=_optional_day(None if course is None else course.completed),
        approved=_optional_day(approved),
        earliest=_optional_day(credit.earliest),
    )
    if not credit.credited or credit.approval_ended is None:
        return said
    ended = _(
        "That approval ended on {day} unless it was renewed. Ask the provider which "
        "approval covers your course."
    ).format(day=long_day(credit.approval_ended))
    return f"{said} {ended}"


def _agreement_word(credit: CourseCredit) -> str:
    if credit.credited:
        return _("Achieved by agreement")
    return {
        CreditReason.TOO_EARLY: _("Graduated too early"),
        CreditReason.NOT_APPROVED: _("Agreement date missing"),
        CreditReason.NOT_COMPLETED: _("Not graduated yet"),
        CreditReason.NO_RECORD: _("No graduation entered"),
    }.get(credit.reason, _("Not known"))


def _agreement_sentences(approved: date | None) -> Mapping[CreditReason, str]:
    return {
        CreditReason.NO_RECORD: _("You haven’t entered your graduation."),
        CreditReason.NO_RULE: _("The program file doesn’t say when an agreement starts to count."),
        CreditReason.NOT_COMPLETED: _(
            "You haven’t entered your graduation or the date of the agreement."
        )
        if approved is None
        else _("The agreement dated {approved} counts when you graduate."),
        CreditReason.NOT_APPROVED: _(
            "You haven’t entered the date of the agreement. Each agreement has its own "
            "dates; ask your college."
        )
        if approved is None
        else _("The agreement doesn’t start until {approved}."),
        CreditReason.APPROVED: _("Graduated on {completed}; the agreement is dated {approved}."),
        CreditReason.BEFORE_APPROVAL: _(
            "Graduated on {completed}, before the agreement dated {approved}. It still "
            "counts because it was on or after {earliest}."
        ),
        CreditReason.TOO_EARLY: _(
            "Graduated on {completed}. The agreement is dated {approved}, so only a "
            "graduation on {earliest} or later counts."
        ),
    }


def _course_sentences(approved: date | None) -> Mapping[CreditReason, str]:
    return {
        CreditReason.NO_RECORD: _("No course is entered for this {set}."),
        CreditReason.NO_RULE: _("The program file doesn’t say which courses earn credit."),
        CreditReason.NOT_COMPLETED: _("It isn’t completed yet, and no approval date is entered.")
        if approved is None
        else _("It earns credit when you complete it."),
        CreditReason.NOT_APPROVED: _(
            "No approval date entered. A course that isn’t approved earns no credit, but you can "
            "use what you made in it in {a_portfolio}."
        )
        if approved is None
        else _("It won’t be approved until {approved}, and earns no credit before then."),
        CreditReason.APPROVED: _("Completed on {completed}; it was approved on {approved}."),
        CreditReason.BEFORE_APPROVAL: _(
            "Completed on {completed}, before the course was approved on {approved}. It still "
            "counts, because it was completed on or after {earliest}."
        ),
        CreditReason.TOO_EARLY: _(
            "Completed on {completed}. It was approved on {approved}, so only a course "
            "completed on {earliest} or later earns credit."
        ),
    }


def closed_sentence(program: Program, route: Route) -> str:
    """Say that the program does not take a route, and since when: "LSSC has taken no …"."""
    words = {
        Route.PORTFOLIO: _("{portfolios}"),
        Route.COURSE: _("courses"),
        Route.RECOGNITION: _("recognition agreements"),
    }[route]
    rule = program.route(route)
    if rule is None or rule.until is None:
        return _("{program} doesn’t accept {route}.").format(
            program=program.short_name, route=words
        )
    return _("{program} hasn’t accepted {route} since {until}.").format(
        program=program.short_name, route=words, until=long_day(rule.until)
    )


def agreement_note(program: Program) -> str:
    """Say what a graduate of a college with an agreement hands in, as far as the program says."""
    if not program.takes(Route.RECOGNITION):
        return closed_sentence(program, Route.RECOGNITION)
    if program.recognition is None:
        return _("We don’t know what a graduate hands in. Ask the program.")
    return _(
        "With a recognition agreement, you apply and enroll. There’s nothing to hand in "
        "for each {set}. If the program wants your diploma or transcript, send it once."
    )


def course_rule_sentence(rule: CourseRule) -> str:
    """Say the program's rule for courses."""
    years = rule.credit_years_before_approval
    before = ngettext(
        "An approved course also earns credit if it was completed up to {years} year "
        "before its approval.",
        "An approved course also earns credit if it was completed up to {years} years "
        "before its approval.",
        years,
    ).format(years=years)
    if rule.approval_years is None:
        return before
    lasts = ngettext(
        "An approval lasts {years} year unless it is renewed.",
        "An approval lasts {years} years unless it is renewed.",
        rule.approval_years,
    ).format(years=rule.approval_years)
    return f"{before} {lasts}"


def _optional_day(value: date | None) -> str:
    return "" if value is None else long_day(value)


# Route advice -----------------------------------------------------------------------------------


def advice_sentence(advice: RouteAdvice, program: Program) -> str:
    """Say which route the answers lean to, as a rule of thumb, if the program takes that one."""
    of = advice.can + advice.cannot + advice.unanswered
    counted = {"can": advice.can, "cannot": advice.cannot, "of": of}
    leads_to_portfolio = advice.leaning in {Leaning.PORTFOLIO, Leaning.EVEN}
    if leads_to_portfolio and not program.takes(Route.PORTFOLIO):
        can = _("You can do {can} of {of}.").format(**counted)
        return f"{can} {closed_sentence(program, Route.PORTFOLIO)}"
    return {
        Leaning.PORTFOLIO: _("You can do {can} of {of}: {a_portfolio} can work."),
        Leaning.COURSE: _("You can’t do {cannot} of {of} yet: a course may be better."),
        Leaning.EVEN: _(
            "You can do {can} of {of}: either can work. Read the {competencies} again."
        ),
        Leaning.OPEN: _("Answer for more {competencies} to see which route fits."),
    }[advice.leaning].format(**counted)
