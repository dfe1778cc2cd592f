"""A program in which one statement covers the criteria: what its check asks for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.check.finding import Finding, Level
from lssc_desktop.core.check.readiness import set_report
from lssc_desktop.core.check.rules.standing import document_files
from lssc_desktop.core.files.seen import SeenDocument, SeenFile
from lssc_desktop.core.portfolio.candidate_edits import set_grid_rating
from lssc_desktop.core.portfolio.edits import put_about_files, use_evidence
from lssc_desktop.core.portfolio.portfolio import (
    AboutFile,
    Candidate,
    Document,
    EvidenceUse,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.grid import Grid
from lssc_desktop.core.program.program import EvidenceReferenced, Per, Program
from lssc_desktop.core.program.schema import AboutKind, Needed
from lssc_desktop.core.program.translation import in_language
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.references import unreferenced
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.store.programs import load_program

TODAY = date(2026, 11, 27)
STATEMENT = "Portfolio/Reflective account.docx"
HARBOR = load_program(Path(__file__).parents[3] / "programs" / "harbor.toml").program
CV = AboutFile("About me/CV.pdf", "1", 9, AboutKind.RESUME)


def written(
    text: str, *shown: str, about: Sequence[AboutFile] = (CV,), mentor: bool | None = None
) -> tuple[Portfolio, FolderFacts]:
    """A portfolio with a statement that shows these files, and with these files about Ana."""
    portfolio = Portfolio(
        "p",
        "harbor",
        "1",
        Candidate("Ana Rivera"),
        date(2016, 2, 2),
        (SetWork("portfolio", TODAY, statement=Document(STATEMENT, "0")),),
        mentor=mentor,
    )
    for path in shown:
        portfolio = use_evidence(portfolio, "portfolio", None, EvidenceUse(path), TODAY)
    portfolio = put_about_files(portfolio, about)
    paths = (*shown, *(file.path for file in about))
    document = SeenDocument(STATEMENT, RichText((Paragraph((Span(text),)),)))
    return portfolio, FolderFacts(tuple(SeenFile(path, 9, "1") for path in paths), (document,))


def findings(program: Program, made: tuple[Portfolio, FolderFacts]) -> list[tuple[str, str]]:
    return [
        (finding.level.value, finding_message(finding).happened)
        for finding in found(program, made)
        if "About me" not in finding_message(finding).happened
    ]


def found(program: Program, made: tuple[Portfolio, FolderFacts]) -> tuple[Finding, ...]:
    return set_report(program, "portfolio", made[0], (), made[1], TODAY).check.findings


def documents(made: tuple[Portfolio, FolderFacts]) -> dict[str, Level]:
    return {
        finding.fact("title"): finding.level
        for finding in found(HARBOR, made)
        if finding.fact("title")
    }


GRID = Grid("skills", "Skills", ("start", "end"), ("Teaching",))


@pytest.mark.parametrize(
    ("needed", "mentor", "level"),
    [
        (Needed.YES, None, "blocker"),
        (Needed.ADVICE, None, "advice"),
        (Needed.UNKNOWN, None, "advice"),
        (Needed.IF_MENTOR, None, "advice"),
        (Needed.IF_MENTOR, True, "blocker"),
    ],
)
def test_a_form_without_ratings_stops_a_hand_in_where_it_is_needed(
    needed: Needed, mentor: bool | None, level: str
) -> None:
    program = replace(HARBOR, grid=(replace(GRID, needed=needed),))
    said = findings(program, written("I learned.", mentor=mentor))
    assert said == [(level, "Skills has no ratings yet.")]


def test_a_form_lacks_the_column_that_is_not_rated_and_then_nothing() -> None:
    program = replace(HARBOR, grid=(replace(GRID, needed=Needed.YES),))
    portfolio, facts = written("I learned.")
    for column, text in (("start", "“end” has no rating for Teaching."), ("end", "")):
        portfolio = set_grid_rating(portfolio, GRID, "Teaching", column, "2", TODAY)
        said = findings(program, (portfolio, facts))
        assert [item[0] for item in said] == (["blocker"] if text else [])
        assert all(item[1].endswith(text) for item in said)


def test_an_empty_form_is_left_to_the_document_that_holds_it() -> None:
    program = replace(HARBOR, grid=(replace(GRID, needed=Needed.YES, document="checklist"),))
    assert findings(program, written("I learned.")) == []


def test_as_many_words_as_the_program_takes_are_no_finding_and_one_more_stops_a_hand_in() -> None:
    assert findings(HARBOR, written("word " * 40)) == []
    assert findings(HARBOR, written("word " * 41)) == [
        ("blocker", "Reflective account is 1 word over the limit.")
    ]
    assert findings(HARBOR, written("word " * 43)) == [
        ("blocker", "Reflective account is 3 words over the limit.")
    ]


def test_nobody_is_asked_for_a_response_a_rating_or_a_deadline_met() -> None:
    portfolio, facts = written("I learned.")
    report = set_report(HARBOR, "portfolio", portfolio, (), facts, TODAY)
    assert report.forecast is None
    assert findings(HARBOR, (portfolio, facts)) == []


def test_a_missing_statement_is_called_as_the_program_calls_it() -> None:
    portfolio, facts = written("")
    empty = replace(portfolio, sets=(SetWork("portfolio", TODAY),))
    assert findings(HARBOR, (empty, facts)) == [("blocker", "Reflective account is missing.")]


def test_evidence_that_the_statement_does_not_reference_stops_a_hand_in_or_is_advice() -> None:
    shown = [f"Evidence/{number}.pdf" for number in range(1, 5)]
    made = written("See E1, evidence 2 and E03.", *shown)
    assert findings(HARBOR, made) == [("blocker", "E4 isn’t mentioned: “4.pdf”.")]
    for wanted, expected in (
        (EvidenceReferenced.ADVICE, [("advice", "E4 isn’t mentioned: “4.pdf”.")]),
        (EvidenceReferenced.NO, []),
    ):
        assert HARBOR.statement is not None
        lenient = replace(HARBOR, statement=replace(HARBOR.statement, evidence_referenced=wanted))
        assert findings(lenient, made) == expected


def test_a_file_shown_for_two_criteria_is_referenced_by_either_label() -> None:
    portfolio, facts = written("See E2.1.", "Evidence/a.pdf")
    work = replace(portfolio.sets[0], evidence=())
    portfolio = replace(portfolio, sets=(work,))
    for number in (1, 2):
        use = EvidenceUse("Evidence/a.pdf")
        portfolio = use_evidence(portfolio, "portfolio", number, use, TODAY)
    assert findings(HARBOR, (portfolio, facts)) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("E1 E2 E3", set()),
        ("e1, E 2; (E003).", set()),
        ("Evidence 1 and evidence 2, then E3.", set()),
        ("E1-E3", set()),
        ("E1–3", set()),
        ("E1 to E3", set()),
        ("E1 to 3 people", {"E2", "E3"}),
        ("E1 - 3 of them", {"E2", "E3"}),
        ("page 1, THE2, E12 and E31", {"E1", "E2", "E3"}),
        ("E1.2", {"E1", "E2", "E3"}),
        ("", {"E1", "E2", "E3"}),
    ],
)
def test_a_label_is_read_as_people_write_it(text: str, missing: set[str]) -> None:
    assert unreferenced(text, ("E1", "E2", "E3")) == missing


def test_the_label_of_a_criterion_s_evidence_names_both() -> None:
    assert unreferenced("E2.1 and E3.1-2", ("E2.1", "E3.1", "E3.2", "E1")) == {"E1"}


@given(st.sets(st.integers(1, 60)), st.integers(1, 60))
def test_exactly_what_is_not_written_is_not_referenced(named: set[int], count: int) -> None:
    labels = [f"E{number}" for number in range(1, count + 1)]
    text = "; ".join(f"as E{number} shows" for number in sorted(named))
    assert unreferenced(text, labels) == {
        label for number, label in enumerate(labels, 1) if number not in named
    }


def test_a_required_document_stops_a_hand_in_and_one_of_which_it_is_not_known_does_not() -> None:
    levels = documents(written("I learned.", about=()))
    assert levels == {
        "Career summary": Level.BLOCKER,
        "Mentor form": Level.ADVICE,
        "Letter of support": Level.ADVICE,
        "Checklist": Level.ADVICE,
    }


def test_a_mentor_s_form_is_needed_where_there_is_a_mentor() -> None:
    assert documents(written("I learned.", mentor=False))["Mentor form"] is Level.ADVICE
    assert documents(written("I learned.", mentor=True))["Mentor form"] is Level.BLOCKER
    form = AboutFile("About me/Mentor form.pdf", "1", 9)
    assert "Mentor form" not in documents(written("I learned.", about=(form,), mentor=True))


def test_a_document_may_be_needed_more_than_once() -> None:
    first = AboutFile("About me/Letter of support, Kim.pdf", "1", 9)
    second = AboutFile("About me/Letter of support, Lee.pdf", "2", 9)
    (missing,) = (
        finding_message(finding).happened
        for finding in found(HARBOR, written("I learned.", about=(first,)))
        if finding.fact("times")
    )
    assert missing == "“About me” has 1 of 2: Letter of support."
    assert "Letter of support" not in documents(written("I.", about=(first, second)))


def test_a_document_for_each_set_is_that_of_the_set_it_names() -> None:
    (whole,) = HARBOR.sets
    first = replace(whole, id="youth", title="Youth Services", short_title="Youth")
    second = replace(whole, id="law", title="Law and Order", short_title="Law")
    log = replace(HARBOR.documents[1], title="Log", per=Per.SET)
    program = replace(HARBOR, documents=(log,), sets=(first, second))
    file = AboutFile("About me/Youth log.pdf", "1", 9)
    assert document_files(program, first, log, (file,)) == (file,)
    assert document_files(program, second, log, (file,)) == ()


def test_a_set_names_the_same_documents_in_every_language() -> None:
    (whole,) = HARBOR.sets
    sets = (
        replace(whole, id="access-services", title="Access Services", short_title="Access"),
        replace(whole, id="law", title="Law and Order", short_title="Law"),
    )
    log = replace(HARBOR.documents[1], title="Log", per=Per.SET)
    own = replace(HARBOR, documents=(log,), sets=sets)
    spanish = in_language(own, {"Access Services": "Servicios de acceso", "Access": "Acceso"})
    for name in ("Access log", "Access Services log"):
        file = AboutFile(f"About me/{name}.pdf", "1", 9)
        for program in (own, spanish):
            first, second = program.sets
            assert document_files(program, first, log, (file,)) == (file,)
            assert document_files(program, second, log, (file,)) == ()
    translated = AboutFile("About me/Acceso log.pdf", "1", 9)
    assert document_files(spanish, spanish.sets[0], log, (translated,)) == (translated,)
