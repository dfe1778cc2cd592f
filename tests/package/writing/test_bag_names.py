import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.files.names import portable_names
from lssc_desktop.package.writing.bag_source import BagNameRefused, NameFault, check_names


def _fault(*paths: str, top: str = "top") -> NameFault:
    with pytest.raises(BagNameRefused) as refused:
        check_names(top, paths)
    assert refused.value.name in {*paths, top}
    return refused.value.fault


@pytest.mark.parametrize(
    "path", ["a.txt", "evidence/01 Überblick.pdf", "a/b/c.d", ".hidden", "🎈", "..a", "a..", "~a"]
)
def test_takes_what_every_tool_takes(path: str) -> None:
    check_names("top", [path])


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", ".", "a/./b", "..", "../a", "a/../../b"])
def test_refuses_a_path_that_is_not_plainly_below_data(path: str) -> None:
    assert _fault(path) is NameFault.NOT_RELATIVE


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("a\\b", NameFault.BACKSLASH),
        ("100%0A", NameFault.PERCENT),
        ("a\rb", NameFault.CONTROL),
        ("a\nb", NameFault.CONTROL),
        ("a\0b", NameFault.CONTROL),
        ("a\x85b", NameFault.CONTROL),
        ("a\u2028b", NameFault.CONTROL),
        ("a ", NameFault.SPACE_AT_END),
        ("a\u00a0", NameFault.SPACE_AT_END),
        ("a\udc80b", NameFault.NOT_TEXT),
        ("é" * 32_768, NameFault.TOO_LONG),
    ],
)
def test_refuses_what_some_tool_reads_differently(path: str, fault: NameFault) -> None:
    assert _fault(path) is fault


def test_counts_the_folders_before_a_name_in_its_length() -> None:
    check_names("top", ["x" * (65_535 - len("top/data/"))])
    assert _fault("x" * (65_536 - len("top/data/"))) is NameFault.TOO_LONG


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.txt", "a.txt"),
        ("a.txt", "A.TXT"),
        ("Straße", "STRASSE"),
        (unicodedata.normalize("NFC", "é"), unicodedata.normalize("NFD", "É")),
    ],
)
def test_refuses_twins(first: str, second: str) -> None:
    assert _fault(first, second) is NameFault.TWICE


@pytest.mark.parametrize("order", [1, -1])
def test_refuses_a_file_where_another_needs_a_folder(order: int) -> None:
    assert _fault(*["A/b/c", "a/B"][::order]) is NameFault.ALSO_A_FOLDER


@pytest.mark.parametrize("top", ["", "..", "a/b", "a\nb"])
def test_refuses_a_top_folder_that_is_no_folder(top: str) -> None:
    with pytest.raises(BagNameRefused) as refused:
        check_names(top, [])
    assert refused.value.name == top


@given(st.lists(st.text(st.characters(codec=None), max_size=30), max_size=8))
def test_takes_whatever_the_naming_of_the_package_makes_of_a_name(names: list[str]) -> None:
    check_names("top", [f"evidence/{name}" for name in portable_names(names)])
