"""One comment as a card."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.buttons import Button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.comment_card import Said, SaidCard

LONG = "a team of three planned it, and each of us took one part of the evening"


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize(("quote", "kind"), [("a team of three", Button), (LONG, Label)])
def test_the_icon_of_a_quote_stands_beside_its_first_line(
    qtbot: QtBot, icons: Icons, quote: str, kind: type[QWidget], scale: float
) -> None:
    icons.theme.set_text_scale(scale)
    said = Said("You", "Nov 21", "Which part was yours?", quote=quote)
    card = SaidCard(icons, said, Tone.NOTE)
    qtbot.addWidget(card)
    card.resize(290, card.heightForWidth(290))
    card.show()
    (icon,) = card.findChildren(IconLabel)
    words = next(each for each in card.findChildren(kind) if quote in _text(each))
    line = words.fontMetrics().height()
    first = words.geometry().center().y() if kind is Button else words.y() + line // 2
    assert abs(icon.geometry().center().y() - first) <= 1


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (Button, Label)) else ""
