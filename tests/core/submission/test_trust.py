"""What a comparison, the copy seen first and a signature let us say."""

from datetime import date

import pytest

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import (
    Agreement,
    FirstSeen,
    SignatureState,
    compare_fingerprint,
    first_seen,
    in_groups,
    is_another,
    signed_by,
)

PRINT = "3f2a91bc" + "0" * 56
DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("said", "result", "characters"),
    [
        ("", Agreement.EMPTY, 0),
        ("  - ", Agreement.EMPTY, 0),
        ("3F2A 91BC", Agreement.SAME, 8),
        ("3f2a-91bc-0000", Agreement.SAME, 12),
        (f"SHA256: {PRINT}", Agreement.SAME, 64),
        (f"sha-256={PRINT}", Agreement.SAME, 64),
        ("3f2a91b", Agreement.TOO_SHORT, 7),
        ("3f2a91bd", Agreement.DIFFERENT, 8),
        ("4", Agreement.DIFFERENT, 1),
        (f"{PRINT}0", Agreement.NOT_ONE, 65),
        ("3f2a 91bO", Agreement.NOT_ONE, 8),
    ],
)
def test_a_fingerprint_that_is_read_to_us_is_compared(
    said: str, result: Agreement, characters: int
) -> None:
    found = compare_fingerprint(said, (PRINT, ""))
    assert (found.result, found.characters) == (result, characters)


def test_nothing_is_the_same_as_no_fingerprint() -> None:
    assert compare_fingerprint("3f2a91bc", ("",)).result is Agreement.DIFFERENT


def test_groups_are_what_one_reads() -> None:
    assert in_groups("3f2a91bc") == "3f2a 91bc"
    assert compare_fingerprint(in_groups(PRINT), (PRINT,)).result is Agreement.SAME


def test_what_was_seen_first_stays() -> None:
    first = first_seen(None, "a" * 64, DAY)
    assert first == FirstSeen("a" * 64, DAY)
    assert first_seen(first, "b" * 64, date(2026, 12, 1)) == first
    assert is_another(first, "b" * 64)
    assert not is_another(first, "a" * 64)
    assert not is_another(first, "")  # one that cannot be read is no other one
    assert not is_another(None, "b" * 64)
    assert first_seen(None, "", DAY) is None


def test_a_signature_says_whose_key_it_was_made_with() -> None:
    own, ana, other = (PublicKey(bytes([number]) * 32) for number in range(3))
    known = (KnownSigner("Ana Rivera", ana), KnownSigner("Me", own))
    assert signed_by(own, own, known).state is SignatureState.OWN
    assert signed_by(ana, own, known).name == "Ana Rivera"
    assert signed_by(other, own, known).state is SignatureState.UNKNOWN
    assert signed_by(other, None, ()).name == ""
