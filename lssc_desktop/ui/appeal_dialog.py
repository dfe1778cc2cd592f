"""Which decision an appeal is against, and until when it is possible."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.appeal import Appeal
from lssc_desktop.core.program import Program
from lssc_desktop.messages.appeal import appeal_sentence
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.choice_field import ChoiceField
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label


class AppealDialog(FormDialog):
    """The sets that were not achieved, the newest decision first, with the days that are due."""

    told = Signal(object)
    """The `Appeal`."""

    def __init__(
        self,
        program: Program,
        found: tuple[Appeal, ...],
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icons,
            _("A letter of appeal"),
            _("Write the letter…"),
            _("Not now"),
            note=_("A letter to start from, as a Word document. You add the grounds."),
            parent=parent,
        )
        self._program = program
        self._found = found
        self._today = today
        self.sets = ChoiceField()
        for appeal in found:
            self.sets.addItem(self._title(appeal), appeal.set_id)
        self.due = Label(icons.theme, "", Type.BODY)
        self.fields.addWidget(NamedField(icons.theme, _("&Set"), self.sets))
        self.fields.addWidget(self.due)
        self.sets.currentIndexChanged.connect(self._show)
        self.kept.connect(self._keep)
        self._show()
        self.sets.setFocus()

    def _title(self, appeal: Appeal) -> str:
        found = self._program.competency_set(appeal.set_id)
        return appeal.set_id if found is None else found.title

    @Slot()
    def _show(self) -> None:
        appeal = self._found[self.sets.currentIndex()]
        rule = self._program.appeal
        if rule is not None:
            self.due.setText(appeal_sentence(appeal, self._title(appeal), rule, self._today))

    @Slot()
    def _keep(self) -> None:
        self.told.emit(self._found[self.sets.currentIndex()])
        self.accept()
