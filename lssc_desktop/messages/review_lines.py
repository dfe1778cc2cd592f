"""What the command line says about reviews, results and comments."""

from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from lssc_desktop.core.decision import Outcome
from lssc_desktop.core.names import one_line
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.core.program import Program
from lssc_desktop.core.review import About, Review, ReviewedPackage, ReviewMode
from lssc_desktop.core.threads import Thread, ThreadState, decides
from lssc_desktop.core.verdict import Verdict
from lssc_desktop.messages.counts import numbers
from lssc_desktop.messages.days import day
from lssc_desktop.store.reviews import TakenReview


def reviewed_lines(path: Path, review: Review) -> tuple[str, ...]:
    """Say where a review is, what it holds, and of an evaluation whom it is for."""
    evaluation = (_("Give it to the program office, never to the candidate."),)
    is_evaluation = review.mode is ReviewMode.EVALUATION
    where = _("The evaluation is in {path}.") if is_evaluation else _("The review is in {path}.")
    return (
        where.format(path=path),
        _("It is about {package}. {counts}").format(
            package=_package(review.package), counts=_counts(review)
        ),
        *(evaluation if is_evaluation else ()),
    )


def imported_lines(taken: TakenReview, program: Program) -> tuple[str, ...]:
    """Say what a review brought, or why it was not taken in."""
    review = taken.review
    who = one_line(review.reviewer)
    if not taken.ours:
        happened = _("The review by {reviewer} is about another package: {package}.")
        if review.package.program != program.id:
            happened = _(
                "The review by {reviewer} is about a package of another program: {package}."
            )
        return (
            happened.format(reviewer=who, package=_package(review.package)),
            _("It does not belong to this portfolio, so nothing was changed."),
        )
    happened = _("The review by {reviewer} of {package} was taken in. {counts}")
    if review.result is not None:
        happened = _("The result by {reviewer} on {package} was taken in. {counts}")
    lines = (
        happened.format(reviewer=who, package=_package(review.package), counts=_counts(review)),
        _("It is kept as {path}.").format(path=taken.path),
    )
    if review.result is None:
        return lines
    if not decides(taken.portfolio, review):
        return (*lines, decides_nothing())
    return (*lines, outcome_line(review.result.outcome, review.result.asked))


def decides_nothing() -> str:
    """Say what a result on a copy for staff comes to."""
    return _("It is about a copy for staff, so it decides nothing: the set stays as it is.")


def combined_lines(path: Path | None, found: Verdict, outcome: Outcome | None) -> tuple[str, ...]:
    """Say what evaluations came to, and where the result is."""
    count = _("{met} of {total} count as met, {partial} as partially met, {not_met} as not met.")
    lines = (
        count.format(
            met=found.forecast.met,
            total=found.forecast.total,
            partial=found.forecast.partial,
            not_met=found.forecast.not_met,
        ),
    )
    if outcome is None or path is None:
        return (
            *lines,
            _("The evaluators do not agree on {numbers}.").format(numbers=_row(found.disputed)),
            _("The program asks for a third evaluator. No result was made."),
        )
    asked = found.asked if outcome is Outcome.REVISION_ASKED else ()
    return (*lines, outcome_line(outcome, asked), _("The result is in {path}.").format(path=path))


def outcome_line(outcome: Outcome, asked: tuple[int, ...]) -> str:
    """Say what the program decided."""
    if outcome is Outcome.ACHIEVED:
        return _("The set is achieved.")
    if outcome is Outcome.NOT_ACHIEVED:
        return _("The set is not achieved. The program advises to take a course.")
    if not asked:
        return _("The program asks for more.")
    return _("The program asks for more on {numbers}.").format(numbers=_row(asked))


def comment_lines(threads: Iterable[Thread]) -> tuple[str, ...]:
    """Say each comment in two lines, with its id and what became of it."""
    lines: list[str] = []
    for thread in threads:
        comment = thread.comment
        lines.append(
            _("{id}: {reviewer} on {place}, {day} ({state})").format(
                id=comment.id,
                reviewer=one_line(thread.reviewer),
                place=_place(comment.about),
                day=day(thread.day),
                state=_state(thread.state),
            )
        )
        lines.append(f"  {one_line(comment.text)}")
        if thread.answer is not None and thread.answer.text:
            said = one_line(thread.answer.text)
            lines.append("  " + _("Your answer: {text}").format(text=said))
    return tuple(lines) or (_("There are no comments."),)


def answered_lines(thread: Thread) -> tuple[str, ...]:
    """Say how a comment stands after an answer."""
    return (
        _("The comment of {reviewer} on {place} is now: {state}.").format(
            reviewer=one_line(thread.reviewer),
            place=_place(thread.comment.about),
            state=_state(thread.state),
        ),
    )


def _package(package: ReviewedPackage) -> str:
    title, candidate = one_line(package.set_title), one_line(package.candidate)
    if package.kind is PackageKind.REVIEW_COPY:
        return _("review copy {copy} of {set} by {candidate}").format(
            copy=package.copy, set=title, candidate=candidate
        )
    return _("the portfolio for {set} by {candidate}").format(set=title, candidate=candidate)


def _counts(review: Review) -> str:
    comments, ratings = len(review.comments), len(review.ratings)
    return _("{comments}, {ratings}.").format(
        comments=ngettext("{count} comment", "{count} comments", comments).format(count=comments),
        ratings=ngettext("{count} rating", "{count} ratings", ratings).format(count=ratings),
    )


def _place(about: About) -> str:
    if about.evidence:
        return _("“{file}”").format(file=one_line(about.name or about.evidence))
    if about.competency is None:
        return _("the learning statement")
    return numbers(str(about.competency))


def _row(found: tuple[int, ...]) -> str:
    return numbers(" ".join(str(number) for number in found))


def _state(state: ThreadState) -> str:
    words = {
        ThreadState.OPEN: _("waits for your answer"),
        ThreadState.ANSWERED: _("answered"),
        ThreadState.SETTLED: _("settled"),
        ThreadState.ASKED_AGAIN: _("asked again"),
    }
    return words[state]
