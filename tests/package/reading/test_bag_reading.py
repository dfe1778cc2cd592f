import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.package.reading.bag_reading import (
    LONGEST_LINE,
    Declaration,
    Element,
    Line,
    codec,
    elements,
    lines,
    mark_is_forbidden,
    payload_oxum,
    read_declaration,
)
from lssc_desktop.package.reading.listing import Listed, listed, manifest_name, to_fetch

LINE_TEXT = st.text(st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"]))


@given(
    st.lists(LINE_TEXT, min_size=1),
    st.sampled_from(["\n", "\r", "\r\n"]),
    st.sampled_from(["utf-8", "utf-16", "utf-16-be", "utf-32"]),
    st.integers(1, 50),
)
def test_lines_come_back_in_every_encoding_and_piece_by_piece(
    texts: list[str], end: str, encoding: str, size: int
) -> None:
    content = "".join(f"{text}{end}" for text in texts).encode(encoding)
    pieces = [content[at : at + size] for at in range(4, len(content), size)]
    found = list(lines([content[:4], *pieces], encoding))
    assert [line.text for line in found] == texts
    assert all(line.ended and not line.broken for line in found)
    assert [line.number for line in found] == list(range(1, len(texts) + 1))


def test_other_separators_of_unicode_end_no_line() -> None:
    assert [line.text for line in lines(["a\x0bb\x85c\u2028d\n".encode()], "utf-8")] == [
        "a\x0bb\x85c\u2028d"
    ]


def test_a_last_line_may_be_open_and_a_long_one_is_cut() -> None:
    assert list(lines([b"a\nb"], "utf-8")) == [Line(1, "a"), Line(2, "b", ended=False)]
    long = b"x" * (3 * LONGEST_LINE) + b"\nshort\n"
    first, second = lines([long], "utf-8")
    assert (first.broken, len(first.text), second) == (True, LONGEST_LINE, Line(2, "short"))


def test_an_empty_file_has_no_lines() -> None:
    assert list(lines([], "utf-16")) == []


def test_a_byte_order_mark_is_only_for_encodings_that_need_it() -> None:
    assert mark_is_forbidden(b"\xef\xbb\xbfx", "utf-8")
    assert mark_is_forbidden(b"\xfe\xff\0x", "utf-16-be")
    assert not mark_is_forbidden(b"\xff\xfex\0", "utf-16")
    assert not mark_is_forbidden(b"\xef\xbb\xbfx", "iso8859-1")
    assert [line.text for line in lines([b"\xef\xbb\xbfx\n"], "utf-8")] == ["x"]


@pytest.mark.parametrize("label", ["UTF-8", "utf8", "ISO-8859-1", "windows-1252", "Shift_JIS"])
def test_character_encodings_are_known_by_their_registered_names(label: str) -> None:
    assert codec(label)


@pytest.mark.parametrize("label", ["hex", "zlib", "unicode_escape", "utf-8-sig", "", "x" * 9999])
def test_other_codecs_are_no_character_encodings(label: str) -> None:
    assert codec(label) is None


def test_a_declaration_is_understood_even_where_it_is_not_strict() -> None:
    assert read_declaration(b"bagit-version :0.97 \r\ntag-file-character-encoding: x\r\n") == (
        Declaration((0, 97), "x", strict=False)
    )
    assert read_declaration(b"") == Declaration(None, "", strict=False)


def test_the_line_of_a_manifest() -> None:
    assert listed("00FF \t a  b ", "unknown") == Listed(b"\0\xff", "a  b ", escaped=False)
    assert listed("\\00ff  a", "x") == Listed(b"\0\xff", "a", escaped=True)
    assert listed("00f  a", "x") == Listed(None, "a", escaped=False)
    assert listed("00ff  a", "md5") == Listed(None, "a", escaped=False)
    assert listed("a", "md5") is listed("xy  a", "md5") is listed("", "md5") is None


def test_the_name_of_a_manifest() -> None:
    name = manifest_name("tagmanifest-sha512.txt")
    assert name is not None
    assert (name.algorithm, name.tag, name.normal, name.checkable) == ("sha512", True, True, True)
    other = manifest_name("Manifest-SHA512.txt")
    assert other is not None
    assert (other.tag, other.normal, other.checkable) == (False, False, False)
    assert manifest_name("data/manifest.txt") is manifest_name("bagit.txt") is None


def test_the_line_of_a_fetch_file() -> None:
    entry = to_fetch("http://a.example/x%20y \t - data/a b")
    assert entry is not None
    assert (entry.bytes, entry.path, entry.url_is_absolute, entry.length_is_one) == (
        None,
        "data/a b",
        True,
        True,
    )
    assert to_fetch("http://a.example/ 12") is None


def test_metadata_keeps_its_order_and_repetitions() -> None:
    found = lines([b"B: 1\nA: 2\nB: 3\n"], "utf-8")
    assert list(elements(found, strict=True)) == [
        Element("B", "1", 1),
        Element("A", "2", 2),
        Element("B", "3", 3),
    ]


def test_a_folded_line_without_a_label_is_no_element() -> None:
    found = list(elements(lines([b"  floating\nA: 1\n"], "utf-8"), strict=True))
    assert found == [Element("", "  floating", 1), Element("A", "1", 2)]


def test_a_payload_oxum() -> None:
    assert payload_oxum("1013.2") == (1013, 2)
    assert payload_oxum("٣.٤") is None
