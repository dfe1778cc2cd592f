import signal
import time
from collections.abc import Iterator

import pytest

from tests.systems import posix_only
from tests.ui.bystander import Bystander

PATIENCE = 120.0  # seconds; a busy machine is no failure


@pytest.fixture
def bystander() -> Iterator[Bystander]:
    bystander = Bystander()
    yield bystander
    bystander.stop()


def stood_still(bystander: Bystander, at_least: float) -> bool:
    """Whether that was told before long."""
    end = time.monotonic() + PATIENCE
    while bystander.stood_still < at_least and time.monotonic() < end:
        time.sleep(0.01)
    return bystander.stood_still >= at_least


@posix_only
def test_a_standstill_is_told(bystander: Bystander) -> None:
    """One of the process alone looks to it as one of the machine does."""
    for _ in range(3):  # the first may come before it sleeps
        time.sleep(0.3)
        bystander.process.send_signal(signal.SIGSTOP)
        time.sleep(0.3)
        bystander.process.send_signal(signal.SIGCONT)
    assert stood_still(bystander, 0.25)
