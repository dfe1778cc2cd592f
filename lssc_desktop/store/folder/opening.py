"""Opening a portfolio folder where the user left off, and finding out what a path opens.

Its program file is changed here too.
"""

import hashlib
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import OWN, PORTFOLIO, PROGRAM, REVIEW_SUFFIX
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rules_id import LARGEST
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.core.standing.program_differences import (
    decline_newer,
    switch_program,
    undo_switch,
)
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.disk.disk import (
    FileMissing,
    FolderGone,
    disk_errors,
    is_file,
    kind_of,
    names_in,
)
from lssc_desktop.disk.files import (
    FileTooLarge,
    NotOrdinary,
    inside,
    make_inside,
    read_limited,
    write_durably,
)
from lssc_desktop.disk.holders import Holder
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.store.folder import folder, lock
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.programs import as_loaded, read_program
from lssc_desktop.values import dataclass

# Where the user left off ------------------------------------------------------------------------

_LEFT_OFF_NAME: Final = "left off.json"
_LEFT_OFF_FORMAT: Final = 1
_LARGEST_LEFT_OFF: Final = 64 << 10  # bytes
_MOST_TEXTS: Final = 200  # texts: more than a portfolio has


@dataclass(frozen=True, slots=True)
class LeftOff:
    """Where the user was in each text, the text they were in last at the end.

    A place in a text is a number of characters from its beginning.
    """

    carets: tuple[tuple[TextPlace, int], ...] = ()

    @property
    def last(self) -> TextPlace | None:
        """The text that the user was in last, None when they were in none."""
        return self.carets[-1][0] if self.carets else None

    def caret(self, place: TextPlace) -> int | None:
        """Return where the user was in a text, None when they were never in it."""
        return dict(self.carets).get(place)

    def moved(self, place: TextPlace, caret: int) -> "LeftOff":
        """Return the same with the user at this place of a text."""
        others = tuple(each for each in self.carets if each[0] != place)
        return replace(self, carets=(*others, (place, caret))[-_MOST_TEXTS:])


def read_left_off(root: Path) -> LeftOff:
    """Return where the user left off in a portfolio folder; nothing where nothing says it."""
    raw = read_object(root / OWN / _LEFT_OFF_NAME, _LARGEST_LEFT_OFF) or {}
    texts = raw.get("texts")
    if raw.get("format") != _LEFT_OFF_FORMAT or not isinstance(texts, list):
        return LeftOff()
    return LeftOff(tuple(_text_left_off(each) for each in texts[-_MOST_TEXTS:] if _is_text(each)))


def write_left_off(root: Path, left_off: LeftOff) -> None:
    """Keep where the user left off; in a folder that cannot be written it is forgotten."""
    texts = [
        {"set": place.set_id, "number": place.number, "caret": caret}
        for place, caret in left_off.carets
    ]
    said = {"format": _LEFT_OFF_FORMAT, "texts": texts}
    with suppress(LsscError, OSError):
        write_object(inside(root, OWN) / _LEFT_OFF_NAME, said, _LARGEST_LEFT_OFF)


def _is_text(each: Any) -> bool:  # noqa: ANN401  whatever stands in the file
    return (
        isinstance(each, dict)
        and isinstance(each.get("set"), str)
        and (each.get("number") is None or type(each["number"]) is int)
        and type(each.get("caret")) is int
        and each["caret"] >= 0
    )


def _text_left_off(each: dict[str, Any]) -> tuple[TextPlace, int]:
    return TextPlace(each["set"], each["number"]), each["caret"]


# Opening ----------------------------------------------------------------------------------------

_FORMER_PROGRAMS = "programs"  # in `.lssc/`
_BAG_MARK = "bagit.txt"


@dataclass(frozen=True, slots=True)
class FolderRead:
    """A portfolio and its program as they lay in a folder, and its packages on their way.

    `unknown_keys` is what the program file says that this version does not know.
    """

    root: Path
    program: Program
    program_text: str
    unknown_keys: tuple[ProgramFault, ...]
    portfolio: Portfolio
    stamp: folder.Stamp
    submissions: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class OpenFolder(FolderRead):
    """A portfolio folder whose lock we hold until `release` is called."""

    release: Callable[[], None]
    left_off: LeftOff


def open_folder(root: Path, holder: Holder, *, overrule: bool = False) -> OpenFolder:
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
            read.unknown_keys,
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
    program = as_loaded(folder.program_text(root), PROGRAM)
    sent = _submissions(root, loaded.portfolio)
    return FolderRead(
        root, program.program, program.text, program.advice, loaded.portfolio, loaded.stamp, sent
    )


def _submissions(root: Path, portfolio: Portfolio) -> tuple[Submission, ...]:
    """Return what can be read; the rest keeps nobody from the portfolio, and is reported later."""
    try:
        return submissions_of(root, portfolio).submissions
    except LsscError:
        return ()


# Change of the program file ---------------------------------------------------------------------


class NothingToUndo(LsscError):
    """The portfolio never moved to another program file."""

    says = Says(
        "This {portfolio} has followed only one program file.",
        "There’s nothing to go back to.",
        "To switch to another one, name its file.",
    )


class NothingNewer(LsscError):
    """There is no newer file of a portfolio's program, or it was declined."""

    says = Says(
        "There’s no newer file for this program here.",
        "The {portfolio} keeps its current program file.",
        "To switch to another one, name its file.",
    )


class FormerProgramLost(LsscError):
    """The text of the program file that was left is not kept any more."""

    program_id: str
    program_version: str

    says = Says(
        "The program file “{program_id}”, version {program_version}, isn’t in this folder anymore.",
        "Nothing was changed, and your work is safe.",
        "If you have that file, switch to it like any other.",
    )


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


def decline_program_file(at: FolderRead, version: str) -> Portfolio:
    """Let a newer program file not be offered again, and return the portfolio as it is.

    Raises `ChangedOnDisk` and the errors of `store.disk`.
    """
    portfolio = decline_newer(at.portfolio, version)
    folder.save(at.root, portfolio, at.stamp)
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
    path = make_inside(root, f"{OWN}/{_FORMER_PROGRAMS}") / _text_name(sha256)
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
