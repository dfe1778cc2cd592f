"""Findings: what a check found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """A blocker stops a hand-in, advice does not."""

    BLOCKER = "blocker"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, with the place to go to.

    `facts` are the numbers and names for its sentence (`messages.findings`). `competency` is
    None when the finding is about the set or its statement; `set_id` is None when it is about
    the whole portfolio.
    """

    level: Level
    code: str
    set_id: str | None = None
    competency: int | None = None
    path: str | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return one fact, "" where there is none of that name."""
        return next((value for key, value in self.facts if key == name), "")
