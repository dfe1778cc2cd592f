"""Notices and questions to the user, and the dialog of a question.

Everything that is said to the user goes through `Notices`; how notices are shown is the window's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled
from lssc_desktop.languages import gettext as _
from lssc_desktop.log import failed
from lssc_desktop.messages.message import Message, message_for, report, unforeseen_message
from lssc_desktop.ui.kit.buttons import Button, plain_button, primary_button
from lssc_desktop.ui.kit.flow import GivenUp, Wait, Waiting
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.values import dataclass

_DIALOG_WIDTH = 520
_LAST = 20  # that can be read again


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say; what is not good news stays until the user dealt with it.

    `key` names what it is about: a newer notice about the same thing takes its place. `report`
    is a text to copy, for what was not foreseen. `action` is the label of a button, which
    does `act`, or else is only told by `Notices.action_chosen`.
    """

    message: Message
    tone: Tone
    key: str = ""
    report: str = ""
    action: str = ""
    act: Callable[[], object] | None = field(default=None, compare=False)

    @property
    def fades(self) -> bool:
        """Whether it is good news, which goes by itself; one at a time waits."""
        return self.tone in (Tone.OK, Tone.INFO)


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to a question; a button says what it does."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can decide.

    The first answer is the likely one. `otherwise` is the id of the answer that closing the
    question gives: it never loses anything.
    """

    message: Message
    answers: tuple[Answer, ...]
    otherwise: str


class Asked(QObject):
    """A question that waits for its answer."""

    answered = Signal(str)

    def __init__(self, question: Question, parent: QObject) -> None:
        super().__init__(parent)
        self.question = question
        self._is_answered = False

    def answer(self, answer: str) -> None:
        """Give the id of an answer; only the first one counts."""
        if not self._is_answered:
            self._is_answered = True
            self.answered.emit(answer)


class Notices(QObject):
    """Keeps what the user has to be told or asked, until it was dealt with.

    The window listens and shows; a test looks at `waiting` and `questions`.
    """

    changed = Signal()
    """There is something else to show, or something less."""
    asked = Signal(object)
    """An `Asked`."""
    action_chosen = Signal(str)
    """The key of the notice whose button was pressed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[Notice, ...] = ()
        self._said: tuple[Notice, ...] = ()
        self._questions: tuple[Asked, ...] = ()
        self.action_chosen.connect(self._act)

    @property
    def waiting(self) -> tuple[Notice, ...]:
        """What is shown, the oldest first."""
        return self._waiting

    @property
    def said(self) -> tuple[Notice, ...]:
        """What was said last, also what waits no more, the oldest first."""
        return self._said

    @property
    def questions(self) -> tuple[Asked, ...]:
        """What waits for an answer, the oldest first."""
        return self._questions

    def show(
        self,
        message: Message,
        tone: Tone,
        *,
        key: str = "",
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Say something that stays until it was dealt with."""
        self._add(Notice(message, tone, key, action=action, act=act))

    def _act(self, key: str) -> None:
        for act in [each.act for each in self._waiting if each.key == key and each.act]:
            act()

    @Slot(object)
    def show_error(self, error: Exception, *, key: str = "") -> None:
        """Say what an error means; a job that was stopped on request says nothing."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, LsscError):
            self._add(Notice(message_for(error), Tone.BAD, key))
            return
        failed(error)
        self._add(Notice(unforeseen_message(has_report=True), Tone.BAD, key, report=report(error)))

    def show_not_begun(
        self, error: Exception, say: Callable[[Message], Message], *, key: str = ""
    ) -> None:
        """Say that something did not begin because saving failed before: `Session.when_saved`.

        `say` makes that of what the error means. What was given up on request says nothing.
        """
        if isinstance(error, LsscError) and not isinstance(error, Cancelled):
            self._add(Notice(say(message_for(error)), Tone.WARN, key))
        else:
            self.show_error(error, key=key)

    def dismiss(self, notice: Notice) -> None:
        """Take a notice away that was dealt with."""
        self._become(tuple(each for each in self._waiting if each is not notice))

    def withdraw(self, key: str) -> None:
        """Take the notices about something away, because it is no longer so."""
        self._become(tuple(each for each in self._waiting if each.key != key))

    def end_good_news(self) -> None:
        """Take good news away: what it was about is undone, or its page was left."""
        self._become(tuple(each for each in self._waiting if not each.fades))

    def ask(self, question: Question, answered: Callable[[str], None]) -> Asked:
        """Ask something; `answered` is a bound method of a QObject and gets the answer's id."""
        asked = Asked(question, self)
        asked.answered.connect(self._forget_answered)
        asked.answered.connect(answered)
        self._questions = (*self._questions, asked)
        self.asked.emit(asked)
        return asked

    def answer(self, question: Question) -> Wait[str]:
        """Let a flow wait for the id of the answer to a question."""
        return Wait(
            lambda waiting: partial(self.ask(question, waiting.go_on).answer, question.otherwise)
        )

    def pressed(self, key: str) -> Wait[None]:
        """Let a flow wait for the button of a notice, and end with the notice."""

        def begin(waiting: Waiting) -> Callable[[], object]:
            _Pressed(self, key, waiting)
            return partial(self.withdraw, key)

        return Wait(begin)

    @contextmanager
    def before(self, say: Callable[[Message], Message], *, key: str = "") -> Iterator[None]:
        """Let a flow save first, `await session.saved()`; say what did not begin if that fails."""
        try:
            yield
        except Exception as error:
            self.show_not_begun(error, say, key=key)
            raise GivenUp from error

    def _add(self, notice: Notice) -> None:
        same = [
            each
            for each in self._waiting
            if each.key == notice.key and (notice.key or each.message == notice.message)
        ]
        if notice in same:
            return  # it is there already, and moving it would only disturb
        self._said = (*self._said, notice)[-_LAST:]
        stay = (each for each in self._waiting if each not in same and not each.fades)
        self._become((*stay, notice))

    def _become(self, waiting: tuple[Notice, ...]) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.changed.emit()

    def _forget_answered(self) -> None:
        self._questions = tuple(each for each in self._questions if each is not self.sender())


class _Pressed(QObject):
    """Goes on with a flow once the button of a notice is pressed, and ends it with the notice."""

    def __init__(self, notices: Notices, key: str, waiting: Waiting) -> None:
        super().__init__(waiting)
        self._notices, self._key, self._waiting = notices, key, waiting
        notices.action_chosen.connect(self._on_action)
        notices.changed.connect(self._look)

    def _on_action(self, key: str) -> None:
        if key == self._key and not self._waiting.is_over:
            self._notices.changed.disconnect(self._look)
            self._notices.withdraw(key)
            self._waiting.go_on()

    def _look(self) -> None:
        if all(each.key != self._key for each in self._notices.waiting):
            self._waiting.give_up()


# Question dialog --------------------------------------------------------------------------------


class QuestionDialog(TabInOrder, QDialog):
    """Shows a question in front of the window, with buttons that say what they do.

    Closing it, or Esc, gives the answer that loses nothing.
    """

    def __init__(self, asked: Asked, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        question = asked.question
        message = question.message
        theme = icons.theme
        self.setWindowTitle(_("Question"))
        self.setAccessibleDescription(message.text)
        self.setMinimumWidth(theme.measure(_DIALOG_WIDTH))
        self.buttons: dict[str, Button] = {}

        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(8)
        column.addWidget(Label(theme, message.happened, Type.H2))
        for words in (message.meaning, message.advice):
            if words:
                column.addWidget(Label(theme, words, Type.BODY, Ink.INK2))
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(8)
        for number, answer in enumerate(question.answers):
            make = primary_button if number == 0 else plain_button
            button = make(icons, answer.label)
            button.clicked.connect(partial(self._answer, answer.id))
            self.buttons[answer.id] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

        asked.answered.connect(self._close)
        self.finished.connect(self._answer_otherwise)

    def _answer(self, answer: str) -> None:
        self._asked.answer(answer)

    def _close(self) -> None:
        self.accept()

    def _answer_otherwise(self) -> None:
        self._asked.answer(self._asked.question.otherwise)
        self.deleteLater()
