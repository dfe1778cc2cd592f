"""What a TOML text is made of, measured before it is parsed: parsing may take time and memory.

The parser's work for a key grows with the square of its parts, and every table costs a thousand
bytes. A text that keeps to the limits costs no more than its length.
"""

import re
from dataclasses import replace

from lssc_desktop.core.schema import ProgramFault

MOST_PARTS = 10
"""Of one dotted key; the deepest value of a program file is at its third table."""

DEEPEST = 10
"""Lists and tables inside each other."""

MOST_TABLES = 20_000
"""Tables, lists and parts of dotted keys together."""

_TOKEN = re.compile(
    r'''
      """(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}
    | \'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}
    | (?P<endless>"""|\'\'\')
    | "(?:[^"\\\n]|\\[^\n])*+"
    | \'[^\'\n]*+\'
    | (?P<open>["\'])
    | \#[^\n]*+
    | (?P<mark>[.=,\n\[\]{}])
    ''',
    re.VERBOSE,
)


def excess(text: str) -> ProgramFault | None:
    """Return the first fault of a text that is more than any program file, None for an honest one.

    It knows strings and comments as the parser does. After a string without an end nothing is
    looked at, because the parser stops there too.
    """
    dots = depth = tables = 0
    for token in _TOKEN.finditer(text):
        if token["endless"] or token["open"]:
            return None
        mark = token["mark"]
        if mark is None:
            continue
        dots = dots + 1 if mark == "." else 0
        tables += mark in ".[{"
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth = max(depth - 1, 0)
        fault = _beyond(dots + 1, depth, tables)
        if fault is not None:
            line = text.count("\n", 0, token.start()) + 1
            return replace(fault, facts=(("line", str(line)), *fault.facts))
    return None


def _beyond(parts: int, depth: int, tables: int) -> ProgramFault | None:
    if parts > MOST_PARTS:
        return ProgramFault("", "key-too-long", (("limit", str(MOST_PARTS)),))
    if depth > DEEPEST:
        return ProgramFault("", "too-deep", (("limit", str(DEEPEST)),))
    if tables > MOST_TABLES:
        return ProgramFault("", "too-many-tables", (("limit", f"{MOST_TABLES:,}"),))
    return None
