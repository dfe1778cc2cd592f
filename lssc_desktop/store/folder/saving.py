"""Saving what the user typed: texts as Word documents, then portfolio.json.

A text knows on which content of its document it is based, so that a document that another
program wrote meanwhile is never replaced unasked.
"""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN
from lssc_desktop.core.files.seen import SeenDocument, SeenFile, as_response
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.portfolio.edits import set_document
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio, TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import OwnWrites
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.disk.files import SaveUncertain, fingerprint, link_in, read_limited
from lssc_desktop.documents import word
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.responses import read_response, write_response
from lssc_desktop.store.folder.versions import keep_before_save, keep_outside, keep_present
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.documents.word import OpenedDocument

_READ_TRIES = 3
_LARGEST_HELD = 32 << 20  # bytes of a document that is held while it is edited
_NOTHING_WRITTEN = OwnWrites()


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a document says; `sha256` is the fingerprint of just that, "" when there is none.

    `base` is the document as it was opened, None for one that is too large to be held.
    """

    place: TextPlace
    document: SeenDocument
    sha256: str
    base: "OpenedDocument | None" = None


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """A text that is not on the disk yet.

    `based_on` is the fingerprint of the document it replaces; None for the one that the
    portfolio knows. `before` is what that document says, None where that is not known. `base` is
    the document as it was opened, None where it has to be read.
    """

    place: TextPlace
    text: RichText
    based_on: str | None = None
    before: RichText | None = None
    base: "OpenedDocument | None" = None


@dataclass(frozen=True, slots=True)
class RefusedText:
    """A text that could not be written, and why."""

    unsaved: UnsavedText
    error: LsscError


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text that is on the disk, and the document it became."""

    unsaved: UnsavedText
    document: Document


@dataclass(frozen=True, slots=True)
class Saving:
    """What shall be saved, and the stamp of the portfolio.json it replaces.

    `session_began` is when the user opened the portfolio: of each text that is written since, the
    version from before is kept.
    """

    root: Path
    program: Program
    portfolio: Portfolio
    stamp: folder.Stamp
    texts: tuple[UnsavedText, ...] = ()
    session_began: datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, and on which day.

    `error` says why portfolio.json was not; then `stamp` is as before. When it is `SaveUncertain`
    all of it has its name and the drive may yet lose it. `wrote` is what a look at the folder
    would find of it. `unkept` says why the portfolio.json before is not in the history.
    """

    day: date
    portfolio: Portfolio
    stamp: folder.Stamp
    written: tuple[WrittenText, ...]
    refused: tuple[RefusedText, ...]
    error: LsscError | None = None
    wrote: OwnWrites = _NOTHING_WRITTEN
    unkept: folder.HistoryNotKept | None = None


def read_text_at(
    root: Path, portfolio: Portfolio, place: TextPlace, reporter: Reporter
) -> ReadText:
    """Read a response or statement together with the fingerprint of what was read."""
    document = portfolio.document(place)
    if document is None or link_in(root, document.path) is not None:
        return ReadText(place, read_response(root, portfolio, place), "")
    path = root / document.path
    opened = _open(path, document.path)
    if opened is not None:
        base, sha256 = opened
        seen = replace(base.seen, locked=word.is_open_elsewhere(path))
        return ReadText(place, _shown(seen, place), sha256, base)
    for _ in range(_READ_TRIES):
        before = _fingerprint(path, reporter)
        seen = word.read_document(path, document.path)
        if _fingerprint(path, reporter) == before:
            break
    return ReadText(place, _shown(seen, place), before)


def _open(path: Path, relative: str) -> "tuple[OpenedDocument, str] | None":
    """Return a document that can be held, with its fingerprint; None for any other."""
    try:
        content = read_limited(path, _LARGEST_HELD)
        return word.open_document(content, relative), hashlib.sha256(content).hexdigest()
    except LsscError:  # it is read again, and that says why
        return None


def _shown(seen: SeenDocument, place: TextPlace) -> SeenDocument:
    return seen if place.number is None else as_response(seen)


def save_work(saving: Saving, now: datetime) -> Saved:
    """Write the texts, then portfolio.json; each is on the disk whole, or as it was.

    What a text replaces is kept as an earlier version, where that is due.

    Errors are in what is returned, because a text that cannot be written keeps no other from
    being saved.
    """
    today, portfolio = now.date(), saving.portfolio
    written: list[WrittenText] = []
    refused: list[RefusedText] = []
    uncertain: LsscError | None = None
    unkept: folder.HistoryNotKept | None = None
    for unsaved in saving.texts:
        unkept = _keep_earlier(saving, unsaved, now) or unkept
        try:
            document = write_response(
                saving.root,
                saving.program,
                portfolio,
                unsaved.place,
                unsaved.text,
                unsaved.based_on,
                unsaved.base,
            )
        except SaveUncertain as error:  # it has its name, though the drive did not confirm it
            uncertain = error
            relative = Path(error.path).relative_to(saving.root).as_posix()
            document = Document(relative, error.sha256)
        except LsscError as error:
            refused.append(RefusedText(unsaved, error))
            continue
        written.append(WrittenText(unsaved, document))
        portfolio = with_written(portfolio, written[-1], today)
    stamp, failed = saving.stamp, uncertain
    try:
        kept = folder.save_and_report(saving.root, portfolio, saving.stamp)
        stamp, unkept = kept.stamp, kept.unkept or unkept
    except SaveUncertain as error:
        stamp, failed = folder.Stamp(error.sha256), error
    except LsscError as error:
        failed = error
    wrote = OwnWrites(
        files=tuple(seen_file(saving.root, each.document) for each in written),
        documents=tuple(map(_seen_again, written)),
    )
    return Saved(today, portfolio, stamp, tuple(written), tuple(refused), failed, wrote, unkept)


def _keep_earlier(
    saving: Saving, unsaved: UnsavedText, now: datetime
) -> folder.HistoryNotKept | None:
    """Keep what a text replaces, or return why that cannot be: the text is saved all the same."""
    if saving.session_began is None:
        return None
    try:
        keep_before_save(
            saving.root,
            unsaved.place,
            saving.portfolio.document(unsaved.place),
            unsaved.before,
            unsaved.text,
            session_began=saving.session_began,
            now=now,
        )
    except LsscError as error:
        return folder.HistoryNotKept(str(saving.root / OWN), error)
    return None


def keep_texts(
    root: Path,
    portfolio: Portfolio,
    places: tuple[TextPlace, ...],
    kept_for: KeptFor,
    now: datetime,
) -> folder.HistoryNotKept | None:
    """Keep texts as earlier versions beside a save, or return why one cannot be kept.

    What another program wrote (`KeptFor.OUTSIDE`) is kept once an hour.
    """
    for place in places:
        document = portfolio.document(place)
        if document is None:
            continue
        try:
            if kept_for is KeptFor.OUTSIDE:
                keep_outside(root, place, document, now)
            else:
                keep_present(root, place, document.path, at=now, kept_for=kept_for)
        except LsscError as error:
            return folder.HistoryNotKept(str(root / OWN), error)
    return None


def seen_file(root: Path, document: Document) -> SeenFile:
    """Return a document that was just written as a look would find it."""
    try:
        size = (root / document.path).stat().st_size
    except OSError:  # the drive went away since; the next scan finds it
        size = 0
    return SeenFile(document.path, size, document.sha256)


def _seen_again(written: WrittenText) -> SeenDocument:
    """Return a document that was just written as a look would read it."""
    base, path = written.unsaved.base, written.document.path
    if base is None:
        return SeenDocument(path, written.unsaved.text)
    return replace(base.seen, path=path, text=written.unsaved.text)


def with_written(portfolio: Portfolio, written: WrittenText, today: date) -> Portfolio:
    """Return a portfolio that knows of a written text; `today` counts if the document changed."""
    place, document = written.unsaved.place, written.document
    if portfolio.document(place) == document:
        return portfolio
    return set_document(portfolio, place, document, today)


def _fingerprint(path: Path, reporter: Reporter) -> str:
    try:
        return fingerprint(path, reporter)
    except Cancelled:
        raise
    except LsscError:  # what was read of the document says why
        return ""
