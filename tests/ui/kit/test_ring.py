"""How far a set is can be seen from its ring."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from lssc_desktop.ui.kit.bars import paint_ring
from lssc_desktop.ui.kit.tokens import DARK, LIGHT, Tokens

ONE_COLOR = replace(LIGHT, accent="#000000", idle=replace(LIGHT.idle, line="#000000"))


def drawn(tokens: Tokens, done: int) -> QImage:
    image = QImage(36, 36, QImage.Format.Format_RGB32)
    image.fill(tokens.bg)
    painter = QPainter(image)
    paint_ring(painter, QRectF(2, 2, 32, 32), done, 12, tokens, 6)
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "tokens",
    [
        pytest.param(LIGHT, id="light"),
        pytest.param(DARK, id="dark"),
        pytest.param(ONE_COLOR, id="high contrast"),
    ],
)
def test_no_two_counts_look_the_same(tokens: Tokens) -> None:
    images = [drawn(tokens, done) for done in range(13)]

    for before, after in pairwise(images):
        assert before != after
