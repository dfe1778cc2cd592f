"""Opening a portfolio folder: read with its program file, and locked to work in it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import PROGRAM
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.submission import Submission
from lssc_desktop.store import folder, lock
from lssc_desktop.store.programs import read_program
from lssc_desktop.store.submissions import submissions_of


@dataclass(frozen=True, slots=True)
class FolderRead:
    """A portfolio as it lay in its folder, with what is known of its packages on their way."""

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


def read_folder(root: Path) -> FolderRead:
    """Read a folder to look at it.

    Raises what `store.folder.load`, `program_text` and `store.programs.read_program` raise.
    """
    loaded = folder.load(root)
    text = folder.program_text(root)
    program = read_program(text, PROGRAM)
    sent = _submissions(root, loaded.portfolio)
    return FolderRead(root, program, text, loaded.portfolio, loaded.stamp, sent)


def _submissions(root: Path, portfolio: Portfolio) -> tuple[Submission, ...]:
    """Return what can be read; what cannot keeps nobody from the portfolio, and is told later."""
    try:
        return submissions_of(root, portfolio).submissions
    except LsscError:
        return ()


def open_folder(root: Path, holder: lock.Holder, *, overrule: bool = False) -> OpenFolder:
    """Take the lock of a folder and read it; when that fails the lock is given up again.

    Raises what `store.lock.take` and `read_folder` raise.
    """
    with ExitStack() as stack:
        stack.enter_context(lock.take(root, holder, overrule=overrule))
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
        )
    raise AssertionError  # an ExitStack of a lock swallows nothing
