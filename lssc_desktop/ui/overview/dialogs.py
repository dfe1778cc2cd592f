"""Dialogs of the overview: which electives, and the message when all sets are achieved."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import add, column

_DIALOG_WIDTH = 480
_MESSAGE_SIZE = (560, 520)


class ElectivesDialog(Dialog):
    """A dialog to choose other electives; what is missing or too many stands by the buttons.

    The work on a set that is given up stays in its folder.
    """

    chosen = Signal(object)
    """The ids of all chosen sets, required ones too, in the program's order."""

    def __init__(self, program: Program, portfolio: Portfolio, icons: Icons) -> None:
        count = program.choice.electives
        question = ngettext("Choose {count} elective", "Choose {count} electives", count)
        super().__init__(
            icons,
            _("Change electives"),
            _("Save"),
            _("Cancel"),
            heading=question.format(count=count),
            note=_("If you drop {a_set}, your work on it stays in its folder."),
            size=_DIALOG_WIDTH,
        )
        self._program = program
        self.boxes: dict[str, QCheckBox] = {}
        for elective in program.elective_sets:
            work = portfolio.set_work(elective.id)
            box = QCheckBox(elective.title.replace("&", "&&"))
            box.setAccessibleName(elective.title)
            box.setChecked(work is not None and work.chosen)
            box.toggled.connect(self._check)
            self.boxes[elective.id] = box
        add(self.content, column(*self.boxes.values(), gap=6))
        if self.boxes:
            next(iter(self.boxes.values())).setFocus()
        self.buttons.accepted.connect(self._choose)
        self._check()

    def _check(self) -> None:
        left = self._program.choice.electives - sum(box.isChecked() for box in self.boxes.values())
        self.accept_button.setEnabled(left == 0)
        if left > 0:
            missing = ngettext("Choose {count} more.", "Choose {count} more.", left)
        elif left < 0:
            missing = ngettext("Choose {count} fewer.", "Choose {count} fewer.", -left)
        else:
            missing = ""
        self.hint.setText(missing.format(count=abs(left)))

    def _choose(self) -> None:
        boxes = self.boxes
        self.chosen.emit(
            tuple(
                each.id
                for each in self._program.sets
                if each.required or (each.id in boxes and boxes[each.id].isChecked())
            )
        )
        self.accept()


class LastStepDialog(Dialog):
    """A dialog with the message to the office, when the needed sets are achieved, to copy."""

    def __init__(self, icons: Icons, heading: str, text: str) -> None:
        super().__init__(
            icons,
            _("Message to the program office"),
            _("Copy"),
            _("Close"),
            heading=heading,
            note=_("Copy it into an email. When your certificate comes, enter its date."),
            size=_MESSAGE_SIZE,
        )
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(_("Message"))
        self.text.setTabChangesFocus(True)
        add(self.content, (self.text, 1))
        self.buttons.accepted.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.accept()
