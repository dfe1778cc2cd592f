"""Taking a document in as the text: chosen or dropped, read off the GUI thread, then put in place.

The file stays where it is, and the text that it replaces is kept as an earlier version. A plain
text that does not say how its letters are stored is shown first.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lssc_desktop.core.job import Cancelled, Step
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.documents.importing import (
    SUFFIXES,
    EncodingUnsure,
    Incoming,
    TextReading,
    needs_office,
    read_incoming,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.documents import damaged_line, encoding_name, replaced_line
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.messages.words import shown_file
from lssc_desktop.store.folder.responses import TakenText, take_text
from lssc_desktop.ui.base.file_dialogs import ask_file
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, row
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.workspace.competency_edits import CompetencyEdits

_USE, _EVIDENCE, _CANCEL = "use", "evidence", "cancel"
_NOT_TAKEN, _TAKEN = "document-not-taken", "document-taken"
_SIZE = 640, 480
_MOST_SHOWN = 20_000  # characters


class EncodingDialog(Dialog):
    """Shows how a plain text reads, with the other encodings that it may be in."""

    chosen = Signal(str)
    """The encoding in which the text reads right."""

    def __init__(self, icons: Icons, name: str, readings: tuple[TextReading, ...]) -> None:
        super().__init__(
            icons,
            _("Does this look right?"),
            _("Yes, use it"),
            _("Cancel"),
            note=_(
                "{name} doesn’t say which text encoding it uses. Does it look right below?"
            ).format(name=shown_file(name)),
            size=_SIZE,
        )
        self._readings = readings
        self.choice = ChoiceField()
        self.choice.setAccessibleName(_("Text encoding"))
        for reading in readings:
            self.choice.addItem(encoding_name(reading.encoding), reading.encoding)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("How the text reads"))
        self.text.setFont(icons.theme.font(Type.OWN_WORDS))
        label = Label(icons.theme, _("Encoding"), Type.TABLE_STRONG, wrap=False)
        label.setBuddy(self.choice)
        add(self.content, row(label, (self.choice, 1), gap=8), (self.text, 1))
        self.choice.currentIndexChanged.connect(self._show)
        self.buttons.accepted.connect(self._choose)
        self._show(0)

    @Slot(int)
    def _show(self, place: int) -> None:
        self.text.setPlainText(self._readings[place].text[:_MOST_SHOWN])

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._readings[self.choice.currentIndex()].encoding)
        self.accept()


class DocumentTaking(QObject):
    """Takes a document in as the response or statement that is shown."""

    evidence_chosen = Signal(object)
    """A tuple with the path of a document that shall be evidence after all."""

    def __init__(
        self,
        session: Session,
        services: Services,
        edits: CompetencyEdits,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._services = services
        self._edits = edits
        self._window = window

    def choose(self, present: RichText) -> None:
        """Let the user choose a document; `present` is what the text says now."""
        taking = self._begin(present)
        if taking is not None:
            endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
            filters = [_("Documents ({endings})").format(endings=endings)]
            title = _("Use a Word document")
            dialog = ask_file(self._window, title, taking.take_chosen, filters=filters)
            dialog.rejected.connect(taking.deleteLater)

    def ask(self, path: Path, present: RichText) -> None:
        """Ask whether a document that was dropped on the text becomes the text."""
        taking = self._begin(present)
        if taking is not None:
            taking.ask(path)

    def _begin(self, present: RichText) -> "_Taking | None":
        place = self._edits.place
        if place is None:
            return None
        lock = self._session.lock_of(place.set_id)
        if lock is not None:
            self._services.notices.show_error(lock, key="locked")
            return None
        taking = _Taking(self._session, self._services, place, words(present), self._window)
        taking.evidence_chosen.connect(self.evidence_chosen)
        return taking


class _Taking(QObject):
    """One document on its way into one text: the user may have moved to another by then."""

    evidence_chosen = Signal(object)

    def __init__(
        self,
        session: Session,
        services: Services,
        place: TextPlace,
        present_words: int,
        window: QWidget,
    ) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._place = place
        self._present_words = present_words
        self._window = window
        self._path = Path()

    def take_chosen(self, path: Path) -> None:
        """Take a document that the user chose; asked first if there are words already."""
        self._path = path
        if self._present_words:
            self._ask(may_be_evidence=False)
        else:
            self._read("")

    def ask(self, path: Path) -> None:
        """Ask what a document that was dropped shall be."""
        self._path = path
        self._ask(may_be_evidence=self._place.number is not None)

    def _ask(self, *, may_be_evidence: bool) -> None:
        is_statement = self._place.number is None
        use = _("Use as {learning_statement}") if is_statement else _("Use as response")
        evidence = (Answer(_EVIDENCE, _("Add as evidence")),) if may_be_evidence else ()
        answers = (Answer(_USE, use), *evidence, Answer(_CANCEL, _("Cancel")))
        message = _question_of_use(
            str(self._path), self._place, self._present_words, may_be_evidence=may_be_evidence
        )
        self._services.notices.ask(Question(message, answers, _CANCEL), self._on_answer)

    @Slot(str)
    def _on_answer(self, answer: str) -> None:
        if answer == _USE:
            self._read("")
            return
        if answer == _EVIDENCE:
            self.evidence_chosen.emit((self._path,))
        self.deleteLater()

    @Slot(str)
    def _read(self, encoding: str) -> None:
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            read_incoming,
            self._path,
            encoding,
            done=self._on_read,
            failed=self._on_failure,
        )
        if needs_office(self._path):
            title, icons = _("Use a Word document"), self._services.icons
            ProgressDialog(job, Step.CONVERTING, title, icons, self._window).show()

    @Slot(object)
    def _on_read(self, incoming: Incoming) -> None:
        self._session.when_saved(self._put_in_place, self._give_up, incoming)

    @Slot(object)
    def _put_in_place(self, incoming: Incoming) -> None:
        session = self._session
        lock = session.lock_of(self._place.set_id)
        if lock is not None:  # it was handed in meanwhile
            self._on_failure(lock)
            return
        self._services.jobs.start(
            Lane.SAVING,
            take_text,
            session.root,
            session.program,
            session.portfolio,
            self._place,
            incoming,
            session.now,
            done=self._on_taken,
            failed=self._on_failure,
        )

    @Slot(object)
    def _on_taken(self, taken: TakenText) -> None:
        self._session.set_unread_documents({self._place: taken.document})
        tone = Tone.WARN if taken.is_damaged else Tone.OK
        said = _text_taken(str(self._path), self._place, taken)
        self._services.notices.withdraw(_NOT_TAKEN)
        self._services.notices.show(said, tone, key=_TAKEN)
        self.deleteLater()

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        if isinstance(error, EncodingUnsure):
            dialog = EncodingDialog(self._services.icons, str(self._path), error.choices)
            dialog.chosen.connect(self._read)
            dialog.rejected.connect(self.deleteLater)
            dialog.show_for(self._window)
            return
        if not isinstance(error, Cancelled):
            self._services.notices.show_error(error, key=_NOT_TAKEN)
        self.deleteLater()

    @Slot(object, object)
    def _give_up(self, _incoming: Incoming, error: Exception) -> None:
        self._services.notices.show_not_begun(error, self._say_not_taken, key=_NOT_TAKEN)
        self.deleteLater()

    def _say_not_taken(self, message: Message) -> Message:
        return not_begun(message, _("{name} wasn’t used.").format(name=shown_file(str(self._path))))


def _question_of_use(
    path: str, place: TextPlace, present_words: int, *, may_be_evidence: bool
) -> Message:
    """Ask whether a document becomes the text, or is evidence, and say what becomes of words."""
    name = shown_file(path)
    if place.number is None:
        happened = _("Use {name} as the {learning_statement}?")
    elif may_be_evidence:
        happened = _("Use {name} as the response, or add it as evidence?")
    else:
        happened = _("Use {name} as the response?")
    meaning = ""
    if present_words:
        meaning = ngettext(
            "The {count} word you have now is kept under “Earlier versions”.",
            "The {count} words you have now are kept under “Earlier versions”.",
            present_words,
        ).format(count=present_words)
    return Message(
        happened.format(name=name), meaning, _("The original stays where it is, unchanged.")
    )


def _text_taken(name: str, place: TextPlace, taken: TakenText) -> Message:
    """Say that a document is the text now, where the earlier one is, and what is damaged."""
    name = shown_file(name)
    if place.number is None:
        happened = _("{name} is now your {learning_statement}.").format(name=name)
    else:
        happened = _("{name} is now your response to {competency} {number}.").format(
            name=name, number=place.number
        )
    advice = damaged_line() if taken.is_damaged else ""
    return Message(happened, replaced_line(taken.replaced), advice)
