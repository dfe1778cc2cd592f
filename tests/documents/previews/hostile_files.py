"""Evidence that costs more than it looks like: small files that are large, slow or endless within.

Each is made here by a few lines; nothing in them does harm by itself.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TO_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEETS}.worksheet+xml"/>
</Types>"""
_RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_TO_PART}/{{kind}}" Target="{{target}}"/>
</Relationships>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def bomb_xlsx(names: int = 5_000, rows: int = 200_000) -> bytes:
    """Return a workbook with thousands of names for one sheet of many rows."""
    sheets = "".join(
        f'<sheet name="S{number}" sheetId="{number}" r:id="rId1"/>'
        for number in range(1, names + 1)
    )
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c></row>'
    data = "".join(row.format(number) for number in range(1, rows + 1))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        book.writestr(
            "_rels/.rels", _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml")
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_TO_PART}"><sheets>{sheets}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>',
        )
    return file.getvalue()


def qp_eml(size: int = 9_000_000) -> bytes:
    """Return a message whose From is one encoded word after another."""
    word = b"=?utf-8?q?=41=42=43?= "
    return b"From: " + word * (size // len(word)) + b"\r\nSubject: x\r\n\r\nBody\r\n"


def hdr_eml(size: int = 20_000_000) -> bytes:
    """Return a message with a very long From of addresses."""
    address = b"a@example.org, "
    return b"From: " + address * (size // len(address)) + b"\r\nSubject: x\r\n\r\nBody\r\n"


def flate_pdf(size: int = 420_000_000) -> bytes:
    """Return a PDF whose page is packed twice, with much of nothing within."""
    packer, inner = zlib.compressobj(9), b""
    block = b" " * 1_000_000
    inner = b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()
    content = zlib.compress(inner, 9)
    return _pdf(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream"
        % (len(content), content),
    )


def forms_pdf(depth: int = 26) -> bytes:
    """Return a PDF with forms that each draw the next one twice."""
    objects = [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R%b>>" % _drawing(5),
        b"<</Length 5>>stream\n/F Do\nendstream",
    ]
    for number in range(depth):
        draws = b"/F Do /F Do" if number + 1 < depth else b"0 0 9 9 re f"
        following = _drawing(6 + number)
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]%b/Length %d>>stream\n%b\nendstream"
            % (following if number + 1 < depth else b"", len(draws), draws)
        )
    return _pdf(*objects)


def _drawing(form: int) -> bytes:
    return b"/Resources<</XObject<</F %d 0 R>>>>" % form


def _pdf(*of_page: bytes) -> bytes:
    """Return a PDF of one page: these objects are 3 (the page) and on."""
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *of_page)
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    )


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "bomb.xlsx": bomb_xlsx,
    "qp.eml": qp_eml,
    "hdr.eml": hdr_eml,
    "flate.pdf": flate_pdf,
    "forms.pdf": forms_pdf,
}
