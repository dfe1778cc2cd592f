"""A screen that nobody sees, as large as one on a desk: Qt's own has 800 by 800 pixels."""

import os
from pathlib import Path

_SCREEN = Path(__file__).with_name("screen.json")


def use_screen() -> None:
    """Let Qt draw on it, unless somebody wants to watch; call it before there is an application."""
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN}"
