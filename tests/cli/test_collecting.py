"""Python's collector of garbage rests while a command loads, and then is what it was before.

A window has its own, on its own thread: by Python's a job's thread would destroy objects of Qt.
"""

import gc
import io
import sys
from collections.abc import Iterator

import pytest

from lssc_desktop.cli import run
from tests.cli.conftest import TODAY


@pytest.fixture(params=[True, False], ids=["on", "off"])
def is_on(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    set_collector(is_on=request.param)
    yield request.param
    set_collector(is_on=before)


def set_collector(*, is_on: bool) -> None:
    (gc.enable if is_on else gc.disable)()


class Noting(io.StringIO):
    """Notes whether Python collected when something was said."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: set[bool] = set()

    def write(self, text: str) -> int:
        self.noted.add(gc.isenabled())
        return super().write(text)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["key", "known"], 0),
        (["status", "nowhere"], 2),
        (["nonsense"], 2),
    ],
)
def test_a_command_leaves_the_collector_as_it_was(
    monkeypatch: pytest.MonkeyPatch, words: list[str], status: int, *, is_on: bool
) -> None:
    noting = Noting()
    monkeypatch.setattr(sys, "stdout", noting)
    monkeypatch.setattr(sys, "stderr", noting)
    assert run(words, TODAY) == status
    assert noting.getvalue()
    assert noting.noted == {is_on}
    assert gc.isenabled() == is_on
