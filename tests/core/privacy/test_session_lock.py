"""The lock of a window: when it comes, and what opens it."""

from datetime import UTC, datetime, timedelta

import pytest

from lssc_desktop.core.privacy.session_lock import is_idle, passphrase, seconds_to_wait

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_only_the_passphrase_opens_it() -> None:
    kept = passphrase("desk 4, window seat", b"salt of this run")
    assert kept.is_it("desk 4, window seat")
    assert not kept.is_it("desk 4, window seat ")
    assert not kept.is_it("")


def test_nothing_of_it_can_be_read_from_what_is_kept() -> None:
    kept = passphrase("window", b"salt of this run")
    assert "window" not in repr(kept)
    assert kept != passphrase("window", b"salt of the next")


def test_an_accent_is_the_same_on_every_keyboard() -> None:
    assert passphrase("caf\u00e9", b"salt of this run").is_it("cafe\u0301")


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(0, 0), (1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (8, 60), (5000, 60)]
)
def test_wrong_tries_slow_down(wrong: int, seconds: int) -> None:
    assert seconds_to_wait(wrong) == seconds


@pytest.mark.parametrize(
    ("minutes", "passed", "idle"),
    [(5, 299, False), (5, 300, True), (5, 7200, True), (0, 7200, False)],
)
def test_it_comes_after_minutes_without_keys_or_mouse(
    minutes: int, passed: int, idle: bool
) -> None:
    assert is_idle(NOON, NOON + timedelta(seconds=passed), minutes) is idle
