"""Choosing other electives; the work on one that is given up stays in its folder."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.widgets.buttons import plain_button, primary_button
from lssc_desktop.ui.widgets.labels import Label

_WIDTH = 480


class ElectivesDialog(QDialog):
    """One box for each elective; what is missing or too many is said beside the button."""

    chosen = Signal(object)
    """The ids of all chosen sets, required ones too, in the program's order."""

    def __init__(
        self, program: Program, portfolio: Portfolio, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._program = program
        self.setWindowTitle(_("Change electives"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.boxes: dict[str, QCheckBox] = {}
        for elective in program.elective_sets:
            work = portfolio.set_work(elective.id)
            box = QCheckBox(elective.title.replace("&", "&&"))
            box.setAccessibleName(elective.title)
            box.setChecked(work is not None and work.chosen)
            self.boxes[elective.id] = box
        self.missing = Label(theme, "", Type.TABLE, Ink.INK2)
        self.save_button = primary_button(icons, _("Choose these"))
        cancel = plain_button(icons, _("Leave it as it is"))

        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(cancel)
        row.addWidget(self.missing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(6)
        column.addWidget(Label(theme, self._question(), Type.STATEMENT))
        kept = _("What you did for a set that you give up stays in its folder.")
        column.addWidget(Label(theme, kept, Type.BODY, Ink.INK2))
        for box in self.boxes.values():
            column.addWidget(box)
        column.addSpacing(8)
        column.addLayout(row)

        for box in self.boxes.values():
            box.toggled.connect(self._check)
        self.save_button.clicked.connect(self._choose)
        cancel.clicked.connect(self.reject)
        self._check()

    def _question(self) -> str:
        count = self._program.choice.electives
        return ngettext("Choose {count} elective", "Choose {count} electives", count).format(
            count=count
        )

    @Slot()
    def _check(self) -> None:
        left = self._program.choice.electives - sum(box.isChecked() for box in self.boxes.values())
        self.save_button.setEnabled(left == 0)
        if left > 0:
            said = ngettext("{count} more is needed.", "{count} more are needed.", left)
        elif left < 0:
            said = ngettext("{count} is too many.", "{count} are too many.", -left)
        else:
            said = ""
        self.missing.setText(said.format(count=abs(left)))

    @Slot()
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
