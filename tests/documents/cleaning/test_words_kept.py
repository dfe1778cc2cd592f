"""What somebody reads in a file stands in its copy in words: what was lost of real files."""

import io
import re
import zipfile
from email.message import EmailMessage

import pytest

from lssc_desktop.core.privacy.clean_copy import LeftBehind
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable
from tests.documents.cleaning import planted_word
from tests.documents.cleaning.planted_office import (
    cell,
    odf_style,
    ods_cell,
    ods_row,
    opendocument_file,
    sheet_row,
    workbook_file,
)
from tests.documents.cleaning.planted_others import pdf_file
from tests.documents.cleaning.test_clean_copy import copy_of


def said_of(name: str, data: bytes) -> list[str]:
    return [line for line in copy_of(name, data).words.split("\n") if line]


def test_letters_in_a_darkened_white_of_the_theme_are_kept() -> None:
    shaded = 'w:themeColor="background1" w:themeShade="80"'
    assert "Gray words" in said_of("a.docx", planted_word.colored("808080", shaded))
    assert "Gray words" not in said_of("a.docx", planted_word.colored("FFFFFF", shaded))
    white = 'w:themeColor="background1"'
    assert "Gray words" not in said_of("a.docx", planted_word.colored("808080", white))


def test_a_picture_in_a_run_whose_letters_would_be_white_is_kept() -> None:
    (picture,) = said_of("a.docx", planted_word.picture_in_white())[1:]
    assert picture.startswith("[Picture 1")


def test_words_that_are_drawn_on_a_sheet_are_counted_as_lost() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    shape = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{space}/spreadsheetDrawing" xmlns:a="{space}/main">'
        f"{shape.format('Results are not audited')}{shape.format(' ')}</xdr:wsDr>"
    )
    related = (("drawing", "../drawings/drawing1.xml"), ("ctrlProp", "../ctrlProps/a.xml"))
    parts: dict[str, bytes | str] = {"xl/drawings/drawing1.xml": drawing}
    book = workbook_file(parts=parts, related=related)
    assert dict(copy_of("a.xlsx", book).cleaned.left_out) == {LeftBehind.DRAWINGS: 2}
    frame = "<draw:frame><draw:{}/></draw:frame>"
    shapes = (
        f"<table:shapes>{frame.format('object')}{frame.format('text-box')}"
        "<draw:custom-shape><text:p>Note</text:p></draw:custom-shape></table:shapes>"
    )
    sheet = opendocument_file("ods", f"</table:table><table:table>{shapes}</table:table>")
    lost = {LeftBehind.CHARTS: 1, LeftBehind.DRAWINGS: 2}
    assert dict(copy_of("a.ods", sheet).cleaned.left_out) == lost


def test_the_columns_of_an_opendocument_table_are_as_wide_as_they_are_there() -> None:
    wide = '<style:table-column-properties style:column-width="{}cm"/>'
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-column">{wide.format(width)}'
        "</style:style>"
        for name, width in (("A", 2), ("B", 6))
    )
    cell = "<table:table-cell><text:p>Words</text:p></table:table-cell>"
    columns = "".join(f'<table:table-column table:style-name="{each}"/>' for each in "AB")
    table = f"<table:table>{columns}<table:table-row>{cell}{cell}</table:table-row></table:table>"
    copy = copy_of("a.odt", opendocument_file("odt", table, styles))
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert re.findall(r'<w:gridCol w:w="(\d+)"', body) == ["2340", "7020"]


def test_letters_that_a_font_draws_as_one_are_words_to_search() -> None:
    drawing = "BT /L 12 Tf 72 600 Td (con\\256rmation of the \\257oor) Tj ET\n"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/StandardEncoding>>"
    said = copy_of("a.pdf", pdf_file(drawing, resources=f"/Font<</F1 5 0 R/L {font}>>")).words
    assert "confirmation of the floor" in said


_LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="I" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/></text:list-style>'
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1" '
    'style:num-format="" style:num-suffix="."/></text:list-style>'
)


def _list(items: str, about: str = 'text:style-name="L"') -> str:
    return f"<text:list {about}>{items}</text:list>"


def _item(words: str, inside: str = "", about: str = "") -> str:
    return f"<text:list-item {about}><text:p>{words}</text:p>{inside}</text:list-item>"


def test_the_items_of_an_opendocument_list_are_numbered_as_they_are_shown() -> None:
    deep = _list(_item("Deep"), "")
    inner = _list(_item("Inner", deep) + _item("Next"), "")
    body = (
        _list(_item("One", inner) + _item("Two"), 'text:style-name="L" xml:id="list1"')
        + _list(_item("New"))
        + _list(_item("Three"), 'text:style-name="L" text:continue-list="list1"')
        + _list(_item("Four"), 'text:style-name="L" text:continue-numbering="true"')
        + _list(_item("Nine", about='text:start-value="9"') + _item("Ten"))
        + _list(_item("Bare"), 'text:style-name="N"')
        + "<text:list><text:list-header><text:p>Head</text:p></text:list-header></text:list>"
    )
    said = said_of("a.odt", opendocument_file("odt", body, _LISTS))[1:]
    assert said == [
        *("I. One", "(I.a) Inner", "Deep", "(I.b) Next", "II. Two", "I. New", "III. Three"),
        *("IV. Four", "IX. Nine", "X. Ten", "Bare", "Head"),
    ]


def test_the_headings_of_an_opendocument_text_have_their_numbers() -> None:
    levels = "".join(
        f'<text:outline-level-style text:level="{level}" style:num-format="{shown}" '
        f'text:display-levels="{level}" style:num-suffix=")"/>'
        for level, shown in ((1, "1"), (2, "1"), (3, ""))
    )
    body = "".join(
        f'<text:h text:outline-level="{level}" {about}>{words}</text:h>'
        for level, words, about in (
            *((1, "First", ""), (2, "Within", ""), (2, "Again", ""), (3, "Bare", "")),
            *((1, "Preface", 'text:is-list-header="true"'), (1, "Second", ""), (2, "Anew", "")),
        )
    )
    outline = f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'
    said = said_of("a.odt", opendocument_file("odt", body, outline))[1:]
    assert said == [
        *("1) First", "1.1) Within", "1.2) Again", "Bare", "Preface", "2) Second", "2.1) Anew"),
    ]


def test_lengths_that_a_word_file_says_in_points_are_points() -> None:
    row = '<w:tbl><w:tr><w:trPr><w:trHeight w:val="14pt" w:hRule="exact"/></w:trPr><w:tc>'
    body = (
        planted_word.paragraph("In lines", "", '<w:spacing w:line="12pt" w:lineRule="exact"/>')
        + planted_word.paragraph("Beside", "", '<w:ind w:left="-700pt"/>')
        + f"{row}{planted_word.paragraph('In a row')}</w:tc></w:tr></w:tbl>"
    )
    said = said_of("a.docx", planted_word.word_file(body))[1:]
    assert said == ["In lines", "In a row"]


def test_what_a_span_within_another_does_not_say_is_as_around_it() -> None:
    styles = odf_style("text", '<style:text-properties fo:color="#ffffff"/>', "W") + odf_style(
        "text", '<style:text-properties fo:font-weight="bold"/>', "B"
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    body = f"<text:p>Words {span.format('W', span.format('B', 'unseen'))}</text:p>"
    assert said_of("a.odt", opendocument_file("odt", body, styles))[1:] == ["Words"]


_HIDDEN = '<style:text-properties text:display="none"/>'
_DEFAULT = f'<style:default-style style:family="{{}}">{_HIDDEN}</style:default-style>'


def _visible(family: str) -> str:
    return odf_style(family, '<style:text-properties text:display="true"/>', "S")


@pytest.mark.parametrize(
    "style", [_DEFAULT.format("paragraph"), odf_style("paragraph", _HIDDEN, "Standard")]
)
def test_a_paragraph_that_says_no_style_has_the_standard_one(style: str) -> None:
    body = '<text:p text:style-name="S">Shown</text:p>'
    made = opendocument_file("odt", body, style + _visible("paragraph"))
    assert said_of("a.odt", made) == ["Shown"]


@pytest.mark.parametrize(
    "style", [_DEFAULT.format("table-cell"), odf_style("table-cell", _HIDDEN, "Default")]
)
def test_a_cell_that_says_no_style_has_the_default_one(style: str) -> None:
    cells = ods_cell("Shown", 'table:style-name="S"') + ods_cell("Unseen")
    body = f"{ods_row(cells)}</table:table>"
    made = opendocument_file("ods", body, style + _visible("table-cell"))
    assert said_of("a.ods", made) == ["Holds", "Shown"]


def test_a_cell_is_in_the_workbook_whole_or_there_is_none() -> None:
    words = "A line of an essay. " * 1_638
    copy = copy_of("a.xlsx", workbook_file(sheet_row(2, cell("A2", f"{words}end"))))
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        assert "A line of an essay. end" in archive.read("xl/worksheets/sheet1.xml").decode()
    longer = f"{ods_row(ods_cell(2 * words))}</table:table>"
    with pytest.raises(Unviewable) as refused:
        copy_of("a.ods", opendocument_file("ods", longer))
    assert refused.value.fault is PreviewFault.TOO_LARGE


def test_a_file_of_values_with_a_cell_as_long_as_a_book_is_not_cut() -> None:
    long = "Bilingual story time " * 10_000
    with pytest.raises(Unviewable) as refused:
        copy_of("a.csv", f'Name,Words\nA,"{long}"\nB,Last row\n'.encode())
    assert refused.value.fault is PreviewFault.TOO_LARGE


def test_cells_that_are_left_out_of_a_sheet_move_no_others() -> None:
    number = '<table:table-cell office:value-type="float" office:value="5"><text:p>x</text:p>'
    row = ods_row(f"{ods_cell('a')}{number}</table:table-cell>{ods_cell('b')}")
    copy = copy_of("a.ods", opendocument_file("ods", f"{row}</table:table>"))
    assert "a\t\tb" in copy.words.split("\n")


def test_a_number_keeps_the_words_of_its_format() -> None:
    styles = (
        '<number:number-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
        'style:name="N"><number:number/><number:text> hours</number:text></number:number-style>'
    )
    number = '<table:table-cell office:value-type="float" office:value="5"><text:p>5 hours</text:p>'
    body = f"{ods_row(f'{number}</table:table-cell>')}</table:table>"
    assert "5 hours" in said_of("a.ods", opendocument_file("ods", body, styles))


def test_a_row_of_a_fixed_height_keeps_the_lines_that_it_has_room_for() -> None:
    lines = "".join(planted_word.paragraph(each) for each in ("One", "Two", "Three"))
    high = '<w:trPr><w:trHeight w:val="480" w:hRule="exact"/></w:trPr>'
    table = f"<w:tbl><w:tr>{high}<w:tc>{lines}</w:tc></w:tr></w:tbl>"
    assert said_of("a.docx", planted_word.word_file(table))[1:] == ["One Two"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>Story time, <b>Friday</b></p>", "Story time"),
        ("<p>Other words</p>", "Story time today"),
    ],
)
def test_an_email_has_the_plain_words_that_its_page_says_if_it_says_most(
    page: str, said: str
) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Thanks"
    message.set_content("Story time today\n")
    message.add_alternative(page, "html")
    assert said_of("a.eml", message.as_bytes())[1:] == [said]
