"""The sheet that a page is shown on."""

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.preview.page import Paper


def test_its_line_is_as_wide_on_every_side_of_a_sharp_screen(qtbot: QtBot, theme: Theme) -> None:
    paper = Paper(theme)
    qtbot.addWidget(paper)
    paper.resize(120, 160)
    picture = QImage(paper.size() * 2, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(2)
    paper.render(picture)
    line = QColor(theme.tokens.line_strong)
    across = [picture.pixelColor(x, 100) == line for x in range(picture.width())]
    down = [picture.pixelColor(100, y) == line for y in range(picture.height())]
    for edges in (across, down):
        assert edges[:3] == edges[:-4:-1] == [True, True, False]
