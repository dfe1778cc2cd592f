"""Responses and learning statements: written, taken from a file, removed, and read.

`number` is the competency's, None for the personal learning statement of the set.
"""

import codecs
import hashlib
import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_response, set_statement
from lssc_desktop.core.portfolio.folder_facts import SeenDocument
from lssc_desktop.core.portfolio.layout import is_passed_over, response_path, statement_path
from lssc_desktop.core.portfolio.names import numbered
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.text.richtext import DocumentFault, RichText, from_plain, with_introduction
from lssc_desktop.store.documents import (
    DocumentUnreadable,
    is_open_elsewhere,
    read_document,
    to_docx,
)
from lssc_desktop.store.folder.copying import Copy, copy_beside, require_file
from lssc_desktop.store.folder.disk import disk_errors, is_file, names_in
from lssc_desktop.store.folder.files import (
    fingerprint,
    removed_on_failure,
    sync_folder,
    to_trash,
    write_beside,
    write_durably,
)
from lssc_desktop.store.folder.guards import inside, link_in
from lssc_desktop.store.folder.replacing import replace_with
from lssc_desktop.store.markdown import from_markdown

_WORD_SUFFIX = ".docx"
_READERS = {".md": from_markdown, ".markdown": from_markdown, ".txt": from_plain}
_LARGEST_TEXT = 4 << 20  # bytes; a response has some ten thousand

_WRITTEN_LATELY: deque[str] = deque(maxlen=100)
"""Fingerprints of documents that this process wrote: they hold nothing beyond a text."""


@dataclass(eq=False)
class DocumentHasUnsupportedContent(LsscError):
    """The document holds what writing it again would lose (`beyond`, or it has a `fault`)."""

    path: str
    beyond: tuple[str, ...]
    fault: str


@dataclass(eq=False)
class DocumentOpen(LsscError):
    """Word or LibreOffice has the document open."""

    path: str


@dataclass(eq=False)
class TextNotNoted(LsscError):
    """The new text is in its document; `reason` is why portfolio.json does not know it yet."""

    path: str
    reason: LsscError


@dataclass(eq=False)
class DocumentChanged(LsscError):
    """The document is not the one that the portfolio knows: another program wrote it since."""

    path: str


def document_of(portfolio: Portfolio, set_id: str, number: int | None) -> Document | None:
    """Return the response to a competency, or the statement of a set, if there is one."""
    work = portfolio.set_work(set_id)
    if work is None:
        return None
    return work.statement if number is None else work.competency(number).response


def read_response(
    root: Path, portfolio: Portfolio, set_id: str, number: int | None
) -> SeenDocument:
    """Return what a response or statement says; fault "missing" when there is none.

    A document behind a link is not read: fault "link".
    """
    document = document_of(portfolio, set_id, number)
    if document is None:
        return SeenDocument("", fault=DocumentFault.MISSING)
    if link_in(root, document.path) is not None:
        return SeenDocument(document.path, fault=DocumentFault.LINK)
    return read_document(root / document.path, document.path)


def write_response(
    root: Path,
    portfolio: Portfolio,
    competency_set: CompetencySet,
    number: int | None,
    text: RichText,
    today: date,
) -> Portfolio:
    """Write a response or statement as a Word document and return the portfolio with it.

    A document of ours is replaced; anything else never is. Raises
    `DocumentHasUnsupportedContent`, `DocumentOpen`, `DocumentChanged` and the errors of
    `store.folder.disk`.
    """
    before = document_of(portfolio, competency_set.id, number)
    path = _place_for(root, before, competency_set, number)
    inside(root, path)
    if before is not None and os.path.lexists(root / path):
        _require_ours(root, before)
    data = _to_docx(text, portfolio, competency_set, number)
    document = Document(path, hashlib.sha256(data).hexdigest())
    if document == before and is_file(root / path):
        sync_folder((root / path).parent)  # the drive may not have confirmed it the last time
        return portfolio
    write_durably(root / path, data)
    _WRITTEN_LATELY.append(document.sha256)
    return _with_document(portfolio, competency_set.id, number, document, today)


def take_text(
    root: Path,
    portfolio: Portfolio,
    competency_set: CompetencySet,
    number: int | None,
    source: Path,
    today: date,
) -> tuple[Portfolio, SeenDocument]:
    """Take a .docx, .md or .txt file as a response or statement, and return what it says.

    A Word file is copied as it is, with all that it holds. What was the response before goes to
    the trash. Raises what `read_text` and `write_response` do, `DocumentUnreadable`
    and `TrashRefused`.
    """
    require_file(source)
    if source.suffix.casefold() == _WORD_SUFFIX:
        seen = read_document(source, source.name)
        if seen.fault:
            raise DocumentUnreadable(str(source), DocumentFault(seen.fault))
        make = partial(_copied, source)
    else:
        text = read_text(source)
        data = _to_docx(
            text if number is None else with_introduction(text), portfolio, competency_set, number
        )
        make = partial(_written, data)
    document = _document_within(root, source) or _put_in_place(
        root, portfolio, competency_set, number, make
    )
    portfolio = _with_document(portfolio, competency_set.id, number, document, today)
    return portfolio, read_document(root / document.path, document.path)


def remove_response(
    root: Path, portfolio: Portfolio, set_id: str, number: int | None, today: date
) -> Portfolio:
    """Move a response or statement to the trash and return the portfolio without it."""
    document = document_of(portfolio, set_id, number)
    if document is None:
        return portfolio
    if os.path.lexists(root / document.path):
        _require_closed(root, document.path)
        to_trash(inside(root, document.path))
    return _with_document(portfolio, set_id, number, None, today)


def _to_docx(
    text: RichText, portfolio: Portfolio, competency_set: CompetencySet, number: int | None
) -> bytes:
    path = _usual_path(competency_set, number)
    title = f"{competency_set.title}: {path.rpartition('/')[2].removesuffix(_WORD_SUFFIX)}"
    return to_docx(text, title=title, author=portfolio.candidate.name)


def _copied(source: Path, target: Path) -> Copy:
    return copy_beside(source, target, ignore_progress)


def _written(data: bytes, target: Path) -> Copy:
    return Copy(write_beside(target, data), hashlib.sha256(data).hexdigest(), len(data))


def _put_in_place(
    root: Path,
    portfolio: Portfolio,
    competency_set: CompetencySet,
    number: int | None,
    make: Callable[[Path], Copy],
) -> Document:
    """Make a document; when it has the place of the one before, that one goes to the trash."""
    before = document_of(portfolio, competency_set.id, number)
    path = _place_for(root, before, competency_set, number)
    copy = make(root / path)
    with removed_on_failure(copy.temporary):
        if os.path.lexists(root / path):
            _require_closed(root, path)
            replace_with(root, path, copy)
        else:
            copy.publish(root / path)
    return Document(path, copy.sha256)


def _usual_path(competency_set: CompetencySet, number: int | None) -> str:
    if number is None:
        return statement_path(competency_set)
    return response_path(competency_set, number)


def _place_for(
    root: Path, before: Document | None, competency_set: CompetencySet, number: int | None
) -> str:
    """Return where the document lies or will lie; its folder is made. Nothing is overwritten."""
    path = _usual_path(competency_set, number) if before is None else before.path
    folder, _, name = path.rpartition("/")
    inside(root, folder)
    with disk_errors(root / folder):
        root.stat()
        above = root
        for part in filter(None, folder.split("/")):
            # One by one: a root that goes away is not made again.
            above /= part
            above.mkdir(exist_ok=True)
    if before is not None:
        return path
    return f"{folder}/{numbered(name, names_in(root / folder))}"


def _document_within(root: Path, source: Path) -> Document | None:
    """Return a source that is a Word document of this portfolio folder already, as it is."""
    with disk_errors(source):
        whole, home = source.resolve(), root.resolve()
    if source.suffix.casefold() != _WORD_SUFFIX or not whole.is_relative_to(home):
        return None
    path = whole.relative_to(home).as_posix()
    if is_passed_over(path) or is_passed_over(path.partition("/")[0]):
        return None
    return Document(path, fingerprint(source, ignore_progress))


def _require_ours(root: Path, document: Document) -> None:
    """Raise unless the document is what the portfolio knows and holds nothing beyond a text."""
    path = root / document.path
    _require_closed(root, document.path)
    if fingerprint(path, ignore_progress) != document.sha256:
        raise DocumentChanged(str(path))
    if document.sha256 in _WRITTEN_LATELY:
        return
    seen = read_document(path, document.path)
    if seen.beyond or seen.fault:
        raise DocumentHasUnsupportedContent(str(path), seen.beyond, seen.fault)


def _require_closed(root: Path, path: str) -> None:
    if is_open_elsewhere(root / path):
        raise DocumentOpen(str(root / path))


def _with_document(
    portfolio: Portfolio, set_id: str, number: int | None, document: Document | None, today: date
) -> Portfolio:
    if number is None:
        return set_statement(portfolio, set_id, document, today)
    return set_response(portfolio, set_id, number, document, today)


# Texts of other programs ------------------------------------------------------------------------


@dataclass(eq=False)
class TextRefused(LsscError):
    """The file cannot become a response: `reason` is "kind", "size" or "no-text"."""

    path: str
    reason: str


def read_text(path: Path) -> RichText:
    """Return what a .md or .txt file says.

    It may be in UTF-8, in UTF-16 with a mark, or else as Windows wrote western text. Raises
    `TextRefused` and the errors of `store.disk`.
    """
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise TextRefused(str(path), "kind")
    with disk_errors(path), path.open("rb") as file:
        data = file.read(_LARGEST_TEXT + 1)
    if len(data) > _LARGEST_TEXT:
        raise TextRefused(str(path), "size")
    text = decoded(data)
    if "\0" in text:
        raise TextRefused(str(path), "no-text")
    return reader(text)


def decoded(data: bytes) -> str:
    """Return the characters of a text in UTF-8, in UTF-16 with a mark, or of western Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
