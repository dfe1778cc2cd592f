"""What a review or a result says as a letter: Word and PDF, with the office's head."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import add_comment, rate
from lssc_desktop.core.review.review import About, Result, Review, ReviewMode
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.documents.word import read_document
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.letter import letter_about, letter_docx, letter_file, letter_pdf
from lssc_desktop.package.opened import (
    EvaluationIsNoLetter,
    OpenedPackage,
    open_for_review,
    reviewed_package,
)
from tests.office import package_with_rules

DAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def opened() -> OpenedPackage:
    return open_for_review(package_with_rules(), ignore_progress)


def a_result(opened: OpenedPackage, outcome: Outcome, *asked: int) -> Review:
    written = datetime(2026, 11, 23, 15, tzinfo=UTC)
    made = Review("r1", ReviewMode.RESULT, reviewed_package(opened), "Program office", written)
    for item in opened.competency_set.competencies:
        made = rate(made, item.number, Rating.NOT_MET if item.number in asked else Rating.MET)
    made = add_comment(made, About(), "A clear statement.")
    made = add_comment(made, About(3), "Which two systems?", "we compared two systems")
    return replace(made, note="Thank you.\nAsk us.", result=Result(outcome, asked))


def in_word(opened: OpenedPackage, review: Review, folder: Path) -> str:
    (folder / "letter.docx").write_bytes(letter_docx(letter_about(opened, review, DAY)))
    document = read_document(folder / "letter.docx", "letter.docx")
    assert document.fault == ""
    return plain(document.text)


def test_it_names_the_package_by_the_fingerprint_that_everybody_compares(
    opened: OpenedPackage, tmp_path: Path
) -> None:
    said = in_word(opened, a_result(opened, Outcome.ACHIEVED), tmp_path)
    sha256 = hashlib.sha256(opened.path.read_bytes()).hexdigest()
    assert said.splitlines()[-1].endswith(f"Its fingerprint begins with {sha256[:12]}.")
    assert opened.package_id[:12] not in said


def test_a_package_that_is_a_folder_has_no_such_fingerprint(
    opened: OpenedPackage, tmp_path: Path
) -> None:
    unpacked = replace(opened, verification=replace(opened.verification, fingerprint=""))
    said = in_word(unpacked, a_result(opened, Outcome.ACHIEVED), tmp_path)
    assert said.splitlines()[-1].startswith("About your portfolio, ")
    assert "fingerprint" not in said


def test_a_decision_has_the_head_of_the_office_what_is_asked_and_why(
    opened: OpenedPackage, tmp_path: Path
) -> None:
    said = in_word(opened, a_result(opened, Outcome.REVISION_ASKED, 3), tmp_path)
    assert said.splitlines()[:5] == [
        "Prairie Library Office",
        "12 Elm Street, Cedar Falls",
        "555-0100",
        "November 28, 2026",
        "José Núñez",
    ]
    for words in (
        "Decision on your portfolio for Technology",
        "please revise it and hand it in again",
        "Thank you.\nAsk us.",
        "Competencies that need revision\n3 Data and confidentiality",
        "3 Data and confidentiality: Not met",
        "1 Technology trends: Met",
        "3 Data and confidentiality: Which two systems?\n“we compared two systems”",
        "The statement: A clear statement.",
        "With kind regards,",
        "Program office",
    ):
        assert words in said
    assert said.index("Which two systems?") < said.index("A clear statement.")
    assert "appeal" not in said


def test_who_did_not_achieve_a_set_reads_by_when_an_appeal_is_due(
    opened: OpenedPackage, tmp_path: Path
) -> None:
    said = in_word(opened, a_result(opened, Outcome.NOT_ACHIEVED, 3), tmp_path)
    assert "Your notice is due by December 3, 2026, and your documents are due by" in said


def test_a_review_of_a_copy_says_that_nothing_is_decided(
    opened: OpenedPackage, tmp_path: Path
) -> None:
    review = replace(
        a_result(opened, Outcome.ACHIEVED),
        mode=ReviewMode.REVIEW,
        result=None,
        reviewer="M. Okafor",
    )
    said = in_word(opened, review, tmp_path)
    assert "M. Okafor reviewed your portfolio" in said
    assert "doesn’t decide anything" in said


def test_an_evaluation_is_no_letter(opened: OpenedPackage) -> None:
    review = replace(a_result(opened, Outcome.ACHIEVED), mode=ReviewMode.EVALUATION, result=None)
    with pytest.raises(EvaluationIsNoLetter) as refused:
        letter_about(opened, review, DAY, "e.json")
    assert message_for(refused.value).text == (
        "“e.json” is an evaluator’s file for the program office. No letter was written. First, "
        "make a result from the evaluations. That can be saved as a letter."
    )


def test_the_pdf_is_tagged_with_title_language_headings_and_table(opened: OpenedPackage) -> None:
    result = a_result(opened, Outcome.REVISION_ASKED, 3)
    letter = letter_about(opened, result, DAY)
    data = letter_pdf(letter)
    assert data == letter_pdf(letter)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-US"
        assert str(pdf.docinfo.Title) == "Decision on your portfolio for Technology"
        tags = _tags(pdf.Root.StructTreeRoot)
    assert {"/H1", "/L", "/LI", "/Table", "/TH", "/TD", "/P"} <= tags


def _tags(element: pikepdf.Object) -> set[str]:
    """Return the kinds of structure below one."""
    if isinstance(element, pikepdf.Array):
        return set().union(*(_tags(kid) for kid in element))
    if not isinstance(element, pikepdf.Dictionary):
        return set()
    found = {str(element.S)} if "/S" in element else set()
    return found | (_tags(element.K) if "/K" in element else set())


def test_the_name_of_the_file_says_which_of_the_two(opened: OpenedPackage) -> None:
    letter = letter_about(opened, a_result(opened, Outcome.ACHIEVED), DAY)
    assert letter_file(Path("a.DOCX"), letter).startswith(b"PK")
    assert letter_file(Path("a.pdf"), letter).startswith(b"%PDF")
