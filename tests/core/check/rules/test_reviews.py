from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lssc_desktop.core.check.finding import Finding, Level
from lssc_desktop.core.check.rules.snapshot import take_snapshot
from lssc_desktop.core.check.rules.standing import comment_unanswered
from lssc_desktop.core.portfolio.portfolio import CommentAnswer, PackageKind, PackageNote
from lssc_desktop.core.review.review import (
    About,
    Comment,
    Review,
    ReviewedPackage,
    ReviewMode,
    answer_comment,
)
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.messages.findings import finding_message
from tests.core.check.rules.desk import TODAY, Desk

PACKAGE = ReviewedPackage(
    "a" * 64, "p", "small", "1", "basics", "Basics", "A. Rivera", PackageKind.REVIEW_COPY, 1, TODAY
)
COMMENTS = (
    Comment("r-1", About(2), "Say what came of it."),
    Comment("r-2", About(), "Shorter,\nplease."),
    Comment("r-3", About(1, "evidence/01 1.pdf", "1.pdf", "0"), "x" * 200),
)
REVIEW = Review(
    "r",
    ReviewMode.REVIEW,
    PACKAGE,
    "Dana Ortiz",
    datetime(2026, 11, 23, 9, tzinfo=UTC),
    comments=COMMENTS,
)
NOTE = PackageNote(
    "a" * 64, "basics", PackageKind.REVIEW_COPY, 1, date(2026, 11, 20), "c", "Packages/1.lssc.zip"
)


def found(desk: Desk, *reviews: Review) -> list[Finding]:
    portfolio = replace(desk.portfolio, sets=(desk.work,))
    look = take_snapshot(
        desk.program, desk.program.sets[0], portfolio, FolderFacts(reviews=reviews), TODAY
    )
    return list(comment_unanswered(look))


def reviewed() -> Desk:
    desk = Desk()
    desk.portfolio = replace(desk.portfolio, packages=(NOTE,))
    return desk


def test_every_comment_that_waits_is_advice_at_its_place() -> None:
    findings = found(reviewed(), REVIEW)

    assert [(item.level, item.code, item.competency) for item in findings] == [
        (Level.ADVICE, "comment-unanswered", 2),
        (Level.ADVICE, "comment-unanswered", None),
        (Level.ADVICE, "comment-unanswered", 1),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 120, "x" * 120),
        ("x" * 20_000, "x" * 119 + "…"),
        ("\n" * 5_000 + "Say more.", "Say more."),
        ("Say" + " " * 5_000 + "more.", "Say…"),
    ],
)
def test_of_a_long_comment_the_beginning_is_shown(text: str, shown: str) -> None:
    (finding,) = found(reviewed(), replace(REVIEW, comments=(Comment("r-1", About(1), text),)))
    assert finding.fact("comment") == shown


def test_the_sentence_says_who_commented_on_what() -> None:
    said = [finding_message(item) for item in found(reviewed(), REVIEW)]

    assert said[0].happened == "A comment by Dana Ortiz on competency 2 needs your answer."
    assert said[0].meaning == "It says: “Say what came of it.”"
    assert said[1].happened == (
        "A comment by Dana Ortiz on the learning statement needs your answer."
    )
    assert said[1].meaning == "It says: “Shorter, please.”"
    assert said[2].happened == "A comment by Dana Ortiz on “1.pdf” needs your answer."
    assert len(said[2].meaning) < 150


def test_an_answered_comment_waits_no_more() -> None:
    desk = reviewed()
    desk.portfolio = answer_comment(desk.portfolio, CommentAnswer("r-1", TODAY, "I added it."))

    assert [item.competency for item in found(desk, REVIEW)] == [None, 1]


def test_a_draft_of_an_answer_leaves_it_waiting() -> None:
    desk = reviewed()
    desk.portfolio = answer_comment(desk.portfolio, CommentAnswer("r-1", TODAY, "I", done=False))

    assert [item.competency for item in found(desk, REVIEW)] == [2, None, 1]


def test_a_review_of_a_package_that_was_not_built_here_does_not_count() -> None:
    assert found(Desk(), REVIEW) == []
