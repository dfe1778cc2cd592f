"""The journey of a reviewer who hears the program: from a package to a review file.

    /usr/bin/python3 -m tests.ui.at_spi.reviewer FOLDER SEED|WHOLE PROGRAM... PACKAGE

Writes what was done and heard into FOLDER/record.txt. Everything is found by what it is and how it
is called.
"""

import sys
from pathlib import Path

from tests.ui.at_spi.screen_reader import ScreenReader, travel

_COMPETENCIES = 9
_COMMENT = "Say which two systems you compared."


def open_package(reader: ScreenReader, _root: Path) -> None:
    """Begin a review under a name."""
    reader.head("Open a package")
    reader.press("button", "Review", reader.window("LSSC Desktop"))
    dialog = reader.window("Reviewer")
    reader.read(reader.focused())
    reader.keys("Ctrl+a")
    reader.type("M. Okafor")
    reader.press("button", "Start", dialog)
    reader.window("Review of A. Rivera")
    reader.read(reader.focused())


def rate_and_comment(reader: ScreenReader, _root: Path) -> None:
    """Rate the first competency, and say why."""
    reader.head("Rate and comment")
    window = reader.window("Review of A. Rivera")
    reader.toggle("radio button", "Partially met", window)
    reader.hear("rated")
    reader.focus(reader.find("text", "Add comment", window))
    reader.type(_COMMENT)
    reader.press("button", "Add", window)
    reader.hear("added")


def rate_the_rest(reader: ScreenReader, _root: Path) -> None:
    """Rate all other competencies."""
    reader.head("Rate the rest")
    window = reader.window("Review of A. Rivera")
    for number in range(2, _COMPETENCIES + 1):
        reader.keys("Ctrl+PgDn")
        reader.find("label", f"Competency {number} of", window)
        reader.toggle("radio button", "Met", window)
        reader.hear(f"{number} of {_COMPETENCIES} rated")


def save(reader: ScreenReader, root: Path) -> None:
    """Write the review file."""
    reader.head("Save the review file")
    window = reader.window("Review of A. Rivera")
    reader.press("button", "Save review file", window)
    reader.read(reader.focused())
    reader.keys("Ctrl+a")
    reader.type(str(root / "Okafor.lssc-review.json"))
    reader.keys("Return")
    reader.hear("saved")


if __name__ == "__main__":
    travel((open_package, rate_and_comment), (rate_the_rest, save), sys.argv[1:])
