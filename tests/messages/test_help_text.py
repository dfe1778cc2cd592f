"""The pages of Help: days and amounts are those of the program file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.about_program import help_text
from lssc_desktop.messages.help_pages import help_topics
from lssc_desktop.paths import resources
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.core.check.rules.desk import small_program

PAGES = sorted((resources() / "help").glob("*.md"))
PRAIRIE = Path(__file__).parents[1] / "programs" / "prairie.toml"
TYPED = "March 15, 2026, or 3/15/2026"  # shows how a day is typed
LSSC = read_program(shipped_program_text(), "lssc.toml")


def page(name: str) -> str:
    return (resources() / "help" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_no_page_has_a_day_or_an_amount_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(TYPED, "")
    assert re.findall(r"\$\d|\b\d,\d{3}\b|\b(?:19|20)\d\d\b|\b\d+ (?:contact )?hours\b", text) == []


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_place_is_filled_for_any_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for program in (LSSC, read_program(PRAIRIE.read_bytes(), "prairie.toml"), small_program()):
        assert "[[" not in help_text(text, program)


def test_lssc_and_another_program_each_say_their_own() -> None:
    prairie = read_program(PRAIRIE.read_bytes(), "prairie.toml")

    def said(name: str, program: Program) -> str:
        return help_text(page(name), program)

    assert "You need 32 contact hours, 4 of them on technology." in said("renewal", LSSC)
    assert "You need 20 contact hours, 2.5 of them on technology." in said("renewal", prairie)
    assert "within 10 days of a decision, documents within 30 days" in said("decisions", LSSC)
    assert "within 14 days of a decision, documents within 45 days" in said("decisions", prairie)
    assert "$325 for members of ALA, $350 for others" in said("costs", LSSC)
    assert "$80 for members of PLA, $95.50 for others" in said("costs", prairie)
    assert "A candidate has 4 years." in said("time", LSSC)
    assert "A candidate has 3 years." in said("time", prairie)


def test_the_page_about_courses_says_which_routes_are_accepted() -> None:
    said = help_text(page("courses"), LSSC)
    assert "By portfolio: not accepted since January 31, 2019." in said
    assert "By an approved course: accepted (as of 2019)." in said


def test_a_note_on_a_fee_says_of_which() -> None:
    cilip = resources() / "programs" / "cilip-certification.toml"
    said = help_text(page("costs"), read_program(cilip.read_bytes(), cilip.name))
    assert ": Once, not each year." in said


def test_where_a_program_says_nothing_that_is_said() -> None:
    assert "says nothing about this" in help_text(page("renewal"), small_program())


OF_LSSC = (
    r"\bLSSC\b(?! Desktop)|\bALA\b|ALA-APA|LiveText|[Oo]ne sitting|\bsix sets\b|pay by check"
    r"|webinar|state conference|State libraries|master.s degree|approved courses|advises you"
    r"|directly related|\b1 months\b"
)


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_no_page_says_a_rule_of_lssc_to_people_of_another_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for file in sorted(PRAIRIE.parent.glob("*.toml")):
        program = read_program(file.read_bytes(), file.name)
        assert re.findall(OF_LSSC, help_text(text, program)) == []


NOT_WITHOUT: tuple[tuple[Callable[[Program], object], str], ...] = (
    (lambda program: program.needs_responses, r"\bresponses?\b|learning statement"),
    (lambda program: program.choice.electives, r"\belectives?\b"),
    (lambda program: program.clock, r"behind schedule|on pace|leap|February 29|Your timeline"),
    (lambda program: program.purchase_order, r"[Pp]urchase order"),
    (lambda program: program.has_courses, r"\bcourses?\b"),
    (lambda program: program.renewal, r"first and last day|Contact hours"),
)
"""What is said only to candidates of programs that have it."""

ALL = [
    read_program(path.read_bytes(), path.name)
    for folder in (resources() / "programs", PRAIRIE.parent)
    for path in sorted(folder.glob("*.toml"))
    if path.name.count(".") == 1
]
CANDIDATES_READ = sorted({path.stem for path in PAGES} - {"review", "shelf", "keyboard"})


@pytest.mark.parametrize("program", ALL, ids=[each.id for each in ALL])
@pytest.mark.parametrize("name", CANDIDATES_READ)
def test_no_page_speaks_of_what_a_program_does_not_have(name: str, program: Program) -> None:
    if name not in dict(help_topics(program)):
        return
    said = re.sub(r"\*\*In .*:\*\*(\n\n?- .*)*", "", help_text(page(name), program))
    wrong = "|".join(words for has, words in NOT_WITHOUT if not has(program))
    assert not wrong or re.findall(wrong, said) == []


def test_what_lssc_says_stands_in_its_file() -> None:
    for name, words in (
        ("costs", "ALA membership isn’t required"),
        ("courses", "Approved Course Catalog"),
        ("submissions", "webinars"),
        ("renewal", "directly related to the competency sets"),
        ("renewal", "in one sitting"),
        ("time", "no deadline for applying"),
    ):
        assert words in help_text(page(name), LSSC), name
