"""XML made to hurt whoever reads it: refused by every door, and nothing it names is loaded."""

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from lssc_desktop.documents.office_xml.ranges import (
    TooMuch,
    Unparsable,
    events,
    parse,
    parse_source,
    require_well_formed,
)
from lssc_desktop.documents.word.making import parsed as parsed_to_join

LIMIT = 4 << 20

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(10))
BILLION = f'<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]><d>&l10;</d>'
QUADRATIC = f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]><d>{"&a;" * 20_000}</d>'


def declared(encoding: str, rest: str = "<d>words</d>") -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>{rest}'


DECLARES = {
    "a billion laughs": BILLION.encode(),
    "a billion laughs in UTF-16": BILLION.encode("utf-16"),
    "a billion laughs in UTF-16 without a mark": declared("UTF-16", BILLION).encode("utf-16-be"),
    "a billion laughs in another alphabet": declared("windows-1251", BILLION).encode("cp1251"),
    "laughs in an attribute": BILLION.replace("<d>&l10;</d>", '<d a="&l10;"/>').encode(),
    "quadratic growth": QUADRATIC.encode(),
    "a file": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
    "a page": b'<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><d>&x;</d>',
    "a parameter": b'<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><d/>',
    "a parameter that declares": b"<!DOCTYPE d [<!ENTITY % p '<!ENTITY x \"y\">'> %p;]><d>&x;</d>",
    "parameters within parameters": (
        b"<!DOCTYPE d [<!ENTITY % a 'b'><!ENTITY % c '&#37;a;&#37;a;'>]><d/>"
    ),
    "an entity that holds itself": b'<!DOCTYPE d [<!ENTITY a "&b;"><!ENTITY b "&a;">]><d>&a;</d>',
    "an entity that is not used": b'<!DOCTYPE d [<!ENTITY a "b">]><d/>',
    "an entity for a mark of XML itself": b'<!DOCTYPE d [<!ENTITY lt "&#38;#60;">]><d>&lt;</d>',
    "something unparsed": (
        b'<!DOCTYPE d [<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "x.gif" NDATA n>]><d/>'
    ),
    "elements and no entities": b"<!DOCTYPE d [<!ELEMENT d (#PCDATA)>]><d>words</d>",
    "values that are not there": b'<!DOCTYPE d [<!ATTLIST d a CDATA "made up">]><d/>',
    "a list of another file": b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>',
    "a list that is public": b'<!DOCTYPE d PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://x/"><d/>',
    "a type alone": b"<!DOCTYPE d><d/>",
    "a type after a note": b"<!-- note --><?note?>\n<!DOCTYPE d><d/>",
    "a type that never ends": b"<!DOCTYPE d [" + b"<!ENTITY a 'b'>" * 20_000,
}
"""A document type, which no Office program writes."""

BROKEN = {
    "nothing": b"",
    "spaces": b" \n ",
    "a mark of order alone": b"\xef\xbb\xbf",
    "a page of the web": b"<html><br></html>",
    "two roots": b"<d/><d/>",
    "words after the root": b"<d/>words",
    "a type within": b"<d><!DOCTYPE d></d>",
    "a condition": b"<d><![INCLUDE[x]]></d>",
    "an entity of nobody": b"<d>&nbsp;</d>",
    "an entity of nobody in an attribute": b'<d a="&nbsp;"/>',
    "a tag that never ends": b"<d " + b"a" * 2_000_000,
    "a value that never ends": b'<d a="' + b"a" * 2_000_000,
    "a note that never ends": b"<d><!-- " + b"-" * 10 + b"a" * 2_000_000,
    "a quotation that never ends": b"<d><![CDATA[" + b"]" * 2_000_000,
    "cut short": b"<d><p>words</p>",
    "cut short within a letter": "<d>é".encode()[:-1],
    "NUL": b"<d>\0</d>",
    "NUL by number": b"<d>&#0;</d>",
    "a bell": b"<d>\x07</d>",
    "half a letter by number": b"<d>&#xD800;</d>",
    "a number beyond all letters": b"<d>&#x110000;</d>",
    "bytes that are no UTF-8": b"<d>\xff\xfe\xfa</d>",
    "a letter written too long": b"<d>\xc0\xbc</d>",
    "half a letter in UTF-8": b"<d>\xed\xa0\x80</d>",
    "UTF-32": "<d>words</d>".encode("utf-32"),
    "UTF-16 that is none": declared("UTF-16").encode(),
    "UTF-8 that is UTF-16": declared("UTF-8").encode("utf-16-le")[:-1],
    "UTF-7": declared("UTF-7", "+ADwAIQ-DOCTYPE d+AD4APA-d/+AD4-").encode(),
    "UTF-7 that begins well": declared("UTF-7", "<d>+ADw-script+AD4-</d>").encode(),
    "EBCDIC": declared("cp037").encode("cp037"),
    "an encoding of nobody": declared("klingon").encode(),
    "an encoding that is a program": declared("unicode_escape").encode(),
    "an encoding that unpacks": declared("zlib_codec").encode(),
    "an encoding that never is one": declared("undefined").encode(),
    "an encoding of names": declared("idna").encode(),
    "an encoding with many bytes": declared("big5").encode(),
    "an encoding with a path": declared("../../x").encode(),
    "a very long encoding": declared("a" * 100_000).encode(),
    "another version": b'<?xml version="7.0"?><d/>',
    "a prefix of nobody": b"<w:d/>",
    "the prefix xml for something else": b'<d xmlns:xml="urn:x"/>',
    "the prefix xmlns": b'<d xmlns:xmlns="urn:x"/>',
    "the same value twice": b'<d a="1" a="2"/>',
    "the same value by two prefixes": b'<d xmlns:a="urn:x" xmlns:b="urn:x" a:c="1" b:c="2"/>',
    "a tag in a value": b'<d a="<b>"/>',
}

BEYOND = {
    "elements within elements": b"<d>" * 100_000,
    "elements within elements that end": b"<d>" * 100_000 + b"</d>" * 100_000,
    "201 levels": b"<d>" * 201 + b"</d>" * 201,
}

TOO_MUCH = {
    "elements beside elements": b"<d>" + b"<p/>" * 260_000 + b"</d>",
    "a thousand and one values": (
        b"<d " + b" ".join(b'a%d=""' % number for number in range(1_001)) + b"/>"
    ),
    "a hundred thousand values": (
        b"<d " + b" ".join(b'a%d=""' % number for number in range(100_000)) + b"/>"
    ),
}


def by_events(data: bytes) -> None:
    for _ in events(io.BytesIO(data), LIMIT):
        pass


def by_parse(data: bytes) -> Element:
    return parse(io.BytesIO(data), LIMIT)


DOORS: list[Callable[[bytes], object]] = [by_parse, parse_source, by_events, require_well_formed]
HOLDING = [by_parse, parse_source]
"""Doors that hold a whole tree, which is why it has bounds."""


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("data", (DECLARES | BROKEN).values(), ids=(DECLARES | BROKEN).keys())
def test_what_declares_a_type_or_is_broken_is_not_read(
    data: bytes, door: Callable[[bytes], object]
) -> None:
    with pytest.raises(Unparsable):
        door(data)


@pytest.mark.parametrize("data", DECLARES.values(), ids=DECLARES.keys())
def test_what_declares_a_type_is_not_joined(data: bytes) -> None:
    with pytest.raises(Unparsable):
        parsed_to_join(data)


@pytest.mark.parametrize("door", HOLDING)
@pytest.mark.parametrize("data", BEYOND.values(), ids=BEYOND.keys())
def test_what_is_nested_beyond_reason_is_not_read(
    data: bytes, door: Callable[[bytes], object]
) -> None:
    with pytest.raises(Unparsable):
        door(data)


@pytest.mark.parametrize("door", HOLDING)
@pytest.mark.parametrize("data", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_what_is_more_than_can_be_held_is_not_read(
    data: bytes, door: Callable[[bytes], object]
) -> None:
    with pytest.raises(TooMuch):
        door(data)


def test_two_hundred_levels_and_a_thousand_values_are_read() -> None:
    values = " ".join(f'a{number}=""' for number in range(1_000))
    data = (f"<d {values}>" + "<d>" * 199 + "</d>" * 200).encode()
    assert len(by_parse(data).attrib) == len(parse_source(data).root.attrib) == 1_000


@pytest.mark.parametrize("door", [by_parse, by_events])
def test_what_is_longer_than_the_limit_is_not_read(door: Callable[[bytes], object]) -> None:
    with pytest.raises(TooMuch):
        door(b'<d a="' + b"a" * LIMIT + b'"/>')


def test_what_names_other_files_is_an_element_like_any_other(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>", encoding="utf-8")
    include = (
        f'<?xml-stylesheet href="{secret.as_uri()}"?>'
        '<d xmlns:xi="http://www.w3.org/2001/XInclude" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="urn:x {secret.as_uri()}"><xi:include href="{secret.as_uri()}"/></d>'
    ).encode()
    for root in (by_parse(include), parse_source(include).root):
        assert [(item.tag, len(item)) for item in root] == [("?include", 0)]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "US-ASCII", "ISO-8859-1", "windows-1252"])
def test_an_encoding_that_is_known_is_read(encoding: str) -> None:
    data = declared(encoding, "<d>caf&#xE9; &amp; &lt;co&gt; &quot;&apos;</d>").encode(encoding)
    for root in (by_parse(data), parse_source(data).root):
        assert root.text == "café & <co> \"'"
