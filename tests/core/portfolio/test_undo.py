"""Decisions can be taken back; what happened to files cannot."""

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.undo import DEEPEST, Undo, applied, redone, taken_in, undone


def test_a_decision_can_be_taken_back_and_made_again() -> None:
    undo = applied(applied(Undo(1), 2), 3)
    assert undone(undo).present == 2
    assert redone(undone(undo)) == undo


def test_the_same_value_is_no_decision() -> None:
    assert applied(Undo(1), 1) == Undo(1)


def test_without_a_past_or_a_future_nothing_changes() -> None:
    assert undone(Undo(1)) == Undo(1)
    assert redone(Undo(1)) == Undo(1)


def test_a_new_decision_ends_what_was_taken_back() -> None:
    undo = applied(undone(applied(Undo(1), 2)), 3)
    assert undo.future == ()
    assert undone(undo).present == 1


def test_what_happened_holds_before_and_after_too() -> None:
    undo = undone(applied(applied(Undo(1), 2), 3))
    happened = taken_in(undo, lambda value: value + 10)
    assert undone(happened).present == 11
    assert happened.present == 12
    assert redone(happened).present == 13


def test_only_so_many_steps_are_kept() -> None:
    undo = Undo(0)
    for value in range(1, 2 * DEEPEST):
        undo = applied(undo, value)
    assert len(undo.past) == DEEPEST
    assert undo.past[-1] == 2 * DEEPEST - 2


@given(st.lists(st.integers(), max_size=30))
def test_taking_everything_back_leads_to_the_beginning(values: list[int]) -> None:
    undo = Undo(0)
    for value in values:
        undo = applied(undo, value)
    end = undo.present
    while undo.past:
        undo = undone(undo)
    assert undo.present == 0
    while undo.future:
        undo = redone(undo)
    assert undo.present == end
