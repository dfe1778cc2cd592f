"""A small good file of each kind that is read as text, made here, so that tests can spoil it."""

import io
import struct
import wave
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

from tests.documents.previews.compound_files import outlook_message

FILES = Path(__file__).parent / "files"

type Cells = Sequence[Sequence[str | int | float | tuple[float, str]]]
"""Rows of cells; a number with the format in which it is shown."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = f'<Relationship Id="styles" Type="{_RELATIONS}/styles" Target="styles.xml"/>'


def xlsx(sheets: dict[str, Cells], hidden: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets, as Excel writes it."""
    listed, related, types = "", "", ""
    parts = {}
    cells = (cell for rows in sheets.values() for row in rows for cell in row)
    codes = [cell[1] for cell in cells if isinstance(cell, tuple)]
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="r{number}"/>'
        related += (
            f'<Relationship Id="r{number}" Type="{_RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        types += (
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        )
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows, codes)
    package = "http://schemas.openxmlformats.org/package/2006"
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        f'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{related}{_STYLES if codes else ''}</Relationships>",
    }
    if codes:
        forms = "".join(
            f'<numFmt numFmtId="{200 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
            for at, code in enumerate(codes)
        )
        styles = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(len(codes)))
        parts["xl/styles.xml"] = (
            f'<styleSheet xmlns="{_MAIN}"><numFmts>{forms}</numFmts><cellStyleXfs><xf/>'
            f'</cellStyleXfs><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
        )
    return _zipped(parts)


def _sheet(rows: Cells, codes: Sequence[str] = ()) -> str:
    lines = ""
    for down, row in enumerate(rows, 1):
        cells = ""
        for cell in row:
            if isinstance(cell, str):
                cells += f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            elif isinstance(cell, tuple):
                cells += f'<c s="{codes.index(cell[1]) + 1}"><v>{cell[0]}</v></c>'
            else:
                cells += f"<c><v>{cell}</v></c>"
        lines += f'<row r="{down}">{cells}</row>'
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def ods(rows: Cells) -> bytes:
    """A workbook of one sheet, as LibreOffice writes it."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    lines = ""
    for row in rows:
        cells = (
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        lines += f"<table:table-row>{''.join(cells)}</table:table-row>"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Log">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return _zipped(parts)


def _zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def email_message() -> bytes:
    """An email with a text, the same as a page, and a picture."""
    message = EmailMessage()
    message["From"] = "Ana Rivera <ana@example.org>"
    message["To"] = "Library board <board@example.org>"
    message["Cc"] = "Zoë Ünal <zoe@example.org>"
    message["Date"] = "Wed, 25 Nov 2026 14:05:00 -0500"
    message["Subject"] = "Story time in two languages – résumé"
    message.set_content("Dear board,\n\n24 children came.\nThank you.\n")
    message.add_alternative("<p>Dear board,</p><p>24 children came.</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", "application", "pdf", filename="flyer.pdf")
    return message.as_bytes()


def web_archive(page: str) -> bytes:
    """A page as browsers save it with all that it shows."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Subject"] = "Program page"
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype="html")
    return message.as_bytes()


def wav(seconds: float) -> bytes:
    """Silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(1000)
        sound.writeframes(b"\x80" * round(seconds * 1000))
    return file.getvalue()


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def mp4(seconds: int, width: int = 640, height: int = 360) -> bytes:
    """The head of a film, without its pictures (ISO 14496-12)."""
    movie = struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000) + bytes(80)
    track = bytes(76) + struct.pack(">II", width << 16, height << 16)
    return _box(b"ftyp", b"isom\0\0\0\0isom") + _box(
        b"moov", _box(b"mvhd", movie) + _box(b"trak", _box(b"tkhd", track))
    )


def avi(seconds: int) -> bytes:
    """The head of a film of RIFF."""
    head = struct.pack("<10I", 40_000, 0, 0, 0, seconds * 25, 0, 1, 0, 320, 240) + bytes(16)
    inner = b"avih" + struct.pack("<I", len(head)) + head
    lists = b"LIST" + struct.pack("<I", len(inner) + 4) + b"hdrl" + inner
    return b"RIFF" + struct.pack("<I", len(lists) + 4) + b"AVI " + lists


def webm(seconds: float) -> bytes:
    """The head of a film of Matroska (RFC 9559)."""

    def element(which: bytes, content: bytes) -> bytes:
        return which + struct.pack(">I", len(content) | 0x10000000) + content

    info = element(b"\x2a\xd7\xb1", (1_000_000).to_bytes(3)) + element(
        b"\x44\x89", struct.pack(">d", seconds * 1000)
    )
    picture = element(b"\xe0", element(b"\xb0", b"\x02\x80") + element(b"\xba", b"\x01\x68"))
    tracks = element(b"\x16\x54\xae\x6b", element(b"\xae", picture))
    segment = element(b"\x15\x49\xa9\x66", info) + tracks
    return element(b"\x1a\x45\xdf\xa3", b"") + element(b"\x18\x53\x80\x67", segment)


def scan(kind: str, mode: str = "L") -> bytes:
    """A picture of some kind, dark on the left and light on the right."""
    image = Image.linear_gradient("L").rotate(90).resize((64, 64))
    file = io.BytesIO()
    image.convert(mode).save(file, kind)
    return file.getvalue()


PAGE = (
    "<!doctype html><html><head><title>Programs</title><script>alert(1)</script>"
    '<meta charset="utf-8"></head><body><h1>Story times</h1><p>In <b>two</b> languages, see '
    '<a href="https://example.org/plan">the plan</a>.<br>Free.</p><ul><li>Lapsit<li>Teens</ul>'
    "<table><tr><th>Day</th><th>Hour</th></tr><tr><td>Monday</td><td>10 AM</td></tr></table>"
    '<img src="https://example.org/spy.png" alt="A full room"></body></html>'
)

URL = b"[InternetShortcut]\r\nURL=https://example.org/plan?x=1\r\nIconIndex=0\r\n"

WEBLOC = (
    b'<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key>'
    b"<string>https://example.org/plan</string></dict></plist>"
)


def every_kind() -> dict[str, bytes]:
    """A good file of each kind, by the extension of its name."""
    rows: Cells = [["Day", "Children"], ["Monday", 24], ["Friday", 18.5]]
    letter = {0x0037: "Plan", 0x0C1A: "Ana Rivera", 0x1000: "Dear board,\r\n\r\nit works."}
    return {
        "xlsx": xlsx({"Log": rows}),
        "xlsm": xlsx({"Log": rows}),
        "ods": ods(rows),
        "csv": b"Day,Children\nMonday,24\nFriday,18\n",
        "tsv": b"Day\tChildren\nMonday\t24\n",
        "txt": b"24 children came.\n",
        "md": b"# Story time\n\n24 children came.\n",
        "html": PAGE.encode(),
        "mht": web_archive(PAGE),
        "url": URL,
        "webloc": WEBLOC,
        "eml": email_message(),
        "msg": outlook_message(letter, 134_000_000_000_000_000, ("flyer.pdf",)),
        "heic": (FILES / "gradient.heic").read_bytes(),
        "png": scan("PNG"),
        "gif": scan("GIF"),
        "tif": scan("TIFF", "F"),
        "wav": wav(72),
        "mp4": mp4(72),
        "mov": mp4(72),
        "avi": avi(72),
        "webm": webm(72),
    }
