"""The form of everything we say: what happened, what it means for your work, what to do now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lssc_desktop.core.errors import LsscError


@dataclass(frozen=True, slots=True)
class Message:
    """Three sentences to a person; `meaning` and `advice` may be empty where there is nothing."""

    happened: str
    meaning: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.happened, self.meaning, self.advice) if part)


type Sentences = Mapping[type[LsscError], Callable[[Any], Message]]
