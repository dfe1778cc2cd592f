"""Word files with a word or a color planted where their readers don't see it, one way each."""

import io
from collections.abc import Iterator

from PIL import Image

from tests.documents.cleaning.planting import (
    COLOR,
    KEPT,
    WORD,
    cropped_photo,
    noted_photo,
    picture,
    relations,
    svg_with_notes,
    zipped,
)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:zz="urn:zz" mc:Ignorable="zz"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" '
    'ContentType="image/jpeg"/><Default Extension="svg" ContentType="image/svg+xml"/><Default '
    'Extension="bin" ContentType="application/octet-stream"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    "</Types>"
)


def word_file(
    body: str,
    parts: dict[str, bytes | str] | None = None,
    related: tuple[tuple[str, str], ...] = (),
    about: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """A Word file with a body, further parts, and what its body (rId0...) and itself lead to."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": relations(("officeDocument", "word/document.xml"), *about),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{paragraph(KEPT)}{body}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": relations(*related),
            **(parts or {}),
        }
    )


def run(words: str, look: str = "") -> str:
    """A run of characters."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(words: str, look: str = "", about: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{about}</w:pPr>{run(words, look)}</w:p>"


def styled(styles: str, body: str, theme: str = "<theme/>") -> bytes:
    """A Word file with styles."""
    parts = {**_styles(styles), "word/theme/theme1.xml": theme}
    return word_file(body, parts, (("styles", "styles.xml"), ("theme", "theme/theme1.xml")))


def _styles(inside: str) -> dict[str, bytes | str]:
    return {"word/styles.xml": f"<w:styles {_NAMES}>{inside}</w:styles>"}


def _story(kind: str, words: str) -> dict[str, bytes | str]:
    return {f"word/{kind}1.xml": f"<w:{kind[:3]}r {_NAMES}>{paragraph(words)}</w:{kind[:3]}r>"}


_STYLES = ("styles", "styles.xml")
_HIDDEN_STYLE = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
_HIDDEN_PARAGRAPH = (
    '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="G"><w:basedOn w:val="H"/></w:style>'
)
_WHITE_STYLE = (
    '<w:style w:type="character" w:styleId="H"><w:name w:val="H"/><w:rPr><w:color w:val="FFFFFF"/>'
    "</w:rPr></w:style>"
)


def picture_run(
    relation: str = "rId0", crop: str = "", about: str = "", shape: str = "rect", blip: str = ""
) -> str:
    """A run with a picture."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1800000" cy="1200000"/>'
        f'<wp:docPr id="1" {about}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats'
        '.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}">{blip}</a:blip>'
        f'{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" '
        f'y="0"/><a:ext cx="1800000" cy="1200000"/></a:xfrm><a:prstGeom prst="{shape}"/></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


_CROP = '<a:srcRect r="50000"/>'
_JPEG = (("image", "media/a.jpg"),)


def with_photo(body: str, photo: bytes) -> bytes:
    """A Word file with a paragraph of some runs, and a photo for them."""
    return word_file(f"<w:p>{body}</w:p>", {"word/media/a.jpg": photo}, _JPEG)


def narrow_cell() -> bytes:
    """A table whose first cell, a quarter of it, has a picture and a table of its own."""

    def table(first: str, second: str, wide: tuple[int, int]) -> str:
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in wide)
        cells = "".join(f"<w:tc>{each}<w:p/></w:tc>" for each in (first, second))
        return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"

    inner = table(paragraph("Inside"), paragraph("Behind"), (1_000, 1_000))
    narrow = f"{paragraph('Narrow')}<w:p>{picture_run()}</w:p>{inner}"
    body = table(narrow, paragraph("Wide"), (2_340, 7_020))
    return word_file(body, {"word/media/a.jpg": picture()}, _JPEG)


def cell_of_a_dot() -> bytes:
    """A table whose first cell has no room over two of three columns."""
    about = '<w:tcPr><w:tcW w:w="1" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>'
    cells = f"<w:tc>{about}{paragraph('Dot')}</w:tc><w:tc>{paragraph('Third')}</w:tc>"
    below = "".join(f"<w:tc>{paragraph(each)}</w:tc>" for each in "abc")
    return word_file(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{below}</w:tr></w:tbl>")


def colored(color: str, about: str) -> bytes:
    """A file with words of a color."""
    return word_file(paragraph("Gray words", f'<w:color w:val="{color}" {about}/>'))


def picture_in_white() -> bytes:
    """A picture in a run whose letters, if it had any, would be white."""
    white = picture_run().replace("<w:r>", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>', 1)
    return with_photo(white, picture())


_NOTE = '<w:footnotes {}><w:footnote w:id="2">{}</w:footnote></w:footnotes>'


def _with_note(reference: str) -> bytes:
    return word_file(
        f"<w:p>{reference}</w:p>",
        {"word/footnotes.xml": _NOTE.format(_NAMES, paragraph(WORD))},
        (("footnotes", "footnotes.xml"),),
    )


_REFERENCE = '<w:footnoteReference w:id="2"/>'


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file, and the file."""
    hidden = "<w:vanish/>"
    yield from ((f"docx {what}", word_file(body)) for what, body in _BODIES.items())
    for name, styles, body in (
        ("hidden by a style", _HIDDEN_STYLE, paragraph(WORD, '<w:rStyle w:val="H"/>')),
        (
            "hidden by a paragraph style",
            _HIDDEN_PARAGRAPH,
            paragraph(WORD, "", '<w:pStyle w:val="H"/>'),
        ),
        (
            "hidden by the base of a style",
            _HIDDEN_PARAGRAPH,
            paragraph(WORD, "", '<w:pStyle w:val="G"/>'),
        ),
        ("white by a style", _WHITE_STYLE, paragraph(WORD, '<w:rStyle w:val="H"/>')),
        (
            "name of a style",
            f'<w:style w:type="paragraph" w:styleId="{WORD}"><w:name w:val="{WORD}"/></w:style>',
            paragraph("x", "", f'<w:pStyle w:val="{WORD}"/>'),
        ),
    ):
        yield f"docx {name}", word_file(body, _styles(styles), (_STYLES,))
    photo, plain = cropped_photo(), noted_photo()
    yield "docx picture cropped", with_photo(picture_run(crop=_CROP), photo)
    yield "docx picture in an ellipse", with_photo(picture_run(shape="ellipse"), _corners())
    yield "docx picture of a deletion", with_photo(f"<w:del>{picture_run()}</w:del>", photo)
    yield "docx picture hidden", with_photo(picture_run(about='hidden="1"'), photo)
    hidden_run = picture_run().replace("<w:r>", f"<w:r><w:rPr>{hidden}</w:rPr>")
    yield "docx picture in a hidden run", with_photo(hidden_run, photo)
    yield "docx picture that nothing names", with_photo("", photo)
    yield "docx notes of a picture", with_photo(picture_run(), plain)
    yield "docx after the end of a picture", with_photo(picture_run(), plain + WORD.encode())
    alpha = '<a:alphaModFix amt="0"/>'
    yield "docx picture of no strength", with_photo(picture_run(blip=alpha), photo)
    vml = (
        '<w:r><w:pict><v:shape style="width:100pt;height:60pt" o:title="{}"><v:imagedata '
        'r:id="rId0" {} o:title="{}"/></v:shape></w:pict></w:r>'
    )
    yield "docx old picture cropped", with_photo(vml.format("a", 'cropright="32768f"', "a"), photo)
    yield "docx title of an old picture", with_photo(vml.format(WORD, "", WORD), plain)
    gone = vml.replace("width:100pt", "visibility:hidden;width:100pt").format("a", "", "a")
    yield "docx old picture hidden", with_photo(gone, photo)
    for name in ("descr", "name", "title"):
        path = f'{name}="C:\\Users\\{WORD}\\photo.jpg"'
        yield f"docx path in {name} of a picture", with_photo(picture_run(about=path), plain)
    svg = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg='
        '"http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId1"/></a:ext>'
        "</a:extLst>"
    )
    yield (
        "docx notes of a drawing",
        word_file(
            f"<w:p>{picture_run(blip=svg)}</w:p>",
            {"word/media/a.jpg": plain, "word/media/a.svg": svg_with_notes()},
            (*_JPEG, ("image", "media/a.svg")),
        ),
    )
    yield "docx note of a deletion", _with_note(f"<w:del><w:r>{_REFERENCE}</w:r></w:del>")
    yield (
        "docx note of a hidden mark",
        _with_note(f"<w:r><w:rPr>{hidden}</w:rPr>{_REFERENCE}</w:r>"),
    )
    yield "docx note that nothing marks", _with_note("")
    for kind in ("header", "footer"):
        related = ((kind, f"{kind}1.xml"),)
        for name, section in (
            ("of a first page that has none", f'<w:{kind}Reference w:type="first" r:id="rId0"/>'),
            ("of even pages that have none", f'<w:{kind}Reference w:type="even" r:id="rId0"/>'),
            ("that nothing names", ""),
        ):
            body = f"<w:sectPr>{section}</w:sectPr>"
            yield f"docx {kind} {name}", word_file(body, _story(kind, WORD), related)
    yield from _parts()


def _corners() -> bytes:
    """A picture with the color in its corners, outside an ellipse."""
    image = Image.new("RGB", (300, 200), "white")
    for corner in ((0, 0), (280, 0), (0, 185), (280, 185)):
        image.paste(COLOR, (*corner, corner[0] + 20, corner[1] + 15))
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95)
    return file.getvalue()


def _parts() -> Iterator[tuple[str, bytes]]:
    """What is in parts beside the body, each of them led to."""
    core = '<cp:coreProperties xmlns:cp="urn:x"><x>{}</x></cp:coreProperties>'
    for name, kind, part in (
        ("properties", "metadata/core-properties", "docProps/core.xml"),
        ("properties of the program", "extended-properties", "docProps/app.xml"),
        ("custom properties", "custom-properties", "docProps/custom.xml"),
        ("thumbnail", "metadata/thumbnail", "docProps/thumbnail.jpg"),
    ):
        data = cropped_photo() if part.endswith("jpg") else core.format(WORD)
        yield f"docx {name}", word_file("", {part: data}, (), ((kind, part),))
    for name, kind, part in (
        ("custom XML", "customXml", "../customXml/item1.xml"),
        ("embedded workbook", "package", "embeddings/a.bin"),
        ("embedded object", "oleObject", "embeddings/b.bin"),
        ("macros", "vbaProject", "vbaProject.bin"),
        ("people", "people", "people.xml"),
        ("glossary", "glossaryDocument", "glossary.xml"),
        ("settings", "settings", "settings.xml"),
        ("web settings", "webSettings", "webSettings.xml"),
        ("fonts", "font", "fonts/a.bin"),
        ("page laid in", "aFChunk", "chunk.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("printer", "printerSettings", "printer.bin"),
        ("extended comments", "commentsExtended", "commentsExtended.xml"),
    ):
        at = f"word/{part}".replace("word/../", "")
        yield f"docx {name}", word_file("", {at: f"<x>{WORD}</x>"}, ((kind, part),))
    comments = (
        f'<w:comments {_NAMES}><w:comment w:id="0" w:author="{WORD}">{paragraph(WORD)}</w:comment>'
    )
    yield (
        "docx comment",
        word_file(
            '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>on</w:t></w:r>'
            '<w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r></w:p>',
            {"word/comments.xml": f"{comments}</w:comments>"},
            (("comments", "comments.xml"),),
        ),
    )
    yield "docx stray part", word_file("", {"stray/a.bin": WORD})
    for name, address in (
        ("user", f"https://{WORD}:x@example.org/"),
        ("query", f"https://example.org/?x={WORD}"),
        ("fragment", f"https://example.org/#{WORD}"),
        ("port of a computer", f"http://{WORD}.local:8080/"),
        ("computer without a dot", f"http://{WORD}/x"),
        ("file", f"file:///home/{WORD}/a.docx"),
    ):
        link = '<w:p><w:hyperlink r:id="rId0"><w:r><w:t>Our page</w:t></w:r></w:hyperlink></w:p>'
        yield f"docx link with a {name}", word_file(link, {}, ((">hyperlink", address),))


def coded(marks: tuple[str, str]) -> str:
    """The word in characters that nobody sees, one for each bit."""
    return "".join(marks[byte >> bit & 1] for byte in WORD.encode() for bit in range(7, -1, -1))


_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Result</w:t></w:r><w:r><w:fldChar '
    'w:fldCharType="end"/></w:r></w:p>'
)
_BOX = "<w:p><w:r>{}</w:r></w:p>"
_ROW = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
_SHADED = '<w:shd w:val="clear" w:fill="{0}"/><w:color w:val="{0}"/>'
_BODIES = {
    "hidden text": paragraph(WORD, "<w:vanish/>"),
    "hidden for a style separator": paragraph(WORD, "<w:vanish/><w:specVanish/>"),
    "hidden in Word of macOS": paragraph(WORD, '<w:vanish w:val="on"/>'),
    "white text": paragraph(WORD, '<w:color w:val="FFFFFF"/>'),
    "nearly white text": paragraph(WORD, '<w:color w:val="FDFDFE"/>'),
    "white text by theme": paragraph(WORD, '<w:color w:val="FFFFFF" w:themeColor="background1"/>'),
    "black text on black": paragraph(WORD, _SHADED.format("000000")),
    "blue text on blue": paragraph(WORD, _SHADED.format("1F497D")),
    "highlighted text in the color of its pen": paragraph(
        WORD, '<w:highlight w:val="yellow"/><w:color w:val="FFFF00"/>'
    ),
    "text of half a point": paragraph(WORD, '<w:sz w:val="1"/>'),
    "text a hundredth wide": paragraph(WORD, '<w:w w:val="1"/><w:sz w:val="2"/>'),
    "deleted text": f'<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{WORD}</w:delText></w:r>'
    "</w:del></w:p>",
    "text that was inserted and deleted": f'<w:p><w:ins w:id="1" w:author="a"><w:del w:id="2" '
    f'w:author="a"><w:r><w:delText>{WORD}</w:delText></w:r></w:del></w:ins></w:p>',
    "text that was deleted as plain text": f'<w:p><w:del w:id="1" w:author="a">{run(WORD)}</w:del>'
    "</w:p>",
    "moved text": f'<w:p><w:moveFrom w:id="1" w:author="a">{run(WORD)}</w:moveFrom></w:p>',
    "author of a change": f'<w:p><w:ins w:id="1" w:author="{WORD}">{run("new")}</w:ins></w:p>',
    "former look": f'<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="{WORD}"/></w:rPr><w:t>x'
    "</w:t></w:r></w:p>",
    "deleted row": f"<w:tbl>{_ROW.format('', paragraph('kept row'))}"
    f"{_ROW.format('<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>', paragraph(WORD))}</w:tbl>",
    "hidden row": f"<w:tbl>{_ROW.format('', paragraph('kept row'))}"
    f"{_ROW.format('<w:trPr><w:hidden/></w:trPr>', paragraph(WORD, '<w:vanish/>'))}</w:tbl>",
    "deleted cell": f"<w:tbl><w:tr><w:tc>{paragraph('kept cell')}</w:tc><w:tc><w:tcPr><w:cellDel "
    f"w:id='1' w:author='a'/></w:tcPr>{paragraph(WORD)}</w:tc></w:tr></w:tbl>",
    "caption of a table": f'<w:tbl><w:tblPr><w:tblCaption w:val="{WORD}"/><w:tblDescription '
    f'w:val="{WORD}"/></w:tblPr>{_ROW.format("", paragraph("kept row"))}</w:tbl>',
    "bookmark": f'<w:p><w:bookmarkStart w:id="0" w:name="{WORD}"/>{run("x")}<w:bookmarkEnd '
    'w:id="0"/></w:p>',
    "element of another program": f"<w:p><zz:note>{WORD}</zz:note>{run('x')}</w:p>",
    "attribute of another program": f'<w:p zz:note="{WORD}">{run("x")}</w:p>',
    "older form of the same thing": '<w:p><mc:AlternateContent><mc:Choice Requires="wps">'
    f"{run('new')}</mc:Choice><mc:Fallback>{run(WORD)}</mc:Fallback></mc:AlternateContent></w:p>",
    "instruction of a field": _FIELD.format(f'MERGEFIELD "{WORD}"'),
    "question of a field": _FIELD.format(f'IF 1=1 "Result" "{WORD}"'),
    "mail of a link field": _FIELD.format(f'HYPERLINK "mailto:{WORD}@example.org"'),
    "tip of a link": f'<w:p><w:hyperlink w:anchor="x" w:tooltip="{WORD}">{run("x")}</w:hyperlink>'
    "</w:p>",
    "place of a link": f'<w:p><w:hyperlink w:anchor="{WORD}">{run("x")}</w:hyperlink></w:p>',
    "name of a control": f'<w:sdt><w:sdtPr><w:alias w:val="{WORD}"/><w:tag w:val="{WORD}"/>'
    f"</w:sdtPr><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>",
    "choices of a control": f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="{WORD}"/>'
    f"</w:dropDownList></w:sdtPr><w:sdtContent>{paragraph('x')}</w:sdtContent></w:sdt>",
    "form field": f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{WORD}"/>'
    f'<w:textInput><w:default w:val="{WORD}"/></w:textInput></w:ffData></w:fldChar></w:r></w:p>',
    "smart tag": f'<w:p><w:smartTag w:uri="urn:x" w:element="{WORD}"><w:smartTagPr><w:attr '
    f'w:name="a" w:val="{WORD}"/></w:smartTagPr>{run("x")}</w:smartTag></w:p>',
    "comment of XML": f"<w:p><!-- {WORD} -->{run('x')}</w:p>",
    "instruction of XML": f"<w:p><?x {WORD}?>{run('x')}</w:p>",
    "hidden text box": _BOX.format(
        '<w:pict><v:shape style="visibility:hidden"><v:textbox><w:txbxContent>'
        f"{paragraph(WORD)}</w:txbxContent></v:textbox></v:shape></w:pict>"
    ),
    "hidden shape": _BOX.format(
        '<w:drawing><wp:anchor><wp:docPr id="1" name="b" hidden="1"/><a:graphic><a:graphicData '
        f'uri="w"><wps:wsp><wps:txbx><w:txbxContent>{paragraph(WORD)}</w:txbxContent></wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    ),
    "bits without width": paragraph("x" + coded(("\u200b", "\u200c"))),
    "bits of joiners": paragraph("x" + coded(("\u200c", "\u200d"))),
    "bits of signs of direction": paragraph("x" + coded(("\u200e", "\u200f"))),
    "bits of selectors": paragraph("x" + coded(("\ufe00", "\ufe01"))),
    "bits of blank letters": paragraph("x" + coded(("\u3164", "\u2800"))),
    "bits of spaces": paragraph("x" + coded((" ", "\u2009")) + "y"),
    "bits at the end": paragraph("x" + coded((" ", "\t"))),
    "tags": paragraph("x" + "".join(chr(0xE0000 + ord(letter)) for letter in WORD)),
    "private letters": paragraph("x" + "".join(chr(0xE000 + ord(letter)) for letter in WORD)),
    "selectors of the supplement": paragraph("x" + "".join(chr(0xE0100 + ord(c)) for c in WORD)),
}
