"""What an activity, or a renewal that was granted, cannot be."""

from gettext import gettext as _

from lssc_desktop.core.renewal_edits import MOST_UNITS, ActivityWrong, GrantTooEarly, GrantWrong
from lssc_desktop.messages.days import day
from lssc_desktop.messages.message import Message, Sentences


def _activity_wrong(error: ActivityWrong) -> Message:
    kept = _("It was not taken down.")
    if error.what == "kind":
        if not error.known:
            return Message(
                _("Your program file has no rule for renewal, so no activity can count."),
                kept,
                _("Ask the program office what it takes."),
            )
        return Message(
            _("Your program has no such kind of activity."),
            kept,
            _("Choose one of: {kinds}.").format(kinds=", ".join(error.known)),
        )
    happened, advice = {
        "title": (_("The activity has no title."), _("Type what it was called.")),
        "amount": (
            _("The amount has to be more than 0."),
            _("Type how many units it had, for example 2 for two credits."),
        ),
        "amount-large": (
            _("The amount is larger than any activity can be."),
            _("Type how many units it had, at most {most}.").format(most=MOST_UNITS),
        ),
        "technology": (
            _("Hours on technology cannot be fewer than 0, or more than {most}.").format(
                most=MOST_UNITS
            ),
            _("Type how many of its contact hours were on technology, or 0."),
        ),
    }[error.what]
    return Message(happened, kept, advice)


def _grant_wrong(error: GrantWrong) -> Message:
    return Message(
        _("A renewal granted on {on} cannot run until {until}.").format(
            on=day(error.on), until=day(error.until)
        ),
        _("It was not taken down."),
        _("Look at the two days on the letter of the program."),
    )


def _grant_too_early(error: GrantTooEarly) -> Message:
    if error.certified is None:
        return Message(
            _("You are not certified yet, so nothing can have been renewed."),
            _("It was not taken down."),
            _("If you are certified, tell the day on your certificate first."),
        )
    return Message(
        _("A certification of {certified} cannot have been renewed on {on}.").format(
            certified=day(error.certified), on=day(error.on)
        ),
        _("It was not taken down."),
        _("Look at the day on the letter of the program, and at the one on your certificate."),
    )


SENTENCES: Sentences = {
    ActivityWrong: _activity_wrong,
    GrantWrong: _grant_wrong,
    GrantTooEarly: _grant_too_early,
}
