"""What a package says about the rounds before it."""

from collections.abc import Iterable
from dataclasses import replace

from lssc_desktop.core.changes import file_print, text_print
from lssc_desktop.core.portfolio import PackageKind, PackageNote, Portfolio, Route
from lssc_desktop.core.prints import FilePrint, PackagePrints, TextPrint
from lssc_desktop.core.review import Review, ReviewMode
from lssc_desktop.core.threads import Thread, ThreadState, set_threads
from lssc_desktop.package.describe import Subject
from lssc_desktop.package.record import EarlierPackage


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
        return tuple(_earlier(notes[package_id]) for _, package_id in before)
    work = portfolio.set_work(set_id)
    found: list[PackageNote] = []
    for decision in () if work is None else work.decisions:
        note = notes.get(decision.package_id)
        if note is None or note in found:
            continue
        if note.content == content:
            break
        found.append(note)
    return tuple(_earlier(note) for note in found)


def prints_of(subject: Subject) -> PackagePrints:
    """Return what a later package needs to know of a set as it is packaged now."""
    work = subject.work
    if work.route is not Route.PORTFOLIO:
        return PackagePrints(files=_files(subject))
    texts = []
    for competency in subject.competency_set.competencies:
        document = subject.document(work.competency(competency.number).response)
        if document is not None:
            texts.append(TextPrint(competency.number, text_print(document.text)))
    statement = subject.document(work.statement)
    if statement is not None:
        texts.append(TextPrint(None, text_print(statement.text)))
    return PackagePrints(tuple(texts), _files(subject))


def _files(subject: Subject) -> tuple[FilePrint, ...]:
    return tuple(
        file_print(path.rpartition("/")[2], subject.files[path].sha256)
        for path in subject.payload.evidence
    )


def _earlier(note: PackageNote) -> EarlierPackage:
    return EarlierPackage(note.package_id, note.copy, note.day, note.prints)
