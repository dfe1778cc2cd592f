"""The open portfolio: edits, undo, and saving by itself."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.edits import (
    mark_ready,
    move_evidence,
    put_evidence,
    set_plan,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import (
    EvidenceFile,
    EvidenceUse,
    Plan,
    Portfolio,
    TextPlace,
)
from lssc_desktop.core.standing.reconcile import PlaceKind
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.documents.word import DocumentMemory, read_document
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.codec import decode
from lssc_desktop.store.folder.conflicts import Keep
from lssc_desktop.store.folder.folder import ChangedOnDisk, HistoryNotKept, kept_versions
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from tests.systems import closed, posix_only
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import NOW, Listener

TODAY = date(2026, 11, 24)


def ready(number: int) -> Callable[[Portfolio], Portfolio]:
    return partial(mark_ready, place=TextPlace("foundations", number), ready=True, today=TODAY)


def is_ready(portfolio: Portfolio, number: int) -> bool:
    work = portfolio.set_work("foundations")
    return work is not None and work.competency(number).marked_ready


# Deciding and taking back ----------------------------------------------------------------------


def test_an_edit_is_told_and_can_be_undone_and_redone(session: Session, listener: Listener) -> None:
    session.portfolio_changed.connect(listener.hear)
    session.apply(ready(11))
    session.undo()
    session.redo()
    told = [is_ready(each, 11) for each in listener.heard if isinstance(each, Portfolio)]
    assert told == [True, False, True]


def test_an_edit_that_changes_nothing_is_no_step(session: Session, listener: Listener) -> None:
    session.portfolio_changed.connect(listener.hear)
    session.apply(lambda portfolio: portfolio)
    assert not session.can_undo
    assert listener.heard == []


def test_what_can_be_undone_is_told(session: Session, listener: Listener) -> None:
    session.undo_changed.connect(listener.hear)
    session.apply(ready(11))
    assert (session.can_undo, session.can_redo) == (True, False)
    session.undo()
    assert (session.can_undo, session.can_redo) == (False, True)
    assert len(listener.heard) == 2


def test_undo_does_not_take_back_what_happened_to_files(session: Session) -> None:
    file = EvidenceFile("Evidence/Flyer.pdf", "ab" * 32, 640, TODAY)
    session.apply(ready(11))
    session.apply_change(partial(put_evidence, file=file, today=TODAY))
    session.apply(
        partial(
            use_evidence,
            set_id="foundations",
            number=11,
            use=EvidenceUse(file.path),
            today=TODAY,
        )
    )
    session.undo()
    session.undo()
    assert session.portfolio.evidence == (file,)
    assert not is_ready(session.portfolio, 11)


# Saving ----------------------------------------------------------------------------------------


@posix_only
def test_that_no_earlier_version_can_be_kept_is_told_once(
    qtbot: QtBot, session: Session, root: Path, listener: Listener
) -> None:
    history = root / ".lssc" / "history"
    history.mkdir(exist_ok=True)
    session.history_not_kept.connect(listener.hear)
    with closed(history):
        for number in (11, 12):
            session.apply(ready(number))
            qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert is_ready(folder.load(root).portfolio, 12)
    (told,) = listener.heard
    assert isinstance(told, HistoryNotKept)


def test_an_edit_is_saved_without_being_asked(qtbot: QtBot, session: Session, root: Path) -> None:
    session.apply(ready(11))
    assert session.saved_state.phase is SavedPhase.SAVING
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert is_ready(on_disk(root), 11)


def test_an_undo_is_saved_too(
    session: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    session.apply(ready(11))
    until_saved(session)
    session.undo()
    until_saved(session)
    assert not is_ready(on_disk(root), 11)


def test_edits_without_a_pause_are_saved_all_the_same(
    qtbot: QtBot, session: Session, root: Path
) -> None:
    before = folder.load(root).stamp
    letters: list[str] = []

    def type_on() -> None:
        letters.append("a")
        notes = Plan(primary="".join(letters))
        session.apply(partial(set_plan, set_id="foundations", number=11, plan=notes, today=TODAY))

    ceaseless = QTimer(session)
    ceaseless.setInterval(50)  # no pause is as long as the one that saving waits for
    ceaseless.timeout.connect(type_on)
    ceaseless.start()
    qtbot.waitUntil(lambda: folder.load(root).stamp != before)
    ceaseless.stop()


def test_edits_while_a_save_runs_are_saved_after_it(
    session: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    session.apply(ready(11))
    session.save_now()
    session.apply(ready(12))
    until_saved(session)
    assert is_ready(on_disk(root), 11)
    assert is_ready(on_disk(root), 12)


def test_the_words_are_kept_while_the_folder_is_away_and_saved_when_it_is_back(
    qtbot: QtBot, session: Session, root: Path
) -> None:
    away = root.with_name("pulled out")
    root.rename(away)
    session.apply(ready(11))
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.FAILED)
    assert isinstance(session.saved_state.error, FolderGone)
    assert is_ready(session.portfolio, 11)
    away.rename(root)
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)
    assert is_ready(on_disk(root), 11)


# Somebody else saved ---------------------------------------------------------------------------


@pytest.fixture
def in_conflict(qtbot: QtBot, session: Session, root: Path) -> Session:
    """Competency 12 was marked as ready by somebody else, 11 by us."""
    loaded = folder.load(root)
    folder.save(root, ready(12)(loaded.portfolio), loaded.stamp)
    with qtbot.waitSignal(session.portfolio_conflict) as told:
        session.apply(ready(11))
    assert isinstance(told.args[0], ChangedOnDisk)
    return session


def test_what_somebody_else_saved_is_not_replaced_unasked(in_conflict: Session, root: Path) -> None:
    assert is_ready(on_disk(root), 12)
    assert is_ready(in_conflict.portfolio, 11)
    assert in_conflict.saved_state.phase is SavedPhase.FAILED


def test_keeping_mine_moves_theirs_to_the_history(
    in_conflict: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    in_conflict.settle_portfolio(Keep.MINE)
    until_saved(in_conflict)
    assert is_ready(on_disk(root), 11)
    theirs = decode(kept_versions(root)[0].read_bytes(), "")
    assert is_ready(theirs, 12)


def test_keeping_theirs_sets_mine_aside(
    qtbot: QtBot, in_conflict: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    with qtbot.waitSignal(in_conflict.portfolio_changed):
        in_conflict.settle_portfolio(Keep.THEIRS)
    until_saved(in_conflict)
    assert is_ready(in_conflict.portfolio, 12)
    assert not in_conflict.can_undo
    assert '"marked_ready": true' in (root / ".lssc" / "portfolio.json").read_text("utf-8")


# Looking at the folder -------------------------------------------------------------------------


def test_a_look_takes_in_what_was_put_into_the_folder(
    qtbot: QtBot, session: Session, root: Path, until_saved: Callable[[Session], None]
) -> None:
    (root / "Evidence" / "Flyer.pdf").write_bytes(b"%PDF-1.7")
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    assert [file.path for file in session.portfolio.evidence] == ["Evidence/Flyer.pdf"]
    assert [file.path for file in session.facts.files] == ["Evidence/Flyer.pdf"]
    assert [new.place.kind for new in session.reconciliation.new if new.place] == [
        PlaceKind.EVIDENCE
    ]
    until_saved(session)
    assert on_disk(root).evidence == session.portfolio.evidence


def test_edits_made_during_a_look_stay(qtbot: QtBot, session: Session, root: Path) -> None:
    (root / "Evidence" / "Flyer.pdf").write_bytes(b"%PDF-1.7")
    session.looked.connect(session.save_now)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
        session.apply(ready(11))
    assert is_ready(session.portfolio, 11)
    assert len(session.portfolio.evidence) == 1


def test_a_look_at_a_folder_that_is_away_says_so(
    qtbot: QtBot, session: Session, root: Path
) -> None:
    away = root.with_name("pulled out")
    root.rename(away)
    with qtbot.waitSignal(session.look_failed) as told:
        session.refresh()
    assert isinstance(told.args[0], FolderGone)
    away.rename(root)


# What was written here is known without a look --------------------------------------------------


WORDS = RichText((Paragraph((Span("Our library is a department of the city."),)),))


def look(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()


def test_a_written_response_is_among_the_facts(
    qtbot: QtBot, session: Session, until_saved: Callable[[Session], None]
) -> None:
    look(qtbot, session)
    session.write_response(TextPlace("foundations", 6), WORDS)
    until_saved(session)
    (document,) = session.facts.documents
    (file,) = session.facts.files
    seen = read_document(session.root / document.path, document.path)
    assert document == seen
    assert file.bytes == (session.root / file.path).stat().st_size


def test_a_look_that_began_before_does_not_take_it_from_the_facts(
    qtbot: QtBot, session: Session, root: Path
) -> None:
    for number in range(2000):  # so that the look is still reading when the text is written
        (root / "Evidence" / f"{number}.txt").write_text(str(number))
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
        session.write_response(TextPlace("foundations", 6), WORDS)
        session.save_now()
    assert [document.text for document in session.facts.documents] == [WORDS]


def test_a_file_that_was_added_renamed_or_replaced_is_among_the_facts(
    qtbot: QtBot, session: Session
) -> None:
    look(qtbot, session)
    file = EvidenceFile("Evidence/Flyer.pdf", "ab" * 32, 640, TODAY)
    session.apply_change(partial(put_evidence, file=file, today=TODAY))
    session.apply_change(
        partial(move_evidence, old=file.path, new="Evidence/Flyer 2.pdf", today=TODAY)
    )
    changed = EvidenceFile("Evidence/Flyer 2.pdf", "cd" * 32, 641, TODAY)
    session.apply_change(partial(put_evidence, file=changed, today=TODAY))
    assert session.facts.files == (SeenFile("Evidence/Flyer 2.pdf", 641, "cd" * 32),)


def test_a_missing_file_that_is_written_again_is_not_missing(
    qtbot: QtBot, session: Session
) -> None:
    file = EvidenceFile("Evidence/Flyer.pdf", "ab" * 32, 640, TODAY)
    session.apply_change(partial(put_evidence, file=file, today=TODAY))
    look(qtbot, session)
    assert [item.path for item in session.reconciliation.missing] == [file.path]
    again = EvidenceFile("Evidence/Flyer.pdf", "cd" * 32, 641, TODAY)
    session.apply_change(partial(put_evidence, file=again, today=TODAY))
    assert session.reconciliation.missing == ()


# Closing ---------------------------------------------------------------------------------------


def test_closing_saves_and_gives_the_lock_up(qtbot: QtBot, session: Session, root: Path) -> None:
    session.apply(ready(11))
    assert holder_of(root) is not None
    with qtbot.waitSignal(session.closed):
        session.close()
    assert is_ready(on_disk(root), 11)
    assert holder_of(root) is None


def test_closing_is_refused_while_something_would_be_lost(
    qtbot: QtBot, session: Session, root: Path
) -> None:
    away = root.with_name("pulled out")
    root.rename(away)
    session.apply(ready(11))
    with qtbot.waitSignal(session.close_refused) as told:
        session.close()
    assert isinstance(told.args[0], FolderGone)
    away.rename(root)


def test_a_portfolio_that_is_opened_again_reads_no_document_twice(
    qtbot: QtBot, jobs: Jobs, sample: Path
) -> None:
    memory = DocumentMemory()
    texts = []
    for _ in range(2):
        session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW, memory=memory)
        with qtbot.waitSignal(session.facts_changed):
            session.refresh()
        texts.append([document.text for document in session.facts.documents])
        with qtbot.waitSignal(session.closed):
            session.close_anyway()
    first, again = texts
    assert len(first) == len(again) > 0
    assert all(one is other for one, other in zip(first, again, strict=True))
