"""A ZIP with a bag in it, read where it lies: nothing is extracted, nothing it says is trusted."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.archive_names import base_folder, is_folder, safe_entries
from lssc_desktop.package.reading.archive_reader import ArchiveReader, EntryPlace
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NotABag,
    PackageUnreadable,
    watched,
)
from lssc_desktop.package.reading.zip_directory import DEFLATED, Entry, read_directory
from lssc_desktop.package.reading.zip_end import ArchiveBroken, End, read_at, read_end

_UNPACKED_FREELY = 100_000_000
_MOST_TIMES_LARGER = 200


@dataclass(eq=False)
class UnpacksTooLarge(LsscError):
    """A ZIP is small and says that it unpacks to very much."""

    path: str
    packed: int
    unpacked: int


class Archive:
    """The files of a bag in a ZIP."""

    def __init__(self, path: Path, ledger: Ledger, bag: "_Bag", end: End) -> None:
        self.path = path
        self.ledger = ledger
        self._bag = bag
        self._end = end

    def names(self) -> Collection[str]:
        """Return the path of every file, relative to the bag."""
        return self._bag.files.keys()

    def has_folder(self, name: str) -> bool:
        """Tell whether there is a folder of that path (without a slash at its end)."""
        return is_folder(name, self._bag.names)

    def size(self, name: str) -> int:
        """Return the bytes of a file as the directory tells."""
        return self._bag.files[name].size

    def place(self, name: str) -> int:
        """Return where in the archive a file lies."""
        return self._bag.files[name].offset

    @contextmanager
    def reader(self) -> Iterator[ArchiveReader]:
        """Return a new reader, for one thread."""
        try:
            archive = FileIO(self.path)
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
            with FileIO(self.path) as archive:
                reader = ArchiveReader(archive, self._folder_place)
                for name in watched(self._bag.folders, reporter):
                    self._check_folder(reader, name)
        except OSError as error:
            raise PackageUnreadable(str(self.path)) from error

    def _check_folder(self, reader: ArchiveReader, name: str) -> None:
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


def open_archive(path: Path, ledger: Ledger, reporter: Reporter) -> Archive:
    """Read the directory of a ZIP and find the bag in it.

    Raises:
        NotABag: when this is no ZIP, or none with a bag.
        ArchiveBroken, TooManyEntries, UnpacksTooLarge: when it cannot be read safely.
        PackageUnreadable: when the system does not let us read.
    """
    try:
        with FileIO(path) as archive:
            looks_like_zip = read_at(archive, 0, 2) == b"PK"
            end = read_end(archive, str(path), ledger)
            if end is None and looks_like_zip:
                raise ArchiveBroken(str(path), "truncated")
            if end is None:
                raise NotABag(str(path))
            offsets: list[int] = []
            records = _noted(read_directory(archive, end, str(path), ledger), offsets)
            entries = list(safe_entries(watched(records, reporter), ledger, str(path)))
    except OSError as error:
        raise PackageUnreadable(str(path)) from error
    _refuse_bombs(path, entries)
    offsets.sort()
    _check_start(offsets, end, ledger)
    try:
        bag = _find_bag(path, entries, offsets, ledger)
    except NotABag as error:
        if (
            entries and end.shift and looks_like_zip
        ):  # what was found is the end of a ZIP inside this one
            raise ArchiveBroken(str(path), "truncated") from error
        raise
    found = Archive(path, ledger, bag, end)
    found.check_folders(reporter)
    return found


def _noted(entries: Iterable[Entry], offsets: list[int]) -> Iterator[Entry]:
    """Pass entries on, and note where each begins, whatever becomes of it."""
    for entry in entries:
        offsets.append(entry.offset)
        yield entry


def _refuse_bombs(path: Path, entries: Sequence[Entry]) -> None:
    """Compare what deflated entries unpack to with what they take, one by one and together.

    Honest text shrinks to a twentieth; whatever unpacks to less than 100 MB may be anything.
    """
    deflated = [(entry.packed, entry.size) for entry in entries if entry.method == DEFLATED]
    together = (sum(packed for packed, _ in deflated), sum(size for _, size in deflated))
    for packed, size in (together, *deflated):
        if size > max(_UNPACKED_FREELY, packed * _MOST_TIMES_LARGER):
            raise UnpacksTooLarge(str(path), packed, size)


def _check_start(offsets: Sequence[int], end: End, ledger: Ledger) -> None:
    """Find bytes that hide before the first entry, where the end record did not tell of them."""
    first = offsets[0] if offsets else end.start
    if first and not end.shift:
        ledger.forbid(FaultCode.ARCHIVE_PREFIXED, bytes=first)


def _find_bag(path: Path, entries: list[Entry], offsets: Sequence[int], ledger: Ledger) -> _Bag:
    base = base_folder({entry.name for entry in entries})
    if base is None:
        raise NotABag(str(path))
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
