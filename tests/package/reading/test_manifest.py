"""Lines of manifests that no honest program writes."""

import pytest

from lssc_desktop.package.reading.listing import Listed, listed


@pytest.mark.parametrize("algorithm", ["sha256", "own"])
def test_a_sum_longer_than_any_is_none(algorithm: str) -> None:
    assert listed(f"{'0' * 60_000}  data/x", algorithm) == Listed(None, "data/x", escaped=False)


def test_a_sum_of_an_algorithm_that_we_do_not_know_is_kept() -> None:
    assert listed("0f  data/x", "own") == Listed(b"\x0f", "data/x", escaped=False)
