"""Where a package shall go: the program's receivers, its web form, a folder, another address."""

from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.message import message_for
from lssc_desktop.transfer.address import Kind, folder_address, parse_address
from lssc_desktop.transfer.connecting import ConnectionSettings, SignIn, require_usable
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import Divider, EdgedPage, Indent, PageContent, room_for
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone

# Who a person is to a receiver: nobody, a user with a password, or the holder of a token --------


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

    def way(self, url: str) -> ConnectionSettings:
        """Return the way to an address with what was said here."""
        return ConnectionSettings(
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


# A dialog as high as its words need, and not higher than the window: then they scroll -----------


class FittingDialog(QDialog):
    """Lay what is asked into `content`, and what stays in sight below it into `foot`."""

    def __init__(self, icons: Icons, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(icons.theme.measure(width))
        page = PageContent()
        self.content = QVBoxLayout(page)
        self.content.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 8)
        self.content.setSpacing(8)
        below = QWidget()
        self.foot = QVBoxLayout(below)
        self.foot.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, PAGE_MARGIN)
        self.foot.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(EdgedPage(page), 1)
        whole.addWidget(below)

    def fit(self) -> None:
        """Take the height for what is shown now."""
        width = self.width()
        parts = (self.content, self.foot)
        wanted = sum(part.totalHeightForWidth(width) for part in parts)
        self.resize(width, min(wanted, room_for(self).height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Come up in the height that is needed."""
        super().showEvent(event)
        self.fit()


# Destination dialog -----------------------------------------------------------------------------


_WIDTH = 560
_FORM, _MINE, _FOLDER, _OTHER = "form", "mine", "folder", "other"
_FOLDERS = (_MINE, _FOLDER)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of the package: its name, and what handing it in or copying it means."""

    package: str
    meaning: str
    copying: str


class DestinationDialog(FittingDialog):
    """Nothing leaves this computer before its button is pressed."""

    way_chosen = Signal(object)
    """The `ConnectionSettings`."""
    form_chosen = Signal()

    def __init__(
        self, program: Program, wording: Wording, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(icons, _WIDTH, parent)
        self._icons = icons
        self._folder: Path | None = None
        self.setWindowTitle(_("Hand in"))
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._notes: dict[str, str] = {}
        for receiver in program.receivers:
            self._offer(receiver.url, receiver.title, receiver.note)
        if program.web_form is not None:
            self._offer(_FORM, program.web_form.title, _("In your browser, we keep it in order."))
        self._offer(
            _MINE,
            _("A USB drive or folder of mine"),
            _("To hand over yourself. It counts as handed in when you say that they have it."),
        )
        self._offer(
            _FOLDER,
            _("A folder that the office shares"),
            _("What you put there reaches the program office. It counts as handed in."),
        )
        self._offer(_OTHER, _("Another address"), "")
        self.choose_folder = plain_button(icons, _("Choose a folder…"), "folder-open", small=True)
        self.folder_label = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.address = QLineEdit()
        self.address.setAccessibleName(_("Address"))
        self.address.setPlaceholderText(_("The address that the receiver gave you"))
        schemes = _("It begins with “tus+https:” or “dav+https:”.")
        self.address.setToolTip(schemes)
        self.address.setAccessibleDescription(schemes)
        self.sign_in = SignInBox(icons)
        self.outdated = Callout(icons, "", Tone.WARN, icon="alert-triangle", type_=Type.TABLE)
        self.fault = Callout(icons, "", Tone.BAD, icon="alert-triangle", type_=Type.TABLE)
        self.send = primary_button(icons, _("Send"), "send")
        self.cancel = plain_button(icons, _("Not now"))
        self.beside_send = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self._lay_out(wording)
        self._connect()
        next(iter(self.choices.values())).setChecked(True)
        self._show_choice()

    @property
    def chosen(self) -> str:
        """The id of the choice: an address of the program's, or one of ours."""
        return next(key for key, button in self.choices.items() if button.isChecked())

    def take_folder(self, folder: Path) -> None:
        """Send into this folder: the person's own, unless they chose the office's."""
        self._folder = folder
        if self.chosen not in _FOLDERS:
            self.choices[_MINE].setChecked(True)
        self._show_choice()

    def show_keyring(self, *, safe: bool) -> None:
        """Say whether this computer has a keyring that keeps a secret safe."""
        self.sign_in.show_keyring(safe=safe)

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

    def _lay_out(self, wording: Wording) -> None:
        theme = self._icons.theme
        column = self.content
        title = _("Where should “{package}” go?").format(package=wording.package)
        column.addWidget(Label(theme, title, Type.STATEMENT))
        self._meaning = Label(theme, wording.meaning, Type.BODY, Ink.INK2)
        self._meanings = {_MINE: wording.copying}
        self._handing_in = wording.meaning
        column.addWidget(self._meaning)
        column.addWidget(self.outdated)
        self.outdated.hide()
        folder = QHBoxLayout()
        folder.setContentsMargins(0, 0, 0, 0)
        folder.addWidget(self.choose_folder)
        folder.addWidget(self.folder_label, 1)
        self._folder_row = QWidget()
        self._folder_row.setLayout(folder)
        Indent(self._folder_row, theme)
        self._below: dict[str, QVBoxLayout] = {}
        for key, button in self.choices.items():
            column.addWidget(button)
            if self._notes[key]:
                note = Label(theme, self._notes[key], Type.TABLE, Ink.INK2)
                note.setContentsMargins(0, 0, 0, 2)
                Indent(note, theme)
                column.addWidget(note)
            if key in _FOLDERS:
                self._below[key] = QVBoxLayout()
                column.addLayout(self._below[key])
            elif key == _OTHER:
                column.addWidget(self.address)
        self._rule = Divider()
        column.addWidget(self._rule)
        column.addWidget(self.sign_in)
        column.addStretch(1)
        self.foot.addWidget(self.fault)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.send)
        row.addWidget(self.cancel)
        row.addWidget(self.beside_send, 1)
        self.foot.addLayout(row)

    def _connect(self) -> None:
        self._group.buttonToggled.connect(self._show_choice)
        self.choose_folder.clicked.connect(self._browse)
        self.address.textChanged.connect(self._show_choice)
        self.sign_in.changed.connect(self._allow)
        self.send.clicked.connect(self._send)
        self.cancel.clicked.connect(self.reject)

    @Slot()
    def _show_choice(self) -> None:
        key = self.chosen
        self.address.setVisible(key == _OTHER)
        if key in _FOLDERS:
            self._below[key].addWidget(self._folder_row)
        self._folder_row.setVisible(key in _FOLDERS)
        self._meaning.setText(self._meanings.get(key, self._handing_in))
        self.folder_label.setText("" if self._folder is None else str(self._folder))
        speaks = key not in {_FORM, *_FOLDERS}
        self.sign_in.setVisible(speaks)
        self._rule.setVisible(speaks)
        self.fault.hide()
        words = {_FORM: _("Begin"), _MINE: _("Copy"), _FOLDER: _("Hand in")}
        self.send.setText(words.get(key, _("Send")))
        self._allow()
        self.fit()

    @Slot()
    def _allow(self) -> None:
        missing = self._missing()
        self.send.setEnabled(not missing)
        promise = _("Nothing leaves this computer until you press it.")
        self.beside_send.setText(missing or promise)

    def _missing(self) -> str:
        """Say what is still to be said before anything can be sent, "" when all is there."""
        key = self.chosen
        if key == _FORM:
            return ""
        if key in _FOLDERS:
            return _("Choose the folder first.") if self._folder is None else ""
        if key == _OTHER and not self.address.text().strip():
            return _("Type the address first.")
        return "" if self.sign_in.is_complete else _("Type your user name first.")

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, _("Which folder?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    @Slot(str)
    def _take_path(self, folder: str) -> None:
        self.take_folder(Path(folder))

    @Slot()
    def _send(self) -> None:
        key = self.chosen
        if key == _FORM:
            self.form_chosen.emit()
            self.accept()
            return
        try:
            way = self._way(key)
        except LsscError as error:
            self.fault.set_text(message_for(error).text)
            self.fault.show()
            self.fit()
            return
        self.way_chosen.emit(way)
        self.accept()

    def _way(self, key: str) -> ConnectionSettings:
        """Return the chosen way; raises what `parse_address` and `require_usable` raise."""
        if key in _FOLDERS:
            return ConnectionSettings(folder_address(self._folder or Path()), mine=key == _MINE)
        address = parse_address(self.address.text() if key == _OTHER else key)
        if address.kind is Kind.FOLDER:  # one of the program's own is the office's
            return ConnectionSettings(address.text, mine=key == _OTHER)
        way = self.sign_in.way(address.text)
        require_usable(way)
        return way


# Asking once more who the person is at a receiver, when the program was closed meanwhile --------


_SIGN_IN_DIALOG_WIDTH = 560


class SignInDialog(FittingDialog):
    """Shows the address and why it is asked; nothing is sent before its button is pressed."""

    way_chosen = Signal(object)

    def __init__(self, url: str, why: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(icons, _SIGN_IN_DIALOG_WIDTH, parent)
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
