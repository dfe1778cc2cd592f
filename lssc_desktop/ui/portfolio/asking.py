"""Questions for the program office: what to ask today, as an email, and what it answered."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.overview.questions import (
    ProgramQuestion,
    drop_answer,
    open_questions,
    put_answer,
    question_of,
    told_answers,
)
from lssc_desktop.core.portfolio.portfolio import ToldAnswer
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.papers import (
    nothing_to_ask,
    question_title,
    question_words,
    told_line,
)
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column
from lssc_desktop.ui.kit.pages import SectionHead, empty
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.dialogs import FormDialog

_WIDTH = 640
_LINES = 4


class AskDialog(Dialog):
    """A dialog with what to ask the program office today, and what it answered already."""

    email_wanted = Signal()

    def __init__(self, session: Session, icons: Icons) -> None:
        super().__init__(
            icons,
            _("Questions for the program office"),
            _("Save the email…"),
            _("Close"),
            note=_(
                "Your program’s file doesn’t say this, and it matters to you today. Save one "
                "email with all of it, and enter the answers here."
            ),
            size=_WIDTH,
        )
        self._session = session
        self._icons = icons
        self.answer_buttons: dict[str, Button] = {}
        self._body = column(gap=14)
        add(self.content, self._body)
        self.buttons.accepted.connect(self._want_email)
        session.portfolio_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        session, theme = self._session, self._icons.theme
        empty(self._body)
        self.answer_buttons = {}
        asked = open_questions(
            session.program, session.portfolio, session.submissions, session.today
        )
        for question in asked:
            said = question_words(question, session.program, session.portfolio)
            words = (
                Label(theme, said.question, Type.BODY_STRONG),
                Label(theme, said.why, Type.TABLE, Ink.INK2),
            )
            self._add(question, said.question, words, _("Enter the answer…"))
        if not asked:
            add(self._body, Label(theme, nothing_to_ask(), Type.BODY))
        told = told_answers(session.portfolio)
        if told:
            add(self._body, SectionHead(theme, _("Answered")))
        for answer in told:
            title = question_title(answer.question, session.program, session.portfolio)
            words = (
                Label(theme, title, Type.BODY_STRONG),
                Label(theme, told_line(answer), Type.BODY),
            )
            self._add(question_of(answer.question), title, words, _("Change the answer…"), answer)
        self.accept_button.setEnabled(bool(asked))
        (self.accept_button if asked else self.reject_button).setFocus()
        self.fit()

    def _add(
        self,
        question: ProgramQuestion | None,
        title: str,
        words: tuple[Label, ...],
        act: str,
        answer: ToldAnswer | None = None,
    ) -> None:
        lines = column(*words, gap=2)
        if question is not None:
            button = link_button(self._icons, act)
            button.setAccessibleName(f"{act} {title}")
            button.clicked.connect(partial(self._ask_answer, question, title, answer))
            self.answer_buttons[question.id] = button
            add(lines, (button, Qt.AlignmentFlag.AlignLeft))
        add(self._body, lines)

    def _ask_answer(self, question: ProgramQuestion, title: str, answer: ToldAnswer | None) -> None:
        AnswerDialog(self._session, question, title, answer, self._icons).show_for(self)

    def _want_email(self) -> None:
        self.accept()
        self.email_wanted.emit()


class AnswerDialog(FormDialog):
    """A dialog for what the program office answered, when, and how the candidate knows."""

    def __init__(
        self,
        session: Session,
        question: ProgramQuestion,
        title: str,
        answer: ToldAnswer | None,
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("Answer from the program office"),
            _("Save"),
            _("Cancel"),
            heading=title,
            note=_("It’s kept in your {portfolio}. Your program’s file stays as it is."),
        )
        self._session = session
        self._question = question
        theme = icons.theme
        self.text = QPlainTextEdit("" if answer is None else answer.text)
        self.text.setTabChangesFocus(True)
        lines = _LINES * self.text.fontMetrics().lineSpacing()
        self.text.setMaximumHeight(lines + theme.measure(20))
        self.day = DayField(session.today if answer is None else answer.day, icons)
        self.source = QLineEdit("" if answer is None else answer.source)
        self.remove_button = plain_button(icons, _("Remove the answer"))
        self.add_button(self.remove_button, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.remove_button.setVisible(answer is not None)
        self.remove_button.clicked.connect(self._remove)
        add(
            self.content,
            NamedField(theme, _("&What the office said"), self.text),
            NamedField(theme, _("&Date"), self.day),
            NamedField(theme, _("Who said it, or where you read it (&optional)"), self.source),
        )
        self.text.setFocus()

    @property
    def _entered(self) -> tuple[str, date, str]:
        return self.text.toPlainText(), self.day.day, self.source.text()

    def submit(self) -> None:
        """Save the answer, unless it's none."""
        session, today = self._session, self._session.today
        text, day, source = self._entered
        try:
            put_answer(session.portfolio, self._question, text, day, source, today)
        except LsscError as error:
            self.error.show_error(error)
            return
        session.apply(
            partial(
                put_answer,
                question=self._question,
                text=text,
                day=day,
                source=source,
                today=today,
            )
        )
        self.accept()

    def _remove(self) -> None:
        self._session.apply(partial(drop_answer, question=self._question))
        self.accept()
