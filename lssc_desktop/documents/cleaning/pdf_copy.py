"""Clean copies of PDF files: pages without what is beside them, or as pictures with black boxes.

A page on which something has to go becomes a picture, so that nobody can lift a box from it; the
words that are still in sight on it stay as a layer that can be searched. All other pages keep their
text. Nothing is taken over but what the pages draw.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from lssc_desktop.core.privacy.clean_copy import Cleaned, CleanOrder, Removal, pattern_of
from lssc_desktop.documents.cleaning.pdf_words import PagePixels, add_words, words_in_sight
from lssc_desktop.documents.images import jpeg_of_page
from lssc_desktop.documents.pdf import PdfUnreadable, opened_reader
from lssc_desktop.documents.previews.viewers import opened_pdf, shown_box
from lssc_desktop.documents.previews.wire import (
    MOST_PAGES,
    PageBox,
    PreviewFault,
    Unviewable,
    scale_into,
)

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter
    from pypdfium2 import PdfDocument, PdfPage

_DOTS_OF_POINT = 200 / 72
_ROOM = (20_000, 20_000)  # pixels; `scale_into` has its own limit below that
_MARGIN = 1.5  # points around found words: letters reach over their boxes
_OVER_THE_EDGE = 2.0  # points that something may stand out of the page as it is shown
_INVISIBLE = 3  # FPDF_TEXTRENDERMODE_INVISIBLE
_TEXT_OBJECT, _PICTURE_OBJECT = 1, 3  # FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_IMAGE
_MOST_STREAM = 64 << 20

_OF_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
_BESIDE = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/OC"),
    *("/Alternates", "/OPI", "/AF", "/JS", "/AA", "/A", "/Thumb", "/Properties", "/Measure"),
    *("/PtData", "/B", "/Annots", "/Names", "/ActualText", "/Alt", "/Parent", "/EF", "/Ref"),
)
"""What objects that a page draws may name without drawing it."""


def clean_pdf(file: BinaryIO, order: CleanOrder) -> Cleaned:
    """Return the clean copy of a PDF. Raises `Unviewable`."""
    removed: Counter[Removal] = Counter()
    pattern = pattern_of(order.texts)
    with opened_pdf(file) as document:
        if len(document) > MOST_PAGES:
            raise Unviewable(PreviewFault.TOO_LARGE)
        burnt = _covered_pages(document, order, pattern, removed)
        file.seek(0)
        try:
            with opened_reader(file) as reader:
                _count(reader, removed)
                pages = _pages_to_keep(reader, document, burnt)
                data = _written(document, reader, burnt, pages, pattern)
                telling = _telling_pages(data, pattern, burnt)
                if telling:  # in what draws the page, though it is not among its words
                    burnt |= {page: burnt.get(page, _HIDING) for page in telling}
                    data = _written(document, reader, burnt, pages - telling, pattern)
        except (PdfUnreadable, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # PDFium makes pages of more than pypdf does: all of them become pictures.
            burnt |= {page: burnt.get(page, _HIDING) for page in range(len(document))}
            data = _written(document, None, burnt, set(), pattern)
    removed[Removal.PAGE_WORDS] = len(burnt)
    return Cleaned(data, tuple(removed.items()))


# What has to go ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Covered:
    """What is painted black on a page: where somebody drew, and where found words stand.

    One that `hides` more than that keeps no words: those may be among them.
    """

    drawn: tuple[PageBox, ...] = ()
    found: tuple[PageBox, ...] = ()
    hides: bool = False

    @property
    def painted(self) -> tuple[PageBox, ...]:
        """All boxes as they are painted; those of words a little wider than they are."""
        wider = (
            PageBox(
                box.x - _MARGIN,
                box.y - _MARGIN,
                box.width + 2 * _MARGIN,
                box.height + 2 * _MARGIN,
            )
            for box in self.found
        )
        return (*self.drawn, *wider)


_HIDING = _Covered(hides=True)


def _covered_pages(
    document: "PdfDocument",
    order: CleanOrder,
    pattern: re.Pattern[str] | None,
    removed: Counter[Removal],
) -> dict[int, _Covered]:
    """Return the pages (from 0) that become pictures, with what is painted black there."""
    from pypdfium2 import PdfiumError

    covered: dict[int, _Covered] = {}
    for number in range(len(document)):
        drawn = [
            PageBox(region.box.x, region.box.y, region.box.width, region.box.height)
            for region in order.regions
            if region.page == number + 1
        ]
        try:
            page = document[number]
            found = list(_found_boxes(page, pattern))
            is_hiding = _hides_something(page)
        except PdfiumError:
            found, is_hiding = [], True
        removed[Removal.REGIONS] += len(drawn)
        removed[Removal.FOUND] += len(found)
        if drawn or found or is_hiding:
            covered[number] = _Covered(tuple(drawn), tuple(found), is_hiding)
    return covered


def _found_boxes(page: "PdfPage", pattern: re.Pattern[str] | None) -> Iterator[PageBox]:
    """Yield where found words stand, a box for each line."""
    if pattern is None:
        return
    from pypdfium2.raw import FPDFText_GetUnicode

    text = page.get_textpage()
    codes = (FPDFText_GetUnicode(text, place) for place in range(text.count_chars()))
    said = "".join(chr(code) if code and code <= 0x10FFFF else " " for code in codes)  # noqa: PLR2004
    for found in pattern.finditer(said):
        for number in range(text.count_rects(found.start(), found.end() - found.start())):
            yield shown_box(page, text.get_rect(number))


def _hides_something(page: "PdfPage") -> bool:
    """Whether a page has words or pictures that nobody sees on it: invisible, or cut off.

    Words that a scanner wrote over its picture are invisible too, and stay: they can be searched.
    """
    from pypdfium2.raw import FPDFTextObj_GetTextRenderMode

    left, bottom, right, top = page.get_cropbox()
    edge = _OVER_THE_EDGE
    is_scan = False
    is_invisible = False
    for drawn in page.get_objects(max_depth=4):
        is_scan |= drawn.type == _PICTURE_OBJECT
        if drawn.type == _TEXT_OBJECT and FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE:
            is_invisible = True
        if drawn.level:
            continue  # its place is that within another object
        x1, y1, x2, y2 = drawn.get_bounds()
        if x2 < left - edge or x1 > right + edge or y2 < bottom - edge or y1 > top + edge:
            return True
    return is_invisible and not is_scan


def _count(reader: "PdfReader", removed: Counter[Removal]) -> None:
    """Count what is left behind with everything else, to say so."""
    root = _resolved(reader.trailer, "/Root")
    names = _resolved(root, "/Names")
    removed[Removal.PROPERTIES] += bool(reader.metadata) + ("/Metadata" in root)
    removed[Removal.FORMS] += "/AcroForm" in root
    removed[Removal.SCRIPTS] += "/OpenAction" in root or "/AA" in root or "/JavaScript" in names
    removed[Removal.EMBEDDED] += "/EmbeddedFiles" in names or "/AF" in root
    removed[Removal.EARLIER] += reader.trailer.get("/Prev") is not None
    for page in reader.pages:
        for annotation in _resolved(page, "/Annots") or ():
            kind = annotation.get_object().get("/Subtype")
            if kind == "/Link":
                removed[Removal.LINKS] += 1
            elif kind not in ("/Widget", "/Popup"):
                removed[Removal.COMMENTS] += 1


def _resolved(holder: Any, name: str) -> Any:  # noqa: ANN401  an object of pypdf
    value = holder.get(name, {})
    value = value.get_object() if hasattr(value, "get_object") else value
    return {} if value is None else value


def _pages_to_keep(
    reader: "PdfReader", document: "PdfDocument", burnt: dict[int, _Covered]
) -> set[int]:
    """Return the pages that keep their text; with hidden layers in the file, none does."""
    if len(reader.pages) != len(document) or _has_hidden_layers(reader):
        for page in range(len(document)):
            burnt[page] = replace(burnt.get(page, _HIDING), hides=True)
    return set(range(len(document))) - burnt.keys()


def _has_hidden_layers(reader: "PdfReader") -> bool:
    layers = _resolved(_resolved(reader.trailer, "/Root"), "/OCProperties")
    usual = _resolved(layers, "/D") if layers else {}
    return bool(usual) and (bool(_resolved(usual, "/OFF")) or usual.get("/BaseState") == "/OFF")


# Writing ----------------------------------------------------------------------------------------


def _written(
    document: "PdfDocument",
    reader: "PdfReader | None",
    burnt: Mapping[int, _Covered],
    kept: set[int],
    pattern: re.Pattern[str] | None,
) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for number in range(len(document)):
        if reader is not None and number in kept:
            _add_drawn(writer, reader, number)
        else:
            _add_picture(writer, document[number], burnt.get(number, _HIDING), pattern)
    _drop_beside(writer)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    writer.metadata = None
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _add_drawn(writer: "PdfWriter", reader: "PdfReader", number: int) -> None:
    """Add a page with what it draws and nothing else."""
    from pypdf.generic import NameObject

    source = reader.pages[number]
    page = writer.add_blank_page(source.mediabox.width, source.mediabox.height)
    for name in _OF_PAGE:
        value = _inherited(source, name)
        if value is not None:
            page[NameObject(name)] = value.clone(writer)


def _inherited(page: Any, name: str) -> Any:  # noqa: ANN401  an object of pypdf
    """Return what a page says, or else the nodes above it."""
    seen = 0
    node = page
    while node is not None and seen < MOST_PAGES:
        if name in node:
            return node.raw_get(name)
        above = node.get("/Parent")
        node = None if above is None else above.get_object()
        seen += 1
    return None


def _add_picture(
    writer: "PdfWriter", page: "PdfPage", covered: _Covered, pattern: re.Pattern[str] | None
) -> None:
    """Add a page that is one picture of a page with boxes painted black, and its words in sight."""
    from pypdf.generic import (
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        StreamObject,
    )

    width, height = (max(side, 1.0) for side in page.get_size())
    scale = min(_DOTS_OF_POINT, scale_into((width, height), _ROOM))
    bitmap = page.render(scale=scale, prefer_bgrx=True, draw_annots=False, may_draw_forms=False)
    across, down = bitmap.width, bitmap.height
    painted = [
        (
            box.x * across / width,
            box.y * down / height,
            (box.x + box.width) * across / width,
            (box.y + box.height) * down / height,
        )
        for box in covered.painted
    ]
    pixels = bytes(bitmap.buffer)
    picture = StreamObject()
    picture.set_data(jpeg_of_page(across, down, pixels, painted))
    about: dict[str, object] = {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(across),
        "/Height": NumberObject(down),
        "/ColorSpace": NameObject("/DeviceRGB"),
        "/BitsPerComponent": NumberObject(8),
        "/Filter": NameObject("/DCTDecode"),
    }
    picture.update({NameObject(name): value for name, value in about.items()})
    made = writer.add_blank_page(width, height)
    resources = DictionaryObject()
    pictures = DictionaryObject()
    pictures[NameObject("/Page")] = writer._add_object(picture)  # noqa: SLF001  as its manual does
    resources[NameObject("/XObject")] = pictures
    made[NameObject("/Resources")] = resources
    layer = b""
    if not covered.hides:
        seen = PagePixels(pixels, across, down, bitmap.stride)
        words = words_in_sight(page, seen, (*covered.drawn, *covered.found), pattern)
        layer = add_words(writer, made, words) if words else b""
    drawing = DecodedStreamObject()
    picture_drawn = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Page Do Q\n".encode()
    drawing.set_data(picture_drawn + layer)
    made[NameObject("/Contents")] = writer._add_object(drawing)  # noqa: SLF001


def _drop_beside(writer: "PdfWriter") -> None:
    """Take out of every object what it names without drawing it."""
    from pypdf.generic import DictionaryObject, StreamObject

    for item in list(writer._objects):  # noqa: SLF001  there is no other way to all of them
        for inside in _dictionaries(item):
            is_tree = inside.get("/Type") in ("/Page", "/Pages", "/Catalog")
            for name in _BESIDE:
                if name in inside and not (is_tree and name == "/Parent"):
                    del inside[name]
        if isinstance(item, StreamObject) and isinstance(item, DictionaryObject):
            item._data = _without_notes(item._data)  # noqa: SLF001


def _dictionaries(item: Any) -> Iterator[Any]:  # noqa: ANN401  an object of pypdf
    """Yield a dictionary and those written within it."""
    waiting = [item]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


_JPEG, _SCAN = b"\xff\xd8\xff", 0xDA
_COLOR_NOTES = (0xE0, 0xEE)  # JFIF, and Adobe's word for how colors are meant
_NOTES = (*range(0xE0, 0xF0), 0xFE)


def _without_notes(data: bytes) -> bytes:
    """Return a JPEG without what a camera or a program noted in it; other data as they are."""
    if data.startswith(_JPEG_2000):
        return b"".join(_drawn_boxes(data))
    if not data.startswith(_JPEG):
        return data
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004  begins every segment
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _SCAN:
            break
        if kind not in _NOTES or kind in _COLOR_NOTES:
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    return b"".join((*kept, data[at:]))


_JPEG_2000 = b"\0\0\0\x0cjP  "
_BOX_NOTES = (b"xml ", b"uuid", b"uinf")


def _drawn_boxes(data: bytes) -> Iterator[bytes]:
    """Yield the boxes of a JPEG 2000 picture but for those in which programs note things."""
    at = 0
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length < 8:  # noqa: PLR2004  it goes on to the end, or is longer than it can say
            break
        if data[at + 4 : at + 8] not in _BOX_NOTES:
            yield data[at : at + length]
        at += length
    yield data[at:]


# Proof ------------------------------------------------------------------------------------------


def _telling_pages(
    data: bytes, pattern: re.Pattern[str] | None, burnt: Mapping[int, object]
) -> set[int]:
    """Return the pages of a copy of ours in which what was found still stands somewhere."""
    if pattern is None:
        return set()
    with opened_reader(io.BytesIO(data)) as reader:
        return {
            number
            for number, page in enumerate(reader.pages)
            if number not in burnt and any(pattern.search(text) for text in _texts(page))
        }


def _texts(page: Any) -> Iterator[str]:  # noqa: ANN401  an object of pypdf
    """Yield every string and every stream that a page leads to, as letters."""
    seen: set[int] = set()
    waiting: list[Any] = [page.get(name) for name in ("/Contents", "/Resources")]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if hasattr(node, "get_data") and node.get("/Subtype") != "/Image":
            content = node.get_data()[:_MOST_STREAM]
            yield content.decode("latin-1")
            yield content.decode("utf-16-be", "ignore")
        if isinstance(node, dict):
            waiting += (value for name, value in node.items() if name not in _LETTERS)
        elif isinstance(node, list):
            waiting += node
        elif isinstance(node, str):
            yield node


_LETTERS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode")
"""How letters look, in which any short word may seem to stand."""
