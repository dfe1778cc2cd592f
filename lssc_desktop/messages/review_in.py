"""What the candidate's window says about a review file that was dropped on it."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program import Program
from lssc_desktop.core.threads import decides
from lssc_desktop.messages.errors import message_for
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.review_lines import decides_nothing, imported_lines, outcome_line
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.reviews import EvaluationForOffice, TakenReview

_MOST_TOLD = 5


def taken_message(taken: TakenReview, program: Program) -> Message:
    """Say what a review brought, or why it was not taken in."""
    happened, meaning, *_rest = imported_lines(taken, program)
    if not taken.ours:
        return Message(
            happened, meaning, _("Open the portfolio that it is about, then drop it there.")
        )
    result = taken.review.result
    if result is not None:
        if not decides(taken.portfolio, taken.review):
            return Message(happened, decides_nothing(), meaning)
        return Message(happened, outcome_line(result.outcome, result.asked), meaning)
    count = len(taken.review.comments)
    if not count:
        return Message(happened, meaning)
    return Message(
        happened,
        ngettext(
            "{count} comment stands beside your work.",
            "{count} comments stand beside your work.",
            count,
        ).format(count=count),
        _("Answer each in words, or change your work and mark it as answered."),
    )


def several_taken(found: Sequence[TakenReview | LsscError], program: Program) -> Message:
    """Say what several review files brought, and of those that brought nothing why."""
    ours = [each for each in found if isinstance(each, TakenReview) and each.ours]
    comments = {comment.id for each in ours for comment in each.review.comments}
    happened = ngettext(
        "{count} of {total} review files was taken in.",
        "{count} of {total} review files were taken in.",
        len(ours),
    ).format(count=len(ours), total=len(found))
    meaning = ngettext(
        "They bring {count} comment.", "They bring {count} comments.", len(comments)
    ).format(count=len(comments))
    others = [
        message_for(each).happened
        if isinstance(each, LsscError)
        else imported_lines(each, program)[0]
        for each in found
        if each not in ours
    ]
    lines = [meaning, *others[:_MOST_TOLD]]
    if len(others) > _MOST_TOLD:
        more = len(others) - _MOST_TOLD
        lines.append(
            ngettext(
                "So it is with {count} more file.", "So it is with {count} more files.", more
            ).format(count=more)
        )
    advice = _("What was not taken in has changed nothing.") if others else ""
    return Message(happened, " ".join(lines), advice)


def no_portfolio_open(path: str) -> Message:
    """Say that a review needs the portfolio that it is about."""
    return Message(
        _("{name} is a review, and no portfolio is open.").format(name=shown_file(path)),
        _("Nothing was changed."),
        _("Open the portfolio that it is about, then drop the review on this window again."),
    )


def show_comments() -> str:
    """The button that leads to the first comment."""
    return _("Show the first comment")


def _for_office(error: EvaluationForOffice) -> Message:
    return Message(
        _("{name} is an evaluator’s file for the program office.").format(
            name=shown_file(error.path)
        ),
        _("It was not taken in. Nothing in your portfolio changed."),
        _("Give it to the program office. The office sends you the result."),
    )


SENTENCES: Sentences = {EvaluationForOffice: _for_office}
