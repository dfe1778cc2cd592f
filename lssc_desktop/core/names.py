"""File names that every system and every bag tool can take, and names free among others."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

LONGEST_NAME = 200  # bytes in UTF-8; leaves room for folders before it (design.md section 6)
_LONGEST_EXTENSION = 20
_LONGEST_SLUG = 60
_FORBIDDEN = frozenset('<>:"/\\|?*%')
# Control, lone surrogate, private use, unassigned: no file system or font agrees on them.
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Marks that turn the direction of writing can make "gpj.exe" look like "exe.jpg".
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BEGINNING = re.compile(r"^[.~\s]+")
_ENDING = re.compile(r"[.\s]+\Z")
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
_MARK = 6  # characters; two people of one name share them once in 16 million times
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
        or len(extension.encode(errors="replace")) > (_LONGEST_EXTENSION)
    ):
        return name, ""
    return stem, dot + extension


def portable_name(name: str) -> str:
    """Return the name as Windows, macOS, FAT sticks and bag tools take it (design.md section 6).

    In NFC, without characters that one of them forbids, without a dot or space at the end or
    a dot, tilde or space before the first letter, none of Windows' reserved names, at most 200
    bytes, never empty. The extension stays. A name that is portable comes back as it is.
    """
    undirected = _DIRECTION.sub("", name.encode("utf-8", "replace").decode())
    normal = unicodedata.normalize("NFC", undirected)
    cleaned = "".join("_" if _is_forbidden(char) else char for char in normal)
    trimmed = _ENDING.sub("", cleaned).lstrip()
    if trimmed[:1] in {".", "~"}:
        trimmed = "_" + _BEGINNING.sub("", trimmed)
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
        name = following(name)
    return name


def following(name: str) -> str:
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


def one_line(text: str) -> str:
    """Return what a person typed in one line: no control characters, single spaces.

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


def person_slug(name: str, identity: str) -> str:
    """Return how a file name tells whose a file is: "smith-john-7c4e1f", family name first.

    The mark at the end is made of `identity`, which no two people share.
    """
    mark = hashlib.sha256(identity.encode(errors="replace")).hexdigest()[:_MARK]
    return f"{slug(' '.join(_family_and_given(name))) or 'portfolio'}-{mark}"


def _family_and_given(name: str) -> tuple[str, str]:
    words = [word.strip(",") for word in name.split()]
    before, comma, behind = name.partition(",")
    if comma and before.strip() and _plain(behind) not in _AFTER_SURNAME:
        # "Rivera, Ana" names the family first; it may be of several words.
        return " ".join(before.split()), " ".join(behind.replace(",", " ").split())
    while len(words) > 1 and _plain(words[-1]) in _AFTER_SURNAME:
        words.pop()
    if not words:
        return "", ""
    if all(unicodedata.name(char, "").startswith(_FAMILY_FIRST) for char in "".join(words)):
        return words[0], " ".join(words[1:])
    return words[-1], " ".join(words[:-1])


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


def _plain(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.casefold())


def _is_forbidden(char: str) -> bool:
    return char in _FORBIDDEN or unicodedata.category(char) in _FORBIDDEN_CATEGORIES


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
    return _ENDING.sub("", text.encode(errors="replace")[:room].decode(errors="ignore"))
