"""Whether what the person did is on the disk, as a value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SavedPhase(StrEnum):
    """Whether what the person did is on the disk."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SavedState:
    """Whether everything is saved; `at` is when that was last so, `error` why it is not."""

    phase: SavedPhase
    at: datetime | None = None
    error: Exception | None = None
