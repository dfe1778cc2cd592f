"""Portable file names, free names, family names and slugs."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lssc_desktop.core.files.names import (
    folded,
    is_inside,
    numbered,
    one_line,
    person_slug,
    portable_name,
    portable_names,
    slug,
    split_extension,
    surname,
)
from lssc_desktop.core.program.program import Competency, CompetencySet

NAMES = st.text(max_size=260) | st.from_regex(
    r"[.~ ]{0,3}(con|COM¹|a|é|e\u0301|nul)[ .]{0,2}(\.[a-z]{1,4})?[. ]{0,2}", fullmatch=True
)


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("Story time flyer.pdf", "Story time flyer.pdf"),
        ("CON.txt", "_CON.txt"),
        ("con", "_con"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("Console.txt", "Console.txt"),
        ("trailing dot.", "trailing dot"),
        ("trailing space.pdf ", "trailing space.pdf"),
        (" leading space.pdf", "leading space.pdf"),
        ("100%0A.pdf", "100_0A.pdf"),
        ("two\r\nlines.pdf", "two__lines.pdf"),
        ('what? "this": <that>|*.pdf', "what_ _this__ _that___.pdf"),
        ("a/b\\c.pdf", "a_b_c.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("~home.pdf", "_home.pdf"),
        ("~$letter.docx", "_$letter.docx"),
        (".hidden", "_hidden"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("", "file"),
        ("...", "file"),
        ("broken\udce9.pdf", "broken_.pdf"),
        ("🎉 party.jpg", "🎉 party.jpg"),
    ],
)
def test_a_name_is_made_portable(name: str, portable: str) -> None:
    assert portable_name(name) == portable


def test_a_long_name_keeps_its_extension_and_is_cut_between_characters() -> None:
    name = portable_name("é" * 150 + ".docx")
    assert name == "é" * 97 + ".docx"
    assert len(name.encode()) <= 200


@given(NAMES)
@example("a" * 199 + " .pdf")
@example("CON" + " " * 250 + "x.txt")
@example("con." + "a" * 196)
@example("x" + "\u0344" * 100)
@example("<\u0338.pdf")
def test_a_portable_name_can_be_taken_by_everybody(name: str) -> None:
    portable = portable_name(name)
    assert portable
    assert len(portable.encode()) <= 200
    assert portable == unicodedata.normalize("NFC", portable)
    assert not set(portable) & set('<>:"/\\|?*%\r\n\0')
    assert not portable.endswith((".", " "))
    assert not portable.startswith(("~", ".", " "))
    assert portable.partition(".")[0].rstrip().lower() not in {"con", "nul", "com¹"}


@given(NAMES)
@example("~.~ .a")
@example("e\u200e\u0301 \u2008.")
@example("\u200d" * 80 + "." + "a" * 5)
def test_a_portable_name_stays_as_it_is(name: str) -> None:
    assert portable_name(portable_name(name)) == portable_name(name)


@given(
    st.from_regex(r"[A-Za-z0-9 é<>?]{1,230}", fullmatch=True), st.sampled_from([".pdf", ".DOCX"])
)
def test_the_extension_is_kept(stem: str, extension: str) -> None:
    name = portable_name("x" + stem + extension)
    assert split_extension(name)[1] == extension


@given(st.lists(NAMES, max_size=12))
@example(["a?.txt", "a_.txt", "A_.TXT"])
@example(["é.pdf", "e\u0301.pdf", "É.pdf"])
@example(["a", "a", "a (2)"])
def test_names_are_unique_wherever_they_are_unpacked(names: list[str]) -> None:
    portable = portable_names(names)
    assert len(portable) == len(names)
    assert len({folded(name) for name in portable}) == len(names)
    assert all(name == portable_name(name) for name in portable)


@given(st.lists(NAMES, max_size=12))
def test_unique_portable_names_stay_as_they_are(names: list[str]) -> None:
    once = portable_names(names)
    assert portable_names(once) == once


def test_a_name_that_needs_no_change_is_served_first() -> None:
    assert portable_names(["a?.txt", "a_.txt"]) == ("a_ (2).txt", "a_.txt")


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("flyer.pdf", [], "flyer.pdf"),
        ("flyer.pdf", ["flyer.pdf"], "flyer (2).pdf"),
        ("Flyer.pdf", ["flyer.PDF"], "Flyer (2).pdf"),
        ("flyer.pdf", ["flyer.pdf", "Flyer (2).pdf"], "flyer (3).pdf"),
        ("flyer (2).pdf", ["flyer (2).pdf"], "flyer (3).pdf"),
        ("été.pdf", ["e\u0301te\u0301.pdf"], "été (2).pdf"),
        ("README", ["readme"], "README (2)"),
        (".hidden", [".hidden"], ".hidden (2)"),
    ],
)
def test_a_taken_name_gets_a_number(name: str, taken: list[str], free: str) -> None:
    assert numbered(name, taken) == free


def test_a_number_makes_no_name_too_long() -> None:
    name = "é" * 98 + ".pdf"
    assert len(numbered(name, [name]).encode()) <= 200


@pytest.mark.parametrize("path", ["Evidence/flyer.pdf", "a", "a b/..c/d.", "é/~x"])
def test_a_path_within_the_folder_is_inside(path: str) -> None:
    assert is_inside(path)


@pytest.mark.parametrize(
    "path", ["", "/etc/x", "../x", "a/../b", "a//b", "./a", "a/.", "C:/x", "c:x", "a\\b", "a\0"]
)
def test_a_path_that_leaves_the_folder_is_not_inside(path: str) -> None:
    assert not is_inside(path)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("A. Rivera", "Rivera"),
        ("Ana María Rivera Jr.", "Rivera"),
        ("Rivera, Ana", "Rivera"),
        ("de la Cruz, Ana", "de la Cruz"),
        ("Ana Rivera, MLS", "Rivera"),
        ("Sukarno", "Sukarno"),
        ("李 小龍", "李"),
        ("佐々木 花子", "佐々木"),
        ("김 지수", "김"),
        ("Jr.", "Jr."),
        ("", ""),
    ],
)
def test_the_family_name_of_a_person(name: str, family: str) -> None:
    assert surname(name) == family


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("John Smith", "smith-john-"),
        ("Smith, Jane Q.", "smith-jane-q-"),
        ("Ana María Núñez Jr.", "nunez-ana-maria-"),
        ("李 小龍", "李-小龍-"),
        ("山田 花子", "山田-花子-"),
        ("", "portfolio-"),
        ("??", "portfolio-"),
    ],
)
def test_a_file_name_tells_whose_it_is(name: str, beginning: str) -> None:
    told = person_slug(name, "5e0d9c3a-1f0e-4f6e-9d0f-5f6f4b1f7c11")
    assert told.startswith(beginning)
    assert re.fullmatch("[0-9a-f]{6}", told.removeprefix(beginning))
    assert portable_name(told) == told


def test_two_people_of_one_name_have_two_file_names() -> None:
    assert person_slug("John Smith", "one") != person_slug("John Smith", "other")
    assert person_slug("John Smith", "one") == person_slug("John Smith", "one")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Rivera", "rivera"),
        ("O'Brien-Núñez", "o-brien-nunez"),
        ("Łukasz Straße", "lukasz-strasse"),
        ("山田", "山田"),
        ("  ??  ", ""),
    ],
)
def test_a_slug(text: str, short: str) -> None:
    assert slug(text) == short


@given(st.text(max_size=60))
def test_a_slug_is_a_portable_name_and_stable(text: str) -> None:
    short = slug(text)
    assert slug(short) == short


def test_a_slug_is_short() -> None:
    assert slug("x" * 1000) == "x" * 60
    assert slug("a" * 59 + " b") == "a" * 59
    assert len(slug("李" * 100).encode()) == 60


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Dana\n\tOrtiz ", "Dana Ortiz"),
        ("\x1b[31mDana\x07", "[31mDana"),
        ("flyer\u202efdp.exe", "flyerfdp.exe"),
        ("\u2067\u05e9\u05dc\u05d5\u05dd\u2069", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_one_line_has_nothing_that_moves_or_turns_what_is_around_it(text: str, line: str) -> None:
    assert one_line(text) == line


def _set(title: str, *titles: str) -> CompetencySet:
    competencies = tuple(Competency(number, text) for number, text in enumerate(titles, start=1))
    return CompetencySet("a", title, title, required=True, competencies=competencies)


def test_a_response_is_named_by_number_and_title() -> None:
    known = _set("Foundations of Library Services", "Purpose, mission and role")
    assert known.document_path(1) == (
        "Foundations of Library Services/01 Purpose, mission and role.docx"
    )


def test_a_competency_that_the_program_does_not_know_has_its_number() -> None:
    assert _set("Youth Services").document_path(13) == "Youth Services/13.docx"


def test_a_statement_lies_beside_the_responses() -> None:
    assert _set("Technology").document_path(None) == "Technology/Learning statement.docx"


@pytest.mark.parametrize(
    ("title", "folder"), [("Adult Readers' Advisory", None), ("A/V: what?", "A_V_ what_")]
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, folder: str | None) -> None:
    assert _set(title).folder == (folder or title)


def test_a_long_title_leaves_room_for_the_extension() -> None:
    path = _set("Technology", "é" * 300).document_path(1)
    assert path.endswith("é.docx")
    assert len(path.partition("/")[2].encode()) <= 200
