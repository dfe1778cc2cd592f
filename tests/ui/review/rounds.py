"""Two copies of a set, and the review between them: for the tests, and for pictures."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.cli import run
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import CommentAnswer, TextPlace
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import add_comment, rate
from lssc_desktop.core.review.review import About, Review, ReviewMode, answer_comment
from lssc_desktop.core.text.richtext import Paragraph, RichText, plain
from lssc_desktop.package.opened import OpenedPackage, open_for_review, reviewed_package
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.responses import read_response, write_response
from lssc_desktop.store.programs import read_program
from lssc_desktop.store.review_file import import_review, write_review

FIRST_DAY, SECOND_DAY = date(2026, 11, 20), date(2026, 11, 25)
QUOTE = "a team of three planned it"
ADDED = "My part was to choose the books."
REVIEWER = "M. Okafor"
PLACE = TextPlace("foundations", 11)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Two copies of one set; between them a review, an answer, a new sentence, another file.

    And another set as it was handed in.
    """

    root: Path
    first: Path
    review: Path
    second: Path
    handed_in: Path


def build(root: Path, day: date, *options: str) -> Path:
    """Build a package of the set as the command does, and return it."""
    packages = root / "Packages"
    before = set(packages.glob("*.zip"))
    words = ["package", str(root), "--set", "foundations", *(options or ("--review-copy",))]
    assert run(words, day) == 0
    (new,) = set(packages.glob("*.zip")) - before
    return new


def hand_in(root: Path) -> Path:
    """Build what is handed in for another set, beside the portfolio."""
    package = root.parent / "rivera-technology.lssc.zip"
    words = ["package", str(root), "--set", "technology", "-o", str(package)]
    assert run(words, SECOND_DAY) == 0
    return package


def opened(package: Path) -> OpenedPackage:
    return open_for_review(package, ignore_progress)


def a_review(package: OpenedPackage, **changes: object) -> Review:
    written = datetime(2026, 11, 21, 9, tzinfo=UTC)
    review = Review("r1", ReviewMode.REVIEW, reviewed_package(package), REVIEWER, written)
    return replace(review, **changes)  # type: ignore[arg-type]  # the names of its fields


def text_of(package: OpenedPackage, number: int) -> RichText:
    item = next(each for each in package.record.competencies if each.number == number)
    document = package.document(item.response)
    assert document is not None
    return document.text


def make_rounds(root: Path) -> Rounds:
    """Let a portfolio go through two rounds; what goes to and fro lies beside it."""
    first = build(root, FIRST_DAY)
    package = opened(first)
    at = plain(text_of(package, 11)).index(QUOTE)
    review = add_comment(a_review(package), About(11), "Which part was yours?", QUOTE, at)
    review = rate(rate(review, 11, Rating.PARTIAL), 1, Rating.MET)
    file = root.parent / "rivera-okafor.lssc-review.json"
    write_review(file, review)
    loaded = folder.load(root)
    taken = import_review(root, loaded.portfolio, file, FIRST_DAY, root.parent / "settings")
    answer = CommentAnswer("r1-1", SECOND_DAY, "I added a sentence.")
    portfolio = answer_comment(taken.portfolio, answer)
    text = read_response(root, portfolio, PLACE).text
    more = RichText(tuple(_with_sentence(each) for each in text.paragraphs))
    document = write_response(
        root, read_program(folder.program_text(root), "t"), portfolio, PLACE, more
    )
    portfolio = set_document(portfolio, PLACE, document, SECOND_DAY)
    sheet = root / "Evidence" / "Story time sign-up.docx"
    shutil.copy(min((root / "Foundations of Library Services").glob("*.docx")), sheet)
    folder.save(root, portfolio, loaded.stamp)
    return Rounds(root, first, file, build(root, SECOND_DAY), hand_in(root))


def _with_sentence(paragraph: Paragraph) -> Paragraph:
    spans = tuple(
        replace(span, text=span.text.replace(f"{QUOTE}.", f"{QUOTE}. {ADDED}"))
        for span in paragraph.spans
    )
    return replace(paragraph, spans=spans)
