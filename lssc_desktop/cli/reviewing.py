"""`review` and `combine`: what reviewers, evaluators and the office say about a package."""

from argparse import Namespace
from datetime import UTC, date, datetime
from uuid import uuid4

from lssc_desktop.cli.outcome import FOUND_SOMETHING, GOOD, Outcome
from lssc_desktop.core.combining import Office, result_of, verdict_of
from lssc_desktop.core.commented import find_comment
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.places import find_competency
from lssc_desktop.core.review import About, Review, ReviewMode
from lssc_desktop.core.reviewing import rate, say, settle
from lssc_desktop.messages.combining import three_ratings_line
from lssc_desktop.messages.review_lines import combined_lines, reviewed_lines
from lssc_desktop.package.opened import OpenedPackage, open_for_review
from lssc_desktop.package.review_output import write_output
from lssc_desktop.package.reviewed import find_file, require_handed_in, reviewed_package
from lssc_desktop.store.review_file import read_review

_DIGITS = 10  # no competency has a longer number


def review(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Verify a package and write what a reviewer says about it."""
    opened = open_for_review(arguments.package, reporter)
    if arguments.evaluation:
        require_handed_in(opened)
    made = Review(
        id=uuid4().hex,
        mode=ReviewMode.EVALUATION if arguments.evaluation else ReviewMode.REVIEW,
        package=reviewed_package(opened),
        reviewer=arguments.name,
        written=datetime.now(UTC).astimezone(),
        note=arguments.note,
    )
    for number, rating in arguments.rate:
        find_competency(opened.competency_set, number)
        made = rate(made, number, rating)
    made = _with_comments(made, opened, arguments)
    path = write_output(arguments.output, arguments.package, made)
    return Outcome(
        reviewed_lines(path, made),
        {"path": str(path.resolve()), "package_id": opened.package_id},
    )


def _with_comments(made: Review, opened: OpenedPackage, arguments: Namespace) -> Review:
    for place, text in arguments.comment:
        made = say(made, _about(opened, place), text)
    for comment_id, text in arguments.again:
        earlier = find_comment(opened.record.thread, comment_id).comment
        made = say(made, earlier.about, text, earlier.quote, earlier.quoted_at, follows=comment_id)
    for comment_id in arguments.settle:
        made = settle(made, find_comment(opened.record.thread, comment_id).comment.id)
    return made


def _about(opened: OpenedPackage, place: str) -> About:
    """Return what a comment is about: a number, "statement", or a file's place in the package."""
    if place == "statement":
        return About()
    if place.isdecimal() and len(place) < _DIGITS:
        return About(find_competency(opened.competency_set, int(place)).number)
    return find_file(opened.record, place)


def combine(arguments: Namespace, _today: date, reporter: Reporter) -> Outcome:
    """Combine evaluations of a package by the program's rule, and write the office's result.

    Where evaluators disagree and the program wants a third one, nothing is written.
    """
    opened = open_for_review(arguments.package, reporter)
    require_handed_in(opened)
    evaluations = tuple(read_review(path) for path in arguments.files)
    found = verdict_of(opened.program, opened.competency_set, opened.package_id, evaluations)
    outcome = arguments.outcome or found.outcome
    data: dict[str, object] = {
        "path": None,
        "package_id": opened.package_id,
        "outcome": outcome and outcome.value,
        "asked": list(found.asked),
        "disputed": list(found.disputed),
    }
    several = len(evaluations) > opened.program.pass_rule.evaluators
    read = (three_ratings_line(opened.program),) if several else ()
    if outcome is None:
        return Outcome(combined_lines(None, found, outcome), data, FOUND_SOMETHING)
    office = Office(arguments.name, uuid4().hex, datetime.now(UTC).astimezone(), arguments.note)
    made = result_of(evaluations, found, outcome, office)
    path = write_output(arguments.output, arguments.package, made)
    lines = (*combined_lines(path, found, outcome), *read)
    return Outcome(lines, data | {"path": str(path.resolve())}, GOOD)
