"""A report about where a candidate stands, as an accessible PDF of one or two pages."""

from dataclasses import dataclass
from datetime import date

from lssc_desktop.package.assembly import set_sheet
from lssc_desktop.package.setting.printable import printable, printable_line


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
    """What the report says, in reading order. `elapsed` is the share of the time that is over."""

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
    """Return the PDF: the same report, the same bytes. Raises `AssemblyFailed`."""
    data = {
        "title": printable_line(report.title),
        "subtitle": printable_line(report.subtitle),
        "author": printable_line(report.author),
        "foot": printable_line(report.foot),
        "elapsed": report.elapsed,
        "facts": [[printable_line(name), printable(value)] for name, value in report.facts],
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
    return set_sheet("report.typ", data, report.day)
