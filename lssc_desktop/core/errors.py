"""What the user is told: errors with their facts, and the form of what is said of facts.

What is said is data: `{host}` is the fact of that name, `{path:file}` the same in one of the forms
of `messages/saying.py`, which translates it and fills it in when it is shown. A text is collected
for translators by where it stands in a `Says`, `By`, `Guess`, `Joined` or `Counted`.
"""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple, dataclass_transform

from lssc_desktop.values import dataclass


def N_(message: str) -> str:  # noqa: N802  the name by which texts are collected
    """Mark a text that is translated where it is used: translators get it as it stands here."""
    return message


class Counted(NamedTuple):
    """A sentence about so many: as the fact says, or as many as it has."""

    one: str
    many: str
    fact: str


class By(NamedTuple):
    """The sentence that a fact chooses, or `other`."""

    fact: str
    texts: "Mapping[object, Text]"
    other: "Text" = ""


class Guess(NamedTuple):
    """Asks which word of the fact `among` was meant by another fact; `other` if none is like it."""

    fact: str
    among: str
    other: "Text"


class Joined(NamedTuple):
    """Sentences one after the other, without those that are empty."""

    texts: "tuple[Text, ...]"


type Text = str | Counted | By | Guess | Joined


class Says(NamedTuple):
    """What happened, what it means for the work, what to do now; the last two may be empty.

    `parts` are texts for places that are no facts: `{why}` is filled with the part of that name.
    """

    happened: Text
    meaning: Text = ""
    advice: Text = ""
    parts: Mapping[str, Text] = {}


class SaysBy(NamedTuple):
    """All that is said, as a fact chooses it, or `other`."""

    fact: str
    said: "Mapping[object, Says | SaysBy]"
    other: "Says | SaysBy" = Says("")


@dataclass_transform(eq_default=False)
class LsscError(Exception):
    """Something that the user has to be told about; a subclass is a dataclass of its facts.

    What it `says` stands on it. Where that takes more than places, choices and counts, a function
    in `lssc_desktop.messages` says it instead.
    """

    says: ClassVar[Says | SaysBy]

    @property
    def cause(self) -> "LsscError | None":
        """What it came from, where that can be told."""
        return self.__cause__ if isinstance(self.__cause__, LsscError) else None

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        dataclass(eq=False)(cls)
