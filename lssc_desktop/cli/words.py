"""What the words of the command line can be: each becomes a value, or a sentence says why not."""

import argparse
from datetime import date
from gettext import gettext as _
from pathlib import Path
from typing import NoReturn


class UsageError(Exception):
    """The words do not make a command; the text says which one does not fit."""


class Parser(argparse.ArgumentParser):
    """A parser that raises one sentence in place of printing a page and leaving."""

    def error(self, message: str) -> NoReturn:
        """Raise the sentence."""
        raise UsageError(f"{self.prog}: {message}. See {self.prog} --help.")


type Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse gives it no other name


def as_text(text: str) -> str:
    """Return a word that is text; bytes that are none (in a name of a file) cannot be kept."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(
            _("“{text}” has a character that this terminal did not pass on as text").format(
                text=text.encode(errors="replace").decode()
            )
        ) from None
    return text


def as_new_file(text: str) -> Path:
    """Return the place of a file that is to be written."""
    if not text:
        raise argparse.ArgumentTypeError(_("a name is needed for the file"))
    return Path(as_text(text))


def as_day(text: str) -> date:
    """Return a day written like 2026-11-25."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no date; write it like 2026-11-25").format(text=text)
        ) from None


def as_number(text: str) -> int:
    """Return the number of a competency."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            _("“{text}” is no number of a competency").format(text=text)
        )
    return int(text)


def as_ids(text: str) -> tuple[str, ...]:
    """Return ids that are separated by commas."""
    return tuple(part.strip() for part in as_text(text).split(",") if part.strip())


def add_folder(command: Parser) -> None:
    """Add the portfolio folder, which most commands are about."""
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the portfolio folder"))


def add_locking(command: Parser) -> None:
    """Add what a command needs that changes a portfolio."""
    command.add_argument(
        "--overrule", action="store_true", help=_("also when somebody else has it open")
    )
