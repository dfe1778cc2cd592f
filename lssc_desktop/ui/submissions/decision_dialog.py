"""What the program decided about a set, told by hand from its letter."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.portfolio.portfolio import Decision, Outcome
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.messages.dates import day_to_come, day_unclear
from lssc_desktop.messages.submissions import outcome_word, revisions_line
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, plain_hint
from lssc_desktop.ui.kit.pages import Indent
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.form_dialog import ErrorNote

_WIDTH = 520
_COLUMNS = 6
_NOTE_LINES = 3


class DecisionDialog(QDialog):
    """Outcome and day; for a revision the numbers of the competencies that need more."""

    decided = Signal(object)
    """A `Decision`."""

    def __init__(
        self,
        competency_set: CompetencySet,
        package_id: str,
        today: date,
        revisions_left: int,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._package_id = package_id
        self._today = today
        self.setWindowTitle(_("The program decided"))
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.outcomes = {outcome: QRadioButton(outcome_word(outcome)) for outcome in Outcome}
        self._group = QButtonGroup(self)
        self.day = DayField(today, icons)
        self.numbers = {
            item.number: QCheckBox(str(item.number)) for item in competency_set.competencies
        }
        for item in competency_set.competencies:
            self.numbers[item.number].setAccessibleName(f"{item.number} {item.title}")
            self.numbers[item.number].setToolTip(plain_hint(item.title))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.keep = primary_button(icons, _("Keep the decision"))
        self.cancel = plain_button(icons, _("Not now"))
        self.why_off = Label(theme, "", Type.TABLE, Ink.INK2)
        self.error = ErrorNote(icons)
        self._asked = QWidget()

        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(8)
        title = _("What did the program decide about {set}?").format(set=competency_set.title)
        column.addWidget(Label(theme, title, Type.STATEMENT))
        for button in self.outcomes.values():
            self._group.addButton(button)
            column.addWidget(button)
        self._lay_out_numbers(icons, revisions_left)
        column.addWidget(self._asked)
        column.addWidget(NamedField(theme, _("Day of the letter"), self.day))
        self.note.setMaximumHeight(
            _NOTE_LINES * self.note.fontMetrics().lineSpacing() + theme.measure(20)
        )
        column.addWidget(NamedField(theme, _("What it says, if you want to keep it"), self.note))
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addWidget(self.why_off, 1)
        column.addWidget(self.error)
        column.addStretch(1)
        column.addLayout(row)
        self._group.buttonToggled.connect(self._allow)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self._allow()

    @property
    def outcome(self) -> Outcome | None:
        """What is chosen."""
        chosen = (outcome for outcome, button in self.outcomes.items() if button.isChecked())
        return next(chosen, None)

    def _lay_out_numbers(self, icons: Icons, revisions_left: int) -> None:
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        Indent(self._asked, icons.theme)
        line = revisions_line(revisions_left)
        column.addWidget(Label(icons.theme, line, Type.TABLE, Ink.INK2))
        column.addWidget(Label(icons.theme, _("Which numbers need more?"), Type.TABLE_STRONG))
        grid = QGridLayout()
        for at, box in enumerate(self.numbers.values()):
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS)
        column.addLayout(grid)

    @Slot()
    def _allow(self) -> None:
        self._asked.setVisible(self.outcome is Outcome.REVISION_ASKED)
        self.keep.setEnabled(self.outcome is not None)
        self.why_off.setText("" if self.keep.isEnabled() else _("Choose first what it decided."))

    @Slot()
    def _keep(self) -> None:
        outcome = self.outcome
        if outcome is None:
            return
        day = self.day.day
        if not self.day.is_clear or day > self._today:
            said = day_to_come(day) if self.day.is_clear else day_unclear(self.day.text())
            self.error.show_message(said)
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
