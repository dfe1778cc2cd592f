"""Who reviews: asked once, remembered only when that was agreed."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.messages.review import name_reason
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink

_WIDTH = 460
_LONGEST = 120


class NameDialog(QDialog):
    """A field for the name, and the question whether this computer may remember it."""

    named = Signal(str, bool)
    """The name, and whether it may be remembered."""

    def __init__(
        self,
        name: str,
        icons: Icons,
        *,
        mode: ReviewMode = ReviewMode.REVIEW,
        remember: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("Who reviews?"))
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.remember = QCheckBox(_("Remember me on this computer"))
        self.remember.setChecked(remember)
        self._kept = Label(
            theme,
            _(
                "Then your name stays here, and your reviews are kept, so that the next copy shows "
                "what changed. Leave it off on a computer that others use."
            ),
            Type.TABLE,
            Ink.INK2,
        )
        self.go = primary_button(icons, _("Begin"))
        self.leave = plain_button(icons, _("Cancel"))

        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.go)
        row.addWidget(self.leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
        column.setSpacing(10)
        column.addWidget(NamedField(theme, _("&Your name"), self.name, name_reason(mode)))
        column.addWidget(self.remember)
        column.addWidget(self._kept)
        column.addLayout(row)
        self.name.textChanged.connect(self._check)
        self.name.returnPressed.connect(self._name)
        self.go.clicked.connect(self._name)
        self.leave.clicked.connect(self.reject)
        self._check()

    @Slot()
    def _check(self) -> None:
        self.go.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _name(self) -> None:
        if self.go.isEnabled():
            self.named.emit(" ".join(self.name.text().split()), self.remember.isChecked())
            self.accept()
