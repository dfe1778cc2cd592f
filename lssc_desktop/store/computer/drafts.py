"""An unfinished portfolio on this computer, kept for another day where that was agreed to."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, SetWork, membership_always
from lssc_desktop.core.portfolio.undo import Draft
from lssc_desktop.disk.json_files import encoded, read_object, write_object
from lssc_desktop.disk.settings import DRAFT
from lssc_desktop.store.folder.codec import decode, encode

_LARGEST = 2 << 20  # bytes
_MOST_STEPS = 100


def load_draft(folder: Path) -> Draft | None:
    """Return the portfolio begun on this computer; None where none, or none readable, is kept."""
    path = folder / DRAFT
    raw = read_object(path, _LARGEST) or {}
    place, step = raw.get("folder"), raw.get("step")
    if not isinstance(place, str) or type(step) is not int or not 0 <= step < _MOST_STEPS:
        return None
    try:
        portfolio = _portfolio_in(raw)
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
        language=portfolio.language,
    )


def save_draft(folder: Path, draft: Draft) -> None:
    """Keep what was said so far; where the computer does not let us, it lasts until the end."""
    begun = {work.set_id: work for work in draft.begun}
    ids = tuple(dict.fromkeys((*draft.electives, *begun)))
    untouched = draft.admitted or date.min
    sets = (begun.get(set_id, SetWork(set_id, untouched)) for set_id in ids)
    portfolio = Portfolio(
        "draft",
        draft.program_id,
        "",
        Candidate(draft.name, draft.email, membership_always(draft.member)),
        draft.admitted,
        sets=tuple(replace(work, chosen=work.set_id in draft.electives) for work in sets),
        experience=draft.experience,
        language=draft.language,
    )
    path = folder / DRAFT
    with suppress(OSError, LsscError):
        data = encoded(path, portfolio, encode, decode, _LARGEST)
        raw = {"folder": draft.folder, "step": draft.step, "portfolio": json.loads(data)}
        folder.mkdir(parents=True, exist_ok=True)
        write_object(path, raw, _LARGEST, indent=2)


def _portfolio_in(raw: Mapping[str, Any]) -> Portfolio:
    return decode(json.dumps(raw.get("portfolio")).encode(), DRAFT)


def _untouched(work: SetWork) -> SetWork:
    return SetWork(work.set_id, work.changed, chosen=work.chosen)
