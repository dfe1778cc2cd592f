"""Opening a portfolio folder, changing its program file, and finding out what a path opens."""

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.names import OWN, PORTFOLIO, PROGRAM
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.program_differences import switch_program, undo_switch
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.folder.disk import (
    FileMissing,
    FolderGone,
    disk_errors,
    is_file,
    kind_of,
    names_in,
)
from lssc_desktop.store.folder.files import write_durably
from lssc_desktop.store.folder.guards import FileTooLarge, NotOrdinary, inside, read_limited
from lssc_desktop.store.folder.left_off import LeftOff, read_left_off
from lssc_desktop.store.programs import LARGEST, read_program
from lssc_desktop.store.review_file import REVIEW_SUFFIX
from lssc_desktop.store.submissions import submissions_of

_FORMER_PROGRAMS = "programs"  # in `.lssc/`
_BAG_MARK = "bagit.txt"


@dataclass(frozen=True, slots=True)
class FolderRead:
    """A portfolio and its program as they lay in a folder, and its packages on their way."""

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    stamp: folder.Stamp
    submissions: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class OpenFolder(FolderRead):
    """A portfolio folder whose lock we hold until `release` is called."""

    release: Callable[[], None]
    left_off: LeftOff


def open_folder(root: Path, holder: lock.Holder, *, overrule: bool = False) -> OpenFolder:
    """Take the lock of a folder and read it; when that fails the lock is given up again.

    Raises what `lock.take_lock` and `read_folder` raise.
    """
    with ExitStack() as stack:
        stack.enter_context(lock.take_lock(root, holder, overrule=overrule))
        read = read_folder(root)
        release = stack.pop_all().close
        return OpenFolder(
            read.root,
            read.program,
            read.program_text,
            read.portfolio,
            read.stamp,
            read.submissions,
            release,
            read_left_off(root),
        )
    raise AssertionError  # an ExitStack of a lock swallows nothing


def read_folder(root: Path) -> FolderRead:
    """Read a folder to look at it.

    Raises what `folder.load`, `folder.program_text` and `read_program` raise.
    """
    loaded = folder.load(root)
    text = folder.program_text(root)
    program = read_program(text, PROGRAM)
    sent = _submissions(root, loaded.portfolio)
    return FolderRead(root, program, text, loaded.portfolio, loaded.stamp, sent)


def _submissions(root: Path, portfolio: Portfolio) -> tuple[Submission, ...]:
    """Return what can be read; the rest keeps nobody from the portfolio, and is reported later."""
    try:
        return submissions_of(root, portfolio).submissions
    except LsscError:
        return ()


# Change of the program file ---------------------------------------------------------------------


@dataclass(eq=False)
class NothingToUndo(LsscError):
    """The portfolio never moved to another program file."""


@dataclass(eq=False)
class FormerProgramLost(LsscError):
    """The text of the program file that was left is not kept any more."""

    program_id: str
    program_version: str


def use_program_file(at: FolderRead, text: str, origin: str, today: date) -> Portfolio:
    """Let a portfolio folder follow the program file `text`, and return the portfolio as it is.

    The text that is left is kept first and program.toml is written last: after a crash in
    between the move can be made again. Raises `ProgramFaulty`, `ChangedOnDisk` and the errors of
    `store.disk`.
    """
    new = read_program(text, origin)
    sha256 = _keep_text(at.root, at.program_text)
    portfolio = switch_program(at.portfolio, at.program, new, sha256, today)
    folder.save(at.root, portfolio, at.stamp)
    write_durably(at.root / PROGRAM, text.encode())
    return portfolio


def use_former_program_file(at: FolderRead, today: date) -> Portfolio:
    """Let a portfolio folder follow the program file before the last move.

    Raises `NothingToUndo`, `FormerProgramLost` and what `use_program_file` raises.
    """
    text = former_text(at.root, at.portfolio)
    portfolio = undo_switch(at.portfolio, at.program, read_program(text, PROGRAM), today)
    _keep_text(at.root, at.program_text)
    folder.save(at.root, portfolio, at.stamp)
    write_durably(at.root / PROGRAM, text.encode())
    return portfolio


def former_text(root: Path, portfolio: Portfolio) -> str:
    """Return the text of the program file before the last move.

    Raises `NothingToUndo` and `FormerProgramLost`.
    """
    if not portfolio.moves:
        raise NothingToUndo
    last = portfolio.moves[-1]
    path = root / OWN / _FORMER_PROGRAMS / _text_name(last.sha256)
    try:
        data = read_limited(path, LARGEST)
    except (FileMissing, FolderGone, NotOrdinary, FileTooLarge) as error:
        raise FormerProgramLost(last.program_id, last.program_version) from error
    if hashlib.sha256(data).hexdigest() != last.sha256:
        raise FormerProgramLost(last.program_id, last.program_version)
    return data.decode()


def _keep_text(root: Path, text: str) -> str:
    """Keep the text of a program file and return its fingerprint."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    path = inside(root, f"{OWN}/{_FORMER_PROGRAMS}") / _text_name(sha256)
    with disk_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    if not is_file(path):
        write_durably(path, data)
    return sha256


def _text_name(sha256: str) -> str:
    return f"{sha256[:16]}.toml"


# What a path opens ------------------------------------------------------------------------------


class PathKind(StrEnum):
    """What can be opened."""

    PORTFOLIO = "portfolio"
    PACKAGE = "package"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Opens:
    """A path as it is opened: the folder of a portfolio, a bag as folder or ZIP, a review file."""

    kind: PathKind
    path: Path


def is_review(path: Path) -> bool:
    """Whether a file is called like a review file."""
    return path.name.casefold().endswith(REVIEW_SUFFIX)


def kind_of_path(path: Path) -> Opens:
    """Return what a path is; whether it really is one is found when it is opened.

    portfolio.json and program.toml stand for the folder they lie in. Raises the errors of
    `store.disk` when there is nothing to look at.
    """
    with disk_errors(path):
        kind = kind_of(path.stat().st_mode)
    if kind != "folder":
        if path.name in {PORTFOLIO, PROGRAM}:
            return Opens(PathKind.PORTFOLIO, path.parent)
        return Opens(PathKind.REVIEW if is_review(path) else PathKind.PACKAGE, path)
    is_bag = _BAG_MARK in names_in(path)
    return Opens(PathKind.PACKAGE if is_bag else PathKind.PORTFOLIO, path)
