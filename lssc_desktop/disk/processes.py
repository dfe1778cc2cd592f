"""Programs and processes of this computer: which are trusted, which run, how they are ended.

Programs are looked for only where no stranger lays files. A process is ended with all it started.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import subprocess

_CODE = Path(__file__).resolve().parents[2]

_LARGEST_NUMBER = 2**32 - 1  # numbers of processes are smaller on every system


# Trusted programs -------------------------------------------------------------------------------


def distrust_current_folder() -> None:
    """Let nothing be taken from the current folder for its name, here and in what is started.

    Call it before anything else. Relative paths that the user gives are still meant from there.
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
    """Go to the user's own folder; make paths that were given absolute before.

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


_TESSERACT_PLACES = (
    Path("C:/Program Files/Tesseract-OCR/tesseract.exe"),
    Path("/opt/homebrew/bin/tesseract"),
    Path("/usr/local/bin/tesseract"),
)


def find_tesseract() -> Path | None:
    """Return the program file of Tesseract, which reads print; None when it is not installed."""
    usual = (path for path in _TESSERACT_PLACES if _is_program(path))
    return find_program("tesseract") or next(usual, None)


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
    return os.path.isfile(path) and os.access(path, os.X_OK)  # noqa: PTH113  it never raises


# Process tree -----------------------------------------------------------------------------------


def is_alive(process: int, mark: str = "") -> bool:
    """Whether a process of that number runs here, the one of which `began` gave this mark.

    Numbers are given again, soon on Windows and after each restart anywhere. Without a mark, or
    where the system does not say when a process began, only the number counts.
    """
    if not 0 < process <= _LARGEST_NUMBER or not _runs(process):
        return False
    return not mark or began(process) in {"", mark}


def began(process: int) -> str:
    """Return a mark of when a process of this computer began, "" when the system does not say.

    Two processes that were given one number have two marks. It holds letters and digits only, and
    is what it was when another version of the program wrote it down, however the clock was set.
    """
    if not _runs(process):
        return ""
    if sys.platform == "linux":
        return _began_on_linux(process)
    if sys.platform == "win32":
        return _began_on_windows(process)
    import psutil

    try:
        # What it says in public moves along when the clock is set.
        seconds = psutil.Process(process)._proc.create_time(monotonic=True)  # noqa: SLF001
    except psutil.Error:
        return ""
    return str(round(seconds * 1_000_000))


def computer_mark() -> str:
    """Return a mark of this computer, for names of files on a drive that several use.

    Its own name is not to be read there. The mark holds eight letters and digits.
    """
    import hashlib  # a start names no such file
    import platform

    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def start_alone(program: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start a program that goes on when we end, and return it, to see whether it could begin."""
    import subprocess

    return subprocess.Popen(  # noqa: S603 - by its whole path, and without a shell
        [program, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def end_tree(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started, and wait for it; it may be gone already.

    Where it leads no group of its own, as `start_new_session` makes it do, only it is ended.
    """
    if process.returncode is None:
        if sys.platform == "win32":
            _end_on_windows(process.pid)
        else:
            import signal

            with suppress(ProcessLookupError, PermissionError):
                if os.getpgid(process.pid) == process.pid:
                    os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.wait()


def end_own_group() -> NoReturn:
    """End this process at once, and what it started where it leads a group of its own."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        import signal

        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _end_on_windows(process: int) -> None:
    import psutil

    with suppress(psutil.Error):
        first = psutil.Process(process)
        for each in (first, *first.children(recursive=True)):
            with suppress(psutil.Error):  # it is gone, or somebody else's
                each.kill()


def _runs(process: int) -> bool:
    if sys.platform != "linux":
        import psutil

        try:
            return bool(psutil.Process(process).status() != psutil.STATUS_ZOMBIE)
        except psutil.Error as error:
            return isinstance(error, psutil.AccessDenied)
    # Linux may hide the processes of others (hidepid), which psutil takes for ended.
    try:
        os.kill(process, 0)
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return _state(process)[:1] != ["Z"]  # it ended, and nobody asked how


def _state(process: int) -> list[str]:
    """Return what Linux says of a process, from its state (proc_pid_stat(5)) on."""
    try:
        text = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:  # it is gone, or is hidden from us
        return []
    return text.rpartition(")")[2].split()


def _began_on_linux(process: int) -> str:
    """Return in which run of the computer, and after how many ticks of it.

    psutil makes a time of day of the ticks, which is another once the clock was set.
    """
    began_at = 19
    state = _state(process)
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
    except OSError:
        boot = ""
    return boot.replace("-", "")[:8] + state[began_at] if len(state) > began_at else ""


def _began_on_windows(process: int) -> str:
    """Return its FILETIME: a float, such as psutil's seconds, cannot hold the last digit."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    may_ask = 0x1000
    kernel = ctypes.WinDLL("kernel32")
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = wintypes.HANDLE(kernel.OpenProcess(may_ask, False, wintypes.DWORD(process)))
    if not handle:
        return ""  # somebody else's
    times = [ctypes.c_uint64() for _ in range(4)]
    is_known = kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
    kernel.CloseHandle(handle)
    return str(times[0].value) if is_known else ""
