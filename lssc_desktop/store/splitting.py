"""One long document read, and written as the responses and statements that it was split into.

The document itself is never touched. All new documents lie on the disk before the first of them
gets its name: what cannot be written, or is cancelled, leaves everything as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio, TextPlace
from lssc_desktop.core.portfolio.splitting import NewText, Splitting
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import (
    READ_ONLY,
    Form,
    Paragraph,
    RichText,
    ended,
    with_introduction,
    words,
)
from lssc_desktop.disk.disk import is_file
from lssc_desktop.disk.files import SaveUncertain, inside, read_limited
from lssc_desktop.documents.importing import read_text
from lssc_desktop.documents.word import (
    WORD_SUFFIX,
    DocumentUnreadable,
    OpenedDocument,
    open_document,
    patched,
    with_blocks,
)
from lssc_desktop.store.folder.responses import (
    LARGEST_DOCUMENT,
    DocumentHasUnsupportedContent,
    StagedText,
    new_document,
    publish_text,
    read_response,
    stage_text,
    written_beside,
)
from lssc_desktop.values import dataclass


class DocumentNotSplit(LsscError):
    """The document cannot be taken apart; `beyond` says what it holds, such as a signature."""

    path: str
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LongDocument:
    """A document as it was read: its text without the notes behind it, which go with their marks.

    `opened` is the Word file, None for a plain text.
    """

    path: Path
    text: RichText
    opened: OpenedDocument | None = None


@dataclass(frozen=True, slots=True)
class WrittenTexts:
    """What was written, in order. `error` is why the rest was not; then `left` is the rest.

    `uncertain` says that a drive has not confirmed all of it.
    """

    documents: tuple[tuple[TextPlace, Document], ...] = ()
    left: tuple[TextPlace, ...] = ()
    error: LsscError | None = None
    uncertain: SaveUncertain | None = None


def read_long_document(path: Path) -> LongDocument:
    """Return a .docx, .md or .txt file to be split.

    Raises `TextRefused`, `DocumentUnreadable`, `DocumentNotSplit`, and what `read_limited` raises.
    """
    if path.suffix.casefold() != WORD_SUFFIX:
        return LongDocument(path, read_text(path))
    opened = open_document(read_limited(path, LARGEST_DOCUMENT), path.name)
    if opened.seen.is_read_only:
        against = tuple(each for each in opened.seen.beyond if each in READ_ONLY)
        raise DocumentNotSplit(str(path), against)
    blocks = (paragraph for block in opened.blocks for paragraph in block.paragraphs)
    return LongDocument(path, ended(blocks), opened)


def present_words(
    root: Path, portfolio: Portfolio, places: Iterable[TextPlace]
) -> Mapping[TextPlace, int]:
    """Return how many words each text has that is there already, if there are any."""
    found = {
        place: words(read_response(root, portfolio, place).text)
        for place in places
        if portfolio.document(place) is not None
    }
    return {place: count for place, count in found.items() if count}


def write_texts(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    document: LongDocument,
    splitting: Splitting,
    now: datetime,
    reporter: Reporter,
) -> WrittenTexts:
    """Write the texts of a split document, and keep those that they replace as earlier versions.

    Raises what stands against writing them before anything was written: `Cancelled`,
    `DocumentOpen`, `DocumentHasUnsupportedContent`, `BlockLost`, `TextNotWritten` and the errors of
    `store.folder.disk`.
    """
    texts = splitting.new_texts()
    staged: list[StagedText] = []
    try:
        for done, new in enumerate(texts):
            reporter(Progress(Step.WRITING, done, len(texts), Item("", done, len(texts))))
            data = _content(root, program, portfolio, document, splitting, new)
            make = partial(written_beside, data)
            staged.append(stage_text(root, program, portfolio, new.place, make))
        reporter(Progress(Step.WRITING, len(texts), len(texts)))
        return _published(root, staged, now)
    finally:
        for each in staged:
            each.discard()


def _published(root: Path, staged: Sequence[StagedText], now: datetime) -> WrittenTexts:
    written: list[tuple[TextPlace, Document]] = []
    uncertain: SaveUncertain | None = None
    for each in staged:
        try:
            written.append((each.place, publish_text(root, each, now)))
        except SaveUncertain as error:  # it has its name, though the drive did not confirm it
            uncertain = error
            written.append((each.place, Document(each.path, each.copy.sha256)))
        except LsscError as error:
            left = tuple(it.place for it in staged[len(written) :])
            return WrittenTexts(tuple(written), left, error, uncertain)
    return WrittenTexts(tuple(written), uncertain=uncertain)


def _content(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    document: LongDocument,
    splitting: Splitting,
    new: NewText,
) -> bytes:
    """Return the bytes of the document that a new text will be."""
    place = new.place
    before = portfolio.document(place) if new.adds else None
    if before is not None and is_file(root / before.path):
        return _with_more(root, before, splitting.text_of(new.blocks))
    if document.opened is not None:
        return with_blocks(document.opened, _filled(splitting, new.blocks))
    text = splitting.text_of(new.blocks)
    text = text if place.number is None else with_introduction(text)
    return new_document(text, program, portfolio, place)


def _filled(splitting: Splitting, blocks: Sequence[int]) -> Sequence[int]:
    """Return blocks without the empty ones before and behind them."""
    full = [at for at, block in enumerate(blocks) if splitting.says_something((block,))]
    return blocks[full[0] : full[-1] + 1]


def _with_more(root: Path, before: Document, more: RichText) -> bytes:
    """Return a document with more words behind its own."""
    path = inside(root, before.path)
    try:
        opened = open_document(read_limited(path, LARGEST_DOCUMENT), before.path)
    except DocumentUnreadable as error:
        raise DocumentHasUnsupportedContent(str(path), (), error.fault) from error
    if opened.seen.is_read_only:
        raise DocumentHasUnsupportedContent(str(path), opened.seen.beyond, opened.seen.fault)
    added = tuple(map(_said, more.paragraphs))
    return patched(opened, RichText((*opened.seen.text.paragraphs, *added)))


def _said(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph as words, as another document can hold it."""
    spans = tuple(replace(span, kept=None) for span in paragraph.spans if span.text)
    form = Form.BODY if paragraph.form is Form.INTRODUCTION else paragraph.form
    return Paragraph(spans, form, paragraph.level)
