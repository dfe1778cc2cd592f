"""For whom an institution pays: the people of a purchase order."""

from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import Candidate
from lssc_desktop.core.program import Program
from lssc_desktop.core.purchase_order import Applicant, Order, purchase_order
from lssc_desktop.messages.money import amount_text
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label

_WIDTH = 680


class ApplicantRow(QWidget):
    """Name, e-mail address and membership of one person."""

    changed = Signal()

    def __init__(self, number: int, association: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit()
        self.email = QLineEdit()
        self.member = QCheckBox(_("{association} member").format(association=association))
        for field, words in ((self.name, _("Name")), (self.email, _("E-mail"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(
                _("{what} of person {number}").format(what=words, number=number)
            )
            field.textChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 2)
        row.addWidget(self.email, 2)
        row.addWidget(self.member)
        self.member.toggled.connect(self.changed)

    @property
    def applicant(self) -> Applicant | None:
        """The person; None while nothing is typed."""
        if not (self.name.text().strip() or self.email.text().strip()):
            return None
        return Applicant(self.name.text(), self.email.text(), self.member.isChecked())


class OrderDialog(FormDialog):
    """The institution and its people; says the sum while they are typed."""

    told = Signal(str, object)
    """The institution, and the `Order`."""

    def __init__(
        self, program: Program, candidate: Candidate, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            icons,
            _("Request for a purchase order"),
            _("Write the letter…"),
            _("Not now"),
            note=_("A Word document for your institution, which pays the application fees."),
            width=_WIDTH,
            parent=parent,
        )
        self._program = program
        self.institution = QLineEdit()
        self.rows: list[ApplicantRow] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        self.more = plain_button(icons, _("One more person"), "plus", small=True)
        self.sum = Label(icons.theme, "", Type.BODY_STRONG)
        self.fields.addWidget(
            NamedField(icons.theme, _("&Institution, with its address"), self.institution)
        )
        self.fields.addWidget(Label(icons.theme, _("For whom it pays"), Type.TABLE_STRONG))
        self.fields.addLayout(self._people)
        self.fields.addWidget(self.more)
        self.fields.addWidget(self.sum)
        self.add_person()
        first = self.rows[0]
        first.name.setText(candidate.name)
        first.email.setText(candidate.email)
        first.member.setChecked(candidate.member)
        self.more.clicked.connect(self.add_person)
        self.kept.connect(self._keep)
        self._add_up()
        self.institution.setFocus()

    @Slot()
    def add_person(self) -> None:
        """Offer fields for one more person."""
        fees = self._program.fees
        row = ApplicantRow(len(self.rows) + 1, fees.association or self._program.office)
        row.changed.connect(self._add_up)
        self.rows.append(row)
        self._people.addWidget(row)
        row.name.setFocus()

    def order(self) -> Order:
        """Return what is ordered. Raises `NoPurchaseOrder` and `ApplicantUnclear`."""
        people = tuple(row.applicant for row in self.rows)
        return purchase_order(self._program, tuple(each for each in people if each is not None))

    @Slot()
    def _add_up(self) -> None:
        try:
            total = self.order().total
        except LsscError:
            self.sum.setText("")
            return
        said = _("not known") if total is None else amount_text(total, self._program.fees.currency)
        self.sum.setText(_("Together: {sum}").format(sum=said))

    @Slot()
    def _keep(self) -> None:
        try:
            order = self.order()
        except LsscError as error:
            self.error.show_error(error)
            return
        self.told.emit(self.institution.text().strip(), order)
        self.accept()
