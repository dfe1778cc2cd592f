"""The names in a ZIP: what no honest archive has is told, and costs neither memory nor time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.package.reader import Verification
from lssc_desktop.package.reading.fault import Ledger
from lssc_desktop.package.reading.package_files import (
    DEEPEST_NAME,
    LONGEST_NAME,
    NamesTooLong,
    safe_entries,
)
from lssc_desktop.package.reading.zip_directory import Entry

type RawZip = Callable[..., Path]
type MakeBag = Callable[..., dict[str, bytes]]


@pytest.fixture
def with_entry(
    make_bag: MakeBag, entries: Callable[[dict[str, bytes]], list[dict[str, Any]]], raw_zip: RawZip
) -> Callable[[bytes], Path]:
    """A whole bag with one more entry of some name."""

    def make(name: bytes) -> Path:
        return raw_zip([*entries(make_bag()), {"name": name, "data": b"x"}])

    return make


@pytest.mark.parametrize(
    "name",
    [
        b"bag/data/" + b"x" * LONGEST_NAME,
        b"bag/data/" + "é".encode() * (LONGEST_NAME // 2),
        b"bag/data/" + b"a/" * DEEPEST_NAME + b"x",
        b"bag/data/" + b"a/" * 30_000,
    ],
    ids=["long", "long in bytes", "deep", "folder"],
)
def test_a_name_that_no_honest_archive_has_is_told_and_not_read(
    with_entry: Callable[[bytes], Path], check: Callable[[Path], Verification], name: bytes
) -> None:
    found = check(with_entry(name))
    assert [fault.code.value for fault in found.faults] == ["entry-name-long"]
    assert found.files == 2


def test_a_long_and_deep_name_within_the_limits_is_read(
    with_entry: Callable[[bytes], Path], check: Callable[[Path], Verification]
) -> None:
    parts = b"bag/data/" + b"a/" * (DEEPEST_NAME - 3)
    found = check(with_entry(parts + b"x" * (LONGEST_NAME - len(parts))))
    assert [fault.code.value for fault in found.faults] == [
        "file-not-listed",
        "payload-oxum-differs",
    ]


def test_all_names_together_are_limited() -> None:
    entries = (
        Entry(f"data/{number:09}{'x' * 4_000}", None, 0, 0, 0, 0, 0, 0, 0)
        for number in range(100_000)
    )
    with pytest.raises(NamesTooLong):
        list(safe_entries(entries, Ledger(), "p.zip"))


@pytest.mark.parametrize(
    "name",
    [
        b"bag/C:x",
        b"bag/data/c:/evil",
        b"bag/data/... /evil",
        b"bag/data/.. /evil",
        b"bag/data/ ./evil",
    ],
)
def test_a_part_that_leads_out_on_windows_is_told_and_never_read(
    with_entry: Callable[[bytes], Path], check: Callable[[Path], Verification], name: bytes
) -> None:
    found = check(with_entry(name))
    assert [(fault.code.value, fault.path) for fault in found.faults] == [
        ("entry-name", name.decode())
    ]


@pytest.mark.parametrize(
    "name", ["letter.txt:hidden", "aux.txt", "NUL", "letter ", "letter.", "lpt1 .log"]
)
def test_a_name_that_windows_cannot_keep_is_worth_knowing(
    make_bag: MakeBag,
    write_zip: Callable[..., Path],
    check: Callable[[Path], Verification],
    name: str,
) -> None:
    found = check(write_zip(make_bag({f"data/{name}": b"x"})))
    assert found.valid
    assert [(item.code.value, item.path) for item in found.warnings] == [
        ("name-unsafe", f"data/{name}")
    ]
