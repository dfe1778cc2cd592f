"""PDF files of other programs: what they say about themselves, and joining them into one."""

import logging
from collections.abc import Buffer, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from io import BytesIO
from pathlib import Path
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
    """A PDF to be joined with others; its pages are called `label` 1, `label` 2, ..."""

    source: Path | bytes
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark to a page (from 0) of the part at `part` (from 0)."""

    title: str
    part: int
    page: int = 0
    below: tuple["Bookmark", ...] = ()


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


def bookmark_pages(pdf: bytes) -> tuple[tuple[str, int], ...]:
    """Return the outermost bookmarks of a PDF of ours as titles and pages (from 0)."""
    with opened_reader(pdf) as reader:
        return tuple(
            (str(item.title), reader.get_destination_page_number(item) or 0)
            for item in reader.outline
            if not isinstance(item, list)
        )


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
    parts: Sequence[PdfPart],
    bookmarks: Sequence[Bookmark],
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

    writer = PdfWriter()
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
    _add(writer, starts, bookmarks, None)
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
