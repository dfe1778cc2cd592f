"""All responses and statements of sets, as their candidate may have written them: in one file."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from docx import Document
from docx.shared import Inches
from PIL import Image

from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.documents.word import to_docx
from lssc_desktop.store.folder.responses import read_response


def as_one(root: Path, program: Program, portfolio: Portfolio, *set_ids: str) -> bytes:
    """Return one Word file with all texts of sets of a portfolio, each below a heading."""
    sets = [each for each in program.sets if each.id in set_ids]
    paragraphs = [p for each in sets for p in _of_set(root, portfolio, each, len(sets) > 1)]
    return to_docx(RichText(tuple(paragraphs)), title="My portfolio", author="A. Rivera")


def places_of(portfolio: Portfolio, competency_set: CompetencySet) -> tuple[TextPlace, ...]:
    """Return the texts that a set of a portfolio has, its statement last."""
    numbers = [item.number for item in competency_set.competencies]
    every = (TextPlace(competency_set.id, number) for number in (*numbers, None))
    return tuple(place for place in every if portfolio.document(place) is not None)


def _of_set(
    root: Path, portfolio: Portfolio, each: CompetencySet, has_title: bool
) -> Iterator[Paragraph]:
    deeper = Form.HEADING_2 if has_title else Form.HEADING_1
    if has_title:
        yield Paragraph((Span(each.title),), Form.HEADING_1)
    for place in places_of(portfolio, each):
        competency = each.competency(place.number or 0)
        said = "Personal learning statement"
        if competency is not None:
            said = f"Competency {competency.number}: {competency.title}"
        yield Paragraph((Span(said),), deeper)
        yield from _lower(read_response(root, portfolio, place).text.paragraphs)


def _lower(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs of a response as they stand in a longer document."""
    for each in paragraphs:
        if each.kept is None:
            is_plain = each.form is Form.INTRODUCTION or each.form.is_heading
            yield Paragraph(each.spans, Form.BODY) if is_plain else each


def with_table_and_picture(path: Path) -> None:
    """Write a Word file of three competencies, with a table in the second, a picture in each."""
    document = Document()
    document.add_heading("My portfolio", 0)
    for number, said in ((1, "We mean well."), (2, "We say no to nobody."), (3, "I shelve.")):
        document.add_heading(f"Competency {number}", 1)
        document.add_paragraph(said)
        picture = io.BytesIO()
        Image.new("RGB", (8, 8), (number * 60, 0, 0)).save(picture, "PNG")
        document.add_picture(picture, Inches(1))
        if number == 2:
            table = document.add_table(2, 2)
            table.cell(0, 0).text = "Month"
            table.cell(1, 1).text = "1,204"
    document.save(str(path))
