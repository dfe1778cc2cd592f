"""The three ratings look as one group, with lines of one width."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import Rating
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.review.rating_bar import RatingControl


@pytest.fixture
def control(qtbot: QtBot, icons: Icons) -> RatingControl:
    control = RatingControl(icons)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    with qtbot.waitActive(control):
        control.show()
        control.activateWindow()
    for button in control.buttons:
        button.clearFocus()  # the ring would lie over the edges that are looked at
    return control


def lines(picture: QImage, color: str) -> list[int]:
    """How wide each line is that goes down, read a little below the upper edge."""
    is_line = [picture.pixelColor(x, 8) == QColor(color) for x in range(picture.width())]
    widths = "".join("#" if each else " " for each in is_line).split()
    return [len(width) for width in widths]


def test_one_line_divides_two_ratings(control: RatingControl, icons: Icons) -> None:
    picture = control.grab().toImage()
    assert lines(picture, icons.theme.tokens.line_strong) == [1, 1, 1, 1]


def test_the_corners_of_the_group_are_round_and_those_inside_are_not(
    control: RatingControl, icons: Icons
) -> None:
    picture = control.grab().toImage()
    line = QColor(icons.theme.tokens.line_strong)
    inside = control.buttons[1].x()
    assert picture.pixelColor(inside, 0) == line
    for corner in (0, picture.width() - 1):
        assert picture.pixelColor(corner, 0) != line
        assert picture.pixelColor(corner, picture.height() // 2) == line


@pytest.mark.parametrize("rating", [Rating.MET, Rating.PARTIAL, Rating.NOT_MET])
def test_the_chosen_one_has_a_thicker_edge_all_around(
    control: RatingControl, icons: Icons, rating: Rating
) -> None:
    control.show_rating(rating)
    chosen = next(button for button in control.buttons if button.isChecked())
    colors = {Rating.MET: "ok", Rating.PARTIAL: "warn", Rating.NOT_MET: "bad"}
    tone = getattr(icons.theme.tokens, colors[rating])
    assert lines(chosen.grab().toImage(), tone.fg) == [2, 2]
