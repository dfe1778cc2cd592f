"""`status`: everything that is about time, routes and money, on one day."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from lssc_desktop.cli.opened import look, problem_lines, problems
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core.appeal import appeals
from lssc_desktop.core.certification import certification
from lssc_desktop.core.clock import days_left, deadline, pace, start_day
from lssc_desktop.core.course_credit import course_credits
from lssc_desktop.core.eligibility import EligibilityReport, eligibility
from lssc_desktop.core.experience import Experience
from lssc_desktop.core.handed_in import handed_in
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.money import costs, money_text
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import SetProgress, done_share, progress
from lssc_desktop.core.renewal import renewal_report
from lssc_desktop.messages.appeal import appeal_sentence
from lssc_desktop.messages.courses import credit_sentence
from lssc_desktop.messages.eligibility import eligibility_sentence
from lssc_desktop.messages.renewal import certified_sentence, missing_sentence, window_sentence
from lssc_desktop.messages.standing import clock_lines, cost_line, set_line
from lssc_desktop.store.opening import read_folder
from lssc_desktop.store.submissions import submissions_of


def status(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell clock, sets and costs, and what there is of courses, certification and appeals."""
    today = arguments.today or today
    at = read_folder(arguments.folder)
    program = at.program
    portfolio = look(at, today, reporter).portfolio
    kept = submissions_of(at.root, portfolio)
    submissions = kept.submissions
    start = start_day(program, portfolio)
    end = deadline(start, program.clock)
    certified = certification(program, portfolio) is not None
    done = Fraction(1) if certified else done_share(program, portfolio, submissions)
    report = pace(start, end, today, done)
    sets = progress(program, portfolio, submissions)
    money = costs(program, portfolio, handed_in(portfolio, submissions))
    data = {
        "clock": {
            "admitted": portfolio.admitted.isoformat(),
            "deadline": end.isoformat(),
            "days_left": days_left(end, today),
            "pace": report.pace.value,
        },
        "sets": [_set(item) for item in sets],
        "costs": {"so_far": money_text(money.so_far), "to_come": money_text(money.to_come)},
        "eligibility": _eligibility(program, portfolio, today),
        "courses": [
            {"set": item.set_id, "credited": item.credited, "reason": item.reason.value}
            for item in course_credits(program, portfolio, today)
        ],
        "certification": _certification(program, portfolio),
        "renewal": _renewal(program, portfolio, today),
        "appeal": _appeal(program, portfolio),
        "problems": problems(kept.faults),
    }
    lines = (
        *(() if certified else clock_lines(program, report, start, end, today)),
        *(set_line(item) for item in sets),
        cost_line(program, money),
        *_more_lines(program, portfolio, today),
        *problem_lines(kept.faults),
    )
    return Outcome(lines, data)


def _set(item: SetProgress) -> dict[str, object]:
    return {
        "id": item.competency_set.id,
        "title": item.competency_set.title,
        "kind": "required" if item.competency_set.required else "elective",
        "route": item.work.route.value,
        "state": item.state.value,
        "ready": item.ready,
        "competencies": item.competencies,
    }


def _judged(program: Program, portfolio: Portfolio, today: date) -> EligibilityReport | None:
    """Judge what was told of education and work; None while nothing was."""
    if program.eligibility is None or portfolio.experience == Experience():
        return None
    return eligibility(program.eligibility, portfolio.experience, today)


def _eligibility(program: Program, portfolio: Portfolio, today: date) -> dict[str, object] | None:
    report = _judged(program, portfolio, today)
    if report is None:
        return None
    since = None if report.since is None else report.since.isoformat()
    return {"eligible": report.eligible, "from": since}


def _certification(program: Program, portfolio: Portfolio) -> dict[str, object] | None:
    found = certification(program, portfolio)
    if found is None:
        return None
    expires = None if found.expires is None else found.expires.isoformat()
    return {"on": found.on.isoformat(), "expires": expires}


def _renewal(program: Program, portfolio: Portfolio, today: date) -> dict[str, object] | None:
    report = renewal_report(program, portfolio, today)
    if report is None:
        return None
    return {
        "opens": report.window.opens.isoformat(),
        "expires": report.window.expires.isoformat(),
        "grace_ends": report.window.grace_ends.isoformat(),
        "hours": _number(report.hours),
        "technology": _number(report.technology),
        "missing": _number(report.missing),
    }


def _appeal(program: Program, portfolio: Portfolio) -> dict[str, object] | None:
    """Give the days of the newest decision that can be appealed against."""
    for appeal in appeals(program, portfolio):
        return {
            "notice_by": appeal.notice_by.isoformat(),
            "documents_by": appeal.documents_by.isoformat(),
        }
    return None


def _number(hours: Decimal) -> int | float:
    return int(hours) if hours == int(hours) else float(hours)


def _more_lines(program: Program, portfolio: Portfolio, today: date) -> Iterator[str]:
    judged = _judged(program, portfolio, today)
    if judged is not None:
        yield eligibility_sentence(judged)
    for credit in course_credits(program, portfolio, today):
        work = portfolio.set_work(credit.set_id)
        competency_set = program.competency_set(credit.set_id)
        if competency_set is not None:
            said = credit_sentence(credit, None if work is None else work.course)
            yield f"{competency_set.title}: {said}"
    certified = certification(program, portfolio)
    if certified is not None:
        yield certified_sentence(certified, today)
    report = renewal_report(program, portfolio, today)
    if report is not None:
        yield window_sentence(report, today)
        yield missing_sentence(report)
    for appeal in appeals(program, portfolio):
        competency_set = program.competency_set(appeal.set_id)
        if program.appeal is not None and competency_set is not None:
            yield appeal_sentence(appeal, competency_set.title, program.appeal, today)
