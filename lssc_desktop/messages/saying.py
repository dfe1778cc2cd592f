"""What the program says of facts, filled in: the one function for errors, findings and the rest.

`{path:file}` is the fact `path` in the form "file", `{holder.since:moment}` a fact of a fact.
"""

from collections.abc import Callable, Mapping, Sized
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any, cast

from lssc_desktop.core.errors import By, Counted, Guess, Joined, LsscError, Says, SaysBy, Text
from lssc_desktop.core.files.names import one_line
from lssc_desktop.formats.dates import long_day, long_moment
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text, size
from lssc_desktop.languages import Count, ngettext
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, helper_words, message_for
from lssc_desktop.messages.words import (
    amount,
    competency_list,
    guess_line,
    number_ranges,
    printable,
    safe_text,
    shown_file,
    shown_folder,
)

type Fact = Callable[[str], Any]
"""Returns the fact of a name: `partial(getattr, error)`, `facts.__getitem__`."""

_START = 60  # characters of a text that show which one it is
_SOME = 10  # of ids, no more are named

FORMS: Mapping[str, Callable[[Any], str]] = {
    "file": shown_file,
    "folder": shown_folder,
    "path": printable,
    "line": one_line,
    "safe": safe_text,
    "safe_file": lambda path: shown_file(safe_text(path)),
    "safe_folder": lambda path: shown_folder(safe_text(path)),
    "day": lambda day: long_day(date.fromisoformat(day) if isinstance(day, str) else day),
    "moment": long_moment,
    "size": lambda count: size(int(count)),
    "number": lambda number: number_text(Decimal(number)),
    "cents": lambda amount: number_text(amount, decimals=2),
    "count": lambda found: number_text(len(found)),
    "start": lambda text: one_line(text[:_START]),
    "list": lambda found: word_list(tuple(map(str, found))),
    "lines": lambda found: word_list(tuple(map(one_line, found))),
    "some": lambda found: word_list(tuple(dict.fromkeys(found[:_SOME]))),
    "one_of": lambda found: ", ".join(dict.fromkeys(found[:_SOME])),
    "numbers": lambda found: number_ranges(tuple(map(str, found))),
    "competencies": competency_list,
    "happened": lambda error: message_for(error).happened,
    "advice": lambda error: message_for(error).advice,
}
"""How a fact is shown, by what stands behind its name in a place.

Findings have days and numbers as text.
"""

WORDS: Mapping[str, Callable[[], str]] = {"helper": helper_words}
"""Places that are filled in everywhere alike, whatever the facts are."""


def say(says: Says | SaysBy, fact: Fact) -> Message:
    """Return a message filled in with facts."""
    while isinstance(says, SaysBy):
        says = says.said.get(fact(says.fact), says.other)
    texts = (says.happened, says.meaning, says.advice)
    return Message(*(fill(each, fact, says.parts) for each in texts))


def fill(text: Text, fact: Fact, parts: Mapping[str, Text] = {}) -> str:
    """Return a text in the language that is spoken, filled in with facts."""
    filling = _Filling(fact, parts)
    match text:
        case Joined(texts):
            return " ".join(filter(None, (fill(each, fact, parts) for each in texts)))
        case By(name, texts, other):
            return fill(texts.get(filling.value(name), other), fact, parts)
        case Guess(name, among, other):
            near = guess_line(filling.value(name), filling.value(among))
            return near or fill(other, fact, parts)
        case Counted(one, many, name):
            said = ngettext(one, many, _number(filling.value(name)))
        case _:
            said = _(text) if text else ""
    return filling.format(said)


def _number(found: object) -> Count:
    """Return how many a fact says, or has."""
    match found:
        case int() | float() | Decimal():
            return found
        case str():
            return amount(found)
        case _:
            return len(cast("Sized", found))


class _Filling(Formatter):
    """Fills the places of a text, each in its form."""

    def __init__(self, fact: Fact, parts: Mapping[str, Text]) -> None:
        self._fact = fact
        self._parts = parts

    def value(self, name: str) -> Any:  # noqa: ANN401  a fact has any type
        """Return a fact, or one of it: "holder.person", "unknown[0]"."""
        return self.get_field(name, (), {})[0]

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> object:  # noqa: ARG002, ANN401  as it is in the base class
        name = str(key)
        if name in self._parts:
            return fill(self._parts[name], self._fact, self._parts)
        return WORDS[name]() if name in WORDS else self._fact(name)

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401  as it is in the base class
        form = FORMS.get(format_spec)
        return form(value) if form else str(super().format_field(value, format_spec))


def said_of(error: LsscError) -> Message:
    """Return what an error says by itself."""
    return say(error.says, lambda name: getattr(error, name))
