"""Searching an open portfolio off the GUI thread, and reading its evidence files for that."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.job import Cancelled, Progress, Reporter
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.standing.search import (
    SearchedText,
    SearchIndex,
    SearchResult,
    TextKind,
    portfolio_texts,
)
from lssc_desktop.core.text.matching import parse_query
from lssc_desktop.messages.help_pages import help_words
from lssc_desktop.store.evidence_words import EvidenceWords
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

_BEST = 50  # texts in which a dialog shows where words occur
_SOON = 250  # milliseconds; several things change at once, and files are read one after another


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for `words`, and how long the search took, in seconds."""

    words: str
    result: SearchResult


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The portfolio as it is when a search begins."""

    program: Program
    unknown_keys: tuple[ProgramFault, ...]
    portfolio: Portfolio
    facts: FolderFacts
    read: int  # evidence files


class Finder(QObject):
    """Searches all texts of a session; nothing is kept beyond it but the words of its evidence.

    Searches take turns in a lane of their own, so a newer one ends what an older one waits for.
    """

    texts_changed = Signal()
    """Something may be found now that was not before, or not any more."""
    reading_changed = Signal(int, int)
    """How many of how many evidence files were read; 0 of 0 when all are."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._searcher = _Searcher()
        self._reading: JobHandle | None = None
        self._read_for: Portfolio | None = None
        self._read = 0
        self._soon = single_shot(self, _SOON, self.texts_changed)
        session.portfolio_changed.connect(self._soon.start)
        session.facts_changed.connect(self._soon.start)
        session.at_rest.connect(self._soon.start)  # what was typed is in its document

    @property
    def session(self) -> Session:
        """The portfolio that is searched."""
        return self._session

    def begin(self) -> None:
        """Get ready for the first word: save what is typed, and read what was not read yet."""
        if not self._session.is_read_only:
            self._session.save_now()
        self.search("", self._forget)
        portfolio = self._session.portfolio
        if self._reading is None and (
            self._read_for is None or _files(self._read_for) != _files(portfolio)
        ):
            self._read_for = portfolio
            self._reading = self._jobs.start_reporting(
                Lane.OPENING,
                _read_evidence,
                self._searcher.evidence,
                self._session.root,
                portfolio,
                done=self._on_read,
                failed=self._on_not_read,
                quiet=True,
            )
            self._reading.progressed.connect(self._on_progress)
            self._session.closed.connect(self._reading.cancel)

    def search(
        self,
        words: str,
        done: Callable[[Found], None],
        kinds: Collection[TextKind] | None = None,
    ) -> JobHandle:
        """Search for words and call `done`, a bound method of a QObject, with a `Found`.

        With `kinds` it finds every passage in texts of these kinds, without them the best texts.
        """
        session = self._session
        snapshot = _Snapshot(
            session.program,
            session.unknown_keys,
            session.portfolio,
            session.facts,
            self._read,
        )
        return self._jobs.start(
            Lane.FINDING,
            self._searcher.search,
            snapshot,
            words,
            kinds,
            done=done,
            failed=self._ignore,
            quiet=True,
        )

    def _on_progress(self, progress: Progress) -> None:
        self._read = progress.done
        self.reading_changed.emit(progress.done, progress.total)
        if not self._soon.isActive():
            self._soon.start()

    def _on_read(self, words: Mapping[str, str]) -> None:
        self._reading = None
        self._read = len(words) + 1
        self.reading_changed.emit(0, 0)
        self.texts_changed.emit()

    def _on_not_read(self, error: Exception) -> None:
        self._reading = None
        self._read_for = None
        self.reading_changed.emit(0, 0)
        if not isinstance(error, Cancelled):
            self._jobs.unclaimed_failure.emit(error)

    def _forget(self, _found: Found) -> None:
        """The texts are folded now."""

    def _ignore(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._jobs.unclaimed_failure.emit(error)


class _Searcher:
    """The index of a portfolio, which the jobs of one lane use in turn."""

    def __init__(self) -> None:
        self.evidence = EvidenceWords()
        self._index = SearchIndex()
        self._of: _Snapshot | None = None
        self._help: tuple[SearchedText, ...] = ()

    def search(
        self,
        snapshot: _Snapshot,
        words: str,
        kinds: Collection[TextKind] | None,
    ) -> Found:
        """Search the portfolio as it is in the snapshot."""
        if not self._is_of(snapshot):
            self._collect(snapshot)
        query = parse_query(words)
        if kinds is None:
            return Found(words, self._index.best(query, _BEST))
        return Found(words, self._index.search(query, kinds))

    def _is_of(self, snapshot: _Snapshot) -> bool:
        before = self._of
        return (
            before is not None
            and before.portfolio is snapshot.portfolio
            and before.facts is snapshot.facts
            and before.read == snapshot.read
        )

    def _collect(self, snapshot: _Snapshot) -> None:
        self._help = self._help or help_words(snapshot.program, snapshot.unknown_keys)
        portfolio = snapshot.portfolio
        words = self.evidence.of(portfolio)
        texts = portfolio_texts(snapshot.program, portfolio, snapshot.facts, words)
        self._index.set_texts((*texts, *self._help))
        self._of = snapshot


def _files(portfolio: Portfolio) -> tuple[object, ...]:
    return (portfolio.evidence, portfolio.about_me)


def _read_evidence(
    words: EvidenceWords, root: "Path", portfolio: Portfolio, reporter: Reporter
) -> Mapping[str, str]:
    """Read evidence in a helper of its own: a file that takes long keeps no preview waiting."""
    from lssc_desktop.documents.previews import Previewer

    previewer = Previewer()
    try:
        return words.read(root, portfolio, previewer.text, reporter)
    finally:
        previewer.close()
