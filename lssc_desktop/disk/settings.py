"""Settings on this computer; of a portfolio only what was agreed to."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from lssc_desktop.core.errors import LsscError
from lssc_desktop.disk.files import retry_while_busy, write_own
from lssc_desktop.disk.json_files import encoded, object_in, read_object
from lssc_desktop.languages import OF_SYSTEM
from lssc_desktop.values import dataclass

_LARGEST_SETTINGS = 64 << 10  # bytes

SETTINGS = "settings.json"
DRAFT = "unfinished portfolio.json"
"""The portfolio that was begun on this computer; `store.computer.drafts` reads and writes it."""
REVIEWS = "reviews"
"""The folder of reviews that were begun; `package.rounds` reads and writes them."""
SHELVES = "shelves"
"""The folder of what is remembered of folders of packages (`package.shelf`)."""
PACKAGES_SEEN = "packages seen.json"
"""Which package was seen first under a name (`package.shelf`)."""
PROGRAMS = "programs"
"""The folder of program files that were loaded here; in a shelf, of those of its office."""
AUDITS = "audits"
"""The folder of what an audit has done, from where it goes on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one user on one computer.

    `remember` says that this user agreed to have the last folder offered; without it
    `last_folder` and `last_shelf` are never written, nor `added_from`, the folder from which files
    were added last. `whose_known` says that this user was asked whose computer it is, or chose it.
    `reviewer` is the name of somebody who reviews packages and
    agreed to be remembered, "" for everybody else. `spelling` says that words which are in no
    dictionary are marked. `response_share` is the part of the width that the text has beside the
    evidence in a review. `language` is the code of the one that is spoken, or that of the system.
    `lock_minutes` is after how many minutes without keys or mouse the window is locked, 0 for
    never, -1 where nothing was chosen. `who_helps` is whom sentences name for help with the
    application; the file of everyone here can too (`who_helps_here`).
    """

    theme: str = "system"
    text_percent: int = 100
    remember: bool = False
    last_folder: str = ""
    last_shelf: str = ""
    reviewer: str = ""
    spelling: bool = True
    added_from: str = ""
    response_share: float = 0.48
    lock_minutes: int = -1
    language: str = OF_SYSTEM
    who_helps: str = ""
    whose_known: bool = False


def load_settings(folder: Path) -> Settings:
    """Return the settings in a folder; the usual ones for what is missing or cannot be read."""
    if not os.path.lexists(_path(folder)):  # many a computer has nothing to read
        return Settings()
    return _settings_in(read_object(_path(folder), _LARGEST_SETTINGS) or {})


def who_helps_here(own: Settings, shared: Path | None) -> str:
    """Return whom the settings name for help: the user's own, or those of everyone here."""
    return own.who_helps or ("" if shared is None else load_settings(shared).who_helps)


def _settings_in(raw: Mapping[str, Any]) -> Settings:
    usual = Settings()
    known = {
        field.name: raw[field.name]
        for field in fields(Settings)
        if type(raw.get(field.name)) is type(getattr(usual, field.name))
    }
    return Settings(**known)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings; where the computer does not let us, they last until the end."""
    if not settings.remember:
        settings = replace(settings, last_folder="", last_shelf="", added_from="")
    with suppress(OSError, LsscError):
        folder.mkdir(parents=True, exist_ok=True)
        write_own(
            _path(folder), encoded(_path(folder), settings, _encode, _decode, _LARGEST_SETTINGS)
        )


def _encode(settings: Settings) -> bytes:
    import json  # a start that changes nothing writes nothing

    return json.dumps(asdict(settings), indent=2).encode()


def _decode(data: bytes) -> Settings:
    return _settings_in(object_in(data, _LARGEST_SETTINGS) or {})


def _path(folder: Path) -> Path:
    return folder / SETTINGS


def forget_draft(folder: Path) -> None:
    """Keep no unfinished portfolio any more."""
    with suppress(OSError):
        retry_while_busy((folder / DRAFT).unlink)
