"""Submissions: what was packaged, what was sent, and what we know about it."""

from gettext import gettext as _

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.layout import PACKAGES
from lssc_desktop.core.submission.submission import FormStep, Receipt, Standing
from lssc_desktop.core.submission.submission_list import SubmissionEntry, listed_submissions
from lssc_desktop.messages.submissions import entry_title
from lssc_desktop.store.folder.disk import is_folder
from lssc_desktop.ui.base.jobs import JobHandle
from lssc_desktop.ui.base.place import CheckPlace, SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button, tinted_button
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.pages import PageContent, PageHead, ensure_visible_soon, scrolled
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.submissions.acts import SubmissionActs
from lssc_desktop.ui.submissions.by_hand import ByHand, SaidDialog
from lssc_desktop.ui.submissions.form_steps import FormSteps, ShownForm
from lssc_desktop.ui.submissions.row import PackageAct
from lssc_desktop.ui.submissions.rows import SubmissionRows
from lssc_desktop.ui.submissions.sending import Sending
from lssc_desktop.ui.submissions.submission_details import Receipts

_ASIDE_WIDTH = 344
_NARROW = 940
_WIDEST = 16_777_215  # Qt's own limit


class SubmissionsPage(QWidget):
    """A row for each package; beside them the steps of a web form while one is filled in."""

    place_requested = Signal(object)

    def __init__(
        self, session: Session, sending: Sending, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._sending = sending
        self._services = services
        self._theme = icons.theme
        self._wanted: SubmissionsPlace | None = None
        self.by_hand = ByHand(session, services.jobs, services.desktop, self)
        self.acts = SubmissionActs(session, sending, self.by_hand, services, self)
        self.receipts = Receipts(session, services.jobs, services.notices, self)

        self.folder = plain_button(icons, _("Packages folder"), "folder-open")
        self._scroll, content = scrolled(self, PageContent())
        self._packages = QWidget(content)
        self._aside = QWidget(content)
        self._head = PageHead(
            self._theme,
            _("Submissions"),
            _("What you packaged, what was sent, and what we know about it."),
            parent=content,
        )
        self._head.buttons.addWidget(self.folder)
        self.rows = SubmissionRows(icons, session.program, session.now, parent=self._packages)
        self.check = tinted_button(icons, _("Check a set"), "clipboard-check")
        self.empty = EmptyState(
            icons,
            "send",
            _("Nothing packaged yet."),
            _("Check a set first."),
            self.check,
            parent=self._packages,
        )
        self.copying = JobProgress(icons, parent=self._aside)
        self.steps = FormSteps(icons, parent=self._aside)
        self._lay_out(content)
        self._connect(sending)
        self.steps.hide()
        self.copying.hide()
        self.refresh()

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return (self.rows, self.steps) if self.steps.isVisible() else (self.rows,)

    @property
    def entries(self) -> tuple[SubmissionEntry, ...]:
        """Every row, in order."""
        session = self._session
        return listed_submissions(session.program, session.portfolio, session.submissions)

    def go_to(self, place: SubmissionsPlace) -> None:
        """Give the keyboard to the package that is asked for, and hand it in if that is wished."""
        self.refresh()
        entry = self._entry_of(place)
        if entry is None:
            return
        self._wanted = place
        QTimer.singleShot(0, self._go_on)

    def refresh(self) -> None:
        """Show the packages as they are now."""
        entries = self.entries
        self.rows.show_entries(entries, self._sending.sizes)
        has_packages = any(entry.standing is not Standing.DRAFT for entry in entries)
        self.rows.setVisible(has_packages)
        self.empty.setHidden(has_packages)

    @Slot()
    def _note_change(self) -> None:
        if self.isVisible():  # else it is brought up to date when it comes into sight
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the steps under the rows where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it comes into sight."""
        super().showEvent(event)
        self.refresh()

    def _lay_out(self, content: QWidget) -> None:
        packages = QVBoxLayout(self._packages)
        packages.setContentsMargins(0, 0, 0, 0)
        packages.addWidget(self.rows)
        packages.addWidget(self.empty, 1)
        packages.addStretch(0)
        aside = QVBoxLayout()
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(12)
        aside.addWidget(self.copying)
        aside.addWidget(self.steps, 1)
        self._aside.setLayout(aside)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._packages, 1)
        self._columns.addWidget(self._aside)
        column = QVBoxLayout(content)
        column.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, 14)
        column.setSpacing(14)
        column.addWidget(self._head)
        column.addLayout(self._columns, 1)

    def _connect(self, sending: Sending) -> None:
        session, steps, by_hand = self._session, self.steps, self.by_hand
        for changed in (
            session.portfolio_changed,
            session.submissions_changed,
            session.facts_changed,
            sending.sizes_changed,
        ):
            changed.connect(self._note_change)
        sending.progressed.connect(self.rows.show_progress)
        self.rows.act_requested.connect(self._act)
        self.rows.copy_requested.connect(self._copy_receipt)
        self.rows.pdf_requested.connect(self._save_receipt)
        self.acts.place_requested.connect(self.place_requested)
        self.acts.failed.connect(self._services.notices.show_error)
        self.folder.clicked.connect(self._open_folder)
        self.check.clicked.connect(self._go_check)
        by_hand.shown.connect(self._show_form)
        by_hand.changed.connect(sending.reload)
        by_hand.failed.connect(self._services.notices.show_error)
        by_hand.began.connect(self._follow)
        steps.open_requested.connect(by_hand.open_page)
        steps.text_copied.connect(self._copy)
        steps.folder_requested.connect(by_hand.open_folder)
        steps.path_requested.connect(self._copy_path)
        steps.step_ticked.connect(by_hand.tick)
        steps.step_unticked.connect(by_hand.untick)
        steps.confirmed_requested.connect(self._ask_said)
        steps.silent_requested.connect(by_hand.tell_silent)
        steps.closed.connect(by_hand.leave)
        self._theme.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        narrow = self.width() < self._theme.measure(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(down if narrow else across)
        self._columns.setStretch(0, 0 if narrow else 1)
        width = self._theme.measure(_ASIDE_WIDTH)
        self._aside.setMinimumWidth(0 if narrow else width)
        self._aside.setMaximumWidth(_WIDEST if narrow else width)
        self._aside.setVisible(not (self.steps.isHidden() and self.copying.isHidden()))

    def _entry_of(self, place: SubmissionsPlace) -> SubmissionEntry | None:
        entries = self.entries
        if place.package_id is not None:
            return next((each for each in entries if each.key == place.package_id), None)
        of_set = [each for each in entries if each.set_id == place.set_id]
        return of_set[-1] if of_set else None

    @Slot()
    def _go_on(self) -> None:
        place, self._wanted = self._wanted, None
        entry = None if place is None else self._entry_of(place)
        if place is None or entry is None:
            return
        self.rows.show_row(entry.key)
        row = self.rows.row(entry.key)
        if row is not None:
            row.head.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(row, 0, PAGE_MARGIN)
        if place.hand_in and entry.standing is Standing.PACKAGED:
            self.acts.act(PackageAct.HAND_IN, entry)

    @Slot(object, object)
    def _act(self, act: PackageAct, entry: SubmissionEntry) -> None:
        self.acts.act(act, entry)

    @Slot(object, object)
    def _copy_receipt(self, entry: SubmissionEntry, receipt: Receipt) -> None:
        self.receipts.copy(entry, receipt)

    @Slot(object, object)
    def _save_receipt(self, entry: SubmissionEntry, receipt: Receipt) -> None:
        self.receipts.ask_where(entry, receipt)

    @Slot(object)
    def _show_form(self, shown: ShownForm | None) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.steps.isAncestorOf(focused)
        newly = shown is not None and self.steps.isHidden()
        if shown is not None:
            self.steps.show_form(shown)
        self.steps.setVisible(shown is not None)
        self._fit()
        if newly:
            self.steps.open.setFocus(Qt.FocusReason.OtherFocusReason)
            ensure_visible_soon(self.steps.open)
        elif shown is None and had_focus and self.rows.rows:
            self.rows.rows[0].head.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _follow(self, job: JobHandle) -> None:
        self.copying.begin(Step.COPYING)
        self.copying.show()
        self._fit()
        job.progressed.connect(self.copying.show_progress)
        job.ended.connect(self._end_copying)
        self.copying.cancel_requested.connect(job.cancel)

    @Slot()
    def _end_copying(self) -> None:
        self.copying.hide()
        self._fit()

    @Slot()
    def _ask_said(self) -> None:
        entry = next((each for each in self.entries if each.key == self.by_hand.package_id), None)
        if entry is not None:
            dialog = SaidDialog(entry_title(entry), self._services.icons, self)
            dialog.said.connect(self.by_hand.tell_confirmed)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(str)
    def _copy(self, text: str) -> None:
        QApplication.clipboard().setText(text)

    @Slot()
    def _copy_path(self) -> None:
        if self.by_hand.copies is not None:
            self._copy(str(self.by_hand.copies.folder))
            self.by_hand.tick(FormStep.FILES)

    @Slot()
    def _open_folder(self) -> None:
        folder = self._session.root / PACKAGES
        self._services.desktop.open_file(folder if is_folder(folder) else self._session.root)

    @Slot()
    def _go_check(self) -> None:
        self.place_requested.emit(CheckPlace())
