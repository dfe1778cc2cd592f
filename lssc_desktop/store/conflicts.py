"""When two programs wrote the same thing: both versions stay, and the person says which counts.

A document that does not count lies beside the other one under a numbered name; a portfolio.json
that does not count lies in `.lssc/`.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.folder_facts import OwnWrites
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.layout import OWN, PORTFOLIO
from lssc_desktop.core.names import numbered
from lssc_desktop.core.portfolio import Document
from lssc_desktop.store import folder
from lssc_desktop.store.codec import encode
from lssc_desktop.store.disk import disk_errors, names_in
from lssc_desktop.store.documents import read_document, to_docx
from lssc_desktop.store.files import fingerprint, write_durably
from lssc_desktop.store.inside import inside
from lssc_desktop.store.replacing import set_aside
from lssc_desktop.store.responses import document_of
from lssc_desktop.store.saving import (
    Saved,
    Saving,
    UnsavedText,
    WrittenText,
    save_work,
    seen_file,
    with_written,
)


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
