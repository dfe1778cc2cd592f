"""Moving a portfolio to a newer or another program file: the work is kept, and it can be undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lssc_desktop.core.certification import achieved_on
from lssc_desktop.core.edits import choose_sets
from lssc_desktop.core.former import FormerCompetency, Move
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.program_differences import has_work


def move(
    portfolio: Portfolio, old: Program, new: Program, old_sha256: str, today: date
) -> Portfolio:
    """Return the portfolio as it follows the new program.

    The new program's required sets are chosen, chosen electives stay chosen where it has them,
    and work on what it does not have is kept, with how that was called. `old_sha256` is the
    fingerprint of the text of the old program file. Moved twice to the same program is once.
    """
    chosen = tuple(work.set_id for work in portfolio.sets if work.chosen)
    note = Move(today, old.id, old.version, old_sha256, chosen)
    moves = portfolio.moves
    if not moves or (moves[-1].sha256, portfolio.program_version) != (old_sha256, new.version):
        moves = (*moves, note)
    return replace(_followed(portfolio, old, new, _chosen(new, chosen), today), moves=moves)


def undo_move(portfolio: Portfolio, now: Program, before: Program, today: date) -> Portfolio:
    """Return the portfolio as it follows the program that the last move left.

    The sets are chosen as they were then; everything that was done since is kept.
    """
    last = portfolio.moves[-1]
    moved = _followed(portfolio, now, before, last.chosen, today)
    return replace(moved, moves=portfolio.moves[:-1])


def _chosen(program: Program, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sets to choose: those required, and the electives chosen so far, in order."""
    return tuple(item.id for item in program.sets if item.required or item.id in chosen)


def _followed(
    portfolio: Portfolio, old: Program, new: Program, chosen: tuple[str, ...], today: date
) -> Portfolio:
    former = {(item.set_id, item.number): item for item in portfolio.former}
    former |= {(item.set_id, item.number): item for item in _worked_on(portfolio, old)}
    moved = choose_sets(portfolio, chosen, today)
    return replace(
        moved,
        program_id=new.id,
        program_version=new.version,
        former=tuple(item for item in former.values() if not _has(new, item)),
        # A package says which program it follows; what is achieved is packaged no more.
        sets=tuple(
            work if achieved_on(work) else replace(work, changed=today) for work in moved.sets
        ),
    )


def _worked_on(portfolio: Portfolio, program: Program) -> Iterator[FormerCompetency]:
    for competency_set in program.sets:
        work = portfolio.set_work(competency_set.id)
        for item in competency_set.competencies:
            if work is not None and has_work(work.competency(item.number)):
                yield FormerCompetency(
                    competency_set.id, competency_set.title, item.number, item.title, item.summary
                )


def _has(program: Program, item: FormerCompetency) -> bool:
    competency_set = program.competency_set(item.set_id)
    return competency_set is not None and competency_set.competency(item.number) is not None
