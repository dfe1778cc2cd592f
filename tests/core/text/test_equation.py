"""Equations in a line of characters, for those who cannot see them."""

import pytest

from lssc_desktop.core.text.printed import EMPTY, Equation, MathKind, MathNode


def text(characters: str) -> MathNode:
    return MathNode(MathKind.TEXT, text=characters)


def row(*parts: MathNode) -> MathNode:
    return MathNode(MathKind.ROW, parts)


def raised(base: str, power: str) -> MathNode:
    return MathNode(MathKind.SCRIPTS, (text(base), EMPTY, text(power)))


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (row(text("E=m"), raised("c", "2")), "E=mc^2"),
        (MathNode(MathKind.FRACTION, (text("a+b"), text("2"))), "(a+b)/2"),
        (MathNode(MathKind.FRACTION, (raised("x", "10"), text("n"))), "(x^10)/n"),
        (MathNode(MathKind.ROOT, (text("x"), EMPTY)), "√x"),
        (MathNode(MathKind.ROOT, (text("x+1"), text("3"))), "3√(x+1)"),
        (
            row(MathNode(MathKind.LIMITS, (text("∑"), text("k=0"), text("n"))), text("k")),
            "∑_(k=0)^n k",
        ),
        (MathNode(MathKind.FENCED, (text("a,b"),), "[\t)"), "[a,b)"),
        (
            MathNode(MathKind.TABLE, (row(text("1"), text("0")), row(text("0"), text("1")))),
            "1, 0; 0, 1",
        ),
        (MathNode(MathKind.ACCENT, (text("e"),), "\u0302"), "e\u0302"),
    ],
)
def test_an_equation_is_said_in_one_line(node: MathNode, said: str) -> None:
    assert Equation(node).text == said


def test_what_is_not_there_is_empty() -> None:
    assert row(EMPTY, text("")).is_empty
    assert not row(EMPTY, text("x")).is_empty
