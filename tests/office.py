"""The shelf of an office with portfolios of several people: evaluated, decided, assigned, late."""

import shutil
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from zlib import adler32

from lssc_desktop.cli import run
from lssc_desktop.core.files.names import PROGRAM
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import (
    Office,
    add_comment,
    rate,
    result_of,
    verdict_of,
)
from lssc_desktop.core.review.review import About, Review, ReviewMode
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.package.opened import OpenedPackage, open_for_review, reviewed_package
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.folder import folder
from lssc_desktop.store.known_programs import keep_on_shelf
from lssc_desktop.store.programs import as_loaded, shipped_program_text
from lssc_desktop.store.review_file import write_review
from lssc_desktop.store.shelf_files import note_assignments

DAY = date(2026, 11, 24)
PEOPLE = ("José Núñez", "Mary O’Brien", "Zoë Björk", "Jane Smith", "Jane Smith")
FILES = ("nunez.zip", "obrien.zip", "bjork.zip", "smith-1.zip", "smith-2.zip")


@cache
def packages() -> tuple[Path, ...]:
    """Return portfolios that these people handed in; made once, and never changed."""
    base = Path(mkdtemp(prefix="lssc-office-"))
    root = base / "Somebody LSSC"
    write_sample(root, ignore_progress)
    made = []
    for number, (name, file) in enumerate(zip(PEOPLE, FILES, strict=True)):
        loaded = folder.load(root)
        candidate = replace(loaded.portfolio.candidate, name=name)
        portfolio = replace(
            loaded.portfolio, candidate=candidate, id=f"{number}a3f1c6e-0d2b-4e57-9c1a", packages=()
        )
        folder.save(root, portfolio, loaded.stamp)
        target = base / file
        words = ["package", str(root), "--set", "technology", "-o", str(target)]
        with redirect_stdout(None):
            assert run(words, DAY) == 0
        made.append(target)
    return tuple(made)


def evaluation(package: OpenedPackage, who: str, *below: int, rated: int = 99) -> Review:
    """Return an evaluation of a package, met but for some competencies, of the first so many."""
    written = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = Review(
        f"e-{who.split(maxsplit=1)[0].lower()}-{package.package_id[:6]}",
        ReviewMode.EVALUATION,
        reviewed_package(package),
        who,
        written,
    )
    for item in package.competency_set.competencies[:rated]:
        rating = Rating.PARTIAL if item.number in below else Rating.MET
        made = rate(made, item.number, rating)
    return made


def lay(target: Path, review: Review) -> None:
    """Write a review beside its package."""
    write_review(target, review)


def assign(package: Path, person: str, due: date | None, *, hand_in: date | None = None) -> None:
    """Assign somebody to a package, and note when it was handed in."""
    opened = open_for_review(package, ignore_progress)
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    changes = [AssignmentChange(now, "Office", AssignmentStep.ASSIGN, person, due)]
    if hand_in is not None:
        changes.append(AssignmentChange(now, "Office", AssignmentStep.HANDED_IN, day=hand_in))
    note_assignments(package, opened.package_id, changes)


def write_office(shelf: Path) -> None:
    """Lay out a shelf: one to combine, one half evaluated, one decided, two of one name."""
    shutil.copytree(_written_office(), shelf, dirs_exist_ok=True)


@cache
def _written_office() -> Path:
    shelf = Path(mkdtemp(prefix="lssc-shelf-"))
    for package in packages():
        shutil.copy2(package, shelf / package.name)
    opened = {name: open_for_review(shelf / name, ignore_progress) for name in FILES}
    lee, ann = "Lee Chen", "Ann Lindqvist"
    comment = "Say which of the two systems you compared."
    for name, who in (("nunez.zip", lee), ("nunez.zip", ann), ("obrien.zip", lee)):
        made = add_comment(evaluation(opened[name], who, 3), About(3), comment)
        lay(shelf / f"{name[:-4]}-{who.split()[0].lower()}.lssc-review.json", made)
    begun = evaluation(opened["bjork.zip"], ann, rated=2)
    lay(shelf / "bjork-ann.lssc-review.json", begun)
    decided = opened["smith-1.zip"]
    both = evaluation(decided, lee), evaluation(decided, ann)
    found = verdict_of(decided.program, decided.competency_set, decided.package_id, both)
    office = Office("Program office", "r1", datetime(2026, 11, 23, 15, tzinfo=UTC), "")
    lay(
        shelf / "smith-1-result.lssc-review.json",
        result_of(both, found, Outcome.ACHIEVED, office),
    )
    for each in both:
        lay(shelf / f"smith-1-{each.reviewer.split()[0].lower()}.lssc-review.json", each)
    assign(shelf / "nunez.zip", lee, DAY + timedelta(days=9), hand_in=date(2026, 11, 2))
    assign(shelf / "nunez.zip", ann, DAY + timedelta(days=9))
    assign(shelf / "obrien.zip", "M. Okafor", DAY - timedelta(days=3), hand_in=date(2026, 10, 20))
    assign(shelf / "bjork.zip", ann, DAY + timedelta(days=17))
    assign(shelf / "smith-1.zip", lee, DAY - timedelta(days=9), hand_in=date(2026, 10, 27))
    return shelf


# A program that says how it reviews ---------------------------------------------------------------

OFFICE_VERSION = "7"

REVIEW_RULES = """
[reviews]
blind = true
conflict_question = "Do you work with this candidate, or are you related?"
keep_years = 7
letter_head = ["Prairie Library Office", "12 Elm Street, Cedar Falls", "555-0100"]
letter_closing = "With kind regards,"

[[reviews.comments]]
title = "Name the systems"
text = "Say which systems you compared, and what you found."

[[reviews.comments]]
title = "Own part"
text = "Say what your own part was."
set = "technology"
competencies = [3]

[[reviews.comments]]
title = "Of another set"
text = "Never offered here."
set = "foundations"

[[reviews.rubric]]
rating = "met"
text = "Shown by the candidate's own work."

[[reviews.rubric]]
rating = "not"
text = "Nothing of it is shown."

[[reviews.rubric]]
rating = "met"
text = "Two devices, or more, are compared."
set = "technology"
competencies = [3]
"""


def program_with_rules(rules: str = REVIEW_RULES) -> str:
    """Return the shipped program with what an office says of its reviews, as a version of its own.

    No computer knows it by itself: `office_knows`.
    """
    version = f"{OFFICE_VERSION}.{adler32(rules.encode())}"
    text = shipped_program_text().replace('version = "2"', f'version = "{version}"', 1)
    return f"{text}\n{rules}"


PANEL_RULES = 'evaluators = 2\non_disagreement = "panel"'
"""Of a program whose panel decides where two evaluators differ."""


def program_with_panel() -> str:
    """Return the shipped program with a panel, as a version of its own."""
    text = program_with_rules("# with a panel")
    assert "evaluators = 2" in text
    return text.replace("evaluators = 2", PANEL_RULES, 1)


def office_knows(shelf: Path, rules: str = REVIEW_RULES) -> None:
    """Put the office's program file into its shelf, so that its packages can be judged there."""
    keep_on_shelf(shelf / "no settings", shelf, as_loaded(program_with_rules(rules), "office.toml"))


def package_with_rules(rules: str = REVIEW_RULES) -> Path:
    """Return a portfolio that José Núñez handed in under such a program; it is never changed."""
    return package_with_program(program_with_rules(rules))


def package_with_panel() -> Path:
    """Return a portfolio of a program with a panel; it is never changed."""
    return package_with_program(program_with_panel())


@cache
def package_with_program(text: str) -> Path:
    """Return a portfolio that José Núñez handed in, with that program file; it is never changed."""
    base = Path(mkdtemp(prefix="lssc-rules-"))
    root = base / "Nunez LSSC"
    write_sample(root, ignore_progress)
    loaded = folder.load(root)
    candidate = replace(loaded.portfolio.candidate, name="José Núñez")
    folder.save(root, replace(loaded.portfolio, candidate=candidate), loaded.stamp)
    (root / PROGRAM).write_text(text, encoding="utf-8")
    target = base / "nunez-technology.lssc.zip"
    with redirect_stdout(None):
        words = ["package", str(root), "--set", "technology", "-o", str(target)]
        assert run(words, DAY) == 0
    return target
