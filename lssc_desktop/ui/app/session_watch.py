"""Notices of a session: what happens to it, and what only the user can decide about it.

Undo and Redo of decisions too: each step is named, and a notice says what is not in sight.
"""

import sys
from collections import deque
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import ABOUT_ME, EVIDENCE, other_versions
from lssc_desktop.core.job import Progress
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.portfolio.undo import StepKind, UndoStep, step_between
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.submission.locking import EditLock
from lssc_desktop.disk.drives import removable_drives
from lssc_desktop.documents.word import BlockLost, TextNotWritten
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import undo_step_words, undone_message
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.portfolio import (
    downloading,
    other_versions_found,
    portfolio_conflict,
    text_conflict,
)
from lssc_desktop.store.folder.conflicts import Keep
from lssc_desktop.store.folder.folder import ChangedOnDisk, HistoryNotKept
from lssc_desktop.store.folder.responses import DocumentChanged, DocumentHasUnsupportedContent
from lssc_desktop.store.folder.saving import RefusedText
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.folder_watcher import FolderWatcher, is_here
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Answer, Notices, Question
from lssc_desktop.ui.base.place import (
    AboutYou,
    CoursesPlace,
    EvidencePlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from lssc_desktop.core.files.seen import SeenFile
    from lssc_desktop.core.portfolio.portfolio import TextPlace

# Keys of notices.
_SAVING, _LOOKING, _LOCKED, _HISTORY = "saving", "looking", "locked", "history"
_DOWNLOADING, _OTHERS = "downloading", "other-versions"
_REFUSED = (DocumentChanged, DocumentHasUnsupportedContent, BlockLost, TextNotWritten)
_ASKED_ABOUT = (ChangedOnDisk, *_REFUSED)

_WATCHED_BELOW = (f"{EVIDENCE}/", f"{ABOUT_ME}/")
_STILL_CHANGING = 2_000  # milliseconds after which files that changed are looked at again


class SessionWatch(QObject):
    """Shows notices of what happens to a session, and carries out what the user decides.

    It reports that saving fails, and asks when two wrote the same. It also has the folder looked
    at when the window becomes active.
    """

    def __init__(self, session: Session, notices: Notices, application: QGuiApplication) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._texts: deque[TextPlace] = deque()
        self._others: tuple[tuple[str, str], ...] = ()
        session.saved_state_changed.connect(self._show_state)
        session.text_conflict.connect(self._ask_about_text)
        session.portfolio_conflict.connect(self._ask_about_portfolio)
        session.history_not_kept.connect(self._show_not_kept)
        session.look_failed.connect(self._show_look_failed)
        session.looked.connect(self._withdraw_look)
        session.downloading.connect(self._show_downloading)
        session.facts_changed.connect(self._show_other_versions)
        session.edit_refused.connect(self._show_refused)
        notices.action_chosen.connect(self._on_action)
        application.applicationStateChanged.connect(self._look_when_active)

    def _show_state(self, state: SavedState) -> None:
        if state.phase is SavedPhase.SAVED:
            self._notices.withdraw(_SAVING)
        if state.phase is not SavedPhase.FAILED or isinstance(state.error, _ASKED_ABOUT):
            return
        if isinstance(state.error, LsscError):
            message = _keeps_trying(message_for(state.error))
            self._notices.show(message, Tone.BAD, key=_SAVING, action=_("Save again"))
        elif state.error is not None:
            self._notices.show_error(state.error, key=_SAVING)

    def _ask_about_text(self, refused: RefusedText) -> None:
        error = refused.error
        path = error.path if isinstance(error, _REFUSED) else ""
        self._texts.append(refused.unsaved.place)
        answers = (
            Answer(Keep.MINE, _("Keep what I wrote here")),
            Answer(Keep.THEIRS, _("Use the other one")),
        )
        question = Question(text_conflict(path, error), answers, Keep.MINE)
        self._notices.ask(question, self._settle_text)

    def _settle_text(self, answer: str) -> None:
        self._session.settle_text(self._texts.popleft(), Keep(answer))

    def _ask_about_portfolio(self, _error: ChangedOnDisk) -> None:
        answers = (
            Answer(Keep.MINE, _("Keep mine")),
            Answer(Keep.THEIRS, _("Use theirs")),
        )
        question = Question(portfolio_conflict(), answers, Keep.MINE)
        self._notices.ask(question, self._settle_portfolio)

    def _settle_portfolio(self, answer: str) -> None:
        self._session.settle_portfolio(Keep(answer))

    def _show_not_kept(self, error: HistoryNotKept) -> None:
        self._notices.show(message_for(error), Tone.WARN, key=_HISTORY)

    def _show_look_failed(self, error: Exception) -> None:
        self._notices.withdraw(_DOWNLOADING)
        if self._session.saved_state.phase is not SavedPhase.FAILED:
            self._notices.show_error(error, key=_LOOKING)

    def _withdraw_look(self) -> None:
        self._notices.withdraw(_LOOKING)
        self._notices.withdraw(_DOWNLOADING)

    def _show_downloading(self, progress: Progress) -> None:
        message = downloading(progress.item.total, progress.total)
        self._notices.show(message, Tone.INFO, key=_DOWNLOADING)

    def _show_other_versions(self, facts: FolderFacts) -> None:
        """Say once that other versions lie there, and no more when they're gone."""
        found = other_versions(file.path for file in facts.files)
        if found == self._others:
            return
        self._others = found
        self._notices.withdraw(_OTHERS)
        if found:
            self._notices.show(other_versions_found(found), Tone.WARN, key=_OTHERS)

    def _show_refused(self, lock: EditLock) -> None:
        self._notices.show(message_for(lock), Tone.INFO, key=_LOCKED)

    def _on_action(self, key: str) -> None:
        if key == _SAVING:
            self._session.save_now()

    def _look_when_active(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._session.refresh()


# What other programs do meanwhile ---------------------------------------------------------------


class EvidenceWatch(QObject):
    """Has the folder looked at when another program changes the evidence or what is about me.

    The folders of the sets are not watched: what is written here is saved there all the time.
    What is not watched is looked at when the window becomes active.
    """

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._files: tuple[SeenFile, ...] | None = None
        self._watcher = FolderWatcher(self)
        self._watcher.stirred.connect(session.refresh)
        self._again = single_shot(self, _STILL_CHANGING, session.refresh)
        session.facts_changed.connect(self._ask, Qt.ConnectionType.SingleShotConnection)

    def _ask(self) -> None:
        root = self._session.root
        self._jobs.start(Lane.OPENING, _may_be_watched, root, done=self._begin, quiet=True)

    def _begin(self, may_be_watched: object) -> None:
        if may_be_watched is True:
            self._session.facts_changed.connect(self._follow)
            self._follow(self._session.facts)

    def _follow(self, facts: FolderFacts) -> None:
        """Watch where the files are, and look again as long as they change.

        A system tells that a file came, and not that all of it is there.
        """
        files = tuple(file for file in facts.files if file.path.startswith(_WATCHED_BELOW))
        if self._files is not None and self._files != files:
            self._again.start()
        self._files = files
        folders = {EVIDENCE, ABOUT_ME}
        if sys.platform != "win32":  # which keeps a folder's name while one below it is watched
            own = {file.path.rpartition("/")[0] for file in files}
            folders |= {str(each) for path in own for each in (PurePosixPath(path) / "x").parents}
        self._watcher.watch([self._session.root / each for each in sorted(folders - {"."})])


def _may_be_watched(root: Path) -> bool:
    """Whether a folder can be watched, and nobody waits for us to let go of its drive.

    Windows takes no drive out where a folder is watched.
    """
    if sys.platform == "win32" and any(map(root.is_relative_to, removable_drives())):
        return False
    return is_here(root)


# Undo and redo ----------------------------------------------------------------------------------

_UNDONE = "undone"
_TABS = {
    StepKind.PLAN: Tab.PLAN,
    StepKind.SELF_RATING: Tab.PLAN,
    StepKind.SUGGESTION: Tab.PLAN,
    StepKind.EVIDENCE: Tab.EVIDENCE,
}


class SessionUndo(QObject):
    """The history of a portfolio, as Undo and Redo of its window need it."""

    place_requested = Signal(object)

    def __init__(self, session: Session, portfolio_view: PortfolioView, notices: Notices) -> None:
        super().__init__(session)
        self._session = session
        self._portfolio_view = portfolio_view
        self._notices = notices
        self._reported: UndoStep | None = None
        notices.action_chosen.connect(self._on_action)
        session.closed.connect(self._withdraw)

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return self._session.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a decision was taken back."""
        return self._session.can_redo

    @property
    def undo_words(self) -> str:
        """Which decision would be taken back."""
        return self._words(self._session.before)

    @property
    def redo_words(self) -> str:
        """Which decision would be made again."""
        return self._words(self._session.after)

    def undo(self) -> None:
        """Take the last decision back, and say so where that is not in sight."""
        before = self._session.portfolio
        self._session.undo()
        self._report(before, redone=False)

    def redo(self) -> None:
        """Make it again, and say so where that is not in sight."""
        before = self._session.portfolio
        self._session.redo()
        self._report(before, redone=True)

    def _words(self, other: Portfolio | None) -> str:
        if other is None:
            return ""
        return undo_step_words(step_between(self._session.portfolio, other), self._session.program)

    def _report(self, before: Portfolio, *, redone: bool) -> None:
        after = self._session.portfolio
        if after == before:
            return  # it was refused, and that was said
        self._notices.end_good_news()  # it was of what is undone
        step = self._reported = step_between(before, after)
        said = undone_message(step, self._session.program, redone=redone)
        place = self._place(step)
        if (
            place is not None
            and self._portfolio_view.isVisible()
            and self._portfolio_view.shows(place)
        ):
            self._withdraw()
            announce(self._portfolio_view, said.text)
            return
        leads = place is not None or step.kind is StepKind.PERSON
        self._notices.show(said, Tone.INFO, key=_UNDONE, action=_("Show") if leads else "")

    def _place(self, step: UndoStep) -> Place | None:
        """Return where a step can be seen; None for what is asked for in a dialog."""
        if step.kind is StepKind.ANSWER:
            return self._place_of_comment(step.about)
        if step.kind is StepKind.FILE:
            is_there = self._session.portfolio.evidence_file(step.about) is not None
            return EvidencePlace(step.about if is_there else None)
        known: dict[StepKind, Place] = {
            StepKind.CAN_DO: CoursesPlace(step.set_id),
            StepKind.ROUTE: CoursesPlace(step.set_id),
            StepKind.COURSE: CoursesPlace(step.set_id),
            StepKind.DECISION: SubmissionsPlace(step.set_id),
            StepKind.HANDED_IN: SubmissionsPlace(step.set_id),
            StepKind.STATEMENT_READY: SetPlace(step.set_id, statement=True),
            StepKind.STATEMENT_EVIDENCE: SetPlace(step.set_id, statement=True),
            StepKind.SETS: Overview(),
            StepKind.PLANNED: Overview(),
            StepKind.RENEWAL: RenewalPlace(),
        }
        if step.kind in known or step.number is None:
            return known.get(step.kind)
        return SetPlace(step.set_id, step.number, tab=_TABS.get(step.kind))

    def _place_of_comment(self, comment_id: str) -> Place | None:
        for review in self._session.facts.reviews:
            for comment in review.comments:
                if comment.id == comment_id:
                    number = comment.about.competency
                    return SetPlace(review.package.set_id, number, statement=number is None)
        return None

    def _on_action(self, key: str) -> None:
        step = self._reported
        if key != _UNDONE or step is None:
            return
        self._withdraw()
        self.place_requested.emit(self._place(step) or AboutYou())

    def _withdraw(self) -> None:
        self._notices.withdraw(_UNDONE)


def _keeps_trying(message: Message) -> Message:
    """Say what an error means while we keep what was typed and try again by ourselves."""
    return Message(
        message.happened,
        _("We keep what you typed as long as this window is open."),
        _("{advice} We’ll try again automatically.").format(advice=message.advice).strip(),
    )
