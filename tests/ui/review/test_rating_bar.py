"""The three ratings look as one group, with lines of one width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.review.rating_bar import RatingControl
from tests.ui.painted import Painted, is_like, stripes


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


def lines(control: QWidget, color: str) -> list[int]:
    """How wide each line is that goes down, read a little below the upper edge."""
    return stripes(Painted(control).across(8), color)


def test_one_line_divides_two_ratings(control: RatingControl, icons: Icons) -> None:
    assert lines(control, icons.theme.tokens.line_strong) == [1, 1, 1, 1]


def test_the_corners_of_the_group_are_round_and_those_inside_are_not(
    control: RatingControl, icons: Icons
) -> None:
    painted, line = Painted(control), icons.theme.tokens.line_strong
    assert is_like(painted.color(control.buttons[1].x(), 0), line)
    for side in (0, painted.width - 1):
        assert not is_like(painted.color(side, 0), line)
        assert is_like(painted.color(side, painted.height // 2), line)


@pytest.mark.parametrize("rating", [Rating.MET, Rating.PARTIAL, Rating.NOT_MET])
def test_the_chosen_one_has_a_thicker_edge_all_around(
    control: RatingControl, icons: Icons, rating: Rating
) -> None:
    control.show_rating(rating)
    chosen = next(button for button in control.buttons if button.isChecked())
    colors = {Rating.MET: "ok", Rating.PARTIAL: "warn", Rating.NOT_MET: "bad"}
    tone = getattr(icons.theme.tokens, colors[rating])
    assert lines(chosen, tone.fg) == [2, 2]


def test_a_program_of_two_ratings_has_two_buttons_and_two_keys(qtbot: QtBot, icons: Icons) -> None:
    control = RatingControl(icons, ratings=(Rating.MET, Rating.NOT_MET))
    qtbot.addWidget(control)
    assert [button.text() for button in control.buttons] == ["Met", "Not met"]
    with qtbot.waitSignal(control.rated) as given:
        qtbot.keyClick(control, Qt.Key.Key_2)
    assert given.args == [Rating.NOT_MET]
    with qtbot.assertNotEmitted(control.rated):
        qtbot.keyClick(control, Qt.Key.Key_3)
