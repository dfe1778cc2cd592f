"""Viewers of the helper: PDFs, photographs and scans, Word documents and texts.

They run in the helper only: neither PDFium nor Pillow is trusted. What a document or a text says
the window lays out itself; the pictures in a Word document are pages that follow its words.
"""

import io
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, cast

from lssc_desktop.core.files.names import split_extension
from lssc_desktop.core.text.printed import PrintedText, limited, pictures
from lssc_desktop.core.text.richtext import DocumentFault, Paragraph, RichText, Span, normalized
from lssc_desktop.core.text.text import TextLimits
from lssc_desktop.disk.disk import is_file, is_folder
from lssc_desktop.disk.processes import end_tree
from lssc_desktop.documents.images import (
    PictureFacts,
    PictureFault,
    PictureUnreadable,
    page_pixels,
    picture_facts,
)
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.markdown import from_markdown
from lssc_desktop.documents.office import Filters, begin_pdf, find_office
from lssc_desktop.documents.office_xml.ranges import TooMuch
from lssc_desktop.documents.previews.wire import (
    MOST_CHARACTERS,
    MOST_OCCURRENCES,
    MOST_PAGES,
    Inspection,
    Occurrence,
    Occurrences,
    PageBox,
    PageSize,
    Pixels,
    PreviewFault,
    Unviewable,
    scale_into,
)
from lssc_desktop.documents.word import DocumentUnreadable, read_content, read_printed
from lssc_desktop.documents.word.package import open_package
from lssc_desktop.documents.word.printed import Pictures

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage


# PDF --------------------------------------------------------------------------------------------

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
_ENCRYPTION = b"/Encrypt"
_NEEDS_PASSWORD = 4  # FPDF_ERR_PASSWORD
_USUAL_PAGE = PageSize(612.0, 792.0)
_SMALLEST, _LARGEST = 1.0, 14_400.0  # points; the second is the largest page that PDF 1.7 knows


def inspect_pdf(file: BinaryIO) -> Inspection:
    """Return the sizes of the pages."""
    with opened_pdf(file) as document:
        total = len(document)
        if not total:
            raise Unviewable(PreviewFault.DAMAGED)
        sizes = (_page_size(document, number) for number in range(min(total, MOST_PAGES)))
        return Inspection(tuple(sizes), total)


def _page_size(document: "PdfDocument", number: int) -> PageSize:
    """Return the size of a page; the usual one for a page that is none, among others that are."""
    from pypdfium2 import PdfiumError

    try:
        return PageSize(*map(_sane, document.get_page_size(number)))
    except PdfiumError:
        if len(document) == 1:
            raise
        return _USUAL_PAGE


def pdf_page(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return the picture of a page (from 0) as large as fits into `room`, in pixels."""
    with opened_pdf(file) as document:
        document.init_forms()  # what was filled in is part of the page
        shown = document[number]
        width, height = shown.get_size()
        scale = scale_into((max(width, _SMALLEST), max(height, _SMALLEST)), room)
        bitmap = shown.render(scale=scale, prefer_bgrx=True)
        data = bytes(bitmap.buffer)
        return Pixels(bitmap.width, bitmap.height, data)


def pdf_words(file: BinaryIO, number: int) -> str:
    """Return the words of a page (from 0) in the order of the file."""
    with opened_pdf(file) as document:
        text: str = document[number].get_textpage().get_text_bounded()
        return text[:MOST_CHARACTERS]


def pdf_text(file: BinaryIO) -> str:
    """Return the words of all pages, as many as are ever shown."""
    said: list[str] = []
    room = MOST_CHARACTERS
    with opened_pdf(file) as document:
        for number in range(min(len(document), MOST_PAGES)):
            if room <= 0:
                break
            page = document[number].get_textpage().get_text_bounded()
            room -= len(page) + 1
            said.append(page)
    return "\n".join(said)[:MOST_CHARACTERS]


_FINDING_SECONDS = 1.0  # of one question; whoever asks goes on where it ended
_PARTS = 100_000  # of a page to each side, when PDFium says where a place is


def find_in_pdf(file: BinaryIO, sought: str, first: int) -> Occurrences:
    """Return where words stand from a page (from 0) on, whatever their case."""
    from pypdfium2 import PdfiumError

    found: list[Occurrence] = []
    last = time.monotonic() + _FINDING_SECONDS
    with opened_pdf(file) as document:
        pages = min(len(document), MOST_PAGES)
        for number in range(first, pages):
            with suppress(PdfiumError):  # a page that is none has no words
                found += _in_page(document, number, sought)
            if len(found) >= MOST_OCCURRENCES:
                break
            if time.monotonic() > last and number + 1 < pages:
                return Occurrences(tuple(found), number + 1)
    return Occurrences(tuple(found[:MOST_OCCURRENCES]))


def _in_page(document: "PdfDocument", number: int, sought: str) -> Iterator[Occurrence]:
    """Yield where words stand on one page."""
    page = document[number]
    text = page.get_textpage()
    search = text.search(sought)
    while (place := search.get_next()) is not None:
        boxes = [shown_box(page, text.get_rect(each)) for each in range(text.count_rects(*place))]
        yield Occurrence(number, tuple(boxes))


def count_signatures(document: "PdfDocument") -> int:
    """Return how many signatures a PDF has."""
    from pypdfium2.raw import FPDF_GetSignatureCount

    return max(int(FPDF_GetSignatureCount(document)), 0)


def shown_box(page: "PdfPage", sides: tuple[float, float, float, float]) -> PageBox:
    """Return where a rectangle is on the page as it is shown: turned, and cut to its box."""
    from ctypes import byref, c_int

    from pypdfium2.raw import FPDF_PageToDevice

    left, bottom, right, top = sides
    width, height = page.get_size()
    corners = []
    for x, y in ((left, top), (right, bottom)):
        across, down = c_int(), c_int()
        FPDF_PageToDevice(page, 0, 0, _PARTS, _PARTS, 0, x, y, byref(across), byref(down))
        corners.append((across.value * width / _PARTS, down.value * height / _PARTS))
    (x1, y1), (x2, y2) = corners
    return PageBox(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


PAGES_AT_ONCE = 50
"""After which a long PDF is opened again: PDFium keeps what it has read until a file is closed."""


@contextmanager
def opened_pdf(file: BinaryIO) -> Iterator["PdfDocument"]:
    """Open a PDF; whatever PDFium makes of its faults is an `Unviewable`."""
    from pypdfium2 import PdfDocument, PdfiumError

    file.seek(0)
    if _SIGNATURE not in file.read(_SIGNATURE_WITHIN):
        raise Unviewable(PreviewFault.DAMAGED)
    file.seek(0, io.SEEK_SET)
    try:
        document = PdfDocument(file)
        try:
            yield document
        finally:
            document.close()
    except PdfiumError as error:
        # PDFium may report the error of the file before, where this one has none of its own.
        locked = error.err_code == _NEEDS_PASSWORD and _is_encrypted(file)
        raise Unviewable(PreviewFault.PASSWORD if locked else PreviewFault.DAMAGED) from error
    except (IndexError, ValueError) as error:
        raise Unviewable(PreviewFault.DAMAGED) from error


def _is_encrypted(file: BinaryIO) -> bool:
    """Whether a trailer names an encryption; it is never packed."""
    file.seek(0)
    kept = b""
    while block := file.read(1 << 20):
        if _ENCRYPTION in kept + block:
            return True
        kept = block[-len(_ENCRYPTION) :]
    return False


def _sane(side: float) -> float:
    return min(max(side, _SMALLEST), _LARGEST)


# Photographs and scans --------------------------------------------------------------------------

_POINTS_OF_PIXEL = 72 / 96
_LONGEST_SIDE = 14_400  # points
_PICTURE_FAULTS: Mapping[PictureFault, PreviewFault] = {
    PictureFault.NOT_A_PICTURE: PreviewFault.KIND,
    PictureFault.DAMAGED: PreviewFault.DAMAGED,
    PictureFault.TOO_LARGE: PreviewFault.TOO_LARGE,
}


def inspect_picture(file: BinaryIO) -> Inspection:
    """Return the sizes of the pages of a scan, all taken to be like the first, or of a picture."""
    with _picture_faults():
        facts = picture_facts(file)
    return Inspection((page_size(facts),) * facts.pages, facts.pages)


def page_size(facts: PictureFacts) -> PageSize:
    """Return how large a picture is as a page; a very long one is taken to be smaller."""
    scale = min(_POINTS_OF_PIXEL, _LONGEST_SIDE / max(facts.width, facts.height))
    return PageSize(facts.width * scale, facts.height * scale)


def picture_page(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return a page (from 0) that fits into `room`; a small picture is not blown up."""
    with _picture_faults():
        facts = picture_facts(file)
        size = (facts.width, facts.height)
        longest = min(max(size), round(max(size) * scale_into(size, room)))
        file.seek(0)
        return Pixels(*page_pixels(file, number, max(longest, 1)))


@contextmanager
def _picture_faults() -> Iterator[None]:
    try:
        yield
    except PictureUnreadable as error:
        raise Unviewable(_PICTURE_FAULTS[error.fault]) from error


# Words ------------------------------------------------------------------------------------------

_WORD_LIMIT = 128 << 20
_OF_NUMBERING = 20
"""What a numbered paragraph costs besides its characters: it comes with the list it is in."""
_FAULTS: Mapping[str, PreviewFault] = {
    DocumentFault.OLD_WORD: PreviewFault.KIND,
    DocumentFault.ENCRYPTED: PreviewFault.PASSWORD,
    DocumentFault.TOO_LARGE: PreviewFault.TOO_LARGE,
    DocumentFault.EMPTY: PreviewFault.EMPTY,
}


def inspect_word(file: BinaryIO) -> Inspection:
    """Return what a Word document says, the pictures in it, and what it holds beyond that."""
    content = file.read(_WORD_LIMIT + 1)
    if len(content) > _WORD_LIMIT:
        raise Unviewable(PreviewFault.TOO_LARGE)
    seen = read_content(content, "")
    if seen.fault:
        raise Unviewable(_FAULTS.get(seen.fault, PreviewFault.DAMAGED))
    file.seek(0)
    shown = _shown(seen.text, seen.beyond)
    has_more = not _IN_DOCUMENT.isdisjoint(seen.beyond)  # else its text says all, in half the time
    document = _printed(content) if has_more else None
    if document is not None:
        return replace(shown, document=document)
    found = word_picture_sizes(file)
    return replace(shown, pages=found, total=len(found))


_IN_DOCUMENT = frozenset({"table", "picture", "footnote", "math", "text-box"})
"""What a document has in places of its own, besides its text."""


class _NamedPictures(Pictures):
    """The pictures of a document by the names of their parts: nothing is decoded before it is seen.

    What stands for the data of each is its name.
    """

    def _read(self, name: str) -> tuple[bytes, int, int]:
        try:
            facts = picture_facts(io.BytesIO(self._package.read(name) or b""))
        except (PictureUnreadable, TooMuch):
            return b"", 0, 0
        return name.encode(), facts.width, facts.height


_MOST_OF_DOCUMENT = TextLimits(MOST_CHARACTERS, 20_000, 60_000)


def _printed(content: bytes) -> PrintedText | None:
    """Return a document with its tables and pictures, None where only its words can be read."""
    try:
        return limited(read_printed(content, "", _NamedPictures), _MOST_OF_DOCUMENT)
    except DocumentUnreadable:
        return None


def document_picture(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return a picture of a document (from 0, in reading order) that fits into `room`."""
    content = file.read(_WORD_LIMIT + 1)
    document = _printed(content)
    found = () if document is None else tuple(pictures(document))
    if number >= len(found) or not found[number].data:
        raise Unviewable(PreviewFault.DAMAGED)
    with open_package(content, "") as package:
        data = package.read(found[number].data.decode()) or b""
    return picture_page(io.BytesIO(data), 0, room)


def inspect_markdown(file: BinaryIO) -> Inspection:
    """Return what a text in Markdown says."""
    said, cut = _read(file)
    return _shown(from_markdown(said), cut=cut)


def inspect_text(file: BinaryIO) -> Inspection:
    """Return the lines of a text as they stand."""
    said, cut = _read(file)
    lines = (Paragraph((Span(line),)) for line in said.splitlines())
    return _shown(normalized(RichText(tuple(lines))), cut=cut)


def _read(file: BinaryIO) -> tuple[str, bool]:
    """Return the beginning of a text, and whether it goes on."""
    data = file.read(MOST_CHARACTERS + 1)
    cut = len(data) > MOST_CHARACTERS
    if cut:
        data = data[: data.rfind(b"\n", 0, MOST_CHARACTERS) + 1] or data[:MOST_CHARACTERS]
    said = decoded(data)
    if "\0" in said:
        raise Unviewable(PreviewFault.KIND)
    return said, cut


def _shown(text: RichText, beyond: tuple[str, ...] = (), *, cut: bool = False) -> Inspection:
    """Return as many whole paragraphs as are shown."""
    room = MOST_CHARACTERS

    def fits(paragraph: Paragraph) -> bool:
        nonlocal room
        room -= len(paragraph.text) + 1
        if paragraph.numbering is not None:
            room -= _OF_NUMBERING
        return room >= 0

    kept = tuple(takewhile(fits, text.paragraphs))
    return Inspection(
        text=RichText(kept), beyond=beyond, cut=cut or len(kept) < len(text.paragraphs)
    )


# Pictures in a Word document --------------------------------------------------------------------

_PICTURES_IN_WORD = "word/media/"
_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp", ".webp")
_MOST_PICTURES = 100
_LARGEST_PICTURE = 64 << 20  # bytes


def word_picture_sizes(file: BinaryIO) -> tuple[PageSize, ...]:
    """Return the sizes of the pictures that can be shown, in the order in which they came in."""
    with zipfile.ZipFile(file) as archive:
        return tuple(size for size, _entry in _pictures(archive))


def word_picture(file: BinaryIO, number: int, room: tuple[int, int]) -> Pixels:
    """Return one of these pictures (from 0) that fits into `room`."""
    with zipfile.ZipFile(file) as archive:
        for place, (_size, entry) in enumerate(_pictures(archive)):
            if place == number:
                with archive.open(entry) as picture:
                    return picture_page(cast("BinaryIO", picture), 0, room)
    raise Unviewable(PreviewFault.DAMAGED)


def _pictures(archive: zipfile.ZipFile) -> Iterator[tuple[PageSize, zipfile.ZipInfo]]:
    """Yield the pictures that open; Word numbers them as they are put in."""
    entries = [entry for entry in archive.infolist() if _is_picture(entry)]
    for entry in sorted(entries, key=_picture_order)[:_MOST_PICTURES]:
        try:
            with archive.open(entry) as picture:
                facts = picture_facts(cast("BinaryIO", picture))
        except (PictureUnreadable, RuntimeError, NotImplementedError, zipfile.BadZipFile):
            continue  # the text is shown all the same
        yield page_size(facts), entry


def _is_picture(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.lower()
    is_kind = split_extension(name)[1] in _PICTURE_ENDINGS
    return name.startswith(_PICTURES_IN_WORD) and is_kind and entry.file_size <= _LARGEST_PICTURE


def _picture_order(entry: zipfile.ZipInfo) -> tuple[int, str]:
    """Return what puts image2 before image10."""
    return len(split_extension(entry.filename)[0]), entry.filename


# Files of other word processors -----------------------------------------------------------------

SECONDS = 60.0
"""How long LibreOffice may take; its first start on an old computer is slow."""

_OLD, _ZIP, _RTF = b"\xd0\xcf\x11\xe0", b"PK\3\4", b"{\\rtf"
_TEXT, _SLIDES = "writer_pdf_Export", "impress_pdf_Export"
# Told what a file is, LibreOffice takes nothing else for it, such as a web page of that name.
_RICH_TEXT = (_RTF, Filters("Rich Text Format", _TEXT))
_FILTERS: Mapping[str, Sequence[tuple[bytes, Filters]]] = {
    ".doc": ((_OLD, Filters("MS Word 97", _TEXT)), _RICH_TEXT),
    ".odt": ((_ZIP, Filters("writer8", _TEXT)),),
    ".rtf": (_RICH_TEXT,),
    ".ppt": ((_OLD, Filters("MS PowerPoint 97", _SLIDES)),),
    ".pptx": ((_ZIP, Filters("Impress MS PowerPoint 2007 XML", _SLIDES)),),
    ".odp": ((_ZIP, Filters("impress8", _SLIDES)),),
}
_LONGEST = 8  # bytes of a beginning
_BLOCK = 1 << 20


class OfficePages:
    """Turns a file into a PDF, and keeps it for the questions that follow on the same file."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._made: tuple[str, Path] | None = None
        self._running: subprocess.Popen[bytes] | None = None
        self._turn = Lock()
        self._is_over = False

    def look(self, ending: str, key: str, file: BinaryIO) -> Inspection:
        """Return the sizes of the pages that LibreOffice makes of a file.

        `key` stands for the file; it is made again each time it is looked at.
        """
        self._made = None
        with self.opened(ending, key, file) as made:
            found = inspect_pdf(made)
        return Inspection(found.pages, found.total, converted=True)

    def page(
        self, ending: str, key: str, file: BinaryIO, number: int, room: tuple[int, int]
    ) -> Pixels:
        """Return the picture of a page (from 0) as large as fits into `room`, in pixels."""
        with self.opened(ending, key, file) as made:
            return pdf_page(made, number, room)

    def words(self, ending: str, key: str, file: BinaryIO, number: int) -> str:
        """Return the words of a page (from 0)."""
        with self.opened(ending, key, file) as made:
            return pdf_words(made, number)

    def text(self, ending: str, key: str, file: BinaryIO) -> str:
        """Return the words of all pages."""
        with self.opened(ending, key, file) as made:
            return pdf_text(made)

    def find(self, ending: str, key: str, file: BinaryIO, sought: str, first: int) -> Occurrences:
        """Return where words stand from a page (from 0) on."""
        with self.opened(ending, key, file) as made:
            return find_in_pdf(made, sought, first)

    def end(self) -> None:
        """Stop LibreOffice and leave nothing behind; no file can be seen any more."""
        with self._turn:
            self._is_over = True
            running, folder = self._running, self._folder
        if running is not None:
            end_tree(running)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def opened(self, ending: str, key: str, file: BinaryIO) -> Iterator[BinaryIO]:
        """Open the PDF that LibreOffice makes of a file. Raises `Unviewable`."""
        if self._made is None or self._made[0] != key:
            self._made = (key, self._make(ending, file))
        with self._made[1].open("rb") as made:
            yield made

    def _make(self, ending: str, file: BinaryIO) -> Path:
        office = find_office()
        if office is None:
            raise Unviewable(PreviewFault.NO_OFFICE)
        beginning = file.read(_LONGEST)
        file.seek(0)
        known = (filters for mark, filters in _FILTERS[ending] if beginning.startswith(mark))
        filters = next(known, None)
        if filters is None:
            raise Unviewable(PreviewFault.DAMAGED)
        folder = self._emptied()
        document = folder / f"document{ending}"
        with document.open("wb") as copy:
            shutil.copyfileobj(file, copy, _BLOCK)
        profile = folder / "profile"
        profile.mkdir()
        with self._turn:
            if self._is_over:
                raise Unviewable(PreviewFault.STOPPED)
            running = begin_pdf(office, [document], folder, profile, filters, apart=False)
            self._running = running
        self._wait(running)
        made = document.with_suffix(".pdf")
        if not is_file(made) or not made.stat().st_size:  # it reports nothing when it failed
            raise Unviewable(PreviewFault.KIND)
        return made

    def _wait(self, running: subprocess.Popen[bytes]) -> None:
        try:
            running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise Unviewable(PreviewFault.TOO_SLOW) from None
        finally:
            with self._turn:
                self._running = None
            end_tree(running)

    def _emptied(self) -> Path:
        """Return a folder of our own in which nothing lies."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="office-"))
        for inside in self._folder.iterdir():
            with suppress(OSError):
                shutil.rmtree(inside) if is_folder(inside) else inside.unlink()
        return self._folder
