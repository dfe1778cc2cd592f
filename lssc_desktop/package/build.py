"""Building the package of one set: checked, assembled, bagged and noted in the portfolio."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lssc_desktop import __version__
from lssc_desktop.core.edits import note_package
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.finding import Finding
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.job import Quiet, Reporter
from lssc_desktop.core.layout import PACKAGES
from lssc_desktop.core.names import one_line, person_slug, slug, surname
from lssc_desktop.core.places import SetUnknown, find_set
from lssc_desktop.core.portfolio import PackageKind, PackageNote, Portfolio, SetWork
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.readiness import check_set
from lssc_desktop.core.shortening import short_line
from lssc_desktop.package.assembly import assemble
from lssc_desktop.package.bag import BagFile, WrittenBag, write_bag
from lssc_desktop.package.book import Book
from lssc_desktop.package.describe import Subject, book_of, record_of, subject_of
from lssc_desktop.package.earlier import earlier_packages, prints_of, thread_of
from lssc_desktop.package.page import page
from lssc_desktop.package.payload import Payload, payload
from lssc_desktop.package.record import Record, encode_record
from lssc_desktop.package.target import SUFFIX, target_of

AGENT = f"LSSC Desktop {__version__}"
PROFILE = "urn:lssc-desktop:bagit-profile:package:1"


@dataclass(eq=False)
class HandInBlocked(LsscError):
    """The set has blockers, so that only a review copy can be made of it."""

    set_title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What shall be packaged, of which folder as it was seen; `output` None is `Packages/`.

    An `output` that is a folder gets the package under its usual name.
    """

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    facts: FolderFacts
    set_id: str
    kind: PackageKind
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A package that was written, and the portfolio that has it noted."""

    path: Path
    written: WrittenBag
    payload: Payload
    book: Book
    pdf: bytes
    portfolio: Portfolio


def build(order: Order, today: date, reporter: Reporter) -> Built:
    """Write the package of a set.

    Raises `SetUnknown`, `HandInBlocked` when a portfolio to hand in has blockers, and whatever
    `target_of` and `write_bag` raise; then nothing was written.
    """
    competency_set, work = _set(order)
    if order.kind is PackageKind.PORTFOLIO:
        check = check_set(order.program, competency_set, order.portfolio, order.facts, today)
        if check.blockers:
            raise HandInBlocked(competency_set.title, check.blockers)
    subject = _subject(order, competency_set, work)
    thread = thread_of(order.portfolio, order.facts.reviews, order.set_id, order.kind)
    unnumbered = record_of(subject, order.kind, 0, thread)
    content = content_of(order.program_text.encode(), unnumbered)
    copy = _copy_number(order, content)
    earlier = earlier_packages(order.portfolio, order.set_id, order.kind, copy, content)
    record = replace(unnumbered, copy=copy, earlier=earlier)
    ours = tuple(note for note in order.portfolio.packages if note.content == content)
    top = _top(order, work, copy, ours)
    target = target_of(f"{top}{SUFFIX}", order.root, order.output, ours)
    book = book_of(subject, order.kind, copy, thread)
    pdf = Once(lambda: assemble(book, Quiet()))  # made beside the copying, in another thread
    written = write_bag(
        target,
        top,
        _files(order, subject, book, record, pdf),
        _info(order, competency_set, copy),
        work.changed,
        reporter,
    )
    note = PackageNote(
        package_id=written.package_id,
        set_id=order.set_id,
        kind=order.kind,
        copy=copy,
        day=work.changed,
        content=content,
        path=target.name if order.output is not None else f"{PACKAGES}/{target.name}",
        elsewhere=order.output is not None,
        prints=prints_of(subject),
    )
    return Built(
        target,
        written,
        subject.payload,
        book,
        pdf(),
        note_package(order.portfolio, note),
    )


def is_current(order: Order, note: PackageNote) -> bool:
    """Tell whether a package that was built before would come out the same now.

    Another version of this program or another program file makes another package too. Raises
    `SetUnknown`.
    """
    competency_set, work = _set(order)
    subject = _subject(order, competency_set, work)
    thread = thread_of(order.portfolio, order.facts.reviews, order.set_id, order.kind)
    record = record_of(subject, order.kind, 0, thread)
    return content_of(order.program_text.encode(), record) == note.content


class Once:
    """A function that is asked at most once: the answer is kept."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._made: bytes | None = None

    def __call__(self) -> bytes:
        """Return what the function returned the first time."""
        if self._made is None:
            self._made = self._make()
        return self._made


def _set(order: Order) -> tuple[CompetencySet, SetWork]:
    competency_set = find_set(order.program, order.set_id)
    work = order.portfolio.set_work(order.set_id)
    if work is None:
        raise SetUnknown(order.set_id, tuple(item.set_id for item in order.portfolio.sets))
    return competency_set, work


def _subject(order: Order, competency_set: CompetencySet, work: SetWork) -> Subject:
    present = {file.path for file in order.facts.files}
    files = payload(competency_set, work, present)
    return subject_of(order.program, competency_set, order.portfolio, work, files, order.facts)


def content_of(program_text: bytes, record: Record) -> str:
    """Fingerprint everything that makes a package what it is.

    All but its copy number and the copies before it, which tell only how often it changed.
    The version of this program is part of it, because it makes the PDF and the page.
    """
    parts = [__version__, hashlib.sha256(program_text).hexdigest()]
    unnumbered = encode_record(replace(record, copy=0, earlier=()))
    return hashlib.sha256(json.dumps(parts).encode() + unnumbered).hexdigest()


def _copy_number(order: Order, content: str) -> int:
    """Return 0 for a portfolio; a review copy counts on only when its content has changed."""
    if order.kind is PackageKind.PORTFOLIO:
        return 0
    earlier = [
        note
        for note in order.portfolio.packages
        if note.set_id == order.set_id and note.kind is PackageKind.REVIEW_COPY
    ]
    same = next((note.copy for note in earlier if note.content == content), None)
    return same or max((note.copy for note in earlier), default=0) + 1


def _top(order: Order, work: SetWork, copy: int, ours: Sequence[PackageNote]) -> str:
    """Return the name of the folder in the package, which the file has too.

    It tells people of one name apart. What was packaged under the shorter name of earlier
    versions keeps that, so that the same content has the same bytes.
    """
    portfolio = order.portfolio
    review = f"-review-{copy}" if copy else ""
    what = f"{order.set_id}-{work.changed.isoformat()}{review}"
    earlier = f"{slug(surname(portfolio.candidate.name)) or 'portfolio'}-{what}"
    if any(note.path == f"{PACKAGES}/{earlier}{SUFFIX}" for note in ours):
        return earlier
    return f"{person_slug(portfolio.candidate.name, portfolio.id)}-{what}"


def _files(
    order: Order, subject: Subject, book: Book, record: Record, pdf: Callable[[], bytes]
) -> tuple[BagFile, ...]:
    """List the payload in the order in which it is written."""
    seen = subject.files
    own = tuple(
        BagFile(packaged, order.root / path, seen[path].bytes, seen[path].sha256)
        for path, packaged in subject.payload.all.items()
    )
    web = page(book).encode()
    program = order.program_text.encode()
    return (
        BagFile("index.html", web),
        BagFile("record.json", encode_record(record)),
        BagFile("program.toml", program),
        *own,
        BagFile("portfolio.pdf", pdf),
    )


def _info(order: Order, competency_set: CompetencySet, copy: int) -> tuple[tuple[str, str], ...]:
    """Fill in bag-info.txt as `resources/bagit-profiles/package.json` asks."""
    kind = "Review copy" if order.kind is PackageKind.REVIEW_COPY else "Portfolio"
    title = f"{kind} for {competency_set.title}, {order.program.name}"
    return (
        ("BagIt-Profile-Identifier", PROFILE),
        ("Contact-Name", short_line(one_line(order.portfolio.candidate.name))),
        ("External-Description", title),
        ("Internal-Sender-Identifier", order.portfolio.id),
        ("LSSC-Program", f"{order.program.id} {order.program.version}"),
        ("LSSC-Set", competency_set.id),
        ("LSSC-Kind", order.kind.value),
        *((("LSSC-Copy", str(copy)),) if copy else ()),
        ("Bag-Software-Agent", AGENT),
    )
