"""Emails as text: who wrote to whom, when, about what, the words, and the names of what is in it.

Files of most programs (.eml, RFC 5322), web archives (.mht), and Outlook's own (.msg, MS-OXMSG).
They are read in the helper only, and nothing that they name is fetched.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from mimetypes import guess_extension
from typing import TYPE_CHECKING, BinaryIO, cast

from lssc_desktop.core.text.extract import Extract, ExtractBlock, Fact, FactKind, paragraph
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.previews.web import html_text, page_blocks
from lssc_desktop.documents.previews.wire import MOST_CHARACTERS, PreviewFault, Unviewable
from lssc_desktop.documents.word.package import COMPOUND_FILE

if TYPE_CHECKING:
    from olefile import OleFileIO

_UNNAMED = "unnamed"
_LARGEST = 96 << 20  # bytes of an email with what is attached
_LARGEST_HEADERS = 256 << 10  # bytes; what a message to thousands has, servers refuse
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_MOST_ATTACHMENTS = 100
_LONGEST_LINE = 2_000  # characters of a line above the text
_HEADERS = (
    (FactKind.FROM, "From"),
    (FactKind.TO, "To"),
    (FactKind.COPIES, "Cc"),
)
_KNOWN = ("From", "To", "Cc", "Subject", "Date", "Received", "MIME-Version", "Content-Type")


def _extract(
    about: Iterator[tuple[FactKind, str]],
    text: tuple[ExtractBlock, ...],
    attachments: list[str],
    *,
    cut: bool,
) -> Extract:
    """Return an email as programs show it: lines about it, what is attached, the text."""
    facts = [
        Fact(kind, (" ".join(value.split())[:_LONGEST_LINE],))
        for kind, value in about
        if value.strip()
    ]
    names = tuple(" ".join(name.split()) for name in attachments[:_MOST_ATTACHMENTS])
    if names:
        facts.append(Fact(FactKind.ATTACHMENTS, names))
    if not facts and not text:
        raise Unviewable(PreviewFault.DAMAGED)
    end = (Fact(FactKind.LEFT_OUT),) if cut else ()
    return Extract((*facts, *(text or (Fact(FactKind.NOT_IN_TEXT),)), *end), cut)


def _paragraphs(said: str, most: int) -> tuple[tuple[ExtractBlock, ...], bool]:
    """Return the lines of a text, and whether it goes on."""
    cut = len(said) > most // 2
    lines = said[: most // 2].expandtabs(4).splitlines()
    parts = re.split(r"\n\s*\n", "\n".join(line.rstrip() for line in lines).strip("\n"))
    return tuple(paragraph(part) for part in parts if part.strip()), cut


def _moment(when: datetime) -> str:
    hour = f"{when.hour % 12 or 12}:{when.minute:02} {'AM' if when.hour < 12 else 'PM'}"  # noqa: PLR2004  noon
    zone = when.strftime(" %Z") if when.tzinfo is not None else ""
    return f"{when:%B} {when.day}, {when.year}, {hour}{zone}"


# RFC 5322 ---------------------------------------------------------------------------------------


def message(file: BinaryIO, most: int = MOST_CHARACTERS) -> Extract:
    """Return what an email says (.eml). Raises `Unviewable`."""
    found = _parsed(file)
    if not any(name in found for name in _KNOWN):
        raise Unviewable(PreviewFault.DAMAGED)
    body = _body(found)
    text, cut = ((), False) if body is None else _text_of(body, most)
    return _extract(_about(found), text, list(_attached(found, body)), cut=cut)


def page_beside(file: BinaryIO, most: int) -> tuple[ExtractBlock, ...]:
    """Return what the page of an email shows that has its words as plain text too, () for none."""
    if file.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
        from olefile import OleFileIO

        file.seek(0)
        return _OutlookMessage(OleFileIO(file)).page(most)
    file.seek(0)
    with suppress(Exception):
        found = _parsed(file)
        plain, page = (found.get_body((kind,)) for kind in ("plain", "html"))
        if plain is not None and page is not None:
            return _text_of(page, most)[0]
    return ()


def headers(file: BinaryIO, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield those headers of an email (.eml) that are there, each time that they are."""
    found = _parsed(file)
    wanted = {name.lower(): name for name in names}
    for name, value in found.raw_items():
        if name.lower() in wanted and str(value).strip():
            known = wanted[name.lower()]
            is_one = len(found.get_all(known, [])) == 1
            yield known, _header(found, known) if is_one else " ".join(str(value).split())


def web_archive(file: BinaryIO, most: int = MOST_CHARACTERS) -> Extract:
    """Return what a page says that was saved with all it shows (.mht, .mhtml)."""
    found = _parsed(file)
    pages = [part for part in found.walk() if part.get_content_type() == "text/html"]
    start = found.get_param("start")
    first = (part for part in pages if start is None or part.get("Content-ID", "") == start)
    page = next(first, pages[0] if pages else None)
    if page is None:
        raise Unviewable(PreviewFault.DAMAGED)
    blocks, cut = page_blocks(html_text(_bytes_of(page)), most)
    if not blocks:
        raise Unviewable(PreviewFault.EMPTY)
    return Extract((*blocks, *((Fact(FactKind.LEFT_OUT),) if cut else ())), cut)


def _parsed(file: BinaryIO) -> EmailMessage:
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Unviewable(PreviewFault.TOO_LARGE)
    if data.startswith(COMPOUND_FILE):
        raise Unviewable(PreviewFault.DAMAGED)
    data = data.lstrip()
    end = _END_OF_HEADERS.search(data, 0, _LARGEST_HEADERS)
    if end is None and len(data) > _LARGEST_HEADERS:
        raise Unviewable(PreviewFault.TOO_LARGE)
    return message_from_bytes(data, policy=policy.default)


def _about(found: EmailMessage) -> Iterator[tuple[FactKind, str]]:
    for kind, name in _HEADERS:
        yield kind, _header(found, name)
    yield FactKind.DATE, _date(found)
    yield FactKind.SUBJECT, _header(found, "Subject")


def _header(found: EmailMessage, name: str) -> str:
    """Return a header as people read it; one that breaks the rules as it stands."""
    try:
        return str(found.get(name, ""))
    except Exception:  # noqa: BLE001  what a header may hold has more rules than its parser
        raw = next((value for key, value in found.raw_items() if key.lower() == name.lower()), "")
        return str(raw)


def _date(found: EmailMessage) -> str:
    with suppress(Exception):
        when = getattr(found["Date"], "datetime", None)
        if isinstance(when, datetime):
            return _moment(when)
    return _header(found, "Date")


def _body(found: EmailMessage) -> MIMEPart | None:
    """Return the part with the words; of a message that breaks the rules the first text in it."""
    with suppress(Exception):
        body = found.get_body(("plain", "html"))
        if body is not None and _bytes_of(body).strip():
            return body
        body = found.get_body(("html",))
        if body is not None:
            return body
    if found.get_content_maintype() == "multipart" and not found.is_multipart():
        return found  # it does not say what stands between its parts
    texts = (
        part
        for part in found.walk()
        if part.get_content_maintype() == "text" and not _name_of(part)
    )
    return next(texts, None)


def _text_of(body: MIMEPart, most: int) -> tuple[tuple[ExtractBlock, ...], bool]:
    data = _bytes_of(body)
    if body.get_content_subtype() == "html":
        return page_blocks(_decoded(body, data) or html_text(data), most)
    return _paragraphs(_decoded(body, data) or decoded(data), most)


def _decoded(part: MIMEPart, data: bytes) -> str:
    """Return the characters of a part in the encoding that it names, "" where it names none."""
    with suppress(LookupError, UnicodeError, ValueError):
        named = part.get_content_charset()
        return data.decode(named) if named else ""
    return ""


def _bytes_of(part: MIMEPart) -> bytes:
    with suppress(Exception):
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            return payload
    return str(part.get_payload()).encode("utf-8", "replace")


def _attached(found: EmailMessage, body: MIMEPart | None) -> Iterator[str]:
    """Yield the names of the files in a message; an email in it goes by its subject."""
    within: list[EmailMessage] = []
    for part in found.walk():
        if part in within or part is body:
            continue
        name = _name_of(part)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            inside = (
                [cast("EmailMessage", each) for each in inner] if isinstance(inner, list) else []
            )
            within += [each for one in inside for each in one.walk()]
            subject = _header(inside[0], "Subject") if inside else ""
            yield name or f"{subject or _UNNAMED}.eml"
        elif name:
            yield name
        elif (
            not part.is_multipart() and part.get_content_maintype() != "text" and part is not found
        ):
            yield f"{_UNNAMED}{guess_extension(part.get_content_type()) or ''}"


def _name_of(part: MIMEPart) -> str:
    with suppress(Exception):
        return part.get_filename() or ""
    return ""


# Outlook ----------------------------------------------------------------------------------------

# Properties by their number (MS-OXPROPS); what follows is their type.
_SUBJECT, _SENDER, _SENDER_ADDRESS = 0x0037, 0x0C1A, 0x5D01
_SENDER_MAIL, _DISPLAY_TO, _DISPLAY_CC = 0x0C1F, 0x0E04, 0x0E03
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_SENT, _DELIVERED, _CODE_PAGE, _INTERNET_CODE_PAGE = 0x0039, 0x0E06, 0x3FFD, 0x3FDE
_LONG_NAME, _NAME, _SHOWN_NAME = 0x3707, 0x3704, 0x3001
_UNICODE, _ANSI, _BINARY, _TIME, _NUMBER = 0x001F, 0x001E, 0x0102, 0x0040, 0x0003

_PROPERTIES = "__properties_version1.0"
_ATTACHMENT = "__attach_version1.0_#"
_ENTRY = struct.Struct("<HHIQ")
_HEAD = 32  # bytes before the properties of a message that is not in another
_LARGEST_STREAM = 32 << 20
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def outlook_message(file: BinaryIO, most: int = MOST_CHARACTERS) -> Extract:
    """Return what an email of Outlook's says (.msg). Raises `Unviewable`."""
    from olefile import OleFileIO

    if file.read(len(COMPOUND_FILE)) != COMPOUND_FILE:
        file.seek(0)
        return message(file, most)  # other programs save what they call so
    file.seek(0)
    try:
        ole = OleFileIO(file)
    except (OSError, ValueError, struct.error, IndexError, KeyError, TypeError) as error:
        raise Unviewable(PreviewFault.DAMAGED) from error
    if not ole.exists(_PROPERTIES):
        raise Unviewable(PreviewFault.DAMAGED)
    found = _OutlookMessage(ole)
    text, cut = found.text(most)
    return _extract(found.about(), text, list(found.attached()), cut=cut)


class _OutlookMessage:
    """The properties of an open message; what cannot be read is not there."""

    def __init__(self, ole: "OleFileIO") -> None:
        self._ole = ole
        self._fixed = dict(self._numbers())
        page = self._fixed.get((_CODE_PAGE, _NUMBER)) or 0
        self._code_page = f"cp{page & 0xFFFF}" if page & 0xFFFF else "cp1252"

    def about(self) -> Iterator[tuple[FactKind, str]]:
        name = self._text(_SENDER)
        address = self._text(_SENDER_ADDRESS) or self._text(_SENDER_MAIL)
        is_address = "@" in address and address != name
        yield FactKind.FROM, f"{name} <{address}>" if name and is_address else name or address
        yield FactKind.TO, self._text(_DISPLAY_TO)
        yield FactKind.COPIES, self._text(_DISPLAY_CC)
        yield FactKind.DATE, self._sent()
        yield FactKind.SUBJECT, self._text(_SUBJECT)

    def text(self, most: int) -> tuple[tuple[ExtractBlock, ...], bool]:
        plain = self._text(_BODY)
        if plain.strip():
            return _paragraphs(plain, most)
        page = self._page()
        if page:
            return page_blocks(page, most)
        rtf = _unpacked(self._stream(_RTF, _BINARY))
        return _paragraphs(_rtf_text(rtf), most) if rtf else ((), False)

    def page(self, most: int) -> tuple[ExtractBlock, ...]:
        page = self._page()
        return page_blocks(page, most)[0] if page else ()

    def _page(self) -> str:
        return html_text(self._stream(_HTML, _BINARY)) or self._text(_HTML)

    def attached(self) -> Iterator[str]:
        folders = {
            path[0] for path in self._ole.listdir() if path and path[0].startswith(_ATTACHMENT)
        }
        for folder in sorted(folders):
            names = (self._text(which, folder) for which in (_LONG_NAME, _NAME, _SHOWN_NAME))
            yield next((name for name in names if name), folder.rpartition("#")[2])

    def _sent(self) -> str:
        ticks = self._fixed.get((_SENT, _TIME)) or self._fixed.get((_DELIVERED, _TIME)) or 0
        with suppress(OverflowError):
            return _moment(_EPOCH + timedelta(microseconds=ticks // 10)) if ticks else ""
        return ""

    def _numbers(self) -> Iterator[tuple[tuple[int, int], int]]:
        data = self._read(_PROPERTIES)[_HEAD:]
        for kind, which, _flags, value in _ENTRY.iter_unpack(data[: len(data) // 16 * 16]):
            yield (which, kind), value

    def _text(self, which: int, folder: str = "") -> str:
        wide = self._stream(which, _UNICODE, folder)
        if wide:
            return wide.decode("utf-16-le", "replace").replace("\0", "")
        narrow = self._stream(which, _ANSI, folder)
        try:
            told = narrow.decode(self._code_page, "strict")
        except (LookupError, UnicodeError):
            told = decoded(narrow)
        return told.replace("\0", "")

    def _stream(self, which: int, kind: int, folder: str = "") -> bytes:
        name = f"__substg1.0_{which:04X}{kind:04X}"
        return self._read(f"{folder}/{name}" if folder else name)

    def _read(self, path: str) -> bytes:
        try:
            if not self._ole.exists(path) or self._ole.get_size(path) > _LARGEST_STREAM:
                return b""
            with self._ole.openstream(path) as stream:
                return bytes(stream.read())
        except (OSError, ValueError, struct.error, IndexError, KeyError, TypeError):
            return b""


# Text of Outlook that is packed (MS-OXRTFCP) ----------------------------------------------------

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_RING = 4096
_PACKED, _RAW = b"LZFu", b"MELA"


def _unpacked(data: bytes) -> bytes:
    """Return the RTF that a message holds, as much of it as can be unpacked."""
    mark, rest = data[8:12], data[16:]
    if mark == _RAW:
        return rest
    if mark != _PACKED:
        return b""
    ring = bytearray(_DICTIONARY.ljust(_RING, b"\0"))
    at, place, out = len(_DICTIONARY), 0, bytearray()
    while place < len(rest) and len(out) < _LARGEST_STREAM:
        control, place = rest[place], place + 1
        for bit in range(8):
            if control >> bit & 1:
                if place + 2 > len(rest):
                    return bytes(out)
                pair, place = int.from_bytes(rest[place : place + 2]), place + 2
                offset, length = pair >> 4, (pair & 15) + 2
                if offset == at:
                    return bytes(out)
            else:
                if place >= len(rest):
                    return bytes(out)
                ring[at], offset, length, place = rest[place], at, 1, place + 1
            for step in range(length):  # what is repeated may begin in what is being written
                byte = ring[at] = ring[(offset + step) % _RING]
                at = (at + 1) % _RING
                out.append(byte)
    return bytes(out)


_RTF_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])"
    rb"|([{}])|([^\\{}\r\n]+)|[\r\n]"
)
_RTF_SILENT = (
    *(b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer"),
    *(b"listtable", b"listoverridetable", b"themedata", b"generator", b"xmlnstbl"),
)
_RTF_BREAKS = {b"par": "\n\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n"}


def _rtf_text(data: bytes) -> str:
    """Return the words of RTF, which is all that a message of Outlook's may hold of its text."""
    out: list[str] = []
    silent = [False]
    skip = 0
    for token in _RTF_TOKEN.finditer(data):
        word, number, code, sign, brace, text = token.groups()
        if brace == b"{":
            silent.append(silent[-1])
        elif brace == b"}":
            silent = silent[:-1] or [False]
        elif sign == b"*" or word in _RTF_SILENT:
            silent[-1] = True
        elif not silent[-1]:
            said = _rtf_piece(word, number, code, sign, text)
            out.append(said[skip:])
            # What follows a character of Unicode stands for it in programs that know none.
            skip = int(word == b"u") if word or not said else 0
    return "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _rtf_piece(word: bytes, number: bytes, code: bytes, sign: bytes, text: bytes) -> str:
    """Return what one token of RTF says; what it has not is None."""
    if word == b"u" and number:
        return chr(int(number) % 0x10000)
    if word:
        return _RTF_BREAKS.get(word, "")
    if code:
        return bytes([int(code, 16)]).decode("cp1252", "replace")
    if sign:
        return " " if sign == b"~" else sign.decode() if sign in (b"\\", b"{", b"}") else ""
    return text.decode("cp1252", "replace") if text else ""
