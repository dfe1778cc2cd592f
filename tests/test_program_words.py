"""One program, many readers: no name, number or phrase of LSSC stands in code or in Help.

What LSSC says stands in `resources/programs/lssc.toml` alone; who follows another program never
reads it.
"""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import lssc_desktop
from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.about_program import help_text
from lssc_desktop.paths import resources
from lssc_desktop.store.programs import read_program, shipped_program_text

PACKAGE = Path(lssc_desktop.__file__).parent
OTHERS = sorted((Path(__file__).parent / "programs").glob("*.toml"))
PAGES = sorted((resources() / "help").glob("*.md"))

LSSC = read_program(shipped_program_text(), "lssc.toml")

PHRASES = (
    r"LiveText",
    r"Formstack",
    r"(?-i:\bCARs?\b)",
    r"(?-i:\bCLSS\b)",
    r"(?-i:ALA-APA|\bALA\b)",
    r"(?-i:\bLSSC\b)(?! Desktop|-)",  # our own name, and the labels of our bags
    r"Library Support Staff",
    r"personal learning statement",
    r"one sitting",
    r"unusual circumstances",
    r"evaluators prefer",
    r"course is advised|advises (you )?to take a course",
    r"pay by check",
    r"webinar|state conference|state libraries",
    r"high school",
    r"master.s degree",
    r"Approved Course Catalog|Course Completion",
    r"recognized? college",
    r"notify the (LSSC )?office",
)

NUMBER_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 10: "ten"}

FROZEN = {
    "cli/commands.py": ("access-services", "collection-management", "reference-information"),
    "package/typesetting/wording.py": (
        "Personal learning statement",
        "personal learning statement",
    ),
}
"""What packages of sets say, on which their fingerprints hang; an example that can be typed."""


def several(count: Decimal | int, nouns: str) -> str:
    """A pattern for a number, in digits or as a word, before one of some nouns."""
    plain = f"{Decimal(count).normalize():f}"
    written = [plain, f"{int(count):,}", NUMBER_WORDS.get(int(count), plain)]
    return rf"\b(?:{'|'.join(map(re.escape, written))})[\s-](?:{nouns})\b"


def numbers(program: Program) -> Iterator[str]:
    """Patterns for what a program counts, each with its noun; amounts of money are enough alone."""
    choice, rule, renewal = program.choice, program.pass_rule, program.renewal
    work, courses, appeal = program.eligibility, program.courses, program.appeal
    assert renewal is not None
    assert work is not None
    assert courses is not None
    assert appeal is not None
    clock = program.clock
    assert clock is not None
    assert rule.evaluators is not None
    assert renewal.opens_months_before is not None
    assert renewal.grace_months is not None
    fees = (program.fees.application, program.fees.portfolio)
    for fee in fees:
        if fee is not None:
            yield rf"\$(?:{fee.member}|{fee.other})\b"
    yield several(choice.needed, "sets|competency sets|portfolios|courses|certificates")
    yield several(len(program.sets), "sets|competency sets")
    yield several(choice.electives, "electives?|elective sets")
    yield several(clock.years, "years?")
    yield several(work.hours, "hours")
    yield several(work.within_years, "years?")
    yield rf"\b{work.hours:,}\b"
    yield several(renewal.hours, "hours|contact hours")
    yield several(renewal.technology_hours, "hours|contact hours")
    yield several(renewal.opens_months_before, "months")
    yield several(renewal.grace_months, "months")
    yield several(appeal.notice_days, "days|calendar days")
    yield several(appeal.documents_days, "days|calendar days")
    yield several(courses.credit_years_before_approval, "years?")
    yield several(rule.evaluators, "evaluators?|reviewers?")
    yield rf"\b(?:{rule.met_percent}|{rule.partial_percent}) ?(?:%|percent)"


def names(program: Program) -> Iterator[str]:
    """Names that only this program has: of two words or more, and the ids of sets like them."""
    for item in program.sets:
        yield from (item.title, item.short_title, item.id)
        yield from (each.title for each in item.competencies)
        yield from (part.title for each in item.competencies for part in each.parts)
    contact, order = program.contact, program.purchase_order
    assert contact is not None
    assert order is not None
    yield from (contact.office, contact.phone, contact.email, contact.web)
    yield from (*order.address, order.phone, order.fax)
    yield from (program.office, program.designation, program.edition)


def patterns() -> re.Pattern[str]:
    long_enough = {name for name in names(LSSC) if re.search(r"[\s\d@-]", name.strip())}
    literal = (rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(long_enough))
    return re.compile("|".join((*PHRASES, *numbers(LSSC), *literal)), re.IGNORECASE)


OF_LSSC = patterns()


def shown_strings(source: str) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line; docstrings, which nobody is shown, aside."""
    tree = ast.parse(source)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    told |= {  # of attributes
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def found_in(text: str) -> list[str]:
    """What of LSSC a text has, as it stands there."""
    return [each.group() for each in OF_LSSC.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Portfolios go through LiveText",
        "Choose your six sets",
        "at least 1,820 hours",
        "filled in one sitting",
        "The Personal learning statement",
        "It costs $350.",
        "32 contact hours",
        "Attention: Razia Malick",
        "write to lssc@ala.org",
        "Foundations of Library Services",
        "adult-readers-advisory",
        "within four years",
        "70% fully met",
        "LSSC takes no portfolios",
    ],
)
def test_what_is_looked_for_is_found(text: str) -> None:
    assert found_in(text)


@pytest.mark.parametrize(
    "text", ["LSSC Desktop", "LSSC-Kind", "Choose your sets", "3 of 4 sets", "technology"]
)
def test_our_own_words_are_not_taken_for_those_of_lssc(text: str) -> None:
    assert not found_in(text)


def test_no_string_in_the_code_is_of_lssc() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}:{line}": of_lssc
        for path in PACKAGE.rglob("*.py")
        for line, text in shown_strings(path.read_text(encoding="utf-8"))
        if (
            of_lssc := [
                each
                for each in found_in(text)
                if each not in FROZEN.get(path.relative_to(PACKAGE).as_posix(), ())
            ]
        )
    }
    assert found == {}


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
@pytest.mark.parametrize("file", OTHERS, ids=[path.stem for path in OTHERS])
def test_no_page_of_help_is_of_lssc_for_another_program(path: Path, file: Path) -> None:
    program = read_program(file.read_bytes(), file.name)
    text = file.read_text(encoding="utf-8")
    own = set(re.findall(r"= (\d+)\b", text))
    said = help_text(path.read_text(encoding="utf-8"), program)
    found = (each for each in found_in(said) if each not in text)
    assert [each for each in found if each.partition(" ")[0] not in own] == []
