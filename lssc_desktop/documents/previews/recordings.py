"""Recordings: how long a sound or a film is, what it calls itself, and a picture out of a film.

They are read in the helper only. The picture is taken by FFmpeg where it is installed, and so is
the length of a film that does not say it; FFmpeg gets the file as it lies there, may fetch
nothing, and is ended after some seconds.
"""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Self

from lssc_desktop.core.text.extract import Extract, Fact, FactKind
from lssc_desktop.disk.disk import is_file
from lssc_desktop.disk.processes import find_program
from lssc_desktop.documents.images import PictureUnreadable, page_pixels, picture_facts
from lssc_desktop.documents.previews.wire import (
    Inspection,
    PageSize,
    Pixels,
    PreviewFault,
    Unviewable,
    scale_into,
)
from lssc_desktop.values import dataclass

_POINTS_OF_PIXEL = 72 / 96
_MOST_SECONDS = 60 * 60 * 24 * 30
_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a recording says of itself; 0 and "" for what it does not say."""

    seconds: float = 0.0
    width: int = 0
    height: int = 0
    title: str = ""
    artist: str = ""


# What it says -----------------------------------------------------------------------------------


def sound(file: BinaryIO) -> Inspection:
    """Return how long a sound is, and what it calls itself. Raises `Unviewable`."""
    return Inspection(extract=_extract(_facts(file)))


def film(file: BinaryIO) -> Inspection:
    """Return how long a film is, with the picture in it that `film_picture` shows."""
    facts = _facts(file)
    with _Film(file) as opened:
        facts = facts if facts.seconds else replace(facts, seconds=opened.seconds())
        picture = opened.picture(facts.seconds)
    if not picture:
        return Inspection(extract=_extract(facts))
    width, height = picture_size(picture)
    page = PageSize(width * _POINTS_OF_PIXEL, height * _POINTS_OF_PIXEL)
    return Inspection((page,), 1, extract=Extract(_told(facts)))


def _extract(facts: _Facts) -> Extract:
    found = _told(facts)
    if not found:
        raise Unviewable(PreviewFault.KIND)
    return Extract(found)


def _told(facts: _Facts) -> tuple[Fact, ...]:
    told = (
        (FactKind.TITLE, (facts.title,)),
        (FactKind.ARTIST, (facts.artist,)),
        (FactKind.LENGTH, (str(max(1, round(facts.seconds))),) if facts.seconds else ("",)),
        (FactKind.PICTURE_SIZE, (str(facts.width or ""), str(facts.height or ""))),
    )
    return tuple(Fact(kind, values) for kind, values in told if all(values))


def _facts(file: BinaryIO) -> _Facts:
    reader = _READERS.get(_container(file))
    return _of_sound(file) if reader is None else reader(file)


_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def _container(file: BinaryIO) -> str:
    """Return what FFmpeg calls the kind of film that a file is, by how it begins; "" for none."""
    file.seek(0)
    start = file.read(12)
    file.seek(0)
    if start.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if start[4:8] in _BOXES:
        return "mov"
    if start.startswith(b"RIFF") and start[8:12] == b"AVI ":
        return "avi"
    if start.startswith(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"):
        return "asf"
    return "mpeg" if start.startswith((b"\0\0\1\xba", b"\0\0\1\xb3")) else ""


def _of_mpeg(_file: BinaryIO) -> _Facts:
    return _Facts()  # its length stands nowhere: one has to play it


def _of_sound(file: BinaryIO) -> _Facts:
    from tinytag import TinyTag, TinyTagException, UnsupportedFormatError

    try:
        tag = TinyTag.get(file_obj=file)
    except UnsupportedFormatError as error:
        raise Unviewable(PreviewFault.KIND) from error
    except (
        TinyTagException,
        ValueError,
        ArithmeticError,
        LookupError,
        TypeError,
        OSError,
    ) as error:
        raise Unviewable(PreviewFault.DAMAGED) from error
    return _Facts(_sane(tag.duration), title=_words(tag.title), artist=_words(tag.artist))


def _sane(seconds: float | None) -> float:
    return seconds if seconds is not None and 0 < seconds < _MOST_SECONDS else 0.0


def _words(told: str | None) -> str:
    return " ".join((told or "").split())[:_LONGEST_WORDS]


# Films of MP4 and QuickTime (ISO 14496-12) ------------------------------------------------------

_INSIDE = (b"moov", b"trak", b"udta")
_MOST_BOXES = 10_000
_DEEPEST = 4


def _of_boxes(file: BinaryIO) -> _Facts:
    end = file.seek(0, io.SEEK_END)
    seconds, sizes = 0.0, [(0, 0)]
    kinds = set()
    for kind, content in _boxes(file, 0, end, 0):
        kinds.add(kind)
        if kind == b"mvhd":
            seconds = _duration(content)
        elif kind == b"tkhd" and len(content) >= 84:  # noqa: PLR2004  a track of version 0
            sizes.append(_shown_size(content))
    if b"moov" not in kinds:  # it was cut off before what says where everything is
        raise Unviewable(PreviewFault.DAMAGED)
    width, height = max(sizes)
    return _Facts(_sane(seconds), width, height)


def _boxes(file: BinaryIO, at: int, end: int, depth: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the small boxes of a file that say something about it, and what they lie in."""
    for _count in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if at + 8 > end or len(head) < 8:  # noqa: PLR2004  a size and a name
            return
        size, kind = int.from_bytes(head[:4]), head[4:8]
        begin = at + 8
        if size == 1:
            size, begin = int.from_bytes(head[8:16]), at + 16
        elif size == 0:
            size = end - at
        if size < 8:  # noqa: PLR2004
            return
        if kind in _INSIDE and depth < _DEEPEST:
            yield kind, b""
            yield from _boxes(file, begin, min(at + size, end), depth + 1)
        elif kind in {b"mvhd", b"tkhd"}:
            file.seek(begin)
            yield kind, file.read(min(size, 256))[: size - (begin - at)]
        at += size


def _shown_size(content: bytes) -> tuple[int, int]:
    """Return the width and height of a track as it is shown: a phone held upright turns it."""
    across, down = (int.from_bytes(content[at : at + 4]) for at in (-44, -40))
    width, height = (int.from_bytes(content[at:][:4]) >> 16 for at in (-8, -4))
    return (height, width) if down and not across else (width, height)


def _duration(content: bytes) -> float:
    """Return the seconds that a movie header tells; version 1 has numbers of eight bytes."""
    wide = content[:1] == b"\x01"
    at, length = (20, 8) if wide else (12, 4)
    scale = int.from_bytes(content[at : at + 4])
    ticks = int.from_bytes(content[at + 4 : at + 4 + length])
    return ticks / scale if scale and ticks != (1 << 8 * length) - 1 else 0.0


# Films of AVI and Matroska ----------------------------------------------------------------------


def _of_avi(file: BinaryIO) -> _Facts:
    data = file.read(4096)
    at = data.find(b"avih")
    if at < 0 or len(data) < at + 48:
        raise Unviewable(PreviewFault.DAMAGED)
    numbers = [int.from_bytes(data[at + 8 + 4 * i : at + 12 + 4 * i], "little") for i in range(10)]
    return _Facts(_sane(numbers[0] * numbers[4] / 1e6), numbers[8], numbers[9])


_SEGMENT, _INFO, _TRACKS, _TRACK, _PICTURE = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0
_SCALE, _LENGTH, _TITLE, _WIDTH, _HEIGHT = 0x2AD7B1, 0x4489, 0x7BA9, 0xB0, 0xBA
_MATROSKA_INSIDE = (_SEGMENT, _INFO, _TRACKS, _TRACK, _PICTURE)
_UNKNOWN_SIZE = 1 << 60


def _of_matroska(file: BinaryIO) -> _Facts:
    """Return what a Matroska or WebM file says (RFC 9559)."""
    end = file.seek(0, io.SEEK_END)
    told: dict[int, bytes] = {}
    for which, content in _elements(file, 0, end, 0):
        told.setdefault(which, content)
    scale = int.from_bytes(told.get(_SCALE, b"")) or 1_000_000
    length = _fraction(told.get(_LENGTH, b""))
    width, height = (int.from_bytes(told.get(which, b"")) for which in (_WIDTH, _HEIGHT))
    title = _words(told.get(_TITLE, b"").decode("utf-8", "replace"))
    return _Facts(_sane(length * scale / 1e9), min(width, 100_000), min(height, 100_000), title)


def _fraction(data: bytes) -> float:
    import struct

    form = {4: ">f", 8: ">d"}.get(len(data))
    value: float = struct.unpack(form, data)[0] if form else 0.0
    return value if value == value else 0.0  # noqa: PLR0124  a number that is none


def _elements(file: BinaryIO, at: int, end: int, depth: int) -> Iterator[tuple[int, bytes]]:
    for _count in range(_MOST_BOXES):
        if at >= end:  # also what follows a part of unknown length, as browsers record them
            return
        file.seek(at)
        head = file.read(12)
        which, width = _number(head, 4, keep_mark=True)
        size, sized = _number(head[width:], 8, keep_mark=False)
        if not width or not sized:
            return
        begin = at + width + sized
        if which in _MATROSKA_INSIDE and depth < _DEEPEST + 1:
            yield from _elements(file, begin, min(begin + size, end), depth + 1)
        elif size <= 1024:  # noqa: PLR2004  what is larger is no number and no title
            file.seek(begin)
            yield which, file.read(size)
        at = begin + size


def _number(data: bytes, most: int, *, keep_mark: bool) -> tuple[int, int]:
    """Return a number whose first bits say how many bytes it takes, and these; 0 for no number."""
    length = 9 - data[0].bit_length() if data and data[0] else most + 1
    if length > most or len(data) < length:
        return 0, 0
    value = int.from_bytes(data[:length])
    if not keep_mark:
        value &= (1 << 7 * length) - 1
        value = _UNKNOWN_SIZE if value == (1 << 7 * length) - 1 else value
    return value, length


_READERS: Mapping[str, Callable[[BinaryIO], _Facts]] = {
    "matroska": _of_matroska,
    "mov": _of_boxes,
    "avi": _of_avi,
    "mpeg": _of_mpeg,
}


# A picture of a film ----------------------------------------------------------------------------

_SECONDS = 5.0  # for each time that FFmpeg is asked
_LARGEST_PICTURE = 32 << 20
_EARLY = 3.0  # seconds in: the first picture is black often enough
_LONGEST_SIDE = 1280
_BLOCK = 1 << 20
_LONGEST_REPORT = 64 << 10
_PLAYED = re.compile(rb"time=(\d+):(\d\d):(\d\d\.\d+)")


def film_picture(file: BinaryIO, _number: int, room: tuple[int, int]) -> Pixels:
    """Return a picture out of a film, no larger than `room`. Raises `Unviewable`."""
    facts = _facts(file)
    with _Film(file) as opened:
        picture = opened.picture(facts.seconds)
    if not picture:
        raise Unviewable(PreviewFault.KIND)
    size = picture_size(picture)
    longest = min(max(size), round(max(size) * scale_into(size, room)))
    return Pixels(*page_pixels(io.BytesIO(picture), 0, max(longest, 1)))


def picture_size(picture: bytes) -> tuple[int, int]:
    """Return the width and height of what FFmpeg wrote, in pixels."""
    try:
        facts = picture_facts(io.BytesIO(picture))
    except PictureUnreadable as error:
        raise Unviewable(PreviewFault.DAMAGED) from error
    return facts.width, facts.height


class _Film:
    """A film that FFmpeg is asked about, while it is entered; without FFmpeg it answers nothing."""

    def __init__(self, file: BinaryIO) -> None:
        self._program = find_program("ffmpeg")
        self._container = _container(file)
        self._file = file
        self._folder = tempfile.TemporaryDirectory()
        self._source: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._folder.cleanup()

    def seconds(self) -> float:
        """Return how long it plays, for a film that does not say it; 0 where nothing is known.

        Nothing is decoded. What is too long to be read in time has a length that nobody knows.
        """
        report = self._ask([], ["-map", "0:v:0", "-c", "copy", "-f", "null", "-"])
        played = _PLAYED.findall(report or b"")
        if not played:
            return 0.0
        hours, minutes, rest = played[-1]
        return _sane(int(hours) * 3600 + int(minutes) * 60 + float(rest))

    def picture(self, seconds: float) -> bytes:
        """Return a picture early in it as a PNG file; b"" where there is none to see anything on.

        The last try begins at the beginning: nobody can go on in what was cut off.
        """
        near = ["-skip_frame", "nokey", "-noaccurate_seek"]
        near += ["-ss", f"{min(_EARLY, seconds / 4):.3f}"]
        for begin in (near, ["-ss", f"{seconds / 2:.3f}"], []):
            made = Path(self._folder.name) / "picture.png"
            scale = f"scale='min({_LONGEST_SIDE},iw)':-2"
            self._ask(begin, ["-frames:v", "1", "-an", "-vf", scale, "-y", str(made)])
            if is_file(made) and 0 < made.stat().st_size <= _LARGEST_PICTURE:
                picture = made.read_bytes()
                if _shows_something(picture):
                    return picture
        return b""

    def _ask(self, before: Sequence[str], after: Sequence[str]) -> bytes | None:
        """Run FFmpeg and return the end of what it reports; None for no answer in time."""
        if self._program is None or not self._container:
            return None
        self._source = self._source or _lying(self._file, Path(self._folder.name))
        command = [
            *(str(self._program), "-nostdin", "-hide_banner", "-stats", "-v", "error"),
            *("-protocol_whitelist", "file,pipe", "-f", self._container, *before),
            *("-i", str(self._source), "-threads", "1", *after),
        ]
        with tempfile.TemporaryFile() as report:
            try:
                subprocess.run(  # noqa: S603  the program found above, on a file of our own
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=report,
                    timeout=_SECONDS,
                    check=False,
                )
            except (subprocess.TimeoutExpired, OSError):
                return None
            report.seek(max(0, report.seek(0, io.SEEK_END) - _LONGEST_REPORT))
            return report.read()


def _shows_something(picture: bytes) -> bool:
    """Return whether a picture has more than one color: fades begin and end in black."""
    try:
        pixels = page_pixels(io.BytesIO(picture), 0, 64)[2]
    except PictureUnreadable:
        return False
    return len({pixels[at : at + 3] for at in range(0, len(pixels), 4)}) > 1


def _lying(file: BinaryIO, folder: Path) -> Path:
    """Return where a film lies; one that came in pieces is laid down first."""
    name = getattr(file, "name", None)
    if isinstance(name, str):
        return Path(name)
    file.seek(0)
    path = folder / "film"
    with path.open("wb") as copy:
        shutil.copyfileobj(file, copy, _BLOCK)
    return path
