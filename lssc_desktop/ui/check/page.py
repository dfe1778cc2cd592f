"""The Check & Package page: what stops a hand-in, whether it would pass, and the package."""

from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHideEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.readiness import SetReport, files_to_open, set_report
from lssc_desktop.core.check.set_checks import SetChecks
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.seen import SeenFile, TriedFile
from lssc_desktop.core.job import Cancelled, Progress, Step
from lssc_desktop.core.overview.submission_list import furthest_submissions
from lssc_desktop.core.portfolio.portfolio import PackageKind, Portfolio
from lssc_desktop.core.program.program import HelpSubject, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import progress
from lssc_desktop.core.submission.locking import SetLocked
from lssc_desktop.core.submission.submission import Submission, SubmissionState
from lssc_desktop.documents.previews.process import open_files
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.findings import FINDINGS
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.portfolio import closed_message, example_line
from lssc_desktop.messages.previews import with_evidence_lines
from lssc_desktop.package.build import Built
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.with_evidence import EvidencePdf, WithEvidence
from lssc_desktop.store.folder.scan import with_missing_files
from lssc_desktop.ui.base.actions import find_by_name
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import CheckPlace, SetPlace, SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.build import BuildPanel, Packaging
from lssc_desktop.ui.check.check_words import (
    checked_line,
    checking_line,
    opening_line,
    package_built,
    package_verified,
    since_line,
)
from lssc_desktop.ui.check.findings import FindingList, PassedList
from lssc_desktop.ui.check.forecast import ForecastCard, WrittenCard
from lssc_desktop.ui.kit.buttons import (
    dots_button,
    plain_button,
    primary_button,
    show_keys,
    signals_blocked,
    turn_off,
)
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.layout import Columns, column, stretch
from lssc_desktop.ui.kit.pages import PageHead, WrappingPage, ensure_visible_soon, scrolled
from lssc_desktop.ui.kit.speech import Announcer
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Tone
from lssc_desktop.ui.shared.evidence_picker import COPY_MADE, make_copy
from lssc_desktop.ui.shared.rule_source import ProgramNotes
from lssc_desktop.ui.shared.self_assessment import open_self_assessment

_SAID_ELSEWHERE = (FindingCode.ROUTE_CLOSED, FindingCode.FORECAST_SHORT)
"""Where a route is chosen, and by the forecast beside the findings."""
_ASIDE_WIDTH = 464
_SETS_WIDTH = 278
_NARROW = 900
_MINUTE = 60_000
_LONG = 1.0  # seconds of opening evidence, after which it can be stopped


# Page -------------------------------------------------------------------------------------------


class CheckPage(QWidget):
    """The page with the findings of a set, its forecast, and the panel that builds its package."""

    place_requested = Signal(object)
    evaluator_view_requested = Signal(object)
    """The `SetPlace` to be shown as an evaluator will read it."""
    again_requested = Signal(str)
    """The path of a clean copy that is to be made again, with the others of the earlier way."""

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._services = services
        self._theme = icons.theme
        self._opening: JobHandle | None = None
        self._was_stopped = False
        self._packaging = Packaging(session, services.jobs, services.preferences.folder, self)
        self._stale = True
        self._looked = False
        self._checking = False
        self._report: SetReport | None = None
        self._checked_at: datetime | None = None

        self._announcer = Announcer(self)
        self._scroll, content = scrolled(self, QWidget(), WrappingPage)
        self._aside = QWidget(content)
        self._head = PageHead(self._theme, _("Check & package"), parent=content)
        self.sets = ChoiceField(self._head)
        self.sets.setAccessibleName(_("{Competency_set} to check"))
        self.onward = primary_button(icons, "", "arrow-right", icon_last=True)
        self._menu = QMenu(self)
        self.again: QAction = self._menu.addAction(_("Check again"))
        show_keys(self.again, "F5")  # the key is the window's
        self.as_evaluator: QAction = self._menu.addAction(_("Preview as {evaluator}"))
        self.dots = dots_button(icons, _("More for this {set}"), self._menu)
        find_by_name(_("More for this {set}"), self._menu.actions(), on=self)
        self.stop = plain_button(icons, _("Stop"), "x")
        self.stop.setToolTip(_("Stop opening evidence"))
        self.stop.hide()
        self.blockers = FindingList(
            icons,
            _("To do before you hand in"),
            _("Nothing left to do before you hand in."),
            "alert-octagon",
            Tone.BAD,
            parent=content,
        )
        self.advice = FindingList(
            icons,
            _("Worth checking"),
            _("Nothing else that we know of. {Evaluators} decide."),
            "bulb",
            Tone.WARN,
            parent=content,
        )
        self.passed = PassedList(icons, parent=content)
        self.closed = Callout(icons, "", Tone.INFO, icon="lock", title=" ", parent=content)
        self.closed.hide()
        self._built_said = ""
        self.forecast = ForecastCard(icons, session.program, parent=self._aside)
        self.written = WrittenCard(icons.theme, parent=self._aside)
        self.written.hide()
        notes = ProgramNotes(icons, session.program, HelpSubject.SUBMISSIONS)
        self.panel = BuildPanel(icons, notes, parent=self._aside)
        if session.is_read_only:
            turn_off(example_line(), self.panel)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.start()

        self._lay_out(content)

        self._connect()

    def _connect(self) -> None:
        session = self._session
        for keys, step in (("F7", 1), ("Shift+F7", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._to_finding, step))
        self._minute.timeout.connect(self._show_when)
        self.again.triggered.connect(self.check_again)
        self.as_evaluator.triggered.connect(self._look_as_evaluator)
        self.onward.clicked.connect(self._go_on)
        self.stop.clicked.connect(self._stop_opening)
        self.sets.currentIndexChanged.connect(self._change_set)
        for each in (self.blockers, self.advice, self.passed.later):
            each.place_requested.connect(self.place_requested)
            each.form_requested.connect(self._open_form)
        self.advice.copy_requested.connect(self._make_copy)
        self.advice.again_requested.connect(self.again_requested)
        session.portfolio_changed.connect(self._on_change)
        session.submissions_changed.connect(self._on_submissions_changed)
        session.facts_changed.connect(self._on_looked)
        session.scanned_changed.connect(self._on_scanned)
        session.look_failed.connect(self._on_look_failed)
        self._connect_packaging()

    def _open_form(self) -> None:
        if not self._session.is_read_only:
            open_self_assessment(self._session, self._services.icons, self)

    def _look_as_evaluator(self) -> None:
        set_id = self.sets.currentData()
        if set_id is not None:
            self.evaluator_view_requested.emit(SetPlace(set_id))

    def _go_on(self) -> None:
        set_id, number = self.sets.currentData(), self._next_number()
        self.place_requested.emit(SetPlace(set_id, number))

    def _next_number(self) -> int | None:
        """Return the first competency of the set that is still to be written."""
        session, set_id = self._session, self.sets.currentData()
        work = None if set_id is None else session.portfolio.set_work(set_id)
        found = None if set_id is None else session.program.competency_set(set_id)
        if work is None or found is None or session.lock_of(set_id) is not None:
            return None
        is_chosen = work.route_chosen and work.route is Route.PORTFOLIO
        if not (is_chosen and session.program.needs_responses):
            return None
        numbers = (each.number for each in found.competencies)
        return next((each for each in numbers if work.competency(each).response is None), None)

    @property
    def first_control(self) -> QWidget:
        """The button that leads on, where there is one."""
        return self.onward if self.onward.isVisible() else self.sets

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the three dots offer."""
        self._menu.popup(event.globalPos())

    @property
    def is_busy(self) -> bool:
        """Whether a package is being built or verified."""
        return self._packaging.is_busy

    def go_to(self, place: CheckPlace) -> None:
        """Show the check of a set."""
        self._fill_sets()
        index = -1 if place.set_id is None else self.sets.findData(place.set_id)
        if index >= 0:
            self.sets.setCurrentIndex(index)
        if place.review_copy:
            self.panel.choose_review_copy()

    def check_again(self) -> None:
        """Scan the folder, and check what is there now."""
        self._head.note.setText(checking_line())
        self._was_stopped = False
        self._announcer.begin_with("")  # and say it, also if it is the same
        self._session.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Scan the folder when the page is shown."""
        super().showEvent(event)
        self._fill_sets()
        self.check_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop opening evidence when the page is left."""
        super().hideEvent(event)
        if self._opening is not None:
            self._opening.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the title beside the choice of the set."""
        super().resizeEvent(event)
        self.sets.setMinimumWidth(min(self._theme.measure(_SETS_WIDTH), self.width() // 3))

    def _lay_out(self, content: QWidget) -> None:
        for part in (self.sets, self.onward, self.stop, self.dots):
            self._head.buttons.addWidget(part)
        column(self.written, self.forecast, self.panel, stretch, gap=16, on=self._aside)
        columns = Columns(
            column(self.closed, self.blockers, self.advice, self.passed, stretch, gap=14),
            self._aside,
            page=self,
            theme=self._theme,
            narrow_below=_NARROW,
            aside_width=_ASIDE_WIDTH,
            gap=20,
        )
        margins = (PAGE_MARGIN, 20, PAGE_MARGIN, PAGE_MARGIN)
        column(self._head, (columns, 1), gap=14, margins=margins, on=content)

    def _connect_packaging(self) -> None:
        packaging, panel = self._packaging, self.panel
        panel.build.clicked.connect(self._build)
        panel.progress.cancel_requested.connect(packaging.cancel)
        panel.result.verify.clicked.connect(packaging.verify)
        panel.result.reveal.clicked.connect(self._reveal)
        panel.result.hand_in.clicked.connect(self._hand_in)
        panel.result.evidence_pdf.clicked.connect(packaging.write_evidence_pdf)
        packaging.evidence_pdf_written.connect(self._show_evidence_pdf)
        packaging.began.connect(self._show_busy)
        packaging.progressed.connect(panel.progress.show_progress)
        packaging.stopping.connect(panel.progress.show_stopping)
        packaging.built.connect(self._show_built)
        packaging.unsigned.connect(self._services.notices.show_error)
        packaging.verified.connect(self._show_verified)
        packaging.failed.connect(self._show_failure)

    def _fill_sets(self) -> None:
        """Offer the chosen sets; the one that is shown stays, if it is still chosen."""
        items = progress(self._session.program, self._session.portfolio)
        sets = [(item.competency_set.title, item.competency_set.id) for item in items]
        shown = [
            (self.sets.itemText(at), self.sets.itemData(at)) for at in range(self.sets.count())
        ]
        if sets == shown:
            return
        kept = self.sets.currentData()
        with signals_blocked(self.sets):
            self.sets.clear()
            for title, set_id in sets:
                self.sets.addItem(title, set_id)
            self.sets.setCurrentIndex(max(0, self.sets.findData(kept)))
        self.sets.setVisible(len(self._session.program.sets) > 1)
        if self.sets.currentData() != kept:
            self._change_set()

    def _change_set(self) -> None:
        self._report = None
        self._scroll.verticalScrollBar().setValue(0)
        if not self.is_busy:
            self.panel.forget()
            self.panel.show_choice(None)
        self._check()
        if self._looked and self.isVisible():
            self._open_evidence()

    def _make_copy(self, path: str) -> None:
        """Make a copy of a file that everybody can open; it is used wherever the file was."""
        steps = make_copy(self._session, self._services, self, path)
        self._session.flows.begin(steps, partial(self._services.notices.show_error, key=COPY_MADE))

    def _on_change(self, _changed: object) -> None:
        if self.isVisible():
            self._fill_sets()
            self._check()

    def _on_looked(self, _facts: FolderFacts) -> None:
        self._looked = True
        if self.isVisible():
            self._check()
            self._open_evidence()

    def _on_scanned(self) -> None:
        if self.isVisible():
            self._check()

    def _on_look_failed(self, error: Exception) -> None:
        if self.isVisible():
            self._head.note.setText(_("Not checked."))
            self._services.notices.show_error(error, key="looking")

    def _check(self) -> None:
        """Check in a background job; when something changes meanwhile, check once more."""
        set_id = self.sets.currentData()
        work = None if set_id is None else self._session.portfolio.set_work(set_id)
        if work is not None:
            self.panel.show_route(work.route)
            self.as_evaluator.setVisible(work.route is Route.PORTFOLIO)
        number = self._next_number()
        self.onward.setText(_("Continue with {competency} {number}").format(number=number))
        self.onward.setVisible(number is not None)
        if self._checking or not self._looked or set_id is None:
            self._stale = True
            return
        self._stale, self._checking = False, True
        self._services.jobs.start(
            Lane.SAVING,
            partial(check_one, checks=self._session.checks),
            self._session.root,
            self._session.program,
            set_id,
            self._session.portfolio,
            self._session.submissions,
            self._session.facts,
            self._session.today,
            done=self._on_checked,
            failed=self._on_check_failed,
        )

    def _open_evidence(self) -> None:
        """Open the evidence of the set in a background job, where it is not known to open."""
        if self._opening is not None or self._was_stopped:
            return  # what is new by then is opened when that is done, or when it is asked for
        files = self._unopened()
        if not files:
            return
        self._opening = self._services.jobs.start_reporting(
            Lane.OPENING,
            open_files,
            self._session.root,
            files,
            self._services.previews.opens,
            done=self._on_opened,
            failed=self._on_opening_failed,
            quiet=True,
        )
        self._opening.progressed.connect(self._show_opening)

    def _stop_opening(self) -> None:
        """Leave the files that were not opened yet until the next check."""
        if self._opening is not None:
            self._was_stopped = True
            self._opening.cancel()

    def _end_opening(self) -> None:
        had_focus = self.stop.hasFocus()
        self._opening = None
        self.stop.hide()
        self.again.setEnabled(True)
        if had_focus:
            self.dots.setFocus()

    def _unopened(self) -> tuple[SeenFile, ...]:
        """Return the files of the set that were not opened yet."""
        session = self._session
        sets = {self.sets.currentData()}
        files = files_to_open(session.program, session.portfolio, session.facts, sets)
        known = session.facts.tried_by_file
        return tuple(file for file in files if (file.path, file.sha256) not in known)

    def _show_opening(self, progress: Progress) -> None:
        if self.isVisible():
            self._head.note.setText(opening_line(progress.item.done, progress.item.total))
            if progress.seconds > _LONG and self._opening is not None:
                self.again.setEnabled(False)
                self.stop.show()

    def _on_opened(self, tried: tuple[TriedFile, ...]) -> None:
        self._end_opening()
        self._session.take_tried(tried)
        self._check()
        if tried and self.isVisible():
            self._open_evidence()

    def _on_opening_failed(self, error: Exception) -> None:
        self._end_opening()
        self._show_when()
        if not isinstance(error, Cancelled):
            self._services.notices.show_error(error)
        elif self.isVisible():  # the page was left and is shown again
            self._open_evidence()

    def _on_checked(self, report: SetReport) -> None:
        self._checking = False
        if self._stale:
            self._check()
        if report.competency_set.id == self.sets.currentData():
            self._show_report(report)

    def _on_check_failed(self, error: Exception) -> None:
        self._checking = False
        self._services.notices.show_error(error)

    def _show_report(self, report: SetReport) -> None:
        self._checked_at = self._session.now
        if report != self._report:
            self._report = report
            self._show_findings(report)
            self._show_closed(report.closed)
            since = report.since
            self.panel.show_since("" if since is None else since_line(since, self._session.program))
            self.written.setVisible(report.is_early)
            self.forecast.setVisible(report.forecast is not None and not report.is_early)
            if report.forecast is not None:
                program = self._session.program
                self.written.show_written(report.written, report.forecast)
                self.forecast.show_forecast(program, report.forecast, report.way, report.reviewed)
        if not self.is_busy:
            self._offer(report)
        before = self._head.note.text()
        self._show_when()
        is_last = self._was_stopped or not self._unopened()
        if is_last and self.isVisible() and self._head.note.text() != before:
            self._announcer.say(self._head.note.text())

    def _show_findings(self, report: SetReport) -> None:
        """Show what was found, of advice what can be acted on now."""
        check, program = report.check, self._session.program
        advice: list[Finding] = []
        later: list[Finding] = []
        for each in check.findings:
            if each.level is Level.ADVICE and each.code not in _SAID_ELSEWHERE:
                waits = report.is_early and FINDINGS[each.code].later
                (later if waits else advice).append(each)
        self.blockers.show_findings(check.blockers, program)
        self.advice.show_findings(advice, program)
        self.advice.setVisible(bool(advice) or not later)
        self.passed.show_passed(check.passed, check.opened, check.unopened, later)

    def _show_closed(self, lock: SetLocked | None) -> None:
        """Show that nothing of a set is left to check, in place of findings."""
        self.blockers.setVisible(lock is None)
        for part in (self.advice, self.passed) if lock is not None else ():
            part.hide()
        self.closed.setVisible(lock is not None)
        if lock is not None:
            said = closed_message(lock)
            self.closed.set_title(said.happened)
            self.closed.set_text(said.advice)

    def _offer(self, report: SetReport) -> None:
        """Offer the packages that can be made of the set."""
        if self._session.is_read_only:
            self.panel.show_closed(example_line())
        elif report.closed is None:
            self.panel.show_choice(len(report.check.blockers))
        else:
            self.panel.show_closed(closed_message(report.closed).happened)

    def _show_when(self) -> None:
        if self._report is not None and self._checked_at is not None:
            minutes = int((self._session.now - self._checked_at).total_seconds()) // 60
            self._head.note.setText(checked_line(self._report, minutes))

    def _to_finding(self, step: int) -> None:
        lists = (self.blockers, self.advice, self.passed.later)
        buttons = [button for each in lists if each.isVisible() for button in each.buttons]
        at = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        if at is None:
            at = -1 if step > 0 else 0
        if buttons:
            buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        self._packaging.build(self.sets.currentData(), self.panel.kind)

    def _show_busy(self, step: Step) -> None:
        self.panel.show_busy(step)
        ensure_visible_soon(self.panel.progress)

    def _show_built(self, package: Built) -> None:
        self._show_result(package)
        self._show_idle()

    def _show_result(self, package: Built) -> None:
        """Show what was built, and how far it went since: one that is sent is not sent again."""
        sent = furthest_submissions(self._session.submissions).get(package.written.package_id)
        message = package_built(package, sent)
        self._built_said = message.text
        self.panel.result.show_package(message, package.fingerprint, good=True)
        is_here = sent is None or sent.state is SubmissionState.PACKAGED
        self.panel.result.hand_in.setVisible(is_here)
        kinds = {note.package_id: note.kind for note in package.portfolio.packages}
        is_review = kinds.get(package.written.package_id) is PackageKind.REVIEW_COPY
        self.panel.result.hand_in.setText(_("Send…") if is_review else _("Hand in…"))

    def _on_submissions_changed(self, changed: object) -> None:
        built = self._packaging.last_built
        if built is not None and self.panel.result.text == self._built_said:
            self._show_result(built)
        self._on_change(changed)

    def _show_evidence_pdf(self, written: EvidencePdf) -> None:
        if self._packaging.last_built is not None:
            self._show_built(self._packaging.last_built)
        said = _with_evidence_message(written.path.name, written.made)
        self._services.notices.show(said, Tone.INFO, key="evidence-pdf")

    def _show_verified(self, found: Verification) -> None:
        built = self._packaging.last_built
        said = package_verified(found, "" if built is None else built.path.name)
        self.panel.result.show_package(said, found.fingerprint, good=found.valid)
        self._show_idle()

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, LsscError):
            tone = Tone.INFO if isinstance(error, Cancelled) else Tone.BAD
            self.panel.result.show_message(message_for(error), tone)
        else:
            self._services.notices.show_error(error)
        self._show_idle()

    def _show_idle(self) -> None:
        self.panel.show_idle()
        ensure_visible_soon(self.panel.result)
        if self._report is not None:
            self._offer(self._report)
        self._session.refresh()

    def _hand_in(self) -> None:
        built = self._packaging.last_built
        package_id = None if built is None else built.written.package_id
        self.place_requested.emit(SubmissionsPlace(package_id=package_id, hand_in=True))

    def _reveal(self) -> None:
        if self._packaging.last_built is not None:
            self._services.desktop.show_in_folder(self._packaging.last_built.path)


def check_one(  # noqa: PLR0913  a job, because it goes through every response
    root: Path,
    program: Program,
    set_id: str,
    portfolio: Portfolio,
    submissions: tuple[Submission, ...],
    facts: FolderFacts,
    today: date,
    *,
    checks: SetChecks,
) -> SetReport:
    """Check one set; raises `SetUnknown` and `FolderGone`."""
    facts = with_missing_files(root, portfolio, facts)
    return set_report(
        program, set_id, portfolio, submissions, facts, today, check_one=checks.check_set
    )


def _with_evidence_message(name: str, made: WithEvidence) -> Message:
    """Say in the window what `with_evidence_lines` says."""
    happened, meaning, *rest = with_evidence_lines(name, made)
    return Message(happened, meaning, " ".join(rest))
