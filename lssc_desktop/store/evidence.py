"""Evidence files and files about the user: copied in, renamed, replaced, made readable, trashed.

Each function does it on the disk and returns what the portfolio has to know, for the edits of
`core.portfolio`. After a crash in between, `reconcile` finds the file as new, moved or missing.
"""

import os
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import (
    ABOUT_ME,
    EVIDENCE,
    can_be_kept,
    copy_format,
    extension_of,
    folded,
    is_passed_over,
    numbered,
    portable_name,
)
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import AboutFile, EvidenceFile
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.disk.copying import (
    FileExists,
    bring_in,
    copy_beside,
    copy_in,
    replace_by_another_name,
    replace_with,
    require_file,
)
from lssc_desktop.disk.disk import (
    FileMissing,
    FolderGone,
    disk_errors,
    is_file,
    is_folder,
    is_link,
    names_in,
)
from lssc_desktop.disk.files import (
    as_step,
    inside,
    open_to_read,
    removed_on_failure,
    retry_while_busy,
    sync_folder,
)
from lssc_desktop.disk.temporary import scratch_folder
from lssc_desktop.documents.images import jpeg_of_pixels
from lssc_desktop.documents.office import to_pdfs
from lssc_desktop.documents.previews.process import Opens
from lssc_desktop.documents.previews.wire import Pixels, PreviewFailed, PreviewFault, Source
from lssc_desktop.store.folder.trash import InTrash, bring_back, move_to_trash
from lssc_desktop.values import dataclass


class NameNotUsable(LsscError):
    """No file in the portfolio can have that name: empty, with a slash, or a system's own."""

    name: str

    says = Says(
        "An evidence file can’t be called {name:folder}.",
        "The file keeps its current name.",
        "Choose a short name with letters, digits, and spaces, without a slash.",
    )


def add_files(
    root: Path, sources: Sequence[Path], today: date, reporter: Reporter
) -> tuple[EvidenceFile, ...]:
    """Copy files into `Evidence/` and return them in order.

    Names, reuse and errors are those of `bring_in`.
    """
    return tuple(
        EvidenceFile(seen.path, seen.sha256, seen.bytes, today)
        for seen in bring_in(root, EVIDENCE, sources, reporter)
    )


MOST_IN_FOLDERS = 2000
"""Files of dropped folders that are offered at once; with more, nobody meant them all."""


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files of a folder and of those below it; `folders` counts those that hold some.

    `cut` says that there are more, which were not looked at.
    """

    folder: Path
    files: tuple[Path, ...]
    folders: int
    cut: bool = False


def files_below(folder: Path, reporter: Reporter, most: int = MOST_IN_FOLDERS) -> FolderFiles:
    """Return the files that can be evidence in a folder, by name; no link is followed.

    What is hidden, or a system's own, is left out. Raises the errors of `store.disk`.
    """
    found: list[Path] = []
    folders = 0
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        reporter(Progress(Step.LOOKING, item=Item(at.name)))
        with disk_errors(at):
            entries = sorted(at.iterdir(), key=lambda entry: folded(entry.name))
        usable = [entry for entry in entries if _is_candidates(entry)]
        files = [entry for entry in usable if is_file(entry)]
        folders += bool(files)
        found += files
        if len(found) > most:
            return FolderFiles(folder, tuple(found[:most]), folders, cut=True)
        waiting += reversed([entry for entry in usable if is_folder(entry)])
    return FolderFiles(folder, tuple(found), folders)


def _is_candidates(entry: Path) -> bool:
    hidden = entry.name.startswith(".")
    return not (hidden or is_passed_over(f"x/{entry.name}") or is_link(entry))


def folders_among(
    sources: Sequence[Path], reporter: Reporter, most: int = MOST_IN_FOLDERS
) -> tuple[tuple[Path, ...], tuple[FolderFiles, ...]]:
    """Return which of these are no folders, and what lies in those that are."""
    folders = tuple(path for path in sources if is_folder(path) and not is_link(path))
    files = tuple(path for path in sources if path not in folders)
    return files, tuple(files_below(folder, reporter, most) for folder in folders)


def add_pasted(
    root: Path, data: bytes, name: str, today: date, reporter: Reporter
) -> tuple[EvidenceFile, ...]:
    """Take a picture from the clipboard into `Evidence/`, as `add_files` takes a file."""
    with scratch_folder() as folder:
        source = Path(folder) / name
        with disk_errors(source):
            source.write_bytes(data)
        return add_files(root, (source,), today, reporter)


def rename(root: Path, path: str, name: str) -> str:
    """Give a file another name in its folder, and return its new path.

    Raises `NameNotUsable`, `FileExists` and the errors of `store.disk`.
    """
    if not can_be_kept(name) or is_passed_over(f"{EVIDENCE}/{name}"):
        raise NameNotUsable(name)
    new = str(PurePosixPath(path).with_name(name))
    if new == path:
        return new
    inside(root, path)
    _require_unused(root / new, besides=PurePosixPath(path).name)
    with disk_errors(root / path):
        (root / path).lstat()
    with disk_errors(root / new):
        retry_while_busy(lambda: (root / path).rename(root / new))
    sync_folder((root / new).parent)
    return new


def replace_file(
    root: Path, path: str, source: Path, today: date, reporter: Reporter
) -> EvidenceFile:
    """Put another file in the place of an evidence file, and return it; the old one is trashed.

    The name stays, with the extension of the new file. The copy has its name before the old file
    leaves. Raises `NotAFile`, `TrashRefused` and the errors of `store.disk`.
    """
    require_file(source)
    old = inside(root, path)
    target = old
    suffix = Path(portable_name(source.name)).suffix
    if folded(suffix) != folded(old.suffix):
        target = old.with_name(numbered(old.stem + suffix, names_in(old.parent)))
    copy = copy_beside(source, target, reporter)
    with removed_on_failure(copy.temporary):
        if not os.path.lexists(old):
            copy.publish(target)
        elif target == old:
            replace_with(root, path, copy)
        else:
            replace_by_another_name(old, target, copy)
    new = str(PurePosixPath(path).with_name(target.name))
    return EvidenceFile(new, copy.sha256, copy.bytes, today)


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A file that was moved to the trash, and where it is there; None: nobody can say.

    `was_there` is false of one that was gone already: it is in no trash that we know of.
    """

    path: str
    there: InTrash | None = None
    was_there: bool = True


def remove(root: Path, path: str) -> RemovedFile:
    """Move a file to the trash; one that is gone already is as good as there.

    Raises `TrashRefused`.
    """
    try:
        return RemovedFile(path, move_to_trash(inside(root, path)))
    except (FileMissing, FolderGone):
        with disk_errors(root):  # gone already, unless the whole portfolio is
            root.stat()
    return RemovedFile(path, was_there=False)


@dataclass(frozen=True, slots=True)
class Removed:
    """What became of files that were to go to the trash: those that did, and what stopped it."""

    files: tuple[RemovedFile, ...]
    error: LsscError | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """Their paths."""
        return tuple(file.path for file in self.files)


def remove_files(root: Path, paths: Sequence[str], reporter: Reporter) -> Removed:
    """Move files to the trash, one after another, until one fails or the user stops it.

    What is there already stays there: it comes out with the error, which is one of `remove` or
    `Cancelled`.
    """
    gone: list[RemovedFile] = []
    for number, path in enumerate(paths):
        try:
            item = Item(PurePosixPath(path).name, number, len(paths))
            reporter(Progress(Step.REMOVING, number, len(paths), item))
            gone.append(remove(root, path))
        except LsscError as error:
            return Removed(tuple(gone), error)
    return Removed(tuple(gone))


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of files that were to come back from the trash, by the paths they had.

    `lost` are in the trash no more, or nobody can say where they are there: each with a path at
    which there is no other file.
    """

    files: Mapping[str, SeenFile]
    lost: Mapping[str, str]
    error: LsscError | None = None


def return_files(
    root: Path, removed: Sequence[tuple[RemovedFile, str]], reporter: Reporter
) -> Returned:
    """Move files back from the trash, each with the fingerprint that it had, until one fails.

    What is back stays there: it comes out with the error, one of `bring_back` or `Cancelled`.
    """
    files: dict[str, SeenFile] = {}
    lost: dict[str, str] = {}
    for number, (file, sha256) in enumerate(removed):
        try:
            item = Item(PurePosixPath(file.path).name, number, len(removed))
            reporter(Progress(Step.RETURNING, number, len(removed), item))
            part = as_step(Step.RETURNING, reporter)
            back = bring_back(root, file.path, sha256, file.there, part)
        except LsscError as error:
            return Returned(files, lost, error)
        if back is None:
            lost[file.path] = _free_path(root, file.path)
        else:
            files[file.path] = back
    return Returned(files, lost)


def _free_path(root: Path, path: str) -> str:
    folder = (root / path).parent
    taken = names_in(folder) if is_folder(folder) else ()
    return str(PurePosixPath(path).with_name(numbered(PurePosixPath(path).name, taken)))


def _require_unused(target: Path, *, besides: str) -> None:
    """Raise `FileExists` when a file has that name, or one that a Mac or Windows takes for it."""
    others = {folded(name) for name in names_in(target.parent) if name != besides}
    if folded(target.name) in others:
        raise FileExists(str(target))


# Copies that everybody can open -----------------------------------------------------------------

_OWN_PDF = "QuickLook/Preview.pdf"  # in what Pages, Numbers and Keynote of 2009 save
_LARGEST_PDF = 256 << 20
_ANY_SIZE = (20_000, 20_000)  # pixels; a preview has its own limit below that


class CopyNotMade(LsscError):
    """No copy was made that everybody can open; `format` is "jpg" or "pdf", "" for no such kind."""

    path: str
    format: str

    says = Says(
        "We couldn’t make a copy of {path:file} that anyone can open.",
        "The file wasn’t changed.",
        By(
            "format",
            {
                "jpg": (
                    "Save it as a JPEG on your phone or camera or with a photo program, and add "
                    "that."
                ),
                "pdf": "Save it as a PDF in its own program, and add that.",
            },
            "Save it in a common format in its own program, and add that.",
        ),
    )


_MAIL = ("eml", "msg")
type MailPages = Callable[[Path, Reporter], bytes]
type SeesPixels = Callable[[Source, int, tuple[int, int], Reporter], Pixels]
"""What returns the pixels of a page, as `Previewer.page` does."""


@dataclass(frozen=True, slots=True)
class CopyTools:
    """What makes copies: `sees` and `opens` of a `Previewer`, and the pages of an email."""

    sees: SeesPixels
    opens: Opens
    mail_pages: MailPages


def copy_for_everybody(
    root: Path, path: str, tools: CopyTools, today: date, reporter: Reporter
) -> EvidenceFile:
    """Put a copy that everybody can open beside an evidence file, and return it.

    A picture becomes a JPEG, a file of an office program and an email a PDF
    (`core.portfolio.names`). The original stays as it is. Raises `CopyNotMade`,
    `OfficeMissing`, the errors of `store.disk`, and `Cancelled`; then there is no copy.
    """
    kind = copy_format(path)
    original = inside(root, path)
    if not kind:
        raise CopyNotMade(path, kind)
    require_file(original)
    reporter(Progress(Step.MAKING_COPY))
    target = original.with_name(numbered(f"{original.stem}.{kind}", names_in(original.parent)))
    with scratch_folder() as folder:
        made = Path(folder) / f"copy.{kind}"
        try:
            tools.opens(Source(original.name, str(original), original), reporter)
            if kind == "jpg":
                _copy_picture(original, made, tools.sees, reporter)
            elif extension_of(path) in _MAIL:
                with disk_errors(made):
                    made.write_bytes(tools.mail_pages(original, reporter))
            else:
                _copy_pages(original, made, tools.opens, reporter)
        except PreviewFailed as error:
            raise CopyNotMade(path, kind) from error
        sha256, size = copy_in(made, target, reporter)
    return EvidenceFile(str(PurePosixPath(path).with_name(target.name)), sha256, size, today)


def _copy_picture(original: Path, made: Path, sees: SeesPixels, reporter: Reporter) -> None:
    seen = sees(Source(original.name, str(original), original), 0, _ANY_SIZE, reporter)
    with disk_errors(made):
        made.write_bytes(jpeg_of_pixels(seen.width, seen.height, seen.data))


def _copy_pages(original: Path, made: Path, opens: Opens, reporter: Reporter) -> None:
    """Take the PDF that came in the file, or have LibreOffice make one; it has to open."""
    if not _take_own_pdf(original, made):
        (pdf,) = to_pdfs([original], made.parent, reporter, Step.MAKING_COPY)
        if pdf is None:
            raise PreviewFailed(original.name, PreviewFault.KIND)
        with disk_errors(made):
            pdf.replace(made)
    opens(Source(made.name, str(made), made), reporter)


def _take_own_pdf(original: Path, made: Path) -> bool:
    if extension_of(original.name) not in ("pages", "numbers", "key"):
        return False
    try:
        with (
            open_to_read(original) as file,
            zipfile.ZipFile(file) as archive,
            archive.open(_OWN_PDF) as pdf,
        ):
            made.write_bytes(pdf.read(_LARGEST_PDF))
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, zlib.error):
        return False
    return True


# Files about the user ---------------------------------------------------------------------------


def add_about_me(
    root: Path, sources: Sequence[Path], kind: AboutKind, reporter: Reporter
) -> tuple[AboutFile, ...]:
    """Copy files into `About me/` and return them in order.

    Names, reuse and errors are those of `bring_in`.
    `About me/` holds a résumé, an acceptance letter, a proof of membership.
    """
    return tuple(
        AboutFile(seen.path, seen.sha256, seen.bytes, kind)
        for seen in bring_in(root, ABOUT_ME, sources, reporter)
    )
