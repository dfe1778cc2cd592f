"""The files of a portfolio as a list: what each is, where it is used, whether it is there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lssc_desktop.core.file_kind import FileKind, file_kind
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.names import folded
from lssc_desktop.core.portfolio import AboutKind, Portfolio, Weight
from lssc_desktop.core.program import Program


class FileState(StrEnum):
    """Whether a file is where portfolio.json says; NOT_LOOKED when nobody looked since it came."""

    THERE = "there"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_LOOKED = "not-looked"


@dataclass(frozen=True, slots=True)
class FileUse:
    """One place where a file is shown.

    `number` is None for a certificate of a course, and for the document of an activity for the
    `renewal`, whose title then stands in place of the set's. `order` is the place of the set in
    the program.
    """

    set_id: str
    set_title: str
    number: int | None
    weight: Weight = Weight.PRIMARY
    order: int = 0
    renewal: bool = False


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of the list. `about` is None for evidence; `key` is its name for sorting.

    `about_title` is the title of the program's document that a file about the person is said to be.
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

    @property
    def is_unused(self) -> bool:
        """Whether it is evidence that no set shows."""
        return self.about is None and not self.uses


def listed_files(
    program: Program, portfolio: Portfolio, facts: FolderFacts, missing: Collection[str] = ()
) -> tuple[ListedFile, ...]:
    """Return all evidence and then what is about the person.

    `missing` are the paths that the last look did not find. A file that it did not find and did
    not miss came later.
    """
    uses = _uses(program, portfolio)
    states = {
        file.path: FileState.THERE if file.sha256 else FileState.UNREADABLE for file in facts.files
    }
    states |= dict.fromkeys(missing, FileState.MISSING)
    evidence = (
        _listed(file.path, file.bytes, states, tuple(uses.get(file.path, ())))
        for file in portfolio.evidence
    )
    about = (
        _listed(file.path, file.bytes, states, about=file.kind, about_title=file.title)
        for file in portfolio.about_me
    )
    return (*evidence, *about)


def uses_of(portfolio: Portfolio, path: str) -> int:
    """Count the places where a file is shown, certificates and activities too."""
    in_sets = sum(
        sum(use.path == path for item in work.competencies for use in item.evidence)
        + (work.course is not None and work.course.certificate == path)
        for work in portfolio.sets
    )
    return in_sets + sum(path in item.evidence for item in portfolio.renewal.activities)


def _listed(
    path: str,
    size: int,
    states: dict[str, FileState],
    uses: tuple[FileUse, ...] = (),
    about: AboutKind | None = None,
    about_title: str = "",
) -> ListedFile:
    name = path.partition("/")[2] or path
    state = states.get(path, FileState.NOT_LOOKED)
    kind = file_kind(path)
    return ListedFile(path, name, folded(name), kind, size, state, uses, about, about_title)


def _uses(program: Program, portfolio: Portfolio) -> dict[str, list[FileUse]]:
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
        for item in work.competencies:
            for use in item.evidence:
                yield use.path, FileUse(work.set_id, title, item.number, use.weight, order)
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
