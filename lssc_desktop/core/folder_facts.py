"""What a look at the portfolio folder saw, as values that the pure rules work on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from lssc_desktop.core.review import Review
from lssc_desktop.core.richtext import RichText

DOCUMENT_MISSING = "missing"
"""The `fault` of a document that portfolio.json names and that is not in the folder."""


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

    `kind` is "link", "device", "pipe" or "socket"; "unreadable" for a file that cannot be read;
    "name" for one whose name portfolio.json cannot hold.
    """

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class SeenDocument:
    """A Word file that was read.

    `beyond` names what it holds that a response cannot say (`table`, `picture`, `comment`,
    `tracked-change`, ...): such a document is shown and packaged, never rewritten. `fault` is
    not empty when the file could not be read. `locked` says that Word has it open, `cut` that
    the text goes on.
    """

    path: str
    text: RichText = RichText()
    beyond: tuple[str, ...] = ()
    fault: str = ""
    locked: bool = False
    cut: bool = False


class Opened(StrEnum):
    """What came of opening a file. `NOT_TRIED` is for kinds that we do not look into."""

    OPENED = "opened"
    NOT_TRIED = "not-tried"
    DAMAGED = "damaged"
    EMPTY = "empty"
    PASSWORD = "password"  # noqa: S105 - the name of a fault


NOBODY_OPENS = (Opened.DAMAGED, Opened.EMPTY, Opened.PASSWORD)


@dataclass(frozen=True, slots=True)
class TriedFile:
    """A file that was opened, or was not because of its kind."""

    path: str
    sha256: str
    state: Opened


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """Everything a check needs to know about the files.

    `reviews` are those in `Reviews/` that are about packages of this portfolio. `tried` are the
    files that were opened for a check; a look at the folder alone opens none.
    """

    files: tuple[SeenFile, ...] = ()
    documents: tuple[SeenDocument, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    reviews: tuple[Review, ...] = ()
    tried: tuple[TriedFile, ...] = ()


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
    files = _instead(facts.files, writes.files, changed)
    read = frozenset(document.path for document in writes.documents)
    return replace(
        facts,
        files=tuple(sorted(files, key=lambda file: file.path)),
        documents=tuple(_instead(facts.documents, writes.documents, read | writes.gone)),
        refused=tuple(item for item in facts.refused if item.path not in changed),
    )


def _instead[Item: SeenFile | SeenDocument](
    before: Iterable[Item], now: Iterable[Item], paths: frozenset[str]
) -> list[Item]:
    return [*(item for item in before if item.path not in paths), *now]
