"""The page estimate against the real pages of the assembled PDF.

Ten percent would do, as one says "about" so many pages; these texts are held to three.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import typst

from lssc_desktop.core.text.numbering import Numbering, NumberLevel
from lssc_desktop.core.text.pages import MARGIN, PAGE_HEIGHT, pages
from lssc_desktop.core.text.printed import PrintedText, printed
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, RichText, Span, normalized
from lssc_desktop.documents.word import read_document, read_printed
from lssc_desktop.package.assembly import SHEET, page_data
from lssc_desktop.package.typesetting.language import package_words
from lssc_desktop.package.typesetting.pdf_text import PdfText
from lssc_desktop.paths import resources
from tests.package.scripts import SENTENCES

# The page and the text of the portfolio's template, without cover, headers and chapters. The mark
# at the end tells where the text ends.
BARE = """
#import "text.typ": flow
#let data = json("data.json")
#let sheet = data.sheet
#set page(width: data.paper.width * 1pt, height: data.paper.height * 1pt)
#set page(margin: sheet.margin * 1pt)
#set text(hyphenate: false, lang: "en")
#set par(justify: false, linebreaks: "simple")
#flow(data.text, sheet, 1)
#context [#metadata(here().position()) <end>]
"""

COMMON = (
    "a the of and to in is that for with on as was by at from this patrons library story time "
    "families children reading program staff question answered catalog collection interlibrary "
    "accessibility bilingual communication respectfully “welcome” co-workers, understanding; "
    "librarians. Spanish-speaking (weekly) 2026 reference desk Tuesday morning"
)
WORDS = COMMON.split()
ADDRESS = "Our page is at https://library.example.org/programs/story-time and/or in print. "


@pytest.fixture(scope="module")
def fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[resources() / "fonts", resources() / "script_fonts"],
    )


def real_pages(text: RichText, fonts: typst.Fonts) -> float:
    """How many pages typst fills with a text."""
    return printed_pages(printed(normalized(text)), fonts)


def printed_pages(text: PrintedText, fonts: typst.Fonts) -> float:
    """How many pages typst fills with what readers see."""
    template = resources() / "templates" / "typst"
    flow = PdfText(package_words("en")).flow(text)
    data = json.dumps({"sheet": SHEET, **page_data(), "text": flow})
    files = {
        "main": BARE.encode(),
        "data.json": data.encode(),
        **{name: (template / name).read_bytes() for name in ("text.typ", "look.typ")},
    }
    scripts = {"scripts": "yes"}
    found = typst.query(
        files, "<end>", field="value", one=True, font_paths=fonts, sys_inputs=scripts
    )  # type: ignore[type-var]  # its stub forgets that it takes files by name
    position = json.loads(found)
    end = float(str(position["y"]).removesuffix("pt"))
    return int(position["page"]) - 1 + (end - MARGIN) / (PAGE_HEIGHT - 2 * MARGIN)


def sentence(
    chance: random.Random, length: int, *, bold: bool = False, italic: bool = False
) -> Span:
    return Span(" ".join(chance.choice(WORDS) for _ in range(length)) + ". ", bold, italic)


def written(seed: int, length: int) -> RichText:
    """A response of about so many words, with what people use."""
    chance = random.Random(seed)  # noqa: S311 - the same texts in every run

    def paragraphs() -> Iterator[Paragraph]:
        yield Paragraph((sentence(chance, 50),), Form.INTRODUCTION)
        words = 50
        while words < length:
            form = chance.choice(
                [Form.BODY] * 6
                + [Form.HEADING_1, Form.HEADING_2, Form.HEADING_3, Form.QUOTE]
                + [Form.BULLET] * 3
                + [Form.NUMBER] * 3
            )
            count = 5 if form.is_heading else chance.randint(8, 30 if form.is_list else 120)
            level = chance.randint(0, 2) if form.is_list else 0
            spans = (
                sentence(chance, count // 2),
                sentence(chance, count // 4, bold=True),
                replace(sentence(chance, 3), effects=frozenset({chance.choice(list(Effect))})),
                sentence(chance, count // 4, italic=True),
            )
            yield Paragraph(spans, form, level)
            words += count

    return RichText(tuple(paragraphs()))


OUTLINE = Numbering(
    "1", "1", {0: NumberLevel("upperRoman", "Step %1."), 1: NumberLevel("decimal", "%1.%2")}
)


@pytest.mark.parametrize("length", [150, 400, 900, 1_700, 4_000])
@pytest.mark.parametrize("seed", range(3))
def test_the_estimate_is_that_of_the_pdf(fonts: typst.Fonts, seed: int, length: int) -> None:
    text = written(seed, length)

    assert pages(text) == pytest.approx(real_pages(text, fonts), rel=0.03)


@pytest.mark.parametrize(
    "text",
    [
        RichText((Paragraph((Span(" ".join(WORDS * 60)),)),)),
        RichText(tuple(Paragraph((Span("A line."),)) for _ in range(150))),
        RichText(tuple(Paragraph((Span("Item"),), Form.NUMBER, n % 9) for n in range(150))),
        RichText((Paragraph((Span("A line\n" * 150 + "end"),)),)),
        RichText((Paragraph((Span("Жук и ёлка, Ελλάδα και νησί. " * 150),)),)),
        RichText((Paragraph((Span("שלום, \U00013000 中文 niño. " * 150, bold=True),)),)),
        RichText((Paragraph((Span(ADDRESS * 60),)),)),
        RichText(tuple(Paragraph((Span("Heading"),), Form.HEADING_1) for _ in range(60))),
        RichText(
            tuple(
                Paragraph((Span("Item"),), Form.NUMBER, n % 2, numbering=OUTLINE)
                for n in range(150)
            )
        ),
    ],
    ids=[
        *("one paragraph", "lines", "items", "breaks", "scripts", "unshown", "links", "headings"),
        "labels",
    ],
)
def test_odd_texts_stay_within_ten_percent(fonts: typst.Fonts, text: RichText) -> None:
    assert pages(text) == pytest.approx(real_pages(text, fonts), rel=0.1)


@pytest.mark.parametrize("script", SENTENCES)
def test_other_scripts_stay_within_ten_percent(fonts: typst.Fonts, script: str) -> None:
    times = (3, 7, 11, 16, 22, 29, 37, 46)
    text = RichText(tuple(Paragraph((Span(f"{SENTENCES[script]} " * each),)) for each in times))

    assert pages(text) == pytest.approx(real_pages(text, fonts), rel=0.1)


@pytest.mark.parametrize(("rows", "columns", "words"), [(40, 2, 12), (25, 4, 6), (60, 3, 2)])
def test_a_table_takes_as_many_pages_as_in_the_pdf(
    fonts: typst.Fonts, tmp_path: Path, rows: int, columns: int, words: int
) -> None:
    chance = random.Random(rows)  # noqa: S311 - the same tables in every run
    document = docx.Document()
    table = document.add_table(rows, columns)
    for cell in table._cells:
        cell.text = sentence(chance, words).text
    document.save(str(tmp_path / "table.docx"))

    seen = read_document(tmp_path / "table.docx", "table.docx")
    shown = read_printed(tmp_path / "table.docx", "table.docx")

    assert pages(seen.text) == pytest.approx(printed_pages(shown, fonts), rel=0.1)
