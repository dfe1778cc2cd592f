"""Whom a package comes from: its signature, a fingerprint to compare, and the copy seen first."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey, signer_name
from lssc_desktop.core.submission.trust import (
    Agreement,
    FirstSeen,
    SignatureCheck,
    SignatureState,
    compare_fingerprint,
    compare_key,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.bags import (
    compared_line,
    exchanged_line,
    fingerprints_of,
)
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.signatures import compared_key_line, signature_line
from lssc_desktop.package.reader import Verification
from lssc_desktop.store.shelf_files import accept_exchanged
from lssc_desktop.store.signing import (
    AnotherKeyKnown,
    check_signature,
    mark_lost,
    remember_signer,
)
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import IconName
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, column, row
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.values import dataclass

_FIELD = 620  # pixels at 100 % text: a whole fingerprint can be seen
_LONGEST_NAME = 120
_LONGEST_SAID = 200

_LOOKS: dict[SignatureState, tuple[IconName, Ink]] = {
    SignatureState.UNSIGNED: ("info-circle", Ink.INK2),
    SignatureState.OWN: ("shield-check", Ink.OK),
    SignatureState.KNOWN: ("shield-check", Ink.OK),
    SignatureState.OTHER_KEY: ("alert-triangle", Ink.BAD),
    SignatureState.LOST: ("alert-triangle", Ink.BAD),
    SignatureState.UNKNOWN: ("help-circle", Ink.WARN),
    SignatureState.BAD: ("circle-x", Ink.BAD),
    SignatureState.UNREADABLE: ("alert-triangle", Ink.WARN),
}
_NAMEABLE = {SignatureState.UNKNOWN, SignatureState.OTHER_KEY}
_CANCEL, _LOST, _BOTH = "cancel", "lost", "both"
_AGREEMENT: dict[Agreement, Ink] = {
    Agreement.EMPTY: Ink.INK2,
    Agreement.NOT_ONE: Ink.WARN,
    Agreement.TOO_SHORT: Ink.INK2,
    Agreement.SAME: Ink.OK,
    Agreement.DIFFERENT: Ink.BAD,
}


class TrustCard(Card):
    """A card that says whom a package comes from, as far as that can be known.

    A key can be given a name once its fingerprint is entered as its owner read it out; what the
    candidate reads from a receipt is compared as it is typed.
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
        self._signer = KnownSigner("", PublicKey(b""))  # to be remembered
        self._earlier: KnownSigner | None = None  # of the same name
        icons, theme = services.icons, services.icons.theme
        self.exchanged = Callout(icons, "", Tone.WARN, icon="alert-triangle")
        self.accept_button = plain_button(icons, _("It’s the right one"))
        self._icon = IconLabel(icons, "info-circle", Ink.INK2, 18)
        self.signature = Label(theme, "", Type.BODY)
        self.alarm = Callout(icons, "", Tone.BAD, icon="alert-triangle")
        self._calm = QWidget()
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setText(signer_name(found.candidate))
        self.key_said = QLineEdit()
        self.key_said.setMaxLength(_LONGEST_SAID)
        self.key_result = Label(theme, "", Type.TABLE_STRONG)
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
        self.key_said.textChanged.connect(self._check_name)
        self.name.returnPressed.connect(self.remember.click)
        self.key_said.returnPressed.connect(self.remember.click)
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
        said = signature_line(found)
        self.signature.setText(said)
        self.alarm.set_text(said)
        self.alarm.setVisible(found.is_wrong)
        self._calm.setVisible(not found.is_wrong)
        self._naming.setVisible(found.state in _NAMEABLE)

    def _lay_out(self) -> None:
        theme = self._services.icons.theme
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self.signature.setTextInteractionFlags(
            selectable | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for line in (self.name, self.key_said, self.said):
            line.setMaximumWidth(theme.measure(_FIELD))
        owner = NamedField(theme, _("Whose ke&y is it?"), self.name)
        key = NamedField(
            theme,
            _("The key’s fi&ngerprint"),
            self.key_said,
            _(
                "Enter what the key’s owner reads to you from Preferences > Signing, for "
                "example by phone. It starts with SHA256."
            ),
        )
        column(
            owner,
            key,
            self.key_result,
            (self.remember, Qt.AlignmentFlag.AlignLeft),
            gap=8,
            on=self._naming,
        )
        row((self._icon, Qt.AlignmentFlag.AlignTop), (self.signature, 1), gap=8, on=self._calm)
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
            self.alarm,
            self._calm,
            self._naming,
            Divider(),
            compare,
            self.result,
        )

    def _check_name(self) -> None:
        key = self._signature.key
        found = Agreement.EMPTY if key is None else compare_key(self.key_said.text(), key)
        self.key_result.set_ink(_AGREEMENT[found])
        self.key_result.setText(compared_key_line(found))
        self.key_said.setAccessibleDescription(compared_key_line(found))
        is_named = bool(self.name.text().strip())
        self.remember.setEnabled(is_named and found is Agreement.SAME)

    def _compare(self) -> None:
        found = compare_fingerprint(self.said.text(), fingerprints_of(self._found))
        self.result.set_ink(_AGREEMENT[found.result])
        self.result.setText(compared_line(found))
        self.said.setAccessibleDescription(compared_line(found))

    def _remember(self) -> None:
        key = self._signature.key
        if key is None:
            return
        self._signer = KnownSigner(self.name.text(), key, self._services.now().date())
        self._start()

    def _start(self, *, also: bool = False, lost: KnownSigner | None = None) -> None:
        """Remember the signer: `also` beside an earlier key, or once that is marked as `lost`."""
        self.remember.setEnabled(False)
        services = self._services
        act = _Remembering(services.preferences.folder, self._path, self._found, also, lost)
        services.jobs.start(
            Lane.SAVING,
            partial(_remember, act, self._signer, services.now().date()),
            done=self._on_remembered,
            failed=self._on_failure,
        )

    def _answer_another(self, answer: str) -> None:
        if answer == _BOTH:
            self._start(also=True)
        elif answer == _LOST:
            self._start(lost=self._earlier)

    def _on_remembered(self, found: SignatureCheck) -> None:
        self.show_signature(found)
        self.remembered.emit(found)

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

    def _on_failure(self, error: Exception) -> None:
        self._check_name()
        if isinstance(error, AnotherKeyKnown):
            self._earlier = error.known
            answers = (
                Answer(_CANCEL, _("Cancel")),
                Answer(_LOST, _("The earlier key is lost")),
                Answer(_BOTH, _("They use both keys")),
            )
            question = Question(message_for(error), answers, _CANCEL)
            self._services.notices.ask(question, self._answer_another)
            return
        self._services.notices.show_error(error, key="package")


@dataclass(frozen=True, slots=True)
class _Remembering:
    """A signer to be remembered by a package; an earlier key stays known too, or is `lost`."""

    config: Path
    path: Path
    found: Verification
    also: bool
    lost: KnownSigner | None


def _remember(act: _Remembering, signer: KnownSigner, today: date) -> SignatureCheck:
    if act.lost is not None:
        mark_lost(act.config, act.lost, today)
    remember_signer(act.config, signer, also=act.also)
    return check_signature(act.config, act.path, act.found.candidate, act.found.fingerprint)
