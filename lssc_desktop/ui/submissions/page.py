"""The Submissions page: what was packaged, what was sent, and what we know about it."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QMenu, QWidget

from lssc_desktop.core.files.names import PACKAGES
from lssc_desktop.core.job import Progress, Step
from lssc_desktop.core.overview.submission_list import SubmissionEntry, listed_submissions
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.disk.disk import is_folder
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.portfolio import example_line
from lssc_desktop.messages.submissions import entry_title, locks_by_form
from lssc_desktop.ui.base.actions import find_by_name, set_why_not
from lssc_desktop.ui.base.jobs import JobHandle
from lssc_desktop.ui.base.place import CheckPlace, SubmissionsPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import (
    ROWS_AT_ONCE,
    MoreButton,
    dots_button,
    link_button,
    tinted_button,
)
from lssc_desktop.ui.kit.cards import Card, EmptyState
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import Columns, column, row, stretch
from lssc_desktop.ui.kit.pages import (
    Divider,
    PageContent,
    PageHead,
    dispose,
    ensure_visible_soon,
    scrolled,
)
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Type
from lssc_desktop.ui.shared.job_progress import JobProgress
from lssc_desktop.ui.submissions.acts import SubmissionActs
from lssc_desktop.ui.submissions.by_hand import ByHand, FormSteps, SaidDialog, ShownForm
from lssc_desktop.ui.submissions.by_mail import ByMail, MailSteps, ShownMail
from lssc_desktop.ui.submissions.row import (
    ACT_WIDTH,
    DOTS_WIDTH,
    GAP,
    STATE_WIDTH,
    PackageAct,
    SubmissionRow,
)
from lssc_desktop.ui.submissions.sending import Sending
from lssc_desktop.ui.submissions.submission_details import SubmissionDetails

_NARROW = 600


# Rows -------------------------------------------------------------------------------------------


class SubmissionRows(QWidget):
    """A list of rows: Up and Down go from row to row, Enter opens one.

    What was packaged or handed in comes first; the rest waits behind a link. One row is open.
    """

    act_requested = Signal(object, object)
    """The `PackageAct` and the `SubmissionEntry`."""
    opened_changed = Signal()

    def __init__(
        self, icons: Icons, program: Program, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._program = program
        self._now = now
        self._all: list[SubmissionEntry] = []
        self._entries: tuple[SubmissionEntry, ...] = ()  # without drafts that are not asked for
        self._sizes: Mapping[str, int] = {}
        self._wanted: set[str] = set()
        self._beside: QBoxLayout | None = None
        self._rows: list[SubmissionRow] = []
        self._dividers: list[Divider] = []
        self._heads = QWidget()
        self._dots_head = Label(icons.theme, _("Draft to achieved"), Type.TABLE, Ink.INK2)
        self._state_head = Label(icons.theme, _("Status"), Type.TABLE, Ink.INK2)
        self._card = Card(padding=0)
        self._card.content.setSpacing(0)
        self._act_room = QWidget()
        self.more = MoreButton(icons)
        self.drafts = link_button(icons, "", "chevron-down")
        self.drafts.setCheckable(True)
        speak_as(self.drafts, Speech.EXPANDER)

        row(
            (Label(icons.theme, _("Package"), Type.TABLE, Ink.INK2), 1),
            self._dots_head,
            self._state_head,
            self._act_room,
            gap=GAP,
            margins=(16, 0, 0, 0),
            on=self._heads,
        )
        left = Qt.AlignmentFlag.AlignLeft
        folded = row(self.drafts, stretch)  # its own direction is another, for the icon
        column(self._heads, self._card, (self.more, left), folded, stretch, gap=6, on=self)
        self.more.clicked.connect(self._show_more)
        self.drafts.toggled.connect(self._show_drafts)
        icons.theme.changed.connect(self._fit)
        self._fit()

    @property
    def rows(self) -> tuple[SubmissionRow, ...]:
        """The rows in their order."""
        return tuple(self._rows)

    def row(self, key: str) -> SubmissionRow | None:
        """Return the row of a package or draft, None when it is not shown."""
        return next((row for row in self._rows if row.entry.key == key), None)

    @property
    def opened(self) -> SubmissionRow | None:
        """The row that is open."""
        return next((row for row in self._rows if row.details is not None), None)

    @property
    def first_control(self) -> QWidget:
        """The first row, which gets the keyboard first."""
        return self._rows[0].head if self._rows else self.drafts

    def put_beside(self, beside: QBoxLayout | None) -> None:
        """Show details in a layout beside the rows; without one below the head of their row."""
        self._beside = beside
        for each in self._rows:
            each.put_beside(beside)

    def show_entries(self, entries: tuple[SubmissionEntry, ...], sizes: Mapping[str, int]) -> None:
        """Show these packages; `sizes` are those of package files, by their path."""
        self._all, self._sizes = sorted(entries, key=_is_draft), sizes
        drafts = sum(map(_is_draft, entries))
        self.drafts.setText(_("Not packaged yet ({count})").format(count=drafts))
        self.drafts.setVisible(drafts > 0)
        self._show_drafts()

    def _show_drafts(self) -> None:
        with_drafts = self.drafts.isChecked()
        self.drafts.set_icon_name("chevron-up" if with_drafts else "chevron-down")
        self._entries = tuple(each for each in self._all if with_drafts or not _is_draft(each))
        self._show_rows(max(ROWS_AT_ONCE, len(self._rows)))

    def show_row(self, key: str) -> None:
        """Show a package, however far down it stands in a long list."""
        if self.row(key) is None:
            self._wanted.add(key)
            if key not in {entry.key for entry in self._entries}:
                self.drafts.setChecked(True)
            self._show_rows(len(self._rows))

    def _show_more(self) -> None:
        shown = {row.entry.key for row in self._rows}
        first = next(entry.key for entry in self._entries if entry.key not in shown)
        self._show_rows(len(shown) + ROWS_AT_ONCE)
        row = self.row(first)
        if row is not None:
            row.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self, most: int) -> None:
        """Show so many packages, and those that the user went to."""
        entries = self._entries[:most]
        entries += tuple(entry for entry in self._entries[most:] if entry.key in self._wanted)
        kept = {row.entry.key: row for row in self._rows}
        before = [row.entry.key for row in self._rows]
        self._rows = []
        for entry in entries:
            row = kept.pop(entry.key, None) or self._made(entry)
            size = None if entry.note is None else self._sizes.get(entry.note.path)
            changed = row.entry != entry
            row.show_entry(entry, size)
            if row.details is not None and changed:
                row.show_details(self._details(row))
            self._rows.append(row)
        if before != [entry.key for entry in entries]:
            self._lay_out(tuple(kept.values()))
        self.more.show_left(len(self._entries) - len(entries))
        self._fit()
        self.opened_changed.emit()

    def show_progress(self, package_id: str, progress: Progress) -> None:
        """Show how far the sending of a package is."""
        row = self.row(package_id)
        if row is not None:
            row.show_progress(progress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move dots and states below the words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _made(self, entry: SubmissionEntry) -> SubmissionRow:
        row = SubmissionRow(self._icons, entry, self._now.date())
        row.act_requested.connect(self.act_requested)
        row.head.toggled.connect(partial(self._show_details, row))
        row.head.moved.connect(partial(self._move_focus, row))
        row.put_beside(self._beside)
        return row

    def _lay_out(self, gone: tuple[SubmissionRow, ...]) -> None:
        content = self._card.content
        # Not takeAt: an item that Python keeps alive has Qt remember heights for ever.
        for widget in [*self._dividers, *gone, *self._rows]:
            content.removeWidget(widget)
        for divider in self._dividers:
            dispose(divider)
        self._dividers = [Divider() for _row in self._rows[1:]]
        for each in gone:
            each.head.setChecked(False)
            dispose(each)
        for at, each in enumerate(self._rows):
            if at:
                content.addWidget(self._dividers[at - 1])
            content.addWidget(each)

    def _show_details(self, row: SubmissionRow, opened: bool) -> None:
        for each in self._rows if opened else ():
            each.head.setChecked(each is row)
        row.show_details(self._details(row) if opened else None)
        self.opened_changed.emit()

    def _details(self, row: SubmissionRow) -> SubmissionDetails:
        return SubmissionDetails(self._icons, self._program, self._now, row)

    def _move_focus(self, row: SubmissionRow, by: int) -> None:
        place = self._rows.index(row) + by
        if 0 <= place < len(self._rows):
            self._rows[place].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        measure = self._icons.theme.measure
        narrow = self.width() < measure(_NARROW)
        self._heads.setVisible(not narrow)
        self._dots_head.setFixedWidth(measure(DOTS_WIDTH))
        self._state_head.setFixedWidth(measure(STATE_WIDTH))
        self._act_room.setFixedWidth(measure(ACT_WIDTH + GAP))
        for each in self._rows:
            each.head.set_narrow(narrow)


def _is_draft(entry: SubmissionEntry) -> bool:
    """Whether nothing was packaged of what a row is about, and nothing handed in elsewhere."""
    return entry.standing is Standing.DRAFT and entry.handed_in is None


_ASIDE_WIDTH = 344
_TWO_COLUMNS = 940


# Page -------------------------------------------------------------------------------------------


class SubmissionsPage(QWidget):
    """The page with a row for each package, and the steps of a web form while one is filled in."""

    place_requested = Signal(object)

    def __init__(
        self, session: Session, sending: Sending, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        icons = services.icons
        self._session = session
        self._sending = sending
        self._services = services
        self._wanted: SubmissionsPlace | None = None
        self.by_hand = ByHand(session, services, self)
        self.by_mail = ByMail(session, services, self)
        self.acts = SubmissionActs(session, sending, self.by_hand, self.by_mail, services, self)

        menu = QMenu(self)
        self.open_folder: QAction = menu.addAction(_("Open the Packages folder"))
        self.elsewhere = QMenu(_("Handed in elsewhere"), menu)
        for found in session.program.sets:
            action = self.elsewhere.addAction(found.title.replace("&", "&&"))
            action.setData(found.id)
            action.triggered.connect(partial(self.acts.ask_handed_in, found))
            action.setEnabled(not session.is_read_only)
            set_why_not(action, example_line())
        menu.addMenu(self.elsewhere)
        self.dots = dots_button(icons, _("More for all packages"), menu)
        find_by_name(_("More for all packages"), menu.actions(), on=self)
        self._scroll, content = scrolled(self, PageContent())
        self._packages = QWidget(content)
        self._aside = QWidget(content)
        self._head = PageHead(
            icons.theme,
            _("Submissions"),
            _("What you packaged, what was sent, and what we know about it."),
            parent=content,
        )
        self._head.buttons.addWidget(self.dots)
        self.rows = SubmissionRows(icons, session.program, session.now, parent=self._packages)
        self.check_button = tinted_button(icons, _("Check {a_set}"), "clipboard-check")
        self.empty = EmptyState(
            icons,
            "send",
            _("No packages yet."),
            _("Check {a_set} first."),
            self.check_button,
            parent=self._packages,
        )
        self.copying = JobProgress(icons, parent=self._aside)
        self.steps = FormSteps(icons, parent=self._aside)
        self.mail = MailSteps(icons, parent=self._aside)
        self.mail.hide()
        self.steps.hide()
        self.copying.hide()
        column(self.rows, (self.empty, 1), gap=10, on=self._packages)
        self._beside = column()
        parts = self._beside, self.copying, (self.steps, 1), (self.mail, 1)
        column(*parts, gap=12, on=self._aside).addStretch(0)
        self._columns = Columns(
            self._packages,
            self._aside,
            page=self,
            theme=icons.theme,
            narrow_below=_TWO_COLUMNS,
            aside_width=_ASIDE_WIDTH,
            gap=16,
        )
        margins = (PAGE_MARGIN, 20, PAGE_MARGIN, 14)
        column(self._head, (self._columns, 1), gap=14, margins=margins, on=content)
        self._connect()
        self._show_aside()
        self.refresh()

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return (self.empty, self.rows, *(each for each in (self._aside,) if each.isVisible()))

    @property
    def first_control(self) -> QWidget:
        """The first package, which gets the keyboard first."""
        return self.check_button if self.rows.isHidden() else self.rows.first_control

    @property
    def entries(self) -> tuple[SubmissionEntry, ...]:
        """Every row, in order."""
        session = self._session
        return listed_submissions(
            session.program, session.portfolio, session.submissions, session.facts.reviews
        )

    def go_to(self, place: SubmissionsPlace) -> None:
        """Give the keyboard to the package of a place, and hand it in if the place says so."""
        self.refresh()
        if self._entry_of(place) is not None:
            self._wanted = place
            QTimer.singleShot(0, self._show_wanted)

    def refresh(self) -> None:
        """Show the packages as they are now."""
        entries = self.entries
        self.rows.show_entries(entries, self._sending.sizes)
        has_packages = not all(map(_is_draft, entries))
        self.rows.setVisible(has_packages)
        self.empty.setHidden(has_packages)
        for action in self.elsewhere.actions():
            work = self._session.portfolio.set_work(action.data())
            action.setVisible(work is None or work.route is not Route.RECOGNITION)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is shown."""
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        session, sending, by_hand = self._session, self._sending, self.by_hand
        for changed in (
            session.portfolio_changed,
            session.submissions_changed,
            session.facts_changed,
            sending.sizes_changed,
        ):
            changed.connect(self._on_change)
        sending.progressed.connect(self.rows.show_progress)
        self.rows.act_requested.connect(self.acts.act)
        self.rows.opened_changed.connect(self._show_aside)
        self._services.icons.theme.changed.connect(self._show_aside)
        self.acts.place_requested.connect(self.place_requested)
        self.open_folder.triggered.connect(self._open_folder)
        self.check_button.clicked.connect(partial(self.place_requested.emit, CheckPlace()))
        by_hand.shown.connect(self._show_form)
        by_hand.changed.connect(sending.reload)
        by_hand.began.connect(self._show_copying)
        steps = self.steps
        steps.step_toggled.connect(by_hand.tick)
        steps.open_button.clicked.connect(by_hand.open_page)
        steps.folder_button.clicked.connect(by_hand.open_folder)
        steps.path_button.clicked.connect(by_hand.copy_path)
        steps.confirmed_button.clicked.connect(self._ask_said)
        steps.silent_button.clicked.connect(by_hand.set_unanswered)
        steps.close_button.clicked.connect(by_hand.leave)
        self._connect_mail()

    def _connect_mail(self) -> None:
        by_mail, mail = self.by_mail, self.mail
        by_mail.shown.connect(self._show_mail)
        by_mail.changed.connect(self._sending.reload)
        mail.copy_button.clicked.connect(lambda: by_mail.copy_message(mail.message_text))
        mail.folder_button.clicked.connect(by_mail.show_file)
        mail.path_button.clicked.connect(by_mail.copy_path)
        mail.open_button.clicked.connect(lambda: by_mail.open_program(mail.message_text))
        mail.draft_button.clicked.connect(lambda: by_mail.open_draft(mail.message_text))
        mail.sent_button.clicked.connect(by_mail.set_sent)
        mail.not_sent_button.clicked.connect(by_mail.set_not_sent)
        mail.close_button.clicked.connect(by_mail.leave)

    def _on_change(self) -> None:
        if self.isVisible():  # else it is brought up to date when it is shown
            self.refresh()

    def _entry_of(self, place: SubmissionsPlace) -> SubmissionEntry | None:
        entries = self.entries
        if place.package_id is not None:
            return next((each for each in entries if each.key == place.package_id), None)
        of_set = [each for each in entries if each.set_id == place.set_id]
        return of_set[-1] if of_set else None

    def _show_wanted(self) -> None:
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

    def _show_form(self, shown: ShownForm | None) -> None:
        if shown is not None:
            self.by_mail.leave()
            self.steps.show_form(shown)
        self._show_steps(self.steps, self.steps.open_button, is_shown=shown is not None)

    def _show_mail(self, shown: ShownMail | None) -> None:
        if shown is not None:
            self.by_hand.leave()
            self.mail.show_mail(shown)
        self._show_steps(self.mail, self.mail.copy_button, is_shown=shown is not None)

    def _show_steps(self, panel: Card, first: QWidget, *, is_shown: bool) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and panel.isAncestorOf(focused)
        newly = is_shown and panel.isHidden()
        panel.setVisible(is_shown)
        self._show_aside()
        if newly:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            ensure_visible_soon(first)
        elif not is_shown and had_focus and self.rows.rows:
            self.rows.rows[0].head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_copying(self, job: JobHandle) -> None:
        self.copying.begin(Step.COPYING)
        self.copying.show()
        self._show_aside()
        job.progressed.connect(self.copying.show_progress)
        job.ended.connect(self._on_copied)
        self.copying.cancel_requested.connect(job.cancel)

    def _on_copied(self) -> None:
        self.copying.hide()
        self._show_aside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show details beside the rows where there is room."""
        super().resizeEvent(event)
        self._show_aside()

    def _show_aside(self) -> None:
        """Show what is being handed in beside the rows, else the details of the row that is open.

        A card stands where the user looks, however far down its row is.
        """
        is_busy = not all(each.isHidden() for each in (self.steps, self.mail, self.copying))
        is_card = not is_busy and not self._columns.is_narrow and self.rows.opened is not None
        self.rows.put_beside(self._beside if is_card else None)
        above = self._scroll.verticalScrollBar().value() - self._columns.geometry().top()
        self._beside.setContentsMargins(0, max(0, above + PAGE_MARGIN if is_card else 0), 0, 0)
        self._aside.setVisible(is_busy or is_card)

    def _ask_said(self) -> None:
        entry = self.by_hand.entry
        if entry is not None:
            _at_submit, lock = locks_by_form(entry.note)
            dialog = SaidDialog(entry_title(entry), lock, self._services.icons)
            dialog.confirmed.connect(self.by_hand.confirm)
            dialog.show_for(self)

    def _open_folder(self) -> None:
        folder = self._session.root / PACKAGES
        self._services.desktop.open_file(folder if is_folder(folder) else self._session.root)
