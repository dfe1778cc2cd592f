"""Tries of a reader who did not write the copies: a word by each format's own means, one a file.

`tries.tsv` says of each of them what became of it: it was left out before, a leak was mended for
it, or the word stands in the copy and in the comparison (`IN_SIGHT`), where a person sees it.
"""

from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

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
from tests.documents.cleaning.planted_others import pdf_file, stream
from tests.documents.cleaning.planted_word import paragraph, run, styled, word_file
from tests.documents.cleaning.planting import KEPT, WORD, cropped_photo

IN_SIGHT = frozenset(
    {
        *("docx value bound to another", "ods cell under a shape", "md front matter"),
        *("html light tree under a shadow", "html white beside a ground elsewhere"),
        *("html ground of the same color around", "pdf stamp hidden unless it is known"),
    }
)
"""What only the program that a file is of knows to be unseen: the comparison shows the word."""

_BITS = [byte >> bit & 1 for byte in WORD.encode() for bit in range(7, -1, -1)]


def _coded(pair: tuple[str, str]) -> str:
    """The word as the choice between two ways to write a letter that look the same."""
    return "".join(pair[bit] for bit in _BITS)


_LOOK_ALIKE = {
    "one letter for two": ("e\u0301", "\u00e9"),
    "two hyphens": ("-", "\u2010"),
    "hyphens that keep lines together": ("-", "\u2011"),
    "fillers of scripts": ("\U00013441", "\U00016fe4"),
    "two angstroms": ("\u00c5", "\u212b"),
    "order of marks": ("a\u0323\u0302", "a\u0302\u0323"),
}

# Word -------------------------------------------------------------------------------------------

_WPG = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
_NAVY = '<w:color w:val="1F497D"/>'


def _drawn(inside: str, wide: int = 3_600_000, high: int = 1_200_000) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="7" '
        f'name="b"/><a:graphic><a:graphicData uri="x">{inside}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def _shape(about: str, style: str = "", words: str = WORD) -> str:
    return (
        f"<wps:wsp><wps:spPr>{about}</wps:spPr>{style}<wps:txbx><w:txbxContent>{paragraph(words)}"
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )


def _room(x: int, y: int, wide: int, high: int) -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def _group(inside: str) -> str:
    around = (
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="3600000" cy="1200000"/><a:chOff x="0" y="0"/>'
        '<a:chExt cx="3600000" cy="1200000"/></a:xfrm>'
    )
    return _drawn(f"<wpg:wgp {_WPG}><wpg:grpSpPr>{around}</wpg:grpSpPr>{inside}</wpg:wgp>")


def _row(cells: str, about: str = "", grid: str = "") -> str:
    return f"<w:tbl>{grid}<w:tr><w:trPr>{about}</w:trPr>{cells}</w:tr></w:tbl>"


def _cell(words: str, about: str = "") -> str:
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{words}</w:tc>"


_LIGHT_TEXT = '<wps:style><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></wps:style>'
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p>"
)
_FIXED = '<w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr>'
_IN_WORD = {
    "letters of a symbol font": paragraph(
        WORD, '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    ),
    "letters of a barcode font": paragraph(WORD, '<w:rFonts w:ascii="Free 3 of 9"/>'),
    "black letters in a dense pattern": paragraph(
        WORD, '<w:shd w:val="pct95" w:color="000000" w:fill="FFFFFF"/><w:color w:val="000000"/>'
    ),
    "letters in stripes of their color": paragraph(
        WORD, f'<w:shd w:val="pct90" w:color="1F497D" w:fill="FFFFFF"/>{_NAVY}'
    ),
    "white letters in small digits": paragraph(WORD, '<w:color w:val="fffffe"/>'),
    "white of a theme that is not there": paragraph(
        WORD, '<w:color w:val="auto" w:themeColor="background1"/>'
    ),
    "second line of a row of one": _row(
        _cell(paragraph("a") + paragraph("b") + paragraph(WORD)),
        '<w:trHeight w:val="260" w:hRule="exact"/>',
    ),
    "cell of a fiftieth of a percent": _row(
        _cell(paragraph("a")) + _cell(paragraph(WORD), '<w:tcW w:w="1" w:type="pct"/>')
    ),
    "cell of a column of a dot": _row(
        _cell(paragraph("a")) + _cell(paragraph(WORD)),
        grid=f'{_FIXED}<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="1"/></w:tblGrid>',
    ),
    "shape of a dot in a group": _group(
        _shape(_room(0, 0, 900_000, 900_000), words="x") + _shape(_room(0, 0, 1, 1))
    ),
    "shape beside its group": _group(
        _shape(_room(0, 0, 900_000, 900_000), words="x")
        + _shape(_room(-90_000_000, 0, 900_000, 900_000))
    ),
    "white words by the style of a shape": _drawn(_shape("<a:noFill/>", _LIGHT_TEXT)),
    "result of an entry of an index": _FIELD.format('XE"x"', run(WORD)),
    "result of an entry after a tab": _FIELD.format("TC\t&quot;x&quot;", run(WORD)),
    "value bound to another": "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/a' w:storeItemID='x'/>"
    f"</w:sdtPr><w:sdtContent>{paragraph(WORD)}</w:sdtContent></w:sdt>",
    "choice of a list": f'<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{WORD}"/>'
    f"</w:dropDownList></w:sdtPr><w:sdtContent>{run('x')}</w:sdtContent></w:sdt></w:p>",
    "words of a text path": '<w:p><w:r><w:pict><v:shape style="width:9cm;height:9cm"><v:textpath '
    f'string="{WORD}"/></v:shape></w:pict></w:r></w:p>',
    "anchor of a link": f'<w:p><w:hyperlink r:id="rId9" w:tooltip="{WORD}" w:anchor="{WORD}">'
    f"{run('x')}</w:hyperlink></w:p>",
}


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each Word file, and the file."""
    yield from ((f"docx {what}", word_file(body)) for what, body in _IN_WORD.items())
    for what, pair in _LOOK_ALIKE.items():
        yield f"docx {what}", word_file(paragraph(_coded(pair)))
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = f"{paragraph(KEPT)}{paragraph(WORD, _NAVY)}"
    parts: dict[str, bytes | str] = {
        "word/document.xml": f'<w:document {w}><w:background w:color="1F497D"/><w:body>{words}'
        "</w:body></w:document>",
        "word/settings.xml": f"<w:settings {w}><w:displayBackgroundShape/></w:settings>",
    }
    page = word_file("", parts, (("settings", "settings.xml"),))
    yield "docx letters in the color of the page", page
    symbols = '<w:style w:type="character" w:styleId="S"><w:rPr>'
    symbols += '<w:rFonts w:ascii="Webdings"/></w:rPr></w:style>'
    yield "docx symbols by a style", styled(symbols, paragraph(WORD, '<w:rStyle w:val="S"/>'))


# Excel ------------------------------------------------------------------------------------------

_BEHIND = '<sheetView workbookViewId="0"/>'


def _one_font(font: str, fill: str = "", about: str = "") -> str:
    return (
        f"<fonts><font/><font>{font}</font></fonts><fills><fill/><fill/><fill>{fill}</fill></fills>"
        f'<cellXfs><xf/><xf fontId="1" fillId="{2 if fill else 0}" {about}/></cellXfs>'
    )


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each workbook, and the workbook."""
    row = sheet_row(2, cell("A2", WORD, 1))
    for what, font, fill in (
        ("letters in the color of windows", '<color indexed="65"/>', ""),
        ("letters in white by number", '<color indexed="9"/>', ""),
        ("letters of a symbol font", '<name val="Wingdings"/>', ""),
        ("letters in a dense pattern of their color", '<color rgb="FF000000"/>',
         ('<patternFill patternType="darkGray"><fgColor rgb="FF000000"/><bgColor rgb="FF000000"/>'
         "</patternFill>")),
        ("letters in a gradient of their color", '<color rgb="FF123456"/>',
         ('<gradientFill><stop position="0"><color rgb="FF123456"/></stop><stop position="1">'
         '<color rgb="FF123456"/></stop></gradientFill>')),
        ("letters nearly white by a tint", '<color theme="1" tint="0.99"/>', ""),
    ):  # fmt: skip
        yield f"xlsx {what}", workbook_file(row, styles=_one_font(font, fill))
    tabs = '<bookViews><workbookView showSheetTabs="0" activeTab="0"/></bookViews>'
    other = (("Other", "visible", sheet_row(1, cell("A1", WORD))),)
    yield "xlsx sheet without a tab to get there", workbook_file(book=tabs, sheets=other)
    for what, after in (
        ("message of a validation", ('<dataValidations><dataValidation sqref="A1" promptTitle='
         f'"{WORD}" prompt="{WORD}"><formula1>"{WORD}"</formula1></dataValidation>'
         "</dataValidations>")),
        ("tip of a cell", (f'<hyperlinks><hyperlink ref="A1" tooltip="{WORD}" display="{WORD}" '
         f'location="{WORD}"/></hyperlinks>')),
        ("header of a page", f"<headerFooter><oddHeader>&amp;C{WORD}</oddHeader></headerFooter>"),
        ("area that is protected", (f'<protectedRanges><protectedRange name="{WORD}" sqref="A1"/>'
         "</protectedRanges>")),
        ("remark on an error", f'<ignoredErrors><ignoredError sqref="{WORD}"/></ignoredErrors>'),
    ):  # fmt: skip
        yield f"xlsx {what}", workbook_file(after=after)
    reading = f'<c r="A2" t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>{WORD}</t></rPh></is></c>'
    yield "xlsx reading of a word", workbook_file(sheet_row(2, reading))
    pushed = _one_font("", "", "").replace(
        "/></cellXfs>", '><alignment indent="250"/></xf></cellXfs>'
    )
    both = sheet_row(2, cell("A2", WORD, 1) + cell("B2", "b"))
    narrow = '<cols><col min="1" max="1" width="10"/></cols>'
    yield "xlsx words pushed out of their cell", workbook_file(both, narrow, styles=pushed)
    for what, pair in _LOOK_ALIKE.items():
        yield f"xlsx {what}", workbook_file(sheet_row(2, cell("A2", _coded(pair))))


# OpenDocument -----------------------------------------------------------------------------------

_SPAN = f'<text:p>x<text:span text:style-name="H">{WORD}</text:span></text:p>'


def _lettered(properties: str) -> bytes:
    return opendocument_file(
        "odt", _SPAN, odf_style("text", f"<style:text-properties {properties}/>")
    )


def _of_table(about: str, style: str, of_columns: str = "") -> bytes:
    cells = "".join(
        f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in ("a", WORD)
    )
    table = (
        f"<table:table {about}><table:table-column/><table:table-column {of_columns}/>"
        f"<table:table-row>{cells}</table:table-row></table:table>"
    )
    return opendocument_file("odt", table, style)


_NUMBER = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    f'style:num-prefix="{WORD}" style:num-format="1" text:style-name="H"/></text:list-style>'
)
_LIST = (
    '<text:list text:style-name="L"><text:list-item><text:p>x</text:p></text:list-item></text:list>'
)
_HIDDEN = odf_style("text", '<style:text-properties text:display="none"/>')
_WHITE = odf_style("text", '<style:text-properties fo:color="#ffffff"/>')
_TINY = odf_style("text", '<style:text-properties fo:font-size="1pt"/>')
_CELL = '<style:text-properties fo:color="#ffffff"/>'
_BOX = (
    "<text:p>x<draw:frame {}><draw:text-box><text:p>"
    f"{WORD}</text:p></draw:text-box></draw:frame></text:p>"
)


def opendocuments() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of OpenDocument, and the file."""
    for what, properties in (
        ("letters over one another", 'fo:letter-spacing="-1cm"'),
        ("letters of a symbol font", 'style:font-name="Wingdings"'),
        ("letters eleven points smaller", 'style:font-size-rel="-11pt"'),
        ("letters of a percent of height", 'fo:font-size="1%"'),
        ("letters that fade out", ('fo:color="#000000" style:text-outline="false" '
         'fo:background-color="#0a0a0a"')),
    ):  # fmt: skip
        yield f"odt {what}", _lettered(properties)
    of_line = odf_style("paragraph", '<style:paragraph-properties fo:line-height="1%"/>')
    line = f'<text:p text:style-name="H">{WORD}</text:p>'
    yield "odt lines of a percent", opendocument_file("odt", line, of_line)
    off = odf_style("table", '<style:table-properties table:display="false"/>')
    yield "odt table that its style hides", _of_table('table:style-name="H"', off)
    dot = odf_style("table-column", '<style:table-column-properties style:column-width="0.01cm"/>')
    yield "odt column of a dot", _of_table("", dot, 'table:style-name="H"')
    yield "odt column that is collapsed", _of_table("", "", 'table:visibility="collapse"')
    for what, style in (("hidden", _HIDDEN), ("white", _WHITE), ("tiny", _TINY)):
        yield f"odt {what} label of a list", opendocument_file("odt", _LIST, _NUMBER + style)
    moved = 'svg:width="5cm" svg:height="2cm" draw:transform="translate (-90cm 0cm)"'
    yield "odt box moved off the page", opendocument_file("odt", _BOX.format(moved))
    small = 'svg:width="5cm" svg:height="2cm" draw:transform="scale (0.001 0.001)"'
    yield "odt box made small", opendocument_file("odt", _BOX.format(small))
    share = 'style:rel-width="0%" style:rel-height="0%"'
    yield "odt box of no share of the page", opendocument_file("odt", _BOX.format(share))
    value = '<text:p>x<text:user-field-get text:name="a">y</text:user-field-get></text:p>'
    declared = (
        '<text:user-field-decls><text:user-field-decl text:name="a" office:value-type="string" '
        f'office:string-value="{WORD}"/></text:user-field-decls>{value}'
    )
    yield "odt value of a field", opendocument_file("odt", declared)
    for what, pair in _LOOK_ALIKE.items():
        yield f"odt {what}", opendocument_file("odt", f"<text:p>{_coded(pair)}</text:p>")
    end = "</table:table>"
    by_row = ods_row(ods_cell(WORD), 'table:default-cell-style-name="H"')
    styles = odf_style("table-cell", _CELL)
    yield "ods white by its row", opendocument_file("ods", by_row + end, styles)
    condition = (
        '<calcext:conditional-formats xmlns:calcext="urn:org:documentfoundation:names:'
        'experimental:calc:xmlns:calcext:1.0"><calcext:conditional-format '
        'calcext:target-range-address="Holds.A2:Holds.A2"><calcext:condition '
        'calcext:apply-style-name="H" calcext:value="formula-is(1)" '
        'calcext:base-cell-address="Holds.A2"/></calcext:conditional-format>'
        "</calcext:conditional-formats>"
    )
    row = ods_row(ods_cell(WORD) + ods_cell("b"))
    yield "ods white by a rule", opendocument_file("ods", row + condition + end, styles)
    nothing = (
        '<number:text-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" '
        'style:name="N"><number:text/></number:text-style>'
        '<style:style style:name="H" style:family="table-cell" style:data-style-name="N"/>'
    )
    shown = ods_row(ods_cell(WORD, 'table:style-name="H"'))
    yield "ods words in a format of nothing", opendocument_file("ods", shown + end, nothing)
    number = '<table:table-cell office:value-type="float" office:value="5">'
    number += f"<text:p>{WORD}</text:p></table:table-cell>"
    yield "ods words in the place of a number", opendocument_file("ods", ods_row(number) + end)
    over = (
        '<table:shapes><draw:custom-shape svg:x="0cm" svg:y="0.45cm" svg:width="20cm" '
        'svg:height="9cm"><text:p/></draw:custom-shape></table:shapes>'
    )
    yield (
        "ods cell under a shape",
        opendocument_file("ods", over + row * 1 + ods_row(ods_cell("x")) + end),
    )
    told = (
        "<table:content-validations><table:content-validation table:name='v'><table:help-message "
        f"table:title='{WORD}'><text:p>{WORD}</text:p></table:help-message>"
        "</table:content-validation></table:content-validations>"
    )
    yield "ods message of a validation", opendocument_file("ods", end + told)
    pages = (
        f'<office:document-styles {SPACES}><office:master-styles><style:master-page style:name="D">'
        f"<style:header><text:p>{WORD}</text:p></style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    yield "ods header of a page", opendocument_file("ods", end, "", {"styles.xml": pages})


# PDF --------------------------------------------------------------------------------------------

_HELD = f"BT /F1 12 Tf 72 600 Td ({WORD}) Tj ET\n"
_FIRST = "BT /F1 14 Tf 72 640 Td (Shown above this) Tj ET\n"


def pdf_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each PDF, and the PDF."""
    for what, drawing in (
        ("letters of a hundredth width", f"1 Tz {_HELD}"),
        ("invisible words that reach into others", f"{_FIRST}3 Tr {_HELD.replace('600', '629')}"),
        ("white words that reach into others", f"{_FIRST}1 g {_HELD.replace('600', '629')}"),
        ("invisible words on a line", f"72 604 200 1 re f 3 Tr {_HELD}"),
        ("invisible words over the same words", f"{_HELD.replace(WORD, 'zqpl')}3 Tr {_HELD}"),
        ("pale words", f"0.97 g {_HELD}"),
        ("words in a white pattern", f"/Pattern cs /P1 scn {_HELD}"),
        ("words turned away", f"q 1 0 0 0 0 600 cm {_HELD} Q"),
        ("words stroked in white", f"1 Tr 1 G {_HELD}"),
        ("words stroked without width", f"1 Tr 0.9 G 0 w {_HELD}"),
        ("letters on one another", f"-8 Tc {_HELD}"),
        ("letters above the line by a page", f"900 Ts {_HELD}"),
    ):
        tiles = stream(
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
            "/Resources<<>>",
            b"1 g 0 0 9 9 re f",
        )
        yield f"pdf {what}", pdf_file(drawing, "", (tiles,), "", "/Pattern<</P1 6 0 R>>")
    for what, flags in (("not to be viewed", 32), ("hidden", 2), ("hidden unless it is known", 1)):
        appearance = stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 300 40]/Resources<</Font<</F1 5 0 R>>>>",
            f"BT /F1 12 Tf 9 9 Td ({WORD}) Tj ET".encode(),
        )
        kind = "ZZ" if flags == 1 else "Stamp"
        about = f"<</Type/Annot/Subtype/{kind}/F {flags}/Rect[72 500 372 540]/AP<</N 7 0 R>>>>"
        yield f"pdf stamp {what}", pdf_file("", "/Annots[6 0 R]", (about, appearance))
    secret = f"<</Type/Annot/Subtype/Widget/FT/Tx/Ff 8192/T(p)/V({WORD})"
    secret += "/DA(/F1 12 Tf 0 g)/Rect[72 500 300 520]>>"
    yield (
        "pdf password of a form",
        pdf_file(
            "", "/Annots[6 0 R]", (secret,), "/AcroForm<</Fields[6 0 R]/DR<</Font<</F1 5 0 R>>>>>>"
        ),
    )
    yield "pdf words beside the art box", pdf_file("", f"/ArtBox[0 0 1 1]/PieceInfo<</X({WORD})>>")
    yield "pdf mixed letters that say other words", _mixed()


def _mixed() -> bytes:
    """A page whose font draws Latin letters, and says that one of them is Greek."""
    letters = f"\u03c9{WORD}"
    table = "\n".join(f"<{65 + place:02X}> <{ord(each):04X}>" for place, each in enumerate(letters))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(letters)} beginbfchar\n{table}\n"
        "endbfchar endcmap end end"
    )
    drawn = "".join(chr(65 + place) for place in range(len(letters)))
    font = (
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>"
    )
    return pdf_file(
        f"BT /F2 14 Tf 72 600 Td ({drawn}) Tj ET\n", "", (font, stream("", cmap.encode())), "",
        "/Font<</F1 5 0 R/F2 6 0 R>>",
    )  # fmt: skip


# Mail, pages and texts --------------------------------------------------------------------------


def mails() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each email, and the email."""

    def mail(plain: str, page: str) -> bytes:
        made = EmailMessage()
        made["From"], made["Subject"] = "a@example.org", "Thanks"
        made.set_content(plain)
        made.add_alternative(page, "html")
        return made.as_bytes()

    yield "eml words of the text that the page lacks", mail(f"{KEPT}\n\n{WORD}\n", f"<p>{KEPT}</p>")
    yield "eml word in a line of the text", mail(f"{KEPT} {WORD} x\n", f"<p>{KEPT} x</p>")
    hidden = f'<p>{KEPT}</p><p style="display:none">{WORD}</p>'
    yield "eml words that the page hides", mail(f"{KEPT}\n\n{WORD}\n", hidden)
    calendar = EmailMessage()
    calendar["From"], calendar["Subject"] = "a@example.org", "Thanks"
    calendar.set_content(KEPT)
    calendar.add_alternative(f"BEGIN:VCALENDAR\nSUMMARY:{WORD}\nEND:VCALENDAR", "calendar")
    yield "eml calendar beside the text", calendar.as_bytes()
    plain = f"Subject: x\nContent-Type: text/plain\n\n{KEPT}\n".encode()
    yield (
        "eml words of a second subject",
        b"Subject: y\nX-Subject: " + WORD.encode() + b"\n" + plain,
    )


_PAGES = {
    "color by a variable": f'<style>:root{{--c:#fff}}</style><p style="color:var(--c)">{WORD}</p>',
    "color of the canvas": f'<p style="color:Canvas">{WORD}</p>',
    "mixed color": f'<p style="color:color-mix(in srgb,white,white)">{WORD}</p>',
    "color in a space": f'<p style="color:color(srgb 1 1 1)">{WORD}</p>',
    "color for light and dark": f'<p style="color:light-dark(white,black)">{WORD}</p>',
    "relative color": f'<p style="color:rgb(from white r g b)">{WORD}</p>',
    "no logical height": f'<p style="max-block-size:0;overflow:hidden">{WORD}</p>',
    "no logical width": f'<p style="inline-size:0;overflow:clip">{WORD}</p>',
    "low, and cut downwards": f'<p style="height:2px;overflow-y:hidden">{WORD}</p>',
    "letters without an aspect": f'<p style="font-size-adjust:0">{WORD}</p>',
    "made a hundredth": f'<p style="transform:scale(0.01)">{WORD}</p>',
    "skewed away": f'<p style="transform:skewX(90deg)">{WORD}</p>',
    "letters a page apart": f'<p style="letter-spacing:9999px">{WORD}</p>',
    "letters of a symbol font": f'<p style="font-family:Wingdings">{WORD}</p>',
    "font of symbols of old": f'<font face="Webdings">{WORD}</font>',
    "column that is collapsed": '<table><col style="visibility:collapse"><tr><td>'
    f"{WORD}<tr><td>b</table>",
    "script in a script": f"<script><!--<script></script>{WORD}</script>-->",
    "sheet of styles in an address": '<link rel="stylesheet" '
    'href="data:text/css,.x%7Bdisplay:none%7D">'
    f'<p class="x">{WORD}</p>',
    "nested rule": f"<style>.x{{color:red;&{{display:none}}}}</style><p class=x>{WORD}</p>",
    "light tree under a shadow": f'<div><template shadowrootmode="open">x</template>{WORD}</div>',
    "white beside a ground elsewhere": '<p style="background:navy">b</p>'
    f'<p style="color:#fff">{WORD}</p>',
    "ground of the same color around": '<div style="background:#123456">'
    f'<p style="color:#123456">{WORD}</p></div>',
    "hidden by an animation": "<style>@keyframes k{to{opacity:0}}</style>"
    f'<p style="animation:k 0s forwards">{WORD}</p>',
    "in a column of no width": '<div style="width:0;white-space:nowrap;overflow:'
    f'hidden">{WORD}</div>',
    "perspective": f'<p style="transform:perspective(1px) translateZ(9px)">{WORD}</p>',
}


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each web page, and the page."""
    for what, inside in _PAGES.items():
        yield f"html {what}", f"<html><body><h1>{KEPT}</h1>{inside}</body></html>".encode()
    for what, pair in _LOOK_ALIKE.items():
        yield f"html {what}", f"<h1>{KEPT}</h1><p>{_coded(pair)}".encode()


def texts() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each text, and the text."""
    for what, pair in _LOOK_ALIKE.items():
        yield f"txt {what}", f"{KEPT}\n{_coded(pair)}\n".encode()
        yield f"csv {what}", f"{KEPT},{_coded(pair)}\n".encode()
    yield (
        "md table of contents of a file",
        f'{KEPT}\n\n[x](https://example.org/ "{WORD}")\n'.encode(),
    )
    yield "md front matter", f"---\nauthor: {WORD}\n---\n\n{KEPT}\n".encode()


def pictures() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each picture of a phone, and the picture."""
    plain = (Path(__file__).parents[1] / "previews" / "files" / "gradient.heic").read_bytes()
    for what, said in (("words", WORD.encode()), ("photo", cropped_photo())):
        yield f"heic {what} behind the picture", plain + said
        yield (
            f"heic {what} in room that is free",
            plain + (len(said) + 8).to_bytes(4) + b"free" + said,
        )


SOURCES = (word_files, workbooks, opendocuments, pdf_files, mails, pages, texts, pictures)
