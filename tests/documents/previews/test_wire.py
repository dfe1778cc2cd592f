"""The frames between the program and its helper."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, normalized
from lssc_desktop.documents.previews import Inspection, Occurrence, Occurrences, PageBox, PageSize
from lssc_desktop.documents.previews.wire import (
    Broken,
    WireMessage,
    decode_inspection,
    decode_occurrences,
    decode_pixels,
    encode_inspection,
    encode_occurrences,
    receive,
    send,
)

SPANS = some.builds(
    Span,
    some.text(max_size=20),
    bold=some.booleans(),
    italic=some.booleans(),
    link=some.sampled_from(["", "https://example.org/"]),
)
PARAGRAPHS = some.builds(
    Paragraph,
    some.lists(SPANS, max_size=3).map(tuple),
    some.sampled_from(Form),
    some.integers(0, 8),
)
TEXTS = some.lists(PARAGRAPHS, max_size=5).map(lambda found: normalized(RichText(tuple(found))))
SIDES = some.floats(1, 14_400)
PAGES = some.lists(some.builds(PageSize, SIDES, SIDES), min_size=1, max_size=5).map(tuple)
LOOKED = some.one_of(
    some.builds(Inspection, pages=PAGES, total=some.integers(1, 10**9), converted=some.booleans()),
    some.builds(Inspection, text=TEXTS, beyond=some.just(("table",)), cut=some.booleans()),
)
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=3), inner),
    max_leaves=12,
)
NAMED = some.fixed_dictionaries(
    dict.fromkeys(("pages", "total", "text", "beyond", "cut", "converted"), ANYTHING)
)


def sent(words: dict[str, object], data: bytes = b"") -> io.BytesIO:
    stream = io.BytesIO()
    send(stream, words, data)
    stream.seek(0)
    return stream


@given(LOOKED)
def test_what_was_seen_arrives_as_it_is(looked: Inspection) -> None:
    frame = receive(sent(encode_inspection(looked)))
    assert frame is not None
    assert decode_inspection(frame) == looked


@given(NAMED)
def test_whatever_comes_is_a_look_or_broken(words: dict[str, object]) -> None:
    try:
        looked = decode_inspection(WireMessage(words))
    except Broken:
        return
    assert looked.pages or looked.text is not None
    assert all(0 < page.width <= 20_000 for page in looked.pages)


@given(ANYTHING, ANYTHING, some.binary(max_size=40))
def test_whatever_comes_is_a_picture_or_broken(width: object, height: object, data: bytes) -> None:
    try:
        pixels = decode_pixels(WireMessage({"width": width, "height": height}, data))
    except Broken:
        return
    assert pixels.width * pixels.height * 4 == len(data)


@given(some.binary(max_size=60))
def test_whatever_bytes_come_are_a_frame_the_end_or_broken(data: bytes) -> None:
    try:
        frame = receive(io.BytesIO(data))
    except Broken:
        return
    assert frame is None or isinstance(frame.words, dict)


def test_nothing_is_the_end() -> None:
    assert receive(io.BytesIO(b"")) is None


def test_a_frame_that_is_cut_off_is_broken() -> None:
    whole = sent({"ask": "look"}, b"bytes").getvalue()
    for length in range(1, len(whole)):
        with pytest.raises(Broken):
            receive(io.BytesIO(whole[:length]))


def test_a_text_longer_than_is_shown_is_broken() -> None:
    long = json.loads(
        json.dumps(
            encode_inspection(Inspection(text=RichText((Paragraph((Span("a" * 300_000),)),))))
        )
    )
    with pytest.raises(Broken):
        decode_inspection(WireMessage(long))


COORDINATES = some.floats(-10_000, 10_000)
BOXES = some.builds(PageBox, COORDINATES, COORDINATES, COORDINATES, COORDINATES)
FOUND = some.builds(
    Occurrences,
    some.lists(
        some.builds(Occurrence, some.integers(0, 1_999), some.lists(BOXES, max_size=3).map(tuple)),
        max_size=4,
    ).map(tuple),
    some.none() | some.integers(0, 1_999),
)


@given(FOUND)
def test_where_words_were_found_arrives_as_it_is(found: Occurrences) -> None:
    frame = receive(sent(encode_occurrences(found)))
    assert frame is not None
    assert decode_occurrences(frame) == found


@given(some.fixed_dictionaries({"found": ANYTHING, "following": ANYTHING}))
def test_a_helper_that_finds_nonsense_is_not_believed(words: dict[str, object]) -> None:
    try:
        found = decode_occurrences(WireMessage(words))
    except Broken:
        return
    assert all(0 <= each.page < 2_000 for each in found.found)


@pytest.mark.parametrize("side", [float("nan"), float("inf"), 1e9])
def test_a_box_is_on_a_page(side: float) -> None:
    with pytest.raises(Broken):
        decode_occurrences(WireMessage({"found": [[0, [[0, 0, side, 1]]]], "following": None}))
