from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.core.portfolio.portfolio import CompetencyWork, SetWork
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import CompetencyState
from lssc_desktop.messages.competency import (
    competency_name,
    no_route_note,
    nothing_written,
    over_limit_line,
    pages_line,
    place_line,
    set_note,
    words_line,
)
from lssc_desktop.messages.documents import is_lost, response_notice
from lssc_desktop.messages.evidence import evidence_reference, taken_out_line
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.core.check.rules.desk import small_program

LSSC = read_program(shipped_program_text(), "lssc.toml")
FOUNDATIONS = LSSC.sets[0]
DOCUMENT = SeenDocument("Foundations of Library Services/11 Diversity of users.docx")


def test_a_row_is_said_with_its_number_and_a_statement_without() -> None:
    assert competency_name(11, "Diversity", CompetencyState.READY) == "11, Diversity, Ready"
    assert competency_name(None, "Statement", CompetencyState.NOT_STARTED) == (
        "Statement, Not started"
    )


def test_a_place_is_said_of_how_many_as_far_as_we_know() -> None:
    known = replace(FOUNDATIONS, count_is_minimum=False)
    at_least = replace(FOUNDATIONS, count_is_minimum=True)

    assert place_line(known, 11) == "Competency 11 of 12"
    assert place_line(at_least, 11) == "Competency 11 of 12 or more"


def test_a_set_is_said_with_its_route() -> None:
    taken = small_program()
    work = SetWork("basics", date(2026, 11, 24), route=Route.PORTFOLIO)
    assert set_note(FOUNDATIONS, work, taken) == "Required set, by portfolio"
    by_course = replace(work, route=Route.COURSE)
    assert set_note(replace(FOUNDATIONS, required=False), by_course, LSSC) == (
        "Elective set, by a course"
    )


def test_while_nothing_is_written_a_closed_route_is_said_beside_it() -> None:
    work = SetWork("foundations", date(2026, 11, 24), route=Route.PORTFOLIO)
    closed = "Required set, by portfolio. LSSC hasn’t accepted portfolios since January 31, 2019."
    assert set_note(FOUNDATIONS, work, LSSC) == closed
    begun = replace(work, competencies=(CompetencyWork(1),))
    assert set_note(FOUNDATIONS, begun, LSSC) == "Required set, by portfolio"


def test_lengths_are_said_against_the_limit_where_there_is_one() -> None:
    assert words_line(1) == "1 word"
    assert words_line(612) == "612 words"
    assert pages_line(1.23, 3.0) == "about 1.2 of 3 pages"
    assert pages_line(1.23, None) == "about 1.2 pages"
    assert pages_line(0.01, 3.0) == "about 0.1 of 3 pages"
    assert pages_line(0, 3.0) == "0 of 3 pages"
    assert pages_line(0, None) == "0 pages"
    assert over_limit_line(3.5, 3.0).startswith("0.5 pages over the program’s limit of 3")


def test_evidence_is_referred_to_by_its_number() -> None:
    assert evidence_reference((2,)) == "(evidence 2)"


def test_what_was_taken_out_is_said_to_be_still_there() -> None:
    assert taken_out_line(["Evidence/Flyer.pdf"], 11) == (
        "Removed “Flyer.pdf” from competency 11. The file stays in your evidence."
    )
    assert taken_out_line(["Evidence/Flyer.pdf", "Evidence/Sign.pdf"], 11) == (
        "Removed 2 files from competency 11. They stay in your evidence."
    )


def test_a_document_that_can_be_edited_needs_no_notice() -> None:
    assert response_notice(DOCUMENT) is None
    assert response_notice(SeenDocument("", fault="missing")) is None


@pytest.mark.parametrize(
    ("document", "happened"),
    [
        (replace(DOCUMENT, locked=True), "This document is open in Word or LibreOffice."),
        (
            replace(DOCUMENT, beyond=("table", "signature")),
            "This document has a digital signature.",
        ),
        (
            replace(DOCUMENT, fault="encrypted"),
            "This document can’t be read. It’s password-protected.",
        ),
    ],
)
def test_a_document_that_is_only_shown_says_why_and_what_to_do(
    document: SeenDocument, happened: str
) -> None:
    notice = response_notice(document)

    assert notice is not None
    assert notice.happened == happened
    assert notice.advice


def test_only_a_document_that_was_there_can_be_lost() -> None:
    assert is_lost(replace(DOCUMENT, fault="missing"))
    assert not is_lost(SeenDocument("", fault="missing"))
    assert not is_lost(replace(DOCUMENT, fault="damaged"))


def test_a_set_without_a_route_says_what_writing_in_it_does() -> None:
    lssc = read_program(shipped_program_text(), "lssc.toml")
    assert no_route_note(lssc) == (
        "Choose a route under Courses. If you write here, it’s a portfolio. LSSC hasn’t "
        "accepted portfolios since January 31, 2019."
    )
    assert no_route_note(small_program()).endswith("it’s a portfolio.")


def test_where_a_program_asks_for_no_response_none_is_called_missing() -> None:
    read = read_program(shipped_program_text("cilip-certification"), "cilip-certification.toml")
    assert nothing_written(read, statement=False) == (
        "This needs no separate text. Read the learning statement."
    )
    assert nothing_written(read, statement=True) == "Nothing is written here."
    assert nothing_written(LSSC, statement=False) == "Nothing is written here."
