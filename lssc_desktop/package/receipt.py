"""Sheets of paper with facts on them: a receipt to keep, and a report as PDF and web page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.text.pages import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from lssc_desktop.package.assembly import typeset_sheet
from lssc_desktop.package.page import page_head
from lssc_desktop.package.typesetting import wording
from lssc_desktop.package.typesetting.blocks import Markup, printable, printable_line, tag


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
        "page-width": PAGE_WIDTH,
        "page-height": PAGE_HEIGHT,
        "margin": MARGIN,
    }
    return typeset_sheet("receipt.typ", data, day)


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
    return typeset_sheet("report.typ", data, report.day)


def report_page(report: Report, pdf_name: str, links: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the report as a web page to lie beside the PDF: one file, without script or network.

    `links` are names and addresses of files.
    """
    body = tag(
        "body",
        tag(
            "header",
            tag("p", report.subtitle, class_="program"),
            tag("h1", report.title),
            tag("dl", *(_fact(name, value) for name, value in report.facts)),
            *(tag("p", sentence, class_="about") for sentence in report.sentences),
            tag("p", tag("a", wording.AS_PDF, href=pdf_name)),
        ),
        tag("main", *(_section(section, links) for section in report.sections if section.rows)),
        tag("footer", tag("p", report.foot)),
    )
    return f"<!DOCTYPE html>\n{tag('html', page_head(report.title), body, lang='en')}\n"


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
