"""PDF files made by hand: good ones, and some that nobody makes with good intent."""

import zlib
from collections.abc import Sequence


def pdf(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<< %s /Filter /FlateDecode /Length %d >>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"


def page_of(content: bytes, resources: bytes = b"", box: bytes = b"0 0 612 792") -> list[bytes]:
    """The objects of a file of one page: catalog, pages, page, content, font."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> %s >> >>" % (box, resources),
        stream(content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]


def written(words: str, box: bytes = b"0 0 612 792") -> bytes:
    """One page with some words, and a red square in its lower left corner."""
    content = b"1 0 0 rg 0 0 100 100 re f 0 g BT /F 24 Tf 100 700 Td (%s) Tj ET" % words.encode()
    return pdf(page_of(content, box=box))


def endless() -> bytes:
    """A page of a form that is drawn ten times, each of ten forms, and so on: 10^9 squares."""
    objects = page_of(b"/X6 Do " * 10, b"/XObject << /X6 6 0 R >>")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    for number in range(6, 14):
        inner = b"/Resources << /XObject << /X%d %d 0 R >> >>" % (number + 1, number + 1)
        objects.append(stream(b"/X%d Do " % (number + 1) * 10, form + b" " + inner))
    objects.append(stream(b"0 0 10 10 re f", form))
    return pdf(objects)


def vast_picture() -> bytes:
    """A page with a picture of 30,000 pixels a side, which is 2.7 GB once it is unpacked."""
    picture = (
        b"/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /BitsPerComponent 8"
        b" /ColorSpace /DeviceRGB"
    )
    objects = page_of(b"q 612 0 0 792 0 0 cm /P Do Q", b"/XObject << /P 6 0 R >>")
    squeezer = zlib.compressobj(1)
    packed = b"".join(squeezer.compress(bytes(30_000 * 3)) for _ in range(3_000))
    packed += squeezer.flush()
    head = b"<< %s /Filter /FlateDecode /Length %d >>" % (picture, len(packed))
    return pdf([*objects, head + b"\nstream\n" + packed + b"\nendstream"])


def turning_in_circles() -> bytes:
    """A tree of pages in which a branch is its own parent, said to hold a billion."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 1000000000 >>",
        ]
    )
