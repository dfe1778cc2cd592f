"""Files that are broken, hostile, locked or something else: a fault, never a crash."""

import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import (
    DocumentFault,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
)
from lssc_desktop.documents.word import DocumentUnreadable, read_document, to_docx
from lssc_desktop.messages.documents import fault_advice, fault_sentence, part_words
from lssc_desktop.messages.message import message_for

type Parts = dict[str, str | bytes]
type Pack = Callable[[Parts], Path]
type MakeParts = Callable[..., Parts]

COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A document as we write it."""
    path = tmp_path / "Diversity of users.docx"
    text = RichText((Paragraph((Span("Story time in two languages."),)),))
    path.write_bytes(to_docx(text, title="", author=""))
    return path


def fault(path: Path) -> str:
    return read_document(path, path.name).fault


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", DocumentFault.EMPTY),
        (b"Dear reader", DocumentFault.NOT_WORD),
        (b"%PDF-1.7", DocumentFault.NOT_WORD),
        (b"PK\x03\x04 cut off", DocumentFault.DAMAGED),
        (COMPOUND_FILE, DocumentFault.NOT_WORD),
        (COMPOUND_FILE + "WordDocument".encode("utf-16-le"), DocumentFault.OLD_WORD),
        (COMPOUND_FILE + "EncryptedPackage".encode("utf-16-le"), DocumentFault.ENCRYPTED),
    ],
)
def test_what_is_no_word_file_is_told_apart(
    tmp_path: Path, content: bytes, expected: DocumentFault
) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)

    assert fault(path) == expected


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert fault(tmp_path / "gone.docx") == DocumentFault.MISSING


def test_a_folder_or_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    assert fault(tmp_path) == DocumentFault.NOT_WORD
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.docx")
        assert fault(tmp_path / "pipe.docx") == DocumentFault.NOT_WORD


def test_a_tag_of_very_many_attributes_is_too_much(word_parts: MakeParts, packed: Pack) -> None:
    many = " ".join(f'a{number}="x"' for number in range(90_000))
    assert fault(packed(word_parts(f"<w:p {many}/>"))) == DocumentFault.TOO_LARGE


def test_a_spreadsheet_and_an_opendocument_text_are_no_word_files(
    word_parts: MakeParts, packed: Pack
) -> None:
    spreadsheet = word_parts("") | {"word/document.xml": "<workbook/>"}
    assert fault(packed(spreadsheet)) == DocumentFault.NOT_WORD
    text = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
    assert fault(packed(dict(text))) == DocumentFault.NOT_WORD


def test_a_file_without_styles_and_lists_is_read(word_parts: MakeParts, packed: Pack) -> None:
    parts = word_parts("<w:p><w:r><w:t>bare</w:t></w:r></w:p>")
    for name in ("word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"):
        del parts[name]
    path = packed(parts)

    assert read_document(path, "x").text.paragraphs == (Paragraph((Span("bare"),)),)


def test_the_strict_form_of_the_format_is_read(word_parts: MakeParts, packed: Pack) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<x:document xmlns:x="{strict}"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p>'
    parts = word_parts("") | {"word/document.xml": f"{body}</x:body></x:document>"}

    assert read_document(packed(parts), "x").text.paragraphs[0].text == "strict"


def test_a_relation_that_leads_nowhere_or_outside_does_no_harm(
    word_parts: MakeParts, packed: Pack
) -> None:
    parts = word_parts("<w:p><w:r><w:t>x</w:t></w:r></w:p>")
    relations = str(parts["word/_rels/document.xml.rels"])
    parts["word/_rels/document.xml.rels"] = relations.replace("styles.xml", "../../NULL")

    assert read_document(packed(parts), "x").text.paragraphs[0].text == "x"


@pytest.mark.parametrize(
    "document",
    [
        "<w:document",
        "",
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">]><d>&a;</d>',
        '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
        "<d>" * 300 + "</d>" * 300,
        '<?xml version="1.0" encoding="no-such-code"?><d/>',
        "\x00\x01\x02",
    ],
    ids=["cut", "empty", "entity", "dtd", "outside entity", "deep", "encoding", "bytes"],
)
def test_broken_or_hostile_xml_is_damage(
    word_parts: MakeParts, packed: Pack, document: str
) -> None:
    assert fault(packed(word_parts("") | {"word/document.xml": document})) == DocumentFault.DAMAGED


@pytest.mark.parametrize("value", ["nine", "", "99999999999999999999"])
def test_a_number_that_is_none_is_no_crash(word_parts: MakeParts, packed: Pack, value: str) -> None:
    list_item = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'
    seen = read_document(packed(word_parts(f"{list_item}</w:pPr></w:p>")), "x")

    assert seen.fault in ("", DocumentFault.DAMAGED)


def test_a_part_that_is_locked_with_a_password(written: Path) -> None:
    data = bytearray(written.read_bytes())
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    written.write_bytes(data)

    assert fault(written) == DocumentFault.ENCRYPTED


def test_macros_are_noted(word_parts: MakeParts, packed: Pack) -> None:
    path = packed(word_parts("", more={"word/vbaProject.bin": b"\x00"}))

    assert read_document(path, "x").beyond == (UnsupportedContent.MACRO,)


def test_pictures_are_not_even_unpacked(word_parts: MakeParts, packed: Pack) -> None:
    path = packed(word_parts("", more={"word/media/image1.png": bytes(60_000_000)}))

    assert read_document(path, "x").fault == ""


MEASURED = """
import resource, sys
from pathlib import Path
from lssc_desktop.documents.word import read_document
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
seen = read_document(Path(sys.argv[1]), "x")
print(seen.fault, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by getrusage")
@pytest.mark.parametrize(
    "filling",
    [
        "<w:p/>" * 20_000_000,
        "<w:p><w:r><w:t>" + "a" * 200_000_000 + "</w:t></w:r></w:p>",
        f'<w:p w:a="{"a" * 100_000_000}"/>',
    ],
    ids=["elements", "text", "attribute"],
)
def test_a_bomb_costs_little_memory(word_parts: MakeParts, packed: Pack, filling: str) -> None:
    path = packed(word_parts(filling))
    del filling

    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True
    )

    said, kilobytes = ran.stdout.split()
    unit = 1 if sys.platform == "darwin" else 1024
    assert said == DocumentFault.TOO_LARGE
    assert int(kilobytes) * unit < 150_000_000


def test_a_directory_of_a_million_entries_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    end_record = bytearray(b"PK\x05\x06" + bytes(18))
    end_record[12:16] = (90_000_000).to_bytes(4, "little")
    path.write_bytes(b"PK\x03\x04" + bytes(1000) + end_record)

    assert fault(path) == DocumentFault.TOO_LARGE


def test_a_zip64_directory_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04" + b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + bytes(18))

    assert fault(path) == DocumentFault.TOO_LARGE


def test_a_compression_that_word_does_not_know_is_damage(
    word_parts: MakeParts, tmp_path: Path
) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in word_parts("").items():
            archive.writestr(name, content)

    assert fault(path) == DocumentFault.DAMAGED


def test_no_changed_byte_and_no_cut_makes_it_crash(written: Path) -> None:
    whole = written.read_bytes()
    chance = random.Random(1931)  # noqa: S311 - a fixed seed: the same damage in every run

    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        written.write_bytes(damaged[: chance.choice([len(whole), chance.randrange(len(whole))])])
        seen = read_document(written, "x")
        assert seen.fault == "" or seen.fault in set(DocumentFault)


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("Diversity of users.docx", "~$versity of users.docx"),
        ("Reports.docx", "~$eports.docx"),
        ("Trend.docx", "~$Trend.docx"),
        ("Diversity of users.docx", ".~lock.Diversity of users.docx#"),
    ],
)
def test_the_file_that_a_word_processor_lays_beside_it_says_it_is_open(
    tmp_path: Path, name: str, beside: str
) -> None:
    path = tmp_path / name
    path.write_bytes(to_docx(RichText(), title="", author=""))
    assert not read_document(path, name).locked

    (tmp_path / beside).write_bytes(b"A. Rivera")

    assert read_document(path, name).locked


def test_a_name_as_long_as_the_disk_takes_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".docx")
    path.write_bytes(to_docx(RichText(), title="", author=""))

    seen = read_document(path, path.name)
    assert (seen.fault, seen.locked) == ("", False)


def test_every_fault_and_every_part_beyond_has_words() -> None:
    plain = {code: part_words(code) for code in UnsupportedContent}
    bare = [code for code, words in plain.items() if words == code.replace("-", " ")]
    assert bare == [UnsupportedContent.HIDDEN_TEXT]  # whose words happen to be its code
    assert len(set(plain.values())) == len(UnsupportedContent)
    assert len({fault_sentence(code) for code in DocumentFault}) == len(DocumentFault)
    assert len({fault_advice(code) for code in DocumentFault}) == len(DocumentFault)


def test_a_document_that_cannot_be_read_is_named_with_reason_and_advice() -> None:
    error = DocumentUnreadable("Technology/1 Trends.docx", DocumentFault.OLD_WORD)
    message = message_for(error)

    assert message.happened == (
        "“Technology/1 Trends.docx” couldn’t be read. It’s in the Word 97–2003 format (.doc)."
    )
    assert message.meaning == "Nothing was changed."
    assert (
        message.advice == "Open it in Word or LibreOffice and save it as a Word document (.docx)."
    )
