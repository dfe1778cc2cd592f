"""What a reader of a package sees, in reading order: one value behind the PDF and the web page."""

from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.options import ClockStart
from lssc_desktop.core.portfolio import CourseRecord, PackageKind, Route, Weight
from lssc_desktop.core.program import Part
from lssc_desktop.core.richtext import RichText
from lssc_desktop.core.threads import Thread


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One evidence file as listed for one competency.

    `number` counts within the competency from 1; `name` is the name the candidate gave it;
    `packaged` is its path below `data/`.
    """

    number: int
    name: str
    packaged: str
    bytes: int
    weight: Weight
    caption: str = ""
    own_role: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One competency with its response.

    `text` is what we could read of the document at `document` (its path below `data/`, "" when
    there is none); `beyond` names what it holds besides (tables, pictures), for which the
    reader is sent to the Word file.
    """

    number: int
    title: str
    summary: str = ""
    official_text: str = ""
    parts: tuple[Part, ...] = ()
    pds: str = ""
    text: RichText = RichText()
    document: str = ""
    beyond: tuple[str, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The personal learning statement, as `Chapter` has it for a response."""

    text: RichText = RichText()
    document: str = ""
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A whole set as handed in or shown to staff. `day` is the day of its last change.

    `admitted` is the day on which the candidate's years began, `clock_start` what began them.
    A set by course has a `course`, its certificate as the only line of `certificates`, and no
    chapters. `thread` are the comments of earlier rounds, which the web page alone shows.
    """

    program: str
    program_version: str
    set_id: str
    set_title: str
    required: bool
    candidate: str
    kind: PackageKind
    copy: int
    day: date
    admitted: date
    statement: Statement = Statement()
    chapters: tuple[Chapter, ...] = ()
    course: CourseRecord | None = None
    certificates: tuple[EvidenceLine, ...] = ()
    thread: tuple[Thread, ...] = ()
    clock_start: ClockStart = ClockStart.ADMISSION
    route: Route = Route.PORTFOLIO
