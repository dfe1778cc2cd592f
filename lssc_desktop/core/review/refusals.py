"""Why evaluations are not combined, and why something is not rated."""

from lssc_desktop.core.errors import By, Counted, LsscError, Says, SaysBy
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.core.program.schema import EvaluatorDisagreement, Rating


class EvaluationsTooFew(LsscError):
    """So many evaluations were given, and the program asks for so many.

    `disagreement` says whether one more may decide: a third evaluator, or the panel.
    """

    given: int
    needed: int
    disagreement: str

    says = Says(
        Counted(
            "The program requires {needed} {evaluator}, and you gave files from {given}.",
            "The program requires {needed} {evaluators}, and you gave files from {given}.",
            "needed",
        ),
        "No result was made.",
        By(
            "disagreement",
            {
                EvaluatorDisagreement.THIRD_EVALUATOR: (
                    "Give one file for each of them, and one more when they disagree."
                ),
                EvaluatorDisagreement.PANEL: (
                    "Give one file for each of them, and the panel’s when they disagree."
                ),
            },
            "Give one file for each of them.",
        ),
    )


class DeciderNotNamed(LsscError):
    """More evaluations than evaluators, and not one of them that says that it decides.

    `disagreement` says whether that is the third evaluator's or the panel's; `marked` are the
    reviewers whose evaluations say so: none, or several.
    """

    disagreement: str
    marked: tuple[str, ...] = ()

    says = SaysBy(
        "marked",
        {
            (): Says(
                By(
                    "disagreement",
                    {
                        EvaluatorDisagreement.PANEL: (
                            "None of the evaluations says that it’s the panel’s."
                        )
                    },
                    "None of the evaluations says that it’s the third {evaluator}’s.",
                ),
                "No result was made.",
                "Say which one it is. Which one was saved last doesn’t show that.",
            )
        },
        Says(
            By(
                "disagreement",
                {
                    EvaluatorDisagreement.PANEL: (
                        "More than one evaluation is the panel’s: those by {marked:lines}."
                    )
                },
                "More than one evaluation is the third {evaluator}’s: those by {marked:lines}.",
            ),
            "No result was made.",
            "Leave out the one that isn’t.",
        ),
    )


class NobodyDecides(LsscError):
    """An evaluation that is to decide, in a program that combines what evaluators say."""

    says = Says(
        "In this program, no panel or third {evaluator} decides where {evaluators} differ.",
        "No review was made.",
        "Evaluate without that choice.",
    )


class NoEvaluation(LsscError):
    """A review by this reviewer that is no evaluation."""

    reviewer: str

    says = Says(
        "The file from {reviewer:line} isn’t an evaluation.",
        "Staff comments and office results don’t count as ratings.",
        "Ask for a file saved as an evaluation.",
    )


class EvaluationElsewhere(LsscError):
    """An evaluation by this reviewer that is about another package."""

    reviewer: str

    says = Says(
        "{reviewer:line} evaluated a different package.",
        "You can’t combine ratings of different packages, even for the same {set}.",
        "Give all {evaluators} the same file, and combine what they send back.",
    )


class EvaluatorTwice(LsscError):
    """Two evaluations by one reviewer."""

    reviewer: str

    says = Says(
        "Two of the files are by {reviewer:line}.",
        "One person counts as one {evaluator}.",
        "Leave one of them out. Two people with the same name need to write it differently.",
    )


class RatingsMissing(LsscError):
    """An evaluation without a rating of these competencies."""

    reviewer: str
    numbers: tuple[int, ...]

    says = Says(
        "The evaluation of {reviewer:line} has no rating for {numbers:competencies}.",
        "{A_set} can be decided only when every {competency} is rated.",
        "Ask for the missing ratings, then combine again.",
    )


class RatingNotInUse(LsscError):
    """A rating that the program does not give; `reviewer` is "" for one that is being given."""

    rating: Rating
    number: int
    scale: tuple[Rating, ...]
    reviewer: str = ""


class MadeByOtherRules(LsscError):
    """An evaluation or a result by this reviewer that was made by other rules than asked for.

    `rules` are its own; None: it doesn't say which, and its ratings don't fit.
    """

    reviewer: str
    rules: RulesId | None
    wanted: RulesId

    says = Says(
        By(
            "is_other_version",
            {
                True: (
                    "The file by {reviewer:line} was made by version {rules.version:line}, not by "
                    "the rules of {wanted.program}, version {wanted.version}."
                )
            },
            "The file by {reviewer:line} wasn’t made by the rules of {wanted.program}, version "
            "{wanted.version}.",
        ),
        "Ratings by different rules can’t be compared. Nothing was saved.",
        "Give {reviewer:line} the program file and ask for a new one.",
    )

    @property
    def is_other_version(self) -> bool:
        """Whether it says another version than was asked for."""
        return self.rules is not None and self.rules.version != self.wanted.version
