"""Who has a package of a shelf open is told, and nobody is kept from reading."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.messages.message import message_for
from lssc_desktop.store.folder.lock import (
    Holder,
    PackageInUse,
    holders,
    lock_name,
    lock_path,
    release_package,
    take_package,
    this_holder,
)
from tests.hostile import CONTENTS, ODD_TIMES, Put, lock_since

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NAME = "2026/rivera.zip"
THEIRS = Holder("desk-2", "Dana Ortiz", 7, NOW)


@pytest.fixture
def ours() -> Holder:
    return replace(this_holder(NOW), person="M. Okafor")


def test_who_has_it_open_is_told_to_others(tmp_path: Path, ours: Holder) -> None:
    take_package(tmp_path, NAME, THEIRS)
    assert holders(tmp_path) == {lock_name(NAME): "Dana Ortiz"}
    with pytest.raises(PackageInUse) as caught:
        take_package(tmp_path, NAME, ours)
    assert caught.value.holder == THEIRS


def test_it_can_be_opened_anyway(tmp_path: Path, ours: Holder) -> None:
    take_package(tmp_path, NAME, THEIRS)
    take_package(tmp_path, NAME, ours, overrule=True)
    assert holders(tmp_path) == {lock_name(NAME): "M. Okafor"}


def test_the_same_person_opens_it_twice(tmp_path: Path, ours: Holder) -> None:
    take_package(tmp_path, NAME, ours)
    take_package(tmp_path, NAME, ours)
    assert len(holders(tmp_path)) == 1


def test_a_process_that_is_gone_holds_nothing(tmp_path: Path, ours: Holder) -> None:
    take_package(tmp_path, NAME, replace(ours, process=2**22 + 1, person="Dana Ortiz"))
    assert holders(tmp_path) == {}
    take_package(tmp_path, NAME, ours)
    assert holders(tmp_path) == {lock_name(NAME): "M. Okafor"}


def test_a_process_whose_number_another_has_now_holds_nothing(tmp_path: Path, ours: Holder) -> None:
    take_package(tmp_path, NAME, replace(ours, began="long ago", person="Dana Ortiz"))
    assert holders(tmp_path) == {}
    take_package(tmp_path, NAME, ours)
    assert holders(tmp_path) == {lock_name(NAME): "M. Okafor"}


def test_nobody_gives_up_what_another_took_over(tmp_path: Path, ours: Holder) -> None:
    take_package(tmp_path, NAME, ours)
    take_package(tmp_path, NAME, THEIRS, overrule=True)
    release_package(tmp_path, NAME, ours)
    assert holders(tmp_path) == {lock_name(NAME): "Dana Ortiz"}
    release_package(tmp_path, NAME, THEIRS)
    assert holders(tmp_path) == {}


def test_where_nothing_can_be_written_nobody_is_stopped(tmp_path: Path, ours: Holder) -> None:
    shelf = tmp_path / "a file, no folder"
    shelf.write_bytes(b"")
    take_package(shelf, NAME, ours)
    release_package(shelf, NAME, ours)
    assert holders(shelf) == {}


@pytest.mark.parametrize("name", ["CON", "a" * 400, "../../etc/passwd", "x\\y:z?"])
def test_no_name_of_a_package_leaves_the_folder(tmp_path: Path, ours: Holder, name: str) -> None:
    take_package(tmp_path, name, ours)
    (lock,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert lock.name == lock_name(name)


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_a_lock_holds_nothing(
    tmp_path: Path, ours: Holder, put: Put
) -> None:
    lock_path(tmp_path, NAME).parent.mkdir(parents=True)
    put(lock_path(tmp_path, NAME))
    assert holders(tmp_path) == {}
    take_package(tmp_path, NAME, ours)
    assert holders(tmp_path) == {lock_name(NAME): "M. Okafor"}


@pytest.mark.parametrize("since", ODD_TIMES)
def test_a_lock_of_an_odd_time_can_be_told(tmp_path: Path, ours: Holder, since: str) -> None:
    lock_path(tmp_path, NAME).parent.mkdir(parents=True)
    lock_path(tmp_path, NAME).write_bytes(lock_since(since))
    with pytest.raises(PackageInUse) as caught:
        take_package(tmp_path, NAME, ours)
    assert "okafor" in message_for(caught.value).text
