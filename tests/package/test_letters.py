from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from lssc_desktop.core.portfolio.portfolio import Candidate, Decision, Outcome, Portfolio, SetWork
from lssc_desktop.core.program.fees import Fee, Fees
from lssc_desktop.core.program.program import AppealRule, PurchaseOrder
from lssc_desktop.core.program.vocabulary import EnglishSpelling, ProgramWords, Term
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.core.time.clock import appeals
from lssc_desktop.core.time.money import Applicant, purchase_order
from lssc_desktop.documents.word import read_document
from lssc_desktop.package.papers import appeal_letter, order_letter
from lssc_desktop.store.programs import shipped_program
from tests.core.check.rules.desk import small_program

DAY = date(2028, 2, 21)
PROGRAM = replace(
    small_program(),
    appeal=AppealRule(10, 30, "The director"),
    fees=Fees("USD", application=Fee(Decimal(325), Decimal(350))),
    purchase_order=PurchaseOrder(("The office", "1 Main Street"), "555-0100", ""),
)
DECIDED = Decision(Outcome.NOT_ACHIEVED, date(2028, 2, 20), note="No. 2 is not shown.")
PORTFOLIO = Portfolio(
    "p",
    "small",
    "1",
    Candidate("Ana Rivera", "ana@example.org"),
    DAY,
    (SetWork("basics", DAY, decisions=(DECIDED,)),),
)


def text_of(letter: bytes, folder: Path) -> str:
    (folder / "letter.docx").write_bytes(letter)
    document = read_document(folder / "letter.docx", "letter.docx")
    assert document.fault == ""
    return plain(document.text)


def test_an_appeal_names_decision_days_and_person(tmp_path: Path) -> None:
    (appeal,) = appeals(PROGRAM, PORTFOLIO)
    said = text_of(appeal_letter(PROGRAM, PORTFOLIO, appeal, DAY), tmp_path)
    for words in (
        "The director",
        "the decision of February 20, 2028",
        "competency set Basics",
        "“No. 2 is not shown.”",
        "by March 1, 2028",
        "by March 21, 2028",
        "Ana Rivera\nana@example.org",
    ):
        assert words in said


def test_letters_use_the_words_and_days_of_the_program(tmp_path: Path) -> None:
    words = ProgramWords(set=Term("module", "modules"))
    british = replace(PROGRAM, words=words, spelling=EnglishSpelling.BRITISH)
    (appeal,) = appeals(british, PORTFOLIO)
    said = text_of(appeal_letter(british, PORTFOLIO, appeal, DAY), tmp_path)
    assert "the decision of 20 February 2028 that my work for the module Basics" in said
    order = purchase_order(british, (Applicant("Ana", "ana@x.org", member=True),))
    letter = text_of(order_letter(british, PORTFOLIO, "Cedar Library", order, DAY), tmp_path)
    assert letter.splitlines()[0] == "21 February 2028"


def test_a_purchase_order_names_every_applicant_with_the_amount(tmp_path: Path) -> None:
    applicants = (Applicant("Ana", "ana@x.org", member=True), Applicant("Bo", "bo@x.org"))
    order = purchase_order(PROGRAM, applicants)
    said = text_of(order_letter(PROGRAM, PORTFOLIO, "Cedar Library", order, DAY), tmp_path)
    assert said.splitlines()[:4] == [
        "February 21, 2028",
        "The office",
        "1 Main Street",
        "Phone: 555-0100",
    ]
    assert "Cedar Library orders and pays" in said
    assert "Ana, ana@x.org: $325.00\nBo, bo@x.org: $350.00\nTotal: $675.00" in said


def test_a_purchase_order_says_what_is_to_know_of_its_address(tmp_path: Path) -> None:
    """Before, it stood on the screen alone, and the letter went to an address of before 2019."""
    program = shipped_program("lssc").program
    order = purchase_order(program, (Applicant("Ana", "ana@x.org"),))
    said = text_of(order_letter(program, PORTFOLIO, "Cedar Library", order, DAY), tmp_path)
    (note,) = [line for line in said.splitlines() if line.startswith("[Read this before")]
    assert "Applications have since moved to another online form." in note
    assert said.index("Fax:") < said.index(note) < said.index("Cedar Library orders")


def test_the_same_letter_is_the_same_bytes() -> None:
    order = purchase_order(PROGRAM, (Applicant("Ana", "ana@x.org"),))
    assert order_letter(PROGRAM, PORTFOLIO, "", order, DAY) == order_letter(
        PROGRAM, PORTFOLIO, "", order, DAY
    )
