"""Values of a preview, and what the program believes of them when they come from its helper."""

import math
from collections.abc import Callable, Iterator
from dataclasses import astuple, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.seen import Barrier
from lssc_desktop.core.plain import LARGEST, STAYS, First, Within
from lssc_desktop.core.privacy.clean_copy import CleanOrder, Way
from lssc_desktop.core.privacy.private_data import PrivacyFinding
from lssc_desktop.core.text.extract import (
    Extract,
    characters,
    in_words_and_pictures,
    sound_document,
    sound_extract,
)
from lssc_desktop.core.text.printed import PrintedText, all_paragraphs
from lssc_desktop.core.text.richtext import RichText, normalized
from lssc_desktop.disk.helpers import Broken, WireMessage, given, giving
from lssc_desktop.values import dataclass

MOST_PAGES = 2_000
"""Pages of one file that are ever shown."""

MOST_CHARACTERS = 200_000
"""Characters of a text that are ever shown."""

MOST_STREAMED = 256 << 20
"""Bytes of a file that comes in pieces."""

MOST_OCCURRENCES = 1_000
"""Of sought words in one file, that are ever marked."""

MOST_PRIVATE = 2_000
"""Pieces of private data in one file, that are ever shown."""

_MOST_BOXES = 20  # of one occurrence
_LONGEST_SIDE = 20_000  # pixels or points of a side
_BYTES_OF_PIXEL = 4

type _Place = Annotated[float, Within(-_LONGEST_SIDE, _LONGEST_SIDE)]
type _Side = Annotated[float, Within(math.ulp(0.0), _LONGEST_SIDE)]
type _PixelSide = Annotated[int, Within(1, _LONGEST_SIDE)]
type _PageNumber = Annotated[int, Within(0, MOST_PAGES - 1)]


# Values -----------------------------------------------------------------------------------------


class PreviewFault(StrEnum):
    """Why there is no preview."""

    KIND = "kind"
    NO_OFFICE = "no-office"
    DAMAGED = "damaged"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of a fault
    WRONG_KIND = "wrong-kind"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_SLOW = "too-slow"
    STOPPED = "stopped"
    MISSING = "missing"


class PreviewFailed(LsscError):
    """There is no preview of the file called `name`; nothing else has come to harm."""

    name: str
    fault: PreviewFault


@dataclass(frozen=True, slots=True)
class Source:
    """A file to look into: one on disk, or one that comes in pieces, as from a package.

    `key` stands for the content: what was seen of one is taken for every other of that key. So it
    must not be what a stranger says that the content is.
    `blocks` begins again with each call; it is not asked for where there is a `path`.
    """

    name: str
    key: str
    path: Path | None = None
    blocks: Callable[[], Iterator[bytes | memoryview]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page in points (72 to an inch)."""

    width: _Side
    height: _Side


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page, in points from the top left corner of the page as it is shown."""

    x: _Place
    y: _Place
    width: _Place
    height: _Place


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Sought words on a page (from 0): a box for each line on which they stand."""

    page: _PageNumber
    boxes: Annotated[tuple[PageBox, ...], First(_MOST_BOXES)]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What was found of sought words; `following` is the page to go on with, None at the end."""

    found: Annotated[tuple[Occurrence, ...], First(MOST_OCCURRENCES)] = ()
    following: _PageNumber | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file has to show: pages that can be asked for, a text to be laid out, or both.

    `total` counts all its pages, of which `pages` are those that can be shown. Beside a `text`
    they are the pictures in the document; whoever lays the text out puts its `sheets` before
    them. An `extract` is laid out in the place of a text; beside pages it is about them, and has
    no sheets. `beyond` names what a Word file holds that its text cannot say. `cut`:
    the text goes on. `converted`: another program made the pages. `document` is a Word file with
    its tables and pictures in their places, laid out in the place of its text; `Viewer.picture`
    has the pixels.
    """

    pages: Annotated[tuple[PageSize, ...], First(MOST_PAGES)] = ()
    total: Annotated[int, Within(0, LARGEST)] = 0
    text: RichText | None = None
    beyond: tuple[str, ...] = ()
    cut: bool = False
    converted: bool = False
    extract: Extract | None = None
    document: PrintedText | None = None
    sheets: int = field(default=0, metadata=STAYS)


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of opening a file to its end; not `opened` is one of a kind not looked into."""

    opened: bool
    barrier: Barrier | None = None


COPY, WORDS, PICTURES = "copy", "words.txt", "pictures.pdf"
"""What is in the folder of a clean copy: the copy itself (its name ends as its kind does), every
word in it, and every picture of a copy that has words of its own."""


@dataclass(frozen=True, slots=True)
class CleanWish:
    """How a clean copy is made, and in which folder; its title and language are in it too."""

    order: CleanOrder
    way: Way
    folder: Path
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of a page: four bytes for each pixel (blue, green, red, unused), row after row."""

    width: _PixelSide
    height: _PixelSide
    data: bytes


# In frames --------------------------------------------------------------------------------------


def giving_inspection(looked: Inspection) -> WireMessage:
    """Return a frame that gives what was seen of a file."""
    if looked.document is not None:
        looked = replace(looked, document=in_words_and_pictures(looked.document))
    return giving(looked)


def given_inspection(frame: WireMessage) -> Inspection:
    """Return what a frame says of a file. Raises `Broken`."""
    looked = given(Inspection, frame)
    text, extract, document = looked.text, looked.extract, looked.document
    if not looked.pages and text is None and extract is None:
        raise Broken
    try:
        looked = replace(
            looked,
            text=None if text is None else normalized(text),
            extract=None if extract is None else sound_extract(extract),
            document=None if document is None else sound_document(document),
        )
    except ValueError as error:
        raise Broken from error
    long = (
        2 * sum(len(paragraph.text) + 1 for paragraph in text.paragraphs) if text else 0,
        characters(extract) if extract else 0,
        sum(len(each.paragraph.text) + 1 for each in all_paragraphs(document)) if document else 0,
    )
    if max(long) > 2 * MOST_CHARACTERS:
        raise Broken
    return looked


def given_private(frame: WireMessage) -> tuple[PrivacyFinding, ...]:
    """Return the private data that a frame says was found. Raises `Broken`."""
    found = given(tuple[PrivacyFinding, ...], frame)[:MOST_PRIVATE]
    sides = (side for each in found for box in each.place.boxes for side in astuple(box))
    if any(abs(side) > _LONGEST_SIDE for side in sides):
        raise Broken
    return found


def given_pixels(frame: WireMessage) -> Pixels:
    """Return the picture in a frame. Raises `Broken`."""
    pixels = given(Pixels, frame)
    if len(pixels.data) != pixels.width * pixels.height * _BYTES_OF_PIXEL:
        raise Broken
    return pixels


# Viewers in the helper --------------------------------------------------------------------------

MOST_PIXELS = 16_000_000
"""Pixels of one picture of a page."""


class Unviewable(Exception):
    """A file cannot be shown; `fault` says why."""

    def __init__(self, fault: PreviewFault) -> None:
        super().__init__(fault)
        self.fault = fault


def scale_into(size: tuple[float, float], room: tuple[int, int]) -> float:
    """Return how many pixels a unit of `size` takes, so that all of it fits into `room`."""
    (width, height), (across, down) = size, room
    scale = min(across / width, down / height)
    most = math.sqrt(MOST_PIXELS / (width * height))
    return min(scale, most)
