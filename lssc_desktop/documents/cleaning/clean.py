"""The clean copy of a file of any kind, by the extension of its name.

Texts, emails and web pages become plain text, pictures are drawn again; what office programs and
PDF need has a module of its own each.
"""

from collections import Counter
from collections.abc import Callable
from typing import BinaryIO

from lssc_desktop.core.files.names import extension_of
from lssc_desktop.core.privacy.clean_copy import (
    Cleaned,
    CleanOrder,
    Removal,
    clean_format,
    pattern_of,
    with_bars,
)
from lssc_desktop.core.text.extract import (
    Extract,
    Fact,
    FactKind,
    FactWords,
    in_words,
    plain_extract,
)
from lssc_desktop.documents.images import PictureFault, PictureUnreadable, without_metadata
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.previews.wire import PreviewFault, Unviewable

_LARGEST_TEXT = 64 << 20
_WITH_MARK = ("csv", "tsv")
_FAULTS = {
    PictureFault.NOT_A_PICTURE: PreviewFault.WRONG_KIND,
    PictureFault.DAMAGED: PreviewFault.DAMAGED,
    PictureFault.TOO_LARGE: PreviewFault.TOO_LARGE,
}
_LABELS = {FactKind.SUBJECT: "Subject:", FactKind.DATE: "Date:"}
"""What a text keeps of the headers of an email: not who wrote it, nor to whom."""


def clean(name: str, file: BinaryIO, order: CleanOrder) -> Cleaned:
    """Return the clean copy of a file. Raises `Unviewable`, and what odd files make libraries do.

    It has to be of a kind for which `clean_format` names one.
    """
    kind = clean_format(name)
    match kind:
        case "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp":
            return _clean_office(file, kind, order)
        case "pdf":
            from lssc_desktop.documents.cleaning.pdf_copy import clean_pdf

            return clean_pdf(file, order)
        case "jpg" | "png" | "tif":
            return _clean_picture(file, kind, order)
        case "":
            raise Unviewable(PreviewFault.KIND)
        case _:
            return _clean_text(file, extension_of(name), order)


def _clean_office(file: BinaryIO, kind: str, order: CleanOrder) -> Cleaned:
    match kind:
        case "docx":
            from lssc_desktop.documents.cleaning.word_copy import clean_word

            return clean_word(file, order)
        case "xlsx":
            from lssc_desktop.documents.cleaning.workbook_copy import clean_workbook

            return clean_workbook(file, order)
        case "pptx":
            from lssc_desktop.documents.cleaning.slides_copy import clean_slides

            return clean_slides(file, order)
    from lssc_desktop.documents.cleaning.opendocument_copy import clean_opendocument

    return clean_opendocument(file, kind, order)


# Pictures ---------------------------------------------------------------------------------------


def _clean_picture(file: BinaryIO, kind: str, order: CleanOrder) -> Cleaned:
    boxes: dict[int, list[tuple[float, float, float, float]]] = {}
    for region in order.regions:
        box = region.box
        corners = (box.x, box.y, box.x + box.width, box.y + box.height)
        boxes.setdefault(region.page - 1, []).append(corners)
    try:
        data, extension = without_metadata(file, boxes)
    except PictureUnreadable as error:
        raise Unviewable(_FAULTS[error.fault]) from error
    if extension != kind:  # it is not what its name says
        raise Unviewable(PreviewFault.WRONG_KIND)
    return Cleaned(data, ((Removal.METADATA, 1), (Removal.REGIONS, len(order.regions))))


# Texts, emails and web pages -------------------------------------------------------------------


def _clean_text(file: BinaryIO, extension: str, order: CleanOrder) -> Cleaned:
    removed: Counter[Removal] = Counter()
    reader = _reader_of(extension)
    if reader is None:
        data = file.read(_LARGEST_TEXT + 1)
        if len(data) > _LARGEST_TEXT:
            raise Unviewable(PreviewFault.TOO_LARGE)
        said = decoded(data)
    else:
        said = _words_alone(reader(file), removed)
    covered, removed[Removal.FOUND] = with_bars(said, pattern_of(order.texts))
    marked = (
        extension in _WITH_MARK and not covered.isascii()
    )  # or Excel takes it for other letters
    return Cleaned(covered.encode("utf-8-sig" if marked else "utf-8"), tuple(removed.items()))


def _reader_of(extension: str) -> Callable[[BinaryIO], Extract] | None:
    from lssc_desktop.documents.previews import mail, web

    return {
        "eml": mail.message,
        "msg": mail.outlook_message,
        "mht": mail.web_archive,
        "mhtml": mail.web_archive,
        "html": web.web_page,
        "htm": web.web_page,
    }.get(extension)


def _words_alone(extract: Extract, removed: Counter[Removal]) -> str:
    """Return the words of an email or a page with its subject and day."""
    if extract.cut:
        raise Unviewable(PreviewFault.TOO_LARGE)
    kept = []
    for block in extract.blocks:
        if not isinstance(block, Fact) or block.kind in _LABELS:
            kept.append(block)
        elif block.kind in (FactKind.FROM, FactKind.TO, FactKind.COPIES):
            removed[Removal.HEADERS] += 1
        elif block.kind is FactKind.ATTACHMENTS:
            removed[Removal.EMBEDDED] += len(block.values)
    words = in_words(Extract(tuple(kept)), _labelled)
    return plain_extract(words) + "\n"


def _labelled(fact: Fact) -> FactWords:
    return FactWords(_LABELS[fact.kind], " ".join(fact.values))
