"""`report`, `calendar`, `purchase-order` and `appeal`: papers made of a portfolio."""

from argparse import Namespace
from dataclasses import replace
from datetime import date

from lssc_desktop.cli.commands import CommandResult
from lssc_desktop.cli.opened import refresh_portfolio
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.progress import find_set
from lssc_desktop.core.time.certification import NothingToNotify, last_step
from lssc_desktop.core.time.clock import NothingToAppeal, appeals, important_dates
from lssc_desktop.core.time.money import Applicant, ApplicantUnclear, money_text
from lssc_desktop.core.time.money import purchase_order as order_of
from lssc_desktop.messages.papers import calendar_entries, last_step_message, written_lines
from lssc_desktop.messages.standing import appeal_sentence
from lssc_desktop.store.calendar_file import calendar_file, write_paper
from lssc_desktop.store.folder.disk import whole_path
from lssc_desktop.store.folder.opening import read_folder
from lssc_desktop.store.submissions import submissions_of


def report(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Write the progress report."""
    from lssc_desktop.messages.papers import progress_report
    from lssc_desktop.package.papers import report_pdf

    today = arguments.today or today
    at = read_folder(arguments.folder)
    looked = refresh_portfolio(at, today, reporter)
    submissions = submissions_of(at.root, looked.portfolio).submissions
    made = progress_report(at.program, looked.portfolio, submissions, looked.facts, today)
    return _write(arguments, report_pdf(made))


def calendar(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Write every date as a calendar file."""
    at = read_folder(arguments.folder)
    dates = important_dates(at.program, at.portfolio)
    entries = calendar_entries(dates, at.program, at.portfolio.id)
    written = arguments.today or today
    told = _write(arguments, calendar_file(entries, at.program.short_name, written))
    days = [{"date": item.day.isoformat(), "what": item.key} for item in dates]
    return CommandResult(told.lines, {**told.data, "dates": days})


def purchase_order(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Write a request for a purchase order for the candidate, or for those who are named."""
    from lssc_desktop.package.papers import order_letter

    at = read_folder(arguments.folder)
    candidate = at.portfolio.candidate
    applicants = tuple(map(_applicant, arguments.applicant)) or (
        Applicant(candidate.name, candidate.email, candidate.member),
    )
    order = order_of(at.program, applicants)
    day = arguments.today or today
    letter = order_letter(at.program, arguments.institution, order, day)
    address = at.program.purchase_order
    told = _write(arguments, letter, "" if address is None else address.note)
    total = None if order.total is None else money_text(order.total)
    return CommandResult(told.lines, {**told.data, "total": total})


def appeal(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Write a letter to start an appeal from."""
    from lssc_desktop.package.papers import appeal_letter

    at = read_folder(arguments.folder)
    competency_set = find_set(at.program, arguments.set_id)
    found = next(
        (item for item in appeals(at.program, at.portfolio) if item.set_id == competency_set.id),
        None,
    )
    rule = at.program.appeal
    if found is None or rule is None:
        raise NothingToAppeal(competency_set.title)
    day = arguments.today or today
    written = _write(arguments, appeal_letter(at.program, at.portfolio, found, day), rule.note)
    said = appeal_sentence(found, competency_set.title, rule, day)
    return replace(written, lines=(*written.lines, said))


def notify(arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Print the message that tells the office that the needed sets are achieved."""
    at = read_folder(arguments.folder)
    if last_step(at.program, at.portfolio) is None:
        raise NothingToNotify(at.program.short_name)
    text = last_step_message(at.program, at.portfolio)
    return CommandResult((text,), {"message": text})


def _applicant(text: str) -> Applicant:
    """Return an applicant given as NAME,EMAIL or NAME,EMAIL,member. Raises `ApplicantUnclear`."""
    name, _comma, rest = text.partition(",")
    email, _comma, kind = rest.partition(",")
    if kind.strip() not in {"", "member", "other"}:
        raise ApplicantUnclear(text)
    return Applicant(name, email, member=kind.strip() == "member")


def _write(arguments: Namespace, data: bytes, note: str = "") -> CommandResult:
    """Write a paper, and report where it is and what the program file notes about such papers."""
    write_paper(arguments.output, data)
    path = whole_path(arguments.output)
    return CommandResult(written_lines(path, note), {"path": str(path)})
