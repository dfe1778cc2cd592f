"""Where a candidate stands, line by line: clock, sets, costs, findings, forecast."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _

from lssc_desktop.core.clock import PaceReport, days_left
from lssc_desktop.core.evaluation import Forecast, Move
from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.money import Costs
from lssc_desktop.core.options import ClockStart
from lssc_desktop.core.portfolio import Route
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import SetProgress, SetState
from lssc_desktop.messages.clock import days_left_text, pace_sentence, pace_word, start_word
from lssc_desktop.messages.days import day
from lssc_desktop.messages.evaluation import (
    basis,
    rounding_sentence,
    rule_lines,
    shortest_way_sentence,
    verdict,
)
from lssc_desktop.messages.money import sum_text
from lssc_desktop.messages.readiness import finding_message


def clock_lines(
    program: Program, report: PaceReport, admitted: date, end: date, today: date
) -> tuple[str, ...]:
    """Say since when, until when, how many days are left, and the pace with its reason."""
    start = start_word(program.option("clock-start") or ClockStart.ADMISSION)
    return (
        _("{start} {admitted}, deadline {deadline}, {left}.").format(
            start=start,
            admitted=day(admitted),
            deadline=day(end),
            left=days_left_text(days_left(end, today)),
        ),
        f"{pace_word(report.pace)}. {pace_sentence(report, admitted, end)}",
    )


def route_word(route: Route) -> str:
    """Name a route."""
    return {
        Route.PORTFOLIO: _("Portfolio"),
        Route.COURSE: _("Course"),
        Route.RECOGNITION: _("Recognition agreement"),
    }[route]


def achieved_by(route: Route) -> str:
    """Say how a set is achieved."""
    return {
        Route.PORTFOLIO: _("You achieve this set by a portfolio"),
        Route.COURSE: _("You achieve this set by a course"),
        Route.RECOGNITION: _("You achieve this set by a recognition agreement"),
    }[route]


def set_state_word(state: SetState) -> str:
    """Name the state of a set."""
    return {
        SetState.IN_PROGRESS: _("In progress"),
        SetState.UNDER_WAY: _("Under way"),
        SetState.COURSE_DONE: _("Course done"),
        SetState.NOT_CONFIRMED: _("Not confirmed"),
        SetState.UNKNOWN: _("Can’t tell if handed in"),
        SetState.HANDED_IN: _("Handed in"),
        SetState.ACHIEVED: _("Achieved"),
    }[state]


def set_line(item: SetProgress) -> str:
    """Say one set: its title, route, how much is ready, its state."""
    title = item.competency_set.title
    route = route_word(item.work.route)
    state = set_state_word(item.state)
    if item.work.route is not Route.PORTFOLIO:
        return f"{title}: {route}, {state}"
    ready = _("{ready} of {all} ready").format(ready=item.ready, all=item.competencies)
    return f"{title}: {route}, {ready}, {state}"


def cost_line(program: Program, costs: Costs) -> str:
    """Say what was paid so far and what is still to come."""
    return _("Costs so far {so_far}, still to come {to_come}.").format(
        so_far=sum_text(costs, program.fees, paid=True),
        to_come=sum_text(costs, program.fees, paid=False),
    )


def finding_lines(program: Program, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Say every finding under its level, with the set it belongs to."""
    lines: list[str] = []
    for level, title in (
        (Level.BLOCKER, _("Blockers. Fix these before a hand-in.")),
        (Level.ADVICE, _("Advice. You may hand in without these.")),
    ):
        of_level = [finding for finding in findings if finding.level is level]
        if of_level:
            lines.append(title)
            lines.extend(f"  {_titled(program, finding)}" for finding in of_level)
    return tuple(lines) or (_("Nothing is missing that we know of. Evaluators decide."),)


def forecast_lines(program: Program, forecast: Forecast, moves: Sequence[Move]) -> tuple[str, ...]:
    """Say the forecast of one set with the shortest way to pass."""
    question = _("Would it pass today? {answer}. {basis}").format(
        answer=verdict(forecast), basis=basis(forecast)
    )
    rules = tuple(
        f"  {line.asks}, {line.stands}" for line in rule_lines(program.pass_rule, forecast)
    )
    way = shortest_way_sentence(moves)
    rounding = rounding_sentence(program, forecast)
    return (question, *rules, *(f"  {line}" for line in (way, rounding) if line))


def _titled(program: Program, finding: Finding) -> str:
    competency_set = None if finding.set_id is None else program.competency_set(finding.set_id)
    message = finding_message(finding).text
    return message if competency_set is None else f"{competency_set.short_title}: {message}"
