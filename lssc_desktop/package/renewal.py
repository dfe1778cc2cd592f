"""The package of a renewal: its building, its record, and what its PDF and web page say."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import msgspec

from lssc_desktop import __version__
from lssc_desktop.core.check.finding import Finding, Level
from lssc_desktop.core.check.renewal import check_renewal
from lssc_desktop.core.errors import N_, LsscError
from lssc_desktop.core.files.names import names_in_order
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote, PackagePrints, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.text import short_line
from lssc_desktop.core.time.certification import (
    CountedActivity,
    RenewalReport,
    certification,
    renewal_report,
)
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import ENGLISH, Catalog
from lssc_desktop.package.bag import BagFile
from lssc_desktop.package.page import file_link
from lssc_desktop.package.papers import Report, Section, report_page, report_pdf
from lssc_desktop.package.reader import LARGEST_RECORD
from lssc_desktop.package.record import RECORD, FileRecord
from lssc_desktop.package.target import BuildOrder, PackageContent
from lssc_desktop.package.typesetting.language import package_words
from lssc_desktop.values import dataclass

RENEWAL = "renewal"
"""What stands in place of a set's id in names and notes of a renewal package."""

PDF = "renewal.pdf"
FORMAT = 1

TITLE = N_("{Renewal} of certification")
ACTIVITIES = N_("Activities")
DOCUMENTS = N_("Documents")
STATEMENT = N_("{Statement}")
COLUMNS = (
    N_("Date"),
    N_("Activity"),
    N_("How it counts"),
    N_("{Set}"),
    N_("Technology"),
    N_("Hours"),
)
WIDTHS = (1.1, 1.8, 1.9, 1.2, 0.7, 0.6)
ABOUT = N_(
    "This document lists the activities that count by the program file. Their documents "
    "aren’t part of it. They’re in the package, in the places given here."
)


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
    language: str = ENGLISH


def renewal_content(order: BuildOrder, today: date) -> PackageContent:
    """Return what the package of a renewal is made of; raises `RenewalBlocked`."""
    findings = check_renewal(order.program, order.portfolio, order.facts, today)
    blockers = tuple(item for item in findings if item.level is Level.BLOCKER)
    report = renewal_report(order.program, order.portfolio, today)
    if blockers or report is None:
        raise RenewalBlocked(blockers)
    counted, places = report.counted, _places(report)
    record = _record(order.program, order.portfolio, report, places, order.facts)
    return PackageContent(
        name=f"{RENEWAL}-{record.day}",
        title=package_words(record.language).gettext(TITLE),
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
    places = _places(report)
    if not places.keys() <= {file.path for file in order.facts.files}:
        return False
    record = _record(order.program, order.portfolio, report, places, order.facts)
    return _fingerprint(order, record) == note.content


def _places(report: RenewalReport) -> dict[str, str]:
    """Give each document, in the order of its first activity, its place below `data/`."""
    paths = report.documents
    names = names_in_order([path.rpartition("/")[2] for path in paths])
    return {path: f"evidence/{name}" for path, name in zip(paths, names, strict=True)}


def _fingerprint(order: BuildOrder, record: RenewalRecord) -> str:
    """Fingerprint everything that makes the package what it is, as for a set."""
    parts = [__version__, hashlib.sha256(order.program_text.encode()).hexdigest()]
    if order.portfolio.paper is not None:
        parts.append(order.portfolio.paper)
    return hashlib.sha256(json.dumps(parts).encode() + encode_renewal(record)).hexdigest()


def _payload_files(
    order: BuildOrder,
    record: RenewalRecord,
    counted: tuple[CountedActivity, ...],
    places: dict[str, str],
) -> tuple[BagFile, ...]:
    """List the payload in the order in which it is written."""
    paper = paper_of(order.program, order.portfolio)
    said = renewal_report_page(order.program, record, counted, paper)
    links = tuple((file.original_name, file_link(file.path)) for file in record.files)
    by_place = {file.path: file for file in record.files}
    return (
        BagFile("index.html", report_page(said, PDF, links).encode()),
        BagFile(RECORD.name, _record_bytes(record)),
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

    A statement is in it where there is one, a language where it is not English; records had none
    of them before.
    """
    plain = msgspec.to_builtins(record)
    if not record.statement:
        del plain["statement"]
    if record.language == ENGLISH:
        del plain["language"]
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def _record_bytes(record: RenewalRecord) -> bytes:
    return encoded(RECORD, record, encode_renewal, _decode_renewal, LARGEST_RECORD)


def _decode_renewal(data: bytes) -> RenewalRecord:
    return msgspec.json.decode(data, type=RenewalRecord)


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
            for item in report.counted
        ),
        files=tuple(
            FileRecord(place, path.rpartition("/")[2], seen[path].sha256, seen[path].bytes)
            for path, place in places.items()
        ),
        statement=portfolio.renewal.statement if report.rule.statement_words else "",
        language=portfolio.language,
    )


# Report -----------------------------------------------------------------------------------------


def renewal_report_page(
    program: Program,
    record: RenewalRecord,
    counted: tuple[CountedActivity, ...],
    paper: PaperSize,
) -> Report:
    """Return the renewal in reading order, for the PDF and the web page alike.

    Its words are in the language of the portfolio, as all words of a package.
    """
    words = package_words(record.language)
    _ = words.gettext
    title = _(TITLE)
    rows = tuple(_activity_row(program, item, words) for item in counted)
    documents = tuple((f"{file.original_name}: {file.path}",) for file in record.files)
    return Report(
        title=f"{title}, {record.candidate}",
        subtitle=program.name,
        author=record.candidate,
        day=record.day,
        foot=f"{title}, {long_day(record.day, words)}",
        facts=facts(program, record),
        sentences=(_(ABOUT),),
        sections=(
            *((Section(_(STATEMENT), _paragraphs(record)),) if record.statement else ()),
            Section(_(ACTIVITIES), rows, tuple(map(_, COLUMNS)), WIDTHS, sums=True),
            Section(_(DOCUMENTS), documents),
        ),
        language=record.language,
        paper=paper,
    )


def facts(program: Program, record: RenewalRecord) -> tuple[tuple[str, str], ...]:
    """Return what the first page shows, as names and values."""
    words = package_words(record.language)
    _ = words.gettext
    rule = program.renewal
    hours, technology = _hours(record.hours), _hours(record.technology)
    if rule is not None:
        hours = _("{count} of {total}").format(count=hours, total=_hours(rule.hours))
    asked = rule is not None and bool(rule.technology_hours)
    shown = asked or bool(record.technology) or rule is None or not rule.voluntary
    if rule is not None and asked:
        total = _hours(rule.technology_hours)
        technology = _("{count} of {total}").format(count=technology, total=total)
    program_file = _("{program}, version {version}")
    return (
        (_("Name"), record.candidate),
        *(((_("Certification"), program.designation),) if program.designation else ()),
        (_("Certified"), long_day(record.certified, words)),
        *(((_("Expires"), long_day(record.expires, words)),) if record.expires else ()),
        (_("Contact hours"), hours),
        *(((_("On technology"), technology),) if shown else ()),
        (_("Last change"), long_day(record.day, words)),
        (_("Program file"), program_file.format(program=program.name, version=program.version)),
    )


def _paragraphs(record: RenewalRecord) -> tuple[tuple[str, ...], ...]:
    return tuple((line,) for line in record.statement.splitlines() if line.strip())


def _activity_row(program: Program, item: CountedActivity, words: Catalog) -> tuple[str, ...]:
    found = program.competency_set(item.activity.set_id)
    conversion = item.conversion
    counts = (
        ""
        if conversion is None
        else f"{conversion.title}, {_hours(item.activity.amount)} × {conversion.unit}"
    )
    return (
        long_day(item.activity.day, words),
        item.activity.title,
        counts,
        item.activity.set_id if found is None else found.short_title,
        _hours(item.technology) if item.technology else "–",
        _hours(item.hours),
    )


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f}"
