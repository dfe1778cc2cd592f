"""The acts of the user on the packages of the Submissions page, carried out."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from lssc_desktop.core.check.rules.privacy import Waiting, waiting_in
from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.portfolio.edits import (
    decide,
    find_package,
    revisions_left,
    set_handed_in,
)
from lssc_desktop.core.portfolio.portfolio import Decision, Outcome, PackageKind, PackageNote
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import FORM, MAIL, Submission
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.privacy import before_hand_in
from lssc_desktop.messages.sending import contact_line
from lssc_desktop.messages.submissions import (
    OfficeWords,
    entry_title,
    hand_in_meaning,
    outcome_word,
    revisions_line,
)
from lssc_desktop.messages.words import day_to_come
from lssc_desktop.package.build import refresh_and_compare
from lssc_desktop.package.target import BuildOrder, bring_in
from lssc_desktop.transfer.connecting import ConnectionSettings
from lssc_desktop.ui.base.file_dialogs import chosen_file
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.place import CheckPlace, EvidencePlace, RenewalPlace, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.flow import Steps
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label, plain_hint
from lssc_desktop.ui.kit.layout import add, column
from lssc_desktop.ui.kit.pages import Indent
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import DayField, OptionalDay
from lssc_desktop.ui.shared.dialogs import FormDialog, open_renewed
from lssc_desktop.ui.submissions.by_hand import ByHand, FindOutDialog
from lssc_desktop.ui.submissions.by_mail import ByMail
from lssc_desktop.ui.submissions.destination import DestinationDialog, Wording
from lssc_desktop.ui.submissions.row import PackageAct
from lssc_desktop.ui.submissions.sending import Sending
from lssc_desktop.ui.submissions.submission_details import Receipts

_COLUMNS = 6
_NOTE_LINES = 3
_REVIEW, _ANYWAY, _CANCEL = "review", "anyway", "cancel"


# Decision ---------------------------------------------------------------------------------------


class DecisionDialog(FormDialog):
    """A dialog for outcome and day, and for a revision which competencies need more."""

    def __init__(
        self,
        session: Session,
        icons: Icons,
        competency_set: CompetencySet,
        package_id: str,
        revisions_left: int | None,
    ) -> None:
        super().__init__(
            icons,
            _("The program decided"),
            _("Save"),
            _("Cancel"),
            heading=_("What did the program decide about {set_title}?").format(
                set_title=competency_set.title
            ),
        )
        theme = icons.theme
        self._session, self._set_id, self._package_id = session, competency_set.id, package_id
        self.outcomes = {outcome: QRadioButton(outcome_word(outcome)) for outcome in Outcome}
        self._group = QButtonGroup(self)
        for button in self.outcomes.values():
            self._group.addButton(button)
        self.numbers = {
            item.number: QCheckBox(str(item.number)) for item in competency_set.competencies
        }
        for item in competency_set.competencies:
            self.numbers[item.number].setAccessibleName(f"{item.number} {item.title}")
            self.numbers[item.number].setToolTip(plain_hint(item.title))
        self._asked = self._laid_out_numbers(icons, revisions_left)
        self.day = DayField(session.today, icons)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(
            _NOTE_LINES * self.note.fontMetrics().lineSpacing() + theme.measure(20)
        )
        add(
            self.content,
            *self.outcomes.values(),
            self._asked,
            NamedField(theme, _("Date of the letter"), self.day),
            NamedField(theme, _("What it says (optional)"), self.note),
        )
        self._group.buttonToggled.connect(self._allow)
        self._group.buttonToggled.connect(self.fit)
        self._allow()

    @property
    def outcome(self) -> Outcome | None:
        """What is chosen."""
        chosen = (outcome for outcome, button in self.outcomes.items() if button.isChecked())
        return next(chosen, None)

    def _laid_out_numbers(self, icons: Icons, revisions_left: int | None) -> QWidget:
        asked = QWidget()
        grid = QGridLayout()
        for at, box in enumerate(self.numbers.values()):
            grid.addWidget(box, at // _COLUMNS, at % _COLUMNS)
        column(
            Label(icons.theme, revisions_line(revisions_left), Type.TABLE, Ink.INK2),
            Label(icons.theme, _("Which ones need revision?"), Type.TABLE_STRONG),
            grid,
            gap=4,
            on=asked,
        )
        Indent(asked, icons.theme)
        return asked

    def _allow(self) -> None:
        self._asked.setVisible(self.outcome is Outcome.REVISION_ASKED)
        self.accept_button.setEnabled(self.outcome is not None)
        self.hint.setText("" if self.outcome else _("First, choose the decision."))

    def submit(self) -> None:
        """Note the decision; a day to come is refused."""
        outcome, day, today = self.outcome, self.day.day, self._session.today
        if outcome is None:
            return
        if day > today:
            self.error.show_message(day_to_come(day))
            self.day.setFocus()
            return
        asked = tuple(number for number, box in self.numbers.items() if box.isChecked())
        decision = Decision(
            outcome,
            day,
            self._package_id,
            asked if outcome is Outcome.REVISION_ASKED else (),
            self.note.toPlainText().strip(),
        )
        set_id = self._set_id
        self._session.apply(partial(decide, set_id=set_id, decision=decision, today=today))
        self.accept()


class HandedInDialog(FormDialog):
    """A dialog for the day on which a set was handed in without this program."""

    def __init__(self, session: Session, icons: Icons, competency_set: CompetencySet) -> None:
        super().__init__(
            icons,
            _("Handed in elsewhere"),
            _("Save"),
            _("Cancel"),
            heading=competency_set.title,
            note=_(
                "For {a_set} you handed in yourself on paper or through a website. The fee "
                "is the one in effect on that date. The {set} is locked until the {evaluators} "
                "require a revision. You can undo a mistake."
            ),
        )
        self._session, self._set_id = session, competency_set.id
        work = session.portfolio.set_work(competency_set.id)
        self.day = OptionalDay(icons, _("&Handed in on"), session.today)
        self.day.set_day((work and work.handed_in) or session.today)
        self.day.box.toggled.connect(self.fit)
        add(self.content, self.day)
        self.day.field.setFocus()

    def submit(self) -> None:
        """Note the day; a day to come is refused."""
        day, today = self.day.day, self._session.today
        if day is not None and day > today:
            self.error.show_message(day_to_come(day))
            self.day.field.setFocus()
            return
        self._session.apply(partial(set_handed_in, set_id=self._set_id, day=day, today=today))
        self.accept()


# Acts -------------------------------------------------------------------------------------------


class SubmissionActs(QObject):
    """Carries out one act at a time; dialogs open in front of `window`."""

    place_requested = Signal(object)

    def __init__(
        self,
        session: Session,
        sending: Sending,
        by_hand: ByHand,
        by_mail: ByMail,
        services: Services,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._sending = sending
        self._by_hand = by_hand
        self._by_mail = by_mail
        self._services = services
        self._window = window
        self._dialog: QDialog | None = None
        self._told: dict[str, Waiting] = {}  # packages that are handed in with what is in them
        self.receipts = Receipts(session, services, window)
        self._acts: Mapping[PackageAct, Callable[[SubmissionEntry], None]] = {
            PackageAct.CHECK: self._check,
            PackageAct.OPEN_SET: self._open_set,
            PackageAct.HAND_IN: self._ask_destination,
            PackageAct.BRING_IN: self._ask_which_file,
            PackageAct.GO_ON_BY_HAND: self._go_on_by_hand,
            PackageAct.PAUSE: partial(self._change_sending, sending.pause),
            PackageAct.RESUME: partial(self._change_sending, sending.resume),
            PackageAct.STOP: partial(self._change_sending, sending.stop),
            PackageAct.FIND_OUT: self._find_out,
            PackageAct.TELL_HAS_IT: self._ask_office,
            PackageAct.TELL_ANSWER: self._ask_office,
            PackageAct.TAKE_BACK: self._take_back,
            PackageAct.ENTERED_BY_MISTAKE: self._take_back,
            PackageAct.TELL_DECISION: self._ask_decision,
            PackageAct.SHOW_IN_FOLDER: self._show_in_folder,
            PackageAct.COPY_RECEIPT: self.receipts.copy,
            PackageAct.SAVE_RECEIPT: self.receipts.ask_where,
        }

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open."""
        return self._dialog

    def act(self, act: PackageAct, entry: SubmissionEntry) -> None:
        """Do what the user asked for."""
        self._acts[act](entry)

    def _begin(self, steps: Steps) -> None:
        self._session.flows.begin(steps, self._services.notices.show_error)

    def _check(self, entry: SubmissionEntry) -> None:
        set_id = entry.set_id
        self.place_requested.emit(RenewalPlace() if set_id is None else CheckPlace(set_id))

    def _open_set(self, entry: SubmissionEntry) -> None:
        if entry.set_id is not None:
            self.place_requested.emit(SetPlace(entry.set_id))

    def _show_in_folder(self, entry: SubmissionEntry) -> None:
        package = self._package(entry)
        if package is not None:
            self._services.desktop.show_in_folder(package)

    def _package(self, entry: SubmissionEntry) -> Path | None:
        note = entry.note
        return None if note is None or note.elsewhere else self._session.root / note.path

    # Sending ------------------------------------------------------------------------------------

    def _change_sending(self, change: Callable[[Submission], None], entry: SubmissionEntry) -> None:
        if entry.submission is not None:
            change(entry.submission)

    def _ask_destination(self, entry: SubmissionEntry) -> None:
        self._begin(self._hand_in(entry))

    async def _hand_in(self, entry: SubmissionEntry) -> None:
        """Ask where it goes; of private data that nobody decided on, once before that."""
        session, notices = self._session, self._services.notices
        waiting = waiting_in(
            session.program,
            session.portfolio,
            session.facts.scanned,
            entry.set_id or PackageKind.RENEWAL,
            session.today,
        )
        if not waiting <= self._told.get(entry.key, frozenset()):
            answers = (
                Answer(_REVIEW, _("Review findings")),
                Answer(_ANYWAY, _("Send anyway") if entry.is_review_copy else _("Hand in anyway")),
                Answer(_CANCEL, _("Cancel")),
            )
            question = Question(before_hand_in(waiting), answers, _CANCEL)
            answer = await notices.answer(question)
            if answer == _REVIEW:
                is_renewal = entry.set_id is None  # its documents are all on the Evidence page
                first = min(waiting)[0]
                place = EvidencePlace(first) if is_renewal else CheckPlace(entry.set_id)
                self.place_requested.emit(place)
            if answer != _ANYWAY:
                return
            self._told[entry.key] = waiting
        self._choose_destination(entry)

    def _choose_destination(self, entry: SubmissionEntry) -> None:
        wording = Wording(
            entry_title(entry),
            hand_in_meaning(entry, self._revisions_left(entry)),
            _copy_meaning(entry),
            is_handed_in=not entry.is_review_copy,
        )
        dialog = DestinationDialog(self._session.program, wording, self._services.icons)
        dialog.form_chosen.connect(partial(self._by_hand.begin, entry))
        dialog.mail_chosen.connect(partial(self._by_mail.begin, entry))
        dialog.settings_chosen.connect(partial(self._send, entry))
        self._keep(dialog.show_for(self._window))
        self._sending.ask_keyring(self._show_keyring)
        if entry.note is not None:
            self._session.flows.begin(self._compare(entry.note), self._ignore)

    def _go_on_by_hand(self, entry: SubmissionEntry) -> None:
        by_mail = entry.submission is not None and entry.submission.destination == MAIL
        (self._by_mail.begin if by_mail else self._by_hand.begin)(entry)

    def _send(self, entry: SubmissionEntry, settings: ConnectionSettings) -> None:
        package = self._package(entry)
        if package is not None:
            self._sending.hand_in(package, settings)

    async def _compare(self, note: PackageNote) -> None:
        """Say in the dialog that a package shows the set as it was, where that is so."""
        session = self._session
        await session.saved()
        at = session.root, session.program, session.program_text, session.portfolio
        order = BuildOrder(*at, note.set_id, note.kind)
        is_current = await self._services.jobs.reported(
            Lane.SAVING, refresh_and_compare, order, note, session.today
        )
        if not is_current and isinstance(self._dialog, DestinationDialog):
            self._dialog.show_outdated(
                _(
                    "Something has changed since you built this package: its contents, the program "
                    "file, or LSSC Desktop. You’d hand in the older version. To hand in the newer "
                    "one, build the package again."
                )
            )

    def _ignore(self, *_failure: object) -> None:
        """Say nothing: the session itself shows that it cannot save, or cannot scan the folder."""

    def _show_keyring(self, safe: bool) -> None:
        if isinstance(self._dialog, DestinationDialog):
            self._dialog.sign_in.show_keyring(safe=safe)

    # Packages elsewhere -------------------------------------------------------------------------

    def _ask_which_file(self, entry: SubmissionEntry) -> None:
        if entry.note is not None:
            self._begin(self._bring_in(entry.note))

    async def _bring_in(self, note: PackageNote) -> None:
        """Copy a package from where it is, so that it can be sent."""
        title = _("Where is {name}?").format(name=Path(note.path).name)
        filters = [_("Packages (*.zip)"), _("All files (*)")]
        source = await chosen_file(self._window, title, filters=filters)
        session = self._session
        path = await self._services.jobs.reported(Lane.DISK, bring_in, session.root, note, source)
        session.apply_change(partial(find_package, package_id=note.package_id, path=path))

    # What the office said -----------------------------------------------------------------------

    def _take_back(self, entry: SubmissionEntry) -> None:
        if entry.note is None and entry.set_id is not None:
            taken_back = partial(set_handed_in, set_id=entry.set_id, day=None)
            self._session.apply(partial(taken_back, today=self._session.today))
        else:
            self._by_hand.take_back(entry)

    def _find_out(self, entry: SubmissionEntry) -> None:
        sent = entry.submission
        if sent is not None and sent.destination == MAIL:
            self._by_mail.begin(entry)
        elif sent is None or sent.destination == FORM:
            self._ask_office(entry)
        else:
            self._sending.find_out(sent)

    def _ask_office(self, entry: SubmissionEntry) -> None:
        """Ask what the program office said about a package."""
        if entry.submission is None and entry.remembered is None:
            return
        words = _office_words(entry, contact_line(self._session.program))
        dialog = FindOutDialog(
            words, self._services.icons, only_how=entry.standing is Standing.COPIED
        )
        dialog.answered.connect(partial(self._by_hand.find_out, entry))
        self._keep(dialog.show_for(self._window))

    def ask_handed_in(self, competency_set: CompetencySet) -> None:
        """Ask on which day a set was handed in without this program."""
        dialog = HandedInDialog(self._session, self._services.icons, competency_set)
        self._keep(dialog.show_for(self._window))

    def _ask_decision(self, entry: SubmissionEntry) -> None:
        icons = self._services.icons
        if entry.progress is None:
            self._keep(open_renewed(self._session, icons, self._window))
            return
        package_id = "" if entry.note is None else entry.note.package_id
        about = entry.progress.competency_set, package_id, self._revisions_left(entry)
        dialog = DecisionDialog(self._session, icons, *about)
        self._keep(dialog.show_for(self._window))

    def _revisions_left(self, entry: SubmissionEntry) -> int | None:
        if entry.progress is None:
            return 0
        return revisions_left(self._session.program.pass_rule, entry.progress.work)

    def _keep(self, dialog: QDialog | None) -> None:
        self._dialog = dialog
        if dialog is not None:
            dialog.finished.connect(self._forget_dialog)

    def _forget_dialog(self) -> None:
        self._dialog = None


def _office_words(entry: SubmissionEntry, contact: str) -> OfficeWords:
    """Ask what the program office said; `contact` says how it is reached."""
    package = entry_title(entry)
    title = _("Ask the program office whether it has {package}").format(package=package)
    sent = entry.submission
    if entry.standing is Standing.COPIED:
        return OfficeWords(
            _("Does the program office have {package}?").format(package=package),
            _(
                "Once they have it, the {set} is locked for evaluation. We can’t check, so "
                "what you enter is the receipt: who has the package, since when, and how "
                "you know. {contact}"
            )
            .format(contact=contact)
            .strip(),
            _("How you know"),
        )
    if entry.remembered is not None:
        meaning = _(
            "Your {portfolio} remembers that it was handed in, but no file next to the package "
            "says so. Don’t hand it in again until you know. {contact}"
        )
    elif sent is not None and sent.destination == MAIL:
        meaning = _("We can’t see your mail. Don’t hand it in again until you know. {contact}")
    elif sent is not None and sent.destination == FORM:
        meaning = _("We can’t check a web form. Don’t hand it in again until you know. {contact}")
    else:
        meaning = _(
            "The receiver’s answers don’t say whether it arrived. Don’t hand it in again "
            "until you know. {contact}"
        )
    return OfficeWords(title, meaning.format(contact=contact).strip(), _("What they said"))


def _copy_meaning(entry: SubmissionEntry) -> str:
    """Say what it means to copy a package to the user's own drive."""
    if entry.is_review_copy:
        return hand_in_meaning(entry, None)
    if entry.note is not None and entry.note.kind is PackageKind.PORTFOLIO:
        return _("You can edit the {set} until you enter that the program office has the package.")
    return _("It isn’t handed in until you enter that the program office has it.")
