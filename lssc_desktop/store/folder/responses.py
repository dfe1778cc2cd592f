"""Responses and learning statements: written, taken from a file, removed, and read.

Each function sees to the disk; `core.portfolio.edits.set_document` has the portfolio know of it.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import is_passed_over, numbered
from lssc_desktop.core.files.seen import SeenDocument, as_response
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio, TextPlace
from lssc_desktop.core.portfolio.versions import EarlierVersion, KeptFor
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import find_set, require_responses, require_statement
from lssc_desktop.core.text.richtext import (
    DocumentFault,
    RichText,
    new_content,
    with_introduction,
    without_new_content,
)
from lssc_desktop.disk.copying import Copy, copy_beside, replace_with
from lssc_desktop.disk.disk import disk_errors, is_file, names_in
from lssc_desktop.disk.files import (
    FileTooLarge,
    discard,
    fingerprint,
    inside,
    link_in,
    make_inside,
    move_into_place,
    read_limited,
    removed_on_failure,
    sync_folder,
    to_trash,
    write_beside,
    write_durably,
)
from lssc_desktop.documents import word
from lssc_desktop.documents.word import (
    WORD_SUFFIX,
    BlockLost,
    DocumentUnreadable,
    TextNotWritten,
)
from lssc_desktop.store.folder.versions import LARGEST, keep_present, read_version, versions_of
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.documents.importing import Incoming
    from lssc_desktop.documents.word import OpenedDocument

LARGEST_DOCUMENT = 200 << 20  # bytes, with its pictures


class DocumentHasUnsupportedContent(LsscError):
    """The document is only shown: `beyond` says what it holds, or it has a `fault`."""

    path: str
    beyond: tuple[str, ...]
    fault: str


class DocumentOpen(LsscError):
    """Word or LibreOffice has the document open."""

    path: str

    says = Says(
        "{path:file} is open in Word or LibreOffice.",
        "The document isn’t changed, so nothing you write there is lost.",
        "Save and close it there, then try again.",
    )


class TextNotNoted(LsscError):
    """The new text is in its document; `reason` is why portfolio.json does not know it yet."""

    path: str
    reason: LsscError

    says = Says(
        "Your new text is in {path:file}, but the {portfolio} couldn’t record it. "
        "{reason:happened}",
        "Nothing is lost. The next time you open the {portfolio}, it picks up the new text.",
        "{reason:advice}",
    )


class DocumentChanged(LsscError):
    """The document is not the one that the portfolio knows: another program wrote it since."""

    path: str

    says = Says(
        "{path:file} was changed by another program after we read it.",
        "Nothing was saved, so the change isn’t lost.",
        "See the change first, then decide which text to keep.",
    )


def read_response(root: Path, portfolio: Portfolio, place: TextPlace) -> SeenDocument:
    """Return what a response or statement says; fault "missing" when there is none.

    A document behind a link is not read: fault "link".
    """
    document = portfolio.document(place)
    if document is None:
        return SeenDocument("", fault=DocumentFault.MISSING)
    if link_in(root, document.path) is not None:
        return SeenDocument(document.path, fault=DocumentFault.LINK)
    seen = word.read_document(root / document.path, document.path)
    return seen if place.number is None else as_response(seen)


def write_response(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    place: TextPlace,
    text: RichText,
    expected: str | None = None,
    base: "OpenedDocument | None" = None,
) -> Document:
    """Write a response or statement into its Word document and return it, for `set_document`.

    What a document holds besides the text stays in it; there is a new one where there is none.
    `expected` is the fingerprint of what it replaces, None for that of the document that the
    portfolio knows. `base` is the document as it was opened, from which the new one is made; it
    is read where it is not given. Raises `DocumentHasUnsupportedContent`, `DocumentOpen`,
    `DocumentChanged`, `BlockLost`, `TextNotWritten` and the errors of `store.folder.disk`.
    """
    before = portfolio.document(place)
    if before is not None and expected is not None:
        before = replace(before, sha256=expected)
    path = _place_for(root, program, before, place)
    inside(root, path)
    is_there = before is not None and os.path.lexists(root / path)
    if before is not None and is_there:
        base = _editable(root, before, base)
    make = partial(new_document, program=program, portfolio=portfolio, place=place)
    data = make(text) if base is None else _changed(base, text, place, make, is_there=is_there)
    document = Document(path, hashlib.sha256(data).hexdigest())
    if document == before and is_file(root / path):
        sync_folder((root / path).parent)  # the drive may not have confirmed it the last time
        return document
    write_durably(root / path, data)
    return document


class Replaced(Enum):
    """Where the text is now that another one was taken for."""

    NOTHING = "nothing"
    AS_VERSION = "as-version"
    IN_TRASH = "in-trash"


@dataclass(frozen=True, slots=True)
class TakenText:
    """A file that is a response or statement now: its document, and what that says.

    `replaced` is where the text that it replaces is now. `is_damaged` says that a part of the file
    was missing or unreadable.
    """

    document: Document
    seen: SeenDocument
    replaced: Replaced = Replaced.NOTHING
    is_damaged: bool = False


def take_text(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    place: TextPlace,
    incoming: "Incoming",
    now: datetime,
) -> TakenText:
    """Take a file that `read_incoming` read as a response or statement.

    The file stays where it is. A Word file is copied as it is, with all that it holds. What was
    the response before is kept as an earlier version; one that is too large for that goes to the
    trash. Raises what `publish_text` raises, and `TrashRefused`.
    """
    _require_needed(program, place)
    if incoming.converted is not None:
        make = partial(written_beside, incoming.converted)
    elif incoming.text is None:
        make = partial(_copied, incoming.path)
    else:
        text = incoming.text if place.number is None else with_introduction(incoming.text)
        make = partial(written_beside, new_document(text, program, portfolio, place))
    document, replaced = _document_within(root, incoming.path), Replaced.NOTHING
    if document is None:
        staged = stage_text(root, program, portfolio, place, make)
        document, replaced = _publish(root, staged, now)
    seen = word.read_document(root / document.path, document.path)
    seen = seen if place.number is None else as_response(seen)
    return TakenText(document, seen, replaced, incoming.is_damaged)


def put_back(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    place: TextPlace,
    version: EarlierVersion,
    now: datetime,
) -> Document:
    """Make an earlier version the text again, and return its document, for `set_document`.

    The text that it replaces is kept as a version first. Raises `DocumentOpen`, and what
    `store.folder.versions` and `store.folder.disk` raise.
    """
    before = portfolio.document(place)
    path = _place_for(root, program, before, place)
    data = read_version(root, place, version)
    target = inside(root, path)
    if is_file(target):
        _require_closed(root, path)
        keep_present(root, place, path, at=now, kept_for=KeptFor.REPLACED)
    write_durably(target, data)
    return Document(path, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class StagedText:
    """A document that is on the disk and has no name yet; `path` is the one it will have."""

    place: TextPlace
    path: str
    copy: Copy

    def discard(self) -> None:
        """Remove it, if it has no name yet."""
        discard(self.copy.temporary)


def stage_text(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    place: TextPlace,
    make: Callable[[Path], Copy],
) -> StagedText:
    """Make a document beside its place, into which `publish_text` puts it.

    Raises `DocumentOpen` where Word has what it will replace.
    """
    path = _place_for(root, program, portfolio.document(place), place)
    if os.path.lexists(root / path):
        _require_closed(root, path)
    return StagedText(place, path, make(root / path))


def publish_text(root: Path, staged: StagedText, now: datetime) -> Document:
    """Make a staged document the text, and keep the one before as an earlier version.

    One that is too large for that goes to the trash. Raises what `put_back` raises,
    `TrashRefused`, and `SaveUncertain`.
    """
    document, _replaced = _publish(root, staged, now)
    return document


def _publish(root: Path, staged: StagedText, now: datetime) -> tuple[Document, Replaced]:
    target = inside(root, staged.path)
    replaced = Replaced.NOTHING
    with removed_on_failure(staged.copy.temporary):
        if os.path.lexists(target):
            _require_closed(root, staged.path)
            replaced = _keep(root, staged, now)
        if replaced is Replaced.NOTHING:
            staged.copy.publish(target)
        elif replaced is Replaced.IN_TRASH:
            replace_with(root, staged.path, staged.copy)
        else:
            with disk_errors(target):
                move_into_place(staged.copy.temporary, target)
    return Document(staged.path, staged.copy.sha256), replaced


def _keep(root: Path, staged: StagedText, now: datetime) -> Replaced:
    """Keep the present text as a version; one that is too large for that is for the trash."""
    try:
        keep_present(root, staged.place, staged.path, at=now, kept_for=KeptFor.REPLACED)
    except FileTooLarge:
        return Replaced.IN_TRASH
    return Replaced.AS_VERSION


def remove_response(
    root: Path, portfolio: Portfolio, place: TextPlace, now: datetime
) -> EarlierVersion | None:
    """Move a response or statement to the trash, if there is one.

    Returns the earlier version that `put_back` makes the text again, None where none is kept.
    """
    document = portfolio.document(place)
    if document is None or not os.path.lexists(root / document.path):
        return None
    _require_closed(root, document.path)
    path, version = inside(root, document.path), None
    with suppress(LsscError):  # one that is too large is in the trash alone
        sha256 = hashlib.sha256(read_limited(path, LARGEST)).hexdigest()
        keep_present(root, place, document.path, at=now, kept_for=KeptFor.REPLACED)
        newest = versions_of(root, place)[:1]
        version = next((each for each in newest if each.sha256 == sha256), None)
    to_trash(path)
    return version


def new_document(text: RichText, program: Program, portfolio: Portfolio, place: TextPlace) -> bytes:
    """Return a new Word document that holds a text, named after what it is in the portfolio."""
    competency_set = find_set(program, place.set_id)
    path = competency_set.document_path(place.number, program.statement_file)
    title = f"{competency_set.title}: {path.rpartition('/')[2].removesuffix(WORD_SUFFIX)}"
    words = without_new_content(text) if new_content(text) else text
    document = word.to_docx(
        words,
        title=title,
        author=portfolio.candidate.name,
        language=portfolio.language,
        paper=paper_of(program, portfolio),
    )
    return document if words is text else word.patched(word.open_document(document, path), text)


def document_of(
    text: RichText,
    program: Program,
    portfolio: Portfolio,
    place: TextPlace,
    base: "OpenedDocument | None" = None,
) -> bytes:
    """Return the Word document of a text, made from the one as it was opened, where there is one.

    For a document that lies elsewhere: nothing in the portfolio is written.
    """
    make = partial(new_document, program=program, portfolio=portfolio, place=place)
    return make(text) if base is None else _changed(base, text, place, make, is_there=False)


def _copied(source: Path, target: Path) -> Copy:
    return copy_beside(source, target, ignore_progress)


def written_beside(data: bytes, target: Path) -> Copy:
    """Write a document into the folder of `target` without giving it that name yet."""
    return Copy(write_beside(target, data), hashlib.sha256(data).hexdigest(), len(data))


def _require_needed(program: Program, place: TextPlace) -> None:
    if place.number is not None:
        require_responses(program)
    else:
        require_statement(program)


def _place_for(root: Path, program: Program, before: Document | None, place: TextPlace) -> str:
    """Return where the document lies or will lie; its folder is made. Nothing is overwritten."""
    _require_needed(program, place)
    path = (
        find_set(program, place.set_id).document_path(place.number, program.statement_file)
        if before is None
        else before.path
    )
    folder, _, name = path.rpartition("/")
    with disk_errors(root / folder):
        root.stat()
    if folder:
        make_inside(root, folder)
    if before is not None:
        return path
    return f"{folder}/{numbered(name, names_in(root / folder))}"


def _document_within(root: Path, source: Path) -> Document | None:
    """Return a source that is a Word document of this portfolio folder already, as it is."""
    with disk_errors(source):
        whole, home = source.resolve(), root.resolve()
    if source.suffix.casefold() != WORD_SUFFIX or not whole.is_relative_to(home):
        return None
    path = whole.relative_to(home).as_posix()
    if is_passed_over(path) or is_passed_over(path.partition("/")[0]):
        return None
    return Document(path, fingerprint(source, ignore_progress))


def _editable(root: Path, document: Document, base: "OpenedDocument | None") -> "OpenedDocument":
    """Return a document as it was opened, if it is what the portfolio knows and may be edited."""
    path = root / document.path
    _require_closed(root, document.path)
    if fingerprint(path, ignore_progress) != document.sha256:
        raise DocumentChanged(str(path))
    if base is None:
        try:
            base = word.open_document(read_limited(path, LARGEST_DOCUMENT), document.path)
        except DocumentUnreadable as error:
            raise DocumentHasUnsupportedContent(str(path), (), error.fault) from error
    if base.seen.is_read_only:
        raise DocumentHasUnsupportedContent(str(path), base.seen.beyond, base.seen.fault)
    return base


def _changed(
    base: "OpenedDocument",
    text: RichText,
    place: TextPlace,
    make: Callable[[RichText], bytes],
    *,
    is_there: bool,
) -> bytes:
    """Return a document with another text: a new one where it was one of ours and nothing more."""
    opened = base.seen if place.number is None else as_response(base.seen)
    if not base.seen.beyond and make(opened.text) == base.content:
        return make(text)
    try:
        return word.patched(base, text)
    except (BlockLost, TextNotWritten):
        if is_there:
            raise
        return make(text)  # the document lies beside under another name: nothing is lost by it


def _require_closed(root: Path, path: str) -> None:
    if word.is_open_elsewhere(root / path):
        raise DocumentOpen(str(root / path))
