"""Makes the clean copy of a file in a folder, and beside it all that it holds, to be looked at."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from lssc_desktop.core.files.names import extension_of
from lssc_desktop.core.privacy.clean_copy import (
    MOST_ROWS,
    Cleaned,
    LeftBehind,
    clean_format,
    counted,
    pattern_of,
)
from lssc_desktop.core.privacy.seen_words import SeenWords, words_of
from lssc_desktop.core.text.extract import (
    Extract,
    ExtractBlock,
    Fact,
    FactKind,
    FactWords,
    in_words,
    paragraph,
)
from lssc_desktop.core.text.printed import (
    PrintedParagraph,
    PrintedText,
    all_paragraphs,
    pictures,
    printed,
)
from lssc_desktop.documents.cleaning.pages import (
    boxes_by,
    clean_pdf,
    clean_picture,
    show_pictures,
)
from lssc_desktop.documents.cleaning.pixels import DrawnAnew, Steps
from lssc_desktop.documents.images import PictureFault, PictureUnreadable
from lssc_desktop.documents.importing import decoded
from lssc_desktop.documents.pdf import with_listed_layers
from lssc_desktop.documents.previews.viewers import count_signatures, opened_pdf
from lssc_desktop.documents.previews.wire import (
    COPY,
    WORDS,
    CleanWish,
    PreviewFault,
    Unviewable,
)
from lssc_desktop.languages import gettext as _

_LARGEST = 250_000_000
_MOST_CHARACTERS = 50_000_000
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}, \d{1,2}:\d\d [AP]M(?: UTC(?:[+-]\d\d:\d\d)?)?")
"""The day of an email that says one; what else stands in that line no program shows."""
_NOT_SHOWN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)  # in Markdown
_FAULTS = {
    PictureFault.NOT_A_PICTURE: PreviewFault.WRONG_KIND,
    PictureFault.DAMAGED: PreviewFault.DAMAGED,
    PictureFault.TOO_LARGE: PreviewFault.TOO_LARGE,
}


def clean(name: str, file: BinaryIO, wish: CleanWish, steps: Steps) -> Cleaned:
    """Make the copy of a file as it is wished.

    It has to be of a kind that `clean_format` knows for its way. Raises `Unviewable`, and what odd
    files make libraries do.
    """
    kind = clean_format(name, wish.way)
    copy = wish.folder / f"{COPY}.{kind}"
    try:
        match kind:
            case "":
                raise Unviewable(PreviewFault.KIND)
            case "docx":
                cleaned, words = _word(extension_of(name), file, copy, wish, steps)
            case "xlsx":
                cleaned, words = _workbook(extension_of(name), file, copy, wish, steps)
            case "txt" | "csv":
                cleaned, words = _text(file, copy, wish)
            case "pdf" if extension_of(name) == "pdf":
                cleaned, words = clean_pdf(file, copy, wish, steps)
            case _:
                cleaned, words = clean_picture(file, copy, wish)
    except PictureUnreadable as error:
        raise Unviewable(_FAULTS[error.fault]) from error
    if is_signed(name, file):
        cleaned = replace(cleaned, left_out=(*cleaned.left_out, (LeftBehind.SIGNATURE, 1)))
    if copy.stat().st_size > _LARGEST:
        raise Unviewable(PreviewFault.TOO_LARGE)
    (wish.folder / WORDS).write_text(words, "utf-8")
    return cleaned


_SIGNATURES = re.compile(r"_xmlsignatures/.*\.xml|META-INF/.*signatures.*\.xml", re.IGNORECASE)


def is_signed(name: str, file: BinaryIO) -> bool:
    """Whether a file is signed, as Word, Excel, PowerPoint, OpenDocument and PDF have it."""
    file.seek(0)
    if extension_of(name) == "pdf":
        with opened_pdf(with_listed_layers(file)) as document:
            return count_signatures(document) > 0
    if not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        return any(map(_SIGNATURES.fullmatch, archive.namelist()))


# Words ------------------------------------------------------------------------------------------


def _word(
    extension: str, file: BinaryIO, copy: Path, wish: CleanWish, steps: Steps
) -> tuple[Cleaned, str]:
    from lssc_desktop.documents.cleaning.word_copy import write_word

    left: Counter[LeftBehind] = Counter()
    seen = SeenWords(pattern_of(wish.order.texts))
    within = (each for each in wish.order.regions if each.part)
    drawn = DrawnAnew(boxes_by(within, lambda region: region.part), steps)
    text = seen.document(_read(extension, file, left, drawn))
    if text.is_empty and not any(pictures(text)):
        raise Unviewable(PreviewFault.EMPTY)
    write_word(text, copy, wish.title, wish.language)
    shown = [each.data for each in pictures(text) if each.data]
    if shown:
        show_pictures(shown, wish, steps)
    left += Counter({LeftBehind.FOUND: seen.bars, LeftBehind.LINKS: seen.links})
    words = words_of(text, _("Picture {number}"))
    says_any = any(each.text.strip() for each in all_paragraphs(text))
    has_words = says_any or any(each.alt for each in pictures(text))
    about = Cleaned(len(shown), len(shown), counted(left), has_words=has_words)
    return about, "\n".join(words)


def _read(
    extension: str, file: BinaryIO, left: Counter[LeftBehind], drawn: DrawnAnew
) -> PrintedText:
    """Return what a file shows, whole."""
    match extension:
        case "odt":
            from lssc_desktop.documents.cleaning.opendocument_words import read_opendocument

            with zipfile.ZipFile(file) as archive:
                return read_opendocument(archive, left, drawn)
        case "md":
            from lssc_desktop.documents.markdown import from_markdown

            return printed(from_markdown(_NOT_SHOWN.sub("", _decoded(file))))
        case "eml" | "msg" | "mht" | "mhtml" | "html" | "htm":
            from lssc_desktop.documents.previews import mail, web

            readers = {"eml": mail.message, "msg": mail.outlook_message}
            pages = web.web_page if extension in ("html", "htm") else mail.web_archive
            extract = readers.get(extension, pages)(file, _MOST_CHARACTERS)
            if extension in readers:
                file.seek(0)
                page = mail.page_beside(file, _MOST_CHARACTERS)
                extract = _agreed(extract, page, left) if page else extract
            return _said(extract, left)
    from lssc_desktop.documents.cleaning.word_words import read_word

    content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Unviewable(PreviewFault.TOO_LARGE)
    return read_word(content, left, drawn)


_WORD = re.compile(r"\w+")


def _agreed(extract: Extract, page: Sequence[ExtractBlock], left: Counter[LeftBehind]) -> Extract:
    """Return an email with those of its plain words that its page says too, as programs show that.

    Where less than half of them are there, the two are no forms of the same, and all words stay.
    """
    shown = PrintedText(tuple(each for each in page if not isinstance(each, Fact)))
    spans = [span for each in all_paragraphs(shown) for span in each.paragraph.spans]
    said = " ".join(f"{span.text} {span.link}" for span in spans).casefold()
    known, kept, words, agreed = set(_WORD.findall(said)), list[ExtractBlock](), 0, 0
    for block in extract.blocks:
        if not isinstance(block, PrintedParagraph):
            kept.append(block)
            continue
        parts = re.findall(r"\S+|\s+", block.text)
        seen = [each for each in parts if known.issuperset(_WORD.findall(each.casefold()))]
        words, agreed = words + len(parts), agreed + len(seen)
        if "".join(seen).strip():
            kept.append(paragraph("".join(seen).strip()))
    if agreed < words / 2:
        return extract
    left[LeftBehind.HIDDEN] += agreed < words
    return Extract(tuple(kept), extract.cut)


def _said(extract: Extract, left: Counter[LeftBehind]) -> PrintedText:
    """Return the words of an email or a page, of its head only subject and day."""
    if extract.cut:
        raise Unviewable(PreviewFault.TOO_LARGE)
    kept: list[ExtractBlock] = []
    labels = {FactKind.SUBJECT: _("Subject:"), FactKind.DATE: _("Date:"), FactKind.TITLE: ""}
    for block in extract.blocks:
        if not isinstance(block, Fact):
            kept.append(block)
        elif block.kind in labels:
            is_day = block.kind is not FactKind.DATE or _DAY.fullmatch(block.values[0])
            kept += [block] if is_day else []
        elif block.kind is FactKind.ATTACHMENTS:
            left[LeftBehind.EMBEDDED] += len(block.values)

    def labelled(fact: Fact) -> FactWords:
        return FactWords(labels[fact.kind], " ".join(fact.values))

    return in_words(Extract(tuple(kept)), labelled)


def _workbook(
    extension: str, file: BinaryIO, copy: Path, wish: CleanWish, steps: Steps
) -> tuple[Cleaned, str]:
    from lssc_desktop.documents.cleaning.opendocument_words import opendocument_sheets
    from lssc_desktop.documents.cleaning.workbook_copy import write_workbook
    from lssc_desktop.documents.cleaning.workbook_words import Room, shown_sheets

    left: Counter[LeftBehind] = Counter()
    seen = SeenWords(pattern_of(wish.order.texts))
    with zipfile.ZipFile(file) as archive:
        reader = opendocument_sheets if extension == "ods" else shown_sheets
        sheets = list(reader(archive, left, Room(steps)))
    if not sheets:
        raise Unviewable(PreviewFault.EMPTY)
    words = write_workbook(sheets, seen, copy, wish.title, steps)
    left += Counter({LeftBehind.FOUND: seen.bars})
    return Cleaned(0, 0, counted(left)), "\n".join(words)


def _text(file: BinaryIO, copy: Path, wish: CleanWish) -> tuple[Cleaned, str]:
    """Write a text or a file of values as such."""
    from lssc_desktop.documents.previews.sheets import split_values

    seen = SeenWords(pattern_of(wish.order.texts))
    said = _decoded(file)
    if copy.suffix == ".csv":
        target = io.StringIO(newline="")
        try:
            rows = [[seen.line(cell) for cell in row] for row in split_values(said)]
        except csv.Error as error:  # a cell as long as a book: what comes after it isn't read
            raise Unviewable(PreviewFault.TOO_LARGE) from error
        csv.writer(target, lineterminator="\n").writerows(rows)
        words = target.getvalue()
    else:
        words = seen.line(said).strip("\n") + "\n"
    if words.count("\n") > MOST_ROWS and copy.suffix == ".csv":
        raise Unviewable(PreviewFault.TOO_MANY_ROWS)
    # Without a mark Excel takes the letters of a file of values for others.
    marked = copy.suffix == ".csv" and not words.isascii()
    copy.write_text(words, "utf-8-sig" if marked else "utf-8", newline="\n")
    return Cleaned(0, 0, counted(Counter({LeftBehind.FOUND: seen.bars}))), words


def _decoded(file: BinaryIO) -> str:
    data = file.read(_MOST_CHARACTERS + 1)
    if len(data) > _MOST_CHARACTERS:
        raise Unviewable(PreviewFault.TOO_LARGE)
    return decoded(data)
