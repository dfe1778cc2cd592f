"""The start page, by itself."""

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.start.page import StartPage
from tests.ui.painted import Painted, stripes


def off_the_corner(page: Painted, at: QPoint) -> int:
    """How far the ground of the page reaches into the corner of a box, from there inwards."""
    inwards = [page.color(at.x() + step, at.y() + step) for step in range(6)]
    return sum(stripes(inwards, page.color(1, 1)))


def test_staff_are_told_what_they_can_do_with_a_package(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    assert page.package_card.accessibleDescription() == (
        "For program staff. Read, rate and comment. The package stays as it is."
    )


def test_the_notice_is_as_round_as_the_cards_above_it(qtbot: QtBot, icons: Icons) -> None:
    page = StartPage(icons)
    qtbot.addWidget(page)
    page.resize(1366, 740)
    page.show()
    qtbot.waitExposed(page)
    painted = Painted(page)
    card, notice = (
        off_the_corner(painted, box.mapTo(page, QPoint())) for box in (page.start_card, page.notice)
    )
    assert card == notice > 1
