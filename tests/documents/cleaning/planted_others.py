"""PDFs, pictures, mail, web pages and texts with a word or a color planted where nobody looks."""

import io
import struct
import zlib
from collections.abc import Iterator
from email.message import EmailMessage

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.documents.cleaning.planting import (
    COLOR,
    KEPT,
    WORD,
    cropped_photo,
    noted_photo,
    picture,
    saved,
    svg_with_notes,
)

# PDF --------------------------------------------------------------------------------------------

_SEEN = f"BT /F1 14 Tf 72 700 Td ({KEPT}) Tj ET\n"
_COLOR = "{:.3f} {:.3f} {:.3f}".format(*(shade / 255 for shade in COLOR))


def pdf_file(  # noqa: PLR0913, PLR0917  a part each
    drawing: str = "",
    page: str = "",
    objects: tuple[bytes | str, ...] = (),
    root: str = "",
    resources: str = "",
    info: str = "",
    after: bytes = b"",
    seen: str = _SEEN,
) -> bytes:
    """A PDF of one page, with more in its drawing, its page and its root, and objects from 6 on."""
    content = (seen + drawing).encode("latin-1")
    made: list[bytes | str] = [
        f"<</Type/Catalog/Pages 2 0 R {root}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources"
            f"<</Font<</F1 5 0 R>>{resources}>>{page}>>"
        ),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    ]
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(made, 1):
        places.append(len(data))
        body = each if isinstance(each, bytes) else each.encode("latin-1")
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(made) + 1,
        info.encode(),
        start,
    )
    return bytes(data) + after


def stream(about: str, data: bytes) -> bytes:
    """A packed stream."""
    packed = zlib.compress(data)
    return (
        f"<<{about}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def _jpeg(data: bytes) -> bytes:
    about = (
        "<</Type/XObject/Subtype/Image/Width 300/Height 200/ColorSpace/DeviceRGB/BitsPerComponent 8"
        f"/Filter/DCTDecode/Length {len(data)}>>\nstream\n"
    )
    return about.encode() + data + b"\nendstream"


_SHOWN = f"BT /F1 12 Tf 72 600 Td ({WORD}) Tj ET\n"
_DRAWN = "q 300 0 0 200 72 300 cm /I1 Do Q\n"
_I1 = "/XObject<</I1 6 0 R>>"


def pdf_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each PDF, and the PDF."""
    for what, drawing in (
        ("invisible text", f"3 Tr {_SHOWN}"),
        ("white text", f"1 g {_SHOWN}"),
        ("nearly white text", f"0.99 g {_SHOWN}"),
        ("text of a tenth", _SHOWN.replace("12 Tf", "0.1 Tf")),
        ("text of two points", _SHOWN.replace("12 Tf", "2 Tf")),
        ("text outside the page", _SHOWN.replace("72 600", "900 600")),
        ("text over the edge", _SHOWN.replace("72 600", "608 600")),
        ("text that is cut off", f"q 0 0 10 10 re W n {_SHOWN} Q"),
        ("text under a box", f"{_SHOWN}0 g 60 590 200 30 re f\n"),
        ("text under a white box", f"{_SHOWN}1 g 60 590 200 30 re f\n"),
        ("text under a box with another word", (f"{_SHOWN}0.9 g 60 590 200 30 re f 0 g\n"
         f"{_SHOWN.replace(WORD, 'Shown in its place')}")),
        ("white text on a white box", f"1 g 60 590 200 30 re f {_SHOWN}"),
        ("black text on a black box", f"0 g 60 590 200 30 re f {_SHOWN}"),
        ("text as a border of a cut", f"q 7 Tr {_SHOWN} Q"),
        ("text without width", f"0 Tz {_SHOWN}"),
        ("comment in the drawing", f"% {WORD}\n"),
        ("other words of a piece", (f"/Span <</ActualText({WORD})>> BDC BT /F1 12 Tf 72 600 Td "
         "(shown) Tj ET EMC\n")),
        ("alternative words of a piece", (f"/Span <</Alt({WORD})/E({WORD})>> BDC BT /F1 12 Tf"
         " 72 600 Td (shown) Tj ET EMC\n")),
        ("name of a mark", f"/{WORD} MP\n"),
        ("keys of a picture in line", (f"q 9 0 0 9 72 500 cm BI /W 1/H 1/BPC 8/CS/G/X({WORD}) ID "
         "\0 EI Q\n")),
        ("bytes behind the drawing", f"Q Q Q ({WORD})\n"),
    ):  # fmt: skip
        yield f"pdf {what}", pdf_file(drawing)
    cut = "/CropBox[0 650 612 792]"
    yield "pdf text outside the crop box", pdf_file(_SHOWN, cut)
    yield (
        "pdf scan cut by a crop box",
        pdf_file(_DRAWN, "/CropBox[0 290 200 792]", (_jpeg(cropped_photo()),), "", _I1),
    )
    yield "pdf text half outside the crop box", pdf_file(_SHOWN, "/CropBox[0 604 612 792]")
    yield "pdf picture that is cut off", pdf_file(
        "q 72 300 140 200 re W n 300 0 0 200 72 300 cm /I1 Do Q\n", "",
        (_jpeg(cropped_photo()),), "", _I1,
    )  # fmt: skip
    yield "pdf picture that is not drawn", pdf_file("", "", (_jpeg(cropped_photo()),), "", _I1)
    yield (
        "pdf picture under a box",
        pdf_file(f"{_DRAWN}0.5 g 60 290 330 220 re f\n", "", (_jpeg(cropped_photo()),), "", _I1),
    )
    yield "pdf notes of a picture", pdf_file(_DRAWN, "", (_jpeg(noted_photo()),), "", _I1)
    small = cropped_photo()
    extension = b"JFXX\0\x10" + small
    with_small = picture()[:2] + b"\xff\xe0" + struct.pack(">H", len(extension) + 2) + extension
    yield (
        "pdf small picture in a picture",
        pdf_file(_DRAWN, "", (_jpeg(with_small + picture()[2:]),), "", _I1),
    )
    behind = picture() + noted_photo()
    yield "pdf photo behind a picture", pdf_file(_DRAWN, "", (_jpeg(behind),), "", _I1)
    private = _jpeg(picture()).replace(b"<</Type", f"<</Private({WORD})/Type".encode(), 1)
    yield "pdf private key of a picture", pdf_file(_DRAWN, "", (private,), "", _I1)
    form = stream(f"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>"
                  f"/PieceInfo<</X({WORD})>>", _SHOWN.encode())  # fmt: skip
    yield "pdf form that is not drawn", pdf_file("", "", (form,), "", _I1)
    yield "pdf form that a layer hides", pdf_file("", "", (
        form.replace(b"/Type/XObject", b"/OC 7 0 R/Type/XObject"), f"<</Type/OCG/Name({WORD})>>",
    ), "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>", _I1)  # fmt: skip
    layer = f"/OC /L1 BDC {_SHOWN} EMC\n"
    for what, about, root in (
        ("layer that is off", "<</Type/OCG/Name(a)>>", "/D<</OFF[6 0 R]>>"),
        ("layer that is off by itself", "<</Type/OCG/Name(a)>>", "/D<</BaseState/OFF>>"),
        ("layer of membership", "<</Type/OCMD/OCGs 7 0 R/P/AllOff>>", "/D<</ON[7 0 R]>>"),
        ("layer for export alone", "<</Type/OCG/Name(a)/Usage<</View<</ViewState/OFF>>>>>>",
         "/D<</AS[<</Event/View/Category[/View]/OCGs[6 0 R]>>]>>"),
    ):  # fmt: skip
        objects = (about, "<</Type/OCG/Name(b)>>")
        yield f"pdf {what}", pdf_file(
            layer, "", objects, f"/OCProperties<</OCGs[6 0 R 7 0 R]{root}>>",
            "/Properties<</L1 6 0 R>>",
        )  # fmt: skip
    for what, annotation in (
        ("note", "/Subtype/Text/Rect[72 500 92 520]"),
        ("mark with words", ("/Subtype/Highlight/Rect[72 690 200 715]/QuadPoints[72 715 200 715 72 "
         "690 200 690]/C[1 1 0]")),
        ("hidden remark", "/Subtype/FreeText/F 2/DA(/Helv 12 Tf)/Rect[72 500 300 540]"),
        ("popup", "/Subtype/Popup/Rect[72 400 300 500]"),
        ("link", f"/Subtype/Link/Rect[72 690 200 715]/A<</S/URI/URI(https://{WORD}.example.org)>>"),
        ("attached file", "/Subtype/FileAttachment/Rect[72 500 92 520]/FS<</F(a)/EF<</F 7 0 R>>>>"),
        ("redaction", "/Subtype/Redact/Rect[72 500 200 520]/OverlayText(x)"),
        ("hidden field", f"/Subtype/Widget/FT/Tx/F 2/T({WORD})/V({WORD})/Rect[72 500 300 520]"),
        ("name of a field", f"/Subtype/Widget/FT/Tx/T({WORD})/TU({WORD})/Rect[72 500 300 520]"),
    ):  # fmt: skip
        yield f"pdf {what}", pdf_file("", "/Annots[6 0 R]", (
            f"<</Type/Annot{annotation}/Contents({WORD})/T({WORD})/NM({WORD})>>",
            stream("", WORD.encode()),
        ))  # fmt: skip
    parts: tuple[tuple[str, str, tuple[bytes | str, ...]], ...] = (
        ("attachment", "/Names<</EmbeddedFiles<</Names[(a)<</F(a)/EF<</F 6 0 R>>>>]>>>>",
         (stream("", WORD.encode()),)),
        ("properties of XMP", "/Metadata 6 0 R", (stream("/Type/Metadata", WORD.encode()),)),
        ("script", f"/OpenAction<</S/JavaScript/JS({WORD})>>", ()),
        ("outline", "/Outlines 6 0 R", ("<</First 7 0 R>>", f"<</Title({WORD})/Parent 6 0 R>>")),
        ("tags", "/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R",
         (f"<</K<</S/P/ActualText({WORD})/Alt({WORD})/ID({WORD})>>>>",)),
        ("named place", f"/Names<</Dests<</Names[({WORD})[3 0 R]]>>>>", ()),
        ("label of pages", f"/PageLabels<</Nums[0<</P({WORD})>>]>>", ()),
        ("article", f"/Threads[<</I<</Title({WORD})>>>>]", ()),
        ("form in XML", "/AcroForm<</XFA 6 0 R/Fields[]>>", (stream("", WORD.encode()),)),
        ("object that nothing names", "", (f"({WORD})", stream("", WORD.encode()))),
        ("notes of a program", f"/PieceInfo<</X({WORD})>>", ()),
        ("language", f"/Lang({WORD})", ()),
    )  # fmt: skip
    for what, root, inside in parts:
        yield f"pdf {what}", pdf_file("", "", inside, root)
    yield "pdf title", pdf_file("", "", (f"<</Title({WORD})/X({WORD})>>",), info="/Info 6 0 R")
    yield "pdf small picture of a page", pdf_file("", "/Thumb 6 0 R", (_jpeg(cropped_photo()),))
    yield "pdf bytes at the end", pdf_file(after=WORD.encode())
    yield "pdf earlier version", _earlier()
    yield "pdf letters that say other words", _other_letters()
    yield (
        "pdf drawing made small",
        pdf_file(f"q 0.01 0 0 0.01 72 600 cm {_SHOWN.replace('72 600', '0 0')} Q\n"),
    )
    yield (
        "pdf words made clear",
        pdf_file(
            f"/G1 gs {_SHOWN}", "", ("<</Type/ExtGState/ca 0>>",), "", "/ExtGState<</G1 6 0 R>>"
        ),
    )
    yield "pdf words behind a soft mask", pdf_file(
        f"/G1 gs {_SHOWN}", "",
        ("<</Type/ExtGState/SMask<</S/Luminosity/G 7 0 R>>>>",
         stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Group<</S/Transparency/CS/DeviceGray>>",
                b"0 g 0 0 9 9 re f")),
        "", "/ExtGState<</G1 6 0 R>>",
    )  # fmt: skip
    yield "pdf words in a pattern that nothing uses", pdf_file(
        "", "", (stream("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9"
                        "/YStep 9/Resources<<>>", f"({WORD})".encode()),),
        "", "/Pattern<</P1 6 0 R>>",
    )  # fmt: skip
    yield (
        "pdf layer of a scan",
        pdf_file(
            f"{_DRAWN}3 Tr {_SHOWN.replace('72 600', '80 400')}", "", (_jpeg(picture()),), "", _I1
        ),
    )


def _earlier() -> bytes:
    """A PDF that was saved again without words that were on its page before."""
    before = pdf_file(_SHOWN)
    now = stream("", _SEEN.encode())
    place = len(before)
    added = b"4 0 obj\n" + now + b"\nendobj\n"
    start = place + len(added)
    last = int(before.rpartition(b"startxref\n")[2].split()[0])
    return (
        before
        + added
        + (
            b"xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (place, last, start)
        )
    )


def words_for_others(drawn: str = "Librarian", said: str = WORD) -> bytes:
    """A page whose font says other letters than it draws."""
    names = "".join(f"/{letter}" for letter in drawn)
    about = (
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65 "
        f"{names}]>>/ToUnicode 7 0 R>>"
    )
    return pdf_file(
        f"BT /F2 18 Tf 72 600 Td ({''.join(chr(65 + n) for n in range(len(drawn)))}) Tj ET\n", "",
        (about, stream("", _to_unicode(said).encode())),
        "", "/Font<</F1 5 0 R/F2 6 0 R>>",
    ).replace(b"/Font<</F1 5 0 R>>/Font", b"/Font")  # fmt: skip


def _to_unicode(said: str = WORD) -> str:
    """What says that the characters from 65 on are the letters of the word."""
    table = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for code, letter in enumerate(said, 65))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 "
        f"begincodespacerange <00> <FF> endcodespacerange {len(WORD)} beginbfchar\n{table}\n"
        "endbfchar endcmap end end"
    )


def _other_letters() -> bytes:
    """A page whose font draws blanks, and says that they are letters."""
    shape = stream("", b"500 0 0 0 500 500 d1")
    names = "/".join(f"l{code}" for code in range(len(WORD)))
    procs = "".join(f"/l{n} 7 0 R" for n in range(len(WORD)))
    about = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 500]/FontMatrix[.001 0 0 .001 0 0]/CharProcs"
        f"<<{procs}>>/Encoding<</Differences[65 /{names}]>>/FirstChar 65/LastChar {64 + len(WORD)}"
        f"/Widths[{'500 ' * len(WORD)}]/ToUnicode 8 0 R>>"
    )
    return pdf_file(
        f"BT /F2 12 Tf 72 600 Td ({''.join(chr(65 + n) for n in range(len(WORD)))}) Tj ET\n", "",
        (about, shape, stream("", _to_unicode().encode())),
        "", "/Font<</F1 5 0 R/F2 6 0 R>>",
    ).replace(b"/Font<</F1 5 0 R>>/Font", b"/Font")  # fmt: skip


# Pictures ---------------------------------------------------------------------------------------


def picture_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each picture, and the picture."""
    for kind, ending in (("JPEG", "jpg"), ("PNG", "png"), ("TIFF", "tif"), ("WEBP", "webp")):
        yield f"{ending} notes of a camera", noted_photo(kind)
        yield f"{ending} bytes at the end", picture(kind) + WORD.encode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"sRGB built-in", WORD.encode().ljust(13)[:13])
    wide = profile.replace("sRGB".encode("utf-16-be"), b"zqpl".ljust(8)[:8])
    yield "jpg name of a profile", picture(icc_profile=wide + WORD.encode())
    yield "jpg comment", picture(comment=WORD.encode())
    yield "jpg XMP", _with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + WORD.encode())
    yield "jpg notes of Photoshop", _with_segment(0xED, b"Photoshop 3.0\0" + WORD.encode())
    yield "jpg segment of nobody", _with_segment(0xE9, WORD.encode())
    yield "jpg small picture", _with_segment(0xE0, b"JFXX\0\x10" + cropped_photo())
    yield "jpg second picture behind it", picture() + cropped_photo()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x927C] = WORD.encode()
    yield "jpg notes of the maker", picture(exif=exif)
    notes = PngInfo()
    notes.add_text("Comment", WORD)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{WORD}</x>", zip=True)
    yield "png texts", picture("PNG", pnginfo=notes)
    chunk = WORD.encode()
    private = struct.pack(">I", len(chunk)) + b"prVt" + chunk
    private += struct.pack(">I", zlib.crc32(b"prVt" + chunk))
    plain = picture("PNG")
    yield "png private chunk", plain[:33] + private + plain[33:]
    clear = Image.new("RGBA", (300, 200), (*COLOR, 0))
    clear.paste((90, 90, 90, 255), (40, 40, 120, 120))
    for kind, ending in (("PNG", "png"), ("TIFF", "tif")):
        yield f"{ending} color under what is clear", saved(clear, kind)
    yield "webp color under what is clear", saved(clear, "WEBP", lossless=True, exact=True)
    unused = Image.new("P", (300, 200), 0)
    unused.putpalette([255, 255, 255, *list(WORD.encode()), *[0] * 3])
    yield "png color that nothing has", saved(unused, "PNG")
    faint = Image.new("RGB", (300, 200), "white")
    faint.paste((90, 90, 90), (40, 40, 120, 120))
    frames = [faint, Image.open(io.BytesIO(cropped_photo())).convert("RGB")]
    moving = {"save_all": True, "append_images": frames[1:]}
    yield "gif second picture", saved(frames[0], "GIF", **moving)
    yield "gif comment", saved(faint.convert("P"), "GIF", comment=WORD.encode())
    yield "png second picture of an animation", saved(frames[0], "PNG", **moving)
    yield "webp second picture of an animation", saved(frames[0], "WEBP", lossless=True, **moving)
    yield "tif description", saved(faint, "TIFF", tiffinfo={270: WORD, 305: WORD})
    yield (
        "tif reduced picture",
        saved(frames[0], "TIFF", save_all=True, append_images=[]) + cropped_photo("TIFF"),
    )
    yield "bmp bytes before the pixels", _bmp_with_gap(faint)
    try:
        from pi_heif import register_heif_opener  # noqa: F401  which writes none
    except ImportError:
        return


def _with_segment(kind: int, said: bytes) -> bytes:
    plain = picture()
    return plain[:2] + bytes((0xFF, kind)) + struct.pack(">H", len(said) + 2) + said + plain[2:]


def _bmp_with_gap(image: Image.Image) -> bytes:
    data = saved(image, "BMP")
    start = struct.unpack("<I", data[10:14])[0]
    return (
        data[:10]
        + struct.pack("<I", start + len(WORD))
        + data[14:start]
        + (WORD.encode() + data[start:])
    )


# Web pages, mail and texts ----------------------------------------------------------------------


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each web page, and the page."""
    for what, inside in {
        "hidden attribute": f"<p hidden>{WORD}</p>",
        "hidden until found": f'<div hidden="until-found">{WORD}</div>',
        "style that hides": f'<p style="display:none">{WORD}</p>',
        "style in capitals": f'<p STYLE="color:red; DISPLAY : NONE !important">{WORD}</p>',
        "invisible": f'<p style="visibility:hidden">{WORD}</p>',
        "collapsed": f'<tr style="visibility:collapse"><td>{WORD}</td></tr>',
        "letters of no size": f'<p style="font-size:0">{WORD}</p>',
        "letters of a pixel": f'<p style="font-size:1px;line-height:1px">{WORD}</p>',
        "no strength": f'<p style="opacity:0">{WORD}</p>',
        "no height": f'<div style="max-height:0;overflow:hidden">{WORD}</div>',
        "white on white": f'<p style="color:#fff">{WORD}</p>',
        "white by font": f'<font color="white">{WORD}</font>',
        "clear letters": f'<span style="color:transparent">{WORD}</span>',
        "beside the page": f'<p style="position:absolute;left:-9999px">{WORD}</p>',
        "cut to nothing": f'<p style="position:absolute;clip:rect(0,0,0,0)">{WORD}</p>',
        "indented away": f'<p style="text-indent:-9999px">{WORD}</p>',
        "preheader": f'<div style="display:none;max-height:0;mso-hide:all">{WORD}</div>',
        "hidden for Outlook": f'<p style="mso-hide:all">{WORD}</p>',
        "rule of a class": f"<style>.x{{display:none}}</style><p class=x>{WORD}</p>",
        "rule of an id": f"<style>#x {{ color: red; display: none }}</style><p id=x>{WORD}</p>",
        "rule of a name": f"<style>aside{{visibility:hidden}}</style><aside>{WORD}</aside>",
        "rule in a media": f"<style>@media all{{.x{{display:none}}}}</style><p class=x>{WORD}</p>",
        "in what is hidden": f"<div hidden><p>a</p><p style='display:block'>{WORD}</p></div>",
        "template": f"<template><p>{WORD}</p></template>",
        "script": f"<script>var x = '{WORD}'</script>",
        "without script": f"<noscript>{WORD}</noscript>",
        "comment": f"<!-- {WORD} -->",
        "comment for Outlook": f"<!--[if mso]><p>{WORD}</p><![endif]-->",
        "hidden field": f'<input type="hidden" value="{WORD}">',
        "password": f'<input type="password" value="{WORD}">',
        "data": f'<p data-x="{WORD}" title="{WORD}" id="{WORD}" aria-label="{WORD}">x</p>',
        "folded": f"<details><summary>x</summary><p>{WORD}</p></details>",
        "dialog that is closed": f"<dialog>{WORD}</dialog>",
        "choices": f'<datalist><option value="{WORD}">{WORD}</datalist>',
        "path of a picture": f'<img src="{WORD}.jpg" alt="C:\\Users\\{WORD}\\a.jpg">',
        "name of a picture": f'<img src="x.jpg" alt="{WORD}.jpg">',
        "frame": f'<iframe srcdoc="{WORD}" src="{WORD}"></iframe>',
        "drawing": svg_with_notes(),
        "base": f'<base href="https://{WORD}.example.org/?a"><a href="?x={WORD}">x</a>',
        "query of a link": f'<a href="https://example.org/?mail={WORD}">x</a>',
        "mail of a link": f'<a href="mailto:{WORD}@example.org">x</a>',
        "user of a link": f'<a href="https://{WORD}:x@example.org/">x</a>',
        "link to a computer": f'<a href="http://{WORD}:8080/">x</a>',
        "link to a number": f'<a href="http://10.0.0.7/{WORD}">x</a>',
        "link to a local name": f'<a href="http://desk.local/{WORD}">x</a>',
        "meta": f'<meta name="author" content="{WORD}">',
        "old attribute": f'<p><nobr dynsrc="{WORD}">x</nobr><object data="{WORD}">{WORD}</object>',
        "plain text behind": f"</html>\n<!-- {WORD}",
    }.items():
        yield f"html {what}", f"<html><body><h1>{KEPT}</h1>{inside}</body></html>".encode()


def mails() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each email, and the email."""

    def mail(**headers: str) -> EmailMessage:
        made = EmailMessage()
        made["From"], made["To"] = "a@example.org", "b@example.org"
        made["Subject"], made["Date"] = "Thanks", "Mon, 05 Oct 2026 10:00:00 +0000"
        for name, value in headers.items():
            del made[name.replace("_", "-")]
            made[name.replace("_", "-")] = value
        made.set_content(KEPT)
        return made

    for name in ("From", "To", "Cc", "Bcc", "Reply_To", "Message_ID", "X_Note", "Received"):
        yield f"eml {name.lower()}", mail(**{name: f"<{WORD}@example.org>"}).as_bytes()
    attached = mail()
    attached.add_attachment(WORD.encode(), "text", "plain", filename=f"{WORD}.txt")
    yield "eml attached text", attached.as_bytes()
    photo = mail()
    photo.add_attachment(noted_photo(), "image", "jpeg", filename="a.jpg")
    yield "eml attached photo", photo.as_bytes()
    both = mail()
    both.add_alternative(f"<p>{KEPT}</p><p>{WORD}</p>", "html")
    yield "eml page beside the text", both.as_bytes()
    page = mail()
    page.set_content(f'<div style="display:none">{WORD}</div><p>{KEPT}</p>', subtype="html")
    yield "eml preheader", page.as_bytes()
    preamble = mail()
    preamble.add_attachment(b"x", "text", "plain", filename="a.txt")
    yield (
        "eml words before the parts",
        preamble.as_bytes().replace(b"\n\n--", b"\n\n" + WORD.encode() + b"\n--", 1),
    )
    yield (
        "eml words of no part",
        mail()
        .as_bytes()
        .replace(b"Content-Type", b"Comments: " + WORD.encode() + b"\nContent-Type", 1),
    )
    archive = (
        f"From: {WORD}\nSubject: {WORD}\nContent-Location: file:///home/{WORD}/a.html\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: '
        f"text/html\n\n<html><body><p>{KEPT}</p><p hidden>{WORD}</p></body></html>\n--x\n"
        f"Content-Type: image/jpeg\nContent-Location: {WORD}.jpg\n\nx\n--x--\n"
    )
    yield "mht page saved with all it shows", archive.encode()


_UNSEEN = "".join(
    "\u200b\u200c"[byte >> bit & 1] for byte in WORD.encode() for bit in range(7, -1, -1)
)


def texts() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each text, and the text."""
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in WORD)
    blanks = "".join(" \t"[byte >> bit & 1] for byte in WORD.encode() for bit in range(7, -1, -1))
    for ending in ("txt", "md", "csv"):
        yield f"{ending} bits without width", f"<{KEPT}>{_UNSEEN}x\n".encode()
        yield f"{ending} tags", f"{KEPT}{tags}\n".encode()
    yield "txt bits at the end of a line", f"<{KEPT}>{blanks}\nx".encode()
    yield "md comment", f"{KEPT}\n\n<!-- {WORD} -->\n".encode()
    yield "md place of a link", f"{KEPT}\n\n[x]: https://example.org/?{WORD}\n".encode()
    yield "csv letters of control", f"{KEPT},x\x1b[8m\x00\n".encode() + tags.encode()


def rich_texts() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each file of RTF, and the file."""
    for what, inside in {
        "hidden text": f"{{\\v {WORD}}}",
        "deleted text": f"{{\\deleted {WORD}}}",
        "white text": f"{{\\colortbl;\\red255\\green255\\blue255;}}{{\\cf1 {WORD}}}",
        "remark": f"{{\\*\\annotation {WORD}}}",
        "author": f"{{\\info{{\\author {WORD}}}{{\\doccomm {WORD}}}}}",
        "bookmark": f"{{\\*\\bkmkstart {WORD}}}{{\\*\\bkmkend {WORD}}}",
        "destination of nobody": f"{{\\*\\zzz {WORD}}}",
        "object": f"{{\\object\\objemb{{\\*\\objclass {WORD}}}"
        f"{{\\*\\objdata {WORD.encode().hex()}}}}}",
        "data": f"{{\\*\\datastore {WORD.encode().hex()}}}",
        "variable": f"{{\\*\\docvar {{a}}{{{WORD}}}}}",
    }.items():
        yield f"rtf {what}", f"{{\\rtf1\\ansi {KEPT}\\par {inside}\\par x}}".encode()
