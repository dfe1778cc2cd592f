import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.files.names import portable_names
from lssc_desktop.core.job import Progress, Step, ignore_progress
from lssc_desktop.package.bag import BagFile, WrittenBag, write_bag
from lssc_desktop.package.writing.bag_source import BagNameRefused

DAY = date(2026, 11, 25)
INFO = [("Source-Organization", "A. Rivera"), ("Title", "Technology")]
TOP = "rivera-technology-2026-11-25"


@pytest.fixture
def files(tmp_path: Path) -> list[BagFile]:
    """Files of every kind of size, from disk, from memory, and still to be made."""
    random = Random(7)  # noqa: S311 - the same in every run
    sizes = [0, 1, 40_000, 3, (1 << 20) - 60, 1 << 20, 3_500_000, 17 << 20, 12, 700_000]
    files = []
    for number, size in enumerate(sizes):
        path = tmp_path / f"source {number}"
        path.write_bytes(random.randbytes(size))
        files.append(BagFile(f"evidence/{number:02} Müller 🎈.bin", path, size))
    files.insert(3, BagFile("portfolio.pdf", lambda _report: b"%PDF-" * 300_000))
    files.insert(5, BagFile("index.html", b"<!doctype html>"))
    return files


def _write(target: Path, files: list[BagFile], threads: int | None = None) -> WrittenBag:
    return write_bag(target, TOP, files, INFO, DAY, ignore_progress, threads=threads)


def _extracted(package: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(package.parent / "out")
    return package.parent / "out" / TOP


def _content(file: BagFile) -> bytes:
    if isinstance(file.source, Path):
        return file.source.read_bytes()
    return file.source if isinstance(file.source, bytes) else file.source(ignore_progress)


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not here")
    return path


def test_every_file_comes_out_as_it_went_in(tmp_path: Path, files: list[BagFile]) -> None:
    _write(tmp_path / "a.zip", files)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        for file in files:
            assert archive.read(f"{TOP}/data/{file.path}") == _content(file)
        assert len(archive.namelist()) == len(files) + 4


def test_the_result_names_the_package_and_its_size(tmp_path: Path, files: list[BagFile]) -> None:
    package = tmp_path / "a.zip"
    written = _write(package, files)
    tag_manifest = (_extracted(package) / "tagmanifest-sha256.txt").read_bytes()
    assert written == WrittenBag(
        hashlib.sha256(tag_manifest).hexdigest(), len(files), package.stat().st_size
    )


def test_the_library_of_congress_finds_the_bag_valid(tmp_path: Path, files: list[BagFile]) -> None:
    _write(tmp_path / "a.zip", files)
    bag = _extracted(tmp_path / "a.zip")
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", bag],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("command", [["unzip", "-tq"], ["7z", "t"]])
def test_other_tools_find_the_zip_sound(
    tmp_path: Path, files: list[BagFile], command: list[str]
) -> None:
    _write(tmp_path / "a.zip", files)
    checked = subprocess.run(
        [_tool(command[0]), *command[1:], tmp_path / "a.zip"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert "arning" not in checked.stdout


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_sha256sum_agrees_with_the_manifests(
    tmp_path: Path, files: list[BagFile], manifest: str
) -> None:
    _write(tmp_path / "a.zip", files)
    subprocess.run(
        [_tool("sha256sum"), "--check", "--strict", "--quiet", manifest],
        cwd=_extracted(tmp_path / "a.zip"),
        check=True,
    )


def test_the_manifest_keeps_the_order_given(tmp_path: Path, files: list[BagFile]) -> None:
    _write(tmp_path / "a.zip", files)
    manifest = (_extracted(tmp_path / "a.zip") / "manifest-sha256.txt").read_text("utf-8")
    listed = [line.partition("  ")[2] for line in manifest.splitlines()]
    assert listed == [f"data/{file.path}" for file in files]


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
@pytest.mark.parametrize("count", [0, 1, 5, 12])
def test_its_fingerprint_is_that_of_the_file(
    tmp_path: Path, files: list[BagFile], count: int, threads: int
) -> None:
    package = tmp_path / "a.zip"
    written = write_bag(
        package, TOP, files[:count], INFO, DAY, ignore_progress, threads=threads, fingerprint=True
    )
    assert written.sha256 == hashlib.sha256(package.read_bytes()).hexdigest()


@pytest.mark.parametrize("threads", [1, 2, 3, 8])
def test_the_same_content_gives_the_same_bytes(
    tmp_path: Path, files: list[BagFile], threads: int
) -> None:
    first = _write(tmp_path / "a.zip", files)
    for file in files:  # when a file was written is not content
        if isinstance(file.source, Path):
            os.utime(file.source, (0, 0))
    second = _write(tmp_path / "b.zip", files, threads)
    assert first == second
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_one_other_byte_gives_another_package(tmp_path: Path) -> None:
    first = _write(tmp_path / "a.zip", [BagFile("a", b"one")])
    second = _write(tmp_path / "b.zip", [BagFile("a", b"two")])
    assert first.package_id != second.package_id


def test_an_empty_bag_has_its_data_folder(tmp_path: Path) -> None:
    _write(tmp_path / "a.zip", [])
    bag = _extracted(tmp_path / "a.zip")
    assert (bag / "data").is_dir()
    checked = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", bag],
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0


def test_an_older_package_of_that_name_is_replaced(tmp_path: Path) -> None:
    package = tmp_path / "a.zip"
    _write(package, [BagFile("a", bytes(5_000_000))])
    written = _write(package, [BagFile("a", b"new")])
    assert package.stat().st_size == written.bytes
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_name_that_cannot_stand_in_a_bag_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    with pytest.raises(BagNameRefused):
        _write(tmp_path / "a.zip", [BagFile("fine", b""), BagFile("../not", b"")])
    assert not list(tmp_path.iterdir())


def test_seventy_thousand_entries_are_readable_by_others(tmp_path: Path) -> None:
    files = [BagFile(f"{number // 1000}/{number}", b"%d" % number) for number in range(70_000)]
    package = tmp_path / "a.zip"
    _write(package, files)
    with zipfile.ZipFile(package) as archive:
        assert len(archive.infolist()) == 70_004
        assert archive.read(f"{TOP}/data/69/69999") == b"69999"
    checked = subprocess.run(
        [_tool("7z"), "t", package], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert "Files: 70004" in checked.stdout


class Watching:
    """A reporter that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[Progress] = []

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress)


def test_progress_counts_bytes_and_files_really_done(tmp_path: Path, files: list[BagFile]) -> None:
    watching = Watching()
    write_bag(tmp_path / "a.zip", TOP, files, INFO, DAY, watching)
    size = sum(len(_content(file)) for file in files)
    dones = [progress.done for progress in watching.told]
    assert {progress.step for progress in watching.told} == {Step.PACKAGING}
    assert watching.told[0].done == 0
    assert dones == sorted(dones)
    last = watching.told[-1]
    assert (last.done, last.total) == (size, size)
    assert all(progress.done <= progress.total for progress in watching.told)
    assert (last.item.done, last.item.total) == (len(files), len(files))
    names = {progress.item.name for progress in watching.told}
    assert names <= {file.path for file in files} | {""}
    assert names != {""}


@given(st.dictionaries(st.text(max_size=20), st.binary(max_size=300), max_size=6))
def test_any_names_and_contents_make_a_sound_bag(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("bag")
    names = portable_names(list(contents))
    files = [BagFile(name, content) for name, content in zip(names, contents.values(), strict=True)]
    written = _write(folder / "a.zip", files)
    with zipfile.ZipFile(folder / "a.zip") as archive:
        assert archive.testzip() is None
        manifest = archive.read(f"{TOP}/manifest-sha256.txt").decode()
        for file in files:
            content = archive.read(f"{TOP}/data/{file.path}")
            assert f"{hashlib.sha256(content).hexdigest()}  data/{file.path}\n" in manifest
            assert content == file.source
    assert written.bytes == (folder / "a.zip").stat().st_size
    shutil.rmtree(folder)
