"""Who reviews: asked once, remembered only when that was agreed."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit

from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.messages.review import name_reason
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.tokens import Ink

_WIDTH = 460
_LONGEST = 120


class NameDialog(Dialog):
    """A dialog that asks for the name, and whether this computer may remember it."""

    named = Signal(str, bool)
    """The name, and whether it may be remembered."""

    def __init__(
        self,
        name: str,
        icons: Icons,
        *,
        mode: ReviewMode = ReviewMode.REVIEW,
        remember: bool = False,
    ) -> None:
        super().__init__(icons, _("Who reviews?"), _("Begin"), _("Cancel"), heading="", size=_WIDTH)
        theme = icons.theme
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.remember = QCheckBox(_("Remember me on this computer"))
        self.remember.setChecked(remember)
        kept = Label(
            theme,
            _(
                "Then your name stays here, and your reviews are kept, so that the next copy shows "
                "what changed. Leave it off on a computer that others use."
            ),
            Type.TABLE,
            Ink.INK2,
        )
        self.content.setSpacing(10)
        field = NamedField(theme, _("&Your name"), self.name, name_reason(mode))
        add(self.content, field, self.remember, kept)
        self.name.textChanged.connect(self._check)
        self.buttons.accepted.connect(self._name)
        self._check()

    @Slot()
    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _name(self) -> None:
        self.named.emit(" ".join(self.name.text().split()), self.remember.isChecked())
        self.accept()
