"""Building the package of a renewal, by the same machinery as that of a set."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lssc_desktop import __version__
from lssc_desktop.core.certification import certification
from lssc_desktop.core.edits import note_package
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.layout import PACKAGES
from lssc_desktop.core.names import names_in_order, one_line, person_slug, slug, surname
from lssc_desktop.core.portfolio import PackageKind, PackageNote, Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import CountedActivity, RenewalReport, renewal_report
from lssc_desktop.core.renewal_check import check_renewal
from lssc_desktop.core.shortening import short_line
from lssc_desktop.package.bag import BagFile, WrittenBag, write_bag
from lssc_desktop.package.build import PROFILE
from lssc_desktop.package.packing import changes_noticed
from lssc_desktop.package.record import FileRecord
from lssc_desktop.package.renewal_record import (
    FORMAT,
    ActivityRecord,
    RenewalRecord,
    encode_renewal,
)
from lssc_desktop.package.renewal_words import TITLE, renewal_report_page
from lssc_desktop.package.report import report_pdf
from lssc_desktop.package.report_page import report_page
from lssc_desktop.package.setting.page_evidence import file_link
from lssc_desktop.package.target import SUFFIX, target_of
from lssc_desktop.store.looking import look_at

RENEWAL = "renewal"
"""What stands in place of a set's id in names and notes of a renewal package."""

PDF = "renewal.pdf"


@dataclass(eq=False)
class RenewalBlocked(LsscError):
    """The renewal has blockers and cannot be packaged."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RenewalOrder:
    """What shall be packaged, of which folder; `output` None is `Packages/`."""

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class BuiltRenewal:
    """A package that was written, and the portfolio that has it noted."""

    path: Path
    written: WrittenBag
    portfolio: Portfolio


def pack_renewal(order: RenewalOrder, today: date, reporter: Reporter) -> BuiltRenewal:
    """Look at the folder once more and write the package of a renewal.

    Raises `RenewalBlocked` and whatever `look_at`, `target_of` and `write_bag` raise; then
    nothing was written.
    """
    looked = look_at(order.root, order.program, order.portfolio, today, reporter)
    portfolio = looked.portfolio
    present = {file.path for file in looked.facts.files}
    findings = check_renewal(order.program, portfolio, present, today)
    blockers = tuple(item for item in findings if item.level is Level.BLOCKER)
    report = renewal_report(order.program, portfolio, today)
    if blockers or report is None:
        raise RenewalBlocked(blockers)
    counted = _counted(report)
    places = _places(counted)
    record = _record(order.program, portfolio, report, places, looked.facts)
    content = _content(order, record)
    ours = tuple(note for note in portfolio.packages if note.content == content)
    top = _top(portfolio, record, ours)
    target = target_of(f"{top}{SUFFIX}", order.root, order.output, ours)
    files = _files(order, record, counted, places)
    with changes_noticed(order.root):
        info = _info(order.program, portfolio)
        written = write_bag(target, top, files, info, record.day, reporter)
    note = PackageNote(
        package_id=written.package_id,
        set_id=RENEWAL,
        kind=PackageKind.RENEWAL,
        copy=0,
        day=record.day,
        content=content,
        path=target.name if order.output is not None else f"{PACKAGES}/{target.name}",
        elsewhere=order.output is not None,
    )
    return BuiltRenewal(target, written, note_package(portfolio, note))


def is_renewal_current(
    order: RenewalOrder, note: PackageNote, today: date, reporter: Reporter
) -> bool:
    """Look at the folder, and tell whether a package would come out the same now.

    Raises what `look_at` raises.
    """
    looked = look_at(order.root, order.program, order.portfolio, today, reporter)
    report = renewal_report(order.program, looked.portfolio, today)
    if report is None:
        return False
    places = _places(_counted(report))
    if not places.keys() <= {file.path for file in looked.facts.files}:
        return False
    record = _record(order.program, looked.portfolio, report, places, looked.facts)
    return _content(order, record) == note.content


def _top(portfolio: Portfolio, record: RenewalRecord, ours: Sequence[PackageNote]) -> str:
    """Return the name of the folder in the package, by the rule for packages of a set."""
    what = f"{RENEWAL}-{record.day}"
    earlier = f"{slug(surname(portfolio.candidate.name)) or RENEWAL}-{what}"
    if any(note.path == f"{PACKAGES}/{earlier}{SUFFIX}" for note in ours):
        return earlier
    return f"{person_slug(portfolio.candidate.name, portfolio.id)}-{what}"


def _counted(report: RenewalReport) -> tuple[CountedActivity, ...]:
    return tuple(item for item in report.activities if item.why_not is None)


def _places(counted: tuple[CountedActivity, ...]) -> dict[str, str]:
    """Give each document, in the order of its first activity, its place below `data/`."""
    paths = tuple(dict.fromkeys(path for item in counted for path in item.activity.evidence))
    names = names_in_order([path.rpartition("/")[2] for path in paths])
    return {path: f"evidence/{name}" for path, name in zip(paths, names, strict=True)}


def _record(
    program: Program,
    portfolio: Portfolio,
    report: RenewalReport,
    places: dict[str, str],
    facts: FolderFacts,
) -> RenewalRecord:
    certified = certification(program, portfolio)
    if certified is None or certified.expires is None:
        raise AssertionError  # a report has a certification that expires
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
    )


def _content(order: RenewalOrder, record: RenewalRecord) -> str:
    """Fingerprint everything that makes the package what it is, as for a set."""
    parts = [__version__, hashlib.sha256(order.program_text.encode()).hexdigest()]
    return hashlib.sha256(json.dumps(parts).encode() + encode_renewal(record)).hexdigest()


def _files(
    order: RenewalOrder,
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


def _info(program: Program, portfolio: Portfolio) -> tuple[tuple[str, str], ...]:
    """Fill in bag-info.txt as `resources/bagit-profiles/package.json` asks."""
    return (
        ("BagIt-Profile-Identifier", PROFILE),
        ("Contact-Name", short_line(one_line(portfolio.candidate.name))),
        ("External-Description", f"{TITLE}, {program.name}"),
        ("Internal-Sender-Identifier", portfolio.id),
        ("LSSC-Program", f"{program.id} {program.version}"),
        ("LSSC-Set", RENEWAL),
        ("LSSC-Kind", PackageKind.RENEWAL.value),
        ("Bag-Software-Agent", f"LSSC Desktop {__version__}"),
    )
