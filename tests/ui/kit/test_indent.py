import pytest
from PySide6.QtWidgets import QRadioButton, QStyle, QStyleOptionButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import Indent
from lssc_desktop.ui.kit.tokens import Type


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_words_begin_where_those_of_the_choice_above_do(
    qtbot: QtBot, icons: Icons, scale: float
) -> None:
    icons.theme.set_text_scale(scale)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    choice, note = QRadioButton("Into a folder"), Label(icons.theme, "A stick.", Type.TABLE)
    column.addWidget(choice)
    column.addWidget(note)
    Indent(note, icons.theme)
    page.show()
    qtbot.waitExposed(page)

    option = QStyleOptionButton()
    choice.initStyleOption(option)
    words = choice.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, choice)
    assert note.contentsRect().left() == words.left()
