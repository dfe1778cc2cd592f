"""Bags to read: honest ones from a few lines, hostile ones byte by byte."""

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from struct import pack
from typing import Any

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.bags import fault_message
from lssc_desktop.package.reader import Verification, verify, verify_source
from lssc_desktop.package.reading.byte_source import RangeSource

type Told = Callable[[dict[str, bytes]], tuple[list[tuple[str, str]], list[tuple[str, str]]]]

PAYLOAD = {"data/letter.txt": b"Dear reader,\n", "data/pictures/shelf.jpg": b"\xff\xd8" * 500}
ENTRY = {"flags": 1 << 11, "method": 0, "mode": 0o100644, "extra": b"", "made": 3 << 8 | 20}


def _manifest(files: Mapping[str, bytes], algorithm: str) -> str:
    return "".join(
        f"{hashlib.new(algorithm, content).hexdigest()}  {name}\n"
        for name, content in files.items()
    )


@pytest.fixture
def make_bag() -> Callable[..., dict[str, bytes]]:
    """Make a bag, path by path.

    What is in `changes` replaces a file before the tag manifests are made (None takes it away),
    what is in `after` when all is done.
    """

    def make(
        payload: Mapping[str, bytes] = PAYLOAD,
        *,
        version: str = "1.0",
        encoding: str = "UTF-8",
        algorithms: Sequence[str] = ("sha256",),
        changes: Mapping[str, bytes | None] | None = None,
        after: Mapping[str, bytes | None] | None = None,
    ) -> dict[str, bytes]:
        declaration = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
        sizes = [len(content) for content in payload.values()]
        info = "bag-info.txt" if version >= "0.96" else "package-info.txt"
        tags: dict[str, bytes | None] = {
            "bagit.txt": declaration.encode(),
            info: f"Contact-Name: A. Müller\nPayload-Oxum: {sum(sizes)}.{len(sizes)}\n".encode(
                encoding
            ),
        }
        for algorithm in algorithms:
            tags[f"manifest-{algorithm}.txt"] = _manifest(payload, algorithm).encode(encoding)
        tags |= changes or {}
        present = {name: content for name, content in tags.items() if content is not None}
        bag: dict[str, bytes | None] = {**payload, **present}
        listed = {name: content for name, content in present.items() if name not in payload}
        for algorithm in algorithms:
            bag[f"tagmanifest-{algorithm}.txt"] = _manifest(listed, algorithm).encode(encoding)
        bag |= after or {}
        return {name: content for name, content in bag.items() if content is not None}

    return make


@pytest.fixture
def write_folder(tmp_path: Path) -> Callable[[Mapping[str, bytes]], Path]:
    """Write a bag as a folder."""

    def write(bag: Mapping[str, bytes]) -> Path:
        root = tmp_path / "bag"
        (root / "data").mkdir(parents=True, exist_ok=True)
        for name, content in bag.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return root

    return write


@pytest.fixture
def write_zip(tmp_path: Path) -> Callable[..., Path]:
    """Write a bag as a ZIP below one top folder; `beside` are files that lie next to that."""

    def write(
        bag: Mapping[str, bytes],
        *,
        top: str = "bag/",
        beside: Mapping[str, bytes] | None = None,
        deflate: bool = False,
    ) -> Path:
        path = tmp_path / "bag.zip"
        method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
        with zipfile.ZipFile(path, "w", method) as archive:
            archive.mkdir(f"{top}data")
            for name, content in bag.items():
                archive.writestr(f"{top}{name}", content)
            for name, content in (beside or {}).items():
                archive.writestr(name, content)
        return path

    return write


@pytest.fixture
def raw_zip(tmp_path: Path) -> Callable[..., Path]:
    """Write a ZIP from entries in which anything can be a lie.

    An entry has `name` and `data`, and whatever of `ENTRY`, `crc`, `size`, `packed`, `offset`,
    and of `local_name`, `local_size` and so on it wants to set; `gap` are bytes after it. `end`
    replaces numbers of the end record (count, directory_bytes, start), `before` and `after` lie
    around all.
    """

    def write(
        entries: Sequence[Mapping[str, Any]],
        *,
        before: bytes = b"",
        after: bytes = b"",
        comment: bytes = b"",
        **end: int,
    ) -> Path:
        body, directory = bytearray(), bytearray()
        for given in entries:
            entry = _completed(given, len(body))
            body += _local(entry) + entry["packed_data"] + entry.get("gap", b"")
            directory += _central(entry)
        count = end.get("count", len(entries))
        length = end.get("directory_bytes", len(directory))
        start = end.get("start", len(body))
        tail = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, length, start, len(comment))
        path = tmp_path / "raw.zip"
        path.write_bytes(before + bytes(body + directory) + tail + comment + after)
        return path

    return write


def _completed(given: Mapping[str, Any], offset: int) -> dict[str, Any]:
    entry = {"offset": offset, **ENTRY, **given}
    data = entry["data"]
    if entry["method"] == zipfile.ZIP_DEFLATED:
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        entry.setdefault("packed_data", squeeze.compress(data) + squeeze.flush())
    entry.setdefault("packed_data", data)
    entry.setdefault("crc", zlib.crc32(data))
    entry.setdefault("size", len(data))
    entry.setdefault("packed", len(entry["packed_data"]))
    for key in ("name", "flags", "method", "crc", "packed", "size", "extra"):
        entry.setdefault(f"local_{key}", entry[key])
    return entry


def _local(entry: Mapping[str, Any]) -> bytes:
    numbers = [entry[f"local_{key}"] for key in ("flags", "method")]
    sizes = [entry[f"local_{key}"] for key in ("crc", "packed", "size")]
    name, extra = entry["local_name"], entry["local_extra"]
    fixed = pack("<4s5H3L2H", b"PK\x03\x04", 20, *numbers, 0, 33, *sizes, len(name), len(extra))
    return fixed + bytes(name) + bytes(extra)


def _central(entry: Mapping[str, Any]) -> bytes:
    numbers = [entry[key] for key in ("made",)] + [20, entry["flags"], entry["method"], 0, 33]
    sizes = [entry[key] for key in ("crc", "packed", "size")]
    name, extra = entry["name"], entry["extra"]
    rest = [len(name), len(extra), 0, 0, 0, entry["mode"] << 16, entry["offset"]]
    return pack("<4s6H3L5H2L", b"PK\x01\x02", *numbers, *sizes, *rest) + bytes(name) + bytes(extra)


@pytest.fixture
def check() -> Callable[[Path], Verification]:
    """Verify a bag; whatever is found must have words, and be the same read by ranges."""

    def run(path: Path) -> Verification:
        found = verify(path, ignore_progress)
        if path.is_file():
            assert verify_source(ranges_of(path), ignore_progress) == found
        for fault in (*found.faults, *found.warnings):
            assert fault_message(fault).happened
            assert "{" not in fault_message(fault).text
        assert found.valid is not bool(found.faults)
        assert found.complete or not found.valid
        return found

    return run


def ranges_of(path: Path, at_once: int = 64) -> RangeSource:
    """Return a ZIP as if it lay far away, in ranges so small that nothing fits into one."""
    data = path.read_bytes()
    return RangeSource(str(path), len(data), lambda start, stop: data[start:stop], at_once)


@pytest.fixture
def faults(check: Callable[[Path], Verification]) -> Callable[[Path], list[tuple[str, str]]]:
    """Verify a bag that has no warnings; return code and path of its faults."""

    def run(path: Path) -> list[tuple[str, str]]:
        found = check(path)
        assert not found.warnings
        return [(fault.code.value, fault.path) for fault in found.faults]

    return run


@pytest.fixture
def entries() -> Callable[[Mapping[str, bytes]], list[dict[str, Any]]]:
    """Turn a bag into entries for `raw_zip`."""

    def turn(bag: Mapping[str, bytes]) -> list[dict[str, Any]]:
        return [{"name": b"bag/" + name.encode(), "data": data} for name, data in bag.items()]

    return turn


@pytest.fixture
def told(write_zip: Callable[..., Path], check: Callable[[Path], Verification]) -> Told:
    """Verify a bag; return code and path of its faults and of its warnings."""

    def run(
        bag: dict[str, bytes],
    ) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        found = check(write_zip(bag))
        faults, warnings = (
            [(fault.code.value, fault.path) for fault in kind]
            for kind in (found.faults, found.warnings)
        )
        return faults, warnings

    return run
