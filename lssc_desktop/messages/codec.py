"""What is said when portfolio.json cannot be understood."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.codec import FormatNewer, PortfolioBroken, PortfolioTooLarge


def _broken(error: PortfolioBroken) -> Message:
    reasons = {
        "syntax": _("the text breaks off or has a character too many"),
        "value": _("something else is expected there"),
        "path": _("it names a file outside the portfolio folder"),
        "twice": _("the same thing is said twice"),
        "format": _("it does not say by which rules it was written"),
    }
    place = _(" at {place}").format(place=error.place) if error.place else ""
    return Message(
        _("{name} cannot be understood{place}: {reason}.").format(
            name=shown_file(error.path), place=place, reason=reasons[error.reason]
        ),
        _("Your responses and your evidence are files of their own and are all still there."),
        _(
            "Let us rebuild it from its last versions and from the folder. The broken file is "
            "kept beside the new one."
        ),
    )


def _newer(error: FormatNewer) -> Message:
    return Message(
        _(
            "This portfolio was saved by a newer version of the program (format {found}; this one "
            "knows formats up to {known})."
        ).format(found=error.found, known=error.known),
        _("Nothing was changed. We do not open it, so that nothing in it gets lost."),
        _("Install the newest version of LSSC Desktop, then open it again."),
    )


def _too_large(_error: PortfolioTooLarge) -> Message:
    return Message(
        _("There is more in this portfolio than we can save."),
        _("What was saved before is as it was. This last step was not saved."),
        _("Undo it, or take files out that you do not need, then try again."),
    )


SENTENCES: Sentences = {
    PortfolioBroken: _broken,
    PortfolioTooLarge: _too_large,
    FormatNewer: _newer,
}
