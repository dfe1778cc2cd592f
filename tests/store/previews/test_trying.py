"""Which files open, and what stands against the others, as the helper finds out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.store.documents import to_docx
from lssc_desktop.store.images import Shape, ShapeKind, draw
from lssc_desktop.store.previews import Previewer, PreviewFailed, PreviewFault, Source
from tests.store.previews.pdfs import written

type Keep = Callable[[str, bytes], Source]

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def photo() -> bytes:
    shapes = [
        Shape(ShapeKind.ELLIPSE, (at, at, at + 90, at + 90), f"#{at:02x}88cc")
        for at in range(0, 200, 7)
    ]
    return draw(900, 600, "#ddeeff", shapes)


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.effect_mandelbrot((200, 150), (-2, -1, 1, 1), 30).save(file, kind)
    return file.getvalue()


def locked_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.encrypt("secret", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def letter() -> bytes:
    words = "We asked three families what they read at home. " * 200
    return to_docx(RichText((Paragraph((Span(words),)),)), title="Letter", author="A. Rivera")


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            entry = zipfile.ZipInfo(name)  # of a day that is always the same
            packed.writestr(entry, f"<part>{name}</part>" * 500, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def sheet() -> bytes:
    return archive("[Content_Types].xml", "xl/workbook.xml")


def slides() -> bytes:
    return archive("[Content_Types].xml", "ppt/presentation.xml")


def locked_office() -> bytes:
    """A file of Office with a password: its parts lie encrypted in a compound file."""
    return OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def locked_open_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", "not to be read")
        packed.writestr(
            "META-INF/manifest.xml", "<m:file-entry><m:encryption-data/></m:file-entry>"
        )
    return file.getvalue()


def old_office() -> bytes:
    """The head of a file of Office 97, with its table in sector 0 and its directory in sector 1."""
    head = bytearray(512)
    head[:8] = OLE
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (1).to_bytes(4, "little")
    return bytes(head) + bytes(512 * 8)


def wrong_sum(data: bytes) -> bytes:
    """The same archive with a byte of its first part changed."""
    place = data.index(b"<w:") if b"<w:" in data else len(data) // 3
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("flyer.pdf", written("Story time")),
        ("photo.jpg", photo()),
        ("photo.png", picture("PNG")),
        ("scan.tif", picture("TIFF")),
        ("picture.gif", picture("GIF")),
        ("letter.docx", letter()),
        ("hours.xlsx", sheet()),
        ("talk.pptx", slides()),
        ("all.zip", archive("one.txt")),
    ],
)
def test_a_whole_file_opens(previewer: Previewer, kept: Keep, name: str, data: bytes) -> None:
    assert previewer.opens(kept(name, data), ignore_progress)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("clip.mp4", b"\0\0\0\x18ftypmp42"),
        ("notes.txt", b"Twelve families came."),
        ("photo.heic", b"\0\0\0\x18ftypheic"),
        ("letter.doc", old_office()),
        ("mail.msg", old_office()),
        ("page.html", b"<p>Hours</p>"),
    ],
)
def test_other_kinds_are_not_looked_into(
    previewer: Previewer, kept: Keep, name: str, data: bytes
) -> None:
    assert not previewer.opens(kept(name, data), ignore_progress)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("flyer.pdf", written("Story time")[:300], PreviewFault.DAMAGED),
        ("flyer.pdf", written("Story time")[:-30], PreviewFault.DAMAGED),
        ("flyer.pdf", b"<html>404</html>", PreviewFault.DAMAGED),
        ("flyer.pdf", locked_pdf(), PreviewFault.PASSWORD),
        ("photo.jpg", photo()[: len(photo()) // 2], PreviewFault.DAMAGED),
        ("photo.png", picture("PNG")[: len(picture("PNG")) // 2], PreviewFault.DAMAGED),
        ("scan.tif", picture("TIFF")[: len(picture("TIFF")) // 2], PreviewFault.DAMAGED),
        ("photo.jpg", b"<html>404</html>", PreviewFault.DAMAGED),
        ("letter.docx", letter()[: len(letter()) // 2], PreviewFault.DAMAGED),
        ("letter.docx", wrong_sum(letter()), PreviewFault.DAMAGED),
        ("letter.docx", locked_office(), PreviewFault.PASSWORD),
        ("letter.docx", archive("one.txt"), PreviewFault.DAMAGED),
        ("hours.xlsx", sheet()[: len(sheet()) // 2], PreviewFault.DAMAGED),
        ("hours.xlsx", wrong_sum(sheet()), PreviewFault.DAMAGED),
        ("hours.xlsx", locked_office(), PreviewFault.PASSWORD),
        ("talk.pptx", slides()[: len(slides()) // 2], PreviewFault.DAMAGED),
        ("talk.pptx", locked_office(), PreviewFault.PASSWORD),
        ("letter.odt", locked_open_document(), PreviewFault.PASSWORD),
        ("letter.doc", old_office()[:600], PreviewFault.DAMAGED),
        ("all.zip", archive("one.txt")[:100], PreviewFault.DAMAGED),
        ("flyer.pdf", b"", PreviewFault.EMPTY),
        ("letter.docx", b"", PreviewFault.EMPTY),
        ("clip.mp4", b"", PreviewFault.EMPTY),
    ],
)
def test_a_file_that_nobody_can_open_says_why(
    previewer: Previewer, kept: Keep, name: str, data: bytes, fault: PreviewFault
) -> None:
    with pytest.raises(PreviewFailed) as caught:
        previewer.opens(kept(name, data), ignore_progress)

    assert caught.value.fault is fault


def test_a_file_that_went_away_is_told_as_missing(previewer: Previewer, tmp_path: Path) -> None:
    source = Source("flyer.pdf", "gone", tmp_path / "flyer.pdf")

    with pytest.raises(PreviewFailed) as caught:
        previewer.opens(source, ignore_progress)

    assert caught.value.fault is PreviewFault.MISSING
