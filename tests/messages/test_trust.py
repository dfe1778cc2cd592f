"""What is said of whom a file comes from: every state has its own sentence, and none says more."""

from datetime import date

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import (
    Agreement,
    FingerprintComparison,
    SignatureCheck,
    SignatureState,
)
from lssc_desktop.messages.bags import compared_line
from lssc_desktop.messages.signatures import (
    compared_key_line,
    signature_line,
    signature_word,
    signer_lines,
)

KEY = PublicKey(bytes(32))


def test_every_state_of_a_signature_has_its_own_words() -> None:
    checks = [SignatureCheck(state, KEY, "Ana") for state in SignatureState]
    assert len({signature_line(each) for each in checks}) == len(checks)
    assert len({signature_word(each) for each in checks}) == len(checks)


def test_no_sentence_shows_the_fingerprint_that_only_the_owner_can_read_out() -> None:
    known = KnownSigner("Ana", KEY, date(2026, 11, 28), date(2026, 11, 29))
    for state in SignatureState:
        for check in (SignatureCheck(state, KEY, "Ana", known), SignatureCheck(state, KEY)):
            assert KEY.fingerprint not in signature_line(check) + signature_word(check)


def test_who_is_not_to_know_whose_it_is_reads_no_name() -> None:
    known = KnownSigner("Ana", KEY, date(2026, 11, 28), date(2026, 11, 29))
    for state in SignatureState:
        check = SignatureCheck(state, KEY, "Ana", known)
        assert check.nameless.is_wrong == check.is_wrong
        assert "Ana" not in signature_line(check.nameless) + signature_word(check.nameless)


def test_a_key_whose_fingerprint_nobody_entered_is_told_as_that() -> None:
    noted = SignatureCheck(SignatureState.KNOWN, KEY, "Ana", KnownSigner("Ana", KEY))
    assert "You haven’t entered that key’s fingerprint" in signature_line(noted)


def test_every_comparison_of_a_key_has_its_own_words() -> None:
    assert len({compared_key_line(each) for each in Agreement}) == len(Agreement)


def test_a_name_that_would_upset_a_terminal_is_tamed() -> None:
    known = SignatureCheck(SignatureState.KNOWN, KEY, "A\x1b[31m\u202eB")
    assert "\x1b" not in signature_line(known)
    assert "\u202e" not in signature_word(known)
    (line,) = signer_lines([KnownSigner("A\x1b\u202eB", KEY, date(2026, 11, 28))])
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_every_comparison_has_its_own_words() -> None:
    lines = {compared_line(FingerprintComparison(each, 12)) for each in Agreement}
    assert len(lines) == len(Agreement)
    whole = compared_line(FingerprintComparison(Agreement.SAME, 64))
    assert whole.startswith("The full fingerprint")
