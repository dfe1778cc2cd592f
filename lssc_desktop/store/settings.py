"""Settings and an unfinished portfolio on this computer; of a portfolio only what was agreed to."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, SetWork, membership_always
from lssc_desktop.core.portfolio.undo import Draft
from lssc_desktop.store.folder.codec import decode, encode
from lssc_desktop.store.folder.files import retry_while_busy, write_own
from lssc_desktop.store.folder.guards import read_object

_LARGEST_SETTINGS = 64 << 10  # bytes

_DRAFT = "unfinished portfolio.json"
_LARGEST_DRAFT = 2 << 20  # bytes
_MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one user on one computer.

    `remember` says that this user agreed to have the last folder offered; without it
    `last_folder` is never written. `reviewer` is the name of somebody who reviews packages and
    agreed to be remembered, "" for everybody else. `spelling` says that words which are in no
    dictionary are marked.
    """

    theme: str = "system"
    text_percent: int = 100
    remember: bool = False
    last_folder: str = ""
    reviewer: str = ""
    spelling: bool = True


def load_settings(folder: Path) -> Settings:
    """Return the settings in a folder; the usual ones for what is missing or cannot be read."""
    if not os.path.lexists(_path(folder)):  # many a computer has nothing to read
        return Settings()
    raw = read_object(_path(folder), _LARGEST_SETTINGS) or {}
    usual = Settings()
    known = {
        field.name: raw[field.name]
        for field in fields(Settings)
        if type(raw.get(field.name)) is type(getattr(usual, field.name))
    }
    return Settings(**known)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings; where the computer does not let us, they last until the end."""
    raw = asdict(settings)
    if not settings.remember:
        raw["last_folder"] = ""
    with suppress(OSError, LsscError):
        folder.mkdir(parents=True, exist_ok=True)
        write_own(_path(folder), json.dumps(raw, indent=2).encode())


def _path(folder: Path) -> Path:
    return folder / "settings.json"


# Unfinished portfolio ---------------------------------------------------------------------------


def load_draft(folder: Path) -> Draft | None:
    """Return the portfolio begun on this computer; None where none, or none readable, is kept."""
    path = folder / _DRAFT
    raw = read_object(path, _LARGEST_DRAFT) or {}
    place, step = raw.get("folder"), raw.get("step")
    if not isinstance(place, str) or type(step) is not int or not 0 <= step < _MOST_STEPS:
        return None
    try:
        portfolio = decode(json.dumps(raw.get("portfolio")).encode(), str(path))
    except (ValueError, LsscError):
        return None
    return Draft(
        admitted=portfolio.admitted,
        name=portfolio.candidate.name,
        email=portfolio.candidate.email,
        member=portfolio.candidate.member,
        experience=portfolio.experience,
        program_id=portfolio.program_id,
        electives=tuple(work.set_id for work in portfolio.sets if work.chosen),
        begun=tuple(work for work in portfolio.sets if work != _untouched(work)),
        folder=place,
        step=step,
    )


def save_draft(folder: Path, draft: Draft) -> None:
    """Keep what was said so far; where the computer does not let us, it lasts until the end."""
    begun = {work.set_id: work for work in draft.begun}
    ids = tuple(dict.fromkeys((*draft.electives, *begun)))
    sets = (begun.get(set_id, SetWork(set_id, draft.admitted)) for set_id in ids)
    portfolio = Portfolio(
        "draft",
        draft.program_id,
        "",
        Candidate(draft.name, draft.email, membership_always(draft.member)),
        draft.admitted,
        sets=tuple(replace(work, chosen=work.set_id in draft.electives) for work in sets),
        experience=draft.experience,
    )
    raw = {
        "folder": draft.folder,
        "step": draft.step,
        "portfolio": json.loads(encode(portfolio)),
    }
    with suppress(OSError, LsscError):
        folder.mkdir(parents=True, exist_ok=True)
        write_own(folder / _DRAFT, json.dumps(raw, indent=2).encode())


def forget_draft(folder: Path) -> None:
    """Keep nothing any more."""
    with suppress(OSError):
        retry_while_busy((folder / _DRAFT).unlink)


def _untouched(work: SetWork) -> SetWork:
    return SetWork(work.set_id, work.changed, chosen=work.chosen)
