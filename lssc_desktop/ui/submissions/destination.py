"""The dialogs for where a package goes, and for signing in there."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import message_for
from lssc_desktop.transfer.address import Kind, folder_address, parse_address
from lssc_desktop.transfer.connecting import ConnectionSettings, SignIn, require_usable
from lssc_desktop.ui.base.file_dialogs import ask_file, ask_folder
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, Indent
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.values import dataclass

_WIDTH = 560
_FORM, _MAIL, _MINE, _FOLDER, _OTHER = "form", "mail", "mine", "folder", "other"
_BY_HAND = frozenset({_FORM, _MAIL})
_FOLDERS = (_MINE, _FOLDER)


class SignInBox(QWidget):
    """The fields of what a receiver asks for: nothing, user name and password, or a token.

    A secret stays in the session of this window.
    """

    changed = Signal()

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._ca_file: Path | None = None
        self.choices = {
            SignIn.PASSWORD: QRadioButton(_("User name and password")),
            SignIn.TOKEN: QRadioButton(_("A token")),
            SignIn.NONE: QRadioButton(_("Nothing, it accepts packages from anyone")),
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
        for button in self.choices.values():
            self._group.addButton(button)

        column(
            Label(theme, _("What the receiver requires"), Type.TABLE_STRONG),
            *self.choices.values(),
            row((self._user_field, 1), (self._secret_field, 1), gap=12),
            self.remember,
            self._keyring_note,
            row(self.certificates, (self._certificate_note, 1), gap=8),
            gap=6,
            on=self,
        )
        self._group.buttonToggled.connect(self._show_fields)
        self.user.textChanged.connect(self.changed)
        self.certificates.clicked.connect(self._ask_certificates)
        self.choices[SignIn.PASSWORD].setChecked(True)
        self.show_keyring(safe=False)
        self._show_certificates()

    @property
    def sign_in(self) -> SignIn:
        """What the receiver asks for."""
        return next(kind for kind, button in self.choices.items() if button.isChecked())

    @property
    def is_complete(self) -> bool:
        """Whether enough is entered; a secret may be in the keyring."""
        return self.sign_in is not SignIn.PASSWORD or bool(self.user.text().strip())

    def settings(self, url: str) -> ConnectionSettings:
        """Return the settings of a connection to an address, with what was entered here."""
        return ConnectionSettings(
            url,
            self.sign_in,
            self.user.text().strip() if self.sign_in is SignIn.PASSWORD else "",
            self.secret.text() if self.sign_in is not SignIn.NONE else "",
            self._ca_file,
            self.remember.isEnabled() and self.remember.isChecked(),
        )

    def show_keyring(self, *, safe: bool) -> None:
        """Offer to remember a secret only where this computer has a keyring that we trust."""
        self.remember.setEnabled(safe)
        self.secret.setPlaceholderText(_("Leave blank to use the saved one") if safe else "")
        self._keyring_note.setText(
            _("Otherwise it’s forgotten when you close the {portfolio}.")
            if safe
            else _(
                "This computer has no keyring to store it safely, so it’s forgotten when "
                "you close the {portfolio}."
            )
        )

    def set_certificates(self, path: Path) -> None:
        """Trust the certificates of a file, in place of the system's."""
        self._ca_file = path
        self._show_certificates()

    def _show_certificates(self) -> None:
        path = self._ca_file
        self._certificate_note.setText(
            _("Only if your institution gave you one. Otherwise, we use the system’s.")
            if path is None
            else _("We use {file} instead of the system’s certificates.").format(file=path.name)
        )

    def _show_fields(self) -> None:
        kind = self.sign_in
        self._user_field.setVisible(kind is SignIn.PASSWORD)
        self._secret_field.setVisible(kind is not SignIn.NONE)
        self._secret_field.name.setText(_("Token") if kind is SignIn.TOKEN else _("Password"))
        self.secret.setAccessibleName(self._secret_field.name.text())
        self.remember.setVisible(kind is not SignIn.NONE)
        self._keyring_note.setVisible(kind is not SignIn.NONE)
        self.changed.emit()

    def _ask_certificates(self) -> None:
        filters = [_("Certificates (*.pem *.crt *.cer)"), _("All files (*)")]
        ask_file(self, _("Choose a certificate file"), self.set_certificates, filters=filters)


# Destination ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wording:
    """The words about a package: its name, and what handing it in or copying it means.

    A review copy is not handed in.
    """

    package: str
    meaning: str
    copying: str
    is_handed_in: bool = True


class DestinationDialog(Dialog):
    """A dialog for where a package goes: a receiver of the program, its web form, a folder.

    Nothing leaves this computer before its button is pressed.
    """

    settings_chosen = Signal(object)
    """The `ConnectionSettings`."""
    form_chosen = Signal()
    mail_chosen = Signal()

    def __init__(self, program: Program, wording: Wording, icons: Icons) -> None:
        super().__init__(
            icons,
            _("Hand in") if wording.is_handed_in else _("Send"),
            _("Send"),
            _("Cancel"),
            heading=_("Where do you want to send “{package}”?").format(package=wording.package),
            size=_WIDTH,
        )
        self._wording = wording
        self._last_word = _("Hand in") if wording.is_handed_in else _("Send")
        self._folder: Path | None = None
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._notes: dict[str, str] = {}
        for receiver in program.receivers:
            self._offer(receiver.url, receiver.title, receiver.note)
        if program.web_form is not None:
            self._offer(
                _FORM, program.web_form.title, _("You do it in your browser, and we keep track.")
            )
        self._offer(
            _MAIL,
            (program.mail and program.mail.title) or _("By email"),
            _("You send it with your own mail program. We prepare the message and the file."),
        )
        self._offer(
            _MINE,
            _("My USB drive or folder"),
            _("You hand it over yourself. It counts as handed in when you say they have it.")
            if wording.is_handed_in
            else _("You hand it over yourself."),
        )
        self._offer(
            _FOLDER,
            _("A folder shared by the office"),
            _("Files you save there reach the program office. It counts as handed in.")
            if wording.is_handed_in
            else _("Files you save there reach the program office."),
        )
        self._offer(_OTHER, _("Another address"), "")
        self.choose_folder = plain_button(icons, _("Choose a folder…"), "folder-open", small=True)
        self.folder_label = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.address = QLineEdit()
        self.address.setAccessibleName(_("Address"))
        self.address.setPlaceholderText(_("The address the receiver gave you"))
        schemes = _("It starts with “tus+https:” or “dav+https:”.")
        self.address.setToolTip(schemes)
        self.address.setAccessibleDescription(schemes)
        self.sign_in = SignInBox(icons)
        self.outdated = Callout(icons, "", Tone.WARN, icon="alert-triangle", type_=Type.TABLE)
        self.outdated.hide()
        self.accept_button.set_icon_name("send")
        self._meaning = Label(icons.theme, wording.meaning, Type.BODY, Ink.INK2)
        self._rule = Divider()
        self._folder_row = QWidget()
        row(self.choose_folder, (self.folder_label, 1), on=self._folder_row)
        Indent(self._folder_row, icons.theme)
        self._below: dict[str, QVBoxLayout] = {}
        self._lay_out(icons)
        self._group.buttonToggled.connect(self._show_choice)
        self.choose_folder.clicked.connect(self._ask_folder)
        self.address.textChanged.connect(self._show_choice)
        self.sign_in.changed.connect(self._allow)
        self.buttons.accepted.connect(self._send)
        next(iter(self.choices.values())).setChecked(True)
        self._show_choice()

    @property
    def chosen(self) -> str:
        """The id of the choice: an address of the program's, or one of ours."""
        return next(key for key, button in self.choices.items() if button.isChecked())

    def set_folder(self, folder: Path) -> None:
        """Send into this folder: the user's own, unless they chose the office's."""
        self._folder = folder
        if self.chosen not in _FOLDERS:
            self.choices[_MINE].setChecked(True)
        self._show_choice()

    def show_outdated(self, words: str) -> None:
        """Say that the package does not show the set as it is now."""
        self.outdated.set_text(words)
        self.outdated.show()
        self.fit()

    def _offer(self, key: str, title: str, note: str) -> None:
        button = QRadioButton(title.replace("&", "&&"))
        button.setAccessibleName(title)
        button.setAccessibleDescription(note)
        self._group.addButton(button)
        self.choices[key] = button
        self._notes[key] = note

    def _lay_out(self, icons: Icons) -> None:
        self.content.setSpacing(8)
        add(self.content, self._meaning, self.outdated)
        for key, button in self.choices.items():
            self.content.addWidget(button)
            if self._notes[key]:
                note = Label(icons.theme, self._notes[key], Type.TABLE, Ink.INK2)
                note.setContentsMargins(0, 0, 0, 2)
                Indent(note, icons.theme)
                self.content.addWidget(note)
            if key in _FOLDERS:
                self._below[key] = column()
                self.content.addLayout(self._below[key])
        add(self.content, self.address, self._rule, self.sign_in, stretch)

    def _show_choice(self) -> None:
        key = self.chosen
        self.address.setVisible(key == _OTHER)
        if key in _FOLDERS:
            self._below[key].addWidget(self._folder_row)
        self._folder_row.setVisible(key in _FOLDERS)
        self._meaning.setText(self._wording.copying if key == _MINE else self._wording.meaning)
        self.folder_label.setText("" if self._folder is None else str(self._folder))
        speaks = key not in {*_BY_HAND, *_FOLDERS}
        self.sign_in.setVisible(speaks)
        self._rule.setVisible(speaks)
        self.error.clear()
        words = {_FORM: _("Start"), _MAIL: _("Start"), _MINE: _("Copy"), _FOLDER: self._last_word}
        self.accept_button.setText(words.get(key, _("Send")))
        self._allow()
        self.fit()

    def _allow(self) -> None:
        missing = self._missing()
        self.accept_button.setEnabled(not missing)
        self.hint.setText(missing or _("Nothing leaves this computer until you press this."))

    def _missing(self) -> str:
        """Return what is missing before anything can be sent, "" when nothing is."""
        key = self.chosen
        if key in _BY_HAND:
            return ""
        if key in _FOLDERS:
            return _("Choose the folder first.") if self._folder is None else ""
        if key == _OTHER and not self.address.text().strip():
            return _("Enter the address first.")
        return "" if self.sign_in.is_complete else _("Enter your user name first.")

    def _ask_folder(self) -> None:
        ask_folder(self, _("Choose a folder"), self.set_folder)

    def _send(self) -> None:
        key = self.chosen
        if key in _BY_HAND:
            (self.form_chosen if key == _FORM else self.mail_chosen).emit()
            self.accept()
            return
        try:
            settings = self._settings(key)
        except LsscError as error:
            self.error.show_words("", message_for(error).text)
            return
        self.settings_chosen.emit(settings)
        self.accept()

    def _settings(self, key: str) -> ConnectionSettings:
        """Return what was chosen; raises what `parse_address` and `require_usable` raise."""
        if key in _FOLDERS:
            return ConnectionSettings(folder_address(self._folder or Path()), mine=key == _MINE)
        address = parse_address(self.address.text() if key == _OTHER else key)
        if address.kind is Kind.FOLDER:  # one of the program's own is the office's
            return ConnectionSettings(address.text, mine=key == _OTHER)
        settings = self.sign_in.settings(address.text)
        require_usable(settings)
        return settings


# Signing in again -------------------------------------------------------------------------------


class SignInDialog(Dialog):
    """A dialog to sign in at a receiver again, after the program was closed meanwhile."""

    settings_chosen = Signal(object)
    """The `ConnectionSettings`."""

    def __init__(self, url: str, why: str, icons: Icons) -> None:
        super().__init__(icons, _("Sign in"), _("Continue"), _("Cancel"), heading=why, size=_WIDTH)
        self._url = url
        self.sign_in = SignInBox(icons)
        self.content.setSpacing(8)
        add(self.content, Label(icons.theme, url, Type.TABLE, Ink.INK2), self.sign_in)
        self.sign_in.changed.connect(self._allow)
        self.buttons.accepted.connect(self._choose)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(self.sign_in.is_complete)

    def _choose(self) -> None:
        self.settings_chosen.emit(self.sign_in.settings(self._url))
        self.accept()
