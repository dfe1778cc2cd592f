"""The actions on evidence files: add, rename, replace, remove, open."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.files.names import is_about
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.clean_copies import set_consent, set_shows_people
from lssc_desktop.core.portfolio.edits import (
    adopt_evidence,
    drop_about_files,
    drop_evidence_files,
    move_about,
    move_evidence,
    put_about,
    replace_evidence,
)
from lssc_desktop.core.portfolio.portfolio import AboutFile, Consent, EvidenceFile, Portfolio
from lssc_desktop.core.program.program import PersonalDocument
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.folder_facts import FileState, ListedFile, uses_of
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages import evidence as say
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.evidence import rename, replace_file
from lssc_desktop.ui.base.file_steps import FilesRemoved, FilesReturned
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.clean_copies import CleanCopies
from lssc_desktop.ui.evidence.copies_again import CopiesAgain
from lssc_desktop.ui.evidence.people import ConsentDialog
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.evidence_picker import NOT_ADDED, CopyMaker, FileAdder

_REMOVED, _RETURNED = "evidence-removed", "evidence-returned"  # notices
_TRASH, _KEEP = "trash", "keep"  # answers


class EvidenceActions(QObject):
    """The user's actions on files: each changes the files first, then the portfolio, and reports.

    A change of a file cannot be undone, but moving it to the trash can.
    """

    arrived = Signal(str)
    """The path of a file that is new, or has this name now; it is worth a look."""

    def __init__(self, session: Session, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.is_read_only = session.is_read_only
        self.portfolio_changed = session.portfolio_changed
        self._services = services
        self._window = parent
        self._jobs = services.jobs
        self._notices = services.notices
        self._desktop = services.desktop
        self._copies = CopyMaker(session, services, parent)
        self._copies.made.connect(self.arrived)
        self.clean_copies = CleanCopies(session, services, parent)
        self.clean_copies.made.connect(self.arrived)
        self.copies_again = CopiesAgain(session, services, parent)
        self.copies_again.made.connect(self.arrived)
        self._removed: FilesRemoved | None = None
        self._notices.action_chosen.connect(self._on_action)
        session.files.removed.connect(self._on_removed)
        session.files.returned.connect(self._on_returned)
        session.files.failed.connect(self._on_files_failed)

    def add(
        self, sources: tuple[Path, ...], *, about: bool, document: PersonalDocument | None = None
    ) -> JobHandle:
        """Copy files in, as evidence or as documents about the candidate, or one of the program."""
        adder = FileAdder(self._session, self._jobs, self)
        adder.added.connect(self._on_added)
        adder.failed.connect(self._show_not_added)
        return adder.add_about(sources, document) if about else adder.add_evidence(sources)

    def rename(self, file: ListedFile, name: str) -> None:
        """Give a file another name, unless a set that is handed in shows it."""
        if not self._is_refused(file.path):
            self._jobs.start(
                Lane.DISK,
                _rename,
                self._session.root,
                file.path,
                name,
                done=self._on_renamed,
                failed=self._notices.show_error,
            )

    def replace(self, file: ListedFile, source: Path) -> None:
        """Put another file in the place of one; it is used wherever the old one was."""
        if not self._is_refused(file.path):
            self._jobs.start_reporting(
                Lane.DISK,
                _replace,
                self._session.root,
                file.path,
                source,
                self._session.today,
                done=self._on_replaced,
                failed=self._notices.show_error,
            )

    def evidence_file(self, path: str) -> EvidenceFile | None:
        """Return what the portfolio notes of an evidence file, None for any other file."""
        return self._session.portfolio.evidence_file(path)

    def make_copy(self, file: ListedFile) -> None:
        """Make a copy of a file that everybody can open; it is used wherever the file was."""
        self._copies.make(file.path)

    @Slot(str, bool)
    def set_shows_people(self, path: str, shows: bool) -> None:
        """Take the answer to "people can be recognized in it"."""
        today = self._session.today
        self._session.apply(partial(set_shows_people, path=path, shows=shows, today=today))

    @Slot(str)
    def ask_consent(self, path: str) -> ConsentDialog | None:
        """Ask who agreed that a file shows them, when, and for the signed letter."""
        session = self._session
        if not session.may_change():
            return None
        dialog = ConsentDialog(self._services, session, path)
        dialog.given.connect(partial(self._set_consent, path))
        return dialog.show_for(self._window)

    def _set_consent(self, path: str, consent: Consent | None) -> None:
        today = self._session.today
        self._session.apply(partial(set_consent, path=path, consent=consent, today=today))

    def remove(self, files: Sequence[ListedFile]) -> None:
        """Move files to the trash; those that are missing are only forgotten.

        It is one step, with one notice. What is used in more than one place is asked about.
        """
        if not files or self._is_refused(*(file.path for file in files)):
            return
        missing = tuple(file.path for file in files if file.state is FileState.MISSING)
        there = tuple(file.path for file in files if file.state is not FileState.MISSING)
        uses = uses_of(self._session.portfolio, there)
        if not there:
            self._drop(missing)
        elif uses > 1:
            answers = (Answer(_KEEP, _("Cancel")), Answer(_TRASH, _("Move to trash")))
            question = Question(say.question_of_trash(there, uses), answers, _KEEP)
            self._notices.ask(question, _AskedRemoval(self, there, missing).on_answer)
        else:
            self._session.files.remove(there, missing)

    def remove_asked(self, there: tuple[str, ...], missing: tuple[str, ...]) -> None:
        """Move files to the trash that the user was asked about, unless they are locked by now."""
        if not self._is_refused(*there, *missing):
            self._session.files.remove(there, missing)

    @Slot(str)
    def forget(self, path: str) -> None:
        """Give up a file that is not there; undo brings its uses back."""
        self._drop((path,))

    @Slot(str, str)
    def take_as_same(self, missing: str, found: str) -> None:
        """Use a file wherever a missing one is used: it was renamed and changed outside."""
        session, before = self._session, self._session.portfolio
        today = session.today
        session.apply(partial(adopt_evidence, missing=missing, found=found, today=today))
        if session.portfolio is not before:
            message = _("{file} is now used wherever {missing} was.").format(
                file=shown_file(found), missing=shown_file(missing)
            )
            self._notices.show(Message(message), Tone.OK, key="same-file")
            session.refresh()
            self.arrived.emit(found)

    def _drop(self, paths: Sequence[str]) -> None:
        about = [path for path in paths if is_about(path)]
        evidence = [path for path in paths if not is_about(path)]
        today = self._session.today

        def dropped(portfolio: Portfolio) -> Portfolio:
            portfolio = drop_about_files(portfolio, about) if about else portfolio
            return drop_evidence_files(portfolio, evidence, today) if evidence else portfolio

        self._session.apply(dropped)

    def set_kind(self, path: str, kind: AboutKind, title: str = "") -> None:
        """Set the kind of a document about the candidate; `title` is for one of no usual kind."""
        known = self._session.portfolio.about_file(path)
        if known is not None:
            changed = replace(known, kind=kind, title=title)
            self._session.apply(partial(put_about, file=changed))

    def open(self, file: ListedFile) -> None:
        """Open a file with the program that this computer has for it."""
        if file.state is not FileState.MISSING:
            self._desktop.open_file(self._session.root / file.path)

    def reveal(self, file: ListedFile) -> None:
        """Show a file in its folder."""
        self._desktop.show_in_folder(self._session.root / file.path)

    def _is_refused(self, *paths: str) -> bool:
        """Whether files are locked with a set that shows them, or all is; if so, report it."""
        if not self._session.may_change():
            return True
        lock = self._session.lock_of_files(*paths)
        if lock is not None:
            self._notices.show_error(lock, key="locked")
        return lock is not None

    @Slot(object)
    def _show_not_added(self, error: Exception) -> None:
        self._notices.show_error(error, key=NOT_ADDED)

    @Slot(object)
    def _on_added(self, files: tuple[EvidenceFile | AboutFile, ...]) -> None:
        self._session.refresh()
        if files:
            self._notices.withdraw(NOT_ADDED)
            self.arrived.emit(files[0].path)

    @Slot(object)
    def _on_renamed(self, renamed: tuple[str, str]) -> None:
        old, new = renamed
        if is_about(old):
            self._session.apply_change(partial(move_about, old=old, new=new))
        else:
            today = self._session.today
            self._session.apply_change(partial(move_evidence, old=old, new=new, today=today))
        self._session.refresh()
        self.arrived.emit(new)

    @Slot(object)
    def _on_replaced(self, replaced: tuple[str, EvidenceFile]) -> None:
        old, file = replaced
        today = self._session.today
        self._session.apply_change(partial(replace_evidence, old=old, file=file, today=today))
        self._session.refresh()
        self.arrived.emit(file.path)

    @Slot(object)
    def _on_removed(self, removed: FilesRemoved) -> None:
        self._removed = removed
        self._notices.withdraw(_RETURNED)
        message = say.files_removed(
            removed.trashed, removed.missing, removed.uses, can_return=removed.can_return
        )
        action = _("Undo") if removed.keys else ""
        self._notices.show(message, Tone.INFO, key=_REMOVED, action=action)

    @Slot(object)
    def _on_returned(self, returned: FilesReturned) -> None:
        self._notices.withdraw(_REMOVED)
        message = say.files_returned(returned.paths, returned.uses)
        if returned.lost:
            message = say.files_not_returned(
                returned.lost, returned.paths, unknown=returned.unknown
            )
        tone = Tone.WARN if returned.lost else Tone.OK
        self._notices.show(message, tone, key=_RETURNED)
        if returned.paths:
            self.arrived.emit(returned.paths[0])

    @Slot(object)
    def _on_files_failed(self, error: Exception) -> None:
        self._notices.show_error(error, key=_RETURNED)

    @Slot(str)
    def _on_action(self, key: str) -> None:
        """Bring the removed files back with their uses, whatever was done since."""
        if key == _REMOVED and self._removed is not None:
            self._session.files.undo_removal(self._removed)


def _rename(root: Path, path: str, name: str) -> tuple[str, str]:
    return path, rename(root, path, name)


def _replace(
    root: Path, path: str, source: Path, today: date, reporter: Reporter
) -> tuple[str, EvidenceFile]:
    return path, replace_file(root, path, source, today, reporter)


class _AskedRemoval(QObject):
    """Files that may go to the trash, if the user says so."""

    def __init__(
        self, actions: EvidenceActions, there: tuple[str, ...], missing: tuple[str, ...]
    ) -> None:
        super().__init__(actions)
        self._actions = actions
        self._there = there
        self._missing = missing

    @Slot(str)
    def on_answer(self, answer: str) -> None:
        """Move them, or leave them."""
        if answer == _TRASH:
            self._actions.remove_asked(self._there, self._missing)
        self.deleteLater()
