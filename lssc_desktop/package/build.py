"""Packages: building them, judging whether they are current, and finding them on disk.

Building checks and assembles what is ordered, writes the bag, and notes it in the portfolio. All
three read an order in one way, which is why they stand together.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from lssc_desktop import __version__
from lssc_desktop.core.check.finding import Finding
from lssc_desktop.core.check.readiness import check_set, files_to_open, renewal_files_to_open
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import (
    PACKAGES,
    Shown,
    one_line,
    person_slug,
    shown_as,
    slug,
    split_extension,
    surname,
)
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.portfolio.clean_copies import with_clean_copies
from lssc_desktop.core.portfolio.edits import note_package
from lssc_desktop.core.portfolio.portfolio import (
    FilePrint,
    PackageKind,
    PackageNote,
    PackagePrints,
    Portfolio,
    SetWork,
    TextPrint,
    file_print,
)
from lssc_desktop.core.program.program import CompetencySet, PrivacyLevel
from lssc_desktop.core.program.rules_id import LARGEST
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.copy_changes import use_prints
from lssc_desktop.core.review.review import Review, ReviewMode, Thread, ThreadState, set_threads
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.progress import SetUnknown, find_set, needed_portfolio
from lssc_desktop.core.standing.reconcile import Reconciliation, known_files
from lssc_desktop.core.text.changes import text_print
from lssc_desktop.core.text.extract import Fact, FactKind, only_facts
from lssc_desktop.core.text.printed import PrintedText, with_printed_introduction
from lssc_desktop.core.text.richtext import Form
from lssc_desktop.core.text.text import short_line
from lssc_desktop.disk.disk import FileMissing, FolderGone, names_in
from lssc_desktop.documents.images import jpeg_of_pixels
from lssc_desktop.documents.previews import Previewer, PreviewFailed, Source
from lssc_desktop.documents.previews.process import open_with_helper
from lssc_desktop.documents.word import DocumentUnreadable, read_printed
from lssc_desktop.package.assembly import assemble
from lssc_desktop.package.bag import BagFile, WrittenBag, write_bag
from lssc_desktop.package.book import (
    Book,
    Subject,
    about_documents,
    book_of,
    record_of,
    subject_of,
)
from lssc_desktop.package.opened import (
    NothingToRate,
    OpenedPackage,
    ReadableSet,
    open_for_review,
    packaged_file,
    within_limits,
)
from lssc_desktop.package.page import page
from lssc_desktop.package.record import (
    RECORD,
    EarlierPackage,
    Payload,
    Record,
    encode_record,
    payload,
    record_bytes,
    shown_files,
)
from lssc_desktop.package.renewal import RENEWAL, is_renewal_current, renewal_content
from lssc_desktop.package.target import PACKAGE_SUFFIX, BuildOrder, PackageContent, target_of
from lssc_desktop.package.typesetting.language import package_words
from lssc_desktop.package.writing.bag_source import FileChanged, FileWentBad
from lssc_desktop.store.folder.rebuild import FoundPackage
from lssc_desktop.store.folder.scan import looks_as_remembered, refresh
from lssc_desktop.store.portfolio_scan import scan_with_helper
from lssc_desktop.store.program_texts import program_in, text_in
from lssc_desktop.store.signing import try_to_sign
from lssc_desktop.values import dataclass

AGENT = f"LSSC Desktop {__version__}"
PROFILE = "urn:lssc-desktop:bagit-profile:package:1"


class HandInBlocked(LsscError):
    """The set has blockers, so that only a review copy can be made of it."""

    set_title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SetContent(PackageContent):
    """What the package of a set is made of, and what its book and its PDF show."""

    payload: Payload
    book: Book
    pdf: Callable[[Reporter], bytes]


class _PdfOnce:
    """The PDF of a book, made when it is first asked for: while other files are copied."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._pdf = b""

    def __call__(self, reporter: Reporter) -> bytes:
        """Return it. Raises what `assemble` raises."""
        self._pdf = self._pdf or assemble(self._book, reporter)
        return self._pdf


@dataclass(frozen=True, slots=True)
class Built:
    """A package that was written, and the portfolio that has it noted.

    `unsigned` is why it could not be signed though there is a key.
    """

    path: Path
    written: WrittenBag
    content: PackageContent
    portfolio: Portfolio
    signed: bool = False
    unsigned: LsscError | None = None

    @property
    def fingerprint(self) -> str:
        """That of the file, as sha256sum gives it."""
        return self.written.sha256


def build(order: BuildOrder, today: date, reporter: Reporter) -> Built:
    """Write the package of a set or of the renewal.

    Raises `SetUnknown`, `HandInBlocked` when a portfolio to hand in has blockers,
    `RenewalBlocked`, and whatever `target_of` and `write_bag` raise; then nothing was written.
    """
    is_renewal = order.kind is PackageKind.RENEWAL
    shown = _as_shown(order)
    if order.kind is PackageKind.PORTFOLIO:  # in the words of who builds it, not of who reads it
        _require_no_blockers(replace(shown, program=order.program), today)
    content = renewal_content(shown, today) if is_renewal else _set_content(shown, reporter)
    ours = tuple(note for note in order.portfolio.packages if note.content == content.fingerprint)
    top = _top_folder(order, content, ours)
    target = target_of(f"{top}{PACKAGE_SUFFIX}", order.root, order.output, ours)
    info = _bag_info(shown, content)
    written = write_bag(target, top, content.files, info, content.day, reporter, fingerprint=True)
    note = PackageNote(
        package_id=written.package_id,
        set_id=order.set_id,
        kind=order.kind,
        copy=content.copy,
        day=content.day,
        content=content.fingerprint,
        path=target.name if order.output is not None else f"{PACKAGES}/{target.name}",
        elsewhere=order.output is not None,
        prints=content.prints,
        built=today,
    )
    return Built(target, written, content, note_package(order.portfolio, note))


def _as_shown(order: BuildOrder) -> BuildOrder:
    """Return an order as readers see it: clean copies, what is needed, the program's language."""
    language = order.portfolio.language
    return replace(
        order,
        program=program_in(order.program, order.program_text, language),
        program_text=text_in(order.program.id, order.program_text, language),
        portfolio=needed_portfolio(order.program, with_clean_copies(order.portfolio)),
    )


def _require_no_blockers(order: BuildOrder, today: date) -> None:
    competency_set, _work = _set_and_work(order)
    check = check_set(order.program, competency_set, order.portfolio, order.facts, today)
    if check.blockers:
        raise HandInBlocked(competency_set.title, check.blockers)


def _set_content(order: BuildOrder, reporter: Reporter) -> SetContent:
    competency_set, work = _set_and_work(order)
    subject = _subject(order, competency_set, work)
    thread = thread_of(order.portfolio, order.facts.reviews, order.set_id, order.kind)
    unnumbered = record_of(subject, order.kind, 0, thread)
    fingerprint = content_fingerprint(order.program_text.encode(), unnumbered)
    copy = _copy_number(order, fingerprint)
    earlier = earlier_packages(order.portfolio, order.set_id, order.kind, copy, fingerprint)
    record = replace(unnumbered, copy=copy, earlier=earlier)
    said = _said(order.root, subject, reporter)
    shown = _shown(order.root, subject, reporter)
    whole = replace(subject, texts=_texts(order.root, subject), said=said, shown=shown)
    book = book_of(whole, order.kind, copy, thread)
    pdf = _PdfOnce(book)
    review = f"-review-{copy}" if copy else ""
    _ = package_words(order.portfolio.language).gettext
    kind = _("Review copy") if order.kind is PackageKind.REVIEW_COPY else _("{Portfolio}")
    return SetContent(
        name=f"{order.set_id}-{work.changed.isoformat()}{review}",
        title=kind
        if kind == competency_set.title
        else _("{kind} for {set_title}").format(kind=kind, set_title=competency_set.title),
        day=work.changed,
        fingerprint=fingerprint,
        files=_payload_files(order, subject, book, record, pdf),
        copy=copy,
        prints=package_prints(subject, unnumbered),
        payload=subject.payload,
        book=book,
        pdf=pdf,
    )


def _texts(root: Path, subject: Subject) -> dict[str, PrintedText]:
    """Return what readers see of the documents of a set, by their paths in the folder.

    One that cannot be read now is left to those who copy it into the package.
    """
    found: dict[str, PrintedText] = {}
    for path in subject.payload.all:
        seen = subject.documents.get(path)
        if seen is None or seen.fault:
            continue
        try:
            text = read_printed(root / path, path)
        except DocumentUnreadable:
            continue
        first = next(iter(seen.text.paragraphs), None)
        is_introduced = first is not None and first.form is Form.INTRODUCTION
        found[path] = with_printed_introduction(text) if is_introduced else text
    return found


_TOLD = (Shown.LINK, Shown.SOUND, Shown.FILM)
_TOLD_FACTS = (FactKind.ADDRESS, FactKind.LENGTH)


def _said(root: Path, subject: Subject, reporter: Reporter) -> dict[str, tuple[Fact, ...]]:
    """Return where links lead and how long recordings are, by their paths in the folder.

    The preview helper reads them. Of one that it cannot read nothing is told.
    """
    found: dict[str, tuple[Fact, ...]] = {}
    with closing(Previewer()) as previewer:
        for path in subject.payload.evidence:
            if shown_as(path) not in _TOLD:
                continue
            with suppress(PreviewFailed):
                source = Source(path.rpartition("/")[2], path, root / path)
                facts = only_facts(previewer.look(source, reporter).extract)
                found[path] = tuple(fact for fact in facts if fact.kind in _TOLD_FACTS)
    return found


_NOT_IN_BROWSERS = frozenset({".heic", ".heif"})
_SHOWN_SIDE = 1200  # pixels: sharp in the width of the page
_MOST_SHOWN = 16_000_000  # bytes of all of them


def _shown(root: Path, subject: Subject, reporter: Reporter) -> dict[str, str]:
    """Return addresses of photos that browsers do not show, with a JPEG in each, by their paths.

    The preview helper reads them. Of one that it cannot read, or that is too much, there is none.
    """
    found: dict[str, str] = {}
    room = _MOST_SHOWN
    with closing(Previewer()) as previewer:
        for path in subject.payload.evidence:
            if split_extension(path)[1].lower() not in _NOT_IN_BROWSERS:
                continue
            with suppress(PreviewFailed):
                source = Source(path.rpartition("/")[2], path, root / path)
                seen = previewer.page(source, 0, (_SHOWN_SIDE, _SHOWN_SIDE), reporter)
                picture = jpeg_of_pixels(seen.width, seen.height, seen.data)
                if len(picture) <= room:
                    found[path] = f"data:image/jpeg;base64,{b64encode(picture).decode()}"
                    room -= len(picture)
    return found


def is_current(order: BuildOrder, note: PackageNote) -> bool:
    """Return whether a package that was built before would come out the same now.

    Another version of this program or another program file makes another package too. Raises
    `SetUnknown`.
    """
    order = _as_shown(order)
    competency_set, work = _set_and_work(order)
    subject = _subject(order, competency_set, work)
    thread = thread_of(order.portfolio, order.facts.reviews, order.set_id, order.kind)
    record = record_of(subject, order.kind, 0, thread)
    return content_fingerprint(order.program_text.encode(), record) == note.content


def content_fingerprint(program_text: bytes, record: Record) -> str:
    """Fingerprint everything that makes a package what it is.

    All but its copy number and the copies before it, which show only how often it changed.
    The version of this program is part of it, because it makes the PDF and the page.
    """
    parts = [__version__, hashlib.sha256(program_text).hexdigest()]
    unnumbered = encode_record(replace(record, copy=0, earlier=()))
    return hashlib.sha256(json.dumps(parts).encode() + unnumbered).hexdigest()


def _set_and_work(order: BuildOrder) -> tuple[CompetencySet, SetWork]:
    competency_set = find_set(order.program, order.set_id)
    work = order.portfolio.set_work(order.set_id)
    if work is None:
        raise SetUnknown(order.set_id, tuple(item.set_id for item in order.portfolio.sets))
    return competency_set, work


def _subject(order: BuildOrder, competency_set: CompetencySet, work: SetWork) -> Subject:
    present = {file.path for file in order.facts.files}
    about = about_documents(order.program, competency_set, order.portfolio)
    files = payload(competency_set, work, present, [path for path, _title in about])
    return subject_of(order.program, competency_set, order.portfolio, work, files, order.facts)


def _copy_number(order: BuildOrder, content: str) -> int:
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


def _top_folder(order: BuildOrder, content: PackageContent, ours: Sequence[PackageNote]) -> str:
    """Return the name of the folder in the package, which the file has too.

    It distinguishes candidates of one name. What was packaged under the shorter name of earlier
    versions keeps that, so that the same content has the same bytes.
    """
    candidate = order.portfolio.candidate
    nobody = RENEWAL if order.kind is PackageKind.RENEWAL else "portfolio"
    earlier = f"{slug(surname(candidate.name)) or nobody}-{content.name}"
    if any(note.path == f"{PACKAGES}/{earlier}{PACKAGE_SUFFIX}" for note in ours):
        return earlier
    return f"{person_slug(candidate.name, order.portfolio.id)}-{content.name}"


def _payload_files(
    order: BuildOrder,
    subject: Subject,
    book: Book,
    record: Record,
    pdf: Callable[[Reporter], bytes],
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
        BagFile(RECORD.name, record_bytes(record)),
        BagFile("program.toml", program),
        *own,
        BagFile("portfolio.pdf", pdf),
    )


def _bag_info(order: BuildOrder, content: PackageContent) -> tuple[tuple[str, str], ...]:
    """Fill in bag-info.txt as `resources/bagit-profiles/package.json` asks."""
    return (
        ("BagIt-Profile-Identifier", PROFILE),
        ("Contact-Name", short_line(one_line(order.portfolio.candidate.name))),
        ("External-Description", f"{content.title}, {order.program.name}"),
        ("Internal-Sender-Identifier", order.portfolio.id),
        ("LSSC-Program", f"{order.program.id} {order.program.version}"),
        ("LSSC-Set", order.set_id),
        ("LSSC-Kind", order.kind.value),
        *((("LSSC-Copy", str(content.copy)),) if content.copy else ()),
        ("Bag-Software-Agent", AGENT),
    )


# Packing with a fresh look ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Packaged:
    """A package, and what the look before it found that the portfolio did not know."""

    built: Built
    reconciliation: Reconciliation
    facts: FolderFacts

    @property
    def note(self) -> PackageNote:
        """What the portfolio has to remember of the package."""
        return self.built.portfolio.packages[-1]


def refresh_and_build(order: BuildOrder, today: date, reporter: Reporter) -> Packaged:
    """Take in what other programs did to the files, open the evidence, and build the package.

    What the order knows of the files may be old. Evidence that is known to open is not opened
    again. Raises what `refresh` and `build` raise; then nothing was written.
    """
    looked = refresh(order.root, order.program, order.portfolio, today, reporter)
    if order.kind is PackageKind.RENEWAL:
        files = renewal_files_to_open(order.program, looked.portfolio, looked.facts, today)
    else:
        files = files_to_open(order.program, looked.portfolio, looked.facts, {order.set_id})
    facts = replace(looked.facts, tried=open_with_helper(order.root, files, reporter))
    if order.program.privacy.level is PrivacyLevel.BLOCKER and order.set_id:
        whole = (order.root, order.program, looked.portfolio, facts)
        facts = replace(facts, scanned=scan_with_helper(*whole, reporter, {order.set_id}))
    current = replace(order, portfolio=looked.portfolio, facts=facts)
    with bad_files_told(order.root):
        built = build(current, today, reporter)
        signed, unsigned = try_to_sign(order.sign_with, built.path, built.fingerprint)
        built = replace(built, signed=signed, unsigned=unsigned)
        return Packaged(built, looked.reconciliation, facts)


def refresh_and_compare(
    order: BuildOrder, note: PackageNote, today: date, reporter: Reporter
) -> bool:
    """Look at the folder, and return whether a package would come out the same now.

    Raises what `refresh` and `is_current` raise.
    """
    looked = refresh(order.root, order.program, order.portfolio, today, reporter)
    current = replace(order, portfolio=looked.portfolio, facts=looked.facts)
    if order.kind is PackageKind.RENEWAL:
        return is_renewal_current(_as_shown(current), note, today)
    return is_current(current, note)


@contextmanager
def bad_files_told(root: Path) -> Iterator[None]:
    """Tell a file that went bad on its drive from one that was saved meanwhile.

    The first has the size and the time of before. What it holds is not taken for its content at
    the next look either, until somebody saves it or puts the right one in its place.
    """
    try:
        yield
    except FileChanged as error:
        if looks_as_remembered(root, Path(error.path)):
            raise FileWentBad(error.path) from error
        raise


# Reading without building -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetInFolder(ReadableSet):
    """A set as its evaluators would read it, straight from a folder: no package is written.

    `files` are evidence and Word files, by their paths below `data/`.
    """

    files: Mapping[str, Path]


def read_as_evaluator(order: BuildOrder, today: date, reporter: Reporter) -> SetInFolder:
    """Look at the folder, and return a set as evaluators would read it now; nothing is written.

    Raises `SetUnknown`, `NothingToRate` for a set by course, and what `refresh` raises.
    """
    looked = refresh(order.root, order.program, order.portfolio, today, reporter)
    current = _as_shown(replace(order, portfolio=looked.portfolio, facts=looked.facts))
    competency_set, work = _set_and_work(current)
    if work.route is not Route.PORTFOLIO:
        raise NothingToRate(str(order.root))
    subject = _subject(current, competency_set, work)
    thread = thread_of(current.portfolio, current.facts.reviews, order.set_id, order.kind)
    documents = (
        replace(within_limits(seen), path=packaged, locked=False)
        for path, packaged in subject.payload.responses.items()
        if (seen := subject.documents.get(path)) is not None
    )
    payload = subject.payload
    shown = {**payload.responses, **payload.evidence, **payload.documents}
    files = {packaged: order.root / path for path, packaged in shown.items()}
    record = record_of(subject, order.kind, 0, thread)
    return SetInFolder(record, order.program, competency_set, tuple(documents), files)


@dataclass(frozen=True, slots=True)
class BookInFolder:
    """A set as one reads it outside any package; files are named by their places in the folder."""

    book: Book
    texts: Mapping[str, Path]
    """The Word files of its texts, by their paths in the folder."""
    files: Mapping[str, Path]
    """Its evidence and documents, likewise."""

    missing: tuple[str, ...]
    """What the set has and the folder does not, or not for us: by their paths in it."""

    unread: tuple[str, ...]
    """Word files that are there and could not be read."""


def book_in_folder(order: BuildOrder) -> BookInFolder:
    """Return a set to be exported, from a folder as it was seen. Raises `SetUnknown`."""
    order = _as_shown(order)
    competency_set, work = _set_and_work(order)
    subject = _subject(order, competency_set, work)
    packaged = subject.payload
    at_home = Payload(
        {path: path for path in packaged.responses},
        {path: path for path in packaged.evidence},
        {path: path for path in packaged.documents},
    )
    subject = replace(subject, payload=at_home)
    whole = replace(subject, texts=_texts(order.root, subject))
    shown = (*at_home.evidence, *at_home.documents)
    about = about_documents(order.program, competency_set, order.portfolio)
    known = known_files(order.portfolio)
    wanted = payload(competency_set, work, known, [path for path, _title in about])
    faults = {each.path: each.fault for each in order.facts.documents}
    return BookInFolder(
        replace(book_of(whole, PackageKind.PORTFOLIO, 0), exported=True),
        {path: order.root / path for path in at_home.responses},
        {path: order.root / path for path in shown},
        tuple(path for path in wanted.all if path not in packaged.all),
        tuple(path for path in at_home.responses if faults.get(path)),
    )


# Earlier rounds ---------------------------------------------------------------------------------


def thread_of(
    portfolio: Portfolio, reviews: Iterable[Review], set_id: str, kind: PackageKind
) -> tuple[Thread, ...]:
    """Return the comments that a package carries with the candidate's answers.

    A review copy carries all of them; what is handed in only what the program itself asked,
    because evaluators are to judge the work and not what staff said on the way. An answer that
    is not marked as one is a draft and stays at home.
    """
    found = tuple(
        replace(thread, answer=None) if thread.state is ThreadState.OPEN else thread
        for thread in set_threads(portfolio, reviews, set_id)
    )
    if kind is PackageKind.REVIEW_COPY:
        return found
    return tuple(thread for thread in found if thread.mode is ReviewMode.RESULT)


def earlier_packages(
    portfolio: Portfolio, set_id: str, kind: PackageKind, copy: int, content: str
) -> tuple[EarlierPackage, ...]:
    """Return the packages before the one of this copy number and content, the oldest first.

    The same content gives the same list, whatever was built since: review copies go by their
    numbers, portfolios by the decisions on them.
    """
    notes = {
        note.package_id: note
        for note in portfolio.packages
        if note.set_id == set_id and note.kind is kind
    }
    if kind is PackageKind.REVIEW_COPY:
        before = sorted((note.copy, note.package_id) for note in notes.values() if note.copy < copy)
        return tuple(_as_earlier(notes[package_id]) for _, package_id in before)
    work = portfolio.set_work(set_id)
    found: list[PackageNote] = []
    for decision in () if work is None else work.decisions:
        note = notes.get(decision.package_id)
        if note is None or note in found:
            continue
        if note.content == content:
            break
        found.append(note)
    return tuple(_as_earlier(note) for note in found)


def _as_earlier(note: PackageNote) -> EarlierPackage:
    return EarlierPackage(note.package_id, note.copy, note.day, note.prints)


def package_prints(subject: Subject, record: Record) -> PackagePrints:
    """Return what a later package needs to know of a set as it is packaged now."""
    work = subject.work
    uses = use_prints(shown_files(record))
    if work.route is not Route.PORTFOLIO:
        return PackagePrints(files=_file_prints(subject), uses=uses)
    texts = []
    for competency in subject.competency_set.competencies:
        document = subject.document(work.competency(competency.number).response)
        if document is not None:
            texts.append(TextPrint(competency.number, text_print(document.text)))
    statement = subject.document(work.statement)
    if statement is not None:
        texts.append(TextPrint(None, text_print(statement.text)))
    return PackagePrints(tuple(texts), _file_prints(subject), uses)


def _file_prints(subject: Subject) -> tuple[FilePrint, ...]:
    return tuple(
        file_print(path.rpartition("/")[2], subject.files[path].sha256)
        for path in (*subject.payload.evidence, *subject.payload.documents)
    )


# Packages on disk -------------------------------------------------------------------------------


def found_packages(root: Path, reporter: Reporter) -> tuple[FoundPackage, ...]:
    """Verify and read every package of a set in `Packages/`, the oldest first.

    For when nothing else remembers them. What is damaged, or no package of a set, is passed
    over. Raises `Cancelled`.
    """
    found = []
    for path in _package_paths(root / PACKAGES):
        try:
            opened = open_for_review(path, reporter)
            note = _note_of(opened, reporter)
        except Cancelled:
            raise
        except LsscError:
            continue
        found.append(FoundPackage(opened.record.portfolio, note))
    return tuple(sorted(found, key=lambda item: (item.note.day, item.note.copy)))


def _package_paths(folder: Path) -> Iterator[Path]:
    try:
        names = names_in(folder)
    except (FileMissing, FolderGone):
        return
    yield from (folder / name for name in sorted(names) if name.endswith(PACKAGE_SUFFIX))


def _note_of(opened: OpenedPackage, reporter: Reporter) -> PackageNote:
    record = opened.record
    return PackageNote(
        package_id=opened.package_id,
        set_id=record.set,
        kind=record.kind,
        copy=record.copy,
        day=record.day,
        content=_content_of_opened(opened, reporter),
        path=f"{PACKAGES}/{opened.path.name}",
        prints=_prints_of_opened(opened),
    )


def _content_of_opened(opened: OpenedPackage, reporter: Reporter) -> str:
    """Return the fingerprint of what a package holds; "" for one of another version of ours."""
    if ("Bag-Software-Agent", AGENT) not in opened.verification.info:
        return ""
    program = packaged_file(opened.path, "program.toml", LARGEST, reporter)
    return content_fingerprint(program, opened.record)


def _prints_of_opened(opened: OpenedPackage) -> PackagePrints:
    record = opened.record
    places = {item.response: item.number for item in record.competencies if item.response}
    texts = [
        TextPrint(number, text_print(document.text))
        for path, number in places.items()
        if (document := opened.document(path)) is not None
    ]
    statement = opened.document(record.statement)
    if statement is not None:
        texts.append(TextPrint(None, text_print(statement.text)))
    files = (
        file_print(file.original_name, file.sha256)
        for file in record.files
        if file.path not in {*places, record.statement}
    )
    return PackagePrints(tuple(texts), tuple(files), use_prints(shown_files(record)))
