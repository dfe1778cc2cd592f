"""The path of a file in a bag: relative to the bag, with `/`, as text."""

import re
import unicodedata

PAYLOAD = "data/"

_LEADS_OUT = re.compile(r"(?:^|[/\\])(?:[A-Za-z]:|(?:\.\.| +\.[. ]*|\.+ [. ]*)(?=[/\\]|$))")
_FORBIDDEN = re.compile(r'[<>:"|?*]|[. ](?:/|$)')
_DEVICES = ("con", "prn", "aux", "nul", "clock$", "com", "lpt")
_DEVICE = re.compile(
    r"(?:^|/)(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³]) *(?=[./]|$)"
)
_ENCODED = re.compile("%(0[AaDd]|25)")
_ENCODED_LINE_END = re.compile("%(0[AaDd])")
_BARE_PERCENT = re.compile("%(?!0[AaDd]|25)")
_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".directory"}
_SYSTEM_FOLDERS = {"__macosx", ".spotlight-v100", ".trashes", ".fseventsd", "$recycle.bin"}


def escapes(path: str) -> bool:
    """Tell whether a path could mean a file outside the bag on some system.

    That is an absolute path, a home folder, a NUL, or anywhere between slashes of either kind a
    drive, a ".." or what Windows makes of one: dots and spaces (RFC 8493, section 5.1).
    """
    if path.startswith(("/", "\\", "~")) or "\0" in path:
        return True
    if ":" in path or ".." in path or ". " in path or " ." in path:
        return _LEADS_OUT.search(path) is not None
    return False


def is_unsafe(path: str) -> bool:
    """Tell whether Windows cannot keep a file by that name.

    It forbids some characters, what follows a colon is no part of the name, dots and spaces at
    an end are dropped, and names such as NUL or COM1 are those of devices.
    """
    if _FORBIDDEN.search(path):
        return True
    low = path.lower()
    return any(device in low for device in _DEVICES) and _DEVICE.search(low) is not None


def plain(path: str) -> str:
    """Return the path without its empty and "." parts."""
    if "//" not in path and "./" not in path and not path.endswith("/."):
        return path
    folder = "/" if path.endswith(("/", "/.")) else ""
    return "/".join(part for part in path.split("/") if part not in {"", "."}) + folder


def decoded(path: str, *, percent: bool) -> str:
    """Return a path of a manifest as the file is called.

    Carriage return and line feed are encoded as %0D and %0A; since BagIt 1.0 (`percent`) also
    the percent sign itself, as %25 (RFC 8493, section 2.1.3).
    """
    if "%" not in path:
        return path
    pattern = _ENCODED if percent else _ENCODED_LINE_END
    return pattern.sub(lambda found: chr(int(found[1], 16)), path)


def percent_left(path: str) -> bool:
    """Tell whether a path of a BagIt 1.0 manifest holds a percent sign that encodes nothing."""
    return "%" in path and _BARE_PERCENT.search(path) is not None


def is_system_file(path: str) -> bool:
    """Tell whether a file is one that an operating system leaves behind."""
    *folders, name = path.casefold().split("/")
    return (
        name in _SYSTEM_FILES
        or name.startswith("._")
        or any(folder in _SYSTEM_FOLDERS for folder in folders)
    )


def folded(path: str) -> str:
    """Return what a system sees that keeps no case and composes letters: NFC, case folded."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
