"""Saving by itself: soon after a pause, at the latest while at most two seconds can be lost."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.richtext import RichText
from lssc_desktop.store.conflicts import Keep, save_over, settle_text, take_theirs
from lssc_desktop.store.folder import ChangedOnDisk, Loaded
from lssc_desktop.store.opening import OpenFolder
from lssc_desktop.store.saving import (
    ReadText,
    RefusedText,
    Saved,
    Saving,
    TextPlace,
    UnsavedText,
    save_work,
)
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.unsaved_texts import UnsavedTexts

_PAUSE = 400  # milliseconds without typing
_LATEST = 1500  # after the first unsaved letter: with the writing itself it stays below 2 seconds
_RETRY = 3000  # after a drive did not answer


class Autosave(QObject):
    """Writes the portfolio and the texts of a session, one write at a time."""

    state_changed = Signal(object)
    saved = Signal(object)
    """A `Saved`: what of it is news for the portfolio has to be taken in by `adopt`."""
    text_conflict = Signal(object)
    """A `RefusedText` that waits for `settle_text`."""
    portfolio_conflict = Signal(object)
    """A `ChangedOnDisk` that waits for `settle_portfolio`."""
    replaced = Signal(object)
    """A `Loaded`: the portfolio of somebody else, which the person chose over theirs."""
    text_settled = Signal(object)
    """The `TextPlace` whose document is now the one that the person chose."""
    finished = Signal()
    """A write came to its end, well or not."""

    def __init__(
        self, folder: OpenFolder, jobs: Jobs, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._jobs = jobs
        self._now = now
        self._portfolio = folder.portfolio
        self._stamp = folder.stamp
        self._texts = UnsavedTexts()
        self._dirty = False
        self._written_revision = self._revision = 0
        self._running = False
        self._is_over = False
        self._conflict = False
        self._settling: tuple[UnsavedText, Keep] | None = None
        self._next: deque[Callable[[], None]] = deque()
        self._state = SavedState(SavedPhase.SAVED)
        self._pause = self._timer(_PAUSE)
        self._latest = self._timer(_LATEST)
        self._retry = self._timer(_RETRY)

    @property
    def state(self) -> SavedState:
        """Whether everything is saved."""
        return self._state

    @property
    def is_clean(self) -> bool:
        """Whether nothing waits to be saved and nothing is being saved."""
        texts = self._texts
        return not (self._running or self._dirty or texts.waiting or texts.held)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being saved, nor about to be."""
        return not (self._running or self._next)

    @property
    def is_waiting(self) -> bool:
        """Whether a save was asked for that did not begin yet, because another write runs."""
        return self._save in self._next

    def put(self, portfolio: Portfolio) -> None:
        """Save a portfolio soon."""
        self._portfolio = portfolio
        self._revision += 1
        self._dirty = True
        self._soon()

    def adopt(self, portfolio: Portfolio) -> None:
        """Take a portfolio that differs from what was written in nothing but what was written."""
        self._portfolio = portfolio

    def put_text(self, place: TextPlace, text: RichText) -> None:
        """Save a text soon."""
        self._texts.put(place, text)
        if self._texts.held_text(place) is None:
            self._soon()

    def text(self, place: TextPlace) -> RichText | None:
        """Return what was typed at a place and is not on the disk, None when all is."""
        return self._texts.text(place)

    def take_read(self, read: ReadText) -> ReadText:
        """Note what the editor builds on, and return what it shall show."""
        return self._texts.take_read(read)

    def outdated(self, known: tuple[tuple[TextPlace, str], ...]) -> tuple[TextPlace, ...]:
        """Return which of the texts that were read have another document now."""
        return self._texts.outdated(known)

    @Slot()
    def save_now(self) -> None:
        """Save what is not saved yet, without waiting for a pause."""
        self.stop()
        if not self.is_waiting:
            self._then(self._save)

    def stop(self) -> None:
        """Save nothing by itself until the next edit."""
        for timer in (self._pause, self._latest, self._retry):
            timer.stop()

    def end(self) -> None:
        """Begin no write any more: the folder is not ours to write in."""
        self._is_over = True
        self._next.clear()
        self.stop()

    def settle_text(self, place: TextPlace, keep: Keep) -> None:
        """Carry out what the person said about a text that another program stands against."""

        def start() -> None:
            unsaved = self._texts.held_text(place)
            if unsaved is not None:
                self._settling = (unsaved, keep)
                today = self._now().date()
                self._start(settle_text, self._saving(), unsaved, keep, today, done=self._take)

        self._then(start)

    def settle_portfolio(self, keep: Keep) -> None:
        """Carry out what the person said about a portfolio.json that somebody else saved."""
        self._conflict = False
        self._then(self._save_over if keep is Keep.MINE else self._take_theirs)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save_now)
        return timer

    def _soon(self) -> None:
        if self._is_over:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        if self._state.phase is SavedPhase.SAVED:
            self._set_state(SavedPhase.SAVING)

    def _then(self, start: Callable[[], None]) -> None:
        """Start a write when the one that runs has ended."""
        if not self._is_over:
            self._next.append(start)
            self._go_on()

    def _go_on(self) -> None:
        while self._next and not self._running:
            self._next.popleft()()

    def _start(
        self, function: Callable[..., object], *arguments: object, done: Callable[..., None]
    ) -> None:
        self._running = True
        self._written_revision = self._revision
        self._jobs.start(Lane.SAVING, function, *arguments, done=done, failed=self._fail)

    def _saving(self) -> Saving:
        texts = self._texts.waiting
        return Saving(self._folder.root, self._folder.program, self._portfolio, self._stamp, texts)

    def _save(self) -> None:
        if self._dirty or self._texts.waiting:
            self._start(save_work, self._saving(), self._now().date(), done=self._take)
        else:
            self._conclude(None)

    def _save_over(self) -> None:
        self._start(save_over, self._saving(), self._now().date(), done=self._take)

    def _take_theirs(self) -> None:
        self._start(take_theirs, self._saving(), done=self._take_loaded)

    @Slot(object)
    def _take(self, saved: Saved) -> None:
        self._running = False
        self._stamp = saved.stamp
        settled, self._settling = self._settling, None
        for written in saved.written:
            if settled is not None and written.unsaved.place == settled[0].place:
                self._texts.take_settled(written)
            else:
                self._texts.take_written(written)
        if self._revision == self._written_revision:
            self._dirty = saved.error is not None
        self.saved.emit(saved)
        refused = tuple(each for each in saved.refused if not self._hold(each))
        if settled is not None:
            self.text_settled.emit(settled[0].place)
        self._ask_about(saved.error)
        self._conclude(saved.error or next((each.error for each in refused), None))

    @Slot(object)
    def _take_loaded(self, loaded: Loaded) -> None:
        self._running = False
        self._stamp = loaded.stamp
        self._portfolio = loaded.portfolio
        self._dirty = False
        self.replaced.emit(loaded)
        self._conclude(None)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._running = False
        self._settling = None
        self._conclude(error)

    def _hold(self, refused: RefusedText) -> bool:
        held = self._texts.take_refused(refused)
        if held:
            self.text_conflict.emit(refused)
        return held

    def _ask_about(self, error: LsscError | None) -> None:
        if isinstance(error, ChangedOnDisk) and not self._conflict:
            self._conflict = True
            self.portfolio_conflict.emit(error)

    def _conclude(self, error: Exception | None) -> None:
        """Tell how the write ended, and see to what is left."""
        held = self._texts.held
        error = error or (held[0].error if held else None)
        if error is not None:
            self._set_state(SavedPhase.FAILED, error)
            retries = self._texts.waiting or (self._dirty and not self._conflict)
            if retries and not self._is_over:
                self._retry.start()
        elif self._dirty or self._texts.waiting:
            self._set_state(SavedPhase.SAVING)
        else:
            self._set_state(SavedPhase.SAVED)
        self.finished.emit()
        self._go_on()

    def _set_state(self, phase: SavedPhase, error: Exception | None = None) -> None:
        news = phase is SavedPhase.SAVED and self._state.phase is not SavedPhase.SAVED
        at = self._now() if news else self._state.at
        self._state = SavedState(phase, at, error)
        self.state_changed.emit(self._state)
