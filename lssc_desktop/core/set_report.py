"""Everything that can be said about one set before it is handed in: findings and forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.evaluation import Forecast, Move, forecast, shortest_way
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.locking import SetLocked
from lssc_desktop.core.places import find_set
from lssc_desktop.core.portfolio import Portfolio, Rating, Route
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.progress import set_standing
from lssc_desktop.core.readiness import SetCheck, check_set
from lssc_desktop.core.submission import LOCKED, Standing, Submission


@dataclass(frozen=True, slots=True)
class SetReport:
    """What a check of one set says.

    `forecast` is None for a set without competencies of its own to rate: one by course. `way`
    is the shortest way to pass, empty when the set would pass. Of a set that is on its way, handed
    in or achieved nothing is left to check: `closed` says where it stands, and nothing is found.
    """

    competency_set: CompetencySet
    check: SetCheck
    forecast: Forecast | None
    way: tuple[Move, ...]
    closed: SetLocked | None = None


def set_report(
    program: Program,
    set_id: str,
    portfolio: Portfolio,
    submissions: Sequence[Submission],
    facts: FolderFacts,
    today: date,
) -> SetReport:
    """Check a set, and forecast how its own ratings would be judged; raises `SetUnknown`."""
    competency_set = find_set(program, set_id)
    work = portfolio.set_work(set_id)
    stands = Standing.DRAFT if work is None else set_standing(portfolio, submissions, work)
    if stands in LOCKED:
        closed = SetLocked(competency_set.title, stands)
        return SetReport(competency_set, SetCheck(set_id, (), ()), None, (), closed)
    check = check_set(program, competency_set, portfolio, facts, today)
    ratings = own_ratings(portfolio, competency_set)
    if not ratings:
        return SetReport(competency_set, check, None, ())
    rule, rounding = program.pass_rule, program.option("pass-rounding")
    harder = {item.competency for item in check.findings if item.competency is not None}
    return SetReport(
        competency_set,
        check,
        forecast(rule, rounding, ratings.values()),
        shortest_way(rule, rounding, ratings, harder),
    )


def own_ratings(portfolio: Portfolio, competency_set: CompetencySet) -> dict[int, Rating | None]:
    """Return the candidate's own ratings of a set by portfolio, by number; else nothing."""
    work = portfolio.set_work(competency_set.id)
    if work is None or work.route is not Route.PORTFOLIO:
        return {}
    return {
        each.number: work.competency(each.number).self_rating
        for each in competency_set.competencies
    }
