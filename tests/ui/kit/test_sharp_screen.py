"""On a screen with more pixels everything is sharper, and nothing larger."""

import os
import subprocess
import sys

import pytest

_PROGRAM = """
from PySide6.QtWidgets import QApplication

from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.buttons import plain_button

application = QApplication([])
theme = Theme()
theme.apply(application)
button = plain_button(Icons(theme), "Save", "device-floppy")
size = button.iconSize()
print(button.devicePixelRatio(), size.width(), size.height())
"""


@pytest.mark.parametrize("scale", ["1", "2"])
def test_an_icon_on_a_button_is_as_large_on_every_screen(scale: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [float(word) for word in done.stdout.split()] == [float(scale), 26, 18]
