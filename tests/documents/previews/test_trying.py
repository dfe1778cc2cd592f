"""Which files open, and what stands against the others, as the helper finds out."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from pypdf import PdfWriter

from lssc_desktop.core.files.seen import Barrier
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.documents.images import Shape, ShapeKind, draw
from lssc_desktop.documents.previews import Previewer, PreviewFailed, PreviewFault, Source, Trial
from lssc_desktop.documents.word import to_docx
from tests.documents.previews.compound import compound
from tests.documents.previews.pdfs import written

type Keep = Callable[[str, bytes], Source]


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
    return compound({"EncryptionInfo": b"", "EncryptedPackage": b"secret"})


def locked_open_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", "not to be read")
        packed.writestr(
            "META-INF/manifest.xml", "<m:file-entry><m:encryption-data/></m:file-entry>"
        )
    return file.getvalue()


def old_word(flags: int = 0) -> bytes:
    """A document of Word 97 to 2003; the first bit of `flags` says that it is encrypted."""
    return compound({"WordDocument": b"\xec\xa5\xc1" + bytes(8) + bytes([flags])})


def old_sheet(*, locked: bool = False, macros: bool = False, macro_sheet: bool = False) -> bytes:
    """A workbook of Excel 97 to 2003."""
    begins = b"\x09\x08\x04\x00\x00\x06\x05\x00"
    lock = b"\x2f\x00\x02\x00\x01\x00" if locked else b"\x42\x00\x02\x00\xe4\x04"
    more = {"_VBA_PROJECT": b"Sub Hours()"} if macros else {}
    sheet = b"\x85\x00\x0a\x00" + bytes(4) + b"\x00" + bytes([macro_sheet]) + b"\x02\x00Hi"
    return compound({"Workbook": begins + lock + sheet + b"\x0a\x00\x00\x00", **more})


def old_slides(*, macros: bool) -> bytes:
    """A slide show of PowerPoint 97 to 2003, with what says whether it has macros."""
    said = b"\x0f\x00\xff\x03\x14\x00\x00\x00\x02\x00\x00\x04\x0c\x00\x00\x00"
    said += bytes([3, 0, 0, 0, macros, 0, 0, 0, 2, 0, 0, 0])
    return compound({"PowerPoint Document": b"\x0f\x00\xe8\x03" + bytes(4) + said})


def mail() -> bytes:
    """A message as Outlook saves it."""
    return compound({"__properties_version1.0": b"", "__substg1.0_0037001F": b"H\0i\0"})


def boxes(*kinds: bytes) -> bytes:
    """A film or a HEIC picture: boxes one after the other."""
    brand = b"heic" if b"meta" in kinds else b"mp42"
    head = b"\x00\x00\x00\x18ftyp" + brand + bytes(12)
    return head + b"".join((2008).to_bytes(4, "big") + kind + bytes(2000) for kind in kinds)


def film() -> bytes:
    return boxes(b"mdat", b"moov")


def heic() -> bytes:
    return boxes(b"meta", b"mdat")


def sound() -> bytes:
    return b"RIFF" + (4032).to_bytes(4, "little") + b"WAVEfmt " + bytes(4024)


def pages(*more: str) -> bytes:
    """A document of Pages."""
    return archive("Index/Document.iwa", "Metadata/Properties.plist", "preview.jpg", *more)


def owned_pdf() -> bytes:
    """A PDF that everybody can open, and only its owner may change."""
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.encrypt("", "the owner's", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def stored(name: str, data: bytes) -> bytes:
    """An archive of one file as it is, which begins soon after the archive itself."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, data)
    return file.getvalue()


HEIC = (Path(__file__).parent / "files" / "gradient.heic").read_bytes()
PDF = written("Story time")
PROGRAM = b"MZ" + bytes(58) + b"PE\0\0" + bytes(2000)
LINK = bytes.fromhex("4C0000000114020000000000C000000000000046") + bytes(300)
ALIAS = b"book\0\0\0\0mark\0\0\0\0" + bytes(300)
ADDRESS = b"[InternetShortcut]\r\nURL=https://example.org/hours\r\n"
OWN_DISK = b"[InternetShortcut]\r\nURL=file:///C:/Users/ana/hours.xlsx\r\n"
STARTER = b"[Desktop Entry]\nType=Application\nExec=/usr/bin/gnome-text-editor\n"
OLD_SHEET_4 = bytes.fromhex("0904060000001000") + bytes(3000)
RICH = rb"{\rtf1\ansi {\b Story time} for \{two\} families.}"


def wrong_sum(data: bytes) -> bytes:
    """The same archive with a byte of its first part changed."""
    place = data.index(b"<w:") if b"<w:" in data else len(data) // 3
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def wrong_crc(data: bytes) -> bytes:
    """The same PNG with a byte of its pixels changed."""
    place = data.index(b"IDAT") + 20
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
        ("flyer.pdf", owned_pdf()),
        ("letter.doc", old_word()),
        ("letter.doc", RICH),
        ("letter.doc", b"<html><body>As Word saves for the web</body></html>"),
        ("hours.xls", old_sheet()),
        ("hours.xls", b"Day\tHours\nMonday\t9 to 5\n"),
        ("letter.rtf", RICH),
        ("clip.mp4", film()),
        ("talk.wav", sound()),
        ("notes.txt", b"Twelve families came."),
        ("notes.txt", "Twelve families came.".encode("utf-16")),
        ("page.html", b"<p>Hours</p>"),
        ("mail.eml", b"From: ana@example.org\n\nTwelve families came."),
    ],
)
def test_a_whole_file_opens(previewer: Previewer, kept: Keep, name: str, data: bytes) -> None:
    assert previewer.opens(kept(name, data), ignore_progress) == Trial(opened=True)


def test_a_kind_that_begins_in_many_ways_is_not_looked_into(
    previewer: Previewer, kept: Keep
) -> None:
    source = kept("song.mp3", b"\xff\xfb\x90" + bytes(3000))
    assert previewer.opens(source, ignore_progress) == Trial(opened=False)


@pytest.mark.parametrize(
    ("name", "data", "opened", "barrier"),
    [
        ("IMG_1.heic", heic(), True, Barrier.APPLE_PICTURE),
        ("IMG_1.heic", HEIC, True, Barrier.APPLE_PICTURE),
        ("IMG_1.jpg", heic(), True, Barrier.APPLE_PICTURE),
        ("plan.pages", pages(), True, Barrier.APPLE_DOCUMENT),
        ("plan.pages", stored("QuickLook/Preview.pdf", PDF), True, Barrier.APPLE_DOCUMENT),
        ("mail.msg", mail(), True, Barrier.OUTLOOK),
        ("hours.xls", old_sheet(macros=True), True, Barrier.MACROS),
        ("hours.xlsm", archive("[Content_Types].xml", "xl/vbaProject.bin"), True, Barrier.MACROS),
        ("hours.xls", old_sheet(macro_sheet=True), True, Barrier.MACROS),
        ("talk.ppt", old_slides(macros=True), True, Barrier.MACROS),
        ("talk.ppt", old_slides(macros=False), True, None),
        ("hours.hta", b"<html>", False, Barrier.PROGRAM),
        ("hours.xls", OLD_SHEET_4, False, Barrier.RARE),
        ("flyer.pub", compound({"Contents": b""}), True, Barrier.RARE),
        ("setup.exe", PROGRAM, False, Barrier.PROGRAM),
        ("setup", PROGRAM, False, Barrier.PROGRAM),
        ("clean.bat", b"@echo off\n", False, Barrier.PROGRAM),
        ("hours.lnk", LINK, False, Barrier.SHORTCUT),
        ("hours", ALIAS, False, Barrier.SHORTCUT),
        ("hours.url", OWN_DISK, False, Barrier.SHORTCUT),
        ("notes.desktop", STARTER, False, Barrier.SHORTCUT),
        ("hours.gsheet", b'{"doc_id": "1"}', False, Barrier.SHORTCUT),
        ("hours.url", ADDRESS, False, Barrier.WEB_LINK),
        ("hours.webloc", b"<plist><string>https://example.org</string>", False, Barrier.WEB_LINK),
        ("all.7z", b"7z\xbc\xaf\x27\x1c" + bytes(90), False, Barrier.ARCHIVE),
        ("hours.xyz", b"Twelve families came.", False, Barrier.UNKNOWN),
    ],
)
def test_a_file_that_many_cannot_open_says_why(
    previewer: Previewer, kept: Keep, name: str, data: bytes, opened: bool, barrier: Barrier
) -> None:
    assert previewer.opens(kept(name, data), ignore_progress) == Trial(opened, barrier)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("flyer.pdf", written("Story time")[:300], PreviewFault.DAMAGED),
        ("flyer.pdf", written("Story time")[:-30], PreviewFault.DAMAGED),
        ("flyer.pdf", b"<html>404</html>", PreviewFault.WRONG_KIND),
        ("flyer.pdf", PROGRAM, PreviewFault.WRONG_KIND),
        ("flyer.pdf", bytes(5000), PreviewFault.DAMAGED),
        ("flyer.pdf", locked_pdf(), PreviewFault.PASSWORD),
        ("photo.jpg", photo()[: len(photo()) // 2], PreviewFault.DAMAGED),
        ("photo.png", picture("PNG")[: len(picture("PNG")) // 2], PreviewFault.DAMAGED),
        ("scan.tif", picture("TIFF")[: len(picture("TIFF")) // 2], PreviewFault.DAMAGED),
        ("photo.jpg", b"<html>404</html>", PreviewFault.WRONG_KIND),
        ("photo.png", wrong_crc(picture("PNG")), PreviewFault.DAMAGED),
        ("IMG_1.heic", heic()[:1500], PreviewFault.DAMAGED),
        ("IMG_1.heic", HEIC[: len(HEIC) // 2], PreviewFault.DAMAGED),
        ("clip.mp4", film()[:1500], PreviewFault.DAMAGED),
        ("clip.mov", film()[:3000], PreviewFault.DAMAGED),
        ("clip.mp4", boxes(b"mdat"), PreviewFault.DAMAGED),
        ("talk.wav", sound()[:900], PreviewFault.DAMAGED),
        ("notes.txt", bytes(5000), PreviewFault.DAMAGED),
        ("notes.txt", PROGRAM, PreviewFault.WRONG_KIND),
        ("song.mp3", b"<html>404</html>", PreviewFault.WRONG_KIND),
        ("letter.docx", letter()[: len(letter()) // 2], PreviewFault.DAMAGED),
        ("letter.docx", wrong_sum(letter()), PreviewFault.DAMAGED),
        ("letter.docx", locked_office(), PreviewFault.PASSWORD),
        ("letter.docx", archive("one.txt"), PreviewFault.WRONG_KIND),
        ("letter.docx", old_word(), PreviewFault.WRONG_KIND),
        ("letter.docx", written("Story time"), PreviewFault.WRONG_KIND),
        ("letter.odt", archive("one.txt"), PreviewFault.WRONG_KIND),
        ("hours.xlsx", sheet()[: len(sheet()) // 2], PreviewFault.DAMAGED),
        ("hours.xlsx", wrong_sum(sheet()), PreviewFault.DAMAGED),
        ("hours.xlsx", locked_office(), PreviewFault.PASSWORD),
        ("talk.pptx", slides()[: len(slides()) // 2], PreviewFault.DAMAGED),
        ("talk.pptx", locked_office(), PreviewFault.PASSWORD),
        ("letter.odt", locked_open_document(), PreviewFault.PASSWORD),
        ("letter.doc", old_word()[: len(old_word()) // 2], PreviewFault.DAMAGED),
        ("letter.doc", old_word(flags=1), PreviewFault.PASSWORD),
        ("hours.xls", old_sheet()[: len(old_sheet()) // 2], PreviewFault.DAMAGED),
        ("hours.xls", old_sheet(locked=True), PreviewFault.PASSWORD),
        ("mail.msg", mail()[: len(mail()) // 2], PreviewFault.DAMAGED),
        ("mail.msg", b"From: ana@example.org", PreviewFault.DAMAGED),
        ("plan.pages", pages()[: len(pages()) // 2], PreviewFault.DAMAGED),
        ("plan.pages", pages(".iwpv2"), PreviewFault.PASSWORD),
        ("letter.rtf", RICH[:-9], PreviewFault.DAMAGED),
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


KINDS: dict[str, bytes] = {
    "flyer.pdf": PDF,
    "photo.jpg": photo(),
    "photo.png": picture("PNG"),
    "scan.tif": picture("TIFF"),
    "IMG_1.heic": HEIC,
    "letter.docx": letter(),
    "hours.xlsx": sheet(),
    "plan.pages": pages(),
    "letter.doc": old_word(),
    "hours.xls": old_sheet(macros=True),
    "mail.msg": mail(),
    "letter.rtf": RICH,
    "clip.mp4": film(),
    "talk.wav": sound(),
    "hours.lnk": LINK,
    "hours.url": ADDRESS,
}


def damaged(data: bytes, seed: int) -> bytes:
    """Return bytes that went bad in one of several ways; the same seed does the same."""
    chance = Random(seed)  # noqa: S311 - damage, not a secret
    match seed % 5:
        case 0:  # cut off
            return data[: chance.randrange(1, len(data))]
        case 1:  # single bytes changed
            changed = bytearray(data)
            for _count in range(20):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            return bytes(changed)
        case 2:  # a part lost
            at = chance.randrange(len(data))
            return data[:at] + data[at + 1 + len(data) // 10 :]
        case 3:  # a part full of zeros, as a bad drive leaves it
            at = chance.randrange(len(data))
            return data[:at] + bytes(len(data) - at)
        case _:  # a part twice
            at = chance.randrange(len(data))
            return data[: at + len(data) // 5] + data[at:]


@pytest.mark.parametrize("name", KINDS)
def test_damaged_files_get_an_answer_and_the_helper_goes_on(
    previewer: Previewer, kept: Keep, name: str
) -> None:
    source = kept(name, KINDS[name])
    assert fault_of(previewer, source) is None
    helper = previewer.helper
    for seed in range(10):
        bad = damaged(KINDS[name], seed)
        assert fault_of(previewer, kept(f"{seed} {name}", bad)) in FAULTS_OF_FILES
    assert previewer.helper == helper  # it never fell


def fault_of(previewer: Previewer, source: Source) -> PreviewFault | None:
    try:
        previewer.opens(source, ignore_progress)
    except PreviewFailed as error:
        return error.fault
    return None


FAULTS_OF_FILES = (
    None,
    PreviewFault.DAMAGED,
    PreviewFault.EMPTY,
    PreviewFault.PASSWORD,
    PreviewFault.WRONG_KIND,
    PreviewFault.TOO_LARGE,
)
