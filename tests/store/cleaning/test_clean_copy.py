"""Clean copies: what was planted is nowhere in them, and they open in other programs."""

import io
import re
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from lssc_desktop.core.privacy.clean_copy import (
    CleanOrder,
    Region,
    clean_format,
    clean_name,
)
from lssc_desktop.core.privacy.private_data import Rectangle
from lssc_desktop.store.cleaning.clean import clean
from lssc_desktop.store.office import find_office
from tests.store.cleaning.planted_files import EVERY_KIND, SEEN, Planted

_PROGRAMS = {"office": bool(find_office()), "qpdf": bool(shutil.which("qpdf"))}


def cleaned(planted: Planted, *regions: Region) -> bytes:
    order = CleanOrder(planted.seen, regions)
    return clean(planted.name, io.BytesIO(planted.data), order).data


def everything_in(name: str, data: bytes) -> list[bytes]:
    """The bytes of a file, and of all that is packed in it: parts, pieces, streams."""
    found = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                found += [entry.filename.encode(), entry.comment, entry.extra]
                found += everything_in(entry.filename, archive.read(entry))
    for start in re.finditer(rb"stream\r?\n", data) if data.startswith(b"%PDF") else ():
        try:
            found.append(zlib.decompressobj().decompress(data[start.end() :]))
        except zlib.error:
            continue
    if name.endswith(".xml") or b"<?xml" in data[:100]:
        found.append(re.sub(rb"<[^>]*>", b"", data))  # words over the borders of their pieces
    return found


def left_in(name: str, data: bytes, words: tuple[str, ...]) -> set[str]:
    """Which words are in a file, in any way of writing letters."""
    inside = [each.lower() for each in everything_in(name, data)]
    left = set()
    for word in words:
        ways = {word.lower().encode(way) for way in ("utf-8", "utf-16-le", "utf-16-be")}
        ways |= {word.lower().encode().hex().encode()}
        if any(way in each for way in ways for each in inside):
            left.add(word)
    return left


def words_of(path: Path, folder: Path) -> str:
    """What another program reads in a file."""
    if path.suffix in (".txt", ".md", ".csv"):
        return path.read_text("utf-8-sig")
    target = path if path.suffix == ".pdf" else as_pdf(path, folder)
    return subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout  # fmt: skip


def as_pdf(path: Path, folder: Path) -> Path:
    """The pages that LibreOffice makes of a file."""
    profile = (folder / "profile").as_uri()
    options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    office = find_office()
    assert office is not None
    run = [str(office), *options, "--outdir", str(folder / "made"), str(path)]
    subprocess.run(run, capture_output=True, check=True, timeout=120)
    made = folder / "made" / f"{path.stem}.pdf"
    assert made.exists(), path.name
    return made


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_nothing_of_what_was_planted_is_in_the_copy(kind: str) -> None:
    planted = EVERY_KIND[kind]()
    before = left_in(planted.name, planted.data, (*planted.unseen, *planted.seen))
    assert len(before) >= len({*planted.unseen}) - 4  # what was planted is there at first
    copy = cleaned(planted)
    assert left_in(clean_name(planted.name), copy, (*planted.unseen, *planted.seen)) == set()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf", "txt", "eml"])
@pytest.mark.skipif(not _PROGRAMS["office"] or not shutil.which("pdftotext"), reason="LibreOffice")
def test_another_program_reads_what_was_to_stay(kind: str, tmp_path: Path) -> None:
    planted = EVERY_KIND[kind]()
    path = tmp_path / f"copy.{clean_format(planted.name)}"
    path.write_bytes(cleaned(planted))
    said = " ".join(words_of(path, tmp_path).split())
    assert [word for word in planted.kept if word not in said] == []
    assert [word for word in (*SEEN, *planted.unseen) if word in said] == []


def test_a_region_is_black_in_every_kind_of_picture() -> None:
    for kind in ("jpg", "png", "gif", "tif", "webp"):
        planted = EVERY_KIND[kind]()
        copy = cleaned(planted, Region(1, Rectangle(40, 40, 160, 80)))
        with Image.open(io.BytesIO(copy)) as image:
            assert image.convert("RGB").getpixel((120, 80)) < (8, 8, 8), kind
            assert image.convert("RGB").getpixel((10, 10)) > (240, 240, 240), kind
            assert not image.getexif() or set(image.getexif()) <= set(range(254, 340)), kind
