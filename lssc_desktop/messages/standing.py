"""Where a candidate stands, in words: clock, sets, costs, eligibility, timeline, appeals.

Also a portfolio of one statement: its criteria, evidence, documents and time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.portfolio.portfolio import Portfolio, SetWork
from lssc_desktop.core.program.fees import FeeMoment, Fees
from lssc_desktop.core.program.program import AppealRule, Eligibility, Program
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.core.standing.progress import SetState
from lssc_desktop.core.time.certification import last_step
from lssc_desktop.core.time.clock import (
    Appeal,
    Mark,
    MarkKind,
    Pace,
    PaceReason,
    PaceReport,
    PlannedSets,
    Timeline,
    first_day,
    start_day,
)
from lssc_desktop.core.time.eligibility import EligibilityReport
from lssc_desktop.core.time.money import CostCode, CostLine, Costs
from lssc_desktop.formats.dates import long_day, month, short_month
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import amount_text, number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.words import spoken_range
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.core.check.readiness import StatementReport

_WEEK, _MONTH = 7, Fraction(1461, 48)  # days
_WEEKS_FROM, _MONTHS_FROM = 12, 75

# Costs -------------------------------------------------------------------------------------------


def cost_words(line: CostLine, fees: Fees, *, member: bool) -> str:
    """Say what a cost is for: "Application, ALA member", "2 portfolios at $50"."""
    if line.code in _ONCE:
        name = _ONCE[line.code]()
        if member and fees.association and _is_for_members(line, fees):
            said = _("{fee}, {association} member")
            return said.format(fee=name, association=fees.association)
        return name
    said = things_counted(line)
    if line.code is CostCode.CLOSED:
        return _("{things}, if they were accepted").format(things=said)
    if line.each is None:
        return said
    if line.each == 0:
        return _("{things} without a fee").format(things=said)
    each = amount_text(line.each, fees.currency)
    return _("{things} at {fee}").format(things=said, fee=each)


_ONCE: Mapping[CostCode, Callable[[], str]] = {
    CostCode.APPLICATION: lambda: _("Application"),
    CostCode.ENROLLMENT: lambda: _("Enrollment"),
    CostCode.SUBMISSION: lambda: _("Submission"),
}
_MOMENT_OF: Mapping[CostCode, FeeMoment] = {
    CostCode.APPLICATION: FeeMoment.APPLY,
    CostCode.ENROLLMENT: FeeMoment.ENROLL,
    CostCode.SUBMISSION: FeeMoment.SUBMIT,
}


def _is_for_members(line: CostLine, fees: Fees) -> bool:
    """Whether a cost is what members pay; where all pay the same, that is said of nobody."""
    ours, others = (fees.amount(_MOMENT_OF[line.code], member=member) for member in (True, False))
    if fees.due:
        return ours != others and line.each == ours
    return fees.application is None or line.each == ours


def things_counted(line: CostLine) -> str:
    """Count what costs: "2 portfolios", "1 course"."""
    match line.code:
        case CostCode.COURSE:
            said = ngettext("{count} course", "{count} courses", line.count)
        case CostCode.YEAR:
            said = ngettext("{count} year", "{count} years", line.count)
        case CostCode.RESUBMISSION:
            said = ngettext("{count} resubmission", "{count} resubmissions", line.count)
        case CostCode.ROUTE_OPEN:
            said = ngettext(
                "{count} {set} without a route", "{count} {sets} without a route", line.count
            )
        case _:
            said = ngettext("{count} {portfolio}", "{count} {portfolios}", line.count)
    return said.format(count=line.count)


def cost_amount(line: CostLine, fees: Fees) -> str:
    """Say the amount of a cost, or that we do not know it."""
    if line.amount is None:
        return _("not known")
    return amount_text(line.amount, fees.currency)


def sum_text(costs: Costs, fees: Fees, *, paid: bool) -> str:
    """Say what was paid, or what is to come; too small a sum says that a fee is not known."""
    amount = costs.so_far if paid else costs.to_come
    known = amount_text(amount, fees.currency)
    if all(line.paid is not paid for line in costs.unknown):
        return known
    return _("{amount} or more").format(amount=known) if amount else _("not known")


# Clock ------------------------------------------------------------------------------------------


def start_word(clock_start: ClockStart) -> str:
    """Name the day that the clock starts on, for a program's choice of `ClockStart`."""
    return {
        ClockStart.ADMISSION: _("Admitted"),
        ClockStart.ENROLLMENT: _("Enrolled"),
        ClockStart.ACCEPTANCE: _("Accepted"),
    }[clock_start]


def days_left_text(days: int) -> str:
    """Say how many days are left, or how long it is over."""
    if days == 0:
        return _("today is the last day")
    if days > 0:
        return ngettext("{count} day left", "{count} days left", days).format(count=days)
    return ngettext("{count} day past", "{count} days past", -days).format(count=-days)


def pace_word(pace: Pace) -> str:
    """Name a pace."""
    return {
        Pace.TOO_EARLY: _("Too early to tell"),
        Pace.ON_PACE: _("On pace"),
        Pace.A_LITTLE_BEHIND: _("Slightly behind"),
        Pace.BEHIND: _("Behind schedule"),
    }[pace]


def pace_sentence(report: PaceReport, admitted: date, end: date) -> str:
    """Say why the pace is what it is, and what would be in time; never a day after the deadline."""
    match report.reason:
        case PaceReason.FINISHED:
            return _("Everything is ready.")
        case PaceReason.NOT_BEGUN:
            return _("Your time starts on {day}.").format(day=long_day(admitted))
        case PaceReason.PASSED:
            return _(
                "Your deadline was {day}, and not everything is ready. Ask the program "
                "office what you can do."
            ).format(day=long_day(end))
        case PaceReason.PROJECTED if report.projected_end is not None:
            return _(
                "At your current pace, the last response will be ready around {month}."
            ).format(month=month(report.projected_end))
    is_planned = report.reason is PaceReason.PLANNED  # the plan is in time
    said = (_pace_reason(report, end), "" if is_planned else _in_time(report.every))
    return " ".join(each for each in said if each)


def _pace_reason(report: PaceReport, end: date) -> str:
    done = report.done
    if done.plan is not None and (said := _plan_reason(report.reason, done.plan, end)):
        return said
    if report.reason is PaceReason.JUST_BEGUN:
        return _("Your time has just started. Your deadline is {day}.").format(day=long_day(end))
    if report.reason is PaceReason.TOO_SLOW:
        return ""
    if done.left is None:
        return _("We can’t project a finish date yet.")
    if done.ready == 0:
        nothing_written = _("No response is marked ready yet.")
        return nothing_written if done.left else _("Not every {set} is finished yet.")
    all_ = done.ready + done.left
    said = ngettext("{count} of {all} response ready.", "{count} of {all} responses ready.", all_)
    return said.format(count=done.ready, all=all_)


def _plan_reason(reason: PaceReason, plan: PlannedSets, end: date) -> str:
    """Say what the plan says of the pace; "" where it does not decide."""
    title = plan.first.short_title
    match reason:
        case PaceReason.PLAN_MISSED:
            said, day = _("{set_title} was planned for {day}."), long_day(plan.first_day)
        case PaceReason.PLAN_TOO_LATE:
            said, day = _("Your plan goes past your deadline, {day}."), long_day(end)
        case PaceReason.PLANNED:
            said, day = _("In your plan, the last {set} is ready in {day}."), month(plan.last_day)
        case PaceReason.JUST_BEGUN | PaceReason.LITTLE_READY:
            said, day = _("Next in your plan: {set_title}, {day}."), month(plan.first_day)
        case _:
            return ""
    return said.format(set_title=title, day=day)


def _in_time(every: Fraction | None) -> str:
    """Say how often a response would have to be ready; "" where it is not known.

    Each number is the nearest one in a unit that is close to the truth.
    """
    if every is None:
        return ""
    if every < 1:
        return _("To finish on time: more than one response a day.")
    if every > _WEEK / 2:
        return _one_every(every)
    a_week = round(_WEEK / every)
    return ngettext(
        "To finish on time: about {count} response a week.",
        "To finish on time: about {count} responses a week.",
        a_week,
    ).format(count=a_week)


def _one_every(days: Fraction) -> str:
    if days >= _MONTHS_FROM:
        months = round(days / _MONTH)
        return ngettext(
            "To finish on time: about one response every {count} month.",
            "To finish on time: about one response every {count} months.",
            months,
        ).format(count=months)
    if days >= _WEEKS_FROM:
        weeks = round(days / _WEEK)
        return ngettext(
            "To finish on time: about one response every week.",
            "To finish on time: about one response every {count} weeks.",
            weeks,
        ).format(count=weeks)
    if round(days) == _WEEK:
        return _("To finish on time: about one response a week.")
    return ngettext(
        "To finish on time: about one response every {count} day.",
        "To finish on time: about one response every {count} days.",
        round(days),
    ).format(count=round(days))


def not_begun(program: Program) -> str:
    """Say in a few words that the day on which a candidate's time begins is not entered."""
    return {
        ClockStart.ADMISSION: _("Not admitted yet"),
        ClockStart.ENROLLMENT: _("Not enrolled yet"),
        ClockStart.ACCEPTANCE: _("Not accepted yet"),
    }[first_day(program)]


def no_deadline(program: Program) -> str:
    """Say that no time runs: none ever does, or not before the day on which it begins."""
    if program.clock is None:
        return _("This program has no deadline.")
    years = program.clock.years
    begins = {
        ClockStart.ADMISSION: _("when you’re admitted"),
        ClockStart.ENROLLMENT: _("when you enroll"),
        ClockStart.ACCEPTANCE: _("when you’re accepted"),
    }[first_day(program)]
    return ngettext(
        "No deadline yet. You’ll have {years} year, starting {begins}.",
        "No deadline yet. You’ll have {years} years, starting {begins}.",
        years,
    ).format(years=years, begins=begins)


# Sets, costs and findings -----------------------------------------------------------------------


def route_word(route: Route) -> str:
    """Name a route."""
    return {
        Route.PORTFOLIO: _("{Portfolio}"),
        Route.COURSE: _("Course"),
        Route.RECOGNITION: _("Recognition agreement"),
    }[route]


def work_route_word(work: SetWork) -> str:
    """Name the route of a set, or say that none is chosen."""
    return route_word(work.route) if work.route_chosen else _("No route yet")


def set_state_word(state: SetState) -> str:
    """Name the state of a set."""
    return {
        SetState.NOT_STARTED: _("Not started"),
        SetState.IN_PROGRESS: _("In progress"),
        SetState.UNDER_WAY: _("Underway"),
        SetState.COURSE_DONE: _("Course done"),
        SetState.BY_AGREEMENT: _("Achieved by agreement"),
        SetState.NOT_CONFIRMED: _("Not confirmed"),
        SetState.UNKNOWN: _("Can’t tell if handed in"),
        SetState.HANDED_IN: _("Handed in"),
        SetState.REVISION_ASKED: _("Revision required"),
        SetState.NOT_ACHIEVED: _("Not achieved"),
        SetState.ACHIEVED: _("Achieved"),
    }[state]


def lines_by_set(program: Program, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield each finding with its set; what is said of several sets is said once, with all.

    So is what is alike of several competencies of a set.
    """
    from lssc_desktop.messages.findings import (  # a portfolio opens without them
        finding_message,
        joined,
    )

    sets: dict[str, list[str]] = {}
    for finding in joined(findings):
        found = None if finding.set_id is None else program.competency_set(finding.set_id)
        of = sets.setdefault(finding_message(finding).text, [])
        of += [] if found is None else [found.short_title]
    for message, titles in sets.items():
        yield f"{word_list(tuple(dict.fromkeys(titles)))}: {message}" if titles else message


# Eligibility ------------------------------------------------------------------------------------


def eligibility_sentence(report: EligibilityReport) -> str:
    """Say whether the candidate may apply, since or from when, or what is lacking."""
    if report.experience_years is not None:
        return _graduate_sentence(report, report.experience_years)
    if report.education is None:
        return _("First, answer whether you have the required education.")
    if not report.education:
        return _("The program requires education that you don’t have yet.")
    if report.applied is not None:
        said = (
            _("You met the requirements to apply on {day}.")
            if report.eligible
            else _(
                "The work you’ve entered didn’t add up to the required hours on {day}, "
                "when you applied."
            )
        )
        return said.format(day=long_day(report.applied))
    if report.since is None:
        return _("The work you’ve entered so far doesn’t add up to the required hours.")
    said = (
        _("You’ve been eligible to apply since {day}.")
        if report.eligible
        else _("If you keep working these hours, you can apply starting {day}.")
    )
    return said.format(day=long_day(report.since))


def _graduate_sentence(report: EligibilityReport, years: int) -> str:
    first = (
        _("You can apply as a graduate of a college with a recognition agreement.")
        if report.applied is None
        else _("You applied as a graduate of a college with a recognition agreement.")
    )
    rest = ngettext(
        "The rest of the work experience is due within {years} year.",
        "The rest of the work experience is due within {years} years.",
        years,
    ).format(years=years)
    count = (
        _("Ask the program when they start.")
        if report.experience_by is None
        else _("We count until {day}; ask the program, and don’t wait for it.").format(
            day=long_day(report.experience_by)
        )
    )
    return f"{first} {rest} {count}"


def unjudged() -> str:
    """Say that the program file has no rule for who may apply."""
    return _("The program file doesn’t say who can apply.")


def hours_sentence(report: EligibilityReport) -> str:
    """Say how many hours count, of how many, and since when they do."""
    return ngettext(
        "{hours} of {needed} hour since {day}",
        "{hours} of {needed} hours since {day}",
        report.needed,
    ).format(
        hours=number_text(int(report.hours)),  # rounded up, it could seem to be enough
        needed=number_text(report.needed),
        day=long_day(report.counted_from),
    )


def rule_sentence(rule: Eligibility) -> str:
    """Say what the program asks for."""
    return ngettext(
        "{education}, and {hours} hours worked in libraries within the last year.",
        "{education}, and {hours} hours worked in libraries within the last {years} years.",
        rule.within_years,
    ).format(education=rule.education, hours=number_text(rule.hours), years=rule.within_years)


# Timeline ---------------------------------------------------------------------------------------


def mark_labels(mark: Mark) -> tuple[str, ...]:
    """Say what a mark is, in the little room below it, and in ever fewer words.

    The last one has the month alone, where only the mark itself has room to say what it is.
    """
    month = short_month(mark.day)
    short = {
        MarkKind.READY: _("ready {month}").format(month=month),
        MarkKind.COURSE_DONE: _("done {month}").format(month=month),
    }
    return tuple(dict.fromkeys((mark_label(mark), short.get(mark.kind, month), month)))


def mark_label(mark: Mark) -> str:
    """Say what a mark is: "plan Apr 2027"."""
    return {
        MarkKind.PLANNED: _("plan {month}"),
        MarkKind.READY: _("ready since {month}"),
        MarkKind.COURSE_DONE: _("course done {month}"),
        MarkKind.PACKAGED: _("packaged {month}"),
        MarkKind.NOT_CONFIRMED: _("not confirmed"),
        MarkKind.HANDED_IN: _("handed in {month}"),
        MarkKind.ACHIEVED: _("achieved {month}"),
    }[mark.kind].format(month=short_month(mark.day))


def mark_sentence(mark: Mark) -> str:
    """Say a mark with its whole day: "Technology: ready since February 10, 2026."."""
    said = {
        MarkKind.PLANNED: _("{set_title}: planned for {day}."),
        MarkKind.READY: _("{set_title}: ready since {day}."),
        MarkKind.COURSE_DONE: _("{set_title}: course completed on {day}."),
        MarkKind.PACKAGED: _("{set_title}: packaged on {day}."),
        MarkKind.NOT_CONFIRMED: _("{set_title}: sent on {day}, arrival not confirmed."),
        MarkKind.HANDED_IN: _("{set_title}: handed in on {day}."),
        MarkKind.ACHIEVED: _("{set_title}: achieved on {day}."),
    }[mark.kind]
    return said.format(set_title=mark.competency_set.title, day=long_day(mark.day))


def timeline_sentences(line: Timeline, start_word: str, end_word: str, today: date) -> str:
    """Say the whole line: its start, today, its end and every mark, in the order of the days."""
    said = [
        (line.start, _("{start} {day}.").format(start=start_word, day=long_day(line.start))),
        (today, _("Today is {day}.").format(day=long_day(today))),
        (line.end, _("{end} {day}.").format(end=end_word, day=long_day(line.end))),
        *((mark.day, mark_sentence(mark)) for mark in line.marks),
    ]
    return " ".join(text for _day, text in sorted(said, key=lambda pair: pair[0]))


# Appeals ----------------------------------------------------------------------------------------


def appeal_sentence(appeal: Appeal, set_title: str, rule: AppealRule, today: date) -> str:
    """Say until when an appeal is possible, or that it is so no more."""
    said = _("{set_title}: not achieved by the decision of {decided}.").format(
        set_title=set_title, decided=long_day(appeal.decided)
    )
    if today > appeal.documents_by:
        rest = _("The deadline for an appeal was {day}.").format(day=long_day(appeal.documents_by))
    elif today > appeal.notice_by:
        rest = _(
            "The deadline for a notice of appeal was {notice}. If you gave notice by then, "
            "your documents are due by {documents}."
        ).format(notice=long_day(appeal.notice_by), documents=long_day(appeal.documents_by))
    else:
        rest = _(
            "To appeal, send notice by {notice} and the documents by {documents} to: {to}."
        ).format(
            notice=long_day(appeal.notice_by), documents=long_day(appeal.documents_by), to=rule.to
        )
    return f"{said} {rest}"


@dataclass(frozen=True, slots=True)
class StatementLines:
    """What is said of each part of a portfolio: a line, and a second one, "" for none."""

    criteria: tuple[str, str]
    evidence: tuple[str, str]
    documents: tuple[str, str]
    time: tuple[str, str]


def statement_lines(
    program: Program, portfolio: Portfolio, report: "StatementReport"
) -> StatementLines:
    """Say where a portfolio of one statement stands, part by part."""
    titles = tuple(item.title for item in program.sets[0].competencies)
    criteria = ngettext(
        "{met} of {all} criterion met, by your own rating",
        "{met} of {all} criteria met, by your own rating",
        report.criteria,
    ).format(met=report.met, all=report.criteria)
    return StatementLines(
        (criteria, _("The {statement} covers: {titles}.").format(titles=word_list(titles))),
        _evidence(report),
        _documents(report),
        _time(program, portfolio),
    )


def _evidence(report: "StatementReport") -> tuple[str, str]:
    if not report.evidence:
        return _("No evidence yet"), _("Add files to the {statement} and refer to each one in it.")
    named = report.evidence - len(report.unnamed)
    said = ngettext(
        "{named} of {count} piece of evidence referenced",
        "{named} of {count} pieces of evidence referenced",
        report.evidence,
    ).format(named=named, count=report.evidence)
    if not report.unnamed:
        return said, ""
    missing = ngettext(
        "{labels} isn’t in the {statement}.",
        "{labels} aren’t in the {statement}.",
        len(report.unnamed),
    )
    return said, missing.format(labels=word_list(report.unnamed))


def _documents(report: "StatementReport") -> tuple[str, str]:
    needed = report.there + len(report.missing)
    said = ngettext(
        "{there} of {needed} document added", "{there} of {needed} documents added", needed
    ).format(there=report.there, needed=needed)
    why = []
    if report.missing:
        why.append(_("Still needed: {titles}.").format(titles=word_list(report.missing)))
    if report.unknown:
        unknown = _("We don’t know whether you need: {titles}.")
        why.append(unknown.format(titles=word_list(report.unknown)))
    return said, " ".join(why)


def _time(program: Program, portfolio: Portfolio) -> tuple[str, str]:
    since = _("You haven’t entered the date you enrolled.")
    begun = start_day(program, portfolio)
    if begun is not None:
        since = _("You enrolled on {day}.").format(day=long_day(begun))
    if program.usual_months:
        usual = _("It usually takes {months} months.").format(
            months=spoken_range(program.usual_months)
        )
        since = f"{since} {usual}"
    return _("No deadline"), since


def last_step_lines(program: Program, portfolio: Portfolio, today: date) -> tuple[str, ...]:
    """Say what is still to do when the needed sets are achieved."""
    completion = last_step(program, portfolio, today)
    if completion is None:
        return ()
    return (_("Last step: {step}.").format(step=completion.step),)
