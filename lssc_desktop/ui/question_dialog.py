"""A question in front of the window; its buttons say what they do."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.notices import Asked
from lssc_desktop.ui.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.widgets.buttons import Button, plain_button, primary_button
from lssc_desktop.ui.widgets.labels import Label

_WIDTH = 520


class QuestionDialog(QDialog):
    """Shows a question; closing it, or Esc, gives the answer that loses nothing."""

    def __init__(self, asked: Asked, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        question = asked.question
        message = question.message
        theme = icons.theme
        self.setWindowTitle(_("A question"))
        self.setAccessibleDescription(message.text)
        self.setMinimumWidth(theme.measure(_WIDTH))
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

    @Slot()
    def _close(self) -> None:
        self.accept()

    @Slot()
    def _answer_otherwise(self) -> None:
        self._asked.answer(self._asked.question.otherwise)
        self.deleteLater()
