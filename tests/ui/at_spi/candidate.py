"""The journey of a candidate who hears the program: from the first start to a verified package.

    /usr/bin/python3 -m tests.ui.at_spi.candidate FOLDER SEED|WHOLE PROGRAM...

Writes what was done and heard into FOLDER/record.txt. Everything is found by what it is and how it
is called.
"""

import sys
from pathlib import Path

from tests.ui.at_spi.screen_reader import ScreenReader, travel

_ELECTIVES = ("Access Services", "Collection Management", "Reference and Information Services")
_INTRODUCTION = "I show this with the desk guide that I wrote in March."
_RESPONSE = "I answer what I can and pass on what I cannot."


def start(reader: ScreenReader, root: Path) -> None:
    """Answer the assistant."""
    reader.head("Start a portfolio")
    reader.press("button", "Start my portfolio", reader.window("LSSC Desktop"))
    assistant = reader.window("Start my portfolio")
    reader.press("button", "Next", assistant)
    reader.read(reader.focused())
    reader.type("A. Rivera")
    reader.toggle("radio button", "4  Electives", assistant)
    for elective in _ELECTIVES:
        reader.toggle("check box", elective, assistant)
    reader.press("button", "Next", assistant)
    reader.read(reader.focused())
    reader.keys("Ctrl+a")
    reader.type(str(root / "Rivera LSSC"))
    reader.press("button", "Create portfolio", assistant)
    reader.window("Overview")
    reader.read(reader.focused())


def write(reader: ScreenReader, _root: Path) -> None:
    """Write a response, and take a decision back."""
    reader.head("Write a response")
    reader.toggle("list item", "Foundations of Library Services")
    page = reader.window("Foundations")
    reader.read(reader.focused())
    for name, words in (("Introduction", _INTRODUCTION), ("Response", _RESPONSE)):
        reader.focus(reader.find("text", name, page))
        reader.read(reader.focused())
        reader.type(words)
    reader.keys("Ctrl+s")
    reader.hear("Saved")
    reader.focus(reader.find("button", "Mark as ready", page))
    reader.keys("space")
    reader.hear("Ready")
    reader.read(reader.focused())
    reader.keys("Ctrl+z")
    reader.hear("Undone")
    reader.keys("Ctrl+y")
    reader.hear("Redone")


def add(reader: ScreenReader, root: Path) -> None:
    """Add a file as evidence."""
    reader.head("Add evidence")
    file = root / "Desk guide.txt"
    file.write_text("Greet first. Listen. Then look it up together.", encoding="utf-8")
    reader.press("button", "Add evidence", reader.window("Foundations"))
    reader.keys("Down")
    reader.keys("Return")
    reader.read(reader.focused())
    reader.type(str(file))
    reader.keys("Return")
    reader.hear("added")


def build(reader: ScreenReader, _root: Path) -> None:
    """Check the set, build its review copy, and verify it again."""
    reader.head("Check and build")
    reader.toggle("list item", "Check & package")
    page = reader.window("Check")
    reader.read(reader.focused())
    reader.hear("next step")
    reader.press("button", "Build review copy", page)
    reader.hear("built")
    reader.press("button", "Verify again", page)
    reader.hear("intact")


if __name__ == "__main__":
    travel((start, write), (add, build), sys.argv[1:])
