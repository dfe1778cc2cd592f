"""Opened packages, as a reviewer reads them: verified, their record and texts read.

Nothing is unpacked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.errors import Counted, LsscError, Says
from lssc_desktop.core.files.names import split_extension
from lssc_desktop.core.files.seen import DOCUMENT_MISSING, SeenDocument, as_response
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackagePrints
from lssc_desktop.core.program import rules_id
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.program.reviewing import blind_label, carries_name
from lssc_desktop.core.review.evaluation import MissingParts, missing_parts
from lssc_desktop.core.review.review import About, Comment, Review, ReviewedPackage
from lssc_desktop.core.submission.shelf import SeenOnShelf
from lssc_desktop.core.submission.trust import SignatureCheck
from lssc_desktop.core.text.richtext import DocumentFault, RichText
from lssc_desktop.core.text.text import TextLimits, truncated
from lssc_desktop.disk.disk import kind_of
from lssc_desktop.documents.word import read_content
from lssc_desktop.package.reader import (
    LARGEST_RECORD,
    Verification,
    open_package,
    package_id,
    verify_opened,
    with_fingerprint,
)
from lssc_desktop.package.reading.fault import PAYLOAD
from lssc_desktop.package.reading.package_files import FileUnusable, Package, PackageMissing, read
from lssc_desktop.package.record import Record, decode_record
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.store.programs import read_program
from lssc_desktop.store.signing import check_signature
from lssc_desktop.values import dataclass

_RECORD = "data/record.json"
_PROGRAM = "data/program.toml"

_LARGEST_DOCUMENT = 64_000_000

_MOST_OF_TEXT = TextLimits(characters=40_000, paragraphs=600, spans=1_500)
"""Of one text, that is shown: over ten pages, where a program asks for three."""

_MOST_TOGETHER = 1_000_000
"""Characters and paragraphs of all texts: beyond it no further file is read, for it takes time."""

_COST_OF_TOO_LARGE = 600_000
"""What a file counts for that was given up as too large, after most of the work."""


class NotOurPackage(LsscError):
    """A bag that has no record of a competency set in it, so that nobody can review it here."""

    path: str

    says = Says(
        "{path:file} isn’t a package of {a_competency_set}.",
        "You can verify it, but you can’t review it here.",
        "Ask the candidate for the package LSSC Desktop built.",
    )


class PackageNotValid(LsscError):
    """A package that is damaged or was changed; `faults` says how many things are wrong."""

    path: str
    faults: int

    says = Says(
        Counted(
            "{path:file} is damaged or was changed: {faults} problem.",
            "{path:file} is damaged or was changed: {faults} problems.",
            "faults",
        ),
        "A review is for one unchanged package, so you can’t review it.",
        "Verify it to see the problems, and ask for the package again.",
    )


class OpenedPackageChanged(LsscError):
    """The file under this name is not the package any more that was opened."""

    path: str

    says = Says(
        "{path:file} isn’t the same file you opened.",
        "What you wrote is about the package you opened. None of it is lost.",
        "Save your review, then open the package again to see what it has now.",
    )


class NotAsNamed(LsscError):
    """A file in a package whose content is not of the kind that its name says."""

    name: str

    says = Says(
        "{name:safe_file} isn’t the kind of file its name says, so we don’t open it.",
        "It could run on this computer, or it may be damaged.",
        "Ask the candidate for a PDF or a picture of it.",
    )


class NothingToRate(LsscError):
    """A package of a set that is achieved by a course: it has no responses to rate."""

    path: str

    says = Says(
        "The {set} in {path:file} is achieved by a course.",
        "It has no responses to rate.",
        "Read it in the browser. It has the course record and the certificate.",
    )


class NotHandedIn(LsscError):
    """A package that is a review copy and no portfolio, so that nobody can decide on it."""

    path: str

    says = Says(
        "{path:file} is a copy for staff review, not {a_portfolio} to evaluate.",
        "You can comment on it, but you can’t decide on it.",
        "Ask for the package that was handed in, or review it without evaluating.",
    )


class EvaluationIsNoLetter(LsscError):
    """A letter was wished of what one evaluator found: that is for the program office alone."""

    path: str

    says = Says(
        "{path:file} is {an_evaluator}’s file for the program office.",
        "No letter was written.",
        "First, make a result from the evaluations. That can be saved as a letter.",
    )


class SeenNotBlind(LsscError):
    """An evaluation that goes on where the candidate's name is shown, or the other way around."""

    path: str

    says = Says(
        "You can’t continue with {path:file} here.",
        "Your program evaluates blind, and one of these shows the candidate’s name or an "
        "evaluation.",
        "Close the package. Open it to evaluate or to review, the same way the file was made.",
    )


class ReviewOfAnother(LsscError):
    """A review by this reviewer that is about another package than the one under this path."""

    path: str
    reviewer: str

    says = Says(
        "The file by {reviewer:line} isn’t about {path:file}.",
        "No letter was written.",
        "Choose the review or the result for this package.",
    )


class FileUnknown(LsscError):
    """The package shows no file at that place."""

    path: str

    says = Says(
        "The package doesn’t have the file “{path:line}”.",
        "No review was saved.",
        "The evidence lists in index.html show where its files are.",
    )


@dataclass(frozen=True, slots=True)
class ReadableSet:
    """A competency set as a reviewer reads it: its record, and what its Word files say.

    The `path` of each document, as every path in the record, is below `data/`.
    """

    record: Record
    program: Program
    competency_set: CompetencySet
    documents: tuple[SeenDocument, ...]

    def document(self, path: str | None) -> SeenDocument | None:
        """Return what was read of a document, None where there is none."""
        return next((item for item in self.documents if item.path == path), None)


@dataclass(frozen=True, slots=True)
class OpenedPackage(ReadableSet):
    """A valid package; `seen` is the file as it was when it was opened, None for a folder.

    `program_text` is the text of its program file.
    """

    path: Path
    package_id: str
    verification: Verification
    seen: SeenOnShelf | None = None
    program_text: str = ""

    def program_in(self, language: str) -> Program:
        """Return its program in a language, as far as the package or we have its texts in it."""
        return program_in(self.program, self.program_text, language)

    def shown_in(self, language: str) -> "OpenedPackage":
        """Return it for somebody who reads a language: its program, as far as it can be."""
        program = self.program_in(language)
        found = program.competency_set(self.record.set) or self.competency_set
        return replace(self, program=program, competency_set=found)


def open_for_review(path: Path, reporter: Reporter) -> OpenedPackage:
    """Verify a package and read what a reviewer reads.

    Raises:
        PackageNotValid: something is missing, damaged or changed.
        NotOurPackage: a valid bag, but no package of a competency set.
        LsscError: what `verify`, `decode_record` and `read_program` raise.
    """
    seen = _seen(path)
    package = open_package(path, reporter)
    found = with_fingerprint(verify_opened(package, reporter), path, reporter)
    return _read_opened(package, seen, found, reporter)


def read_opened(path: Path, found: Verification, reporter: Reporter) -> OpenedPackage:
    """Read what a reviewer reads in a package that was verified a moment ago.

    Raises `OpenedPackageChanged` when it is another one by now.
    """
    if not found.valid:
        raise PackageNotValid(str(path), len(found.faults))
    seen = _seen(path)
    return _read_opened(open_package(path, reporter), seen, found, reporter)


def _read_opened(
    package: Package, seen: SeenOnShelf | None, found: Verification, reporter: Reporter
) -> OpenedPackage:
    path = package.path
    if not found.valid or found.package_id is None:
        raise PackageNotValid(str(path), len(found.faults))
    if package_id(package) != found.package_id:
        raise OpenedPackageChanged(str(path))
    record = decode_record(_read_required(package, _RECORD, LARGEST_RECORD), str(path))
    source = _read_required(package, _PROGRAM, rules_id.LARGEST)
    program = read_program(source, path.name)
    competency_set = program.competency_set(record.set)
    if competency_set is None or program.id != record.program:
        raise NotOurPackage(str(path))
    documents = tuple(_documents(package, record, reporter))
    read = (record, program, competency_set, documents)
    text = source.decode("utf-8-sig")
    return OpenedPackage(*read, path, found.package_id, found, seen, text)


def require_unchanged(opened: OpenedPackage) -> None:
    """Make sure that no other file lies there now; what was said is about the first.

    Raises `OpenedPackageChanged`, and `PackageMissing` when nothing lies there.
    """
    if opened.seen != _seen(opened.path):
        raise OpenedPackageChanged(str(opened.path))


def packaged_file(path: Path, name: str, limit: int, reporter: Reporter) -> bytes:
    """Return the content of one file of a package; `name` is below `data/`.

    Raises `FileUnusable` when it is larger than `limit` bytes or cannot be read.
    """
    package = open_package(path, reporter)
    if f"{PAYLOAD}{name}" not in package.names():
        raise NotOurPackage(str(path))
    return read(package, f"{PAYLOAD}{name}", limit)


def file_blocks(opened: OpenedPackage, name: str) -> Iterator[memoryview]:
    """Yield the content of one file of a package in pieces; `name` is below `data/`.

    A piece is gone when the next is asked for. Raises as `packaged_file` and `require_unchanged`.
    """
    package = open_package(opened.path)
    require_unchanged(opened)
    if f"{PAYLOAD}{name}" not in package.names():
        raise NotOurPackage(str(opened.path))
    with package.reader() as reader:
        yield from reader.blocks(f"{PAYLOAD}{name}")


def _seen(path: Path) -> SeenOnShelf | None:
    """Return what distinguishes a file from another under its name, None for a folder."""
    try:
        stat = path.stat()
    except OSError as error:
        raise PackageMissing(str(path)) from error
    is_folder = kind_of(stat.st_mode) == "folder"
    return None if is_folder else SeenOnShelf(stat.st_size, stat.st_mtime_ns)


def _read_required(package: Package, name: str, limit: int) -> bytes:
    if name not in package.names():
        raise NotOurPackage(str(package.path))
    try:
        return read(package, name, limit)
    except FileUnusable as error:
        raise NotOurPackage(str(package.path)) from error


def _documents(package: Package, record: Record, reporter: Reporter) -> Iterator[SeenDocument]:
    paths = [item.response for item in record.competencies]
    wanted = [path for path in (*paths, record.statement) if path is not None]
    names = package.names()
    left = _MOST_TOGETHER
    for done, path in enumerate(wanted):
        reporter(Progress(Step.READING, done, len(wanted), Item(path, done, len(wanted))))
        inside = f"{PAYLOAD}{path}"
        if inside not in names:
            yield SeenDocument(path, fault=DOCUMENT_MISSING)
            continue
        if left < 0:
            yield SeenDocument(path, fault=DocumentFault.TOO_LARGE.value)
            continue
        try:
            seen = read_content(read(package, inside, _LARGEST_DOCUMENT), path)
            seen = seen if path == record.statement else as_response(seen)
        except FileUnusable:
            yield SeenDocument(path, fault=DocumentFault.TOO_LARGE.value)
            continue
        left -= _COST_OF_TOO_LARGE if seen.fault == DocumentFault.TOO_LARGE else _length(seen.text)
        yield within_limits(seen)


def within_limits(seen: SeenDocument) -> SeenDocument:
    """Return as much of a document as a reviewer is shown."""
    text = truncated(seen.text, _MOST_OF_TEXT)
    return replace(seen, text=text, cut=text is not seen.text)


def _length(text: RichText) -> int:
    return sum(1 + len(paragraph.text) for paragraph in text.paragraphs)


def signature_of(config: Path, opened: OpenedPackage) -> SignatureCheck:
    """Return what the signature beside a package shows, by this user's settings in `config`.

    Where nobody is to know whose package it is, no name and no key is in it.
    """
    verified = opened.verification
    found = check_signature(config, opened.path, verified.candidate, verified.fingerprint)
    return found.nameless if is_hidden(opened) else found


# What a review is about -------------------------------------------------------------------------


def require_handed_in(opened: OpenedPackage) -> None:
    """Raise `NotHandedIn` for a package that evaluators have nothing to decide on."""
    if opened.record.kind is not PackageKind.PORTFOLIO:
        raise NotHandedIn(str(opened.path))


def require_about(opened: OpenedPackage, review: Review) -> None:
    """Raise `ReviewOfAnother` for a review that says nothing about this package."""
    if review.package.package_id != opened.package_id:
        raise ReviewOfAnother(str(opened.path), review.reviewer)


def reviewed_package(opened: OpenedPackage) -> ReviewedPackage:
    """Return what a review says of the package that it is bound to."""
    record = opened.record
    return ReviewedPackage(
        package_id=opened.package_id,
        portfolio=record.portfolio,
        program=record.program,
        program_version=record.program_version,
        set_id=record.set,
        set_title=record.title,
        candidate=record.candidate,
        kind=record.kind,
        copy=record.copy,
        day=record.day,
        revision=0 if record.copy else len(record.earlier),
    )


def blinded(opened: OpenedPackage) -> OpenedPackage:
    """Return a package as an evaluator reads it who is not to know whose it is.

    A label stands for the candidate, and a neutral name for each file whose name tells it; what
    was said in earlier rounds and what is about the candidate is not there. The texts and the
    files themselves are as they are.
    """
    record = opened.record
    names = (
        replace(file, original_name=_neutral_name(file.original_name))
        if carries_name(file.original_name, record.candidate)
        else file
        for file in record.files
    )
    return replace(
        opened,
        record=replace(
            record,
            candidate=blind_label(opened.package_id),
            files=tuple(names),
            thread=(),
            earlier=tuple(replace(each, prints=PackagePrints()) for each in record.earlier),
            documents=(),
        ),
    )


def is_hidden(opened: OpenedPackage) -> bool:
    """Whether a package is shown without saying whose it is (`blinded`)."""
    return opened.record.candidate == blind_label(opened.package_id)


def is_blind(review: Review) -> bool:
    """Whether a review was written by somebody who was not to know whose package it is."""
    return review.package.candidate == blind_label(review.package.package_id)


def with_own_names(opened: OpenedPackage, comments: Iterable[Comment]) -> tuple[Comment, ...]:
    """Return comments whose files have the names again that the candidate gave them."""
    return tuple(
        replace(each, about=about_file(opened.record, each.about.competency, each.about.evidence))
        if each.about.evidence
        else each
        for each in comments
    )


def _neutral_name(name: str) -> str:
    return f"name hidden{split_extension(name)[1]}"


def missing_in(opened: OpenedPackage, review: Review) -> MissingParts:
    """Return what a review of a package lacks before it is saved."""
    numbers = [item.number for item in opened.competency_set.competencies]
    return missing_parts(
        review,
        numbers,
        written=written_numbers(opened),
        has_statement=opened.record.statement is not None,
        conflict_asked=bool(opened.program.reviews.conflict_question),
    )


def written_numbers(opened: ReadableSet) -> frozenset[int]:
    """Return the competencies with words, or with a file that says more than we can read.

    Where none needs any, or the statement answers all of them, every one counts as written.
    """
    items = opened.record.competencies
    by_statement = opened.record.statement is not None and not any(item.response for item in items)
    if by_statement or not opened.program.needs_responses:
        return frozenset(item.number for item in items)
    found = ((item.number, opened.document(item.response)) for item in items)
    return frozenset(number for number, seen in found if seen is not None and _has_words(seen))


def _has_words(seen: SeenDocument) -> bool:
    is_empty = not any(paragraph.text.strip() for paragraph in seen.text.paragraphs)
    return not is_empty or bool(seen.fault or seen.beyond)


def find_file(record: Record, path: str) -> About:
    """Return what a comment is about that is about a file, at the first place that shows it.

    `path` is below `data/`. Raises `FileUnknown`.
    """
    for number, use in record.shown():
        if use.path == path:
            return about_file(record, number, path)
    if any(document.path == path for document in record.documents):
        return about_file(record, None, path)
    raise FileUnknown(path)


def about_file(record: Record, competency: int | None, path: str) -> About:
    """Return what a comment is about that is about a file shown for a competency.

    None: shown by the statement, or a document about the candidate.
    """
    file = next((item for item in record.files if item.path == path), None)
    if file is None:
        return About(competency, path)
    return About(competency, path, file.original_name, file.sha256)
