"""A web form by hand, beside a real package."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission import submission as by_hand
from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.destination import PackageChanged
from lssc_desktop.transfer.outbox import AlreadyReceived, begin_form, take_form_step

AT = datetime(2026, 11, 24, 10, 38, tzinfo=UTC)
DAY = date(2026, 11, 24)


def write(path: Path, words: str) -> str:
    return write_bag(
        path, "top", (BagFile("index.html", words.encode()),), (), DAY, ignore_progress
    ).package_id


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "rivera-technology-2026-11-24.lssc.zip"
    write(path, "one")
    return path


def test_beginning_writes_down_which_package_it_is(package: Path) -> None:
    begun = begin_form(package, ignore_progress)
    assert begun.state is SubmissionState.PACKAGED
    assert begun.bytes == package.stat().st_size
    assert read_submission(package, by_hand.FORM) == begun


def test_ticks_are_there_again_days_later(package: Path) -> None:
    begin_form(package, ignore_progress)
    take_form_step(package, partial(by_hand.form_opened, at=AT), ignore_progress)
    take_form_step(
        package, partial(by_hand.step_ticked, step=by_hand.field_step(1)), ignore_progress
    )
    assert begin_form(package, ignore_progress).ticked == ("open", "field-1")


def test_what_was_confirmed_is_not_begun_again(package: Path) -> None:
    said = partial(by_hand.confirmed, said="Thank you", page="https://x.example/", at=AT)
    take_form_step(package, said, ignore_progress)
    with pytest.raises(AlreadyReceived):
        begin_form(package, ignore_progress)


def test_another_package_of_the_same_name_begins_anew(package: Path) -> None:
    take_form_step(package, partial(by_hand.form_opened, at=AT), ignore_progress)
    package.unlink()
    changed = write(package, "two")
    begun = begin_form(package, ignore_progress)
    assert (begun.package_id, begun.ticked) == (changed, ())


def test_another_package_in_the_place_of_one_that_may_have_arrived_is_refused(
    package: Path,
) -> None:
    take_form_step(package, partial(by_hand.form_submitted, at=AT), ignore_progress)
    package.unlink()
    write(package, "two")
    with pytest.raises(PackageChanged):
        begin_form(package, ignore_progress)
