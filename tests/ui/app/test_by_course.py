"""A set by course in the window: recorded, checked, packaged, handed in, as any other set is."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.package.reader import verify
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, CoursesPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.courses.page import CoursesPage
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.page import SubmissionsPage

SET = "access-services"


def test_its_record_and_certificate_arrive_at_the_receiver(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    services: Services,
    sample: Path,
    tmp_path: Path,
) -> None:
    window = open_window(sample)
    retitle(qtbot, window, "Access Services, basic course")
    build(qtbot, window, services)
    stick = tmp_path / "stick"
    stick.mkdir()
    page = hand_in(qtbot, window, services, stick)

    row = next(row for row in page.rows.rows if row.entry.set_id == SET and row.entry.note)
    assert row.entry.standing is Standing.RECEIVED
    assert window.session is not None
    assert window.session.lock_of(SET) is not None
    (copy,) = stick.iterdir()
    assert verify(copy, ignore_progress).valid
    with zipfile.ZipFile(copy) as bag:
        top = copy.name.removesuffix(".lssc.zip")
        record = json.loads(bag.read(f"{top}/data/record.json"))
        certificate = bag.read(f"{top}/data/{record['course']['certificate']}")
    assert record["route"] == "course"
    assert record["course"]["title"] == "Access Services, basic course"
    assert certificate == (sample / "Evidence" / "Access Services certificate.pdf").read_bytes()


def retitle(qtbot: QtBot, window: MainWindow, title: str) -> None:
    """Tell the course under another title."""
    window.go_to(CoursesPlace())
    (page,) = window.findChildren(CoursesPage)
    page.record_course(SET)
    dialog = page.dialog
    assert dialog is not None
    dialog.title.selectAll()
    qtbot.keyClicks(dialog.title, title)
    dialog.accept_button.click()


def build(qtbot: QtBot, window: MainWindow, services: Services) -> None:
    """Build the package for handing in."""
    window.go_to(CheckPlace(SET))
    (page,) = window.findChildren(CheckPage)
    panel = page.panel
    qtbot.waitUntil(panel.hand_in.button.isEnabled)
    panel.hand_in.button.click()
    assert panel.kind is PackageKind.PORTFOLIO
    panel.build.click()
    qtbot.waitUntil(lambda: bool(panel.result.text))
    qtbot.waitUntil(lambda: not services.jobs.running())
    panel.result.hand_in.click()


def hand_in(qtbot: QtBot, window: MainWindow, services: Services, stick: Path) -> SubmissionsPage:
    """Send it to a folder, from the dialog that is open by now."""
    qtbot.waitUntil(lambda: bool(window.findChildren(SubmissionsPage)))
    (page,) = window.findChildren(SubmissionsPage)
    qtbot.waitUntil(lambda: isinstance(page.acts.dialog, DestinationDialog))
    dialog = page.acts.dialog
    assert isinstance(dialog, DestinationDialog)
    qtbot.waitUntil(lambda: not services.jobs.running())
    dialog.choices["folder"].setChecked(True)
    dialog.set_folder(stick)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not services.jobs.running())
    return page
