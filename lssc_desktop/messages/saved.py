"""Whether everything is saved, as the status bar says it, and what is asked when it cannot be."""

from datetime import datetime, timedelta
from gettext import gettext as _

from lssc_desktop.messages.message import Message
from lssc_desktop.messages.moments import clock_time

_JUST_NOW = timedelta(minutes=1)


def saved_line(at: datetime | None, now: datetime) -> str:
    """Say that everything is on the disk, and since when if something was written."""
    if at is None:
        return _("All changes saved")
    if now - at < _JUST_NOW:
        return _("Saved just now")
    return _("Saved {time}").format(time=clock_time(at, at.tzinfo))


def saving_line() -> str:
    """Say that a write is going on."""
    return _("Saving…")


def not_saved_line() -> str:
    """Say that something is on the screen alone."""
    return _("Not saved yet")


def keeps_trying(message: Message) -> Message:
    """Say what an error means while we hold the words and try again by ourselves."""
    return Message(
        message.happened,
        _("What you typed since is kept here as long as this window is open."),
        _("{advice} We try again by ourselves.").format(advice=message.advice).strip(),
    )


def not_begun(message: Message, undone: str) -> Message:
    """Say what an error of saving means for what was to begin after it: nothing begins later."""
    return Message(
        message.happened,
        _("{undone} What you typed isn’t saved yet.").format(undone=undone),
        _("{advice} Then try again.").format(advice=message.advice).strip(),
    )


def closing_unsaved(message: Message) -> Message:
    """Ask what to do when the window shall close and something is not on the disk."""
    return Message(
        message.happened,
        _("If you close now, what you typed since the last save is lost."),
        message.advice,
    )


def closing_busy() -> Message:
    """Ask what to do when the window shall close while a job runs."""
    return Message(
        _("Something is still being done: a package is built, or files are copied or compared."),
        _("If you stop it, nothing half-made is left behind and your work stays as it is."),
    )
