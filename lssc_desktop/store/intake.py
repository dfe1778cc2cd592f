"""Files from anywhere on this computer into a folder of the portfolio, under their own names."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.folder_facts import SeenFile
from lssc_desktop.core.job import Item, Reporter
from lssc_desktop.core.layout import is_passed_over
from lssc_desktop.core.names import folded, following, free_name, is_inside, portable_name
from lssc_desktop.store.copying import copy_beside, require_file
from lssc_desktop.store.disk import NameRefusedByDisk, NoSpace, disk_errors, free_bytes, names_in
from lssc_desktop.store.files import discard, fingerprint, gone_on_failure
from lssc_desktop.store.inside import inside
from lssc_desktop.store.progress import PartOf


@dataclass(eq=False)
class SystemFileRefused(LsscError):
    """A file that a system or word processor keeps for itself, such as `~$letter.docx`."""

    path: str


def bring_in(
    root: Path, folder: str, sources: Sequence[Path], reporter: Reporter
) -> tuple[SeenFile, ...]:
    """Copy files into a folder of the portfolio and return them in the order of `sources`.

    A name that is taken gets a number; the same content under the same name is not copied
    again, nor is a file that lies in the folder already. All come in or none: what was copied
    before an error or a cancel is removed again. Raises `NotAFile`, `SystemFileRefused`,
    `ChangedWhileCopied`, `LinkInFolder` and the errors of `store.disk`.
    """
    sizes = [_require_usable(source) for source in sources]
    target = inside(root, folder)
    with disk_errors(target):
        target.mkdir(exist_ok=True)
    taken = {folded(name) for name in names_in(target)}
    arrivals = [source for source in sources if _below(root / folder, source) is None]
    total, free = sum(sizes), free_bytes(target)
    if arrivals and 0 < free < total:
        raise NoSpace(str(target), total, free)
    brought: list[SeenFile] = []
    with ExitStack() as undo:
        sums = accumulate(sizes, initial=0)
        for number, (source, size, before) in enumerate(zip(sources, sizes, sums, strict=False)):
            part = PartOf(reporter, before, total, Item(source.name, number, len(sources)))
            file, is_copy = _bring(target, source, size, taken, part)
            if is_copy:
                undo.callback(discard, target / file.path)
                taken.add(folded(file.path))
            brought.append(file)
        undo.pop_all()
    return tuple(SeenFile(f"{folder}/{file.path}", file.bytes, file.sha256) for file in brought)


def _require_usable(source: Path) -> int:
    if is_passed_over(f"x/{source.name}"):
        raise SystemFileRefused(str(source))
    return require_file(source)


def _bring(
    folder: Path, source: Path, size: int, taken: set[str], reporter: Reporter
) -> tuple[SeenFile, bool]:
    """Return the file below `folder`, and whether it was copied just now."""
    below = _below(folder, source)
    if below is not None:
        return SeenFile(below, size, fingerprint(source, reporter)), False
    name = source.name if is_inside(source.name) and _is_text(source.name) else ""
    name = name or portable_name(source.name)
    while folded(name) in taken:
        same = _same_content(source, folder / name, size, reporter)
        if same:
            return SeenFile(name, size, same), False
        name = following(name)
    copy = copy_beside(source, folder / name, reporter)
    with gone_on_failure(copy.temporary):
        try:
            copy.publish(folder / name)
        except NameRefusedByDisk:  # a name from a disk that takes more than this one
            name = free_name(portable_name(name), taken)
            copy.publish(folder / name)
    return SeenFile(name, copy.bytes, copy.sha256), True


def _below(folder: Path, source: Path) -> str | None:
    """Return the path of a source that lies in the folder already, relative to it."""
    with disk_errors(source):
        whole, home = source.resolve(), folder.resolve()
    return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else None


def _same_content(source: Path, other: Path, size: int, reporter: Reporter) -> str:
    """Return the fingerprint that both files have, "" when they differ."""
    with disk_errors(other):
        if not other.is_file() or other.is_symlink() or other.stat().st_size != size:
            return ""
    sha256 = fingerprint(other, reporter)
    return sha256 if fingerprint(source, reporter) == sha256 else ""


def _is_text(name: str) -> bool:
    return name.encode(errors="replace").decode() == name
