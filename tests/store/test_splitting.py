"""One long document written as the responses and statements that it was split into."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter, ignore_progress
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio, TextPlace
from lssc_desktop.core.portfolio.splitting import KnownTexts, Splitting, split
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Form, RichText, UnsupportedContent, plain
from lssc_desktop.documents.importing import TextRefused
from lssc_desktop.documents.word import DocumentUnreadable
from lssc_desktop.documents.word.package import with_parts
from lssc_desktop.package.sample.write import write_sample
from lssc_desktop.store.folder.responses import (
    DocumentOpen,
    read_response,
    write_response,
)
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from lssc_desktop.store.splitting import (
    DocumentNotSplit,
    LongDocument,
    WrittenTexts,
    present_words,
    read_long_document,
    write_texts,
)
from tests.conftest import Recorder
from tests.long_document import as_one, places_of, with_table_and_picture
from tests.store.folder.test_responses import _text

NOW = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
FIRST, SECOND = TextPlace("foundations", 1), TextPlace("foundations", 2)
FOLDER = "Foundations of Library Services"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "My portfolio.docx"
    with_table_and_picture(path)
    return path


@pytest.fixture
def long(source: Path) -> LongDocument:
    return read_long_document(source)


@pytest.fixture
def splitting(program: Program, long: LongDocument) -> Splitting:
    return split(long.text, KnownTexts(program.sets[:1], program.sets[1:]))


def wrote(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    long: LongDocument,
    splitting: Splitting,
    reporter: Reporter = ignore_progress,
) -> tuple[Portfolio, WrittenTexts]:
    written = write_texts(root, program, portfolio, long, splitting, NOW, reporter)
    for place, document in written.documents:
        portfolio = set_document(portfolio, place, document, TODAY)
    return portfolio, written


def in_folder(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def said(root: Path, portfolio: Portfolio, place: TextPlace) -> RichText:
    return read_response(root, portfolio, place).text


def test_each_part_is_a_document(
    root: Path, program: Program, portfolio: Portfolio, long: LongDocument, splitting: Splitting
) -> None:
    portfolio, written = wrote(root, program, portfolio, long, splitting)
    assert [place.number for place, _ in written.documents] == [1, 2, 3]
    assert (written.left, written.error, written.uncertain) == ((), None, None)
    second = said(root, portfolio, SECOND)
    assert second.paragraphs[0].form is Form.INTRODUCTION
    assert plain(second).splitlines()[0] == "We say no to nobody."
    kinds = [it.kept.kind for it in second.paragraphs if it.kept is not None]
    assert UnsupportedContent.TABLE in kinds
    spans = [span.kept for it in second.paragraphs for span in it.spans if span.kept is not None]
    assert [each.kind for each in spans] == [UnsupportedContent.PICTURE]
    for _, document in written.documents:
        content = (root / document.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.sha256
    assert (root / FOLDER / "02 Ethics and values.docx").exists()


def test_a_document_can_be_edited_afterwards(
    root: Path, program: Program, portfolio: Portfolio, long: LongDocument, splitting: Splitting
) -> None:
    portfolio, _ = wrote(root, program, portfolio, long, splitting)
    before = said(root, portfolio, SECOND)
    longer = RichText((*before.paragraphs, *_text("And I mean it.").paragraphs))
    document = write_response(root, program, portfolio, SECOND, longer)
    portfolio = set_document(portfolio, SECOND, document, TODAY)
    assert plain(said(root, portfolio, SECOND)).endswith("And I mean it.")


def test_the_original_is_not_touched(
    source: Path,
    root: Path,
    program: Program,
    portfolio: Portfolio,
    long: LongDocument,
    splitting: Splitting,
) -> None:
    before = source.read_bytes(), source.stat().st_mtime_ns
    wrote(root, program, portfolio, long, splitting)
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before


def test_what_is_replaced_is_an_earlier_version(
    root: Path, program: Program, portfolio: Portfolio, long: LongDocument, splitting: Splitting
) -> None:
    document = write_response(root, program, portfolio, FIRST, _text("What I had before."))
    portfolio = set_document(portfolio, FIRST, document, TODAY)
    assert present_words(root, portfolio, splitting.known.places()) == {FIRST: 4}
    portfolio, _ = wrote(root, program, portfolio, long, splitting)
    assert plain(said(root, portfolio, FIRST)).startswith("We mean well.")
    (version,) = versions_of(root, FIRST)
    assert plain(read_text_of(root, FIRST, version)) == "What I had before."
    assert portfolio.document(FIRST) == Document(
        document.path, hashlib.sha256((root / document.path).read_bytes()).hexdigest()
    )


def test_what_is_added_stands_behind_what_was_there(
    root: Path, program: Program, portfolio: Portfolio, long: LongDocument, splitting: Splitting
) -> None:
    document = write_response(root, program, portfolio, SECOND, _text("What I had before."))
    portfolio = set_document(portfolio, SECOND, document, TODAY)
    splitting = splitting.with_added(SECOND, adds=True)
    assert splitting.only_words([SECOND]) == {
        UnsupportedContent.TABLE, UnsupportedContent.PICTURE,
    }  # fmt: skip
    assert splitting.only_words([FIRST]) == frozenset()
    portfolio, _ = wrote(root, program, portfolio, long, splitting)
    lines = [line for line in plain(said(root, portfolio, SECOND)).splitlines() if line]
    assert lines[:2] == ["What I had before.", "We say no to nobody."]
    assert "1,204" in lines
    assert len(versions_of(root, SECOND)) == 1


def test_cancelled_it_leaves_everything_as_it_was(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    long: LongDocument,
    splitting: Splitting,
    recorder: Callable[..., Recorder],
) -> None:
    document = write_response(root, program, portfolio, FIRST, _text("What I had before."))
    portfolio = set_document(portfolio, FIRST, document, TODAY)
    before = in_folder(root)
    for stop_at in range(4):
        with pytest.raises(Cancelled):
            wrote(root, program, portfolio, long, splitting, recorder(stop_at, Cancelled()))
        assert in_folder(root) == before


def test_progress_counts_the_texts(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    long: LongDocument,
    splitting: Splitting,
    recorder: Callable[..., Recorder],
) -> None:
    reporter = recorder()
    wrote(root, program, portfolio, long, splitting, reporter)
    assert [(it.done, it.total) for it in reporter.reports] == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_document_that_word_has_open_keeps_all_from_being_written(
    root: Path, program: Program, portfolio: Portfolio, long: LongDocument, splitting: Splitting
) -> None:
    document = write_response(root, program, portfolio, SECOND, _text("What I had before."))
    portfolio = set_document(portfolio, SECOND, document, TODAY)
    (root / FOLDER / "~$ Ethics and values.docx").write_bytes(b"")
    before = in_folder(root)
    with pytest.raises(DocumentOpen):
        wrote(root, program, portfolio, long, splitting)
    assert in_folder(root) == before


def test_what_fails_on_the_way_says_what_was_written(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    long: LongDocument,
    splitting: Splitting,
) -> None:
    taken = root / FOLDER / "02 Ethics and values.docx"

    def in_the_way(progress: object) -> None:  # while the last document is made
        if getattr(progress, "done", 0) == 3:
            taken.mkdir()

    portfolio, written = wrote(root, program, portfolio, long, splitting, in_the_way)
    assert [place.number for place, _ in written.documents] == [1]
    assert [place.number for place in written.left] == [2, 3]
    assert isinstance(written.error, LsscError)
    assert plain(said(root, portfolio, FIRST)).startswith("We mean well.")
    names = {path.name for path in (root / FOLDER).iterdir()}
    assert names == {"01 Purpose, mission and role.docx", taken.name}


def test_a_plain_text_is_split_too(
    tmp_path: Path, root: Path, program: Program, portfolio: Portfolio
) -> None:
    source = tmp_path / "notes.md"
    source.write_text("# Competency 1\n\nWhy **we** are.\n\n# Competency 2\n\nEthics.\n")
    long = read_long_document(source)
    splitting = split(long.text, KnownTexts(program.sets[:1]))
    portfolio, written = wrote(root, program, portfolio, long, splitting)
    assert len(written.documents) == 2
    first = said(root, portfolio, FIRST)
    assert plain(first) == "Why we are."
    assert first.paragraphs[0].form is Form.INTRODUCTION


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("book.pdf", b"%PDF", TextRefused),
        ("book.docx", b"none", DocumentUnreadable),
        ("book.docx", b"", DocumentUnreadable),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes, error: type[LsscError]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error):
        read_long_document(tmp_path / name)


def test_a_protected_document_is_refused(source: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        settings = archive.read("word/settings.xml")
    end = settings.rindex(b"</")
    locked = settings[:end] + b'<w:documentProtection w:edit="readOnly"/>' + settings[end:]
    source.write_bytes(with_parts(source.read_bytes(), {"word/settings.xml": locked}))
    with pytest.raises(DocumentNotSplit) as refused:
        read_long_document(source)
    assert refused.value.beyond == (UnsupportedContent.PROTECTED,)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Portfolio]:
    root = tmp_path_factory.mktemp("sample") / "Rivera LSSC"
    return root, write_sample(root, ignore_progress)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_sample_written_as_one_file_is_proposed_as_it_was(
    sample: tuple[Path, Portfolio], program: Program, tmp_path: Path, count: int
) -> None:
    root, portfolio = sample
    full = [each for each in program.sets if len(places_of(portfolio, each)) > 1]
    sets = full[:count]
    source = tmp_path / "whole.docx"
    source.write_bytes(as_one(root, program, portfolio, *(each.id for each in sets)))
    long = read_long_document(source)
    splitting = split(long.text, KnownTexts(program.sets))
    wanted = [place for each in sets for place in places_of(portfolio, each)]
    assert [new.place for new in splitting.new_texts()] == wanted
    assert splitting.left_over() == () if count == 1 else len(splitting.left_over()) <= count
    other = tmp_path / "other"
    shutil.copytree(root, other)
    portfolio, written = wrote(other, program, portfolio, long, splitting)
    assert [place for place, _ in written.documents] == wanted
    for place in wanted:
        now = [it.text for it in said(other, portfolio, place).paragraphs]
        was = [it.text for it in said(root, sample[1], place).paragraphs if it.kept is None]
        assert now == was
