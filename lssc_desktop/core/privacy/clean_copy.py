"""Clean copies: how one is made of each kind of file, and what is covered in it.

A copy holds nothing that was not shown: words, shown values and pixels, and no byte of the
original. It takes the place of a file in a package; the original stays in the folder.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import field
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.files.names import FileKind, extension_of, file_kind, split_extension
from lssc_desktop.core.plain import LARGEST, First, Within
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    Rectangle,
)
from lssc_desktop.core.privacy.seen_words import seen_text
from lssc_desktop.values import dataclass

MOST_ROWS, MOST_PAGES, MOST_BYTES = 50_000, 2_000, 250_000_000
"""What a copy may have; nobody looks through more of it."""

MOST_CELLS = 2_000_000

_LONG = 8  # characters that stand within another word by no chance


class Way(StrEnum):
    """What a copy keeps of a file."""

    WORDS = "words"
    """A new Word file, workbook or text of what the file says."""
    LOOK = "look"
    """Pictures of its pages in a PDF, or the picture that it is."""


class LeftBehind(StrEnum):
    """What a file has and its copy doesn't, as far as it was seen there."""

    FOUND = "found"
    REGIONS = "regions"
    COMMENTS = "comments"
    CHANGES = "changes"
    HIDDEN = "hidden"
    HIDDEN_SLIDES = "hidden-slides"
    FORMULAS = "formulas"
    CHARTS = "charts"
    DRAWINGS = "drawings"
    PICTURES = "pictures"
    MORE_PICTURES = "more-pictures"
    EMBEDDED = "embedded"
    NOTES = "notes"
    LINKS = "links"
    PAGE_WORDS = "page-words"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle to paint over: on a page (from 1), or in a picture within a document (`part`).

    In points on a page of a PDF, in pixels of a picture as it is shown.
    """

    page: int
    box: Rectangle
    part: str = ""


@dataclass(frozen=True, slots=True)
class CleanOrder:
    """What to cover in a copy. `texts` are words wherever they stand; they are in memory only."""

    texts: tuple[str, ...] = field(default=(), repr=False)
    regions: tuple[Region, ...] = ()


_UNSEEN = {
    PrivacyKind.COMMENT: LeftBehind.COMMENTS,
    PrivacyKind.TRACKED_CHANGE: LeftBehind.CHANGES,
    PrivacyKind.HIDDEN_TEXT: LeftBehind.HIDDEN,
    PrivacyKind.COVERED_TEXT: LeftBehind.HIDDEN,
    PrivacyKind.HIDDEN_SHEET: LeftBehind.HIDDEN,
    PrivacyKind.HIDDEN_CELLS: LeftBehind.HIDDEN,
    PrivacyKind.HIDDEN_SLIDE: LeftBehind.HIDDEN_SLIDES,
    PrivacyKind.SPEAKER_NOTES: LeftBehind.NOTES,
    PrivacyKind.EMBEDDED_FILE: LeftBehind.EMBEDDED,
}


def unseen_in(findings: Iterable[PrivacyFinding]) -> Counter[LeftBehind]:
    """Count what was found in a file that its pages don’t show: pictures of them lack it."""
    return Counter(_UNSEEN[each.kind] for each in findings if each.kind in _UNSEEN)


type _Count = Annotated[int, Within(0, LARGEST)]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is in a copy: its pages or pictures, those without words, and what it doesn't have.

    `has_words` is whether it says any word at all: blank pages and pictures alone don't.
    """

    pages: _Count
    without_words: _Count = 0
    left_out: Annotated[tuple[tuple[LeftBehind, _Count], ...], First(len(LeftBehind))] = ()
    has_words: bool = True


def counted(left: Counter[LeftBehind]) -> tuple[tuple[LeftBehind, int], ...]:
    """Return what a copy doesn’t have, without what there was none of."""
    return tuple((each, count) for each, count in left.items() if count > 0)


_WORDS = {
    **dict.fromkeys(("docx", "docm", "dotx", "dotm", "odt"), "docx"),
    **dict.fromkeys(("xlsx", "xlsm", "ods", "xls"), "xlsx"),
    **dict.fromkeys(("eml", "msg", "mht", "mhtml", "html", "htm", "md"), "docx"),
    **dict.fromkeys(("txt", "log"), "txt"),
    **dict.fromkeys(("csv", "tsv"), "csv"),
}
_BY_OFFICE = (
    *("docx", "docm", "dotx", "dotm", "odt", "pptx", "pptm", "ppsx", "odp"),
    *("doc", "rtf", "ppt"),
)
_OLD_WORKBOOKS = ("xls",)
_PICTURES = {
    **dict.fromkeys(("jpg", "jpeg", "heic", "heif"), "jpg"),
    **dict.fromkeys(("png", "gif", "bmp", "webp"), "png"),
    **dict.fromkeys(("tif", "tiff"), "pdf"),
}
"""Not sheets: LibreOffice draws columns without width, and Excel doesn’t."""
_LOOKS = {**dict.fromkeys(_BY_OFFICE, "pdf"), **_PICTURES, "pdf": "pdf"}
_LIVES_IN_LOOK = frozenset(
    {"chart", "diagram", "shape", "text-box", "math", "form", "section", "embedded-object"}
)
"""What `Inspection.beyond` names that is more than words."""


def ways(path: str, *, has_office: bool, beyond: Collection[str] = ()) -> tuple[Way, ...]:
    """Return how a copy of a file can be made, the better way first; none for some kinds.

    `beyond` is what a document has besides words, where that was looked at.
    """
    extension = extension_of(path)
    found = [
        way
        for way, known in ((Way.WORDS, _WORDS), (Way.LOOK, _LOOKS))
        if extension in known and (has_office or not needs_office(path, way))
    ]
    return tuple(reversed(found)) if _LIVES_IN_LOOK.intersection(beyond) else tuple(found)


def needs_office(path: str, way: Way) -> bool:
    """Whether LibreOffice makes the pages of a file first, or of an old workbook a newer one."""
    return extension_of(path) in (_BY_OFFICE if way is Way.LOOK else _OLD_WORKBOOKS)


def can_be_cleaned(path: str) -> bool:
    """Whether there is any way, with or without LibreOffice."""
    return bool(ways(path, has_office=True))


def is_recording(path: str) -> bool:
    """Whether a file is sound or film, of which nobody sees all."""
    return file_kind(path) in (FileKind.SOUND, FileKind.VIDEO)


def clean_format(path: str, way: Way) -> str:
    """Return the extension that the copy of a file has; "" where none can be made that way."""
    return (_WORDS if way is Way.WORDS else _LOOKS).get(extension_of(path), "")


def can_have_regions(path: str) -> bool:
    """Whether areas can be drawn on what a copy is made of: pages and pictures."""
    return extension_of(path) == "pdf" or extension_of(path) in _PICTURES


def clean_name(name: str, way: Way, texts: Iterable[str] = ()) -> str:
    """Return what a copy is called: "List (clean copy).docx", without what was found."""
    stem, _extension = split_extension(name)
    pattern = pattern_of(texts)
    kept = seen_text(stem if pattern is None else pattern.sub("", stem))
    stem = " ".join(kept.split()).strip("-_., ") or "File"
    return f"{stem} (clean copy).{clean_format(name, way)}"


def clean_order(findings: Iterable[PrivacyFinding], regions: Iterable[Region] = ()) -> CleanOrder:
    """Return what to cover so that none of these findings is in the copy.

    What pages don't show isn't in any copy: the words of a comment may stand in the text too, and a
    change that was accepted is seen.
    """
    texts: dict[str, None] = {}
    painted = list(regions)
    for finding in findings:
        if finding.kind in _UNSEEN:
            continue
        place = finding.place
        if finding.found.strip():
            texts[finding.found.strip()] = None
        in_document = place.part if place.unit is PlaceUnit.PICTURE else ""
        painted += [Region(max(place.number, 1), box, in_document) for box in place.boxes]
    return CleanOrder(tuple(texts), tuple(painted))


# Found words ------------------------------------------------------------------------------------


def pattern_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches these texts, however their spaces and capitals are; None for none.

    A short one matches whole words only; a long one also where a code stands before it.
    """
    said = {each for text in texts for each in (text.strip(), seen_text(text).strip())}
    sought = sorted(filter(None, said), key=len, reverse=True)
    if not sought:
        return None
    return re.compile("|".join(map(_spelled, sought)), re.IGNORECASE)


def _spelled(text: str) -> str:
    parts = (re.escape(part).replace(r"\-", "[-\u2010\u2011]") for part in text.split())
    spelled = r"[\s\u00a0\u00ad\u200b]+".join(parts)
    return spelled if len(text) >= _LONG else rf"(?<!\w){spelled}(?!\w)"
