"""A system on which a cloud service keeps the files whose names begin with "online" online only."""

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

_RECALLED_WHEN_READ, _ORDINARY = 0x401020, 0x20


class _Entry:
    """What such a system says of a file in a folder."""

    def __init__(self, entry: "os.DirEntry[str]") -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def __fspath__(self) -> str:
        return self._entry.path

    def stat(self, *, follow_symlinks: bool = True) -> Any:
        return _shown(self._entry.name, self._entry.stat(follow_symlinks=follow_symlinks))


def _shown(name: str, state: os.stat_result) -> Any:
    fields = {each: getattr(state, each) for each in dir(state) if each.startswith("st_")}
    attributes = _RECALLED_WHEN_READ if name.startswith("online") else _ORDINARY
    return SimpleNamespace(**fields | {"st_file_attributes": attributes})


def keep_online(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say it of the files in a folder."""
    scandir = os.scandir

    class Entries:
        """What `os.scandir` gives: entries, one after another, in a block or without."""

        def __init__(self, path: Path) -> None:
            self._found = scandir(path)

        def __enter__(self) -> Iterator[_Entry]:
            return self

        def __exit__(self, *_error: object) -> None:
            self.close()

        def __iter__(self) -> Iterator[_Entry]:
            return self

        def __next__(self) -> _Entry:
            return _Entry(next(self._found))

        def close(self) -> None:
            self._found.close()

    monkeypatch.setattr(os, "scandir", Entries)


def keep_online_by_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say it of a file by its path."""
    lstat = Path.lstat
    monkeypatch.setattr(Path, "lstat", lambda path: _shown(path.name, lstat(path)))
