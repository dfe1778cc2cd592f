from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.job import seconds_left


def test_half_of_the_work_takes_as_long_again() -> None:
    assert seconds_left(50, 100, 20.0) == 20.0


def test_nobody_guesses_in_the_first_three_seconds() -> None:
    assert seconds_left(50, 100, 2.9) is None


def test_an_unknown_length_has_no_time_left() -> None:
    assert seconds_left(50, 0, 20.0) is None


def test_what_has_not_begun_has_no_time_left() -> None:
    assert seconds_left(0, 100, 20.0) is None


@given(st.integers(1, 10**12), st.integers(0, 10**12), st.floats(3.0, 10**6))
def test_the_time_left_is_never_negative(done: int, rest: int, seconds: float) -> None:
    left = seconds_left(done, done + rest, seconds)
    assert left is not None
    assert left >= 0
