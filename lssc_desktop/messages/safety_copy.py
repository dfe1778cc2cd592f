"""A safety copy in words: made, or why not."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.saved import not_begun
from lssc_desktop.messages.shown import shown_file, shown_folder
from lssc_desktop.store.safety_copy import CopyDiffers, CopyWithinFolder, SafetyCopy


def copied(copy: SafetyCopy) -> Message:
    """Say that a safety copy was made, and what it could not hold."""
    happened = ngettext(
        "A safety copy was made: {count} file, {size}, in {folder}.",
        "A safety copy was made: {count} files, {size}, in {folder}.",
        copy.files,
    ).format(count=copy.files, size=size(copy.bytes), folder=shown_folder(str(copy.path)))
    left_out = ""
    if copy.left_out:
        left_out = ngettext(
            "{count} thing is not in it, because it only points to another place: {first}.",
            "{count} things are not in it, because they only point to other places: {first}, ….",
            len(copy.left_out),
        ).format(count=len(copy.left_out), first=shown_file(copy.left_out[0]))
    return Message(
        happened,
        _("Every file was read back, and its fingerprint is that of your original."),
        left_out,
    )


def not_copied(message: Message) -> Message:
    """Say that there is no copy, because what was typed could not be saved before."""
    return not_begun(message, _("No safety copy was made."))


def _within(error: CopyWithinFolder) -> Message:
    return Message(
        _("{folder} is in the portfolio folder itself.").format(folder=shown_folder(error.path)),
        _("No copy was made: it would be lost together with the original."),
        _("Choose a folder on another drive, such as a stick."),
    )


def _differs(error: CopyDiffers) -> Message:
    return Message(
        _("The copy of {file} is not the same as your original.").format(
            file=shown_file(error.path)
        ),
        _("The copy was given up. Your original is as it was."),
        _("The drive may be failing. Try another one."),
    )


SENTENCES: Sentences = {CopyWithinFolder: _within, CopyDiffers: _differs}
