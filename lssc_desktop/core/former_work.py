"""Work on what the program does not ask for any more: kept, in no package, and still to be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from lssc_desktop.core.portfolio import Plan, Portfolio
from lssc_desktop.core.program import Program


@dataclass(frozen=True, slots=True)
class FormerWork:
    """What was done for a competency that is gone; `number` is None for a learning statement.

    `title`, `summary` and `official_text` say what was asked. `response` is the path of the
    text, None where none was written; `evidence` are the paths of the files.
    """

    set_title: str
    number: int | None
    title: str = ""
    summary: str = ""
    official_text: str = ""
    plan: Plan = Plan()
    response: str | None = None
    evidence: tuple[str, ...] = ()


def former_work(program: Program, portfolio: Portfolio) -> tuple[FormerWork, ...]:
    """Return all of it, set by set, the statement of a set that is gone after its competencies."""
    titles = {item.set_id: item.set_title for item in portfolio.former}
    gone = [work.set_id for work in portfolio.sets if program.competency_set(work.set_id) is None]
    return tuple(
        each
        for set_id in dict.fromkeys((*titles, *gone))
        for each in _of_set(program, portfolio, set_id, titles.get(set_id, set_id))
    )


def _of_set(
    program: Program, portfolio: Portfolio, set_id: str, title: str
) -> Iterator[FormerWork]:
    work = portfolio.set_work(set_id)
    if work is None:
        return
    for item in portfolio.former:
        if item.set_id == set_id:
            done = work.competency(item.number)
            yield FormerWork(
                title,
                item.number,
                item.title,
                item.summary,
                done.official_text,
                done.plan,
                None if done.response is None else done.response.path,
                tuple(use.path for use in done.evidence),
            )
    if work.statement is not None and program.competency_set(set_id) is None:
        yield FormerWork(title, None, response=work.statement.path)
