"""Whom a user asks about the application: where a report goes, and where a newer version is."""

from lssc_desktop.core.files.names import one_line

_LONGEST = 200  # characters


def who_helps(computer: str, program: str) -> str:
    """Return whom to ask, in one line: an address, a phone number or a page; "" for nobody.

    `computer` is whom this computer's settings name, `program` whom the program file of the user's
    own portfolio does; either may be "". The settings go first: whoever looks after the computer
    knows how it's set up.
    """
    return _named(computer) or _named(program)


def _named(text: str) -> str:
    return one_line(text[: 2 * _LONGEST])[:_LONGEST]
