"""A flow that changes files is stopped wherever it waits, and leaves nothing half done.

Each row of the table brings a flow up to one of its waits, where it stays as long as the block.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.files.names import OWN
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.clean_copies import use_clean_copy
from lssc_desktop.core.portfolio.edits import use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceUse, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.reconcile import reconcile
from lssc_desktop.core.submission.submission import EventCode, SubmissionState
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.store.folder.folder import load, save
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.store.folder.scan import files_in
from lssc_desktop.store.folder.versions import versions_of
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import (
    CoursesPlace,
    EvidencePlace,
    Overview,
    Place,
    SetPlace,
    SplitPlace,
    SubmissionsPlace,
)
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.courses.page import CourseDialog, CoursesPage
from lssc_desktop.ui.evidence.clean_copies import CleanCopyDialog, UseCopyDialog
from lssc_desktop.ui.evidence.copies_again import AgainResult
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.submissions.row import PackageAct
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.split_page import SplitPage
from lssc_desktop.ui.workspace.taking_in import EncodingDialog
from lssc_desktop.ui.workspace.versions_dialog import VersionsDialog
from tests.documents.previews.pdfs import written
from tests.long_document import with_table_and_picture
from tests.store.test_copies import own_pdf
from tests.ui.conftest import NOW, choose_file, held, held_at_a_report
from tests.ui.on_their_way import pack, send
from tests.ui.workspace.acting import type_at_end, wait_saved

type Stop = Callable[[MainWindow], None]
type Whole = Callable[[Path], None]

GUIDE, SHEET = "Evidence/Desk guide.docx", "Evidence/Story time sign-up.docx"
CARD = "Evidence/Desk phrases card.pdf"  # used in four places
ELEVEN, DAY = TextPlace("foundations", 11), date(2026, 11, 24)


def leave_page(window: MainWindow) -> None:
    window.go_to(Overview())


def close_portfolio(window: MainWindow) -> None:
    window.menu_actions.close.trigger()


def quit_program(window: MainWindow) -> None:
    window.close()


STOPS = [leave_page, close_portfolio, quit_program]


class At:
    """A window, and what brings a flow of it up to one of its waits."""

    def __init__(self, qtbot: QtBot, window: MainWindow, services: Services, folder: Path) -> None:
        self.qtbot, self.window, self.services, self.folder = qtbot, window, services, folder
        self.notices = services.notices

    def page(self, place: Place) -> QWidget:
        self.window.go_to(place)
        assert self.window.portfolio_view is not None
        return self.window.portfolio_view.page

    def writing(self, number: int) -> WorkspacePage:
        page = self.page(SetPlace("foundations", number))
        assert isinstance(page, WorkspacePage)
        return page

    def files(self, path: str) -> EvidencePage:
        page = self.page(EvidencePlace(path))
        assert isinstance(page, EvidencePage)
        self.qtbot.waitUntil(lambda: page.table.chosen is not None)
        return page

    def file(self, name: str, data: bytes = b"%PDF x") -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def answer(self, answer: str) -> None:
        self.qtbot.waitUntil(lambda: bool(self.notices.questions))
        self.notices.questions[0].answer(answer)

    def held(self, lane: Lane) -> AbstractContextManager[None]:
        return held(self.services.jobs, lane)

    def dialog[Of: QWidget](self, kind: type[Of]) -> Of:
        """Wait for a dialog in front of the window."""
        self.qtbot.waitUntil(lambda: any(each.isVisible() for each in self._dialogs(kind)))
        return next(each for each in self._dialogs(kind) if each.isVisible())

    def _dialogs[Of: QWidget](self, kind: type[Of]) -> list[Of]:
        return self.window.findChildren(kind)

    def no_job(self) -> None:
        """Wait until nothing is done in the background."""
        self.qtbot.waitUntil(lambda: not self.services.jobs.running(Lane.DISK, Lane.SAVING))


type Wait = Callable[[At], AbstractContextManager[object]]
WAITS: dict[str, Wait] = {}


def wait(name: str) -> Callable[[Callable[[At], Iterator[None]]], None]:
    """Add a row: a generator that yields where the flow waits."""

    def add(row: Callable[[At], Iterator[None]]) -> None:
        WAITS[name] = contextmanager(row)

    return add


# The response in the trash ----------------------------------------------------------------------


def begin_trash(at: At) -> None:
    page = at.writing(11)
    at.qtbot.waitUntil(page.menu.take_out.isEnabled)
    page.menu.take_out.trigger()


def wait_for_button(at: At) -> str:
    def keys() -> list[str]:
        return [each.key for each in at.notices.waiting if each.action]

    at.qtbot.waitUntil(lambda: bool(keys()))
    return keys()[0]


@wait("trash: asked")
def _trash(at: At) -> Iterator[None]:
    begin_trash(at)
    yield


@wait("trash: removed")
def _trash_job(at: At) -> Iterator[None]:
    begin_trash(at)
    with at.held(Lane.SAVING):
        at.answer("trash")
        yield


@wait("trash: offered back")
def _trash_offer(at: At) -> Iterator[None]:
    begin_trash(at)
    at.answer("trash")
    wait_for_button(at)
    yield


@wait("trash: put back")
def _trash_back(at: At) -> Iterator[None]:
    begin_trash(at)
    at.answer("trash")
    key = wait_for_button(at)
    with at.held(Lane.SAVING):
        at.notices.action_chosen.emit(key)
        yield


# A document as the text -------------------------------------------------------------------------


def ask_document(at: At) -> WorkspacePage:
    page = at.writing(12)
    at.qtbot.waitUntil(page.menu.use_document.isEnabled)
    page.menu.use_document.trigger()
    return page


@wait("document: chosen")
def _document(at: At) -> Iterator[None]:
    ask_document(at)
    at.dialog(QFileDialog)
    yield


@wait("document: read")
def _document_read(at: At) -> Iterator[None]:
    page, source = ask_document(at), at.file("Text.txt", b"I counted who came.")
    with at.held(Lane.DISK):
        choose_file(page, source)
        yield


@wait("document: which letters")
def _document_letters(at: At) -> Iterator[None]:
    source = at.file("Text.txt", "Библиотека открыта уже сто лет.".encode("cp1251"))
    choose_file(ask_document(at), source)
    at.dialog(EncodingDialog)
    yield


@wait("document: put in place")
def _document_put(at: At) -> Iterator[None]:
    page, source = ask_document(at), at.file("Text.txt", b"I counted who came.")
    with at.held(Lane.SAVING):
        choose_file(page, source)
        at.qtbot.waitUntil(lambda: not at.services.jobs.running(Lane.DISK))
        yield


def open_versions(at: At) -> VersionsDialog:
    page = at.writing(11)
    at.qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    type_at_end(page, " Typed.")
    session = at.window.session
    assert session is not None
    session.save_now()
    wait_saved(at.qtbot, session)
    page.menu.versions.trigger()
    dialog = at.dialog(VersionsDialog)
    at.qtbot.waitUntil(dialog.accept_button.isEnabled)
    return dialog


@wait("version: put back")
def _version(at: At) -> Iterator[None]:
    dialog = open_versions(at)
    with at.held(Lane.SAVING):
        dialog.accept_button.click()
        yield


@wait("version: asked before it is deleted")
def _version_asked(at: At) -> Iterator[None]:
    open_versions(at).delete_all.click()
    assert at.notices.questions
    yield


@wait("version: deleted")
def _version_deleted(at: At) -> Iterator[None]:
    open_versions(at).delete_all.click()
    with at.held(Lane.SAVING):
        at.answer("delete")
        yield


def split_document(at: At) -> SplitPage:
    source = at.folder / "My portfolio.docx"
    with_table_and_picture(source)
    page = at.page(SplitPlace("foundations", source))
    assert isinstance(page, SplitPage)
    at.qtbot.waitUntil(lambda: bool(page.rows) and page.write.isEnabled())
    return page


@wait("split: not begun")
def _split(at: At) -> Iterator[None]:
    page = split_document(at)
    with at.held(Lane.SAVING):
        page.write.click()
        yield


@wait("split: written")
def _split_written(at: At) -> Iterator[None]:
    page = split_document(at)
    with held_at_a_report(at.services.jobs, Lane.SAVING) as begin:
        page.write.click()
        begin()
        yield


# Packages ---------------------------------------------------------------------------------------


def packages(at: At) -> SubmissionsPage:
    page = at.page(SubmissionsPlace())
    assert isinstance(page, SubmissionsPage)
    at.qtbot.waitUntil(lambda: bool(page.rows.rows))
    return page


def press(page: SubmissionsPage, act: PackageAct, set_id: str) -> None:
    (row,) = [each for each in page.rows.rows if each.entry.set_id == set_id]
    page.acts.act(act, row.entry)


@wait("package: found")
def _package(at: At) -> Iterator[None]:
    press(packages(at), PackageAct.BRING_IN, "technology")
    at.dialog(QFileDialog)
    yield


@wait("package: copied")
def _package_copied(at: At) -> Iterator[None]:
    page = packages(at)
    (source,) = at.folder.glob("*.zip")
    press(page, PackageAct.BRING_IN, "technology")
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        choose_file(page, source)
        begin()
        yield


@wait("package: taken back")
def _package_taken_back(at: At) -> Iterator[None]:
    page = packages(at)
    with at.held(Lane.SAVING):
        press(page, PackageAct.ENTERED_BY_MISTAKE, "access-services")
        yield


# Files of evidence ------------------------------------------------------------------------------


@wait("rename")
def _rename(at: At) -> Iterator[None]:
    page = at.files(GUIDE)
    with at.held(Lane.DISK):
        page.details.begin_rename()
        page.details.name_field.setText("Guide.docx")
        page.details.keep_name_button.click()
        yield


@wait("replace: chosen")
def _replace(at: At) -> Iterator[None]:
    at.files(GUIDE).details.replace.trigger()
    assert at.dialog(QFileDialog).isVisible()
    yield


@wait("replace: not begun")
def _replace_waits(at: At) -> Iterator[None]:
    page = at.files(GUIDE)
    with at.held(Lane.DISK):
        page.details.replace.trigger()
        choose_file(page, at.file("Second.docx"))
        yield


@wait("replace: copied")
def _replace_copies(at: At) -> Iterator[None]:
    page = at.files(GUIDE)
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        page.details.replace.trigger()
        choose_file(page, at.file("Second.docx"))
        begin()
        yield


@wait("add: copied")
def _add(at: At) -> Iterator[None]:
    page = at.files(GUIDE)
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        page.add_files((at.file("New.pdf"), at.file("Newer.pdf")))
        begin()
        yield


@wait("add: about me")
def _add_about(at: At) -> Iterator[None]:
    page = at.files(GUIDE)
    page.browser.choose(Group.ABOUT)
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        page.add_files((at.file("Membership.pdf"),))
        begin()
        yield


def drop_folder(at: At) -> EvidencePage:
    page, inside = at.files(GUIDE), at.folder / "Photos"
    inside.mkdir()
    (inside / "One.pdf").write_bytes(b"%PDF one")
    page._actions.add_dropped((inside, at.file("New.pdf")), page.add_files)
    return page


@wait("add: folder looked at")
def _add_folder(at: At) -> Iterator[None]:
    with at.held(Lane.DISK):
        drop_folder(at)
        yield


@wait("add: folder asked about")
def _add_folder_asked(at: At) -> Iterator[None]:
    drop_folder(at)
    at.qtbot.waitUntil(lambda: bool(at.notices.questions))
    yield


@wait("add: folder copied")
def _add_folder_copied(at: At) -> Iterator[None]:
    drop_folder(at)
    at.qtbot.waitUntil(lambda: bool(at.notices.questions))
    at.no_job()
    with at.held(Lane.DISK):
        at.answer("add")
        yield


@wait("add: to a competency")
def _add_to_competency(at: At) -> Iterator[None]:
    page = at.writing(11)
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        page._adding.add_files((at.file("New.pdf"),))
        begin()
        yield


@wait("remove: asked")
def _remove(at: At) -> Iterator[None]:
    at.files(CARD).remove_selected()
    assert at.notices.questions
    yield


@wait("remove: moved")
def _remove_moved(at: At) -> Iterator[None]:
    at.files(CARD).remove_selected()
    with at.held(Lane.DISK):
        at.answer("trash")
        yield


def plan_of_pages(at: At) -> EvidencePage:
    page = at.files(GUIDE)
    page.add_files((at.file("Plan.pages", own_pdf(written("Story time"))),))
    at.qtbot.waitUntil(lambda: page.table.shows("Evidence/Plan.pages"))
    page.table.choose("Evidence/Plan.pages")
    at.no_job()
    return page


@wait("copy for everybody")
def _copy(at: At) -> Iterator[None]:
    page = plan_of_pages(at)
    with at.held(Lane.DISK):
        page.details.copy.trigger()
        yield


@wait("clean copy: wished")
def _clean(at: At) -> Iterator[None]:
    at.files(SHEET).make_clean_copy()
    at.dialog(CleanCopyDialog)
    yield


@wait("clean copy: made")
def _clean_made(at: At) -> Iterator[None]:
    at.files(SHEET).make_clean_copy()
    with at.held(Lane.DISK):
        at.dialog(CleanCopyDialog).accept_button.click()
        yield


@wait("clean copy: seen")
def _clean_seen(at: At) -> Iterator[None]:
    at.files(SHEET).make_clean_copy()
    at.dialog(CleanCopyDialog).accept_button.click()
    at.dialog(UseCopyDialog)
    yield


@wait("clean copy: kept")
def _clean_kept(at: At) -> Iterator[None]:
    at.files(SHEET).make_clean_copy()
    at.dialog(CleanCopyDialog).accept_button.click()
    dialog = at.dialog(UseCopyDialog)
    at.qtbot.waitUntil(dialog.accept_button.isEnabled)
    with at.held(Lane.DISK):
        dialog.accept_button.click()
        yield


NOTES, EARLIER = "Evidence/Notes.txt", "Evidence/Notes (clean copy).txt"


def copies_again(at: At) -> EvidencePage:
    """A clean copy of the earlier way is in use."""
    page, session = at.files(GUIDE), at.window.session
    assert session is not None
    page.add_files((at.file("Notes.txt", b"Read."), at.file("Notes (clean copy).txt", b"Read!")))
    at.qtbot.waitUntil(lambda: session.portfolio.evidence_file(EARLIER) is not None)
    at.no_job()
    earlier = session.portfolio.evidence_file(EARLIER)
    assert earlier is not None
    use = partial(use_evidence, set_id="technology", number=1, use=EvidenceUse(NOTES), today=DAY)
    session.apply_change(use)
    session.apply_change(partial(use_clean_copy, old=NOTES, copy=earlier, today=DAY))
    return page


@wait("copies again: made")
def _copies_again(at: At) -> Iterator[None]:
    page = copies_again(at)
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        page.make_copies_again()
        begin()
        yield


@wait("copies again: seen")
def _copies_again_seen(at: At) -> Iterator[None]:
    copies_again(at).make_copies_again()
    at.dialog(UseCopyDialog)
    yield


@wait("copies again: kept")
def _copies_again_kept(at: At) -> Iterator[None]:
    copies_again(at).make_copies_again()
    dialog = at.dialog(UseCopyDialog)
    at.qtbot.waitUntil(dialog.accept_button.isEnabled)
    with at.held(Lane.DISK):
        dialog.accept_button.click()
        yield


@wait("copies again: told")
def _copies_again_told(at: At) -> Iterator[None]:
    copies_again(at).make_copies_again()
    dialog = at.dialog(UseCopyDialog)
    at.qtbot.waitUntil(dialog.accept_button.isEnabled)
    dialog.accept_button.click()
    at.dialog(AgainResult)
    yield


@wait("certificate: copied")
def _certificate(at: At) -> Iterator[None]:
    page = at.page(CoursesPlace())
    assert isinstance(page, CoursesPage)
    page.record_course("access-services")
    at.dialog(CourseDialog)
    with held_at_a_report(at.services.jobs, Lane.DISK) as begin:
        page._adder.take((at.file("Certificate.pdf"),))
        begin()
        yield


# Stopping ---------------------------------------------------------------------------------------


@pytest.fixture
def packaged(sample: Path, folder: Path) -> None:
    """A package of the set Technology lies elsewhere; of another one nobody knows if it arrived."""
    loaded = load(sample)
    portfolio, package, _note = pack(sample, loaded.portfolio, "technology", DAY)
    package.rename(folder / package.name)
    away = tuple(replace(note, path=package.name, elsewhere=True) for note in portfolio.packages)
    portfolio = replace(portfolio, packages=away)
    portfolio, package, note = pack(sample, portfolio, "access-services", DAY)
    send(package, note, SubmissionState.UNCERTAIN, 5, [(NOW, EventCode.SENDING)], in_doubt=True)
    save(sample, portfolio, loaded.stamp)


@pytest.fixture
def candidate_window(
    request: pytest.FixtureRequest, open_window: Callable[[Path], MainWindow], sample: Path
) -> MainWindow:
    if request.node.callspec.params["name"].startswith("package"):
        request.getfixturevalue("packaged")
    window = open_window(sample)
    window.asks_whose = False
    return window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that isn’t the portfolio’s."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def at(qtbot: QtBot, candidate_window: MainWindow, services: Services, folder: Path) -> At:
    return At(qtbot, candidate_window, services, folder)


@pytest.fixture
def whole(program: Program) -> Whole:
    """Hold portfolio.json and the folder against each other."""

    def look(root: Path) -> None:
        portfolio = load(root).portfolio
        heaps = reconcile(portfolio, program, files_in(root, ignore_progress))
        assert (heaps.missing, heaps.new, heaps.changed, heaps.moved) == ((), (), (), ())
        work = portfolio.set_work("foundations")
        assert work is not None
        assert work.competency(11).response is not None or versions_of(root, ELEVEN)

    return look


def close_what_is_open(at: At, root: Path) -> None:
    """Close what is still open, and wait until nobody holds the folder."""
    at.window.close()
    at.qtbot.waitUntil(lambda: _say_yes(at) or not at.window.isVisible())
    assert holder_of(root) is None


def _say_yes(at: At) -> bool:
    """Stop what is asked about before it is closed."""
    for asked in at.notices.questions:
        if any(each.id == "close" for each in asked.question.answers):
            asked.answer("close")
    return False


@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("name", WAITS)
def test_a_flow_that_is_stopped_leaves_a_whole_portfolio(
    at: At, sample: Path, whole: Whole, name: str, stop: Stop
) -> None:
    with WAITS[name](at):
        stop(at.window)
        _say_yes(at)
    close_what_is_open(at, sample)
    whole(sample)


def _copy_if_there(source: str, target: str) -> None:
    """Copy a file; a half one that got its name meanwhile is copied under that name, or not yet."""
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


@pytest.mark.parametrize("name", WAITS)
def test_a_flow_that_is_killed_leaves_a_whole_portfolio(
    at: At, qtbot: QtBot, sample: Path, whole: Whole, tmp_path: Path, name: str
) -> None:
    """What lies there while the flow waits is all that a killed program leaves."""
    killed = tmp_path / "killed"
    with WAITS[name](at):
        shutil.copytree(sample, killed, copy_function=_copy_if_there)
        _say_yes(at)
    close_what_is_open(at, sample)
    (killed / OWN / "lock").unlink()  # a process that was killed holds nothing; ours still runs
    session = Session(open_folder(killed, this_holder(NOW)), at.services.jobs, lambda: NOW)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    with qtbot.waitSignal(session.closed):
        session.close()
    whole(killed)
