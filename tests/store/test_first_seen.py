"""What was seen first where a package lies: noted once, told when it is another one."""

from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.submission.trust import FirstSeen
from lssc_desktop.store.shelf_files import accept_exchanged, exchanged_for, note_seen

FIRST, LATER = date(2026, 11, 28), date(2026, 12, 24)
ONE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "settings"


def test_a_package_that_was_exchanged_is_told_until_it_is_accepted(
    config: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    seen = {"a.lssc.zip": ONE, "in/b.lssc.zip": ONE}
    assert note_seen(config, shelf, seen, FIRST) == {}
    assert note_seen(config, shelf, seen, LATER) == {}
    changed = {"a.lssc.zip": OTHER, "in/b.lssc.zip": OTHER}
    noted = FirstSeen(ONE, FIRST)
    assert note_seen(config, shelf, changed, LATER) == {"a.lssc.zip": noted, "in/b.lssc.zip": noted}
    assert exchanged_for(config, shelf / "in" / "b.lssc.zip", OTHER) == noted
    assert exchanged_for(config, shelf / "in" / "b.lssc.zip", ONE) is None
    accept_exchanged(config, shelf / "a.lssc.zip", OTHER, LATER)
    assert note_seen(config, shelf, changed, LATER) == {"in/b.lssc.zip": noted}


def test_what_cannot_be_read_now_is_no_other_package(config: Path, tmp_path: Path) -> None:
    note_seen(config, tmp_path, {"a.lssc.zip": ONE}, FIRST)
    assert note_seen(config, tmp_path, {"a.lssc.zip": ""}, LATER) == {}
    assert note_seen(config, tmp_path, {}, LATER) == {}  # and one that is gone is remembered
    assert list(note_seen(config, tmp_path, {"a.lssc.zip": OTHER}, LATER)) == ["a.lssc.zip"]


def test_a_memory_that_is_broken_begins_anew(config: Path, tmp_path: Path) -> None:
    note_seen(config, tmp_path, {"a.lssc.zip": ONE}, FIRST)
    (memory,) = config.iterdir()
    for content in (b"", b"[" * 200_000, b'{"a": 1}', b"\xff"):
        memory.write_bytes(content)
        assert note_seen(config, tmp_path, {"a.lssc.zip": OTHER}, LATER) == {}


def test_nothing_is_written_where_nothing_is_new(config: Path, tmp_path: Path) -> None:
    note_seen(config, tmp_path, {"a.lssc.zip": ONE}, FIRST)
    (memory,) = config.iterdir()
    before = memory.stat().st_mtime_ns, memory.stat().st_ino
    note_seen(config, tmp_path, {"a.lssc.zip": OTHER}, LATER)
    exchanged_for(config, tmp_path / "a.lssc.zip", OTHER)
    assert (memory.stat().st_mtime_ns, memory.stat().st_ino) == before
