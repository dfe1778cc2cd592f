"""What the evidence page says: nothing there yet, nothing found, something removed."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shown import shown_file


def no_files() -> Message:
    """Say that there is no evidence yet."""
    return Message(
        _("No files yet."),
        "",
        _("Drag files here, or choose some. We copy them, your originals stay."),
    )


def no_files_about() -> Message:
    """Say that there is nothing about the person yet."""
    return Message(
        _("Nothing about you yet."),
        "",
        _("Your résumé or acceptance letter goes here. We copy it, your original stays."),
    )


def all_used() -> Message:
    """Say that there is no file which no set shows."""
    return Message(_("Every file is used."), "", _("New files that no set shows appear here."))


def no_match(text: str) -> Message:
    """Say that the filter lets nothing through."""
    return Message(
        _("No file matches “{text}”.").format(text=text), "", _("Clear the filter to see all.")
    )


def removed(path: str, uses: int) -> Message:
    """Say that a file went to the trash, and how its uses come back."""
    if not uses:
        return Message(
            _("{file} is in the trash of this computer.").format(file=shown_file(path)),
            _("No competency showed it."),
        )
    return Message(
        _("{file} is in the trash of this computer.").format(file=shown_file(path)),
        ngettext("It was shown in {count} place.", "It was shown in {count} places.", uses).format(
            count=uses
        ),
        _("Undo brings these back; then put the file back from the trash."),
    )


def not_opened(path: str) -> Message:
    """Say that no program of this computer opened a file."""
    return Message(
        _("No program of this computer opened {file}.").format(file=shown_file(path)),
        _("The file itself is as it was."),
        _("Show it in its folder and open it with a program of your choice."),
    )
