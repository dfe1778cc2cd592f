"""Emails of most programs, and of Outlook, as text."""

import io
from email.message import EmailMessage

import pytest

from lssc_desktop.core.text.extract import Extract, in_words, plain_extract
from lssc_desktop.documents.previews.mail import (
    _rtf_text,
    _unpacked,
    message,
    outlook_message,
    web_archive,
)
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS, PreviewFault, Unviewable
from lssc_desktop.messages.previews import fact_words
from tests.documents.previews import compound_files, kinds


def said(extract: Extract) -> str:
    return plain_extract(in_words(extract, fact_words))


def of(data: bytes) -> str:
    return said(message(io.BytesIO(data)))


def test_an_email_says_who_wrote_what_to_whom_and_names_what_is_attached() -> None:
    assert of(kinds.email_message()) == (
        "From: Ana Rivera <ana@example.org>\n"
        "To: Library board <board@example.org>\n"
        "Cc: Zoë Ünal <zoe@example.org>\n"
        "Date: November 25, 2026, 2:05 PM UTC-05:00\n"
        "Subject: Story time in two languages – résumé\n"
        "Attachments: flyer.pdf\n"
        "Dear board,\n24 children came.\nThank you."
    )


def test_an_email_that_is_a_page_only_is_read_as_text() -> None:
    found = EmailMessage()
    found["Subject"] = "Plan"
    found.set_content("<h1>Plan</h1><p>It <b>works</b>.</p>", subtype="html")
    assert of(found.as_bytes()) == "Subject: Plan\nPlan\nIt works."


def test_an_email_in_an_email_is_named_by_its_subject_and_not_opened() -> None:
    found, inner = EmailMessage(), EmailMessage()
    inner["Subject"] = "Old plan"
    inner.set_content("Old words")
    found["Subject"] = "Fwd"
    found.set_content("See below.")
    found.add_attachment(inner)
    found.add_attachment(b"x", "image", "png")
    text = of(found.as_bytes())
    assert "Attachments: Old plan.eml; unnamed.png" in text
    assert "Old words" not in text


@pytest.mark.parametrize(
    "head",
    [
        b"Subject: =?no-such-charset?Q?caf=E9?=\n",
        b"Subject: caf\xe9\n",
        b'From: "broken <a@b\nSubject: caf\n',
        b"Content-Type: text/plain; charset=no-such\nSubject: x\n",
        b"Content-Type: multipart/mixed\nSubject: x\n",
        b"Content-Transfer-Encoding: base64\nSubject: x\n",
        b"Date: tomorrow at noon\n",
    ],
)
def test_a_header_that_breaks_the_rules_does_not_hide_the_text(head: bytes) -> None:
    assert "Dear board" in of(head + b"\nDear board\n")


def test_what_has_no_header_of_a_mail_is_none() -> None:
    with pytest.raises(Unviewable) as caught:
        of(b"Dear board,\n\nthese are only words.\n")
    assert caught.value.fault is PreviewFault.DAMAGED


def test_an_email_without_a_text_says_so() -> None:
    assert of(b"Subject: Photo\nContent-Type: image/png; name=a.png\n\nxx") == (
        "Subject: Photo\nAttachments: a.png\nThe email has no text we can show."
    )


def test_a_long_email_is_cut_and_said_to_go_on() -> None:
    text = of(b"Subject: Long\n\n" + b"Dear board, again and again.\n\n" * 10_000)
    assert len(text) <= MOST_CHARACTERS
    assert text.endswith("There’s more. Open the file to read the rest.")


def test_a_saved_page_is_read_as_a_page() -> None:
    archive = web_archive(io.BytesIO(kinds.web_archive(kinds.PAGE)))
    assert "In two languages, see the plan." in said(archive)


# Outlook ----------------------------------------------------------------------------------------

SENT = 134_000_000_000_000_000  # ticks of 100 nanoseconds since 1601


def test_an_email_of_outlook_says_the_same() -> None:
    data = compound_files.outlook_message(
        {
            0x0C1A: "Ana Rivera",
            0x5D01: "ana@example.org",
            0x0E04: "Library board",
            0x0037: "Story time – résumé",
            0x1000: "Dear board,\r\n24 children came.",
        },
        SENT,
        ("flyer.pdf", "photo.jpg"),
    )
    assert said(outlook_message(io.BytesIO(data))) == (
        "From: Ana Rivera <ana@example.org>\n"
        "To: Library board\n"
        "Date: August 18, 2025, 2:13 PM UTC\n"
        "Subject: Story time – résumé\n"
        "Attachments: flyer.pdf; photo.jpg\n"
        "Dear board,\n24 children came."
    )


def test_a_file_of_outlook_that_is_a_plain_email_is_read_as_one() -> None:
    assert "24 children came" in said(outlook_message(io.BytesIO(kinds.email_message())))


def test_another_compound_file_is_no_email() -> None:
    with pytest.raises(Unviewable):
        outlook_message(io.BytesIO(compound_files.compound_file({"WordDocument": b"x"})))


def test_packed_text_is_unpacked_as_the_specification_does() -> None:
    packed = bytes.fromhex(  # the example in MS-OXRTFCP 3.1.1
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3206865"
        "6c090020627705b06c647d0a800fa0"
    )
    assert _unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_the_words_of_rich_text_are_read() -> None:
    rtf = rb"{\rtf1{\fonttbl{\f0 Arial;}}Caf\'e9 \b and\b0  \u8364?5\par Next {\*\x hidden}line}"
    assert _rtf_text(rtf) == "Café and €5\n\nNext line"
