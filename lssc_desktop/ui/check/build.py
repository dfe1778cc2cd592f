"""Building a package: the panel with its kinds and progress, the result, and the job."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.core.portfolio.edits import note_package
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.reconcile import accept_changes
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.package.build import Built, Packaged, refresh_and_build
from lssc_desktop.package.reader import Verification, verify_file
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.package.with_evidence import EvidencePdf, write_evidence_pdf
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.check_words import build_label, hand_in_name
from lssc_desktop.ui.kit.buttons import plain_button, signals_blocked, tinted_button
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label, ValueLine
from lssc_desktop.ui.kit.layout import Space, add, column, row
from lssc_desktop.ui.kit.pages import Divider, flow
from lssc_desktop.ui.kit.speech import alert
from lssc_desktop.ui.kit.tokens import CARD_PADDING, Ink, Tone, Type
from lssc_desktop.ui.shared.job_progress import JobProgress

if TYPE_CHECKING:
    from lssc_desktop.ui.base.autosave import PendingAction

_ICONS: dict[Tone, IconName] = {
    Tone.OK: "circle-check",
    Tone.BAD: "alert-octagon",
    Tone.INFO: "info-circle",
}


class BuildPanel(Card):
    """The panel with the button that builds a package; while something runs, its progress.

    As long as something stops a hand-in, it offers a review copy alone. `notes` is what the
    program says about asking for advice.
    """

    def __init__(self, icons: Icons, notes: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=CARD_PADDING + 2, parent=parent)
        theme = icons.theme
        self._title = Label(theme, "", Type.H2)
        self._why = Label(theme, "", Type.TABLE, Ink.INK2)
        self._since = Label(theme, "", Type.TABLE, Ink.INK2)
        self._since.hide()
        self._chosen: PackageKind | None = None
        self._blocked = True
        self._route = Route.PORTFOLIO
        self.hand_in = _Choice(icons, hand_in_name(self._route))
        self.hand_in.set_note(_("Complete, as far as we can tell."))
        self.review = _Choice(icons, _("Review copy for program staff."))
        self.review.set_note(_("It can be unfinished."))
        self._group = QButtonGroup(self)
        self.build = plain_button(icons, "", "package")
        self.progress = JobProgress(icons)
        self.result = PackageResult(icons)
        self._line = Divider()

        self._group.addButton(self.hand_in.button)
        self._group.addButton(self.review.button)
        self.content.setSpacing(4)
        add(
            self.content,
            self._title,
            Space(2),
            self._why,
            self.hand_in,
            self.review,
            notes,
            self._since,
            Space(4),
            (self.build, Qt.AlignmentFlag.AlignLeft),
            Space(4),
            self._line,
            Space(4),
            self.progress,
            self.result,
        )
        self._group.idToggled.connect(self._on_choice)
        self.show_choice(None)
        self._set_busy(busy=False)

    @property
    def kind(self) -> PackageKind:
        """The kind that is chosen."""
        handed = self.hand_in.button.isChecked()
        return PackageKind.PORTFOLIO if handed else PackageKind.REVIEW_COPY

    def show_route(self, route: Route) -> None:
        """Name what can be built as it is called for a set by this route."""
        self._route = route
        self.hand_in.button.setText(hand_in_name(route))
        self._show_label()

    def show_choice(self, blockers: int | None) -> None:
        """Offer what can be built with so many blockers; None while that is not known."""
        if blockers == 0:
            self._offer(_("Build package"), "", may_hand_in=True)
        elif blockers is None:
            self._offer(_("Build package"), _("We’re still checking."))
        else:
            advice = _("A review copy can be unfinished.")
            self._offer(_("Ask for advice early"), advice)

    def show_since(self, said: str) -> None:
        """Say what changed since the last package, "" for nothing."""
        self._since.setText(said)
        self._since.setVisible(bool(said))

    def show_closed(self, why: str) -> None:
        """Offer a review copy only: of a set that is handed in there is nothing to hand in."""
        self._offer(_("Build package"), why)

    def _offer(self, title: str, why: str, *, may_hand_in: bool = False) -> None:
        self._blocked = not may_hand_in
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for choice in (self.hand_in, self.review):
            choice.setVisible(may_hand_in)
        self.hand_in.button.setEnabled(may_hand_in)
        look, ink = ("primary", Ink.ON_ACCENT) if may_hand_in else ("plain", Ink.INK)
        self.build.set_look(look, ink)
        review = self._blocked or self._chosen is PackageKind.REVIEW_COPY
        self._show_chosen(self.review if review else self.hand_in)

    def choose_review_copy(self) -> None:
        """Choose the review copy, for a user who came to make one."""
        if self.review.button.isEnabled():
            self.review.button.setChecked(True)
            self._on_choice()
            self.build.setFocus()

    def forget(self) -> None:
        """Show no result anymore, as for another set."""
        self.result.clear()
        self._line.hide()

    def show_idle(self) -> None:
        """Show that nothing runs: the choice can be made."""
        had_focus = self.progress.cancel.hasFocus()
        self._set_busy(busy=False)
        if had_focus:
            self.build.setFocus()

    def show_busy(self, step: Step) -> None:
        """Show that a job has begun."""
        had_focus = self.build.hasFocus() or self.result.has_focus
        self.progress.begin(step)
        self.result.clear()
        self._set_busy(busy=True)
        if had_focus:
            self.progress.cancel.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self.hand_in.button.setEnabled(not busy and not self._blocked)
        self.review.button.setEnabled(not busy)
        self.build.setVisible(not busy)
        self.progress.setVisible(busy)
        self._line.setVisible(busy or not self.result.isHidden())

    def _show_chosen(self, choice: "_Choice") -> None:
        """Show a kind as chosen; that it was chosen by the user is not noted."""
        with signals_blocked(self._group):
            choice.button.setChecked(True)
        self._show_label()

    def _on_choice(self) -> None:
        self._chosen = self.kind
        self._show_label()

    def _show_label(self) -> None:
        self.build.setText(build_label(self.kind, self._route))


class _Choice(QWidget):
    """A radio button with words after it about when it can be chosen."""

    def __init__(self, icons: Icons, name: str) -> None:
        super().__init__()
        theme = icons.theme
        self.button = QRadioButton(name)
        self._note = Label(theme, "", Type.TABLE, Ink.INK2)
        self._theme = theme

        row(self.button, (self._note, 1), gap=5, on=self)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def set_note(self, note: str) -> None:
        """Show when it can be chosen, or what it is good for."""
        self._note.setText(note)
        self.button.setAccessibleDescription(note)

    def _apply_theme(self) -> None:
        self.button.setFont(self._theme.font(Type.TABLE_STRONG))


# Result -----------------------------------------------------------------------------------------


class PackageResult(QWidget):
    """The result of the last build: good, stopped, or why not; with what to do next."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._box = Callout(icons, "", Tone.OK, icon="circle-check", title=" ", type_=Type.TABLE)
        self.fingerprint = ValueLine()
        self.fingerprint.setReadOnly(True)
        self.hand_in = tinted_button(icons, _("Hand in…"), "send")
        self.reveal = plain_button(icons, _("Show in folder"), "folder-open")
        self.verify = plain_button(icons, _("Verify again"), "shield-check")
        self.evidence_pdf = plain_button(icons, _("One PDF with the evidence"), "files")
        self.evidence_pdf.setToolTip(_("It’s next to the package, not part of it."))
        self._known = QWidget()

        fingerprint = NamedField(icons.theme, _("Fingerprint"), self.fingerprint)
        column(fingerprint, flow(*self._buttons, gap=8), gap=8, on=self._known)
        column(self._box, self._known, gap=8, on=self)
        self.clear()

    @property
    def text(self) -> str:
        """The words shown, "" when there are none."""
        return self._said

    @property
    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.hand_in, self.reveal, self.verify, self.evidence_pdf)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in it."""
        return any(each.hasFocus() for each in (self.fingerprint, *self._buttons))

    def clear(self) -> None:
        """Show nothing."""
        self._said = ""
        self.hide()

    def show_package(self, message: Message, fingerprint: str, *, good: bool) -> None:
        """Show what is known of a package, and offer what can be done with it."""
        self.fingerprint.setText(fingerprint)
        self.fingerprint.setCursorPosition(0)
        self._known.show()
        self._show(message, Tone.OK if good else Tone.BAD)

    def show_message(self, message: Message, tone: Tone) -> None:
        """Show why there is no package."""
        self._known.hide()
        self._show(message, tone)

    def _show(self, message: Message, tone: Tone) -> None:
        self._said = message.text
        self._box.set_tone(tone, _ICONS[tone])
        self._box.set_title(message.happened)
        self._box.set_text(" ".join(part for part in (message.meaning, message.advice) if part))
        self.show()
        alert(self, message.text)


# Building and verifying -------------------------------------------------------------------------


class Packaging(QObject):
    """Builds or verifies one package at a time for an open portfolio, in background jobs.

    Building saves, scans the folder, builds the package, and notes it in the portfolio.
    """

    began = Signal(object)
    """The `Step` that comes first."""
    progressed = Signal(object)
    stopping = Signal()
    built = Signal(object)
    """A `Built`; the portfolio has it noted."""
    evidence_pdf_written = Signal(object)
    """An `EvidencePdf` beside the package that was built last."""
    unsigned = Signal(object)
    """Why the package that was just built is not signed though there is a key."""
    verified = Signal(object)
    """A `Verification` of the package that was built last."""
    failed = Signal(object)
    """The error; `Cancelled` when the user stopped it."""

    def __init__(
        self, session: Session, jobs: Jobs, config: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._config = config
        self._session = session
        self._jobs = jobs
        self._pending: PendingAction | None = None
        self._job: JobHandle | None = None
        self.last_built: Built | None = None
        """What was built last."""

    @property
    def is_busy(self) -> bool:
        """Whether something is being built or verified, or waits for that."""
        waits = self._pending is not None and self._pending.is_waiting
        return waits or self._job is not None

    def build(self, set_id: str, kind: PackageKind) -> None:
        """Save what is not saved, and build the package of a set."""
        if self.is_busy:
            return
        self.began.emit(Step.LOOKING)
        self._pending = self._session.when_saved(self._on_saved, self._on_save_failed, set_id, kind)

    def verify(self) -> None:
        """Read the package that was built last, and compare every fingerprint."""
        if not self.is_busy and self.last_built is not None:
            self.began.emit(Step.VERIFYING)
            self._start(self._on_verified, verify_file, self.last_built.path)

    def write_evidence_pdf(self) -> None:
        """Write portfolio and evidence as one PDF beside the package that was built last."""
        if not self.is_busy and self.last_built is not None:
            self.began.emit(Step.ASSEMBLING)
            root = self._session.root
            self._start(self._on_evidence_pdf, write_evidence_pdf, root, self.last_built)

    def cancel(self) -> None:
        """Stop what runs; nothing half-made is left behind."""
        if self._job is not None:
            self.stopping.emit()
            self._job.cancel()
        elif self._pending is not None:
            self._pending.cancel()

    def _on_save_failed(self, _set_id: str, _kind: PackageKind, error: Exception) -> None:
        self._on_failure(error)

    def _on_saved(self, set_id: str, kind: PackageKind) -> None:
        session = self._session
        order = BuildOrder(
            *(session.root, session.program, session.program_text, session.portfolio),
            *(set_id, kind),
            sign_with=self._config,
        )
        self._start(self._on_packaged, refresh_and_build, order, session.today)

    def _start[*Arguments](
        self,
        done: Callable[..., None],
        function: Callable[[*Arguments, Reporter], object],
        *arguments: *Arguments,
    ) -> None:
        self._job = self._jobs.start_reporting(
            Lane.DISK, function, *arguments, done=done, failed=self._on_failure
        )
        self._job.progressed.connect(self.progressed)

    def _on_packaged(self, packed: Packaged) -> None:
        self._job = None
        self.last_built = packed.built
        session = self._session
        session.apply_change(
            partial(accept_changes, reconciliation=packed.reconciliation, today=session.today)
        )
        session.apply_change(partial(note_package, note=packed.note))
        session.refresh()
        self.built.emit(packed.built)
        if packed.built.unsigned is not None:
            self.unsigned.emit(packed.built.unsigned)

    def _on_evidence_pdf(self, written: EvidencePdf) -> None:
        self._job = None
        self.evidence_pdf_written.emit(written)

    def _on_verified(self, found: Verification) -> None:
        self._job = None
        self.verified.emit(found)

    def _on_failure(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
