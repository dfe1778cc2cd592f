"""Programs of this computer, looked for only where no stranger lays files.

Explorer starts us in the folder of the package that was double-clicked, and candidates fill that
folder. Windows looks there first for whatever is asked for by its name alone, other systems do
where their search path says so, and `python -m` takes modules from there.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_CODE = Path(__file__).resolve().parents[2]


def distrust_current_folder() -> None:
    """Let nothing be taken from the current folder for its name, here and in what is started.

    Call it before anything else. Relative paths that a person gives are still meant from there.
    """
    os.environ["PATH"] = os.pathsep.join(map(str, _trusted_folders())) or os.defpath
    here = _current_folder()
    sys.path[:] = [entry for entry in sys.path if _is_trusted_for_modules(entry, here)]
    if sys.platform == "win32":
        import ctypes

        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
        kernel = ctypes.WinDLL("kernel32")
        if not kernel.GetDllDirectoryW(0, None):  # a built program has set it already
            kernel.SetDllDirectoryW("")


def leave_current_folder() -> None:
    """Go to the person's own folder; make paths that were given absolute before.

    It may be a stranger's folder, and Windows lets nobody eject a stick that somebody is in.
    """
    with suppress(OSError, RuntimeError):
        os.chdir(Path.home())


def find_program(*names: str) -> Path | None:
    """Return the whole path of the first of these programs that the search path has."""
    ending = ".exe" if sys.platform == "win32" else ""
    folders = _trusted_folders()
    programs = (folder / f"{name}{ending}" for name in names for folder in folders)
    return next((program for program in programs if _is_program(program)), None)


def windows_program(name: str) -> Path:
    """Return the whole path of a program that is part of Windows, as Windows itself says it."""
    system, windows = windows_folders()
    program = system / name
    return program if program.is_file() else windows / name


def windows_folders() -> tuple[Path, Path]:
    """Return the system folder and the folder of Windows: the environment could be somebody's."""
    if sys.platform != "win32":
        return Path("C:/Windows/System32"), Path("C:/Windows")
    import ctypes

    kernel = ctypes.WinDLL("kernel32")
    name = ctypes.create_unicode_buffer(32_768)
    found: list[Path] = []
    for ask in (kernel.GetSystemDirectoryW, kernel.GetSystemWindowsDirectoryW):
        ask(name, len(name))
        found.append(Path(name.value))
    system, windows = found
    return system, windows


def _trusted_folders() -> tuple[Path, ...]:
    """Return the folders of the search path that are named in full and are the system's or ours."""
    here = _current_folder()
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    folders = (Path(entry.strip('"')) for entry in entries if entry)
    return tuple(folder for folder in folders if _is_trusted(folder, here))


def _is_trusted(folder: Path, here: Path | None) -> bool:
    if not folder.is_absolute():
        return False
    if sys.platform == "win32":  # no look at the disk: a network drive that is away takes long
        is_here = here is not None and Path(os.path.normpath(folder)) == here
        return not is_here or any(folder.is_relative_to(each) for each in windows_folders())
    try:
        about = folder.stat()
        is_here = here is not None and folder.samefile(here)
    except OSError:  # nothing is there, or nobody may look
        return False
    is_the_systems = about.st_uid == 0
    return not about.st_mode & stat.S_IWOTH and (is_the_systems or not is_here)


def _is_trusted_for_modules(entry: str, here: Path | None) -> bool:
    if here is None or not entry:
        return bool(entry)
    with suppress(OSError):
        folder = Path(entry)
        return not folder.samefile(here) or folder.samefile(_CODE)
    return True  # no folder, such as an archive of modules


def _current_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it was removed
        return None


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
