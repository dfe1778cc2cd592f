"""The dialog for what the program decided about a set, entered by hand from its letter."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from lssc_desktop.core.portfolio.portfolio import Decision, Outcome
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.messages.dates import day_to_come
from lssc_desktop.messages.submissions import outcome_word, revisions_line
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, plain_hint
from lssc_desktop.ui.kit.layout import add, column
from lssc_desktop.ui.kit.pages import Indent
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.form_dialog import FormDialog

_COLUMNS = 6
_NOTE_LINES = 3


class DecisionDialog(FormDialog):
    """A dialog for outcome and day, and for a revision which competencies need more."""

    decided = Signal(object)
    """A `Decision`."""

    def __init__(
        self,
        competency_set: CompetencySet,
        package_id: str,
        today: date,
        revisions_left: int,
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("The program decided"),
            _("Keep the decision"),
            _("Not now"),
            heading=_("What did the program decide about {set}?").format(set=competency_set.title),
        )
        theme = icons.theme
        self._package_id = package_id
        self._today = today
        self.outcomes = {outcome: QRadioButton(outcome_word(outcome)) for outcome in Outcome}
        self._group = QButtonGroup(self)
        for button in self.outcomes.values():
            self._group.addButton(button)
        self.numbers = {
            item.number: QCheckBox(str(item.number)) for item in competency_set.competencies
        }
        for item in competency_set.competencies:
            self.numbers[item.number].setAccessibleName(f"{item.number} {item.title}")
            self.numbers[item.number].setToolTip(plain_hint(item.title))
        self._asked = self._laid_out_numbers(icons, revisions_left)
        self.day = DayField(today, icons)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(
            _NOTE_LINES * self.note.fontMetrics().lineSpacing() + theme.measure(20)
        )
        add(
            self.content,
            *self.outcomes.values(),
            self._asked,
            NamedField(theme, _("Day of the letter"), self.day),
            NamedField(theme, _("What it says, if you want to keep it"), self.note),
        )
        self._group.buttonToggled.connect(self._allow)
        self._group.buttonToggled.connect(self.fit)
        self.validated.connect(self._decide)
        self._allow()

    @property
    def outcome(self) -> Outcome | None:
        """What is chosen."""
        chosen = (outcome for outcome, button in self.outcomes.items() if button.isChecked())
        return next(chosen, None)

    def _laid_out_numbers(self, icons: Icons, revisions_left: int) -> QWidget:
        asked = QWidget()
        grid = QGridLayout()
        for at, box in enumerate(self.numbers.values()):
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS)
        column(
            Label(icons.theme, revisions_line(revisions_left), Type.TABLE, Ink.INK2),
            Label(icons.theme, _("Which numbers need more?"), Type.TABLE_STRONG),
            grid,
            gap=4,
            on=asked,
        )
        Indent(asked, icons.theme)
        return asked

    @Slot()
    def _allow(self) -> None:
        self._asked.setVisible(self.outcome is Outcome.REVISION_ASKED)
        self.accept_button.setEnabled(self.outcome is not None)
        self.hint.setText("" if self.outcome else _("Choose first what it decided."))

    @Slot()
    def _decide(self) -> None:
        outcome, day = self.outcome, self.day.day
        if outcome is None:
            return
        if day > self._today:
            self.error.show_message(day_to_come(day))
            self.day.setFocus()
            return
        asked = tuple(number for number, box in self.numbers.items() if box.isChecked())
        decision = Decision(
            outcome,
            day,
            self._package_id,
            asked if outcome is Outcome.REVISION_ASKED else (),
            self.note.toPlainText().strip(),
        )
        self.decided.emit(decision)
        self.accept()
