"""A text in sentences, each with the white space behind it, so that together they are the text."""

import re

_END = re.compile(
    r"(?<![.!?\u2026])(?P<stop>[.!?\u2026]++)[\"'\u201d\u2019\u00bb)\]]*+\s++(?=(?P<next>\S))"
)
_LONGEST_WORD = 40  # of what stands before a stop, no more is looked at
_LAST_WORD = re.compile(r"[^\s(\[\"'\u201c\u2018\u00ab/]+\Z")
_NEVER_LAST = re.compile(
    r"""
      e\.?g | i\.?e | cf | vs | viz | approx | ca | esp | incl  # in running text
    | mr | mrs | ms | dr | prof | rev | hon | st | ph\.d | b\.a  # before or behind a name
    | nos | vols? | eds | pp? | figs? | ch | dept | univ | assn | assoc
    | jan | feb | apr | jun | jul | aug | sept? | oct | nov | dec | mon | tue | thu | fri
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERHAPS_LAST = re.compile(
    r"no|al|co|ed|sec|inc|corp|ltd|jr|sr|u\.s|u\.k|d\.c|[ap]\.m|m\.l\.s|m\.a|mar|wed|sat|sun",
    re.IGNORECASE,
)
"""Abbreviations that are words too, or can end a sentence: a capital behind them decides."""


def sentences(text: str) -> tuple[str, ...]:
    """Split a text; every line is at least one sentence, and joined they are the text again.

    A full stop of an abbreviation, an initial or a number in front of a line ends nothing; dots
    and question marks before a small letter go on ("Really? she asked"). White space alone
    belongs to what stands before it.
    """
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        for piece in _pieces(line):
            if found and (not piece.strip() or not found[-1].strip()):
                found[-1] += piece
            else:
                found.append(piece)
    return tuple(found)


def _pieces(line: str) -> list[str]:
    pieces = []
    start = 0
    for match in _END.finditer(line):
        before = line[max(start, match.start() - _LONGEST_WORD) : match.start()]
        if _ends(before, match["stop"], match["next"]):
            pieces.append(line[start : match.end()])
            start = match.end()
    return [*pieces, line[start:]]


def _ends(before: str, stop: str, following: str) -> bool:
    """Whether a stop ends a sentence, by the words before it and the character after it."""
    if following.islower():
        return False
    if stop != ".":
        return True
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    if word.isdecimal() and not before[: -len(word)].strip():
        return False  # "1. Greet people" is an item of a list
    if len(word) == 1 and word.isupper() and word != "I":
        return False  # "J. Smith"
    name = word.rstrip(".")
    if _PERHAPS_LAST.fullmatch(name):
        return following.isupper()
    return _NEVER_LAST.fullmatch(name) is None
