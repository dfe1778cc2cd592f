"""Conflicts where two programs wrote the same thing: both versions stay, the user chooses one.

A document that does not count lies beside the other one under a numbered name; a portfolio.json
that does not count lies in `.lssc/`. Of two copies of one portfolio it is found which is newer.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN, PORTFOLIO, numbered
from lssc_desktop.core.job import Reporter, ignore_progress
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio
from lssc_desktop.core.standing.folder_facts import OwnWrites
from lssc_desktop.disk.copying import set_aside
from lssc_desktop.disk.disk import is_file, names_in
from lssc_desktop.disk.files import (
    fingerprint,
    inside,
    make_inside,
    read_limited,
    write_durably,
)
from lssc_desktop.documents import word
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.codec import LARGEST
from lssc_desktop.store.folder.saving import (
    Saved,
    Saving,
    UnsavedText,
    WrittenText,
    save_work,
    seen_file,
    with_written,
)
from lssc_desktop.store.folder.scan import document_paths, files_in
from lssc_desktop.values import dataclass


class Keep(StrEnum):
    """Which of two versions counts."""

    MINE = "mine"
    THEIRS = "theirs"


def settle_text(saving: Saving, unsaved: UnsavedText, keep: Keep, now: datetime) -> Saved:
    """Save a text that another program's version of its document stands against.

    Raises the errors of `store.disk`; then both are where they were.
    """
    place = unsaved.place
    document = saving.portfolio.document(place)
    if document is not None and is_file(saving.root / document.path):
        if keep is Keep.THEIRS:
            return _keep_theirs(saving, unsaved, document, now)
        with set_aside(saving.root, document.path):  # and there it stays, once ours has the name
            return _keep_mine(saving, unsaved, now)
    return _keep_mine(saving, unsaved, now)


def save_over(saving: Saving, now: datetime) -> Saved:
    """Save our portfolio.json in place of what is there, which goes to the history."""
    return save_work(replace(saving, stamp=folder.current_stamp(saving.root)), now)


def take_theirs(saving: Saving) -> folder.Loaded:
    """Read the portfolio.json that somebody else saved; ours is written to `.lssc/` first."""
    own = make_inside(saving.root, OWN)
    write_durably(
        own / numbered(PORTFOLIO, names_in(own)),
        folder.portfolio_bytes(saving.root, saving.portfolio),
    )
    return folder.load(saving.root)


def _keep_theirs(saving: Saving, unsaved: UnsavedText, document: Document, now: datetime) -> Saved:
    path = inside(saving.root, document.path)
    portfolio = saving.portfolio
    mine = word.to_docx(
        unsaved.text,
        title=path.stem,
        author=portfolio.candidate.name,
        language=portfolio.language,
        paper=paper_of(saving.program, portfolio),
    )
    beside = path.with_name(numbered(path.name, names_in(path.parent)))
    write_durably(beside, mine)
    theirs = WrittenText(unsaved, Document(document.path, fingerprint(path, ignore_progress)))
    portfolio = with_written(saving.portfolio, theirs, now.date())
    saved = save_work(replace(saving, portfolio=portfolio, texts=()), now)
    wrote = OwnWrites(
        (seen_file(saving.root, theirs.document),), (word.read_document(path, document.path),)
    )
    return replace(saved, written=(theirs,), wrote=wrote)


def _keep_mine(saving: Saving, unsaved: UnsavedText, now: datetime) -> Saved:
    text = replace(unsaved, based_on=None)
    return save_work(replace(saving, texts=(text,)), now)


# Comparing two copies ---------------------------------------------------------------------------


class Newer(StrEnum):
    """Which of two copies goes on from the other.

    BOTH_CHANGED: each holds something that the other never had, or nobody knows.
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
        noted = dict(_files_of(self.portfolio))
        return {path: sha256 for path, sha256 in self.files.items() if noted.get(path) != sha256}


def compare_copies(ours: Path, theirs: Path, reporter: Reporter) -> Comparison:
    """Return which of two portfolio folders is newer, and in what they differ.

    A copy is older when its portfolio.json is among the versions that the other one went
    through, and no other program changed a file in it that the other copy does not have as
    well. Raises what `folder.load` and `files_in` raise.
    """
    first, second = _read_copy(ours, reporter), _read_copy(theirs, reporter)
    if first.portfolio.id != second.portfolio.id:
        days = _last_change(first.portfolio), _last_change(second.portfolio)
        return Comparison(Newer.OTHER_PORTFOLIO, *days)
    shared = first.files.keys() & second.files.keys()
    return Comparison(
        _newer(first, second),
        _last_change(first.portfolio),
        _last_change(second.portfolio),
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


def _read_copy(root: Path, reporter: Reporter) -> _Copy:
    loaded = folder.load(root)
    return _Copy(
        loaded.portfolio,
        loaded.stamp.sha256,
        frozenset(_history_of(root)),
        {file.path: file.sha256 for file in files_in(root, reporter)},
    )


def _history_of(root: Path) -> Iterator[str]:
    """Give the fingerprint of every version of portfolio.json that is kept and can be read."""
    for version in folder.kept_versions(root):
        try:
            data = read_limited(version, LARGEST)
        except LsscError:
            continue
        yield hashlib.sha256(data).hexdigest()


def _files_of(portfolio: Portfolio) -> Iterator[tuple[str, str]]:
    """Give every file that portfolio.json knows, with the fingerprint it has there."""
    for document in document_paths(portfolio):
        yield document.path, document.sha256
    for file in portfolio.evidence:
        yield file.path, file.sha256
    for about in portfolio.about_me:
        yield about.path, about.sha256


def _last_change(portfolio: Portfolio) -> date:
    """Return the day of the last change to any set; without a set, that of the admission."""
    begun = portfolio.admitted or date.min
    return max((work.changed for work in portfolio.sets), default=begun)
