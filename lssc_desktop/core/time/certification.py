"""Certification, until when it holds, and its renewal: hours, form (docs/facts/lssc.md 3.6, 4)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from lssc_desktop.core.calendar import days_on, months_on, years_on
from lssc_desktop.core.errors import LsscError, Says, SaysBy
from lssc_desktop.core.portfolio.portfolio import (
    Granted,
    Portfolio,
    RenewalActivity,
    achieved_on,
)
from lssc_desktop.core.program.program import Completion, Conversion, Program, RenewalRule
from lssc_desktop.core.program.schema import NextHours, RenewalGrace, Route
from lssc_desktop.core.standing.course_credit import agreement_counts
from lssc_desktop.core.text.richtext import word_count
from lssc_desktop.values import dataclass


class NothingToNotify(LsscError):
    """The sets are not achieved, the certificate is there, or the program requires nothing."""

    program: str

    says = Says(
        "There’s nothing to tell the {program} office yet.",
        "The message is for people who achieved all the {sets} they need but don’t have a "
        "certificate yet.",
        "Enter the decisions on your {sets} first.",
    )


@dataclass(frozen=True, slots=True)
class Certification:
    """Since when a candidate is certified, and until which day.

    `expires` is None where the program names no time, and where renewing is voluntary: then the
    title is kept. `period_began` is `on`, or since when
    activities count towards the next renewal: the option `next-hours` says whether from the day on
    which the newest one was granted, or from the day after the earlier period.
    """

    on: date
    expires: date | None
    period_began: date


def certification(program: Program, portfolio: Portfolio) -> Certification | None:
    """Return the certification; None while the sets that were achieved do not make one.

    Its day is the one on the certificate, where the candidate entered it, else that of the
    decision with which the needed sets were achieved. A renewal that was granted after it moves
    the expiry; one from before it, as after a day that was entered again, was not of this
    certification.
    """
    renewal = portfolio.renewal
    on = renewal.certified or _completed(program, _achieved(program, portfolio))
    if on is None:
        return None
    granted = [item for item in renewal.granted if item.on > on]
    if granted:
        newest = max(granted, key=lambda item: item.until)
        expires = None if _is_voluntary(program) else newest.until
        return Certification(on, expires, _period_began(program, on, granted, newest))
    rule = program.renewal
    ends = rule is not None and not rule.voluntary
    return Certification(on, years_on(on, rule.years) if rule is not None and ends else None, on)


def _is_voluntary(program: Program) -> bool:
    return program.renewal is not None and program.renewal.voluntary


def _period_began(program: Program, on: date, granted: Sequence[Granted], newest: Granted) -> date:
    earlier = [item.until for item in granted if item is not newest]
    if program.option("next-hours") != NextHours.EXPIRY or program.renewal is None:
        return newest.on
    return days_on(max(earlier, default=years_on(on, program.renewal.years)), 1)


def last_step(program: Program, portfolio: Portfolio, today: date) -> Completion | None:
    """Return what is still to do when the needed sets are achieved; None: nothing that we know.

    They are achieved by decisions of the program, or by the agreement with a college. Who has
    entered the day on the certificate has done it.
    """
    achieved = [*_achieved(program, portfolio), *_by_agreement(program, portfolio, today)]
    if portfolio.renewal.certified is not None or _completed(program, achieved) is None:
        return None
    return program.completion


def _by_agreement(
    program: Program, portfolio: Portfolio, today: date
) -> Iterator[tuple[date, str]]:
    """Yield the sets that nobody decides on, with the day of graduation."""
    for work in portfolio.sets:
        agreement = work.course
        if (
            work.chosen
            and work.route is Route.RECOGNITION
            and achieved_on(work) is None
            and agreement is not None
            and agreement.completed is not None
            and agreement_counts(work, program.courses, today)
        ):
            yield agreement.completed, work.set_id


def _completed(program: Program, achieved: Iterable[tuple[date, str]]) -> date | None:
    """Return the day on which the achieved sets first were those that a certification needs."""
    required = {item.id for item in program.required_sets}
    electives = required_done = 0
    for count, (day, set_id) in enumerate(sorted(achieved), start=1):
        if set_id in required:
            required_done += 1
        else:
            electives += 1
        if (
            required_done == len(required)
            and electives >= program.choice.electives
            and count >= program.choice.needed
        ):
            return day
    return None


def _achieved(program: Program, portfolio: Portfolio) -> Iterator[tuple[date, str]]:
    for work in portfolio.sets:
        day = achieved_on(work)
        if day is not None and program.competency_set(work.set_id) is not None:
            yield day, work.set_id


_CENT = Decimal("0.01")
_NO_HOURS = Decimal(0)


class WindowState(StrEnum):
    """Where today lies in the time in which a certification can be renewed."""

    NOT_YET = "not-yet"
    OPEN = "open"
    GRACE = "grace"
    OVER = "over"


class Uncounted(StrEnum):
    """Why an activity does not count; `messages.renewal` has the words."""

    KIND_UNKNOWN = "kind-unknown"
    UNDER_MINIMUM = "under-minimum"
    NO_SET = "no-set"
    BEFORE_PERIOD = "before-period"
    AFTER_WINDOW = "after-window"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a renewal can be sent in; each is the last or first one that counts."""

    opens: date
    expires: date
    grace_ends: date

    def state(self, today: date) -> WindowState:
        """Return where today lies."""
        if today < self.opens:
            return WindowState.NOT_YET
        if today <= self.expires:
            return WindowState.OPEN
        return WindowState.GRACE if today <= self.grace_ends else WindowState.OVER


@dataclass(frozen=True, slots=True)
class CountedActivity:
    """An activity with the contact hours that it counts, or why it counts none.

    `offered` are the hours by the conversion alone. `documented` says whether evidence is
    attached.
    """

    activity: RenewalActivity
    conversion: Conversion | None
    offered: Decimal
    hours: Decimal
    technology: Decimal
    why_not: Uncounted | None
    documented: bool


@dataclass(frozen=True, slots=True)
class ShortMinimum:
    """Hours that are missing of some kinds; `title` is that of the program's minimum."""

    title: str
    missing: Decimal


@dataclass(frozen=True, slots=True)
class RenewalReport:
    """Where a renewal stands on a day. The hours on technology are within the hours.

    `missing` are the contact hours that have to come at the least, `missing_technology` how many
    of them have to be on technology, `short` how many of other kinds. What is voluntary has no
    `window` and is always OPEN. `words` are those of the statement. `undocumented` are hours that
    count and have no document.
    """

    rule: RenewalRule
    window: Window | None
    state: WindowState
    activities: tuple[CountedActivity, ...]
    hours: Decimal
    technology: Decimal
    missing: Decimal
    missing_technology: Decimal
    undocumented: Decimal
    short: tuple[ShortMinimum, ...] = ()
    words: int = 0

    @property
    def counted(self) -> tuple[CountedActivity, ...]:
        """The activities that count, which a package has."""
        return tuple(item for item in self.activities if item.why_not is None)

    @property
    def documents(self) -> tuple[str, ...]:
        """The files that a package has, in the order of their first activity."""
        paths = (path for item in self.counted for path in item.activity.evidence)
        return tuple(dict.fromkeys(paths))

    @property
    def words_over(self) -> int:
        """How many words the statement has more than it may; 0 for one that fits."""
        return max(self.words - (self.rule.statement_words or self.words), 0)

    @property
    def lacks_statement(self) -> bool:
        """Whether the program asks for a statement, and there is none."""
        return self.rule.statement_words is not None and not self.words


def renewal_window(rule: RenewalRule, expires: date, *, has_grace: bool = True) -> Window:
    """Return the window around the day on which a certification expires.

    Where it is not known when it opens, it is open from the beginning; grace that is not known is
    none.
    """
    before = rule.opens_months_before
    return Window(
        years_on(expires, -rule.years) if before is None else months_on(expires, -before),
        expires,
        months_on(expires, (rule.grace_months or 0) if has_grace else 0),
    )


def certification_window(program: Program, certified: Certification) -> Window | None:
    """Return the window of a certification; None where the program has no rule or no end of it.

    Whether there is grace after a later period too is the option `renewal-grace`.
    """
    rule, expires = program.renewal, certified.expires
    if rule is None or expires is None:
        return None
    first = certified.period_began == certified.on
    has_grace = first or program.option("renewal-grace") != RenewalGrace.FIRST_PERIOD
    return renewal_window(rule, expires, has_grace=has_grace)


def contact_hours(rule: RenewalRule, kind: str, amount: Decimal) -> Decimal | None:
    """Return the contact hours of so many units, rounded down to a hundredth; None: no such kind.

    An activity under the minimum still offers its hours here: whether they count is another
    question.
    """
    conversion = _conversion(rule, kind)
    return None if conversion is None else (amount * conversion.hours).quantize(_CENT, ROUND_DOWN)


def renewal_report(program: Program, portfolio: Portfolio, today: date) -> RenewalReport | None:
    """Judge the activities; None without a certification or a rule of the program."""
    rule, certified = program.renewal, certification(program, portfolio)
    window = None if certified is None else certification_window(program, certified)
    if rule is None or certified is None or (window is None and not rule.voluntary):
        return None
    activities = tuple(
        _counted_activity(rule, certified, window, item, today)
        for item in sorted(portfolio.renewal.activities, key=lambda item: (item.day, item.id))
    )
    hours = _sum(item.hours for item in activities)
    technology = _sum(item.technology for item in activities)
    missing_technology = max(rule.technology_hours - technology, _NO_HOURS)
    short = tuple(_short_minimums(rule, activities))
    return RenewalReport(
        rule,
        window,
        WindowState.OPEN if window is None else window.state(today),
        activities,
        hours,
        technology,
        max(rule.hours - hours, missing_technology, _sum(item.missing for item in short)),
        missing_technology,
        _sum(item.hours for item in activities if not item.documented),
        short,
        word_count(portfolio.renewal.statement),
    )


def _short_minimums(
    rule: RenewalRule, activities: Sequence[CountedActivity]
) -> Iterator[ShortMinimum]:
    for minimum in rule.minimums:
        done = _sum(item.hours for item in activities if item.activity.kind in minimum.kinds)
        if done < minimum.hours:
            yield ShortMinimum(minimum.title, minimum.hours - done)


def _counted_activity(
    rule: RenewalRule,
    certified: Certification,
    window: Window | None,
    activity: RenewalActivity,
    today: date,
) -> CountedActivity:
    offered = contact_hours(rule, activity.kind, activity.amount)
    why_not = _why_not(rule, certified, window, activity, offered, today)
    hours = _NO_HOURS if offered is None or why_not is not None else offered
    return CountedActivity(
        activity,
        _conversion(rule, activity.kind),
        offered or _NO_HOURS,
        hours,
        min(activity.technology, hours),
        why_not,
        bool(activity.evidence),
    )


def _why_not(
    rule: RenewalRule,
    certified: Certification,
    window: Window | None,
    activity: RenewalActivity,
    offered: Decimal | None,
    today: date,
) -> Uncounted | None:
    """Return the first reason against an activity.

    Hours from before the certification are left out unless the program says that they count:
    where it does not say it, that errs on the side of more hours (docs/facts/lssc.md 4). Hours
    from before a renewal that was granted are used up.
    """
    first = certified.period_began == certified.on
    began = certified.period_began
    if rule.voluntary:
        began = max(began, days_on(years_on(today, -rule.years), 1))
        first = first and began == certified.on
    early = activity.day < began
    if offered is None:
        return Uncounted.KIND_UNKNOWN
    if offered < rule.minimum_hours:
        return Uncounted.UNDER_MINIMUM
    if rule.about_sets and not activity.set_id:
        return Uncounted.NO_SET
    if early and not (first and rule.counts_before_certification):
        return Uncounted.BEFORE_PERIOD
    if window is not None and activity.day > window.grace_ends:
        return Uncounted.AFTER_WINDOW
    return Uncounted.TO_COME if activity.day > today else None


def proposed_technology(rule: RenewalRule, activity: RenewalActivity) -> Decimal:
    """Return the hours on technology of an activity of which nothing else was said.

    All hours of one about the program's set on technology; none of another.
    """
    if not rule.technology_set or activity.set_id != rule.technology_set:
        return _NO_HOURS
    return contact_hours(rule, activity.kind, activity.amount) or _NO_HOURS


def doubles(activities: Sequence[RenewalActivity]) -> tuple[RenewalActivity, ...]:
    """Return the activities that an earlier one equals in day, kind and title."""
    seen: set[tuple[date, str, str]] = set()
    found: list[RenewalActivity] = []
    for item in activities:
        key = (item.day, item.kind, item.title.strip().casefold())
        if key in seen:
            found.append(item)
        seen.add(key)
    return tuple(found)


def _conversion(rule: RenewalRule, kind: str) -> Conversion | None:
    return next((item for item in rule.conversions if item.id == kind), None)


def _sum(hours: Iterable[Decimal]) -> Decimal:
    return sum(hours, _NO_HOURS)


# Granted renewals -------------------------------------------------------------------------------


class GrantWrong(LsscError):
    """A renewal would end before it was granted."""

    on: date
    until: date

    says = Says(
        "{A_renewal} granted on {on:day} can’t end on {until:day}.",
        "It wasn’t saved.",
        "Check both dates on the program’s letter.",
    )


class GrantTooEarly(LsscError):
    """A renewal of what was not there: `certified` is the day on the certificate, None: none."""

    on: date
    certified: date | None

    says = SaysBy(
        "certified",
        {
            None: Says(
                "You aren’t certified yet, so nothing can have been {renewed}.",
                "It wasn’t saved.",
                "If you’re certified, enter the date on your certificate first.",
            )
        },
        Says(
            "A certification dated {certified:day} can’t have been {renewed} on {on:day}.",
            "It wasn’t saved.",
            "Check the date on the program’s letter and the one on your certificate.",
        ),
    )


def add_granted(program: Program, portfolio: Portfolio, granted: Granted, today: date) -> Portfolio:
    """Return the portfolio with a renewal that the program granted.

    Raises `GrantWrong` and `GrantTooEarly`.
    """
    certified = certification(program, portfolio)
    if certified is None or granted.on <= certified.on:
        raise GrantTooEarly(granted.on, None if certified is None else certified.on)
    if granted.until <= granted.on:
        raise GrantWrong(granted.on, granted.until)
    others = [item for item in portfolio.renewal.granted if item != granted]
    ordered = tuple(sorted((*others, granted), key=lambda item: item.on))
    return replace(portfolio, renewal=replace(portfolio.renewal, granted=ordered, changed=today))


# Form -------------------------------------------------------------------------------------------


class RenewalStep(StrEnum):
    """The steps of the form, in order.

    Which fields a form really has is not known (docs/facts/lssc.md 4).
    """

    PERSON = "person"
    CERTIFICATION = "certification"
    ACTIVITIES = "activities"
    TOTALS = "totals"
    DOCUMENTS = "documents"


class RenewalField(StrEnum):
    """What a value of the form is; `messages.renewal` has the words."""

    NAME = "name"
    EMAIL = "email"
    DESIGNATION = "designation"
    CERTIFIED = "certified"
    EXPIRES = "expires"
    ACTIVITY = "activity"
    HOURS = "hours"
    TECHNOLOGY = "technology"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class FormValue:
    """One value to copy. An activity has `counted` in place of a text; days are ISO."""

    step: RenewalStep
    field: RenewalField
    text: str = ""
    counted: CountedActivity | None = None


def renewal_form(
    program: Program, portfolio: Portfolio, report: RenewalReport
) -> tuple[FormValue, ...]:
    """Return every value of the form in order; only activities that count are in it."""
    counted = tuple(item for item in report.activities if item.why_not is None)
    return (
        *_personal_values(program, portfolio),
        *(
            FormValue(RenewalStep.ACTIVITIES, RenewalField.ACTIVITY, counted=item)
            for item in counted
        ),
        FormValue(RenewalStep.TOTALS, RenewalField.HOURS, f"{report.hours.normalize():f}"),
        FormValue(
            RenewalStep.TOTALS, RenewalField.TECHNOLOGY, f"{report.technology.normalize():f}"
        ),
        *(
            FormValue(RenewalStep.DOCUMENTS, RenewalField.DOCUMENT, path.rpartition("/")[2])
            for path in dict.fromkeys(path for item in counted for path in item.activity.evidence)
        ),
    )


def _personal_values(program: Program, portfolio: Portfolio) -> Iterator[FormValue]:
    yield FormValue(RenewalStep.PERSON, RenewalField.NAME, portfolio.candidate.name)
    if portfolio.candidate.email:
        yield FormValue(RenewalStep.PERSON, RenewalField.EMAIL, portfolio.candidate.email)
    if program.designation:
        yield FormValue(RenewalStep.CERTIFICATION, RenewalField.DESIGNATION, program.designation)
    certified = certification(program, portfolio)
    if certified is not None:
        on, expires = certified.on, certified.expires
        yield FormValue(RenewalStep.CERTIFICATION, RenewalField.CERTIFIED, on.isoformat())
        if expires is not None:
            yield FormValue(RenewalStep.CERTIFICATION, RenewalField.EXPIRES, expires.isoformat())
