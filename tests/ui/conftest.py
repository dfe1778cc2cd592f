"""What the tests of the window share: one application without a screen, dressed in our theme."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.theme import Mode, Theme

# Without a screen, unless somebody asks to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def worn_theme(qapp: QApplication) -> Theme:
    """The theme that the application wears through all tests."""
    theme = Theme()
    theme.set_mode(Mode.LIGHT)
    theme.apply(qapp)
    return theme


@pytest.fixture
def theme(worn_theme: Theme) -> Iterator[Theme]:
    """The theme, light and with text of the usual size when a test begins."""
    yield worn_theme
    worn_theme.set_mode(Mode.LIGHT)
    worn_theme.set_text_scale(1.0)


@pytest.fixture
def icons(theme: Theme) -> Icons:
    """The shipped icons in the colors of the theme."""
    return Icons(theme)
