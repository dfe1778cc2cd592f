"""`import-review`, `comments` and `answer`: what reviewers said, and what became of it."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from lssc_desktop.cli.opened import locked, save
from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.answer import CommentAnswer
from lssc_desktop.core.commented import find_comment
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.places import find_set
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.review import Review
from lssc_desktop.core.threads import Thread, answer_comment, set_threads
from lssc_desktop.messages.review_lines import answered_lines, comment_lines, imported_lines
from lssc_desktop.store.opening import read_folder
from lssc_desktop.store.reviews import import_review as take_in
from lssc_desktop.store.reviews import reviews_of


def import_review(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Take a review or a result in; one about another package changes nothing."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        taken = take_in(at.root, at.portfolio, arguments.file, today)
        save(at, taken.portfolio)
    data = {
        "comments": len(taken.review.comments),
        "ratings": len(taken.review.ratings),
        "matches": taken.ours,
    }
    status = GOOD if taken.ours else FOUND_SOMETHING
    return Outcome(imported_lines(taken, at.program), data, status)


def comments(arguments: Namespace, _today: date, _reporter: Reporter) -> Outcome:
    """Tell every comment on one set or on all, and what became of it."""
    at = read_folder(arguments.folder)
    if arguments.set_id is not None:
        find_set(at.program, arguments.set_id)
    reviews = reviews_of(at.root, at.portfolio)
    found = {
        work.set_id: set_threads(at.portfolio, reviews, work.set_id)
        for work in at.portfolio.sets
        if arguments.set_id in {None, work.set_id}
    }
    data = [_comment(set_id, thread) for set_id, threads in found.items() for thread in threads]
    lines = comment_lines(thread for threads in found.values() for thread in threads)
    return Outcome(lines, {"comments": data})


def answer(arguments: Namespace, today: date, _reporter: Reporter) -> Outcome:
    """Answer a comment; without a word it is marked as answered only."""
    with locked(arguments.folder, overrule=arguments.overrule) as at:
        reviews = reviews_of(at.root, at.portfolio)
        find_comment(_threads(at.portfolio, reviews), arguments.comment)
        given = CommentAnswer(arguments.comment, today, arguments.text, done=not arguments.open)
        portfolio = answer_comment(at.portfolio, given)
        save(at, portfolio)
    thread = find_comment(_threads(portfolio, reviews), arguments.comment)
    return Outcome(
        answered_lines(thread), {"comment": arguments.comment, "state": thread.state.value}
    )


def _threads(portfolio: Portfolio, reviews: Sequence[Review]) -> tuple[Thread, ...]:
    return tuple(
        thread for work in portfolio.sets for thread in set_threads(portfolio, reviews, work.set_id)
    )


def _comment(set_id: str, thread: Thread) -> dict[str, object]:
    comment = thread.comment
    return {
        "id": comment.id,
        "set": set_id,
        "competency": comment.about.competency,
        "file": comment.about.name or None,
        "reviewer": thread.reviewer,
        "day": thread.day.isoformat(),
        "text": comment.text,
        "quote": comment.quote or None,
        "state": thread.state.value,
        "answer": None if thread.answer is None else thread.answer.text,
    }
