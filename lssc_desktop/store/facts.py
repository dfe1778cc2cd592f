"""Everything a check needs to know about the files, gathered in one look."""

from collections.abc import Iterator
from pathlib import Path

from lssc_desktop.core.beyond import Fault
from lssc_desktop.core.folder_facts import (
    DOCUMENT_MISSING,
    FolderFacts,
    OwnWrites,
    SeenDocument,
    with_writes,
)
from lssc_desktop.core.job import Item, Reporter, Step
from lssc_desktop.core.portfolio import Document, Portfolio
from lssc_desktop.core.reconcile import known_files
from lssc_desktop.store.disk import FolderGone
from lssc_desktop.store.documents import DocumentMemory, read_document
from lssc_desktop.store.reviews import reviews_of
from lssc_desktop.store.scan import Look, look


def gather(root: Path, portfolio: Portfolio, reporter: Reporter) -> FolderFacts:
    """Return what lies in the folder, what every response and statement says, and the reviews.

    A document that is not there is among the documents, with its fault.
    """
    return read_facts(root, portfolio, look(root, reporter), DocumentMemory(), reporter)


def read_facts(
    root: Path, portfolio: Portfolio, seen: Look, memory: DocumentMemory, reporter: Reporter
) -> FolderFacts:
    """Return the same of a folder that was looked through already.

    What is not among its files is not read: a document behind a link is none of the folder's.
    """
    present = {file.path for file in seen.files}
    documents = tuple(documents_of(portfolio))
    read = []
    for number, document in enumerate(documents):
        item = Item(document.path, number, len(documents))
        reporter.report(Step.READING, number, len(documents), item)
        if document.path in present:
            read.append(memory.read(root / document.path, document.path))
        else:
            read.append(SeenDocument(document.path, fault=Fault.MISSING))
    memory.forget_unused()
    return FolderFacts(seen.files, tuple(read), seen.refused, reviews_of(root, portfolio))


def look_where_missing(root: Path, portfolio: Portfolio, facts: FolderFacts) -> FolderFacts:
    """Return the facts with those files of a portfolio that they lack and that are there now.

    Nothing may be called missing for what an earlier look saw or did not see. Raises `FolderGone`
    when the folder is away, because then nobody can tell.
    """
    read = {item.path for item in facts.documents if item.fault != DOCUMENT_MISSING}
    texts = {item.path for item in documents_of(portfolio)}
    listed = {file.path for file in facts.files}
    known = known_files(portfolio)
    lacking = (known.keys() - listed) | (texts - read)
    if not lacking:
        return facts
    if not root.is_dir():
        raise FolderGone(str(root))
    there = [path for path in sorted(lacking) if (root / path).is_file()]
    return with_writes(
        facts,
        OwnWrites(
            files=tuple(known[path] for path in there if path not in listed),
            documents=tuple(read_document(root / path, path) for path in there if path in texts),
        ),
    )


def documents_of(portfolio: Portfolio) -> Iterator[Document]:
    """Give every response and every statement of a portfolio."""
    for work in portfolio.sets:
        for item in work.competencies:
            if item.response is not None:
                yield item.response
        if work.statement is not None:
            yield work.statement
