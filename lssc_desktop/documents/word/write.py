"""Writing a text as a Word document with real styles, lists and links.

The only user of python-docx. It is imported when the first document is written: that takes
longer than most commands run.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from lssc_desktop.core.program.vocabulary import EnglishSpelling
from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    Paragraph,
    RichText,
    Span,
    is_right_to_left,
    normalized,
    storable,
)
from lssc_desktop.documents.word.lists import ListNumbers
from lssc_desktop.languages import ENGLISH
from lssc_desktop.paths import resources

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

STYLES = {
    Form.INTRODUCTION: "Introduction",
    Form.HEADING_1: "Heading 1",
    Form.HEADING_2: "Heading 2",
    Form.HEADING_3: "Heading 3",
    Form.QUOTE: "Quote",
    Form.BULLET: "List Bullet",
    Form.NUMBER: "List Number",
}
BULLETS = 1
NUMBERS = 2
"""The two lists of the template, resources/templates/docx/word/numbering.xml."""
NUMBERED_KIND = 1

_LONGEST_PROPERTY = 255
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""A date is needed where none is known to be right: the first that a ZIP can hold."""


def to_docx(text: RichText, *, title: str, author: str, language: str = ENGLISH) -> bytes:
    """Return a Word document that holds a text: Letter paper, one-inch margins, US spelling.

    The same text, title, author and language give the same bytes on every computer, which is why
    nothing in it is compressed. Reading it back gives `normalized(text)`.
    """
    from docx import Document as open_word  # noqa: N813 - it is a function

    document = open_word(io.BytesIO(_template()))
    _describe(document, title, author)
    _mark_language(document, word_language(language))
    lists = ListNumbers(first_new=NUMBERS + 1)
    for paragraph in normalized(text).paragraphs:
        _write(document, paragraph, lists)
    for number, level in lists.restarts:
        _restart(document, number, level)
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written)


@cache
def _template() -> bytes:
    """Return the empty document with our styles, packed from its readable parts."""
    folder = resources() / "templates" / "docx"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(folder.rglob("*")):
            if part.is_file():
                archive.writestr(part.relative_to(folder).as_posix(), part.read_bytes())
    return packed.getvalue()


def _describe(document: Document, title: str, author: str) -> None:
    """Set the properties of a document; Word keeps no more than 255 characters of each."""
    properties = document.core_properties
    properties.title = storable(title)[:_LONGEST_PROPERTY]
    properties.author = storable(author)[:_LONGEST_PROPERTY]
    properties.last_modified_by = properties.author
    properties.created = properties.modified = _NO_DAY
    properties.revision = 1


def word_language(language: str, spelling: EnglishSpelling = EnglishSpelling.AMERICAN) -> str:
    """Return a language as Word names it to check spelling: "en-US", "es-US"."""
    return str(spelling) if language == ENGLISH else f"{language}-US"


def _mark_language(document: Document, language: str) -> None:
    """Say in which language a document is, for spelling checkers, hyphens and screen readers."""
    from docx.oxml.ns import qn

    document.core_properties.language = language
    for element in (document.styles.element, document.settings.element):
        for marked in (*element.iter(qn("w:lang")), *element.iter(qn("w:themeFontLang"))):
            marked.set(qn("w:val"), language)


def _write(document: Document, paragraph: Paragraph, lists: ListNumbers) -> None:
    """Append one paragraph to a document."""
    style = STYLES.get(paragraph.form)
    word = document.add_paragraph(style=style)
    number = lists.place(paragraph)
    if paragraph.form.is_list:
        place = word._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - lists have no other door
        place.get_or_add_ilvl().val = paragraph.level
        place.get_or_add_numId().val = BULLETS if number is None else number
    if is_right_to_left(paragraph.text):
        _mark_right_to_left(word)
    for span in paragraph.spans:
        _write_span(document, word, span)


def _write_span(document: Document, word: WordParagraph, span: Span) -> None:
    """Append one span to a paragraph, within a link when it has one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = word.add_run()
    if span.link:
        link = OxmlElement("w:hyperlink")
        target = document.part.relate_to(span.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), target)
        word._p.append(link)  # noqa: SLF001 - python-docx reads links but does not write them
        link.append(run._r)  # noqa: SLF001
        run.style = "Hyperlink"
    if span.bold:
        run.font.bold = run.font.cs_bold = True
    if span.italic:
        run.font.italic = run.font.cs_italic = True
    _write_effects(run, span.effects)
    if is_right_to_left(span.text):
        run.font.rtl = True
    _write_characters(run, span.text)


def _write_effects(run: Run, effects: frozenset[Effect]) -> None:
    """Let characters stand out as they do in the document that they came from."""
    from docx.enum.text import WD_COLOR_INDEX

    if Effect.UNDERLINE in effects:
        run.font.underline = True
    if Effect.STRIKE in effects:
        run.font.strike = True
    if Effect.HIGHLIGHT in effects:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if Effect.SUPERSCRIPT in effects:
        run.font.superscript = True
    elif Effect.SUBSCRIPT in effects:
        run.font.subscript = True


def _write_characters(run: Run, text: str) -> None:
    """Append characters to a run; some are elements of their own in Word."""
    from docx.oxml import OxmlElement

    elements = {
        "\n": "w:br",
        "\t": "w:tab",
        "\u00ad": "w:softHyphen",
        "\u2011": "w:noBreakHyphen",
    }
    for piece in re.split("([\n\t\u00ad\u2011])", text):
        if piece in elements:
            run._r.append(OxmlElement(elements[piece]))  # noqa: SLF001 - not offered by python-docx
        elif piece:
            run._r.add_t(piece)  # noqa: SLF001 - add_text would read tabs and breaks again


def _restart(document: Document, number: int, level: int) -> None:
    """Add a list of its own that begins at 1, of the same kind as all numbered lists."""
    numbering = document.part.numbering_part.element
    added = numbering.add_num(NUMBERED_KIND)
    if added.numId != number:
        message = f"list {added.numId} was added where {number} was due"
        raise AssertionError(message)
    added.add_lvlOverride(level).add_startOverride(1)


def _mark_right_to_left(word: WordParagraph) -> None:
    """Say that a paragraph runs from right to left."""
    from docx.oxml import OxmlElement

    properties = word._p.get_or_add_pPr()  # noqa: SLF001 - not offered by python-docx
    properties.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr"
    )


def _with_fixed_times(written: io.BytesIO) -> bytes:
    """Pack a document again with the same date on every part and nothing compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
