"""What the PDF and the web page of a renewal say; English, as all words of a package."""

from decimal import Decimal

from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import CountedActivity
from lssc_desktop.package.renewal_record import RenewalRecord
from lssc_desktop.package.report import Report, Section
from lssc_desktop.package.setting.wording import long_date

TITLE = "Renewal of certification"
ACTIVITIES = "Activities"
DOCUMENTS = "Documents"
COLUMNS = ("Date", "Activity", "How it counts", "Set", "Technology", "Hours")
WIDTHS = (1.1, 1.8, 1.9, 1.2, 0.7, 0.6)
ABOUT = (
    "This document lists the activities that count by the program file. The documents are not "
    "part of it: they lie beside it in the package, at the places that are named here."
)


def renewal_report_page(
    program: Program, record: RenewalRecord, counted: tuple[CountedActivity, ...]
) -> Report:
    """Return the renewal in reading order, for the PDF and the web page alike."""
    rows = tuple(_row(program, item) for item in counted)
    documents = tuple((f"{file.original_name}: {file.path}",) for file in record.files)
    return Report(
        title=f"{TITLE}, {record.candidate}",
        subtitle=program.name,
        author=record.candidate,
        day=record.day,
        foot=f"{TITLE}, {long_date(record.day)}",
        facts=facts(program, record),
        sentences=(ABOUT,),
        sections=(
            Section(ACTIVITIES, rows, COLUMNS, WIDTHS, sums=True),
            Section(DOCUMENTS, documents),
        ),
    )


def facts(program: Program, record: RenewalRecord) -> tuple[tuple[str, str], ...]:
    """Return what the first page tells as names and values."""
    rule = program.renewal
    needed = "" if rule is None else f" of {_hours(rule.hours)}"
    asked = rule is not None and bool(rule.technology_hours)
    technology = f" of {_hours(rule.technology_hours)}" if rule is not None and asked else ""
    return (
        ("Name", record.candidate),
        *((("Certification", program.designation),) if program.designation else ()),
        ("Certified", long_date(record.certified)),
        ("Expires", long_date(record.expires)),
        ("Contact hours", f"{_hours(record.hours)}{needed}"),
        ("On technology", f"{_hours(record.technology)}{technology}"),
        ("Last change", long_date(record.day)),
        ("Program file", f"{program.name}, version {program.version}"),
    )


def _row(program: Program, item: CountedActivity) -> tuple[str, ...]:
    found = program.competency_set(item.activity.set_id)
    conversion = item.conversion
    counts = (
        ""
        if conversion is None
        else f"{conversion.title}, {_hours(item.activity.amount)} × {conversion.unit}"
    )
    return (
        long_date(item.activity.day),
        item.activity.title,
        counts,
        item.activity.set_id if found is None else found.short_title,
        _hours(item.technology) if item.technology else "–",
        _hours(item.hours),
    )


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f}"
