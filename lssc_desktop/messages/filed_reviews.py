"""What is said about a review file that a reviewer wants to go on from."""

from datetime import date
from gettext import gettext as _

from lssc_desktop.core.names import one_line
from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.filed_reviews import NotYourReview, ReviewElsewhere


def filed_work(reviewer: str, on: date) -> Message:
    """Offer what a review file beside the package says."""
    return Message(
        _("A review file by {reviewer} lies beside this package.").format(
            reviewer=one_line(reviewer)
        ),
        _("It was written on {day}, about this very package.").format(day=day(on)),
        _("If it is yours, go on with it. Beginning anew leaves the file as it is."),
    )


def gone_on(on: date) -> Message:
    """Say that the review of a file is in the window."""
    return Message(
        _("You go on with your review of {day}.").format(day=day(on)),
        _("Undo brings back what was here before."),
    )


def gone_on_from(copy: int, on: date) -> Message:
    """Say that changes are shown since an earlier review."""
    return Message(
        _("Your review of copy {copy}, of {day}, is known here now.").format(
            copy=copy, day=day(on)
        ),
        _("What changed since is marked, and your comments stand beside the work."),
    )


def _elsewhere(error: ReviewElsewhere) -> Message:
    about = error.about
    return Message(
        _("The review in {name} is about other work: {set_title} by {candidate}.").format(
            name=shown_file(error.path),
            set_title=one_line(about.set_title),
            candidate=one_line(about.candidate),
        ),
        _("Nothing was taken from it. Your review is as it was."),
        _("Open the package that it is about, or choose another file."),
    )


def _not_yours(error: NotYourReview) -> Message:
    return Message(
        _("The review in {name} was written by {reviewer}.").format(
            name=shown_file(error.path), reviewer=one_line(error.reviewer)
        ),
        _("Nobody goes on with the review of somebody else. Your review is as it was."),
        _("If it is yours, write your name as it is there: choose Review, Who reviews."),
    )


SENTENCES: Sentences = {ReviewElsewhere: _elsewhere, NotYourReview: _not_yours}
