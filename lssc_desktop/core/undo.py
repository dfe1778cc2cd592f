"""Undo and redo of values: what was decided can be taken back, what happened to files cannot."""

from collections.abc import Callable
from dataclasses import dataclass, replace

DEEPEST = 100
"""How many steps can be taken back."""


@dataclass(frozen=True, slots=True)
class Undo[Value]:
    """A value with those before it and those that were taken back; the nearest come last."""

    present: Value
    past: tuple[Value, ...] = ()
    future: tuple[Value, ...] = ()


def applied[Value](undo: Undo[Value], value: Value) -> Undo[Value]:
    """Return the state after a decision, which can be taken back; the same value is none."""
    if value == undo.present:
        return undo
    return Undo(value, (*undo.past, undo.present)[-DEEPEST:])


def taken_in[Value](undo: Undo[Value], happened: Callable[[Value], Value]) -> Undo[Value]:
    """Return the state after something that cannot be taken back, such as a file that moved.

    It holds for the values before and after too, so that undo never brings back what the
    folder no longer holds.
    """
    return Undo(
        happened(undo.present), tuple(map(happened, undo.past)), tuple(map(happened, undo.future))
    )


def undone[Value](undo: Undo[Value]) -> Undo[Value]:
    """Return the state before the last decision, the same where there is none."""
    if not undo.past:
        return undo
    return Undo(undo.past[-1], undo.past[:-1], (*undo.future, undo.present))


def redone[Value](undo: Undo[Value]) -> Undo[Value]:
    """Return the state with the decision that was taken back last, the same where there is none."""
    if not undo.future:
        return undo
    return replace(
        undo,
        present=undo.future[-1],
        past=(*undo.past, undo.present),
        future=undo.future[:-1],
    )
