"""What was seen of a file: its size and fingerprint, its text, and whether it opens."""

from dataclasses import replace
from enum import StrEnum

from lssc_desktop.core.text.richtext import READ_ONLY, RichText, with_introduction
from lssc_desktop.values import dataclass

DOCUMENT_MISSING = "missing"
"""The `fault` of a document that portfolio.json names and that is not in the folder."""

CLOSED = "closed"
"""The kind of a `RefusedFile` that is a folder which cannot be looked into."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it lies in the folder. `path` is relative to it and uses `/`.

    `sha256` is "" when the file could not be read.
    """

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """Something in the folder that cannot be evidence.

    `kind` is "link", "device", "pipe" or "socket"; "unreadable" for a file that cannot be read,
    "closed" for a folder that cannot be looked into; "name" for what has a name that portfolio.json
    cannot hold.
    """

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A Word file that was read.

    `beyond` names what it holds that a response cannot say (`table`, `picture`, `comment`,
    `tracked-change`, ...). `fault` is not empty when the file could not be read. `locked` says
    that Word has it open, `cut` that the text goes on, `introduction_style` that the file has a
    way to mark an introduction. `undescribed` counts the pictures without an alternative text.
    """

    path: str
    text: RichText = RichText()
    beyond: tuple[str, ...] = ()
    fault: str = ""
    locked: bool = False
    cut: bool = False
    introduction_style: bool = True
    undescribed: int = 0

    @property
    def is_read_only(self) -> bool:
        """Whether the file is shown and not edited here, whoever has it open."""
        return bool(self.fault or self.cut) or any(code in READ_ONLY for code in self.beyond)


def as_response(document: SeenDocument) -> SeenDocument:
    """Return a document as a response: its first paragraph is the introduction.

    That holds for a file that has no way to mark one, and begins with body text: a blank paragraph
    at its beginning is the file's, and stays.
    """
    paragraphs = document.text.paragraphs
    if document.introduction_style or not paragraphs or not paragraphs[0].text.strip():
        return document
    return replace(document, text=with_introduction(document.text))


class Opened(StrEnum):
    """What came of opening a file. `NOT_TRIED` is for kinds that we do not look into."""

    OPENED = "opened"
    NOT_TRIED = "not-tried"
    DAMAGED = "damaged"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of a fault
    WRONG_KIND = "wrong-kind"
    TOO_SLOW = "too-slow"
    STOPPED = "stopped"


GAVE_UP = (Opened.TOO_SLOW, Opened.STOPPED)
"""We gave up opening it, for now: it took too long, or ended what opens files (out of memory)."""

NOBODY_OPENS = (Opened.DAMAGED, Opened.EMPTY, Opened.PASSWORD, Opened.WRONG_KIND)

_CERTAIN = (Opened.EMPTY, Opened.PASSWORD, Opened.WRONG_KIND)
_WELL_KNOWN = (
    *(".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"),
    *(".doc", ".xls", ".ppt", ".msg", ".heic", ".mp4", ".m4v", ".mov"),
)
"""Kinds of which every program reads the same files: one that we find damaged is damaged. Of the
others, such as .tif, programs open what we cannot."""


def is_certain(path: str, state: Opened) -> bool:
    """Whether nobody can open a file that did not open here: of rare kinds others may know more."""
    return state in _CERTAIN or path.casefold().endswith(_WELL_KNOWN)


class Barrier(StrEnum):
    """Why many computers cannot open a file that is whole.

    A `SHORTCUT` holds nothing but where something lies on one computer, or in one account.
    """

    APPLE_PICTURE = "apple-picture"
    APPLE_DOCUMENT = "apple-document"
    OUTLOOK = "outlook"
    MAILBOX = "mailbox"
    MACROS = "macros"
    PROGRAM = "program"
    HELP_FILE = "help-file"
    SHORTCUT = "shortcut"
    WEB_LINK = "web-link"
    ARCHIVE = "archive"
    PICTURE_FORMAT = "picture-format"
    RARE = "rare"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file that was opened, or was not because of its kind; `barrier` says who cannot open it."""

    path: str
    sha256: str
    state: Opened
    barrier: Barrier | None = None

    @property
    def trouble(self) -> Opened | Barrier | None:
        """Why readers cannot open it, None when there is no reason that we know of."""
        return self.state if self.state in NOBODY_OPENS else self.barrier

    @property
    def is_lost(self) -> bool:
        """Whether surely nobody can open it."""
        if self.state in NOBODY_OPENS:
            return is_certain(self.path, self.state)
        return self.barrier is Barrier.SHORTCUT
