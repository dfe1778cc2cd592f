"""Files of a second reader: a word or a color where their readers don't see it, by other means."""

from collections.abc import Iterator

from PIL import Image

from tests.documents.cleaning.planted_office import (
    SPACES,
    cell,
    odf_style,
    ods_cell,
    ods_row,
    opendocument_file,
    sheet_row,
    workbook_file,
)
from tests.documents.cleaning.planted_word import coded, paragraph, run, styled, word_file
from tests.documents.cleaning.planting import (
    COLOR,
    KEPT,
    WORD,
    cropped_photo,
    picture,
    relations,
    saved,
)

_BOX = (1_800_000, 600_000)

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

_FIELD = (
    '<w:p><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{} '
    'a "b"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar '
    'w:fldCharType="end"/></w:r></w:p>'
)
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_CLEAR = '<w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr>'
_RUNS = {
    "a hundredth wide": '<w:w w:val="1"/>',
    "in a twentieth of a point": '<w:fitText w:val="1"/>',
    "below the page": '<w:position w:val="-4000"/>',
    "half a point high in another script": '<w:cs/><w:sz w:val="24"/><w:szCs w:val="1"/>',
    "half a point high from the right": '<w:rtl/><w:sz w:val="24"/><w:szCs w:val="1"/>',
    "without a fill": f"<w14:textFill {_W14}><w14:noFill/></w14:textFill>",
    "with a clear fill": f"<w14:textFill {_W14}><w14:solidFill>{_CLEAR}</w14:solidFill>"
    "</w14:textFill>",
    "with a white fill": f'<w14:textFill {_W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/>'
    "</w14:solidFill></w14:textFill>",
    "on a solid pattern": '<w:shd w:val="solid" w:color="1F497D" w:fill="auto"/><w:color '
    'w:val="1F497D"/>',
    "nearly white by theme": '<w:color w:val="000000" w:themeColor="background1" '
    'w:themeShade="FA"/>',
}
_PARAGRAPHS = {
    "in lines of a point": '<w:spacing w:line="20" w:lineRule="exact"/>',
    "right of the page": '<w:ind w:left="31000"/>',
    "left of the page": '<w:ind w:left="-31000"/>',
    "begun right of the page": '<w:ind w:firstLine="31000"/>',
    "in a frame off the page": '<w:framePr w:w="2000" w:h="500" w:x="-20000" w:y="-20000"/>',
}
_TABLE = '<w:tblPr><w:tblStyle w:val="T"/></w:tblPr>'


def _table(cells: str, about: str = "", of_row: str = "") -> str:
    rows = f"<w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
    return f"<w:tbl>{about}{rows}<w:tr><w:trPr>{of_row}</w:trPr>{cells}</w:tr></w:tbl>"


def _cell(words: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{words}</w:tc>"


_TABLES = {
    "low row": _table(_cell(paragraph(WORD)), "", '<w:trHeight w:val="1" w:hRule="exact"/>'),
    "table left of the page": _table(
        _cell(paragraph(WORD)), '<w:tblPr><w:tblInd w:w="-30000" w:type="dxa"/></w:tblPr>'
    ),
    "table off the page": _table(
        _cell(paragraph(WORD)), '<w:tblPr><w:tblpPr w:tblpX="-30000" w:tblpY="-30000"/></w:tblPr>'
    ),
    "cell merged with that above": "<w:tbl><w:tr>"
    f"{_cell(paragraph('a'), '<w:vMerge w:val="restart"/>')}</w:tr><w:tr>"
    f"{_cell(paragraph(WORD), '<w:vMerge/>')}</w:tr></w:tbl>",
    "cell merged with that before": f"<w:tbl><w:tr>{_cell('', '<w:hMerge w:val="restart"/>')}"
    f"{_cell(paragraph(WORD), '<w:hMerge/>')}</w:tr></w:tbl>",
}
_OF_TABLES = {
    "white": '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>',
    "tiny": '<w:rPr><w:sz w:val="2"/></w:rPr>',
}
_OTHER_KINDS = (
    '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="{}" w:styleId="Q"><w:rPr><w:vanish/></w:rPr></w:style>'
)


def _anchored(inside: str, place: tuple[int, int] = (0, 0), size: tuple[int, int] = _BOX) -> str:
    sides = "".join(
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>{at}</wp:posOffset></wp:position'
        f"{side}>"
        for side, at in zip("HV", place, strict=True)
    )
    return (
        f'<w:p><w:r><w:drawing><wp:anchor>{sides}<wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="7" name="b"/><a:graphic><a:graphicData uri="x">{inside}</a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def _box(words: str, fill: str = "") -> str:
    return (
        f"<wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{words}</w:txbxContent>"
        "</wps:txbx></wps:wsp>"
    )


def _photo(blip: str = "", room: str = "<a:stretch><a:fillRect/></a:stretch>") -> str:
    return (
        f'<pic:pic><pic:blipFill><a:blip r:embed="rId0">{blip}</a:blip>{room}</pic:blipFill>'
        '<pic:spPr><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
    )


_NAVY = '<a:solidFill><a:srgbClr val="1F497D"/></a:solidFill>'
_OFF, _DOT = (-9_000_000, -9_000_000), (1, 1)
_SHAPE = '<w:p><w:r><w:pict><v:shape style="{}">{}</v:shape></w:pict></w:r></w:p>'
_WORDS = f"<v:textbox><w:txbxContent>{paragraph(WORD)}</w:txbxContent></v:textbox>"
_DRAWINGS = {
    "box off the page": _anchored(_box(paragraph(WORD)), _OFF),
    "box right of the page": _anchored(_box(paragraph(WORD)), (19_000_000, 0)),
    "box of a dot": _anchored(_box(paragraph(WORD)), (9, 9), _DOT),
    "words in the color of their box": _anchored(
        _box(paragraph(WORD, '<w:color w:val="1F497D"/>'), _NAVY)
    ),
    "old box off the page": _SHAPE.format("margin-left:-2000pt;width:9cm;height:9pt", _WORDS),
    "old box without room": _SHAPE.format("width:0;height:0", _WORDS),
}
_PICTURES = {
    "off the page": _anchored(_photo(), _OFF),
    "of a dot": _anchored(_photo(), (9, 9), _DOT),
    "made light": _anchored(_photo('<a:lum bright="100000"/>')),
    "made white": _anchored(_photo('<a:biLevel thresh="0"/>')),
    "made clear": _anchored(_photo('<a:alphaRepl a="0"/>')),
    "with other colors": _anchored(_photo("<a:clrChange/>")),
    "in two colors": _anchored(_photo("<a:duotone/>")),
    "under a color": _anchored(_photo("<a:fillOverlay/>")),
    "larger than its shape": _anchored(
        _photo("", '<a:stretch><a:fillRect r="-900000"/></a:stretch>')
    ),
    "in tiles": _anchored(_photo("", '<a:tile sx="900000" sy="900000"/>')),
    "made light as of old": _SHAPE.format(
        "width:9cm;height:9cm", '<v:imagedata r:id="rId0" blacklevel="1"/>'
    ),
    "in an old ellipse": _SHAPE.format(
        "width:9cm;height:9cm", '<v:imagedata r:id="rId0"/>'
    ).replace("v:shape", "v:oval"),
}


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each Word file, and the file."""
    bodies = {
        **{f"letters {what}": paragraph(WORD, look) for what, look in _RUNS.items()},
        **{f"words {what}": paragraph(WORD, "", look) for what, look in _PARAGRAPHS.items()},
        **{f"result of {kind}": _FIELD.format(kind, run(WORD)) for kind in ("SET", "ASK", "TC")},
        **_TABLES,
        **_DRAWINGS,
        "result of a simple field": '<w:p><w:fldSimple w:instr=" SET a b ">'
        f"{run(WORD)}</w:fldSimple></w:p>",
        "hidden letters with a reading": "<w:p><w:r><w:ruby><w:rubyBase>"
        f"{run(WORD, '<w:vanish/>')}</w:rubyBase></w:ruby></w:r></w:p>",
    }
    yield from ((f"docx {what}", word_file(body)) for what, body in bodies.items())
    for what, look in _OF_TABLES.items():
        style = f'<w:style w:type="table" w:styleId="T">{look}</w:style>'
        yield (
            f"docx {what} by a style of tables",
            styled(style, _table(_cell(paragraph(WORD)), _TABLE)),
        )
    navy = '<w:style w:type="table" w:styleId="T"><w:tcPr><w:shd w:fill="1F497D"/></w:tcPr>'
    words = paragraph(WORD, '<w:color w:val="1F497D"/>')
    yield (
        "docx color of a style of tables",
        styled(f"{navy}</w:style>", _table(_cell(words), _TABLE)),
    )
    for kind in ("paragraph", "table"):
        body = paragraph(WORD, '<w:rStyle w:val="Q"/>', '<w:pStyle w:val="P"/>')
        yield f"docx hidden, with a style of a {kind}", styled(_OTHER_KINDS.format(kind), body)
    photo = saved(Image.new("RGB", (300, 200), COLOR))
    for what, body in _PICTURES.items():
        related = (("image", "media/a.jpg"),)
        yield f"docx picture {what}", word_file(body, {"word/media/a.jpg": photo}, related)
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


def _over_cells(inside: str) -> str:
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
            "xl/drawings/d.xml": _over_cells(inside),
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


# OpenDocument -----------------------------------------------------------------------------------

_EXTENDED = 'xmlns:l="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
_SPAN = f'<text:p text:style-name="P">x<text:span text:style-name="H">{WORD}</text:span></text:p>'
_LETTERS = {
    "clear": f'{_EXTENDED} fo:color="#000000" l:opacity="0%"',
    "a hundredth wide": 'style:text-scale="1%"',
    "below the page": 'style:text-position="-3000% 1%"',
    "a hundredth high": 'fo:font-size="1%"',
    "in the color of their paragraph": 'fo:color="#1f497d"',
}
_LINES = {
    "in low lines": '<style:paragraph-properties fo:line-height="0.001cm"/>',
    "right of the page": '<style:paragraph-properties fo:margin-left="60cm"/>',
}
_FRAME = (
    '<text:p><draw:frame svg:x="{}" svg:y="1cm" svg:width="{}" svg:height="1cm">{}</draw:frame>'
)
_IN_BOX = f"<draw:text-box><text:p>{WORD}</text:p></draw:text-box>"
_OTHER_BODIES = {
    "variable that is not shown": f'<text:p>x<text:variable-set text:display="none">{WORD}'
    "</text:variable-set></text:p>",
    "frame of a dot": f"{_FRAME.format('1cm', '0.001cm', _IN_BOX)}</text:p>",
    "frame beside the page": f"{_FRAME.format('-90cm', '5cm', _IN_BOX)}</text:p>",
    "paragraph of another program": f"<zz:p>{WORD}</zz:p>",
    "hidden row of a table": "<table:table><table:table-column/><table:table-row table:visibility="
    f'"collapse"><table:table-cell><text:p>{WORD}</text:p></table:table-cell></table:table-row>'
    "</table:table>",
}
_EFFECTS = ('draw:luminance="100%"', 'draw:image-opacity="1%"', 'draw:contrast="-100%"')


def opendocuments() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of OpenDocument, and the file."""
    navy = '<style:paragraph-properties fo:background-color="#1f497d"/>'
    ground = odf_style("paragraph", navy, "P")
    for what, look in _LETTERS.items():
        style = odf_style("text", f"<style:text-properties {look}/>")
        colored = style + ground * ("1f497d" in look)
        yield f"odt letters {what}", opendocument_file("odt", _SPAN, colored)
    for what, look in _LINES.items():
        yield f"odt {what}", opendocument_file("odt", _SPAN, odf_style("paragraph", look, "P"))
    for what, body in _OTHER_BODIES.items():
        yield f"odt {what}", opendocument_file("odt", body)
    white = '<style:text-properties fo:color="#ffffff"/>'
    maybe = '<style:map style:condition="x" style:apply-style-name="Q"/>'
    styles = odf_style("paragraph", maybe, "P") + odf_style("paragraph", white, "Q")
    yield "odt white on a condition", opendocument_file("odt", _SPAN, styles)
    photo: dict[str, bytes | str] = {"Pictures/a.jpg": cropped_photo()}
    image = '<draw:image xlink:href="Pictures/a.jpg" xlink:type="simple"/>'
    shown = f"{_FRAME.format('1cm', '6cm', image)}</text:p>"
    for look in _EFFECTS:
        style = odf_style("graphic", f"<style:graphic-properties {look}/>")
        body = shown.replace("<draw:frame", '<draw:frame draw:style-name="H"')
        yield f"odt picture with {look}", opendocument_file("odt", body, style, photo)
    dot = shown.replace('"6cm"', '"0.01cm"')
    yield "odt picture of a dot", opendocument_file("odt", dot, "", photo)
    other = odf_style("paragraph", "", "U").replace("style:f", 'style:master-page-name="S" style:f')
    pages = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page style:name="
        f'"S"><style:header><text:p>{WORD}</text:p></style:header></style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    made = opendocument_file("odt", "", other, {"styles.xml": pages})
    yield "odt header of a page that nothing asks for", made
    end = "</table:table>"
    cell_of = ods_cell(WORD, 'table:style-name="H"')
    by_map = odf_style("table-cell", maybe) + odf_style("table-cell", white, "Q")
    yield "ods white on a condition", opendocument_file("ods", f"{ods_row(cell_of)}{end}", by_map)
    low = odf_style("table-row", '<style:table-row-properties style:row-height="0.1cm"/>')
    row = ods_row(ods_cell(WORD), 'table:style-name="H"')
    yield "ods row of three points", opendocument_file("ods", f"{row}{end}", low)
    foreign = ods_row(f"<zz:table-cell><text:p>{WORD}</text:p></zz:table-cell>")
    yield "ods cell of another program", opendocument_file("ods", f"{foreign}{end}")
    span = f'<text:span text:style-name="S">{WORD}</text:span>'
    on_navy = (
        '<style:table-cell-properties fo:background-color="#1f497d"/><style:text-properties '
        'fo:color="#ffffff"/>'
    )
    blue = odf_style("text", '<style:text-properties fo:color="#1f497d"/>', "S")
    body = ods_row(ods_cell(f"x{span}", 'table:style-name="H"'))
    styles = odf_style("table-cell", on_navy) + blue
    yield "ods letters in the color of their cell", opendocument_file("ods", body + end, styles)


# Web pages --------------------------------------------------------------------------------------

_STYLES_OF_PAGES = (
    *("d\\69splay:none", "display:n\\6f ne", "display:var(--x)", "font-size:.01em", "font-size:0%"),
    *("font:0/0 a", "color:#00000000", "color:#0000", "color:hsl(0,0%,100%)", "color:snow"),
    *("color:rgb(255 255 255)", "color:rgb(0 0 0 / 0)", "color:hsla(0,0%,0%,0)", "opacity:.01"),
    *("color:#1f497d;background:#1f497d", "filter:opacity(0)", "transform:scaleX(0)", "scale:0"),
    *("transform:translate(-9999px)", "position:absolute;left:500%", "position:fixed;left:9999px"),
    *("position:fixed;inset:-100vh auto auto auto", "margin:0 0 0 -9999px", "zoom:0.001"),
    *("position:absolute;clip:rect(1px,1px,1px,1px)", "clip-path:circle(0)", "text-indent:200%"),
    *("height:1px;overflow:hidden", "mask:linear-gradient(transparent,transparent)"),
    *("letter-spacing:-1em", "position:absolute;z-index:-1"),
)
_RULES_OF_PAGES = {
    "[data-a]": "data-a=1",
    "p:not(.z).x": "class=x",
    ".a\\:b": "class=a:b",
    ".X": "class=x",
    "body{color:red;.x": "class=x",
    "#a-b\\.c": "id=a-b.c",
}
_INSIDES = (
    *(f'<input type="{kind}" value="WORD">' for kind in ("checkbox", "radio", "HIDDEN")),
    *(f'<input type="{kind}" value="WORD">' for kind in ("Password", "image", "file")),
    *("<noembed>WORD</noembed>", "<div popover>WORD</div>", "<template/>WORD</template>"),
    *("<script/>WORD</script>", "<select/><option>WORD</select>", "<iframe/>WORD</iframe>"),
    *("<!-- a -- > WORD -->", "<p hidden><option>WORD</option></p>", "<ruby>x<rp>WORD</rp></ruby>"),
    *(
        "<meter value=1>WORD</meter>",
        "<details>WORD</details>",
        "<p hidden><title>WORD</title></p>",
    ),
    *("<details>WORD<summary>x</summary></details>", "<input type=hidden type=text value=WORD>"),
    "<p style='display:none' style='color:red'>WORD</p>",
)


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each web page, and the page."""
    insides = [f'<p style="{look}">WORD</p>' for look in _STYLES_OF_PAGES]
    insides += [
        f"<style>{rule}{{display:none}}</style><p {about}>WORD</p>"
        for rule, about in _RULES_OF_PAGES.items()
    ]
    for inside in (*insides, *_INSIDES):
        said = inside.replace("WORD", WORD)
        yield f"html {inside}", f"<html><body><h1>{KEPT}</h1>{said}</body></html>".encode()
    white = f"<body style='background:#fff'><h1>{KEPT}</h1><p style='color:#fff'>{WORD}</p>"
    yield "html white on a ground of white", white.encode()


def mails() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each email, and the email."""
    yield "eml words as a day", f"From: a@b.org\nSubject: x\nDate: {WORD}\n\n{KEPT}\n".encode()
