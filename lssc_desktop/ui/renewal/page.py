"""The Renewal page: what keeps a certification, until when, and what is still missing."""

from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio.candidate_edits import (
    drop_activity,
    drop_granted,
    put_activity,
    set_certified,
    set_renewal_statement,
)
from lssc_desktop.core.portfolio.edits import note_package
from lssc_desktop.core.portfolio.portfolio import PackageKind, RenewalActivity
from lssc_desktop.core.program.program import RenewalRule
from lssc_desktop.core.time.certification import (
    CountedActivity,
    RenewalReport,
    Uncounted,
    certification,
    contact_hours,
    renewal_report,
)
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages import renewal as say
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.words import printable
from lssc_desktop.package.build import Packaged, refresh_and_build
from lssc_desktop.package.renewal import RENEWAL
from lssc_desktop.package.target import BuildOrder
from lssc_desktop.ui.base.actions import find_by_name, set_why_not
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import RenewalPlace, SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import dots_button, plain_button, primary_button, turn_off
from lssc_desktop.ui.kit.cards import EmptyState
from lssc_desktop.ui.kit.layout import Columns, column
from lssc_desktop.ui.kit.pages import PageContent, PageHead, scrolled
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Tone
from lssc_desktop.ui.renewal.activities import ActivityCard, ActivityDialog
from lssc_desktop.ui.renewal.dialogs import CertifiedDialog, RenewalFormDialog
from lssc_desktop.ui.renewal.hours import HoursCard, StatementCard, WindowCard
from lssc_desktop.ui.shared.dialogs import open_renewed
from lssc_desktop.ui.shared.evidence_picker import CertificateAdder
from lssc_desktop.ui.shared.job_progress import ProgressDialog

# Package ----------------------------------------------------------------------------------------

_BUILT = "renewal-built"


class RenewalPackaging(QObject):
    """Builds the package of a renewal in a background job, and shows where it is."""

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._services = services
        self._window = window
        self._package_id = ""
        services.notices.action_chosen.connect(self._on_action)

    def build(self) -> None:
        """Save what is not saved, and build the package of the renewal."""
        if not self._session.may_change():
            return
        self._services.notices.withdraw(_BUILT)
        self._session.when_saved(self._on_saved, self._on_failure)

    def _on_saved(self) -> None:
        session = self._session
        order = BuildOrder(
            session.root,
            session.program,
            session.program_text,
            session.portfolio,
            RENEWAL,
            PackageKind.RENEWAL,
            sign_with=self._services.preferences.folder,
        )
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            refresh_and_build,
            order,
            session.today,
            done=self._on_built,
            failed=self._on_failure,
        )
        title, icons = _("{Renewal} package"), self._services.icons
        ProgressDialog(job, Step.PACKAGING, title, icons, self._window).show()

    def _on_built(self, packaged: Packaged) -> None:
        built = packaged.built
        self._package_id = built.written.package_id
        self._session.apply_change(partial(note_package, note=packaged.note))
        self._session.save_now()
        self._session.refresh()
        said = Message(
            _("“{file}” is built.").format(file=printable(built.path.name)),
            _(
                "It has every activity that counts, with its documents. Its fingerprint is "
                "{fingerprint}."
            ).format(fingerprint=built.fingerprint),
            _("Nothing was sent. It’s on the Submissions page. Hand it in there, or keep it."),
        )
        self._services.notices.show(said, Tone.OK, key=_BUILT, action=_("Hand in…"))
        if built.unsigned is not None:
            self._services.notices.show_error(built.unsigned, key="signing")

    def _on_failure(self, error: Exception) -> None:
        self._services.notices.show_error(error, key=_BUILT)

    def _on_action(self, key: str) -> None:
        if key == _BUILT and self._package_id:
            place = SubmissionsPlace(package_id=self._package_id, hand_in=True)
            self.place_requested.emit(place)


# Page -------------------------------------------------------------------------------------------


_NARROW = 900
_REMOVED = "activity-removed"
_TAKEN_BACK = "renewal-taken-back"


class RenewalPage(QWidget):
    """The page with hours and window of time above, and the activities below.

    Before a certification it says what to do until then. A program without a rule for renewal has
    nothing here but a sentence.
    """

    place_requested = Signal(object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._services = services
        self._stale = True
        self._report: RenewalReport | None = None
        self._dialog: ActivityDialog | None = None
        self._removed: RenewalActivity | None = None
        self._adder = CertificateAdder(session, services, self)

        _scroll, content = scrolled(self, PageContent())
        self._cards = QWidget(content)
        self._head = PageHead(icons.theme, _("{Renewal}"), parent=content)
        self.add_button = plain_button(icons, _("Add activity…"), "plus")
        self.form_button = primary_button(icons, _("Prepare {renewal} form…"), "clipboard-list")
        menu = QMenu(self)
        self.package: QAction = menu.addAction(_("Build package"))
        self.renewed: QAction = menu.addAction(_("It was {renewed}…"))
        self.certified: QAction = menu.addAction(_("Different date on certificate…"))
        self.taken_back: QAction = menu.addAction("")
        self.dots = dots_button(icons, _("More for this {renewal}"), menu)
        find_by_name(_("More for this {renewal}"), menu.actions(), on=self)
        self._packaging = RenewalPackaging(session, services, self)
        self.hours = HoursCard(icons, session.program, parent=self._cards)
        self.window_card = WindowCard(icons, session.program, parent=self._cards)
        self.statement = StatementCard(icons, parent=content)
        self.certified_button = plain_button(icons, _("I’m certified…"), "award")
        self._before = EmptyState(
            icons, "calendar-repeat", "", "", self.certified_button, parent=content
        )
        self.activities = ActivityCard(session.program, icons, parent=content)
        self._lay_out(content)
        self._connect()

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return self._head, self.activities

    @property
    def report(self) -> RenewalReport | None:
        """What is shown; None before a certification."""
        return self._report

    @property
    def dialog(self) -> ActivityDialog | None:
        """The dialog of an activity, while it is open."""
        return self._dialog

    def go_to(self, place: RenewalPlace) -> None:
        """Select the activity that a place names."""
        if place.activity_id is not None:
            self.activities.table.choose(place.activity_id)

    def refresh(self) -> None:
        """Show the portfolio as it is now."""
        self._stale = False
        session = self._session
        program, portfolio, today = session.program, session.portfolio, session.today
        certified = certification(program, portfolio)
        report = renewal_report(program, portfolio, today)
        self._report = report
        self._head.note.setText(say.renewal_head_line(certified, today))
        for each in (self.form_button, self.dots, self.package, self.renewed, self.certified):
            each.setVisible(report is not None)
        self._cards.setVisible(report is not None)
        granted = () if report is None else portfolio.renewal.granted
        self.taken_back.setVisible(bool(granted))
        day = long_day(granted[-1].on) if granted else ""
        self.taken_back.setText(_("Undo {renewal} of {day}").format(day=day))
        self._before.setVisible(report is None)
        message = _not_certified(program.renewal)
        self._before.set_words(message.happened, message.advice)
        for button in (self.certified_button, self.add_button):
            button.setVisible(program.renewal is not None)
        asks_statement = report is not None and report.rule.statement_words is not None
        self.statement.setVisible(asks_statement)
        if report is not None:
            self.statement.show_report(report, portfolio.renewal.statement)
            self.hours.show_report(report)
            self.window_card.show_report(report, today)
        counted = (
            _uncertified(self._rule, portfolio.renewal.activities)
            if report is None
            else report.activities
        )
        self.activities.show_activities(counted, report)
        self.activities.setVisible(bool(counted) or report is not None)

    def add_activity(self) -> None:
        """Ask for an activity."""
        self._ask(None)

    def change_activity(self) -> None:
        """Ask for changes of the selected activity."""
        chosen = self.activities.table.chosen
        if chosen is not None:
            self._ask(chosen.activity)

    def remove_activity(self) -> None:
        """Take the selected activity out; undo brings it back."""
        chosen = self.activities.table.chosen
        if chosen is not None and self._session.may_change():
            activity = chosen.activity
            self._removed = activity
            today = self._session.today
            self._session.apply(partial(drop_activity, activity_id=activity.id, today=today))
            message = Message(
                _("Removed “{title}” from the activities.").format(title=activity.title),
                _("Its files stay in your evidence."),
            )
            self._services.notices.show(message, Tone.INFO, key=_REMOVED, action=_("Undo"))

    def prepare_form(self) -> None:
        """Show every value of the form with a button that copies it."""
        if self._report is None:
            return
        session = self._session
        dialog = RenewalFormDialog(
            session.program, session.portfolio, self._report, self._services.icons
        )
        dialog.page_requested.connect(self._open_page)
        dialog.show_for(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is shown."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _lay_out(self, content: QWidget) -> None:
        self._head.buttons.addWidget(self.add_button)
        self._head.buttons.addWidget(self.form_button)
        self._head.buttons.addWidget(self.dots)
        cards = Columns(
            self.hours,
            self.window_card,
            page=self,
            theme=self._services.icons.theme,
            narrow_below=_NARROW,
            gap=16,
        )
        cards.setStretch(0, 5)
        cards.setStretch(1, 8)
        self._cards.setLayout(cards)
        parts = (self._head, self._cards, self._before, self.statement, (self.activities, 1))
        column(*parts, gap=15, margins=(PAGE_MARGIN, 16, PAGE_MARGIN, 14), on=content)

    def _connect(self) -> None:
        session = self._session
        if session.is_read_only:
            turn_off(example_line(), self.add_button, self.certified_button)
            for act in (self.package, self.renewed, self.certified, self.taken_back):
                act.setEnabled(False)
                set_why_not(act, example_line())
        self.add_button.clicked.connect(self.add_activity)
        self.form_button.clicked.connect(self.prepare_form)
        self.package.triggered.connect(self._packaging.build)
        self._packaging.place_requested.connect(self.place_requested)
        self.certified_button.clicked.connect(self._ask_certified)
        self.renewed.triggered.connect(self._ask_renewed)
        self.certified.triggered.connect(self._ask_certified)
        self.taken_back.triggered.connect(self._take_back)
        self.statement.text.setReadOnly(session.is_read_only)
        self.statement.changed.connect(self._set_statement)
        session.settle_requested.connect(self.statement.text.settle)
        self.activities.change_requested.connect(self.change_activity)
        self.activities.remove_requested.connect(self.remove_activity)
        session.portfolio_changed.connect(self._on_change)
        self._services.notices.action_chosen.connect(self._on_action)

    @property
    def _rule(self) -> RenewalRule | None:
        return self._session.program.renewal

    def _ask(self, activity: RenewalActivity | None) -> None:
        rule = self._rule
        if rule is None or not self._session.may_change():
            return
        session = self._session
        dialog = ActivityDialog(
            session.program, rule, session.portfolio, session.today, self._services.icons, activity
        )
        dialog.submitted.connect(self._put_activity)
        self._adder.serve(dialog, dialog.documents)
        dialog.finished.connect(self._forget_dialog)
        self._dialog = dialog.show_for(self)

    def _put_activity(self, activity: RenewalActivity) -> None:
        session = self._session
        today = session.today
        session.apply(partial(put_activity, session.program, activity=activity, today=today))
        self.activities.table.choose(activity.id)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _set_statement(self, statement: str) -> None:
        if self._session.may_change():
            today = self._session.today
            self._session.apply(partial(set_renewal_statement, statement=statement, today=today))

    def _ask_renewed(self) -> None:
        open_renewed(self._session, self._services.icons, self)

    def _take_back(self) -> None:
        granted = self._session.portfolio.renewal.granted
        if granted and self._session.may_change():
            today = self._session.today
            self._session.apply(partial(drop_granted, granted=granted[-1], today=today))
            message = Message(
                _("The {renewal} of {day} was removed.").format(day=long_day(granted[-1].on)),
                advice=_("Choose Undo to restore it."),
            )
            self._services.notices.show(message, Tone.INFO, key=_TAKEN_BACK)

    def _ask_certified(self) -> None:
        if not self._session.may_change():
            return
        known = certification(self._session.program, self._session.portfolio)
        dialog = CertifiedDialog(
            self._session.today, self._services.icons, None if known is None else known.on
        )
        dialog.submitted.connect(self._set_certified)
        dialog.show_for(self)

    def _set_certified(self, day: date) -> None:
        self._session.apply(partial(set_certified, day=day, today=self._session.today))

    def _open_page(self) -> None:
        contact = self._session.program.contact
        if contact is not None:
            self._services.desktop.open_address(contact.web)

    def _on_action(self, key: str) -> None:
        if key == _REMOVED and self._removed is not None:
            self._services.notices.withdraw(_REMOVED)
            self._put_activity(self._removed)

    def _on_change(self, _portfolio: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()


def _uncertified(
    rule: RenewalRule | None, activities: tuple[RenewalActivity, ...]
) -> tuple[CountedActivity, ...]:
    """Return activities from before a certification: kept, and not counted."""
    none = Decimal(0)
    if rule is None:
        return ()
    return tuple(
        CountedActivity(
            item,
            next((each for each in rule.conversions if each.id == item.kind), None),
            contact_hours(rule, item.kind, item.amount) or none,
            none,
            none,
            Uncounted.BEFORE_PERIOD,
            bool(item.evidence),
        )
        for item in activities
    )


def _not_certified(rule: RenewalRule | None) -> Message:
    """Say what this page is for before there is a certification."""
    if rule is None:
        return Message(
            _("Your program file says nothing about {renewal}."),
            advice=_("Ask the program office how to {renew}."),
        )
    return Message(
        _("{Renewal} starts when you are certified."),
        advice=_("Keep certificates here until then."),
    )
