"""A response goes to the trash: after a question, saved before, and can be begun anew."""

import zipfile
from pathlib import Path

from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.store.folder.folder import load
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import DIVERSITY, go, type_at_end, wait_saved, work


def test_a_response_goes_to_the_trash_after_a_question(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    type_at_end(page, " Unsaved words.")
    page.menu.take_out.trigger()
    (asked,) = notices.questions
    assert asked.question.otherwise == "keep"
    asked.answer("trash")
    qtbot.waitUntil(lambda: work(session, 11).response is None)
    assert not (sample / DIVERSITY).exists()
    assert work(session, 11).evidence
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    assert page.panel.response.box.editor.toPlainText() == ""
    assert not page.menu.take_out.isEnabled()
    assert "competency 11 is in the trash" in notices.waiting[0].message.happened

    type_at_end(page, "A new beginning.")
    wait_saved(qtbot, session)
    qtbot.waitUntil(lambda: work(session, 11).response is not None)


def test_who_keeps_it_loses_nothing(
    page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    before = (sample / DIVERSITY).read_bytes()
    page.menu.take_out.trigger()
    notices.questions[0].answer("keep")
    assert (sample / DIVERSITY).read_bytes() == before
    assert work(session, 11).response is not None


def test_where_nothing_was_written_there_is_nothing_to_take_out(
    qtbot: QtBot, page: WorkspacePage
) -> None:
    go(qtbot, page, SetPlace("foundations", 12))
    assert not page.menu.take_out.isEnabled()


def test_what_could_not_be_saved_first_is_not_moved_to_the_trash_later(
    qtbot: QtBot,
    page: WorkspacePage,
    session: Session,
    notices: Notices,
    jobs: Jobs,
    sample: Path,
) -> None:
    type_at_end(page, " Words that cannot be saved.")
    away = sample.rename(sample.with_name("unplugged"))
    page.menu.take_out.trigger()
    notices.questions[0].answer("trash")
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.FAILED)
    away.rename(sample)
    type_at_end(page, " Later words.")
    wait_saved(qtbot, session)
    qtbot.waitUntil(lambda: not jobs.running())
    assert work(session, 11).response is not None
    assert (sample / DIVERSITY).exists()
    assert any("wasn’t moved to the trash" in str(each.message) for each in notices.waiting)


def test_an_answer_is_about_the_response_that_was_asked_about(
    qtbot: QtBot,
    page: WorkspacePage,
    session: Session,
    notices: Notices,
    jobs: Jobs,
) -> None:
    page.menu.take_out.trigger()
    go(qtbot, page, SetPlace("foundations", 10))
    page.menu.take_out.trigger()
    about_diversity, about_ten = notices.questions
    about_diversity.answer("trash")
    about_ten.answer("keep")
    qtbot.waitUntil(lambda: work(session, 11).response is None)
    qtbot.waitUntil(lambda: not jobs.running())
    assert work(session, 10).response is not None


def test_what_goes_to_the_trash_while_the_portfolio_closes_is_noted(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    page.menu.take_out.trigger()
    notices.questions[0].answer("trash")
    with qtbot.waitSignal(session.closed):
        session.close()
    assert not (sample / DIVERSITY).exists()
    foundations = load(sample).portfolio.set_work("foundations")
    assert foundations is not None
    assert foundations.competency(11).response is None


def parts(document: Path) -> dict[str, bytes]:
    """Return what a Word document consists of."""
    with zipfile.ZipFile(document) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_response_in_the_trash_is_put_back_from_its_notice(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    before = parts(sample / DIVERSITY)
    page.menu.take_out.trigger()
    notices.questions[0].answer("trash")
    qtbot.waitUntil(lambda: work(session, 11).response is None)
    (notice,) = notices.waiting
    assert notice.action == "Put it back"
    go(qtbot, page, SetPlace("foundations", 10))
    notices.action_chosen.emit(notice.key)
    qtbot.waitUntil(lambda: work(session, 11).response is not None)

    assert parts(sample / DIVERSITY) == before
    assert notices.waiting == ()
    go(qtbot, page, SetPlace("foundations", 11))
    assert "story time" in page.panel.response.box.editor.toPlainText()


def test_what_was_begun_anew_is_kept_when_the_old_response_is_put_back(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    before = parts(sample / DIVERSITY)
    page.menu.take_out.trigger()
    notices.questions[0].answer("trash")
    qtbot.waitUntil(lambda: work(session, 11).response is None)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    type_at_end(page, "A new beginning.")
    wait_saved(qtbot, session)
    notices.action_chosen.emit(notices.waiting[0].key)
    qtbot.waitUntil(lambda: parts(sample / DIVERSITY) == before)

    place = TextPlace("foundations", 11)
    kept = [read_text_of(sample, place, each) for each in versions_of(sample, place)]
    assert any("A new beginning." in plain(each) for each in kept)
