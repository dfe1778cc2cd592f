"""Only what somebody sees of words, links and descriptions may be in a clean copy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.privacy.clean_copy import pattern_of
from lssc_desktop.core.privacy.seen_words import (
    BAR,
    SeenWords,
    draws_letters,
    seen_description,
    seen_link,
    seen_runs,
    seen_text,
    words_of,
)
from lssc_desktop.core.text.printed import (
    OBJECT,
    NoteMark,
    PrintedParagraph,
    PrintedPicture,
    PrintedText,
)
from lssc_desktop.core.text.richtext import Paragraph, Span


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (
            "Story time, 5\u00a0pm \u2013 \u201cfree\u201d",
            "Story time, 5 pm \u2013 \u201cfree\u201d",
        ),
        ("a\u200b\u200c\u200d\u2060\ufeffb", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("a\ue000\U000e0041\U000f0000b", "ab"),
        ("a\ufe01\U000e0101b", "ab"),
        ("a\u3164\u2800\u115fb", "ab"),
        ("a  b\u2003\u2009c", "a b c"),
        ("a \t b", "a\tb"),
        ("a \t \nb  ", "a\nb"),
        ("e" + "\u0301" * 9, "\u00e9" + "\u0301" * 4),
        ("e\u0301 \u212b", "\u00e9 \u00c5"),
        ("a\u2010b\u2011c", "a-b-c"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("x\u200cy", "xy"),
        ("a\0b\x07c", "abc"),
        ("図書館 ελληνικά", "図書館 ελληνικά"),
    ],
)
def test_what_is_seen_of_a_text(text: str, seen: str) -> None:
    assert seen_text(text) == seen


def test_a_mark_joins_the_letter_of_the_run_before_and_a_blank_has_its_look() -> None:
    assert seen_runs(["e", "\u0301", " ", "x"]) == (["\u00e9 ", "", "", "x"], 0)


@pytest.mark.parametrize(
    ("font", "draws"),
    [
        *(("Wingdings 2", False), ("'Webdings'", False), ("Symbol", False), ("Code 39", False)),
        *(("Segoe UI Symbol", True), ("Courier New", True), ("", True), ("Barlow", True)),
        *(("Libre Barcode 128", False), ("IDAutomation 3 of 9", False), ("Redacted Script", False)),
    ],
)
def test_which_fonts_show_letters_as_such(font: str, draws: bool) -> None:
    assert draws_letters(font) is draws


@given(st.text())
def test_what_is_seen_is_all_that_is_seen_of_it(text: str) -> None:
    assert seen_text(seen_text(text)) == seen_text(text)


@given(st.text(st.sampled_from("aZ~!0 \t\n\u00a0\u200b\u00e9"), max_size=12))
def test_what_is_plain_and_looked_at_once_is_as_what_is_looked_at_letter_by_letter(
    text: str,
) -> None:
    for found in (None, pattern_of(("aZ",))):
        runs, bars = seen_runs([text, ""], found)
        assert seen_runs([text], found) == (["".join(runs)], bars)


def test_a_bar_has_one_width_and_may_lie_over_several_runs() -> None:
    found = pattern_of(("Dora Quimby",))
    runs, bars = seen_runs(["Ask Do", "ra Qui", "mby now"], found)
    assert runs == [f"Ask {BAR}", "", " now"]
    assert bars == 1


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://example.org/a/b", "https://example.org/a/b"),
        ("HTTP://me:pw@Example.org:8080/a?x=1#y", "http://example.org/a"),
        ("mailto:dora@example.org", ""),
        ("file:///home/dora/a.docx", ""),
        ("http://10.0.0.7/a", ""),
        ("http://0x7f000001.1/", ""),
        ("http://2130706433/", ""),
        ("http://[::1]/", ""),
        ("http://localhost/", ""),
        ("http://desk/", ""),
        ("http://desk.local/", ""),
        ("http://files.internal/x", ""),
        ("http://exa\u200bmple.org/", "http://example.org/"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
    ],
)
def test_what_is_seen_of_an_address(address: str, seen: str) -> None:
    assert seen_link(address) == seen


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Children at  a table", "Children at a table"),
        ("C:\\Users\\dora\\a.jpg", ""),
        ("/home/dora/a", ""),
        ("IMG_2041.JPG", ""),
        ("A dog.", "A dog."),
    ],
)
def test_what_is_heard_of_a_picture(said: str, seen: str) -> None:
    assert seen_description(said) == seen


def test_the_words_of_a_document_are_all_said_with_its_links_pictures_and_notes() -> None:
    spans = (
        Span("Our "),
        Span("page", link="https://example.org/x?me"),
        Span(f" {OBJECT}{OBJECT}"),
    )
    objects = (PrintedPicture(b"x", 9, 9, "A shelf"), NoteMark(0))
    note = (PrintedParagraph(Paragraph((Span("A note"),))),)
    seen = SeenWords()
    text = seen.document(PrintedText((PrintedParagraph(Paragraph(spans), "1.", objects),), (note,)))
    assert words_of(text, "Picture {number}") == [
        "1. Our page (https://example.org/x) [Picture 1: A shelf][1]",
        "[1] A note",
    ]
    assert seen.links == 0
