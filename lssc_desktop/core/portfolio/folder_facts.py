"""Facts about the portfolio folder, as a look at it saw them, and the list of its files."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from lssc_desktop.core.portfolio.names import FileKind, file_kind, folded
from lssc_desktop.core.portfolio.portfolio import AboutKind, Portfolio, Weight
from lssc_desktop.core.privacy.private_data import ScannedFile
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.text.richtext import READ_ONLY, RichText, with_introduction

DOCUMENT_MISSING = "missing"
"""The `fault` of a document that portfolio.json names and that is not in the folder."""

CLOSED = "closed"
"""The kind of a `RefusedFile` that is a folder which cannot be looked into."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it lies in the folder. `path` is relative to it and uses `/`.

    `sha256` is "" when the file could not be read.
    """

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """Something in the folder that cannot be evidence.

    `kind` is "link", "device", "pipe" or "socket"; "unreadable" for a file that cannot be read,
    "closed" for a folder that cannot be looked into; "name" for what has a name that portfolio.json
    cannot hold.
    """

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A Word file that was read.

    `beyond` names what it holds that a response cannot say (`table`, `picture`, `comment`,
    `tracked-change`, ...). `fault` is not empty when the file could not be read. `locked` says
    that Word has it open, `cut` that the text goes on, `introduction_style` that the file has a
    way to mark an introduction. `undescribed` counts the pictures without an alternative text.
    """

    path: str
    text: RichText = RichText()
    beyond: tuple[str, ...] = ()
    fault: str = ""
    locked: bool = False
    cut: bool = False
    introduction_style: bool = True
    undescribed: int = 0

    @property
    def is_read_only(self) -> bool:
        """Whether the file is shown and not edited here, whoever has it open."""
        return bool(self.fault or self.cut) or any(code in READ_ONLY for code in self.beyond)


def as_response(document: SeenDocument) -> SeenDocument:
    """Return a document as a response: its first paragraph is the introduction.

    That holds for a file that has no way to mark one, and begins with body text: a blank paragraph
    at its beginning is the file's, and stays.
    """
    paragraphs = document.text.paragraphs
    if document.introduction_style or not paragraphs or not paragraphs[0].text.strip():
        return document
    return replace(document, text=with_introduction(document.text))


class Opened(StrEnum):
    """What came of opening a file. `NOT_TRIED` is for kinds that we do not look into."""

    OPENED = "opened"
    NOT_TRIED = "not-tried"
    DAMAGED = "damaged"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of a fault
    WRONG_KIND = "wrong-kind"
    TOO_SLOW = "too-slow"
    STOPPED = "stopped"


GAVE_UP = (Opened.TOO_SLOW, Opened.STOPPED)
"""We gave up opening it, for now: it took too long, or ended what opens files (out of memory)."""

NOBODY_OPENS = (Opened.DAMAGED, Opened.EMPTY, Opened.PASSWORD, Opened.WRONG_KIND)

_CERTAIN = (Opened.EMPTY, Opened.PASSWORD, Opened.WRONG_KIND)
_WELL_KNOWN = (
    *(".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"),
    *(".doc", ".xls", ".ppt", ".msg", ".heic", ".mp4", ".m4v", ".mov"),
)
"""Kinds of which every program reads the same files: one that we find damaged is damaged. Of the
others, such as .tif, programs open what we cannot."""


def is_certain(path: str, state: Opened) -> bool:
    """Whether nobody can open a file that did not open here: of rare kinds others may know more."""
    return state in _CERTAIN or path.casefold().endswith(_WELL_KNOWN)


class Barrier(StrEnum):
    """Why many computers cannot open a file that is whole.

    A `SHORTCUT` holds nothing but where something lies on one computer, or in one account.
    """

    APPLE_PICTURE = "apple-picture"
    APPLE_DOCUMENT = "apple-document"
    OUTLOOK = "outlook"
    MAILBOX = "mailbox"
    MACROS = "macros"
    PROGRAM = "program"
    HELP_FILE = "help-file"
    SHORTCUT = "shortcut"
    WEB_LINK = "web-link"
    ARCHIVE = "archive"
    PICTURE_FORMAT = "picture-format"
    RARE = "rare"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file that was opened, or was not because of its kind; `barrier` says who cannot open it."""

    path: str
    sha256: str
    state: Opened
    barrier: Barrier | None = None

    @property
    def trouble(self) -> Opened | Barrier | None:
        """Why readers cannot open it, None when there is no reason that we know of."""
        return self.state if self.state in NOBODY_OPENS else self.barrier

    @property
    def is_lost(self) -> bool:
        """Whether surely nobody can open it."""
        if self.state in NOBODY_OPENS:
            return is_certain(self.path, self.state)
        return self.barrier is Barrier.SHORTCUT


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """Everything a check needs to know about the files.

    `reviews` are those in `Reviews/` that are about packages of this portfolio. `tried` are the
    files that were opened for a check, `scanned` those that were scanned for private data; a look
    at the folder alone does neither.
    """

    files: tuple[SeenFile, ...] = ()
    documents: tuple[SeenDocument, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    reviews: tuple[Review, ...] = ()
    tried: tuple[TriedFile, ...] = ()
    scanned: tuple[ScannedFile, ...] = ()


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
        _listed_file(file.path, file.bytes, states, tuple(uses.get(file.path, ())))
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
) -> ListedFile:
    name = path.partition("/")[2] or path
    state = states.get(path, FileState.NOT_LOOKED)
    kind = file_kind(path)
    return ListedFile(path, name, folded(name), kind, size, state, uses, about, about_title)


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
