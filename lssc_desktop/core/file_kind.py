"""What kind of file something is, by its name: for an icon and a word, never for trust."""

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
