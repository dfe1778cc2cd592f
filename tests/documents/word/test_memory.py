"""Documents that are read again and again."""

import os
import tracemalloc
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import DocumentFault, Paragraph, RichText, Span
from lssc_desktop.documents.word import read_document, to_docx
from lssc_desktop.documents.word.memory import DocumentMemory

HERE = "Responses/one.docx"


def said(words: str) -> RichText:
    return RichText((Paragraph((Span(words),)),))


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "one.docx"
    path.write_bytes(to_docx(said("Shelves"), title="One", author="Ana Rivera"))
    return path


@pytest.fixture
def memory() -> DocumentMemory:
    return DocumentMemory()


def test_a_document_says_what_it_says_without_a_memory(
    document: Path, memory: DocumentMemory
) -> None:
    for _ in range(2):
        assert memory.read(document, HERE) == read_document(document, HERE)


def test_the_same_content_is_taken_apart_once(document: Path, memory: DocumentMemory) -> None:
    first = memory.read(document, HERE)

    assert memory.read(document, HERE).text is first.text


def test_another_content_of_the_same_size_and_time_is_seen(
    document: Path, memory: DocumentMemory
) -> None:
    memory.read(document, HERE)
    before = document.stat()
    document.write_bytes(to_docx(said("Lending"), title="One", author="Ana Rivera"))
    os.utime(document, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert memory.read(document, HERE).text == said("Lending")


def test_two_documents_of_one_content_keep_their_names(
    document: Path, memory: DocumentMemory
) -> None:
    other = document.with_name("two.docx")
    other.write_bytes(document.read_bytes())

    assert memory.read(document, HERE).path == HERE
    assert memory.read(other, "Responses/two.docx").path == "Responses/two.docx"


def test_that_word_has_it_open_is_never_remembered(document: Path, memory: DocumentMemory) -> None:
    assert not memory.read(document, HERE).locked
    document.with_name("~$one.docx").write_bytes(b"")

    assert memory.read(document, HERE).locked


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"", DocumentFault.EMPTY), (b"words", DocumentFault.NOT_WORD), (None, DocumentFault.MISSING)],
)
def test_what_is_no_document_has_its_fault(
    document: Path, memory: DocumentMemory, content: bytes | None, fault: DocumentFault
) -> None:
    memory.read(document, HERE)
    document.unlink()
    if content is not None:
        document.write_bytes(content)

    assert memory.read(document, HERE).fault == fault


def test_a_very_large_file_is_not_taken_into_memory(document: Path, memory: DocumentMemory) -> None:
    with document.open("r+b") as file:
        file.truncate(200 << 20)
    tracemalloc.start()
    seen = memory.read(document, HERE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert seen == read_document(document, HERE)
    assert peak < 20 << 20


def test_what_nobody_read_any_more_is_forgotten(document: Path, memory: DocumentMemory) -> None:
    first = memory.read(document, HERE)
    memory.forget_unused()
    assert memory.read(document, HERE).text is first.text

    memory.forget_unused()
    memory.forget_unused()
    assert memory.read(document, HERE).text is not first.text
