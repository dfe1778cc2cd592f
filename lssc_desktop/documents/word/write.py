"""Writing a text as a Word document with real styles, lists and links.

The only user of python-docx. It is imported when the first document is written: that takes
longer than most commands run.
"""

from __future__ import annotations

import io
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
from lssc_desktop.documents.word.making import (
    RELATIONS,
    ZIP_DAY,
    Tree,
    made,
    paragraph,
    run,
    word,
    words_of,
)
from lssc_desktop.languages import ENGLISH
from lssc_desktop.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

STYLES = {
    Form.INTRODUCTION: "Introduction",
    Form.HEADING_1: "Heading1",
    Form.HEADING_2: "Heading2",
    Form.HEADING_3: "Heading3",
    Form.QUOTE: "Quote",
    Form.BULLET: "ListBullet",
    Form.NUMBER: "ListNumber",
}
BULLETS = 1
NUMBERS = 2
"""The two lists of the template, resources/templates/docx/word/numbering.xml."""
NUMBERED_KIND = 1

_LONGEST_PROPERTY = 255
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)


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
    sheet = document.element.body[-1]
    for each in normalized(text).paragraphs:
        sheet.addprevious(_written(document, each, lists))
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
    document.core_properties.language = language
    for element in (document.styles.element, document.settings.element):
        for marked in (*words_of(element, "lang"), *words_of(element, "themeFontLang")):
            marked.set(word("val"), language)


def _written(document: Document, written: Paragraph, lists: ListNumbers) -> Tree:
    """Return one paragraph for a document."""
    number = lists.place(written)
    place = []
    if written.form.is_list:
        list_id = str(BULLETS if number is None else number)
        place = [made("numPr", made("ilvl", val=str(written.level)), made("numId", val=list_id))]
    made_paragraph = paragraph(written.text, STYLES.get(written.form, ""), *place)
    for span in written.spans:
        characters = run(span.text, *_looks(span))
        if span.link:
            link = made("hyperlink", characters)
            target = document.part.relate_to(span.link, f"{RELATIONS}/hyperlink", is_external=True)
            link.set(f"{{{RELATIONS}}}id", target)
            characters = link
        made_paragraph.append(characters)
    return made_paragraph


def _looks(span: Span) -> Iterator[Tree]:
    """Yield how the characters of a span look, in the order that Word wants."""
    if span.link:
        yield made("rStyle", val="Hyperlink")
    if span.bold:
        yield from (made("b"), made("bCs"))
    if span.italic:
        yield from (made("i"), made("iCs"))
    if Effect.STRIKE in span.effects:
        yield made("strike")
    if Effect.HIGHLIGHT in span.effects:
        yield made("highlight", val="yellow")
    if Effect.UNDERLINE in span.effects:
        yield made("u", val="single")
    if Effect.SUPERSCRIPT in span.effects:
        yield made("vertAlign", val="superscript")
    elif Effect.SUBSCRIPT in span.effects:
        yield made("vertAlign", val="subscript")
    if is_right_to_left(span.text):
        yield made("rtl")


def _restart(document: Document, number: int, level: int) -> None:
    """Add a list of its own that begins at 1, of the same kind as all numbered lists."""
    numbering = document.part.numbering_part.element
    added = numbering.add_num(NUMBERED_KIND)
    if added.numId != number:
        message = f"list {added.numId} was added where {number} was due"
        raise AssertionError(message)
    added.add_lvlOverride(level).add_startOverride(1)


def _with_fixed_times(written: io.BytesIO) -> bytes:
    """Pack a document again with the same date on every part and nothing compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
