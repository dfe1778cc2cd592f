"""All of a long session can be taken back and made again, with saving and looking in between."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from lssc_desktop.core.portfolio.edits import (
    mark_ready,
    set_pds,
    set_plan,
    set_planned,
    set_self_rating,
)
from lssc_desktop.core.portfolio.portfolio import Plan, Portfolio, TextPlace
from lssc_desktop.core.portfolio.undo import DEEPEST
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.ui.base.session import Session
from tests.ui.app.conftest import on_disk

TODAY = date(2026, 11, 24)
SET = "foundations"

type Edit = Callable[[Portfolio], Portfolio]


def some_edit(chance: Random) -> Edit:
    at = chance.randrange(1, 13)
    edits: tuple[Edit, ...] = (
        partial(mark_ready, place=TextPlace(SET, at), today=TODAY, ready=chance.random() < 0.5),
        partial(
            set_self_rating,
            set_id=SET,
            number=at,
            today=TODAY,
            rating=chance.choice([None, *Rating]),
        ),
        partial(
            set_pds, set_id=SET, number=at, today=TODAY, pds=f"Suggestion {chance.randrange(1000)}"
        ),
        partial(
            set_plan,
            set_id=SET,
            number=at,
            today=TODAY,
            plan=Plan(primary=f"Log {chance.randrange(1000)}"),
        ),
        partial(
            set_planned,
            set_id=SET,
            planned=TODAY + timedelta(chance.randrange(1, 700)),
            today=TODAY,
        ),
    )
    return chance.choice(edits)


def test_all_is_taken_back_and_made_again(
    session: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    chance = Random(20261126)  # noqa: S311  the same in every run
    states = [session.portfolio]
    while len(states) <= DEEPEST:
        session.apply(some_edit(chance))
        if session.portfolio != states[-1]:
            states.append(session.portfolio)
        if chance.random() < 0.1:
            session.refresh()
            until_saved(session)

    for state in reversed(states[:-1]):
        session.undo()
        assert session.portfolio == state
    until_saved(session)
    assert not session.can_undo
    assert on_disk(root) == states[0]

    for state in states[1:]:
        session.redo()
        assert session.portfolio == state
    until_saved(session)
    assert not session.can_redo
    assert on_disk(root) == states[-1]
