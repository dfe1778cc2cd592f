"""Files of a third reader: what stands between two things, or is said twice or in another way."""

from collections.abc import Iterator

from PIL import Image

from tests.documents.cleaning.planted_office import (
    cell,
    odf_style,
    ods_cell,
    ods_row,
    opendocument_file,
    sheet_row,
    workbook_file,
)
from tests.documents.cleaning.planted_word import (
    paragraph,
    picture_run,
    styled,
    with_photo,
    word_file,
)
from tests.documents.cleaning.planting import COLOR, WORD, cropped_photo, saved

# Word -------------------------------------------------------------------------------------------

_BLIP = '<a:blip r:embed="rId0"></a:blip>'
_CHOICE = (
    '<mc:AlternateContent><mc:Choice xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/'
    'main" Requires="a14">{}</mc:Choice></mc:AlternateContent>'
)
_WRAPPED = "<zz:x>{}</zz:x>"
_CUT = picture_run(crop='<a:srcRect r="50000"/>')
_ELLIPSE = picture_run(shape="ellipse")
_FILL = _ELLIPSE[_ELLIPSE.index("<pic:blipFill>") : _ELLIPSE.index("<pic:spPr>")]
_RECTANGLE, _OVAL = '<a:prstGeom prst="rect"/>', '<a:prstGeom prst="ellipse"/>'
_PICTURES = {
    "cropped around one of several forms": _CUT.replace(_BLIP, _CHOICE.format(_BLIP)),
    "cropped around another program's element": _CUT.replace(_BLIP, _WRAPPED.format(_BLIP)),
    "in an ellipse around one of several forms": _ELLIPSE.replace(_BLIP, _CHOICE.format(_BLIP)),
    "in an ellipse around a form of its fill": _ELLIPSE.replace(_FILL, _CHOICE.format(_FILL)),
    "in two shapes": picture_run().replace(_RECTANGLE, _RECTANGLE + _OVAL),
}
_BOX = f"<v:textbox><w:txbxContent>{paragraph(WORD)}</w:txbxContent></v:textbox>"
_OLD = "<w:p><w:r><w:pict>{}</w:pict></w:r></w:p>"
_SHAPE = _OLD.format(f'<v:{{0}} style="{{1}};width:100pt;height:100pt">{_BOX}</v:{{0}}>')
_BODIES = {
    "words beside the page with spaces": paragraph(WORD, "", '<w:ind w:left=" -20000 "/>'),
    "words hanging beside the page": paragraph(WORD, "", '<w:ind w:hanging="31000"/>'),
    "box beside the page with a space": _SHAPE.format("shape", "margin-left:-2000 pt"),
    "box beside the page by a power": _SHAPE.format("shape", "margin-left:-2e3pt"),
    "box beside the page in capitals": _SHAPE.format("shape", "MARGIN-LEFT:-2000PT"),
    "box beside the page in pixels": _SHAPE.format("shape", "margin-left:-9000"),
    "rectangle beside the page": _SHAPE.format("rect", "margin-left:-2000pt"),
    "box beside the page after its kind": _SHAPE.replace(
        "<v:{0} ", '<v:shapetype id="t"/><v:{0} '
    ).format("shape", "margin-left:-2000pt"),
}
_BESIDE = (
    '<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:ind w:left="31000"/></w:pPr></w:style>'
)
_USUAL_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="T"><w:tcPr><w:shd w:val="clear" '
    'w:fill="000000"/></w:tcPr></w:style>'
)


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file, and the file."""
    for what, drawn in _PICTURES.items():
        yield f"docx picture {what}", with_photo(drawn, cropped_photo())
    yield from ((f"docx {what}", word_file(body)) for what, body in _BODIES.items())
    again = paragraph(WORD, "", '<w:pStyle w:val="P"/><w:ind w:right="0"/>')
    yield "docx words beside the page by a style", styled(_BESIDE, again)
    black = paragraph(WORD, '<w:color w:val="000000"/>')
    table = f"<w:tbl><w:tr><w:tc>{black}</w:tc></w:tr></w:tbl>"
    yield "docx black words in a table that is usually black", styled(_USUAL_TABLE, table)


# Excel ------------------------------------------------------------------------------------------

_COLUMN = '<col min="{}" max="{}" width="{}" {}/>'
_WIDE = _COLUMN.format(1, 5, 10, "")
_COLUMNS = {
    "within others": _WIDE + _COLUMN.format(2, 2, 10, 'hidden="1"'),
    "that is said twice": _COLUMN.format(2, 2, 10, 'hidden="1"') + _COLUMN.format(2, 2, 10, ""),
    "without width within others": _WIDE + _COLUMN.format(2, 2, "0.1", ""),
}


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook, and the workbook."""
    row = sheet_row(2, cell("B2", WORD))
    for what, columns in _COLUMNS.items():
        yield f"xlsx hidden column {what}", workbook_file(row, f"<cols>{columns}</cols>")


# OpenDocument -----------------------------------------------------------------------------------


def _text(properties: str, name: str, family: str = "text") -> str:
    return odf_style(family, f"<style:text-properties {properties}/>", name)


def _span(inside: str, name: str) -> str:
    return f'<text:span text:style-name="{name}">{inside}</text:span>'


_P = f'<text:p text:style-name="P">x{_span(WORD, "H")}</text:p>'
_CLEAR = _text(
    'xmlns:l="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
    'fo:color="#000000" l:opacity="0%"',
    "H",
)
_AUTOMATIC = 'style:use-window-font-color="true"'
_ON_NOTHING = 'fo:color="#000000" fo:background-color="transparent"'
_ON_BLACK = '<style:{}-properties fo:background-color="#000000"/>'
_BLACK = odf_style("paragraph", _ON_BLACK.format("paragraph"), "P")
_LINK = f'<text:p>x<text:a xlink:href="https://example.org/" text:style-name="H">{WORD}</text:a>'
_TABLE = (
    '<table:table table:style-name="T"><table:table-column/><table:table-row table:style-name="R">'
    f"<table:table-cell>{_P}</table:table-cell></table:table-row></table:table>"
)
_BLACK_LETTERS = _text('fo:color="#000000"', "H")
_TEXTS = {
    "clear letters among automatic ones": (
        f"<text:p>x{_span(_span(WORD, 'H'), 'A')}</text:p>",
        _text(_AUTOMATIC, "A") + _CLEAR,
    ),
    "clear letters in an automatic paragraph": (_P, _text(_AUTOMATIC, "P", "paragraph") + _CLEAR),
    "black letters on no ground on black": (_P, _BLACK + _text(_ON_NOTHING, "H")),
    "black paragraph with letters on no ground": (
        f'<text:p text:style-name="P">{WORD}</text:p>',
        odf_style(
            "paragraph",
            f"{_ON_BLACK.format('paragraph')}<style:text-properties {_ON_NOTHING}/>",
            "P",
        ),
    ),
    "black letters in a black row": (
        _TABLE,
        odf_style("table-row", _ON_BLACK.format("table-row"), "R") + _BLACK_LETTERS,
    ),
    "black letters in a black table": (
        _TABLE,
        odf_style("table", _ON_BLACK.format("table"), "T") + _BLACK_LETTERS,
    ),
    "hidden link": (f"{_LINK}</text:p>", _text('text:display="none"', "H")),
    "white link": (f"{_LINK}</text:p>", _text('fo:color="#ffffff"', "H")),
    "words beside the page on all sides": (
        f'<text:p text:style-name="P">{WORD}</text:p>',
        odf_style("paragraph", '<style:paragraph-properties fo:margin="60cm"/>', "P"),
    ),
}


def _lying() -> bytes:
    """A scan that lies on its side; its left four fifths have the color when it stands."""
    image = Image.new("RGB", (100, 400), "white")
    image.paste((90, 90, 90), (85, 10, 95, 390))
    image.paste(COLOR, (0, 0, 80, 400))
    exif = Image.Exif()
    exif[0x0112] = 6
    return saved(image.transpose(Image.Transpose.ROTATE_90), "TIFF", exif=exif, dpi=(72, 72))


def opendocuments() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of OpenDocument, and the file."""
    for what, (body, styles) in _TEXTS.items():
        yield f"odt {what}", opendocument_file("odt", body, styles)
    clip = '<style:graphic-properties fo:clip="rect(0pt, 0pt, 0pt, 84pt)"/>'
    frame = (
        '<text:p><draw:frame draw:style-name="H" svg:width="1cm" svg:height="9cm"><draw:image '
        'xlink:href="Pictures/a.tif" xlink:type="simple"/></draw:frame></text:p>'
    )
    parts: dict[str, bytes | str] = {"Pictures/a.tif": _lying()}
    scan = opendocument_file("odt", frame, odf_style("graphic", clip), parts)
    yield "odt cropped scan that lies on its side", scan
    row, end = ods_row(ods_cell(WORD)), "</table:table>"
    closed = f'<table:table-row-group table:display="false">{row}</table:table-row-group>'
    yield "ods row of a closed group", opendocument_file("ods", f"{closed}{end}")
