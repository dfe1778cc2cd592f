"""What only Windows knows about a file: its own number for an error, and which programs have it.

Everywhere else there is nothing to ask, and the answers are 0 and none.
"""

import errno
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_DENIED, _WRITE_PROTECTED, _SHARING_VIOLATION, _LOCK_VIOLATION, _INVALID = 5, 19, 32, 33, 87
_MISSING = frozenset({2, 3})  # a file, or a folder above it

_READ, _READ_AND_DELETE = 0x80000000, 0x80010000
_ADD_FILE = 0x2
_FOLDER_TOO = 0x02000000  # FILE_FLAG_BACKUP_SEMANTICS
_NOBODY_ELSE, _EVERYBODY = 0, 7
_READ_ONLY_VOLUME = 0x00080000

# RM_PROCESS_INFO of restartmanager.h: process, when it began, name, service, kind, state, session,
# whether it can be started again.
_PROCESS = struct.Struct("<I8s512s128sIIIi")
_SYSTEM32 = 0x800  # LOAD_LIBRARY_SEARCH_SYSTEM32: nowhere else
_KEY_CHARACTERS = 33
_MORE_DATA = 234
_MOST_PROCESSES = 64
_MOST_PROGRAMS = 3
_LONGEST_NAME = 80  # characters


def why_denied(path: Path) -> int:
    """Return Windows' number for why it denies a file, 0 when it is the lack of a right.

    A file that is open elsewhere is reported as "access denied" when it is replaced, and so is a
    stick with its switch set. So it is asked for once more, for us alone.
    """
    said = _asked_for(path, _READ_AND_DELETE, _NOBODY_ELSE)
    if said in {_SHARING_VIOLATION, _LOCK_VIOLATION}:
        return said
    return _WRITE_PROTECTED if _is_on_read_only_volume(path) else 0


def may_add_to(folder: Path) -> bool:
    """Whether the rights of a folder let this user make files in it; False where nobody says."""
    if sys.platform != "win32":
        return False
    return not _asked_for(folder, _ADD_FILE, _EVERYBODY, _FOLDER_TOO)


def why_invalid(path: Path) -> int:
    """Return Windows' number where Python says "invalid argument" of a file.

    Python says so of all it does not know when it opens, reads or writes one. Windows' own
    "invalid argument" is returned where asking once more shows nothing: then the name is good.
    """
    said = _asked_for(path, _READ, _EVERYBODY)
    return _INVALID if said in {0, _DENIED, *_MISSING} else said


def why_missing(path: Path) -> int:
    """Return Windows' number for why a file can't be found, 0 where asking once more shows nothing.

    `open` gives none. A file that is missing has another than one whose folder is, or whose path
    is too long.
    """
    said = _asked_for(path, _READ, _EVERYBODY)
    return said if said in _MISSING else 0


def open_shared(path: str | Path, flags: int) -> int:
    """Open a file to read as `os.open` does, in nobody's way; it can be the opener of `open`.

    On Windows a file that is being read can be renamed, replaced and removed only where its reader
    allows that, and Python's readers do not: Word could not save what we look at. Elsewhere a pipe
    in the place of a file is opened at once; usually that waits until somebody writes into it.
    Raises `OSError`.
    """
    if sys.platform != "win32":
        return os.open(path, flags | os.O_NONBLOCK)
    import msvcrt

    try:
        handle = _opened(path, _READ, _EVERYBODY)
    except PermissionError as error:
        if os.path.isdir(path):  # noqa: PTH112  as other systems say it
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from error
        raise
    return msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT)


def _asked_for(path: Path, access: int, share: int, flags: int = 0) -> int:
    """Open a file as Windows does and close it; return the number when it refuses, else 0."""
    if sys.platform != "win32":
        return 0
    import _winapi

    try:
        _winapi.CloseHandle(_opened(path, access, share, flags))
    except OSError as error:
        return error.winerror or 0
    return 0


def _opened(path: str | Path, access: int, share: int, flags: int = 0) -> int:
    """Return the handle of a file that is there. Raises `OSError` with Windows' number."""
    if sys.platform != "win32":
        raise NotImplementedError
    import _winapi

    nothing = 0  # no attributes, no template
    return _winapi.CreateFile(
        os.fspath(path), access, share, nothing, _winapi.OPEN_EXISTING, flags, nothing
    )


def _is_on_read_only_volume(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    root = Path(os.path.abspath(path)).anchor  # noqa: PTH100  resolve() asks the drive
    flags = wintypes.DWORD()
    kernel = ctypes.WinDLL("kernel32")
    known = kernel.GetVolumeInformationW(root, None, 0, None, None, ctypes.byref(flags), None, 0)
    return bool(known) and bool(flags.value & _READ_ONLY_VOLUME)


def clear_read_only(error: OSError) -> bool:
    """Take the read-only mark off a file that Windows denied to replace or remove for it.

    Files that were copied from a CD have it. Other systems replace and remove them all the same.
    """
    if sys.platform != "win32" or error.winerror != _DENIED:
        return False
    import stat

    cleared = False
    for name in {error.filename, error.filename2} - {None}:
        try:
            about = os.lstat(name)
            if stat.S_ISREG(about.st_mode) and not about.st_mode & stat.S_IWRITE:
                os.chmod(name, stat.S_IWRITE)  # noqa: PTH101  it came as text
                cleared = True
        except OSError:
            continue
    return cleared


# Restart Manager --------------------------------------------------------------------------------


def programs_with(path: Path) -> tuple[str, ...]:
    """Return the names of the programs that have a file open, as Windows shows them.

    It asks the Restart Manager, as setups do. None where Windows does not say.
    """
    try:
        return program_names(_processes_with(path), os.getpid())
    except OSError:  # there is no Restart Manager, as where Windows was made smaller
        return ()


def program_names(processes: bytes, own: int) -> tuple[str, ...]:
    """Return the names in a list of `RM_PROCESS_INFO`, each once; those of our own process not."""
    return tuple(dict.fromkeys(_names(processes, own)))[:_MOST_PROGRAMS]


def _names(processes: bytes, own: int) -> Iterator[str]:
    for process, _began, raw, *_others in _PROCESS.iter_unpack(processes):
        name = raw.decode("utf-16-le", "replace").partition("\0")[0]
        shown = "".join(filter(str.isprintable, name)).strip()[:_LONGEST_NAME]
        if process != own and shown:
            yield shown


def _processes_with(path: Path) -> bytes:
    """Return the list of `RM_PROCESS_INFO` for a file; raises `OSError`."""
    if sys.platform != "win32":
        return b""
    import ctypes
    from ctypes import wintypes

    manager = ctypes.WinDLL("rstrtmgr", winmode=_SYSTEM32)
    session, key = wintypes.DWORD(), ctypes.create_unicode_buffer(_KEY_CHARACTERS)
    if manager.RmStartSession(ctypes.byref(session), 0, key):
        return b""
    try:
        whole = os.path.abspath(path)  # noqa: PTH100  resolve() asks the drive
        files = (wintypes.LPCWSTR * 1)(whole)
        if manager.RmRegisterResources(session, 1, files, 0, None, 0, None):
            return b""
        found = ctypes.create_string_buffer(_PROCESS.size * _MOST_PROCESSES)
        needed, count = wintypes.UINT(), wintypes.UINT(_MOST_PROCESSES)
        reason = wintypes.DWORD()
        said = manager.RmGetList(
            session, ctypes.byref(needed), ctypes.byref(count), found, ctypes.byref(reason)
        )
        if said not in {0, _MORE_DATA}:
            return b""
        return found.raw[: _PROCESS.size * min(count.value, _MOST_PROCESSES)]
    finally:
        manager.RmEndSession(session)
