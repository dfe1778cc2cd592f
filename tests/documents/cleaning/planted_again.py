"""Files of a second reader: a word or a color where their readers don't see it, by other means."""

from collections.abc import Iterator

from tests.documents.cleaning.planted_office import cell, sheet_row, workbook_file
from tests.documents.cleaning.planted_word import coded, run, word_file
from tests.documents.cleaning.planting import WORD, picture, relations

# Word -------------------------------------------------------------------------------------------

_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _equation(inside: str) -> str:
    return f"<w:p><m:oMath {_MATH}>{_letters('a+b')}{inside}</m:oMath></w:p>"


def _letters(words: str, look: str = "") -> str:
    return f"<m:r><w:rPr>{look}</w:rPr><m:t>{words}</m:t></m:r>"


_WHITE = '<w:color w:val="FFFFFF"/>'
_EQUATIONS = {
    "tags": _letters("".join(chr(0xE0000 + ord(letter)) for letter in WORD)),
    "bits without width": _letters(coded(("\u200b", "\u200c"))),
    "private letters": _letters("".join(chr(0xE000 + ord(letter)) for letter in WORD)),
    "hidden letters": _letters(WORD, "<w:vanish/>"),
    "white letters": _letters(WORD, _WHITE),
    "white words": run(WORD, _WHITE),
    "letters of half a point": _letters(WORD, '<w:sz w:val="1"/>'),
    "phantom": '<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>'
    f"{_letters(WORD)}</m:e></m:phant>",
}


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each Word file, and the file."""
    for what, inside in _EQUATIONS.items():
        yield f"docx {what} in an equation", word_file(_equation(inside))


# Excel ------------------------------------------------------------------------------------------

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"


def _solid(color: str) -> str:
    return f'<patternFill patternType="solid"><fgColor {color}/></patternFill>'


def _styled(color: str = "", fill: str = "", rules: str = "") -> str:
    """Styles of which the second has a font of a color, or the usual one, on a fill."""
    font = f"<font><color {color}/></font>" if color else "<font/>"
    return (
        f"<fonts><font/>{font}</fonts><fills><fill/><fill/><fill>{fill}</fill></fills><cellXfs>"
        f'<xf/><xf fontId="1" fillId="2"/></cellXfs><dxfs>{rules}</dxfs>'
    )


def _rule(ground: str) -> str:
    fill = f"<fill><patternFill><bgColor {ground}/></patternFill></fill>"
    return _styled(rules=f"<dxf>{fill}</dxf>")


def _by_rule(rule: str) -> str:
    return f'<conditionalFormatting sqref="A2">{rule}</conditionalFormatting>'


_APPLIED = '<cfRule type="expression" dxfId="0"><formula>TRUE</formula></cfRule>'
_BLACK_FILL = _solid('rgb="FF000000"')
_STOP = '<stop position="{}"><color rgb="FF000000"/></stop>'
_LOOKS = {
    "theme color on black": _styled('theme="1"', _BLACK_FILL),
    "usual color on black": _styled("", _BLACK_FILL),
    "usual color on the theme's": _styled("", _solid('theme="1"')),
    "black on the theme's": _styled('rgb="FF000000"', _solid('theme="1"')),
    "color by number on black": _styled('indexed="8"', _BLACK_FILL),
    "color of the system on white": _styled('indexed="65"'),
    "usual color on that of the system": _styled("", _solid('indexed="64"')),
    "theme color on the same by its digits": _styled('theme="4"', _solid('rgb="FF4472C4"')),
    "theme color made light": _styled('theme="1" tint="0.999"'),
    "theme color made dark on the same": _styled(
        'theme="0" tint="-0.05"', _solid('rgb="FFF2F2F2"')
    ),
    "gradient of black": _styled(
        "", f"<gradientFill>{_STOP.format(0)}{_STOP.format(1)}</gradientFill>"
    ),
    "pattern of black on black": _styled(
        "",
        '<patternFill patternType="darkGray"><fgColor rgb="FF000000"/><bgColor rgb="FF000000"/>'
        "</patternFill>",
    ),
    "own palette": _styled('indexed="20"')
    + f"<colors><indexedColors>{'<rgbColor rgb="00FFFFFF"/>' * 64}</indexedColors></colors>",
}


def _anchored(inside: str) -> str:
    corner = "<d:{0}><d:col>{1}</d:col><d:colOff>{2}</d:colOff><d:row>{3}</d:row></d:{0}>"
    return (
        f'<d:wsDr xmlns:d="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><d:twoCellAnchor>'
        f"{corner.format('from', 0, 9000, 1)}{corner.format('to', 3, 0, 4)}{inside}"
        "</d:twoCellAnchor></d:wsDr>"
    )


def _drawn_over(inside: str) -> bytes:
    return workbook_file(
        sheet_row(2, cell("A2", WORD)),
        after='<drawing r:id="rId0"/>',
        related=(("drawing", "../drawings/d.xml"),),
        parts={
            "xl/drawings/d.xml": _anchored(inside),
            "xl/drawings/_rels/d.xml.rels": relations(("image", "../media/a.jpg")),
            "xl/media/a.jpg": picture(),
        },
    )


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook, and the workbook."""
    styled, plain = sheet_row(2, cell("A2", WORD, 1)), sheet_row(2, cell("A2", WORD))
    yield from ((f"xlsx {w}", workbook_file(styled, styles=look)) for w, look in _LOOKS.items())
    letters = f'<c r="A2" s="1" t="inlineStr"><is><r><rPr>{{}}</rPr><t>{WORD}</t></r></is></c>'
    dark = _styled('rgb="FFFFFFFF"', _BLACK_FILL)
    for what, look in (("black", '<color rgb="FF000000"/>'), ("tiny", '<sz val="1"/>')):
        cells = sheet_row(2, letters.format(look))
        yield f"xlsx {what} letters in a cell of white ones", workbook_file(cells, styles=dark)
    for what, ground in (("black", 'rgb="FF000000"'), ("dark theme", 'theme="1"')):
        made = workbook_file(plain, after=_by_rule(_APPLIED), styles=_rule(ground))
        yield f"xlsx {what} ground by a rule", made
    color = _styled('rgb="FFFFFFFF"', _solid('rgb="FF1F497D"'), (
        '<dxf><font><color rgb="FF1F497D"/></font></dxf>'
    ))  # fmt: skip
    made = workbook_file(styled, after=_by_rule(_APPLIED), styles=color)
    yield "xlsx color of its ground by a rule", made
    newer = (
        f'<extLst><ext xmlns:n="{_X14}" xmlns:m="{_XM}"><n:conditionalFormattings><n:conditional'
        'Formatting><n:cfRule type="expression"><m:f>TRUE</m:f><n:dxf><font><color rgb="FFFFFFFF"/>'
        "</font></n:dxf></n:cfRule><m:sqref>A2</m:sqref></n:conditionalFormatting></n:conditional"
        "Formattings></ext></extLst>"
    )
    yield "xlsx white by a newer rule", workbook_file(plain, after=newer)
    foreign = (
        f'<zz:row xmlns:zz="urn:zz" r="5"><zz:c r="A5" t="inlineStr"><zz:is><zz:t>{WORD}</zz:t>'
        "</zz:is></zz:c></zz:row>"
    )
    yield "xlsx row of another program", workbook_file(after=f"<extLst>{foreign}</extLst>")
    within = f'<zz:x xmlns:zz="urn:zz">{sheet_row(5, cell("A5", WORD))}</zz:x>'
    yield "xlsx row within another program's", workbook_file(within)
    sheet = f'<zz:sheet xmlns:zz="urn:zz" name="{WORD}" r:id="rId0"/>'
    yield "xlsx sheet of another program", workbook_file(book=f"<extLst>{sheet}</extLst>")
    yield "xlsx row of three points", workbook_file(sheet_row(2, cell("A2", WORD), 'ht="3"'))
    fill = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    yield "xlsx cell under a shape", _drawn_over(f"<d:sp><d:spPr>{fill}</d:spPr></d:sp>")
    blip = '<d:pic><d:blipFill><a:blip r:embed="rId0"/></d:blipFill><d:spPr/></d:pic>'
    yield "xlsx cell under a picture", _drawn_over(blip)
    for kind in ("e", "d"):
        value = f'<c r="A2" t="{kind}"><v>{WORD}</v></c>'
        yield f"xlsx words as a value of kind {kind}", workbook_file(sheet_row(2, value))
    hidden = f"{sheet_row(2, '', 'hidden="1"')}{sheet_row(3, cell('A2', WORD))}"
    yield "xlsx cell of a hidden row in another", workbook_file(hidden)
