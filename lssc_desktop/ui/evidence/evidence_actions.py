"""The actions on evidence files: add, rename, replace, copy, remove, open."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.check.rules.standing import said_by_name, said_to_be
from lssc_desktop.core.files.names import is_about
from lssc_desktop.core.portfolio.clean_copies import set_shows_people
from lssc_desktop.core.portfolio.edits import (
    add_about_files,
    adopt_evidence,
    drop_about_files,
    drop_evidence_files,
    move_about,
    move_evidence,
    put_about,
    replace_evidence,
)
from lssc_desktop.core.portfolio.portfolio import AboutFile, EvidenceFile, Portfolio
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.program.program import PersonalDocument
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.folder_facts import FileState, ListedFile, uses_of
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evidence import files_words
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.evidence import add_about_me, add_files, rename, replace_file
from lssc_desktop.ui.base.file_dialogs import chosen_file
from lssc_desktop.ui.base.file_steps import FilesRemoved, FilesReturned
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.clean_copies import CLEAN_COPY_MADE, compare, make_clean
from lssc_desktop.ui.evidence.copies_again import make_copies_again
from lssc_desktop.ui.evidence.people import ConsentDialog
from lssc_desktop.ui.kit.flow import Steps
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.evidence_picker import (
    COPY_MADE,
    NOT_ADDED,
    add_evidence,
    add_with_folders,
    make_copy,
    may_change_files,
)

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
        self._makes_again = False
        session.files.removed.connect(self._on_removed)
        session.files.returned.connect(self._on_returned)
        session.files.failed.connect(partial(self._notices.show_error, key=_RETURNED))

    def _begin(self, steps: Steps, key: str = "") -> None:
        self._session.flows.begin(steps, partial(self._notices.show_error, key=key))

    def _may_change(self, *paths: str) -> bool:
        return may_change_files(self._session, self._notices, *paths)

    def add_dropped(
        self, sources: tuple[Path, ...], add: Callable[[tuple[Path, ...]], object]
    ) -> None:
        """Have `add` called with files, and again with those of folders, which are asked about."""
        self._begin(add_with_folders(self._services, sources, add), NOT_ADDED)

    def add(self, sources: tuple[Path, ...], shown: Callable[[JobHandle], object]) -> None:
        """Copy files in as evidence."""
        work = partial(add_files, self._session.root, sources, self._session.today)
        self._begin(self._add(add_evidence(self._session, self._jobs, work, shown)), NOT_ADDED)

    def add_about(
        self,
        sources: tuple[Path, ...],
        shown: Callable[[JobHandle], object],
        document: PersonalDocument | None = None,
    ) -> None:
        """Copy files in as documents about the candidate, or as one of the program.

        Without one the name of each says what it is, or the user does afterwards.
        """
        self._begin(self._add(self._about(sources, shown, document)), NOT_ADDED)

    async def _add(self, adding: Awaitable[tuple[EvidenceFile | AboutFile, ...]]) -> None:
        files = await adding
        self._session.refresh()
        if files:
            self._notices.withdraw(NOT_ADDED)
            self.arrived.emit(files[0].path)

    async def _about(
        self,
        sources: tuple[Path, ...],
        shown: Callable[[JobHandle], object],
        document: PersonalDocument | None,
    ) -> tuple[AboutFile, ...]:
        session, kind = self._session, AboutKind.OTHER
        files = await self._jobs.reported(
            Lane.DISK, add_about_me, session.root, sources, kind, shown=shown
        )
        said = tuple(
            said_to_be(each, document) if document else said_by_name(session.program, each)
            for each in files
        )
        session.apply_change(partial(add_about_files, files=said))
        return said

    def rename(self, file: ListedFile, name: str) -> None:
        """Give a file another name, unless a set that is handed in shows it."""
        if self._may_change(file.path):
            self._begin(self._rename(file.path, name))

    async def _rename(self, old: str, name: str) -> None:
        session, today = self._session, self._session.today
        new = await self._jobs.result(Lane.DISK, rename, session.root, old, name)
        about = partial(move_about, old=old, new=new)
        evidence = partial(move_evidence, old=old, new=new, today=today)
        session.apply_change(about if is_about(old) else evidence)
        session.refresh()
        self.arrived.emit(new)

    def choose_replacement(self, path: str) -> None:
        """Let a file be chosen that is used from then on wherever this one was."""
        self._begin(self._replace(path))

    async def _replace(self, old: str) -> None:
        source = await chosen_file(self._window, _("Choose a replacement file"))
        if not self._may_change(old):
            return
        session, today = self._session, self._session.today
        file = await self._jobs.reported(Lane.DISK, replace_file, session.root, old, source, today)
        session.apply_change(partial(replace_evidence, old=old, file=file, today=today))
        session.refresh()
        self.arrived.emit(file.path)

    def evidence_file(self, path: str) -> EvidenceFile | None:
        """Return what the portfolio notes of an evidence file, None for any other file."""
        return self._session.portfolio.evidence_file(path)

    # Copies -------------------------------------------------------------------------------------

    def make_copy(self, path: str) -> None:
        """Make a copy of a file that everybody can open; it is used wherever the file was."""
        steps = make_copy(self._session, self._services, self._window, path)
        self._begin(self._arrive(steps), COPY_MADE)

    def make_clean(self, path: str, found: Sequence[tuple[PrivacyKind, int]]) -> None:
        """Make a clean copy of a file; it is used wherever the file was."""
        steps = make_clean(self._session, self._services, self._window, path, found)
        self._begin(self._arrive(steps), CLEAN_COPY_MADE)

    async def _arrive(self, making: Awaitable[str | None]) -> None:
        path = await making
        if path is not None:
            self.arrived.emit(path)

    def make_copies_again(self) -> None:
        """Make all clean copies of the earlier way again, unless that is going on."""
        if not self._makes_again:
            self._begin(self._make_again(), "clean-copies-again")

    async def _make_again(self) -> None:
        self._makes_again = True
        try:
            await make_copies_again(self._session, self._services, self._window, self.arrived.emit)
        finally:
            self._makes_again = False

    def compare(self, path: str) -> None:
        """Show a clean copy beside its original."""
        compare(self._session, self._services, self._window, path)

    # People -------------------------------------------------------------------------------------

    def set_shows_people(self, path: str, shows: bool) -> None:
        """Take the answer to "people can be recognized in it"."""
        today = self._session.today
        self._session.apply(partial(set_shows_people, path=path, shows=shows, today=today))

    def ask_consent(self, path: str) -> None:
        """Ask who agreed that a file shows them, when, and for the signed letter."""
        if self._session.may_change():
            ConsentDialog(self._services, self._session, path).show_for(self._window)

    # Trash --------------------------------------------------------------------------------------

    def remove(self, files: Sequence[ListedFile]) -> None:
        """Move files to the trash; those that are missing are only forgotten.

        It is one step, with one notice. What is used in more than one place is asked about.
        """
        if files and self._may_change(*(file.path for file in files)):
            self._begin(self._remove(files))

    async def _remove(self, files: Sequence[ListedFile]) -> None:
        missing = tuple(file.path for file in files if file.state is FileState.MISSING)
        there = tuple(file.path for file in files if file.state is not FileState.MISSING)
        uses = uses_of(self._session.portfolio, there)
        if not there:
            self._drop(missing)
            return
        answers = (Answer(_KEEP, _("Cancel")), Answer(_TRASH, _("Move to trash")))
        question = Question(_question_of_trash(there, uses), answers, _KEEP)
        if uses > 1 and (
            await self._notices.answer(question) != _TRASH
            or not self._may_change(*there, *missing)  # it may be handed in by now
        ):
            return
        self._session.files.remove(there, missing)

    def forget(self, path: str) -> None:
        """Give up a file that is not there; undo brings its uses back."""
        self._drop((path,))

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

    def _on_removed(self, removed: FilesRemoved) -> None:
        """Say what left; its uses come back with it, whatever was done since."""
        self._notices.withdraw(_RETURNED)
        message = files_removed(
            removed.trashed, removed.missing, removed.uses, can_return=removed.can_return
        )
        action, undo = _("Undo"), partial(self._session.files.undo_removal, removed)
        self._notices.show(
            message, Tone.INFO, key=_REMOVED, action=action if removed.keys else "", act=undo
        )

    def _on_returned(self, returned: FilesReturned) -> None:
        self._notices.withdraw(_REMOVED)
        message = _files_returned(returned.paths, returned.uses)
        if returned.lost:
            message = files_not_returned(returned.lost, returned.paths, unknown=returned.unknown)
        tone = Tone.WARN if returned.lost else Tone.OK
        self._notices.show(message, tone, key=_RETURNED)
        if returned.paths:
            self.arrived.emit(returned.paths[0])


def files_removed(
    paths: Sequence[str], missing: Sequence[str], uses: int, *, can_return: bool
) -> Message:
    """Say that files went to the trash, and how they come back; `missing` were gone already."""
    if not paths:
        return Message(
            ngettext(
                "{files} was gone from the folder already.",
                "{files} were gone from the folder already.",
                len(missing),
            ).format(files=files_words(missing)),
            _("Only the list changed. No file was moved."),
        )
    if len(paths) == 1:
        happened = _("{file} is in the trash.").format(file=shown_file(paths[0]))
        meaning = ngettext("It was used in {count} place.", "It was used in {count} places.", uses)
        unused = _("It wasn’t used for any {competency}.")
        back = _("Choose Undo to bring it back.")
        by_hand = _("To bring it back, choose Undo, and restore the file from the trash.")
    else:
        happened = ngettext(
            "{count} file is in the trash.", "{count} files are in the trash.", len(paths)
        ).format(count=len(paths))
        meaning = ngettext(
            "They were used in {count} place.", "They were used in {count} places.", uses
        )
        unused = _("They weren’t used for any {competency}.")
        back = _("Choose Undo to bring them back.")
        by_hand = _("To bring them back, choose Undo, and restore the files from the trash.")
    return Message(
        happened,
        meaning.format(count=uses) if uses else unused,
        back if can_return else by_hand,
    )


def files_not_returned(lost: Sequence[str], back: Sequence[str], *, unknown: bool) -> Message:
    """Say that files are listed again that did not come back; others may have.

    `unknown`: nobody can say where they are in the trash.
    """
    if unknown:
        happened = ngettext(
            "{files} isn’t back in your folder yet.",
            "{files} aren’t back in your folder yet.",
            len(lost),
        )
        advice = _("Restore it from the trash, then refresh.")
    else:
        happened = ngettext(
            "{files} isn’t back: it isn’t in the trash anymore.",
            "{files} aren’t back: they aren’t in the trash anymore.",
            len(lost),
        )
        advice = _("If you have another copy, put it in the folder, then refresh.")
    meaning = ngettext(
        "It’s on the list again, as missing, with where it was used.",
        "They’re on the list again, as missing, with where they were used.",
        len(lost),
    )
    if back:
        meaning += " " + _files_returned(back, 0).happened
    return Message(happened.format(files=files_words(lost)), meaning, advice)


def _files_returned(paths: Sequence[str], uses: int) -> Message:
    """Say that files are back from the trash, compared with what they were."""
    happened = ngettext(
        "{files} is back in your folder.", "{files} are back in your folder.", len(paths)
    ).format(files=files_words(paths))
    if not uses:
        return Message(happened, "")
    if len(paths) == 1:
        meaning = ngettext("It’s used in {count} place.", "It’s used in {count} places.", uses)
    else:
        meaning = ngettext(
            "They’re used in {count} place.", "They’re used in {count} places.", uses
        )
    return Message(happened, meaning.format(count=uses))


def _question_of_trash(paths: Sequence[str], uses: int) -> Message:
    """Ask whether to trash files that are used in several places."""
    meaning = ngettext("It’s used in {count} place.", "It’s used in {count} places.", uses)
    if len(paths) > 1:
        meaning = ngettext(
            "They’re used in {count} place.", "They’re used in {count} places.", uses
        )
    return Message(
        _("Move {files} to the trash?").format(files=files_words(paths)),
        meaning.format(count=uses),
        _("These uses are removed too, with their captions."),
    )
