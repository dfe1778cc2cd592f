"""Who a person is to a receiver: nobody, a user with a password, or the holder of a token."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.transfer.way import SignIn, Way
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label


class SignInBox(QWidget):
    """Asks for what the receiver wants to know; a secret stays in this window's session."""

    changed = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._ca_file: Path | None = None
        self.choices = {
            SignIn.PASSWORD: QRadioButton(_("User name and password")),
            SignIn.TOKEN: QRadioButton(_("A token")),
            SignIn.NONE: QRadioButton(_("Nothing, it takes packages from anybody")),
        }
        self.user = QLineEdit()
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.remember = QCheckBox(_("Remember it in this computer’s keyring"))
        self.certificates = plain_button(icons, _("Choose a certificate file…"), small=True)
        self._certificate_note = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._keyring_note = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._user_field = NamedField(theme, _("User name"), self.user)
        self._secret_field = NamedField(theme, _("Password"), self.secret)
        self._group = QButtonGroup(self)

        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self._user_field, 1)
        fields.addWidget(self._secret_field, 1)
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.certificates)
        files.addWidget(self._certificate_note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(theme, _("What the receiver asks you for"), Type.TABLE_STRONG))
        for choice, button in self.choices.items():
            button.setProperty("sign_in", choice.value)
            self._group.addButton(button)
            column.addWidget(button)
        column.addLayout(fields)
        column.addWidget(self.remember)
        column.addWidget(self._keyring_note)
        column.addLayout(files)
        self._group.buttonToggled.connect(self._show_fields)
        self.user.textChanged.connect(self.changed)
        self.certificates.clicked.connect(self._choose_certificates)
        self.choices[SignIn.PASSWORD].setChecked(True)
        self.show_keyring(safe=False)
        self.show_certificates(None)

    @property
    def sign_in(self) -> SignIn:
        """What the receiver asks for."""
        return next(kind for kind, button in self.choices.items() if button.isChecked())

    @property
    def is_complete(self) -> bool:
        """Whether enough is said; a secret may lie in the keyring."""
        return self.sign_in is not SignIn.PASSWORD or bool(self.user.text().strip())

    def way(self, url: str) -> Way:
        """Return the way to an address with what was said here."""
        return Way(
            url,
            self.sign_in,
            self.user.text().strip() if self.sign_in is SignIn.PASSWORD else "",
            self.secret.text() if self.sign_in is not SignIn.NONE else "",
            self._ca_file,
            self.remember.isEnabled() and self.remember.isChecked(),
        )

    def show_keyring(self, *, safe: bool) -> None:
        """Offer to remember only where this computer has a keyring that we trust."""
        self.remember.setEnabled(safe)
        self.secret.setPlaceholderText(_("Empty: as the keyring remembers it") if safe else "")
        self._keyring_note.setText(
            _("Otherwise it is forgotten when you close the portfolio.")
            if safe
            else _(
                "This computer has no keyring that keeps it safe, so it is forgotten when you "
                "close the portfolio."
            )
        )

    def show_certificates(self, path: Path | None) -> None:
        """Say whose word counts for the receiver's certificate."""
        self._ca_file = path
        self._certificate_note.setText(
            _("Only if your institution gave you one. Otherwise the system decides.")
            if path is None
            else _("{file} counts in place of the system’s.").format(file=path.name)
        )

    @Slot()
    def _show_fields(self) -> None:
        kind = self.sign_in
        self._user_field.setVisible(kind is SignIn.PASSWORD)
        self._secret_field.setVisible(kind is not SignIn.NONE)
        self._secret_field.name.setText(_("Token") if kind is SignIn.TOKEN else _("Password"))
        self.secret.setAccessibleName(self._secret_field.name.text())
        self.remember.setVisible(kind is not SignIn.NONE)
        self._keyring_note.setVisible(kind is not SignIn.NONE)
        self.changed.emit()

    @Slot()
    def _choose_certificates(self) -> None:
        dialog = QFileDialog(self, _("Which certificate file?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Certificates (*.pem *.crt *.cer)"), _("All files (*)")])
        dialog.fileSelected.connect(self._take_certificates)
        dialog.open()

    @Slot(str)
    def _take_certificates(self, path: str) -> None:
        self.show_certificates(Path(path))
