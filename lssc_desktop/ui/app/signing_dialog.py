"""The dialog of signing: one's own key, made in one click, and the people whose keys are known."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.signatures import signer_line
from lssc_desktop.paths import key_folder
from lssc_desktop.store.signing import (
    forget_key,
    forget_signer,
    known_signers,
    make_key,
    mark_lost,
    own_key,
)
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import link_button, plain_button, primary_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Space, add, column, row, stretch
from lssc_desktop.ui.kit.pages import empty
from lssc_desktop.ui.kit.tokens import Ink, Type

_WIDTH = 620

type _Keys = tuple[PublicKey | None, tuple[KnownSigner, ...]]


class SigningDialog(Dialog):
    """A dialog with the key of this user, which is made here, and the keys that were compared.

    On a computer that others use, and on a stick, a key is kept only after a tick says so.
    """

    def __init__(self, services: Services, *, must_agree: bool) -> None:
        super().__init__(
            services.icons,
            _("Signing"),
            _("Close"),
            heading=_("Sign what you save"),
            note=_(
                "With your key, we sign the packages, reviews, and results you save. A "
                "small file next to each one shows who made it and whether it has been "
                "changed."
            ),
            size=_WIDTH,
        )
        self._services = services
        self._config = services.preferences.folder
        self._key: PublicKey | None = None
        self._must_agree = must_agree
        icons, theme = services.icons, services.icons.theme
        self.make_button = primary_button(icons, _("Make my key"), "plus")
        self.agreed = QCheckBox(_("Keep my key with this program for next time"))
        self.where = Label(theme, "", Type.TABLE, Ink.INK2)
        self.fingerprint = Label(theme, "", Type.BODY)
        self.copy_button = plain_button(icons, _("Copy"), "copy")
        self.delete_button = plain_button(icons, _("Delete my key…"), "trash")
        self.sure_button = plain_button(icons, _("Delete permanently"), "trash")
        self._without, self._with = QWidget(), QWidget()
        self.people = column(gap=6)
        self._lay_out()
        self.make_button.clicked.connect(self._make)
        self.agreed.toggled.connect(self._check)
        self.copy_button.clicked.connect(self._copy)
        self.delete_button.clicked.connect(self._ask)
        self.sure_button.clicked.connect(self._delete)
        self.buttons.accepted.connect(self.accept)
        self._start(partial(_read, self._config))

    @property
    def key(self) -> PublicKey | None:
        """The key that is shown, None where there is none."""
        return self._key

    def _lay_out(self) -> None:
        theme = self._services.icons.theme
        both = Qt.TextInteractionFlag.TextSelectableByMouse
        self.fingerprint.setTextInteractionFlags(
            both | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column(
            self.agreed if self._must_agree else None,
            (self.make_button, Qt.AlignmentFlag.AlignLeft),
            gap=8,
            on=self._without,
        )
        read_it = _(
            "Read this fingerprint once to people who get your files, for example by "
            "phone. Then their program can tell your files are from you."
        )
        column(
            Label(theme, _("Your key’s fingerprint"), Type.TABLE_STRONG),
            row((self.fingerprint, 1), (self.copy_button, Qt.AlignmentFlag.AlignTop), gap=8),
            Label(theme, read_it, Type.TABLE, Ink.INK2),
            row(self.delete_button, self.sure_button, stretch, gap=8),
            gap=8,
            on=self._with,
        )
        self._without.hide()
        self._with.hide()
        add(
            self.content,
            self._without,
            self._with,
            self.where,
            Space(4),
            Label(theme, _("Keys you’ve compared"), Type.TABLE_STRONG),
            self.people,
        )
        self.where.setText(_where(key_folder(self._config), is_portable=self._must_agree))
        self._check()

    def _check(self) -> None:
        self.make_button.setEnabled(self.agreed.isChecked() or not self._must_agree)

    def _make(self) -> None:
        self.make_button.setEnabled(False)
        self._start(partial(_made, self._config))

    def _copy(self) -> None:
        if self._key is not None:
            QGuiApplication.clipboard().setText(self._key.fingerprint)
            self.hint.setText(_("Copied."))

    def _ask(self) -> None:
        self.sure_button.show()
        self.hint.setText(_("People who compared this key won’t recognize the next one."))
        self.sure_button.setFocus()
        self.delete_button.hide()

    def _delete(self) -> None:
        self._start(partial(_deleted, self._config))

    def _forget(self, key: PublicKey) -> None:
        self._start(partial(_forgotten, self._config, key))

    def _mark_lost(self, signer: KnownSigner) -> None:
        today = self._services.now().date()
        self._start(partial(_marked_lost, self._config, signer, today))

    def _start(self, act: "partial[_Keys]") -> None:
        self.hint.setText("")
        self._services.jobs.start(Lane.SAVING, act, done=self._show, failed=self._fail)

    def _show(self, keys: _Keys) -> None:
        self._key, people = keys
        has_key = self._key is not None
        self.fingerprint.setText("" if self._key is None else self._key.fingerprint)
        self._with.setVisible(has_key)
        self._without.setVisible(not has_key)
        self.delete_button.setVisible(has_key)
        self.sure_button.hide()
        self._check()
        empty(self.people)
        theme, icons = self._services.icons.theme, self._services.icons
        for signer in people:
            line = Label(theme, signer_line(signer), Type.TABLE)
            forget = link_button(icons, _("Forget"))
            forget.setAccessibleName(_("Forget the key of {name}").format(name=signer.name))
            forget.clicked.connect(partial(self._forget, signer.key))
            lost = link_button(icons, _("Mark as lost"))
            lost.setAccessibleName(_("Mark the key of {name} as lost").format(name=signer.name))
            lost.clicked.connect(partial(self._mark_lost, signer))
            self.people.addLayout(row((line, 1), lost, forget, gap=8))
            line.show()
            forget.show()
            lost.setVisible(signer.lost is None)
        if not people:
            nobody = _("None yet. When you open a package someone signed, you can add their key.")
            line = Label(theme, nobody, Type.TABLE, Ink.INK2)
            self.people.addWidget(line)
            line.show()
        self.fit()  # what was added is shown by now: else it would need no room

    def _fail(self, error: Exception) -> None:
        self._check()
        if isinstance(error, LsscError):
            message = message_for(error)
            self.error.show_words(message.happened, f"{message.meaning} {message.advice}")
        else:
            self._services.notices.show_error(error, key="signing")


def _where(folder: Path, *, is_portable: bool) -> str:
    if is_portable:
        return _(
            "The key would be on the drive where this program keeps its settings. Anyone "
            "who has that drive could sign as you."
        )
    return _("The key is only in your own folder on this computer, {folder}.").format(folder=folder)


# Jobs -------------------------------------------------------------------------------------------


def _read(config: Path) -> _Keys:
    return own_key(config), known_signers(config)


def _made(config: Path) -> _Keys:
    make_key(config)
    return _read(config)


def _deleted(config: Path) -> _Keys:
    forget_key(config)
    return _read(config)


def _forgotten(config: Path, key: PublicKey) -> _Keys:
    forget_signer(config, key)
    return _read(config)


def _marked_lost(config: Path, signer: KnownSigner, today: date) -> _Keys:
    mark_lost(config, signer, today)
    return _read(config)
