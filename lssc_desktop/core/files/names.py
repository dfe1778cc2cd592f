"""Names: of files as every system takes them, of people, and of what lies in a portfolio folder."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

LONGEST_NAME = 200  # bytes in UTF-8; leaves room for folders before it
_LONGEST_EXTENSION = 20
_LONGEST_SLUG = 60
_FORBIDDEN = frozenset('<>:"/\\|?*%')
# Control, lone surrogate, private use, unassigned: no file system or font agrees on them.
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_UNSHOWN_CATEGORIES = frozenset({"Cc", "Zl", "Zp"})
# Marks that turn the direction of writing can make "gpj.exe" look like "exe.jpg".
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LEADING = re.compile(r"^[.~\s]+")
_TRAILING = re.compile(r"[.\s]+\Z")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
)
_COUNTED = re.compile(r"(?P<stem>.*\S) \((?P<count>[1-9][0-9]{0,5})\)", re.DOTALL)
_AFTER_SURNAME = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "mls", "mlis"})
_FAMILY_FIRST = (
    "CJK",
    "HANGUL",
    "HIRAGANA",
    "IDEOGRAPHIC",
    "KATAKANA",
)  # how Unicode calls their letters
_MARK_LENGTH = 6  # characters; two people of one name share them once in 16 million times
_SPELLED_OUT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


def folded(name: str) -> str:
    """Return the form in which two names are one on a Mac or on Windows: case and NFC folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def split_extension(name: str) -> tuple[str, str]:
    """Return stem and extension with its dot; "" for a name without or with an unlikely one."""
    stem, dot, extension = name.rpartition(".")
    if (
        not stem.strip(". ")
        or not extension
        or len(extension.encode(errors="replace")) > _LONGEST_EXTENSION
    ):
        return name, ""
    return stem, dot + extension


def portable_name(name: str) -> str:
    """Return the name as Windows, macOS, FAT sticks and bag tools take it.

    In NFC, without characters that one of them forbids, without a dot or space at the end or
    a dot, tilde or space before the first letter, none of Windows' reserved names, at most 200
    bytes, never empty. The extension stays. A name that is portable comes back as it is.
    """
    undirected = _DIRECTION.sub("", name.encode("utf-8", "replace").decode())
    normal = unicodedata.normalize("NFC", undirected)
    cleaned = "".join(
        "_" if char in _FORBIDDEN or unicodedata.category(char) in _FORBIDDEN_CATEGORIES else char
        for char in normal
    )
    trimmed = _TRAILING.sub("", cleaned).lstrip()
    if trimmed[:1] in {".", "~"}:
        trimmed = "_" + _LEADING.sub("", trimmed)
    short = _shortened(trimmed or "file", LONGEST_NAME)
    if short.partition(".")[0].rstrip().lower() in _RESERVED:
        short = _shortened("_" + short, LONGEST_NAME)
    return short


def portable_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return portable names in the same order, no two the same when case and NFC are folded.

    A name that needs no change is served before one that does, so that it keeps what it is;
    among equals the first keeps its name and the others are numbered.
    """
    wanted = [portable_name(name) for name in names]
    order = sorted(range(len(names)), key=lambda index: wanted[index] != names[index])
    taken: set[str] = set()
    result = [""] * len(names)
    for index in order:
        result[index] = free_name(wanted[index], taken)
        taken.add(folded(result[index]))
    return tuple(result)


def names_in_order(names: Sequence[str]) -> tuple[str, ...]:
    """Return portable names that keep their order when sorted: "01 flyer.pdf", "02 log.pdf"."""
    width = max(2, len(str(len(names))))
    return portable_names([f"{place:0{width}} {name}" for place, name in enumerate(names, 1)])


def numbered(name: str, taken: Iterable[str]) -> str:
    """Return the name, or with the first free number ("flyer (2).pdf") where it is taken.

    Two names are the same when they differ in case or normal form only.
    """
    return free_name(name, {folded(other) for other in taken})


def free_name(name: str, taken: AbstractSet[str]) -> str:
    """Return what `numbered` does, for names that are `folded` already."""
    while folded(name) in taken:
        name = next_numbered(name)
    return name


def next_numbered(name: str) -> str:
    """Return the name with the next number: "flyer.pdf", "flyer (2).pdf", "flyer (3).pdf"."""
    stem, extension = split_extension(name)
    counted = _COUNTED.fullmatch(stem)
    base, count = (counted["stem"], int(counted["count"])) if counted else (stem, 1)
    ending = f" ({count + 1}){extension}"
    return _cut(base, LONGEST_NAME - len(ending.encode(errors="replace"))) + ending


def is_inside(path: str) -> bool:
    """Whether a path of portfolio.json stays in the portfolio folder.

    It does when it is relative, uses `/`, names no drive and has no empty, `.` or `..` part.
    """
    if not path or "\\" in path or "\0" in path or re.match(r"[A-Za-z]:", path):
        return False
    return all(part not in {"", ".", ".."} for part in path.split("/"))


def can_be_kept(name: str) -> bool:
    """Whether a file that is brought in keeps its name; else it gets a portable one.

    No name does that leaves the folder, that is no text or too long, or that a line of text would
    not show as it is: with controls, ends of lines or marks that turn the direction of writing.
    """
    return (
        "/" not in name
        and is_inside(name)
        and is_text(name)
        and len(name.encode()) <= LONGEST_NAME
        and _DIRECTION.search(name) is None
        and not any(unicodedata.category(char) in _UNSHOWN_CATEGORIES for char in name)
    )


def is_text(name: str) -> bool:
    """Whether a name is made of characters: on Linux it may have bytes that are none."""
    return name.encode(errors="replace").decode() == name


def _shortened(name: str, room: int) -> str:
    """Return the name within so many bytes; the extension stays, the stem is cut."""
    if len(name.encode()) <= room:
        return name
    stem, extension = split_extension(name)
    return _cut(stem, room - len(extension.encode())) + extension


def _cut(text: str, room: int) -> str:
    """Return the text within so many bytes, cut between characters, no dot or space at the end."""
    if len(text.encode(errors="replace")) <= room:
        return text
    return _TRAILING.sub("", text.encode(errors="replace")[:room].decode(errors="ignore"))


# Lines and people -------------------------------------------------------------------------------


def one_line(text: str) -> str:
    """Return what the user typed in one line: no control characters, single spaces.

    What would turn the sentence around it is left out; letters of any script keep their direction.
    """
    straight = _TURNING.sub("", text)
    tame = (" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in straight)
    return " ".join("".join(tame).split())


def surname(name: str) -> str:
    """Return the family name: what stands before a comma, else the last word.

    A name in Chinese, Japanese or Korean letters has it first. Titles behind the name ("Jr.",
    "MLS") are left out. "" for an empty name.
    """
    return _family_and_given(name)[0]


def spoken_name(name: str) -> str:
    """Return the name of a person as it is said to them: "Ana Rivera" for "Rivera, Ana"."""
    before, comma, _ = name.partition(",")
    family, given = _family_and_given(name)
    turned = comma and given and family == one_line(before)
    return f"{given} {family}" if turned else one_line(name)


def person_slug(name: str, identity: str) -> str:
    """Return how a file name says whose a file is: "smith-john-7c4e1f", family name first.

    The mark at the end is made of `identity`, which no two people share.
    """
    import hashlib  # a start has no use for it

    mark = hashlib.sha256(identity.encode(errors="replace")).hexdigest()[:_MARK_LENGTH]
    return f"{slug(' '.join(_family_and_given(name))) or 'portfolio'}-{mark}"


def slug(text: str) -> str:
    """Return the text in small letters and digits joined by `-`, Latin letters without marks.

    Letters of other scripts stay as they are; at most 60 bytes. "" when the text has neither
    letter nor digit.
    """
    small = unicodedata.normalize("NFKD", text).casefold().translate(_SPELLED_OUT)
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", small) if not "\u0300" <= char <= "\u036f"
    )
    kept = (
        char if char.isalnum() or unicodedata.category(char).startswith("M") else " "
        for char in unicodedata.normalize("NFKC", bare)
    )
    return _cut("-".join("".join(kept).split()), _LONGEST_SLUG).rstrip("-")


def _family_and_given(name: str) -> tuple[str, str]:
    words = [word.strip(",") for word in name.split()]
    before, comma, behind = name.partition(",")
    if comma and before.strip() and _letters(behind) not in _AFTER_SURNAME:
        # "Rivera, Ana" names the family first; it may be of several words.
        return " ".join(before.split()), " ".join(behind.replace(",", " ").split())
    while len(words) > 1 and _letters(words[-1]) in _AFTER_SURNAME:
        words.pop()
    if not words:
        return "", ""
    if all(unicodedata.name(char, "").startswith(_FAMILY_FIRST) for char in "".join(words)):
        return words[0], " ".join(words[1:])
    return words[-1], " ".join(words[:-1])


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.casefold())


# Kinds of files ---------------------------------------------------------------------------------


class FileKind(StrEnum):
    """A kind of file as people name it."""

    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    SLIDES = "slides"
    PHOTO = "photo"
    VIDEO = "video"
    SOUND = "sound"
    MAIL = "mail"
    WEB = "web"
    TEXT = "text"
    OTHER = "other"


EXTENSIONS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: ("pdf",),
    FileKind.WORD: ("docx", "doc", "docm", "dotx", "dotm", "odt", "rtf", "pages"),
    FileKind.EXCEL: ("xlsx", "xls", "xlsm", "ods", "csv", "tsv", "numbers"),
    FileKind.SLIDES: ("pptx", "ppt", "pptm", "ppsx", "odp", "key"),
    FileKind.PHOTO: (
        *("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "heif", "svg"),
        *("svgz", "avif", "jxl"),
    ),
    FileKind.VIDEO: ("mp4", "m4v", "mov", "avi", "wmv", "mkv", "webm", "mpg", "mpeg", "3gp"),
    FileKind.SOUND: ("wav", "mp3", "m4a", "ogg", "flac", "wma", "aac"),
    FileKind.MAIL: ("eml", "msg"),
    FileKind.WEB: ("html", "htm", "mht", "mhtml", "url", "webloc"),
    FileKind.TEXT: ("txt", "md", "log"),
}
_KIND_BY_EXTENSION = {extension: kind for kind, all_ in EXTENSIONS.items() for extension in all_}


class Shown(StrEnum):
    """How the inside of a file is shown: in a preview, and on pages beside the portfolio.

    `store.previews.helper` has one reader for each.
    """

    PDF = "pdf"
    PICTURE = "picture"
    PHONE_PICTURE = "phone-picture"
    """HEIC, which few other programs open."""
    WORD = "word"
    OFFICE = "office"
    """By LibreOffice, where it is installed."""
    MARKDOWN = "markdown"
    TEXT = "text"
    WORKBOOK = "workbook"
    SEPARATED = "separated"
    """Values with commas or the like between them."""
    MAIL = "mail"
    OUTLOOK_MAIL = "outlook-mail"
    WEB_PAGE = "web-page"
    WEB_ARCHIVE = "web-archive"
    LINK = "link"
    SOUND = "sound"
    FILM = "film"


_SHOWN: dict[Shown, tuple[str, ...]] = {
    Shown.PDF: ("pdf",),
    Shown.PICTURE: ("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp"),
    Shown.PHONE_PICTURE: ("heic", "heif"),
    Shown.WORD: ("docx", "docm", "dotx", "dotm"),
    Shown.OFFICE: ("doc", "odt", "rtf", "ppt", "pptx", "odp"),
    Shown.MARKDOWN: ("md",),
    Shown.TEXT: ("txt", "log"),
    Shown.WORKBOOK: ("xlsx", "xlsm", "xls", "ods"),
    Shown.SEPARATED: ("csv", "tsv"),
    Shown.MAIL: ("eml",),
    Shown.OUTLOOK_MAIL: ("msg",),
    Shown.WEB_PAGE: ("html", "htm"),
    Shown.WEB_ARCHIVE: ("mht", "mhtml"),
    Shown.LINK: ("url", "webloc"),
    Shown.SOUND: EXTENSIONS[FileKind.SOUND],
    Shown.FILM: EXTENSIONS[FileKind.VIDEO],
}
"""Extensions of the files that we show; a new one needs a place here and in `EXTENSIONS`."""

_SHOWN_BY_EXTENSION = {extension: shown for shown, all_ in _SHOWN.items() for extension in all_}

BEGINNING = 4096
"""Bytes of a file that show what it is."""

_ZIP, _OLE = rb"PK\x03\x04", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_RIFF = rb"RI(?:FF|FX)....|RF64...."

_ASF = rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"

_MATROSKA = rb"\x1a\x45\xdf\xa3"

_MPEG_SOUND = rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"

_BEGINNINGS: dict[bytes, tuple[str, ...]] = {
    rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-\d": ("pdf",),
    _ZIP: (
        *("docx", "dotx", "odt", "pages", "xlsx", "ods", "numbers", "pptx", "ppsx", "odp", "key"),
    ),
    _OLE: ("xls", "ppt"),
    rb"%s|\{\\rtf" % _OLE: ("doc",),  # Word itself has long saved one under the other's name
    rb"\{\\rtf": ("rtf",),
    rb"\xff\xd8\xff": ("jpg", "jpeg"),
    rb"\x89PNG\r\n\x1a\n": ("png",),
    rb"GIF8[79]a": ("gif",),
    rb"II[*+]\x00|MM\x00[*+]": ("tif", "tiff"),
    rb"BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00": ("bmp",),
    rb"RIFF....WEBP": ("webp",),
    rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avif)": ("heic", "heif"),
    rb"....ftyp(?:avi[fs]|mif1|msf1)": ("avif",),
    rb"\xff\x0a|\x00\x00\x00\x0cJXL \r\n\x87\n": ("jxl",),
    rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot)": ("mp4", "m4v", "mov", "3gp"),
    rb"(?:%s)AVI " % _RIFF: ("avi",),
    _ASF: ("wmv", "wma"),
    _MATROSKA: ("mkv", "webm"),
    rb"\x00\x00\x01[\xb3\xba]|\x47.{187}\x47": ("mpg", "mpeg"),
    rb"(?:%s)WAVE" % _RIFF: ("wav",),
    _MPEG_SOUND: ("mp3",),
    rb"....ftyp": ("m4a",),
    rb"OggS": ("ogg",),
    rb"fLaC|ID3": ("flac",),
    rb"\xff[\xf0\xf1\xf8\xf9]|ADIF|ID3": ("aac",),
}
"""How files begin, with the extensions of their names. Sources: the formats' specifications, as
gathered in the IANA and freedesktop.org lists of types."""

BEGINNING_BY_EXTENSION = {
    extension: beginning
    for beginning, extensions in _BEGINNINGS.items()
    for extension in extensions
}

TEXT_EXTENSIONS = ("txt", "md", "log", "csv", "tsv")

PLAIN_TEXT = (
    *("json", "xml", "ics", "vcf", "tex", "bib", "srt", "vtt"),
    *("mbox", "emlx", "fodt"),
)
"""Files of text that we have no reader for: what they hold is searched as it stands in them."""

_NOT_TEXT = (
    rb"\s*(?:<|#!|%!|\[desktop entry|\[internetshortcut|MZ|\x7fELF|PK\x03\x04|\{\\rtf|%PDF|@echo)"
)
"""How text begins that a system may take for a page, a script or a program."""

_BYTE_ORDER_MARK = rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff"


def file_kind(path: str) -> FileKind:
    """Return the kind of a file from the extension of its name."""
    return _KIND_BY_EXTENSION.get(extension_of(path), FileKind.OTHER)


_COPIED_AS: dict[str, tuple[str, ...]] = {
    "jpg": ("heic", "heif"),
    "pdf": (
        *("doc", "docm", "dot", "dotm", "odt", "rtf", "pages", "wps", "wpd"),
        *("xls", "xlsm", "xlsb", "xlt", "ods", "numbers"),
        *("ppt", "pptm", "pps", "ppsx", "odp", "key", "pub", "vsd", "vsdx"),
        *("msg", "eml"),
    ),
}
_COPY_BY_EXTENSION = {name: copy for copy, names in _COPIED_AS.items() for name in names}


def copy_format(path: str) -> str:
    """Return as what a copy is made that everybody can open: "jpg", "pdf", "" for none."""
    return _COPY_BY_EXTENSION.get(extension_of(path), "")


def extension_of(path: str) -> str:
    """Return the extension of a file's name in small letters, without its dot; "" for none."""
    return split_extension(path.rpartition("/")[2])[1][1:].lower()


def shown_as(path: str) -> Shown | None:
    """Return how a file is shown, by the extension of its name; None where it is not."""
    _stem, extension = split_extension(path.rpartition("/")[2])
    return _SHOWN_BY_EXTENSION.get(extension[1:].lower())


def matches_signature(name: str, beginning: bytes) -> bool:
    """Whether the first bytes of a file (`BEGINNING`) are those of the kind that its name says.

    False for every kind of which we know no beginning.
    """
    _stem, extension = split_extension(name)
    extension = extension[1:].lower()
    if extension in TEXT_EXTENSIONS:
        return _begins_as_text(beginning)
    known = BEGINNING_BY_EXTENSION.get(extension)
    return known is not None and re.match(known, beginning, re.DOTALL) is not None


def _begins_as_text(beginning: bytes) -> bool:
    """Whether this is text, and nothing that a system would run or show as a page."""
    mark = re.match(_BYTE_ORDER_MARK, beginning)
    said = beginning[mark.end() :] if mark else beginning
    if mark is not None and len(mark[0]) == 2:  # noqa: PLR2004  UTF-16 has a NUL beside each letter
        said = said.replace(b"\0", b"")
    return bool(said) and b"\0" not in said and re.match(_NOT_TEXT, said, re.IGNORECASE) is None


# Layout of a portfolio folder (docs/formats.md 2) ---------------------------------------------

PORTFOLIO = "portfolio.json"
PROGRAM = "program.toml"
READ_ME = "READ ME.txt"
EVIDENCE = "Evidence"
ABOUT_ME = "About me"
PACKAGES = "Packages"
REVIEWS = "Reviews"
REVIEW_SUFFIX = ".lssc-review.json"
OWN = ".lssc"
STATEMENT = "Learning statement.docx"

_OURS = frozenset({PORTFOLIO, PROGRAM, READ_ME, PACKAGES, REVIEWS, OWN})
_TEMPORARY = re.compile(r"\.lssc-[0-9a-f]{16}\.tmp")
_KEPT_BROKEN = re.compile(r"portfolio \(broken [^/]*\)( \([0-9]+\))?\.json")
_SYSTEM = re.compile(
    r"""
      ~\$.* | ~wr[a-z][0-9]+\.tmp  # Word's lock and work files
    | \.~lock\..*\#                # LibreOffice's
    | \._.* | \.ds_store           # macOS
    | thumbs\.db | desktop\.ini    # Windows
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SYSTEM_FOLDER = re.compile(
    r"\$recycle\.bin|system volume information|lost\+found"
    r"|\.(trash.*|spotlight-v100|fseventsd|temporaryitems|documentrevisions-v100)",
    re.IGNORECASE,
)


def temporary_name(token: str) -> str:
    """Return the name of a file in the making, for sixteen hexadecimal digits."""
    return f".lssc-{token}.tmp"


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one of ours in the making, or was left by a crash."""
    return _TEMPORARY.fullmatch(name) is not None


def broken_name(day: str) -> str:
    """Return the name under which a portfolio.json that could not be read is kept."""
    return f"portfolio (broken {day}).json"


def is_system_file(name: str) -> bool:
    """Whether other programs or systems keep a file or folder of this name for themselves."""
    return bool(_SYSTEM.fullmatch(name) or _SYSTEM_FOLDER.fullmatch(name))


def is_passed_over(path: str) -> bool:
    """Whether a file or folder at a relative path is ours or a system's: not the candidate's."""
    name = path.rpartition("/")[2]
    if name == path and (name in _OURS or _KEPT_BROKEN.fullmatch(name)):
        return True
    return is_system_file(name) or is_temporary(name)


_OTHER_PORTFOLIO = re.compile(r"portfolio-[^/]+\.json", re.IGNORECASE)
_OTHER_DOCUMENT = re.compile(
    r"""
    (?P<stem> .+? )
    - (?: (?:DESKTOP|LAPTOP)-[A-Z0-9]{7,8} | WIN-[A-Z0-9]{11}
      | [A-Z0-9]+-PC(?:-?[0-9]+)? | PC-?[0-9]+ )
    (?P<extension> \.docx )
    """,
    re.VERBOSE,
)
"""A name, and what Windows calls a computer by itself, or most people who don't like that."""


def other_versions(paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the files that are other versions, each with the path of the one that counts.

    OneDrive saves what two computers changed at the same time as NAME-COMPUTER. Any such name of
    portfolio.json is one. A document is one only beside the other, and only where the end of its
    name is surely a computer's: people call their own files so many things.
    """
    there = frozenset(paths)
    found: list[tuple[str, str]] = []
    for path in sorted(there):
        if _OTHER_PORTFOLIO.fullmatch(path):
            found.append((path, PORTFOLIO))
            continue
        match = _OTHER_DOCUMENT.fullmatch(path)
        if match is not None and (of := match["stem"] + match["extension"]) in there:
            found.append((path, of))
    return tuple(found)


def is_about(path: str) -> bool:
    """Whether a file is about the candidate and belongs to no set."""
    return path.startswith(f"{ABOUT_ME}/")
