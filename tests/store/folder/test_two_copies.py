import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import mark_ready, put_evidence_files
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.messages.portfolio import comparison_message
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.conflicts import Comparison, Newer, compare_copies
from lssc_desktop.store.folder.safety_copy import make_safety_copy

DAY = date(2026, 11, 24)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A safety copy of the portfolio on a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    return make_safety_copy(root, stick, DAY, ignore_progress).path


def edit(root: Path, change: Callable[[Portfolio], Portfolio]) -> None:
    """Work on a copy: change its portfolio and save it."""
    loaded = folder.load(root)
    folder.save(root, change(loaded.portfolio), loaded.stamp)


def ready(number: int, day: date = DAY) -> Callable[[Portfolio], Portfolio]:
    return lambda portfolio: mark_ready(portfolio, TextPlace("foundations", number), True, day)


def not_ready(number: int) -> Callable[[Portfolio], Portfolio]:
    return lambda portfolio: mark_ready(portfolio, TextPlace("foundations", number), False, DAY)


def add(root: Path, name: str) -> None:
    source = root.parent / name
    source.write_bytes(name.encode())
    added = add_files(root, [source], DAY, ignore_progress)
    edit(root, lambda portfolio: put_evidence_files(portfolio, added, DAY))


def compare(root: Path, copy: Path) -> Comparison:
    return compare_copies(root, copy, ignore_progress)


def test_a_fresh_copy_is_the_same(root: Path, copy: Path) -> None:
    assert compare(root, copy).newer is Newer.SAME


def test_the_one_that_went_on_is_newer(root: Path, copy: Path) -> None:
    edit(root, ready(1))
    edit(root, ready(2))
    assert compare(root, copy).newer is Newer.OURS
    assert compare(copy, root).newer is Newer.THEIRS


def test_a_new_file_is_named_and_makes_newer(root: Path, copy: Path) -> None:
    add(copy, "flyer.pdf")
    comparison = compare(root, copy)
    assert comparison.newer is Newer.THEIRS
    assert comparison.only_theirs == ("Evidence/flyer.pdf",)
    assert (comparison.only_ours, comparison.different) == ((), ())


def test_work_on_both_is_never_called_newer(root: Path, copy: Path) -> None:
    edit(root, ready(1))
    edit(copy, ready(2))
    assert compare(root, copy).newer is Newer.BOTH_CHANGED


def test_words_written_into_the_older_copy_with_another_program_are_not_passed_over(
    root: Path, copy: Path
) -> None:
    edit(root, ready(1))
    (copy / "Evidence" / "only on the stick.pdf").write_bytes(b"x")
    assert compare(root, copy).newer is Newer.BOTH_CHANGED


def test_a_file_that_another_program_wrote_makes_its_copy_newer(root: Path, copy: Path) -> None:
    add(root, "notes.txt")
    shutil.rmtree(copy)
    fresh = make_safety_copy(root, copy.parent, DAY, ignore_progress).path
    (fresh / "Evidence" / "notes.txt").write_bytes(b"longer notes")
    comparison = compare(root, fresh)
    assert comparison.newer is Newer.THEIRS
    assert comparison.different == ("Evidence/notes.txt",)


def test_a_history_that_no_longer_reaches_back_does_not_guess(root: Path, copy: Path) -> None:
    for number in range(1, 13):
        for day in range(1, 7):
            edit(root, ready(number, date(2026, 11, day)))
            edit(root, not_ready(number))
    assert compare(root, copy).newer is Newer.BOTH_CHANGED


def test_another_portfolio_is_no_copy(root: Path, copy: Path) -> None:
    edit(copy, lambda portfolio: replace(portfolio, id="another"))
    assert compare(root, copy).newer is Newer.OTHER_PORTFOLIO


@pytest.mark.parametrize("newer", Newer)
def test_every_outcome_says_what_to_do(newer: Newer) -> None:
    said = comparison_message(Comparison(newer, DAY, DAY, ("Evidence/a.pdf",), (), ("b", "c")))
    assert said.happened
    assert said.advice
    if newer is Newer.BOTH_CHANGED:
        assert said.meaning == (
            "Last change here: November 24, 2026. Last change there: November 24, 2026. 1 "
            "file is only here. 2 files differ."
        )
