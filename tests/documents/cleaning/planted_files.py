"""Files of every kind with private data planted in them, where people see it and where not.

`seen` is what stands on the page, as a clean copy is told to take it out; `unseen` is what every
clean copy leaves out; `kept` is what has to be in it.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

CARD, MAIL, NAME = "21234005678901", "dora.whitfield@example.org", "Dora Quimby"
SEEN = (CARD, MAIL, NAME)
KEPT = "Bilingual story time"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Planted:
    """A file, and the words that are in it."""

    name: str
    data: bytes
    unseen: tuple[str, ...]
    seen: tuple[str, ...] = SEEN
    kept: tuple[str, ...] = (KEPT,)


def secret(number: int) -> str:
    """A word that stands nowhere else."""
    return f"zqsecret{number:03}"


class Secrets:
    """Hands out words to plant, and remembers them."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def __call__(self) -> str:
        self.all.append(secret(len(self.all)))
        return self.all[-1]


# Pictures ---------------------------------------------------------------------------------------


def photo(said: Secrets, kind: str = "JPEG") -> bytes:
    """A picture with what cameras and programs note: owner, position, comment, a small copy."""
    image = Image.new("RGB", (320, 240), "white")
    ImageDraw.Draw(image).rectangle((40, 40, 200, 120), fill="red")
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x8298] = said(), said(), said()
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 36.0, 20.0), 27: said().encode()})
    exif.get_ifd(0x8769)[0xA430] = said()
    file = io.BytesIO()
    match kind:
        case "PNG":
            notes = PngInfo()
            notes.add_text("Author", said())
            notes.add_itxt("XML:com.adobe.xmp", f"<x>{said()}</x>")
            image.save(file, "PNG", pnginfo=notes, exif=exif)
        case "GIF":
            image.save(file, "GIF", comment=said().encode())
        case "TIFF":
            image.save(
                file, "TIFF", tiffinfo={270: said(), 315: said()}, save_all=True,
                append_images=[Image.new("RGB", (320, 240), "blue")],
            )  # fmt: skip
        case "WEBP":
            image.save(file, "WEBP", exif=exif, xmp=f"<x>{said()}</x>".encode())
        case _:
            image.save(file, "JPEG", exif=exif, comment=said().encode())
    return file.getvalue()


def a_picture(name: str, kind: str) -> Planted:
    """A picture file with notes."""
    said = Secrets()
    data = photo(said, kind)
    found = tuple(word for word in said.all if word.encode() in data)
    assert found
    return Planted(name, data, found, (), ())


# Word -------------------------------------------------------------------------------------------


def word(name: str = "Sign-up.docx") -> Planted:
    """A sign-up sheet in Word with all that Word keeps beside it."""
    said = Secrets()
    document = Document()
    document.core_properties.author = said()
    document.core_properties.title = said()
    document.core_properties.comments = said()
    document.add_heading(KEPT, 1)
    lines = document.add_paragraph("Family one ")
    for piece in ("2123400", "567", "8901"):  # as Word cuts a number that was typed in pieces
        lines.add_run(piece).bold = piece == "567"
    lines.add_run(f" and {MAIL}.")
    document.add_paragraph(f"Signed by {NAME.replace(' ', chr(160))}")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Card"
    table.cell(0, 1).text = CARD
    hidden = document.add_paragraph("Shown ").add_run(said())
    hidden.font.hidden = True
    document.add_picture(io.BytesIO(photo(said)))
    body = document.element.body
    for xml in _WORD_EXTRAS:
        head, *rest = xml.split("{}")
        parts = ((said() if number else "") + part for number, part in enumerate(rest))
        filled = head + nsdecls("w") + "".join(parts)
        body.insert(len(body) - 1, parse_xml(filled))
    relation = document.part.relate_to(f"https://example.org/?{said()}", f"{_R}/hyperlink", True)
    link = parse_xml(
        f'<w:p {nsdecls("w", "r")}><w:hyperlink r:id="{relation}" w:tooltip="{said()}"><w:r><w:t>'
        "Our page</w:t></w:r></w:hyperlink></w:p>"
    )
    body.insert(len(body) - 1, link)
    if hasattr(document, "add_comment"):
        run = document.add_paragraph("Remarked").runs[0]
        document.add_comment(run, text=said(), author=said(), initials="x")
    document.sections[0].header.paragraphs[0].text = f"Header {MAIL}"
    file = io.BytesIO()
    document.save(file)
    made = _with_word_extras(file.getvalue(), said)
    words = (KEPT, "corner room", "Joined paragraphs", "Write to us", "In a control", "Our page")
    return Planted(name, made, tuple(said.all), SEEN, (*words, "Shown"))


_DELETED = (
    '<w:p {}><w:r><w:t>We meet in the </w:t></w:r><w:del w:id="1" w:author="{}" '
    'w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{}</w:delText></w:r></w:del><w:ins w:id="2" '
    'w:author="{}"><w:r><w:t>corner room</w:t></w:r></w:ins></w:p>'
)
_MARK_DELETED = (
    '<w:p {}><w:pPr><w:rPr><w:del w:id="3" w:author="{}"/></w:rPr></w:pPr><w:r>'
    '<w:t xml:space="preserve">Joined </w:t></w:r></w:p>'
)
_NEXT = "<w:p {}><w:r><w:t>paragraphs</w:t></w:r></w:p>"
_LINK_FIELD = (
    '<w:p {}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK '
    '"mailto:{}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>'
    'Write to us</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_CONTROL = (
    '<w:sdt {}><w:sdtPr><w:alias w:val="{}"/><w:tag w:val="{}"/></w:sdtPr><w:sdtContent><w:p>'
    "<w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
_WORD_EXTRAS = (_DELETED, _MARK_DELETED, _NEXT, _LINK_FIELD, _CONTROL)


_MICROSOFT = "http://schemas.microsoft.com/office"
_MACROS = "application/vnd.ms-office.vbaProject"
_PEOPLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"


def _with_word_extras(data: bytes, said: Secrets) -> bytes:
    """Plant what python-docx does not write: macros, custom XML, settings, embedded files."""
    parts = _parts(data)
    types = parts["[Content_Types].xml"].decode()
    related = parts["word/_rels/document.xml.rels"].decode()
    extras = {
        "word/vbaProject.bin": (f"{_MICROSOFT}/2006/relationships/vbaProject", _MACROS),
        "customXml/item1.xml": (f"{_R}/customXml", "application/xml"),
        "word/embeddings/book.xlsx": (f"{_R}/package", "application/zip"),
        "word/people.xml": (f"{_MICROSOFT}/2011/relationships/people", _PEOPLE),
    }
    for number, (name, (kind, content_type)) in enumerate(extras.items()):
        parts[name] = f"<x>{said()}</x>".encode()
        types = types.replace(
            "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
        )
        target = f"../{name}" if name.startswith("custom") else name.removeprefix("word/")
        related = related.replace(
            "</Relationships>",
            f'<Relationship Id="rX{number}" Type="{kind}" Target="{target}"/></Relationships>',
        )
    parts["stray/unknown.bin"] = said().encode()
    settings = parts["word/settings.xml"].decode()
    added = (
        f'<w:docVars><w:docVar w:name="x" w:val="{said()}"/></w:docVars>'
        f'<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
    )
    parts["word/settings.xml"] = settings.replace("</w:settings>", f"{added}</w:settings>").encode()
    parts["[Content_Types].xml"] = types.encode()
    parts["word/_rels/document.xml.rels"] = related.encode()
    return zipped(parts)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A ZIP of these parts, with a comment and old dates as programs leave them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


# Excel ------------------------------------------------------------------------------------------


def workbook(name: str = "Holds.xlsx") -> Planted:
    """A list of holds in Excel with hidden sheets, rows and columns, notes and a chart."""
    from xlsxwriter import Workbook

    said = Secrets()
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.set_properties({"author": said(), "title": said(), "company": said()})
    book.set_custom_property("Desk", said())
    book.define_name("Wanted", f'="{said()}"')
    sheet = book.add_worksheet("Holds")
    sheet.write(0, 0, KEPT)
    sheet.write(1, 0, int(CARD))
    sheet.write(2, 0, f"Card {CARD}")
    sheet.write_rich_string(3, 0, "Write ", book.add_format({"bold": True}), MAIL[:8], MAIL[8:])
    sheet.write(4, 0, NAME)
    sheet.write_formula(5, 0, f'=IF(1=1,"shown","{said()}")', None, "shown")
    sheet.write(6, 0, said())
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.write(0, 5, said())
    sheet.write(1, 5, 123_456_789)
    sheet.set_column(5, 5, 10, None, {"hidden": True})
    sheet.write_comment(0, 0, said(), {"author": said()})
    sheet.write_url(7, 0, f"https://example.org/?{said()}", string="Our page")
    sheet.data_validation(8, 0, 8, 0, {"validate": "list", "source": [said(), "x"]})
    sheet.insert_image(10, 0, "photo.jpg", {"image_data": io.BytesIO(photo(said))})
    sheet.insert_textbox(20, 0, f"Box of {NAME}")
    sheet.set_header(f"&L{MAIL}")
    numbers = book.add_worksheet("Numbers")
    numbers.write_column(0, 0, [3, 4, 5])
    numbers.write_column(0, 1, ["May", "June", "July"])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Numbers!$A$1:$A$3", "categories": "=Numbers!$B$1:$B$3"})
    sheet.insert_chart(25, 0, chart)
    hidden = book.add_worksheet(said())
    hidden.write(0, 0, said())
    hidden.hide()
    very = book.add_worksheet("Other")
    very.write(0, 0, said())
    very.very_hidden()
    book.close()
    return Planted(name, file.getvalue(), tuple(said.all), SEEN, (KEPT, "shown", "Our page"))


# PowerPoint -------------------------------------------------------------------------------------

_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SPACES = f'xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}" xmlns:r="{_R}"'
_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


def slides(name: str = "Talk.pptx") -> Planted:
    """Slides with notes, comments, a hidden slide, a hidden shape and an embedded file."""
    said = Secrets()
    office = "application/vnd.openxmlformats-officedocument.presentationml."
    named = {
        "ppt/presentation.xml": f"{office}presentation.main+xml",
        "ppt/slides/slide1.xml": f"{office}slide+xml",
        "ppt/slides/slide2.xml": f"{office}slide+xml",
        "ppt/slideLayouts/slideLayout1.xml": f"{office}slideLayout+xml",
        "ppt/slideMasters/slideMaster1.xml": f"{office}slideMaster+xml",
        "ppt/notesSlides/notesSlide1.xml": f"{office}notesSlide+xml",
        "ppt/comments/comment1.xml": f"{office}comments+xml",
        "ppt/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in named.items()
    )
    split = "".join(f"<a:r><a:t>{piece}</a:t></a:r>" for piece in (CARD[:5], CARD[5:]))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Default Extension="bin" ContentType="application/octet-stream"/>{types}</Types>',
        "_rels/.rels": _rels(
            ("officeDocument", "ppt/presentation.xml"),
            (f"{_P}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f"<c>{said()}</c>",
        "ppt/presentation.xml": f"<p:presentation {_SPACES}><p:sldMasterIdLst><p:sldMasterId "
        'id="2147483648" r:id="r1"/></p:sldMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="r2"/>'
        '<p:sldId id="257" r:id="r3"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz '
        f'cx="6858000" cy="9144000"/><p:extLst><p:ext uri="x"><p:x name="{said()}"/></p:ext>'
        "</p:extLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": _rels(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("slide", "slides/slide1.xml"),
            ("slide", "slides/slide2.xml"),
        ),
        "ppt/slides/slide1.xml": _slide(
            _shape(2, f"<a:r><a:t>{KEPT}</a:t></a:r>")
            + _shape(3, split)
            + _shape(4, f"<a:r><a:t>{MAIL}, {NAME}</a:t></a:r>", said())
            + _shape(5, f"<a:r><a:t>{said()}</a:t></a:r>", hidden=True)
            + _link(6, "r4")
            + '<p:pic><p:nvPicPr><p:cNvPr id="9" name="photo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            '<p:blipFill><a:blip r:embed="r5"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            '<p:spPr><a:xfrm><a:off x="5000000" y="4000000"/><a:ext cx="2000000" cy="1500000"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        ),
        "ppt/slides/_rels/slide1.xml.rels": _rels(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"),
            ("notesSlide", "../notesSlides/notesSlide1.xml"),
            ("comments", "../comments/comment1.xml"),
            ("slide", "slide2.xml"),
            ("image", "../media/Doras photo.jpg"),
            ("oleObject", "../embeddings/old.bin"),
        ),
        "ppt/slides/slide2.xml": _slide(_shape(2, f"<a:r><a:t>{said()}</a:t></a:r>"), shown=False),
        "ppt/slides/_rels/slide2.xml.rels": _rels(
            ("slideLayout", "../slideLayouts/slideLayout1.xml")
        ),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {_SPACES}><p:cSld><p:spTree>{_TREE}"
        "</p:spTree></p:cSld></p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _rels(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {_SPACES}><p:cSld><p:spTree>{_TREE}"
        '</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" '
        'accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" '
        'accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId '
        'id="2147483649" r:id="r1"/></p:sldLayoutIdLst></p:sldMaster>',
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
        ),
        "ppt/theme/theme1.xml": _THEME,
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {_SPACES}><p:cSld><p:spTree>{_TREE}"
        f"{_shape(2, f'<a:r><a:t>{said()}</a:t></a:r>')}</p:spTree></p:cSld></p:notes>",
        "ppt/comments/comment1.xml": f"<p:cmLst {_SPACES}><p:cm><p:text>{said()}</p:text></p:cm>"
        "</p:cmLst>",
        "ppt/embeddings/old.bin": said(),
        "ppt/media/Doras photo.jpg": photo(said),
    }
    return Planted(name, zipped(parts), tuple(said.all))


def _rels(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind if kind.startswith("http") else f"{_R}/{kind}"}"'
        f' Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_P}/relationships">{listed}</Relationships>'


def _slide(shapes: str, *, shown: bool = True) -> str:
    state = "" if shown else ' show="0"'
    return f"<p:sld {_SPACES}{state}><p:cSld><p:spTree>{_TREE}{shapes}</p:spTree></p:cSld></p:sld>"


def _shape(number: int, runs: str, alt: str = "", *, hidden: bool = False) -> str:
    state = ' hidden="1"' if hidden else ""
    described = f' descr="{NAME}"' if alt else ""
    extra = f'<a:extLst><a:ext uri="x"><x id="{alt}"/></a:ext></a:extLst>' if alt else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Box {number}"{described}{state}>{extra}'
        f'</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="600000" '
        f'y="{number * 700000}"/><a:ext cx="7000000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p>{runs}</a:p></p:txBody></p:sp>"
    )


def _link(number: int, identity: str) -> str:
    run = (
        f'<a:r><a:rPr><a:hlinkClick r:id="{identity}" action="ppaction://hlinksldjump"/></a:rPr>'
        "<a:t>Next</a:t></a:r>"
    )
    return _shape(number, run)


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_COLORS = "".join(
    f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
    for name, value in (
        *(("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1F497D"), ("lt2", "EEECE1")),
        *((f"accent{number}", "4F81BD") for number in range(1, 7)),
        *(("hlink", "0000FF"), ("folHlink", "800080")),
    )
)
_FACE = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
_THEME = (
    f'<a:theme xmlns:a="{_DRAWING}" name="Plain"><a:themeElements><a:clrScheme name="Plain">'
    f'{_COLORS}</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>{_FACE}</a:majorFont>'
    f'<a:minorFont>{_FACE}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>'
    f"{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>"
    f"{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme></a:themeElements></a:theme>"
)


# LibreOffice ------------------------------------------------------------------------------------

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_SPACES = " ".join(
    (
        *(f'xmlns:{name}="{_URN}{name}:1.0"' for name in ("office", "text", "table", "style")),
        f'xmlns:draw="{_URN}drawing:1.0"',
        f'xmlns:presentation="{_URN}presentation:1.0"',
        f'xmlns:fo="{_URN}xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_URN}svg-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'office:version="1.3"',
    )
)


def opendocument(name: str) -> Planted:
    """A text, a sheet or slides of LibreOffice with remarks, hidden parts, properties, macros."""
    said = Secrets()
    extension = name.rpartition(".")[2]
    body = {"odt": _odt_body, "ods": _ods_body, "odp": _odp_body}[extension](said)
    kind = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[extension]
    media = f"application/vnd.oasis.opendocument.{kind}"
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties '
        'text:display="none"/></style:style><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style><style:style '
        'style:name="dp2" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style>'
    )
    content = (
        f"<office:document-content {_ODF_SPACES}><office:scripts><office:x>{said()}</office:x>"
        f"</office:scripts><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    entries = ("content.xml", "meta.xml", "Pictures/Dora.jpg", "Basic/Standard/Module1.xml")
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{each}" manifest:media-type=""/>'
        for each in entries
    )
    parts: dict[str, bytes | str] = {
        "mimetype": media,
        "content.xml": content,
        "meta.xml": f"<office:document-meta {_ODF_SPACES}><office:meta><dc:creator>{said()}"
        "</dc:creator></office:meta></office:document-meta>",
        "settings.xml": f"<x>{said()}</x>",
        "Pictures/Dora.jpg": photo(said),
        "Basic/Standard/Module1.xml": f"<x>{said()}</x>",
        "Thumbnails/thumbnail.png": photo(said, "PNG"),
        "Versions/1": said(),
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0"><manifest'
        f':file-entry manifest:full-path="/" manifest:media-type="{media}"/>{listed}'
        "</manifest:manifest>",
    }
    return Planted(name, zipped(parts), tuple(said.all))


def _remark(said: Secrets) -> str:
    return (
        f"<office:annotation><dc:creator>{said()}</dc:creator><text:p>{said()}</text:p>"
        "</office:annotation>"
    )


_FRAME = (
    '<draw:frame svg:width="4cm" svg:height="3cm"><draw:image xlink:href="Pictures/Dora.jpg" '
    'xlink:type="simple"/></draw:frame>'
)


def _odt_body(said: Secrets) -> str:
    return (
        f'<office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"<office:change-info><dc:creator>{said()}</dc:creator></office:change-info><text:p>"
        f"{said()}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>{KEPT}{_remark(said)}</text:p>"
        f"<text:p>Card {CARD[:4]}<text:span>{CARD[4:]}</text:span>"
        f'<text:change text:change-id="c1"/> and <text:a xlink:href="mailto:{said()}">{MAIL}'
        f"</text:a>, {NAME}.</text:p>"
        f'<text:p>Shown <text:span text:style-name="T1">{said()}</text:span></text:p>'
        f'<text:section text:name="{"Section"}" text:display="none"><text:p>{said()}</text:p>'
        f'</text:section><text:p><text:hidden-text text:string-value="{said()}"/></text:p>'
        f"<text:p>{_FRAME}</text:p></office:text>"
    )


def _ods_body(said: Secrets) -> str:
    def cell(words: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p>'
            "</table:table-cell>"
        )

    number = (
        f'<table:table-cell office:value-type="float" office:value="{CARD}"><text:p>{CARD}</text:p>'
        "</table:table-cell>"
    )
    formula = f' table:formula="of:=&quot;{said()}&quot;"'
    return (
        '<office:spreadsheet><table:table table:name="Holds"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/><table:table-column/>'
        f"<table:table-row>{cell(KEPT)}{cell(said())}{cell('shown', formula)}</table:table-row>"
        f"<table:table-row>{number}{cell(MAIL + ', ' + NAME)}{cell(MAIL)}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{cell(said())}</table:table-row>'
        f"<table:table-row><table:table-cell>{_remark(said)}<text:p>{NAME}</text:p>"
        f"</table:table-cell></table:table-row></table:table>"
        f'<table:table table:name="{said()}" table:style-name="ta2"><table:table-column/>'
        f"<table:table-row>{cell(said())}</table:table-row></table:table>"
        f'<table:named-expressions><table:named-expression table:name="x" table:expression='
        f'"&quot;{said()}&quot;"/></table:named-expressions></office:spreadsheet>'
    )


def _odp_body(said: Secrets) -> str:
    def box(words: str) -> str:
        return (
            '<draw:frame svg:x="1cm" svg:y="1cm" svg:width="20cm" svg:height="2cm"><draw:text-box>'
            f"<text:p>{words}</text:p></draw:text-box></draw:frame>"
        )

    return (
        f'<office:presentation><draw:page draw:name="One">{box(KEPT)}{box(f"{CARD} {MAIL} {NAME}")}'
        f"{_FRAME}<presentation:notes>{box(said())}</presentation:notes>{_remark(said)}</draw:page>"
        f'<draw:page draw:name="{said()}" draw:style-name="dp2">{box(said())}</draw:page>'
        f"</office:presentation>"
    )


# PDF --------------------------------------------------------------------------------------------


def pdf(name: str = "Slips.pdf") -> Planted:
    """Two pages of a PDF, the first with private data, and everything that a PDF keeps beside."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import FreeText, Link
    from pypdf.generic import (
        ArrayObject,
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    said = Secrets()
    writer = PdfWriter()
    lines = (
        (f"{KEPT}", f"Card {CARD}", f"Write to {MAIL}", f"Signed {NAME}"),
        ("Page two keeps its words", "Hours nine to five"),
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for words in lines:
        page = writer.add_blank_page(612, 792)
        drawn = "".join(f"({each}) Tj 0 -40 Td " for each in words)
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 18 Tf 72 700 Td {drawn}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        page[NameObject("/PieceInfo")] = DictionaryObject(
            {NameObject("/X"): TextStringObject(said())}
        )
    writer.add_metadata({"/Author": said(), "/Title": said()})
    writer.add_attachment("list.txt", said().encode())
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject(f"app.alert('{said()}')"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_annotation(1, FreeText(text=said(), rect=(50, 50, 200, 100)))
    writer.add_annotation(1, Link(rect=(50, 50, 200, 100), url=f"https://{said()}.example.org"))
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/T"): TextStringObject(said()),
            NameObject("/V"): TextStringObject(said()),
            NameObject("/Rect"): ArrayObject([NumberObject(each) for each in (10, 10, 90, 30)]),
        }
    )
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([writer._add_object(field)])}
    )
    writer.add_outline_item(title=said(), page_number=0)
    file = io.BytesIO()
    writer.write(file)
    later = PdfWriter(PdfReader(io.BytesIO(file.getvalue())), incremental=True)
    later.add_metadata({"/Title": said()})
    changed = io.BytesIO()
    later.write(changed)
    kept = ("Page two keeps its words", "Hours nine to five")
    return Planted(name, changed.getvalue(), tuple(said.all), SEEN, kept)


# Texts and emails ------------------------------------------------------------------------------


def text(name: str) -> Planted:
    """A plain text."""
    words = f"{KEPT}\n\nCard {CARD}, {MAIL}, {NAME.upper()}\n"
    return Planted(name, words.encode(), ())


def mail(name: str = "Thanks.eml") -> Planted:
    """An email with headers, an HTML body beside the text, and a file."""
    said = Secrets()
    message = EmailMessage()
    message["From"] = f"{said()} <{said()}@example.org>"
    message["To"] = f"{said()}@example.org"
    message["Subject"] = "Thank you"
    message["Date"] = "Mon, 4 May 2026 10:00:00 -0500"
    message["X-Originating-IP"] = said()
    message["Message-ID"] = f"<{said()}@example.org>"
    message.set_content(f"{KEPT}\nMy card is {CARD}.\n{MAIL}\n{NAME}\n")
    message.add_alternative(f"<p>{said()}</p>", subtype="html")
    message.add_attachment(said().encode(), "text", "plain", filename=f"{said()}.txt")
    return Planted(name, bytes(message), tuple(said.all), SEEN, (KEPT, "Thank you"))


def page(name: str = "Events.html") -> Planted:
    """A web page."""
    said = Secrets()
    words = (
        f"<html><head><meta name='author' content='{said()}'><script>var x='{said()}'</script>"
        f"</head><body><!-- {said()} --><h1>{KEPT}</h1><p>{CARD} <a href='mailto:{said()}'>{MAIL}"
        f"</a> {NAME}</p></body></html>"
    )
    return Planted(name, words.encode(), tuple(said.all))


EVERY_KIND: Mapping[str, Callable[[], Planted]] = {
    "docx": word,
    "docm": lambda: word("Sign-up.docm"),
    "xlsx": workbook,
    "pptx": slides,
    "odt": lambda: opendocument("Sign-up.odt"),
    "ods": lambda: opendocument("Holds.ods"),
    "odp": lambda: opendocument("Talk.odp"),
    "pdf": pdf,
    "jpg": lambda: a_picture("Shelf.jpg", "JPEG"),
    "png": lambda: a_picture("Screen.png", "PNG"),
    "gif": lambda: a_picture("Screen.gif", "GIF"),
    "tif": lambda: a_picture("Scan.tif", "TIFF"),
    "webp": lambda: a_picture("Shelf.webp", "WEBP"),
    "txt": lambda: text("Notes.txt"),
    "md": lambda: text("Notes.md"),
    "csv": lambda: text("Notes.csv"),
    "eml": mail,
    "html": page,
}
