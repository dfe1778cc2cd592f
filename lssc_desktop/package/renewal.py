"""The package of a renewal: its building, its record, and what its PDF and web page say."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

from lssc_desktop import __version__
from lssc_desktop.core.check.finding import Finding, Level
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.folder_facts import FolderFacts
from lssc_desktop.core.portfolio.names import names_in_order
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote, PackagePrints, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.text import short_line
from lssc_desktop.core.time.certification import (
    CountedActivity,
    RenewalReport,
    certification,
    check_renewal,
    renewal_report,
)
from lssc_desktop.package.bag import BagFile
from lssc_desktop.package.page import file_link
from lssc_desktop.package.papers import Report, Section, report_page, report_pdf
from lssc_desktop.package.record import FileRecord
from lssc_desktop.package.target import BuildOrder, PackageContent
from lssc_desktop.package.typesetting.wording import long_date

RENEWAL = "renewal"
"""What stands in place of a set's id in names and notes of a renewal package."""

PDF = "renewal.pdf"
FORMAT = 1

TITLE = "Renewal of certification"
ACTIVITIES = "Activities"
DOCUMENTS = "Documents"
STATEMENT = "Statement"
COLUMNS = ("Date", "Activity", "How it counts", "Set", "Technology", "Hours")
WIDTHS = (1.1, 1.8, 1.9, 1.2, 0.7, 0.6)
ABOUT = (
    "This document lists the activities that count by the program file. Their documents "
    "aren’t part of it. They’re in the package, in the places given here."
)


@dataclass(eq=False)
class RenewalBlocked(LsscError):
    """The renewal has blockers and cannot be packaged."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """One activity; `evidence` are paths below `data/`, hours are contact hours."""

    day: date
    title: str
    kind: str
    amount: Decimal
    hours: Decimal
    technology: Decimal
    set: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenewalRecord:
    """All of record.json: the certification, and every activity that counts.

    `portfolio` is the portfolio's id. Without `expires` the renewal is voluntary.
    """

    format: int
    program: str
    program_version: str
    kind: PackageKind
    day: date
    portfolio: str
    candidate: str
    certified: date
    expires: date | None
    hours: Decimal
    technology: Decimal
    activities: tuple[ActivityRecord, ...]
    files: tuple[FileRecord, ...]
    statement: str = ""


def renewal_content(order: BuildOrder, today: date) -> PackageContent:
    """Return what the package of a renewal is made of; raises `RenewalBlocked`."""
    findings = check_renewal(order.program, order.portfolio, order.facts, today)
    blockers = tuple(item for item in findings if item.level is Level.BLOCKER)
    report = renewal_report(order.program, order.portfolio, today)
    if blockers or report is None:
        raise RenewalBlocked(blockers)
    counted = _counted(report)
    places = _places(counted)
    record = _record(order.program, order.portfolio, report, places, order.facts)
    return PackageContent(
        name=f"{RENEWAL}-{record.day}",
        title=TITLE,
        day=record.day,
        fingerprint=_fingerprint(order, record),
        files=_payload_files(order, record, counted, places),
        copy=0,
        prints=PackagePrints(),
    )


def is_renewal_current(order: BuildOrder, note: PackageNote, today: date) -> bool:
    """Return whether a package of a renewal would come out the same now."""
    report = renewal_report(order.program, order.portfolio, today)
    if report is None:
        return False
    places = _places(_counted(report))
    if not places.keys() <= {file.path for file in order.facts.files}:
        return False
    record = _record(order.program, order.portfolio, report, places, order.facts)
    return _fingerprint(order, record) == note.content


def _counted(report: RenewalReport) -> tuple[CountedActivity, ...]:
    return tuple(item for item in report.activities if item.why_not is None)


def _places(counted: tuple[CountedActivity, ...]) -> dict[str, str]:
    """Give each document, in the order of its first activity, its place below `data/`."""
    paths = tuple(dict.fromkeys(path for item in counted for path in item.activity.evidence))
    names = names_in_order([path.rpartition("/")[2] for path in paths])
    return {path: f"evidence/{name}" for path, name in zip(paths, names, strict=True)}


def _fingerprint(order: BuildOrder, record: RenewalRecord) -> str:
    """Fingerprint everything that makes the package what it is, as for a set."""
    parts = [__version__, hashlib.sha256(order.program_text.encode()).hexdigest()]
    return hashlib.sha256(json.dumps(parts).encode() + encode_renewal(record)).hexdigest()


def _payload_files(
    order: BuildOrder,
    record: RenewalRecord,
    counted: tuple[CountedActivity, ...],
    places: dict[str, str],
) -> tuple[BagFile, ...]:
    """List the payload in the order in which it is written."""
    said = renewal_report_page(order.program, record, counted)
    links = tuple((file.original_name, file_link(file.path)) for file in record.files)
    by_place = {file.path: file for file in record.files}
    return (
        BagFile("index.html", report_page(said, PDF, links).encode()),
        BagFile("record.json", encode_renewal(record)),
        BagFile("program.toml", order.program_text.encode()),
        *(
            BagFile(place, order.root / path, by_place[place].bytes, by_place[place].sha256)
            for path, place in places.items()
        ),
        BagFile(PDF, report_pdf(said)),
    )


# Record -----------------------------------------------------------------------------------------


def encode_renewal(record: RenewalRecord) -> bytes:
    """Write a record as JSON: the same record, the same bytes.

    A statement is in it where there is one; records had none before.
    """
    plain = msgspec.to_builtins(record)
    if not record.statement:
        del plain["statement"]
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def _record(
    program: Program,
    portfolio: Portfolio,
    report: RenewalReport,
    places: dict[str, str],
    facts: FolderFacts,
) -> RenewalRecord:
    certified = certification(program, portfolio)
    if certified is None:
        raise AssertionError  # a report has a certification
    seen = {file.path: file for file in facts.files}
    return RenewalRecord(
        format=FORMAT,
        program=program.id,
        program_version=program.version,
        kind=PackageKind.RENEWAL,
        day=portfolio.renewal.changed or certified.on,
        portfolio=portfolio.id,
        candidate=short_line(portfolio.candidate.name),
        certified=certified.on,
        expires=certified.expires,
        hours=report.hours,
        technology=report.technology,
        activities=tuple(
            ActivityRecord(
                item.activity.day,
                item.activity.title,
                item.activity.kind,
                item.activity.amount,
                item.hours,
                item.technology,
                item.activity.set_id,
                tuple(places[path] for path in item.activity.evidence),
            )
            for item in _counted(report)
        ),
        files=tuple(
            FileRecord(place, path.rpartition("/")[2], seen[path].sha256, seen[path].bytes)
            for path, place in places.items()
        ),
        statement=portfolio.renewal.statement if report.rule.statement_words else "",
    )


# Report -----------------------------------------------------------------------------------------


def renewal_report_page(
    program: Program, record: RenewalRecord, counted: tuple[CountedActivity, ...]
) -> Report:
    """Return the renewal in reading order, for the PDF and the web page alike.

    Its words are English, as all words of a package.
    """
    rows = tuple(_activity_row(program, item) for item in counted)
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
            *((Section(STATEMENT, _paragraphs(record)),) if record.statement else ()),
            Section(ACTIVITIES, rows, COLUMNS, WIDTHS, sums=True),
            Section(DOCUMENTS, documents),
        ),
    )


def facts(program: Program, record: RenewalRecord) -> tuple[tuple[str, str], ...]:
    """Return what the first page shows, as names and values."""
    rule = program.renewal
    needed = "" if rule is None else f" of {_hours(rule.hours)}"
    asked = rule is not None and bool(rule.technology_hours)
    shown = asked or bool(record.technology) or rule is None or not rule.voluntary
    technology = f" of {_hours(rule.technology_hours)}" if rule is not None and asked else ""
    return (
        ("Name", record.candidate),
        *((("Certification", program.designation),) if program.designation else ()),
        ("Certified", long_date(record.certified)),
        *((("Expires", long_date(record.expires)),) if record.expires else ()),
        ("Contact hours", f"{_hours(record.hours)}{needed}"),
        *((("On technology", f"{_hours(record.technology)}{technology}"),) if shown else ()),
        ("Last change", long_date(record.day)),
        ("Program file", f"{program.name}, version {program.version}"),
    )


def _paragraphs(record: RenewalRecord) -> tuple[tuple[str, ...], ...]:
    return tuple((line,) for line in record.statement.splitlines() if line.strip())


def _activity_row(program: Program, item: CountedActivity) -> tuple[str, ...]:
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
