"""Word files as their readers see them: tables, pictures, notes and equations."""

import io
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pytest
from PIL import Image

from lssc_desktop.core.text.printed import (
    NoteMark,
    PrintedBlock,
    PrintedCell,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    all_paragraphs,
    equations,
    marked_pieces,
    pictures,
)
from lssc_desktop.core.text.richtext import DocumentFault, Form, Span, plain
from lssc_desktop.documents.word import DocumentUnreadable, read_document, read_printed
from tests.documents.word.conftest import NAMESPACES, RELATIONS, Parts, pack, parts_of

type ReadPrinted = Callable[..., PrintedText]


@pytest.fixture
def read_printed_body(tmp_path: Path) -> ReadPrinted:
    """Reads a body of one's own, with other parts, as its readers see it."""

    def read(body: str, more: Parts | None = None) -> PrintedText:
        path = pack(tmp_path / "Response.docx", parts_of(body, more=more))
        return read_printed(path, "Response.docx")

    return read


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def rows(*found: Iterable[str], look: str = "", heads: int = 0) -> str:
    marked = "<w:trPr><w:tblHeader/></w:trPr>"
    body = "".join(
        f"<w:tr>{marked if place < heads else ''}{''.join(cells)}</w:tr>"
        for place, cells in enumerate(found)
    )
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{body}</w:tbl>"


def said(blocks: Iterable[PrintedBlock]) -> str:
    return " ".join(block.text for block in all_paragraphs(PrintedText(tuple(blocks))))


def shape(table: PrintedBlock) -> list[list[tuple[str, int, int]]]:
    """What each cell says, and how many columns and rows it takes."""
    assert isinstance(table, PrintedTable)

    def of(found: PrintedCell) -> tuple[str, int, int]:
        return said(found.blocks), found.columns, found.rows

    return [[of(each) for each in row] for row in table.rows]


# Tables -----------------------------------------------------------------------------------------


def test_a_table_stands_between_the_paragraphs(read_printed_body: ReadPrinted) -> None:
    table = rows((cell("a"), cell("b")), (cell("c"), cell("d")))

    before, found, after = read_printed_body(p("Before") + table + p("After")).blocks

    assert (said((before,)), said((after,))) == ("Before", "After")
    assert shape(found) == [[("a", 1, 1), ("b", 1, 1)], [("c", 1, 1), ("d", 1, 1)]]


def test_cells_take_several_columns_and_rows(read_printed_body: ReadPrinted) -> None:
    wide, first = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    table = rows(
        (cell("wide", wide), cell("c")),
        (cell("tall", first), cell("e"), cell("f")),
        (cell("", "<w:vMerge/>"), cell("h"), cell("i")),
    )

    (found,) = read_printed_body(table).blocks

    assert shape(found) == [
        [("wide", 2, 1), ("c", 1, 1)],
        [("tall", 1, 2), ("e", 1, 1), ("f", 1, 1)],
        [("h", 1, 1), ("i", 1, 1)],
    ]


def test_short_rows_are_filled(read_printed_body: ReadPrinted) -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("late") + "</w:tr>"
    table = rows((cell("a"), cell("b"))).replace("</w:tbl>", f"{late}</w:tbl>")

    (found,) = read_printed_body(table).blocks

    assert shape(found)[1] == [("", 1, 1), ("late", 1, 1)]


def test_a_row_that_was_deleted_is_gone(read_printed_body: ReadPrinted) -> None:
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("gone") + "</w:tr>"
    table = rows((cell("a"),)).replace("</w:tbl>", f"{gone}</w:tbl>")

    (found,) = read_printed_body(table).blocks

    assert shape(found) == [[("a", 1, 1)]]


@pytest.mark.parametrize(
    ("look", "heads", "expected"),
    [
        ("", 0, 0),
        ("", 1, 1),
        ('<w:tblLook w:val="04A0"/>', 0, 1),
        ('<w:tblLook w:val="0480"/>', 0, 0),
        ('<w:tblLook w:firstRow="1"/>', 0, 1),
        ('<w:tblLook w:val="what"/>', 0, 0),
    ],
)
def test_a_header_is_what_is_marked_or_looks_like_one(
    read_printed_body: ReadPrinted, look: str, heads: int, expected: int
) -> None:
    table = rows((cell("a"), cell("b")), (cell("c"), cell("d")), look=look, heads=heads)

    (found,) = read_printed_body(table).blocks

    assert isinstance(found, PrintedTable)
    assert found.heads == expected


def strong(words: str) -> str:
    return cell(words).replace("<w:t>", "<w:rPr><w:b/></w:rPr><w:t>")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((strong("Step"), strong("When")), (cell("Ask"), cell("Mo")), 1),
        ((cell(""), strong("When")), (strong("Ask"), cell("Mo")), 1),
        ((strong("Step"), cell("When")), (strong("Ask"), cell("Mo")), 0),
        ((strong("Step"), strong("When")), (strong("Ask"), strong("Mo")), 0),
        ((cell(""), cell("")), (cell("Ask"), cell("Mo")), 0),
    ],
    ids=["bold", "corner", "first column", "all bold", "empty"],
)
def test_a_first_row_in_bold_above_others_is_a_header(
    read_printed_body: ReadPrinted,
    first: tuple[str, ...],
    second: tuple[str, ...],
    expected: int,
) -> None:
    (found,) = read_printed_body(rows(first, second)).blocks

    assert isinstance(found, PrintedTable)
    assert found.heads == expected


def test_a_table_that_is_all_header_has_none(read_printed_body: ReadPrinted) -> None:
    (found,) = read_printed_body(rows((cell("a"), cell("b")), heads=1)).blocks

    assert isinstance(found, PrintedTable)
    assert found.heads == 0


def test_a_table_within_a_cell_stays_there(read_printed_body: ReadPrinted) -> None:
    inner = rows((cell("inner"),))
    outer = f"<w:tbl><w:tr><w:tc>{p('outer')}{inner}<w:p/></w:tc></w:tr></w:tbl>"

    (found,) = read_printed_body(outer).blocks

    assert isinstance(found, PrintedTable)
    words, within = found.rows[0][0].blocks
    assert said((words,)) == "outer"
    assert shape(within) == [[("inner", 1, 1)]]


# Pictures ---------------------------------------------------------------------------------------


def png(color: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), color).save(file, "PNG")
    return file.getvalue()


def drawing(relation: str, description: str = "") -> str:
    return (
        '<w:p><w:r><w:t>Before</w:t><w:drawing><wp:inline xmlns:wp="'
        'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="x" descr="{description}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing><w:t>After</w:t></w:r></w:p>"
    )


def with_picture(data: bytes) -> Parts:
    links = (
        f'<Relationship Id="p1" Type="{RELATIONS}/image" Target="media/a.png"/>'
        f'<Relationship Id="p2" Type="{RELATIONS}/image" Target="https://example.org/a.png" '
        'TargetMode="External"/>'
    )
    found = str(parts_of("")["word/_rels/document.xml.rels"])
    rels = found.replace("</Relationships>", f"{links}</Relationships>")
    return {"word/media/a.png": data, "word/_rels/document.xml.rels": rels}


def test_a_picture_stands_among_its_words(read_printed_body: ReadPrinted) -> None:
    text = read_printed_body(drawing("p1", "A  red sign"), with_picture(png()))

    (paragraph,) = text.blocks
    assert isinstance(paragraph, PrintedParagraph)
    (picture,) = paragraph.objects
    assert isinstance(picture, PrintedPicture)
    assert paragraph.paragraph.text == "Before\ufffcAfter"
    assert (picture.width, picture.height, picture.alt) == (72, 36, "A red sign")
    assert Image.open(io.BytesIO(picture.data)).size == (40, 20)


@pytest.mark.parametrize(
    ("relation", "data"), [("p1", b"no picture"), ("p2", png()), ("p9", png())]
)
def test_a_picture_that_cannot_be_shown_keeps_its_place(
    read_printed_body: ReadPrinted, relation: str, data: bytes
) -> None:
    text = read_printed_body(drawing(relation, "A sign"), with_picture(data))

    assert [(picture.data, picture.alt) for picture in pictures(text)] == [(b"", "A sign")]


def test_hidden_words_take_their_picture_along(read_printed_body: ReadPrinted) -> None:
    hidden = drawing("p1").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")

    text = read_printed_body(hidden + p("Seen"), with_picture(png()))

    assert not list(pictures(text))
    assert said(text.blocks).strip() == "Seen"


def test_what_a_camera_wrote_is_gone(read_printed_body: ReadPrinted) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of A. Rivera"
    file = io.BytesIO()
    Image.new("RGB", (40, 20)).save(file, "JPEG", exif=exif)

    (picture,) = pictures(read_printed_body(drawing("p1"), with_picture(file.getvalue())))

    assert picture.data.startswith(b"\xff\xd8")
    assert b"Rivera" in file.getvalue()
    assert b"Rivera" not in picture.data


# Notes and equations ----------------------------------------------------------------------------


def note(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_come_in_the_order_of_their_marks(read_printed_body: ReadPrinted) -> None:
    body = f"<w:p><w:r><w:t>a</w:t></w:r>{note('endnote', 2)}{note('footnote', 5)}</w:p>"
    notes = f'<w:footnotes {NAMESPACES}><w:footnote w:id="5">{p("Foot")}</w:footnote></w:footnotes>'
    ends = f'<w:endnotes {NAMESPACES}><w:endnote w:id="2">{p("End")}</w:endnote></w:endnotes>'

    text = read_printed_body(body, {"word/footnotes.xml": notes, "word/endnotes.xml": ends})

    (paragraph,) = text.blocks
    assert isinstance(paragraph, PrintedParagraph)
    assert paragraph.objects == (NoteMark(0, "1"), NoteMark(1, "2"))
    assert [said(found) for found in text.notes] == ["End", "Foot"]


def test_a_note_that_is_missing_is_empty(read_printed_body: ReadPrinted) -> None:
    text = read_printed_body(f"<w:p>{note('footnote', 1)}</w:p>")

    assert text.notes == ((),)


REF = "<w:r><w:footnoteRef/></w:r>"


def t(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def footnotes(*found: str) -> Parts:
    notes = "".join(
        f'<w:footnote w:id="{place}"><w:p>{inside}</w:p></w:footnote>'
        for place, inside in enumerate(found, 1)
    )
    return {"word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{notes}</w:footnotes>"}


def own_note(number: int, mark: str) -> str:
    named = f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/>'
    return f"<w:r>{named}<w:t>{mark}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "expected", "says_mark"),
    [
        (REF + t(" Seen there."), "Seen there.", False),
        (REF + t("Seen there."), "Seen there.", False),
        (REF + t(" “Seen there.”"), "“Seen there.”", False),
        (t("(") + REF + t(") Seen there."), "(1) Seen there.", True),
        (REF + t(". Seen there."), "1. Seen there.", True),
        (t("Seen there."), "Seen there.", False),
    ],
)
def test_the_number_of_a_note_stands_where_the_author_put_it(
    read_printed_body: ReadPrinted, inside: str, expected: str, says_mark: bool
) -> None:
    text = read_printed_body(f"<w:p>{note('footnote', 1)}</w:p>", footnotes(inside))

    (paragraph,) = text.blocks
    assert isinstance(paragraph, PrintedParagraph)
    assert paragraph.objects == (NoteMark(0, "1", says_mark=says_mark),)
    assert said(text.notes[0]) == expected


def test_a_mark_of_the_authors_own_is_no_number(read_printed_body: ReadPrinted) -> None:
    body = f"<w:p>{own_note(1, '*')}{t(' and')}{note('footnote', 2)}</w:p>"

    text = read_printed_body(body, footnotes(t("* First."), REF + t(" Second.")))

    (paragraph,) = text.blocks
    assert isinstance(paragraph, PrintedParagraph)
    assert paragraph.text == "* and"
    assert paragraph.objects == (NoteMark(0, "*", says_mark=True), NoteMark(1, "1"))
    assert list(marked_pieces(paragraph)) == [
        *(NoteMark(0, "*", says_mark=True), Span(" and"), NoteMark(1, "1"))
    ]


def m(content: str) -> str:
    return f"<w:p><m:oMath>{content}</m:oMath></w:p>"


def r(characters: str) -> str:
    return f"<m:r><m:t>{characters}</m:t></m:r>"


@pytest.mark.parametrize(
    ("omml", "said_as"),
    [
        (r("E=m") + f"<m:sSup><m:e>{r('c')}</m:e><m:sup>{r('2')}</m:sup></m:sSup>", "E=mc^2"),
        (f"<m:f><m:num>{r('a+b')}</m:num><m:den>{r('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:rad><m:deg/><m:e>{r('x')}</m:e></m:rad>", "√x"),
        (
            (
                f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{r("i")}</m:sub>'
                f"<m:sup>{r('n')}</m:sup><m:e>{r('i')}</m:e></m:nary>"
            ),
            "∑_i^n i",
        ),
        (f"<m:d><m:e>{r('a')}</m:e><m:e>{r('b')}</m:e></m:d>", "(a|b)"),
        (
            (
                f"<m:m><m:mr><m:e>{r('1')}</m:e><m:e>{r('0')}</m:e></m:mr>"
                f"<m:mr><m:e>{r('0')}</m:e><m:e>{r('1')}</m:e></m:mr></m:m>"
            ),
            "1, 0; 0, 1",
        ),
        (f"<m:func><m:fName>{r('log')}</m:fName><m:e>{r('x')}</m:e></m:func>", "log x"),
        (f"<m:strange><m:e>{r('y')}</m:e></m:strange>", "y"),
    ],
)
def test_equations_are_read(read_printed_body: ReadPrinted, omml: str, said_as: str) -> None:
    (equation,) = equations(read_printed_body(m(omml)))

    assert equation.text == said_as
    assert not equation.stands_alone


def test_an_equation_of_its_own_line_stands_alone(read_printed_body: ReadPrinted) -> None:
    omml = f"<m:oMathPara><m:oMath>{r('x')}</m:oMath></m:oMathPara>"

    (equation,) = equations(read_printed_body(f"<w:p>{omml}</w:p>"))

    assert equation.stands_alone


# Whole files ------------------------------------------------------------------------------------


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"words")

    with pytest.raises(DocumentUnreadable) as caught:
        read_printed(tmp_path / "a.docx", "a.docx")

    assert caught.value.fault is DocumentFault.NOT_WORD


def test_every_word_of_real_files_is_there(corpus: Path) -> None:
    files = sorted((corpus / "docx").glob("*.docx"))
    assert files
    for path in files:
        seen = read_document(path, path.name)
        if seen.fault:
            continue
        text = read_printed(path, path.name)
        words = " ".join(block.paragraph.text for block in all_paragraphs(text))
        assert words.replace("\ufffc", "").split() == plain(seen.text).split(), path.name


def test_forms_levels_and_labels_are_those_of_the_editor(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Head", 1)
    for _ in range(2):
        document.add_paragraph("Item", style="List Number")
    document.add_paragraph("Point", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))

    blocks = read_printed(tmp_path / "a.docx", "a.docx").blocks

    shown = [block for block in blocks if isinstance(block, PrintedParagraph)]
    assert [(block.paragraph.form, block.label) for block in shown] == [
        (Form.HEADING_1, ""),
        (Form.NUMBER, "1."),
        (Form.NUMBER, "2."),
        (Form.BULLET, ""),
    ]


def test_columns_of_a_table_may_say_no_width(read_printed_body: ReadPrinted) -> None:
    grid = '<w:tblGrid><w:gridCol/><w:gridCol w:w="wide"/></w:tblGrid><w:tr>'
    table = rows([cell("One"), cell("Two")]).replace("<w:tr>", grid)
    (found,) = read_printed_body(table).blocks
    assert isinstance(found, PrintedTable)
    assert (found.widths, said([found])) == ((1.0, 1.0), "One Two")


# Bullets ----------------------------------------------------------------------------------------


def bullets(text: str, font: str = "", *, picture: bool = False) -> Parts:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    drawn = '<w:lvlPicBulletId w:val="0"/>' if picture else ""
    level = f'<w:numFmt w:val="bullet"/>{drawn}<w:lvlText w:val="{text}"/>{look}'
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return {"word/numbering.xml": f"<w:numbering {NAMESPACES}>{lists}</w:numbering>"}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (bullets("\uf0fc", "Wingdings"), "✓"),
        (bullets("\uf0de", "Symbol"), "⇒"),
        (bullets("➢"), "➢"),
        (bullets("-"), "-"),
        (bullets("\uf0b7", "Symbol"), ""),
        (bullets("\uf0ff", "Wingdings"), ""),
        (bullets("\uf0fc", "Wingdings", picture=True), ""),
    ],
)
def test_a_bullet_that_is_not_the_usual_one_is_shown_as_it_is(
    read_printed_body: ReadPrinted, found: Parts, expected: str
) -> None:
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' + p("x")
    item = item.replace("</w:pPr></w:p><w:p>", "</w:pPr>")

    (shown,) = read_printed_body(item, found).blocks

    assert isinstance(shown, PrintedParagraph)
    assert shown.label == expected


# Languages --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ('<w:lang w:val="fr-FR" w:bidi="ar-SA" w:eastAsia="ja-JP"/>{}', "fr-FR"),
        ("{}", "es-ES"),
        ('<w:rStyle w:val="German"/>{}', "de-DE"),
    ],
)
def test_a_paragraph_is_in_the_language_of_its_runs_or_styles(
    read_printed_body: ReadPrinted, run: str, expected: str
) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="es-ES"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="character" w:styleId="German"><w:name w:val="German"/>'
        '<w:rPr><w:lang w:val="de-DE"/></w:rPr></w:style>'
    )
    body = f"<w:p><w:r><w:rPr>{run.format('')}</w:rPr><w:t>x</w:t></w:r></w:p>"

    more: Parts = {"word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    (shown,) = read_printed_body(body, more).blocks

    assert isinstance(shown, PrintedParagraph)
    assert shown.language == expected


@pytest.mark.parametrize(("words", "expected"), [("على", "ar-SA"), ("図書館", "ja-JP")])
def test_other_scripts_have_a_language_of_their_own(
    read_printed_body: ReadPrinted, words: str, expected: str
) -> None:
    look = '<w:lang w:val="fr-FR" w:bidi="ar-SA" w:eastAsia="ja-JP"/>'
    body = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"

    (shown,) = read_printed_body(body).blocks

    assert isinstance(shown, PrintedParagraph)
    assert shown.language == expected
