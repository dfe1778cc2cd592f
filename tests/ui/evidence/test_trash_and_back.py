"""A file that was moved to the trash comes back by Undo, with all its uses, or that is said."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.privacy.private_data import PrivacyDecision, PrivacyKind
from lssc_desktop.store.evidence import remove
from lssc_desktop.store.folder.folder import load
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from tests.systems import finds_trash
from tests.ui.evidence.conftest import GUIDE, TODAY, look, names

pytestmark = finds_trash

RESUME = "About me/Resume.docx"
CARD = "Evidence/Desk phrases card.pdf"
type Press = Callable[[str], None]


@pytest.fixture
def trash(own_home: Path) -> Path:
    """Where the files lie that are thrown away, empty at the beginning."""
    shutil.rmtree(own_home / "Trash", ignore_errors=True)
    return own_home / "Trash/files"


@pytest.fixture
def press_delete(qtbot: QtBot, page: EvidencePage, session: Session, trash: Path) -> Press:  # noqa: ARG001  emptied before
    """Choose a file and press Del, as the user does."""

    def press(path: str) -> None:
        page.browser.choose(Group.ABOUT if path.startswith("About me") else Group.ALL)
        page.table.choose(path)
        page.table.setFocus()
        with qtbot.waitSignal(session.files.removed):
            qtbot.keyClick(page.table, Qt.Key.Key_Delete)
            for asked in page._services.notices.questions:
                asked.answer("trash")
        wait(qtbot, session)

    return press


def wait(qtbot: QtBot, session: Session) -> None:
    """Wait until no file is on its way, and the folder was looked at."""
    qtbot.waitUntil(lambda: not session.files.is_busy)
    look(qtbot, session)


def said(notices: Notices) -> list[str]:
    return [each.message.happened for each in notices.waiting]


def uses(portfolio: Portfolio, path: str) -> list[tuple[str, int | None, str]]:
    return [
        (work.set_id, number, use.caption)
        for work in portfolio.sets
        for number, use in work.uses()
        if use.path == path
    ]


def test_undo_moves_the_file_back_with_all_its_uses_and_redo_to_the_trash_again(
    qtbot: QtBot, session: Session, press_delete: Press, notices: Notices, trash: Path
) -> None:
    """Candidate F-1: it said that the file was back while it lay in the trash."""
    data, before = (session.root / GUIDE).read_bytes(), session.portfolio
    press_delete(GUIDE)
    assert not (session.root / GUIDE).exists()
    assert said(notices) == ["“Desk guide.docx” is in the trash."]
    assert uses(session.portfolio, GUIDE) == []

    session.undo()
    wait(qtbot, session)
    assert (session.root / GUIDE).read_bytes() == data
    assert list(trash.iterdir()) == []
    assert session.portfolio == before
    assert said(notices) == ["“Desk guide.docx” is back in your folder."]
    assert load(session.root).portfolio == before

    session.redo()
    wait(qtbot, session)
    assert not (session.root / GUIDE).exists()
    assert [each.read_bytes() for each in trash.iterdir()] == [data]
    assert session.portfolio.evidence_file(GUIDE) is None
    assert said(notices) == ["“Desk guide.docx” is in the trash."]

    session.undo()
    wait(qtbot, session)
    assert (session.root / GUIDE).read_bytes() == data
    assert session.portfolio == before


def test_a_file_that_is_used_in_more_than_one_place_asks_first(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    count = len(uses(session.portfolio, CARD))
    assert count > 1
    page.table.choose(CARD)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    (asked,) = notices.questions
    assert asked.question.message.happened == "Move “Desk phrases card.pdf” to the trash?"
    assert f"It’s used in {count} places." in asked.question.message.text
    asked.answer("keep")
    assert (session.root / CARD).is_file()
    assert not session.files.is_busy


def test_a_document_about_the_candidate_comes_back_too(
    qtbot: QtBot, session: Session, press_delete: Press
) -> None:
    before = session.portfolio
    press_delete(RESUME)
    assert session.portfolio.about_file(RESUME) is None
    session.undo()
    wait(qtbot, session)
    assert (session.root / RESUME).is_file()
    assert session.portfolio == before


def test_after_other_decisions_undo_takes_those_back_first(
    qtbot: QtBot, session: Session, press_delete: Press
) -> None:
    before = session.portfolio
    press_delete(GUIDE)
    session.apply(lambda now: mark_ready(now, TextPlace("foundations", 11), True, TODAY))
    session.undo()
    assert not (session.root / GUIDE).exists()
    assert session.portfolio.evidence_file(GUIDE) is None
    session.undo()
    wait(qtbot, session)
    assert (session.root / GUIDE).is_file()
    assert session.portfolio == before


def test_what_came_under_its_name_meanwhile_stays_and_the_file_gets_a_number(
    qtbot: QtBot, session: Session, press_delete: Press, tmp_path: Path, page: EvidencePage
) -> None:
    """Nothing is replaced, and no use of the old file is given to the new one."""
    data, before = (session.root / GUIDE).read_bytes(), uses(session.portfolio, GUIDE)
    press_delete(GUIDE)
    other = tmp_path / "Desk guide.docx"
    other.write_bytes(b"another guide")
    page.add_files((other,))
    qtbot.waitUntil(lambda: session.portfolio.evidence_file(GUIDE) is not None)
    session.undo()
    wait(qtbot, session)
    numbered = "Evidence/Desk guide (2).docx"
    assert (session.root / GUIDE).read_bytes() == b"another guide"
    assert (session.root / numbered).read_bytes() == data
    assert uses(session.portfolio, GUIDE) == []
    assert uses(session.portfolio, numbered) == before
    assert {"Desk guide.docx", "Desk guide (2).docx"} <= set(names(page))


def test_what_was_emptied_from_the_trash_is_not_called_back(
    qtbot: QtBot, session: Session, press_delete: Press, trash: Path, notices: Notices
) -> None:
    before = uses(session.portfolio, GUIDE)
    press_delete(GUIDE)
    shutil.rmtree(trash.parent)
    session.undo()
    wait(qtbot, session)
    assert said(notices) == ["“Desk guide.docx” isn’t back: it isn’t in the trash anymore."]
    assert uses(session.portfolio, GUIDE) == before  # its captions are words of the user
    assert [each.path for each in session.reconciliation.missing] == [GUIDE]


def test_what_was_emptied_gives_no_use_to_another_file_of_its_name(
    qtbot: QtBot, session: Session, press_delete: Press, trash: Path
) -> None:
    before = uses(session.portfolio, GUIDE)
    press_delete(GUIDE)
    shutil.rmtree(trash.parent)
    (session.root / GUIDE).write_bytes(b"another guide")
    session.undo()
    wait(qtbot, session)
    assert uses(session.portfolio, GUIDE) == []
    assert uses(session.portfolio, "Evidence/Desk guide (2).docx") == before


def test_what_the_user_restored_by_hand_gets_its_uses_back(
    qtbot: QtBot, session: Session, press_delete: Press, trash: Path, notices: Notices
) -> None:
    before = session.portfolio
    press_delete(GUIDE)
    (in_trash,) = trash.iterdir()
    in_trash.rename(session.root / GUIDE)
    look(qtbot, session)  # which puts it on the list, without a use
    session.undo()
    wait(qtbot, session)
    assert uses(session.portfolio, GUIDE) == uses(before, GUIDE)
    assert [each.path for each in session.portfolio.evidence].count(GUIDE) == 1
    assert said(notices) == ["“Desk guide.docx” is back in your folder."]


def test_of_a_drive_that_was_pulled_out_nothing_is_undone_until_it_is_there(
    qtbot: QtBot, session: Session, press_delete: Press, notices: Notices
) -> None:
    before = session.portfolio
    press_delete(GUIDE)
    without = session.portfolio
    away = session.root.rename(session.root.with_name("unplugged"))
    session.undo()
    qtbot.waitUntil(lambda: not session.files.is_busy)
    assert session.portfolio == without
    assert session.can_undo
    assert not any("is back" in each or "in the trash anymore" in each for each in said(notices))
    away.rename(session.root)
    session.undo()
    wait(qtbot, session)
    assert (session.root / GUIDE).is_file()
    assert session.portfolio.evidence == before.evidence


def test_where_nobody_can_say_where_it_is_undo_says_what_to_do(
    qtbot: QtBot,
    session: Session,
    press_delete: Press,
    notices: Notices,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on a Mac, and wherever the trash keeps its notes elsewhere."""
    monkeypatch.setattr("lssc_desktop.store.folder.trash._trash_folders", lambda _path: ())
    press_delete(GUIDE)
    (notice,) = notices.waiting
    assert notice.message.advice == (
        "To bring it back, choose Undo, and restore the file from the trash."
    )
    session.undo()
    wait(qtbot, session)
    (notice,) = notices.waiting
    assert notice.message.happened == "“Desk guide.docx” isn’t back in your folder yet."
    assert notice.message.advice == "Restore it from the trash, then refresh."
    assert [each.path for each in session.reconciliation.missing] == [GUIDE]


def test_what_was_gone_already_is_not_called_in_the_trash(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    page.table.choose(GUIDE)
    (session.root / GUIDE).unlink()  # by another program, since the last look
    page.table.setFocus()
    with qtbot.waitSignal(session.files.removed):
        qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert said(notices) == ["“Desk guide.docx” was gone from the folder already."]
    assert notices.waiting[0].action == ""


def test_what_was_decided_on_private_data_comes_back_with_the_file(
    qtbot: QtBot, session: Session, press_delete: Press
) -> None:
    decision = PrivacyDecision(GUIDE, "0" * 64, PrivacyKind.PHONE, "It is the library’s", TODAY)
    session.apply(lambda now: replace(now, privacy=(*now.privacy, decision)))
    press_delete(GUIDE)
    assert not session.portfolio.privacy
    session.undo()
    wait(qtbot, session)
    assert session.portfolio.privacy == (decision,)


def test_undo_twice_in_a_hurry_takes_two_removals_back(
    qtbot: QtBot, session: Session, press_delete: Press
) -> None:
    before = session.portfolio
    press_delete(GUIDE)
    press_delete(CARD)
    session.undo()
    session.undo()
    wait(qtbot, session)
    assert (session.root / GUIDE).is_file()
    assert (session.root / CARD).is_file()
    assert session.portfolio == before


def test_what_is_on_its_way_to_the_trash_while_the_portfolio_closes_is_noted(
    qtbot: QtBot, session: Session, services: Services
) -> None:
    """A portfolio.json that names a file in the trash would call it missing next time."""
    page = EvidencePage(session, services)
    page.show()
    page.table.choose(GUIDE)
    page.remove_selected()
    page.deleteLater()  # what happened to the file belongs to the session
    with qtbot.waitSignal(session.closed):
        session.close()
    assert not (session.root / GUIDE).exists()
    assert load(session.root).portfolio.evidence_file(GUIDE) is None


def test_killed_between_the_trash_and_the_save_the_file_is_missing_and_nothing_else_is_lost(
    qtbot: QtBot, session: Session
) -> None:
    before = session.portfolio
    look(qtbot, session)
    removed = remove(session.root, GUIDE)  # and nobody notes it
    look(qtbot, session)
    assert [each.path for each in session.reconciliation.missing] == [GUIDE]
    assert load(session.root).portfolio == before
    assert removed.there is not None
    removed.there.file.rename(session.root / GUIDE)  # as from the system's trash
    look(qtbot, session)
    assert session.reconciliation.missing == ()
    assert session.portfolio == before
