import pytest

from lssc_desktop.core.job import Item
from lssc_desktop.messages.words import bytes_done, files_done, now_at, percent, time_left

MB = 1_000_000


def test_bytes_name_their_unit_once() -> None:
    assert bytes_done(212 * MB, 486 * MB) == "212 of 486 MB"


def test_bytes_of_another_unit_name_it() -> None:
    assert bytes_done(640_000, 486 * MB) == "640 KB of 486 MB"


def test_files_are_counted_where_they_are_known() -> None:
    assert files_done(Item("a", 18, 47)) == "18 of 47 files"
    assert not files_done(Item("a"))


def test_the_file_is_named_without_its_folders() -> None:
    assert now_at(Item("data/evidence/Story hour clip.mp4", 1, 2)) == "Now: Story hour clip.mp4."
    assert not now_at(Item())


def test_a_job_is_never_done_before_it_is() -> None:
    assert percent(100, 100) == "99%"
    assert percent(44, 100) == "44%"
    assert not percent(5, 0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "a few seconds left"),
        (7.9, "a few seconds left"),
        (12, "about 10 seconds left"),
        (38, "about 40 seconds left"),
        (56, "about 1 minute left"),
        (100, "about 2 minutes left"),
        (54 * 60, "about 54 minutes left"),
        (56 * 60, "about 1 hour left"),
        (7 * 3600, "about 7 hours left"),
    ],
)
def test_the_time_left_is_rounded(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (7.9, "a few seconds left"),
        (38, "about 40 sec left"),
        (180, "about 3 min left"),
        (7 * 3600, "about 7 hours left"),
    ],
)
def test_in_a_row_the_time_left_is_said_in_short(seconds: float, words: str) -> None:
    assert time_left(seconds, short=True) == words
