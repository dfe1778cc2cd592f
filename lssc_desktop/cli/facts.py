"""The commands by which a person tells facts about the portfolio as a whole, and its sets."""

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from lssc_desktop.cli.opened import locked, require_unlocked, save
from lssc_desktop.cli.outcome import Outcome
from lssc_desktop.core import candidate_edits, edits, experience_edits, renewal_edits
from lssc_desktop.core.activity import Granted, RenewalActivity
from lssc_desktop.core.certification import certification
from lssc_desktop.core.choosing import require_electives
from lssc_desktop.core.course_credit import course_credit
from lssc_desktop.core.deciding import decide as take_decision
from lssc_desktop.core.decision import Decision
from lssc_desktop.core.experience import WorkPeriod
from lssc_desktop.core.handed_in import handed_in
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.money import cost_change, money_text
from lssc_desktop.core.places import find_competency, find_set
from lssc_desktop.core.portfolio import CourseRecord, Portfolio, Route
from lssc_desktop.core.renewal import renewal_report
from lssc_desktop.messages.courses import credit_sentence
from lssc_desktop.messages.facts import told_lines
from lssc_desktop.messages.money import change_sentence
from lssc_desktop.messages.reading_days import day_to_come
from lssc_desktop.messages.renewal import certified_sentence, missing_sentence
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.opening import FolderRead
from lssc_desktop.store.submissions import submissions_of


def person(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Change name, address or membership."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = at.portfolio
        if arguments.name is not None:
            portfolio = candidate_edits.set_name(portfolio, arguments.name, today)
        if arguments.email is not None:
            portfolio = candidate_edits.set_email(portfolio, arguments.email)
        if arguments.member is not None:
            portfolio = candidate_edits.set_membership(portfolio, arguments.member, arguments.since)
        return _told(at, portfolio)


def clock(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Tell the days on which the years may begin."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        days = candidate_edits.days_of(at.portfolio)
        if arguments.admitted is not None:
            days = replace(days, admitted=arguments.admitted)
        if arguments.enrolled is not ...:
            days = replace(days, enrolled=arguments.enrolled)
        if arguments.accepted is not ...:
            days = replace(days, accepted=arguments.accepted)
        return _told(at, candidate_edits.set_days(at.portfolio, days, today))


def work(arguments: Namespace, _today: date, _reporter: Reporter) -> Outcome:
    """Tell education, and one period of work."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = at.portfolio
        if arguments.education is not None:
            portfolio = experience_edits.set_education(portfolio, arguments.education)
        if arguments.employer is not None:
            if arguments.begun is None:
                raise experience_edits.WorkUnlikely("begun")
            if arguments.hours is None:
                raise experience_edits.WorkUnlikely("hours")
            period = WorkPeriod(
                arguments.employer, arguments.begun, arguments.ended, arguments.hours
            )
            portfolio = experience_edits.add_work(portfolio, period)
        return _told(at, portfolio)


def electives(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Choose other electives; the work on those given up is kept."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        require_electives(at.program, arguments.electives)
        required = tuple(item.id for item in at.program.required_sets)
        portfolio = edits.choose_sets(at.portfolio, (*required, *arguments.electives), today)
        return _told(at, portfolio)


def route(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Change the route to a set; the work on the other routes is kept."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        find_set(at.program, arguments.set_id)
        portfolio = edits.set_route(at.portfolio, arguments.set_id, arguments.route, today)
        return _told(at, portfolio)


def course(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell the course of a set, copy its certificate in, and say whether it is credit.

    The set is by course from then on. A certificate that was told before is kept unless another
    one is named.
    """
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        set_id = find_set(at.program, arguments.set_id).id
        require_unlocked(at, set_id)
        portfolio, paths = _with_files(
            at, [arguments.certificate] if arguments.certificate else [], today, reporter
        )
        before = portfolio.set_work(set_id)
        kept = None if before is None or before.course is None else before.course.certificate
        record = CourseRecord(
            arguments.title,
            arguments.provider,
            arguments.completed,
            arguments.approved,
            arguments.fee,
            paths[0] if paths else kept,
        )
        by = Route.RECOGNITION if arguments.recognition else Route.COURSE
        portfolio = edits.set_course(portfolio, set_id, record, today)
        portfolio = edits.set_route(portfolio, set_id, by, today)
        after = portfolio.set_work(set_id)
        if after is None:
            raise AssertionError  # it was just changed
        credit = course_credit(at.program.courses, after, today)
        told = _told(at, portfolio, credit_sentence(credit, record))
        return replace(
            told, data={**told.data, "credited": credit.credited, "reason": credit.reason.value}
        )


def plan(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Plan by when a set is done."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        set_id = find_set(at.program, arguments.set_id).id
        return _told(at, edits.set_planned(at.portfolio, set_id, arguments.by, today))


def decide(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Tell what the program decided about a set."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        found = find_set(at.program, arguments.set_id)
        for number in arguments.asked:
            find_competency(found, number)
        decision = Decision(
            arguments.outcome, arguments.on, asked=arguments.asked, note=arguments.note
        )
        portfolio = take_decision(at.portfolio, found.id, decision, today)
        return _told(at, portfolio, _if_to_come(arguments.on, today))


def certified(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Tell the day on the certificate."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = renewal_edits.set_certified(at.portfolio, arguments.on, today)
        known = certification(at.program, portfolio)
        return _told(at, portfolio, "" if known is None else certified_sentence(known, today))


def renewed(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Tell a renewal that was granted."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        granted = Granted(arguments.on, arguments.until)
        portfolio = renewal_edits.add_granted(at.program, at.portfolio, granted, today)
        return _told(at, portfolio, _if_to_come(arguments.on, today))


def activity(arguments: Namespace, today: date, reporter: Reporter) -> Outcome:
    """Tell an activity for the renewal, and copy its documents in."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        if arguments.set_id:
            find_set(at.program, arguments.set_id)
        portfolio, paths = _with_files(at, arguments.files, today, reporter)
        told = RenewalActivity(
            str(uuid4()),
            arguments.on,
            arguments.title,
            arguments.kind,
            arguments.amount,
            arguments.technology,
            arguments.set_id,
            paths,
        )
        portfolio = renewal_edits.put_activity(at.program, portfolio, told, today)
        report = renewal_report(at.program, portfolio, today)
        return _told(at, portfolio, "" if report is None else missing_sentence(report))


def forget(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Take back work at an employer, activities of a title, or a renewal; all files stay."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        portfolio = at.portfolio
        for period in at.portfolio.experience.periods:
            if period.employer == arguments.employer:
                portfolio = experience_edits.drop_work(portfolio, period)
        for item in at.portfolio.renewal.activities:
            if item.title == arguments.activity:
                portfolio = renewal_edits.drop_activity(portfolio, item.id, today)
        for granted in at.portfolio.renewal.granted:
            if granted.on == arguments.renewed:
                portfolio = renewal_edits.drop_granted(portfolio, granted, today)
        return _told(at, portfolio)


def _with_files(
    at: FolderRead, files: list[Path], today: date, reporter: Reporter
) -> tuple[Portfolio, tuple[str, ...]]:
    """Copy files into `Evidence/` and return the portfolio with them, and their paths."""
    if not files:
        return at.portfolio, ()
    portfolio, added = add_files(at.root, at.portfolio, files, today, reporter)
    return portfolio, tuple(file.path for file in added)


def _if_to_come(day: date, today: date) -> str:
    """Say that a day on which something was done is not here yet: it was mistyped, perhaps."""
    return day_to_come(day).text if day > today else ""


def _told(at: FolderRead, portfolio: Portfolio, *more: str) -> Outcome:
    """Save the portfolio, and say so, and what the change makes of the costs."""
    save(at, portfolio)
    submissions = submissions_of(at.root, portfolio).submissions
    done = handed_in(portfolio, submissions)
    change = cost_change(at.program, at.portfolio, portfolio, done)
    lines = (
        *told_lines(changed=portfolio != at.portfolio),
        *more,
        change_sentence(change, at.program.fees.currency),
    )
    data = {"path": str(at.root.resolve()), "cost_change": money_text(change.total)}
    return Outcome(tuple(filter(None, lines)), data)
