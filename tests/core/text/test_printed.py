"""Texts as their readers see them, taken apart and cut."""

from lssc_desktop.core.text.printed import (
    OBJECT,
    Equation,
    MathKind,
    MathNode,
    NoteMark,
    PrintedCell,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    equations,
    limited,
    parted_print,
    pictures,
    pieces,
    printed,
    with_printed_introduction,
)
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.core.text.text import TextLimits

PICTURE = PrintedPicture(b"", 10, 10, "A shelf")
EQUATION = Equation(MathNode(MathKind.TEXT, text="x"))


def paragraph(*words: str, form: Form = Form.BODY) -> PrintedParagraph:
    return PrintedParagraph(Paragraph(tuple(map(Span, words)), form))


def table(*blocks: PrintedParagraph) -> PrintedTable:
    return PrintedTable((1.0,), ((PrintedCell(blocks),),))


def test_objects_stand_where_their_characters_do() -> None:
    spans = (Span(f"a{OBJECT}", bold=True), Span(f"{OBJECT}b"))
    found = PrintedParagraph(Paragraph(spans), objects=(NoteMark(0), PICTURE))

    assert list(pieces(found)) == [Span("a", bold=True), NoteMark(0), PICTURE, Span("b")]
    assert found.text == "ab"


def test_a_character_that_stands_for_nothing_is_passed_over() -> None:
    assert list(pieces(paragraph(f"a{OBJECT}b"))) == [Span("a"), Span("b")]


def test_labels_come_with_paragraphs() -> None:
    item = Paragraph((Span("x"),), Form.NUMBER)

    shown = printed(RichText((item, item))).blocks

    assert [block.label for block in shown if isinstance(block, PrintedParagraph)] == ["1.", "2."]


def test_an_introduction_is_taken_off_with_the_notes_of_all() -> None:
    first, rest = paragraph("First", form=Form.INTRODUCTION), table(paragraph("Cell"))
    text = PrintedText((first, paragraph(), rest), ((paragraph("A note"),),))

    introduction, response = parted_print(text)

    assert introduction == PrintedText((first,), text.notes)
    assert response == PrintedText((paragraph(), rest), text.notes)


def test_the_first_words_are_the_introduction_of_a_file_that_cannot_mark_one() -> None:
    text = PrintedText((paragraph(), paragraph("First"), paragraph("Second")))

    marked = with_printed_introduction(text)

    assert parted_print(marked)[0].blocks == (paragraph("First", form=Form.INTRODUCTION),)


def test_neither_a_table_nor_a_picture_becomes_an_introduction() -> None:
    alone = PrintedParagraph(Paragraph((Span(OBJECT),)), objects=(PICTURE,))
    for text in (PrintedText((table(paragraph("x")),)), PrintedText((alone, paragraph("x")))):
        assert with_printed_introduction(text) == text


def test_what_stands_in_tables_and_notes_is_found() -> None:
    first = PrintedParagraph(Paragraph((Span(OBJECT),)), objects=(PICTURE,))
    second = PrintedParagraph(Paragraph((Span(OBJECT),)), objects=(EQUATION,))
    text = PrintedText((table(first),), ((second,),))

    assert list(pictures(text)) == [PICTURE]
    assert list(equations(text)) == [EQUATION]


def test_a_text_is_cut_with_an_ellipsis() -> None:
    most = TextLimits(characters=10, paragraphs=9, spans=9)
    text = printed(RichText(tuple(Paragraph((Span("1234567"),)) for _ in range(3))))

    shown = limited(text, most)

    words = [block.text for block in shown.blocks if isinstance(block, PrintedParagraph)]
    assert words == ["1234567", "12", "…"]
    assert limited(text, TextLimits(100, 9, 9)) is text


def test_a_table_is_shown_whole_or_not_at_all() -> None:
    mark = PrintedParagraph(Paragraph((Span(OBJECT),)), objects=(NoteMark(0),))
    text = PrintedText((paragraph("1"), table(paragraph("1234567890"), mark)), ((paragraph("n"),),))

    shown = limited(text, TextLimits(characters=5, paragraphs=9, spans=9))

    assert shown == PrintedText((paragraph("1"), paragraph("…")))
