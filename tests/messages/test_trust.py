"""What is said of whom a file comes from: every state has its own sentence, and none says more."""

from datetime import date

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import (
    Agreement,
    FingerprintComparison,
    SignatureCheck,
    SignatureState,
)
from lssc_desktop.messages.bags import (
    compared_line,
    signature_line,
    signature_word,
    signer_lines,
)

KEY = PublicKey(bytes(32))


def test_every_state_of_a_signature_has_its_own_words() -> None:
    checks = [SignatureCheck(state, KEY, "Ana") for state in SignatureState]
    assert len({signature_line(each) for each in checks}) == len(checks)
    assert len({signature_word(each) for each in checks}) == len(checks)
    claimed = SignatureCheck(SignatureState.BAD, KEY, "Ana")
    assert KEY.fingerprint not in signature_line(claimed)  # it proves nothing, so it is not shown


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
