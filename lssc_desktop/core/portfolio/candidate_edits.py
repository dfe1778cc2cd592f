"""Edits of a candidate: the start of a portfolio, name and days, experience, and renewal.

It is long because each fact that a candidate enters has its edit here, with what it refuses.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from lssc_desktop.core.errors import N_, By, Counted, Guess, LsscError, Says, SaysBy
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.edits import (
    choose_sets,
    put_evidence_files,
    put_uses,
    set_course,
)
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    EvidenceUse,
    Granted,
    Membership,
    Portfolio,
    RenewalActivity,
    TextPlace,
    WorkPeriod,
    membership_always,
)
from lssc_desktop.core.program.grid import Grid, GridRating, GridRow, with_rating, with_row
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.text import own_word
from lssc_desktop.values import dataclass

HOURS_OF_A_WEEK = 168
_DAYS_A_WEEK = 7
_FAR_BEHIND_THE_POINT = Decimal("1E-9")

MOST_WORDS = 10_000
"""Words of the candidate's own that are kept; nobody has that many."""

LONGEST_WORD = 100
"""Characters of one of them; what is longer is no word."""

MOST_UNITS = Decimal(1000)
"""More units of one activity, or hours on technology in it, were mistyped."""


# Starting a portfolio ---------------------------------------------------------------------------


_CHOICE = N_("Choose {needed} of {offered:list}.")


class ElectivesWrong(LsscError):
    """The electives named are not a choice that the program offers.

    `unknown` are ids of no elective, `twice` ids named more than once; `needed` is how many
    there must be, `offered` are the ids to choose among.
    """

    unknown: tuple[str, ...]
    twice: tuple[str, ...]
    chosen: int
    needed: int
    offered: tuple[str, ...]

    says = SaysBy(
        "unknown",
        {
            (): Says(
                By(
                    "twice",
                    {
                        (): Counted(
                            "You named {chosen} elective.",
                            "You named {chosen} electives.",
                            "chosen",
                        )
                    },
                    "You named {twice:list} more than once.",
                ),
                "Nothing was changed.",
                _CHOICE,
            )
        },
        Says(
            "The program has no elective called “{unknown[0]}”.",
            advice=By(
                "offered",
                {(): "It has no electives to choose from."},
                Guess("unknown[0]", "offered", _CHOICE),
            ),
        ),
    )


class NameMissing(LsscError):
    """A portfolio was to be started without a name."""

    says = Says(
        "The name is missing.",
        "No {portfolio} was started, because a package must say whose it is.",
        "Start again with your name.",
    )


def start_portfolio(
    program: Program,
    candidate: Candidate,
    admitted: date | None,
    electives: tuple[str, ...],
    today: date,
    portfolio_id: str,
    language: str = "en",
) -> Portfolio:
    """Return a portfolio with the required sets and the electives chosen.

    `language` is that of what is made for others. The name becomes one line. Raises `NameMissing`
    and `ElectivesWrong`.
    """
    candidate = replace(candidate, name=one_line(candidate.name))
    if not candidate.name:
        raise NameMissing
    require_electives(program, electives)
    empty = Portfolio(
        portfolio_id, program.id, program.version, candidate, admitted, language=language
    )
    required = tuple(item.id for item in program.required_sets)
    return choose_sets(
        empty, (*required, *electives), today, by_portfolio=program.takes(Route.PORTFOLIO)
    )


def require_electives(program: Program, electives: tuple[str, ...]) -> None:
    """Raise `ElectivesWrong` unless these are electives that the program lets one choose."""
    offered = tuple(item.id for item in program.elective_sets)
    unknown = tuple(item for item in electives if item not in offered)
    twice = tuple(sorted({item for item in electives if electives.count(item) > 1}))
    if unknown or twice or len(electives) != program.choice.electives:
        raise ElectivesWrong(unknown, twice, len(electives), program.choice.electives, offered)


# Name, days and membership ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartDays:
    """The days on which the years may begin, and that of the application; None: not known."""

    admitted: date | None = None
    enrolled: date | None = None
    accepted: date | None = None
    applied: date | None = None


def start_days(portfolio: Portfolio) -> StartDays:
    """Return the days on which the years of a portfolio may begin."""
    return StartDays(portfolio.admitted, portfolio.enrolled, portfolio.accepted, portfolio.applied)


def set_start_days(portfolio: Portfolio, days: StartDays, today: date) -> Portfolio:
    """Return the portfolio with other days; every package shows when the years began.

    None shows the day of the application.
    """
    portfolio = replace(portfolio, applied=days.applied)
    changed = replace(
        portfolio, admitted=days.admitted, enrolled=days.enrolled, accepted=days.accepted
    )
    return portfolio if changed == portfolio else _touch_all(changed, today)


def set_name(portfolio: Portfolio, name: str, today: date) -> Portfolio:
    """Return the portfolio under another name, on one line; raises `NameMissing`."""
    name = one_line(name)
    if not name:
        raise NameMissing
    if name == portfolio.candidate.name:
        return portfolio
    changed = replace(portfolio, candidate=replace(portfolio.candidate, name=name))
    return _touch_all(changed, today)


def is_email(text: str) -> bool:
    """Whether a text can be an email address: a name, an @, and a domain with a dot in it."""
    name, at, domain = text.strip().rpartition("@")
    parts = domain.split(".")
    is_domain = len(parts) > 1 and all(parts)
    return bool(name and at) and is_domain and not any(char.isspace() for char in name + domain)


def set_email(portfolio: Portfolio, email: str) -> Portfolio:
    """Return the portfolio with another email address, which no package shows."""
    return replace(portfolio, candidate=replace(portfolio.candidate, email=email.strip()))


def set_language(portfolio: Portfolio, language: str, today: date) -> Portfolio:
    """Return the portfolio with another language, in which every package is then made."""
    if language == portfolio.language:
        return portfolio
    return _touch_all(replace(portfolio, language=language), today)


def set_region(portfolio: Portfolio, program: Program, region: str) -> Portfolio:
    """Return the portfolio with a country; the program's isn't kept, "" stands for it too."""
    return replace(portfolio, region="" if region == program.home else region)


def set_paper(
    portfolio: Portfolio, program: Program, paper: PaperSize | None, today: date
) -> Portfolio:
    """Return the portfolio with a paper, on which every package is then made.

    The program's isn't kept, None stands for it too.
    """
    changed = replace(portfolio, paper=None if paper is program.sheet else paper)
    return portfolio if changed == portfolio else _touch_all(changed, today)


def set_mentor(portfolio: Portfolio, has_mentor: bool | None) -> Portfolio:
    """Return the portfolio with whether the candidate has a mentor; None: not answered."""
    return replace(portfolio, mentor=has_mentor)


def set_grid_rating(
    portfolio: Portfolio, grid: Grid, section: str, column: str, rating: str, today: date
) -> Portfolio:
    """Return the portfolio with a rating in a self-assessment form; with "" it is taken away.

    Raises `GridColumnUnknown` and `GridTextWrong`.
    """
    ratings = with_rating(grid, portfolio.grid_ratings, section, column, rating)
    return _with_grid_ratings(portfolio, ratings, today)


def set_grid_rows(
    portfolio: Portfolio, grid: Grid, rows: Iterable[GridRow], today: date
) -> Portfolio:
    """Return the portfolio with the ratings of whole sections. Raises `GridTextWrong`."""
    ratings = portfolio.grid_ratings
    for row in rows:
        ratings = with_row(grid, ratings, row)
    return _with_grid_ratings(portfolio, ratings, today)


def _with_grid_ratings(
    portfolio: Portfolio, ratings: tuple[GridRating, ...], today: date
) -> Portfolio:
    if ratings == portfolio.grid_ratings:
        return portfolio
    return _touch_all(replace(portfolio, grid_ratings=ratings), today)


def set_membership(portfolio: Portfolio, member: bool, since: date | None) -> Portfolio:
    """Return the portfolio of a member, or no member, of the association since a day.

    On the day before it was the other way round; what holds before that stays, so that no fee
    that was paid changes. Said again with another day, the change is on that day instead; what was
    said of later days no longer holds. With no day it was always so.
    """
    if (portfolio.candidate.member, portfolio.candidate.member_since) == (member, since):
        return portfolio
    known = portfolio.candidate.memberships
    memberships = (
        membership_always(member)
        if since is None
        else _with_membership(known, Membership(since, member))
    )
    return replace(portfolio, candidate=replace(portfolio.candidate, memberships=memberships))


def _with_membership(known: tuple[Membership, ...], newest: Membership) -> tuple[Membership, ...]:
    """Return the memberships with a newest one, which is a change on its day."""
    day = newest.since or date.min
    before = tuple(item for item in known if item.since is None or item.since < day)
    if before and before[-1].member == newest.member:
        before = before[:-1]
    return (*(before or membership_always(not newest.member)), newest)


def _touch_all(portfolio: Portfolio, today: date) -> Portfolio:
    renewal = portfolio.renewal
    return replace(
        portfolio,
        sets=tuple(replace(work, changed=today) for work in portfolio.sets),
        renewal=renewal if renewal.changed is None else replace(renewal, changed=today),
    )


# Education and work -----------------------------------------------------------------------------


class WorkUnlikely(LsscError):
    """A work period that nobody can have worked, or that is incomplete.

    `what` is "employer", "begun" (no first day), "days" (turned round) or "hours".
    """

    what: str

    most = HOURS_OF_A_WEEK
    says = Says(
        By(
            "what",
            {
                "employer": "The employer is missing.",
                "begun": "The start date is missing.",
                "days": "The end date is before the start date.",
                "hours": "That’s more hours than there are in a week.",
            },
        ),
        "It wasn’t saved.",
        By(
            "what",
            {
                "employer": "Enter the name of the library.",
                "begun": "Enter the date this work started.",
                "days": "Check both dates. Leave the end date blank if you still work there.",
                "hours": "Enter hours per week, more than 0 and at most {most}.",
            },
        ),
    )


def set_education(portfolio: Portfolio, education: bool | None) -> Portfolio:
    """Return the portfolio with the answer whether the candidate has the education asked for.

    No package shows education and work.
    """
    return replace(portfolio, experience=replace(portfolio.experience, education=education))


def add_work(portfolio: Portfolio, period: WorkPeriod) -> Portfolio:
    """Return the portfolio with one more work period, in order of their days.

    The same period is kept once. Raises `WorkUnlikely`.
    """
    period = sound_period(period)
    others = [item for item in portfolio.experience.periods if item != period]
    return _with_periods(portfolio, (*others, period))


def drop_work(portfolio: Portfolio, period: WorkPeriod) -> Portfolio:
    """Return the portfolio without a work period."""
    left = tuple(item for item in portfolio.experience.periods if item != period)
    return _with_periods(portfolio, left)


def work_of_total(employer: str, begun: date, ended: date, total: Decimal) -> WorkPeriod:
    """Return a work period of so many hours altogether, spread evenly over its days.

    The hours a week are rounded up far behind the point, so that the total is whole again when
    the days are added up. Raises `WorkUnlikely`.
    """
    if ended < begun:
        raise WorkUnlikely("days")
    if not total.is_finite() or total <= 0:
        raise WorkUnlikely("hours")
    a_week = total * _DAYS_A_WEEK / ((ended - begun).days + 1)
    rounded = a_week.quantize(_FAR_BEHIND_THE_POINT, ROUND_CEILING)
    return sound_period(WorkPeriod(employer, begun, ended, rounded))


def school_hours(hours_a_week: Decimal, weeks: Decimal, years: Decimal) -> Decimal:
    """Return the hours of so many school years, each of so many weeks."""
    return hours_a_week * weeks * years


def sound_period(period: WorkPeriod) -> WorkPeriod:
    """Return a work period with its employer on one line. Raises `WorkUnlikely`."""
    period = replace(period, employer=one_line(period.employer))
    if not period.employer:
        raise WorkUnlikely("employer")
    if period.ended is not None and period.ended < period.begun:
        raise WorkUnlikely("days")
    hours = period.hours_a_week
    if not hours.is_finite() or not Decimal(0) < hours <= HOURS_OF_A_WEEK:
        raise WorkUnlikely("hours")
    return period


def _with_periods(portfolio: Portfolio, periods: tuple[WorkPeriod, ...]) -> Portfolio:
    ordered = tuple(sorted(periods, key=lambda item: (item.begun, item.employer)))
    return replace(portfolio, experience=replace(portfolio.experience, periods=ordered))


# Renewal ----------------------------------------------------------------------------------------


class ActivityWrong(LsscError):
    """An activity that cannot be.

    `what` is "title", "amount" (none), "amount-large", "technology" or "kind".
    `given` is a kind that is not `known`, those that the program's conversions have.
    """

    what: str
    known: tuple[str, ...] = ()
    given: str = ""

    most = MOST_UNITS
    says = SaysBy(
        "what",
        {
            "kind": SaysBy(
                "known",
                {
                    (): Says(
                        "Your program file has no {renewal} rule, so no activity can count.",
                        "It wasn’t saved.",
                        "Ask the program office what it accepts.",
                    )
                },
                Says(
                    "Your program has no kind of activity called “{given}”.",
                    advice=Guess("given", "known", "Choose one of: {kinds}."),
                    parts={"kinds": "{known:one_of}"},
                ),
            ),
            "title": Says(
                "The activity has no title.", "It wasn’t saved.", "Enter what it was called."
            ),
            "amount": Says(
                "The amount must be more than 0.",
                "It wasn’t saved.",
                "Enter how many units it had, for example 2 for two credits.",
            ),
            "amount-large": Says(
                "The amount is too large for one activity.",
                "It wasn’t saved.",
                "Enter how many units it had, at most {most}.",
            ),
            "technology": Says(
                "Technology hours can’t be less than 0 or more than {most}.",
                "It wasn’t saved.",
                "Enter how many of its contact hours were on technology, or 0.",
            ),
        },
    )


class NotEntered(LsscError):
    """What was to be taken back is not there; `known` are those that are.

    `what` is "employer", "activity" (a title) or "renewed" (a day as it was typed).
    """

    what: str
    given: str
    known: tuple[str, ...] = ()

    says = Says(
        By(
            "what",
            {
                "employer": "No work at “{given}” is entered.",
                "activity": "No activity called “{given}” is entered.",
                "renewed": "No {renewal} granted on {given} is entered.",
            },
        ),
        "Nothing was removed.",
        Guess(
            "given",
            "known",
            By(
                "known",
                {(): "Nothing of this kind is entered."},
                "These are entered: {known:some}.",
            ),
        ),
    )


def put_activity(
    program: Program, portfolio: Portfolio, activity: RenewalActivity, today: date
) -> Portfolio:
    """Return the portfolio with an activity added, or replaced under the same id.

    Raises `ActivityWrong`.
    """
    activity = _sound_activity(program, activity)
    known = portfolio.renewal.activities
    if portfolio.renewal.activity(activity.id) is None:
        activities = (*known, activity)
    else:
        activities = tuple(activity if item.id == activity.id else item for item in known)
    return _with_activities(portfolio, activities, today)


def drop_activity(portfolio: Portfolio, activity_id: str, today: date) -> Portfolio:
    """Return the portfolio without an activity; its evidence files stay."""
    left = tuple(item for item in portfolio.renewal.activities if item.id != activity_id)
    return _with_activities(portfolio, left, today)


def with_documents_restored(
    portfolio: Portfolio, paths: Collection[str], *, before: Portfolio, today: date
) -> Portfolio:
    """Return the portfolio with files as the documents of activities that had them `before`."""
    back = set(paths)
    had = {
        item.id: tuple(path for path in item.evidence if path in back)
        for item in before.renewal.activities
    }
    if not any(had.values()):
        return portfolio
    order = {item.id: item.evidence for item in before.renewal.activities}

    def documents(item: RenewalActivity) -> tuple[str, ...]:
        known = set(item.evidence) | set(had.get(item.id, ()))
        was = tuple(path for path in order.get(item.id, ()) if path in known)
        return tuple(dict.fromkeys((*was, *item.evidence)))

    activities = tuple(
        replace(item, evidence=documents(item)) for item in portfolio.renewal.activities
    )
    return _with_activities(portfolio, activities, today)


def with_uses_restored(
    portfolio: Portfolio, paths: Collection[str], *, before: Portfolio, today: date
) -> Portfolio:
    """Return the portfolio with files and their uses as they were `before` they were removed."""
    back = set(paths)
    files = [file for file in before.evidence if file.path in back]
    portfolio = put_evidence_files(portfolio, files, today)
    for work in before.sets:
        uses: dict[int | None, list[EvidenceUse]] = {}
        for number, use in work.uses():
            if use.path in back:
                uses.setdefault(number, []).append(use)
        for number, again in uses.items():
            portfolio = put_uses(portfolio, TextPlace(work.set_id, number), again, today)
        now = portfolio.set_work(work.set_id)
        certificate = None if work.course is None else work.course.certificate
        if certificate in back and now is not None and now.course is not None:
            course = replace(now.course, certificate=certificate)
            portfolio = set_course(portfolio, work.set_id, course, today)
    return with_documents_restored(portfolio, paths, before=before, today=today)


def set_certified(portfolio: Portfolio, day: date | None, today: date) -> Portfolio:
    """Return the portfolio with the day on the certificate; None: as the decisions say."""
    renewal = replace(portfolio.renewal, certified=day, changed=today)
    return replace(portfolio, renewal=renewal)


def set_renewal_statement(portfolio: Portfolio, statement: str, today: date) -> Portfolio:
    """Return the portfolio with the statement that goes with the renewal; "" for none."""
    if statement.strip() == portfolio.renewal.statement:
        return portfolio
    renewal = replace(portfolio.renewal, statement=statement.strip(), changed=today)
    return replace(portfolio, renewal=renewal)


def drop_granted(portfolio: Portfolio, granted: Granted, today: date) -> Portfolio:
    """Return the portfolio without a renewal that was entered by mistake."""
    left = tuple(item for item in portfolio.renewal.granted if item != granted)
    return replace(portfolio, renewal=replace(portfolio.renewal, granted=left, changed=today))


def _sound_activity(program: Program, activity: RenewalActivity) -> RenewalActivity:
    activity = replace(
        activity,
        title=one_line(activity.title),
        evidence=tuple(dict.fromkeys(activity.evidence)),
    )
    if not activity.title:
        raise ActivityWrong("title")
    if not activity.amount.is_finite() or activity.amount <= 0:
        raise ActivityWrong("amount")
    if activity.amount > MOST_UNITS:
        raise ActivityWrong("amount-large")
    if not activity.technology.is_finite() or not 0 <= activity.technology <= MOST_UNITS:
        raise ActivityWrong("technology")
    conversions = () if program.renewal is None else program.renewal.conversions
    known = tuple(item.id for item in conversions)
    if activity.kind not in known:
        raise ActivityWrong("kind", known, activity.kind)
    return activity


def _with_activities(
    portfolio: Portfolio, activities: tuple[RenewalActivity, ...], today: date
) -> Portfolio:
    ordered = tuple(sorted(activities, key=lambda item: item.day))
    return replace(portfolio, renewal=replace(portfolio.renewal, activities=ordered, changed=today))


# Own words --------------------------------------------------------------------------------------


def add_word(portfolio: Portfolio, word: str) -> Portfolio:
    """Return the portfolio with a word that the spelling checker takes for right from now on.

    A possessive is kept without its "'s". What is no word, or would be one too many, changes
    nothing.
    """
    word = own_word(word)
    known = portfolio.words
    if not word or len(word) > LONGEST_WORD or word in known or len(known) >= MOST_WORDS:
        return portfolio
    words = sorted((*known, word), key=lambda each: (each.casefold(), each))
    return replace(portfolio, words=tuple(words))


def remove_words(portfolio: Portfolio, words: frozenset[str]) -> Portfolio:
    """Return the portfolio without some of the candidate's own words."""
    return replace(portfolio, words=tuple(each for each in portfolio.words if each not in words))
