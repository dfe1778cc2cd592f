"""The start page, by itself."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.disk.drives import portfolios_on
from lssc_desktop.store.programs import as_loaded, shipped_program_text, shipped_programs
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.start.page import DriveWatch, StartPage
from tests.ui.conftest import Listener


def test_staff_are_told_what_they_can_do_with_a_package(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    assert page.package_card.accessibleDescription() == (
        "For program staff. Read, rate, and comment. The package isn’t changed."
    )


def test_a_program_says_in_a_line_who_it_is_for_and_whether_it_takes_portfolios(
    qtbot: QtBot, icons: Icons
) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    page.show_programs(shipped_programs())
    lssc, cilip = page.program_rows
    assert lssc.title.text() == "Library Support Staff Certification"
    assert lssc.portfolios.text() == "No portfolios since January 31, 2019"
    assert cilip.title.text() == "CILIP Professional Registration: Certification"
    assert cilip.portfolios.text() == "Accepts portfolios (as of about 2021)"
    assert "in the UK" in cilip.audience.text()
    assert cilip.start_button.accessibleName() == "Start with CILIP Certification"
    assert "Accepts portfolios" in cilip.start_button.accessibleDescription()


def test_a_row_whose_program_is_still_read_takes_no_press_and_has_no_empty_status(
    qtbot: QtBot, icons: Icons
) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    page.show()
    rows = page.program_rows
    assert not any(each.portfolios.isVisible() or each.start_button.isEnabled() for each in rows)
    page.show_programs(shipped_programs())
    assert all(each.portfolios.isVisible() and each.start_button.isEnabled() for each in rows)


def test_a_program_file_that_was_loaded_has_a_row_of_its_own(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    state = as_loaded(shipped_program_text(), "state.toml")
    page.show_programs((*shipped_programs(), state))
    assert len(page.program_rows) == 3
    assert page.program_rows[-1].audience.text().endswith("From the program file “state.toml”.")
    with qtbot.waitSignal(page.program_start_requested) as asked:
        page.program_rows[-1].start_button.click()
    assert asked.args == [state]


def test_tab_goes_over_the_page_as_it_is_read(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    state = as_loaded(shipped_program_text(), "state.toml")
    page.show_programs((*shipped_programs(), state))
    page.show_last(Path("Rivera LSSC"))
    page.show()
    reached: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        if isinstance(widget, QAbstractButton) and widget.isVisibleTo(page):
            reached.append(widget)
        widget = widget.nextInFocusChain()
    lssc, cilip, loaded = page.program_rows
    assert reached == [
        page.last_button,
        page.start_card,
        page.open_card,
        page.package_card,
        page.load_button,
        *(lssc.example_link, lssc.about_button, lssc.start_button),
        *(cilip.example_link, cilip.about_button, cilip.start_button),
        *(loaded.about_button, loaded.start_button),
    ]


# Portfolios on USB drives ------------------------------------------------------------------------


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A USB drive with a portfolio."""
    root = tmp_path / "KINGSTON" / "Núñez LSSC"
    root.mkdir(parents=True)
    (root / "portfolio.json").write_text('{"candidate": {"name": "Ana Núñez"}}', "utf-8")
    return tmp_path / "KINGSTON"


def test_a_portfolio_on_a_drive_is_offered_while_the_drive_is_there(
    qtbot: QtBot, icons: Icons, jobs: Jobs, drive: Path, listener: Listener
) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    page.show()
    watch = DriveWatch(jobs, partial(portfolios_on, (drive,)), page.isVisible, page)
    watch.found.connect(page.show_found)
    page.folder_requested.connect(listener.hear)
    with qtbot.waitSignal(watch.found):
        watch.look_now()
    [button] = page.drive_buttons
    assert button.text() == "“Núñez LSSC” on KINGSTON"
    assert page.on_drives.isVisible()

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert listener.heard == [drive / "Núñez LSSC"]
    drive.rename(drive.with_name("unplugged"))
    with qtbot.waitSignal(watch.found):
        watch.look_now()
    assert page.on_drives.isHidden()


def test_the_portfolio_that_was_open_last_is_offered_once(
    qtbot: QtBot, icons: Icons, drive: Path
) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    page.show_last(drive / "Núñez LSSC")
    page.show_found(portfolios_on((drive,)))
    assert page.on_drives.isHidden()


def test_nothing_is_looked_for_while_nobody_sees_the_start_page(
    icons: Icons, jobs: Jobs, drive: Path
) -> None:
    page = StartPage(icons)
    watch = DriveWatch(jobs, partial(portfolios_on, (drive,)), page.isVisible, page)
    watch.look_now()
    assert jobs.running() == ()
    page.deleteLater()
