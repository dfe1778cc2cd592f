"""What is said about a day that the user typed."""

from datetime import date

from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message

EXAMPLE = date(2026, 3, 15)
"""Shows how a day is typed."""


def day_unclear(text: str) -> Message:
    """Say that a day was not understood, and how to type one."""
    return Message(
        _("“{text}” isn’t a date.").format(text=text) if text.strip() else _("A date is missing."),
        advice=_("Enter it like {example}, or press Alt+Down for a calendar.").format(
            example=long_day(EXAMPLE)
        ),
    )


def day_to_come(value: date) -> Message:
    """Say that something entered as done would be done on a day that is not here yet."""
    return Message(
        _("{day} is in the future.").format(day=long_day(value)),
        advice=_("Check the date."),
    )
