"""How well two colors can be told apart."""

import pytest

from lssc_desktop.ui.kit.tokens import contrast


def test_black_on_white_has_the_contrast_that_wcag_gives_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_color_on_itself_has_none() -> None:
    assert contrast("#3584e4", "#3584e4") == pytest.approx(1)


def test_the_order_of_the_colors_does_not_matter() -> None:
    assert contrast("#1D5FA8", "#FFFFFF") == contrast("#FFFFFF", "#1D5FA8")
