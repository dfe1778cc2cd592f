"""Two copies of one portfolio met: which of them is newer, and in what they differ."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.store import folder, history
from lssc_desktop.store.codec import LARGEST
from lssc_desktop.store.facts import documents_of
from lssc_desktop.store.scan import scan
from lssc_desktop.store.small_files import read_limited


class Newer(StrEnum):
    """Which of two copies goes on from the other.

    BOTH_CHANGED: each holds something that the other never had, or we cannot tell.
    """

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH_CHANGED = "both-changed"
    OTHER_PORTFOLIO = "other-portfolio"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which copy is newer, the day of the last change in each, and in which files they differ."""

    newer: Newer
    ours_changed: date
    theirs_changed: date
    only_ours: tuple[str, ...] = ()
    only_theirs: tuple[str, ...] = ()
    different: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Copy:
    """One of the two: its portfolio.json now and before, and every file with its fingerprint."""

    portfolio: Portfolio
    stamp: str
    before: frozenset[str]
    files: dict[str, str]

    @property
    def touched(self) -> dict[str, str]:
        """The files that other programs wrote since portfolio.json was saved."""
        noted = dict(_noted(self.portfolio))
        return {path: sha256 for path, sha256 in self.files.items() if noted.get(path) != sha256}


def compare_copies(ours: Path, theirs: Path, reporter: Reporter) -> Comparison:
    """Tell which of two portfolio folders is newer.

    A copy is older when its portfolio.json is among the versions that the other one went
    through, and no other program changed a file in it that the other copy does not have as
    well. Raises what `store.folder.load` and `store.scan.scan` raise.
    """
    first, second = _read(ours, reporter), _read(theirs, reporter)
    if first.portfolio.id != second.portfolio.id:
        days = _changed(first.portfolio), _changed(second.portfolio)
        return Comparison(Newer.OTHER_PORTFOLIO, *days)
    shared = first.files.keys() & second.files.keys()
    return Comparison(
        _newer(first, second),
        _changed(first.portfolio),
        _changed(second.portfolio),
        tuple(sorted(first.files.keys() - second.files.keys())),
        tuple(sorted(second.files.keys() - first.files.keys())),
        tuple(sorted(path for path in shared if first.files[path] != second.files[path])),
    )


def _newer(ours: _Copy, theirs: _Copy) -> Newer:
    if ours.stamp == theirs.stamp:
        if ours.files == theirs.files:
            return Newer.SAME
        behind_ours, behind_theirs = _follows(ours, theirs), _follows(theirs, ours)
        if behind_ours == behind_theirs:
            return Newer.BOTH_CHANGED
        return Newer.OURS if behind_ours else Newer.THEIRS
    if theirs.stamp in ours.before and _follows(ours, theirs):
        return Newer.OURS
    if ours.stamp in theirs.before and _follows(theirs, ours):
        return Newer.THEIRS
    return Newer.BOTH_CHANGED


def _follows(newer: _Copy, older: _Copy) -> bool:
    """Whether the newer copy has everything that other programs did to the older one."""
    return older.touched.items() <= newer.files.items()


def _read(root: Path, reporter: Reporter) -> _Copy:
    loaded = folder.load(root)
    return _Copy(
        loaded.portfolio,
        loaded.stamp.sha256,
        frozenset(_fingerprints(root)),
        {file.path: file.sha256 for file in scan(root, reporter)},
    )


def _fingerprints(root: Path) -> Iterator[str]:
    """Give the fingerprint of every version of portfolio.json that is kept and can be read."""
    for version in history.versions(root):
        try:
            data = read_limited(version, LARGEST)
        except LsscError:
            continue
        yield hashlib.sha256(data).hexdigest()


def _noted(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """Give every file that portfolio.json knows, with the fingerprint it has there."""
    for document in documents_of(portfolio):
        yield document.path, document.sha256
    for file in portfolio.evidence:
        yield file.path, file.sha256
    for about in portfolio.about_me:
        yield about.path, about.sha256


def _changed(portfolio: Portfolio) -> date:
    """Return the day of the last change to any set; without a set, the admission."""
    return max((work.changed for work in portfolio.sets), default=portfolio.admitted)
