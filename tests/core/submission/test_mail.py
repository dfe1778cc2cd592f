"""The message by which a set is handed in: the program's words, the file, and how large."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from lssc_desktop.core.program.program import MailDelivery, Program
from lssc_desktop.core.submission.mail import USUAL_LIMIT, MailFacts, mail_message
from lssc_desktop.store.programs import read_program, shipped_program_text

FACTS = MailFacts(
    "Ana Rivera & Söhne",
    "Technology",
    "Library Support Staff Certification",
    "rivera-technology.lssc.zip",
    "ab" * 32,
    4_000_000,
)


@pytest.fixture
def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


@pytest.fixture
def prairie() -> Program:
    text = """
[mail]
title = "Hand in by email"
address = "portfolios@prairie.example"
subject = "Hand-in: {set}, {name}"
text = '''
Dear Prairie office,

{package} is my portfolio for {set}. {Not a name} stays.
'''
all_bytes = 10_000_000

[web_form]"""
    said = shipped_program_text().replace("[web_form]", text, 1)
    return read_program(said, "prairie.toml")


def test_without_words_of_the_program_there_are_ours_and_the_address_of_the_office(
    lssc: Program,
) -> None:
    message = mail_message(lssc, FACTS)
    assert message.to == "lssc@ala.org"
    assert message.subject == "Technology: portfolio of Ana Rivera & Söhne"
    assert "It is attached as rivera-technology.lssc.zip." in message.text
    assert FACTS.fingerprint in message.text
    assert (message.limit, message.is_usual_limit) == (USUAL_LIMIT, True)


def test_the_program_file_says_address_subject_text_and_limit(prairie: Program) -> None:
    message = mail_message(prairie, FACTS)
    assert message.to == "portfolios@prairie.example"
    assert message.subject == "Hand-in: Technology, Ana Rivera & Söhne"
    assert message.text == (
        "Dear Prairie office,\n\n"
        "rivera-technology.lssc.zip is my portfolio for Technology. {Not a name} stays.\n"
    )
    assert (message.limit, message.is_usual_limit) == (10_000_000, False)


def test_a_name_with_braces_is_no_field_and_a_line_break_no_second_head(lssc: Program) -> None:
    message = mail_message(lssc, replace(FACTS, name="{fingerprint}\r\nBcc: all@x.org"))
    assert message.subject == "Technology: portfolio of {fingerprint} Bcc: all@x.org"


@pytest.mark.parametrize(("size", "large"), [(USUAL_LIMIT, False), (USUAL_LIMIT + 1, True)])
def test_a_file_larger_than_the_limit_is_too_large(lssc: Program, size: int, large: bool) -> None:
    assert mail_message(lssc, replace(FACTS, bytes=size)).is_too_large is large


def test_the_link_brings_address_subject_and_text(lssc: Program) -> None:
    message = mail_message(lssc, FACTS)
    link = urlsplit(message.link)
    assert (link.scheme, unquote(link.path)) == ("mailto", "lssc@ala.org")
    said = parse_qs(link.query)
    assert said["subject"] == [message.subject]
    assert said["body"][0].replace("\r\n", "\n").strip() == message.text.strip()
    assert "&body=" in message.link
    assert message.has_text_in_link


def test_a_text_too_long_for_a_link_is_left_to_be_copied(lssc: Program) -> None:
    long = replace(lssc, mail=MailDelivery(text="Dear office. " * 400))
    message = mail_message(long, FACTS)
    assert not message.has_text_in_link
    assert "body=" not in message.link
    assert len(message.link) < 2_000


def test_a_review_copy_is_not_called_a_hand_in(prairie: Program) -> None:
    message = mail_message(prairie, replace(FACTS, is_review=True))
    assert message.subject == "Technology: review copy of Ana Rivera & Söhne"
    assert "is not a hand-in" in message.text
