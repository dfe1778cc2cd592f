"""The commands of `review`: what reviewers say, and what was done about it."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from lssc_desktop.cli.opened import open_folder, open_locked, save
from lssc_desktop.cli.signing import asked_data, signature_data, signed_lines
from lssc_desktop.cli.terminal import FOUND_SOMETHING, GOOD, CommandResult
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import CommentAnswer, Outcome, Portfolio
from lssc_desktop.core.program.rules_id import Rules
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import (
    Office,
    Verdict,
    add_comment,
    answer_conflict,
    rate,
    require_decider,
    require_rating,
    require_same_rules,
    result_of,
    settle_comment,
    verdict_of,
)
from lssc_desktop.core.review.review import (
    About,
    ConflictAnswer,
    Review,
    ReviewMode,
    Thread,
    answer_comment,
    find_comment,
    set_threads,
)
from lssc_desktop.core.standing.progress import find_competency, find_set
from lssc_desktop.core.submission.evaluators import in_conflict
from lssc_desktop.disk.disk import whole_path
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import conflict_lines, three_ratings_line
from lssc_desktop.messages.message import speak_of
from lssc_desktop.messages.office import (
    combined_despite,
    draft_result,
    draft_review,
    drafts_saved,
)
from lssc_desktop.messages.review_files import (
    answered_lines,
    comment_lines,
    imported_lines,
    letter_saved,
    outcome_line,
    ratings_counted,
    reviewed_lines,
)
from lssc_desktop.messages.rules import (
    asked_lines,
    judged_by_line,
    rules_line,
    rules_name,
    without_code_line,
)
from lssc_desktop.messages.signatures import signature_line, wrong_signature_lines
from lssc_desktop.messages.words import competency_list, one_line, printable
from lssc_desktop.package.judging import Judging, asked_here, judge, rules_in
from lssc_desktop.package.letter import letter_about, letter_file
from lssc_desktop.package.opened import (
    OpenedPackage,
    blinded,
    find_file,
    missing_in,
    open_for_review,
    require_about,
    require_handed_in,
    reviewed_package,
    signature_of,
    with_own_names,
)
from lssc_desktop.package.papers import write_paper
from lssc_desktop.package.rounds import evaluations_beside
from lssc_desktop.package.target import write_signed
from lssc_desktop.paths import config_folder
from lssc_desktop.store.evaluators import list_around
from lssc_desktop.store.known_programs import known_beside, shelf_around
from lssc_desktop.store.programs import named_program
from lssc_desktop.store.review_file import import_review as take_in
from lssc_desktop.store.review_file import read_review, read_signed, reviews_of
from lssc_desktop.store.shelf_files import mark_open, others_with_it_open, unmark_open
from lssc_desktop.store.signing import has_key

_MOST_DIGITS = 10  # no competency has a longer number


def review(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """Verify a package and write what a reviewer says about it; others see that it is open."""
    holder = replace(this_holder(datetime.now(UTC)), person=arguments.name)
    others = others_with_it_open(arguments.package, holder)
    mark_open(arguments.package, holder, overrule=True)
    try:
        result = _review(arguments, reporter)
    finally:
        unmark_open(arguments.package, holder)
    return result._replace(
        lines=(*result.lines, *((_opened_by_line(others),) if others else ())),
        data={**result.data, "opened_by": list(others)},
    )


def _review(arguments: Namespace, reporter: Reporter) -> CommandResult:
    opened = open_for_review(arguments.package, reporter)
    judging = None
    known = known_beside(config_folder(), arguments.package)
    if arguments.evaluation:
        require_handed_in(opened)
        judging = _judging(arguments, opened)
    asked = asked_here(opened, known, judging)
    if judging is not None:
        opened = judging.opened
    speak_of(opened.program)
    rules = opened.program.reviews
    if arguments.decides:
        require_decider(opened.program)
    if arguments.evaluation and rules.blind:
        opened = blinded(opened)
    found = rules_in(opened, known)
    made = Review(
        id=uuid4().hex,
        mode=ReviewMode.EVALUATION if arguments.evaluation else ReviewMode.REVIEW,
        package=reviewed_package(opened),
        reviewer=arguments.name,
        written=datetime.now(UTC).astimezone(),
        statement_read=arguments.statement_read,
        note=arguments.note,
        decides=arguments.decides,
        rules=None if judging is None else judging.rules,
        rules_chosen=judging is not None and judging.chosen,
    )
    for number, word in arguments.rate:
        rating = Rating(word)
        find_competency(opened.competency_set, number)
        require_rating(opened.program.pass_rule, number, rating)
        made = rate(made, number, rating)
    if arguments.evaluation and (arguments.no_conflict or arguments.conflict):
        said = arguments.conflict or ""
        answer = ConflictAnswer(rules.conflict_question, bool(said), said)
        made = answer_conflict(made, answer)
    made = _with_comments(made, opened, arguments)
    missing = missing_in(opened, made)
    config = config_folder()
    signature = signature_of(config, opened)
    path = write_signed(arguments.output, arguments.package, made, config)
    return CommandResult(
        (
            *_rules_lines(found, judging),
            *asked_lines(asked),
            *reviewed_lines(path, made, missing),
            *signed_lines(path, signed=has_key(config)),
            *((signature_line(signature),) if signature.is_wrong else ()),
        ),
        {
            "path": str(whole_path(path)),
            "package_id": opened.package_id,
            "rules": found.state.value,
            "judged_by": _judged_data(judging),
            "asked_otherwise": asked_data(asked),
            "unrated": list(missing.unrated),
            "without_reason": list(missing.without_reason),
            "met_without_response": list(missing.unwritten),
            "statement_read": made.statement_read,
            "conflict_unanswered": missing.conflict_unanswered,
            "signature": signature_data(signature),
        },
        FOUND_SOMETHING if signature.is_wrong else GOOD,
    )


def _judging(arguments: Namespace, opened: OpenedPackage) -> Judging:
    """Return a package as it is judged here; raises as `judge`, before anything is written."""
    named = None if arguments.program is None else named_program(arguments.program)
    return judge(opened, known_beside(config_folder(), arguments.package), named)


def _rules_lines(found: Rules, judging: Judging | None) -> tuple[str, ...]:
    """Say whose rules they are where that isn't clear: changed, not known, or chosen."""
    return (
        *(() if found.are_known else (rules_line(found),)),
        *((judged_by_line(judging),) if judging is not None and judging.chosen else ()),
    )


def _judged_data(judging: Judging | None) -> dict[str, object] | None:
    if judging is None:
        return None
    return {**asdict(judging.rules), "chosen": judging.chosen}


def _with_comments(made: Review, opened: OpenedPackage, arguments: Namespace) -> Review:
    for place, text in arguments.comment:
        made = add_comment(made, _about(opened, place), text)
    for comment_id, text in arguments.again:
        earlier = find_comment(opened.record.thread, comment_id).comment
        made = add_comment(
            made, earlier.about, text, earlier.quote, earlier.quoted_at, follows=earlier.id
        )
    for comment_id in arguments.settle:
        made = settle_comment(made, find_comment(opened.record.thread, comment_id).comment.id)
    return made


def _about(opened: OpenedPackage, place: str) -> About:
    """Return what a comment is about: a number, "statement", or a file's place in the package."""
    if place == "statement":
        return About()
    if place.isdecimal() and len(place) < _MOST_DIGITS:
        return About(find_competency(opened.competency_set, int(place)).number)
    return find_file(opened.record, place)


def combine(arguments: Namespace, _today: date, reporter: Reporter) -> CommandResult:
    """Combine evaluations of a package by the program's rule, and write the office's result.

    Where evaluators disagree and the program wants a third one, or a signature is wrong, nothing
    is written.
    """
    opened = open_for_review(arguments.package, reporter)
    require_handed_in(opened)
    config = config_folder()
    named = () if arguments.decider is None else (arguments.decider,)
    files = tuple(read_signed(config, path) for path in (*arguments.files, *named))
    if not arguments.files:
        beside = evaluations_beside(config, opened.path, opened.package_id)
        taken = {each.review.id for each in files}
        files = (*(each for each in beside if each.review.id not in taken), *files)
    decider = files[-1].review.id if named else ""
    signatures = (
        (arguments.package.name, signature_of(config, opened)),
        *((each.name, each.signature) for each in files),
    )
    signed = [{"file": name, **signature_data(each)} for name, each in signatures]
    wrong = wrong_signature_lines(signatures)
    if wrong:
        nothing = {"path": None, "outcome": None, "package_id": opened.package_id}
        lines = *wrong, _("No result was made, because a signature is wrong.")
        return CommandResult(lines, {**nothing, "signatures": signed}, FOUND_SOMETHING)
    evaluations = tuple(each.review for each in files)
    judging = _judging(arguments, opened)
    opened = judging.opened
    speak_of(opened.program)
    before = require_same_rules(judging.rules, opened.competency_set, evaluations)
    found = verdict_of(
        opened.program, opened.competency_set, opened.package_id, evaluations, decider
    )
    outcome = Outcome(arguments.outcome) if arguments.outcome else found.outcome
    listed = list_around(config, arguments.package)
    people = in_conflict(evaluations, listed, opened.record.portfolio)
    despite = one_line(arguments.despite_conflict)
    data: dict[str, object] = {
        "path": None,
        "package_id": opened.package_id,
        "outcome": outcome and outcome.value,
        "asked": list(found.asked),
        "disputed": list(found.disputed),
        "decided_by": found.decided_by or None,
        "conflicts": list(people),
        "signatures": signed,
        "rules": judging.found.state.value,
        "judged_by": _judged_data(judging),
        "without_rules": [each.reviewer for each in before],
    }
    about_rules = (
        *_rules_lines(judging.found, judging),
        *(without_code_line(each.reviewer) for each in before),
    )
    conflicts = conflict_lines(opened.program, evaluations)
    several = len(evaluations) > opened.program.pass_rule.least_evaluators
    read = (three_ratings_line(opened.program, found),) if several else ()
    if people and not despite:
        advice = _("If the office decides all the same, say why: --despite-conflict REASON.")
        lines = *about_rules, *conflicts, combined_despite(people), advice
        return CommandResult(lines, {**data, "outcome": None}, FOUND_SOMETHING)
    if outcome is None:
        lines = *about_rules, *_combined_lines(None, found, outcome), *conflicts
        return CommandResult(lines, data, FOUND_SOMETHING)
    office = Office(
        arguments.name,
        uuid4().hex,
        datetime.now(UTC).astimezone(),
        arguments.note,
        judging.rules,
        judging.chosen,
        despite if people else "",
    )
    about = reviewed_package(opened)
    made = result_of(evaluations, found, outcome, office, package=about)
    made = replace(made, comments=with_own_names(opened, made.comments))
    path = write_signed(arguments.output, arguments.package, made, config)
    lines = (
        *about_rules,
        *_combined_lines(path, found, outcome),
        *conflicts,
        *read,
        *signed_lines(path, signed=has_key(config)),
    )
    return CommandResult(lines, data | {"path": str(whole_path(path))}, GOOD)


def letter(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Write what a review or a result says as a letter, a PDF or a Word document."""
    opened = open_for_review(arguments.package, reporter)
    found = read_review(arguments.file)
    require_about(opened, found)
    if found.result is not None:
        judging = _judging(arguments, opened)
        opened = judging.opened
        require_same_rules(judging.rules, opened.competency_set, (found,))
    speak_of(opened.program)
    written = letter_about(opened, found, arguments.today or today, str(arguments.file))
    write_paper(arguments.output, letter_file(arguments.output, written))
    path = whole_path(arguments.output)
    lines = (letter_saved(str(path)).text, *_chosen_rules(found))
    return CommandResult(lines, {"path": str(path)})


def mail(arguments: Namespace, today: date, reporter: Reporter) -> CommandResult:
    """Write an email draft: a result or review to the candidate, an evaluation to the office."""
    config, package = config_folder(), whole_path(arguments.package)
    file = whole_path(arguments.file)
    review = read_review(file)
    if review.mode is ReviewMode.EVALUATION:
        opened = open_for_review(package, reporter)
        require_about(opened, review)
        speak_of(opened.program)
        path = draft_review(file, opened, review, reporter)
    else:
        shelf = shelf_around(config, package) or package.parent
        today = arguments.today or today
        path = draft_result(config, shelf, package, file, today, reporter)
    return CommandResult((drafts_saved([str(path)]).text,), {"path": str(path)})


def _chosen_rules(review: Review) -> tuple[str, ...]:
    """Say that whoever made an evaluation or a result chose its rules, where that is so."""
    if review.rules is None or not review.rules_chosen:
        return ()
    return (
        _("Made by rules that were chosen for it: {rules}.").format(rules=rules_name(review.rules)),
    )


# Reviews of a portfolio -------------------------------------------------------------------------


def import_review(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Take a review or a result in; one about another package changes nothing."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        taken = take_in(at.root, at.portfolio, arguments.file, today, config_folder())
        save(at, taken.portfolio)
    data = {
        "comments": len(taken.review.comments),
        "ratings": len(taken.review.ratings),
        "matches": taken.ours,
        "signature": signature_data(taken.signature),
    }
    is_good = taken.ours and not taken.signature.is_wrong
    status = GOOD if is_good else FOUND_SOMETHING
    return CommandResult(
        (*imported_lines(taken, at.program), *_chosen_rules(taken.review)), data, status
    )


def comments(arguments: Namespace, _today: date, _reporter: Reporter) -> CommandResult:
    """Report every comment on one set or on all, and what became of it."""
    at = open_folder(arguments.folder)
    if arguments.set_id is not None:
        find_set(at.program, arguments.set_id)
    reviews = reviews_of(at.root, at.portfolio)
    found = {
        work.set_id: set_threads(at.portfolio, reviews, work.set_id)
        for work in at.portfolio.sets
        if arguments.set_id in {None, work.set_id}
    }
    data = [
        _comment_data(set_id, thread) for set_id, threads in found.items() for thread in threads
    ]
    lines = comment_lines(thread for threads in found.values() for thread in threads)
    return CommandResult(lines, {"comments": data})


def answer(arguments: Namespace, today: date, _reporter: Reporter) -> CommandResult:
    """Answer a comment; without a word it is marked as answered only."""
    with open_locked(arguments.folder, overrule=arguments.overrule) as at:
        reviews = reviews_of(at.root, at.portfolio)
        comment = find_comment(_all_threads(at.portfolio, reviews), arguments.comment).comment.id
        given = CommentAnswer(comment, today, arguments.text, done=not arguments.open)
        portfolio = answer_comment(at.portfolio, given)
        save(at, portfolio)
    thread = find_comment(_all_threads(portfolio, reviews), comment)
    return CommandResult(answered_lines(thread), {"comment": comment, "state": thread.state.value})


def _all_threads(portfolio: Portfolio, reviews: Sequence[Review]) -> tuple[Thread, ...]:
    return tuple(
        thread for work in portfolio.sets for thread in set_threads(portfolio, reviews, work.set_id)
    )


def _comment_data(set_id: str, thread: Thread) -> dict[str, object]:
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


def _combined_lines(path: Path | None, found: Verdict, outcome: Outcome | None) -> tuple[str, ...]:
    """Say what evaluations came to, and where the result is."""
    lines = (ratings_counted(found.forecast),)
    if outcome is None or path is None:
        return (
            *lines,
            _("The {evaluators} don’t agree on {numbers}.").format(
                numbers=competency_list(found.disputed)
            ),
            _("The whole panel must decide that. No result was made.")
            if found.to_panel
            else _("The program requires a third {evaluator}. No result was made."),
        )
    asked = found.asked if outcome is Outcome.REVISION_ASKED else ()
    return (
        *lines,
        outcome_line(outcome, asked),
        _("The result is in {path}.").format(path=printable(str(path))),
    )


def _opened_by_line(people: Sequence[str]) -> str:
    """Say who else has a package open at this moment."""
    names = ", ".join(one_line(name, 40) or _("someone") for name in people)
    return _("Open right now by {names}.").format(names=names)
