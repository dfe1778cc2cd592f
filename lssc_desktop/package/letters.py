"""Letters to start from, for the user to finish in Word: an appeal, a purchase order.

They go to the program, so their words are English, as those of a package.
"""

from datetime import date
from decimal import Decimal

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.core.time.important_dates import Appeal
from lssc_desktop.core.time.money import PurchaseOrderForm, money_text
from lssc_desktop.package.typesetting.wording import long_date
from lssc_desktop.store.documents import to_docx


def appeal_letter(program: Program, portfolio: Portfolio, appeal: Appeal, today: date) -> bytes:
    """Return a notice of appeal as a Word document; what only the user knows is in brackets."""
    rule, found = program.appeal, program.competency_set(appeal.set_id)
    title = appeal.set_id if found is None else found.title
    candidate = portfolio.candidate
    work = portfolio.set_work(appeal.set_id)
    note = work.decisions[-1].note if work is not None and work.decisions else ""
    letter = [
        _line(long_date(today)),
        _line("" if rule is None else rule.to),
        _line(program.office),
        _heading(f"Notice of appeal: {title}"),
        _line(
            f"I appeal against the decision of {long_date(appeal.decided)} that my work for the "
            f"competency set {title} in {program.name} is not achieved."
        ),
        *([_line(f"The decision says: “{note}”")] if note else []),
        _heading("Grounds"),
        _line("[State every ground in detail, one in each line:]"),
        Paragraph((Span("[what was not done as the rules of the program say]"),), Form.NUMBER),
        Paragraph((Span("[what was not fair, and how you know]"),), Form.NUMBER),
        _heading("Documents"),
        _line(
            f"Notice is due by {long_date(appeal.notice_by)}. My reasons and documents follow by "
            f"{long_date(appeal.documents_by)}, or are enclosed:"
        ),
        Paragraph((Span("[a copy of the decision]"),), Form.BULLET),
        _line(candidate.name),
        *([_line(candidate.email)] if candidate.email else []),
    ]
    return _letter(letter, f"Notice of appeal: {title}", candidate.name)


def order_letter(
    program: Program, institution: str, order: PurchaseOrderForm, today: date
) -> bytes:
    """Return the request for a purchase order as a Word document, for the institution to send."""
    address = program.purchase_order
    currency = program.fees.currency
    reached = [] if address is None else [("Phone", address.phone), ("Fax", address.fax)]
    letter = [
        _line(long_date(today)),
        *(_line(line) for line in (() if address is None else address.address)),
        *(_line(f"{name}: {value}") for name, value in reached if value),
        _heading(f"Purchase order: {program.name}"),
        _line(
            f"{institution or '[Name and address of your institution]'} orders and pays the "
            f"application fee for:"
        ),
        *(
            Paragraph(
                (
                    Span(f"{line.applicant.name}, {line.applicant.email}: "),
                    Span(_amount(line.amount, currency), bold=True),
                ),
                Form.NUMBER,
            )
            for line in order.lines
        ),
        Paragraph((Span("Together: "), Span(_amount(order.total, currency), bold=True))),
        _line("Purchase order number: [number]"),
        _line("[Name and signature of who may order]"),
    ]
    return _letter(letter, f"Purchase order: {program.name}", institution)


def _letter(paragraphs: list[Paragraph], title: str, author: str) -> bytes:
    return to_docx(RichText(tuple(paragraphs)), title=title, author=author)


def _line(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _heading(text: str) -> Paragraph:
    return Paragraph((Span(text),), Form.HEADING_1)


def _amount(amount: Decimal | None, currency: str) -> str:
    return "[amount, ask the program]" if amount is None else f"{money_text(amount)} {currency}"
