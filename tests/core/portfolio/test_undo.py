"""Decisions can be taken back; what happened to files cannot."""

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.undo import (
    DEEPEST,
    Undo,
    after_decision,
    after_outside_change,
    after_redo,
    after_undo,
)


def test_a_decision_can_be_taken_back_and_made_again() -> None:
    undo = after_decision(after_decision(Undo(1), 2), 3)
    assert after_undo(undo).present == 2
    assert after_redo(after_undo(undo)) == undo


def test_the_same_value_is_no_decision() -> None:
    assert after_decision(Undo(1), 1) == Undo(1)


def test_without_a_past_or_a_future_nothing_changes() -> None:
    assert after_undo(Undo(1)) == Undo(1)
    assert after_redo(Undo(1)) == Undo(1)


def test_a_new_decision_ends_what_was_taken_back() -> None:
    undo = after_decision(after_undo(after_decision(Undo(1), 2)), 3)
    assert undo.future == ()
    assert after_undo(undo).present == 1


def test_what_happened_holds_before_and_after_too() -> None:
    undo = after_undo(after_decision(after_decision(Undo(1), 2), 3))
    happened = after_outside_change(undo, lambda value: value + 10)
    assert after_undo(happened).present == 11
    assert happened.present == 12
    assert after_redo(happened).present == 13


def test_only_so_many_steps_are_kept() -> None:
    undo = Undo(0)
    for value in range(1, 2 * DEEPEST):
        undo = after_decision(undo, value)
    assert len(undo.past) == DEEPEST
    assert undo.past[-1] == 2 * DEEPEST - 2


@given(st.lists(st.integers(), max_size=30))
def test_taking_everything_back_leads_to_the_beginning(values: list[int]) -> None:
    undo = Undo(0)
    for value in values:
        undo = after_decision(undo, value)
    end = undo.present
    while undo.past:
        undo = after_undo(undo)
    assert undo.present == 0
    while undo.future:
        undo = after_redo(undo)
    assert undo.present == end
