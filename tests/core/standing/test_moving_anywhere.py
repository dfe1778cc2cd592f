"""Whatever two programs have in common: a move keeps all work, and can be undone."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.edits import (
    choose_sets,
    set_document,
    set_plan,
    use_evidence,
)
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Document,
    EvidenceUse,
    Plan,
    Portfolio,
    TextPlace,
    evidence_labels,
)
from lssc_desktop.core.program.program import (
    Choice,
    Competency,
    CompetencySet,
    Program,
    ProgramKind,
    ResponseRule,
    ResponsesNeeded,
    StatementRule,
)
from lssc_desktop.core.standing.program_differences import (
    DifferenceCode,
    differences,
    former_work,
    switch_program,
    undo_switch,
)
from tests.core.check.rules.desk import small_program

DAY, TODAY = date(2026, 1, 1), date(2026, 11, 25)


def competency_set(set_id: str, required: bool, numbers: frozenset[int]) -> CompetencySet:
    competencies = tuple(Competency(number, f"Competency {number}") for number in sorted(numbers))
    return CompetencySet(set_id, set_id.upper(), set_id, required, competencies)


NUMBERS = st.frozensets(st.integers(1, 5), min_size=1)
SETS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]), st.tuples(st.booleans(), NUMBERS), min_size=1
)
PROGRAMS = SETS.map(
    lambda sets: replace(
        small_program(),
        version=str(sorted(sets.items(), key=lambda item: item[0])),
        choice=Choice(1, 0),
        sets=tuple(competency_set(set_id, *rest) for set_id, rest in sorted(sets.items())),
    )
)


def worked_on(program: Program, plans: list[tuple[int, int]]) -> Portfolio:
    """Return a portfolio with some sets chosen and notes on some competencies."""
    start = Portfolio("p", program.id, program.version, Candidate("Ana"), DAY)
    portfolio = choose_sets(start, tuple(item.id for item in program.sets), DAY)
    for which, number in plans:
        found = program.sets[which % len(program.sets)]
        known = found.competencies[number % len(found.competencies)]
        note = Plan(primary=f"{found.id} {known.number}")
        portfolio = set_plan(portfolio, found.id, known.number, note, DAY)
    return portfolio


def notes(portfolio: Portfolio) -> set[str]:
    return {item.plan.primary for work in portfolio.sets for item in work.competencies}


PLANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=6)


@given(PROGRAMS, PROGRAMS, PLANS)
def test_no_note_is_lost_there_or_back(
    old: Program, new: Program, plans: list[tuple[int, int]]
) -> None:
    before = worked_on(old, plans)
    moved = switch_program(before, old, new, "abc", TODAY)
    assert notes(moved) == notes(before)
    chosen = [work.set_id for work in moved.sets if work.chosen]
    assert {item.id for item in new.required_sets} <= set(chosen)
    assert all(new.competency_set(set_id) is not None for set_id in chosen)
    back = undo_switch(moved, new, old, TODAY)
    assert notes(back) == notes(before)
    assert (back.former, back.moves, back.program_version) == ((), (), old.version)
    assert [work.set_id for work in back.sets if work.chosen] == [
        work.set_id for work in before.sets
    ]


def of_one_statement(program: Program) -> Program:
    """Return a program of which the whole portfolio is one statement."""
    whole = replace(program.sets[0], id="portfolio", required=True)
    return replace(
        program,
        kind=ProgramKind.STATEMENT,
        sets=(whole,),
        routes=(),
        clock=None,
        responses=ResponseRule(ResponsesNeeded.NONE),
        statement=StatementRule("Essay"),
    )


@given(PROGRAMS, PROGRAMS, st.lists(st.integers(0, 4), min_size=1, unique=True))
def test_a_statement_and_what_it_shows_are_kept_by_a_program_without_them(
    old: Program, new: Program, shown: list[int]
) -> None:
    statement = of_one_statement(old)
    before = choose_sets(worked_on(statement, []), ("portfolio",), DAY)
    before = set_document(before, TextPlace("portfolio"), Document("Essay.docx", "1"), DAY)
    for number in shown:
        use = EvidenceUse(f"Evidence/{number}.pdf")
        before = use_evidence(before, "portfolio", None, use, DAY)
    found = differences(statement, new, before)
    assert DifferenceCode.SET_GONE in {item.code for item in found if item.has_work}
    moved = switch_program(before, statement, new, "abc", TODAY)
    (former,) = (item for item in former_work(new, moved) if item.number is None)
    assert former.response == "Essay.docx"
    assert former.evidence == tuple(f"Evidence/{number}.pdf" for number in shown)
    back = undo_switch(moved, new, statement, TODAY).set_work("portfolio")
    assert back is not None
    assert evidence_labels(back) == evidence_labels(before.sets[0])


@given(PROGRAMS, PROGRAMS, PLANS)
def test_what_is_gone_with_work_on_it_keeps_its_name(
    old: Program, new: Program, plans: list[tuple[int, int]]
) -> None:
    before = worked_on(old, plans)
    gone = {
        (work.set_id, item.number)
        for work in before.sets
        for item in work.competencies
        if (found := new.competency_set(work.set_id)) is None
        or found.competency(item.number) is None
    }
    moved = switch_program(before, old, new, "abc", TODAY)
    assert {(item.set_id, item.number) for item in moved.former} == gone


@given(PROGRAMS, PROGRAMS)
def test_the_differences_back_are_those_there_turned_round(old: Program, new: Program) -> None:
    empty = Portfolio("p", old.id, old.version, Candidate("Ana"), DAY)
    turned = {
        DifferenceCode.SET_ADDED: DifferenceCode.SET_GONE,
        DifferenceCode.SET_GONE: DifferenceCode.SET_ADDED,
        DifferenceCode.COMPETENCY_ADDED: DifferenceCode.COMPETENCY_GONE,
        DifferenceCode.COMPETENCY_GONE: DifferenceCode.COMPETENCY_ADDED,
    }
    there = {
        (turned.get(item.code, item.code), item.set_id, item.number, item.after, item.before)
        for item in differences(old, new, empty)
    }
    back = {
        (item.code, item.set_id, item.number, item.before, item.after)
        for item in differences(new, old, empty)
    }
    assert there == back
