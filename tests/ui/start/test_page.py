"""The start page, by itself."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.start.page import StartPage


def corner(picture: QImage, at: QPoint) -> list[str]:
    """Return the colors from the corner of a box inwards."""
    return [picture.pixelColor(at.x() + step, at.y() + step).name() for step in range(6)]


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
    picture = page.grab().toImage()
    ground = picture.pixelColor(1, 1)
    outside = [
        sum(QColor(color) == ground for color in corner(picture, box.mapTo(page, QPoint())))
        for box in (page.start_card, page.notice)
    ]
    assert outside[0] == outside[1] > 1
