"""What is planted in files of every kind, and a seeker that finds it again, however it is written.

`WORD` and `COLOR` stand nowhere else. `KEPT` is what each file shows, and every copy has to hold.
"""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from html import escape

import pypdfium2
from PIL import Image, UnidentifiedImageError

WORD = "zqplanted"
COLOR = (236, 12, 140)
KEPT = "Bilingual story time"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Making -----------------------------------------------------------------------------------------


def zipped(parts: Mapping[str, bytes | str], comment: str = "") -> bytes:
    """A ZIP of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment.encode()
    return file.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """Relations rId0, rId1...; a kind that begins with > leads out of the package."""
    rows = []
    for number, (kind, target) in enumerate(targets):
        outside = ' TargetMode="External"' if kind.startswith(">") else ""
        name = kind.lstrip(">")
        base = _PACKAGE if name.startswith("metadata") else _OFFICE
        rows.append(
            f'<Relationship Id="rId{number}" Type="{base}/{name}" Target="{escape(target)}"'
            f"{outside}/>"
        )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(rows)}</Relationships>'


def picture(kind: str = "JPEG", **options: object) -> bytes:
    """A white picture with a gray box."""
    image = Image.new("RGB", (300, 200), "white")
    image.paste((90, 90, 90), (40, 40, 120, 120))
    return saved(image, kind, **options)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """A picture as a file."""
    file = io.BytesIO()
    if kind == "JPEG":
        options = {"quality": 95, "subsampling": 0, **options}
    image.save(file, kind, **options)
    return file.getvalue()


def cropped_photo(kind: str = "JPEG") -> bytes:
    """A picture whose right half has the color."""
    image = Image.new("RGB", (300, 200), "white")
    image.paste((90, 90, 90), (20, 40, 100, 120))
    image.paste(COLOR, (160, 20, 290, 180))
    return saved(image, kind)


def noted_photo(kind: str = "JPEG") -> bytes:
    """A picture whose camera and program noted the word."""
    exif = Image.Exif()
    exif[0x013B], exif[0x9C9C] = WORD, WORD.encode("utf-16-le")
    exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 52.0, 41.0), 27: WORD.encode()})
    return picture(kind, exif=exif)


def svg_with_notes() -> str:
    """A drawing that its program named, with a photograph and words in it."""
    inside = base64.b64encode(noted_photo()).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="urn:s" s:docname="'
        + WORD
        + '"><metadata>'
        f'{WORD}</metadata><image href="data:image/jpeg;base64,{inside}"/><rect width="9" height="9'
        '"/></svg>'
    )


# Seeking ----------------------------------------------------------------------------------------

_DEEPEST = 5
_COUNT_OF_COLOR = 12  # pixels; fewer are nobody's picture
_NEAR = 40  # of a channel; what JPEG makes of a color


def left_in(data: bytes) -> list[str]:
    """Where the word, the color or the bits of the word are in a file, after unpacking it all."""
    found = []
    for where, content in _unpacked("", data, 0):
        ways = (name for name, way in _WAYS if way in content.lower())
        found += [f"{where}: {name}" for name in ways]
    found += [f"{where}: color" for where, image in _pictures(data) if _has_color(image)]
    return found


_LATER = WORD.encode()
_WAYS = (
    ("letters", _LATER),
    ("UTF-16", WORD.encode("utf-16-le")),
    ("UTF-16", WORD.encode("utf-16-be")),
    ("hex", _LATER.hex().encode()),
    ("hex of UTF-16", WORD.encode("utf-16-be").hex().encode()),
    ("base64", base64.b64encode(_LATER)[:12].lower()),
    ("base64", base64.b64encode(b"x" + _LATER)[2:13].lower()),
    ("base64", base64.b64encode(b"xx" + _LATER)[3:14].lower()),
    ("references", "".join(f"&#{ord(letter)};" for letter in WORD).encode()),
    ("octal", "".join(f"\\{ord(letter):03o}" for letter in WORD).encode()),
    ("backwards", _LATER[::-1]),
)


def _unpacked(  # noqa: C901  a way of packing each
    where: str, data: bytes, depth: int
) -> Iterator[tuple[str, bytes]]:
    """Yield a file and everything in it: ZIP entries, streams, base64, plain words, hidden bits."""
    yield where, data
    if depth > _DEEPEST:
        return
    if data[:2] == b"PK" or b"PK\x05\x06" in data[-70_000:]:
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile:
            pass
        else:
            yield f"{where} comment", archive.comment
            for entry in archive.infolist():
                yield f"{where}/{entry.filename}", entry.filename.encode() + entry.extra
                yield from _unpacked(f"{where}/{entry.filename}", archive.read(entry), depth + 1)
    for start in re.finditer(rb"stream\r?\n", data):
        unpacker = zlib.decompressobj()
        try:
            yield from _unpacked(
                f"{where} stream", unpacker.decompress(data[start.end() :], 1 << 24), depth + 1
            )
        except zlib.error:
            continue
    for found in re.finditer(rb"[A-Za-z0-9+/\r\n]{40,}={0,2}", data):
        packed = found[0].translate(None, b"\r\n")
        if len(packed) < 1 << 20:
            yield f"{where} base64", base64.b64decode(packed[: len(packed) // 4 * 4])
    if (text := _as_text(data)) is not None:
        yield f"{where} words", re.sub(rb"<[^>]*>", b"", data)
        yield from _bits(where, text)
    if data.startswith(b"%PDF"):
        yield from _words_of_pdf(where, data)


def _as_text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _bits(where: str, text: str) -> Iterator[tuple[str, bytes]]:
    """Yield what two kinds of characters that nobody sees say, one for each bit."""
    for zero, one in (
        *(("\u200b", "\u200c"), ("\u200c", "\u200d"), ("\u200e", "\u200f"), ("\ufe00", "\ufe01")),
        *(("\u3164", "\u2800"), (" ", "\u2009"), (" ", "\t"), ("e\u0301", "\u00e9")),
        *(("-", "\u2010"), ("-", "\u2011"), ("\U00013441", "\U00016fe4"), ("\u00c5", "\u212b")),
        ("a\u0323\u0302", "a\u0302\u0323"),
    ):
        marks = [int(found[0] == one) for found in re.finditer(f"{zero}|{one}", text)]
        for start in range(8):
            taken = marks[start:]
            whole = len(taken) // 8 * 8
            yield (
                f"{where} bits",
                bytes(int("".join(map(str, taken[at : at + 8])), 2) for at in range(0, whole, 8)),
            )
    for base in (0xE0000, 0xE0100, 0xE000):
        said = bytes(ord(each) - base for each in text if base <= ord(each) < base + 0x80)
        yield f"{where} unseen letters", said


def _words_of_pdf(where: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    with document:
        for number, page in enumerate(document):
            said = page.get_textpage().get_text_range()
            yield f"{where} words of page {number + 1}", said.encode()
            yield f"{where} joined words", re.sub(r"\s+", "", said).encode()


def _pictures(data: bytes) -> Iterator[tuple[str, Image.Image]]:
    """Yield all pictures in a file, and the pages of a PDF."""
    for where, content in _unpacked("", data, 3):
        for mark in (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*", b"RIFF"):
            for start in re.finditer(re.escape(mark), content):
                yield from _frames(where, content[start.start() :])
    if data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as document:
            for number, page in enumerate(document):
                yield f"page {number + 1}", page.render(scale=2).to_pil()


def _frames(where: str, data: bytes) -> Iterator[tuple[str, Image.Image]]:
    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in range(min(getattr(image, "n_frames", 1), 5)):
                image.seek(frame)
                yield f"{where} picture", image.copy()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return


def _has_color(image: Image.Image) -> bool:
    """Whether a picture has the color anywhere, also under what is transparent."""
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode not in ("RGB", "RGBA"):
        image = image.convert("RGB")
    near = None
    for band, wanted in zip(image.split()[:3], COLOR, strict=True):
        is_near = band.point(lambda shade, wanted=wanted: 255 * (abs(shade - wanted) < _NEAR))
        near = is_near if near is None else Image.composite(is_near, near, near)
    assert near is not None
    return near.histogram()[255] >= _COUNT_OF_COLOR
