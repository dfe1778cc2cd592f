"""On a shelf the office's own program file counts, and nothing that came in a package."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.rules_id import RulesState, WhyUnknown
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import Rated, ReviewMode
from lssc_desktop.core.submission.shelf import (
    ShelfEntry,
    ShelfState,
    ShelvedReview,
    hide_candidates,
)
from lssc_desktop.core.submission.shelf_statistics import shelf_statistics
from lssc_desktop.package.shelf import Shelf, remembered_shelf, scan_shelf
from lssc_desktop.store import shipped_rules as module
from tests.office import DAY, office_knows, package_with_rules, packages

FORGED = """
[reviews]
blind = false
keep_years = 1
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def look(tmp_path: Path, folder: Path) -> Shelf:
    config = tmp_path / "config"
    known = remembered_shelf(config, folder, ignore_progress)
    return scan_shelf(config, known, DAY, ignore_progress)


def entry(tmp_path: Path, folder: Path) -> ShelfEntry:
    (found,) = look(tmp_path, folder).entries
    return found


def evaluated(entry: ShelfEntry) -> tuple[ShelvedReview, ...]:
    ratings = tuple(Rated(number, Rating.MET) for number in range(1, 10))
    return tuple(
        ShelvedReview(
            f"{name}.lssc-review.json",
            entry.package.seen,
            entry.package.package_id,
            name,
            ReviewMode.EVALUATION,
            rated=9,
            ratings=ratings,
        )
        for name in ("Ann", "Lee")
    )


def test_a_version_that_the_office_does_not_know_counts_for_nothing(
    tmp_path: Path, shelf: Path
) -> None:
    shutil.copy2(package_with_rules(FORGED), shelf / "nunez.zip")
    seen = look(tmp_path, shelf)
    found = replace(seen, reviews=evaluated(seen.entries[0])).entries[0]
    assert found.package.rules is not None
    assert found.package.rules.state is RulesState.UNKNOWN
    assert found.package.rules.why is WhyUnknown.NEWER
    assert found.state is ShelfState.RULES_NOT_KNOWN  # two evaluations are never enough
    assert (found.package.evaluators, found.package.keep_years) == (None, None)
    assert hide_candidates((found,))[0].hidden
    assert shelf_statistics((found,), DAY) == ()


def test_what_a_decided_package_says_of_retention_deletes_nothing(
    tmp_path: Path, shelf: Path
) -> None:
    shutil.copy2(package_with_rules(FORGED), shelf / "nunez.zip")
    seen = look(tmp_path, shelf)
    result = replace(
        evaluated(seen.entries[0])[0],
        mode=ReviewMode.RESULT,
        outcome=Outcome.ACHIEVED,
        written=None,
    )
    decided = replace(seen, reviews=(result,))
    assert decided.entries[0].state is ShelfState.DECIDED
    assert decided.expired(date(2200, 1, 1)) == ()


def test_what_takes_the_place_of_rules_that_are_not_known_deletes_nothing(
    tmp_path: Path, shelf: Path
) -> None:
    """An earlier package of the same work goes with a decided one, but never one of other rules."""
    office_knows(shelf)
    shutil.copy2(package_with_rules(), shelf / "nunez.zip")
    seen = look(tmp_path, shelf)
    (package,) = seen.packages
    result = replace(
        evaluated(seen.entries[0])[0],
        mode=ReviewMode.RESULT,
        outcome=Outcome.ACHIEVED,
        written=datetime(2019, 1, 1, tzinfo=UTC),
    )
    before = replace(package, name="before.zip", package_id="e" * 64, copy=0)
    newer = replace(package, revision=1, revises=before.package_id)
    assert before.rules_id is not None
    of_others = replace(before, rules_id=replace(before.rules_id, version="99"))
    later = date(2200, 1, 1)
    for earlier, count in ((before, 2), (of_others, 0)):
        both = replace(seen, packages=(newer, earlier), reviews=(result,))
        assert len(both.expired(later)) == count


def test_once_the_office_knows_the_rules_its_own_file_counts(tmp_path: Path, shelf: Path) -> None:
    shutil.copy2(package_with_rules(), shelf / "nunez.zip")
    assert entry(tmp_path, shelf).state is ShelfState.RULES_NOT_KNOWN
    office_knows(shelf)
    found = entry(tmp_path, shelf)
    assert found.package.has_known_rules
    assert (found.package.evaluators, found.package.blind, found.package.keep_years) == (2, True, 7)
    assert found.state is ShelfState.NOT_EVALUATED


def test_the_shipped_rules_are_known_everywhere(tmp_path: Path, shelf: Path) -> None:
    shutil.copy2(packages()[0], shelf)
    found = entry(tmp_path, shelf)
    assert found.package.has_known_rules
    assert (found.package.evaluators, found.package.blind) == (2, False)


def test_a_shelf_of_thousands_decodes_each_program_file_once(tmp_path: Path, shelf: Path) -> None:
    for number in range(40):
        shutil.copy2(package_with_rules(FORGED), shelf / f"{number}.zip")
    module._decoded_id.cache_clear()
    assert len(look(tmp_path, shelf).packages) == 40
    assert module._decoded_id.cache_info().misses == 1
