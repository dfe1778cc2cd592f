"""Writer of bags: BagIt 1.0 (RFC 8493) as a ZIP, in one pass over the files.

Same content, same bytes: the order is the given one and the only date is the given day. How the
ZIP is laid out: payload files under 16 MiB, larger ones, made content, tag files, directory.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.package.writing.bag_copy import Count, ZipWriter, planned
from lssc_desktop.package.writing.bag_source import BagFile, Making, check_names, tag_files
from lssc_desktop.package.writing.part_file import PartFile, ReadBack
from lssc_desktop.values import dataclass

__all__ = ["BagFile", "WrittenBag", "write_bag"]

_LARGE = 16 << 20  # bytes


@dataclass(frozen=True, slots=True)
class WrittenBag:
    """A bag that was written: its id, how many payload files it has, and the size of its ZIP.

    `package_id` is the SHA-256 of `tagmanifest-sha256.txt`; `sha256` that of the ZIP, "" where
    nobody asked for it.
    """

    package_id: str
    files: int
    bytes: int
    sha256: str = ""


def write_bag(  # noqa: PLR0913  what a bag is made of, and how it is written
    target: Path,
    top: str,
    files: Sequence[BagFile],
    info: Sequence[tuple[str, str]],
    day: date,
    reporter: Reporter,
    *,
    threads: int | None = None,
    fingerprint: bool = False,
) -> WrittenBag:
    """Write the bag with the folder `top` to `target`, which appears when it is whole.

    `info` are the fields of bag-info.txt, to which the writer adds Bagging-Date (`day`) and
    Payload-Oxum. The bytes do not depend on how many `threads` there are. With `fingerprint` the
    ZIP is read back while it is written, and its own SHA-256 is among what is returned.

    Raises:
        BagNameRefused: a name cannot stand in a bag.
        FileChanged, FileMissing and other errors of `store.folder.disk`: one of the files.
        FileExists: something got the name of the target meanwhile.
        NoSpaceForPackage, PackageTooLargeForDrive and others of `store.folder.disk`: the target.
        Cancelled: the job was asked to stop.
        Exception: whatever a function that makes content raises.
    """
    check_names(top, (file.path for file in files))
    with Making(files) as making:
        payload = _Payload(files, making, reporter)
        payload.tell(Count())
        needed = payload.end_in_zip(f"{top}/data/")
        with PartFile(target, needed) as part, ExitStack() as stack:
            part.reserve(needed)
            read_back = stack.enter_context(ReadBack(part)) if fingerprint else None
            writer = ZipWriter(part, day, read_back)
            listed = payload.store(writer, f"{top}/data/", threads or min(4, os.cpu_count() or 1))
            tags = [BagFile(*tag) for tag in tag_files(listed, info, day)]
            *_, tag_manifest = writer.store(f"{top}/", tags, 1, lambda _: payload.tell(Count()))
            writer.store_directory()
            sha256 = read_back.sha256(lambda: payload.tell(Count())) if read_back else ""
            stack.close()  # Windows renames no file that is open
            part.publish()
    return WrittenBag(tag_manifest.copied.sha256, len(files), writer.bytes, sha256)


class _Payload:
    """The payload in the groups in which it is stored, and how much of it is done."""

    def __init__(self, files: Sequence[BagFile], making: Making, reporter: Reporter) -> None:
        present = [file for file in files if not callable(file.source)]
        self._files = files
        self._small = [file for file in present if file.size < _LARGE]
        self._large = [file for file in present if file.size >= _LARGE]
        self._making = making
        self._reporter = reporter
        self._bytes = sum(file.size for file in present)
        self._done = Count()
        self._learned: dict[str, tuple[int, str]] = {}

    def end_in_zip(self, folder: str) -> int:
        """Return where the content that is there already will end."""
        places = planned(folder, [*self._small, *self._large], 0)
        return places[-1].end if places else 0

    def store(self, writer: ZipWriter, folder: str, threads: int) -> list[tuple[str, int, str]]:
        """Store all files; return path, size and fingerprint of each in the order given."""
        self._store(writer, folder, self._small, threads)
        # One at a time, with two threads at work on each: several side by side would leave large
        # gaps in what is written, which FAT fills with zeros first.
        self._store(writer, folder, self._large, 1)
        self._store(writer, folder, self._making.all(lambda name: self.tell(Count(name=name))), 1)
        if not self._files:  # a bag has the folder all the same
            self._store(writer, folder, [BagFile("", b"")], 1)
        return [(file.path, *self._learned[file.path]) for file in self._files]

    def tell(self, count: Count) -> None:
        """Report what is done, `count` more than the groups that are finished."""
        made = sum(file.size for file in self._making.made())  # raises what making it raised
        self._reporter(
            Progress(
                Step.PACKAGING,
                self._done.bytes + count.bytes,
                self._bytes + made,
                Item(count.name, self._done.files + count.files, len(self._files)),
            )
        )

    def _store(
        self, writer: ZipWriter, folder: str, files: Sequence[BagFile], threads: int
    ) -> None:
        all_stored = writer.store(folder, files, threads, self.tell)
        for file, stored in zip(files, all_stored, strict=True):
            self._learned[file.path] = (stored.place.size, stored.copied.sha256)
        size = sum(file.size for file in files)
        self._done = Count(self._done.bytes + size, self._done.files + len(files))
