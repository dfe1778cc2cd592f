"""Responses in a session: read, saved by themselves, and never lost to another program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.documents.word import TextNotWritten, read_document, to_docx
from lssc_desktop.messages.portfolio import text_conflict
from lssc_desktop.store.folder.conflicts import Keep
from lssc_desktop.store.folder.responses import DocumentChanged, DocumentHasUnsupportedContent
from lssc_desktop.store.folder.saving import ReadText, RefusedText
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from tests.documents.word.test_read_again import named_twice
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import Listener

FIRST = TextPlace("foundations", 11)
FOLDER = "Foundations of Library Services"
NAME = "11 Diversity of users.docx"


def text(words: str) -> RichText:
    return RichText((Paragraph((Span(words),)),))


def words_in(path: Path) -> str:
    return plain(read_document(path, path.name).text)


@pytest.fixture
def read(qtbot: QtBot, listener: Listener) -> Callable[[Session], ReadText]:
    """Read the response to competency 11, as an editor does."""

    def now(session: Session) -> ReadText:
        listener.heard.clear()
        session.read_response(TextPlace("foundations", 11), listener.hear)
        qtbot.waitUntil(lambda: bool(listener.heard))
        found = listener.heard[0]
        assert isinstance(found, ReadText)
        return found

    return now


@pytest.fixture
def written(session: Session, root: Path, until_saved: Callable[[Session], None]) -> Path:
    """The document of a response that was typed and saved."""
    session.write_response(TextPlace("foundations", 11), text("Our shelves hold six languages."))
    until_saved(session)
    return next((root / FOLDER).glob("11*.docx"))


def test_a_typed_response_becomes_a_word_document(
    session: Session, root: Path, written: Path
) -> None:
    assert words_in(written) == "Our shelves hold six languages."
    work = session.portfolio.set_work("foundations")
    assert work is not None
    assert on_disk(root) == session.portfolio
    assert work.competency(11).response is not None


def test_a_typed_statement_is_one_too(
    session: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    session.write_response(TextPlace("foundations"), text("I learned to ask."))
    until_saved(session)
    assert words_in(root / FOLDER / "Learning statement.docx") == "I learned to ask."


def test_undo_of_a_decision_leaves_the_typed_text_alone(
    session: Session, written: Path, until_saved: Callable[[Session], None]
) -> None:
    before = session.portfolio
    session.undo()
    until_saved(session)
    assert session.portfolio == before
    assert words_in(written) == "Our shelves hold six languages."


def test_reading_gives_what_the_document_says(
    session: Session, written: Path, read: Callable[[Session], ReadText]
) -> None:
    found = read(session)
    assert found.place == FIRST
    assert plain(found.document.text) == "Our shelves hold six languages."
    assert found.document.path == written.relative_to(session.root).as_posix()


def test_a_response_that_was_not_begun_is_missing(
    session: Session, read: Callable[[Session], ReadText]
) -> None:
    assert read(session).document.fault == "missing"


def test_reading_gives_what_was_typed_a_moment_ago(
    session: Session, written: Path, read: Callable[[Session], ReadText]
) -> None:
    assert written.is_file()
    session.write_response(TextPlace("foundations", 11), text("Our shelves hold seven languages."))
    assert plain(read(session).document.text) == "Our shelves hold seven languages."


def test_what_is_typed_while_a_save_runs_is_saved_after_it(
    session: Session, written: Path, until_saved: Callable[[Session], None]
) -> None:
    session.write_response(TextPlace("foundations", 11), text("one"))
    session.save_now()
    session.write_response(TextPlace("foundations", 11), text("two"))
    until_saved(session)
    assert words_in(written) == "two"


def test_an_outside_edit_of_a_text_that_was_read_is_told(
    qtbot: QtBot, session: Session, written: Path, read: Callable[[Session], ReadText]
) -> None:
    read(session)
    written.write_bytes(to_docx(text("Written in Word."), title="", author=""))
    with qtbot.waitSignal(session.text_changed_outside) as told:
        session.refresh()
    assert told.args == [FIRST]
    assert plain(read(session).document.text) == "Written in Word."


def test_what_another_program_wrote_is_among_the_earlier_versions(
    qtbot: QtBot, session: Session, root: Path, written: Path
) -> None:
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    written.write_bytes(to_docx(text("Word wrote this."), title="", author=""))
    session.refresh()
    qtbot.waitUntil(lambda: bool(versions_of(root, FIRST)))
    [version] = versions_of(root, FIRST)
    assert version.kept_for is KeptFor.OUTSIDE
    assert plain(read_text_of(root, FIRST, version)) == "Word wrote this."


def test_within_the_hour_it_is_kept_again_only_when_much_was_cut(
    qtbot: QtBot, session: Session, root: Path, written: Path
) -> None:
    long = "One two three four five six seven eight nine ten."
    for words in (long, long + " Eleven.", "One."):
        with qtbot.waitSignal(session.facts_changed):
            session.refresh()
        written.write_bytes(to_docx(text(words), title="", author=""))
        with qtbot.waitSignal(session.facts_changed):
            session.refresh()
    qtbot.waitUntil(lambda: len(versions_of(root, FIRST)) == 2)
    kept = [plain(read_text_of(root, FIRST, each)) for each in versions_of(root, FIRST)]
    assert kept == ["One.", long]


def test_our_own_save_is_no_outside_edit(
    qtbot: QtBot,
    session: Session,
    written: Path,
    read: Callable[[Session], ReadText],
    until_saved: Callable[[Session], None],
) -> None:
    assert written.is_file()
    read(session)
    session.write_response(TextPlace("foundations", 11), text("Typed here."))
    until_saved(session)
    with qtbot.assertNotEmitted(session.text_changed_outside), qtbot.waitSignal(session.looked):
        session.refresh()


@pytest.fixture
def in_conflict(
    qtbot: QtBot, session: Session, written: Path, read: Callable[[Session], ReadText]
) -> Session:
    """The same response was written in Word and typed here."""
    read(session)
    written.write_bytes(to_docx(text("Written in Word."), title="", author=""))
    with qtbot.waitSignal(session.text_conflict) as told:
        session.write_response(TextPlace("foundations", 11), text("Typed here."))
    refused = told.args[0]
    assert isinstance(refused, RefusedText)
    assert isinstance(refused.error, DocumentChanged)
    return session


def test_neither_text_is_lost_to_the_other(in_conflict: Session, written: Path) -> None:
    assert words_in(written) == "Written in Word."
    assert in_conflict.saved_state.phase is SavedPhase.FAILED


def test_a_look_in_between_does_not_let_the_one_replace_the_other(
    qtbot: QtBot, in_conflict: Session, written: Path
) -> None:
    with qtbot.waitSignal(in_conflict.looked):
        in_conflict.refresh()
    with qtbot.waitSignal(in_conflict.saved_state_changed):
        in_conflict.write_response(TextPlace("foundations", 11), text("Typed on."))
        in_conflict.save_now()
    assert words_in(written) == "Written in Word."


def test_keeping_mine_leaves_theirs_beside_it(
    in_conflict: Session, written: Path, until_saved: Callable[[Session], None]
) -> None:
    in_conflict.settle_text(FIRST, Keep.MINE)
    until_saved(in_conflict)
    assert words_in(written) == "Typed here."
    assert words_in(written.with_stem(f"{written.stem} (2)")) == "Written in Word."


def test_keeping_theirs_leaves_mine_beside_it(
    qtbot: QtBot,
    in_conflict: Session,
    written: Path,
    read: Callable[[Session], ReadText],
    until_saved: Callable[[Session], None],
) -> None:
    with qtbot.waitSignal(in_conflict.text_changed_outside):
        in_conflict.settle_text(FIRST, Keep.THEIRS)
    until_saved(in_conflict)
    assert words_in(written) == "Written in Word."
    assert words_in(written.with_stem(f"{written.stem} (2)")) == "Typed here."
    assert plain(read(in_conflict).document.text) == "Written in Word."


@pytest.fixture
def unwritable(
    qtbot: QtBot, session: Session, written: Path, read: Callable[[Session], ReadText]
) -> Session:
    """A text was typed into a Word file of which other programs read another text."""
    written.write_bytes(named_twice())
    with qtbot.waitSignal(session.looked):
        session.refresh()
    assert plain(read(session).document.text) == "One."
    with qtbot.waitSignal(session.text_conflict) as told:
        session.write_response(FIRST, text("Typed here."))
    assert isinstance(told.args[0].error, DocumentHasUnsupportedContent)
    return session


def test_a_file_that_cannot_say_a_text_stays_and_the_text_is_asked_about(
    unwritable: Session, written: Path
) -> None:
    assert written.read_bytes() == named_twice()
    assert unwritable.saved_state.phase is SavedPhase.FAILED
    assert [plain(each.text) for each in unwritable.unsaved_texts] == ["Typed here."]
    asked = text_conflict(written.name, TextNotWritten(written.name)).text
    assert "didn’t say what you wrote" in asked
    assert "another program" not in asked


def test_the_text_is_a_new_file_beside_it_when_that_is_kept(
    unwritable: Session, written: Path, until_saved: Callable[[Session], None]
) -> None:
    unwritable.settle_text(FIRST, Keep.MINE)
    until_saved(unwritable)
    assert words_in(written) == "Typed here."
    assert written.with_stem(f"{written.stem} (2)").read_bytes() == named_twice()


def test_after_the_choice_typing_goes_on(
    in_conflict: Session, written: Path, until_saved: Callable[[Session], None]
) -> None:
    in_conflict.settle_text(FIRST, Keep.THEIRS)
    until_saved(in_conflict)
    in_conflict.write_response(TextPlace("foundations", 11), text("Typed on theirs."))
    until_saved(in_conflict)
    assert words_in(written) == "Typed on theirs."
