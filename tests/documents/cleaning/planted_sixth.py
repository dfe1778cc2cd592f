"""Tries of a further reader: by what LibreOffice, Word and RTF can say besides, one a file.

`tries.tsv` says of each of them what became of it, as it does of those in `planted_fifth`. What
LibreOffice shows of the files here was looked at in the PDF or the CSV that it makes of each.
"""

import struct
from collections.abc import Iterator

from tests.documents.cleaning.planted_office import (
    SPACES,
    odf_style,
    ods_cell,
    ods_row,
    opendocument_file,
)
from tests.documents.cleaning.planted_word import paragraph, run, styled, word_file
from tests.documents.cleaning.planting import KEPT, WORD, cropped_photo, picture

IN_SIGHT = frozenset(
    {
        *("docx words under a picture", "docx words under a white shape"),
        *("docx words that run out of their shape", "docx second line of a low frame"),
        *("odt words under a picture", "rtf words off the page", "rtf words of an older form"),
        *("rtf shape that is hidden", "rtf cell that is merged"),
    }
)
"""What only shows where lines are laid out: the comparison shows the word."""
REFUSED = frozenset(
    {
        *("docx section beyond its page", "docx section of a page of a point"),
        *("docx section of a column of a dot", "docx header above the page"),
        *("docx header below the page", "ods row past the last"),
    }
)
"""What no copy is made of."""
AS_PAGES = ("odp", "rtf", "xls")
"""Kinds that only LibreOffice reads."""

# Word -------------------------------------------------------------------------------------------

_PAGE = '<w:pgSz w:w="12240" w:h="15840"/>'
_NAVY = '<w:color w:val="1F497D"/>'
_NAVY_FILL = '<a:solidFill><a:srgbClr val="1F497D"/></a:solidFill>'
_WHITE_FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_WPG = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'


def _section(inside: str) -> str:
    words = paragraph(WORD, about=f"<w:sectPr>{inside}</w:sectPr>")
    return f"{words}{paragraph('x')}<w:sectPr>{_PAGE}</w:sectPr>"


def _drawn(inside: str, about: str = "wp:inline", place: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><{about}>{place}<wp:extent cx="7600000" cy="1200000"/><wp:docPr '
        f'id="7" name="b"/><a:graphic><a:graphicData uri="x">{inside}</a:graphicData></a:graphic>'
        f"</{about}></w:drawing></w:r></w:p>"
    )


def _over(inside: str) -> str:
    """What covers the page."""
    place = "".join(
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{side}>'
        for side in "HV"
    )
    return _drawn(inside, "wp:anchor", place)


def _shape(look: str, words: str, about: str = "") -> str:
    return (
        f"<wps:wsp><wps:spPr>{look}</wps:spPr><wps:txbx><w:txbxContent>{words}</w:txbxContent>"
        f"</wps:txbx><wps:bodyPr {about}/></wps:wsp>"
    )


def _row(cells: str, about: str = "", table: str = "") -> str:
    return f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{about}</w:trPr>{cells}</w:tr></w:tbl>"


def _cell(words: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{words}</w:tc>"


def _old(inside: str) -> str:
    return f"<w:p><w:r><w:pict>{inside}</w:pict></w:r></w:p>"


def _two_lines(words: str) -> str:
    return f"x</w:t><w:br/><w:t>{words}"


_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BEGIN, _RESULT, _END = (_FIELD.format(kind) for kind in ("begin", "separate", "end"))
_LOW = '<w:trHeight w:val="260" w:hRule="exact"/>'
_FAR = '<w:left w:w="31000" w:type="dxa"/>'
_CAMERA = (
    '<a:scene3d><a:camera prst="orthographicFront"><a:rot lat="0" lon="5400000" rev="0"/>'
    '</a:camera><a:lightRig rig="threePt" dir="t"/></a:scene3d>'
)
_COVER = (
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId0"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
)
_BODIES = {
    "section beyond its page": _section(f'{_PAGE}<w:pgMar w:left="30000" w:right="0"/>'),
    "section of a page of a point": _section('<w:pgSz w:w="20" w:h="20"/>'),
    "section of a column of a dot": _section(
        '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="9000"/><w:col w:w="1"/></w:cols>'
    ),
    "words after a tab off the page": paragraph(
        f"x</w:t><w:tab/><w:t>{WORD}",
        about='<w:tabs><w:tab w:val="left" w:pos="31000"/></w:tabs>',
    ),
    "words under a white shape": paragraph(WORD) + _over(_shape(_WHITE_FILL, "")),
    "words pushed out of their shape": _drawn(_shape("", paragraph(WORD), 'lIns="90000000"')),
    "words that run out of their shape": _drawn(
        _shape("", "".join(map(paragraph, "abcdefghijklmnopqrstuvwxyz")) + paragraph(WORD))
    ),
    "words squeezed into a fit": paragraph(WORD, '<w:fitText w:val="1" w:id="7"/>'),
    "cell whose words are pushed out": _row(
        _cell(paragraph(WORD), f"<w:tcMar>{_FAR}</w:tcMar>"), _LOW
    ),
    "table whose words are pushed out": _row(
        _cell(paragraph(WORD)), "", f"<w:tblCellMar>{_FAR}</w:tblCellMar>"
    ),
    "row begun off the page": _row(
        _cell(paragraph(WORD)), '<w:gridBefore w:val="1"/><w:wBefore w:w="31000" w:type="dxa"/>'
    ),
    "words below a low row": _row(
        _cell(paragraph(WORD, about='<w:spacing w:before="5000"/>')), _LOW
    ),
    "second line in a low row": _row(_cell(paragraph(_two_lines(WORD))), _LOW),
    "table in a low row": _row(
        _cell(
            f"<w:tbl><w:tr>{_cell(paragraph('x'))}</w:tr><w:tr>{_cell(paragraph(WORD))}</w:tr>"
            f"</w:tbl>{paragraph('')}"
        ),
        _LOW,
    ),
    "second line of a low frame": paragraph(
        _two_lines(WORD), about='<w:framePr w:w="2000" w:h="200" w:hRule="exact"/>'
    ),
    "letters raised off the page": paragraph(WORD, '<w:position w:val="31000"/>'),
    "indented from the right by the page": paragraph(WORD, about='<w:ind w:right="60000"/>'),
    "placeholder of a control": f'<w:sdt><w:sdtPr><w:placeholder><w:docPart w:val="{WORD}"/>'
    f"</w:placeholder></w:sdtPr><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>",
    "field in the code of a field": f"<w:p>{_BEGIN}<w:r><w:instrText>IF </w:instrText></w:r>"
    f"{_BEGIN}<w:r><w:instrText>X</w:instrText></w:r>{_RESULT}{run(WORD)}{_END}{_RESULT}{run('x')}{_END}</w:p>",
    "field without a result": f"<w:p>{_BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r>{run(WORD)}"
    f"{_END}</w:p>",
    **{
        f"result of {kind}": f'<w:p><w:fldSimple w:instr=" {kind} ">{run(WORD)}</w:fldSimple></w:p>'
        for kind in ("RD", "PRINT", "PRIVATE")
    },
    "letters in a gradient of white": paragraph(
        WORD,
        f'<w14:textFill {_W14}><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr '
        'w14:val="FFFFFF"/></w14:gs></w14:gsLst></w14:gradFill></w14:textFill>',
    ),
    "white letters with an outline": paragraph(WORD, '<w:outline/><w:color w:val="FFFFFF"/>'),
    "white letters that are stamped": paragraph(WORD, '<w:emboss/><w:color w:val="FFFFFF"/>'),
    "mark of another program's XML": f'<w:customXml w:element="{WORD}"><w:customXmlPr><w:attr '
    f'w:name="{WORD}" w:val="{WORD}"/></w:customXmlPr>{paragraph("x")}</w:customXml>',
    "two lines in one of two points": paragraph(
        WORD, '<w:eastAsianLayout w:combine="1" w:id="3"/><w:sz w:val="4"/>'
    ),
    "words of a shape turned on its edge": _drawn(_shape(_CAMERA, paragraph(WORD))),
    "words in the color of the second shape": _drawn(
        f"<wpg:wgp {_WPG}>{_shape(_WHITE_FILL, paragraph('x'))}"
        f"{_shape(_NAVY_FILL, paragraph(WORD, _NAVY))}</wpg:wgp>"
    ),
    "words in the color of an old shape": _old(
        '<v:rect style="width:90pt;height:30pt" fillcolor="#1F497D [3215]"><v:textbox>'
        f"<w:txbxContent>{paragraph(WORD, _NAVY)}</w:txbxContent></v:textbox></v:rect>"
    ),
    "words pushed out of an old shape": _old(
        '<v:rect style="width:90pt;height:30pt"><v:textbox inset="9000pt,0,0,0"><w:txbxContent>'
        f"{paragraph(WORD)}</w:txbxContent></v:textbox></v:rect>"
    ),
    "words of an old group without room": _old(
        '<v:group style="width:0;height:0"><v:rect><v:textbox><w:txbxContent>'
        f"{paragraph(WORD)}</w:txbxContent></v:textbox></v:rect></v:group>"
    ),
    "words of an old wave": _old(
        '<v:shape style="width:9cm;height:9cm" stroked="f" fillcolor="white"><v:textpath on="t" '
        f'string="{WORD}"/></v:shape>'
    ),
}


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each Word file, and the file."""
    yield from ((f"docx {what}", word_file(body)) for what, body in _BODIES.items())
    photo: dict[str, bytes | str] = {"word/media/a.jpg": picture()}
    yield (
        "docx words under a picture",
        word_file(paragraph(WORD) + _over(_COVER), photo, (("image", "media/a.jpg"),)),
    )
    for what, far in (
        ("above", '<w:pgMar w:top="1440" w:header="-20000"/>'),
        ("below", '<w:pgMar w:top="-1440" w:header="20000"/>'),
    ):
        names = '<w:headerReference w:type="default" r:id="rId0"/>'
        header: dict[str, bytes | str] = {"word/h.xml": f"<w:hdr {_W}>{paragraph(WORD)}</w:hdr>"}
        body = f"<w:sectPr>{names}{_PAGE}{far}</w:sectPr>"
        yield f"docx header {what} the page", word_file(body, header, (("header", "h.xml"),))
    mark = paragraph('x</w:t><w:footnoteReference w:id="1"/><w:t>')
    notes: dict[str, bytes | str] = {
        "word/n.xml": f'<w:footnotes {_W}><w:footnote w:type="continuationNotice" w:id="1">'
        f"{paragraph(WORD)}</w:footnote></w:footnotes>"
    }
    yield "docx line above notes", word_file(mark, notes, (("footnotes", "n.xml"),))
    for what, kind, part in (
        ("chunk of another format", "aFChunk", "c.html"),
        ("part of a master", "subDocument", "c.docx"),
    ):
        tag = "altChunk" if kind == "aFChunk" else "subDoc"
        other: dict[str, bytes | str] = {f"word/{part}": f"<p>{WORD}</p>"}
        yield f"docx {what}", word_file(f'<w:{tag} {_R} r:id="rId0"/>', other, ((kind, part),))
    bullet: dict[str, bytes | str] = {
        "word/numbering.xml": f'<w:numbering {_W} xmlns:v="v" xmlns:o="o">'
        '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape><v:imagedata '
        f'o:title="{WORD}"/></v:shape></w:pict></w:numPicBullet></w:numbering>'
    }
    yield "docx name of a bullet", word_file("", bullet, (("numbering", "numbering.xml"),))
    theme = (
        f"<a:theme {_A}><a:themeElements><a:clrScheme><a:dk2>"
        '<a:srgbClr val="1F497D"/></a:dk2></a:clrScheme><a:fontScheme><a:minorFont>'
        '<a:latin typeface="Wingdings"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
    )
    shaded = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF" w:themeFill="text2"/>'
    yield (
        "docx words on their color of the theme",
        styled("", paragraph(WORD, _NAVY, shaded), theme),
    )
    signs = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    yield "docx letters of a symbol font of the theme", styled("", paragraph(WORD, signs), theme)
    last = (
        '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="lastCol"><w:rPr><w:vanish/>'
        "</w:rPr></w:tblStylePr></w:style>"
    )
    table = _row(_cell(paragraph(WORD)), "", '<w:tblStyle w:val="T"/>')
    yield "docx hidden last column of a style of tables", styled(last, table)


# OpenDocument -----------------------------------------------------------------------------------

_P = f"<text:p>{WORD}</text:p>"
_SPAN = f'<text:p><text:span text:style-name="H">{WORD}</text:span></text:p>'
_LOEXT = (
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
    'fo:color="#000000"'
)


def _letters(properties: str, name: str = "H") -> str:
    return odf_style("text", f"<style:text-properties {properties}/>", name)


def _graphic(properties: str) -> str:
    return odf_style("graphic", f"<style:graphic-properties {properties}/>", "G")


def _box(words: str, about: str = 'draw:style-name="G"', place: str = "", beside: str = "") -> str:
    place = place or 'svg:x="1cm" svg:y="6cm"'
    return (
        f'<draw:frame {place} svg:width="20cm" svg:height="2cm" text:anchor-type="paragraph" '
        f"{about}><draw:text-box>{words}</draw:text-box>{beside}</draw:frame>"
    )


def _masters(inside: str, layout: str = "", name: str = "Standard") -> dict[str, bytes | str]:
    return {
        "styles.xml": f"<office:document-styles {SPACES}><office:automatic-styles>{layout}"
        f"</office:automatic-styles><office:master-styles>{inside.replace('MASTER', name)}"
        "</office:master-styles></office:document-styles>"
    }


def _master(inside: str, about: str = "") -> str:
    return f'<style:master-page style:name="MASTER" {about}>{inside}</style:master-page>'


_NAVY_LETTERS = _letters('fo:color="#1f497d"')
_COVERED = (
    '<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row>'
    '<table:table-cell table:number-columns-spanned="2"><text:p>x</text:p></table:table-cell>'
    f"<table:covered-table-cell>{_P}</table:covered-table-cell></table:table-row></table:table>"
)
_TEXTS = {
    "paragraph that a style hides": (
        f'<text:p text:style-name="H">{WORD}</text:p>',
        odf_style("paragraph", '<style:text-properties text:display="none"/>'),
    ),
    "heading that a style hides": (
        f'<text:h text:outline-level="1" text:style-name="H">{WORD}</text:h>',
        odf_style("paragraph", '<style:text-properties text:display="none"/>'),
    ),
    "white by the parent of a style": (
        f'<text:p text:style-name="G">{WORD}</text:p>',
        odf_style("paragraph", '<style:text-properties fo:color="#ffffff"/>')
        + '<style:style style:name="G" style:family="paragraph" style:parent-style-name="H"/>',
    ),
    "hidden title of an index": (
        (
            '<text:table-of-content text:name="t"><text:index-body><text:index-title text:name="q" '
            f'text:display="none">{_P}</text:index-title></text:index-body></text:table-of-content>'
        ),
        "",
    ),
    "template of an index": (
        (
            '<text:table-of-content text:name="t"><text:table-of-content-source>'
            f"<text:index-title-template>{WORD}</text:index-title-template>"
            "</text:table-of-content-source><text:index-body/></text:table-of-content>"
        ),
        "",
    ),
    "entry of an index": (
        f'<text:p>x<text:alphabetical-index-mark text:string-value="{WORD}"/></text:p>',
        "",
    ),
    "entry of a bibliography": (
        (
            f'<text:p><text:bibliography-mark text:identifier="{WORD}" text:note="{WORD}">x'
            "</text:bibliography-mark></text:p>"
        ),
        "",
    ),
    "field of a database": (
        (
            '<text:p>x<text:database-display text:display="none" text:table-name="t">'
            f"{WORD}</text:database-display></text:p>"
        ),
        "",
    ),
    "variable of a page": (
        (
            f'<text:p>x<text:page-variable-set text:display="none">{WORD}</text:page-variable-set>'
            "</text:p>"
        ),
        "",
    ),
    "link to another program": (
        (
            f'<text:p>x<text:dde-connection text:connection-name="{WORD}">y</text:dde-connection>'
            "</text:p>"
        ),
        "",
    ),
    "words in the color of their section": (
        f'<text:section text:style-name="S" text:name="s">{_SPAN}</text:section>',
        _NAVY_LETTERS
        + odf_style("section", '<style:section-properties fo:background-color="#1f497d"/>', "S"),
    ),
    "section off the page": (
        f'<text:section text:style-name="S" text:name="s">{_P}</text:section>',
        odf_style("section", '<style:section-properties fo:margin-left="90cm"/>', "S"),
    ),
    "words in the color of their box": (
        f"<text:p>x{_box(_SPAN)}</text:p>",
        _NAVY_LETTERS + _graphic('draw:fill="solid" draw:fill-color="#1f497d"'),
    ),
    "words in the ground of their box": (
        f"<text:p>x{_box(_SPAN)}</text:p>",
        _NAVY_LETTERS + _graphic('fo:background-color="#1f497d"'),
    ),
    "white words in a box of nothing": (
        f"<text:p>x{_box(_SPAN)}</text:p>",
        _letters('fo:color="#ffffff"') + _graphic('draw:fill="none"'),
    ),
    "shape that is not displayed": (
        (
            '<text:p>x<draw:custom-shape draw:display="none" svg:x="1cm" svg:y="1cm" '
            f'svg:width="9cm" svg:height="2cm">{_P}</draw:custom-shape></text:p>'
        ),
        "",
    ),
    "clear letters of LibreOffice": (_SPAN, _letters(f'{_LOEXT} loext:opacity="0%"')),
    "letters of a fiftieth": (_SPAN, _letters('style:text-scale="2%"')),
    "letters in two lines of three points": (
        _SPAN,
        _letters('style:text-combine="lines" fo:font-size="3pt"'),
    ),
    "letters that blink in white": (
        _SPAN,
        _letters('style:text-blinking="true" fo:color="#fefefe"'),
    ),
    "letters of a symbol font by its name": (
        _SPAN,
        '<style:font-face style:name="Q" svg:font-family="Wingdings"/>'
        + _letters('style:font-name="Q"'),
    ),
    "place of a frame": (
        (
            '<text:p>x<draw:frame svg:width="2cm" svg:height="2cm"><draw:floating-frame '
            f'xlink:href="file:///{WORD}"/></draw:frame></text:p>'
        ),
        "",
    ),
    "words in the place of an object": (
        (
            '<text:p><draw:frame svg:width="6cm" svg:height="2cm"><draw:object xlink:href="./O"/>'
            f"<draw:text-box>{_P}</draw:text-box></draw:frame></text:p>"
        ),
        "",
    ),
    "title of a table": (
        (
            f"<table:table><table:title>{WORD}</table:title><table:desc>{WORD}</table:desc>"
            "<table:table-column/><table:table-row><table:table-cell><text:p>x</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        ),
        "",
    ),
    "number of a paragraph": (
        (
            f"<text:numbered-paragraph><text:number>{WORD}</text:number><text:p>x</text:p>"
            "</text:numbered-paragraph>"
        ),
        "",
    ),
    "number of an item": (
        (
            f"<text:list><text:list-item><text:number>{WORD}</text:number><text:p>x</text:p>"
            "</text:list-item></text:list>"
        ),
        "",
    ),
    "cell under a merged one": (_COVERED, ""),
}
_LAYOUT = (
    '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" '
    'fo:page-height="29cm" fo:background-color="#1f497d"/></style:page-layout>'
)


def texts() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each text of OpenDocument, and the text."""
    for what, (body, styles) in _TEXTS.items():
        yield f"odt {what}", opendocument_file("odt", body, styles)
    for kind in ("header-left", "header-first", "footer-left", "footer-first"):
        story = f'<style:{kind} style:display="false">{_P}</style:{kind}>'
        yield f"odt {kind} that is off", opendocument_file("odt", "", "", _masters(_master(story)))
    story = f'<style:header style:display="false"/><style:header-first>{_P}</style:header-first>'
    yield (
        "odt header of a first page alone",
        opendocument_file("odt", "", "", _masters(_master(story))),
    )
    page = _masters(_master("", 'style:page-layout-name="P"'), _LAYOUT)
    yield "odt words in the color of the page", opendocument_file("odt", _SPAN, _NAVY_LETTERS, page)
    cover = (
        f'{_P}<text:p><draw:frame text:anchor-type="page" text:anchor-page-number="1" svg:x="0cm" '
        'svg:y="0cm" svg:width="21cm" svg:height="27cm"><draw:image xlink:href="Pictures/a.jpg"/>'
        "</draw:frame></text:p>"
    )
    yield (
        "odt words under a picture",
        opendocument_file("odt", cover, "", {"Pictures/a.jpg": picture()}),
    )


def _of_cell(properties: str) -> str:
    return odf_style("table-cell", properties)


def _valued(kind: str, value: str, words: str = WORD) -> str:
    name = kind if kind in ("date", "time", "boolean", "string") else ""
    said = f'office:{name}{"-" if name else ""}value="{value}"'
    lines = "".join(f"<text:p>{word}</text:p>" for word in words.split())
    return ods_row(
        f'<table:table-cell office:value-type="{kind}" {said}>{lines}</table:table-cell>'
    )


_OF_H = 'table:style-name="H"'
_NEXT = '</table:table><table:table table:name="B">'
_SHEETS = {
    "words far to the right": (
        ods_row(ods_cell(WORD, _OF_H)),
        _of_cell('<style:paragraph-properties fo:margin-left="90cm"/>'),
    ),
    "words in a column of a stroke": (
        (
            f'{_NEXT}<table:table-column table:style-name="C"/><table:table-column/>'
            f"{ods_row(ods_cell(WORD) + ods_cell('x'))}"
        ),
        odf_style(
            "table-column", '<style:table-column-properties style:column-width="0.3cm"/>', "C"
        ),
    ),
    "hidden rows": (
        ods_row(ods_cell(WORD), 'table:visibility="collapse" table:number-rows-repeated="2"'),
        "",
    ),
    "hidden row of a header": (
        (
            "<table:table-header-rows>"
            f"{ods_row(ods_cell(WORD), 'table:visibility="collapse"')}</table:table-header-rows>"
        ),
        "",
    ),
    "white by a condition": (
        ods_row(ods_cell(WORD, _OF_H)),
        odf_style("table-cell", '<style:text-properties fo:color="#ffffff"/>', "Z")
        + _of_cell('<style:map style:condition="cell-content()!=0" style:apply-style-name="Z"/>'),
    ),
    "words beside a number": (_valued("float", "5", f"5 {WORD}"), ""),
    "words in the place of a day": (_valued("date", "2026-01-02"), ""),
    "words in the place of a truth": (_valued("boolean", "true"), ""),
    "words in the place of a time": (_valued("time", "PT1H"), ""),
    "words of no kind of value": (_valued("void", "x"), ""),
    "words in the place of others": (_valued("string", "x"), ""),
    "cell under a matrix": (
        ods_row(
            ods_cell("x", 'table:number-matrix-columns-spanned="2"')
            + ods_cell(WORD, "", "covered-table-cell")
        ),
        "",
    ),
    "mark of an error": (
        ods_row(
            f'<table:table-cell><table:detective><table:operation table:name="{WORD}"/>'
            "</table:detective><text:p>x</text:p></table:table-cell>"
        ),
        "",
    ),
    "source of a sheet": (f'<table:table-source xlink:href="file:///{WORD}"/>', ""),
    "table in a cell": (
        ods_row(
            f'<table:table-cell><table:table table:is-sub-table="true">{ods_row(ods_cell(WORD))}'
            "</table:table></table:table-cell>"
        ),
        "",
    ),
    "white by its column": (
        f'{_NEXT}<table:table-column table:default-cell-style-name="H"/>{ods_row(ods_cell(WORD))}',
        _of_cell('<style:text-properties fo:color="#ffffff"/>'),
    ),
    "cell in the color of its letters": (
        ods_row(ods_cell(WORD, _OF_H)),
        _of_cell(
            '<style:table-cell-properties fo:background-color="#1f497d"/>'
            '<style:text-properties fo:color="#1f497d"/>'
        ),
    ),
    "value of a form": (
        (
            f'<office:forms><form:form form:name="{WORD}"><form:text form:value="{WORD}"/>'
            "</form:form></office:forms>"
        ),
        "",
    ),
    "cell past the last column": (
        ods_row('<table:table-cell table:number-columns-repeated="16384"/>' + ods_cell(WORD)),
        "",
    ),
    "row past the last": (
        ods_row(ods_cell("x"), 'table:number-rows-repeated="1048576"') + ods_row(ods_cell(WORD)),
        "",
    ),
    "hidden column far out": (
        f'{_NEXT}<table:table-column table:number-columns-repeated="1500"/><table:table-column '
        'table:visibility="collapse"/>'
        + ods_row(2 * '<table:table-cell table:number-columns-repeated="750"/>' + ods_cell(WORD)),
        "",
    ),
}


def sheets() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each sheet of OpenDocument, and the sheet."""
    for what, (body, styles) in _SHEETS.items():
        yield f"ods {what}", opendocument_file("ods", f"{body}</table:table>", styles)


_SLIDES = {
    "letters of a point": (_box(_SPAN), _letters('fo:font-size="1pt"')),
    "clear letters": (_box(_SPAN), _letters(f'{_LOEXT} loext:opacity="0%"')),
    "box for the printer": (_box(_P, 'draw:display="printer"'), ""),
    "box for nobody": (_box(_P, 'draw:display="none"'), ""),
    "box turned off the slide": (
        _box(_P, "", 'draw:transform="rotate (1.5708) translate (-50cm 2cm)"'),
        "",
    ),
    "group beside the slide": (f"<draw:g>{_box(_P, '', 'svg:x="-50cm" svg:y="1cm"')}</draw:g>", ""),
    "title of a box": (
        _box("", "", "", f"<svg:title>{WORD}</svg:title><svg:desc>{WORD}</svg:desc>"),
        "",
    ),
    "name of a place to fill in": (
        _box("", f'presentation:placeholder="true" draw:name="{WORD}"'),
        "",
    ),
    "place that a click leads to": (
        _box(
            "<text:p>x</text:p>", "", "",
            '<office:event-listeners><presentation:event-listener script:event-name="dom:click" '
            f'presentation:action="show" xlink:href="#{WORD}"/></office:event-listeners>',
        ),
        "",
    ),
    "words that run out of their box": (
        _box("".join(f"<text:p>{each}</text:p>" for each in range(60)) + _P, ""),
        "",
    ),
    "measure beside the slide": (
        ('<draw:measure svg:x1="60cm" svg:y1="1cm" svg:x2="70cm" svg:y2="1cm">'
        f"{_P}</draw:measure>"),
        "",
    ),
    "caption beside the slide": (
        (f'<draw:caption svg:x="60cm" svg:y="1cm" svg:width="9cm" svg:height="1cm">{_P}'
        "</draw:caption>"),
        "",
    ),
    "white words on a white shape": (
        _box(_SPAN),
        _letters('fo:color="#ffffff"') + _graphic('draw:fill="solid" draw:fill-color="#ffffff"'),
    ),
    "place of a plug-in": (
        ('<draw:frame svg:x="1cm" svg:y="6cm" svg:width="6cm" svg:height="4cm"><draw:plugin '
        f'xlink:href="{WORD}"/></draw:frame>'),
        "",
    ),
}  # fmt: skip


def slides() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in slides of OpenDocument, and the slides."""
    end = "</draw:page>"
    for what, (body, styles) in _SLIDES.items():
        yield f"odp {what}", opendocument_file("odp", body + end, styles)
    layer = '<draw:layer-set><draw:layer draw:name="L" draw:display="none"/></draw:layer-set>'
    off = _box(_P, 'draw:layer="L"') + end
    yield "odp layer that is off", opendocument_file("odp", off, "", _masters(layer + _master("")))
    unused = _masters(_master(_box(_P, "")), name="Z")
    yield "odp master that no slide has", opendocument_file("odp", end, "", unused)
    images = "".join(f'<draw:image xlink:href="Pictures/{name}"/>' for name in ("b.png", "a.jpg"))
    frame = f'<draw:frame svg:x="1cm" svg:y="6cm" svg:width="6cm" svg:height="4cm">{images}'
    both: dict[str, bytes | str] = {
        "Pictures/a.jpg": cropped_photo(),
        "Pictures/b.png": picture("PNG"),
    }
    yield (
        "odp picture in the place of another",
        opendocument_file("odp", f"{frame}</draw:frame>{end}", "", both),
    )


# RTF --------------------------------------------------------------------------------------------

_COLORS = "{\\colortbl;\\red31\\green73\\blue125;}"
_RICH = {
    "hidden by a style": (f"\\s1\\v {WORD}", "{\\stylesheet{\\s1\\v S;}}"),
    "letters of half a point": (f"{{\\fs1 {WORD}}}", ""),
    "letters of a percent": (f"{{\\charscalex1 {WORD}}}", ""),
    "letters over one another": (f"{{\\expndtw-200 {WORD}}}", ""),
    "words off the page": (f"\\pard\\li31000 {WORD}\\par\\pard", ""),
    "words in the place of a letter": (f"{{\\uc{len(WORD)}\\u65 {WORD}}}", ""),
    "words of an older form": (f"{{\\upr{{{WORD}}}{{\\*\\ud{{x}}}}}}", ""),
    "entry of an index": (f"{{\\xe {WORD}}}{{\\tc {WORD}}}", ""),
    "code of a field": (f"{{\\field{{\\*\\fldinst COMMENT {WORD}}}{{\\fldrslt x}}}}", ""),
    "result of SET": (f"{{\\field{{\\*\\fldinst SET a b}}{{\\fldrslt {WORD}}}}}", ""),
    "shape that is hidden": (
        (
            "{\\shp{\\*\\shpinst\\shpleft1000\\shptop1000\\shpright5000\\shpbottom2000"
            f"{{\\sp{{\\sn fHidden}}{{\\sv 1}}}}{{\\shptxt {WORD}\\par}}}}}}"
        ),
        "",
    ),
    "cell that is merged": (
        f"\\trowd\\clmgf\\cellx3000\\clmrg\\cellx6000\\intbl x\\cell {WORD}\\cell\\row\\pard",
        "",
    ),
    "cell of a twip": (
        f"\\trowd\\cellx3000\\cellx3001\\intbl x\\cell {WORD}\\cell\\row\\pard",
        "",
    ),
    "words moved away": (f"{{\\*\\mvfmf\\mvf {WORD}}}", ""),
    "words in the color of their shading": (f"\\pard{{\\chcbpat1\\cf1 {WORD}}}", _COLORS),
    "words behind the end": (f"x}}{WORD}{{\\rtf1 {WORD}", ""),
    "letters of a symbol font": (f"{{\\f1 {WORD}}}", "{\\fonttbl{\\f1\\fcharset2 Wingdings;}}"),
    "data of letters to many": (f"{{\\*\\mailmerge{{\\mmconnectstr {WORD}}}}}", ""),
}


def rich_texts() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of RTF, and the file."""
    for what, (body, head) in _RICH.items():
        yield f"rtf {what}", f"{{\\rtf1\\ansi{head} {KEPT}\\par {body}\\par x}}".encode()


def old_workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook of the first Excel, and the workbook."""

    def record(kind: int, *parts: bytes) -> bytes:
        return struct.pack("<HH", kind, sum(map(len, parts))) + b"".join(parts)

    def label(row: int, column: int, words: str) -> bytes:
        place = struct.pack("<HH3sB", row, column, b"", len(words))
        return record(4, place, words.encode())

    def book(*inside: bytes) -> bytes:
        first = record(9, struct.pack("<HH", 2, 16))
        return first + b"".join(inside) + label(0, 0, KEPT) + record(10)

    for what, wide, *cells in (
        ("of no width", 0, label(1, 1, WORD)),
        ("of a stroke", 40, label(1, 1, WORD), label(1, 2, "x")),
    ):
        width = record(0x24, struct.pack("<BBH", 1, 1, wide))
        yield f"xls column {what}", book(width, *cells)
    yield "xls header of a page", book(record(0x14, bytes((len(WORD),)), WORD.encode()))
    note = struct.pack("<HHH", 0, 0, len(WORD))
    yield "xls remark", book(record(0x1C, note, WORD.encode()))


SOURCES = (word_files, texts, sheets, slides, rich_texts, old_workbooks)
