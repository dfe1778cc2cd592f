"""A part file is read back behind those who write it, and what reading raises reaches them."""

import hashlib
from collections import deque
from itertools import count
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled
from lssc_desktop.package.writing.part_file import PartFile, ReadBack


def nothing() -> None:
    pass


def test_pieces_may_be_written_in_any_order(tmp_path: Path) -> None:
    content = b"abcdefghi"
    with PartFile(tmp_path / "a", 9) as part, part.open() as handle, ReadBack(part) as back:
        for start in (6, 0, 3):
            part.write(handle, start, content[start : start + 3])
            back.wrote(start, start + 3)
        assert back.sha256(nothing) == hashlib.sha256(content).hexdigest()


def test_what_somebody_made_shorter_has_no_fingerprint(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a", 5) as part, ReadBack(part) as back:
        back.wrote(0, 5)
        with pytest.raises(LsscError):
            back.sha256(nothing)
    assert not list(tmp_path.iterdir())


def test_who_writes_does_not_go_on_where_nothing_can_be_read_back(tmp_path: Path) -> None:
    """All else would be written for nothing; this test would not end."""
    with PartFile(tmp_path / "a", 5) as part, ReadBack(part) as back, pytest.raises(LsscError):
        deque(map(back.wrote, count(), count(1)), maxlen=0)
    assert not list(tmp_path.iterdir())


def test_a_cancel_is_felt_while_the_rest_is_read(tmp_path: Path) -> None:
    def cancel() -> None:
        raise Cancelled

    with PartFile(tmp_path / "a", 1 << 32) as part, ReadBack(part) as back:
        with part.open() as handle:
            handle.truncate(1 << 32)  # sparse
        back.wrote(0, 1 << 32)
        with pytest.raises(Cancelled):
            back.sha256(cancel)
    assert not list(tmp_path.iterdir())
