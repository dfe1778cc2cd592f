"""What goes out is fingerprinted beside the sending, and gives what fingerprinting alone gives."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.transfer.destination import Fingerprinting


@given(st.lists(st.binary(max_size=10_000), max_size=20))
def test_it_is_the_fingerprint_of_all_blocks_in_their_order(blocks: list[bytes]) -> None:
    with Fingerprinting() as beside:
        for block in blocks:
            beside.take(block)
        assert beside.count == sum(map(len, blocks))
        assert beside.hexdigest() == hashlib.sha256(b"".join(blocks)).hexdigest()


def test_it_can_be_asked_in_between() -> None:
    with Fingerprinting() as beside:
        beside.take(b"a")
        assert beside.hexdigest() == hashlib.sha256(b"a").hexdigest()
        beside.take(b"b")
        assert beside.hexdigest() == hashlib.sha256(b"ab").hexdigest()
