"""Equations in PDF and web page: MathML, and the tree that the template of the PDF sets."""

import re
from collections.abc import Iterator
from typing import Any

from lssc_desktop.core.text.equation import Equation, MathKind, MathNode, fences
from lssc_desktop.package.typesetting.blocks import Markup, joined, printable, tag

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w|\s+|.", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MATHEMATICS = re.compile(
    "[\u0300-\u036f\u0391-\u03c9\u2016-\u2027\u2032-\u2037\u20d0-\u20dc\u20e1\u2102-\u2138"
    "\u2190-\u21ff\u2200-\u22ff\u2308-\u230b\u23dc-\u23e1\u27c0-\u27ff\u2a00-\u2aff"
    "\U0001d400-\U0001d7ff]"
)
"""Blocks of Unicode that New Computer Modern Math has, which the compiler brings."""
_TOKEN_OR_WORD = re.compile(rf"{_WORD.pattern}|{_TOKEN.pattern}", re.DOTALL)


def mathml(equation: Equation) -> Markup:
    """Return an equation as MathML, which browsers and screen readers know."""
    display = "block" if equation.stands_alone else "inline"
    return tag("math", _mathml(equation.body), display=display, aria_label=equation.text)


def math_data(equation: Equation) -> dict[str, Any]:
    """Return an equation as resources/templates/typst/text.typ sets it."""
    return {
        "kind": "equation",
        "alone": equation.stands_alone,
        "alt": printable(equation.text),
        "body": _data(equation.body),
    }


def _mathml(node: MathNode) -> Markup:
    parts = tuple(map(_mathml, node.parts))
    match node.kind:
        case MathKind.TEXT:
            found = tag("mrow", *_tokens(node))
        case MathKind.FRACTION:
            line = {"linethickness": "0"} if node.text else {}
            found = tag("mfrac", *parts, **line)
        case MathKind.ROOT:
            is_square = node.parts[1].is_empty
            found = tag("msqrt", parts[0]) if is_square else tag("mroot", *parts)
        case MathKind.SCRIPTS:
            found = tag("msubsup", *parts)
        case MathKind.LIMITS:
            found = tag("munderover", *parts)
        case MathKind.FENCED:
            opening, closing = (tag("mo", mark) if mark else joined() for mark in fences(node))
            found = tag("mrow", opening, *parts, closing)
        case MathKind.TABLE:
            rows = (
                tag("mtr", *(tag("mtd", _mathml(cell)) for cell in row.parts)) for row in node.parts
            )
            found = tag("mtable", *rows)
        case MathKind.ACCENT:
            found = tag("mover", *parts, tag("mo", node.text), accent="true")
        case MathKind.ROW:
            found = tag("mrow", *parts)
    return found


def _tokens(node: MathNode) -> Iterator[Markup]:
    """Yield characters as MathML tells them apart: numbers, names and variables, operators."""
    for token in _split(node):
        if token[0].isdecimal():
            yield tag("mn", token)
        elif token.isspace():
            yield tag("mspace", width="0.25em")
        elif _LETTERS.match(token):
            upright = {"mathvariant": "normal"} if node.upright else {}
            yield tag("mi", token, **upright)
        else:
            yield tag("mo", token)


def _split(node: MathNode) -> list[str]:
    """Return numbers, signs and letters one by one; the letters of upright words together."""
    return (_TOKEN_OR_WORD if node.upright else _TOKEN).findall(node.text)


def _data(node: MathNode) -> dict[str, Any]:
    opening, closing = fences(node) if node.kind is MathKind.FENCED else ("", "")
    tokens = _split(node) if node.kind is MathKind.TEXT else []
    return {
        "kind": node.kind.value,
        "text": _settable(node.text) if node.kind is not MathKind.FENCED else "",
        "tokens": [
            {
                "text": _settable(token),
                "space": token.isspace(),
                "upright": len(token) > 1 or (node.upright and bool(_LETTERS.match(token))),
            }
            for token in tokens
        ],
        "opening": _settable(opening),
        "closing": _settable(closing),
        "empty": node.is_empty,
        "parts": [_data(part) for part in node.parts],
    }


def _settable(text: str) -> str:
    """Return characters of which the compiler's font for mathematics has every one."""
    return "".join(char if _MATHEMATICS.match(char) else printable(char) for char in text)
