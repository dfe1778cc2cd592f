"""Taking a document in as the text: chosen or dropped, read off the GUI thread, then put in place.

The file stays where it is, and the text that it replaces is kept as an earlier version. A plain
text that does not say how its letters are stored is shown first.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.documents.importing import (
    SUFFIXES,
    EncodingUnsure,
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
from lssc_desktop.ui.base.file_dialogs import chosen_file
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
from lssc_desktop.ui.shared.job_progress import show_progress

_USE, _EVIDENCE, _CANCEL = "use", "evidence", "cancel"
NOT_TAKEN, _TAKEN = "document-not-taken", "document-taken"
_SIZE = 640, 480
_MOST_SHOWN = 20_000  # characters


class EncodingDialog(Dialog):
    """Shows how a plain text reads, with the other encodings that it may be in."""

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
        self._show(0)

    def _show(self, place: int) -> None:
        self.text.setPlainText(self._readings[place].text[:_MOST_SHOWN])

    @property
    def encoding(self) -> str:
        """The encoding in which the text reads right."""
        return self._readings[self.choice.currentIndex()].encoding


async def choose_document(
    session: Session, services: Services, window: QWidget, place: TextPlace, present: RichText
) -> None:
    """Let the user choose a document to become the text of a place; `present` is what it says."""
    if lock := session.lock_of(place.set_id):
        services.notices.show_error(lock, key="locked")
        return
    endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    filters = [_("Documents ({endings})").format(endings=endings)]
    path = await chosen_file(window, _("Use a Word document"), filters=filters)
    if not words(present) or await _use_of(services, path, place, present) == _USE:
        await _take(session, services, window, place, path)


async def take_dropped(
    session: Session,
    services: Services,
    window: QWidget,
    place: TextPlace,
    present: RichText,
    path: Path,
    add_evidence: Callable[[tuple[Path, ...]], object],
) -> None:
    """Ask what a document that was dropped on the text shall be: the text, or evidence."""
    if lock := session.lock_of(place.set_id):
        services.notices.show_error(lock, key="locked")
        return
    use = await _use_of(services, path, place, present, may_be_evidence=place.number is not None)
    if use == _EVIDENCE:
        add_evidence((path,))
    elif use == _USE:
        await _take(session, services, window, place, path)


async def _use_of(
    services: Services,
    path: Path,
    place: TextPlace,
    present: RichText,
    *,
    may_be_evidence: bool = False,
) -> str:
    use = _("Use as {learning_statement}") if place.number is None else _("Use as response")
    evidence = (Answer(_EVIDENCE, _("Add as evidence")),) if may_be_evidence else ()
    answers = (Answer(_USE, use), *evidence, Answer(_CANCEL, _("Cancel")))
    message = _question_of_use(str(path), place, words(present), may_be_evidence=may_be_evidence)
    return await services.notices.answer(Question(message, answers, _CANCEL))


async def _take(
    session: Session, services: Services, window: QWidget, place: TextPlace, path: Path
) -> None:
    """Read a document, with everything typed saved, and put it in place of the text."""
    notices, jobs = services.notices, services.jobs
    title = _("Use a Word document")
    shown = partial(show_progress, Step.CONVERTING, title, services.icons, window)
    encoding = ""
    while True:
        try:
            incoming = await jobs.reported(
                Lane.DISK,
                read_incoming,
                path,
                encoding,
                shown=shown if needs_office(path) else None,
            )
            break
        except EncodingUnsure as unsure:
            dialog = EncodingDialog(services.icons, str(path), unsure.choices)
        encoding = (await dialog.answer(window)).encoding
    with notices.before(partial(_not_taken, path=path), key=NOT_TAKEN):
        await session.saved()
    if lock := session.lock_of(place.set_id):  # it was handed in meanwhile
        raise lock
    root, program, portfolio = session.root, session.program, session.portfolio
    taken = await jobs.result(
        Lane.SAVING, take_text, root, program, portfolio, place, incoming, session.now
    )
    session.set_unread_documents({place: taken.document})
    tone = Tone.WARN if taken.is_damaged else Tone.OK
    notices.withdraw(NOT_TAKEN)
    notices.show(_text_taken(str(path), place, taken), tone, key=_TAKEN)


def _not_taken(message: Message, path: Path) -> Message:
    """Say that a document was not used, because what was typed could not be saved before."""
    return not_begun(message, _("{name} wasn’t used.").format(name=shown_file(str(path))))


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
