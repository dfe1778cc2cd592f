"""Files of a third reader: what stands between two things, or is said twice or in another way."""

from collections.abc import Iterator

from tests.documents.cleaning.planted_office import (
    cell,
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
from tests.documents.cleaning.planting import WORD, cropped_photo

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


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file, and the file."""
    for what, drawn in _PICTURES.items():
        yield f"docx picture {what}", with_photo(drawn, cropped_photo())
    yield from ((f"docx {what}", word_file(body)) for what, body in _BODIES.items())
    again = paragraph(WORD, "", '<w:pStyle w:val="P"/><w:ind w:right="0"/>')
    yield "docx words beside the page by a style", styled(_BESIDE, again)


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
