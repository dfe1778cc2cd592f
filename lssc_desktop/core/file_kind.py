"""What kind of file something is: by its name for an icon and a word, by its first bytes for trust.

A name alone is never trusted: what is handed to another program has to begin as files of its name
do (`begins_as_named`), because systems choose that program by the name or by the content.
"""

import re
from enum import StrEnum

from lssc_desktop.core.names import split_extension


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


_EXTENSIONS: dict[FileKind, tuple[str, ...]] = {
    FileKind.PDF: ("pdf",),
    FileKind.WORD: ("docx", "doc", "docm", "dotx", "odt", "rtf", "pages"),
    FileKind.EXCEL: ("xlsx", "xls", "xlsm", "ods", "csv", "numbers"),
    FileKind.SLIDES: ("pptx", "ppt", "pptm", "ppsx", "odp", "key"),
    FileKind.PHOTO: (
        *("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp", "heic", "heif", "svg"),
    ),
    FileKind.VIDEO: ("mp4", "m4v", "mov", "avi", "wmv", "mkv", "webm", "mpg", "mpeg", "3gp"),
    FileKind.SOUND: ("wav", "mp3", "m4a", "ogg", "flac", "wma", "aac"),
    FileKind.MAIL: ("eml", "msg"),
    FileKind.WEB: ("html", "htm", "mht", "url"),
    FileKind.TEXT: ("txt", "md", "log"),
}
_KINDS = {extension: kind for kind, all_ in _EXTENSIONS.items() for extension in all_}


def file_kind(path: str) -> FileKind:
    """Tell the kind of a file from the extension of its name."""
    _stem, extension = split_extension(path.rpartition("/")[2])
    return _KINDS.get(extension[1:].lower(), FileKind.OTHER)


BEGINNING = 4096
"""Bytes of a file that tell what it is."""

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

_BY_EXTENSION = {
    extension: beginning
    for beginning, extensions in _BEGINNINGS.items()
    for extension in extensions
}
_WORDS = ("txt", "md", "log", "csv")
_NO_WORDS = (
    rb"\s*(?:<|#!|%!|\[desktop entry|\[internetshortcut|MZ|\x7fELF|PK\x03\x04|\{\\rtf|%PDF|@echo)"
)
"""How text begins that a system may take for a page, a script or a program."""
_UNICODE = rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff"


def begins_as_named(name: str, beginning: bytes) -> bool:
    """Whether the first bytes of a file (`BEGINNING`) are those of the kind that its name says.

    False for every kind of which we know no beginning.
    """
    _stem, extension = split_extension(name)
    extension = extension[1:].lower()
    if extension in _WORDS:
        return _begins_as_words(beginning)
    known = _BY_EXTENSION.get(extension)
    return known is not None and re.match(known, beginning, re.DOTALL) is not None


def _begins_as_words(beginning: bytes) -> bool:
    """Whether these are words of a text, and nothing that a system would run or show as a page."""
    mark = re.match(_UNICODE, beginning)
    said = beginning[mark.end() :] if mark else beginning
    if mark is not None and len(mark[0]) == 2:  # noqa: PLR2004  UTF-16 has a NUL beside each letter
        said = said.replace(b"\0", b"")
    return bool(said) and b"\0" not in said and re.match(_NO_WORDS, said, re.IGNORECASE) is None
