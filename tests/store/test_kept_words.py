"""Words kept on this computer: written as documents, found again, and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.core.portfolio.merging import UnsavedChanges
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.documents.word import read_document
from lssc_desktop.store.folder.saving import UnsavedText
from lssc_desktop.store.kept_words import (
    WrittenChanges,
    bring_back,
    find_kept_words,
    forget_kept_words,
    keep_words,
)

NOW = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)
PLACE = TextPlace("foundations", 11)
NAME = "Foundations of Library Services 11 Diversity of users.docx"


def _unsaved(words: str) -> UnsavedText:
    return UnsavedText(PLACE, RichText((Paragraph((Span(words),)),)))


def test_words_are_kept_found_and_brought_back(
    root: Path, program: Program, portfolio: Portfolio, tmp_path: Path
) -> None:
    config, here = tmp_path / "config", tmp_path / "Documents"
    here.mkdir()
    today = date(2026, 11, 25)
    keep_words(config, here, program, portfolio, (_unsaved("Typed while it was out."),), today)
    assert [path.name for path in here.iterdir()] == [NAME]

    kept = find_kept_words(config, portfolio.id)
    assert kept is not None
    assert (kept.day, [text.place for text in kept.texts]) == (today, [PLACE])
    documents = bring_back(config, root, program, portfolio, kept, NOW)
    path = documents[PLACE].path
    assert "Typed while it was out." in plain(read_document(root / path, path).text)
    assert find_kept_words(config, portfolio.id) is None
    assert (here / NAME).is_file()


def test_no_file_is_overwritten_and_what_is_gone_is_not_offered(
    program: Program, portfolio: Portfolio, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_bytes(b"another")
    keep_words(tmp_path / "c", tmp_path, program, portfolio, (_unsaved("x"),), date(2026, 11, 25))
    assert (tmp_path / NAME).read_bytes() == b"another"
    kept = find_kept_words(tmp_path / "c", portfolio.id)
    assert kept is not None
    kept.texts[0].path.unlink()
    assert find_kept_words(tmp_path / "c", portfolio.id) is None
    assert find_kept_words(tmp_path / "c", "another portfolio") is None


def test_what_changed_besides_texts_is_kept_as_a_document_and_as_it_was(
    program: Program, portfolio: Portfolio, tmp_path: Path
) -> None:
    config, here = tmp_path / "config", tmp_path / "Documents"
    here.mkdir()
    after = replace(portfolio, candidate=Candidate("Ana Rivera-Ortiz"))
    changes = UnsavedChanges(portfolio, after)
    text = RichText((Paragraph((Span("Ana Rivera-Ortiz"),)),))
    written = WrittenChanges(changes, text, "Captions and notes")
    keep_words(config, here, program, after, (), date(2026, 11, 25), written)
    assert [path.name for path in here.iterdir()] == ["Captions and notes.docx"]

    kept = find_kept_words(config, portfolio.id)
    assert kept is not None
    assert (kept.texts, kept.folder, kept.changes) == ((), here, changes)

    forget_kept_words(config, portfolio.id)
    assert find_kept_words(config, portfolio.id) is None
    assert list((config / "kept words").iterdir()) == []


def test_changes_that_cannot_be_read_again_are_not_offered(
    program: Program, portfolio: Portfolio, tmp_path: Path
) -> None:
    changes = UnsavedChanges(portfolio, replace(portfolio, candidate=Candidate("Ana R.")))
    written = WrittenChanges(changes, RichText(), "Captions and notes")
    keep_words(tmp_path / "c", tmp_path, program, portfolio, (), date(2026, 11, 25), written)
    (before,) = (tmp_path / "c").rglob("*.before.json")
    before.write_bytes(b"{")
    assert find_kept_words(tmp_path / "c", portfolio.id) is None
