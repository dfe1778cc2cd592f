"""Rebuilding portfolio.json when it is lost or broken; nothing is deleted.

The newest readable version of the history is taken; without one, what a broken file still says
about the candidate, and the folder itself. Then what lies in the folder is taken in: the
candidate's files, the packages that were built, and what the program decided on them.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import PORTFOLIO, broken_name, folded, numbered
from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.edits import choose_sets, note_package
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Membership,
    PackageNote,
    Portfolio,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.review import take_result
from lssc_desktop.core.standing.reconcile import Reconciliation, accept_changes, reconcile
from lssc_desktop.disk.disk import FileMissing, names_in
from lssc_desktop.disk.files import read_limited, write_durably
from lssc_desktop.store.folder.codec import LARGEST, decode
from lssc_desktop.store.folder.folder import (
    PortfolioExists,
    Stamp,
    current_stamp,
    kept_versions,
    save,
)
from lssc_desktop.store.folder.scan import files_in
from lssc_desktop.values import dataclass


class Origin(StrEnum):
    """What a portfolio was rebuilt from."""

    HISTORY = "history"
    FOLDER = "folder"


class CandidateUnknown(LsscError):
    """Nothing in the folder says whose portfolio it is and since when; the user has to."""

    path: str

    says = Says(
        "Nothing in the folder {path:folder} shows whose {portfolio} it is.",
        "Nothing was changed. Your responses and evidence are all still there.",
        "Enter your name and the date you were admitted. We get the rest from the folder.",
    )


@dataclass(frozen=True, slots=True)
class FoundPackage:
    """A package that lies in the folder, as its note has to say, and the portfolio it is of."""

    portfolio: str
    note: PackageNote


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A rebuilt portfolio, saved; `kept` is the name under which the broken file lies, or ""."""

    portfolio: Portfolio
    stamp: Stamp
    origin: Origin
    reconciliation: Reconciliation
    kept: str


def rebuild(
    root: Path,
    program: Program,
    today: date,
    reporter: Reporter,
    *,
    beginning: Portfolio | None = None,
    packages: Sequence[FoundPackage] = (),
) -> Rebuilt:
    """Make portfolio.json again from the history and the folder, and save it.

    `packages` are those that were found in the folder (`package.found_packages` reads them).
    `beginning` is a portfolio without work, with what the user says about themselves; it is
    needed when neither history nor broken file say it, and `CandidateUnknown` asks for it. Raises
    `PortfolioExists` when portfolio.json is well, `FileNewer`, `PortfolioOfTrial`, and for one
    that first has to go out of the way `NotOrdinary` or `FileTooLarge`.
    """
    broken = _read_broken(root)
    found = _from_history(root)
    origin = Origin.HISTORY if found is not None else Origin.FOLDER
    if found is None:
        start = _from_text(broken, program) or beginning
        if start is None:
            raise CandidateUnknown(str(root))
        if start is beginning:
            start = _known_again(start, packages)
        found = _with_sets(root, start, program, today)
    found = _with_packages(root, found, packages, today)
    reconciliation = reconcile(found, program, files_in(root, reporter))
    portfolio = accept_changes(found, reconciliation, today)
    kept = "" if broken is None else _keep_broken(root, broken, today)
    stamp = save(root, portfolio, current_stamp(root))
    return Rebuilt(portfolio, stamp, origin, reconciliation, kept)


def _read_broken(root: Path) -> bytes | None:
    """Return the bytes of a broken portfolio.json, None when there is none."""
    path = root / PORTFOLIO
    try:
        data = read_limited(path, LARGEST)
    except FileMissing:
        return None
    try:
        decode(data, str(path))
    except FileBroken:
        return data
    raise PortfolioExists(str(root))


def _from_history(root: Path) -> Portfolio | None:
    for path in kept_versions(root):
        try:
            return decode(read_limited(path, LARGEST), str(path))
        except FileNewer:
            raise
        except LsscError:
            continue
    return None


def _from_text(broken: bytes | None, program: Program) -> Portfolio | None:
    """Return a portfolio without work from what can still be read of a broken file."""
    text = "" if broken is None else broken.decode(errors="replace")
    portfolio_id, name, admitted = (_first_text(text, key) for key in ("id", "name", "admitted"))
    if not portfolio_id or not name or not (admitted or _says_no_admission(text)):
        return None
    if admitted and not _is_day(admitted):
        return None
    day = date.fromisoformat(admitted) if admitted else None
    candidate = Candidate(name, _first_text(text, "email"), _memberships(text))
    return Portfolio(portfolio_id, program.id, program.version, candidate, day)


def _says_no_admission(text: str) -> bool:
    return re.search(r'"admitted"\s*:\s*null', text) is not None


def _memberships(text: str) -> tuple[Membership, ...]:
    """Return the memberships that a broken file still lists."""
    listed = re.findall(
        r'"since"\s*:\s*(?:null|"([0-9-]+)")\s*,\s*"member"\s*:\s*(true|false)', text
    )
    since = {day: said == "true" for day, said in listed if not day or _is_day(day)}
    return tuple(
        Membership(date.fromisoformat(day) if day else None, since[day]) for day in sorted(since)
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _first_text(text: str, key: str) -> str:
    """Return the first text that stands behind a key, "" when there is none."""
    found = re.search(rf'"{key}"\s*:\s*("(?:[^"\\]|\\.)*")', text)
    try:
        return str(json.loads(found[1])) if found else ""
    except ValueError:
        return ""


def _known_again(portfolio: Portfolio, packages: Sequence[FoundPackage]) -> Portfolio:
    """Return a new portfolio under the id that all the packages in the folder agree on."""
    ids = {found.portfolio for found in packages}
    return replace(portfolio, id=ids.pop()) if len(ids) == 1 else portfolio


def _with_packages(
    root: Path, portfolio: Portfolio, packages: Sequence[FoundPackage], today: date
) -> Portfolio:
    """Return the portfolio with its own packages noted, and with what was decided on them."""
    from lssc_desktop.store.review_file import reviews_of  # few folders are rebuilt

    noted = {note.package_id for note in portfolio.packages}
    for found in packages:
        if found.portfolio == portfolio.id and found.note.package_id not in noted:
            portfolio = note_package(portfolio, found.note)
    for review in reviews_of(root, portfolio):
        portfolio = take_result(portfolio, review, today)
    return portfolio


def _with_sets(root: Path, portfolio: Portfolio, program: Program, today: date) -> Portfolio:
    """Return the portfolio with the required sets chosen, and those that have a folder."""
    folders = {folded(name) for name in names_in(root)}
    before = {work.set_id for work in portfolio.sets if work.chosen}
    chosen = (
        item.id
        for item in program.sets
        if item.required or item.id in before or folded(item.folder) in folders
    )
    return choose_sets(portfolio, tuple(chosen), today)


def _keep_broken(root: Path, broken: bytes, today: date) -> str:
    """Keep the broken file under a name that says what it is, and return the name."""
    name = numbered(broken_name(today.isoformat()), names_in(root))
    write_durably(root / name, broken)
    return name
