"""The sheet that a page is shown on."""

from pytestqt.qtbot import QtBot

from lssc_desktop.documents.previews import PageSize
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.preview.page_view import Paper
from tests.ui.painted import Painted, stripes


def test_its_line_is_as_wide_on_every_side_of_a_sharp_screen(qtbot: QtBot, theme: Theme) -> None:
    paper = Paper(theme)
    qtbot.addWidget(paper)
    paper.show_pages((PageSize(90, 120),), 1.0)
    assert (paper.width(), paper.height()) == (120, 160)
    painted = Painted(paper, ratio=2)
    for way in (painted.across(100), painted.down(100)):
        assert stripes(way, theme.tokens.line_strong) == [2, 2]
        assert stripes((way[0], way[-1]), theme.tokens.line_strong) == [2]
