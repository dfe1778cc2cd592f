"""No text of the window is left in English, and none is cut off where words are longer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from lssc_desktop.languages import ENGLISH, LANGUAGES
from tests.ui.pseudo import cut_off, pseudo

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&Save", "&Såvë ŵ"),
        ("Open {name}…", "Øpëñ {name} ŵö…"),
        ("Look\tSpace", "Løøk ŵ\tSpace"),
        ("{count:,} MB", "{count:,} MB ŵ"),
        (", ", ", "),
    ],
)
def test_what_is_filled_in_and_keys_stay_as_they_are(text: str, said: str) -> None:
    assert pseudo(text) == said


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    label, button = QLabel("A line that is long"), QPushButton("A button that is long")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        assert cut_off(widget) == ""
        widget.resize(30, 20)
        assert "pixels wide" in cut_off(widget)


def faults(*options: str) -> list[str]:
    """What the tool prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.pseudo", *options],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_text_of_the_main_pages_is_translated_and_none_is_cut_off() -> None:
    assert faults() == []


def test_in_a_language_from_right_to_left_too() -> None:
    assert faults("--right-to-left") == []


@pytest.mark.soak
@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {ENGLISH}))
def test_nothing_is_cut_off_in_a_language_that_we_ship(language: str) -> None:
    for size in ((), ("--large",)):
        assert faults(f"--in={language}", *size) == []
