"""The start page, by itself."""

from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.start.page import StartPage


def test_staff_are_told_what_they_can_do_with_a_package(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    assert page.package_card.accessibleDescription() == (
        "For program staff. Read, rate and comment. The package stays as it is."
    )


def test_the_notice_is_as_round_as_the_cards_above_it(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    assert page.notice.property("corners") == "card"
