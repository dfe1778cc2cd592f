"""Papers in words: the progress report, the calendar, what was written, what is not possible."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lssc_desktop.core.overview.next_steps import next_steps
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import Portfolio, SetWork, achieved_on
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import SetProgress, packaged_on, progress
from lssc_desktop.core.submission.locking import handed_in
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.time.certification import Certification, certification, renewal_report
from lssc_desktop.core.time.clock import (
    DateCode,
    ImportantDate,
    PaceReport,
    Timeline,
    appeals,
    candidate_pace,
    days_left,
    first_day,
    start_day,
    timeline,
)
from lssc_desktop.core.time.eligibility import candidate_eligibility
from lssc_desktop.core.time.money import CostCode, costs
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import pgettext, speaking
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.next_steps import next_step_words
from lssc_desktop.messages.overview import set_count_line, set_standing_line
from lssc_desktop.messages.renewal import (
    certified_sentence,
    missing_hours_sentence,
    window_sentence,
)
from lssc_desktop.messages.standing import (
    appeal_sentence,
    cost_amount,
    cost_words,
    days_left_text,
    eligibility_sentence,
    last_step_lines,
    no_deadline,
    pace_sentence,
    pace_word,
    set_state_word,
    start_word,
    sum_text,
    work_route_word,
)
from lssc_desktop.messages.words import printable
from lssc_desktop.package.papers import CalendarEntry, Report, Section
from lssc_desktop.package.typesetting.language import words_for_others


def progress_report(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
) -> Report:
    """Gather where a candidate stands on a day, for the candidate or a supervisor.

    It is in the language of the portfolio, as all that others read, and so is `program`.
    """
    with speaking(words_for_others(program, portfolio)):
        line = timeline(program, portfolio, submissions)
        certified = certification(program, portfolio)
        report = candidate_pace(program, portfolio, submissions, today)
        start = start_day(program, portfolio)
        return Report(
            title=_("Progress of {name}").format(name=portfolio.candidate.name),
            subtitle=program.name,
            author=portfolio.candidate.name,
            day=today,
            foot=_("As of {day}. Made by LSSC Desktop; {evaluators} decide.").format(
                day=long_day(today)
            ),
            facts=(
                _clock_facts(program, start, line, report, today)
                if certified is None
                else _certified_facts(program, start, certified)
            ),
            sentences=(
                *(
                    _clock_sentences(program, portfolio, line, report, today)
                    if not certified
                    else ()
                ),
                *_after_evaluation(program, portfolio, today),
            ),
            sections=(
                _sets(program, portfolio, submissions, today),
                _steps(program, portfolio, submissions, facts, today),
                _costs(program, portfolio, submissions, today),
            ),
            elapsed=line.share(today) if certified is None and line is not None else None,
            language=portfolio.language,
            paper=paper_of(program, portfolio),
        )


def _clock_sentences(
    program: Program,
    portfolio: Portfolio,
    line: Timeline | None,
    report: PaceReport | None,
    today: date,
) -> Iterator[str]:
    """Say how the work keeps up with the time; before it begins, whether one may apply."""
    if line is not None and report is not None:
        yield pace_sentence(report, line.start, line.end)
        return
    yield no_deadline(program)
    if portfolio.admitted is not None:
        return
    judged = candidate_eligibility(program, portfolio, today)
    if judged is not None:
        yield eligibility_sentence(judged)


def _clock_facts(
    program: Program,
    start: date | None,
    line: Timeline | None,
    report: PaceReport | None,
    today: date,
) -> tuple[tuple[str, str], ...]:
    begun = start_word(first_day(program))
    if start is None:
        return ((begun, _("Not yet")),)
    if line is None or report is None:
        return ((begun, long_day(start)),)
    return (
        (begun, long_day(start)),
        (_("Deadline"), long_day(line.end)),
        (_("Time left"), days_left_text(days_left(line.end, today))),
        (_("Pace"), pace_word(report.pace)),
    )


def _certified_facts(
    program: Program, start: date | None, certified: Certification
) -> tuple[tuple[str, str], ...]:
    """Report the certification; the years in which it had to be reached are over."""
    begun = start_word(first_day(program))
    expires = () if certified.expires is None else ((_("Expires"), long_day(certified.expires)),)
    return (
        *(((_("Certification"), program.designation),) if program.designation else ()),
        *(((begun, long_day(start)),) if start is not None else ()),
        (_("Certified"), long_day(certified.on)),
        *expires,
    )


def _after_evaluation(program: Program, portfolio: Portfolio, today: date) -> tuple[str, ...]:
    said: list[str] = []
    certified = certification(program, portfolio)
    if certified is not None:
        said.append(certified_sentence(certified, today))
    said += last_step_lines(program, portfolio, today)
    renewal = renewal_report(program, portfolio, today)
    if renewal is not None:
        said += [window_sentence(renewal, today), missing_hours_sentence(renewal)]
    for appeal in appeals(program, portfolio):
        competency_set = program.competency_set(appeal.set_id)
        if program.appeal is not None and competency_set is not None:
            said.append(appeal_sentence(appeal, competency_set.title, program.appeal, today))
    return tuple(said)


def last_step_message(program: Program, portfolio: Portfolio) -> str:
    """Write the message by which a candidate tells the office that the sets are achieved.

    It is in the language of the portfolio, and so is `program`.
    """
    with speaking(words_for_others(program, portfolio)):
        contact = program.contact
        works = [(item, portfolio.set_work(item.id)) for item in program.sets]
        achieved = [
            _("- {set_title}, {how}").format(set_title=item.title, how=how)
            for item, work in works
            if work is not None and (how := _how_achieved(work))
        ]
        lines = [
            *(
                [_("To: {address}").format(address=contact.email)]
                if contact and contact.email
                else []
            ),
            _("Subject: {program}: my {sets} are achieved").format(program=program.short_name),
            "",
            _("Hello,"),
            "",
            _("I have achieved the {competency_sets} of {program}:").format(program=program.name),
            *achieved,
            "",
            _("What do you need from me to receive the certification?"),
            "",
            portfolio.candidate.name,
            *([portfolio.candidate.email] if portfolio.candidate.email else []),
        ]
        return "\n".join(lines)


def _how_achieved(work: SetWork) -> str:
    """Say by which decision or agreement a set is achieved; "" where it is not."""
    day = achieved_on(work)
    if day is not None:
        return long_day(day)
    agreement = work.course
    if not work.chosen or work.route is not Route.RECOGNITION or agreement is None:
        return ""
    return _("recognition agreement with {college}").format(college=agreement.provider)


def _sets(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> Section:
    rows = tuple(
        _set_row(portfolio, item, today)
        for item in progress(program, portfolio, submissions, today)
    )
    ready = pgettext("how many responses", "Ready")
    columns = (_("{Set}"), _("Route"), _("Status"), ready, _("What’s next"), _("Planned"))
    return Section(_("{Competency_sets}"), rows, columns, (1.6, 0.8, 0.8, 0.9, 1.8, 0.9))


def _set_row(portfolio: Portfolio, item: SetProgress, today: date) -> tuple[str, ...]:
    planned = item.work.planned
    by_certificate = not item.work.route_chosen and not item.is_open
    return (
        item.competency_set.title,
        "" if by_certificate else work_route_word(item.work),
        set_state_word(item.state),
        "" if by_certificate else set_count_line(item),
        set_standing_line(item, packaged_on(portfolio, item.work), today),
        "" if planned is None else short_day(planned),
    )


def _steps(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
) -> Section:
    steps = next_steps(program, portfolio, facts, today, submissions=submissions)
    words = (next_step_words(program, step) for step in steps)
    return Section(_("What’s next"), tuple((f"{said.what}. {said.why}",) for said in words))


def _costs(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> Section:
    found = costs(program, portfolio, handed_in(portfolio, submissions), today)
    member = portfolio.candidate.member
    rows = tuple(
        (
            cost_words(line, program.fees, member=member),
            _("not accepted")
            if line.code is CostCode.CLOSED
            else _("so far")
            if line.paid
            else _("to come"),
            cost_amount(line, program.fees),
        )
        for line in found.lines
    )
    sums = (
        (_("Total so far"), "", sum_text(found, program.fees, paid=True)),
        (_("Total still to come"), "", sum_text(found, program.fees, paid=False)),
    )
    return Section(
        _("Costs"), (*rows, *sums), (_("For"), _("When"), _("Amount")), (3, 1, 1), sums=True
    )


# Calendar ---------------------------------------------------------------------------------------


def date_title(item: ImportantDate, program: Program) -> str:
    """Name a date in a calendar: "LSSC: deadline"."""
    said = {
        DateCode.DEADLINE: _("{program}: deadline"),
        DateCode.PLANNED: _("{program}: {set_title} planned completion"),
        DateCode.APPEAL_NOTICE: _("{program}: notice of appeal due, {set_title}"),
        DateCode.APPEAL_DOCUMENTS: _("{program}: appeal documents due, {set_title}"),
        DateCode.RENEWAL_OPENS: _("{program}: {renewal} opens"),
        DateCode.EXPIRES: _("{program}: certification expires"),
        DateCode.GRACE_ENDS: _("{program}: last day to {renew}"),
    }[item.code]
    found = program.competency_set(item.set_id or "")
    return said.format(
        program=program.short_name, set_title=item.set_id if found is None else found.short_title
    )


def date_text(item: ImportantDate, program: Program) -> str:
    """Say what to do by a date."""
    to = "" if program.appeal is None else program.appeal.to
    return {
        DateCode.DEADLINE: _("All required {sets} must be achieved by this date."),
        DateCode.PLANNED: _("You planned this date and can change it in LSSC Desktop."),
        DateCode.APPEAL_NOTICE: _("After this date you can’t appeal. Send to: {to}"),
        DateCode.APPEAL_DOCUMENTS: _("Grounds and documents are due. Send to: {to}"),
        DateCode.RENEWAL_OPENS: _("You can send in your {renewal} starting on this date."),
        DateCode.EXPIRES: _("Your certification is good through this date."),
        DateCode.GRACE_ENDS: _("The grace period ends. After this you can’t {renew}."),
    }[item.code].format(to=to)


def calendar_entries(
    dates: Sequence[ImportantDate], program: Program, portfolio_id: str
) -> tuple[CalendarEntry, ...]:
    """Return the dates as a calendar file has them; a date keeps its uid when its day moves."""
    return tuple(
        CalendarEntry(
            f"{item.key}-{portfolio_id}@lssc-desktop",
            item.day,
            date_title(item, program),
            date_text(item, program),
            item.remind,
        )
        for item in dates
    )


# Papers written ---------------------------------------------------------------------------------


def paper_written(path: Path, note: str) -> Message:
    """Say that a paper lies there, and what the program file notes about such papers."""
    advice = note and _("From the program file: {note}").format(note=note)
    return Message(
        _("“{file}” is saved.").format(file=printable(path.name)),
        _("It’s in {folder}.").format(folder=printable(str(path.parent))),
        advice,
    )


def no_appeal() -> Message:
    """Say why there is no letter of appeal to write."""
    return Message(
        _("None of your {sets} was decided as not achieved."),
        _("You can appeal only that decision."),
        _("If you received one, enter it on the Submissions page first."),
    )
