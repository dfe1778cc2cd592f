"""What the program decided about a set that was handed in (program-facts.md 2.3, step 4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What evaluators decide: approve, ask for more, or find a set not satisfactory."""

    ACHIEVED = "achieved"
    REVISION_ASKED = "revision-asked"
    NOT_ACHIEVED = "not-achieved"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, as a result file or the candidate told it.

    `day` is that of the decision document. `package_id` is "" where it is not known which package
    was decided on. `asked` are the numbers of the competencies that need more; `note` is what
    the program wrote.
    """

    outcome: Outcome
    day: date
    package_id: str = ""
    asked: tuple[int, ...] = ()
    note: str = ""
