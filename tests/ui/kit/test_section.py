"""The head of a page, at any width of the window and size of text."""

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import EdgedPage, PageHead
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type


@pytest.mark.parametrize(("width", "scale", "beside"), [(1000, 1.0, True), (1000, 1.6, False)])
def test_buttons_stand_under_the_words_where_there_is_no_room_beside(
    qtbot: QtBot, icons: Icons, theme: Theme, width: int, scale: float, beside: bool
) -> None:
    theme.set_text_scale(scale)
    head = PageHead(theme, "Renewal", "Your certification is good through June 10, 2031.")
    buttons = [plain_button(icons, words) for words in ("Add activity…", "Build package")]
    buttons.append(plain_button(icons, "Prepare renewal form that is long"))
    for button in buttons:
        head.buttons.addWidget(button)
    qtbot.addWidget(head)
    head.resize(width, 60)
    head.show()
    qtbot.waitExposed(head)

    def is_beside() -> bool:
        return buttons[0].geometry().top() < head.note.geometry().bottom()

    qtbot.waitUntil(lambda: is_beside() is beside)
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_a_line_parts_what_scrolls_from_what_stays_while_more_lies_below(
    qtbot: QtBot, theme: Theme
) -> None:
    words = Label(theme, "One\n" * 40, Type.BODY)
    page = EdgedPage(words)
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    qtbot.waitExposed(page)
    bar = page.verticalScrollBar()

    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert page.edge.isVisible()
    assert page.edge.geometry().bottom() == page.height() - 1
    bar.setValue(bar.maximum())
    assert not page.edge.isVisible()
