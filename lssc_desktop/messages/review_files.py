"""Review files in words: what one brought, how a review goes on, why one is refused."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rules_id import RulesState
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import Forecast, MissingParts
from lssc_desktop.core.review.review import (
    About,
    Review,
    ReviewedPackage,
    ReviewMode,
    Thread,
    ThreadState,
    is_decision,
    shown_ids,
)
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.rules import rules_line
from lssc_desktop.messages.signatures import signature_line
from lssc_desktop.messages.words import (
    competency_list,
    printable,
    review_counts,
    shown_file,
)
from lssc_desktop.package.judging import RulesNotKnown
from lssc_desktop.store.review_file import TakenReview

_MOST_REFUSED = 5


def taken_message(taken: TakenReview, program: Program) -> Message:
    """Say what a review brought, or why it was not taken in."""
    happened, meaning, *_rest = imported_lines(taken, program)
    signed = signature_line(taken.signature)
    if not taken.ours:
        return Message(happened, meaning, _("Open the {portfolio} it’s about, then drop it there."))
    result = taken.review.result
    if result is not None:
        if not is_decision(taken.portfolio, taken.review):
            return Message(happened, decides_nothing(), f"{meaning} {signed}")
        outcome = outcome_line(result.outcome, result.asked)
        return Message(happened, outcome, f"{meaning} {signed}")
    count = len(taken.review.comments)
    if taken.review.note:
        happened = f"{happened} {note_line(taken.review.note)}"
    if not count:
        return Message(happened, meaning, signed)
    return Message(
        happened,
        ngettext(
            "{count} comment is next to your work.",
            "{count} comments are next to your work.",
            count,
        ).format(count=count),
        _(
            "Write an answer to each one, or change your work and mark it as answered. {signed}"
        ).format(signed=signed),
    )


def several_taken(found: Sequence[TakenReview | LsscError], program: Program) -> Message:
    """Say what several review files brought, and of those that brought nothing why."""
    ours = [each for each in found if isinstance(each, TakenReview) and each.ours]
    comments = {comment.id for each in ours for comment in each.review.comments}
    happened = ngettext(
        "Imported {count} of {total} review files.",
        "Imported {count} of {total} review files.",
        len(ours),
    ).format(count=len(ours), total=len(found))
    meaning = ngettext("{count} new comment.", "{count} new comments.", len(comments)).format(
        count=len(comments)
    )
    others = [
        message_for(each).happened
        if isinstance(each, LsscError)
        else imported_lines(each, program)[0]
        for each in found
        if each not in ours
    ]
    lines = [meaning, *others[:_MOST_REFUSED]]
    if len(others) > _MOST_REFUSED:
        more = len(others) - _MOST_REFUSED
        lines.append(
            ngettext(
                "The same goes for {count} more file.",
                "The same goes for {count} more files.",
                more,
            ).format(count=more)
        )
    advice = _("Files that weren’t imported changed nothing.") if others else ""
    return Message(happened, " ".join(lines), advice)


# Command line -----------------------------------------------------------------------------------


def reviewed_lines(path: Path, review: Review, missing: MissingParts) -> tuple[str, ...]:
    """Say where a review is, what it holds and lacks, and of an evaluation whom it is for."""
    evaluation = (_("Give it to the program office, never to the candidate."),)
    is_evaluation = review.mode is ReviewMode.EVALUATION
    where = _("The evaluation is in {path}.") if is_evaluation else _("The review is in {path}.")
    return (
        where.format(path=printable(str(path))),
        _("It’s about {package}. {counts}").format(
            package=_package_name(review.package), counts=_counts(review)
        ),
        *missing_lines(missing),
        *(evaluation if is_evaluation else ()),
    )


def missing_lines(missing: MissingParts) -> tuple[str, ...]:
    """Say what a review lacks, a line for each kind of thing."""
    lines = []
    if missing.unrated:
        lines.append(
            ngettext("{numbers} isn’t rated.", "{numbers} aren’t rated.", len(missing.unrated))
        )
    if missing.without_reason:
        lines.append(
            ngettext(
                "{numbers} is rated below met, but no comment says why.",
                "{numbers} are rated below met, but no comment says why.",
                len(missing.without_reason),
            )
        )
    if missing.unwritten:
        lines.append(
            ngettext(
                "{numbers} is rated met, but nothing is written there.",
                "{numbers} are rated met, but nothing is written there.",
                len(missing.unwritten),
            )
        )
    found = [
        line.format(numbers=competencies_named(numbers))
        for line, numbers in zip(
            lines,
            filter(None, (missing.unrated, missing.without_reason, missing.unwritten)),
            strict=True,
        )
    ]
    if missing.statement_unread:
        found.append(_("The {learning_statement} isn’t marked as read."))
    if missing.conflict_unanswered:
        found.append(_("The question about a conflict of interest isn’t answered."))
    return tuple(found)


def competencies_named(numbers: tuple[int, ...]) -> str:
    """Begin a sentence with competencies: "Competencies 3, 4, and 5"."""
    return ngettext("{Competency} {numbers}", "{Competencies} {numbers}", len(numbers)).format(
        numbers=word_list(tuple(map(str, numbers)))
    )


def imported_lines(taken: TakenReview, program: Program) -> tuple[str, ...]:
    """Say what a review brought, or why it was not taken in."""
    review = taken.review
    who = one_line(review.reviewer)
    if not taken.ours:
        happened = _("The review by {reviewer} is about a different package: {package}.")
        if review.package.program != program.id:
            happened = _(
                "The review by {reviewer} is about a package from a different program: {package}."
            )
        return (
            happened.format(reviewer=who, package=_package_name(review.package)),
            _("It doesn’t belong to this {portfolio}, so nothing was changed."),
        )
    happened = _("Imported {reviewer}’s review of {package}. {counts}")
    if review.result is not None:
        happened = _("Imported {reviewer}’s result for {package}. {counts}")
    lines = (
        happened.format(
            reviewer=who, package=_package_name(review.package), counts=_counts(review)
        ),
        _("It’s saved as {path}.").format(path=printable(taken.path)),
        signature_line(taken.signature),
    )
    note = (note_line(review.note),) if review.note else ()
    if review.result is None:
        return (*lines, *note)
    if not is_decision(taken.portfolio, review):
        return (*lines, *note, decides_nothing())
    return (*lines, *note, outcome_line(review.result.outcome, review.result.asked))


def note_line(note: str) -> str:
    """Give the note on the whole set."""
    return _("Note on the whole {set}: {note}").format(note=one_line(note))


def decides_nothing() -> str:
    """Say what a result on a copy for staff comes to."""
    return _("It’s about a copy for staff, so it decides nothing. The {set} isn’t changed.")


def ratings_counted(forecast: Forecast) -> str:
    """Count the ratings of a set: "9 of 12 count as met, 2 as partially met, 1 as not met."."""
    said = (
        _("{met} of {total} count as met, {partial} as partially met, {not_met} as not met.")
        if Rating.PARTIAL in forecast.scale
        else _("{met} of {total} count as met, {not_met} as not met.")
    )
    return said.format(
        met=forecast.met,
        total=forecast.total,
        partial=forecast.partial,
        not_met=forecast.not_met,
    )


def outcome_line(outcome: Outcome, asked: tuple[int, ...]) -> str:
    """Say what the program decided."""
    if outcome is Outcome.ACHIEVED:
        return _("The {set} is achieved.")
    if outcome is Outcome.NOT_ACHIEVED:
        return _("The {set} is not achieved.")
    if not asked:
        return _("Revision required.")
    return _("Revision required for {numbers}.").format(numbers=competency_list(asked))


def comment_lines(threads: Iterable[Thread]) -> tuple[str, ...]:
    """Say each comment in two lines, with its id and what became of it."""
    lines: list[str] = []
    threads = tuple(threads)
    ids = shown_ids([thread.comment.id for thread in threads])
    for thread in threads:
        comment = thread.comment
        lines.append(
            _("{id}: {reviewer} on {place}, {day} ({state})").format(
                id=ids[comment.id],
                reviewer=one_line(thread.reviewer),
                place=comment_place(comment.about),
                day=long_day(thread.day),
                state=_state_words(thread.state),
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
        _("The comment by {reviewer} on {place} is now: {state}.").format(
            reviewer=one_line(thread.reviewer),
            place=comment_place(thread.comment.about),
            state=_state_words(thread.state),
        ),
    )


def _package_name(package: ReviewedPackage) -> str:
    title, candidate = one_line(package.set_title), one_line(package.candidate)
    if package.kind is PackageKind.REVIEW_COPY:
        return _("review copy {copy} of {set_title} by {candidate}").format(
            copy=package.copy, set_title=title, candidate=candidate
        )
    return _("the {portfolio} for {set_title} by {candidate}").format(
        set_title=title, candidate=candidate
    )


def _counts(review: Review) -> str:
    return f"{review_counts(review)}."


def letter_saved(path: str) -> Message:
    """Say that a letter was written, and what it is good for."""
    return Message(
        _("The letter {name} is saved.").format(name=shown_file(path)),
        _("It has what was decided or reviewed, with ratings and comments."),
        _("Read it, then print and sign it, or send it."),
    )


def comment_place(about: About) -> str:
    """Say what a comment is about: a competency, a file, or the statement."""
    if about.evidence:
        return _("“{file}”").format(file=one_line(about.name or about.evidence))
    if about.competency is None:
        return _("the {learning_statement}")
    return competency_list((about.competency,))


def _state_words(state: ThreadState) -> str:
    words = {
        ThreadState.OPEN: _("needs your answer"),
        ThreadState.ANSWERED: _("answered"),
        ThreadState.SETTLED: _("resolved"),
        ThreadState.ASKED_AGAIN: _("asked again"),
    }
    return words[state]


# Going on with a review -------------------------------------------------------------------------


def filed_work(reviewer: str, on: date) -> Message:
    """Offer what a review file beside the package says."""
    return Message(
        _("There’s a review file by {reviewer} next to this package.").format(
            reviewer=one_line(reviewer)
        ),
        _("It was written on {day} about this package.").format(day=long_day(on)),
        _("If it’s yours, continue with it. If you start over, the file isn’t changed."),
    )


def reviewed_before(last: Review) -> str:
    """Name an earlier package of the same work: "copy 1", "revision 1"."""
    about = last.package
    if about.kind is PackageKind.REVIEW_COPY:
        return _("copy {copy}").format(copy=about.copy)
    if about.revision:
        return _("revision {revision}").format(revision=about.revision)
    return _("the {portfolio} as first handed in")


# Review files refused ---------------------------------------------------------------------------


@message_for.register
def _rules_not_known(error: RulesNotKnown) -> Message:
    said = rules_line(error.rules)
    return Message(
        _("{name} can’t be judged here. {said}").format(name=shown_file(error.path), said=said),
        _("Nothing is judged by rules that come with a package. Nothing was saved."),
        _(
            "Ask whoever sent it for a package that follows your program’s file, or choose the "
            "file to judge it by."
        )
        if error.rules.state is RulesState.CHANGED
        else _("Load your office’s program file, or choose the file for this package."),
    )
