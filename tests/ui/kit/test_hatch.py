"""Slanted lines over a part of a bar."""

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from lssc_desktop.ui.kit.bars import paint_hatch
from tests.ui.painted import Painted


def lines_across(ratio: int, scale: float = 1.0) -> int:
    """How many lines cross the middle of a box of 140 x 20 on a screen of such pixels."""
    picture = QImage(140 * ratio, 20 * ratio, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_hatch(painter, QRectF(0, 0, 140, 20), QColor("black"), scale)
    painter.end()
    middle = Painted(picture).across(picture.height() // 2)
    dark = [color.lightness() < 160 for color in middle]
    return sum(now and not before for before, now in zip([False, *dark], dark, strict=False))


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_the_lines_are_as_far_apart_on_every_screen(ratio: int) -> None:
    assert lines_across(ratio) == 20


def test_larger_text_has_lines_that_are_further_apart() -> None:
    assert lines_across(1, 2.0) == 10


def test_nothing_is_drawn_outside_the_box() -> None:
    picture = QImage(60, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    paint_hatch(painter, QRectF(20, 0, 20, 20), QColor("black"))
    painter.end()
    assert Painted(picture).dark(below=255) == QRect(20, 0, 20, 20)
