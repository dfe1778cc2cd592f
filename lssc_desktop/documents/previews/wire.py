"""Values of a preview, and the frames in which the program and its helper exchange them.

A frame is two lengths, some words in JSON, and bytes. What comes from the helper is not trusted: a
hostile file may have taken it over.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, NamedTuple

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.seen import Barrier
from lssc_desktop.core.privacy.clean_copy import Cleaned, CleanOrder, Region, Removal
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
    Rectangle,
)
from lssc_desktop.core.text.extract import (
    Extract,
    characters,
    document_data,
    document_from,
    extract_data,
    extract_from,
)
from lssc_desktop.core.text.printed import PrintedText, all_paragraphs
from lssc_desktop.core.text.richtext import RichText, normalized
from lssc_desktop.core.text.text import from_data, to_data

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

_LONGEST_NAME = 1_000
_MOST_BOXES = 20
"""Of one occurrence."""

_LENGTHS = Struct(">II")
_MOST_WORDS = 16 << 20
MOST_BYTES = 100_000_000
_LONGEST_SIDE = 20_000  # pixels or points of a side
_BYTES_OF_PIXEL = 4


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
    `blocks` begins again with each call; it is not asked for where there is a `path`.
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
class PageBox:
    """A rectangle on a page, in points from the top left corner of the page as it is shown."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Sought words on a page (from 0): a box for each line on which they stand."""

    page: int
    boxes: tuple[PageBox, ...]


@dataclass(frozen=True, slots=True)
class Occurrences:
    """What was found of sought words; `following` is the page to go on with, None at the end."""

    found: tuple[Occurrence, ...] = ()
    following: int | None = None


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

    pages: tuple[PageSize, ...] = ()
    total: int = 0
    text: RichText | None = None
    beyond: tuple[str, ...] = ()
    cut: bool = False
    converted: bool = False
    sheets: int = 0
    extract: Extract | None = None
    document: PrintedText | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of opening a file to its end; not `opened` is one of a kind not looked into."""

    opened: bool
    barrier: Barrier | None = None


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture of a page: four bytes for each pixel (blue, green, red, unused), row after row."""

    width: int
    height: int
    data: bytes


# Frames -----------------------------------------------------------------------------------------


class Broken(Exception):
    """What came is no frame, or says what cannot be."""


class WireMessage(NamedTuple):
    """One message."""

    words: dict[str, Any]
    data: bytes = b""


def send(stream: BinaryIO, words: Mapping[str, object], data: bytes | memoryview = b"") -> None:
    """Write one frame."""
    said = json.dumps(words).encode()
    stream.write(_LENGTHS.pack(len(said), len(data)))
    stream.write(said)
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> WireMessage | None:
    """Read one frame; None where the other side has ended. Raises `Broken`."""
    head = _exactly(stream, _LENGTHS.size)
    if not head:
        return None
    of_words, of_data = _LENGTHS.unpack(head)
    if of_words > _MOST_WORDS or of_data > MOST_BYTES:
        raise Broken
    said = _exactly(stream, of_words)
    data = _exactly(stream, of_data)
    if len(data) != of_data:
        raise Broken
    try:
        words = json.loads(said)
    except (ValueError, RecursionError) as error:
        raise Broken from error
    if not isinstance(words, dict):
        raise Broken
    return WireMessage(words, data)


def encode_inspection(looked: Inspection) -> dict[str, object]:
    """Return what was seen of a file as words of a frame."""
    return {
        "pages": [[page.width, page.height] for page in looked.pages],
        "total": looked.total,
        "text": None if looked.text is None else to_data(looked.text.paragraphs),
        "beyond": list(looked.beyond),
        "cut": looked.cut,
        "converted": looked.converted,
        "extract": None if looked.extract is None else extract_data(looked.extract),
        "document": None if looked.document is None else document_data(looked.document),
    }


def decode_inspection(frame: WireMessage) -> Inspection:
    """Return what a frame says of a file. Raises `Broken`."""
    words = frame.words
    try:
        text, extract, document = words["text"], words["extract"], words.get("document")
        looked = Inspection(
            pages=tuple(_size(*page) for page in words["pages"][:MOST_PAGES]),
            total=max(int(words["total"]), 0),
            text=None if text is None else _text_from(text),
            beyond=tuple(str(name) for name in words["beyond"]),
            cut=bool(words["cut"]),
            converted=bool(words["converted"]),
            extract=None if extract is None else _extract_from(extract),
            document=None if document is None else _document_from(document),
        )
    except (LookupError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise Broken from error
    if not looked.pages and looked.text is None and looked.extract is None:
        raise Broken
    return looked


def encode_occurrences(seen: Occurrences) -> dict[str, object]:
    """Return where sought words were found as words of a frame."""
    found = [
        [each.page, [[box.x, box.y, box.width, box.height] for box in each.boxes]]
        for each in seen.found
    ]
    return {"found": found, "following": seen.following}


def decode_occurrences(frame: WireMessage) -> Occurrences:
    """Return where a frame says that sought words are. Raises `Broken`."""
    words = frame.words
    try:
        found = tuple(
            Occurrence(_page_number(page), tuple(_box(*box) for box in boxes[:_MOST_BOXES]))
            for page, boxes in words["found"][:MOST_OCCURRENCES]
        )
        following = words["following"]
        return Occurrences(found, None if following is None else _page_number(following))
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise Broken from error


def encode_private(found: Iterable[PrivacyFinding]) -> dict[str, object]:
    """Return private data that was found as words of a frame; they are never written anywhere."""
    return {
        "found": [
            [
                *(each.kind, each.found, each.reason, each.place.unit, each.place.number),
                *(each.place.part, each.place.cell, each.place.start, each.place.end),
                [[box.x, box.y, box.width, box.height] for box in each.place.boxes],
            ]
            for each in found
        ]
    }


def decode_private(frame: WireMessage) -> tuple[PrivacyFinding, ...]:
    """Return the private data that a frame says was found. Raises `Broken`."""
    try:
        return tuple(_private(*row) for row in frame.words["found"][:MOST_PRIVATE])
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise Broken from error


def _private(*said: Any) -> PrivacyFinding:  # noqa: ANN401 - whatever the helper says
    kind, found, reason, unit, number, part, cell, start, end, boxes = said
    place = PrivatePlace(
        PlaceUnit(unit),
        _counted(number),
        str(part)[:_LONGEST_NAME],
        str(cell)[:_LONGEST_NAME],
        _counted(start),
        _counted(end),
        tuple(
            Rectangle(each.x, each.y, each.width, each.height)
            for each in (_box(*box) for box in boxes[:_MOST_BOXES])
        ),
    )
    return PrivacyFinding(PrivacyKind(kind), place, str(found)[:_LONGEST_NAME], Reason(reason))


def _counted(said: object) -> int:
    number = int(str(said))
    if number < 0:
        raise ValueError
    return number


def encode_trial(trial: Trial) -> dict[str, object]:
    """Return what came of opening a file as words of a frame."""
    return {"opened": trial.opened, "barrier": trial.barrier}


def decode_trial(frame: WireMessage) -> Trial:
    """Return what came of opening a file. Raises `Broken`."""
    barrier = frame.words.get("barrier")
    try:
        known = None if barrier is None else Barrier(barrier)
    except ValueError as error:
        raise Broken from error
    return Trial(frame.words.get("opened") is True, known)


def encode_order(order: CleanOrder) -> dict[str, object]:
    """Return what a clean copy has to leave out as words of a frame."""
    return {
        "texts": list(order.texts),
        "regions": [
            [each.page, each.part, each.box.x, each.box.y, each.box.width, each.box.height]
            for each in order.regions
        ],
        "cells": [list(each) for each in order.cells],
    }


def decode_order(words: Mapping[str, Any]) -> CleanOrder:
    """Return what a clean copy has to leave out; it comes from the program, which is trusted."""
    regions = (
        Region(page, Rectangle(x, y, width, height), part)
        for page, part, x, y, width, height in words["regions"]
    )
    cells = tuple((sheet, cell) for sheet, cell in words["cells"])
    return CleanOrder(tuple(words["texts"]), tuple(regions), cells)


def encode_cleaned(made: Cleaned) -> dict[str, object]:
    """Return what a clean copy left out as words of a frame; its bytes go beside them."""
    return {"removed": [[removal.value, count] for removal, count in made.removed if count]}


def decode_cleaned(frame: WireMessage) -> Cleaned:
    """Return the clean copy in a frame. Raises `Broken`."""
    try:
        removed = tuple(
            (Removal(removal), min(max(int(count), 0), _MOST_REMOVED))
            for removal, count in frame.words["removed"][: len(Removal)]
        )
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise Broken from error
    if not frame.data:
        raise Broken
    return Cleaned(frame.data, removed)


_MOST_REMOVED = 1_000_000


def decode_pixels(frame: WireMessage) -> Pixels:
    """Return the picture in a frame. Raises `Broken`."""
    width, height = frame.words.get("width"), frame.words.get("height")
    if not isinstance(width, int) or not isinstance(height, int):
        raise Broken
    if not (0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE):
        raise Broken
    if len(frame.data) != width * height * _BYTES_OF_PIXEL:
        raise Broken
    return Pixels(width, height, frame.data)


def _exactly(stream: BinaryIO, count: int) -> bytes:
    """Read `count` bytes; none at all where the stream has ended in front of them."""
    got = bytearray()
    while len(got) < count:
        more = stream.read(count - len(got))
        if not more:
            if got:
                raise Broken
            return b""
        got += more
    return bytes(got)


def _size(width: object, height: object) -> PageSize:
    sides = [float(str(side)) for side in (width, height)]
    if not all(0 < side <= _LONGEST_SIDE for side in sides):
        raise ValueError
    return PageSize(*sides)


def _page_number(said: object) -> int:
    number = int(str(said))
    if not 0 <= number < MOST_PAGES:
        raise ValueError
    return number


def _box(x: object, y: object, width: object, height: object) -> PageBox:
    sides = [float(str(side)) for side in (x, y, width, height)]
    if not all(-_LONGEST_SIDE <= side <= _LONGEST_SIDE for side in sides):  # a nan is not, either
        raise ValueError
    return PageBox(*sides)


def _text_from(words: object) -> RichText:
    text = RichText(from_data(words))
    if sum(len(paragraph.text) + 1 for paragraph in text.paragraphs) > MOST_CHARACTERS:
        raise ValueError
    return normalized(text)


def _document_from(words: object) -> PrintedText:
    document = document_from(words)
    if sum(len(each.paragraph.text) + 1 for each in all_paragraphs(document)) > 2 * MOST_CHARACTERS:
        raise ValueError
    return document


def _extract_from(words: object) -> Extract:
    extract = extract_from(words)
    if characters(extract) > MOST_CHARACTERS * 2:
        raise ValueError
    return extract


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
