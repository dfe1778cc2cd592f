"""A screen that nobody sees, as large as one on a desk: Qt's own has 800 by 800 pixels."""

import os
import sys
from pathlib import Path

from lssc_desktop.paths import resources

_SCREEN = Path(__file__).with_name("screen.json")


def use_screen() -> None:
    """Let Qt draw on it, unless somebody wants to watch; call it before there is an application."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        # Qt takes the colon of a drive for one of its own, so the path is told from here.
        screen = Path(os.path.relpath(_SCREEN)).as_posix() if sys.platform == "win32" else _SCREEN
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        if sys.platform == "win32":  # nothing tells Qt there where fonts lie; ours do
            os.environ.setdefault("QT_QPA_FONTDIR", str(resources() / "fonts"))
