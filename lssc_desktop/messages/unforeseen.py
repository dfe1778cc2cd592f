"""What is said when something happened that we did not foresee, with a report to send us."""

import platform
from gettext import gettext as _

from lssc_desktop import __version__
from lssc_desktop.log import descent
from lssc_desktop.messages.message import Message


def unforeseen_message() -> Message:
    """Say that we are at a loss, and what can be done about it."""
    return Message(
        _("Something happened that we did not foresee."),
        _("What was saved before is as it was, and we go on saving."),
        _("Copy the report below and send it to us. It names no person, no file and no text."),
    )


def report(error: BaseException) -> str:
    """Return a report for strangers: version, system, and the lines of code; nobody's data."""
    return "\n".join(
        (
            f"LSSC Desktop {__version__}",
            f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
            *descent(error),
        )
    )
