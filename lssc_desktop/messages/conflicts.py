"""What is asked when two programs wrote the same thing."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shown import shown_file


def text_conflict(path: str) -> Message:
    """Ask which of two texts shall be the response."""
    return Message(
        _("{name} was changed by another program while you wrote here.").format(
            name=shown_file(path)
        ),
        _("There are two versions now. Neither is lost, whatever you choose."),
        _("Which one shall count? The other one stays beside it, with a number in its name."),
    )


def portfolio_conflict() -> Message:
    """Ask which of two portfolio.json shall count."""
    return Message(
        _("Somebody else saved this portfolio while you had it open."),
        _(
            "Your responses and files are safe either way. It is about dates, choices, captions "
            "and marks."
        ),
        _("Which version shall count? The other one is kept in the folder “.lssc”."),
    )
