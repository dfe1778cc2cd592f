"""Tables and pictures that a text brings are written into its Word file, and read as they were."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lssc_desktop.core.text.richtext import (
    Form,
    KeptContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    blocks_of,
    new_content,
    normalized,
    with_kept,
)
from lssc_desktop.documents.office_xml.ranges import quoted_attribute
from lssc_desktop.documents.word import (
    BlockLost,
    TableCell,
    new_picture,
    new_table,
    open_document,
    patched,
    to_docx,
)
from tests.documents.word.conftest import parts_of
from tests.documents.word.test_patch import BODY, main_part, packed, word_file
from tests.documents.word.test_write import texts


def _piece(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _piece(b"IHDR", struct.pack(">2I5B", 2, 1, 8, 2, 0, 0, 0)),
        _piece(b"IDAT", zlib.compress(b"\0" + b"\xc0\x20\x20" * 2)),
        _piece(b"IEND", b""),
    )
)
JPEG = b"\xff\xd8\xff\xe0" + b"picture" + b"\xff\xd9"
LINK = "https://example.org/?a=1&b=2"


def cell(*spans: Span | str, columns: int = 1, rows: int = 1) -> TableCell:
    words = tuple(Span(each) if isinstance(each, str) else each for each in spans)
    return TableCell((Paragraph(words),), columns, rows)


VISITS = (
    (cell(Span("Month", bold=True)), cell("Visits"), cell("Note")),
    (cell("January"), cell("1,204"), cell(Span("see here", link=LINK))),
)


def say(words: str) -> Paragraph:
    return Paragraph((Span(words),))


def saved(content: bytes, text: RichText) -> bytes:
    return patched(open_document(content, "Response.docx"), text)


def read(content: bytes) -> RichText:
    return open_document(content, "Response.docx").seen.text


def with_behind(content: bytes, *paragraphs: Paragraph) -> RichText:
    return normalized(RichText((*read(content).paragraphs, *paragraphs)))


def ours(*paragraphs: Paragraph) -> bytes:
    return to_docx(RichText(paragraphs), title="", author="")


def words() -> bytes:
    """A file of another program, with a table of its own."""
    document = docx.Document()
    document.add_heading("Story time")
    document.add_table(2, 2).cell(0, 0).text = "Monday"
    document.add_paragraph("Behind it")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("content", [ours(say("Before")), words()], ids=["ours", "Word's"])
class TestBothFiles:
    def test_a_table_is_read_as_it_was_pasted(self, content: bytes) -> None:
        text = with_behind(content, *new_table(VISITS, heads=1), say("behind"))

        after = saved(content, text)

        assert read(after) == text
        kept = read(after).paragraphs[-2].kept
        assert kept is not None
        assert (kept.kind, kept.count, kept.new) == (UnsupportedContent.TABLE, 2, None)
        assert [row.text for row in read(after).paragraphs[-7:-1]] == [
            *("Month", "Visits", "Note"),
            *("January", "1,204", "see here"),
        ]

    def test_other_programs_find_rows_cells_and_links(self, content: bytes) -> None:
        after = saved(content, with_behind(content, *new_table(VISITS, heads=1)))

        table = docx.Document(io.BytesIO(after)).tables[-1]
        assert [[each.text for each in row.cells] for row in table.rows] == [
            ["Month", "Visits", "Note"],
            ["January", "1,204", "see here"],
        ]
        assert table.cell(0, 0).paragraphs[0].runs[0].bold
        assert table.cell(1, 2).paragraphs[0].hyperlinks[0].address == LINK

    def test_a_picture_is_read_as_it_was_pasted(self, content: bytes) -> None:
        picture = new_picture(PNG, 2000, 1000, 'Our "new" shelf & cart')
        line = Paragraph((Span("Look: "), picture, Span(" there")))
        text = with_behind(content, line)

        after = saved(content, text)

        assert read(after) == text
        assert read(after).paragraphs[-1].spans[1].kept is not None
        document = docx.Document(io.BytesIO(after))
        (shape,) = [each for each in document.inline_shapes if each.height == 2_971_800]
        assert shape.width == 5_943_600
        relation = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
        assert document.part.related_parts[relation].blob == PNG
        assert document.part.related_parts[relation].content_type == "image/png"

    def test_a_picture_in_a_table_is_shown_there(self, content: bytes) -> None:
        picture = new_picture(JPEG, 20, 10)
        text = with_behind(content, *new_table([[cell("flyer", picture), cell("text")]]))

        after = saved(content, text)

        assert read(after) == text
        with zipfile.ZipFile(io.BytesIO(after)) as archive:
            (name,) = [each for each in archive.namelist() if "media/" in each]
            assert archive.read(name) == JPEG

    def test_a_save_after_the_next_one_reads_no_second_copy(self, content: bytes) -> None:
        base = open_document(content, "Response.docx")
        first = with_behind(content, *new_table(VISITS), Paragraph((new_picture(PNG, 2, 2),)))
        more = normalized(RichText((*first.paragraphs, say("more"))))

        assert read(patched(base, more)) == more
        assert patched(base, base.seen.text) == content
        again = saved(saved(content, first), more)  # the file has it by now
        assert read(again) == more
        with zipfile.ZipFile(io.BytesIO(again)) as archive:
            names = archive.namelist()
        assert sorted(names) == sorted(set(names))
        assert sum("media/" in name for name in names) == 1

    def test_the_same_table_twice_is_there_twice(self, content: bytes) -> None:
        table = new_table(VISITS)

        def second(kept: KeptContent) -> KeptContent:
            return KeptContent(f"{kept.id}.2", kept.kind, kept.count, kept.new)

        twin = with_kept(RichText(table), second).paragraphs
        text = with_behind(content, *table, say("between"), *twin)

        assert read(saved(content, text)) == text

    def test_cells_that_span_columns_and_rows_do_so(self, content: bytes) -> None:
        rows = (
            (cell("All months", columns=2), cell("Note", rows=2)),
            (cell("January"), cell("1,204"), TableCell(rows=0)),
        )
        after = saved(content, with_behind(content, *new_table(rows)))

        table = docx.Document(io.BytesIO(after)).tables[-1]
        assert [each.text for each in table.rows[0].cells] == ["All months", "All months", "Note"]
        assert [each.text for each in table.rows[1].cells] == ["January", "1,204", "Note"]


def test_lists_and_headings_of_a_cell_keep_their_marks() -> None:
    inside = (
        Paragraph((Span("Steps"),), Form.HEADING_2),
        Paragraph((Span("ask"),), Form.NUMBER),
        Paragraph((Span("answer"),), Form.NUMBER),
        Paragraph((Span("smile"),), Form.BULLET, 1),
    )
    table = new_table([[TableCell(inside), cell("b")]])

    assert [each.text for each in table] == ["Steps", "1.\task", "2.\tanswer", "•\tsmile", "b"]
    assert table[0].spans[0].bold


def test_what_is_kept_without_its_content_is_still_refused() -> None:
    lost = Paragraph((Span("x"),), kept=KeptContent("gone", UnsupportedContent.TABLE, 1))

    with pytest.raises(BlockLost):
        saved(word_file(), with_behind(word_file(), lost))


def test_a_file_of_the_strict_kind_gets_its_own_names() -> None:
    strict = "http://purl.oclc.org/ooxml"
    parts = parts_of("<w:p><w:r><w:t>Before</w:t></w:r></w:p>")
    for name, part in parts.items():
        content = str(part)
        for ours, theirs in (
            ("http://schemas.openxmlformats.org/wordprocessingml/2006", "/wordprocessingml"),
            ("http://schemas.openxmlformats.org/officeDocument/2006", "/officeDocument"),
        ):
            content = content.replace(ours, strict + theirs)
        parts[name] = content
    file = packed(parts)
    text = with_behind(file, *new_table(VISITS), Paragraph((new_picture(PNG, 2, 2),)))

    after = saved(file, text)

    assert b"schemas.openxmlformats.org/wordprocessingml" not in main_part(after).encode()
    kinds = [block[0].kept.kind for block in blocks_of(read(after)) if block[0].kept]
    assert kinds == [UnsupportedContent.TABLE]
    assert [each.text for each in read(after).paragraphs][-7:-1] == [
        *("Month", "Visits", "Note"),
        *("January", "1,204", "see here"),
    ]


def test_everything_else_of_the_file_stays_byte_for_byte() -> None:
    content = word_file()
    after = saved(content, with_behind(content, *new_table(VISITS)))

    assert main_part(after).startswith(main_part(content)[: main_part(content).index("<w:p/>")])
    assert BODY[:200] in main_part(after)


CELLS = st.builds(
    lambda text: TableCell(text.paragraphs), texts.map(lambda text: RichText(text.paragraphs[:3]))
)


@given(text=texts, rows=st.integers(1, 4), columns=st.integers(1, 4), data=st.data())
@settings(max_examples=25, deadline=None)
def test_any_table_is_read_as_it_was_pasted(
    text: RichText, rows: int, columns: int, data: st.DataObject
) -> None:
    row = st.lists(CELLS, min_size=columns, max_size=columns)
    table = new_table(data.draw(st.lists(row, min_size=rows, max_size=rows)))
    content = ours(say("Before"))
    whole = normalized(RichText((*text.paragraphs, *table, say("behind"))))

    after = saved(content, whole)

    assert read(after) == whole
    assert new_content(read(after)) == {}


def test_a_long_table_costs_little(tmp_path: Path) -> None:
    row = tuple(cell("a few words of a cell") for _ in range(8))
    table = new_table([row] * 200)
    content = ours(say("Before"))

    (tmp_path / "long.docx").write_bytes(saved(content, with_behind(content, *table)))

    assert len(table) == 1600
    assert (tmp_path / "long.docx").stat().st_size < 2_000_000


@pytest.mark.parametrize(
    "value", ["a", 'say "no"', "a & <b>", "line\nbreak\tand\rmore", "it’s 'so'"]
)
def test_an_attribute_is_read_as_it_was_written(value: str) -> None:
    assert etree.fromstring(f"<a b={quoted_attribute(value)}/>").get("b") == value
