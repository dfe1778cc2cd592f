"""What the window says about evaluations that are combined."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.decision import Outcome
from lssc_desktop.core.program import Program
from lssc_desktop.core.verdict import Verdict
from lssc_desktop.messages.counts import listed, numbers
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.review_lines import outcome_line


def evaluators_line(names: Sequence[str]) -> str:
    """Say whose evaluations are combined."""
    if not names:
        return _("No evaluation yet.")
    return _("Evaluations by {names}.").format(names=listed(tuple(names)))


def need_evaluations(program: Program, given: int) -> str:
    """Say how many evaluations are still needed."""
    missing = program.pass_rule.evaluators - given
    return ngettext(
        "{program} asks for {needed} evaluators. Add the file of {count} more.",
        "{program} asks for {needed} evaluators. Add the files of {count} more.",
        missing,
    ).format(program=program.short_name, needed=program.pass_rule.evaluators, count=missing)


def verdict_words(found: Verdict) -> tuple[str, str]:
    """Say what the evaluations come to, and how: a title and a text."""
    counts = _("{met} of {total} count as met, {partial} as partially met, {not_met} as not met.")
    text = counts.format(
        met=found.forecast.met,
        total=found.forecast.total,
        partial=found.forecast.partial,
        not_met=found.forecast.not_met,
    )
    if found.outcome is None:
        disputed = " ".join(map(str, found.disputed))
        title = _("The evaluators do not agree on {numbers}.").format(numbers=numbers(disputed))
        more = _("The program asks for a third evaluator: add that file too.")
        return title, f"{text} {more}"
    asked = found.asked if found.outcome is Outcome.REVISION_ASKED else ()
    return outcome_line(found.outcome, asked), text


def why_not_saved(found: Verdict | None, office: str) -> str:
    """Say beside the button why there is no result to save yet; "" when there is one."""
    if found is None:
        return _("The evaluations above come first.")
    if found.outcome is None:
        return _("The third evaluation comes first.")
    return "" if office.strip() else _("Say who decides first.")


def together_word(found: Verdict, number: int) -> str:
    """Say what the ratings of one competency come to."""
    if number in found.disputed:
        return _("Third evaluator")
    rating = next((item.rating for item in found.ratings if item.competency == number), None)
    if number in found.asked and found.outcome is Outcome.REVISION_ASKED:
        return _("Needs more")
    return rating_word(rating)
