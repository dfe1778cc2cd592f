"""An office's list of evaluators, in `.lssc/` of its shelf: who takes what, and the conflicts.

It is one small JSON file that several computers change, under a lock like that of assignments.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import OWN, one_line
from lssc_desktop.core.submission.evaluators import Conflict, Evaluator, Evaluators
from lssc_desktop.disk.disk import FileMissing, FolderGone, disk_errors, require_folder_of
from lssc_desktop.disk.files import inside, read_limited, write_durably
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.store.known_programs import shelf_around
from lssc_desktop.store.shape import implausible
from lssc_desktop.store.shelf_files import brief_lock
from lssc_desktop.values import dataclass

_FILE = "evaluators.json"  # in `.lssc/` of a shelf
_FORMAT = 1
_LARGEST = 8_000_000  # bytes
_MOST_PEOPLE = 2_000
_MOST_CONFLICTS = 20_000
_LONGEST_NAME = 300  # characters
_LONGEST_TEXT = 2_000
_MOST_AT_ONCE = 10_000  # packages of one evaluator


class EvaluatorsUnreadable(LsscError):
    """A list of evaluators that does not say what it must, or was written by a newer version.

    Nothing is written over it. `detail` is what the reader of the text said.
    """

    path: str
    detail: str

    says = Says(
        "The list of {evaluators} {path:file} can’t be read.",
        "Another program may have changed it, or a newer version saved it. We didn’t change it. "
        "Until it can be read, nobody can be assigned by rule, and conflicts of interest aren’t "
        "shown.",
        "Bring back an earlier copy of it, or rename it and enter the {evaluators} again.",
    )


class EvaluatorNotListed(LsscError):
    """Somebody who is not on the office's list."""

    name: str

    says = Says(
        "{name:line} isn’t on this office’s list of {evaluators}.",
        "Nothing was changed.",
        "Check the name, or add it to the list first.",
    )


class NobodyListed(LsscError):
    """An office that has no list, of which nobody can be chosen by rule."""

    says = Says(
        "There are no {evaluators} on this office’s list.",
        "Nobody was assigned.",
        "Add them to the list first.",
    )


@dataclass(frozen=True, slots=True)
class _File:
    """All of the file, in the order in which it is written."""

    format: int = _FORMAT
    evaluators: tuple[Evaluator, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def evaluators_path(shelf: Path) -> Path:
    """Return where the list of a shelf lies; the file need not be there."""
    return shelf / OWN / _FILE


def read_evaluators(shelf: Path) -> Evaluators:
    """Return the list of a shelf; one without anybody where there is none.

    Raises `EvaluatorsUnreadable` and what `read_limited` raises.
    """
    path = evaluators_path(shelf)
    try:
        data = read_limited(path, _LARGEST)
    except (FileMissing, FolderGone):
        require_folder_of(shelf / OWN)
        return Evaluators()
    return _evaluators_in(data, path)


def known_evaluators(shelf: Path) -> Evaluators | None:
    """Return the list of a shelf, None where it can't be read now."""
    try:
        return read_evaluators(shelf)
    except LsscError:
        return None


def list_around(config: Path, package: Path) -> Evaluators:
    """Return the list of the shelf in which a package lies; of nobody where that is in none.

    Raises as `read_evaluators`: a list that can't be read may keep somebody from the package.
    """
    shelf = shelf_around(config, package)
    return Evaluators() if shelf is None else read_evaluators(shelf)


def change_evaluators(shelf: Path, change: Callable[[Evaluators], Evaluators]) -> Evaluators:
    """Change the list of a shelf, and return it; what others change at the same moment stays.

    Raises `AssignmentsBusy`, `EvaluatorsUnreadable`, what `change` raises, and the errors of
    `store.folder.disk`; then nothing was changed.
    """
    path = inside(shelf, f"{OWN}/{_FILE}")
    with disk_errors(path.parent):
        path.parent.mkdir(exist_ok=True)
    with brief_lock(path) as require_ours:
        found = change(read_evaluators(shelf))
        decode = partial(_evaluators_in, path=path)
        data = encoded(path, found, _encode, decode, _LARGEST)
        require_ours()
        write_durably(path, data)
    return found


def _evaluators_in(data: bytes, path: Path) -> Evaluators:
    try:
        found = msgspec.json.decode(data.decode("utf-8-sig"), type=_File)
    except (ValueError, OverflowError, RecursionError) as error:
        raise EvaluatorsUnreadable(str(path), str(error)) from error
    if found.format != _FORMAT:
        raise EvaluatorsUnreadable(str(path), f"format {found.format}")
    if (wrong := _fault(found)) is not None:
        raise EvaluatorsUnreadable(str(path), wrong)
    return Evaluators(found.evaluators, found.conflicts)


def _fault(found: _File) -> str | None:
    """Return the place of something that can't be meant, None for none."""
    if len(found.evaluators) > _MOST_PEOPLE or len(found.conflicts) > _MOST_CONFLICTS:
        return "too much"
    names = [each.name for each in found.evaluators] + [each.person for each in found.conflicts]
    if any(not one_line(each) or len(each) > _LONGEST_NAME for each in names):
        return "name"
    mosts = [each.most for each in found.evaluators if each.most is not None]
    if any(not 0 <= each <= _MOST_AT_ONCE for each in mosts):
        return "most"
    texts = [text for each in found.conflicts for text in (each.words, each.reason)]
    if any(len(each) > _LONGEST_TEXT for each in texts):
        return "words"
    if any(not each.portfolio for each in found.conflicts):
        return "portfolio"
    return implausible(found)


def _encode(found: Evaluators) -> bytes:
    raw = msgspec.json.encode(_File(_FORMAT, found.people, found.conflicts))
    return msgspec.json.format(raw, indent=2) + b"\n"
