"""When two programs wrote the same thing: both versions stay, and the person says which counts.

A document that does not count lies beside the other one under a numbered name; a portfolio.json
that does not count lies in `.lssc/`.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.folder_facts import OwnWrites
from lssc_desktop.core.portfolio.layout import OWN, PORTFOLIO
from lssc_desktop.core.portfolio.names import numbered
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio
from lssc_desktop.store.documents import read_document, to_docx
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder import folder as history
from lssc_desktop.store.folder.codec import LARGEST, encode
from lssc_desktop.store.folder.disk import disk_errors, names_in
from lssc_desktop.store.folder.files import fingerprint, write_durably
from lssc_desktop.store.folder.guards import inside, read_limited
from lssc_desktop.store.folder.replacing import set_aside
from lssc_desktop.store.folder.saving import (
    Saved,
    Saving,
    UnsavedText,
    WrittenText,
    save_work,
    seen_file,
    with_written,
)
from lssc_desktop.store.folder.scan import documents_of, scan
from lssc_desktop.store.responses import document_of


class Keep(StrEnum):
    """Which of two versions counts."""

    MINE = "mine"
    THEIRS = "theirs"


def settle_text(
    saving: Saving, unsaved: UnsavedText, keep: Keep, today: date, reporter: Reporter
) -> Saved:
    """Save a text that another program's version of its document stands against.

    Raises the errors of `store.disk`; then both are where they were.
    """
    place = unsaved.place
    document = document_of(saving.portfolio, place.set_id, place.number)
    if document is not None and (saving.root / document.path).is_file():
        if keep is Keep.THEIRS:
            return _keep_theirs(saving, unsaved, document, today, reporter)
        with set_aside(saving.root, document.path):  # and there it stays, once ours has the name
            return _keep_mine(saving, unsaved, today, reporter)
    return _keep_mine(saving, unsaved, today, reporter)


def save_over(saving: Saving, today: date, reporter: Reporter) -> Saved:
    """Save our portfolio.json in place of what is there, which goes to the history."""
    return save_work(replace(saving, stamp=folder.current_stamp(saving.root)), today, reporter)


def take_theirs(saving: Saving, _reporter: Reporter) -> folder.Loaded:
    """Read the portfolio.json that somebody else saved; ours is written to `.lssc/` first."""
    own = inside(saving.root, OWN)
    with disk_errors(own):
        own.mkdir(exist_ok=True)
    write_durably(own / numbered(PORTFOLIO, names_in(own)), encode(saving.portfolio))
    return folder.load(saving.root)


def _keep_theirs(
    saving: Saving, unsaved: UnsavedText, document: Document, today: date, reporter: Reporter
) -> Saved:
    path = inside(saving.root, document.path)
    mine = to_docx(unsaved.text, title=path.stem, author=saving.portfolio.candidate.name)
    write_durably(_beside(path), mine)
    theirs = WrittenText(unsaved, Document(document.path, fingerprint(path, reporter)))
    portfolio = with_written(saving.portfolio, theirs, today)
    saved = save_work(replace(saving, portfolio=portfolio, texts=()), today, reporter)
    wrote = OwnWrites(
        (seen_file(saving.root, theirs.document),), (read_document(path, document.path),)
    )
    return replace(saved, written=(theirs,), wrote=wrote)


def _keep_mine(saving: Saving, unsaved: UnsavedText, today: date, reporter: Reporter) -> Saved:
    text = replace(unsaved, based_on=None)
    return save_work(replace(saving, texts=(text,)), today, reporter)


def _beside(path: Path) -> Path:
    """Return an unused numbered path beside a document."""
    return path.with_name(numbered(path.name, names_in(path.parent)))


# Comparing two copies ---------------------------------------------------------------------------


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
