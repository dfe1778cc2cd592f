"""What a comparison, the copy seen first and a signature let us say."""

from datetime import date

import pytest

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import (
    Agreement,
    FirstSeen,
    SignatureState,
    compare_fingerprint,
    compare_key,
    first_seen,
    in_groups,
    is_another,
    is_same_name,
    signed_by,
    unsigned,
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


# Keys -------------------------------------------------------------------------------------------

KEY, SECOND, OWN = (PublicKey(bytes([number]) * 32) for number in range(3))
WHOLE = KEY.fingerprint


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("", Agreement.EMPTY),
        ("SHA256:", Agreement.EMPTY),
        (WHOLE, Agreement.SAME),
        (f" {WHOLE[:20]} {WHOLE[20:]}\n", Agreement.SAME),
        (WHOLE.removeprefix("SHA256:") + "=", Agreement.SAME),
        (WHOLE[:-1], Agreement.TOO_SHORT),
        (WHOLE[:10], Agreement.TOO_SHORT),
        (f"SHA256:{WHOLE[7:].swapcase()}", Agreement.DIFFERENT),
        (SECOND.fingerprint, Agreement.DIFFERENT),
        (f"{WHOLE}A", Agreement.NOT_ONE),
        ("yes!", Agreement.NOT_ONE),
    ],
)
def test_only_the_whole_fingerprint_of_a_key_is_the_same(said: str, result: Agreement) -> None:
    assert compare_key(said, KEY) is result


@pytest.mark.parametrize(
    "name", ["Ana Rivera", "ANA  RIVERA", "Rivera, Ana", "Aña Rivéra", "A\u00adna Rivera"]
)
def test_another_key_is_seen_however_the_name_is_written(name: str) -> None:
    known = [KnownSigner("Ana Rivera", KEY, DAY)]
    assert is_same_name(name, "Ana Rivera")
    found = signed_by(SECOND, OWN, known, name)
    assert (found.state, found.known) == (SignatureState.OTHER_KEY, known[0])
    assert found.is_wrong
    assert signed_by(KEY, OWN, known, name).state is SignatureState.KNOWN
    assert signed_by(SECOND, OWN, known, "Ana River").state is SignatureState.UNKNOWN
    assert signed_by(SECOND, OWN, known).state is SignatureState.UNKNOWN
    assert signed_by(OWN, OWN, known, name).state is SignatureState.OWN
    assert unsigned(known, name).known == known[0]


def test_a_second_key_that_was_compared_is_no_other_key() -> None:
    known = [KnownSigner("Ana Rivera", KEY, DAY), KnownSigner("Ana Rivera", SECOND, DAY)]
    assert signed_by(SECOND, None, known, "Ana Rivera").state is SignatureState.KNOWN


def test_a_lost_key_vouches_for_nobody_and_is_no_key_to_expect() -> None:
    known = [KnownSigner("Ana Rivera", KEY, DAY, DAY)]
    assert signed_by(KEY, OWN, known, "Ana Rivera").state is SignatureState.LOST
    assert signed_by(KEY, OWN, known, "Somebody").state is SignatureState.LOST
    assert signed_by(SECOND, OWN, known, "Ana Rivera").state is SignatureState.UNKNOWN
    assert unsigned(known, "Ana Rivera").known is None


def test_names_of_nobody_are_nobodys() -> None:
    assert not is_same_name("", "")
    assert is_same_name("李小龍", "李小龍")
    assert not is_same_name("!", "?")
