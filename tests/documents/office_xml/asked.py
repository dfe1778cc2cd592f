"""A Word file as each of its readers sees it, so that a question can be put to all of them."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from lssc_desktop.core.privacy.clean_copy import CleanOrder, Way
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.privacy.scan_order import TextRules
from lssc_desktop.core.text.printed import PrintedText, all_paragraphs
from lssc_desktop.documents.cleaning.clean import clean
from lssc_desktop.documents.previews.wire import CleanWish, PreviewFault, Unviewable
from lssc_desktop.documents.privacy.private_office import find_in_word
from lssc_desktop.documents.word import read_content, read_printed
from lssc_desktop.documents.word.joined.document import JoinedDocument, JoinedTitle
from tests.documents.word.conftest import PACKAGE, Parts, parts_of

PLANTED = "planted"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/x+xml"/></Types>'
)
_HIDING = (PrivacyKind.HIDDEN_TEXT, PrivacyKind.TRACKED_CHANGE)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return parts as a file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def typed_parts(body: str, styles: str = "", more: Parts | None = None) -> Parts:
    """Return the parts of a Word file, with their types."""
    return {**parts_of(body, styles=styles, more=more), "[Content_Types].xml": TYPES}


def read(content: bytes) -> str:
    """What the editor and the check read."""
    return "\n".join(each.text for each in read_content(content, "a.docx").text.paragraphs)


def printed(content: bytes) -> str:
    """What stands in the PDF of a package."""
    said = read_printed(content, "a.docx")
    whole = (PrintedText(said.blocks), *(PrintedText(note) for note in said.notes))
    return "\n".join(each.paragraph.text for part in whole for each in all_paragraphs(part))


def joined(content: bytes) -> str:
    """What stands in the Word file of a whole portfolio."""
    file = io.BytesIO()
    title = JoinedTitle("A", "B", "en", date(2026, 12, 1), ("C", "D"), "E", "{page} {pages}")
    document = JoinedDocument(file, title)
    document.document(content, "a.docx", 1)
    document.finish()
    return read(file.getvalue())


def cleaned(content: bytes) -> str:
    """What stands in a clean copy; nothing does where a file shows nothing."""
    try:
        return read(clean_copy("a.docx", content))
    except Unviewable as error:
        return "" if error.fault is PreviewFault.EMPTY else str(error.fault)


def clean_copy(name: str, content: bytes) -> bytes:
    """A clean copy of a file's words."""
    with tempfile.TemporaryDirectory() as place:
        wish = CleanWish(CleanOrder(), Way.WORDS, Path(place), "Title", "en")
        clean(name, io.BytesIO(content), wish, lambda _done, _total: None)
        return (Path(place) / f"copy{Path(name).suffix}").read_bytes()


def scanned(content: bytes) -> str:
    """The planted word, unless the scan reports that people do not see it."""
    found = list(find_in_word(io.BytesIO(content), TextRules()))
    return "" if any(it.kind in _HIDING and PLANTED in it.found for it in found) else PLANTED


READERS: Mapping[str, Callable[[bytes], str]] = {
    each.__name__: each for each in (read, printed, joined, cleaned, scanned)
}
