"""Journal of an audit: what is listed, and the line of every package that was read.

An SQLite file, so that a million packages take no memory, and a stop at any moment loses at most
the lines of the last half second: those packages are read again.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from lssc_desktop.audit.audited import (
    AuditCounts,
    AuditLine,
    AuditState,
    ListedPackage,
    counted,
    decode_line,
    encode_line,
)
from lssc_desktop.core.errors import LsscError, Says

_FORMAT = 1
_ROWS_AT_ONCE = 500
_BETWEEN_COMMITS = 0.5  # seconds

_TABLES = """
CREATE TABLE IF NOT EXISTS audit (run INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS package (
    source BLOB NOT NULL,
    name BLOB NOT NULL,
    bytes INTEGER NOT NULL,
    mark TEXT NOT NULL,
    run INTEGER NOT NULL,
    state TEXT,
    line BLOB,
    PRIMARY KEY (source, name)
) WITHOUT ROWID;
"""
_LIST = """
INSERT INTO package (source, name, bytes, mark, run) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source, name) DO UPDATE SET
    run = excluded.run,
    state = CASE WHEN bytes = excluded.bytes AND mark = excluded.mark THEN state END,
    line = CASE WHEN bytes = excluded.bytes AND mark = excluded.mark THEN line END,
    bytes = excluded.bytes,
    mark = excluded.mark
"""
_PENDING = "run = ? AND (line IS NULL OR state = 'not-read')"
_NEXT_PENDING = f"""
SELECT source, name, bytes, mark FROM package
WHERE (source, name) > (?, ?) AND {_PENDING} ORDER BY source, name LIMIT {_ROWS_AT_ONCE}
"""  # noqa: S608 - of constants
_NEXT_LINES = f"""
SELECT source, name, line FROM package
WHERE (source, name) > (?, ?) AND run = ? AND line IS NOT NULL
ORDER BY source, name LIMIT {_ROWS_AT_ONCE}
"""  # noqa: S608


class JournalUnusable(LsscError):
    """What lies at the path is no journal of an audit, or cannot be written."""

    path: str

    says = Says(
        "{path:file} can’t be used as an audit journal.",
        "Nothing was saved in it. It may be something else, damaged, or on a full disk.",
        "Choose another file with --journal; a new one starts from the first package.",
    )


class JournalInUse(LsscError):
    """Another audit writes this journal now."""

    path: str

    says = Says(
        "Another audit is writing to {path:file} right now.",
        "Nothing was checked.",
        "Wait until it’s done, or choose another file with --journal.",
    )


class Journal:
    """A journal that is open for one audit, with its own number; for one thread.

    Every method raises `JournalUnusable`.
    """

    def __init__(self, path: Path) -> None:
        """Open or make a journal. Raises `JournalInUse` too."""
        self.path = path
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=1.0, isolation_level=None)
            try:
                self._run = self._begin()
            except BaseException:
                self._base.close()
                raise
        self._committed = time.monotonic()

    def _begin(self) -> int:
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version not in {0, _FORMAT}:
            raise JournalUnusable(str(self.path))
        self._base.execute("BEGIN EXCLUSIVE")
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self._base.execute(f"PRAGMA user_version = {_FORMAT}")
        (run,) = self._base.execute("SELECT coalesce(max(run), 0) + 1 FROM audit").fetchone()
        self._base.execute("DELETE FROM audit")
        self._base.execute("INSERT INTO audit VALUES (?)", (run,))
        self._base.execute("COMMIT")
        self._base.execute("BEGIN IMMEDIATE")
        return int(run)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Keep what was noted, and let the file go."""
        with self._errors():
            try:
                self._base.execute("COMMIT")
            finally:
                self._base.close()

    def forget_lines(self) -> None:
        """Forget what was found, so that everything is read again."""
        with self._errors():
            self._base.execute("UPDATE package SET line = NULL, state = NULL")

    def note_listed(self, packages: Iterable[ListedPackage]) -> None:
        """Note what is there; the line of what changed is forgotten."""
        with self._errors():
            self._base.executemany(
                _LIST,
                (
                    (_blob(each.source), _blob(each.name), each.bytes, each.mark, self._run)
                    for each in packages
                ),
            )
            self._commit_now_and_then()

    def note_lines(self, lines: Iterable[AuditLine]) -> None:
        """Note what was found of packages."""
        with self._errors():
            self._base.executemany(
                "UPDATE package SET state = ?, line = ? WHERE source = ? AND name = ?",
                (
                    (each.state.value, encode_line(each), _blob(each.source), _blob(each.name))
                    for each in lines
                ),
            )
            self._commit_now_and_then()

    def pending(self) -> Iterator[ListedPackage]:
        """Yield what is listed and has no line yet, or could not be read; in the order of names."""
        at = (b"", b"")
        while True:
            with self._errors():
                rows = self._base.execute(_NEXT_PENDING, (*at, self._run)).fetchall()
            if not rows:
                return
            for source, name, size, mark in rows:
                yield ListedPackage(_text(source), _text(name), size, mark)
            at = rows[-1][:2]

    def pending_counts(self) -> tuple[int, int]:
        """Return how many packages are pending, and their bytes."""
        with self._errors():
            packages, size = self._base.execute(
                f"SELECT count(*), coalesce(sum(bytes), 0) FROM package WHERE {_PENDING}",  # noqa: S608
                (self._run,),
            ).fetchone()
        return packages, size

    def lines(self) -> Iterator[AuditLine]:
        """Yield the lines of what this audit listed, in the order of sources and names."""
        at = (b"", b"")
        while True:
            with self._errors():
                rows = self._base.execute(_NEXT_LINES, (*at, self._run)).fetchall()
            if not rows:
                return
            for _source, _name, line in rows:
                try:
                    yield decode_line(line)
                except ValueError as error:
                    raise JournalUnusable(str(self.path)) from error
            at = rows[-1][:2]

    def counts(self) -> AuditCounts:
        """Return how many packages of this audit are in each state."""
        with self._errors():
            found = self._base.execute(
                "SELECT state, count(*), sum(bytes) FROM package"
                " WHERE run = ? AND state IS NOT NULL GROUP BY state",
                (self._run,),
            ).fetchall()
        return counted((AuditState(state), packages, size) for state, packages, size in found)

    def _commit_now_and_then(self) -> None:
        now = time.monotonic()
        if now > self._committed + _BETWEEN_COMMITS:
            self._base.execute("COMMIT")
            self._base.execute("BEGIN IMMEDIATE")
            self._committed = now

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise JournalInUse(str(self.path)) from error
            raise JournalUnusable(str(self.path)) from error
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusable(str(self.path)) from error


def _blob(text: str) -> bytes:
    """Return a name as bytes: one on a disk need not be text."""
    return text.encode("utf-8", "surrogateescape")


def _text(blob: bytes) -> str:
    return blob.decode("utf-8", "surrogateescape")
