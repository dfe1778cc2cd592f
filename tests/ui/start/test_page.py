"""The start page, by itself."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.store.programs import as_loaded, shipped_program_text, shipped_programs
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.start.page import StartPage


def test_staff_are_told_what_they_can_do_with_a_package(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    assert page.package_card.accessibleDescription() == (
        "For program staff. Read, rate and comment. The package stays as it is."
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
    assert cilip.portfolios.text() == "Takes portfolios"
    assert "in the UK" in cilip.audience.text()
    assert cilip.start_button.accessibleName() == "Start with CILIP Certification"
    assert "Takes portfolios" in cilip.start_button.accessibleDescription()


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
