"""Asking once more who the person is at a receiver, when the program was closed meanwhile."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import plain_button, primary_button
from lssc_desktop.ui.widgets.fitting_dialog import FittingDialog
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.sign_in import SignInBox

_WIDTH = 560


class SignInDialog(FittingDialog):
    """Shows the address and why it is asked; nothing is sent before its button is pressed."""

    way_chosen = Signal(object)

    def __init__(self, url: str, why: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(icons, _WIDTH, parent)
        self._url = url
        self.setWindowTitle(_("Sign in"))
        self.sign_in = SignInBox(icons)
        self.go_on = primary_button(icons, _("Go on"))
        self.cancel = plain_button(icons, _("Not now"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go_on)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column = self.content
        column.addWidget(Label(icons.theme, why, Type.STATEMENT))
        column.addWidget(Label(icons.theme, url, Type.TABLE, Ink.INK2))
        column.addWidget(self.sign_in)
        column.addStretch(1)
        self.foot.addLayout(row)
        self.sign_in.changed.connect(self._allow)
        self.go_on.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.go_on.setEnabled(self.sign_in.is_complete)

    @Slot()
    def _choose(self) -> None:
        self.way_chosen.emit(self.sign_in.way(self._url))
        self.accept()
