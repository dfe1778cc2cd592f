"""What the window says about papers: written, asked for, or not possible."""

from gettext import gettext as _
from pathlib import Path

from lssc_desktop.messages.message import Message


def paper_written(path: Path, note: str) -> Message:
    """Say that a paper lies there, and what the program file notes about such papers."""
    advice = note and _("From the program file: {note}").format(note=note)
    return Message(
        _("“{file}” is written.").format(file=path.name),
        _("It lies in {folder}.").format(folder=path.parent),
        advice,
    )


def no_appeal() -> Message:
    """Say why there is no letter of appeal to write."""
    return Message(
        _("No set of yours was decided as not achieved."),
        _("An appeal is possible only against such a decision."),
        _("If you got one, tell it on the page Submissions first."),
    )
