"""Some blocks of a Word file as a file by themselves."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from lssc_desktop.core.text.richtext import KeptContent, RichText, UnsupportedContent, ended, plain
from lssc_desktop.documents.word import OpenedDocument, open_document, read_content, with_blocks
from lssc_desktop.documents.word.body import NOTES
from tests.long_document import with_table_and_picture


@pytest.fixture
def opened(tmp_path: Path) -> OpenedDocument:
    path = tmp_path / "long.docx"
    with_table_and_picture(path)
    return open_document(path.read_bytes(), path.name)


def blocks_from(opened: OpenedDocument, first: str, after: str) -> range:
    said = [plain(RichText(block.paragraphs)) for block in opened.blocks]
    return range(said.index(first), said.index(after) if after else len(said))


def names_in(content: bytes) -> set[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def text_of(content: bytes) -> RichText:
    seen = read_content(content, "part.docx")
    assert (seen.fault, UnsupportedContent.INCOMPLETE in seen.beyond) == ("", False)
    return ended(it for it in seen.text.paragraphs if it.kept != NOTES)


def test_they_say_what_they_said(opened: OpenedDocument) -> None:
    part = blocks_from(opened, "Competency 2", "Competency 3")
    content = with_blocks(opened, part)
    assert text_of(content).paragraphs == tuple(
        it for block in part for it in opened.blocks[block].paragraphs
    )
    kinds = {it.kept.kind for it in text_of(content).paragraphs if it.kept is not None}
    assert UnsupportedContent.TABLE in kinds


def test_each_block_is_copied_byte_for_byte(opened: OpenedDocument) -> None:
    part = blocks_from(opened, "Competency 2", "Competency 3")
    again = open_document(with_blocks(opened, part), "part.docx")
    for block, copied in zip(part, again.blocks, strict=False):
        was = opened.blocks[block]
        assert again.main[copied.start : copied.end] == opened.main[was.start : was.end]


def test_only_their_own_pictures_come_along(opened: OpenedDocument) -> None:
    every = {name for name in names_in(opened.content) if name.startswith("word/media/")}
    assert len(every) == 3
    content = with_blocks(opened, blocks_from(opened, "Competency 2", "Competency 3"))
    own = {name for name in names_in(content) if name.startswith("word/media/")}
    assert own == {"word/media/image2.png"}
    assert names_in(opened.content) - names_in(content) == every - own


def test_no_bookmark_is_left_without_its_end(opened: OpenedDocument) -> None:
    main = opened.main.replace(
        b"We mean well.</w:t></w:r>",
        b'We mean well.</w:t></w:r><w:bookmarkStart w:id="7" w:name="x"/>',
    ).replace(b"I shelve.</w:t></w:r>", b'I shelve.</w:t></w:r><w:bookmarkEnd w:id="7"/>')
    opened.parts.data[opened.parts.main] = main
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(opened.content)) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, main if name == opened.parts.main else old.read(name))
    opened = open_document(packed.getvalue(), "long.docx")
    content = with_blocks(opened, blocks_from(opened, "Competency 1", "Competency 2"))
    assert b"bookmark" not in open_document(content, "part.docx").main
    whole = with_blocks(opened, range(len(opened.blocks)))
    assert b"bookmarkStart" in open_document(whole, "part.docx").main


def test_notes_and_comments_of_other_blocks_stay_out() -> None:
    content = _with_notes()
    opened = open_document(content, "notes.docx")
    first = with_blocks(opened, range(1))
    with zipfile.ZipFile(BytesIO(first)) as archive:
        notes = archive.read("word/footnotes.xml")
    assert b"From the first charter" in notes
    assert b"From the second charter" not in notes
    assert b'w:type="separator"' in notes
    assert "From the first charter" in plain(read_content(first, "first.docx").text)


def test_a_body_never_ends_with_a_table(opened: OpenedDocument) -> None:
    table = next(at for at, block in enumerate(opened.blocks) if _is_table(block.kept))
    again = open_document(with_blocks(opened, (table - 1, table)), "part.docx")
    last = again.blocks[-1]
    assert again.main[last.start : last.end] == b"<w:p/>"
    assert len(again.blocks) == 3


def test_all_blocks_are_the_document(opened: OpenedDocument) -> None:
    content = with_blocks(opened, range(len(opened.blocks)))
    assert open_document(content, "same.docx").main == opened.main
    assert names_in(content) == names_in(opened.content)


def test_no_block_at_all_is_an_empty_document(opened: OpenedDocument) -> None:
    assert plain(text_of(with_blocks(opened, range(0)))) == ""


def _is_table(kept: KeptContent | None) -> bool:
    return kept is not None and kept.kind is UnsupportedContent.TABLE


def _with_notes() -> bytes:
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    body = "".join(
        f"<w:p><w:r><w:t>{said}</w:t></w:r><w:r><w:footnoteReference w:id='{number}'/></w:r></w:p>"
        for number, said in ((1, "Since 1923"), (2, "Until 1950"))
    )
    notes = "".join(
        f"<w:footnote w:id='{number}'><w:p><w:r><w:t>From the {said} charter</w:t></w:r></w:p>"
        "</w:footnote>"
        for number, said in ((1, "first"), (2, "second"))
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/footnotes" Target="footnotes.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {word}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {word}>{separator}{notes}</w:footnotes>",
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, said in parts.items():
            archive.writestr(name, said)
    return packed.getvalue()
