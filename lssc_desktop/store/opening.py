"""Opening a portfolio folder to work in it: locked, then read with its program file."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.layout import PROGRAM
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.store import folder, lock
from lssc_desktop.store.programs import read_program


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """A portfolio folder whose lock we hold until `release` is called."""

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    stamp: folder.Stamp
    release: Callable[[], None]


def open_folder(root: Path, holder: lock.Holder, *, overrule: bool = False) -> OpenFolder:
    """Take the lock of a folder and read it; when that fails the lock is given up again.

    Raises what `store.lock.take`, `store.folder.load` and `store.programs.read_program` raise.
    """
    with ExitStack() as stack:
        stack.enter_context(lock.take(root, holder, overrule=overrule))
        text = folder.program_text(root)
        program = read_program(text, PROGRAM)
        loaded = folder.load(root)
        release = stack.pop_all().close
        return OpenFolder(root, program, text, loaded.portfolio, loaded.stamp, release)
    raise AssertionError  # an ExitStack of a lock swallows nothing
