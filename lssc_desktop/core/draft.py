"""A portfolio that is not made yet: what was said so far, kept when the assistant is left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from lssc_desktop.core.edits import edit_set
from lssc_desktop.core.experience import Experience
from lssc_desktop.core.portfolio import Portfolio, Route, SetWork


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the assistant asks. `begun` are sets with answers about their competencies.

    `folder` is "" while the usual one is proposed. `step` is the page that was open.
    """

    admitted: date
    name: str = ""
    email: str = ""
    member: bool = False
    experience: Experience = Experience()
    program_id: str = ""
    electives: tuple[str, ...] = ()
    begun: tuple[SetWork, ...] = ()
    folder: str = ""
    step: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said that would be missed."""
        return self == Draft(self.admitted, program_id=self.program_id, step=self.step)


def with_route(
    begun: tuple[SetWork, ...],
    set_id: str,
    route: Route,
    answers: Mapping[int, bool | None],
    today: date,
) -> tuple[SetWork, ...]:
    """Return the sets that were begun with a route, and answers about one of them."""
    others = tuple(work for work in begun if work.set_id != set_id)
    work = next((work for work in begun if work.set_id == set_id), SetWork(set_id, today))
    competencies = tuple(
        replace(work.competency(number), can_do=answer)
        for number, answer in answers.items()
        if answer is not None
    )
    return (*others, replace(work, route=route, competencies=competencies))


def with_begun(portfolio: Portfolio, begun: tuple[SetWork, ...], today: date) -> Portfolio:
    """Return a portfolio with routes and answers from before it was made.

    Answers about an elective that was not chosen are kept, as work on it would be.
    """
    for work in begun:
        known = portfolio.set_work(work.set_id)
        chosen = known is not None and known.chosen
        told = partial(replace, route=work.route, competencies=work.competencies, chosen=chosen)
        portfolio = edit_set(portfolio, work.set_id, today, told)
    return portfolio
