"""One sheet of paper with facts on it, in the style of the house: a receipt to keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.pages import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from lssc_desktop.package.assembly import set_sheet
from lssc_desktop.package.setting.printable import printable, printable_line


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A head and the facts under it, name and value each."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that stands on the sheet; `kicker` is the small line above its title."""

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
    return set_sheet("receipt.typ", data, day)


def _pairs(facts: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[printable_line(name), printable(value)] for name, value in facts]
