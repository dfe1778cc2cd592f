"""Files of a session on their way to the trash and back: as a decision, by undo, and by redo.

The session owns them and not a page: what happened to files is noted whoever is gone by then, and
closing waits for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.job import Cancelled, Step
from lssc_desktop.core.portfolio.candidate_edits import with_uses_restored
from lssc_desktop.core.portfolio.edits import (
    drop_about_files,
    drop_evidence_files,
    move_evidence_files,
    put_about_files,
)
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.undo import (
    Undo,
    after_decision,
    after_outside_change,
    after_undo,
    is_in_trash,
    path_in_trash,
    with_content,
    with_paths,
)
from lssc_desktop.core.standing.folder_facts import uses_of
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.store.evidence import Removed, RemovedFile, Returned

type HistoryStep = Callable[[Undo[Portfolio]], Undo[Portfolio]]


class SteppedPortfolio(Protocol):
    """A portfolio that is open and has a history, as its files need it: a `Session`."""

    @property
    def root(self) -> Path:
        """The portfolio folder."""

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as it is now."""

    @property
    def history(self) -> Undo[Portfolio]:
        """The same with those before it and those that were taken back."""

    @property
    def today(self) -> date:
        """The day of an edit that is made now."""

    def decide(self, undo: Undo[Portfolio]) -> None:
        """Let a decision hold, unless it would change what is handed in."""

    def step(self, step: HistoryStep) -> None:
        """Go a step in the history."""

    def refresh(self) -> None:
        """Save, and look at the folder."""


@dataclass(frozen=True, slots=True)
class FilesRemoved:
    """Files that are off the list: those in the trash, and those that were gone already.

    `uses` counts where they were used, `can_return` says whether all can be brought back.
    `keys` are their names in the history.
    """

    trashed: tuple[str, ...]
    missing: tuple[str, ...]
    uses: int
    can_return: bool
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilesReturned:
    """Files that are back where they were, by their paths now, and how often they are used.

    `lost` are listed again with their uses, and are not in the folder: `unknown` says that nobody
    can tell where they are in the trash.
    """

    paths: tuple[str, ...]
    lost: tuple[str, ...]
    uses: int
    unknown: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file in the trash: how it comes back, what it held, and the portfolio before it left."""

    file: "RemovedFile"
    sha256: str
    before: Portfolio


class FileSteps(QObject):
    """Moves files to the trash and back, one flow at a time, each with what the portfolio says.

    In the history a file in the trash has a path of its own (`path_in_trash`): whatever gets its
    name meanwhile is another file.
    """

    began = Signal(object, object)
    """A `JobHandle` and the `Step` that it reports."""
    removed = Signal(object)
    """`FilesRemoved`."""
    returned = Signal(object)
    """`FilesReturned`."""
    failed = Signal(object)
    rested = Signal()

    def __init__(self, session: SteppedPortfolio, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._kept: dict[str, _Kept] = {}
        self._returned: frozenset[str] = frozenset()
        self._flows: list[QObject] = []
        self._waiting: list[Callable[[], None]] = []
        self._marks = map(str, count(1))

    @property
    def is_busy(self) -> bool:
        """Whether a file is on its way."""
        return bool(self._flows)

    def remove(self, there: tuple[str, ...], missing: tuple[str, ...] = ()) -> None:
        """Move files to the trash, and take them off the list with those that are missing."""
        self._start_removal(_Removal(self, there, missing))

    def undo_removal(self, removed: FilesRemoved) -> None:
        """Bring files back with their uses, whatever was decided since."""
        if self.is_busy:
            self._waiting.append(partial(self.undo_removal, removed))
            return
        keys = tuple(key for key in removed.keys if key in self._kept)
        if not keys:
            return  # they are back
        if _paths_of(after_undo(self._session.history).present).issuperset(keys):
            self._session.step(after_undo)
        else:
            self._start_return(_Return(self, keys))

    def take(self, step: HistoryStep, target: Portfolio) -> bool:
        """Move the files that a step of the history brings back or removes; else return False.

        The step is done when they are where it says.
        """
        if self.is_busy:
            self._waiting.append(partial(self._session.step, step))
            return True
        paths = _paths_of(target)
        back = tuple(filter(is_in_trash, paths))
        away = (_paths_of(self._session.portfolio) - paths) & self._returned
        if back:
            self._start_return(_Return(self, back, step))
        elif away:
            self._start_removal(_Removal(self, tuple(sorted(away)), (), step))
        return bool(back or away)

    # To the trash -------------------------------------------------------------------------------

    def _start_removal(self, flow: "_Removal") -> None:
        from lssc_desktop.store.evidence import remove_files  # a start has no use for it

        self._flows.append(flow)
        job = self._jobs.start_reporting(
            Lane.DISK,
            remove_files,
            self._session.root,
            flow.there,
            done=flow.on_removed,
            failed=flow.on_failed,
        )
        self.began.emit(job, Step.REMOVING)

    def take_removed(self, flow: "_Removal", removed: "Removed") -> None:
        """Note what is in the trash now: as the step that was asked for, or as a new decision."""
        session, before = self._session, self._session.portfolio
        trashed = [file for file in removed.files if file.was_there]
        gone = tuple(file.path for file in removed.files if not file.was_there)
        missing = (*gone, *flow.missing) if removed.files or not flow.there else ()
        paths = (*(file.path for file in trashed), *missing)
        said = None
        if paths:
            keys = {file.path: path_in_trash(file.path, next(self._marks)) for file in trashed}
            history = None if flow.step is None else flow.step(session.history)
            if history is None or not _paths_of(history.present).isdisjoint(paths):
                history = after_decision(session.history, self._without(before, paths))
            session.decide(after_outside_change(history, partial(with_paths, paths=keys)))
            self._kept |= {
                keys[file.path]: _Kept(file, _sha256_of(before, file.path), before)
                for file in trashed
            }
            self._returned -= frozenset(paths)
            can_return = all(file.there is not None for file in trashed)
            said = FilesRemoved(
                tuple(keys),
                missing,
                uses_of(before, paths),
                can_return,
                tuple(keys.values()),
            )
        self._settle(flow)
        if said is not None:
            self.removed.emit(said)
        if removed.error is not None:
            self._fail(removed.error)

    def _without(self, portfolio: Portfolio, paths: tuple[str, ...]) -> Portfolio:
        left = drop_about_files(portfolio, paths)
        return drop_evidence_files(left, paths, self._session.today)

    # And back -----------------------------------------------------------------------------------

    def _start_return(self, flow: "_Return") -> None:
        from lssc_desktop.store.evidence import return_files  # a start has no use for it

        self._flows.append(flow)
        files = tuple((self._kept[key].file, self._kept[key].sha256) for key in flow.keys)
        job = self._jobs.start_reporting(
            Lane.DISK,
            return_files,
            self._session.root,
            files,
            done=flow.on_returned,
            failed=flow.on_failed,
        )
        self.began.emit(job, Step.RETURNING)

    def take_returned(self, flow: "_Return", returned: "Returned") -> None:
        """Note what is back: as the step that was asked for, or as a new decision."""
        kept = {key: self._kept[key] for key in flow.keys}
        if returned.error is not None:
            for key, each in kept.items():
                back = returned.files.get(each.file.path)
                if back is not None:  # next time it is found there
                    file = replace(each.file, path=back.path, there=None)
                    self._kept[key] = replace(each, file=file, sha256=back.sha256)
            self._settle(flow)
            self._fail(returned.error)
            return
        session = self._session
        now = {path: back.path for path, back in returned.files.items()} | dict(returned.lost)
        paths = {key: now[each.file.path] for key, each in kept.items()}

        def listed(portfolio: Portfolio) -> Portfolio:
            portfolio = with_paths(portfolio, paths)
            return with_content(portfolio, returned.files.values())

        is_next = flow.step is not None and _paths_of(
            flow.step(session.history).present
        ).issuperset(flow.keys)
        history = after_outside_change(session.history, listed)
        if flow.step is not None and is_next:
            history = flow.step(history)
        else:
            history = after_decision(history, self._restored(history.present, kept, now))
        other = {new: new for old, new in now.items() if old != new}
        if other:  # a set that shows a file shows another name of it
            present = move_evidence_files(history.present, other, session.today)
            history = replace(history, present=present)
        session.decide(history)
        for key in flow.keys:
            del self._kept[key]
        back_now = tuple(back.path for back in returned.files.values())
        self._returned |= frozenset(back_now)
        unknown = any(
            each.file.there is None for each in kept.values() if each.file.path in returned.lost
        )
        uses = uses_of(session.portfolio, back_now)
        self._settle(flow)
        self.returned.emit(FilesReturned(back_now, tuple(returned.lost.values()), uses, unknown))

    def _restored(
        self, portfolio: Portfolio, kept: Mapping[str, _Kept], now: Mapping[str, str]
    ) -> Portfolio:
        """Return the portfolio with files and their uses as they were before they left."""
        today = self._session.today
        for each in kept.values():
            path = each.file.path
            about = [file for file in each.before.about_me if file.path == path]
            portfolio = put_about_files(portfolio, about) if about else portfolio
            portfolio = with_uses_restored(portfolio, (path,), before=each.before, today=today)
            said = tuple(
                it for it in each.before.privacy if it.path == path and it not in portfolio.privacy
            )
            portfolio = replace(portfolio, privacy=(*portfolio.privacy, *said))
            portfolio = with_paths(portfolio, {path: now[path]})
        return portfolio

    # Ends ---------------------------------------------------------------------------------------

    def end(self, flow: QObject, error: Exception) -> None:
        """End a flow that moved nothing."""
        self._settle(flow)
        self._fail(error)

    def _settle(self, flow: QObject) -> None:
        """Save what happened to files at once, and look at the folder."""
        self._flows.remove(flow)
        flow.deleteLater()
        self._session.refresh()
        self.rested.emit()
        if self._waiting and not self.is_busy:
            self._waiting.pop(0)()

    def _fail(self, error: Exception) -> None:
        self._waiting.clear()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


class _Removal(QObject):
    """Files on their way to the trash, perhaps as a step of the history."""

    def __init__(
        self,
        steps: FileSteps,
        there: tuple[str, ...],
        missing: tuple[str, ...],
        step: HistoryStep | None = None,
    ) -> None:
        super().__init__(steps)
        self._steps = steps
        self.there = there
        self.missing = missing
        self.step = step

    def on_removed(self, removed: "Removed") -> None:
        """Take what came of it."""
        self._steps.take_removed(self, removed)

    def on_failed(self, error: Exception) -> None:
        """Give it up: nothing was moved."""
        self._steps.end(self, error)


class _Return(QObject):
    """Files on their way back from the trash, by their names in the history."""

    def __init__(
        self, steps: FileSteps, keys: tuple[str, ...], step: HistoryStep | None = None
    ) -> None:
        super().__init__(steps)
        self._steps = steps
        self.keys = keys
        self.step = step

    def on_returned(self, returned: "Returned") -> None:
        """Take what came of it."""
        self._steps.take_returned(self, returned)

    def on_failed(self, error: Exception) -> None:
        """Give it up: nothing was moved."""
        self._steps.end(self, error)


def _paths_of(portfolio: Portfolio) -> frozenset[str]:
    """Return the paths of all files on the list."""
    evidence = frozenset(file.path for file in portfolio.evidence)
    return evidence | {file.path for file in portfolio.about_me}


def _sha256_of(portfolio: Portfolio, path: str) -> str:
    file = portfolio.evidence_file(path) or portfolio.about_file(path)
    return "" if file is None else file.sha256
