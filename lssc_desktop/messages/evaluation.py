"""The forecast of the pass rule and the shortest way to pass, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.evaluation import Forecast, Move, is_rounded
from lssc_desktop.core.options import PassRounding
from lssc_desktop.core.portfolio import Rating
from lssc_desktop.core.program import PassRule, Program
from lssc_desktop.messages.counts import listed


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


def question() -> str:
    """Ask what a forecast answers."""
    return _("Would it pass today?")


def verdict(forecast: Forecast) -> str:
    """Answer "Would it pass today?"."""
    return _("Yes") if forecast.passes else _("Not yet")


def basis(forecast: Forecast) -> str:
    """Say what a forecast rests on, and that it decides nothing."""
    return ngettext(
        "From your own ratings of the {count} competency. Evaluators decide.",
        "From your own ratings of the {count} competencies. Evaluators decide.",
        forecast.total,
    ).format(count=forecast.total)


def needed_label(forecast: Forecast) -> str:
    """Label the line in the bar from which on there are enough."""
    return _("{count} met needed").format(count=forecast.needed)


def competency_count(forecast: Forecast) -> str:
    """Say how many competencies a forecast is about."""
    return ngettext("{count} competency", "{count} competencies", forecast.total).format(
        count=forecast.total
    )


def rule_lines(rule: PassRule, forecast: Forecast) -> tuple[RuleLine, ...]:
    """Say the three parts of the pass rule: met, partially met, not met."""
    short = forecast.needed - forecast.met
    over = forecast.partial - forecast.partial_allowed
    over_not = forecast.not_met - forecast.not_met_allowed
    return (
        RuleLine(
            _("At least {percent}% met: {needed} of {total}").format(
                percent=_plain(rule.met_percent), needed=forecast.needed, total=forecast.total
            ),
            _have(forecast.met, _short(short) if short > 0 else ""),
            short <= 0,
        ),
        RuleLine(
            _("At most {percent}% partially met: {allowed} of {total}").format(
                percent=_plain(rule.partial_percent),
                allowed=forecast.partial_allowed,
                total=forecast.total,
            ),
            _have(forecast.partial, _over(over) if over > 0 else ""),
            over <= 0,
        ),
        RuleLine(
            _not_met_rule(forecast.not_met_allowed),
            _not_met(forecast, over_not),
            over_not <= 0,
            undecided=0 < over_not <= forecast.unrated,
        ),
    )


def shortest_way_sentence(moves: Sequence[Move]) -> str:
    """Say the shortest way to pass; "" when there is nothing left to do."""
    return " ".join(part for part in shortest_way_parts(moves) if part)


def shortest_way_parts(moves: Sequence[Move]) -> tuple[str, str]:
    """Say the shortest way to pass as a beginning to stress and the rest; both may be ""."""
    met = _numbers(moves, Rating.MET)
    partial = _numbers(moves, Rating.PARTIAL)
    if met and partial:
        way = _("bring {met} to met, and answer {partial} at least in part.").format(
            met=met, partial=partial
        )
    elif met:
        way = _("bring {met} to met.").format(met=met)
    elif partial:
        way = _("answer {partial} at least in part.").format(partial=partial)
    else:
        return "", ""
    return _("Shortest way:"), way


def rounding_sentence(program: Program, forecast: Forecast) -> str:
    """Say how the percentage became a whole number; "" where it is one by itself."""
    rule = program.pass_rule
    if not is_rounded(rule, forecast.total):
        return ""
    disputed = any(
        option.id == "pass-rounding" and len(option.among) > 1 for option in program.options
    )
    up = PassRounding(program.option("pass-rounding")) is PassRounding.UP
    if disputed:
        said = (
            _("We round {percent}% of {total} up to {needed}, the program does not say how.")
            if up
            else _("We round {percent}% of {total} down to {needed}, the program does not say how.")
        )
    else:
        said = (
            _("The program rounds {percent}% of {total} up to {needed}.")
            if up
            else _("The program rounds {percent}% of {total} down to {needed}.")
        )
    return said.format(
        percent=_plain(rule.met_percent), total=forecast.total, needed=forecast.needed
    )


def _not_met_rule(allowed: int) -> str:
    if not allowed:
        return _("None not met")
    return ngettext("At most {count} not met", "At most {count} not met", allowed).format(
        count=allowed
    )


def _have(count: int, *more: str) -> str:
    return ", ".join((_("you have {count}").format(count=count), *filter(None, more)))


def _short(count: int) -> str:
    return ngettext("{count} short", "{count} short", count).format(count=count)


def _over(count: int) -> str:
    return ngettext("{count} over", "{count} over", count).format(count=count)


def _not_met(forecast: Forecast, over: int) -> str:
    unrated = forecast.unrated
    if unrated and unrated == forecast.not_met:  # which nobody has called "not met"
        return ngettext("{count} not rated yet", "{count} not rated yet", unrated).format(
            count=unrated
        )
    of_them = ngettext(
        "{count} of them not rated yet", "{count} of them not rated yet", unrated
    ).format(count=unrated)
    return _have(
        forecast.not_met,
        _over(over) if over > 0 and forecast.not_met_allowed else "",
        of_them if unrated else "",
    )


def _numbers(moves: Sequence[Move], to: Rating) -> str:
    names = (_("no. {number}").format(number=move.number) for move in moves if move.to is to)
    return listed(tuple(names))


def _plain(percent: Decimal) -> str:
    """A percentage without zeros that say nothing: 70, 66.5."""
    return f"{percent.normalize():f}"
