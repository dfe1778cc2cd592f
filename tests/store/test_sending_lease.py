"""One process sends a package at a time; what a crash left keeps nobody from sending."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.job import Progress, Step, ignore_progress
from lssc_desktop.disk.holders import (
    Holder,
    holder_text,
    read_holder,
    this_holder,
)
from lssc_desktop.disk.processes import began
from lssc_desktop.store.sending_lease import (
    BeingSent,
    SendingLeaseLost,
    is_leased,
    lease_path,
    require_not_leased,
    sending_lease,
)
from tests.hostile import CONTENTS, Put

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
NEVER = 2**22 + 1  # larger than any id of a process


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "rivera.lssc.zip"


def hold_by(package: Path, holder: Holder, age: float = 0) -> None:
    """Leave the hold of somebody else, renewed so many seconds ago."""
    path = lease_path(package)
    path.write_bytes(holder_text(holder))
    renewed = path.stat().st_mtime - age
    os.utime(path, (renewed, renewed))


def other_window() -> Holder:
    """Another process of this computer that runs: the one that started the tests."""
    return replace(this_holder(NOW), process=os.getppid(), began=began(os.getppid()))


def other_computer() -> Holder:
    return Holder("desk-2", "Dana Ortiz", 7, NOW)


def test_what_is_sent_is_held_as_long_as_it_is_sent(package: Path) -> None:
    with sending_lease(package, NOW, ignore_progress):
        assert lease_path(package).exists()
        assert not is_leased(package, NOW)  # by somebody else
    assert list(package.parent.iterdir()) == []


@pytest.mark.parametrize("holder", [other_window, other_computer])
def test_what_another_sends_is_not_sent(package: Path, holder: Callable[[], Holder]) -> None:
    hold_by(package, holder())
    assert is_leased(package, NOW)
    with pytest.raises(BeingSent) as caught:
        require_not_leased(package, NOW)
    assert caught.value.holder == holder()
    with pytest.raises(BeingSent), sending_lease(package, NOW, ignore_progress):
        pytest.fail("it was held twice")
    assert lease_path(package).read_bytes() == holder_text(holder())


def test_a_process_that_is_gone_holds_nothing(package: Path) -> None:
    hold_by(package, replace(this_holder(NOW), process=NEVER))
    with sending_lease(package, NOW, ignore_progress):
        assert lease_path(package).read_bytes() == holder_text(this_holder(NOW))


def test_who_lives_on_this_computer_keeps_a_hold_though_the_clock_jumped(package: Path) -> None:
    hold_by(package, other_window(), age=600)
    assert is_leased(package, NOW)
    with pytest.raises(BeingSent), sending_lease(package, NOW, ignore_progress):
        pytest.fail("it was held twice")


def test_a_process_with_the_number_of_one_that_is_gone_holds_nothing(package: Path) -> None:
    hold_by(package, replace(other_window(), began="1"))
    assert not is_leased(package, NOW)


def older_version() -> Holder:
    return replace(other_window(), began="")


@pytest.mark.parametrize("holder", [older_version, other_computer])
def test_a_hold_that_nobody_renews_is_taken_over(
    package: Path, holder: Callable[[], Holder]
) -> None:
    hold_by(package, holder(), age=600)
    assert not is_leased(package, NOW)
    with sending_lease(package, NOW, ignore_progress):
        pass
    assert list(package.parent.iterdir()) == []


def test_a_hold_is_renewed_while_the_work_reports(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sending_lease(package, NOW, ignore_progress) as reporter:
        path = lease_path(package)
        os.utime(path, (0, 0))
        reporter(Progress(Step.SENDING, 1, 2))
        assert path.stat().st_mtime == 0
        monkeypatch.setattr("lssc_desktop.store.sending_lease._RENEWED_EVERY", 0.0)
        reporter(Progress(Step.SENDING, 2, 2))
        assert path.stat().st_mtime > 0


def test_who_wakes_and_finds_the_hold_taken_goes_no_further(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sending_lease(package, NOW, ignore_progress) as hold:
        hold_by(package, other_computer())
        monkeypatch.setattr("lssc_desktop.store.sending_lease._RENEWED_EVERY", 0.0)
        with pytest.raises(SendingLeaseLost):
            hold(Progress(Step.SENDING, 1, 2))
        with pytest.raises(SendingLeaseLost):
            hold.require_ours()


def test_who_wakes_and_finds_no_hold_makes_none(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sending_lease(package, NOW, ignore_progress) as hold:
        lease_path(package).unlink()  # the other one was done meanwhile
        monkeypatch.setattr("lssc_desktop.store.sending_lease._RENEWED_EVERY", 0.0)
        with pytest.raises(SendingLeaseLost):
            hold(Progress(Step.SENDING, 1, 2))
    assert list(package.parent.iterdir()) == []


def test_a_drive_that_was_pulled_out_gives_the_hold_to_nobody(package: Path) -> None:
    drive = package.parent / "drive"
    drive.mkdir()
    with sending_lease(drive / "p.lssc.zip", NOW, ignore_progress) as hold:
        drive.rename(package.parent / "gone")
        hold.require_ours()


def test_a_hold_that_was_taken_over_is_left(package: Path) -> None:
    with sending_lease(package, NOW, ignore_progress):
        hold_by(package, other_computer())
    assert lease_path(package).read_bytes() == holder_text(other_computer())


def test_what_cannot_be_read_is_no_hold(package: Path) -> None:
    lease_path(package).write_bytes(b"{")
    with sending_lease(package, NOW, ignore_progress):
        pass
    assert list(package.parent.iterdir()) == []


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_the_hold_keeps_nobody_from_sending(
    package: Path, put: Put
) -> None:
    put(lease_path(package))
    with sending_lease(package, NOW, ignore_progress):
        assert is_leased(package, NOW) is False
        assert read_holder(lease_path(package)) == this_holder(NOW)
    assert not lease_path(package).exists()
