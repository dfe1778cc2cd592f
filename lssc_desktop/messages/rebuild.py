"""What is said when a portfolio cannot be rebuilt without the person."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_folder
from lssc_desktop.store.rebuild import CandidateUnknown, Origin, Rebuilt


def _unknown(error: CandidateUnknown) -> Message:
    return Message(
        _("Nothing in the folder {name} says whose portfolio it is and since when.").format(
            name=shown_folder(error.path)
        ),
        _("Nothing was changed. Your responses and your evidence are all still there."),
        _("Enter your name and your admission date; we take the rest from the folder."),
    )


SENTENCES: Sentences = {CandidateUnknown: _unknown}


def rebuilt_lines(rebuilt: Rebuilt) -> tuple[str, ...]:
    """Say from what a portfolio was made anew, and what to look at now."""
    happened = (
        _("portfolio.json was made anew from its newest earlier version and from the folder.")
        if rebuilt.origin is Origin.HISTORY
        else _("portfolio.json was made anew from the files in the folder.")
    )
    meaning = (
        _("Captions and choices of the last moments may be missing; no file was touched.")
        if rebuilt.origin is Origin.HISTORY
        else _("Captions, plans and which evidence shows what have to be entered again.")
    )
    kept = _("The broken file is kept as “{name}”.").format(name=rebuilt.kept)
    return (happened, meaning, *((kept,) if rebuilt.kept else ()))
