"""Saving by itself: the autosave of a session, its unsaved texts, and what waits for a save.

A save begins soon after a pause, and at the latest while at most two seconds can be lost.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from types import MethodType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.text.richtext import (
    NewContent,
    RichText,
    new_content,
    with_new_content,
)
from lssc_desktop.documents.word import BlockLost, TextNotWritten
from lssc_desktop.store.folder.conflicts import Keep, save_over, settle_text, take_theirs
from lssc_desktop.store.folder.folder import ChangedOnDisk, Loaded
from lssc_desktop.store.folder.opening import OpenFolder
from lssc_desktop.store.folder.responses import DocumentChanged, DocumentHasUnsupportedContent
from lssc_desktop.store.folder.saving import (
    ReadText,
    RefusedText,
    Saved,
    Saving,
    UnsavedText,
    WrittenText,
    save_work,
)
from lssc_desktop.ui.base.jobs import Jobs, Lane, method_of_object
from lssc_desktop.ui.base.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.kit.timers import single_shot

if TYPE_CHECKING:
    from lssc_desktop.documents.word import OpenedDocument

_PAUSE = 400  # milliseconds without typing
_LATEST = 1500  # after the first unsaved letter: with the writing itself it stays below 2 seconds
_RETRY = 3000  # after a drive did not answer

_CONFLICTS = (DocumentChanged, DocumentHasUnsupportedContent, BlockLost, TextNotWritten)


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
    """A `Loaded`: the portfolio of somebody else, which the user chose over theirs."""
    text_settled = Signal(object)
    """The `TextPlace` whose document is now the one that the user chose."""
    finished = Signal()
    """A write came to its end, well or not."""

    def __init__(
        self, folder: OpenFolder, jobs: Jobs, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._jobs = jobs
        self._now = now
        self._began = now()
        self._portfolio = self._saved_portfolio = folder.portfolio
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
        self._pause, self._latest, self._retry = (
            single_shot(self, after, self.save_now) for after in (_PAUSE, _LATEST, _RETRY)
        )

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

    @property
    def unsaved_texts(self) -> tuple[UnsavedText, ...]:
        """The texts that are not on the disk yet, those that wait for the user's decision too."""
        return (*self._texts.waiting, *(each.unsaved for each in self._texts.held))

    @property
    def saved_portfolio(self) -> Portfolio:
        """The portfolio as it was read or saved last."""
        return self._saved_portfolio

    def put(self, portfolio: Portfolio) -> None:
        """Save a portfolio soon."""
        self._portfolio = portfolio
        self._revision += 1
        self._dirty = True
        self._schedule()

    def adopt(self, portfolio: Portfolio) -> None:
        """Take a portfolio that differs from what was written in nothing but what was written."""
        self._portfolio = portfolio

    def put_text(self, place: TextPlace, text: RichText) -> None:
        """Save a text soon."""
        self._texts.put(place, text)
        if self._texts.held_text(place) is None:
            self._schedule()

    def text(self, place: TextPlace) -> RichText | None:
        """Return what was typed at a place and is not on the disk, None when all is."""
        return self._texts.text(place)

    def note_read(self, read: ReadText) -> ReadText:
        """Note what the editor builds on, and return what it shall show."""
        return self._texts.note_read(read)

    def outdated(self, known: tuple[tuple[TextPlace, str], ...]) -> tuple[TextPlace, ...]:
        """Return which of the texts that were read have another document now."""
        return self._texts.outdated(known)

    def save_now(self) -> None:
        """Save what is not saved yet, without waiting for a pause."""
        self.stop()
        if not self.is_waiting:
            self._enqueue(self._save)

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
        """Carry out what the user said about a text that another program stands against."""

        def start() -> None:
            unsaved = self._texts.held_text(place)
            if unsaved is not None:
                self._settling = (unsaved, keep)
                now = self._now()
                self._start(settle_text, self._saving(), unsaved, keep, now, done=self._on_saved)

        self._enqueue(start)

    def settle_portfolio(self, keep: Keep) -> None:
        """Carry out what the user said about a portfolio.json that somebody else saved."""
        self._conflict = False
        self._enqueue(self._save_over if keep is Keep.MINE else self._load_theirs)

    def _schedule(self) -> None:
        if self._is_over:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        if self._state.phase is SavedPhase.SAVED:
            self._set_state(SavedPhase.SAVING)

    def _enqueue(self, start: Callable[[], None]) -> None:
        """Start a write when the one that runs has ended."""
        if not self._is_over:
            self._next.append(start)
            self._go_on()

    def _go_on(self) -> None:
        while self._next and not self._running:
            self._next.popleft()()

    def _start[*Arguments](
        self,
        function: Callable[[*Arguments], object],
        *arguments: *Arguments,
        done: Callable[..., None],
    ) -> None:
        self._running = True
        self._written_revision = self._revision
        self._jobs.start(Lane.SAVING, function, *arguments, done=done, failed=self._on_failure)

    def _saving(self) -> Saving:
        texts = self._texts.waiting
        return Saving(
            self._folder.root,
            self._folder.program,
            self._portfolio,
            self._stamp,
            texts,
            self._began,
        )

    def _save(self) -> None:
        if self._dirty or self._texts.waiting:
            self._start(save_work, self._saving(), self._now(), done=self._on_saved)
        else:
            self._conclude(None)

    def _save_over(self) -> None:
        self._start(save_over, self._saving(), self._now(), done=self._on_saved)

    def _load_theirs(self) -> None:
        self._start(take_theirs, self._saving(), done=self._on_loaded)

    def _on_saved(self, saved: Saved) -> None:
        self._running = False
        self._stamp = saved.stamp
        settled, self._settling = self._settling, None
        for written in saved.written:
            if settled is not None and written.unsaved.place == settled[0].place:
                self._texts.note_settled(written)
            else:
                self._texts.note_written(written)
        if self._revision == self._written_revision:
            self._dirty = saved.error is not None
        if saved.error is None:
            self._saved_portfolio = saved.portfolio
        self.saved.emit(saved)
        refused = tuple(each for each in saved.refused if not self._hold_text(each))
        if settled is not None:
            self.text_settled.emit(settled[0].place)
        self._report_conflict(saved.error)
        self._conclude(saved.error or next((each.error for each in refused), None))

    def _on_loaded(self, loaded: Loaded) -> None:
        self._running = False
        self._stamp = loaded.stamp
        self._portfolio = self._saved_portfolio = loaded.portfolio
        self._dirty = False
        self.replaced.emit(loaded)
        self._conclude(None)

    def _on_failure(self, error: Exception) -> None:
        self._running = False
        self._settling = None
        self._conclude(error)

    def _hold_text(self, refused: RefusedText) -> bool:
        held = self._texts.hold(refused)
        if held:
            self.text_conflict.emit(refused)
        return held

    def _report_conflict(self, error: LsscError | None) -> None:
        if isinstance(error, ChangedOnDisk) and not self._conflict:
            self._conflict = True
            self.portfolio_conflict.emit(error)

    def _conclude(self, error: Exception | None) -> None:
        """Report how the write ended, and see to what is left."""
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


# Unsaved texts ----------------------------------------------------------------------------------


class UnsavedTexts:
    """Remembers for each text what was typed, and the fingerprint of the document it replaces.

    A text is held when another program wrote its document meanwhile: it is not tried again
    until the user said which version counts.
    """

    def __init__(self) -> None:
        self._bases: dict[TextPlace, str] = {}
        self._saved: dict[TextPlace, RichText] = {}
        self._opened: dict[TextPlace, OpenedDocument] = {}
        self._brought: dict[TextPlace, dict[str, NewContent]] = {}
        self._waiting: dict[TextPlace, UnsavedText] = {}
        self._held: dict[TextPlace, RefusedText] = {}

    @property
    def waiting(self) -> tuple[UnsavedText, ...]:
        """The texts to be saved next."""
        return tuple(self._waiting.values())

    @property
    def held(self) -> tuple[RefusedText, ...]:
        """The texts that wait for the user's decision."""
        return tuple(self._held.values())

    def text(self, place: TextPlace) -> RichText | None:
        """Return what was typed at a place and is not on the disk, None when all is."""
        if place in self._held:
            return self._held[place].unsaved.text
        unsaved = self._waiting.get(place)
        return None if unsaved is None else unsaved.text

    def put(self, place: TextPlace, text: RichText) -> None:
        """Take what was typed; it replaces what was typed there before."""
        if new := new_content(text):
            self._brought.setdefault(place, {}).update(new)
        unsaved = UnsavedText(
            place,
            text,
            self._bases.get(place),
            self._saved.get(place),
            self._opened.get(place),
        )
        if place in self._held:
            held = self._held[place]
            self._held[place] = replace(held, unsaved=replace(held.unsaved, text=text))
        else:
            self._waiting[place] = unsaved

    def note_read(self, read: ReadText) -> ReadText:
        """Note on which content the editor builds, and return what it shall show.

        What is not on the disk yet is shown in place of what is. What was pasted since the
        document was opened is in its file, but not in the document as it was opened, from which
        the next save is made: the text brings it again.
        """
        text = self.text(read.place)
        if text is not None:
            return replace(read, document=replace(read.document, text=text, fault=""))
        if self._bases.get(read.place) != read.sha256 or read.base is None:
            self._opened.pop(read.place, None)
        if read.base is not None:
            self._opened.setdefault(read.place, read.base)
        self._bases[read.place] = read.sha256
        self._saved[read.place] = read.document.text
        shown = with_new_content(read.document.text, self._brought.get(read.place, {}))
        return replace(read, document=replace(read.document, text=shown))

    def note_written(self, written: WrittenText) -> None:
        """Note that a text is on the disk; what was typed since is based on it."""
        place = written.unsaved.place
        self._note_saved(written)
        newer = self._waiting.pop(place, None)
        if newer is not None and newer.text != written.unsaved.text:
            self._waiting[place] = replace(
                newer, based_on=written.document.sha256, before=written.unsaved.text
            )

    def hold(self, refused: RefusedText) -> bool:
        """Hold a text that another program stands against; return whether it is one."""
        place = refused.unsaved.place
        if not isinstance(refused.error, _CONFLICTS) or place in self._held:
            return False
        newest = self._waiting.pop(place, refused.unsaved)
        self._held[place] = replace(refused, unsaved=newest)
        return True

    def held_text(self, place: TextPlace) -> UnsavedText | None:
        """Return a text that waits for the user's decision, None where there is none."""
        refused = self._held.get(place)
        return None if refused is None else refused.unsaved

    def note_settled(self, written: WrittenText) -> None:
        """Note that the user's decision about a held text was carried out."""
        place = written.unsaved.place
        refused = self._held.pop(place, None)
        self._opened.pop(place, None)
        if refused is not None and refused.unsaved.text != written.unsaved.text:
            self._waiting[place] = refused.unsaved  # typed meanwhile, and refused once more
        else:
            self._note_saved(written)

    def outdated(self, fingerprints: Iterable[tuple[TextPlace, str]]) -> tuple[TextPlace, ...]:
        """Return the places that were read and whose document is another one now."""
        return tuple(
            place
            for place, sha256 in fingerprints
            if place in self._bases and self._bases[place] != sha256 and self.text(place) is None
        )

    def _note_saved(self, written: WrittenText) -> None:
        self._bases[written.unsaved.place] = written.document.sha256
        self._saved[written.unsaved.place] = written.unsaved.text


# Actions that wait ------------------------------------------------------------------------------


class PendingAction:
    """An action that begins when everything is saved.

    Exactly one of its two functions is called, once. Both get `arguments` first; `failed` gets
    the error as well. When the object that they belong to is gone, nothing is called.
    """

    def __init__(
        self, done: Callable[..., None], failed: Callable[..., None], arguments: tuple[object, ...]
    ) -> None:
        self._done = method_of_object(done)
        self._failed = method_of_object(failed)
        self._arguments = arguments
        self._is_waiting = True

    @property
    def is_waiting(self) -> bool:
        """Whether it neither began nor failed so far."""
        return self._is_waiting

    def begin(self) -> None:
        """Call `done`: everything is saved."""
        self._end(self._done)

    def fail(self, error: Exception) -> None:
        """Call `failed`: it never begins."""
        self._end(self._failed, error)

    def cancel(self) -> None:
        """Give it up; it fails with `Cancelled`."""
        self.fail(Cancelled())

    def _end(self, function: MethodType, *facts: object) -> None:
        was_waiting, self._is_waiting = self._is_waiting, False
        if was_waiting and isValid(function.__self__):
            function(*self._arguments, *facts)


class PendingActions(QObject):
    """Begins each action in its turn, as soon as nothing is unsaved; fails all when a save fails.

    A failed save is never waited for to succeed later: by then there may be other words, and
    whoever asked may have something else in sight.
    """

    def __init__(self, autosave: Autosave, parent: QObject) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._waiting: list[PendingAction] = []
        autosave.finished.connect(self._go_on)

    def add(self, action: PendingAction) -> None:
        """Save what is not saved, and then begin the action; at once, when all is saved."""
        self._waiting.append(action)
        self._autosave.save_now()

    def cancel_all(self) -> None:
        """Give up everything that waits."""
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action.cancel()

    def _go_on(self) -> None:
        """Look how the write ended, which may have begun before the newest action was wished."""
        autosave = self._autosave
        while self._waiting and autosave.is_clean:  # what begins may change something
            self._waiting.pop(0).begin()
        if not self._waiting or autosave.is_waiting:
            return
        error = autosave.state.error
        if error is None:  # something was typed while the rest was written
            autosave.save_now()
            return
        failed, self._waiting = self._waiting, []
        for action in failed:
            action.fail(error)
