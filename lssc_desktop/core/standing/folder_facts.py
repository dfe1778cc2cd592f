"""Facts about the portfolio folder, as a look at it saw them, and the list of its files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from lssc_desktop.core.files.names import FileKind, file_kind, folded
from lssc_desktop.core.files.seen import (
    DOCUMENT_MISSING,
    RefusedFile,
    SeenDocument,
    SeenFile,
    TriedFile,
)
from lssc_desktop.core.portfolio.portfolio import Portfolio, Weight
from lssc_desktop.core.privacy.private_data import ScannedFile
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.review.review import Review
from lssc_desktop.values import dataclass


@dataclass(frozen=True)
class FolderFacts:
    """Everything a check needs to know about the files.

    `reviews` are those in `Reviews/` that are about packages of this portfolio. `tried` are the
    files that were opened for a check, `scanned` those that were scanned for private data; a look
    at the folder alone does neither. By their paths they are laid out once for all sets: that is
    why it has no slots.
    """

    files: tuple[SeenFile, ...] = ()
    documents: tuple[SeenDocument, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    reviews: tuple[Review, ...] = ()
    tried: tuple[TriedFile, ...] = ()
    scanned: tuple[ScannedFile, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, SeenFile]:
        """Every file that is there."""
        return {file.path: file for file in self.files}

    @cached_property
    def texts_by_path(self) -> Mapping[str, SeenDocument]:
        """Every document that is there."""
        return {each.path: each for each in self.documents if each.fault != DOCUMENT_MISSING}

    @cached_property
    def refused_by_path(self) -> Mapping[str, str]:
        """Of what kind each thing is that cannot be evidence."""
        return {file.path: file.kind for file in self.refused}

    @cached_property
    def tried_by_file(self) -> Mapping[tuple[str, str], TriedFile]:
        """Every file that was opened, by its path and fingerprint."""
        return {(file.path, file.sha256): file for file in self.tried}

    @cached_property
    def scanned_by_path(self) -> Mapping[str, ScannedFile]:
        """The scans that are of the files as they are now."""
        there = {path: file.sha256 for path, file in self.by_path.items()}
        return {file.path: file for file in self.scanned if there.get(file.path) == file.sha256}


@dataclass(frozen=True, slots=True)
class OwnWrites:
    """What this program did to the files of the folder itself, since somebody looked at it.

    `documents` are the texts among `files`, as far as they are known; `gone` are the paths of
    files that were renamed or removed.
    """

    files: tuple[SeenFile, ...] = ()
    documents: tuple[SeenDocument, ...] = ()
    gone: frozenset[str] = frozenset()

    @property
    def paths(self) -> frozenset[str]:
        """Where the files lie."""
        return frozenset(file.path for file in self.files)


def with_writes(facts: FolderFacts, writes: OwnWrites) -> FolderFacts:
    """Return the facts as a look would find them now, after what this program did itself."""
    changed = writes.paths | writes.gone
    if not changed and not writes.documents:
        return facts
    files = _with_replaced(facts.files, writes.files, changed)
    read = frozenset(document.path for document in writes.documents)
    return replace(
        facts,
        files=tuple(sorted(files, key=lambda file: file.path)),
        documents=tuple(_with_replaced(facts.documents, writes.documents, read | writes.gone)),
        refused=tuple(item for item in facts.refused if item.path not in changed),
    )


def _with_replaced[Item: SeenFile | SeenDocument](
    before: Iterable[Item], now: Iterable[Item], paths: frozenset[str]
) -> list[Item]:
    return [*(item for item in before if item.path not in paths), *now]


# List of files ----------------------------------------------------------------------------------


class FileState(StrEnum):
    """Whether a file is where portfolio.json says; NOT_LOOKED when nobody looked since it came."""

    THERE = "there"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_LOOKED = "not-looked"


@dataclass(frozen=True, slots=True)
class FileUse:
    """One place where a file is shown.

    `number` is None for what the `statement` shows, for a certificate of a course, and for the
    document of an activity for the `renewal`, whose title then stands in place of the set's.
    `order` is the place of the set in the program.
    """

    set_id: str
    set_title: str
    number: int | None
    weight: Weight = Weight.PRIMARY
    order: int = 0
    renewal: bool = False
    statement: bool = False


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of a portfolio. `about` is None for evidence; `key` is its name for sorting.

    `about_title` is the title of the program's document that a file about the candidate is.
    """

    path: str
    name: str
    key: str
    kind: FileKind
    bytes: int
    state: FileState
    uses: tuple[FileUse, ...] = ()
    about: AboutKind | None = None
    about_title: str = ""
    added: date | None = None

    @property
    def is_unused(self) -> bool:
        """Whether it is evidence that no set shows."""
        return self.about is None and not self.uses


def listed_files(
    program: Program, portfolio: Portfolio, facts: FolderFacts, missing: Collection[str] = ()
) -> tuple[ListedFile, ...]:
    """Return all evidence and then what is about the candidate.

    `missing` are the paths that the last look did not find. A file that it did not find and did
    not miss came later.
    """
    uses = _uses_by_path(program, portfolio)
    states = {
        file.path: FileState.THERE if file.sha256 else FileState.UNREADABLE for file in facts.files
    }
    states |= dict.fromkeys(missing, FileState.MISSING)
    evidence = (
        _listed_file(
            file.path, file.bytes, states, tuple(uses.get(file.path, ())), added=file.added
        )
        for file in portfolio.evidence
    )
    about = (
        _listed_file(file.path, file.bytes, states, about=file.kind, about_title=file.title)
        for file in portfolio.about_me
    )
    return (*evidence, *about)


def uses_of(portfolio: Portfolio, paths: Collection[str]) -> int:
    """Count the places where files are shown, certificates and activities too."""
    wanted = set(paths)
    in_sets = sum(
        sum(use.path in wanted for _number, use in work.uses())
        + (work.course is not None and work.course.certificate in wanted)
        for work in portfolio.sets
    )
    return in_sets + sum(
        path in wanted for item in portfolio.renewal.activities for path in item.evidence
    )


def _listed_file(
    path: str,
    size: int,
    states: dict[str, FileState],
    uses: tuple[FileUse, ...] = (),
    about: AboutKind | None = None,
    about_title: str = "",
    added: date | None = None,
) -> ListedFile:
    name = path.partition("/")[2] or path
    state = states.get(path, FileState.NOT_LOOKED)
    kind = file_kind(path)
    key = folded(name)
    return ListedFile(path, name, key, kind, size, state, uses, about, about_title, added)


def _uses_by_path(program: Program, portfolio: Portfolio) -> dict[str, list[FileUse]]:
    """Return the uses of every file, in the order of the program."""
    uses: dict[str, list[FileUse]] = {}
    for path, use in _each_use(program, portfolio):
        uses.setdefault(path, []).append(use)
    return uses


def _each_use(program: Program, portfolio: Portfolio) -> Iterator[tuple[str, FileUse]]:
    for order, competency_set in enumerate(program.sets):
        work = portfolio.set_work(competency_set.id)
        if work is None:
            continue
        title = competency_set.short_title
        for number, use in work.uses():
            in_statement = number is None
            shown = FileUse(work.set_id, title, number, use.weight, order, statement=in_statement)
            yield use.path, shown
        if work.course is not None and work.course.certificate is not None:
            yield work.course.certificate, FileUse(work.set_id, title, None, order=order)
    for activity in portfolio.renewal.activities:
        for path in activity.evidence:
            yield (
                path,
                FileUse(
                    activity.set_id,
                    activity.title,
                    None,
                    order=len(program.sets),
                    renewal=True,
                ),
            )
