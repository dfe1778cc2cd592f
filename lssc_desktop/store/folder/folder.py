"""The portfolio folder: making it, reading portfolio.json, and saving it (docs/formats.md 2).

The last versions of portfolio.json are kept in `.lssc/history/`; opening never needs them.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import (
    ABOUT_ME,
    EVIDENCE,
    OWN,
    PACKAGES,
    PORTFOLIO,
    PROGRAM,
    READ_ME,
    REVIEWS,
    is_system_file,
    is_temporary,
)
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.versions import PORTFOLIO_SPACINGS, surplus
from lssc_desktop.core.program import rules_id
from lssc_desktop.disk.disk import (
    FileMissing,
    FolderGone,
    NotAllowed,
    disk_errors,
    is_folder,
    kind_at,
    names_in,
)
from lssc_desktop.disk.files import (
    LinkInFolder,
    SaveUncertain,
    discard,
    make_inside,
    read_limited,
    retry_while_busy,
    sync_folder,
    write_durably,
)
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.store.folder.codec import LARGEST, decode, encode
from lssc_desktop.values import dataclass

KEPT = 100
"""Versions of portfolio.json in the history; they lie the wider apart the older they are."""

_HISTORY = "history"  # in `.lssc/`
_VERSION = re.compile(r"portfolio-([0-9]{6,})\.json")

_FOLDERS = (EVIDENCE, ABOUT_ME, PACKAGES, REVIEWS)
_BEGUN = "begun"  # in `.lssc/` from the first to the last step of making a folder


class FolderNotEmpty(LsscError):
    """A new portfolio needs a folder of its own, and there is something in this one."""

    path: str

    says = Says(
        "The folder {path:folder} isn’t empty.",
        "Nothing was changed. {A_portfolio} needs its own folder.",
        "Choose a new or empty folder.",
    )


class PortfolioExists(LsscError):
    """There is a portfolio in this folder already."""

    path: str

    says = Says(
        "The folder {path:folder} already has {a_portfolio}.",
        "It wasn’t changed.",
        "Open it, or choose another folder for a new one.",
    )


class NotAPortfolio(LsscError):
    """The folder is there and holds nothing of a portfolio."""

    path: str

    says = Says(
        "The folder {path:folder} doesn’t have {a_portfolio}.",
        "Nothing was changed.",
        "Choose the folder that has “portfolio.json”, or start a new {portfolio}.",
    )


class NotAFolder(LsscError):
    """A file was named where the folder of a portfolio is wanted."""

    path: str

    says = Says(
        "{path:folder} is a file. {A_portfolio} is a folder.",
        "Nothing was changed.",
        "Choose the folder that has “portfolio.json”.",
    )


class PortfolioLost(LsscError):
    """The folder is a portfolio's, but portfolio.json is not in it; it can be rebuilt."""

    path: str

    says = Says(
        "The file “portfolio.json” is missing in the folder {path:folder}.",
        "Your responses and evidence are separate files, and they’re all still there.",
        "If you moved it, put it back. If not, we can rebuild it from the folder.",
    )


class ProgramLost(LsscError):
    """program.toml is not in the folder, or is no text."""

    path: str

    says = Says(
        "The file “program.toml” in the folder {path:folder} is missing or isn’t text.",
        "Your work is all there, but we can’t tell which program it follows.",
        "Put the program file back with that name. Your program office has it.",
    )


class ChangedOnDisk(LsscError):
    """portfolio.json is not the one that was read: somebody else saved it, or removed it."""

    path: str

    says = Says(
        "Someone else changed or removed {path:folder} after we read it.",
        "Nothing was saved, so their work isn’t lost. Yours is still here.",
        "See what they changed, then decide which one to keep.",
    )


class HistoryNotKept(LsscError):
    """portfolio.json is saved, and the version before it could not be kept; `reason` says why."""

    path: str
    reason: LsscError

    says = Says(
        "Your work is saved, but we can’t keep earlier versions of it.",
        "{reason:happened}",
        By(
            "is_not_allowed",
            {
                True: (
                    "Ask your IT staff for permission to write in the “.lssc” folder of your "
                    "{portfolio}. Until then, make a safety copy now and then."
                )
            },
            "{reason:advice}",
        ),
    )

    @property
    def is_not_allowed(self) -> bool:
        """Whether this user may not write there."""
        return isinstance(self.reason, NotAllowed)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which portfolio.json was read or written: its fingerprint, "" for none."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """A portfolio with the stamp that saving it again needs."""

    portfolio: Portfolio
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class SavedFolder:
    """A portfolio.json that was written; `unkept` says why the version before it was not kept."""

    stamp: Stamp
    unkept: HistoryNotKept | None = None


def create(root: Path, portfolio: Portfolio, program_text: str, read_me: str) -> Stamp:
    """Make a new portfolio folder, and the folders above it, and return the stamp to save with.

    portfolio.json is written last: after a crash the folder has none, and `create` can be
    called again. Raises `PortfolioExists`, `FolderNotEmpty` and the errors of `store.disk`.
    """
    _require_room(root)
    own = root / OWN
    with disk_errors(root):
        own.mkdir(parents=True, exist_ok=True)
        sync_folder(root.parent)
    write_durably(own / _BEGUN, b"")
    with disk_errors(root):
        for name in _FOLDERS:
            (root / name).mkdir(exist_ok=True)
    write_durably(root / READ_ME, _for_any_editor(read_me))
    write_durably(root / PROGRAM, program_text.encode())
    data = portfolio_bytes(root, portfolio)
    write_durably(root / PORTFOLIO, data)
    discard(own / _BEGUN)
    return _stamp_of(data)


def require_folder(root: Path) -> None:
    """Raise `NotAPortfolio` unless something in the folder says that it is a portfolio's.

    portfolio.json itself may be missing. Raises `NotAFolder` for a file, and the errors of
    `store.disk` for nothing at all.
    """
    if kind_at(root) not in {None, "folder"}:
        raise NotAFolder(str(root))
    if not {*names_in(root)} & {PORTFOLIO, PROGRAM, READ_ME, OWN}:
        raise NotAPortfolio(str(root))


def load(root: Path) -> Loaded:
    """Read the portfolio of a folder.

    Raises `NotAPortfolio`, `NotAFolder`, `PortfolioLost`, `NotOrdinary`, `FileTooLarge`,
    `FolderGone` and other errors of `store.disk`; from `store.codec` `FileBroken`,
    `FileNewer` and `PortfolioOfTrial`.
    """
    path = root / PORTFOLIO
    data = _read(path, LARGEST)
    if data is None:
        raise _why_missing(root)
    return Loaded(decode(data, str(path)), _stamp_of(data))


def program_text(root: Path) -> str:
    """Return the text of the program file that the portfolio follows.

    Raises `ProgramLost`, `NotOrdinary`, `FileTooLarge` and the errors of `store.disk`.
    """
    data = _read(root / PROGRAM, rules_id.LARGEST)
    try:
        if data is not None:
            return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProgramLost(str(root)) from error
    raise ProgramLost(str(root))


def current_stamp(root: Path) -> Stamp:
    """Return the stamp of what lies there now: saving with it replaces that knowingly."""
    data = _read(root / PORTFOLIO, LARGEST)
    return Stamp("") if data is None else _stamp_of(data)


def save(root: Path, portfolio: Portfolio, stamp: Stamp) -> Stamp:
    """Write portfolio.json as `save_and_report` does, and return its stamp."""
    return save_and_report(root, portfolio, stamp).stamp


def save_and_report(root: Path, portfolio: Portfolio, stamp: Stamp) -> SavedFolder:
    """Write portfolio.json durably; the version before goes to the history.

    At every moment the folder has either the old or the new one, whole. A history that cannot be
    written keeps nobody from saving. Raises `ChangedOnDisk` when the file is not the one of
    `stamp`, and the errors of `store.disk`; then it is as it was. After `SaveUncertain` it is the
    new one.
    """
    with _to_save():
        return _save(root, portfolio, stamp)


@contextmanager
def _to_save() -> Iterator[None]:
    """Have an error about a folder that is gone say that it was to be saved there."""
    try:
        yield
    except FolderGone as error:
        error.saving = True
        raise


def _save(root: Path, portfolio: Portfolio, stamp: Stamp) -> SavedFolder:
    path = root / PORTFOLIO
    before = _read(path, LARGEST)
    if stamp != (Stamp("") if before is None else _stamp_of(before)):
        if before is None and not is_folder(root):
            raise FolderGone(str(root))
        raise ChangedOnDisk(str(path))
    data = portfolio_bytes(root, portfolio)
    if data == before:
        sync_folder(root)  # it may be what the drive could not confirm the last time
        return SavedFolder(stamp)
    unkept = None if before is None else _why_not_kept(root, before)
    write_durably(path, data)
    return SavedFolder(_stamp_of(data), unkept)


def portfolio_bytes(root: Path, portfolio: Portfolio) -> bytes:
    """Return the portfolio.json of a folder, which `load` reads as the same portfolio again.

    Raises `PortfolioTooLarge` and `NotReadAgain`.
    """
    path = root / PORTFOLIO
    return encoded(path, portfolio, encode, partial(decode, path=str(path)), LARGEST)


def _require_room(root: Path) -> None:
    """Raise unless there is no folder, an empty one, or one that a crash left half made."""
    try:
        names = names_in(root)
    except (FileMissing, FolderGone):
        return
    if PORTFOLIO in names:
        raise PortfolioExists(str(root))
    foreign = {name for name in names if not (is_temporary(name) or is_system_file(name))}
    if foreign and not _was_begun(root, foreign):
        raise FolderNotEmpty(str(root))


def _was_begun(root: Path, names: set[str]) -> bool:
    if not names <= {OWN, READ_ME, PROGRAM, *_FOLDERS}:
        return False
    with disk_errors(root):
        own = {path.name for path in (root / OWN).iterdir()} if OWN in names else set()
        filled = any(any((root / name).iterdir()) for name in names & set(_FOLDERS))
    left = {name for name in own if not is_temporary(name)}
    # Before the mark there was nothing but `.lssc/`.
    return not filled and (left == {_BEGUN} or (not left and names == {OWN}))


def _why_missing(root: Path) -> LsscError:
    require_folder(root)
    if _was_begun(root, set(names_in(root))):
        return NotAPortfolio(str(root))
    return PortfolioLost(str(root))


def _read(path: Path, limit: int) -> bytes | None:
    """Return the bytes of a file, None when its folder is there without it."""
    try:
        return read_limited(path, limit)
    except FileMissing:
        return None


def _stamp_of(data: bytes) -> Stamp:
    return Stamp(hashlib.sha256(data).hexdigest())


def _for_any_editor(text: str) -> bytes:
    """Return text so that Notepad of any age shows letters and lines."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


# History ----------------------------------------------------------------------------------------


def history_folder(root: Path) -> Path:
    """Return where the versions lie."""
    return root / OWN / _HISTORY


def kept_versions(root: Path) -> tuple[Path, ...]:
    """Return the kept versions, newest first; () when there is no history."""
    try:
        found = [path for path in history_folder(root).iterdir() if _VERSION.fullmatch(path.name)]
    except OSError:
        return ()
    return tuple(sorted(found, key=_version_number, reverse=True))


def keep_version(root: Path, data: bytes) -> None:
    """Keep a version, and thin out the older ones by their age, so that at most `KEPT` remain."""
    folder = make_inside(root, f"{OWN}/{_HISTORY}")
    kept = kept_versions(root)
    number = _version_number(kept[0]) + 1 if kept else 1
    path = folder / f"portfolio-{number:06}.json"
    write_durably(path, data)
    versions = (path, *kept)
    times = [_time_of(each) for each in versions]
    now = times[0]  # by the clock of the drive
    for index in surplus(times, now, PORTFOLIO_SPACINGS, KEPT):
        with suppress(OSError):  # one too many does no harm
            retry_while_busy(versions[index].unlink)


def _time_of(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):  # it has gone, or has a time past all sense
        return datetime.fromtimestamp(0, UTC)


def _why_not_kept(root: Path, data: bytes) -> HistoryNotKept | None:
    """Keep a version, or return why that cannot be.

    A drive that fails, and a link that somebody made, raise as they do elsewhere.
    """
    try:
        keep_version(root, data)
    except (SaveUncertain, LinkInFolder):
        raise
    except NotAllowed:  # people know the folder, not the version
        return HistoryNotKept(str(history_folder(root)), NotAllowed(str(history_folder(root))))
    except LsscError as error:
        return HistoryNotKept(str(history_folder(root)), error)
    return None


def _version_number(path: Path) -> int:
    found = _VERSION.fullmatch(path.name)
    return int(found[1]) if found else 0
