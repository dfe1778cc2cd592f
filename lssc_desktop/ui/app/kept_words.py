"""Words that cannot be saved to the drive: kept on this computer, and brought back from there."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio.merging import UnsavedChanges, carried_over, changed_words
from lssc_desktop.core.portfolio.portfolio import Document, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.words import file_name, shown_folder
from lssc_desktop.store.kept_words import (
    KeptWords,
    WrittenChanges,
    bring_back,
    find_kept_words,
    keep_words,
)
from lssc_desktop.ui.base.file_dialogs import ask_folder
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone

_KEY = "kept-words"


class WordsKeeper(QObject):
    """Keeps the unsaved words of a session on this computer, as the user wants it."""

    kept = Signal()
    not_kept = Signal()
    """The user gave it up, or it failed, which was said."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._session: Session | None = None
        self._is_chosen = False

    def keep(self, session: Session) -> None:
        """Ask for a folder on this computer, and write the unsaved texts into it."""
        from PySide6.QtCore import QStandardPaths

        self._session, self._is_chosen = session, False
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog = ask_folder(
            self._window,
            _("Where do you want to save your words?"),
            self._write,
            start=QStandardPaths.writableLocation(documents),
        )
        dialog.rejected.connect(self.not_kept)

    def _write(self, folder: Path) -> None:
        session = self._session
        if session is not None:
            changes = session.unsaved_changes
            title = _("Captions and notes")
            written = None
            if changes is not None:
                text = changes_as_text(session.program, changes)
                written = WrittenChanges(changes, text, title)
            self._services.jobs.start(
                Lane.DISK,
                keep_words,
                self._services.preferences.folder,
                folder,
                session.program,
                session.portfolio,
                session.unsaved_texts,
                session.today,
                written,
                done=self._on_kept,
                failed=self._on_failure,
            )

    def _on_kept(self, _kept: KeptWords) -> None:
        self.kept.emit()

    def _on_failure(self, error: Exception) -> None:
        self._services.notices.show_error(error)
        self.not_kept.emit()


class WordsReturn(QObject):
    """Offers, once a portfolio is open again, to bring back the words that are kept for it."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._kept: KeptWords | None = None
        services.notices.action_chosen.connect(self._on_action)
        services.jobs.start(
            Lane.DISK,
            find_kept_words,
            services.preferences.folder,
            session.portfolio.id,
            done=self._offer,
            quiet=True,
        )

    def _offer(self, kept: KeptWords | None) -> None:
        self._kept = kept
        if kept is not None:
            message = words_kept(len(kept.texts), kept.day, str(kept.folder))
            action = _("Restore")
            self._services.notices.show(message, Tone.WARN, key=_KEY, action=action)

    def _on_action(self, key: str) -> None:
        if key == _KEY and self._kept is not None:
            self._services.notices.withdraw(_KEY)
            self._session.when_saved(self._begin, self._give_up)

    def _begin(self) -> None:
        session, kept = self._session, self._kept
        if kept is None:
            return
        self._services.jobs.start(
            Lane.SAVING,
            partial(bring_back, now=session.now),
            self._services.preferences.folder,
            session.root,
            session.program,
            session.portfolio,
            kept,
            done=self._on_back,
            failed=self._give_up,
        )

    def _give_up(self, error: Exception) -> None:
        self._services.notices.show_error(error, key=_KEY)

    def _on_back(self, documents: dict[TextPlace, Document]) -> None:
        changes = None if self._kept is None else self._kept.changes
        self._kept = None
        self._session.set_unread_documents(documents)
        if changes is not None:
            self._session.apply(partial(carried_over, changes.before, changes.after))
        self._services.notices.show(words_are_back(len(documents)), Tone.OK, key=_KEY)


def words_kept(count: int, day: date, folder: str) -> Message:
    """Say that words were kept when the portfolio could not be saved; none are texts, or some."""
    happened = ngettext(
        "{count} text that you saved on this computer on {day} isn’t in your {portfolio} yet.",
        "{count} texts that you saved on this computer on {day} aren’t in your {portfolio} yet.",
        count,
    )
    if not count:
        happened = _(
            "Captions and notes that you saved on this computer on {day} "
            "aren’t in your {portfolio} yet."
        )
    return Message(
        happened.format(day=long_day(day), count=count),
        _("Folder: {folder}.").format(folder=shown_folder(folder)),
        _("The text in your {portfolio} now is kept as an earlier version.") if count else "",
    )


def changes_as_text(program: Program, changes: UnsavedChanges) -> RichText:
    """Return what was typed besides texts, as a text to read: where it belongs, and the words."""
    paragraphs: list[Paragraph] = []
    for each in changed_words(changes.before, changes.after):
        where = [_FIELDS.get(each.field, lambda: _("Note"))()]
        competency_set = program.competency_set(each.set_id)
        if competency_set is not None:
            where.insert(0, competency_set.title)
        if each.number is not None:
            where.insert(1, _("{competency} {number}").format(number=each.number))
        if each.path:
            where.append(file_name(each.path))
        paragraphs.append(Paragraph((Span(", ".join(where), bold=True),)))
        paragraphs += [Paragraph((Span(line),)) for line in each.text.splitlines() if line.strip()]
    return RichText(tuple(paragraphs))


def words_are_back(count: int) -> Message:
    """Say that kept words are in the portfolio again."""
    if not count:
        return Message(_("Your captions and notes are back in your {portfolio}."))
    return Message(
        ngettext(
            "{count} text is back in your {portfolio}.",
            "{count} texts are back in your {portfolio}.",
            count,
        ).format(count=count),
        _("The earlier text is under “Earlier versions…”."),
    )


_FIELDS: Mapping[str, Callable[[], str]] = {
    "caption": lambda: _("caption"),
    "own_role": lambda: _("your own role"),
    "official_text": lambda: _("official text"),
    "statement": lambda: _("{renewal} statement"),
    "title": lambda: _("title"),
    "text": lambda: _("answer to a comment"),
    "name": lambda: _("name"),
    "email": lambda: _("email"),
}
