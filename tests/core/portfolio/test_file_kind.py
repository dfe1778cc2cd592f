"""Whether a file begins as its name says: what is handed to another program has to."""

import io
import wave

import pytest
from PIL import Image

from lssc_desktop.core.files.names import BEGINNING, matches_signature
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.documents.word import to_docx
from tests.documents.previews.pdfs import written

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(500)
RTF = b"{\\rtf1\\ansi Hello}"
ZIP = to_docx(RichText(), title="", author="")
ASF = bytes.fromhex("3026B2758E66CF11A6D900AA0062CE6C")
MATROSKA = b"\x1a\x45\xdf\xa3\x01\x00"


def picture(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, kind)
    return file.getvalue()


def sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(800))
    return file.getvalue()


def media(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(12)


RIGHT = [
    ("flyer.pdf", written("Story time")),
    ("Flyer.PDF", b"\xef\xbb\xbf\n%PDF-1.4"),
    ("letter.docx", ZIP),
    ("letter.dotx", ZIP),
    ("letter.doc", OLE),
    ("letter.doc", RTF),
    ("letter.rtf", RTF),
    ("letter.odt", ZIP),
    ("letter.pages", ZIP),
    ("hours.xlsx", ZIP),
    ("hours.xls", OLE),
    ("hours.ods", ZIP),
    ("hours.numbers", ZIP),
    ("hours.csv", b"day,hours\n1,8\n"),
    ("talk.pptx", ZIP),
    ("talk.ppsx", ZIP),
    ("talk.ppt", OLE),
    ("talk.odp", ZIP),
    ("talk.key", ZIP),
    ("photo.jpg", picture("JPEG")),
    ("photo.JPEG", picture("JPEG")),
    ("photo.png", picture("PNG")),
    ("photo.gif", picture("GIF")),
    ("scan.tif", picture("TIFF")),
    ("scan.tiff", b"MM\x00*\x00\x00\x00\x08"),
    ("photo.bmp", picture("BMP")),
    ("photo.webp", picture("WEBP")),
    ("photo.heic", media(b"heic")),
    ("photo.heif", media(b"mif1")),
    ("clip.mp4", media(b"isom")),
    ("clip.m4v", media(b"M4V ")),
    ("clip.mov", media(b"qt  ")),
    ("clip.mov", b"\x00\x00\x10\x00moov" + bytes(8)),
    ("clip.3gp", media(b"3gp4")),
    ("clip.avi", b"RIFF\x00\x10\x00\x00AVI LIST"),
    ("clip.wmv", ASF),
    ("clip.mkv", MATROSKA),
    ("clip.webm", MATROSKA),
    ("clip.mpg", b"\x00\x00\x01\xba\x44"),
    ("clip.mpeg", b"\x00\x00\x01\xb3\x44"),
    ("talk.wav", sound()),
    ("talk.mp3", b"ID3\x04\x00"),
    ("talk.mp3", b"\xff\xfb\x90\x64"),
    ("talk.m4a", media(b"M4A ")),
    ("talk.ogg", b"OggS\x00\x02"),
    ("talk.flac", b"fLaC\x00\x00"),
    ("talk.wma", ASF),
    ("talk.aac", b"\xff\xf1\x50\x80"),
    ("notes.txt", b"Twelve families came."),
    ("notes.txt", "Zwölf".encode("utf-16")),
    ("notes.md", b"# What I did"),
    ("desk.log", b"09:00 opened"),
]
STRANGE = {
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a page after a mark": b"\xef\xbb\xbf  <html>",
    "a page in UTF-16": "<html>".encode("utf-16"),
    "a program": b"MZ\x90\x00\x03\x00\x00\x00",
    "a program for Linux": b"\x7fELF\x02\x01\x01",
    "a script": b"#!/bin/sh\nrm -rf ~\n",
    "a starter": b"[Desktop Entry]\nExec=sh\n",
    "a link": b"[InternetShortcut]\nURL=file://server/share\n",
    "nothing": b"",
    "zeros": bytes(64),
}


@pytest.mark.parametrize(("name", "content"), RIGHT)
def test_a_file_that_is_what_its_name_says(name: str, content: bytes) -> None:
    assert matches_signature(name, content[:BEGINNING])


@pytest.mark.parametrize("name", sorted({name.lower() for name, _ in RIGHT}))
@pytest.mark.parametrize("strange", STRANGE)
def test_no_name_makes_a_page_or_a_program_harmless(name: str, strange: str) -> None:
    assert not matches_signature(name, STRANGE[strange])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", OLE),
        ("letter.doc", ZIP),
        ("hours.xls", RTF),
        ("photo.png", picture("JPEG")),
        ("flyer.pdf", b"<html>%PDF-1.4"),
        ("notes.txt", ZIP),
        ("notes.txt", written("x")),
    ],
)
def test_another_kind_than_the_name_says_is_told(name: str, content: bytes) -> None:
    assert not matches_signature(name, content[:BEGINNING])


@pytest.mark.parametrize("name", ["setup.exe", "flyer.svg", "page.html", "letter", "mail.eml"])
def test_of_other_kinds_no_beginning_is_right(name: str) -> None:
    assert not matches_signature(name, b"anything")
