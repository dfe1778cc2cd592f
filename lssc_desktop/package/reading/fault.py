"""Faults of a bag: one value for each thing found, the ledger they go into, and bag paths.

The path of a file in a bag is relative to the bag, with `/`, as text.
"""

import re
import unicodedata
from enum import StrEnum

from lssc_desktop.values import dataclass

PAYLOAD = "data/"

_LONGEST_TEXT = 4_096
"""Characters of one path or fact: as many as the longest name that is read."""

_LEADS_OUT = re.compile(r"(?:^|[/\\])(?:[A-Za-z]:|(?:\.\.| +\.[. ]*|\.+ [. ]*)(?=[/\\]|$))")
_FORBIDDEN_IN_WINDOWS = re.compile(r'[<>:"|?*]|[. ](?:/|$)')
_DEVICES = ("con", "prn", "aux", "nul", "clock$", "com", "lpt")
_DEVICE = re.compile(
    r"(?:^|/)(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³]) *(?=[./]|$)"
)

_ENCODED = re.compile("%(0[AaDd]|25)")
_ENCODED_LINE_END = re.compile("%(0[AaDd])")
_BARE_PERCENT = re.compile("%(?!0[AaDd]|25)")

_SYSTEM_FILES = {".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".directory"}
_SYSTEM_FOLDERS = {"__macosx", ".spotlight-v100", ".trashes", ".fseventsd", "$recycle.bin"}


class FaultCode(StrEnum):
    """Every kind of fault and warning; `messages.bags` has the words for each."""

    # The archive that holds the bag.
    ARCHIVE_PREFIXED = "archive-prefixed"
    ARCHIVE_TRAILING = "archive-trailing"
    ARCHIVE_COUNT = "archive-count"
    ENTRY_NAME = "entry-name"
    ENTRY_NAME_LONG = "entry-name-long"
    ENTRY_NAME_ENCODING = "entry-name-encoding"
    ENTRY_TWICE = "entry-twice"
    ENTRY_CLASH = "entry-clash"
    ENTRY_OUTSIDE = "entry-outside"
    ENTRY_ENCRYPTED = "entry-encrypted"
    ENTRY_METHOD = "entry-method"
    ENTRY_SPECIAL = "entry-special"
    ENTRY_HEADER = "entry-header"
    ENTRY_OVERLAP = "entry-overlap"
    ENTRY_GAP = "entry-gap"
    ENTRY_SIZE = "entry-size"
    ENTRY_DATA = "entry-data"
    ENTRY_CRC = "entry-crc"
    # The folder that is the bag.
    LINK_LEAVES = "link-leaves"
    LINK_BROKEN = "link-broken"
    LINK_INSIDE = "link-inside"
    SPECIAL_FILE = "special-file"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    # The bag declaration and the form of tag files.
    DECLARATION_MISSING = "declaration-missing"
    DECLARATION_MALFORMED = "declaration-malformed"
    VERSION_UNKNOWN = "version-unknown"
    ENCODING_UNKNOWN = "encoding-unknown"
    TEXT_ENCODING = "text-encoding"
    BYTE_ORDER_MARK = "byte-order-mark"
    LINE_EMPTY = "line-empty"
    LINE_MALFORMED = "line-malformed"
    LAST_LINE_OPEN = "last-line-open"
    # Manifests and what they list.
    PAYLOAD_MISSING = "payload-missing"
    MANIFEST_MISSING = "manifest-missing"
    MANIFEST_NAME = "manifest-name"
    ALGORITHM_UNKNOWN = "algorithm-unknown"
    NOTHING_CHECKED = "nothing-checked"
    CHECKSUM_MALFORMED = "checksum-malformed"
    MD5SUM_MARK = "md5sum-mark"
    PATH_ESCAPES = "path-escapes"
    PATH_NOT_ENCODED = "path-not-encoded"
    PATH_BACKSLASH = "path-backslash"
    PATH_NOT_PLAIN = "path-not-plain"
    PATH_NORMALIZATION = "path-normalization"
    FOLDER_LISTED = "folder-listed"
    OUTSIDE_PAYLOAD = "outside-payload"
    PAYLOAD_AS_TAG = "payload-as-tag"
    TAG_MANIFEST_LISTED = "tag-manifest-listed"
    MANIFEST_NOT_LISTED = "manifest-not-listed"
    LISTED_TWICE = "listed-twice"
    LISTED_DIFFERENTLY = "listed-differently"
    FILE_MISSING = "file-missing"
    FILE_NOT_LISTED = "file-not-listed"
    FILE_PARTLY_LISTED = "file-partly-listed"
    TAG_FILE_NOT_LISTED = "tag-file-not-listed"
    CHECKSUM_DIFFERS = "checksum-differs"
    # The metadata of the bag.
    INFO_TOO_MANY = "info-too-many"
    INFO_REPEATED = "info-repeated"
    PAYLOAD_OXUM_MALFORMED = "payload-oxum-malformed"
    PAYLOAD_OXUM_REPEATED = "payload-oxum-repeated"
    PAYLOAD_OXUM_DIFFERS = "payload-oxum-differs"
    RECORD_DIFFERS = "record-differs"
    # Files that are to be fetched from elsewhere.
    FETCH_PRESENT = "fetch-present"
    FETCH_URL = "fetch-url"
    FETCH_LENGTH = "fetch-length"
    FETCH_SIZE = "fetch-size"
    FETCH_OUTSIDE = "fetch-outside"
    FETCH_NOT_LISTED = "fetch-not-listed"
    FETCH_ABSENT = "fetch-absent"
    FETCH_TOO_MANY = "fetch-too-many"
    # Names that some systems cannot keep, or not apart, files that systems leave behind.
    NAME_TWINS = "name-twins"
    NAME_UNSAFE = "name-unsafe"
    SYSTEM_FILE = "system-file"
    # The end of a list that was cut.
    MORE = "more"


CONTENT_CODES = frozenset({FaultCode.CHECKSUM_DIFFERS, FaultCode.ENTRY_CRC})
"""Faults that leave a bag complete but not valid (RFC 8493, section 3)."""

MISSING_CODES = frozenset(
    {
        FaultCode.DECLARATION_MISSING,
        FaultCode.PAYLOAD_MISSING,
        FaultCode.MANIFEST_MISSING,
        FaultCode.FILE_MISSING,
        FaultCode.FETCH_ABSENT,
    }
)
"""Faults that say of something that it isn't there. A bag can be incomplete without any."""


@dataclass(frozen=True, slots=True)
class BagFault:
    """One thing found in a bag; its list says whether it is a fault or a warning.

    `path` is relative to the bag ("" for the bag as a whole; for an archive's own faults the
    name in the archive); `facts` are the numbers and names for its sentence.
    """

    code: FaultCode
    path: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return one fact, "" where there is none of that name."""
        return next((value for key, value in self.facts if key == name), "")


def fault(code: FaultCode, path: str = "", **facts: object) -> BagFault:
    """Return a fault; its path and facts are text that can be printed, encoded and kept."""
    return BagFault(
        code, _text(path), tuple((key, _text(str(value))) for key, value in facts.items())
    )


def _text(value: str) -> str:
    short = value if len(value) <= _LONGEST_TEXT else value[: _LONGEST_TEXT - 1] + "…"
    # A name on disk may hold bytes that are no text; Python keeps them as lone surrogates.
    return short.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Ledger:
    """Everything found so far: what the rules forbid and what they advise against.

    At most `limit` of each are kept, with `characters` in all their texts, so that a hostile bag
    costs bounded memory; how many more there were is counted and said.
    """

    def __init__(self, limit: int = 10_000, characters: int = 4_000_000) -> None:
        self._limit = limit
        self._room = characters
        self._faults: list[BagFault] = []
        self._warnings: list[BagFault] = []
        self._more_faults = 0
        self._more_warnings = 0
        self._incomplete = False

    def forbid(self, code: FaultCode, path: str = "", **facts: object) -> None:
        """Note something that RFC 8493, or the bag's own older version, forbids."""
        if self._is_full(self._faults):  # nothing is made of what is only counted
            self._more_faults += 1
            self._incomplete = self._incomplete or code not in CONTENT_CODES
        else:
            self.add(fault(code, path, **facts))

    def add(self, found: BagFault) -> None:
        """Note a fault."""
        self._incomplete = self._incomplete or found.code not in CONTENT_CODES
        if self._is_full(self._faults):
            self._more_faults += 1
        else:
            self._keep(found, self._faults)

    def advise(self, code: FaultCode, path: str = "", **facts: object) -> None:
        """Note something that RFC 8493 advises against or that the user should know."""
        if self._is_full(self._warnings):
            self._more_warnings += 1
        else:
            self._keep(fault(code, path, **facts), self._warnings)

    def _is_full(self, kept: list[BagFault]) -> bool:
        """Return whether there is no room for one more; there always is for a first one."""
        return bool(kept) and (len(kept) >= self._limit or self._room <= 0)

    def _keep(self, found: BagFault, kept: list[BagFault]) -> None:
        self._room -= len(found.path) + sum(len(value) for _, value in found.facts)
        kept.append(found)

    @property
    def faults(self) -> tuple[BagFault, ...]:
        """What is forbidden, in the order of finding."""
        return _with_rest(self._faults, self._more_faults)

    @property
    def warnings(self) -> tuple[BagFault, ...]:
        """What is advised against, in the order of finding."""
        return _with_rest(self._warnings, self._more_warnings)

    @property
    def complete(self) -> bool:
        """Whether no fault but of content was found."""
        return not self._incomplete

    @property
    def valid(self) -> bool:
        """Whether no fault was found."""
        return not self._faults


def _with_rest(kept: list[BagFault], more: int) -> tuple[BagFault, ...]:
    return (*kept, fault(FaultCode.MORE, count=more)) if more else tuple(kept)


# Paths ------------------------------------------------------------------------------------------


def escapes(path: str) -> bool:
    """Return whether a path could mean a file outside the bag on some system.

    That is an absolute path, a home folder, a NUL, or anywhere between slashes of either kind a
    drive, a ".." or what Windows makes of one: dots and spaces (RFC 8493, section 5.1).
    """
    if path.startswith(("/", "\\", "~")) or "\0" in path:
        return True
    if ":" in path or ".." in path or ". " in path or " ." in path:
        return _LEADS_OUT.search(path) is not None
    return False


def is_unsafe(path: str) -> bool:
    """Return whether Windows cannot keep a file by that name.

    It forbids some characters, what follows a colon is no part of the name, dots and spaces at
    an end are dropped, and names such as NUL or COM1 are those of devices.
    """
    if _FORBIDDEN_IN_WINDOWS.search(path):
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
    """Return whether a path of a BagIt 1.0 manifest holds a percent sign that encodes nothing."""
    return "%" in path and _BARE_PERCENT.search(path) is not None


def is_system_file(path: str) -> bool:
    """Return whether a file is one that an operating system leaves behind."""
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
