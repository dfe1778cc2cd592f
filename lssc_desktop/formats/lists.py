"""Words in a row, rows as a table, and the first letter of a sentence."""

import re
from collections.abc import Iterable, Sequence

from lssc_desktop.languages import Catalog, spoken

_SOUND_OF_Y = re.compile(r"[^\w]*h?[ií](?![aeouáéóú])", re.IGNORECASE)
"""How a word begins before which "y" is said as "e", in Spanish: "e historia", "y hielo"."""


def word_list(items: tuple[str, ...], words: Catalog | None = None) -> str:
    """Return words in a row: "a", "a and b", "a, b, and c"; in Spanish "a, b y c", "a e i"."""
    if len(items) < 2:  # noqa: PLR2004  one word is no row
        return "".join(items)
    here = words or spoken()
    _ = here.gettext
    *first, last = items
    said = _("{first} and {last}") if len(first) == 1 else _("{first}, and {last}")
    if here.language == "es" and _SOUND_OF_Y.match(last):
        said = said.replace(" y {last}", " e {last}")
    return said.format(first=", ".join(first), last=last)


def capitalized(text: str) -> str:
    """Return a text with a capital first letter: "Sábado, 28 de noviembre", "Competency 3"."""
    return text[:1].upper() + text[1:]


def table_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return rows below their heads, for a terminal; a column that is empty in all of them goes."""
    filled = list(rows)
    wanted = [at for at in range(len(heads)) if any(row[at] for row in filled)]
    table = [[row[at] for at in wanted] for row in (heads, *filled)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return tuple(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )
