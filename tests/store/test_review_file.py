"""Review files: what goes in comes out, and nothing that a stranger sends does harm."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import About, Comment, Rated, Result, Review, ReviewMode
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.review_file import (
    FORMAT,
    LARGEST,
    ReviewTooLong,
    decode_review,
    encode_review,
    read_review,
    write_review,
)
from tests.reviews import a_package, a_review

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ID = st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True)
ABOUT = st.builds(About, st.none() | st.integers(1, 99), TEXT, TEXT, TEXT)
COMMENTS = st.lists(
    st.builds(Comment, ID, ABOUT, TEXT, TEXT, st.integers(0, 9999), TEXT),
    max_size=4,
    unique_by=lambda comment: comment.id,
).map(tuple)
RATINGS = st.lists(
    st.builds(Rated, st.integers(1, 99), st.sampled_from(Rating)),
    max_size=4,
    unique_by=lambda rated: rated.competency,
).map(tuple)
REVIEWS = st.builds(
    Review,
    ID,
    st.sampled_from([ReviewMode.REVIEW, ReviewMode.EVALUATION]),
    st.builds(a_package, set_title=TEXT, candidate=TEXT, revision=st.integers(0, 3)),
    TEXT,
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  the bounds of hypothesis are without zone
    RATINGS,
    COMMENTS,
    st.lists(ID, max_size=3).map(tuple),
    st.booleans(),
    TEXT,
)
COMMENT = Comment("r-1", About(11), "How many came?", "I counted", 40)
WHOLE = a_review(COMMENT)


def changed(**changes: Any) -> bytes:
    raw = json.loads(encode_review(WHOLE)) | changes
    return json.dumps(raw).encode()


@given(REVIEWS)
def test_what_goes_in_comes_out(review: Review) -> None:
    assert decode_review(encode_review(review), "r") == review


def test_a_result_comes_out_with_its_outcome() -> None:
    result = a_review(mode=ReviewMode.RESULT, result=Result(Outcome.REVISION_ASKED, (6, 11)))

    assert decode_review(encode_review(result), "r") == result


def test_the_file_can_be_read_by_people() -> None:
    lines = encode_review(WHOLE).decode().splitlines()

    assert lines[1] == f'  "format": {FORMAT},'
    assert '      "text": "How many came?",' in lines


def test_it_is_written_and_read(tmp_path: Path) -> None:
    write_review(tmp_path / "r.lssc-review.json", WHOLE)

    assert read_review(tmp_path / "r.lssc-review.json") == WHOLE


@pytest.mark.parametrize(
    "review",
    [
        a_review(Comment("r-1", About(1), "word " * 5000)),
        a_review(Comment("r-1", About(1), "All of it?", quote="word " * 5000)),
        a_review(reviewer="Dana " * 500),
        a_review(*(Comment(f"r-{number}", About(1), "?") for number in range(1, 2100))),
        a_review(*(Comment(f"r-{number}", About(1), "é" * 15_000) for number in range(200))),
    ],
)
def test_nothing_is_written_that_could_not_be_taken_in(review: Review, tmp_path: Path) -> None:
    with pytest.raises(ReviewTooLong) as refused:
        write_review(tmp_path / "r.lssc-review.json", review)

    assert not list(tmp_path.iterdir())
    assert "The review file wasn’t saved" in message_for(refused.value).meaning


def test_a_mark_at_the_beginning_does_no_harm() -> None:
    assert decode_review(b"\xef\xbb\xbf" + encode_review(WHOLE), "r") == WHOLE


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"", "", "syntax"),
        (b"\xff\xfe", "", "syntax"),
        (encode_review(WHOLE)[:-30], "", "syntax"),
        (b"[" * 100_000, "", "value"),
        (b"[]", "", "value"),
        (b'{"format": "1"}', "format", "value"),
        (b'{"format": 0}', "format", "value"),
        (b'{"format": 1}', "", "value"),
        (b" " * (LARGEST + 1), "", "limit"),
        (changed(written="2026-11-25T09:00:00"), "written", "value"),
        (changed(id="../../x"), "id", "value"),
        (changed(mode="result"), "result", "value"),
        (changed(mode="x - at `$." + "y\x1b[31m" * 300), "mode", "value"),
        (changed(result={"outcome": "achieved", "asked": []}), "result", "value"),
        (encode_review(WHOLE).replace(b"Dana", b"\\ud800"), "", "syntax"),
        (
            encode_review(WHOLE).replace(b": 40", b": " + b"9" * 5000),
            "comments[0].quoted_at",
            "value",
        ),
        (
            encode_review(WHOLE).replace(b": 40", b": " + b"9" * 4300),
            "comments[0].quoted_at",
            "value",
        ),
        (changed(format=10**4_200), "format", "value"),
        (changed(written="0001-01-01T00:00:00+23:59"), "written", "value"),
        (changed(written="9999-12-31T23:59:59-23:59"), "written", "value"),
        (changed(reviewer="x" * 3000), "", "limit"),
        (changed(note="x" * 30_000), "", "limit"),
        (changed(settled=["x"] * 3000), "settled", "limit"),
        (changed(ratings=[{"competency": 1, "rating": "met"}] * 2), "ratings", "twice"),
        (changed(ratings=[{"competency": 1, "rating": "good"}]), "ratings[0].rating", "value"),
    ],
)
def test_what_is_no_review_is_refused_with_its_place(data: bytes, place: str, reason: str) -> None:
    with pytest.raises(FileBroken) as refused:
        decode_review(data, "Reviews/r.lssc-review.json")

    assert (refused.value.place, refused.value.reason) == (place, reason)
    said = message_for(refused.value)
    assert said.happened.startswith("We can’t read “r.lssc-review.json”")


def test_two_comments_of_one_id_are_refused() -> None:
    raw = json.loads(encode_review(WHOLE))
    raw["comments"] *= 2

    with pytest.raises(FileBroken) as refused:
        decode_review(json.dumps(raw).encode(), "r")
    assert (refused.value.place, refused.value.reason) == ("comments[1].id", "twice")


def test_a_package_id_that_is_no_fingerprint_is_refused() -> None:
    raw = json.loads(encode_review(WHOLE))
    raw["package"]["package_id"] = "../portfolio.json"

    with pytest.raises(FileBroken) as refused:
        decode_review(json.dumps(raw).encode(), "r")
    assert refused.value.place == "package.package_id"


@pytest.mark.parametrize("number", [0, -5, 10_000, 10**30])
def test_a_competency_that_no_set_has_is_refused(number: int) -> None:
    raw = json.loads(encode_review(WHOLE))
    raw["comments"][0]["about"]["competency"] = number

    with pytest.raises(FileBroken) as refused:
        decode_review(json.dumps(raw).encode(), "r")
    assert refused.value.place == "comments[0].about.competency"


def test_a_review_of_a_newer_version_is_refused_whatever_else_it_says() -> None:
    with pytest.raises(FileNewer) as refused:
        decode_review(b'{"format": 2, "new": true}', "r.lssc-review.json")

    assert (refused.value.found, refused.value.known) == (2, FORMAT)
    assert "newer version" in message_for(refused.value).happened


@given(st.binary(max_size=200))
def test_whatever_bytes_come_nothing_but_our_errors_leaves(data: bytes) -> None:
    with pytest.raises(LsscError):
        decode_review(data, "r")


@given(st.integers(0, len(encode_review(WHOLE)) - 1), st.integers(0, 255))
def test_one_changed_byte_gives_a_review_or_one_of_our_errors(place: int, byte: int) -> None:
    data = bytearray(encode_review(WHOLE))
    data[place] = byte
    try:
        decode_review(bytes(data), "r")
    except LsscError as error:
        assert message_for(error).advice  # noqa: PT017  both ways are right


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_review(tmp_path / "gone.lssc-review.json")
