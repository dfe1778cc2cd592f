"""Where the program starts: what was typed decides between the command line and the window."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit status."""
    from lssc_desktop.disk.processes import distrust_current_folder

    distrust_current_folder()
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"]:
        from lssc_desktop.cli.terminal import OutputLost, say
        from lssc_desktop.paths import version_line

        try:
            say(version_line())
        except OutputLost:
            return 2
        return 0
    helper = _helper(words)
    if helper is not None:
        return helper()
    words = _with_portable_noted(words)
    try:
        return _run(words)
    except KeyboardInterrupt:  # before a command listens to Ctrl+C, or after it
        from lssc_desktop.cli.terminal import complain
        from lssc_desktop.core.job import Cancelled
        from lssc_desktop.messages.message import message_for

        complain(message_for(Cancelled()).text)
        return 2


def _with_portable_noted(words: list[str]) -> list[str]:
    """Note in the environment that this run is to leave nothing here, and return the other words.

    A portable program does not even compile its modules into the folder that they lie in.
    """
    from lssc_desktop import paths

    asked, equal, folder = words[0].partition("=") if words else ("", "", "")
    if asked == "--portable":
        os.environ[paths.PORTABLE_VARIABLE] = str(Path(folder).absolute()) if equal else ""
        words = words[1:]
    sys.dont_write_bytecode |= paths.is_portable()
    return words


def _helper(words: list[str]) -> Callable[[], int] | None:
    """Return what serves the program, which started itself again, None for what a user typed."""
    match words:
        case ["--preview-helper"]:
            from lssc_desktop.documents.helper import serve

            return serve
        case ["--spelling-helper"]:
            from lssc_desktop.documents.spelling.spelling_helper import serve_words

            return serve_words
        case ["--job-helper"]:
            from lssc_desktop.package.job_process import serve_job

            return serve_job
        case ["--audit-helper"]:
            from lssc_desktop.audit.crew import serve_batches

            return serve_batches
    return None


def _run(words: list[str]) -> int:
    _speak()
    trial = _trial(words)
    if trial is not None:
        return trial()
    if not words or _is_path(words):
        from lssc_desktop.disk.disk import whole_path

        return _open_window(whole_path(Path(words[0])) if words else None, _start_log)
    now = _now()
    if now is None:
        return _clock_unusable()
    from lssc_desktop import paths
    from lssc_desktop.cli import run

    if not paths.is_portable():
        return run(words, now.date())
    from lssc_desktop.disk.temporary import end_temporary_files, stay_on_drive

    stay_on_drive()
    try:
        return run(words, now.date())
    finally:
        end_temporary_files()


def _trial(words: list[str]) -> Callable[[], int] | None:
    """Return what tries the program where it is to run, None for what a user typed."""
    match words:
        case ["--try-window"]:
            return lambda: _open_window(None, _leave)
        case ["--try-preview", *files]:
            from lssc_desktop.cli.trying import try_previews

            return lambda: try_previews([Path(file) for file in files])
        case ["--try-parts", folder]:
            from lssc_desktop.cli.trying import try_parts

            return lambda: try_parts(Path(folder))
    return None


def _speak() -> None:
    """Speak the language that this user chose, or that of the computer, from now on."""
    from lssc_desktop.disk.settings import load_settings, who_helps_here
    from lssc_desktop.languages import own_catalog, speak
    from lssc_desktop.paths import own_folders

    folders = own_folders()
    settings = load_settings(folders.settings)
    helper = who_helps_here(settings, folders.shared)
    speak(own_catalog(settings.language).with_helpers(helper))


def _now() -> datetime | None:
    """Return the time by the clock of this computer; None where it cannot be counted."""
    try:
        return datetime.now().astimezone()
    except (OverflowError, ValueError, OSError):
        return None


def _clock_unusable() -> int:
    from lssc_desktop.cli.terminal import complain
    from lssc_desktop.messages.message import clock_unusable

    complain(clock_unusable().text)
    return 2


def _is_path(words: list[str]) -> bool:
    """Whether what was typed is one path and no command."""
    if len(words) != 1 or words[0].startswith("-"):
        return False
    if os.sep not in words[0] and not os.path.exists(words[0]):  # noqa: PTH110  never raises
        return False
    from lssc_desktop.cli.commands import GROUPS  # a folder "evidence" is in every portfolio

    return words[0] not in GROUPS


def _open_window(path: Path | None, when_seen: Callable[[], None]) -> int:
    import gc

    if _now() is None:
        return _clock_unusable()
    if not _has_display():
        from lssc_desktop.cli.terminal import complain
        from lssc_desktop.messages.command_line import no_display

        complain(no_display().text)
        return 2
    from lssc_desktop.disk.processes import leave_current_folder

    gc.disable()  # nothing of a start is garbage; the window collects it later, by itself
    try:
        from lssc_desktop.ui.app.application import run
    except ImportError as error:
        if not (error.name or "PySide6").startswith(("PySide6", "shiboken6")):
            raise
        from lssc_desktop.cli.terminal import complain
        from lssc_desktop.messages.command_line import library_missing

        complain(library_missing(str(error).partition(":")[0]).text)
        return 2
    leave_current_folder()
    return run(path, lambda: datetime.now().astimezone(), when_seen)


def _start_log() -> None:
    from lssc_desktop import log, paths

    log.start(paths.log_folder())
    log.note(log.LogEvent.STARTED, commit=log.Hex(paths.commit() or "0", 16))


def _leave() -> None:
    """Say that the window was seen, and close it: whether it opens on this computer."""
    from PySide6.QtWidgets import QApplication

    from lssc_desktop.cli.terminal import say

    say("The window opened.")
    QApplication.closeAllWindows()


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
