"""What a portfolio keeps of a program that it followed before."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FormerCompetency:
    """A competency with work on it that the program of today does not have: how it was called."""

    set_id: str
    set_title: str
    number: int
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A move to another program file: when, from which, and which sets were chosen until then.

    `sha256` is the fingerprint of the text of the file that was left, under which it is kept.
    """

    day: date
    program_id: str
    program_version: str
    sha256: str
    chosen: tuple[str, ...]
