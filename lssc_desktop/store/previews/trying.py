"""Trial whether a file opens at all, without showing it. Runs in the helper only."""

import io
import zipfile
from typing import BinaryIO

from lssc_desktop.core.portfolio.names import FileKind, file_kind, split_extension
from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.store.documents.package import COMPOUND_FILE, fault_of_compound_file
from lssc_desktop.store.images import PictureFault, PictureUnreadable, require_whole
from lssc_desktop.store.previews.viewers import inspect_pdf, inspect_word
from lssc_desktop.store.previews.wire import PreviewFault, Unviewable

_WORD = (".docx", ".docm", ".dotx")
_OPEN_XML = (*_WORD, ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx")
_OPEN_DOCUMENT = (".odt", ".ods", ".odp")
_ZIP = (*_OPEN_XML, *_OPEN_DOCUMENT, ".zip", ".epub", ".pages", ".numbers", ".key")
_NEEDED = {
    **dict.fromkeys(_OPEN_XML, "[Content_Types].xml"),
    **dict.fromkeys(_OPEN_DOCUMENT, "content.xml"),
}
_LOCKED_ENTRY = 0x1
_MANIFEST, _LOCKED = "META-INF/manifest.xml", b"encryption-data"
_MOST_UNPACKED = 128 << 20
_BLOCK = 1 << 20
_UNKNOWN_PICTURES = (".heic", ".heif", ".svg")
_END_OF_PDF, _END_WITHIN = b"%%EOF", 64 << 10


def opens(name: str, start: bytes, file: BinaryIO) -> bool:
    """Return whether a file was opened and is whole; False for a kind that is not looked into.

    Raises `Unviewable` for a file that is empty, damaged, cut off, or locked with a password.
    """
    if not start:
        raise Unviewable(PreviewFault.EMPTY)
    ending = split_extension(name)[1].lower()
    if start.startswith(COMPOUND_FILE):
        return _compound_file_opens(file)
    match file_kind(name):
        case FileKind.PDF:
            return _pdf_opens(file)
        case FileKind.PHOTO:
            return ending not in _UNKNOWN_PICTURES and _picture_opens(file)
    return ending in _ZIP and _zip_opens(ending, file)


def _pdf_opens(file: BinaryIO) -> bool:
    inspect_pdf(file)
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_WITHIN))
    if _END_OF_PDF not in file.read():  # PDFium makes pages of what is left of a file
        raise Unviewable(PreviewFault.DAMAGED)
    return True


def _picture_opens(file: BinaryIO) -> bool:
    try:
        require_whole(file)
    except PictureUnreadable as error:
        if error.fault is PictureFault.TOO_LARGE:
            return False
        raise Unviewable(PreviewFault.DAMAGED) from error
    return True


def _compound_file_opens(file: BinaryIO) -> bool:
    """Look whether a file of Office 97 to 2003, or a newer one with a password, lets us in."""
    file.seek(len(COMPOUND_FILE))
    if fault_of_compound_file(file) is DocumentFault.ENCRYPTED:
        raise Unviewable(PreviewFault.PASSWORD)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(80)
    sector = 1 << int.from_bytes(head[30:32], "little")
    directory, table = (int.from_bytes(head[at : at + 4], "little") for at in (48, 76))
    if max(directory, table) * sector + sector >= size:
        raise Unviewable(PreviewFault.DAMAGED)
    return False


def _zip_opens(ending: str, file: BinaryIO) -> bool:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if _NEEDED.get(ending, names[0] if names else None) not in names:
                raise Unviewable(PreviewFault.DAMAGED)
            if any(entry.flag_bits & _LOCKED_ENTRY for entry in archive.infolist()):
                raise Unviewable(PreviewFault.PASSWORD)
            if _MANIFEST in names and _LOCKED in archive.open(_MANIFEST).read(_BLOCK):
                raise Unviewable(PreviewFault.PASSWORD)
            _unpack(archive)
    except NotImplementedError:  # packed in a way that we do not know
        return False
    if ending in _WORD:
        file.seek(0)
        inspect_word(file)
    return True


def _unpack(archive: zipfile.ZipFile) -> None:
    """Unpack as much as is sensible: what is damaged does not have the sum that it should have."""
    room = _MOST_UNPACKED
    for entry in archive.infolist():
        room -= entry.file_size
        if room < 0:
            return
        with archive.open(entry) as part:
            while part.read(_BLOCK):
                pass
