"""Previews in words: their pages and notes, and what stands in their place where there is none."""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from lssc_desktop.messages.documents import part_words
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.words import shown_file
from lssc_desktop.package.page import PageMissing
from lssc_desktop.store.previews import Inspection, PreviewFailed, PreviewFault


def page_of(number: int, total: int) -> str:
    """Say which page is shown: "1 of 3"."""
    return _("{number} of {total}").format(number=number, total=total)


def page_name(name: str, number: int, total: int) -> str:
    """Name a page for a screen reader."""
    return _("{name}, page {number} of {total}").format(name=name, number=number, total=total)


def preview_note(looked: Inspection) -> str:
    """Say in what a preview may differ from the file; "" where it does not."""
    notes = []
    if looked.text is not None:
        notes.append(_("Our preview. Other programs may differ."))
    if looked.converted:
        notes.append(_("This is how LibreOffice shows it. Other programs may differ."))
    has_pictures = 0 < looked.sheets < len(looked.pages)
    if has_pictures:
        notes.append(_("The pictures in it come after the words."))
    beyond = [part for part in looked.beyond if part != "picture" or not has_pictures]
    if beyond:
        parts = part_words(" ".join(beyond))
        notes.append(_("It also holds {parts}.").format(parts=parts))
    if looked.cut:
        notes.append(_("It goes on; open it to read the rest."))
    elif looked.total > len(looked.pages):
        notes.append(_("We show the first {count} pages.").format(count=len(looked.pages)))
    return " ".join(notes)


def no_words() -> str:
    """Say that a page is a picture only."""
    return _("There are no words on this page that we can read. It may be a picture of a text.")


# Previews that failed ---------------------------------------------------------------------------


def _preview_failed(error: PreviewFailed) -> Message:
    return _FAULTS[error.fault](shown_file(error.name))


def _kind_unknown(name: str) -> Message:
    return Message(
        _("We have no preview of files like {name}.").format(name=name),
        _("It goes into the package all the same."),
        _("Open it in its own program to look at it."),
    )


def _no_office(name: str) -> Message:
    return Message(
        _("We cannot show the pages of {name}: LibreOffice is not on this computer.").format(
            name=name
        ),
        _("It goes into the package all the same."),
        _("Open it in its own program to look at it."),
    )


def _damaged(name: str) -> Message:
    return Message(
        _("{name} is damaged, or is not what its name says.").format(name=name),
        _("Whoever gets it may not be able to open it."),
        _("Try to open it in its own program and save it again."),
    )


def _empty(name: str) -> Message:
    return Message(
        _("{name} is empty.").format(name=name),
        _("It shows nothing to whoever gets it."),
        _("Look for the right file and take that one."),
    )


def _password(name: str) -> Message:
    return Message(
        _("{name} opens with a password only.").format(name=name),
        _("Whoever gets it cannot read it without the password."),
        _("Save a copy without a password in its own program and use that."),
    )


def _too_large(name: str) -> Message:
    return Message(
        _("{name} is too large for a preview.").format(name=name),
        _("The file is as it was."),
        _("Open it in its own program to look at it."),
    )


def _too_slow(name: str) -> Message:
    return Message(
        _("The preview of {name} took too long, so we stopped it.").format(name=name),
        _("The file is as it was."),
        _("Open it in its own program to look at it."),
    )


def _stopped(name: str) -> Message:
    return Message(
        _("The preview of {name} broke off: something in the file made it fail.").format(name=name),
        _("The file and the rest of your work are as they were."),
        _("Open it in its own program only if you know where it comes from."),
    )


def _missing(name: str) -> Message:
    return Message(
        _("{name} cannot be read now.").format(name=name),
        _("It may have been moved or renamed, or its drive is away."),
        _("Put the drive back or look for the file in its folder, then choose it again."),
    )


_FAULTS: Mapping[PreviewFault, Callable[[str], Message]] = {
    PreviewFault.KIND: _kind_unknown,
    PreviewFault.NO_OFFICE: _no_office,
    PreviewFault.DAMAGED: _damaged,
    PreviewFault.EMPTY: _empty,
    PreviewFault.PASSWORD: _password,
    PreviewFault.TOO_LARGE: _too_large,
    PreviewFault.TOO_SLOW: _too_slow,
    PreviewFault.STOPPED: _stopped,
    PreviewFault.MISSING: _missing,
}


# Package without a page -------------------------------------------------------------------------


def _page_missing(error: PageMissing) -> Message:
    return Message(
        _("{name} has no page that a browser could show.").format(name=shown_file(error.path)),
        _("Only packages made by LSSC Desktop have one. Nothing was changed."),
        _("Unpack it with the tools of your computer to look at its files."),
    )


SENTENCES: Sentences = {
    PreviewFailed: _preview_failed,
    PageMissing: _page_missing,
}
