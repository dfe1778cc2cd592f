"""What this program puts on the clipboard for itself, and what anybody may put there instead."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QMimeData

from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    KeptContent,
    NewContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    normalized,
    plain,
)
from lssc_desktop.ui.editor.clipboard import pasted, to_mime

OWN = "application/x-lssc-desktop-text"

KEPT = some.none() | some.builds(
    KeptContent, some.text(max_size=3), some.sampled_from(UnsupportedContent), some.integers(0, 9)
)
SPANS = some.builds(
    Span,
    some.text(max_size=8),
    some.booleans(),
    some.booleans(),
    some.sampled_from(["", "https://example.org/"]),
    KEPT,
    some.frozensets(some.sampled_from(Effect)),
)
TEXTS = some.lists(
    some.builds(
        Paragraph,
        some.lists(SPANS, max_size=3).map(tuple),
        some.sampled_from(Form),
        some.integers(0, 8),
    ),
    max_size=4,
).map(lambda found: normalized(RichText(tuple(found))))
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner),
    max_leaves=12,
)


def beside_words(own: bytes) -> QMimeData:
    data = QMimeData()
    data.setText("the words")
    data.setData(OWN, own)
    return data


@given(TEXTS)
def test_a_text_is_pasted_as_it_was_copied(text: RichText) -> None:
    assert pasted(to_mime(text)).text == text


@given(TEXTS, some.data(), some.binary(min_size=1, max_size=3))
def test_whatever_bytes_are_others_a_text_is_pasted(
    text: RichText, chosen: some.DataObject, other: bytes
) -> None:
    own = bytes(to_mime(text).data(OWN).data())
    place = chosen.draw(some.integers(0, len(own) - 1))
    got = pasted(beside_words(own[:place] + other + own[place + len(other) :])).text
    assert pasted(to_mime(got)).text == got


@given(ANYTHING)
def test_whatever_lies_there_a_text_is_pasted(told: object) -> None:
    got = pasted(beside_words(json.dumps(told).encode())).text
    assert plain(got) == "the words"


@pytest.mark.parametrize(
    "own",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'["RichText", [' + b'["Paragraph", [' * 100_000,
        b'["RichText", [["Paragraph", [], "body", 1e999]]]',
        b'["RichText", [["Paragraph", [], "body", ' + b"9" * 5_000 + b"]]]",
    ],
)
def test_what_is_no_text_of_ours_leaves_the_words_beside_it(own: bytes) -> None:
    assert plain(pasted(beside_words(own)).text) == "the words"


def test_what_an_earlier_version_copied_is_pasted_as_words() -> None:
    earlier: Any = [["heading-1", 0, [["A title", True, False, "", None, []]], None, None]]
    assert plain(pasted(beside_words(json.dumps(earlier).encode())).text) == "the words"


def test_nothing_new_is_brought_along_to_a_word_file() -> None:
    """A table is asked for in the document that it was copied from, and never taken from here."""
    new = KeptContent("1", UnsupportedContent.TABLE, 1, NewContent(b"<w:tbl/>"))
    copied = to_mime(RichText((Paragraph((Span("x", kept=new),)),)))
    own = json.loads(bytes(copied.data(OWN).data()))
    assert "tbl" not in json.dumps(own)
    kept = pasted(copied).text.paragraphs[0].spans[0].kept
    assert kept is not None
    assert kept.new is None
    forged = ["KeptContent", "1", "table", 1, ["NewContent", 0, [["a", "file:///"]]]]
    words = ["RichText", [["Paragraph", [["Span", "x", False, False, "", forged]]]]]
    assert plain(pasted(beside_words(json.dumps(words).encode())).text) == "the words"


def test_a_link_leads_where_links_may() -> None:
    span = ["Span", "here", False, False, "file:///etc/passwd"]
    words = ["RichText", [["Paragraph", [span], "body", 1000]]]
    got = pasted(beside_words(json.dumps(words).encode())).text
    assert got == RichText((Paragraph((Span("here"),)),))
