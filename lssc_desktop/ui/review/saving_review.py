"""Saving a review to a file, with what is asked before and when it is closed; and its letter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.review.evaluation import MissingParts
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.disk.files import write_durably
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.office import draft_review, drafts_saved
from lssc_desktop.messages.review import closing_unfinished, kept_nowhere, unfinished_comments
from lssc_desktop.messages.review_files import letter_saved, missing_lines
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.package.judging import RulesNotKnown, read_for_letter
from lssc_desktop.package.opened import OpenedPackage, missing_in
from lssc_desktop.package.target import review_name
from lssc_desktop.store.programs import LoadedProgram
from lssc_desktop.store.review_file import with_review_suffix
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.review.dialogs import review_filter
from lssc_desktop.ui.review.program_files import RulesChooser
from lssc_desktop.ui.review.review_session import ReviewSession
from lssc_desktop.ui.shared.job_progress import ProgressDialog

_SAVED = "review-saved"
_SAVE, _KEEP, _THROW, _STAY = "save", "keep", "throw", "stay"
_ADD, _LEAVE, _LOOK = "add", "leave", "look"
_LETTER = "letter"
_LETTER_SUFFIXES = {".pdf", ".docx"}


class ReviewSaver(QObject):
    """Saves the review of a window to a file, and asks what becomes of it when that is closed."""

    may_leave = Signal()
    """Everything was saved, kept or thrown away, as the reviewer wished at closing."""
    look_requested = Signal()
    """The reviewer wants to look at the comments that are not finished."""
    place_requested = Signal(object)
    """The number of a competency where something is missing, None for the statement."""
    conflict_requested = Signal()
    """The question about a conflict of interest has to be answered first (`resume`)."""

    def __init__(self, session: ReviewSession, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._services = services
        self._window = window
        self._is_closing = False
        self._save: Callable[[], None] | None = None
        self._asked = self._agreed = MissingParts()
        session.saved.connect(self._on_saved)
        session.failed.connect(self.fail)

    def save(self) -> None:
        """Save where it was saved before, or ask where."""
        if self._session.file is None:
            self.save_as()
        else:
            self._when_finished(partial(self._save_at, self._session.file))

    def save_as(self) -> None:
        """Ask where the review file shall lie."""
        self._when_finished(self._ask_where)

    def save_to(self, path: Path) -> None:
        """Save the review file under a name, with its ending."""
        self._when_finished(partial(self._save_at, path))

    def _when_finished(self, save: Callable[[], None]) -> None:
        """Go on to save; first ask about comments that were begun and not added."""
        places = self._session.unfinished
        if not places:
            self._when_complete(save)
            return
        self._save = save
        count = len(places)
        answers = (  # Enter sends no half thought
            Answer(_LOOK, _go_to(count)),
            Answer(_ADD, ngettext("Add comment", "Add comments", count)),
            Answer(_LEAVE, ngettext("Don’t add", "Don’t add", count)),
        )
        question = Question(unfinished_comments(places), answers, _LOOK)
        self._services.notices.ask(question, self._answer_unfinished)

    def _answer_unfinished(self, answer: str) -> None:
        save, self._save = self._save, None
        if answer == _LOOK or save is None:
            self._stay()
            self.look_requested.emit()
            return
        if answer == _ADD:
            self._session.add_drafts()
        self._when_complete(save)

    def _when_complete(self, save: Callable[[], None]) -> None:
        """Go on to save; first say what the office, or the candidate, will miss."""
        missing = self._missing()
        if missing.conflict_unanswered:
            self._save = save
            self.conflict_requested.emit()
            return
        if not missing.places or missing == self._agreed:
            save()
            return
        self._save, self._asked = save, missing
        answers = (
            Answer(_LOOK, _go_to(len(missing.places))),
            Answer(_SAVE, _("Save anyway")),
        )
        message = _saving_incomplete(missing, self._session.review.mode)
        self._services.notices.ask(Question(message, answers, _LOOK), self._answer_incomplete)

    def resume(self) -> None:
        """Go on to save after the question about a conflict of interest, unless it is open yet."""
        save, self._save = self._save, None
        if save is None:
            return
        if self._missing().conflict_unanswered:
            self._stay()
        else:
            self._when_complete(save)

    def _answer_incomplete(self, answer: str) -> None:
        save, self._save = self._save, None
        if answer == _SAVE and save is not None:
            self._agreed = self._asked
            save()
            return
        self._stay()
        self.place_requested.emit(self._missing().places[0])

    def _missing(self) -> MissingParts:
        """Return what is missing; "met" where nothing is written was confirmed before."""
        return replace(missing_in(self._session.opened, self._session.review), unwritten=())

    def _ask_where(self) -> None:
        dialog = ask_target(
            self._window,
            _where_to_save(self._session.review.mode),
            self._save_at,
            name=self.usual_name,
            filters=[review_filter()],
            start=self._session.opened.path.parent,
        )
        dialog.rejected.connect(self._stay)

    def _save_at(self, path: Path) -> None:
        self._session.save(with_review_suffix(path))

    @property
    def usual_name(self) -> str:
        """How the review file is usually called: the package, and who reviewed it."""
        return review_name(self._session.opened.path, self._session.review)

    def ask_to_leave(self) -> None:
        """Ask what becomes of a review that no file holds."""
        if self._is_closing:
            return
        self._is_closing = True
        session = self._session
        answers = [
            Answer(_SAVE, _("Save review file")),
            Answer(_KEEP, _("Keep here for later")),
            Answer(_THROW, _("Discard")),
            Answer(_STAY, _("Keep reviewing")),
        ]
        if session.is_written and session.file is not None:
            message = closing_unfinished(session.unfinished)
        else:
            review = session.review
            message = _closing_unsaved_review(review.package.candidate, review.mode)
        if not session.can_keep:
            message = _nothing_kept(message)
            answers = [each for each in answers if each.id != _KEEP]
        self._services.notices.ask(Question(message, tuple(answers), _STAY), self._answer)

    def _answer(self, answer: str) -> None:
        match answer:
            case "save":
                self.save()
            case "keep":
                self._session.kept.connect(self.may_leave)
                self._session.keep_now()
            case "throw":
                self._session.closed.connect(self.may_leave)
                self._session.give_up()
            case _:
                self._stay()

    def _stay(self) -> None:
        self._is_closing = False

    def _on_saved(self, path: Path) -> None:
        if self._is_closing:
            self.may_leave.emit()
            return
        message = _review_saved(str(path), self._session.review.mode)
        self._services.notices.show(
            message, Tone.OK, key=_SAVED, action=_("Open email draft"), act=self._mail
        )

    def _mail(self) -> None:
        """Write an email with the review file, and open it; the user sends it."""
        session = self._session
        if session.file is not None:
            self._services.jobs.start_reporting(
                Lane.DISK,
                draft_review,
                session.file,
                session.opened,
                session.review,
                done=self._open_draft,
                failed=self.fail,
            )

    def _open_draft(self, path: Path) -> None:
        self._services.desktop.open_file(path)
        self._services.notices.show(drafts_saved((str(path),)), Tone.OK, key=_SAVED)

    def fail(self, error: Exception) -> None:
        """Show what went wrong, and stay."""
        self._is_closing = False
        self._services.notices.show_error(error, key="review")


def _go_to(count: int) -> str:
    return ngettext("Go to it", "Go to the first one", count)


# Letter -----------------------------------------------------------------------------------------


class LetterSaver(QObject):
    """Asks where a letter shall lie, and writes it: a PDF, or a Word document to change first."""

    saved = Signal(object)
    """The path of the letter."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._about: tuple[OpenedPackage, Review] | None = None
        self._files: tuple[Path, Path] | None = None
        self.rules_chooser = RulesChooser(services, window, services.notices)
        self.rules_chooser.chosen.connect(self._read_files)

    def ask(self, opened: OpenedPackage, review: Review) -> None:
        """Ask where the letter about a review of an opened package shall lie."""
        self._about = opened, review
        stem = opened.path.name.removesuffix(".zip").removesuffix(".lssc")
        ask_target(
            self._window,
            _("Where do you want to save the letter?"),
            self.save_to,
            name=f"{stem}-letter.pdf",
            filters=[_("PDF (*.pdf)"), _("Word documents (*.docx)")],
            start=opened.path.parent,
        )

    def ask_about_file(self, package: Path, review: Path) -> None:
        """Open a package first, and read the review file that the letter is about.

        The rules by which that was decided are asked for where this computer doesn't know them.
        """
        self._files = package, review
        self._read_files(None)

    def _read_files(self, named: LoadedProgram | None) -> None:
        if self._files is None:
            return
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            read_for_letter,
            self._services.preferences.folder,
            *self._files,
            named,
            done=self._ask_read,
            failed=self._fail_to_read,
        )
        icons, title = self._services.icons, _("Opening a package")
        ProgressDialog(job, Step.VERIFYING, title, icons, self._window).show()

    def save_to(self, path: Path) -> None:
        """Write the letter; without one of the two endings it is a PDF."""
        if self._about is None:
            return
        target = (
            path if path.suffix.lower() in _LETTER_SUFFIXES else path.with_name(f"{path.name}.pdf")
        )
        today = self._services.now().date()
        self._services.jobs.start(
            Lane.DISK, _write, target, *self._about, today, done=self._tell, failed=self._fail
        )

    def _ask_read(self, about: tuple[OpenedPackage, Review]) -> None:
        self.ask(*about)

    def _fail_to_read(self, error: Exception) -> None:
        if isinstance(error, RulesNotKnown):
            self.rules_chooser.ask(error)
        else:
            self._fail(error)

    def _tell(self, path: Path) -> None:
        self._services.notices.show(letter_saved(str(path)), Tone.OK, key=_LETTER)
        self.saved.emit(path)

    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key=_LETTER)


def _write(path: Path, opened: OpenedPackage, review: Review, today: date) -> Path:
    from lssc_desktop.package.letter import letter_about, letter_file

    write_durably(path, letter_file(path, letter_about(opened, review, today, str(path))))
    return path


def _where_to_save(mode: ReviewMode) -> str:
    """Ask where a review file is saved; of an evaluation with whom it is for."""
    if mode is ReviewMode.EVALUATION:
        return _("Where do you want to save the evaluation for the program office?")
    return _("Where do you want to save the review file?")


def _saving_incomplete(missing: MissingParts, mode: ReviewMode) -> Message:
    """Ask before a review is saved that lacks something."""
    is_evaluation = mode is ReviewMode.EVALUATION
    happened = _("Your evaluation isn’t complete.") if is_evaluation else _("Before you save")
    if missing.unrated:
        advice = _("The office can combine evaluations only when every {competency} is rated.")
    elif missing.without_reason and is_evaluation:
        advice = _("The office and the candidate need to know what was missing.")
    elif missing.without_reason:
        advice = _("The candidate needs to know what was missing.")
    else:
        advice = ""
    return Message(happened, " ".join(missing_lines(missing)), advice)


def _nothing_kept(message: Message) -> Message:
    """Return what is asked before a review is closed that is kept nowhere but in its file."""
    meaning, advice = kept_nowhere().meaning, _("Save it now, or discard it.")
    return replace(message, meaning=meaning, advice=advice)


def _closing_unsaved_review(candidate: str, mode: ReviewMode = ReviewMode.REVIEW) -> Message:
    """Ask before a review is closed that was not saved as a file."""
    if mode is ReviewMode.EVALUATION:
        return Message(
            _("Your evaluation of {candidate} isn’t saved as a file yet.").format(
                candidate=one_line(candidate)
            ),
            _("The program office only gets a saved file. Until then, it’s kept on this computer."),
            _("Save it now, keep it here for later, or discard it."),
        )
    return Message(
        _("Your review of {candidate} isn’t saved as a file yet.").format(
            candidate=one_line(candidate)
        ),
        _("The candidate only gets a saved review file. Until then, it’s kept on this computer."),
        _("Save it now, keep it here for later, or discard it."),
    )


def _review_saved(path: str, mode: ReviewMode = ReviewMode.REVIEW) -> Message:
    """Say that a review file was written, what it is for and whom it is for."""
    if mode is ReviewMode.EVALUATION:
        return Message(
            _("The evaluation {name} is saved.").format(name=shown_file(path)),
            _("It has your name, your ratings, and your comments."),
            _("Give it to the program office, never to the candidate."),
        )
    return Message(
        _("The review file {name} is saved.").format(name=shown_file(path)),
        _("It’s small, and has nothing from the package except what you quoted."),
        _(
            "Send it to the candidate by email or on a USB drive. They drop it on their "
            "LSSC Desktop window."
        ),
    )
