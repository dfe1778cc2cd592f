import signal
import time
from collections.abc import Iterator

import pytest

from tests.systems import posix_only
from tests.ui.bystander import Bystander

STANDSTILL = 0.05  # seconds
TOLD = 0.25  # seconds; some standstills together


@pytest.fixture
def bystander() -> Iterator[Bystander]:
    bystander = Bystander()
    yield bystander
    bystander.stop()


@posix_only
def test_a_standstill_is_told(bystander: Bystander) -> None:
    """One of the process alone looks to it as one of the machine does."""
    while bystander.stood_still < TOLD:  # else the test does not end
        bystander.process.send_signal(signal.SIGSTOP)
        time.sleep(STANDSTILL)  # what it is to tell, if it slept by then
        bystander.process.send_signal(signal.SIGCONT)
    assert bystander.process.poll() is None
