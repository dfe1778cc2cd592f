"""The progress report in words: clock, sets, what is next, costs."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

from lssc_desktop.core.appeal import appeals
from lssc_desktop.core.certification import Certification, certification
from lssc_desktop.core.clock import PaceReport, days_left, pace
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.handed_in import handed_in
from lssc_desktop.core.money import costs
from lssc_desktop.core.next_steps import next_steps
from lssc_desktop.core.options import ClockStart
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import SetProgress, done_share, packaged_on, progress
from lssc_desktop.core.renewal import renewal_report
from lssc_desktop.core.submission import Submission
from lssc_desktop.core.timeline import Timeline, timeline
from lssc_desktop.messages.appeal import appeal_sentence
from lssc_desktop.messages.clock import days_left_text, pace_sentence, pace_word, start_word
from lssc_desktop.messages.days import day, short_day
from lssc_desktop.messages.money import cost_amount, cost_words, sum_text
from lssc_desktop.messages.next_steps import step_words
from lssc_desktop.messages.renewal import certified_sentence, missing_sentence, window_sentence
from lssc_desktop.messages.set_card import count_line, standing_line
from lssc_desktop.messages.standing import route_word, set_state_word
from lssc_desktop.package.report import Report, Section


def progress_report(
    program: Program,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
) -> Report:
    """Gather where a candidate stands on a day, for the candidate or a supervisor."""
    line = timeline(program, portfolio, submissions)
    certified = certification(program, portfolio)
    report = pace(line.start, line.end, today, done_share(program, portfolio, submissions))
    return Report(
        title=_("Progress of {name}").format(name=portfolio.candidate.name),
        subtitle=program.name,
        author=portfolio.candidate.name,
        day=today,
        foot=_("As of {day}. Made by LSSC Desktop; evaluators decide.").format(day=day(today)),
        facts=(
            _clock_facts(program, line, report, today)
            if certified is None
            else _certified_facts(program, line, certified)
        ),
        sentences=(
            *((pace_sentence(report, line.start, line.end),) if certified is None else ()),
            *_after_evaluation(program, portfolio, today),
        ),
        sections=(
            _sets(program, portfolio, submissions, today),
            _steps(program, portfolio, submissions, facts, today),
            _costs(program, portfolio, submissions),
        ),
        elapsed=line.share(today) if certified is None else None,
    )


def _clock_facts(
    program: Program, line: Timeline, report: PaceReport, today: date
) -> tuple[tuple[str, str], ...]:
    begun = start_word(program.option("clock-start") or ClockStart.ADMISSION)
    return (
        (begun, day(line.start)),
        (_("Deadline"), day(line.end)),
        (_("Time left"), days_left_text(days_left(line.end, today))),
        (_("Pace"), pace_word(report.pace)),
    )


def _certified_facts(
    program: Program, line: Timeline, certified: Certification
) -> tuple[tuple[str, str], ...]:
    """Tell the certification; the years in which it had to be reached are over."""
    begun = start_word(program.option("clock-start") or ClockStart.ADMISSION)
    expires = () if certified.expires is None else ((_("Expires"), day(certified.expires)),)
    return (
        *(((_("Certification"), program.designation),) if program.designation else ()),
        (begun, day(line.start)),
        (_("Certified"), day(certified.on)),
        *expires,
    )


def _after_evaluation(program: Program, portfolio: Portfolio, today: date) -> tuple[str, ...]:
    said: list[str] = []
    certified = certification(program, portfolio)
    if certified is not None:
        said.append(certified_sentence(certified, today))
    renewal = renewal_report(program, portfolio, today)
    if renewal is not None:
        said += [window_sentence(renewal, today), missing_sentence(renewal)]
    for appeal in appeals(program, portfolio):
        competency_set = program.competency_set(appeal.set_id)
        if program.appeal is not None and competency_set is not None:
            said.append(appeal_sentence(appeal, competency_set.title, program.appeal, today))
    return tuple(said)


def _sets(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission], today: date
) -> Section:
    rows = tuple(
        _set_row(portfolio, item, today) for item in progress(program, portfolio, submissions)
    )
    columns = (_("Set"), _("Route"), _("State"), _("Ready"), _("What is next"), _("Planned"))
    return Section(_("Competency sets"), rows, columns, (1.6, 0.8, 0.8, 0.9, 1.8, 0.9))


def _set_row(portfolio: Portfolio, item: SetProgress, today: date) -> tuple[str, ...]:
    planned = item.work.planned
    return (
        item.competency_set.title,
        route_word(item.work.route),
        set_state_word(item.state),
        count_line(item),
        standing_line(item, packaged_on(portfolio, item.work), today),
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
    words = (step_words(program, step) for step in steps)
    return Section(_("What is next"), tuple((f"{said.what}. {said.why}",) for said in words))


def _costs(program: Program, portfolio: Portfolio, submissions: Sequence[Submission]) -> Section:
    found = costs(program, portfolio, handed_in(portfolio, submissions))
    member = portfolio.candidate.member
    rows = tuple(
        (
            cost_words(line, program.fees, member=member),
            _("so far") if line.paid else _("to come"),
            cost_amount(line, program.fees),
        )
        for line in found.lines
    )
    sums = (
        (_("Together so far"), "", sum_text(found, program.fees, paid=True)),
        (_("Together still to come"), "", sum_text(found, program.fees, paid=False)),
    )
    return Section(
        _("Costs"), (*rows, *sums), (_("For"), _("When"), _("Amount")), (3, 1, 1), sums=True
    )
