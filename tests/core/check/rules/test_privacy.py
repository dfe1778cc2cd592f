"""The rule about private data: what is not decided is found, what was said to be fine is not."""

from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.check.finding import Level
from lssc_desktop.core.check.readiness import check_set
from lssc_desktop.core.check.rules.privacy import files_to_scan, text_rules
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.portfolio.edits import drop_evidence, move_evidence
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    Candidate,
    CompetencyWork,
    Document,
    EvidenceFile,
    EvidenceUse,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.portfolio.privacy_decisions import (
    FileStanding,
    ScanState,
    add_card_shape,
    card_shape,
    decide_again,
    file_standing,
    say_fine,
)
from lssc_desktop.core.privacy.private_data import FindingMark, PrivacyKind, ScannedFile
from lssc_desktop.core.program.program import (
    CardPattern,
    PersonalDocument,
    PrivacyLevel,
    PrivacyRule,
    Program,
    ProgramKind,
)
from lssc_desktop.core.program.schema import AboutKind, Needed
from lssc_desktop.core.program.vocabulary import EnglishSpelling
from lssc_desktop.core.standing.folder_facts import FolderFacts
from tests.core.check.rules.desk import small_program

TODAY = date(2026, 11, 24)
SHEET, RESPONSE = "Evidence/Sign-up.docx", "Basics/01 Mission.docx"
RESUME = "About me/Resume.docx"
CARD = FindingMark(PrivacyKind.CARD_NUMBER, "a1")
OTHER_CARD = FindingMark(PrivacyKind.CARD_NUMBER, "a2")
MAIL = FindingMark(PrivacyKind.EMAIL, "b1")
UNREAD = FindingMark(PrivacyKind.UNREADABLE, "c1")
SCANNED = ScannedFile(SHEET, "f0", (CARD, OTHER_CARD, MAIL))
FACTS = FolderFacts(
    files=(SeenFile(SHEET, 10, "f0"), SeenFile(RESPONSE, 10, "f1")), scanned=(SCANNED,)
)


def portfolio() -> Portfolio:
    work = CompetencyWork(2, Document(RESPONSE, "f1"), evidence=(EvidenceUse(SHEET),))
    return Portfolio(
        "p",
        "small",
        "1",
        Candidate("Ana Rivera", "ana@example.org"),
        sets=(SetWork("basics", TODAY, competencies=(work,)),),
        evidence=(EvidenceFile(SHEET, "f0", 10, TODAY),),
    )


def found(
    current: Portfolio, facts: FolderFacts = FACTS, level: PrivacyLevel = PrivacyLevel.ADVICE
) -> list[tuple[str, str, int | None, str]]:
    program = replace(small_program(), privacy=PrivacyRule(level))
    check = check_set(program, program.sets[0], current, facts, TODAY)
    return [
        (each.level, each.code, each.competency, each.fact("count"))
        for each in check.findings
        if each.code.startswith("privacy-")
    ]


def test_what_is_not_decided_is_advice_with_its_count() -> None:
    assert found(portfolio()) == [
        ("advice", "privacy-card-number", 2, "2"),
        ("advice", "privacy-email", 2, "1"),
    ]


def test_a_program_can_let_it_stop_a_hand_in() -> None:
    levels = {level for level, *_ in found(portfolio(), level=PrivacyLevel.BLOCKER)}
    assert levels == {Level.BLOCKER}


def test_what_was_said_to_be_fine_is_found_no_more_and_can_be_taken_back() -> None:
    fine = say_fine(portfolio(), SHEET, [CARD, MAIL], " our test card ", TODAY)
    assert found(fine) == [("advice", "privacy-card-number", 2, "1")]
    assert {each.why for each in fine.privacy} == {"our test card"}
    assert found(decide_again(fine, SHEET, ["b1"]))[1][1] == "privacy-email"
    assert decide_again(fine, SHEET, ["zz"]) is fine


def test_a_decision_follows_its_file() -> None:
    fine = say_fine(portfolio(), SHEET, [CARD], "", TODAY)
    moved = move_evidence(fine, SHEET, "Evidence/Other.docx", TODAY)
    assert [each.path for each in moved.privacy] == ["Evidence/Other.docx"]
    assert drop_evidence(moved, "Evidence/Other.docx", TODAY).privacy == ()


def test_a_scan_of_another_content_says_nothing() -> None:
    changed = replace(FACTS, files=(SeenFile(SHEET, 10, "f9"),))
    assert found(portfolio(), changed) == []


def test_it_passes_only_when_everything_was_scanned() -> None:
    program = small_program()
    clean = replace(FACTS, scanned=(ScannedFile(SHEET, "f0"), ScannedFile(RESPONSE, "f1")))
    passed = check_set(program, program.sets[0], portfolio(), clean, TODAY).passed
    assert "private-data" in passed
    half = replace(clean, scanned=clean.scanned[:1])
    passed = check_set(program, program.sets[0], portfolio(), half, TODAY).passed
    assert "private-data" not in passed


def test_a_file_stands_by_what_is_left_to_decide() -> None:
    current = portfolio()
    assert file_standing(current, None).state is ScanState.NOT_SCANNED
    assert file_standing(current, ScannedFile(SHEET, "f0")).state is ScanState.NONE_FOUND
    assert file_standing(current, SCANNED) == FileStanding(ScanState.TO_DECIDE, 2, 0)
    only = ScannedFile(SHEET, "f0", (UNREAD,))
    assert file_standing(current, only).state is ScanState.LOOK_YOURSELF
    fine = say_fine(current, SHEET, SCANNED.marks, "", TODAY)
    assert file_standing(fine, SCANNED) == FileStanding(ScanState.SAID_FINE, 0, 2)


def test_files_that_people_will_read_are_scanned_and_what_nobody_uses() -> None:
    more = (SeenFile("Evidence/Spare.pdf", 1, "f2"), SeenFile(RESUME, 1, "f3"))
    other = (SeenFile("Packages/x.zip", 1, "f4"), SeenFile("Evidence/locked.pdf", 1, ""))
    facts = replace(FACTS, files=(*FACTS.files, *more, *other))
    program = small_program()
    paths = [file.path for file in files_to_scan(program, portfolio(), facts)]
    assert paths == [SHEET, RESPONSE, "Evidence/Spare.pdf", RESUME]
    paths = [file.path for file in files_to_scan(program, portfolio(), facts, {"basics"})]
    assert paths == [SHEET, RESPONSE]


def with_resume() -> tuple[Program, Portfolio, FolderFacts]:
    """A program that is handed in at once, with the documents about the candidate."""
    document = PersonalDocument("Resume", AboutKind.RESUME, needed=Needed.YES)
    program = replace(small_program(), kind=ProgramKind.STATEMENT, documents=(document,))
    about = AboutFile(RESUME, "f3", 1, AboutKind.RESUME)
    facts = replace(
        FACTS,
        files=(*FACTS.files, SeenFile(RESUME, 1, "f3")),
        scanned=(ScannedFile(RESUME, "f3", (MAIL,)),),
    )
    return program, replace(portfolio(), about_me=(about,)), facts


def test_a_document_about_the_candidate_is_checked_where_it_goes_into_the_package() -> None:
    program, current, facts = with_resume()
    paths = [file.path for file in files_to_scan(program, current, facts, {"basics"})]
    assert RESUME in paths
    check = check_set(program, program.sets[0], current, facts, TODAY)
    assert [each.path for each in check.findings if each.code == "privacy-email"] == [RESUME]
    fine = say_fine(current, RESUME, [MAIL], "my own", TODAY)
    check = check_set(program, program.sets[0], fine, facts, TODAY)
    assert not [each for each in check.findings if each.code == "privacy-email"]


def test_one_that_goes_into_no_package_is_not_in_the_check_of_a_set() -> None:
    program, current, facts = with_resume()
    program = replace(program, kind=ProgramKind.SETS)
    check = check_set(program, program.sets[0], current, facts, TODAY)
    assert not [each for each in check.findings if each.code == "privacy-email"]


def test_a_program_says_how_its_cards_look() -> None:
    rule = PrivacyRule(cards=(CardPattern(9, "5", check_digit=False),))
    rules = text_rules(replace(small_program(), privacy=rule), portfolio())
    assert [(card.digits, card.begins, card.has_check_digit) for card in rules.cards] == [
        (9, "5", False)
    ]
    assert rules.own == ("Ana Rivera", "ana@example.org")


def test_the_region_is_the_portfolios_then_the_programs_then_that_of_its_spelling() -> None:
    program = small_program()
    assert text_rules(program, portfolio()).region == "US"
    british = replace(program, spelling=EnglishSpelling.BRITISH)
    assert text_rules(british, portfolio()).region == "GB"
    assert text_rules(replace(british, region="IE"), portfolio()).region == "IE"
    assert text_rules(british, replace(portfolio(), region="US")).region == "US"


def test_the_shapes_of_the_librarys_cards_are_the_portfolios() -> None:
    shaped = replace(portfolio(), card_shapes=("D########",))
    assert text_rules(small_program(), shaped).shapes == ("D########",)


@pytest.mark.parametrize(
    ("example", "shape"),
    [
        ("D12345678", "D########"),
        ("d 1234-5678", "D########"),
        ("21234 00567 8909", "2#############"),
        ("12345", "1####"),
        ("1234", ""),
        ("ABCDE123", ""),
        ("D1234567890123456789012", ""),
        ("Dö123456", ""),
        ("", ""),
    ],
)
def test_of_a_card_number_only_the_shape_is_kept(example: str, shape: str) -> None:
    assert card_shape(example) == shape


def test_shapes_of_cards_are_kept_once_and_that_there_is_none() -> None:
    none = add_card_shape(portfolio(), "")
    assert none.card_shapes == ()
    one = add_card_shape(add_card_shape(none, "D########"), "D########")
    assert one.card_shapes == ("D########",)
