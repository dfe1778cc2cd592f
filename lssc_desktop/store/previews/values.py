"""What a preview is made of, and why there may be none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.richtext import RichText

MOST_PAGES = 2_000
"""Pages of one file that are ever shown."""

MOST_CHARACTERS = 200_000
"""Characters of a text that are ever shown."""


OFFICE_ENDINGS = (".doc", ".odt", ".rtf", ".ppt", ".pptx", ".odp")
"""Files of which LibreOffice makes the pages, where it is installed."""


class PreviewFault(StrEnum):
    """Why there is no preview."""

    KIND = "kind"
    NO_OFFICE = "no-office"
    DAMAGED = "damaged"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of a fault
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    STOPPED = "stopped"
    MISSING = "missing"


@dataclass(eq=False)
class PreviewFailed(LsscError):
    """There is no preview of the file called `name`; nothing else has come to harm."""

    name: str
    fault: PreviewFault


@dataclass(frozen=True, slots=True)
class Source:
    """A file to look into: one on disk, or one that comes in pieces, as from a package.

    `key` stands for the content: what was seen of one is taken for every other of that key. So it
    must not be what a stranger says that the content is.
    `blocks` begins anew with each call; it is not asked for where there is a `path`.
    """

    name: str
    key: str
    path: Path | None = None
    blocks: Callable[[], Iterator[bytes | memoryview]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page in points (72 to an inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file has to show: pages that can be asked for, a text to be laid out, or both.

    `total` counts all its pages, of which `pages` are those that can be shown. Beside a `text`
    they are the pictures in the document; whoever lays the text out puts its `sheets` before
    them. `beyond` names what a Word file holds that its text cannot say (`core.beyond`). `cut`:
    the text goes on. `converted`: another program made the pages.
    """

    pages: tuple[PageSize, ...] = ()
    total: int = 0
    text: RichText | None = None
    beyond: tuple[str, ...] = ()
    cut: bool = False
    converted: bool = False
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of a page: four bytes for each pixel (blue, green, red, unused), row after row."""

    width: int
    height: int
    data: bytes
