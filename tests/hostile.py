"""What somebody else, or a failing drive, may leave in the place of a small file of ours."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

type Put = Callable[[Path], None]


def _bytes(data: bytes) -> Put:
    def put(path: Path) -> None:
        path.write_bytes(data)

    return put


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


def _filled_folder(path: Path) -> None:
    path.mkdir()
    (path / "kept").write_bytes(b"kept")


def _lock(process: str = "1", since: str = "2026-11-25T09:00:00+00:00") -> bytes:
    text = f'{{"computer": "desk-7", "person": "okafor", "process": {process}, "since": "{since}"}}'
    return text.encode()


CONTENTS: Mapping[str, Put] = {
    "nothing": _bytes(b""),
    "cut off": _bytes(b'{"computer": "de'),
    "NUL": _bytes(bytes(4096)),
    "no UTF-8": _bytes(b'{"computer": "\xff\xfe\xfd"}'),
    "deep lists": _bytes(b"[" * 200_000),
    "deep objects": _bytes(b'{"a":' * 200_000),
    "deep and closed": _bytes(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "a text": _bytes(b'"lock"'),
    "a list": _bytes(b"[1, 2, 3]"),
    "null": _bytes(b"null"),
    "infinite": _bytes(_lock(process="1e999")),
    "not a number": _bytes(_lock(process="NaN")),
    "4,300 digits": _bytes(_lock(process="9" * 4300)),
    "5,000 digits": _bytes(_lock(process="9" * 5000)),
    "a huge process": _bytes(_lock(process=str(2**70))),
    "no process": _bytes(_lock(process="0")),
    "every process": _bytes(_lock(process="-1")),
    "wrong types": _bytes(b'{"computer": [], "person": {}, "process": "x", "since": 7}'),
    "a long name": _bytes(_lock().replace(b"okafor", b"o" * 1_000_000)),
    "a million values": _bytes(b'{"a": [' + b"0," * 1_000_000 + b"0]}"),
    "1 GB, sparse": _sparse,
    "a folder": Path.mkdir,
    "a folder with something in it": _filled_folder,
    **(
        {}
        if sys.platform == "win32"
        else {
            "a pipe": os.mkfifo,
            "a link to an endless device": lambda path: path.symlink_to("/dev/zero"),
            "a link to nothing": lambda path: path.symlink_to("nowhere"),
            "a link to itself": lambda path: path.symlink_to(path.name),
        }
    ),
}
"""By name, what puts it where there is nothing yet. None of it is a lock that anybody holds."""

ODD_TIMES = (
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59.999999",
)
"""Times that a clock can have and that cannot be moved to another time zone."""


def lock_since(since: str) -> bytes:
    """Return a lock of another computer with a time."""
    return _lock(since=since)
