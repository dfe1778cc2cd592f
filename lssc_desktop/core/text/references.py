"""References to evidence in a text: "(evidence 2)", "(evidencia 2)", "E4", "E11.2", "E2-E5"."""

import re
from collections.abc import Callable, Iterable

from lssc_desktop.values import dataclass

_REFERENCE = re.compile(
    r"""
    (?<!\w) (?:evidence\s+|evidencias?\s+|e\s?)
    0*+ (?:(?P<competency>\d{1,3})\.0*+)? (?P<first>\d{1,4}) (?!\d)
    (?:
        (?:\s*[-\u2013\u2014]\s*e\s?|[-\u2013\u2014]|\s+(?:to|a|a\s+la)\s+e\s?)
        0*+ (?:(?P=competency)\.0*+)? (?P<last>\d{1,4}) (?!\d)
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class EvidenceReference:
    """Where a text refers to evidence: characters `start` to `end`, and the files it means.

    `competency` is None where the text means the evidence that is shown beside it. Files count
    from 1; a range has several, any other reference has `first` and `last` alike.
    """

    start: int
    end: int
    competency: int | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cited:
    """Characters of a text; those that refer to evidence lead `to` it, and are named `at`."""

    text: str
    to: str = ""
    at: str = ""


type Cites = Callable[[str], Iterable[Cited]]
"""Parts a text into what refers to evidence, and the rest."""


def uncited(text: str) -> Iterable[Cited]:
    """Return a text in which nothing refers to evidence."""
    return (Cited(text),)


def evidence_references(text: str) -> tuple[EvidenceReference, ...]:
    """Return every reference to evidence in a text, in its order."""
    return tuple(
        EvidenceReference(
            found.start(),
            found.end(),
            None if found["competency"] is None else int(found["competency"]),
            int(found["first"]),
            int(found["last"] or found["first"]),
        )
        for found in _REFERENCE.finditer(text)
    )


def unreferenced(text: str, labels: Iterable[str]) -> frozenset[str]:
    """Return the labels that a text does not name.

    It names E4 as "E4", "e 04", "Evidence 4" or "evidencia 4", and in a range such as "E2-E5",
    "E2–5", "E2 to E5" or "de la E2 a la E5"; E2.3 likewise.
    """
    found = evidence_references(text)

    def is_named(label: str) -> bool:
        competency, _dot, place = label.removeprefix("E").rpartition(".")
        about = int(competency) if competency else None
        return any(
            each.competency == about and each.first <= int(place) <= each.last for each in found
        )

    return frozenset(label for label in labels if not is_named(label))
