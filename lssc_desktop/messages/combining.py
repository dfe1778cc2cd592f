"""What is said when evaluations cannot be combined, and what came of them."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.combining import (
    EvaluationElsewhere,
    EvaluationsTooFew,
    EvaluatorTwice,
    NoEvaluation,
    RatingsMissing,
)
from lssc_desktop.core.names import one_line
from lssc_desktop.core.options import ThreeRatings
from lssc_desktop.core.program import Program
from lssc_desktop.messages.counts import numbers
from lssc_desktop.messages.message import Message, Sentences


def _too_few(error: EvaluationsTooFew) -> Message:
    needed = ngettext(
        "The program asks for {needed} evaluator, and files of {given} were given.",
        "The program asks for {needed} evaluators, and files of {given} were given.",
        error.needed,
    ).format(needed=error.needed, given=error.given)
    if error.third:
        advice = _("Give one file for each of them, and one more when they do not agree.")
    else:
        advice = _("Give one file for each of them.")
    return Message(needed, _("No result was made."), advice)


def _no_evaluation(error: NoEvaluation) -> Message:
    return Message(
        _("The file of {reviewer} is no evaluation.").format(reviewer=one_line(error.reviewer)),
        _("Comments of staff and results of an office are not counted as ratings."),
        _("Ask for a file that was made with the option for evaluators."),
    )


def _elsewhere(error: EvaluationElsewhere) -> Message:
    return Message(
        _("{reviewer} has evaluated another package.").format(reviewer=one_line(error.reviewer)),
        _("Ratings of different packages cannot be combined, even of the same set."),
        _("Give all evaluators the same file, and combine what they send back."),
    )


def _twice(error: EvaluatorTwice) -> Message:
    return Message(
        _("Two of the files are by {reviewer}.").format(reviewer=one_line(error.reviewer)),
        _("One person counts as one evaluator."),
        _("Leave one of them out. Two people of one name need to write it differently."),
    )


def _missing(error: RatingsMissing) -> Message:
    return Message(
        _("The evaluation of {reviewer} has no rating for {numbers}.").format(
            reviewer=one_line(error.reviewer),
            numbers=numbers(" ".join(str(number) for number in error.numbers)),
        ),
        _("A set is decided on when every competency is rated."),
        _("Ask for the missing ratings, then combine again."),
    )


def three_ratings_line(program: Program) -> str:
    """Say how the ratings of three evaluators are read, and that somebody chose it so."""
    option = next((item for item in program.options if item.id == "three-ratings"), None)
    if option is not None and option.note:
        return option.note
    if option is not None and option.choice == ThreeRatings.THIRD:
        return _("Where the first two differ, the rating of the third evaluator counts alone.")
    return _(
        "{program} does not say how three ratings are read. We take the one in the middle."
    ).format(program=program.short_name)


SENTENCES: Sentences = {
    EvaluationsTooFew: _too_few,
    NoEvaluation: _no_evaluation,
    EvaluationElsewhere: _elsewhere,
    EvaluatorTwice: _twice,
    RatingsMissing: _missing,
}
