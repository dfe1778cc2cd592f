"""What is said of a package that was verified: only what can be known."""

from dataclasses import replace

from lssc_desktop.messages.bags import comparison_line, verification_lines
from lssc_desktop.package.reader import Verification

WHOLE = Verification(
    valid=True, complete=True, faults=(), warnings=(), package_id="ab", version="1.0",
    files=2, bytes=1_000, info=(),
)  # fmt: skip


def test_a_whole_package_is_said_to_be_no_more_than_that() -> None:
    said = " ".join(verification_lines(WHOLE))
    assert "Nothing is missing or damaged." in said
    assert "made" not in said
    assert "changed" not in said


def test_the_fingerprint_is_that_of_the_file() -> None:
    said = " ".join(verification_lines(replace(WHOLE, fingerprint="fe12")))
    assert "Its fingerprint is fe12." in said
    assert "ingerprint is" not in " ".join(verification_lines(WHOLE))  # of a folder there is none


def test_it_is_said_what_a_fingerprint_was_compared_with() -> None:
    assert "matches the receipt" in comparison_line("ab", ("ab",))
    assert "isn’t the package that was sent" in comparison_line("ab", ("cd",), {"ab"})
    assert "your portfolio recorded" in comparison_line("ab", (), {"ab"})


def test_nothing_is_said_where_there_was_nothing_to_compare_with() -> None:
    assert comparison_line("ab", (), {"cd"}) == ""
    assert comparison_line(None, ("ab",)) == ""
