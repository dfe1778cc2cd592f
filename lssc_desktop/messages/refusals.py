"""Refusals of core in words: what cannot be entered, found, counted or decided."""

from decimal import Decimal

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.portfolio.candidate_edits import (
    HOURS_OF_A_WEEK,
    MOST_UNITS,
    ActivityWrong,
    ElectivesWrong,
    GrantTooEarly,
    GrantWrong,
    NameMissing,
    NotEntered,
    WorkUnlikely,
)
from lssc_desktop.core.portfolio.edits import NoSetForAgreement
from lssc_desktop.core.portfolio.progress import (
    CompetencyUnknown,
    EvidenceUnknown,
    ResponsesNotNeeded,
    SetUnknown,
    StatementNotNeeded,
    StatementWithoutEvidence,
)
from lssc_desktop.core.program.schema import EvaluatorDisagreement
from lssc_desktop.core.review.evaluation import (
    DeciderNotNamed,
    EvaluationElsewhere,
    EvaluationsTooFew,
    EvaluatorTwice,
    MadeByOtherRules,
    NobodyDecides,
    NoEvaluation,
    RatingNotInUse,
    RatingsMissing,
)
from lssc_desktop.core.review.review import CommentUnknown
from lssc_desktop.core.time.certification import NothingToNotify
from lssc_desktop.core.time.clock import NothingToAppeal
from lssc_desktop.core.time.money import (
    MOST_FEE,
    ApplicantUnclear,
    FeeAmbiguous,
    FeeUnclear,
    NoPurchaseOrder,
)
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import competency_list, guess_line, shown_file


@message_for.register
def _work_unlikely(error: WorkUnlikely) -> Message:
    happened, advice = {
        "employer": (
            _("The employer is missing."),
            _("Enter the name of the library."),
        ),
        "begun": (
            _("The start date is missing."),
            _("Enter the date this work started."),
        ),
        "days": (
            _("The end date is before the start date."),
            _("Check both dates. Leave the end date blank if you still work there."),
        ),
        "hours": (
            _("That’s more hours than there are in a week."),
            _("Enter hours per week, more than 0 and at most {most}.").format(most=HOURS_OF_A_WEEK),
        ),
    }[error.what]
    return Message(happened, _("It wasn’t saved."), advice)


@message_for.register
def _electives_wrong(error: ElectivesWrong) -> Message:
    choice = _("Choose {needed} of {offered}.").format(
        needed=error.needed, offered=word_list(error.offered)
    )
    if error.unknown:
        first = error.unknown[0]
        return Message(
            _("The program has no elective called “{name}”.").format(name=first),
            advice=guess_line(first, error.offered) or choice,
        )
    if error.twice:
        happened = _("You named {names} more than once.").format(names=word_list(error.twice))
    else:
        happened = ngettext(
            "You named {count} elective.", "You named {count} electives.", error.chosen
        ).format(count=error.chosen)
    return Message(
        happened,
        _("Nothing was changed."),
        choice,
    )


@message_for.register
def _name_missing(_error: NameMissing) -> Message:
    return Message(
        _("The name is missing."),
        _("No portfolio was started, because a package must say whose it is."),
        _("Start again with your name."),
    )


@message_for.register
def _activity_wrong(error: ActivityWrong) -> Message:
    kept = _("It wasn’t saved.")
    if error.what == "kind":
        if not error.known:
            return Message(
                _("Your program file has no renewal rule, so no activity can count."),
                kept,
                _("Ask the program office what it accepts."),
            )
        return Message(
            _("Your program has no kind of activity called “{kind}”.").format(kind=error.given),
            advice=guess_line(error.given, error.known)
            or _("Choose one of: {kinds}.").format(kinds=", ".join(error.known)),
        )
    happened, advice = {
        "title": (_("The activity has no title."), _("Enter what it was called.")),
        "amount": (
            _("The amount must be more than 0."),
            _("Enter how many units it had, for example 2 for two credits."),
        ),
        "amount-large": (
            _("The amount is too large for one activity."),
            _("Enter how many units it had, at most {most}.").format(most=MOST_UNITS),
        ),
        "technology": (
            _("Technology hours can’t be less than 0 or more than {most}.").format(most=MOST_UNITS),
            _("Enter how many of its contact hours were on technology, or 0."),
        ),
    }[error.what]
    return Message(happened, kept, advice)


@message_for.register
def _not_entered(error: NotEntered) -> Message:
    happened = {
        "employer": _("No work at “{name}” is entered."),
        "activity": _("No activity called “{name}” is entered."),
        "renewed": _("No renewal granted on {name} is entered."),
    }[error.what].format(name=error.given)
    known = ", ".join(dict.fromkeys(error.known[:_MOST_IDS]))
    advice = (
        _("These are entered: {known}.").format(known=known)
        if known
        else _("Nothing of this kind is entered.")
    )
    guess = guess_line(error.given, error.known)
    return Message(happened, _("Nothing was removed."), guess or advice)


@message_for.register
def _grant_wrong(error: GrantWrong) -> Message:
    return Message(
        _("A renewal granted on {on} can’t end on {until}.").format(
            on=long_day(error.on), until=long_day(error.until)
        ),
        _("It wasn’t saved."),
        _("Check both dates on the program’s letter."),
    )


@message_for.register
def _grant_too_early(error: GrantTooEarly) -> Message:
    if error.certified is None:
        return Message(
            _("You aren’t certified yet, so nothing can have been renewed."),
            _("It wasn’t saved."),
            _("If you’re certified, enter the date on your certificate first."),
        )
    return Message(
        _("A certification dated {certified} can’t have been renewed on {on}.").format(
            certified=long_day(error.certified), on=long_day(error.on)
        ),
        _("It wasn’t saved."),
        _("Check the date on the program’s letter and the one on your certificate."),
    )


# Sets, competencies and comments that are not there ---------------------------------------------


@message_for.register
def _set_unknown(error: SetUnknown) -> Message:
    return Message(
        _("This portfolio has no set called “{set}”.").format(set=error.set_id),
        advice=guess_line(error.set_id, error.known)
        or _("The sets are {sets}.").format(sets=word_list(error.known)),
    )


@message_for.register
def _evidence_unknown(error: EvidenceUnknown) -> Message:
    return Message(
        _("This portfolio has no evidence called {name}.").format(name=shown_file(error.name)),
        advice=guess_line(error.name, error.known)
        or _("Check the names in the Evidence folder, or add the file first."),
    )


@message_for.register
def _statement_without_evidence(error: StatementWithoutEvidence) -> Message:
    return Message(
        _("{program} doesn’t use evidence for a statement.").format(program=error.program),
        _("Nothing was added."),
        _("Attach the file to a competency."),
    )


@message_for.register
def _statement_not_needed(error: StatementNotNeeded) -> Message:
    happened = _("{program} needs no statement, so nothing was changed.")
    return Message(happened.format(program=error.program))


@message_for.register
def _responses_not_needed(error: ResponsesNotNeeded) -> Message:
    if not error.statement:
        happened = _("{program} needs no responses to competencies, so nothing was changed.")
    else:
        happened = _(
            "{program} needs no responses to competencies, so nothing was changed: "
            "put it in “{statement}” instead."
        )
    return Message(happened.format(program=error.program, statement=error.statement))


@message_for.register
def _competency_unknown(error: CompetencyUnknown) -> Message:
    return Message(
        _("{set} has no competency {number}.").format(set=error.set_title, number=error.number),
        advice=_("Its numbers are {numbers}.").format(numbers=_ranges(error.known)),
    )


def _ranges(known: tuple[int, ...]) -> str:
    """Numbers in a row as "1 to 12", others one by one."""
    first, last = known[0], known[-1]
    if last - first == len(known) - 1 > 1:
        return _("{first} to {last}").format(first=first, last=last)
    return word_list(tuple(str(number) for number in known))


@message_for.register
def _comment_unknown(error: CommentUnknown) -> Message:
    if error.known:
        known = word_list(error.known[:_MOST_IDS])
        all_ = _("The comments are {known}.").format(known=known)
        advice = guess_line(error.comment, error.known) or all_
    else:
        advice = _("There are no comments yet.")
    return Message(_("There’s no comment “{id}”.").format(id=error.comment), advice=advice)


_MOST_IDS = 10
_EXAMPLE_FEE = Decimal("1145.50")


# Fees, orders and appeals -----------------------------------------------------------------------


@message_for.register
def _fee_unclear(error: FeeUnclear) -> Message:
    return Message(
        _("“{typed}” isn’t an amount.").format(typed=error.typed),
        _("It wasn’t saved."),
        _(
            "Enter it like 145 or {example}, at most {most}. If you don’t know, leave it blank."
        ).format(example=number_text(_EXAMPLE_FEE), most=number_text(MOST_FEE)),
    )


@message_for.register
def _fee_ambiguous(error: FeeAmbiguous) -> Message:
    return Message(
        _("“{typed}” can be read in two ways.").format(typed=error.typed),
        _("It wasn’t saved."),
        _("Enter {one} or {other}.").format(
            one=number_text(error.one, decimals=2), other=number_text(error.other)
        ),
    )


@message_for.register
def _no_purchase_order(error: NoPurchaseOrder) -> Message:
    return Message(
        _("The program file for {program} doesn’t say where a purchase order goes.").format(
            program=error.program
        ),
        _("Nothing was saved."),
        _("Ask the program office how an institution can pay."),
    )


@message_for.register
def _applicant_unclear(error: ApplicantUnclear) -> Message:
    happened = (
        _("“{applicant}” isn’t a name with an email address.").format(applicant=error.applicant)
        if error.applicant
        else _("An applicant has no name or email address.")
    )
    return Message(
        happened,
        _("Nothing was saved. The order must name every applicant with an address."),
        _("Enter both for each applicant."),
    )


@message_for.register
def _nothing_to_appeal(error: NothingToAppeal) -> Message:
    return Message(
        _("There’s no decision on {set} to appeal.").format(set=error.set_title),
        _("No letter was written."),
        _("First, enter what the program decided, and when."),
    )


@message_for.register
def _no_set_for_agreement(_error: NoSetForAgreement) -> Message:
    return Message(
        _("The agreement doesn’t cover any of your sets."),
        _("Each one has its own course, or is handed in. Nothing was changed."),
        _("If it covers one of them, name that set."),
    )


@message_for.register
def _nothing_to_notify(error: NothingToNotify) -> Message:
    return Message(
        _("There’s nothing to tell the {program} office yet.").format(program=error.program),
        _(
            "The message is for people who achieved all the sets they need but don’t have "
            "a certificate yet."
        ),
        _("Enter the decisions on your sets first."),
    )


# Evaluations that give no result ----------------------------------------------------------------


@message_for.register
def _evaluations_too_few(error: EvaluationsTooFew) -> Message:
    needed = ngettext(
        "The program requires {needed} evaluator, and you gave files from {given}.",
        "The program requires {needed} evaluators, and you gave files from {given}.",
        error.needed,
    ).format(needed=error.needed, given=error.given)
    if error.disagreement == EvaluatorDisagreement.THIRD_EVALUATOR:
        advice = _("Give one file for each of them, and one more when they disagree.")
    elif error.disagreement == EvaluatorDisagreement.PANEL:
        advice = _("Give one file for each of them, and the panel’s when they disagree.")
    else:
        advice = _("Give one file for each of them.")
    return Message(needed, _("No result was made."), advice)


@message_for.register
def _decider_not_named(error: DeciderNotNamed) -> Message:
    is_panel = error.disagreement == EvaluatorDisagreement.PANEL
    if error.marked:
        said = (
            _("More than one evaluation is the panel’s: those by {names}.")
            if is_panel
            else _("More than one evaluation is the third evaluator’s: those by {names}.")
        )
        happened = said.format(names=word_list(tuple(one_line(name) for name in error.marked)))
        advice = _("Leave out the one that isn’t.")
    else:
        happened = (
            _("None of the evaluations says that it’s the panel’s.")
            if is_panel
            else _("None of the evaluations says that it’s the third evaluator’s.")
        )
        advice = _("Say which one it is. Which one was saved last doesn’t show that.")
    return Message(happened, _("No result was made."), advice)


@message_for.register
def _nobody_decides(_error: NobodyDecides) -> Message:
    return Message(
        _("In this program, no panel or third evaluator decides where evaluators differ."),
        _("No review was made."),
        _("Evaluate without that choice."),
    )


@message_for.register
def _rating_not_in_use(error: RatingNotInUse) -> Message:
    known = word_list(tuple(rating_word(rating).lower() for rating in error.scale))
    facts = {"rating": rating_word(error.rating).lower(), "number": error.number}
    if error.reviewer:
        happened = _("{reviewer} rated competency {number} as {rating}.").format(
            reviewer=one_line(error.reviewer), **facts
        )
        meaning = _("No result was made.")
    else:
        said = _("This program doesn’t have the rating {rating} for competency {number}.")
        happened = said.format(**facts)
        meaning = _("No review was made.")
    return Message(happened, meaning, _("The ratings are: {ratings}.").format(ratings=known))


@message_for.register
def _no_evaluation(error: NoEvaluation) -> Message:
    return Message(
        _("The file from {reviewer} isn’t an evaluation.").format(
            reviewer=one_line(error.reviewer)
        ),
        _("Staff comments and office results don’t count as ratings."),
        _("Ask for a file saved as an evaluation."),
    )


@message_for.register
def _evaluation_elsewhere(error: EvaluationElsewhere) -> Message:
    return Message(
        _("{reviewer} evaluated a different package.").format(reviewer=one_line(error.reviewer)),
        _("You can’t combine ratings of different packages, even for the same set."),
        _("Give all evaluators the same file, and combine what they send back."),
    )


@message_for.register
def _made_by_other_rules(error: MadeByOtherRules) -> Message:
    reviewer = one_line(error.reviewer)
    happened = _("The file by {reviewer} wasn’t made by the rules of {id}, version {version}.")
    if error.rules is not None and error.rules.version != error.wanted.version:
        happened = _(
            "The file by {reviewer} was made by version {other}, not by the rules of {id}, "
            "version {version}."
        )
    names = {"id": error.wanted.program, "version": error.wanted.version}
    other = "" if error.rules is None else one_line(error.rules.version)
    return Message(
        happened.format(reviewer=reviewer, other=other, **names),
        _("Ratings by different rules can’t be compared. Nothing was saved."),
        _("Give {reviewer} the program file and ask for a new one.").format(reviewer=reviewer),
    )


@message_for.register
def _evaluator_twice(error: EvaluatorTwice) -> Message:
    return Message(
        _("Two of the files are by {reviewer}.").format(reviewer=one_line(error.reviewer)),
        _("One person counts as one evaluator."),
        _("Leave one of them out. Two people with the same name need to write it differently."),
    )


@message_for.register
def _ratings_missing(error: RatingsMissing) -> Message:
    return Message(
        _("The evaluation of {reviewer} has no rating for {numbers}.").format(
            reviewer=one_line(error.reviewer),
            numbers=competency_list(error.numbers),
        ),
        _("A set can be decided only when every competency is rated."),
        _("Ask for the missing ratings, then combine again."),
    )


# Stopped ----------------------------------------------------------------------------------------


@message_for.register
def _cancelled(_error: Cancelled) -> Message:
    return Message(
        _("Stopped."),
        _("Nothing half-finished is left behind, and your work wasn’t changed."),
    )
