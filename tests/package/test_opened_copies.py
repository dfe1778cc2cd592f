"""Copies of a package's files for other programs: one each, as named, without macros, marked."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.cli import run
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.previews.trials import holds_macros
from lssc_desktop.package.opened import NotAsNamed, OpenedPackage, open_for_review
from lssc_desktop.package.opened_copies import (
    CopyHoldsMacros,
    PackageCopies,
    is_only_shown,
    mark_as_foreign,
)
from tests.documents.previews.test_trying import archive, old_sheet, old_slides, old_word

TODAY = date(2026, 11, 28)
RICH_OBJECT = rb"{\rtf1 {\object\objemb{\*\objdata 0105000002000000}}}"
FILES = {
    "Hours.xls": old_sheet(),
    "Macros.xls": old_sheet(macros=True),
    "Macro sheet.xls": old_sheet(macro_sheet=True),
    "Macros.ppt": old_slides(macros=True),
    "Macros.docx": archive("[Content_Types].xml", "word/vbaProject.bin"),
    "Macros.odt": archive("META-INF/manifest.xml", "Basic/Standard/Module1.xml"),
    "Object.rtf": RICH_OBJECT,
    "Text.rtf": rb"{\rtf1 Twelve families came.}",
    "Really a page.jpg": b"<html><script src='http://127.0.0.1:9/'></script>",
    "Really an exe.pdf": b"MZ" + bytes(500),
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedPackage:
    base = tmp_path_factory.mktemp("copies")
    root, package = base / "Rivera LSSC", base / "p.lssc.zip"
    electives = "access-services,collection-management,reference-information"
    words = ["new", str(root), "--name", "Ana Rivera", "--admitted", "2024-09-14"]
    assert run([*words, "--electives", electives], TODAY) == 0
    files = []
    for name, data in FILES.items():
        (base / name).write_bytes(data)
        files.append(str(base / name))
    place = ["--set", "technology", "--competency", "6"]
    assert run(["evidence", "add", str(root), *place, *files], TODAY) == 0
    build = ["package", str(root), "--set", "technology", "--review-copy", "-o", str(package)]
    assert run(build, TODAY) == 0
    return open_for_review(package, ignore_progress)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def copies(opened: OpenedPackage, folder: Path) -> Iterator[PackageCopies]:
    copies = PackageCopies(opened, folder)
    yield copies
    copies.remove()
    assert list(folder.iterdir()) == []


def inside(opened: OpenedPackage, name: str) -> str:
    [file] = [each.path for each in opened.record.files if each.original_name == name]
    return file


@pytest.mark.parametrize("name", ["Hours.xls", "Text.rtf"])
def test_a_file_has_one_copy_under_its_name(
    copies: PackageCopies, opened: OpenedPackage, folder: Path, name: str
) -> None:
    copy = copies.copy_of(inside(opened, name), name)
    assert (copy.name, copy.read_bytes()) == (name, FILES[name])
    assert copies.copy_of(inside(opened, name), name) == copy
    assert len(list(folder.iterdir())) == 1


def test_a_copy_that_somebody_changed_or_deleted_is_written_again(
    copies: PackageCopies, opened: OpenedPackage
) -> None:
    where = inside(opened, "Text.rtf")
    copy = copies.copy_of(where, "Text.rtf")
    copy.write_bytes(b"something else")
    again = copies.copy_of(where, "Text.rtf")
    assert again.read_bytes() == FILES["Text.rtf"]
    again.unlink()
    assert copies.copy_of(where, "Text.rtf").read_bytes() == FILES["Text.rtf"]


@pytest.mark.parametrize(
    "name",
    ["Macros.xls", "Macro sheet.xls", "Macros.ppt", "Macros.docx", "Macros.odt", "Object.rtf"],
)
def test_what_holds_macros_is_not_copied(
    copies: PackageCopies, opened: OpenedPackage, folder: Path, name: str
) -> None:
    with pytest.raises(CopyHoldsMacros):
        copies.copy_of(inside(opened, name), name)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["Really a page.jpg", "Really an exe.pdf"])
def test_what_is_not_what_its_name_says_is_not_copied(
    copies: PackageCopies, opened: OpenedPackage, folder: Path, name: str
) -> None:
    assert is_only_shown(name)
    with pytest.raises(NotAsNamed):
        copies.copy_of(inside(opened, name), name)
    assert list(folder.iterdir()) == []


def test_windows_is_told_that_a_copy_came_from_elsewhere(folder: Path) -> None:
    """Elsewhere than on NTFS the stream is a file of its own, so that its content can be seen."""
    copy = folder / "Hours.xls"
    mark_as_foreign(copy, "win32")
    mark = Path(f"{copy}:Zone.Identifier")
    assert mark.read_bytes() == b"[ZoneTransfer]\r\nZoneId=3\r\n"
    mark_as_foreign(folder / "no such folder" / "Hours.xls", "win32")
    mark_as_foreign(folder / "Other.xls", "linux")
    assert not Path(f"{folder / 'Other.xls'}:Zone.Identifier").exists()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 900, old_word()],
)
def test_what_cannot_be_looked_into_holds_none_that_we_know_of(data: bytes) -> None:
    assert not holds_macros(io.BytesIO(data))


def test_an_opendocument_file_with_an_empty_library_has_no_macros() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("META-INF/manifest.xml", "<m/>")
        packed.writestr("Basic/Standard/script-lb.xml", "<l/>")
    assert not holds_macros(file)
