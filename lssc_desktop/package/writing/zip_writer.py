"""A stored ZIP being written into a part file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from lssc_desktop.package.writing.bag_copy import Copied, Copy, Count, copy_all
from lssc_desktop.package.writing.bag_source import BagFile
from lssc_desktop.package.writing.part_file import PartFile
from lssc_desktop.package.writing.zip_layout import Place, central_directory, dos_date, lay_out


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the ZIP: its place and what was learned about its content."""

    place: Place
    copied: Copied


def planned(folder: str, files: Sequence[BagFile], start: int) -> tuple[Place, ...]:
    """Return the places of files whose content is there, below `folder` from the offset `start`."""
    return tuple(lay_out((((folder + file.path).encode(), file.size) for file in files), start))


class ZipWriter:
    """Appends groups of files to the ZIP, and at last its directory; all are dated `day`."""

    def __init__(self, part: PartFile, day: date) -> None:
        self._part = part
        self._when = dos_date(day)
        self._stored: list[Stored] = []
        self.bytes = 0

    def store(
        self, folder: str, files: Sequence[BagFile], threads: int, tell: Callable[[Count], None]
    ) -> list[Stored]:
        """Append the files, in their order, each as `folder` and its path.

        `tell` hears some ten times a second how far it is, and may raise. Raises what `copy_all`
        raises.
        """
        if not files:
            return []
        places = planned(folder, files, self.bytes)
        copies = [Copy(file, place) for file, place in zip(files, places, strict=True)]
        copied = copy_all(copies, self._part, self._when, threads, tell)
        stored = [Stored(place, copied[place.offset]) for place in places]
        self._stored += stored
        self.bytes = places[-1].end
        return stored

    def store_directory(self) -> None:
        """Append the directory, with which the ZIP is whole."""
        places = [stored.place for stored in self._stored]
        crcs = [stored.copied.crc for stored in self._stored]
        directory = central_directory(places, crcs, self.bytes, self._when)
        with self._part.open() as handle:
            self._part.write(handle, self.bytes, directory)
        self.bytes += len(directory)
