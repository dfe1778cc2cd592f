"""Words in a row, and the first letter of a sentence."""

import re

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
