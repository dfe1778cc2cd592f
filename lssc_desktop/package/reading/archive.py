"""A ZIP with a bag in it, read where it lies: nothing is extracted, nothing it says is trusted."""

import zlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import RawIOBase
from pathlib import Path
from struct import Struct, pack

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.byte_source import ByteSource, DiskSource
from lssc_desktop.package.reading.fault import FaultCode, Ledger, fault
from lssc_desktop.package.reading.package_files import (
    BLOCK,
    FileUnusable,
    NotABag,
    PackageUnreadable,
    base_folder,
    is_folder,
    safe_entries,
    watched,
)
from lssc_desktop.package.reading.zip_directory import (
    DEFLATED,
    SIZES_FOLLOW,
    STORED,
    ArchiveBroken,
    End,
    Entry,
    crc32,
    read_at,
    read_directory,
    read_end,
    zip64_numbers,
)
from lssc_desktop.values import dataclass

_LOCAL_HEADER = Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_LIMIT_32 = 0xFFFF_FFFF
_LONGEST_DESCRIPTOR = 24
_USUAL_EXTRA = 64  # bytes; a header with more is read a second time
_MOST_FROM_START = 64  # files that are looked at where there is no directory

_ALWAYS_UNPACKED = 100_000_000
_MOST_EXPANSION = 200


class UnpacksTooLarge(LsscError):
    """A ZIP is small and says that it unpacks to very much."""

    path: str
    packed: int
    unpacked: int

    says = Says(
        "{path:safe_file} has {packed:size} that unpack to {unpacked:size}.",
        "It wasn’t opened. No {portfolio} compresses that much, so it may be a trap.",
        "Don’t unpack it. Ask whoever sent it what it is.",
    )


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry, its whole name as written in the archive, and the bytes there are for it."""

    entry: Entry
    raw_name: bytes
    room: int


class Archive:
    """The files of a bag in a ZIP."""

    def __init__(self, source: ByteSource, ledger: Ledger, bag: "_Bag", end: End) -> None:
        self.path = Path(source.name)
        self._source = source
        self.ledger = ledger
        self._bag = bag
        self._end = end

    def names(self) -> Collection[str]:
        """Return the path of every file, relative to the bag."""
        return self._bag.files.keys()

    def has_folder(self, name: str) -> bool:
        """Return whether there is a folder of that path (without a slash at its end)."""
        return is_folder(name, self._bag.names)

    def size(self, name: str) -> int:
        """Return the bytes of a file as the directory says."""
        return self._bag.files[name].size

    def place(self, name: str) -> int:
        """Return where in the archive a file lies."""
        return self._bag.files[name].offset

    @contextmanager
    def reader(self) -> Iterator["ArchiveReader"]:
        """Return a new reader, for one thread."""
        try:
            archive = self._source.open()
        except OSError as error:
            raise PackageUnreadable(str(self.path)) from error
        with archive:
            yield ArchiveReader(archive, self.entry_place)

    def entry_place(self, name: str) -> EntryPlace:
        """Return what the directory says of a file, and how many bytes there are for it."""
        entry = self._bag.files[name]
        raw = entry.raw or (self._bag.base + name).encode()
        return EntryPlace(entry, raw, self._room(entry.offset))

    def _folder_place(self, name: str) -> EntryPlace:
        entry = self._bag.folders[name]
        return EntryPlace(entry, entry.raw or name.encode(), self._room(entry.offset))

    def _room(self, offset: int) -> int:
        """Return the bytes from an offset to what comes next, 0 where two entries begin."""
        offsets = self._bag.offsets
        after = bisect_right(offsets, offset)
        if after > 1 and offsets[after - 2] == offset:
            return 0
        following = offsets[after] if after < len(offsets) else self._end.start
        return min(following, self._end.start) - offset

    def check_folders(self, reporter: Reporter) -> None:
        """Note every entry of a folder that holds bytes or is not what the directory says.

        Raises:
            PackageUnreadable: when the system does not let us read.
        """
        if not self._bag.folders:
            return
        try:
            with self._source.open() as archive:
                reader = ArchiveReader(archive, self._folder_place)
                for name in watched(self._bag.folders, reporter):
                    self._check_folder(reader, name)
        except OSError as error:
            raise PackageUnreadable(str(self.path)) from error

    def _check_folder(self, reader: "ArchiveReader", name: str) -> None:
        try:
            if any(reader.blocks(name)):
                hidden = self._bag.folders[name].size
                self.ledger.forbid(FaultCode.ENTRY_GAP, name, bytes=hidden)
        except FileUnusable as error:
            self.ledger.add(error.fault)


@dataclass(frozen=True, slots=True)
class _Bag:
    """What of an archive is the bag: its base folder and, relative to it, its files.

    `names` are all in it, sorted; those of folders end in a slash. `folders` are the entries that
    stand for one, by their whole names; `offsets` are those of all entries, of the bag or not.
    """

    base: str
    files: dict[str, Entry]
    names: Sequence[str]
    folders: dict[str, Entry]
    offsets: Sequence[int]


def open_archive(source: ByteSource, ledger: Ledger, reporter: Reporter) -> Archive:
    """Read the directory of a ZIP and find the bag in it.

    Raises:
        NotABag: when this is no ZIP, or none with a bag.
        ArchiveBroken, TooManyEntries, UnpacksTooLarge: when it cannot be read safely.
        PackageUnreadable: when the system does not let us read.
    """
    path = source.name
    try:
        with source.open() as archive:
            looks_like_zip = read_at(archive, 0, 2) == b"PK"
            end = read_end(archive, path, ledger)
            if end is None and looks_like_zip:
                raise ArchiveBroken(path, "truncated")
            if end is None:
                raise NotABag(path)
            offsets: list[int] = []
            records = _noted(read_directory(archive, end, path, ledger), offsets)
            entries = list(safe_entries(watched(records, reporter), ledger, path))
    except OSError as error:
        raise PackageUnreadable(path) from error
    _refuse_bombs(path, entries)
    offsets.sort()
    _check_start(offsets, end, ledger)
    try:
        bag = _find_bag(path, entries, offsets, ledger)
    except NotABag as error:
        if entries and end.shift and looks_like_zip:
            # What was found is the end of a ZIP inside this one.
            raise ArchiveBroken(path, "truncated") from error
        raise
    found = Archive(source, ledger, bag, end)
    found.check_folders(reporter)
    return found


def _noted(entries: Iterable[Entry], offsets: list[int]) -> Iterator[Entry]:
    """Pass entries on, and note where each begins, whatever becomes of it."""
    for entry in entries:
        offsets.append(entry.offset)
        yield entry


def _refuse_bombs(path: str, entries: Sequence[Entry]) -> None:
    """Compare what deflated entries unpack to with what they take, one by one and together.

    Honest text shrinks to a twentieth; whatever unpacks to less than 100 MB may be anything.
    """
    deflated = [(entry.packed, entry.size) for entry in entries if entry.method == DEFLATED]
    together = (sum(packed for packed, _ in deflated), sum(size for _, size in deflated))
    for packed, size in (together, *deflated):
        if size > max(_ALWAYS_UNPACKED, packed * _MOST_EXPANSION):
            raise UnpacksTooLarge(path, packed, size)


def _check_start(offsets: Sequence[int], end: End, ledger: Ledger) -> None:
    """Find bytes that hide before the first entry, where the end record did not show them."""
    first = offsets[0] if offsets else end.start
    if first and not end.shift:
        ledger.forbid(FaultCode.ARCHIVE_PREFIXED, bytes=first)


def _find_bag(path: str, entries: list[Entry], offsets: Sequence[int], ledger: Ledger) -> _Bag:
    base = base_folder({entry.name for entry in entries})
    if base is None:
        raise NotABag(path)
    files: dict[str, Entry] = {}
    folders: dict[str, Entry] = {}
    entries.reverse()
    while entries:
        entry = entries.pop()  # gives up the long name before the next short one is made
        name = entry.name.removeprefix(base)
        if not entry.name.startswith(base):
            ledger.forbid(FaultCode.ENTRY_OUTSIDE, entry.name)
        elif entry.is_folder:
            folders[entry.name] = entry
        else:
            files[name] = entry._replace(name=name)
    names = sorted((*files, *(name.removeprefix(base) for name in folders)))
    for name in [name for name in files if is_folder(name, names)]:
        ledger.forbid(FaultCode.ENTRY_CLASH, name)
        del files[name]
    return _Bag(base, files, names, folders, offsets)


# Reading entries --------------------------------------------------------------------------------


class ArchiveReader:
    """Reads entries through one open file and one buffer; for one thread."""

    def __init__(self, archive: RawIOBase, place: Callable[[str], EntryPlace]) -> None:
        self._archive = archive
        self._place = place
        self._buffer = memoryview(bytearray(BLOCK))

    def blocks(self, name: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces; a piece is gone when the next is asked for.

        Raises:
            FileUnusable: when the entry cannot be read or is not what the archive says.
        """
        place = self._place(name)
        entry = place.entry
        _refuse(entry, name)
        try:
            start, got = self._open(place, name)
            packed = self._packed(place, name, start, got)
            pieces = _inflated(packed, name) if entry.method == DEFLATED else packed
            yield from _checked(pieces, entry, name)
            self._require_no_more(place, name, start + entry.packed)
        except OSError as error:
            raise FileUnusable(fault(FaultCode.FILE_UNREADABLE, name)) from error

    def _require_no_more(self, place: EntryPlace, name: str, length: int) -> None:
        """Raise when there is more between an entry and the next than its sizes again."""
        entry = place.entry
        rest = place.room - length
        if not rest:
            return
        self._archive.seek(entry.offset + length)
        said = bytes(self._buffer[: self._fill(min(rest, _LONGEST_DESCRIPTOR + 1))])
        if not entry.flags & SIZES_FOLLOW or said not in _descriptors(entry):
            raise FileUnusable(fault(FaultCode.ENTRY_GAP, name, bytes=rest))

    def _packed(self, place: EntryPlace, name: str, start: int, got: int) -> Iterator[memoryview]:
        """Yield the bytes of an entry as they lie in the archive; see `_open`."""
        left = place.entry.packed
        if start + left > place.room:
            raise FileUnusable(fault(FaultCode.ENTRY_OVERLAP, name))
        piece = self._buffer[start : min(got, start + left)]
        while left:
            if not piece:
                raise FileUnusable(fault(FaultCode.ENTRY_DATA, name))
            yield piece
            left -= len(piece)
            piece = self._buffer[: self._fill(min(left, BLOCK))]

    def _open(self, place: EntryPlace, name: str) -> tuple[int, int]:
        """Read and check the local header, and as much of the data as fits.

        Return where in the buffer the data begins and how far it is filled.
        """
        entry = place.entry
        if place.room <= 0:
            raise FileUnusable(fault(FaultCode.ENTRY_OVERLAP, name))
        length = _LOCAL_HEADER.size + len(place.raw_name) + _USUAL_EXTRA + entry.packed
        self._archive.seek(entry.offset)
        got = self._fill(min(length, BLOCK))
        start = self._header_bytes(got, name)
        if start > got:
            self._archive.seek(entry.offset)
            got = self._fill(min(start + entry.packed, BLOCK))
        if start > got or not _agrees(bytes(self._buffer[:start]), entry, place.raw_name):
            raise FileUnusable(fault(FaultCode.ENTRY_HEADER, name))
        return start, got

    def _header_bytes(self, got: int, name: str) -> int:
        if got < _LOCAL_HEADER.size or bytes(self._buffer[:4]) != _LOCAL_MARK:
            raise FileUnusable(fault(FaultCode.ENTRY_HEADER, name))
        name_bytes, extra_bytes = _LOCAL_HEADER.unpack_from(self._buffer)[-2:]
        return _LOCAL_HEADER.size + int(name_bytes) + int(extra_bytes)

    def _fill(self, length: int) -> int:
        """Read up to `length` bytes into the buffer; fewer only where the file ends."""
        got = 0
        while got < length and (more := self._archive.readinto(self._buffer[got:length])):
            got += more
        return got


def _refuse(entry: Entry, name: str) -> None:
    """Raise for an entry whose content is not read at all."""
    if entry.is_encrypted:
        raise FileUnusable(fault(FaultCode.ENTRY_ENCRYPTED, name))
    if entry.is_special:
        raise FileUnusable(fault(FaultCode.ENTRY_SPECIAL, name))
    if entry.method not in {STORED, DEFLATED}:
        raise FileUnusable(fault(FaultCode.ENTRY_METHOD, name, method=entry.method))
    if entry.method == STORED and entry.packed != entry.size:
        raise FileUnusable(fault(FaultCode.ENTRY_SIZE, name, declared=entry.size))


def _agrees(header: bytes, entry: Entry, raw_name: bytes) -> bool:
    """Return whether a local header says the same as the directory.

    Where sizes and CRC follow the data, the local header may leave them at zero.
    """
    _, _, flags, method, _, _, crc, packed, size, name_bytes, _ = _LOCAL_HEADER.unpack_from(header)
    extra = header[_LOCAL_HEADER.size + name_bytes :]
    size, packed = zip64_numbers(extra, size, packed)
    said = (crc, packed, size)
    known = (entry.crc, entry.packed, entry.size)
    later = bool(flags & SIZES_FOLLOW)
    return (
        method == entry.method
        and not flags & 1
        and header[_LOCAL_HEADER.size : _LOCAL_HEADER.size + name_bytes] == raw_name
        and all(a == b or (later and a == 0) for a, b in zip(said, known, strict=True))
    )


def _inflated(packed: Iterable[memoryview], name: str) -> Iterator[memoryview]:
    """Yield what deflated bytes unpack to, never more than a block at a time."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    beyond = False
    try:
        for piece in packed:
            if inflater.eof:
                beyond = True
                break
            data: bytes | memoryview = piece
            while out := inflater.decompress(data, BLOCK):
                yield memoryview(out)
                data = inflater.unconsumed_tail
    except zlib.error as error:
        raise FileUnusable(fault(FaultCode.ENTRY_DATA, name)) from error
    if beyond or not inflater.eof or inflater.unused_data:
        raise FileUnusable(fault(FaultCode.ENTRY_DATA, name))


def _checked(pieces: Iterable[memoryview], entry: Entry, name: str) -> Iterator[memoryview]:
    """Pass the content on and compare it with the size and CRC of the directory."""
    crc = total = 0
    for piece in pieces:
        total += len(piece)
        if total > entry.size:
            break
        crc = crc32(piece, crc)
        yield piece
    if total != entry.size:
        raise FileUnusable(fault(FaultCode.ENTRY_SIZE, name, declared=entry.size))
    if crc != entry.crc:
        raise FileUnusable(fault(FaultCode.ENTRY_CRC, name))


def _descriptors(entry: Entry) -> Iterator[bytes]:
    """Yield what may follow an entry whose sizes follow it (APPNOTE.TXT 4.3.9)."""
    numbers = (entry.crc, entry.packed, entry.size)
    for form in ("<3L", "<L2Q"):
        if max(numbers) <= _LIMIT_32 or form == "<L2Q":
            yield pack(form, *numbers)
            yield b"PK\x07\x08" + pack(form, *numbers)


# A ZIP without its end --------------------------------------------------------------------------


def read_from_start(path: Path, name: str, limit: int) -> bytes | None:
    """Return a file of the bag in a ZIP whose end is missing, as far as that is sure.

    Files are looked at in the order in which they lie there, as long as each is stored as it is
    and says how long it is. None for one that isn't among them, is too large or doesn't have its
    checksum. Raises `OSError`.
    """
    offset = 0
    with DiskSource(path).open() as archive:
        for _ in range(_MOST_FROM_START):
            header = read_at(archive, offset, _LOCAL_HEADER.size)
            if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_MARK):
                return None
            _, _, flags, method, _, _, crc, packed, size, named, extra = _LOCAL_HEADER.unpack(
                header
            )
            if method != STORED or flags & (SIZES_FOLLOW | 1) or packed != size:
                return None
            start = offset + _LOCAL_HEADER.size
            found = read_at(archive, start, named)
            if found.partition(b"/")[2] == name.encode():
                data = read_at(archive, start + named + extra, size) if size <= limit else b""
                return data if len(data) == size and crc32(data) == crc else None
            offset = start + named + extra + size
    return None
