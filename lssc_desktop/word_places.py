"""Places in our texts for what a program calls things: `{set}`, `{Sets}`, `{a_set}`, `{renewed}`.

A place is what we say there ourselves: `{an_evaluator}` is "an evaluator" in a program that has no
word of its own. `languages.Catalog` fills them in whatever it says, before facts are filled in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class Named(NamedTuple):
    """What one thing is called, and several."""

    one: str
    many: str


_OUR_NAMES = (
    (Named("competency", "competencies"),),
    (Named("set", "sets"), Named("competency set", "competency sets")),
    (Named("statement", "statements"), Named("learning statement", "learning statements")),
    (Named("portfolio", "portfolios"),),
    (Named("renewal", "renewals"),),
    (Named("evaluator", "evaluators"),),
)
"""What we call each thing that a program can have a name for."""

_MOST_REMEMBERED = 8192  # texts; there are some five thousand
_PLACE = re.compile(r"\{(\w+)\}")
_AN = re.compile(r"(?!eu|once|one\b|uni|us[aei])[aeiou]|heir|hon(?:est|or|our)|hour", re.IGNORECASE)


def word_places(names: Sequence[Named | None], renew: str) -> dict[str, str]:
    """Return every place with what a program says there: its names, in the order of ours, or ours.

    Where it names competencies only, its competency sets are "criterion sets". `renew` is a
    regular verb.
    """
    said: dict[str, str] = {}
    competency = names[0] or _OUR_NAMES[0][0]
    for named, ours in zip(names, _OUR_NAMES, strict=True):
        for our in ours:
            one, many = named or (each.replace("competency", competency.one) for each in our)
            said |= _forms(our.one, one) | _forms(our.many, many)
            said |= _forms(_with_article(our.one), _with_article(one))
    for our_form, form in zip(_verb("renew"), _verb(renew), strict=True):
        said |= _forms(our_form, form)
    return said


def filling(words: Mapping[str, str], spelled: Callable[[str], str] = str) -> Callable[[str], str]:
    """Return what fills in the places of words, leaves all others, and remembers texts.

    `spelled` writes the rest as one spells it in a country.
    """

    def fill(text: str) -> str:
        return _PLACE.sub(lambda found: words.get(found[1], found[0]), spelled(text))

    return lru_cache(maxsize=_MOST_REMEMBERED)(fill)


def _forms(ours: str, said: str) -> dict[str, str]:
    place = ours.replace(" ", "_")
    return {place: said, _capitalized(place): _capitalized(said)}


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_article(name: str) -> str:
    return f"{'an' if _AN.match(name) else 'a'} {name}"


def _verb(renew: str) -> tuple[str, ...]:
    return renew, f"{renew}s", f"{renew.removesuffix('e')}ed"


OUR_PLACES: Mapping[str, str] = word_places([None] * len(_OUR_NAMES), "renew")
"""Every place, with what we say there."""

our_words = filling(OUR_PLACES)
"""Fills in the places of words with ours."""
