"""How a program's office reviews: its letters, standard comments and rubric, and what it asks."""

import re
from typing import Annotated

from lssc_desktop.core.program.schema import (
    Filled,
    Number,
    Rating,
    Slug,
    Title,
    Unique,
    Words,
    Years,
)
from lssc_desktop.core.text.matching import fold
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class StandardComment:
    """A comment that reviewers insert instead of typing it: a short title, and its words.

    With `set`, it is offered for that set alone, and with `competencies` for these numbers alone.
    """

    title: Title
    text: Words
    set: Slug = ""
    competencies: tuple[Number, ...] = ()

    def fits(self, set_id: str, number: int | None) -> bool:
        """Whether it is offered at a competency, or with None at the statement of a set."""
        return _fits(self.set, self.competencies, set_id, number)


@dataclass(frozen=True, slots=True)
class RubricLevel:
    """What a rating means: the words of the program for one level of its rubric.

    With `set`, it speaks of that set alone, and with `competencies` of these numbers alone.
    """

    rating: Rating
    text: Words
    set: Slug = ""
    competencies: tuple[Number, ...] = ()

    def fits(self, set_id: str, number: int | None) -> bool:
        """Whether it says what a rating means at a competency of a set."""
        return number is not None and _fits(self.set, self.competencies, set_id, number)


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What a program says of its reviews: how its letters look, what reviewers are offered.

    `blind`: evaluators do not see who the candidate is. `conflict_question` is asked before an
    evaluation; left out: nothing is asked. Packages can be deleted `keep_years` after their
    decision; left out: never proposed. `letter_head` has the lines above a letter, and
    `letter_closing` the words above the name at its end.
    """

    blind: bool = False
    conflict_question: str = ""
    keep_years: Years | None = None
    letter_head: Annotated[tuple[Words, ...], Filled()] = ()
    letter_closing: str = ""
    comments: Annotated[tuple[StandardComment, ...], Unique("title")] = ()
    rubric: tuple[RubricLevel, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    def comments_for(self, set_id: str, number: int | None) -> tuple[StandardComment, ...]:
        """Return the standard comments that are offered at a competency, or the statement."""
        return tuple(each for each in self.comments if each.fits(set_id, number))

    def rubric_for(self, set_id: str, number: int | None) -> tuple[RubricLevel, ...]:
        """Return what the ratings of a competency mean, the best first, each once.

        What speaks of the competency itself goes before what speaks of its set, and that before
        what speaks of all.
        """
        found: dict[Rating, RubricLevel] = {}
        for each in sorted(self.rubric, key=lambda level: (bool(level.set), level.competencies)):
            if each.fits(set_id, number):
                found[each.rating] = each
        return tuple(found[rating] for rating in Rating if rating in found)


NO_REVIEW_RULES = ReviewRules()
"""What holds where a program file says nothing of reviews."""


def _fits(of_set: str, competencies: tuple[int, ...], set_id: str, number: int | None) -> bool:
    return of_set in {"", set_id} and (not competencies or number in competencies)


# Blind evaluation -------------------------------------------------------------------------------

_LABEL_LENGTH = 6
_SHORTEST = 3  # letters of a part of a name that is found inside a word too
_EAST_ASIAN = "\u2e80"
_WORD = re.compile(r"[^\W\d_]+")


def blind_label(package_id: str) -> str:
    """Return what stands for a candidate's name, "Candidate 3F9A2C".

    It is the beginning of the package's id: by that the office finds it, and nobody learns who
    the candidate is.
    """
    return f"Candidate {package_id[:_LABEL_LENGTH].upper()}"


def carries_name(text: str, name: str) -> bool:
    """Whether a file name, or another short text, holds a part of a person's name.

    Accents and capitals make no difference. A part of one or two letters has to stand alone.
    """
    plain = fold(text)
    words = set(_WORD.findall(plain))
    return any(
        part in words or (_is_telling(part) and part in plain) for part in _WORD.findall(fold(name))
    )


def _is_telling(part: str) -> bool:
    """Whether a part of a name is one wherever it stands; Chinese has no spaces around it."""
    return len(part) >= _SHORTEST or part >= _EAST_ASIAN
