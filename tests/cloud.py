"""A system on which a cloud service keeps the files whose names begin with "online" online only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
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

    @contextmanager
    def entries(path: Path) -> Iterator[Iterator[_Entry]]:
        with scandir(path) as found:
            yield (_Entry(each) for each in found)

    monkeypatch.setattr(os, "scandir", entries)


def keep_online_by_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system say it of a file by its path."""
    lstat = Path.lstat
    monkeypatch.setattr(Path, "lstat", lambda path: _shown(path.name, lstat(path)))
