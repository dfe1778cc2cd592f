"""Reconciliation of the folder with portfolio.json: files sorted, with a proposal for each."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial

from lssc_desktop.core.files.names import ABOUT_ME, EVIDENCE, STATEMENT, file_kind, folded
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.edits import (
    move_about_files,
    move_evidence_files,
    put_about_files,
    put_evidence_files,
    set_document,
)
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    Document,
    EvidenceFile,
    Portfolio,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.portfolio.undo import is_in_trash
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.standing.folder_facts import OwnWrites
from lssc_desktop.values import dataclass

_NUMBERED = re.compile(r"0*([1-9][0-9]?)(?![0-9]).*\.docx", re.IGNORECASE | re.DOTALL)
_EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # of no bytes


class PlaceKind(StrEnum):
    """What a file is to the portfolio."""

    RESPONSE = "response"
    STATEMENT = "statement"
    EVIDENCE = "evidence"
    ABOUT_ME = "about-me"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """What a file is; set and competency for responses, the set for statements."""

    kind: PlaceKind
    set_id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that portfolio.json does not know; `place` is None when we cannot guess it."""

    file: SeenFile
    place: FilePlace | None = None


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A known file with other content than before."""

    file: SeenFile
    place: FilePlace


@dataclass(frozen=True, slots=True)
class MovedFile:
    """A known file under another path; its content may have changed where only case did."""

    old: str
    file: SeenFile
    place: FilePlace


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A known file that is not there."""

    path: str
    place: FilePlace


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every file of the folder and of portfolio.json in exactly one of five heaps."""

    known: tuple[SeenFile, ...] = ()
    new: tuple[NewFile, ...] = ()
    changed: tuple[ChangedFile, ...] = ()
    moved: tuple[MovedFile, ...] = ()
    missing: tuple[MissingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class _NotedFile:
    """One file as portfolio.json has it."""

    path: str
    sha256: str
    place: FilePlace


def reconcile(portfolio: Portfolio, program: Program, seen: Sequence[SeenFile]) -> Reconciliation:
    """Sort what lies in the folder into known, new, changed, moved and missing.

    A file is found by its path; else by its path with case and normal form folded, as a Mac
    or Windows may have spelled it; else by its fingerprint, when one known file is gone and
    one new file has the same. A file that could not be read is not called changed.
    """
    entries = tuple(_noted_files(portfolio))
    by_path = {file.path: file for file in seen}
    found = {entry: by_path[entry.path] for entry in entries if entry.path in by_path}
    for key in (_path_key, _content_key):
        found |= _matches(key, entries, seen, found)
    pairs = tuple(found.items())
    taken = {file.path for file in found.values()}
    return Reconciliation(
        known=tuple(
            file for entry, file in pairs if file.path == entry.path and not _differs(entry, file)
        ),
        new=_new_files(portfolio, program, [file for file in seen if file.path not in taken]),
        changed=tuple(
            ChangedFile(file, entry.place)
            for entry, file in pairs
            if file.path == entry.path and _differs(entry, file)
        ),
        moved=tuple(
            MovedFile(entry.path, replace(file, sha256=file.sha256 or entry.sha256), entry.place)
            for entry, file in pairs
            if file.path != entry.path
        ),
        missing=tuple(
            MissingFile(entry.path, entry.place) for entry in entries if entry not in found
        ),
    )


def accept_changes(portfolio: Portfolio, reconciliation: Reconciliation, today: date) -> Portfolio:
    """Return the portfolio with changes, moves and the new files that have a place taken in.

    What is missing stays as it is. Sets that show a changed or moved file changed `today`. What was
    decided on private data follows its file, and goes with one that is gone for good.
    """
    came = (
        *((item.file, item.place) for item in reconciliation.moved),
        *((item.file, item.place) for item in reconciliation.changed),
        *((item.file, item.place) for item in reconciliation.new if item.file.sha256),
    )
    for file, place in came:
        if place is not None and place.kind in {PlaceKind.RESPONSE, PlaceKind.STATEMENT}:
            portfolio = _with_document(portfolio, file, place, today)
    by_kind = partial(_of_kind, reconciliation.moved, came)
    portfolio = _with_evidence(portfolio, *by_kind(PlaceKind.EVIDENCE), today)
    portfolio = _with_about_files(portfolio, *by_kind(PlaceKind.ABOUT_ME))
    return _with_decisions(portfolio, reconciliation)


def _with_decisions(portfolio: Portfolio, reconciliation: Reconciliation) -> Portfolio:
    """Return the portfolio with decisions only on files that are there, or known and missing."""
    written = {PlaceKind.RESPONSE, PlaceKind.STATEMENT}  # of other files it followed already
    moved = {
        item.old: item.file.path for item in reconciliation.moved if item.place.kind in written
    }
    there = {
        *(file.path for file in reconciliation.known),
        *(item.file.path for item in reconciliation.new),
        *(item.file.path for item in reconciliation.changed),
        *(item.path for item in reconciliation.missing),
        *(item.file.path for item in reconciliation.moved),
    }
    decisions = tuple(
        replace(each, path=moved.get(each.path, each.path)) for each in portfolio.privacy
    )
    kept = tuple(each for each in decisions if each.path in there or is_in_trash(each.path))
    return portfolio if kept == portfolio.privacy else replace(portfolio, privacy=kept)


_LIKE = 0.6  # of 1: names that are so much alike are those of one file
_MOST_COMPARED = 500  # files


def likely_same(portfolio: Portfolio, path: str, today: date) -> EvidenceFile | None:
    """Return the file that a missing one most likely is, renamed and changed by another program.

    It is of the same kind and shown nowhere, and its name is alike; or it is the only one of that
    kind that came today. None where no file, or several as much, could be it.
    """
    missing = portfolio.evidence_file(path)
    if missing is None:
        return None
    kind, stem = file_kind(path), _stem(path)
    used = {use.path for work in portfolio.sets for _number, use in work.uses()}
    free = [
        file
        for file in portfolio.evidence
        if file.path not in used and file.path != path and file_kind(file.path) is kind
    ]
    came = [file for file in free if file.added == today and missing.added <= today]
    from difflib import SequenceMatcher  # only for a file that is missing

    alike = [
        (SequenceMatcher(None, stem, _stem(file.path)).ratio(), file)
        for file in free[-_MOST_COMPARED:]
    ]
    best = max(alike, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] >= _LIKE:
        return best[1] if sum(ratio == best[0] for ratio, _file in alike) == 1 else None
    return came[0] if len(came) == 1 else None


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return folded(name.rpartition(".")[0] or name)


def writes_between(before: Portfolio, after: Portfolio) -> OwnWrites:
    """Return what was done to files, by what portfolio.json said before and says after it."""
    known, now = known_files(before), known_files(after)
    return OwnWrites(
        files=tuple(file for path, file in now.items() if known.get(path) != file),
        gone=frozenset(known.keys() - now.keys()),
    )


def without_missing(reconciliation: Reconciliation, paths: Collection[str]) -> Reconciliation:
    """Return what a look found, without what was written since in the place of missing files."""
    missing = tuple(item for item in reconciliation.missing if item.path not in paths)
    return replace(reconciliation, missing=missing)


def known_files(portfolio: Portfolio) -> dict[str, SeenFile]:
    """Return every file that portfolio.json names, by its path; it notes no size of a text."""
    sizes = {file.path: file.bytes for file in portfolio.evidence}
    sizes |= {file.path: file.bytes for file in portfolio.about_me}
    return {
        entry.path: SeenFile(entry.path, sizes.get(entry.path, 0), entry.sha256)
        for entry in _noted_files(portfolio)
    }


def _of_kind(
    moved: Sequence[MovedFile], came: Sequence[tuple[SeenFile, FilePlace | None]], kind: PlaceKind
) -> tuple[dict[str, str], list[SeenFile]]:
    """Return the new path of every moved file of a kind, and every file of it that came."""
    return (
        {item.old: item.file.path for item in moved if item.place.kind is kind},
        [file for file, place in came if place is not None and place.kind is kind],
    )


def _noted_files(portfolio: Portfolio) -> Iterator[_NotedFile]:
    for work in portfolio.sets:
        for item in work.competencies:
            if item.response is not None:
                place = FilePlace(PlaceKind.RESPONSE, work.set_id, item.number)
                yield _NotedFile(item.response.path, item.response.sha256, place)
        if work.statement is not None:
            place = FilePlace(PlaceKind.STATEMENT, work.set_id)
            yield _NotedFile(work.statement.path, work.statement.sha256, place)
    for file in portfolio.evidence:
        yield _NotedFile(file.path, file.sha256, FilePlace(PlaceKind.EVIDENCE))
    for about in portfolio.about_me:
        yield _NotedFile(about.path, about.sha256, FilePlace(PlaceKind.ABOUT_ME))


def _path_key(file: _NotedFile | SeenFile) -> str:
    return folded(file.path)


def _content_key(file: _NotedFile | SeenFile) -> str:
    """Return what identifies the content, "" where many have the same: empty or unread files."""
    return "" if file.sha256 == _EMPTY_SHA256 else file.sha256


def _matches(
    key: Callable[[_NotedFile | SeenFile], str],
    entries: Sequence[_NotedFile],
    seen: Sequence[SeenFile],
    found: Mapping[_NotedFile, SeenFile],
) -> dict[_NotedFile, SeenFile]:
    """Pair the entries and files that are left, where a key belongs to one of each only."""
    taken = {file.path for file in found.values()}
    lost = _by_unique_key(key, (entry for entry in entries if entry not in found))
    free = _by_unique_key(key, (file for file in seen if file.path not in taken))
    return {lost[value]: free[value] for value in lost.keys() & free.keys()}


def _by_unique_key[Item: _NotedFile | SeenFile](
    key: Callable[[_NotedFile | SeenFile], str], items: Iterable[Item]
) -> dict[str, Item]:
    keyed = [(key(item), item) for item in items]
    counts = Counter(value for value, _ in keyed)
    return {value: item for value, item in keyed if value and counts[value] == 1}


def _differs(entry: _NotedFile, file: SeenFile) -> bool:
    return bool(file.sha256) and file.sha256 != entry.sha256


def _new_files(
    portfolio: Portfolio, program: Program, files: Sequence[SeenFile]
) -> tuple[NewFile, ...]:
    folders = {folded(item.folder): item for item in program.sets}
    names = (STATEMENT, program.statement_file) if program.needs_statement else ()
    statements = {folded(name) for name in names}
    places = [_likely_place(portfolio, folders, statements, file.path) for file in files]
    claims = Counter(places)
    return tuple(
        NewFile(file, place if _has_room(place) or claims[place] == 1 else None)
        for file, place in zip(files, places, strict=True)
    )


def _has_room(place: FilePlace | None) -> bool:
    """Whether a place holds any number of files."""
    return place is not None and place.kind in {PlaceKind.EVIDENCE, PlaceKind.ABOUT_ME}


def _likely_place(
    portfolio: Portfolio,
    folders: Mapping[str, CompetencySet],
    statements: Collection[str],
    path: str,
) -> FilePlace | None:
    """Return what a new file seems to be, by where it lies and what it is called."""
    top, _, below = path.partition("/")
    if below and folded(top) == folded(EVIDENCE):
        return FilePlace(PlaceKind.EVIDENCE)
    if below and folded(top) == folded(ABOUT_ME):
        return FilePlace(PlaceKind.ABOUT_ME)
    competency_set = folders.get(folded(top))
    if competency_set is None or "/" in below:
        return None
    work = portfolio.set_work(competency_set.id) or SetWork(competency_set.id, date.min)
    if folded(below) in statements:
        place = FilePlace(PlaceKind.STATEMENT, work.set_id)
        return place if work.statement is None else None
    numbered = _NUMBERED.fullmatch(below)
    if numbered is None or competency_set.competency(int(numbered[1])) is None:
        return None
    place = FilePlace(PlaceKind.RESPONSE, work.set_id, int(numbered[1]))
    return place if work.competency(place.number).response is None else None


def _with_document(
    portfolio: Portfolio, file: SeenFile, place: FilePlace, today: date
) -> Portfolio:
    """Return the portfolio with a document in its place, new or with a new fingerprint."""
    document = Document(file.path, file.sha256)
    begun = _with_begun_set(portfolio, place.set_id, today)
    number = place.number if place.kind is PlaceKind.RESPONSE else None
    return set_document(begun, TextPlace(place.set_id, number), document, today)


def _with_evidence(
    portfolio: Portfolio, moved: Mapping[str, str], files: Sequence[SeenFile], today: date
) -> Portfolio:
    """Return the portfolio with evidence files taken in at once: there may be ten thousands."""
    if moved:
        portfolio = move_evidence_files(portfolio, moved, today)
    known = {file.path: file for file in portfolio.evidence}
    put = []
    for file in files:
        before = known.get(file.path) or EvidenceFile(file.path, "", 0, today)
        put.append(replace(before, sha256=file.sha256, bytes=file.bytes))
    return put_evidence_files(portfolio, put, today) if put else portfolio


def _with_about_files(
    portfolio: Portfolio, moved: Mapping[str, str], files: Sequence[SeenFile]
) -> Portfolio:
    if moved:
        portfolio = move_about_files(portfolio, moved)
    known = {file.path: file for file in portfolio.about_me}
    put = []
    for file in files:
        before = known.get(file.path) or AboutFile(file.path, "", 0)
        put.append(replace(before, sha256=file.sha256, bytes=file.bytes))
    return put_about_files(portfolio, put) if put else portfolio


def _with_begun_set(portfolio: Portfolio, set_id: str, today: date) -> Portfolio:
    """Return the portfolio with a set begun; a file in its folder does not choose it."""
    if portfolio.set_work(set_id) is not None:
        return portfolio
    return replace(portfolio, sets=(*portfolio.sets, SetWork(set_id, today, chosen=False)))
