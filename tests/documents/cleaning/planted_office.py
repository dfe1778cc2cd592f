"""Workbooks, slides and OpenDocument with a word planted where their readers don't see it."""

from collections.abc import Iterator

from tests.documents.cleaning.planting import (
    KEPT,
    WORD,
    cropped_photo,
    noted_photo,
    relations,
    zipped,
)

# Excel ------------------------------------------------------------------------------------------

_M = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook_file(  # noqa: PLR0913, PLR0917  a part each
    rows: str = "",
    before: str = "",
    after: str = "",
    book: str = "",
    styles: str = "",
    sheets: tuple[tuple[str, str, str], ...] = (),
    parts: dict[str, bytes | str] | None = None,
    related: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A workbook whose first sheet shows `KEPT`, and has these rows, columns and further parts.

    `sheets` are more of them: a name, how visible it is, and its rows.
    """
    all_sheets = (
        ("Holds", "visible", f"{sheet_row(1, cell('A1', KEPT), 'ht="15"')}{rows}"),
        *sheets,
    )
    entries = "".join(
        f'<sheet name="{name}" sheetId="{number + 1}" state="{state}" r:id="rId{number}"/>'
        for number, (name, state, _rows) in enumerate(all_sheets)
    )
    made: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
            f'ContentType="{_TYPE}.worksheet+xml"/>'
            for number in range(len(all_sheets))
        )
        + "</Types>",
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_M}" xmlns:r="{_R}"><sheets>{entries}</sheets>{book}'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(len(all_sheets))),
            ("styles", "styles.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_M}">{styles or _STYLES}</styleSheet>',
        "xl/worksheets/_rels/sheet0.xml.rels": relations(*related),
    }
    for number, (_name, _state, inside) in enumerate(all_sheets):
        first = number == 0
        made[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_M}" xmlns:r="{_R}">{before if first else ""}<sheetData>{inside}'
            f"</sheetData>{after if first else ''}</worksheet>"
        )
    return zipped({**made, **(parts or {})})


_STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode=";;;"/><numFmt numFmtId="171" '
    'formatCode="0;-0;;"/><numFmt numFmtId="172" formatCode="&quot;shown&quot;;;;&quot;shown&quot;"'
    '/></numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font>'
    '<font><color rgb="FF1F497D"/></font><font><sz val="1"/></font></fonts>'
    '<fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF1F497D"/>'
    "</patternFill></fill></fills><cellXfs><xf/>"
    '<xf numFmtId="170"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3" fillId="2"/>'
    '<xf numFmtId="171"/><xf fontId="4"/><xf numFmtId="172"/></cellXfs>'
    '<dxfs><dxf><font><b/></font></dxf><dxf><font><color rgb="FFFFFFFF"/></font></dxf><dxf><numFmt '
    'numFmtId="173" formatCode=";;;"/></dxf><dxf><font><color rgb="FF1F497D"/></font><fill>'
    '<patternFill><bgColor rgb="FF1F497D"/></patternFill></fill></dxf></dxfs>'
)


def cell(place: str, words: str, style: int = 0) -> str:
    """A cell of words."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def sheet_row(number: int, cells: str, about: str = "") -> str:
    """A row of a sheet."""
    return f'<row r="{number}" {about}>{cells}</row>'


_SECRET = cell("A2", WORD)
_DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_R}"><xdr:pic>'
    f'<xdr:nvPicPr><xdr:cNvPr id="1" name="C:\\{WORD}" descr="C:\\{WORD}.jpg"/></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="rId0"/></xdr:blipFill></xdr:pic></xdr:wsDr>'
)


_FILTER = (
    '<autoFilter ref="A1:A2"><filterColumn colId="0"><filters>'
    f'<filter val="{WORD}"/></filters></filterColumn></autoFilter>'
)
_RULE = (
    '<conditionalFormatting sqref="A2:B9"><cfRule type="expression" dxfId="{}">'
    "<formula>TRUE</formula></cfRule></conditionalFormatting>"
)


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook, and the workbook."""
    rows = {
        "hidden row": sheet_row(2, _SECRET, 'hidden="1"'),
        "row of no height": sheet_row(2, _SECRET, 'ht="0" customHeight="1"'),
        "row of a hundredth": sheet_row(2, _SECRET, 'ht="0.01" customHeight="1"'),
        "row of a closed group": sheet_row(2, _SECRET, 'outlineLevel="1" hidden="1"'),
        "format of nothing": sheet_row(2, cell("A2", WORD, 1)),
        "format of other words": sheet_row(2, cell("A2", WORD, 7)),
        "white on white": sheet_row(2, cell("A2", WORD, 2)),
        "white by theme": sheet_row(2, cell("A2", WORD, 3)),
        "blue on blue": sheet_row(2, cell("A2", WORD, 4)),
        "letters of a point": sheet_row(2, cell("A2", WORD, 6)),
        "formula": sheet_row(
            2, f'<c r="A2" t="str"><f>IF(1=1,"shown","{WORD}")</f><v>shown</v></c>'
        ),
        "sound of words": sheet_row(
            2,
            f'<c r="A2" t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>{WORD}</t></rPh></is></c>',
        ),
        "white letters among others": sheet_row(
            2,
            '<c r="A2" t="inlineStr"><is><r><t>x</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>'
            f"{WORD}</t></r></is></c>",
        ),
        "past the last column": sheet_row(2, cell("XFE2", WORD)),
        "zero that its format hides": sheet_row(
            2, '<c r="A2" s="5"><v>0</v></c>' + f"<!-- {WORD} -->"
        ),
    }
    yield from ((f"xlsx {what}", workbook_file(cells)) for what, cells in rows.items())
    plain = sheet_row(2, _SECRET)
    column = '<cols><col min="{0}" max="{0}" width="{1}" {2}/></cols>'
    beside = sheet_row(2, cell("B2", WORD))
    for what, cells, before in (
        ("hidden column", beside, column.format(2, 9, 'hidden="1"')),
        ("column of no width", beside, column.format(2, 0, 'customWidth="1"')),
        ("column of a hundredth", beside, column.format(2, 0.02, 'customWidth="1"')),
        ("column of a closed group", beside, column.format(2, 9, 'hidden="1" outlineLevel="1"')),
        ("code name of a sheet", "", f'<sheetPr codeName="{WORD}"/>'),
        (
            "rows that hide by themselves",
            plain,
            '<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>',
        ),
    ):
        yield f"xlsx {what}", workbook_file(cells, before)
    for what, cells, after in (
        ("cell under a merged one", sheet_row(2, cell("A2", "shown") + cell("B2", WORD)),
         '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'),
        ("filtered row", sheet_row(2, _SECRET, 'hidden="1"'), _FILTER),
        ("header of print", "", f"<headerFooter><oddHeader>{WORD}</oddHeader></headerFooter>"),
        ("choices of a cell", "", ('<dataValidations><dataValidation type="list" sqref="A5">'
         f'<formula1>"{WORD}"</formula1></dataValidation></dataValidations>')),
        ("tip of a link", "", (f'<hyperlinks><hyperlink ref="A1" location="{WORD}" '
         f'tooltip="{WORD}"/></hyperlinks>')),
        *((f"hidden by rule {number}", sheet_row(2, _SECRET), _RULE.format(number))
          for number in (1, 2, 3)),
        ("rule of a look", "", (f'<conditionalFormatting sqref="A1"><cfRule type="containsText" '
         f'text="{WORD}"/></conditionalFormatting>')),
    ):  # fmt: skip
        yield f"xlsx {what}", workbook_file(cells, after=after)
    for state in ("hidden", "veryHidden"):
        sheets = ((f"{WORD} list", state, plain),)
        yield f"xlsx sheet that is {state}", workbook_file(sheets=sheets)
    names = f'<definedNames><definedName name="x">"{WORD}"</definedName></definedNames>'
    yield "xlsx defined name", workbook_file(book=names)
    for what, kind, part in (
        ("comment", "comments", "xl/comments1.xml"),
        ("thread of comments", "threadedComment", "xl/threadedComments/t1.xml"),
        ("link to another workbook", "externalLink", "xl/externalLinks/e1.xml"),
        ("memory of a pivot", "pivotCacheDefinition", "xl/pivotCache/p1.xml"),
        ("embedded object", "oleObject", "xl/embeddings/o1.bin"),
        ("printer", "printerSettings", "xl/printerSettings/p1.bin"),
        ("connections", "connections", "xl/connections.xml"),
        ("query", "queryTable", "xl/queryTables/q1.xml"),
        ("custom XML", "customXml", "customXml/item1.xml"),
        ("revisions", "revisionHeaders", "xl/revisions/r1.xml"),
        ("calculation chain", "calcChain", "xl/calcChain.xml"),
    ):
        made = workbook_file(parts={part: f"<x>{WORD}</x>"}, related=((kind, f"/{part}"),))
        yield f"xlsx {what}", made
    shared = f'<sst xmlns="{_M}"><si><t>{WORD}</t></si><si><t>shown</t></si></sst>'
    yield "xlsx words that no cell has", workbook_file(parts={"xl/sharedStrings.xml": shared})
    yield (
        "xlsx deleted picture",
        workbook_file(
            parts={"xl/media/a.jpg": cropped_photo()}, related=(("image", "../media/a.jpg"),)
        ),
    )
    yield (
        "xlsx notes of a picture",
        workbook_file(
            after='<drawing r:id="rId0"/>',
            related=(("drawing", "../drawings/d.xml"),),
            parts={
                "xl/drawings/d.xml": _DRAWING,
                "xl/drawings/_rels/d.xml.rels": relations(("image", "../media/a.jpg")),
                "xl/media/a.jpg": noted_photo(),
            },
        ),
    )


# OpenDocument -----------------------------------------------------------------------------------

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    (
        *(f'xmlns:{name}="{_URN}{name}:1.0"' for name in ("office", "text", "table", "style")),
        f'xmlns:draw="{_URN}drawing:1.0" xmlns:presentation="{_URN}presentation:1.0"',
        f'xmlns:fo="{_URN}xsl-fo-compatible:1.0" xmlns:svg="{_URN}svg-compatible:1.0"',
        f'xmlns:script="{_URN}script:1.0" xmlns:form="{_URN}form:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:zz="urn:zz" office:version="1.3"',
    )
)
_KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def opendocument_file(
    kind: str,
    body: str,
    styles: str = "",
    parts: dict[str, bytes | str] | None = None,
    before: str = "",
) -> bytes:
    """A file of OpenDocument that shows `KEPT`, and whose body goes on."""
    name = _KINDS[kind]
    media = f"application/vnd.oasis.opendocument.{name}"
    first = {
        "odt": f"<text:p>{KEPT}</text:p>{body}",
        "ods": f'<table:table table:name="Holds"><table:table-column '
        f'table:number-columns-repeated="3"/>{ods_row(ods_cell(KEPT))}{body}',
        "odp": f'<draw:page draw:name="One">{_box(KEPT)}{body}',
    }[kind]
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{each}" manifest:media-type=""/>'
        for each in ("content.xml", "styles.xml", *(parts or {}))
    )
    return zipped(
        {
            "mimetype": media,
            "content.xml": f"<office:document-content {SPACES}>{before}<office:automatic-styles>"
            f"{styles}</office:automatic-styles><office:body><office:{name}>{first}"
            f"</office:{name}></office:body></office:document-content>",
            **({} if "styles.xml" in (parts or {}) else {"styles.xml": f"<office:document-styles "
            f"{SPACES}/>"}),
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>{listed}'
            "</manifest:manifest>",
            **(parts or {}),
        }
    )  # fmt: skip


def odf_style(family: str, properties: str, name: str = "H") -> str:
    """A style of a family."""
    return f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'


def _text(properties: str) -> str:
    return odf_style("text", f"<style:text-properties {properties}/>")


def ods_cell(words: str, about: str = "", kind: str = "table-cell") -> str:
    """A cell of words."""
    return (
        f'<table:{kind} office:value-type="string" {about}><text:p>{words}</text:p></table:{kind}>'
    )


def ods_row(cells: str, about: str = "") -> str:
    """A row of a sheet."""
    return f"<table:table-row {about}>{cells}</table:table-row>"


def _box(words: str, about: str = "", place: str = 'svg:x="1cm" svg:y="1cm"') -> str:
    return (
        f'<draw:frame {place} svg:width="20cm" svg:height="2cm" {about}><draw:text-box><text:p>'
        f"{words}</text:p></draw:text-box></draw:frame>"
    )


_SPAN = f'<text:p>Shown <text:span text:style-name="H">{WORD}</text:span></text:p>'
_FRAME = (
    '<text:p><draw:frame svg:width="6cm" svg:height="4cm" {}><draw:image '
    'xlink:href="Pictures/a.jpg" xlink:type="simple"/>{}</draw:frame></text:p>'
)
_WHITE = f'<text:span text:style-name="H">{WORD}</text:span>'
_LOWER, _OF_BARE = 'svg:x="1cm" svg:y="6cm"', 'draw:style-name="B"'
_BARE = odf_style(
    "graphic", '<style:graphic-properties draw:fill="none" draw:stroke="none"/>', name="B"
)
_CLIPPED = odf_style("graphic", '<style:graphic-properties fo:clip="rect(0cm, 4cm, 0cm, 0cm)"/>')
_REMARK = (
    f"<office:annotation><dc:creator>{WORD}</dc:creator><text:p>{WORD}</text:p></office:annotation>"
)


def opendocuments() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of OpenDocument, and the file."""
    for what, properties in (
        ("hidden text", 'text:display="none"'),
        ("white text", 'fo:color="#ffffff"'),
        ("text on its color", 'fo:color="#1f497d" fo:background-color="#1f497d"'),
        ("text of a point", 'fo:font-size="1pt"'),
    ):
        yield f"odt {what}", opendocument_file("odt", _SPAN, _text(properties))
    for what, body in _TEXTS.items():
        yield f"odt {what}", opendocument_file("odt", body)
    picture: dict[str, bytes | str] = {"Pictures/a.jpg": cropped_photo()}
    noted: dict[str, bytes | str] = {"Pictures/a.jpg": noted_photo()}
    styled = _FRAME.format('draw:style-name="H"', "")
    yield "odt picture cropped", opendocument_file("odt", styled, _CLIPPED, picture)
    yield "odt picture that nothing names", opendocument_file("odt", "", "", picture)
    yield "odt notes of a picture", opendocument_file("odt", _FRAME.format("", ""), "", noted)
    path = f"<svg:desc>C:\\{WORD}\\a.jpg</svg:desc><svg:title>{WORD}.jpg</svg:title>"
    yield "odt path of a picture", opendocument_file("odt", _FRAME.format("", path), "", noted)
    for part in (
        *("meta.xml", "settings.xml", "Thumbnails/thumbnail.png", "Basic/Standard/Module1.xml"),
        *("Object 1/content.xml", "Versions/1", "Configurations2/x.xml", "manifest.rdf"),
    ):
        yield f"odt {part}", opendocument_file("odt", "", "", {part: f"<x>{WORD}</x>"})
    header = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page style:name="
        f'"Standard"><style:header style:display="false"><text:p>{WORD}</text:p></style:header>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    yield "odt header that is off", opendocument_file("odt", "", "", {"styles.xml": header})
    inside = f'<office:script script:language="ooo:x">{WORD}</office:script>'
    script = f"<office:scripts>{inside}</office:scripts>"
    yield "odt script", opendocument_file("odt", "", before=script)
    end = "</table:table>"
    for what, body, styles in _SHEETS:
        yield f"ods {what}", opendocument_file("ods", f"{body}{end}", styles)
    hidden = odf_style("table", '<style:table-properties table:display="false"/>')
    sheet = (
        f'{end}<table:table table:name="{WORD}" table:style-name="H">{ods_row(ods_cell(WORD))}{end}'
    )
    yield "ods hidden sheet", opendocument_file("ods", sheet, hidden)
    name = f'<table:named-expressions><table:named-range table:name="{WORD}"/>'
    names = f"{end}{name}</table:named-expressions>"
    yield "ods name", opendocument_file("ods", names)
    page = "</draw:page>"
    out = 'svg:x="60cm" svg:y="1cm"'
    hide = odf_style(
        "drawing-page", '<style:drawing-page-properties presentation:visibility="hidden"/>'
    )
    for what, body, styles in (
        ("notes", f"<presentation:notes>{_box(WORD)}</presentation:notes>{page}", ""),
        ("remark", f"{_REMARK}{page}", ""),
        ("box beside the slide", f"{_box(WORD, place=out)}{page}", ""),
        ("hidden slide", (f'{page}<draw:page draw:name="{WORD}" draw:style-name="H">{_box(WORD)}'
         f"{page}"), hide),
        ("name of a slide", f'{page}<draw:page draw:name="{WORD}">{page}', ""),
        ("white words", f"{_box(_WHITE, _OF_BARE, _LOWER)}{page}",
         _text('fo:color="#ffffff"') + _BARE),
        ("words under others", f'{_box(WORD, _OF_BARE, _LOWER)}{_box("shown", "", _LOWER)}{page}',
         _BARE),
    ):  # fmt: skip
        yield f"odp {what}", opendocument_file("odp", body, styles)


_TEXTS = {
    "deleted text": '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
    f"<office:change-info><dc:creator>{WORD}</dc:creator></office:change-info><text:p>{WORD}"
    "</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>x<text:change "
    'text:change-id="c1"/></text:p>',
    "remark": f"<text:p>x{_REMARK}</text:p>",
    "hidden section": f'<text:section text:name="{WORD}" text:display="none"><text:p>{WORD}'
    "</text:p></text:section>",
    "section with a condition": f'<text:section text:name="s" text:display="condition" '
    f'text:condition="1" text:is-hidden="true"><text:p>{WORD}</text:p></text:section>',
    "field of hidden text": f'<text:p>x<text:hidden-text text:string-value="{WORD}"/></text:p>',
    "hidden paragraph": f'<text:p><text:hidden-paragraph text:is-hidden="true"/>{WORD}</text:p>',
    "conditional text": f'<text:p><text:conditional-text text:string-value-if-true="{WORD}" '
    'text:string-value-if-false="x">x</text:conditional-text></text:p>',
    "placeholder": f'<text:p>x<text:placeholder text:description="{WORD}">y</text:placeholder>'
    "</text:p>",
    "bookmark": f'<text:p><text:bookmark text:name="{WORD}"/>x</text:p>',
    "mail of a link": f'<text:p><text:a xlink:href="mailto:{WORD}@example.org" office:title='
    f'"{WORD}">x</text:a></text:p>',
    "variable": f'<text:user-field-decls><text:user-field-decl text:name="a" office:string-value='
    f'"{WORD}"/></text:user-field-decls>',
    "element of another program": f"<text:p>x<zz:note>{WORD}</zz:note></text:p>",
    "script in the text": f'<text:p>x<text:script script:language="x">{WORD}</text:script>'
    "</text:p>",
    "reading of a word": f"<text:p><text:ruby><text:ruby-base>x</text:ruby-base></text:ruby>"
    f'<text:meta zz:about="{WORD}">y</text:meta></text:p>',
    "hidden form": f'<office:forms><form:form form:name="{WORD}"><form:hidden form:value="{WORD}"/>'
    "</form:form></office:forms>",
    "picture of letters": f"<text:p><draw:frame><draw:image><office:binary-data>"
    f"{__import__('base64').b64encode(noted_photo()).decode()}</office:binary-data></draw:image>"
    "</draw:frame></text:p>",
    "bits without width": "<text:p>x"
    + "".join("\u200b\u200c"[byte >> bit & 1] for byte in WORD.encode() for bit in range(7, -1, -1))
    + "</text:p>",
}
_CELL_STYLE = '<style:style style:name="H" style:family="table-cell">{}</style:style>'
_SHEETS: tuple[tuple[str, str, str], ...] = (
    ("hidden row", ods_row(ods_cell(WORD), 'table:visibility="collapse"'), ""),
    ("filtered row", ods_row(ods_cell(WORD), 'table:visibility="filter"'), ""),
    ("cell under a merged one", ods_row(
        ods_cell("shown", 'table:number-columns-spanned="2"')
        + ods_cell(WORD, "", "covered-table-cell")
    ), ""),
    ("remark", ods_row(f"<table:table-cell>{_REMARK}<text:p>x</text:p></table:table-cell>"), ""),
    ("formula", ods_row(ods_cell("x", f'table:formula="of:=&quot;{WORD}&quot;"')), ""),
    ("value that is not shown", ods_row(ods_cell("x", f'office:string-value="{WORD}"')), ""),
    ("white cell", ods_row(ods_cell(WORD, 'table:style-name="H"')),
     _CELL_STYLE.format('<style:text-properties fo:color="#ffffff"/>')),
    ("hidden cell", ods_row(ods_cell(WORD, 'table:style-name="H"')), _CELL_STYLE.format(
        '<style:table-cell-properties style:cell-protect="hidden-and-protected"/>'
        '<style:text-properties text:display="none"/>')),
    ("row of no height", ods_row(ods_cell(WORD), 'table:style-name="H"'), odf_style(
        "table-row", '<style:table-row-properties style:row-height="0cm"/>')),
    ("closed group", (f'<table:table-row-group table:display="false">'
     f"{ods_row(ods_cell(WORD), 'table:visibility="collapse"')}</table:table-row-group>"), ""),
)  # fmt: skip

# PowerPoint -------------------------------------------------------------------------------------


def slides_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in slides, and the slides."""
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    spaces = f'xmlns:p="{p}" xmlns:a="{a}" xmlns:r="{_R}"'
    tree = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )
    type_ = "application/vnd.openxmlformats-officedocument.presentationml"

    def shape(words: str, x: int = 600_000, about: str = "", look: str = "") -> str:
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="4" name="Box" {about}/><p:cNvSpPr txBox="1"/><p:nvPr/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="900000"/><a:ext cx="7000000" '
            'cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f"<p:txBody><a:bodyPr/><a:p><a:r><a:rPr {'sz="1800"' if 'sz=' not in look else ''}>"
            f"{look}</a:rPr><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    def slides(
        inside: str = "",
        parts: dict[str, bytes | str] | None = None,
        related: tuple[tuple[str, str], ...] = (),
        second: str = "",
    ) -> bytes:
        def slide(shapes: str, state: str = "") -> str:
            return (
                f"<p:sld {spaces}{state}><p:cSld><p:spTree>{tree}{shapes}</p:spTree></p:cSld>"
                "</p:sld>"
            )

        made: dict[str, bytes | str] = {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            'package.relationships+xml"/><Default Extension="jpg" ContentType="image/jpeg"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/ppt/presentation.xml" ContentType="{type_}.presentation.main'
            '+xml"/>'
            + "".join(
                f'<Override PartName="/ppt/slides/slide{number}.xml" ContentType="{type_}.slide'
                '+xml"/>'
                for number in (1, 2)
            )
            + "</Types>",
            "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation {spaces}><p:sldIdLst><p:sldId id="256" '
            'r:id="rId0"/><p:sldId id="257" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" '
            'cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")
            ),
            "ppt/slides/slide1.xml": slide(shape(KEPT).replace("900000", "300000") + inside),
            "ppt/slides/slide2.xml": slide(second, ' show="0"' if second else ""),
            "ppt/slides/_rels/slide1.xml.rels": relations(*related),
        }
        return zipped({**made, **(parts or {})})

    white = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    yield "pptx hidden slide", slides(second=shape(WORD))
    yield "pptx beside the slide", slides(shape(WORD, 20_000_000))
    yield "pptx hidden shape", slides(shape(WORD, about='hidden="1"'))
    yield "pptx white words", slides(shape(WORD, look=white))
    yield "pptx path in a description", slides(shape("x", about=f'descr="C:\\{WORD}.jpg"'))
    for what, kind, part in (
        ("notes", "notesSlide", "ppt/notesSlides/n1.xml"),
        ("comments", "comments", "ppt/comments/c1.xml"),
        ("tags", "tags", "ppt/tags/t1.xml"),
        ("embedded object", "oleObject", "ppt/embeddings/o1.bin"),
        ("properties", "core-properties", "docProps/core.xml"),
    ):
        made = slides("", {part: f"<x>{WORD}</x>"}, ((kind, f"/{part}"),))
        yield f"pptx {what}", made
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="9" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
        '<a:blip r:embed="rId0"/>{}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
        '<a:xfrm><a:off x="900000" y="2000000"/><a:ext cx="3000000" cy="2000000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    related = (("image", "../media/a.jpg"),)
    media: dict[str, bytes | str] = {"ppt/media/a.jpg": cropped_photo()}
    crop = '<a:srcRect r="50000"/>'
    yield "pptx picture cropped", slides(picture.format(crop), media, related)
    yield "pptx deleted picture", slides("", media, related)
    noted: dict[str, bytes | str] = {"ppt/media/a.jpg": noted_photo()}
    yield "pptx notes of a picture", slides(picture.format(""), noted, related)
