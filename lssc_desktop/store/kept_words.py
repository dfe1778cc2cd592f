"""Words that a drive could not take any more, kept on this computer until the drive is back.

The user says where: each text is a Word document there, and so are captions, notes and whatever
else was typed, together. A note in the folder of the settings says which portfolio they are for,
with the portfolio itself before and after; it goes when they are brought back.
"""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import folded, free_name, portable_name
from lssc_desktop.core.portfolio.country import paper_of
from lssc_desktop.core.portfolio.merging import UnsavedChanges
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio, TextPlace
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import find_set
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.disk.disk import is_file, names_in
from lssc_desktop.disk.files import retry_while_busy, write_durably, write_own
from lssc_desktop.disk.json_files import encoded, read_object, write_object
from lssc_desktop.documents.importing import Incoming
from lssc_desktop.documents.word import to_docx
from lssc_desktop.store.folder.codec import LARGEST, decode, encode
from lssc_desktop.store.folder.responses import document_of, take_text
from lssc_desktop.store.folder.saving import UnsavedText
from lssc_desktop.values import dataclass

NOTES = "kept words"
"""The folder of the notes, in that of this user's settings."""

_LARGEST_NOTE = 256 << 10  # bytes


@dataclass(frozen=True, slots=True)
class KeptText:
    """One text, and the Word document in which it is."""

    place: TextPlace
    path: Path


@dataclass(frozen=True, slots=True)
class WrittenChanges:
    """What changed besides texts, and how it reads: a text, and the name of its document."""

    changes: UnsavedChanges
    text: RichText
    title: str


@dataclass(frozen=True, slots=True)
class KeptWords:
    """The words of a portfolio that were kept on a day: its texts, and what else changed."""

    portfolio_id: str
    day: date
    texts: tuple[KeptText, ...]
    folder: Path
    changes: UnsavedChanges | None = None


def keep_words(
    config: Path,
    folder: Path,
    program: Program,
    portfolio: Portfolio,
    unsaved: Sequence[UnsavedText],
    today: date,
    written: WrittenChanges | None = None,
) -> KeptWords:
    """Write words as Word documents into a folder, and note for which portfolio they are.

    No file is overwritten. What a document held besides its text stays in it. Raises the errors of
    `store.folder.disk`.
    """
    texts: list[KeptText] = []
    taken = {folded(name) for name in names_in(folder)}
    for each in unsaved:
        competency_set = find_set(program, each.place.set_id)
        path = competency_set.document_path(each.place.number, program.statement_file)
        name = free_name(portable_name(path.replace("/", " ")), taken)
        data = document_of(each.text, program, portfolio, each.place, each.base)
        write_durably(folder / name, data)
        taken.add(folded(name))
        texts.append(KeptText(each.place, folder / name))
    if written is not None and written.text.paragraphs:
        name = free_name(portable_name(f"{written.title}.docx"), taken)
        author = portfolio.candidate.name
        data = to_docx(
            written.text,
            title=written.title,
            author=author,
            language=portfolio.language,
            paper=paper_of(program, portfolio),
        )
        write_durably(folder / name, data)
    changes = None if written is None else written.changes
    kept = KeptWords(portfolio.id, today, tuple(texts), folder, changes)
    note = _note(config, portfolio.id)
    with suppress(OSError, LsscError):  # the words are safe; only nobody will be asked
        note.parent.mkdir(parents=True, exist_ok=True)
        write_object(note, _raw(kept), _LARGEST_NOTE, indent=2)
        for side_note, side in zip(_sides(note), _both(changes), strict=False):
            write_own(side_note, encoded(side_note, side, encode, decode, LARGEST))
    return kept


def find_kept_words(config: Path, portfolio_id: str) -> KeptWords | None:
    """Return the words that are kept for a portfolio, as far as their files are still there."""
    raw = read_object(_note(config, portfolio_id), _LARGEST_NOTE) or {}
    try:
        day, folder = date.fromisoformat(raw["day"]), Path(raw.get("folder", ""))
        texts = tuple(
            KeptText(TextPlace(str(each["set"]), _number(each["number"])), Path(each["path"]))
            for each in raw["texts"]
        )
    except (KeyError, TypeError, ValueError):
        return None
    there = tuple(text for text in texts if is_file(text.path))
    changes = _changes(_note(config, portfolio_id)) if raw.get("changes") else None
    found = KeptWords(portfolio_id, day, there, folder, changes)
    return found if there or changes is not None else None


def _changes(note: Path) -> UnsavedChanges | None:
    """Return what changed besides texts, as far as both portfolios can be read."""
    try:
        before, after = (decode(path.read_bytes(), path.name) for path in _sides(note))
    except (OSError, LsscError):
        return None
    return UnsavedChanges(before, after)


def _sides(note: Path) -> tuple[Path, Path]:
    return note.with_suffix(".before.json"), note.with_suffix(".after.json")


def _both(changes: UnsavedChanges | None) -> tuple[Portfolio, ...]:
    return () if changes is None else (changes.before, changes.after)


def bring_back(
    config: Path,
    root: Path,
    program: Program,
    portfolio: Portfolio,
    kept: KeptWords,
    now: datetime,
) -> dict[TextPlace, Document]:
    """Take the kept texts into a portfolio, and return their documents; the note goes.

    What stood there is kept as an earlier version, and the kept files stay. Changes of the
    portfolio itself are carried over by whoever has it open. Raises the errors of `take_text`.
    """
    documents = {
        text.place: take_text(root, program, portfolio, text.place, Incoming(text.path), now)
        for text in kept.texts
    }
    forget_kept_words(config, kept.portfolio_id)
    return {place: taken.document for place, taken in documents.items()}


def kept_documents(config: Path) -> tuple[Path, ...]:
    """Return the Word documents of all words that are kept on this computer and still there."""
    raws = [read_object(note, _LARGEST_NOTE) or {} for note in sorted((config / NOTES).glob("*"))]
    texts = [each for raw in raws for each in raw.get("texts", ()) if isinstance(each, dict)]
    paths = (each.get("path") for each in texts)
    return tuple(found for path in paths if isinstance(path, str) and is_file(found := Path(path)))


def forget_kept_words(config: Path, portfolio_id: str) -> None:
    """Ask nobody about them any more; the files stay."""
    note = _note(config, portfolio_id)
    for path in (note, *_sides(note)):
        with suppress(OSError):
            retry_while_busy(path.unlink)


def _note(config: Path, portfolio_id: str) -> Path:
    name = hashlib.sha256(portfolio_id.encode(errors="surrogatepass")).hexdigest()[:24]
    return config / NOTES / f"{name}.json"


def _raw(kept: KeptWords) -> dict[str, object]:
    texts = [
        {"set": text.place.set_id, "number": text.place.number, "path": str(text.path)}
        for text in kept.texts
    ]
    return {
        "day": kept.day.isoformat(),
        "folder": str(kept.folder),
        "texts": texts,
        "changes": kept.changes is not None,
    }


def _number(raw: object) -> int | None:
    if raw is None or type(raw) is int:
        return raw
    raise TypeError(raw)
