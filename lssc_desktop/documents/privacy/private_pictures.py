"""Private data in photographs and scans: metadata, and words that a reader of print finds.

Words in pictures are read by Tesseract where the computer has it. It runs in the preview helper
only, and is never trusted: it gets gray pixels, and what it says is text.
"""

import re
import struct
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
    Rectangle,
)
from lssc_desktop.core.privacy.scan_order import TextRules, TextUnit
from lssc_desktop.disk.memory_limit import unlimited
from lssc_desktop.disk.processes import find_tesseract
from lssc_desktop.documents.images import (
    PictureUnreadable,
    page_pixels,
    picture_facts,
    picture_metadata,
)
from lssc_desktop.documents.privacy.private_words import (
    PlacedUnit,
    find_in_units,
    is_somebody,
    noted,
    nothing_to_read,
)
from lssc_desktop.values import dataclass

_MOST_PAGES = 20
_LONGEST_SIDE = 2_600  # pixels: letters of a page at 200 dots an inch are read well
_SECONDS = 30


def find_in_picture(
    file: BinaryIO, rules: TextRules, *, reads_print: bool
) -> Iterator[PrivacyFinding]:
    """Yield all private data in a picture, with `reads_print` also what is written on it.

    Raises `PictureUnreadable`.
    """
    yield from _metadata(file, PrivatePlace(PlaceUnit.FILE), rules)
    file.seek(0)
    facts = picture_facts(file)
    if not reads_print or find_reader() is None:
        yield nothing_to_read(PrivatePlace(PlaceUnit.FILE))
        return
    for page in range(min(facts.pages, _MOST_PAGES)):
        file.seek(0)
        width, height, pixels = page_pixels(file, page, _LONGEST_SIDE)
        scale = max(facts.width, facts.height) / max(width, height, 1)
        place = PrivatePlace(PlaceUnit.PAGE, page + 1)
        units = read_print(pixels, (width, height), scale, place)
        yield from find_in_units(units, rules)


def find_in_embedded_picture(
    file: BinaryIO, place: PrivatePlace, rules: TextRules
) -> Iterator[PrivacyFinding]:
    """Yield what the metadata of a picture within a document say; nothing of a damaged one."""
    try:
        yield from list(_metadata(file, place, rules))
    except PictureUnreadable:
        return


def _metadata(file: BinaryIO, place: PrivatePlace, rules: TextRules) -> Iterator[PrivacyFinding]:
    about = picture_metadata(file)
    if about.position:
        yield noted(PrivacyKind.PHOTO_POSITION, place, about.position, Reason.METADATA)
    for field, said in about.owners:
        if is_somebody(said, rules):
            kept = PrivatePlace(place.unit, place.number, place.part, field)
            yield noted(PrivacyKind.CAMERA_OWNER, kept, said, Reason.METADATA)
    if about.hides_another:
        yield noted(PrivacyKind.THUMBNAIL, place)


# Films ------------------------------------------------------------------------------------------

_MOST_OF_INDEX = 64 << 20  # bytes
_PLACE = re.compile(rb"[+-]\d{2}(?:\.\d+)?[+-]\d{3}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?/")
_PLACE_OF_PHONE = re.compile(rb"loci\0{4}..[^\0]*\0.(.{8})", re.DOTALL)
_SIXTEENTH = 1 << 16


def find_in_film(file: BinaryIO) -> Iterator[PrivacyFinding]:
    """Yield where a film was taken, as phones note it (ISO 6709, 3GPP TS 26.244), and to look."""
    index = _index_of_film(file)
    said = [found[0].decode("ascii") for found in _PLACE.finditer(index)]
    for found in _PLACE_OF_PHONE.finditer(index):
        east, north = (each / _SIXTEENTH for each in struct.unpack(">ii", found[1]))
        said.append(f"{north:.4f}, {east:.4f}")
    place = PrivatePlace(PlaceUnit.FILE)
    for each in dict.fromkeys(said):
        yield noted(PrivacyKind.PHOTO_POSITION, place, each.strip("/"), Reason.METADATA)
    yield nothing_to_read(place)


def _index_of_film(file: BinaryIO) -> bytes:
    """Return the part of a film that is about it, which stands before or behind its pictures."""
    end = file.seek(0, 2)
    start = 0
    while start + 8 <= end:
        file.seek(start)
        head = file.read(16)
        size, kind = struct.unpack(">I4s", head[:8])
        if size == 1 and len(head) == 16:  # noqa: PLR2004  it is said behind that
            size = struct.unpack(">Q", head[8:])[0]
        size = size or end - start
        if size < 8:  # noqa: PLR2004  less than its head
            break
        if kind in (b"moov", b"uuid", b"meta"):
            file.seek(start)
            return file.read(min(size, _MOST_OF_INDEX))
        start += size
    return b""


# Print ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrintReader:
    """Tesseract as this computer has it, with the languages that it reads."""

    program: Path
    languages: tuple[str, ...]


@cache
def find_reader() -> PrintReader | None:
    """Return Tesseract, None where the computer has none; it is looked for once in a process."""
    program = find_tesseract()
    if program is None:
        return None
    said = _run([program, "--list-langs"], b"").decode("utf-8", "replace").splitlines()
    offered = {line.strip() for line in said[1:]}
    wanted = tuple(language for language in ("eng", "spa") if language in offered)
    return PrintReader(program, wanted) if wanted else None


def _run(command: Sequence[str | Path], data: bytes) -> bytes:
    """Return what a program says; nothing where it fails or takes too long."""
    try:
        with unlimited():
            done = subprocess.run(  # noqa: S603  by its whole path
                [str(part) for part in command],
                input=data,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={"OMP_THREAD_LIMIT": "1", "LC_ALL": "C", "PATH": ""},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout


def read_print(
    pixels: bytes, size: tuple[int, int], scale: float, place: PrivatePlace
) -> list[PlacedUnit]:
    """Return the lines of print on a picture (blue, green, red, unused), with their places.

    `scale` makes pixels of it into units of the page.
    """
    return [_line(words, place) for words in lines_of_print(pixels[1::4], size, scale)]


def lines_of_print(
    gray: bytes, size: tuple[int, int], scale: float
) -> list[list[tuple[str, Rectangle]]]:
    """Return the words in each line of print on a gray picture; `scale` is that of their places."""
    reader = find_reader()
    if reader is None:
        return []
    gray = b"P5 %d %d 255\n" % size + gray
    command = (reader.program, "-", "-", "-l", "+".join(reader.languages), "tsv")
    said = _run(command, gray).decode("utf-8", "replace")
    lines: dict[tuple[str, ...], list[tuple[str, Rectangle]]] = {}
    for row in said.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[11].strip() and float(cells[10]) > _LEAST_SURE:
            box = Rectangle(*(int(cell) * scale for cell in cells[6:10]))
            lines.setdefault(tuple(cells[1:5]), []).append((cells[11].strip(), box))
    return list(lines.values())


_COLUMNS, _LEAST_SURE = 12, 30.0


def _line(words: Sequence[tuple[str, Rectangle]], place: PrivatePlace) -> PlacedUnit:
    text = " ".join(word for word, _box in words)

    def boxes(start: int, end: int) -> tuple[Rectangle, ...]:
        at, found = 0, []
        for word, box in words:
            if at < end and start < at + len(word):
                found.append(box)
            at += len(word) + 1
        return (around(found),) if found else ()

    return PlacedUnit(TextUnit(text), place, boxes)


def around(boxes: Sequence[Rectangle]) -> Rectangle:
    """Return the rectangle around all of these."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Rectangle(left, top, right - left, bottom - top)
