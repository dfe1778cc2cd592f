"""Words that cannot be saved to the drive: kept on this computer, and brought back from there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.portfolio.merging import carried_over
from lssc_desktop.core.portfolio.portfolio import Document, TextPlace
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages import portfolio as say
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
                text = say.changes_as_text(session.program, changes)
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
            message = say.words_kept(len(kept.texts), kept.day, str(kept.folder))
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
        self._services.notices.show(say.words_are_back(len(documents)), Tone.OK, key=_KEY)
