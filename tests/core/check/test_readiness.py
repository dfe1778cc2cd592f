"""The check as a whole; each rule has its own tests in `rules/`."""

from dataclasses import replace
from datetime import date
from inspect import isfunction, signature
from types import ModuleType

import pytest

from lssc_desktop.core.check.finding import Level
from lssc_desktop.core.check.readiness import (
    ALWAYS,
    BY_AGREEMENT,
    BY_COURSE,
    BY_PORTFOLIO,
    WITHOUT_ROUTE,
    SetCheck,
    check_choice,
    check_set,
)
from lssc_desktop.core.check.rules import evidence, responses, standing
from lssc_desktop.core.files.seen import RefusedFile
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Document,
    EvidenceFile,
    FormerCompetency,
    Portfolio,
    SetWork,
    TextPlace,
)
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.store.programs import read_program, shipped_program_text

TODAY = date(2026, 11, 24)
LSSC = read_program(shipped_program_text(), "lssc.toml")
EMPTY = Portfolio("p", "lssc", "1", Candidate("A. Rivera"), date(2024, 9, 14))


def begun(set_id: str, route: Route = Route.PORTFOLIO) -> Portfolio:
    return replace(EMPTY, sets=(SetWork(set_id, TODAY, route=route),))


def checked(set_id: str, route: Route = Route.PORTFOLIO) -> SetCheck:
    competency_set = LSSC.competency_set(set_id)
    assert competency_set is not None
    return check_set(LSSC, competency_set, begun(set_id, route), FolderFacts(), TODAY)


def test_an_empty_set_lacks_every_response_and_the_statement() -> None:
    codes = [item.code for item in checked("technology").blockers]
    assert codes == ["response-missing"] * 9 + ["statement-missing"]


def test_blockers_come_before_advice() -> None:
    levels = [item.level for item in checked("technology").findings]
    assert levels == sorted(levels, key=lambda level: level is not Level.BLOCKER)


def test_rules_without_a_finding_are_told_as_passed() -> None:
    check = checked("technology")
    rules = {rule.__name__.replace("_", "-") for rule in (*ALWAYS, *BY_PORTFOLIO)}
    assert set(check.passed) < rules
    assert "evidence-gone" in check.passed
    assert "response-missing" not in check.passed


def test_a_set_by_course_is_checked_by_other_rules() -> None:
    codes = {item.code for item in checked("access-services", Route.COURSE).blockers}
    assert codes == {"course-missing"}
    passed = set(checked("access-services", Route.COURSE).passed)
    only_by_portfolio = {rule for rule in BY_PORTFOLIO if rule not in BY_COURSE}
    assert passed.isdisjoint(rule.__name__.replace("_", "-") for rule in only_by_portfolio)
    assert BY_COURSE


def test_every_unknown_competency_of_a_set_is_named() -> None:
    unknown = [
        item.competency
        for item in checked("supervision-management").findings
        if item.code == "competency-unknown"
    ]
    assert unknown == [15, 16]


def test_the_number_of_electives_is_the_programs() -> None:
    findings = check_choice(LSSC, begun("technology"), FolderFacts())
    (finding,) = [item for item in findings if item.code == "electives-count"]
    assert (finding.fact("chosen"), finding.fact("needed")) == ("0", "3")


def test_files_that_no_set_uses_are_named() -> None:
    unused = EvidenceFile("Evidence/spare.pdf", "0", 1, TODAY)
    findings = check_choice(LSSC, replace(EMPTY, evidence=(unused,)), FolderFacts())
    assert ("evidence-unused", "Evidence/spare.pdf") in [(f.code, f.path) for f in findings]


def test_a_link_in_the_folder_is_named() -> None:
    facts = FolderFacts(refused=(RefusedFile("Evidence/shortcut", "link"),))
    findings = check_choice(LSSC, EMPTY, facts)
    assert ("file-refused", "Evidence/shortcut") in [(f.code, f.path) for f in findings]


def test_every_finding_of_an_empty_portfolio_has_its_sentence() -> None:
    for competency_set in LSSC.sets:
        for finding in checked(competency_set.id).findings:
            assert finding_message(finding).happened.endswith(".")


def test_a_response_to_a_competency_that_is_gone_is_told() -> None:
    former = FormerCompetency("technology", "Technology", 99, "Punched cards")
    portfolio = set_document(
        EMPTY, TextPlace("technology", 99), Document("Technology/99.docx", "0"), TODAY
    )
    portfolio = replace(portfolio, former=(former,))
    found = [
        item
        for item in check_choice(LSSC, portfolio, FolderFacts())
        if item.code == "competency-former"
    ]
    assert [(item.level, item.set_id, item.path) for item in found] == [
        (Level.ADVICE, "technology", "Technology/99.docx")
    ]
    assert "competency 99, “Punched cards”" in finding_message(found[0]).text


@pytest.mark.parametrize("module", [evidence, responses, standing])
def test_every_rule_that_was_written_is_asked(module: ModuleType) -> None:
    """A rule takes the snapshot alone; helpers take more, or begin with an underscore."""
    written = {
        function
        for name, function in vars(module).items()
        if isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and len(signature(function).parameters) == 1
    }
    assert written
    assert written <= {*ALWAYS, *BY_PORTFOLIO, *BY_COURSE, *BY_AGREEMENT, *WITHOUT_ROUTE}
