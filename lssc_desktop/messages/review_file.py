"""What is said about a review file that cannot be read."""

from gettext import gettext as _

from lssc_desktop.core.names import one_line
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.review_file import ReviewBroken, ReviewNewer, ReviewTooLong


def _broken(error: ReviewBroken) -> Message:
    reasons = {
        "syntax": _("the text breaks off or has a character too many"),
        "value": _("something else is expected there"),
        "limit": _("it is larger than any review is"),
        "twice": _("the same thing is said twice"),
    }
    place = _(" at {place}").format(place=error.place[:200]) if error.place else ""
    return Message(
        _("The review in {name} cannot be understood{place}: {reason}.").format(
            name=shown_file(error.path), place=place, reason=reasons[error.reason]
        ),
        _("Nothing was taken from it, and nothing in your work was changed."),
        _("Ask whoever reviewed the package to save the review again and send it as a file."),
    )


def _newer(error: ReviewNewer) -> Message:
    return Message(
        _(
            "The review in {name} was saved by a newer version of the program (format {found}; "
            "this one knows formats up to {known})."
        ).format(name=shown_file(error.path), found=error.found, known=error.known),
        _("Nothing was taken from it, and nothing in your work was changed."),
        _("Install the newest version of LSSC Desktop, then bring the review in again."),
    )


def _too_long(error: ReviewTooLong) -> Message:
    if error.text:
        happened = _(
            "One text has {length} characters, the limit is {longest}: “{start}…”."
        ).format(
            length=f"{len(error.text):,}",
            longest=f"{error.longest:,}",
            start=one_line(error.text[:60]),
        )
    else:
        happened = _("This is more than one review file can hold.")
    return Message(
        happened,
        _("No review file was written, because nobody could take it in."),
        _("Say it in fewer words, or divide it, then save again."),
    )


SENTENCES: Sentences = {
    ReviewBroken: _broken,
    ReviewNewer: _newer,
    ReviewTooLong: _too_long,
}
