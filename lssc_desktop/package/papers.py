"""Papers besides a package: letters to finish in Word, a receipt, a report, a calendar file.

The letters (an appeal, a purchase order, a request for consent) are in the language of the
portfolio, as a package is. icalendar is used here alone, and imported when a file is written.
"""

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from lssc_desktop.core.calendar import days_on
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.pages import MARGIN
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.core.time.clock import Appeal
from lssc_desktop.core.time.money import PurchaseOrderForm
from lssc_desktop.disk.copying import FileExists
from lssc_desktop.disk.disk import require_folder_of
from lssc_desktop.disk.files import write_durably
from lssc_desktop.documents.word import to_docx
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.numbers import amount_text
from lssc_desktop.languages import ENGLISH, Catalog
from lssc_desktop.package.assembly import typeset_sheet
from lssc_desktop.package.page import page_head
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import Markup, printable, printable_line, tag
from lssc_desktop.package.typesetting.language import package_words, web_tag, words_for_others
from lssc_desktop.values import dataclass


def appeal_letter(program: Program, portfolio: Portfolio, appeal: Appeal, today: date) -> bytes:
    """Return a notice of appeal as a Word document; what only the user knows is in brackets."""
    rule, found = program.appeal, program.competency_set(appeal.set_id)
    title = appeal.set_id if found is None else found.title
    candidate = portfolio.candidate
    work = portfolio.set_work(appeal.set_id)
    note = work.decisions[-1].note if work is not None and work.decisions else ""
    words = words_for_others(program, portfolio)
    _ = words.gettext
    subject = _("Notice of appeal: {set_title}").format(set_title=title)
    letter = [
        _line(long_day(today, words)),
        _line("" if rule is None else rule.to),
        _line(program.office),
        _heading(subject),
        _line(
            _(
                "I appeal the decision of {day} that my work for the {competency_set} {set_title} "
                "in {program} is not achieved."
            ).format(day=long_day(appeal.decided, words), set_title=title, program=program.name)
        ),
        *([_line(_("The decision says: “{note}”").format(note=note))] if note else []),
        _heading(_("Grounds")),
        _line(_("[State each ground in detail, one per line:]")),
        Paragraph((Span(_("[what didn’t follow the program’s rules]")),), Form.NUMBER),
        Paragraph((Span(_("[what wasn’t fair, and how you know]")),), Form.NUMBER),
        _heading(_("Documents")),
        _line(
            _(
                "Notice is due by {notice}. My reasons and documents will follow by {documents}, "
                "or are enclosed:"
            ).format(
                notice=long_day(appeal.notice_by, words),
                documents=long_day(appeal.documents_by, words),
            )
        ),
        _bullet(_("[a copy of the decision]")),
        _line(candidate.name),
        *([_line(candidate.email)] if candidate.email else []),
    ]
    paper = paper_of(program, portfolio)
    return _letter(letter, subject, candidate.name, portfolio.language, paper)


def order_letter(
    program: Program, portfolio: Portfolio, institution: str, order: PurchaseOrderForm, today: date
) -> bytes:
    """Return the request for a purchase order as a Word document, for the institution to send."""
    words = package_words(portfolio.language, program.words, program.spelling)
    _ = words.gettext
    subject = _("Purchase order: {program}").format(program=program.name)
    payer = institution or _("[Name and address of your institution]")
    address = program.purchase_order
    currency = program.fees.currency
    before = _("[Read this before you send it, then delete it: {note}]")
    reached = [] if address is None else [(_("Phone"), address.phone), (_("Fax"), address.fax)]
    letter = [
        _line(long_day(today, words)),
        *(_line(line) for line in (() if address is None else address.address)),
        *(_line(f"{name}: {value}") for name, value in reached if value),
        *([] if address is None or not address.note else [_line(before.format(note=address.note))]),
        _heading(subject),
        _line(
            _("{institution} orders and pays the application fee for:").format(institution=payer)
        ),
        *(
            Paragraph(
                (
                    Span(f"{line.applicant.name}, {line.applicant.email}: "),
                    Span(_amount(line.amount, currency, words), bold=True),
                ),
                Form.NUMBER,
            )
            for line in order.lines
        ),
        Paragraph(
            (Span(f"{_('Total:')} "), Span(_amount(order.total, currency, words), bold=True))
        ),
        _line(_("Purchase order number: [number]")),
        _line(_("[Name and signature of an authorized person]")),
    ]
    paper = paper_of(program, portfolio)
    return _letter(letter, subject, institution, portfolio.language, paper)


def consent_letter(program: Program, portfolio: Portfolio) -> bytes:
    """Return a letter that asks people, or the parents of children, for their consent."""
    candidate = portfolio.candidate.name
    _ = words_for_others(program, portfolio).gettext
    who = candidate.strip() or _("[your name]")
    subject = _("May I show your picture or your words?")
    letter = [
        _heading(subject),
        _line(
            _(
                "My name is {who}. I work at a library, and I’m putting together {a_portfolio} "
                "that shows what I can do at work."
            ).format(who=who)
        ),
        _line(_("I’d like to use this: [the photo, video, or text, and when it was made]")),
        _heading(_("Who will see it"), Form.HEADING_2),
        _line(
            _(
                "The people who evaluate my {portfolio} and the program staff will "
                "see it. It won’t be on the internet or used in advertising."
            )
        ),
        _heading(_("It’s up to you"), Form.HEADING_2),
        _bullet(_("You can say no. It won’t change anything for you at the library.")),
        _bullet(_("You can say yes now and change your mind later. Tell me, and I’ll remove it.")),
        _bullet(_("I won’t write down your name or your library card number.")),
        _heading(_("Your answer"), Form.HEADING_2),
        _line(_("I agree that {who} may use the item above in this way.").format(who=who)),
        _line(_("For myself, or for my child: ______________________________")),
        _line(_("Name: ______________________________")),
        _line(_("Signature: ______________________________")),
        _line(_("Date: ______________________________")),
        _line(_("Questions? Reach me at: ______________________________")),
    ]
    return _letter(letter, subject, candidate, portfolio.language, paper_of(program, portfolio))


def _letter(
    paragraphs: list[Paragraph], title: str, author: str, language: str, paper: PaperSize
) -> bytes:
    text = RichText(tuple(paragraphs))
    return to_docx(text, title=title, author=author, language=language, paper=paper)


def _line(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _heading(text: str, form: Form = Form.HEADING_1) -> Paragraph:
    return Paragraph((Span(text),), form)


def _bullet(text: str) -> Paragraph:
    return Paragraph((Span(text),), Form.BULLET)


def _amount(amount: Decimal | None, currency: str, words: Catalog) -> str:
    if amount is None:
        return words.gettext("[amount, ask the program]")
    return amount_text(amount, currency, words, cents=True)


# Receipts and reports ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A head and the facts under it, name and value each."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on a sheet in the style of the house; `kicker` is the line above its title."""

    kicker: str
    title: str
    lead: str
    sections: tuple[SheetSection, ...]
    notes: tuple[str, ...] = ()
    foot: str = ""
    language: str = ENGLISH
    paper: PaperSize = PaperSize.LETTER


def sheet_pdf(sheet: Sheet, day: date) -> bytes:
    """Return the sheet as an accessible PDF, dated by `day`; raises `AssemblyFailed`."""
    data = {
        "kicker": printable_line(sheet.kicker),
        "title": printable_line(sheet.title),
        "lead": printable(sheet.lead),
        "sections": [
            {"title": printable_line(section.title), "facts": _pairs(section.facts)}
            for section in sheet.sections
        ],
        "notes": [printable(note) for note in sheet.notes],
        "foot": printable_line(sheet.foot),
        "margin": MARGIN,
    }
    return typeset_sheet("receipt.typ", data, day, sheet.language, sheet.paper)


def _pairs(facts: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[printable_line(name), printable(value)] for name, value in facts]


# Report -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A list of lines (no `columns`, one text a row), or a table.

    `widths` are the shares of its columns; `sums` says that the last one holds amounts.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report, such as that of where a candidate stands, in reading order.

    `elapsed` is the share of the time that is over.
    """

    title: str
    subtitle: str
    author: str
    day: date
    foot: str
    facts: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    elapsed: float | None = None
    language: str = ENGLISH
    paper: PaperSize = PaperSize.LETTER


def report_pdf(report: Report) -> bytes:
    """Return the report as an accessible PDF: the same report, the same bytes.

    Raises `AssemblyFailed`.
    """
    data = {
        "title": printable_line(report.title),
        "subtitle": printable_line(report.subtitle),
        "author": printable_line(report.author),
        "foot": printable_line(report.foot),
        "elapsed": report.elapsed,
        "facts": _pairs(report.facts),
        "sentences": [printable(sentence) for sentence in report.sentences],
        "sections": [
            {
                "title": printable_line(section.title),
                "columns": [printable_line(name) for name in section.columns],
                "rows": [[printable(value) for value in row] for row in section.rows],
                "widths": section.widths,
                "sums": section.sums,
            }
            for section in report.sections
            if section.rows
        ],
    }
    return typeset_sheet("report.typ", data, report.day, report.language, report.paper)


def report_page(report: Report, pdf_name: str, links: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the report as a web page to lie beside the PDF: one file, without script or network.

    `links` are names and addresses of files.
    """
    words = package_words(report.language)
    body = tag(
        "body",
        tag(
            "header",
            tag("p", report.subtitle, class_="program"),
            tag("h1", report.title),
            tag("dl", *(_fact(name, value) for name, value in report.facts)),
            *(tag("p", sentence, class_="about") for sentence in report.sentences),
            tag("p", tag("a", words.gettext(wording.AS_PDF), href=pdf_name)),
        ),
        tag("main", *(_section(section, links) for section in report.sections if section.rows)),
        tag("footer", tag("p", report.foot)),
    )
    lang = web_tag(report.language)
    return f"<!DOCTYPE html>\n{tag('html', page_head(report.title), body, lang=lang)}\n"


def _fact(name: str, value: str) -> Markup:
    return tag("div", tag("dt", name), tag("dd", value))


def _section(section: Section, links: tuple[tuple[str, str], ...]) -> Markup:
    if not section.columns:
        shown = tuple(tag("li", tag("a", name, href=address)) for name, address in links)
        items = shown or tuple(tag("li", row[0]) for row in section.rows)
        return tag("section", tag("h2", section.title), tag("ul", *items))
    columns = (tag("th", name, scope="col") for name in section.columns)
    rows = (tag("tr", *(tag("td", value) for value in row)) for row in section.rows)
    table = tag(
        "table",
        tag("thead", tag("tr", *columns)),
        tag("tbody", *rows),
    )
    return tag(
        "section",
        tag("h2", section.title),
        tag(
            "div",
            table,
            class_="table report",
            role="region",
            aria_label=section.title,
            tabindex="0",
        ),
    )


# Calendar ---------------------------------------------------------------------------------------

_PRODUCT = "-//LSSC Desktop//Calendar//EN"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A whole day to remember; `uid` stays the same when the day moves.

    `remind` says how many days before, at nine in the morning, to remind of it.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    remind: tuple[int, ...] = ()


def calendar_file(entries: Sequence[CalendarEntry], name: str, written: date) -> bytes:
    """Return the file: the same entries, name and day give the same bytes.

    `written` is the day on which the entries were true: of two entries with one uid a calendar
    keeps the newer one.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    stamp = datetime.combine(written, time(), UTC)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("summary", entry.title)
        if entry.text:
            event.add("description", entry.text)
        event.add("dtstart", entry.day)
        if entry.day < date.max:  # without an end a whole day lasts one day (RFC 5545, 3.6.1)
            event.add("dtend", days_on(entry.day, 1))
        event.add("transp", "TRANSPARENT")
        for days in entry.remind:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.title)
            alarm.add("trigger", timedelta(days=-days, hours=9))
            event.add_component(alarm)
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made


# Papers -----------------------------------------------------------------------------------------


def write_paper(path: Path, data: bytes) -> None:
    """Write a paper that the user asked for by name: whole, and over nothing.

    Raises `FileExists`, `FolderGone` and the errors of `store.disk`.
    """
    if os.path.lexists(path):
        raise FileExists(str(path))
    require_folder_of(path)
    write_durably(path, data)
