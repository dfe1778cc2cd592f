"""Clean copies: what they leave out for each kind of file, and how found words become bars.

A clean copy takes the place of a file in a package. The original stays in the folder.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from lssc_desktop.core.files.names import extension_of, split_extension
from lssc_desktop.core.plain import LARGEST, First, Within
from lssc_desktop.core.privacy.private_data import PlaceUnit, PrivacyFinding, Rectangle

BAR = "█"
"""What stands in the place of each character that was found, where a picture cannot."""


_LONG = 8  # characters that stand within another word by no chance


class Removal(StrEnum):
    """What a clean copy does not have any more."""

    FOUND = "found"
    REGIONS = "regions"
    METADATA = "metadata"
    PROPERTIES = "properties"
    COMMENTS = "comments"
    CHANGES = "changes"
    HIDDEN_TEXT = "hidden-text"
    HIDDEN_SHEETS = "hidden-sheets"
    HIDDEN_CELLS = "hidden-cells"
    HIDDEN_SLIDES = "hidden-slides"
    NOTES = "notes"
    FORMULAS = "formulas"
    EMBEDDED = "embedded"
    LINKS = "links"
    MACROS = "macros"
    DRAWINGS = "drawings"
    FORMS = "forms"
    SCRIPTS = "scripts"
    EARLIER = "earlier"
    HEADERS = "headers"
    LAYOUT = "layout"
    PAGE_WORDS = "page-words"


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
    """What to take out of a file, besides what every clean copy leaves out.

    `texts` are words wherever they stand, `cells` (sheet, such as B12) those of a workbook. They
    are in memory only.
    """

    texts: tuple[str, ...] = field(default=(), repr=False)
    regions: tuple[Region, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy as it was made: its bytes, and what it had to leave out, with how often."""

    data: bytes = field(repr=False)
    removed: Annotated[
        tuple[tuple[Removal, Annotated[int, Within(0, LARGEST)]], ...], First(len(Removal))
    ] = ()


_OFFICE_FORMATS = {
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), "docx"),
    **dict.fromkeys(("xlsx", "xlsm"), "xlsx"),
    **dict.fromkeys(("pptx", "pptm", "ppsx"), "pptx"),
    **{name: name for name in ("odt", "ods", "odp")},
}
_PICTURE_FORMATS = {
    **dict.fromkeys(("jpg", "jpeg", "heic", "heif"), "jpg"),
    **dict.fromkeys(("png", "gif", "bmp", "webp"), "png"),
    **dict.fromkeys(("tif", "tiff"), "tif"),
}
_TEXT_FORMATS = {
    **{name: name for name in ("txt", "md", "log", "csv", "tsv")},
    **dict.fromkeys(("eml", "msg", "mht", "mhtml", "html", "htm"), "txt"),
}
_BY_WAY_OF_PDF = ("doc", "rtf", "pages", "xls", "numbers", "ppt", "key")
_FORMATS = {
    "pdf": "pdf",
    **_OFFICE_FORMATS,
    **_PICTURE_FORMATS,
    **_TEXT_FORMATS,
    **dict.fromkeys(_BY_WAY_OF_PDF, "pdf"),
}

_ALWAYS: dict[str, tuple[Removal, ...]] = {
    **dict.fromkeys(
        ("docx", "odt"),
        (
            *(Removal.COMMENTS, Removal.CHANGES, Removal.HIDDEN_TEXT, Removal.PROPERTIES),
            *(Removal.METADATA, Removal.EMBEDDED, Removal.LINKS, Removal.MACROS),
        ),
    ),
    **dict.fromkeys(
        ("xlsx", "ods"),
        (
            *(Removal.HIDDEN_SHEETS, Removal.HIDDEN_CELLS, Removal.COMMENTS, Removal.FORMULAS),
            *(Removal.PROPERTIES, Removal.METADATA, Removal.EMBEDDED, Removal.LINKS),
            Removal.MACROS,
        ),
    ),
    **dict.fromkeys(
        ("pptx", "odp"),
        (
            *(Removal.HIDDEN_SLIDES, Removal.NOTES, Removal.COMMENTS, Removal.PROPERTIES),
            *(Removal.METADATA, Removal.EMBEDDED, Removal.LINKS, Removal.MACROS),
        ),
    ),
    "pdf": (
        *(Removal.PROPERTIES, Removal.COMMENTS, Removal.FORMS, Removal.EMBEDDED, Removal.LINKS),
        *(Removal.SCRIPTS, Removal.EARLIER),
    ),
    **dict.fromkeys(("jpg", "png", "tif"), (Removal.METADATA,)),
    "mail": (Removal.HEADERS, Removal.EMBEDDED, Removal.LAYOUT),
    "page": (Removal.LAYOUT, Removal.LINKS, Removal.SCRIPTS),
}


def clean_format(path: str) -> str:
    """Return the extension that the clean copy of a file has; "" where none can be made."""
    return _FORMATS.get(extension_of(path), "")


def is_cleaned_by_way_of_pdf(path: str) -> bool:
    """Whether LibreOffice has to make a PDF of a file first, which is then cleaned."""
    return extension_of(path) in _BY_WAY_OF_PDF


def can_have_regions(path: str) -> bool:
    """Whether regions can be drawn on what a clean copy is made of: pages and pictures."""
    return extension_of(path) == "pdf" or extension_of(path) in _PICTURE_FORMATS


def always_removed(path: str) -> tuple[Removal, ...]:
    """Return what no clean copy of this kind of file has, in the order in which it is said."""
    extension = extension_of(path)
    if extension in ("eml", "msg"):
        return _ALWAYS["mail"]
    if _TEXT_FORMATS.get(extension, extension) != extension:
        return _ALWAYS["page"]
    return _ALWAYS.get(clean_format(path), ())


def clean_name(name: str) -> str:
    """Return what the clean copy of a file is called: "List (clean copy).docx"."""
    stem, _extension = split_extension(name)
    return f"{stem} (clean copy).{clean_format(name)}"


def clean_order(findings: Iterable[PrivacyFinding], regions: Iterable[Region] = ()) -> CleanOrder:
    """Return what to take out so that none of these findings is in the copy."""
    texts: dict[str, None] = {}
    cells: dict[tuple[str, str], None] = {}
    painted = list(regions)
    for finding in findings:
        place = finding.place
        if finding.found.strip():
            texts[finding.found.strip()] = None
        if place.cell:
            cells[place.part, place.cell] = None
        in_document = place.part if place.unit is PlaceUnit.PICTURE else ""
        painted += [Region(max(place.number, 1), box, in_document) for box in place.boxes]
    return CleanOrder(tuple(texts), tuple(painted), tuple(cells))


# Found words ------------------------------------------------------------------------------------


def pattern_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches these texts, however their spaces and capitals are; None for none.

    A short one matches whole words only; a long one also where a code stands before it.
    """
    sought = sorted({text.strip() for text in texts if text.strip()}, key=len, reverse=True)
    if not sought:
        return None
    return re.compile("|".join(map(_spelled, sought)), re.IGNORECASE)


def _spelled(text: str) -> str:
    spelled = r"[\s\u00a0\u00ad\u200b]+".join(map(re.escape, text.split()))
    return spelled if len(text) >= _LONG else rf"(?<!\w){spelled}(?!\w)"


def with_bars(text: str, pattern: re.Pattern[str] | None) -> tuple[str, int]:
    """Return a text with a bar for each character of what was found, and how often it was."""
    if pattern is None or not text:
        return text, 0
    return pattern.subn(lambda found: BAR * len(found[0]), text)
