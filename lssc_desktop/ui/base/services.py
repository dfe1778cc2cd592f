"""Services shared by all widgets: preferences, the desktop, and the set of them for a window.

And the words of a program: sentences follow the program of the window that is active.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.privacy.session_lock import LOCK_CHOICES, USUAL_MINUTES
from lssc_desktop.disk.disk import is_folder
from lssc_desktop.disk.processes import find_program, start_alone, windows_folders
from lssc_desktop.disk.settings import Settings, forget_draft, load_settings, save_settings
from lssc_desktop.languages import OF_SYSTEM, shipped_language, spoken
from lssc_desktop.messages.message import speak_of
from lssc_desktop.paths import NOWHERE, is_portable
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    import subprocess

    from lssc_desktop.core.job import Reporter
    from lssc_desktop.core.program.program import Program
    from lssc_desktop.documents.spelling.checker import Checker
    from lssc_desktop.documents.word import DocumentMemory
    from lssc_desktop.store.programs import LoadedProgram
    from lssc_desktop.ui.base.previews import Previews

_STEP = 25  # percent
TEXT_SIZES = (100, 125, 150, 175, 200)


class Preferences(QObject):
    """The user's choices on this computer: applies the settings and saves each change."""

    changed = Signal()

    def __init__(
        self, folder: Path, theme: Theme, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._theme = theme
        self._jobs = jobs
        self._settings = load_settings(folder)
        self._added_from = ""
        self._is_saved = True
        self.has_dictionary: bool | None = None
        """Whether this computer has a dictionary for the spelling; None until it was looked for."""
        self._apply()

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    @property
    def folder(self) -> Path:
        """The folder of this user's settings, which need not exist yet."""
        return self._folder

    @property
    def can_keep(self) -> bool:
        """Whether anything is kept after the end; not where it was started to keep nothing."""
        return self._folder != NOWHERE

    @property
    def asks_whose(self) -> bool:
        """Whether it is still to be asked whose computer this is.

        What a portable program keeps goes from one computer to the next with its drive.
        """
        settings = self._settings
        is_known = settings.whose_known or settings.remember
        return self.can_keep and not is_portable() and not is_known

    @property
    def mode(self) -> Mode:
        """Light, dark, or as the system is."""
        known = self._settings.theme in {mode.value for mode in Mode}
        return Mode(self._settings.theme) if known else Mode.SYSTEM

    @property
    def language(self) -> str:
        """The code of the language that is chosen, or that of the system's."""
        return shipped_language(self._settings.language) or OF_SYSTEM

    @property
    def remembered_folder(self) -> Path | None:
        """The folder that was open last, if this user agreed to have it remembered."""
        settings = self._settings
        return Path(settings.last_folder) if settings.remember and settings.last_folder else None

    @property
    def remembered_shelf(self) -> Path | None:
        """The folder of packages that was open last, if this user agreed to have it remembered."""
        settings = self._settings
        return Path(settings.last_shelf) if settings.remember and settings.last_shelf else None

    @property
    def added_from(self) -> Path:
        """The folder from which files were added last, or the nearest one that is still there."""
        last = self._settings.added_from or self._added_from
        for folder in (Path(last), *Path(last).parents) if last else ():
            if is_folder(folder):
                return folder
        from PySide6.QtCore import QStandardPaths  # only where files are added

        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(documents))

    def note_added(self, sources: Sequence[Path]) -> None:
        """Note from where files are added; it is kept where the user agreed to that."""
        if sources:
            self._added_from = str(sources[0].parent)
            if self._settings.remember:
                self._set(replace(self._settings, added_from=self._added_from))

    def set_mode(self, mode: Mode) -> None:
        """Change to light, dark, or what the system says."""
        self._set(replace(self._settings, theme=mode.value))

    def set_language(self, language: str) -> None:
        """Speak another language, or that of the system, when the application is opened next."""
        self._set(replace(self._settings, language=language))

    def enlarge_text(self) -> None:
        """Make all text a step larger."""
        self.set_text_percent(self._settings.text_percent + _STEP)

    def reduce_text(self) -> None:
        """Make all text a step smaller."""
        self.set_text_percent(self._settings.text_percent - _STEP)

    def usual_text(self) -> None:
        """Bring all text back to its usual size."""
        self.set_text_percent(TEXT_SIZES[0])

    def set_remember(self, agreed: bool) -> None:
        """Agree that the last folder is remembered, or have it forgotten."""
        agreed_to = replace(self._settings, remember=agreed, whose_known=True)
        if not agreed:
            agreed_to = replace(agreed_to, last_folder="", last_shelf="", added_from="")
        self._set(agreed_to)

    def set_reviewer(self, name: str) -> None:
        """Remember who reviews packages here, or with "" forget it."""
        self._set(replace(self._settings, reviewer=name))

    def set_response_share(self, share: float) -> None:
        """Remember how wide the text is beside the evidence in a review."""
        self._set(replace(self._settings, response_share=round(share, 2)))

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without keys or mouse the window is locked; 0 is never."""
        chosen = self._settings.lock_minutes
        if chosen in LOCK_CHOICES:
            return chosen
        return USUAL_MINUTES if is_portable() else 0

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock the window after so many minutes without keys or mouse; 0 is never."""
        self._set(replace(self._settings, lock_minutes=minutes))

    def save_no_more(self) -> None:
        """Keep what is chosen from now on until the end, and write nothing: all was removed."""
        self._is_saved = False

    def set_spelling(self, wanted: bool) -> None:
        """Mark the words that are in no dictionary, or mark none."""
        self._set(replace(self._settings, spelling=wanted))

    def note_dictionary(self, *, is_there: bool) -> None:
        """Note whether this computer has a dictionary for the spelling."""
        if self.has_dictionary != is_there:
            self.has_dictionary = is_there
            self.changed.emit()

    def note_folder(self, root: Path) -> None:
        """Remember the folder that is open, if that was agreed."""
        if self._settings.remember:
            self._set(replace(self._settings, last_folder=str(root)))

    def note_shelf(self, folder: Path) -> None:
        """Remember the folder of packages that is open, if that was agreed."""
        if self._settings.remember:
            self._set(replace(self._settings, last_shelf=str(folder)))

    def set_text_percent(self, percent: int) -> None:
        """Make all text so large."""
        self._set(replace(self._settings, text_percent=_within(percent)))

    def _set(self, settings: Settings) -> None:
        if settings == self._settings:
            return
        self._settings = settings
        self._apply()
        if self._is_saved:
            self._jobs.start(Lane.SAVING, _save, self._folder, settings)
        self.changed.emit()

    def _apply(self) -> None:
        self._theme.set_mode(self.mode)
        self._theme.set_text_scale(_within(self._settings.text_percent) / 100)


def _within(percent: int) -> int:
    """Return the nearest size of text that there is."""
    return min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])


def _save(folder: Path, settings: Settings) -> None:
    save_settings(folder, settings)
    if not settings.remember:
        forget_draft(folder)


# Desktop ----------------------------------------------------------------------------------------


_WATCH_EVERY = 250  # milliseconds
_WATCH_TIMES = 20


class Desktop(QObject):
    """Hands files and web pages to the system's other programs.

    A test passes one that only remembers.
    """

    refused = Signal(object)
    """The path of a file that no program of this computer opened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._started: list[_Started] = []
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_EVERY)
        self._watch.timeout.connect(self._look_at_started)

    def open_file(self, path: Path) -> None:
        """Open a file with the program that this computer has for it."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        opener = find_program("xdg-open") if sys.platform == "linux" else None
        if opener is not None:  # Qt starts the same, and does not see that it found no program
            self._started.append(_Started(start_alone(opener, str(path)), path))
            self._watch.start()
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.refused.emit(path)

    def open_address(self, address: str) -> None:
        """Open a web page, or a new email; anything else is refused."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        url = QUrl(address)
        if url.scheme() not in {"https", "http", "mailto"} or not QDesktopServices.openUrl(url):
            self.refused.emit(Path(address))

    def show_in_folder(self, path: Path) -> None:
        """Show a file in the file manager, chosen where the system can do that."""
        from PySide6.QtCore import QDir, QProcess  # slow to import, and seldom needed

        if sys.platform == "win32":
            explorer = str(windows_folders()[1] / "explorer.exe")
            QProcess.startDetached(explorer, ["/select,", QDir.toNativeSeparators(str(path))])
        elif sys.platform == "darwin":
            QProcess.startDetached("/usr/bin/open", ["-R", str(path)])
        else:
            self.open_file(path.parent)

    @property
    def is_watching(self) -> bool:
        """Whether a program was started just now, and may still say that it opens nothing."""
        return self._watch.isActive()

    def _look_at_started(self) -> None:
        """Say of what ended at once, and not well, that no program opened its file."""
        for started in self._started:
            started.looks += 1
            if started.looks <= _WATCH_TIMES and started.process.poll():
                self.refused.emit(started.path)
        self._started = [each for each in self._started if each.process.poll() is None]
        if all(each.looks > _WATCH_TIMES for each in self._started):
            self._watch.stop()


@dataclass(slots=True)
class _Started:
    """A program that opens a file, and how often we looked at it: later its end says nothing."""

    process: "subprocess.Popen[bytes]"
    path: Path
    looks: int = 0


# Programs ---------------------------------------------------------------------------------------


class KnownPrograms(QObject):
    """The program files that this run of the application knows: the shipped ones come first."""

    shipped_read = Signal()
    changed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._files: tuple[LoadedProgram, ...] = ()
        self._is_read = False

    def read(self) -> None:
        """Read those shipped with us in a job, once: nobody waits for them who opens a folder."""
        if not self._is_read:
            self._is_read = True
            self._jobs.start(Lane.OPENING, _read_shipped, done=self._add_shipped, quiet=True)

    @property
    def files(self) -> "tuple[LoadedProgram, ...]":
        """Those shipped with us, once they are read, then those that were loaded."""
        return self._files

    def add(self, loaded: "LoadedProgram") -> None:
        """Have a file that the user loaded, as the last one."""
        others = (each for each in self._files if each.text != loaded.text)
        self._files = (*others, loaded)
        self.changed.emit()

    def _add_shipped(self, shipped: "tuple[LoadedProgram, ...]") -> None:
        self._files = (*shipped, *self._files)
        self.shipped_read.emit()
        self.changed.emit()


def _read_shipped() -> "tuple[LoadedProgram, ...]":
    """Read the program files that are shipped with us, in a job."""
    from lssc_desktop.store.programs import shipped_programs  # the window is there before it

    return tuple(each.shown_in(spoken().language) for each in shipped_programs())


# Spelling ---------------------------------------------------------------------------------------


class SharedChecker:
    """The spelling checker of this computer, found when it is first wanted, and kept.

    There is one for each language that programs are written in.
    """

    def __init__(self, find: "Callable[[Reporter, str], Checker | None]") -> None:
        self._find = find
        self._checkers: dict[str, Checker] = {}

    def find(self, reporter: "Reporter", language: str = "") -> "Checker | None":
        """Return the checker, None where there is none yet; for a job in `Lane.SPELLING`.

        One for `language`, such as "en_GB", if there is one, else for that of the user.
        """
        checker = self._checkers.get(language) or self._find(reporter, language)
        if checker is not None:
            self._checkers[language] = checker
        return checker

    def close(self) -> None:
        """End what runs."""
        for checker in self._checkers.values():
            checker.close()


# All together -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Services:
    """The collaborators of a window, made once by the application.

    `now` is the clock on the wall. `make_previews` is called when previews are first wanted: a
    start shows none.
    """

    jobs: Jobs
    notices: Notices
    desktop: Desktop
    icons: Icons
    preferences: Preferences
    now: Callable[[], datetime]
    make_previews: "Callable[[], Previews]"
    checker: SharedChecker

    @cached_property
    def programs(self) -> KnownPrograms:
        """The program files that are known, shipped or loaded."""
        return KnownPrograms(self.jobs)

    @cached_property
    def documents(self) -> "DocumentMemory":
        """The Word files that were read: a portfolio that is opened again reads none twice."""
        from lssc_desktop.documents.word import DocumentMemory

        return DocumentMemory()

    @cached_property
    def previews(self) -> "Previews":
        """What the window asks to see the inside of a file."""
        return self.make_previews()

    def stop_previews(self) -> None:
        """End what looks into files, if it was started; the next preview starts it again."""
        if "previews" in vars(self):
            self.previews.close()

    def close(self) -> None:
        """End what was made for previews and spelling, if there was need for it."""
        self.stop_previews()
        self.checker.close()


# Words of a program -----------------------------------------------------------------------------


class ProgramSpeech(QObject):
    """Speaks of the program of a window from now on, and again whenever the window is activated.

    Several windows can be open, each with a program of its own. `is_own` is whether it's that of
    the user's own portfolio.
    """

    def __init__(
        self, window: QWidget, program: "Callable[[], Program | None]", *, is_own: bool = False
    ) -> None:
        super().__init__(window)
        self._program = program
        self._is_own = is_own
        window.installEventFilter(self)
        self.speak()

    def speak(self) -> None:
        """Speak of the window's program, which may be another one than before."""
        speak_of(self._program(), is_own=self._is_own)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Take the words of this window's program when it comes to the front."""
        if event.type() is QEvent.Type.WindowActivate:
            self.speak()
        return False
