"""Keeps what is known of a shelf up to date: looks when something stirs, verifies in between.

A network drive does not tell when something new lies on it, so the folder is also looked at every
so often.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.job import Cancelled, Progress, Reporter
from lssc_desktop.core.submission.shelf import SearchedTexts, ShelvedPackage, Soundness
from lssc_desktop.package.rounds import begun_packages
from lssc_desktop.package.shelf import (
    Shelf,
    ShelfLook,
    remember_shelf,
    remembered_shelf,
    verify_shelved,
    with_known,
    with_packages,
)
from lssc_desktop.ui.base.folder_watcher import FolderWatcher, is_here
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.values import dataclass

_LOOK_EVERY = 15_000  # milliseconds
_LOOK_SOON = 1_000  # after something changed: a file that is being copied goes on changing
_PART = 0.5  # seconds of a look, after which somebody else has a turn at the disk
_BEFORE_VERIFYING = 50
_REMEMBER_AFTER = 200  # verified packages: each writes the whole memory
_SHOW_EVERY = 300  # milliseconds, or more of many: of ten thousand verified not each is drawn


class ShelfWatch(QObject):
    """Keeps a shelf up to date: what was remembered, what is there, whether it is whole."""

    changed = Signal(object)
    """A `Shelf`."""
    failed = Signal(object)
    looked_on = Signal()
    """A look began, went on, ended, or failed."""

    def __init__(
        self, config: Path, folder: Path, jobs: Jobs, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._config = config
        self._now = now
        self.reviewer = ""
        """Whose unsaved work is looked for; nobody's."""
        self.texts = SearchedTexts()
        """What a filter looks for words in."""
        self._jobs = jobs
        self._shelf = Shelf(folder)
        self._verifying: JobHandle | None = None
        self._since_remembered = 0
        self._unreadable: set[str] = set()  # until the next look
        self._look: ShelfLook | None = None
        self._looking: JobHandle | None = None
        self.progress: Progress | None = None
        """How far the look is that goes on; None before it says so."""
        self.has_looked = False
        """Whether the whole folder was looked through at least once."""
        self.is_failing = False
        """Whether the last look failed; another one follows."""
        self._stirred_meanwhile = False
        self._is_over = False
        self._every = _LOOK_EVERY
        self._pause = _LOOK_SOON
        self._again = single_shot(self, _LOOK_EVERY, self.look)
        self.watcher = FolderWatcher(self)
        self.watcher.stirred.connect(self.look)
        self._next = single_shot(self, _BEFORE_VERIFYING, self._verify_next)
        self._show_soon = single_shot(self, _SHOW_EVERY, self._show)
        self._is_shown = False
        self._start(remembered_shelf, self._take_remembered, config, folder)

    @property
    def shelf(self) -> Shelf:
        """What is known by now."""
        return self._shelf

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked at, or soon will be."""
        return self.is_looking or self._verifying is not None or self._next.isActive()

    @property
    def is_looking(self) -> bool:
        """Whether the folder is being looked through."""
        return self._look is not None

    def look_every(self, milliseconds: int) -> None:
        """Look so often where the system does not tell of news; 0 for never."""
        self._every = milliseconds
        self._again.stop()
        self._wait()

    def look(self) -> None:
        """Look at the folder now."""
        if self._is_over:
            return
        if self._look is not None:
            self._stirred_meanwhile = True
            return
        self.give_way()
        self._look = ShelfLook(self._config, self._shelf, self._now().date())
        self._look_on(self._look)

    def _look_on(self, look: ShelfLook) -> None:
        """Look at a part: between two parts others have their turn at the disk."""
        self._looking = self._start(_look, self._take_part, look, self.reviewer, self.texts)
        self._looking.progressed.connect(self._note_progress)

    def give_way(self) -> None:
        """Stop verifying for a moment, because the user waits for the disk."""
        if self._verifying is not None:
            self._verifying.cancel()

    def stop(self) -> None:
        """Do nothing any more."""
        self._is_over = True
        self.watcher.stop()
        self._again.stop()
        self._next.stop()
        self._show_soon.stop()
        self.give_way()
        if self._looking is not None:
            self._looking.cancel()

    def _wait(self) -> None:
        """Look again after a while."""
        self._pause = min(self._pause, _LOOK_EVERY)
        if self._every:
            self._again.start(min(self._pause, self._every))

    def _start[*Arguments](
        self,
        function: Callable[[*Arguments, Reporter], object],
        done: Callable[..., None],
        *arguments: *Arguments,
    ) -> JobHandle:
        return self._jobs.start_reporting(
            Lane.DISK, function, *arguments, done=done, failed=self._fail, quiet=True
        )

    def _take_remembered(self, shelf: Shelf) -> None:
        if not self._is_over:
            self._become(shelf)
            self.look()

    def _note_progress(self, progress: Progress) -> None:
        if self._look is not None:
            self.progress = progress
            self.looked_on.emit()

    def _take_part(self, part: "_Part") -> None:
        look = self._look
        if self._is_over or look is None:
            return
        before = self._shelf.packages, self._shelf.folders
        if part.shelf is not None:
            self._become(with_known(part.shelf, self._shelf))
        if not part.is_last:
            self._look_on(look)
            return
        self._end_look()
        self.has_looked, self.is_failing = True, False
        changed = (self._shelf.packages, self._shelf.folders) != before
        self._pause = _LOOK_SOON if changed else 2 * self._pause
        self._unreadable.clear()
        self.looked_on.emit()
        self.watcher.watch(self._shelf.folders if part.is_here else ())
        self._wait()
        self._next.start()
        if self._stirred_meanwhile:
            self._stirred_meanwhile = False
            self.look()

    def _end_look(self) -> None:
        self._look = self._looking = self.progress = None

    def _verify_next(self) -> None:
        waiting = [each for each in self._shelf.unverified if each.name not in self._unreadable]
        if waiting and self._verifying is None and not self.is_looking:
            self._verifying = self._start(
                _verify, self._take_verified, self._shelf.folder, tuple(waiting)
            )

    def _take_verified(self, packages: tuple[ShelvedPackage, ...]) -> None:
        self._verifying = None
        if self._is_over:
            return
        unknown = Soundness.UNKNOWN
        self._unreadable |= {each.name for each in packages if each.soundness is unknown}
        self._shelf = with_packages(self._shelf, packages)
        if not self._shelf.unverified:
            self._show()
        elif not self._show_soon.isActive():
            self._show_soon.start()
        self._since_remembered += len(packages)
        enough = max(_REMEMBER_AFTER, len(self._shelf.packages) // 20)
        if self._since_remembered >= enough or not self._shelf.unverified:
            self._since_remembered = 0
            self._jobs.start(
                Lane.SAVING,
                remember_shelf,
                self._config,
                self._shelf,
                failed=self._fail,
                quiet=True,
            )
        self._next.start()

    def _fail(self, error: Exception) -> None:
        was_looking = self.is_looking
        if was_looking:
            self._end_look()
            self.is_failing = not isinstance(error, Cancelled)
            self._wait()
        self._verifying = None
        if self._is_over:
            return
        if isinstance(error, Cancelled):
            self._next.start()
        else:
            self.failed.emit(error)
        if was_looking:
            self.looked_on.emit()

    def _become(self, shelf: Shelf) -> None:
        """Show a shelf, unless a look saw nothing new: of ten thousand packages that takes time."""
        if self._is_shown and shelf == self._shelf:
            return
        self._is_shown = True
        self._shelf = shelf
        self._show()

    def _show(self) -> None:
        self._show_soon.stop()
        begun = time.monotonic()
        self.changed.emit(self._shelf)
        taken = int((time.monotonic() - begun) * 1000)
        self._show_soon.setInterval(max(_SHOW_EVERY, 10 * taken))


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of a look has shown, None where that is too little to be drawn again.

    `is_here` says whether the folder lies on a drive of this computer.
    """

    shelf: Shelf | None
    is_last: bool = False
    is_here: bool = False


def _verify(
    folder: Path, packages: tuple[ShelvedPackage, ...], reporter: Reporter
) -> tuple[ShelvedPackage, ...]:
    """Verify the first packages, as many as can be verified in half a second."""
    end = time.monotonic() + _PART
    found = [verify_shelved(folder, packages[0], reporter)]
    while len(found) < len(packages) and time.monotonic() < end:
        found.append(verify_shelved(folder, packages[len(found)], reporter))
    return tuple(found)


def _look(look: ShelfLook, reviewer: str, texts: SearchedTexts, reporter: Reporter) -> _Part:
    """Look at the next part of a folder, for half a second."""
    if not look.is_found:
        look.find(reporter)
    look.read(reporter, _PART)
    is_last = not look.left
    if not is_last and not look.has_more_to_show:
        return _Part(None)
    shelf = look.finish() if is_last else look.shelf()
    begun = begun_packages(look.config, reviewer) if reviewer else frozenset()
    shelf = replace(shelf, begun=begun)
    for entry in shelf.entries:  # at the first key of a filter somebody would wait for it
        texts.text_of(entry)
    return _Part(shelf, is_last, is_last and is_here(shelf.folder))
