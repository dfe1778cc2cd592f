"""Files of a fourth reader: what styles, themes, windows or a page beside leave out of sight."""

from collections.abc import Iterator

from tests.documents.cleaning.planted_office import (
    cell,
    ods_cell,
    ods_row,
    opendocument_file,
    sheet_row,
    workbook_file,
)
from tests.documents.cleaning.planted_word import paragraph, run, styled, word_file
from tests.documents.cleaning.planting import KEPT, WORD

# Word -------------------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_WHITE = '<w:color w:val="FFFFFF"/>'


def _numbered(of_mark: str, of_paragraph: str = "", beside: str = "") -> bytes:
    """A list whose label is the word."""
    numbering = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{WORD} %1"/><w:rPr>{of_mark}'
        '</w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    about = f"<w:pPr>{_ITEM}<w:rPr>{of_paragraph}</w:rPr></w:pPr>"
    item = f"<w:p>{about}{run('x')}{beside}</w:p>"
    return word_file(item, {"word/numbering.xml": numbering}, (("numbering", "numbering.xml"),))


def _theme(color: str) -> str:
    """A theme with its first accent."""
    return (
        f'<a:theme xmlns:a="{_A}"><a:themeElements><a:clrScheme name="x"><a:accent1><a:srgbClr '
        f'val="{color}"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
    )


def _table_whose(part: str) -> bytes:
    """A table of a style that says something of some of its cells."""
    style = f'<w:style w:type="table" w:styleId="T"><w:tblStylePr {part}</w:tblStylePr></w:style>'
    cells = f"<w:tr><w:tc>{paragraph(WORD)}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
    about = (
        '<w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr>'
    )
    return styled(style, f"<w:tbl>{about}{cells}</w:tbl>", _theme("FFFFFF"))


def _in_theme(color: str, look: str) -> bytes:
    """Words in the first accent of a theme."""
    return styled("", paragraph(WORD, look), _theme(color))


_ACCENT = '<w:color w:val="000000" w:themeColor="accent1"/>'
_CLEAR = '<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'
_BOX = (
    '<w:r><w:pict><v:shape style="width:100pt;height:100pt{}"><v:textbox style="{}">'
    "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def _old_box(of_shape: str, of_words: str) -> bytes:
    """A text box as Word made them before 2010."""
    return word_file(f"<w:p>{_BOX.format(of_shape, of_words, paragraph(WORD))}</w:p>")


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file, and the file."""
    for what, look in (
        ("hidden", "<w:vanish/>"),
        ("white", _WHITE),
        ("tiny", '<w:sz w:val="1"/>'),
    ):
        yield f"docx {what} label of a list", _numbered(look)
        yield f"docx label of a list with a {what} mark", _numbered("", look)
        box = _BOX.format("", "", paragraph("x"))
        yield f"docx label of a list with a {what} mark and a box", _numbered("", look, box)
        part = f'w:type="firstRow"><w:rPr>{look}</w:rPr>'
        yield f"docx {what} first row of a style of tables", _table_whose(part)
    own = '<w:tcPr><w:shd w:val="clear" w:fill="1F497D"/></w:tcPr>'
    blue = f'w:type="firstCol"><w:rPr><w:color w:val="1F497D"/></w:rPr>{own}'
    yield "docx first column of a style of tables in its color", _table_whose(blue)
    accent = f'w:type="firstRow"><w:rPr>{_ACCENT}</w:rPr>'
    yield "docx first row of a style of tables in a white of the theme", _table_whose(accent)
    yield "docx white accent of the theme", _in_theme("FFFFFF", _ACCENT)
    on_it = f'{_ACCENT}<w:shd w:val="clear" w:fill="123456"/>'
    yield "docx accent of the theme on its color", _in_theme("123456", on_it)
    for what, look in (
        (
            "letters filled by the ground of the theme",
            f"<w14:textFill {_W14}>{_CLEAR}</w14:textFill>",
        ),
        ("letters over one another", '<w:spacing w:val="-400"/>'),
        ("letters a page apart", '<w:spacing w:val="31000"/>'),
    ):
        yield f"docx {what}", word_file(paragraph(WORD, look))
    frame = '<w:framePr w:w="20" w:h="20" w:hRule="exact" w:x="100" w:y="100"/>'
    yield "docx frame of a point", word_file(paragraph(WORD, "", frame))
    narrow = f'<w:tc><w:tcPr><w:tcW w:w="1" w:type="dxa"/></w:tcPr>{paragraph(WORD)}</w:tc>'
    row = f"<w:tr>{narrow}<w:tc>{paragraph('a')}</w:tc></w:tr>"
    yield "docx cell of a dot", word_file(f"<w:tbl>{row}</w:tbl>")
    yield "docx box that is not displayed", _old_box(";display:none", "")
    yield "docx words of a box that are not displayed", _old_box("", "display:none")


# Excel ------------------------------------------------------------------------------------------

_M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_X = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_VIEW = '<sheetViews><sheetView workbookViewId="0" {}>{}</sheetView></sheetViews>'
_FROZEN = '<pane xSplit="1" topLeftCell="{}" state="frozen"/>'
_FROM = "<xdr:from><xdr:col>0</xdr:col><xdr:row>2</xdr:row></xdr:from>"
_LARGE = '<xdr:ext cx="9000000" cy="9000000"/>'
_WHITE_TABLES = (
    "<fonts><font/></fonts><fills><fill/><fill/></fills><cellXfs><xf/></cellXfs><dxfs><dxf><font>"
    '<color rgb="FFFFFFFF"/></font></dxf></dxfs><tableStyles><tableStyle name="Q">'
    '<tableStyleElement type="wholeTable" dxfId="0"/></tableStyle></tableStyles>'
)
_TABLE = (
    f'<table xmlns="{_M}" name="t" displayName="t" ref="A3:A4"><tableColumns/><tableStyleInfo '
    'name="Q"/></table>'
)


def _under(kind: str, place: str) -> bytes:
    shape = "<xdr:sp><xdr:spPr><a:solidFill/></xdr:spPr></xdr:sp>"
    anchor = f"<xdr:{kind}>{place}{shape}</xdr:{kind}>"
    drawn = f'<xdr:wsDr xmlns:xdr="{_X}" xmlns:a="{_A}">{anchor}</xdr:wsDr>'
    return workbook_file(
        sheet_row(5, cell("B5", WORD)),
        "",
        '<drawing r:id="rId0"/>',
        parts={"xl/drawings/d1.xml": drawn},
        related=(("drawing", "../drawings/d1.xml"),),
    )


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook, and the workbook."""
    before = _VIEW.format('topLeftCell="B1"', _FROZEN.format("C1"))
    rows = sheet_row(1, cell("B1", KEPT)) + sheet_row(2, cell("A2", WORD))
    yield "xlsx column before a frozen one", workbook_file(rows, before)
    formula = f'<c r="A2" t="str"><f>1</f><v>{WORD}</v></c>'
    shown = _VIEW.format('showFormulas="1"', "")
    yield "xlsx result where formulas are shown", workbook_file(sheet_row(2, formula), shown)
    yield "xlsx cell under a shape at one cell", _under("oneCellAnchor", f"{_FROM}{_LARGE}")
    at = '<xdr:pos x="0" y="300000"/>'
    yield "xlsx cell under a shape at a place", _under("absoluteAnchor", f"{at}{_LARGE}")
    for width in ("0.7", "1.5"):
        three = cell("A2", "aaa") + cell("B2", WORD) + cell("C2", "ccc")
        columns = f'<cols><col min="2" max="2" width="{width}" customWidth="1"/></cols>'
        yield f"xlsx words in a column of {width}", workbook_file(sheet_row(2, three), columns)
    error = f'<c r="A2" t="e"><v>#{WORD.upper()}!</v></c>'
    yield "xlsx error that Excel doesn't know", workbook_file(sheet_row(2, error))
    hidden, word = sheet_row(2, cell("A2", "x"), 'hidden="1"'), sheet_row(2, cell("B2", WORD))
    yield "xlsx row that is hidden before", workbook_file(hidden + word)
    yield "xlsx row that is hidden after", workbook_file(word + hidden)
    twice = sheet_row(2, cell("A2", "x") + cell("A2", WORD))
    yield "xlsx cell that is said twice", workbook_file(twice)
    yield (
        "xlsx table of a white style",
        workbook_file(
            sheet_row(3, cell("A3", WORD)),
            "",
            '<tableParts><tablePart r:id="rId0"/></tableParts>',
            styles=_WHITE_TABLES,
            parts={"xl/tables/t1.xml": _TABLE},
            related=(("table", "../tables/t1.xml"),),
        ),
    )


# OpenDocument, mail and pages -------------------------------------------------------------------


def opendocuments() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of OpenDocument, and the file."""
    row, begun = ods_row(ods_cell(WORD)), f"{ods_row(ods_cell('x'))}</table:table>"
    kept = f"<table:dde-link><table:table>{row}</table:table></table:dde-link>"
    links = f"<table:dde-links>{kept}</table:dde-links>"
    yield "ods what a link fetched", opendocument_file("ods", begun + links)
    other = "<table:table table:name=\"'file:///a.ods'#$A\">{}</table:table>"
    yield (
        "ods what was fetched of another file",
        opendocument_file("ods", begun + other.format(row)),
    )
    scenario = '<table:table table:name="S">{}<table:scenario/></table:table>'
    yield "ods scenario", opendocument_file("ods", begun + scenario.format(row))


def mails() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each email, and the email."""
    page = "--x\nContent-Type: text/html\nContent-ID: <{}>\n\n<p>{}</p>\n"
    yield (
        "mht page that isn't the first",
        (
            'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"; '
            'start="<b>"\n\n'
            f"{page.format('a', WORD)}{page.format('b', KEPT)}--x--\n"
        ).encode(),
    )


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each web page, and the page."""
    for style in (
        *("translate:-9999px", "transform:rotateY(90deg)", "rotate:y 90deg"),
        *("transform:matrix(0,0,0,0,0,0)", "color:hwb(0 100% 0%)", "color:lab(100 0 0)"),
        *("color:oklch(1 0 0)", "mix-blend-mode:screen", "filter:brightness(100)"),
        *("filter:blur(30px)", "-webkit-text-security:disc"),
        *("color:hwb(0 100 0)", "color:lab(50 40 59 / 0)", "color:hwb(0 0% 0% / 1%)"),
    ):
        yield f"html {style}", f'<h1>{KEPT}</h1><p style="{style}">{WORD}</p>'.encode()
    fields = f'<input type="number" value="{WORD}"><input type="date" value="{WORD}">'
    yield "html words in a field of numbers", f"<h1>{KEPT}</h1>{fields}".encode()
