import io
import re
import zipfile
from pathlib import Path

import docx
import docx.oxml.ns
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span, normalized, storable
from lssc_desktop.documents.word import read_document, to_docx

plain_text = st.text(st.characters(codec="utf-8"), max_size=30)
awkward_text = st.text(
    st.sampled_from(
        "ab \u00a0\t\n\r\x0b\x00\u2028\u00ad\u2011\u200f\ufeff<&]\"'שلé\U0001f600\u0301"
    ),
    max_size=12,
)
links = st.sampled_from(
    ["", "https://example.org/?a=1&b=<2>#top", "mailto:a@example.org", "javascript:alert(1)"]
) | st.text(max_size=20).map(lambda text: "https://example.org/" + text)
spans = st.builds(Span, plain_text | awkward_text, st.booleans(), st.booleans(), links)
paragraphs = st.builds(
    Paragraph,
    st.lists(spans, max_size=3).map(tuple),
    st.sampled_from([*Form, Form.NUMBER, Form.BULLET]),
    st.integers(0, 3) | st.integers(-1, 10),
)
texts = st.lists(paragraphs, max_size=10).map(tuple).map(RichText)


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


def write(*paragraphs: Paragraph) -> bytes:
    return to_docx(RichText(paragraphs), title="Diversity of users", author="A. Rivera")


def part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@given(text=texts)
def test_reading_back_what_was_written_gives_the_same_value(folder: Path, text: RichText) -> None:
    path = folder / "Response.docx"
    path.write_bytes(to_docx(text, title="", author=""))

    seen = read_document(path, "Response.docx")

    assert seen.fault == ""
    assert seen.text == normalized(text)
    assert seen.beyond == ()


@given(paragraphs, st.text(max_size=300), st.text(max_size=300))
def test_the_same_text_gives_the_same_bytes(item: Paragraph, title: str, author: str) -> None:
    first, second = (to_docx(RichText((item,)), title=title, author=author) for _ in range(2))

    assert first == second


def test_no_part_carries_the_time_of_writing() -> None:
    document = write(say("Story time"))

    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    dates = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", part(document, "docProps/core.xml"))
    assert set(dates) == {"1980-01-01T00:00:00Z"}


def test_it_says_its_title_author_and_language() -> None:
    properties = docx.Document(io.BytesIO(write(say("x")))).core_properties

    assert properties.title == "Diversity of users"
    assert properties.author == properties.last_modified_by == "A. Rivera"
    assert properties.language == "en-US"
    assert properties.revision == 1


def test_a_title_that_word_could_not_hold_is_shortened_and_cleaned() -> None:
    document = to_docx(RichText(), title="a\x00" * 300, author="\x1b")

    assert docx.Document(io.BytesIO(document)).core_properties.title == storable("a" * 255)


def test_the_page_is_letter_with_margins_of_an_inch() -> None:
    section = docx.Document(io.BytesIO(write(say("x")))).sections[0]

    assert (section.page_width, section.page_height) == (
        docx.shared.Inches(8.5),
        docx.shared.Inches(11),
    )
    margins = {section.top_margin, section.right_margin, section.bottom_margin, section.left_margin}
    assert margins == {docx.shared.Inches(1)}


def test_each_form_is_a_real_style_of_word() -> None:
    document = docx.Document(io.BytesIO(write(*(say("x", form) for form in Form))))

    assert [item.style and item.style.name for item in document.paragraphs] == [
        "Introduction",
        "Normal",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Quote",
        "List Bullet",
        "List Number",
    ]
    assert (
        document.styles["Heading 1"].element.pPr.find(docx.oxml.ns.qn("w:outlineLvl")) is not None
    )


def test_text_is_set_in_charis_sil_with_georgia_where_that_is_missing() -> None:
    document = write(say("x"))

    assert 'w:ascii="Charis SIL"' in part(document, "word/styles.xml")
    assert '<w:altName w:val="Georgia"/>' in part(document, "word/fontTable.xml")


def test_other_scripts_are_left_to_fonts_that_have_them() -> None:
    styles = part(write(say("سلام שלום 本")), "word/styles.xml")

    assert 'w:cs="Times New Roman"' in styles
    assert 'w:eastAsia="Charis SIL"' not in styles


def test_a_link_is_a_relationship_in_the_style_of_links() -> None:
    link = Paragraph((Span("ALA-APA", link="https://ala-apa.org/lssc/?a=1&b=2"),))
    paragraph = docx.Document(io.BytesIO(write(link))).paragraphs[0]

    assert paragraph.hyperlinks[0].url == "https://ala-apa.org/lssc/?a=1&b=2"
    assert paragraph.hyperlinks[0].runs[0].style.name == "Hyperlink"


def test_breaks_tabs_and_special_hyphens_are_elements_of_word() -> None:
    body = part(write(say("a\nb\tc\u00add\u2011e")), "word/document.xml")

    for element in ("<w:br/>", "<w:tab/>", "<w:softHyphen/>", "<w:noBreakHyphen/>"):
        assert element in body


def lists(document: bytes) -> list[tuple[str, str]]:
    """The list and the level of every item."""
    body = part(document, "word/document.xml")
    found = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', body)
    return [(number, level) for level, number in found]


def test_every_numbered_list_restarts_at_one() -> None:
    one, two = say("one", Form.NUMBER), say("two", Form.NUMBER)
    document = write(one, two, say("between"), one, two)

    assert lists(document) == [("3", "0"), ("3", "0"), ("4", "0"), ("4", "0")]
    assert part(document, "word/numbering.xml").count('<w:startOverride w:val="1"/>') == 2


def test_a_list_below_a_numbered_item_belongs_to_the_same_list_of_word() -> None:
    document = write(say("a", Form.NUMBER), say("b", Form.NUMBER, 1), say("c", Form.NUMBER))

    assert lists(document) == [("3", "0"), ("3", "1"), ("3", "0")]


def test_hebrew_and_arabic_run_from_right_to_left() -> None:
    body = part(write(say("שלום"), say("Hello")), "word/document.xml")

    assert body.count("<w:bidi/>") == 1
    assert body.count("<w:rtl/>") == 1


def test_elements_stand_in_the_order_that_the_format_asks_for() -> None:
    text = Paragraph((Span("שלום", bold=True, italic=True, link="https://a.org"),), Form.BULLET, 2)
    body = part(write(text), "word/document.xml")

    order = ["w:pStyle", "w:numPr", "w:bidi", "w:rStyle", "w:b/", "w:bCs", "w:i/", "w:iCs", "w:rtl"]
    places = [body.index("<" + name) for name in order]
    assert places == sorted(places)
