"""Whom a package comes from: its signature, a fingerprint to compare, and the copy seen first."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.submission.signature import KnownSigner
from lssc_desktop.core.submission.trust import (
    Agreement,
    FirstSeen,
    SignatureCheck,
    SignatureState,
    compare_fingerprint,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.bags import (
    compared_line,
    exchanged_line,
    fingerprints_of,
    signature_line,
)
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.shelf import accept_exchanged
from lssc_desktop.store.signing import check_signature, remember_signer
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import IconName
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, column, row
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type

_FIELD = 620  # pixels at 100 % text: a whole fingerprint can be seen
_LONGEST_NAME = 120
_LONGEST_SAID = 200

_LOOKS: dict[SignatureState, tuple[IconName, Ink]] = {
    SignatureState.UNSIGNED: ("info-circle", Ink.INK2),
    SignatureState.OWN: ("shield-check", Ink.OK),
    SignatureState.KNOWN: ("shield-check", Ink.OK),
    SignatureState.UNKNOWN: ("help-circle", Ink.WARN),
    SignatureState.BAD: ("circle-x", Ink.BAD),
    SignatureState.UNREADABLE: ("alert-triangle", Ink.WARN),
}
_AGREEMENT: dict[Agreement, Ink] = {
    Agreement.EMPTY: Ink.INK2,
    Agreement.NOT_ONE: Ink.WARN,
    Agreement.TOO_SHORT: Ink.INK2,
    Agreement.SAME: Ink.OK,
    Agreement.DIFFERENT: Ink.BAD,
}


class TrustCard(Card):
    """A card that says whom a package comes from, as far as that can be known.

    An unknown key can be given a name once its fingerprint was compared; what the candidate reads
    from a receipt is compared as it is typed.
    """

    remembered = Signal(object)
    """The `SignatureCheck` after a key was given a name."""

    accepted = Signal()
    """The package that lies here now is the right one."""

    def __init__(
        self,
        services: Services,
        path: Path,
        found: Verification,
        signature: SignatureCheck,
        exchanged: FirstSeen | None = None,
    ) -> None:
        super().__init__()
        self._services = services
        self._path = path
        self._found = found
        self._signature = signature
        icons, theme = services.icons, services.icons.theme
        self.exchanged = Callout(icons, "", Tone.WARN, icon="alert-triangle")
        self.accept_button = plain_button(icons, _("It’s the right one"))
        self._icon = IconLabel(icons, "info-circle", Ink.INK2, 18)
        self.signature = Label(theme, "", Type.BODY)
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.remember = plain_button(icons, _("Remember this key"), "user-check")
        self._naming = QWidget()
        self.said = QLineEdit()
        self.said.setMaxLength(_LONGEST_SAID)
        self.result = Label(theme, "", Type.TABLE_STRONG)
        self._lay_out()
        self.exchanged.setVisible(exchanged is not None)
        if exchanged is not None:
            self.exchanged.set_text(exchanged_line(exchanged))
        self.name.textChanged.connect(self._check_name)
        self.name.returnPressed.connect(self.remember.click)
        self.remember.clicked.connect(self._remember)
        self.said.textChanged.connect(self._compare)
        self.accept_button.clicked.connect(self._accept)
        self.show_signature(signature)
        self._check_name()

    def show_signature(self, found: SignatureCheck) -> None:
        """Say what the signature beside the package shows."""
        self._signature = found
        icon, ink = _LOOKS[found.state]
        self._icon.set_icon(icon, ink)
        self.signature.setText(signature_line(found))
        self._naming.setVisible(found.state is SignatureState.UNKNOWN)

    def _lay_out(self) -> None:
        theme = self._services.icons.theme
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.signature.setTextInteractionFlags(
            selectable | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for line in (self.name, self.said):
            line.setMaximumWidth(theme.measure(_FIELD))
        owner = NamedField(
            theme,
            _("Whose ke&y is it?"),
            self.name,
            _("First have the owner read the fingerprint to you, for example by phone."),
        )
        column(owner, (self.remember, Qt.AlignmentFlag.AlignLeft), gap=8, on=self._naming)
        compare = NamedField(
            theme,
            _("Compare the &fingerprint"),
            self.said,
            _("Enter what the candidate reads from the receipt. The first part is enough."),
        )
        self.exchanged.beside.addWidget(self.accept_button)
        self.content.setSpacing(10)
        add(
            self.content,
            self.exchanged,
            row((self._icon, Qt.AlignmentFlag.AlignTop), (self.signature, 1), gap=8),
            self._naming,
            Divider(),
            compare,
            self.result,
        )

    @Slot()
    def _check_name(self) -> None:
        self.remember.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _compare(self) -> None:
        found = compare_fingerprint(self.said.text(), fingerprints_of(self._found))
        self.result.set_ink(_AGREEMENT[found.result])
        self.result.setText(compared_line(found))
        self.said.setAccessibleDescription(compared_line(found))

    @Slot()
    def _remember(self) -> None:
        key = self._signature.key
        if key is None:
            return
        self.remember.setEnabled(False)
        services = self._services
        signer = KnownSigner(self.name.text(), key, services.now().date())
        config = services.preferences.folder
        services.jobs.start(
            Lane.SAVING,
            partial(_remember, config, self._path, self._found.fingerprint, signer),
            done=self._on_remembered,
            failed=self._on_failure,
        )

    @Slot(object)
    def _on_remembered(self, found: SignatureCheck) -> None:
        self.show_signature(found)
        self.remembered.emit(found)

    @Slot()
    def _accept(self) -> None:
        services, package_id = self._services, self._found.package_id or ""
        config, today = services.preferences.folder, services.now().date()
        act = partial(accept_exchanged, config, self._path, package_id, today)
        services.jobs.start(Lane.SAVING, act, done=self._on_accepted, failed=self._on_failure)

    @Slot(object)
    def _on_accepted(self, _nothing: None = None) -> None:
        self.exchanged.hide()
        self.said.setFocus()
        self.accepted.emit()

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        self._check_name()
        self._services.notices.show_error(error, key="package")


def _remember(config: Path, path: Path, sha256: str, signer: KnownSigner) -> SignatureCheck:
    remember_signer(config, signer)
    return check_signature(config, path, sha256)
