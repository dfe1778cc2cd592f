"""Moving a portfolio folder to another program file on the disk, and back."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import OWN, PROGRAM
from lssc_desktop.core.moving import move, undo_move
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.store import folder
from lssc_desktop.store.disk import FileMissing, FolderGone, disk_errors
from lssc_desktop.store.files import write_durably
from lssc_desktop.store.inside import inside
from lssc_desktop.store.opening import FolderRead
from lssc_desktop.store.programs import LARGEST, read_program
from lssc_desktop.store.small_files import FileTooLarge, NotOrdinary, read_limited

_FOLDER = "programs"  # in `.lssc/`


@dataclass(eq=False)
class NothingToUndo(LsscError):
    """The portfolio never moved to another program file."""


@dataclass(eq=False)
class FormerProgramLost(LsscError):
    """The text of the program file that was left is not kept any more."""

    program_id: str
    program_version: str


def move_to(at: FolderRead, text: str, origin: str, today: date) -> Portfolio:
    """Let a portfolio folder follow the program file `text`, and return the portfolio as it is.

    The text that is left is kept first and program.toml is written last: after a crash in
    between the move can be made again. Raises `ProgramFaulty`, `ChangedOnDisk` and the errors of
    `store.disk`.
    """
    new = read_program(text, origin)
    sha256 = _keep(at.root, at.program_text)
    portfolio = move(at.portfolio, at.program, new, sha256, today)
    folder.save(at.root, portfolio, at.stamp)
    write_durably(at.root / PROGRAM, text.encode())
    return portfolio


def undo(at: FolderRead, today: date) -> Portfolio:
    """Let a portfolio folder follow the program file before the last move.

    Raises `NothingToUndo`, `FormerProgramLost` and what `move_to` raises.
    """
    text = former_text(at.root, at.portfolio)
    portfolio = undo_move(at.portfolio, at.program, read_program(text, PROGRAM), today)
    _keep(at.root, at.program_text)
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
    path = root / OWN / _FOLDER / _name(last.sha256)
    try:
        data = read_limited(path, LARGEST)
    except (FileMissing, FolderGone, NotOrdinary, FileTooLarge) as error:
        raise FormerProgramLost(last.program_id, last.program_version) from error
    if hashlib.sha256(data).hexdigest() != last.sha256:
        raise FormerProgramLost(last.program_id, last.program_version)
    return data.decode()


def _keep(root: Path, text: str) -> str:
    """Keep the text of a program file and return its fingerprint."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    path = inside(root, f"{OWN}/{_FOLDER}") / _name(sha256)
    with disk_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_durably(path, data)
    return sha256


def _name(sha256: str) -> str:
    return f"{sha256[:16]}.toml"
