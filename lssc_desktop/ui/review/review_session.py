"""The review that is being written: changed by edits, kept by itself, saved when asked to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lssc_desktop.core.portfolio.undo import Undo, after_decision, after_redo, after_undo
from lssc_desktop.core.review.evaluation import add_comment, change_comment
from lssc_desktop.core.review.review import Comment, Review, ReviewMode
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.rounds import (
    KeptReview,
    carried_drafts,
    forget_review,
    keep_review,
    move_drafts,
)
from lssc_desktop.package.target import write_signed
from lssc_desktop.paths import NOWHERE
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.kit.timers import single_shot

if TYPE_CHECKING:
    from lssc_desktop.package.judging import Judging

_PAUSE = 400  # milliseconds without another change
_LATEST = 1500  # after the first change that is not kept: nobody pauses in a long sentence
_ANY_TIME = datetime.min.replace(tzinfo=UTC)

type Edit = Callable[[Review], Review]


class ReviewSession(QObject):
    """Holds the review of one opened package; nothing is ever written into the package.

    Every change is kept soon in the reviewer's own folder (`config`). Once the review file is
    saved, what was kept goes, unless the reviewer agreed to be remembered on this computer. A
    program that was started to keep nothing has no such folder: then only the review file counts.
    """

    review_changed = Signal(object)
    saved_changed = Signal()
    """Whether there is something to save has changed."""
    drafts_added = Signal()
    """Comments that were begun came here, or went: fields show others now."""
    saved = Signal(object)
    """The path of the review file that was written."""
    failed = Signal(object)
    """The error for which the work could not be kept or saved."""
    kept = Signal()
    """Everything that no review file holds is in the reviewer's own folder."""
    at_rest = Signal()
    """A write has ended, well or not."""
    closed = Signal()
    """What no review file holds was given up as asked."""

    def __init__(
        self,
        opened: OpenedPackage,
        review: Review,
        config: Path,
        jobs: Jobs,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.opened = opened
        self.remember = False
        self.judging: Judging | None = None
        """By which rules an evaluation is made."""
        self._config = config
        self._jobs = jobs
        self._now = now
        self._undo = Undo(review)
        self._saved: Review | None = review
        self._saving: Review | None = None
        self._file: Path | None = None
        self._is_kept = True
        self._writing = 0
        self._drafts: dict[tuple[int | None, str], Comment] = {}
        self._pause = single_shot(self, _PAUSE, self.keep_now)
        self._latest = single_shot(self, _LATEST, self.keep_now)

    @property
    def review(self) -> Review:
        """The review as it is now."""
        return self._undo.present

    @property
    def judged_review(self) -> Review:
        """The review as it is written: an evaluation says by which rules it was made."""
        judging = self.judging
        if judging is None or self.review.mode is not ReviewMode.EVALUATION:
            return replace(self.review, rules=None, rules_chosen=False)
        return replace(self.review, rules=judging.rules, rules_chosen=judging.chosen)

    @property
    def is_saved(self) -> bool:
        """Whether the review file says everything that the review says."""
        return self.is_written and not self._drafts

    @property
    def is_written(self) -> bool:
        """Whether the review file has all but what was begun and not added."""
        return self._saved is not None and _said(self.review) == _said(self._saved)

    @property
    def unfinished(self) -> tuple[int | None, ...]:
        """The competency of each comment that was begun and not added, None for the statement."""
        return tuple(place for place, _id in self._drafts)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being written."""
        return not self._writing

    @property
    def can_keep(self) -> bool:
        """Whether there is a folder in which a review is kept until it is saved."""
        return self._config != NOWHERE

    @property
    def is_safe(self) -> bool:
        """Whether everything is in the review file or in the reviewer's own folder."""
        is_written = self._is_kept if self.can_keep else self.is_saved
        return is_written and not self._writing

    @property
    def file(self) -> Path | None:
        """The review file that was saved last."""
        return self._file

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo.past)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undo.future)

    def take_up(self, kept: KeptReview) -> None:
        """Go on with work that was kept, in place of a review that says nothing yet."""
        self._undo = Undo(kept.review)
        self._saved = kept.review if kept.saved else None
        self._drafts = {(draft.about.competency, draft.id): draft for draft in kept.drafts}
        self._tell()

    def take_drafts(self, unfinished: Sequence[KeptReview]) -> None:
        """Go on here with comments that were begun on earlier packages and not added.

        Two of them at one place become one.
        """
        for draft in carried_drafts(unfinished, self.opened.record):
            key = (draft.about.competency, "")
            before = self._drafts.get(key)
            text = draft.text if before is None else f"{before.text}\n\n{draft.text}"
            self._drafts[key] = replace(before or draft, text=text)
        self._write_now()
        drafts = tuple(self._drafts.values())
        kept = KeptReview(self.review, str(self.opened.path), self.is_saved, drafts)
        self._jobs.start(
            Lane.SAVING,
            move_drafts,
            self._config,
            kept,
            tuple(unfinished),
            done=self._tell_kept,
            failed=self._fail,
        )
        self.drafts_added.emit()
        self._tell()

    def go_on(self, review: Review) -> None:
        """Put the review of a file in the place of this one, which can be taken back."""
        self._become(after_decision(self._undo, review))
        self._saved = review
        self._tell()

    def draft(self, place: int | None) -> Comment | None:
        """Return the comment begun at a competency, or with None at the learning statement.

        One of this review that is being changed comes before a new one.
        """
        begun = [draft for (at, _id), draft in self._drafts.items() if at == place]
        return next((draft for draft in begun if draft.id), begun[0] if begun else None)

    def put_draft(self, place: int | None, draft: Comment) -> None:
        """Keep a comment that is being written; one without words is none."""
        key = (place, draft.id)
        before = self._drafts.pop(key, None)
        if draft.text.strip():
            self._drafts[key] = draft
        if before != self._drafts.get(key):
            self._keep_soon()
            self.saved_changed.emit()

    def add(self, comment: Comment) -> None:
        """Add a comment, or with an id give one of this review's other words."""
        self._drafts.pop((comment.about.competency, comment.id), None)
        if comment.id:
            self.apply(partial(change_comment, comment=comment.id, text=comment.text))
        else:
            self.apply(partial(_said_again, comment=comment))

    def add_drafts(self) -> None:
        """Add every comment that was begun."""
        for draft in tuple(self._drafts.values()):
            self.add(replace(draft, text=draft.text.strip()))
        self.drafts_added.emit()

    def apply(self, edit: Edit) -> None:
        """Change the review; the change can be taken back."""
        changed = edit(self.review)
        if _said(changed) != _said(self.review):
            self._become(after_decision(self._undo, replace(changed, written=self._now())))

    def undo(self) -> None:
        """Take the last change back."""
        self._become(after_undo(self._undo))

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._become(after_redo(self._undo))

    def save(self, path: Path) -> None:
        """Write the review file; `saved` or `failed` is emitted at the end.

        Comments that were begun and not added (`unfinished`) stay out of it. They are kept here.
        """
        self._write_now()
        drafts = tuple(self._drafts.values())
        self._saving, self._file = self.review, path
        self._jobs.start(
            Lane.SAVING,
            _save,
            path,
            KeptReview(self.judged_review, str(self.opened.path), saved=not drafts, drafts=drafts),
            self._config,
            self.can_keep and (self.remember or bool(drafts)),
            done=self._take_saved,
            failed=self._fail,
        )

    def keep_now(self) -> None:
        """Write what is not in the review file into the reviewer's own folder, if there is one."""
        if not self.can_keep:
            return
        self._write_now()
        drafts = tuple(self._drafts.values())
        kept = KeptReview(self.review, str(self.opened.path), self.is_saved, drafts)
        self._jobs.start(
            Lane.SAVING, keep_review, self._config, kept, done=self._tell_kept, failed=self._fail
        )

    def make_safe(self) -> None:
        """Write what is in no file yet; `at_rest` is emitted at the end."""
        if not self._is_kept:
            self.keep_now()

    def give_up(self) -> None:
        """Forget what is not in the review file; `closed` is emitted at the end."""
        self._write_now()
        self._jobs.start(
            Lane.SAVING, forget_review, self._config, self.review, done=self._end, failed=self._fail
        )

    def _become(self, undo: Undo[Review]) -> None:
        if undo != self._undo:
            self._undo = undo
            self._keep_soon()
            self._tell()

    def _keep_soon(self) -> None:
        self._is_kept = False
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _write_now(self) -> None:
        self._is_kept = True  # unless it fails
        self._writing += 1
        self._pause.stop()
        self._latest.stop()

    def _tell(self) -> None:
        self.review_changed.emit(self.review)
        self.saved_changed.emit()

    def _take_saved(self, path: Path) -> None:
        if self._saving is not None:
            self._saved, self._saving = self._saving, None
        self.saved_changed.emit()
        self.saved.emit(path)
        self._end_write()

    def _fail(self, error: Exception) -> None:
        self._saving = None
        self._is_kept = False
        self.failed.emit(error)
        self._end_write()

    @Slot(object)
    def _tell_kept(self, _nothing: None = None) -> None:
        self.kept.emit()
        self._end_write()

    @Slot(object)
    def _end(self, _nothing: None = None) -> None:
        self.closed.emit()
        self._end_write()

    def _end_write(self) -> None:
        self._writing -= 1
        self.at_rest.emit()


def _said_again(review: Review, comment: Comment) -> Review:
    return add_comment(
        review, comment.about, comment.text, comment.quote, comment.quoted_at, comment.follows
    )


def _said(review: Review) -> Review:
    """Return what a review says, whenever it was written."""
    return replace(review, written=_ANY_TIME)


def _save(path: Path, kept: KeptReview, config: Path, remember: bool) -> Path:
    written = write_signed(path, Path(kept.package_path), kept.review, config)
    if remember:
        keep_review(config, kept)
    else:
        forget_review(config, kept.review)
    return written
