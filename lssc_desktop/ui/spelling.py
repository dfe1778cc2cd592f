"""What the dictionary knows, asked beside the window and remembered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from lssc_desktop.core.job import Reporter
from lssc_desktop.store.spelling import Checker
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.preferences import Preferences


class Spelling(QObject):
    """Knows which words are in no dictionary; without a checker it is of none.

    The checker is looked for when the first words are met.
    """

    changed = Signal()
    """More is known than before: ask again."""

    def __init__(
        self,
        find: Callable[[Reporter], Checker | None],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._jobs = jobs
        self._preferences: Preferences | None = None
        self._checker: Checker | None = None
        self._is_absent = False
        self._is_asking = False
        self._is_wanted = True
        self._asked: frozenset[str] = frozenset()
        self._looked_up: set[str] = set()
        self._unknown: set[str] = set()

    def follow(self, preferences: Preferences) -> None:
        """Know of no word while the person wants no marks."""
        self._preferences = preferences
        preferences.changed.connect(self._take_wish)
        self._take_wish()

    def unknown(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words known to be in no dictionary; those never met are looked up."""
        if not self._is_wanted:
            return frozenset()
        new = words - self._looked_up
        if new and not self._is_absent and not self._is_asking:
            self._ask(new)
        return words & self._unknown

    def allow(self, word: str) -> None:
        """Take a word for known from now on; it is forgotten with this object."""
        self._looked_up.add(word)
        self._unknown.discard(word)
        self.changed.emit()

    @Slot()
    def _take_wish(self) -> None:
        wanted = self._preferences is None or self._preferences.settings.spelling
        if wanted != self._is_wanted:
            self._is_wanted = wanted
            self.changed.emit()

    def _ask(self, words: frozenset[str]) -> None:
        self._is_asking = True
        if self._checker is None:
            self._start(self._find, done=self._take_checker)
        else:
            self._asked = words
            self._start(self._checker.unknown_words, words, done=self._take_unknown)

    def _start(
        self, function: Callable[..., object], *arguments: object, done: Callable[..., None]
    ) -> None:
        self._jobs.start(
            Lane.DISK, function, *arguments, done=done, failed=self._stop_asking, quiet=True
        )

    @Slot(object)
    def _take_checker(self, checker: Checker | None) -> None:
        self._is_asking = False
        self._checker = checker
        self._is_absent = checker is None
        if checker is not None:
            self.changed.emit()

    @Slot(object)
    def _take_unknown(self, unknown: frozenset[str]) -> None:
        self._is_asking = False
        self._unknown |= unknown - self._looked_up  # one may have been allowed meanwhile
        self._looked_up |= self._asked
        self.changed.emit()

    @Slot(object)
    def _stop_asking(self, _error: Exception) -> None:
        self._is_asking = False  # the words are asked for again when they are next met
