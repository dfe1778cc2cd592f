"""A ZIP with a bag in it, read where it lies: nothing is extracted, nothing it says is trusted."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.archive_names import base_folder, folders_of, safe_entries
from lssc_desktop.package.reading.archive_reader import ArchiveReader, EntryPlace
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.package_files import NotABag, PackageUnreadable, watched
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
        return name in self._bag.folders

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

    def _room(self, offset: int) -> int:
        """Return the bytes from an offset to what comes next, 0 where two entries begin."""
        offsets = self._bag.offsets
        after = bisect_right(offsets, offset)
        if after > 1 and offsets[after - 2] == offset:
            return 0
        following = offsets[after] if after < len(offsets) else self._end.start
        return min(following, self._end.start) - offset


@dataclass(frozen=True, slots=True)
class _Bag:
    """What of an archive is the bag: its base folder and, relative to it, files and folders."""

    base: str
    files: dict[str, Entry]
    folders: set[str]
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
            records = read_directory(archive, end, str(path), ledger)
            entries = list(safe_entries(watched(records, reporter), ledger))
    except OSError as error:
        raise PackageUnreadable(str(path)) from error
    _refuse_bombs(path, entries)
    _check_start(entries, end, ledger)
    try:
        bag = _find_bag(path, entries, ledger)
    except NotABag as error:
        if (
            entries and end.shift and looks_like_zip
        ):  # what was found is the end of a ZIP inside this one
            raise ArchiveBroken(str(path), "truncated") from error
        raise
    return Archive(path, ledger, bag, end)


def _refuse_bombs(path: Path, entries: Sequence[Entry]) -> None:
    """Compare what deflated entries unpack to with what they take, one by one and together.

    Honest text shrinks to a twentieth; whatever unpacks to less than 100 MB may be anything.
    """
    deflated = [(entry.packed, entry.size) for entry in entries if entry.method == DEFLATED]
    together = (sum(packed for packed, _ in deflated), sum(size for _, size in deflated))
    for packed, size in (together, *deflated):
        if size > max(_UNPACKED_FREELY, packed * _MOST_TIMES_LARGER):
            raise UnpacksTooLarge(str(path), packed, size)


def _check_start(entries: Sequence[Entry], end: End, ledger: Ledger) -> None:
    """Find bytes that hide before the first entry, where the end record did not tell of them."""
    first = min((entry.offset for entry in entries), default=0)
    if first and not end.shift:
        ledger.forbid(FaultCode.ARCHIVE_PREFIXED, bytes=first)


def _find_bag(path: Path, entries: list[Entry], ledger: Ledger) -> _Bag:
    base = base_folder({entry.name for entry in entries})
    if base is None:
        raise NotABag(str(path))
    offsets = sorted(entry.offset for entry in entries)
    folders = folders_of(
        entry.name[len(base) :] for entry in entries if entry.name.startswith(base)
    )
    files: dict[str, Entry] = {}
    entries.reverse()
    while entries:
        entry = entries.pop()  # gives up the long name before the next short one is made
        name = entry.name.removeprefix(base)
        if not entry.name.startswith(base):
            ledger.forbid(FaultCode.ENTRY_OUTSIDE, entry.name)
        elif name in folders:
            ledger.forbid(FaultCode.ENTRY_CLASH, name)
        elif not entry.is_folder:
            files[name] = entry._replace(name=name)
    return _Bag(base, files, folders, offsets)
