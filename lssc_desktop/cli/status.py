"""The command that tells how a portfolio stands: clock, sets, costs, and what follows."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from lssc_desktop.cli.opened import open_folder, problem_lines, problems, refresh_portfolio
from lssc_desktop.cli.terminal import CommandResult
from lssc_desktop.core.check.readiness import day_findings
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import Experience, Portfolio
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.rules import rules_id_of
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.course_credit import CourseCredit, course_credits
from lssc_desktop.core.standing.progress import SetProgress, progress
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.time.certification import Window, certification, renewal_report
from lssc_desktop.core.time.clock import (
    PaceReport,
    WayCode,
    WayOn,
    appeals,
    candidate_pace,
    days_left,
    first_day,
    last_day,
    start_day,
    ways_on,
)
from lssc_desktop.core.time.eligibility import EligibilityReport, candidate_eligibility
from lssc_desktop.core.time.money import CostCode, Costs, costs, money_text
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.courses import credit_sentence
from lssc_desktop.messages.program import newer_program_message, own_rules_line
from lssc_desktop.messages.renewal import (
    certified_sentence,
    missing_hours_sentence,
    window_sentence,
)
from lssc_desktop.messages.standing import (
    appeal_sentence,
    cost_amount,
    days_left_text,
    eligibility_sentence,
    last_step_lines,
    lines_by_set,
    no_deadline,
    not_begun,
    pace_sentence,
    pace_word,
    route_word,
    set_state_word,
    start_word,
    sum_text,
    things_counted,
)
from lssc_desktop.messages.submissions import way_on_line
from lssc_desktop.paths import config_folder
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.known_programs import known_programs
from lssc_desktop.store.programs import newer_shipped_file


def status(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Report clock, sets and costs, and what there is of courses, certification and appeals."""
    today = arguments.today or today
    at = open_folder(arguments.folder)
    program = at.program
    portfolio = refresh_portfolio(at, today, reporter).portfolio
    kept = submissions_of(at.root, portfolio)
    submissions = kept.submissions
    certified = certification(program, portfolio) is not None
    start, end = start_day(program, portfolio), last_day(program, portfolio)
    report = candidate_pace(program, portfolio, submissions, today)
    judged = _eligibility_report(program, portfolio, today)
    sets = progress(program, portfolio, submissions, today)
    money = costs(program, portfolio, handed_in(portfolio, submissions), today)
    newer = newer_shipped_file(portfolio, program, at.program_text)
    rules = known_programs(config_folder()).rules_of(rules_id_of(program))
    own_rules = own_rules_line(rules)
    data = {
        "clock": {
            "admitted": None if portfolio.admitted is None else portfolio.admitted.isoformat(),
            "enrolled": None if portfolio.enrolled is None else portfolio.enrolled.isoformat(),
            "accepted": None if portfolio.accepted is None else portfolio.accepted.isoformat(),
            "deadline": None if end is None else end.isoformat(),
            "days_left": None if end is None else days_left(end, today),
            "pace": None if report is None else report.pace.value,
        },
        "sets": [_set_data(item) for item in sets],
        "costs": _cost_data(money),
        "eligibility": _eligibility_data(judged),
        "courses": [
            {"set": item.set_id, "credited": item.credited, "reason": item.reason.value}
            for item in course_credits(program, portfolio, today)
        ],
        "certification": _certification_data(program, portfolio),
        "renewal": _renewal_data(program, portfolio, today),
        "appeal": _appeal_data(program, portfolio),
        "ways_on": [
            _way_data(item, way) for item, ways in _ways(program, portfolio, today) for way in ways
        ],
        "language": portfolio.language,
        "rules": rules.state.value,
        "newer_program": None if newer is None else newer.program.version,
        "problems": problems(kept.faults),
    }
    offer = ""
    if newer is not None:
        offer = _("{said} See what changed: {command}").format(
            said=newer_program_message(program, newer.program).text,
            command="lssc-desktop program switch DIR --newer --dry-run",
        )
    lines = (
        *(() if certified else _clock_lines(program, report, start, end, today)),
        *(() if judged is None else (eligibility_sentence(judged),)),
        *(_set_line(item) for item in sets),
        _cost_line(program, money),
        *_more_lines(program, portfolio, today),
        *filter(None, (offer, own_rules)),
        *problem_lines(kept.faults),
    )
    return CommandResult(lines, data)


def _cost_data(money: Costs) -> dict[str, object]:
    """Return the two sums, and what they do not hold because its fee is not known."""
    data: dict[str, object] = {
        "so_far": money_text(money.so_far),
        "to_come": money_text(money.to_come),
    }
    if money.unknown:
        data["unknown"] = [{"for": line.code.value, "count": line.count} for line in money.unknown]
    return data


def _set_data(item: SetProgress) -> dict[str, object]:
    return {
        "id": item.competency_set.id,
        "title": item.competency_set.title,
        "kind": "required" if item.competency_set.required else "elective",
        "route": item.work.route.value if item.work.route_chosen else None,
        "state": item.state.value,
        "ready": item.ready,
        "competencies": item.competencies,
    }


def _eligibility_report(
    program: Program, portfolio: Portfolio, today: date
) -> EligibilityReport | None:
    is_candidate = portfolio.applied_on is not None
    if program.eligibility is None or (is_candidate and portfolio.experience == Experience()):
        return None
    return candidate_eligibility(program, portfolio, today)


def _eligibility_data(report: EligibilityReport | None) -> dict[str, object] | None:
    if report is None:
        return None
    since = None if report.since is None else report.since.isoformat()
    data: dict[str, object] = {"eligible": report.eligible, "from": since}
    if report.experience_years is not None:
        data["experience_within_years"] = report.experience_years
        by = report.experience_by
        data["experience_by"] = None if by is None else by.isoformat()
    return data


def _certification_data(program: Program, portfolio: Portfolio) -> dict[str, object] | None:
    found = certification(program, portfolio)
    if found is None:
        return None
    expires = None if found.expires is None else found.expires.isoformat()
    return {"on": found.on.isoformat(), "expires": expires}


def _renewal_data(program: Program, portfolio: Portfolio, today: date) -> dict[str, object] | None:
    report = renewal_report(program, portfolio, today)
    if report is None:
        return None
    return {
        **_window_data(report.window),
        "hours": _json_number(report.hours),
        "technology": _json_number(report.technology),
        "missing": _json_number(report.missing),
        **({} if report.rule.statement_words is None else {"statement_words": report.words}),
    }


def _window_data(window: Window | None) -> dict[str, object]:
    """Return the days of a window; what is voluntary has none."""
    if window is None:
        return {"voluntary": True}
    return {
        "opens": window.opens.isoformat(),
        "expires": window.expires.isoformat(),
        "grace_ends": window.grace_ends.isoformat(),
    }


def _appeal_data(program: Program, portfolio: Portfolio) -> dict[str, object] | None:
    """Return the days of the newest decision that can be appealed against."""
    for appeal in appeals(program, portfolio):
        return {
            "notice_by": appeal.notice_by.isoformat(),
            "documents_by": appeal.documents_by.isoformat(),
        }
    return None


def _json_number(hours: Decimal) -> int | float:
    return int(hours) if hours == int(hours) else float(hours)


def _more_lines(program: Program, portfolio: Portfolio, today: date) -> Iterator[str]:
    yield from _credit_lines(program, portfolio, course_credits(program, portfolio, today))
    certified = certification(program, portfolio)
    if certified is not None:
        yield certified_sentence(certified, today)
    yield from last_step_lines(program, portfolio, today)
    yield from lines_by_set(program, tuple(day_findings(program, portfolio)))
    report = renewal_report(program, portfolio, today)
    if report is not None:
        yield window_sentence(report, today)
        yield missing_hours_sentence(report)
    for appeal in appeals(program, portfolio):
        competency_set = program.competency_set(appeal.set_id)
        if program.appeal is not None and competency_set is not None:
            yield appeal_sentence(appeal, competency_set.title, program.appeal, today)
    for competency_set, ways in _ways(program, portfolio, today):
        if program.appeal is None:
            yield _("{set_title}: not achieved.").format(set_title=competency_set.title)
        for way in ways:
            if way.code is not WayCode.APPEAL:  # that has a sentence above
                yield way_on_line(way, program, competency_set.title, today)


def _ways(
    program: Program, portfolio: Portfolio, today: date
) -> Iterator[tuple[CompetencySet, tuple[WayOn, ...]]]:
    """Yield every set that was not achieved with what remains to be done about it."""
    for competency_set in program.sets:
        found = ways_on(program, portfolio, competency_set.id, today)
        if found:
            yield competency_set, found


def _way_data(competency_set: CompetencySet, way: WayOn) -> dict[str, object]:
    return {
        "set": competency_set.id,
        "way": way.code.value,
        "by": None if way.by is None else way.by.isoformat(),
        "documents_by": None if way.documents_by is None else way.documents_by.isoformat(),
    }


def _credit_lines(
    program: Program, portfolio: Portfolio, credits_: Sequence[CourseCredit]
) -> tuple[str, ...]:
    """Say of each set whether its course is credit; what holds for several is said once."""
    sets: dict[str, list[str]] = {}
    for credit in credits_:
        work, found = portfolio.set_work(credit.set_id), program.competency_set(credit.set_id)
        if found is not None:
            said = credit_sentence(credit, None if work is None else work.course)
            sets.setdefault(said, []).append(found.title)
    return tuple(f"{word_list(tuple(titles))}: {said}" for said, titles in sets.items())


def _set_line(item: SetProgress) -> str:
    """Say one set: its title, route, how much is ready, its state."""
    title = item.competency_set.title
    state = set_state_word(item.state)
    if not item.work.route_chosen:
        if not item.is_open:
            return f"{title}: {state}"
        without = f"{title}: {_('no route chosen yet')}"
        return f"{without}, {state}" if item.work.decisions else without
    route = route_word(item.work.route)
    if item.work.route is not Route.PORTFOLIO:
        return f"{title}: {route}, {state}"
    if not item.responses:
        written = _("{statement} ready") if item.done == 1 else _("{statement} not ready yet")
        return f"{title}: {route}, {written}, {state}"
    ready = _("{ready} of {all} ready").format(ready=item.ready, all=item.competencies)
    return f"{title}: {route}, {ready}, {state}"


def _cost_line(program: Program, costs: Costs) -> str:
    """Say what was paid so far and what is still to come, and what a closed route would cost."""
    said = _("Costs so far: {so_far}. Still to come: {to_come}.").format(
        so_far=sum_text(costs, program.fees, paid=True),
        to_come=sum_text(costs, program.fees, paid=False),
    )
    closed = (
        _("{things} would have cost {amount}; the program doesn’t accept them.").format(
            things=things_counted(line), amount=cost_amount(line, program.fees)
        )
        for line in costs.lines
        if line.code is CostCode.CLOSED
    )
    return " ".join((said, *closed))


def _clock_lines(
    program: Program,
    report: PaceReport | None,
    admitted: date | None,
    end: date | None,
    today: date,
) -> tuple[str, ...]:
    """Say since when, until when, how many days are left, and the pace with its reason.

    Of a program without a clock there is only since when.
    """
    if admitted is None:
        return (f"{not_begun(program)}.", no_deadline(program))
    start = start_word(first_day(program))
    if report is None or end is None:
        return (f"{start} {long_day(admitted)}. {no_deadline(program)}",)
    return (
        _("{start} {admitted}, deadline {deadline}, {left}.").format(
            start=start,
            admitted=long_day(admitted),
            deadline=long_day(end),
            left=days_left_text(days_left(end, today)),
        ),
        f"{pace_word(report.pace)}. {pace_sentence(report, admitted, end)}",
    )
