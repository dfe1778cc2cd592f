"""The page of an opened package: whether it is whole, its facts, and its web page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from lssc_desktop.core.job import Cancelled, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.trust import FirstSeen, SignatureCheck
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.bags import (
    bag_verdict,
    comparison_line,
    exchanged_line,
    fault_message,
    opening_canceled,
)
from lssc_desktop.messages.package import bag_details, package_facts
from lssc_desktop.messages.signatures import signature_line
from lssc_desktop.package.page import write_page
from lssc_desktop.package.reader import Verification, verify_and_compare
from lssc_desktop.package.reading.fault import BagFault
from lssc_desktop.store.shelf_files import exchanged_for
from lssc_desktop.store.signing import check_signature
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import SubmissionsPlace
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import link_button, plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import FlowLayout, PageHead, SectionHead, empty, scrolled
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone, Type
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.start.trust import TrustCard
from lssc_desktop.values import dataclass

_WIDTH = 1100
_KIND = "LSSC-Kind"  # what only packages of a competency set say of themselves
_REVIEWED = {PackageKind.PORTFOLIO.value, PackageKind.REVIEW_COPY.value}
_MOST_SHOWN = 50  # faults; thousands would help nobody


class PackagePage(QWidget):
    """The page of one package, verified at once; nothing in it is changed or unpacked.

    `pages` is a folder of our own, into which its web page is written for the browser.
    """

    left = Signal()
    """The user closed it, or it cannot be opened."""
    review_requested = Signal(object, object)
    """The `ReviewMode` in which it shall be reviewed, and its `Verification`."""
    place_requested = Signal(object)
    """The `SubmissionsPlace` where the package, of the open portfolio, can be handed in."""

    def __init__(
        self, path: Path, services: Services, pages: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._icons = icons = services.icons
        self._theme = icons.theme
        self._pages = pages
        self._path = path
        self._job: JobHandle | None = None
        self._verification: Verification | None = None
        self._own: frozenset[str] = frozenset()
        self._head = PageHead(self._theme, path.name, str(path.parent))
        self.review_button = primary_button(icons, _("Review"), "message-circle")
        self.evaluate_button = plain_button(icons, _("Evaluate"), "clipboard-check")
        self.hand_in_button = plain_button(icons, _("Hand in…"), "send")
        self.hand_in_button.hide()
        self.open_button = plain_button(icons, _("Read in browser"), "external-link")
        self.again_button = plain_button(icons, _("Verify again"), "refresh")
        self.leave_button = plain_button(icons, _("Close package"))
        self._progress_card = Card()
        self.progress = JobProgress(icons)
        self._progress_card.content.addWidget(self.progress)
        self.verdict = Callout(icons, "", Tone.OK, icon="shield-check")
        self.trust: TrustCard | None = None
        self._found = column(gap=8)

        self._lay_out()
        self.review_button.clicked.connect(self._review)
        self.evaluate_button.clicked.connect(self._evaluate)
        self.hand_in_button.clicked.connect(self._hand_in)
        self.open_button.clicked.connect(self._open)
        self.again_button.clicked.connect(self.verify_again)
        self.leave_button.clicked.connect(self._leave)
        self.progress.cancel_requested.connect(self._cancel)
        self.verify_again()

    @property
    def found(self) -> Verification | None:
        """The result of verifying, None while it runs."""
        return self._verification

    def offer_hand_in(self, package_ids: frozenset[str]) -> None:
        """Offer to hand it in from here once it is found whole, if it is one of these."""
        self._own = package_ids

    def verify_again(self) -> None:
        """Compare every fingerprint once more."""
        empty(self._found)
        self.trust = None
        self._verification = None
        for button in (self.review_button, self.evaluate_button):
            button.hide()
        self.verdict.hide()
        self._progress_card.show()
        self.again_button.setEnabled(False)
        self.open_button.setEnabled(False)
        self.progress.begin(Step.VERIFYING)
        self._job = self._services.jobs.start_reporting(
            Lane.DISK,
            _examine,
            self._path,
            self._services.preferences.folder,
            done=self._on_verified,
            failed=self._on_failure,
        )
        self._job.progressed.connect(self.progress.show_progress)

    def _on_verified(self, examined: "_Examined") -> None:
        found, sent = examined.found, examined.sent
        self._show_ended()
        self._verification = found
        self.hand_in_button.setVisible(found.valid and found.package_id in self._own)
        if not found.valid:
            self.verdict.set_tone(Tone.BAD, "circle-x")
        elif (sent and found.package_id not in sent) or examined.doubts:
            self.verdict.set_tone(Tone.WARN, "alert-triangle")
        else:
            self.verdict.set_tone(Tone.OK, "shield-check")
        self.verdict.set_title(bag_verdict(found))
        whole = (
            _("Nothing is missing or damaged."),
            comparison_line(found.package_id, sent, self._own),
            *examined.doubts,
        )
        self.verdict.set_text(
            " ".join(filter(None, whole))
            if found.valid
            else _("Ask for a new copy of the package. The problems are listed below.")
        )
        self.verdict.show()
        kind = dict(found.info).get(_KIND)
        self.review_button.setVisible(found.valid and kind in _REVIEWED)
        self.evaluate_button.setVisible(found.valid and kind == PackageKind.PORTFOLIO)
        likely = self.review_button if kind in _REVIEWED else self.open_button
        likely = self.evaluate_button if kind == PackageKind.PORTFOLIO else likely
        likely.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list(_("Problems"), found.faults)
        self._list(_("Good to know"), found.warnings)
        if found.package_id is not None:
            trust = (self._services, self._path, found, examined.signature, examined.exchanged)
            self.trust = TrustCard(*trust)
            self.trust.accepted.connect(self.verify_again)
            add(self._found, SectionHead(self._theme, _("Who it’s from")), self.trust)
        if found.info or found.package_id is not None:
            self._found.addWidget(PackageFacts(self._icons, found))

    def _on_failure(self, error: Exception) -> None:
        self._show_ended()
        if isinstance(error, Cancelled):
            self.verdict.set_tone(Tone.WARN, "alert-triangle")
            self.verdict.set_title(_("We didn’t finish verifying the package."))
            self.verdict.set_text(_("We can’t say whether it’s complete. Verify it again."))
            self.verdict.show()
        else:
            self._services.notices.show_error(error, key="package")
            self.left.emit()

    def _show_ended(self) -> None:
        self._job = None
        self._progress_card.hide()
        self.again_button.setEnabled(True)
        self.open_button.setEnabled(True)

    def _review(self) -> None:
        self.review_requested.emit(ReviewMode.REVIEW, self._verification)

    def _evaluate(self) -> None:
        self.review_requested.emit(ReviewMode.EVALUATION, self._verification)

    def _hand_in(self) -> None:
        found = self._verification
        if found is not None and found.package_id is not None:
            place = SubmissionsPlace(package_id=found.package_id, hand_in=True)
            self.place_requested.emit(place)

    def _open(self) -> None:
        services = self._services
        services.jobs.start_reporting(
            Lane.DISK, write_page, self._path, self._pages, done=services.desktop.open_file
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self.progress.show_stopping()
            self._job.cancel()

    def _leave(self) -> None:
        if self._job is not None:
            self._services.notices.show(opening_canceled(self._path.name), Tone.INFO, key="package")
        self._cancel()
        self.left.emit()

    def _list(self, title: str, faults: Sequence[BagFault]) -> None:
        if not faults:
            return
        card = Card()
        for fault in faults[:_MOST_SHOWN]:
            label = Label(self._theme, fault_message(fault).text, Type.TABLE)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.content.addWidget(label)
        if len(faults) > _MOST_SHOWN:
            more = _("And {count} more.").format(count=len(faults) - _MOST_SHOWN)
            card.content.addWidget(Label(self._theme, more, Type.TABLE, Ink.INK2))
        add(self._found, SectionHead(self._theme, title, str(len(faults))), card)

    def _lay_out(self) -> None:
        acts = FlowLayout(spacing=8)
        for button in (
            self.review_button,
            self.evaluate_button,
            self.hand_in_button,
            self.open_button,
            self.again_button,
            self.leave_button,
        ):
            acts.addWidget(button)
        inner = QWidget()
        inner.setMaximumWidth(self._theme.measure(_WIDTH))
        column(
            self._head,
            acts,
            self._progress_card,
            self.verdict,
            self._found,
            stretch,
            gap=16,
            margins=None,
            on=inner,
        )
        _scroll, content = scrolled(self, QWidget())
        row(stretch, (inner, 8), stretch, margins=PAGE_MARGIN, on=content)


@dataclass(frozen=True, slots=True)
class _Examined:
    """What was found of a package, by itself and beside it; `sent` as of `sent_beside`."""

    found: Verification
    sent: tuple[str, ...]
    signature: SignatureCheck
    exchanged: FirstSeen | None

    @property
    def doubts(self) -> tuple[str, ...]:
        """What says that it is not the package that is meant."""
        signed = (signature_line(self.signature),) if self.signature.is_wrong else ()
        return (*signed, *(() if self.exchanged is None else (exchanged_line(self.exchanged),)))


def _examine(path: Path, config: Path, reporter: Reporter) -> _Examined:
    found, sent = verify_and_compare(path, reporter)
    signature = check_signature(config, path, found.candidate, found.fingerprint, reporter)
    return _Examined(found, sent, signature, exchanged_for(config, path, found.package_id))


# Facts ------------------------------------------------------------------------------------------


class PackageFacts(Card):
    """A card of what a package says of itself: in plain words, on request as its bag says it.

    Every value can be selected and copied, the whole fingerprint too.
    """

    def __init__(self, icons: Icons, found: Verification) -> None:
        super().__init__()
        facts = package_facts(found.info, found.fingerprint)
        details = bag_details(found.info, found.package_id)
        self.facts = _form(icons.theme, facts)
        self.details = _form(icons.theme, details)
        self.toggle = link_button(icons, "")
        self.toggle.setCheckable(True)
        speak_as(self.toggle, Speech.EXPANDER)
        self.content.setSpacing(8)
        add(self.content, self.facts, (self.toggle, Qt.AlignmentFlag.AlignLeft), self.details)
        self.facts.setVisible(bool(facts))
        self.toggle.setVisible(bool(details))
        self.toggle.toggled.connect(self._show_or_hide)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        shown = self.toggle.isChecked()
        self.toggle.setText(_("Hide technical details") if shown else _("Technical details"))
        self.details.setVisible(shown)


def _form(theme: Theme, lines: Sequence[tuple[str, str]]) -> QWidget:
    widget = QWidget()
    form = QFormLayout(widget)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(20)
    show_scripts(*(value for _name, value in lines))
    for name, value in lines:
        words = Label(theme, value, Type.TABLE)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(f"{name}: {value}")
        form.addRow(Label(theme, name, Type.TABLE, Ink.INK2, wrap=False), words)
    return widget
