import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.package.reading.fault import (
    decoded,
    escapes,
    folded,
    is_system_file,
    percent_left,
    plain,
)


@pytest.mark.parametrize(
    "path",
    ["..", "../x", "a/..", "a/../b", "a\\..\\b", "/x", "\\x", "~", "~x/y", "C:", "c:x", "a\0b"],
)
def test_ways_out_of_a_bag(path: str) -> None:
    assert escapes(path)


@pytest.mark.parametrize("path", ["data/x", "...", "a..b", "data/~$x.docx", "data/ab:c", "..a/b.."])
def test_what_only_looks_like_a_way_out(path: str) -> None:
    assert not escapes(path)


@pytest.mark.parametrize(
    ("path", "direct"),
    [("./a", "a"), ("a//b", "a/b"), ("a/./b", "a/b"), ("a/.", "a/"), ("a./b", "a./b"), ("a", "a")],
)
def test_detours_are_left_out(path: str, direct: str) -> None:
    assert plain(path) == direct


def test_only_line_ends_and_since_1_0_percent_signs_are_decoded() -> None:
    assert decoded("a%0Ab%0dc%25d%20e", percent=True) == "a\nb\rc%d%20e"
    assert decoded("a%0Ab%0dc%25d%20e", percent=False) == "a\nb\rc%25d%20e"
    assert decoded("%250A", percent=True) == "%0A"
    assert percent_left("a%20b")
    assert not percent_left("a%25b%0A")


@given(st.text())
def test_what_is_encoded_as_rfc_8493_says_is_decoded(name: str) -> None:
    encoded = name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    assert decoded(encoded, percent=True) == name
    assert not percent_left(encoded)


def test_names_are_folded_as_a_forgetful_system_would() -> None:
    assert folded("MU\u0308LLER") == folded("m\u00fcller") == "m\u00fcller"
    assert folded("A/B") == "a/b"


@pytest.mark.parametrize(
    "path", ["data/.DS_Store", "data/THUMBS.DB", "__MACOSX/data/x", "data/._x"]
)
def test_files_that_systems_leave_behind(path: str) -> None:
    assert is_system_file(path)


def test_a_document_is_no_file_of_the_system() -> None:
    assert not is_system_file("data/thumbs.db.txt")
