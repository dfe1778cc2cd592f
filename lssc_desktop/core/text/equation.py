"""Equations as a tree of few kinds, which MathML, typesetter and speech are made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class MathKind(StrEnum):
    """What a part of an equation is, and what its own parts are."""

    TEXT = "text"
    """Characters; no parts."""
    ROW = "row"
    """Parts one after the other."""
    FRACTION = "fraction"
    """Numerator and denominator; `text` is "stacked" for one without a line."""
    ROOT = "root"
    """What stands under the sign, and the degree, which may be empty."""
    SCRIPTS = "scripts"
    """Base, lowered and raised part, of which either may be empty."""
    LIMITS = "limits"
    """Base, what stands below and above it, of which either may be empty."""
    FENCED = "fenced"
    """One part between two marks: `text` has the opening and the closing one, apart by a tab."""
    TABLE = "table"
    """Rows, whose parts are cells: matrices and equations below each other."""
    ACCENT = "accent"
    """What stands under a mark, which is `text`."""


@dataclass(frozen=True, slots=True)
class MathNode:
    """A part of an equation. `upright` are words and names in it, which are not variables."""

    kind: MathKind
    parts: tuple["MathNode", ...] = ()
    text: str = ""
    upright: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing."""
        return self.kind in (MathKind.TEXT, MathKind.ROW) and not (
            self.text or any(not part.is_empty for part in self.parts)
        )


EMPTY = MathNode(MathKind.ROW)
"""The part that is not there."""


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation; one that `stands_alone` has a line of its own."""

    body: MathNode
    stands_alone: bool = False

    @property
    def text(self) -> str:
        """The equation in one line of characters: "x = (a + b)/2", for who cannot see it."""
        return " ".join(linear(self.body).split())


def linear(node: MathNode) -> str:
    """Return a part of an equation in one line of characters."""
    found = ""
    match node.kind, node.parts:
        case MathKind.TEXT, _:
            found = node.text
        case MathKind.FRACTION, (above, below):
            found = f"{_grouped(above)}/{_grouped(below)}"
        case MathKind.ROOT, (inside, degree):
            found = f"{linear(degree)}√{_grouped(inside)}"
        case MathKind.SCRIPTS | MathKind.LIMITS, (base, low, high):
            lowered = "" if low.is_empty else f"_{_grouped(low)}"
            raised = "" if high.is_empty else f"^{_grouped(high)}"
            found = f"{linear(base)}{lowered}{raised}"
        case MathKind.FENCED, (inside,):
            opening, closing = fences(node)
            found = f"{opening}{linear(inside)}{closing}"
        case MathKind.TABLE, rows:
            found = "; ".join(", ".join(map(linear, row.parts)) for row in rows)
        case MathKind.ACCENT, (inside,):
            found = f"{linear(inside)}{node.text}"
        case _:
            found = "".join(_spaced(node.parts))
    return found


def fences(node: MathNode) -> tuple[str, str]:
    """Return the marks on both sides of what is fenced."""
    opening, _, closing = node.text.partition("\t")
    return opening, closing


def _grouped(node: MathNode) -> str:
    text = linear(node)
    is_one = len(text) <= 1 or text.isalnum() or node.kind is MathKind.FENCED
    return text if is_one else f"({text})"


def _spaced(parts: tuple[MathNode, ...]) -> Iterator[str]:
    """Yield parts that follow each other; a sum or integral stands apart from what it is over."""
    before: MathNode | None = None
    for part in parts:
        if before is not None and before.kind in (MathKind.LIMITS, MathKind.SCRIPTS):
            base = before.parts[0]
            if base.kind is MathKind.TEXT and not base.text.isalnum() and not base.is_empty:
                yield " "
        yield linear(part)
        before = part
