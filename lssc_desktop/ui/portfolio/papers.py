"""Portfolio menu: a report, a calendar, a purchase order, an appeal, questions, each as a file."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import portable_name, surname
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.time.clock import Appeal, appeals, important_dates
from lssc_desktop.core.time.money import (
    Applicant,
    NoPurchaseOrder,
    PurchaseOrderForm,
    purchase_order,
)
from lssc_desktop.formats.numbers import amount_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.standing import appeal_sentence
from lssc_desktop.store.folder.scan import with_missing_files
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row
from lssc_desktop.ui.kit.tokens import Tone, Type
from lssc_desktop.ui.shared.dialogs import FormDialog
from lssc_desktop.values import dataclass

_WIDTH = 680
_WRITTEN = "paper-written"
_NO_APPEAL = "no-appeal"
_NO_ORDER = "no-order"


class AppealDialog(FormDialog):
    """A dialog for the decision an appeal is against, the newest first, with its deadlines."""

    submitted = Signal(object)
    """The `Appeal`."""

    def __init__(
        self,
        program: Program,
        found: tuple[Appeal, ...],
        today: date,
        icons: Icons,
    ) -> None:
        super().__init__(
            icons,
            _("Letter of appeal"),
            _("Write the letter…"),
            _("Cancel"),
            note=_("A letter to start from, as a Word document. You add the grounds."),
        )
        self._program = program
        self._found = found
        self._today = today
        self.sets = ChoiceField()
        for appeal in found:
            self.sets.addItem(self._title(appeal), appeal.set_id)
        self.due = Label(icons.theme, "", Type.BODY)
        from lssc_desktop.core.program.rule import Rule  # few write a letter
        from lssc_desktop.ui.shared.rule_source import SourceButton

        source = SourceButton(icons, program, Rule.APPEAL)
        due = row((self.due, 1), source, gap=4)
        add(self.content, NamedField(icons.theme, _("&{Set}"), self.sets), due)
        self.sets.currentIndexChanged.connect(self._show)
        self._show()
        self.sets.setFocus()

    def _title(self, appeal: Appeal) -> str:
        found = self._program.competency_set(appeal.set_id)
        return appeal.set_id if found is None else found.title

    def _show(self) -> None:
        appeal = self._found[self.sets.currentIndex()]
        rule = self._program.appeal
        if rule is not None:
            self.due.setText(appeal_sentence(appeal, self._title(appeal), rule, self._today))

    def submit(self) -> None:
        """Hand over the decision to appeal against."""
        self.submitted.emit(self._found[self.sets.currentIndex()])
        self.accept()


# Purchase order ---------------------------------------------------------------------------------


class ApplicantRow(QWidget):
    """The fields of one person: name, email address and membership."""

    changed = Signal()

    def __init__(self, number: int, association: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.email = QLineEdit()
        self.member = QCheckBox(_("{association} member").format(association=association))
        for field, words in ((self.name, _("Name")), (self.email, _("Email"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(
                _("{what} for person {number}").format(what=words, number=number)
            )
            field.textChanged.connect(self.changed)
        row((self.name, 2), (self.email, 2), self.member, gap=8, on=self)
        self.member.toggled.connect(self.changed)

    @property
    def applicant(self) -> Applicant | None:
        """The person; None while nothing is typed."""
        if not (self.name.text().strip() or self.email.text().strip()):
            return None
        return Applicant(self.name.text(), self.email.text(), self.member.isChecked())


class OrderDialog(FormDialog):
    """A dialog for the institution and the people it pays for; it shows the sum."""

    submitted = Signal(str, object)
    """The institution, and the `PurchaseOrderForm`."""

    def __init__(self, program: Program, candidate: Candidate, icons: Icons) -> None:
        super().__init__(
            icons,
            _("Request for a purchase order"),
            _("Write the letter…"),
            _("Cancel"),
            note=_("A Word document for your institution, which pays the application fees."),
            width=_WIDTH,
        )
        self._program = program
        self.institution = QLineEdit()
        self.rows: list[ApplicantRow] = []
        self._people = column(gap=6)
        self.more = plain_button(icons, _("Add a person"), "plus", small=True)
        self.sum = Label(icons.theme, "", Type.BODY_STRONG)
        add(
            self.content,
            NamedField(icons.theme, _("&Institution and address"), self.institution),
            Label(icons.theme, _("Who it pays for"), Type.TABLE_STRONG),
            self._people,
            self.more,
            self.sum,
        )
        self.add_person()
        first = self.rows[0]
        first.name.setText(candidate.name)
        first.email.setText(candidate.email)
        first.member.setChecked(candidate.member)
        self.more.clicked.connect(self.add_person)
        self._add_up()
        self.institution.setFocus()

    def add_person(self) -> None:
        """Offer fields for one more person."""
        fees = self._program.fees
        person = ApplicantRow(len(self.rows) + 1, fees.association or self._program.office)
        person.changed.connect(self._add_up)
        self.rows.append(person)
        self._people.addWidget(person)
        person.name.setFocus()
        self.fit()

    def order(self) -> PurchaseOrderForm:
        """Return what is ordered. Raises `NoPurchaseOrder` and `ApplicantUnclear`."""
        people = tuple(each.applicant for each in self.rows)
        return purchase_order(self._program, tuple(each for each in people if each is not None))

    def _add_up(self) -> None:
        try:
            total = self.order().total
        except LsscError:
            self.sum.setText("")
            return
        said = _("not known") if total is None else amount_text(total, self._program.fees.currency)
        self.sum.setText(_("Total: {sum}").format(sum=said))

    def submit(self) -> None:
        """Hand over the order, unless something in it is unclear."""
        try:
            order = self.order()
        except LsscError as error:
            self.error.show_error(error)
            return
        self.submitted.emit(self.institution.text().strip(), order)
        self.accept()


# Papers -----------------------------------------------------------------------------------------


type _Write = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Source:
    """The data of a paper: the portfolio as it was when the user asked for it."""

    root: Path
    program: Program
    portfolio: Portfolio
    submissions: tuple[Submission, ...]
    facts: FolderFacts
    today: date
    for_others: Program


class Papers(QObject):
    """Asks where to save a paper, and writes it in a background job."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._write: _Write | None = None
        self._note = ""
        self._path = Path()
        services.notices.action_chosen.connect(self._on_action)

    def ask_report(self) -> None:
        """Write a report about where the candidate stands."""
        source = self._source()
        self._ask(_("Progress report"), ".pdf", _("PDF (*.pdf)"), partial(_report, source))

    def ask_calendar(self) -> None:
        """Write every date for a calendar program."""
        source = self._source()
        kind = _("Calendar (*.ics)")
        self._ask(_("Dates"), ".ics", kind, partial(_calendar, source))

    def ask_order(self) -> None:
        """Ask for whom an institution pays, then write the request for a purchase order."""
        session = self._session
        if session.program.purchase_order is None:
            error = NoPurchaseOrder(session.program.name)
            self._services.notices.show_error(error, key=_NO_ORDER)
            return
        dialog = OrderDialog(session.program, session.portfolio.candidate, self._services.icons)
        dialog.submitted.connect(self._ask_order_target)
        dialog.show_for(self._window)

    def ask_appeal(self) -> None:
        """Ask about which set, where there are several, then write the letter."""
        session = self._session
        found = appeals(session.program, session.portfolio)
        if not found:
            from lssc_desktop.messages.papers import no_appeal

            self._services.notices.show(no_appeal(), Tone.INFO, key=_NO_APPEAL)
            return
        dialog = AppealDialog(session.program, found, session.today, self._services.icons)
        dialog.submitted.connect(self._ask_appeal_target)
        dialog.show_for(self._window)

    def ask_questions(self) -> None:
        """Write the email with what to ask the program office."""
        source = self._source()
        kind = _("Email (*.eml)")
        self._ask(_("Questions"), ".eml", kind, partial(_questions, source))

    def write(self, path: Path) -> None:
        """Write the paper that was asked for last."""
        if self._write is None:
            return
        self._path = path
        self._services.jobs.start(
            Lane.DISK,
            _make,
            self._write,
            path,
            done=self._on_written,
            failed=self._services.notices.show_error,
        )

    def _source(self) -> _Source:
        session = self._session
        return _Source(
            session.root,
            session.program,
            session.portfolio,
            session.submissions,
            session.facts,
            session.today,
            session.program_for_others,
        )

    def _ask(self, name: str, ending: str, kind: str, write: _Write, note: str = "") -> None:
        self._write, self._note = write, note
        who = surname(self._session.portfolio.candidate.name)
        proposed = portable_name(f"{who} {name} {self._session.today.isoformat()}{ending}".strip())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ask_target(
            self._window,
            name,
            self.write,
            name=proposed,
            filters=[kind],
            start=folder,
            overwrites=False,
        )

    def _ask_order_target(self, institution: str, order: PurchaseOrderForm) -> None:
        source = self._source()
        address = source.program.purchase_order
        self._ask(
            _("Purchase order"),
            ".docx",
            _("Word (*.docx)"),
            partial(_order, source, institution, order),
            "" if address is None else address.note,
        )

    def _ask_appeal_target(self, appeal: Appeal) -> None:
        source = self._source()
        rule = source.program.appeal
        self._ask(
            _("Appeal"),
            ".docx",
            _("Word (*.docx)"),
            partial(_appeal, source, appeal),
            "" if rule is None else rule.note,
        )

    def _on_written(self, path: Path) -> None:
        from lssc_desktop.messages.papers import paper_written

        self._services.notices.show(
            paper_written(path, self._note), Tone.OK, key=_WRITTEN, action=_("Open")
        )

    def _on_action(self, key: str) -> None:
        if key == _WRITTEN:
            self._services.desktop.open_file(self._path)


def _make(write: _Write, path: Path) -> Path:
    from lssc_desktop.package.papers import write_paper

    write_paper(path, write())
    return path


def _report(source: _Source) -> bytes:
    from lssc_desktop.messages.papers import progress_report
    from lssc_desktop.package.papers import report_pdf

    facts = with_missing_files(source.root, source.portfolio, source.facts)
    return report_pdf(
        progress_report(
            source.for_others, source.portfolio, source.submissions, facts, source.today
        )
    )


def _calendar(source: _Source) -> bytes:
    from lssc_desktop.messages.papers import calendar_entries
    from lssc_desktop.package.papers import calendar_file

    dates = important_dates(source.program, source.portfolio)
    entries = calendar_entries(dates, source.program, source.portfolio.id)
    return calendar_file(entries, source.program.short_name, source.today)


def _order(source: _Source, institution: str, order: PurchaseOrderForm) -> bytes:
    from lssc_desktop.package.papers import order_letter

    return order_letter(source.for_others, source.portfolio, institution, order, source.today)


def _appeal(source: _Source, appeal: Appeal) -> bytes:
    from lssc_desktop.package.papers import appeal_letter

    return appeal_letter(source.for_others, source.portfolio, appeal, source.today)


def _questions(source: _Source) -> bytes:
    from lssc_desktop.core.overview.questions import open_questions
    from lssc_desktop.messages.papers import questions_mail
    from lssc_desktop.package.mail_draft import mail_bytes

    asked = open_questions(source.program, source.portfolio, source.submissions, source.today)
    return mail_bytes(questions_mail(source.for_others, source.portfolio, asked))
