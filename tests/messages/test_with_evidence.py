from lssc_desktop.messages.previews import with_evidence_lines
from lssc_desktop.package.with_evidence import LeftOut, Why, WithEvidence


def test_it_says_what_was_written_and_what_it_lacks() -> None:
    lines = with_evidence_lines("all.pdf", WithEvidence(34, ("flyer.pdf",), ()))

    assert lines == (
        "Portfolio and evidence: 34 pages in “all.pdf”.",
        "It isn’t tagged for screen readers, and it isn’t part of the package.",
    )


def test_every_file_that_is_left_out_is_named_with_the_reason() -> None:
    left_out = tuple(LeftOut(f"{why.value}.pdf", why) for why in Why)

    lines = with_evidence_lines("all.pdf", WithEvidence(34, (), left_out))[2:]

    assert len(set(lines)) == len(Why)
    assert "Left out: “password.pdf”. It needs a password to open." in lines
