"""A scan of one file for private data, by the reader for its kind. It runs in the helper only."""

import io
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import BinaryIO

from lssc_desktop.core.files.names import (
    PLAIN_TEXT,
    FileKind,
    Shown,
    file_kind,
    shown_as,
    split_extension,
)
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
    Reason,
)
from lssc_desktop.core.privacy.scan_order import ScanOrder, TextRules, TextUnit
from lssc_desktop.core.text.extract import (
    Extract,
    Fact,
    FactKind,
    FactWords,
    in_words,
    plain_extract,
)
from lssc_desktop.documents.images import PictureFault, PictureUnreadable
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.previews.viewers import OfficePages
from lssc_desktop.documents.previews.wire import MOST_PRIVATE, PreviewFault, Unviewable
from lssc_desktop.documents.privacy import private_office, private_pdf, private_pictures
from lssc_desktop.documents.privacy.private_words import (
    MOST_CHARACTERS,
    PlacedUnit,
    find_in_units,
    lines,
    noted,
    nothing_to_read,
)

_FILE = PrivatePlace(PlaceUnit.FILE)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def scan_file(
    name: str, file: BinaryIO, order: ScanOrder, office: OfficePages, key: str
) -> tuple[PrivacyFinding, ...]:
    """Return all private data in a file, its name too.

    Raises `Unviewable` where it cannot be read at all.
    """
    stem, extension = split_extension(name)
    in_name = PlacedUnit(TextUnit(stem.replace("_", " ")), PrivatePlace(PlaceUnit.FILE_NAME))
    found = list(find_in_units([in_name], order.rules))
    found += islice(_inside(name, extension.lower(), file, order, office, key), MOST_PRIVATE)
    return tuple(found)


def _inside(
    name: str, extension: str, file: BinaryIO, order: ScanOrder, office: OfficePages, key: str
) -> Iterator[PrivacyFinding]:
    rules = order.rules
    match shown_as(name):
        case Shown.PDF:
            found = private_pdf.find_in_pdf_file(file, rules, reads_print=order.reads_print)
        case Shown.PICTURE | Shown.PHONE_PICTURE:
            found = _picture(file, order)
        case Shown.WORD:
            found = private_office.find_in_word(file, rules)
        case Shown.WORKBOOK:
            found = private_office.find_in_workbook(file, rules)
        case Shown.OFFICE:
            found = _office(extension, file, order, office, key)
        case Shown.SEPARATED | Shown.TEXT | Shown.MARKDOWN:
            found = find_in_units(lines(_text(file), _FILE), rules)
        case Shown.MAIL | Shown.OUTLOOK_MAIL:
            found = _mail(extension, file, order)
        case Shown.WEB_PAGE | Shown.WEB_ARCHIVE | Shown.LINK:
            found = _page(name, file, rules)
        case _:
            found = _otherwise(name, extension, file, rules)
    return found


def _otherwise(
    name: str, extension: str, file: BinaryIO, rules: TextRules
) -> Iterator[PrivacyFinding]:
    if extension[1:] in PLAIN_TEXT:
        return _plain_text(extension, file, rules)
    if file_kind(name) is FileKind.VIDEO:
        return private_pictures.find_in_film(file)
    return iter((nothing_to_read(_FILE),))


def _plain_text(extension: str, file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    """Yield what stands in a text that we have no reader for, and that there is more in it.

    What is encoded in it, or stands behind what is read of it, somebody has to look at.
    """
    said = _text(file)
    has_more = bool(file.read(1)) or _ENCODED.search(said) is not None
    if extension in {".ics", ".vcf"}:  # a long line goes on in the next, behind a space
        said = _FOLDED.sub("", said)
    elif extension in {".fodt", ".xml"}:  # a word may be of several styles
        said = unescape(_WITHIN_WORDS.sub("", said))
    yield from find_in_units(lines(said, _FILE), rules)
    if has_more:
        yield nothing_to_read(_FILE)


_ENCODED = re.compile(r"\bbase64\b|quoted-printable|office:binary-data", re.IGNORECASE)
_FOLDED = re.compile(r"\r?\n[ \t]")
_WITHIN_WORDS = re.compile(r"</?text:(?:span|s|soft-page-break)\b[^>]*>")


def _text(file: BinaryIO) -> str:
    said = decoded(file.read(MOST_CHARACTERS))
    if "\0" in said:
        raise Unviewable(PreviewFault.DAMAGED)
    return said


def _picture(file: BinaryIO, order: ScanOrder) -> Iterator[PrivacyFinding]:
    try:
        yield from private_pictures.find_in_picture(
            file, order.rules, reads_print=order.reads_print
        )
    except PictureUnreadable as error:
        is_large = error.fault is PictureFault.TOO_LARGE
        fault = PreviewFault.TOO_LARGE if is_large else PreviewFault.DAMAGED
        raise Unviewable(fault) from error


def _office(
    extension: str, file: BinaryIO, order: ScanOrder, office: OfficePages, key: str
) -> Iterator[PrivacyFinding]:
    """Yield what is in slides, in OpenDocument, and in old files as LibreOffice shows them."""
    rules = order.rules
    beginning = file.read(len(_COMPOUND))
    file.seek(0)
    if extension == ".pptx" and beginning.startswith(b"PK"):
        yield from private_office.find_in_slides(file, rules)
        return
    if beginning.startswith(b"PK"):
        yield from find_in_units(private_office.open_document_units(file), rules)
        yield from private_office.find_in_open_document(file, rules)
        return
    if beginning == _COMPOUND:
        yield from private_office.find_in_compound(file, rules)
        file.seek(0)
    try:
        with office.opened(extension, key, file) as made:
            content = io.BytesIO(made.read())
    except Unviewable as error:
        if error.fault is not PreviewFault.NO_OFFICE:
            raise
        yield nothing_to_read(_FILE, Reason.NOT_OPENED)
        return
    yield from private_pdf.find_in_pdf_file(
        content, rules, reads_print=order.reads_print, has_metadata=False
    )


# Email and pages -------------------------------------------------------------------------------

_ABOUT_PEOPLE = (
    *("From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Return-Path", "Delivered-To"),
    *("Received", "X-Originating-IP", "X-Sender", "X-Original-To", "Resent-From", "Resent-To"),
)


def _mail(extension: str, file: BinaryIO, order: ScanOrder) -> Iterator[PrivacyFinding]:
    """Yield the headers of a message that name people, what is in its text, its attachments."""
    from lssc_desktop.documents.previews import mail

    is_outlook = extension == ".msg"
    said = mail.outlook_message(file) if is_outlook else mail.message(file)
    if is_outlook:
        facts = [block for block in said.blocks if isinstance(block, Fact)]
        headers = [
            (fact.kind.value, " ".join(fact.values))
            for fact in facts
            if fact.kind in _FACTS_OF_PEOPLE
        ]
    else:
        file.seek(0)
        headers = list(mail.headers(file, _ABOUT_PEOPLE))
    own = {word.casefold() for word in order.rules.own}
    for name, value in headers:
        if not any(word and word in value.casefold() for word in own):
            place = PrivatePlace(PlaceUnit.HEADER, part=name)
            yield noted(PrivacyKind.MAIL_HEADER, place, value, Reason.METADATA)
    for number, block in enumerate(said.blocks, 1):
        if isinstance(block, Fact) and block.kind is FactKind.ATTACHMENTS:
            for attached in block.values:
                place = PrivatePlace(PlaceUnit.FILE, number, attached)
                yield noted(PrivacyKind.EMBEDDED_FILE, place, attached)
    text = Extract(tuple(block for block in said.blocks if not isinstance(block, Fact)))
    yield from find_in_units(lines(_plain(text), _FILE), order.rules)


_FACTS_OF_PEOPLE = (FactKind.FROM, FactKind.TO, FactKind.COPIES)


def _plain(said: Extract) -> str:
    return plain_extract(in_words(said, lambda fact: FactWords("", " ".join(fact.values))))


def _page(name: str, file: BinaryIO, rules: TextRules) -> Iterator[PrivacyFinding]:
    from lssc_desktop.documents.previews import mail, web

    match shown_as(name):
        case Shown.WEB_ARCHIVE:
            said = mail.web_archive(file)
        case Shown.WEB_PAGE:
            said = web.web_page(file)
        case _:
            said = web.link(file)
    return find_in_units(lines(_plain(said), _FILE), rules)
