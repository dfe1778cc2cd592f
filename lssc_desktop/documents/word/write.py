"""Writing a text as a Word document with real styles, lists and links."""

import io

from lssc_desktop.core.program.vocabulary import EnglishSpelling
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.richtext import (
    Form,
    Paragraph,
    RichText,
    normalized,
)
from lssc_desktop.documents.word.lists import ListNumbers
from lssc_desktop.documents.word.making import Tree, leading, looks, made, paragraph, run
from lssc_desktop.documents.word.new_file import BULLETS, NUMBERS, WordFile
from lssc_desktop.languages import ENGLISH

STYLES = {
    Form.INTRODUCTION: "Introduction",
    Form.HEADING_1: "Heading1",
    Form.HEADING_2: "Heading2",
    Form.HEADING_3: "Heading3",
    Form.QUOTE: "Quote",
    Form.BULLET: "ListBullet",
    Form.NUMBER: "ListNumber",
}


def to_docx(
    text: RichText,
    *,
    title: str,
    author: str,
    language: str = ENGLISH,
    paper: PaperSize = PaperSize.LETTER,
) -> bytes:
    """Return a Word document that holds a text: one-inch margins, US spelling.

    The same text, title, author, language and paper give the same bytes on every computer, which
    is why nothing in it is compressed. Reading it back gives `normalized(text)`.
    """
    written = io.BytesIO()
    file = WordFile(written, title, author)
    file.mark_language(word_language(language))
    file.take_paper(paper)
    lists = ListNumbers(first_new=NUMBERS + 1)
    file.add(_written(file, each, lists) for each in normalized(text).paragraphs)
    for number, level in lists.restarts:
        file.restart(number, level)
    file.finish()
    return written.getvalue()


def word_language(language: str, spelling: EnglishSpelling = EnglishSpelling.AMERICAN) -> str:
    """Return a language as Word names it to check spelling: "en-US", "es-US"."""
    return str(spelling) if language == ENGLISH else f"{language}-US"


def _written(file: WordFile, written: Paragraph, lists: ListNumbers) -> Tree:
    """Return one paragraph for a document."""
    number = lists.place(written)
    place = []
    if written.form.is_list:
        list_id = str(BULLETS if number is None else number)
        place = [made("numPr", made("ilvl", val=str(written.level)), made("numId", val=list_id))]
    made_paragraph = paragraph(written.text, STYLES.get(written.form, ""), *place)
    for span in written.spans:
        characters = run(span.text, *looks(span))
        if span.link:
            characters = leading("hyperlink", file.link(span.link), characters)
        made_paragraph.append(characters)
    return made_paragraph
