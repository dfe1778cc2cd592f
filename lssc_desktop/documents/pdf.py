"""PDF files of other programs: what they say about themselves, and joining them into one."""

import logging
from collections.abc import Buffer, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import open_to_read
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import IndirectObject

# Its warnings about damaged files would go to the terminal and could hold text of the user's.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1024
_IDENTIFIER = "/LSSCPackage"
_LIVE_ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE")


class PdfFault(StrEnum):
    """Why the pages of a PDF cannot be used."""

    NOT_A_PDF = "not-a-pdf"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the name of a fault


class PdfUnreadable(LsscError):
    """A PDF whose pages cannot be read. `path` is "" for one that we made."""

    path: str
    fault: PdfFault


@dataclass(frozen=True, slots=True)
class PdfPart:
    """A PDF to be joined with others; its pages are called `label` 1, `label` 2, ...

    `strip` is the page (from 0) of a PDF of strips, which stands above its first page.
    """

    source: Path | bytes
    label: str = ""
    strip: int | None = None


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """A place on a page (from 0) of a part (from 0): so high there, or at its top."""

    part: int
    page: int = 0
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark to a page (from 0) of the part at `part` (from 0)."""

    title: str
    part: int
    page: int = 0
    below: tuple["Bookmark", ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedPdf:
    """What becomes one PDF: its parts, and what leads to them.

    An address of `links`, wherever it stands, leads to that place. `strips` is a PDF of the strips
    above first pages.
    """

    parts: Sequence[PdfPart]
    bookmarks: Sequence[Bookmark] = ()
    links: Mapping[str, PdfPlace] = MappingProxyType({})
    strips: bytes = b""


class _Nowhere(BytesIO):
    """A file that keeps nothing but count of what it was given."""

    def __init__(self) -> None:
        self._length = 0

    def write(self, data: Buffer, /) -> int:
        """Take everything and forget it."""
        length = memoryview(data).nbytes
        self._length += length
        return length

    def tell(self) -> int:
        """Return how many bytes it was given."""
        return self._length


def prove(path: Path) -> int:
    """Return how many pages a PDF has after joining it to nothing, thrown away, as a trial.

    What is damaged deep inside shows only now. Raises `PdfUnreadable`.
    """
    from pypdf import PdfWriter

    with opened_reader(path) as reader:
        writer = PdfWriter()
        _append(writer, reader)
        writer.write(_Nowhere())
        return len(writer.pages)


def bookmarks_of(pdf: bytes, part: int = 0) -> tuple[Bookmark, ...]:
    """Return the bookmarks of a PDF of ours, which is to be this part of another."""

    def read(outline: list[Any]) -> tuple[Bookmark, ...]:
        found: list[Bookmark] = []
        for item in outline:
            if isinstance(item, list):
                found[-1] = replace(found[-1], below=read(item))
            else:
                page = reader.get_destination_page_number(item) or 0
                found.append(Bookmark(str(item.title), part, page))
        return tuple(found)

    with opened_reader(pdf) as reader:
        return read(reader.outline)


def link_places(pdf: bytes) -> Iterator[tuple[str, int, float]]:
    """Yield the addresses that a PDF of ours leads to, with the pages (from 0) and tops there."""
    with opened_reader(pdf) as reader:
        for number, page in enumerate(reader.pages):
            for link in _links(page):
                yield _address(link), number, float(link["/Rect"][3])


def _links(page: "PageObject") -> Iterator[Any]:
    for reference in page.get("/Annots", ()) or ():
        note: Any = reference.get_object()
        if isinstance(note, dict) and _address(note):
            yield note


def _address(note: dict[str, Any]) -> str:
    action = note.get("/A")
    if action is None or note.get("/Subtype") != "/Link":
        return ""
    said = action.get_object()
    return str(said.get("/URI", "")) if isinstance(said, dict) else ""


def with_listed_layers(source: BinaryIO) -> BinaryIO:
    """Return a PDF whose layers PDFium shows as other programs do; the same one if it does so.

    Of a membership (ISO 32000-1, 8.11.2.2) that names one layer without a list, it overlooks when
    it is to be hidden.
    """
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    try:
        with opened_reader(source) as reader:
            if "/OCProperties" not in reader.root_object:
                return source
            writer = PdfWriter(clone_from=reader)
    except PdfUnreadable:
        return source
    finally:
        source.seek(0)
    lists = NameObject("/OCGs")
    changed = False
    for item in writer._objects:  # noqa: SLF001  there is no other way to all of them
        if isinstance(item, DictionaryObject) and item.get("/Type") == "/OCMD" and lists in item:
            named = item.raw_get(lists)
            if isinstance(named.get_object(), DictionaryObject):
                item[lists] = ArrayObject([named])
                changed = True
    if not changed:
        return source
    listed = BytesIO()
    writer.write(listed)
    listed.seek(0)
    return listed


def identifier_of(path: Path) -> str:
    """Return the identifier with which `merge` wrote a PDF; "" for any other. Never raises."""
    try:
        with opened_reader(path) as reader:
            said = reader.metadata
            return "" if said is None else str(said.get(_IDENTIFIER, ""))
    except LsscError:
        return ""


def merge(
    joined: JoinedPdf,
    about: tuple[str, str, date],
    target: BinaryIO,
    reporter: Reporter,
    *,
    identifier: str = "",
    language: str = "en-US",
) -> int:
    """Write all parts as one PDF to `target` and return how many pages it has.

    `about` is its title, author and day; `identifier_of` finds the `identifier` again. Tags for
    screen readers are lost, and so is whatever in it would run, send or start something. Raises
    `PdfUnreadable`; see `prove`.
    """
    from pypdf import PdfWriter
    from pypdf.constants import PageLabelStyle

    writer, parts = PdfWriter(), joined.parts
    starts: list[int] = []
    for number, part in enumerate(parts):
        reporter(Progress(Step.ASSEMBLING, number, len(parts), Item("", number, len(parts))))
        starts.append(len(writer.pages))
        with opened_reader(part.source) as reader:
            _append(writer, reader)
        writer.set_page_label(
            starts[-1],
            len(writer.pages) - 1,
            style=PageLabelStyle.DECIMAL,
            prefix=part.label or None,
        )
    _put_strips(writer, starts, joined)
    for page in writer.pages:
        for link in _links(page):
            if _address(link) in joined.links:
                _lead(writer, link, joined.links[_address(link)], starts)
    _add(writer, starts, joined.bookmarks, None)
    _describe(writer, about, identifier, language)
    writer.write(target)
    return len(writer.pages)


@contextmanager
def opened_reader(source: Path | bytes | BinaryIO) -> Iterator["PdfReader"]:
    """Open a PDF; whatever goes wrong with it while it is open is a `PdfUnreadable`."""
    from pypdf import PdfReader

    path = str(source) if isinstance(source, Path) else ""
    with _opened(source) as file:
        if _SIGNATURE not in file.read(_SIGNATURE_WITHIN):
            raise PdfUnreadable(path, PdfFault.NOT_A_PDF)
        file.seek(0)
        try:
            reader = PdfReader(file)
            fault = _fault(reader)
            if fault is None:
                yield reader
        except LsscError:
            raise
        except Exception as error:  # a damaged file makes the library raise anything
            raise PdfUnreadable(path, PdfFault.DAMAGED) from error
    if fault is not None:
        raise PdfUnreadable(path, fault)


def _fault(reader: "PdfReader") -> PdfFault | None:
    from pypdf import PasswordType

    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        return PdfFault.PASSWORD
    return None if len(reader.pages) else PdfFault.DAMAGED


@contextmanager
def _opened(source: Path | bytes | BinaryIO) -> Iterator[BinaryIO]:
    if not isinstance(source, Path):
        yield BytesIO(source) if isinstance(source, bytes) else source
        return
    with disk_errors(source):
        file = open_to_read(source)
    with file:
        yield file


def _append(writer: "PdfWriter", reader: "PdfReader") -> None:
    start = len(writer.pages)
    writer.append(reader, import_outline=False)
    for page in writer.pages[start:]:
        _quieten(page)


def _quieten(page: "PageObject") -> None:
    """Take out what would run, send or start something when a page is shown or clicked."""
    page.pop("/AA", None)
    for reference in page.get("/Annots", ()) or ():
        note: Any = reference.get_object()
        if not isinstance(note, dict):
            continue
        note.pop("/AA", None)
        action = note.get("/A")
        if action is not None and _is_live(action.get_object()):
            del note["/A"]


def _is_live(action: object) -> bool:
    if not isinstance(action, dict):
        return True
    return action.get("/S") in _LIVE_ACTIONS or "/Next" in action


def _add(
    writer: "PdfWriter",
    starts: Sequence[int],
    bookmarks: Sequence[Bookmark],
    parent: "IndirectObject | None",
) -> None:
    for mark in bookmarks:
        page = starts[mark.part] + mark.page
        item = writer.add_outline_item(
            title=_storable(mark.title), page_number=page, parent=parent, is_open=False
        )
        _add(writer, starts, mark.below, item)


def _lead(
    writer: "PdfWriter", link: dict[Any, Any], place: PdfPlace, starts: Sequence[int]
) -> None:
    """Let a link lead to a place in place of an address."""
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NullObject

    page = writer.pages[starts[place.part] + place.page]
    top = NullObject() if place.top is None else FloatObject(place.top)
    where = (page.indirect_reference, NameObject("/XYZ"), NullObject(), top, NullObject())
    link[NameObject("/Dest")] = ArrayObject(where)
    del link["/A"]


def _put_strips(writer: "PdfWriter", starts: Sequence[int], joined: JoinedPdf) -> None:
    """Put strips above first pages, which grow by that."""
    if not joined.strips:
        return
    with opened_reader(joined.strips) as reader:
        for start, part in zip(starts, joined.parts, strict=True):
            if part.strip is not None:
                _put_strip(writer.pages[start], reader.pages[part.strip], writer)


def _put_strip(page: "PageObject", strip: "PageObject", writer: "PdfWriter") -> None:
    """Put a strip above what a reader sees of a page, as wide as that, however it is turned."""
    from pypdf import Transformation
    from pypdf.generic import ArrayObject, FloatObject, NameObject, RectangleObject

    left, bottom, right, top = map(float, page.cropbox)
    turned = page.rotation % 360
    wide = right - left if turned in (0, 180) else top - bottom
    scale = wide / float(strip.mediabox.width)
    height = scale * float(strip.mediabox.height)
    place = {
        0: (1, 0, 0, 1, left, top),
        90: (0, 1, -1, 0, left, bottom),
        180: (-1, 0, 0, -1, right, bottom),
        270: (0, -1, 1, 0, right, top),
    }
    put = Transformation().scale(scale).transform(Transformation(place[turned]))
    grown = {
        0: (left, bottom, right, top + height),
        90: (left - height, bottom, right, top),
        180: (left, bottom - height, right, top),
        270: (left, bottom, right + height, top),
    }
    for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        page[NameObject(box)] = RectangleObject(grown[turned])
    notes = ArrayObject(page.get("/Annots", ArrayObject()).get_object())
    page.merge_transformed_page(strip, put)
    page[NameObject("/Annots")] = notes
    for link in _links(strip):
        ours = link.clone(writer)
        rect = [float(each) for each in link["/Rect"]]
        (x, y), (other_x, other_y) = (put.apply_on(rect[:2]), put.apply_on(rect[2:]))
        around = (min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
        ours[NameObject("/Rect")] = ArrayObject(map(FloatObject, around))
        for quads in ("/QuadPoints", "/StructParent"):
            ours.pop(quads, None)
        notes.append(ours.indirect_reference or writer._add_object(ours))  # noqa: SLF001


def _describe(
    writer: "PdfWriter", about: tuple[str, str, date], identifier: str, language: str
) -> None:
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    title, author, day = about
    writer.add_metadata(
        {
            "/Title": _storable(title),
            "/Author": _storable(author),
            "/CreationDate": f"D:{day.isoformat().replace('-', '')}",
            **({_IDENTIFIER: identifier} if identifier else {}),
        }
    )
    writer.page_mode = "/UseOutlines"
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )


def _storable(text: str) -> str:
    """Return a text without the halves of characters that a broken file name may hold."""
    return text.encode("utf-8", "replace").decode()
