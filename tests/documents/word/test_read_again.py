"""A changed Word file is read again before it is used: it says the text, or it is not written."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest

from lssc_desktop.core.text.richtext import (
    Form,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    plain,
)
from lssc_desktop.documents.word import TextNotWritten, open_document, patched
from tests.documents.word.conftest import NAMESPACES, Parts, parts_of
from tests.documents.word.test_patch import MAIN, packed, word_file

OTHER = "word/other.xml"
_UNICODE_PATH = 0x7075


def named_twice() -> bytes:
    """A file whose text is stored under the name of another part: Info-ZIP's names swap them."""
    parts = parts_of("<w:p><w:r><w:t>One.</w:t></w:r></w:p>")
    parts[OTHER] = parts[MAIN]
    return packed_with_names(parts, {MAIN: OTHER, OTHER: MAIN})


def packed_with_names(parts: Parts, others: dict[str, str]) -> bytes:
    """Pack parts, some of them under a second name, which counts for us and not for Word."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            other = others.get(name)
            if other is not None:
                said = struct.pack("<BL", 1, zlib.crc32(name.encode())) + other.encode()
                entry.extra = struct.pack("<HH", _UNICODE_PATH, len(said)) + said
            archive.writestr(entry, content)
    return file.getvalue()


def test_a_file_whose_parts_have_two_names_is_not_written() -> None:
    document = open_document(named_twice(), "Response.docx")
    assert plain(document.seen.text) == "One."

    with pytest.raises(TextNotWritten):
        patched(document, RichText((Paragraph((Span("All new words."),)),)))


def test_a_file_whose_text_has_a_name_of_another_part_is_only_shown() -> None:
    """So it is not taken apart either: other programs would read all of it in each piece."""
    document = open_document(named_twice(), "Response.docx")
    assert UnsupportedContent.DAMAGED in document.seen.beyond


def test_a_picture_with_a_name_in_two_encodings_is_no_reason_not_to_write() -> None:
    """Info-ZIP writes so what is not ASCII."""
    parts = parts_of("<w:p><w:r><w:t>One.</w:t></w:r></w:p>")
    parts["word/media/caf_.png"] = "PNG"
    content = packed_with_names(parts, {"word/media/caf_.png": "word/media/caf\xe9.png"})
    document = open_document(content, "Response.docx")
    assert document.seen.beyond == ()

    written = patched(document, RichText((Paragraph((Span("All new words."),)),)))
    assert plain(open_document(written, "Response.docx").seen.text) == "All new words."
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.read("word/media/caf\xe9.png") == b"PNG"


@pytest.mark.parametrize("form", [Form.NUMBER, Form.BULLET])
@pytest.mark.parametrize("level", [0, 3])
def test_an_item_is_one_in_a_file_with_kinds_of_lists_and_no_list(form: Form, level: int) -> None:
    kinds = (
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    )
    parts = parts_of("<w:p><w:r><w:t>One.</w:t></w:r></w:p>", styles="")
    parts["word/numbering.xml"] = f"<w:numbering {NAMESPACES}>{kinds}</w:numbering>"
    document = open_document(packed(parts), "Response.docx")
    item = Paragraph((Span("One."),), form, level)

    written = patched(document, RichText((item,)))

    assert open_document(written, "Response.docx").seen.text == RichText((item,))


def test_a_quote_is_text_in_a_file_that_has_no_style_for_one() -> None:
    content = packed(parts_of("<w:p><w:r><w:t>One.</w:t></w:r></w:p>", styles=""))
    document = open_document(content, "Response.docx")
    (paragraph,) = document.seen.text.paragraphs

    written = patched(document, RichText((replace(paragraph, form=Form.QUOTE), paragraph)))

    assert open_document(written, "Response.docx").seen.text == RichText((paragraph, paragraph))


def test_a_file_that_is_whole_is_written() -> None:
    document = open_document(word_file(), "Response.docx")
    more = RichText((*document.seen.text.paragraphs, Paragraph((Span("More."),))))

    assert plain(open_document(patched(document, more), "x").seen.text).endswith("More.")
