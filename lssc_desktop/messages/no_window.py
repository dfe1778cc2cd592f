"""What is said when the window cannot be opened here."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message


def no_display() -> Message:
    """Say that there is no screen to open a window on."""
    return Message(
        _("There is no screen here on which a window could open."),
        _("Nothing was changed."),
        _(
            "Start the program from a desktop, or use its commands: “lssc-desktop --help” lists "
            "them."
        ),
    )


def library_missing(name: str) -> Message:
    """Say that the system lacks a library that every window needs."""
    return Message(
        _("The window cannot open, because this system lacks a library: {name}.").format(name=name),
        _("Nothing was changed. The commands work without it."),
        _("README.md names the system’s packages that are needed; install them, then try again."),
    )


def clock_unusable() -> Message:
    """Say that the computer's clock shows a time that cannot be counted with."""
    return Message(
        _("This computer’s clock shows a date far in the future or the past."),
        _("Nothing was changed. We need the date to count your time and to save your work."),
        _("Set the clock in the computer’s settings, then try again."),
    )
