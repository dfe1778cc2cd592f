"""Private data in PDFs: words with their places, and what nobody sees on the page.

PDFium reads them in the preview helper; no script of theirs is run.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from ctypes import POINTER, byref, c_int, c_uint, c_ushort, cast, create_string_buffer
from dataclasses import replace
from functools import partial
from itertools import batched, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
    Rectangle,
)
from lssc_desktop.core.privacy.scan_order import TextRules, TextUnit
from lssc_desktop.documents.previews.viewers import PAGES_AT_ONCE, opened_pdf, shown_box
from lssc_desktop.documents.privacy.private_pictures import (
    find_reader,
    read_print,
)
from lssc_desktop.documents.privacy.private_words import (
    PlacedUnit,
    find_in_units,
    is_somebody,
    noted,
    nothing_to_read,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfObject, PdfPage

_MOST_PAGES = 2_000  # as many as a clean copy may have
_MOST_SCANNED = 20
_FEW_CHARACTERS = 8
_READING_SCALE = 200 / 72  # dots an inch
_LONGEST_SIDE = 2_600


def find_in_pdf_file(
    file: BinaryIO, rules: TextRules, *, reads_print: bool, has_metadata: bool = True
) -> Iterator[PrivacyFinding]:
    """Yield all private data in a PDF, with `reads_print` also the print of its scanned pages.

    `has_metadata` is false for one that another program just made. Raises `Unviewable`.
    """
    with opened_pdf(file) as document:
        total = len(document)
    scans = iter(range(_MOST_SCANNED if reads_print else 0))
    for numbers in batched(range(min(total, _MOST_PAGES)), PAGES_AT_ONCE):
        with opened_pdf(file) as document:
            yield from _on_pages(document, numbers, rules, scans)
    if total > _MOST_PAGES:
        yield nothing_to_read(PrivatePlace(PlaceUnit.PAGE, _MOST_PAGES + 1))
    if has_metadata:
        with opened_pdf(file) as document:
            about = list(_about(document, rules))
        yield from about
        yield from _earlier(file)
        if not any(each.kind is PrivacyKind.MACRO for each in about) and _has_script(file):
            yield noted(PrivacyKind.MACRO, PrivatePlace(PlaceUnit.FILE))


def _on_pages(
    document: "PdfDocument", numbers: Sequence[int], rules: TextRules, scans: Iterator[int]
) -> Iterator[PrivacyFinding]:
    """Yield what is on some pages (from 0); the print of so many is read as there are `scans`."""
    units: list[PlacedUnit] = []
    noticed: list[PrivacyFinding] = []
    for number in numbers:
        page = document[number]
        text = page.get_textpage()
        said = text.get_text_range()
        place = PrivatePlace(PlaceUnit.PAGE, number + 1)
        if len(said.strip()) >= _FEW_CHARACTERS:
            units += _lines(document, number, said, place)
            noticed += _covered(page, place)
        elif _has_pictures(page):
            if next(scans, None) is not None and find_reader() is not None:
                units += _print_of(page, place)
            else:
                noticed.append(nothing_to_read(place))
        noticed += _annotations(page, place)
        text.close()
        page.close()
    yield from find_in_units(units, rules)
    yield from noticed


# Words ------------------------------------------------------------------------------------------


def _lines(
    document: "PdfDocument", number: int, said: str, place: PrivatePlace
) -> Iterator[PlacedUnit]:
    """Yield the lines of a page (from 0); each knows where its characters are."""
    at = 0
    for line in said.splitlines(keepends=True):
        boxes = partial(_boxes, document, number, at)
        yield PlacedUnit(TextUnit(line.rstrip("\r\n")), place, boxes)
        at += len(line)


def _boxes(
    document: "PdfDocument", number: int, first: int, start: int, end: int
) -> tuple[Rectangle, ...]:
    """Return where characters of a page are seen: it is opened again for the few that matter."""
    page = document[number]
    words = page.get_textpage()
    count = words.count_rects(first + start, end - start)
    found = tuple(_shown(page, words.get_rect(each)) for each in range(count))
    words.close()
    page.close()
    return found


def _shown(page: "PdfPage", sides: tuple[float, float, float, float]) -> Rectangle:
    box = shown_box(page, sides)
    return Rectangle(box.x, box.y, box.width, box.height)


def _has_pictures(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _each in page.get_objects([FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _print_of(page: "PdfPage", place: PrivatePlace) -> list[PlacedUnit]:
    """Return the print on a scanned page, in points of the page."""
    longest = max(page.get_size())
    scale = min(_READING_SCALE, _LONGEST_SIDE / max(longest, 1))
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    size = bitmap.width, bitmap.height
    return read_print(bytes(bitmap.buffer), size, 1 / scale, place)


# What nobody sees -------------------------------------------------------------------------------

_OPAQUE = 255
_MOST_COVERS, _MOST_OBJECTS = 200, 20_000
_MOSTLY = 0.7


def _covered(page: "PdfPage", place: PrivatePlace) -> Iterator[PrivacyFinding]:
    """Yield words under opaque boxes, drawn later or laid over them as a comment is."""
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT

    written: list[tuple[tuple[float, float, float, float], Any]] = []
    hidden: list[tuple[tuple[float, float, float, float], Any]] = []
    covers = 0
    objects = page.get_objects([FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT], max_depth=1)
    for each in islice(objects, _MOST_OBJECTS):
        if each.type == FPDF_PAGEOBJ_TEXT:
            written.append((each.get_bounds(), each))
        elif written and covers < _MOST_COVERS and _is_opaque(each):
            covers += 1
            under = [item for item in written if _covers(each.get_bounds(), item[0])]
            hidden += under
            written = [item for item in written if item not in under]
    for box in _boxes_laid_over(page):
        hidden += [item for item in written if _covers(box, item[0])]
    for sides, text in hidden:
        said = _object_text(page, text)
        if said.strip():
            at = replace(place, boxes=(_shown(page, sides),))
            yield noted(PrivacyKind.COVERED_TEXT, at, said)


def _covers(box: tuple[float, ...], words: tuple[float, ...]) -> bool:
    """Whether a box lies over most of some words: covers what would let them be read."""
    width = min(box[2], words[2]) - max(box[0], words[0])
    height = min(box[3], words[3]) - max(box[1], words[1])
    area = (words[2] - words[0]) * (words[3] - words[1])
    return width > 0 and height > 0 and area > 0 and width * height >= _MOSTLY * area


def _is_opaque(path: "PdfObject") -> bool:
    from pypdfium2.raw import FPDFPageObj_GetFillColor, FPDFPath_GetDrawMode

    fill, stroke = c_int(), c_int()
    color = [c_uint() for _part in range(4)]
    drawn = FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)) and fill.value
    known = FPDFPageObj_GetFillColor(path, *map(byref, color))
    return bool(drawn and known and color[3].value == _OPAQUE)


def _boxes_laid_over(page: "PdfPage") -> Iterator[tuple[float, float, float, float]]:
    """Yield where filled rectangles are among the comments on a page."""
    from pypdfium2 import raw

    for annotation in _annotations_of(page):
        color = [c_uint() for _part in range(4)]
        is_filled = raw.FPDFAnnot_GetColor(
            annotation, raw.FPDFANNOT_COLORTYPE_InteriorColor, *map(byref, color)
        )
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_SQUARE and is_filled:
            yield _sides(annotation)


def _object_text(page: "PdfPage", text: "PdfObject") -> str:
    from pypdfium2.raw import FPDFTextObj_GetText

    words = page.get_textpage()
    try:
        return _utf_16(lambda buffer, size: FPDFTextObj_GetText(text, words, buffer, size))
    finally:
        words.close()


def _utf_16(ask: Callable[[Any, int], int]) -> str:
    """Return a text of PDFium's, which says first how many bytes it needs."""
    size = min(ask(None, 0), _LONGEST_TEXT)
    if size <= 2:  # noqa: PLR2004 - the zero at its end
        return ""
    buffer = create_string_buffer(size)
    # PDFium counts bytes, and wants a pointer to characters of two.
    ask(cast(buffer, POINTER(c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


_LONGEST_TEXT = 20_000


def _annotations_of(page: "PdfPage") -> Iterator[Any]:
    from pypdfium2 import raw

    for at in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if annotation:
            yield annotation
            raw.FPDFPage_CloseAnnot(annotation)


def _sides(annotation: Any) -> tuple[float, float, float, float]:  # noqa: ANN401 - a pointer
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, byref(box))
    return box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def _annotations(page: "PdfPage", place: PrivatePlace) -> Iterator[PrivacyFinding]:
    """Yield comments on a page, and what was filled into its form."""
    from pypdfium2 import raw

    for annotation in _annotations_of(page):
        kind = raw.FPDFAnnot_GetSubtype(annotation)

        def value(key: bytes, of: Any = annotation) -> str:  # noqa: ANN401 - a pointer
            return _utf_16(lambda buffer, size: raw.FPDFAnnot_GetStringValue(of, key, buffer, size))

        at = replace(place, boxes=(_shown(page, _sides(annotation)),))
        if kind == raw.FPDF_ANNOT_WIDGET:
            said = value(b"V")
            if said.strip():
                yield noted(PrivacyKind.FORM_VALUE, replace(at, part=value(b"T")), said)
        elif kind not in {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FREETEXT}:
            said = value(b"Contents")
            if said.strip():
                yield noted(PrivacyKind.COMMENT, at, said)


# The file ---------------------------------------------------------------------------------------


def _about(document: "PdfDocument", rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield who wrote a PDF, the files in it, and its scripts."""
    from pypdfium2 import raw

    author = document.get_metadata_value("Author")
    if is_somebody(author, rules):
        place = PrivatePlace(PlaceUnit.FILE, part="Author")
        yield noted(PrivacyKind.AUTHOR, place, author, Reason.METADATA)
    for number in range(min(max(raw.FPDFDoc_GetAttachmentCount(document), 0), _MOST_COVERS)):
        attached = raw.FPDFDoc_GetAttachment(document, number)
        name = _utf_16(partial(raw.FPDFAttachment_GetName, attached))
        place = PrivatePlace(PlaceUnit.FILE, number + 1, name)
        yield noted(PrivacyKind.EMBEDDED_FILE, place, name)
    for number in range(min(max(raw.FPDFDoc_GetJavaScriptActionCount(document), 0), _MOST_COVERS)):
        yield noted(PrivacyKind.MACRO, PrivatePlace(PlaceUnit.FILE, number + 1))


_END = re.compile(rb"startxref\s+([1-9]\d*)\s+%%EOF")
_LINEAR = b"/Linearized"
_BEGINNING, _BLOCK, _OVERLAP = 1024, 1 << 20, 64


def _earlier(file: BinaryIO) -> Iterator[PrivacyFinding]:
    """Yield that earlier versions of a PDF are still in it: each save added one to the end.

    A file made for the web has two ends from the start (ISO 32000-1, annex F).
    """
    file.seek(0)
    first = file.read(_BEGINNING)
    file.seek(0)
    kept, ends = b"", 0
    while block := file.read(_BLOCK):
        window = kept + block
        ends += len(_END.findall(window))
        kept = window[-_OVERLAP:]
        ends -= len(_END.findall(kept))
    ends += len(_END.findall(kept))
    if ends > (2 if _LINEAR in first else 1):
        yield noted(PrivacyKind.EARLIER_VERSION, PrivatePlace(PlaceUnit.FILE))


_SCRIPT = re.compile(rb"/S\s*/JavaScript\b|/JS\s*[(<\d]")
_PACKED_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b[^\0]{0,400}?>>\s*stream\r?\n")
_MOST_READ, _MOST_UNPACKED = 64 << 20, 4 << 20


def _has_script(file: BinaryIO) -> bool:
    """Whether anything in a PDF would run: as it opens, at a click, or in a form."""
    file.seek(0)
    data = file.read(_MOST_READ)
    if _SCRIPT.search(data):
        return True
    for found in islice(_PACKED_OBJECTS.finditer(data), _MOST_COVERS):
        with suppress(zlib.error):
            packed = zlib.decompressobj().decompress(data[found.end() :], _MOST_UNPACKED)
            if _SCRIPT.search(packed):
                return True
    return False
