"""What is different between two program files, before a portfolio follows the other one."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.program import Program
from lssc_desktop.core.program_differences import Difference
from lssc_desktop.messages.program_moving import difference_line, moved_lines
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.labels import Label

_WIDTH = 680


class MovingDialog(FormDialog):
    """The differences one by one; it stays until the move is made or was given up."""

    agreed = Signal()

    def __init__(
        self,
        differences: tuple[Difference, ...],
        old: Program,
        new: Program,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        head, *_lines = moved_lines(differences, old, new, done=False)
        super().__init__(
            icons,
            _("Follow another program file"),
            _("Follow it"),
            _("Stay with the one we have"),
            width=_WIDTH,
            parent=parent,
        )
        kept = _(
            "All of your work is kept. What the other file does not ask for can be read in the "
            "menu Portfolio, What is not asked for anymore. You can go back to this file."
        )
        self.fields.addWidget(Label(icons.theme, kept, Type.BODY))
        self.fields.addWidget(Label(icons.theme, head, Type.BODY_STRONG))
        self.lines = tuple(difference_line(item, old, new) for item in differences)
        for line in self.lines:
            self.fields.addWidget(Label(icons.theme, line, Type.BODY))
        self.kept.connect(self._agree)
        self.leave.setFocus()

    def show_failed(self, error: Exception) -> None:
        """Say in place why the move was not made; nothing was changed."""
        self.error.show_error(error)
        self.said.setText("")
        self.keep.setEnabled(True)
        self.leave.setEnabled(True)

    @Slot()
    def _agree(self) -> None:
        self.error.clear()
        self.keep.setEnabled(False)
        self.leave.setEnabled(False)
        self.said.setText(_("Saving, then moving…"))
        self.agreed.emit()
