"""Forecasts and combined evaluations in words: pass rule, shortest way to pass, result."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.program import PassDemand, PassRule, Program
from lssc_desktop.core.program.reviewing import ReviewRules
from lssc_desktop.core.program.schema import (
    EvaluatorDisagreement,
    PassRounding,
    Rating,
    Route,
    ThreeRatings,
)
from lssc_desktop.core.review.refusals import RatingNotInUse
from lssc_desktop.core.review.review import Review
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.courses import closed_sentence
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import competency_list
from lssc_desktop.values import dataclass

if TYPE_CHECKING:  # who only starts has no forecast
    from lssc_desktop.core.review.evaluation import Forecast, Improvement, Verdict


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One part of the pass rule: what it asks, where the set stands, whether that is enough.

    It is `undecided` where it is not enough only because ratings are missing.
    """

    asks: str
    stands: str
    fulfilled: bool
    undecided: bool = False


def rating_word(rating: Rating | None) -> str:
    """Name a rating; None is a competency that nobody rated."""
    if rating is None:
        return _("Not rated")
    return {
        Rating.MET: _("Met"),
        Rating.PARTIAL: _("Partially met"),
        Rating.NOT_MET: _("Not met"),
    }[rating]


def forecast_verdict(forecast: "Forecast") -> str:
    """Answer "Would it pass today?" by what the candidate thinks: nobody else rated it."""
    return _("By your ratings: enough") if forecast.passes else _("By your ratings: not yet")


def forecast_basis(program: Program, forecast: "Forecast") -> str:
    """Say what a forecast rests on, that it decides nothing, and whether portfolios are taken."""
    said = ngettext(
        "Based on your own rating of the {count} {competency}. {Evaluators} decide.",
        "Based on your own ratings of the {count} {competencies}. {Evaluators} decide.",
        forecast.total,
    ).format(count=forecast.total)
    if program.takes(Route.PORTFOLIO):
        return said
    return f"{said} {closed_sentence(program, Route.PORTFOLIO)}"


def needed_label(forecast: "Forecast") -> str:
    """Label the line in the bar from which on there are enough."""
    return _("{count} met needed").format(count=forecast.needed)


def rule_lines(rule: PassRule, forecast: "Forecast") -> tuple[RuleLine, ...]:
    """Say the parts of the pass rule: met, partially met where there is that, not met."""
    short = forecast.needed - forecast.met
    over = forecast.partial - forecast.partial_allowed
    over_not = forecast.not_met - forecast.not_met_allowed
    asks = (
        _("All met: {needed} of {total}")
        if rule.rule is PassDemand.ALL
        else _("At least {percent}% met: {needed} of {total}")
    ).format(percent=_percentage(rule.met_percent), needed=forecast.needed, total=forecast.total)
    lines = (
        RuleLine(asks, _stand(forecast.met, _short_by(short) if short > 0 else ""), short <= 0),
        RuleLine(
            _("At most {percent}% partially met: {allowed} of {total}").format(
                percent=_percentage(rule.partial_percent),
                allowed=forecast.partial_allowed,
                total=forecast.total,
            ),
            _stand(forecast.partial, _over_by(over) if over > 0 else ""),
            over <= 0,
        ),
        RuleLine(
            _not_met_rule(forecast.not_met_allowed),
            _not_met(forecast, over_not),
            over_not <= 0,
            undecided=0 < over_not <= forecast.unrated,
        ),
    )
    has_partial = Rating.PARTIAL in rule.scale and rule.rule is not PassDemand.ALL
    return lines if has_partial else (lines[0], lines[2])


def shortest_way_sentence(moves: "Sequence[Improvement]") -> str:
    """Say the shortest way to pass; "" when there is nothing left to do."""
    return " ".join(part for part in shortest_way_parts(moves) if part)


def shortest_way_parts(moves: "Sequence[Improvement]") -> tuple[str, str]:
    """Say the shortest way to pass as a beginning to stress and the rest; both may be ""."""
    met = _numbers_text(moves, Rating.MET)
    partial = _numbers_text(moves, Rating.PARTIAL)
    if met and partial:
        way = _("raise {met} to met, and {partial} to at least partially met.").format(
            met=met, partial=partial
        )
    elif met:
        way = _("raise {met} to met.").format(met=met)
    elif partial:
        way = _("raise {partial} to at least partially met.").format(partial=partial)
    else:
        return "", ""
    return _("Shortest way:"), way


def rounding_sentence(program: Program, forecast: "Forecast") -> str:
    """Say how the percentage became a whole number; "" where it is one by itself."""
    from lssc_desktop.core.review.evaluation import is_rounded

    rule = program.pass_rule
    if not is_rounded(rule, forecast.total):
        return ""
    disputed = any(
        option.id == "pass-rounding" and len(option.among) > 1 for option in program.options
    )
    up = program.option("pass-rounding") != PassRounding.DOWN
    if disputed:
        said = (
            _("We round {percent}% of {total} up to {needed}; the program doesn’t say how.")
            if up
            else _("We round {percent}% of {total} down to {needed}; the program doesn’t say how.")
        )
    else:
        said = (
            _("The program rounds {percent}% of {total} up to {needed}.")
            if up
            else _("The program rounds {percent}% of {total} down to {needed}.")
        )
    return said.format(
        percent=_percentage(rule.met_percent), total=forecast.total, needed=forecast.needed
    )


def _not_met_rule(allowed: int) -> str:
    if not allowed:
        return _("None not met")
    return ngettext("At most {count} not met", "At most {count} not met", allowed).format(
        count=allowed
    )


def _stand(count: int, *more: str) -> str:
    return ", ".join((_("you have {count}").format(count=count), *filter(None, more)))


def _short_by(count: int) -> str:
    return ngettext("{count} short", "{count} short", count).format(count=count)


def _over_by(count: int) -> str:
    return ngettext("{count} over", "{count} over", count).format(count=count)


def _not_met(forecast: "Forecast", over: int) -> str:
    unrated = forecast.unrated
    if unrated and unrated == forecast.not_met:  # which nobody has called "not met"
        return ngettext("{count} not rated yet", "{count} not rated yet", unrated).format(
            count=unrated
        )
    of_them = ngettext(
        "{count} of them not rated yet", "{count} of them not rated yet", unrated
    ).format(count=unrated)
    return _stand(
        forecast.not_met,
        _over_by(over) if over > 0 and forecast.not_met_allowed else "",
        of_them if unrated else "",
    )


def _numbers_text(moves: "Sequence[Improvement]", to: Rating) -> str:
    return competency_list([move.number for move in moves if move.to is to])


def _percentage(percent: Decimal) -> str:
    """A percentage without zeros that say nothing: 70, 66.5."""
    return f"{percent.normalize():f}"


# Combined evaluations ---------------------------------------------------------------------------


def verdict_words(found: "Verdict") -> tuple[str, str]:
    """Say what the evaluations come to, and how: a title and a text."""
    # Who evaluates has these sentences loaded; a portfolio opens without them.
    from lssc_desktop.messages.review_files import outcome_line, ratings_counted

    text = ratings_counted(found.forecast)
    if found.outcome is None:
        disputed = competency_list(found.disputed)
        title = _("The {evaluators} don’t agree on {numbers}.").format(numbers=disputed)
        more = (
            _("The whole panel decides: add the file that speaks for it.")
            if found.to_panel
            else _("The program requires a third {evaluator}: add that file too.")
        )
        return title, f"{text} {more}"
    asked = found.asked if found.outcome is Outcome.REVISION_ASKED else ()
    return outcome_line(found.outcome, asked), text


def beside_offer(count: int) -> str:
    """Offer the evaluations that lie beside the package."""
    return ngettext(
        "Add {count} found next to the package", "Add {count} found next to the package", count
    ).format(count=count)


def comment_count(count: int) -> str:
    """Say over the comments of evaluators how many there are, and that they go out."""
    return ngettext(
        "{count} comment goes to the candidate. Clear its box to leave it out.",
        "{count} comments go to the candidate. Clear the box of any you want to leave out.",
        count,
    ).format(count=count)


def together_word(found: "Verdict", number: int) -> str:
    """Say what the ratings of one competency come to."""
    if number in found.disputed:
        return _("Panel") if found.to_panel else _("Third {evaluator}")
    rating = next((item.rating for item in found.ratings if item.competency == number), None)
    if number in found.asked and found.outcome is Outcome.REVISION_ASKED:
        return _("Needs more")
    return rating_word(rating)


def three_ratings_line(program: Program, found: "Verdict | None" = None) -> str:
    """Say how more ratings than those of the evaluators are read, and if somebody chose it so."""
    who = "" if found is None or not found.decided_by else _decider_line(program, found)
    if program.disagreement == EvaluatorDisagreement.PANEL:
        return f"{who} {decider_rule(program)}".strip()
    option = next((item for item in program.options if item.id == "three-ratings"), None)
    if option is not None and option.note:
        return f"{who} {option.note}".strip()
    if option is not None and option.choice == ThreeRatings.THIRD:
        return f"{who} {decider_rule(program)}".strip()
    return _("{program} doesn’t say how to combine three ratings. We use the middle one.").format(
        program=program.short_name
    )


def decider_rule(program: Program) -> str:
    """Say what the evaluation of the panel, or of the third evaluator, decides."""
    if program.disagreement == EvaluatorDisagreement.PANEL:
        return _("Where {evaluators} differ, the panel’s evaluation decides.")
    return _("Where the first two differ, the rating of the third {evaluator} counts alone.")


def decider_word(program: Program) -> str:
    """Name what a reviewer does whose evaluation decides where others differ."""
    if program.disagreement == EvaluatorDisagreement.PANEL:
        return _("Evaluate for the panel")
    return _("Evaluate as the third {evaluator}")


def decider_field(program: Program) -> str:
    """Name the choice of the evaluation that decides, where none says that it does."""
    if program.disagreement == EvaluatorDisagreement.PANEL:
        return _("The &panel’s evaluation")
    return _("The &third {evaluator}’s evaluation")


def _decider_line(program: Program, found: "Verdict") -> str:
    is_panel = program.disagreement == EvaluatorDisagreement.PANEL
    if found.decider_named:
        said = (
            _("You said that the panel’s evaluation is the one by {name}.")
            if is_panel
            else _("You said that the third {evaluator} is {name}.")
        )
    elif is_panel:
        said = _("The panel’s evaluation is the one by {name}.")
    else:
        said = _("The third {evaluator} is {name}.")
    return said.format(name=one_line(found.decided_by))


# Evaluations that cannot be combined ------------------------------------------------------------


def review_rule_lines(rules: ReviewRules) -> Iterator[tuple[str, str]]:
    """Say how an office reviews, as far as others have to know it: a label and a text each."""
    if rules.blind:
        yield "", _("{Evaluators} don’t see who the candidate is.")
    if rules.conflict_question:
        yield _("Before an evaluation, we ask:"), rules.conflict_question
    if rules.keep_years is not None:
        said = ngettext(
            "The office can delete a package {years} year after its decision.",
            "The office can delete a package {years} years after its decision.",
            rules.keep_years,
        )
        yield "", said.format(years=rules.keep_years)
    for level in rules.rubric:
        yield f"{rating_word(level.rating)}:", level.text
    if rules.comments:
        yield _("Standard comments:"), word_list(tuple(each.title for each in rules.comments))
    if rules.letter_head:
        yield _("Letterhead:"), ", ".join(rules.letter_head)
    if rules.note:
        yield "", rules.note


def conflict_lines(program: Program, evaluations: Sequence[Review]) -> tuple[str, ...]:
    """Say what evaluators answered about a conflict of interest; nothing where none is asked."""
    if not program.reviews.conflict_question or not evaluations:
        return ()
    from lssc_desktop.core.review.evaluation import declared_conflicts

    lines = [
        _("{name} declares a conflict of interest: {words}").format(
            name=one_line(each.reviewer),
            words=one_line(each.conflict.words) or _("no reason given"),
        )
        for each in declared_conflicts(evaluations)
        if each.conflict is not None
    ]
    silent = tuple(one_line(each.reviewer) for each in evaluations if each.conflict is None)
    if silent:
        lines.append(
            ngettext(
                "{names} didn’t answer whether there’s a conflict of interest.",
                "{names} didn’t answer whether there’s a conflict of interest.",
                len(silent),
            ).format(names=word_list(silent))
        )
    if not lines:
        lines.append(_("No {evaluator} declares a conflict of interest."))
    return tuple(lines)


@message_for.register
def _rating_not_in_use(error: RatingNotInUse) -> Message:
    known = word_list(tuple(rating_word(rating).lower() for rating in error.scale))
    facts = {"rating": rating_word(error.rating).lower(), "number": error.number}
    if error.reviewer:
        happened = _("{reviewer} rated {competency} {number} as {rating}.").format(
            reviewer=one_line(error.reviewer), **facts
        )
        meaning = _("No result was made.")
    else:
        said = _("This program doesn’t have the rating {rating} for {competency} {number}.")
        happened = said.format(**facts)
        meaning = _("No review was made.")
    return Message(happened, meaning, _("The ratings are: {ratings}.").format(ratings=known))
