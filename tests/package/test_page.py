"""The web page of a package, read as a browser would."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.portfolio import CommentAnswer, Weight
from lssc_desktop.core.review.review import About, Comment, ReviewMode, Thread, ThreadState
from lssc_desktop.core.text.extract import Fact, FactKind
from lssc_desktop.core.text.numbering import Numbering, NumberLevel
from lssc_desktop.core.text.printed import (
    OBJECT,
    Equation,
    MathKind,
    MathNode,
    NoteMark,
    PrintedCell,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
    printed,
)
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, RichText, Span
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, Statement
from lssc_desktop.package.page import page

VOID = {"meta", "br", "link", "img", "input"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Element | str"] = field(default_factory=list)

    def all(self, *names: str) -> list["Element"]:
        """Every element below it of these names, in document order."""
        found: list[Element] = []
        for child in self.inside:
            if isinstance(child, Element):
                if not names or child.name in names:
                    found.append(child)
                found += child.all(*names)
        return found

    @property
    def text(self) -> str:
        return "".join(item if isinstance(item, str) else item.text for item in self.inside)


class Tree(HTMLParser):
    """Builds the elements and insists that every one is closed in its turn."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]
        self.feed(source)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(book: Book) -> Element:
    return Tree(page(book)).root


def said(book: Book) -> str:
    return " ".join(read(book).text.split())


def test_it_is_one_document_with_language_and_title(book: Book) -> None:
    source = page(book)
    (root,) = read(book).all("html")

    assert source.startswith("<!DOCTYPE html>")
    assert root.attributes["lang"] == "en"
    assert root.all("title")[0].text == (
        "Foundations of Library Services, review copy 2 of A. Rivera"
    )
    assert root.all("meta")[0].attributes == {"charset": "utf-8"}


def test_it_runs_nothing_and_loads_nothing(book: Book) -> None:
    elements = read(book).all()
    policy = [
        element.attributes["content"]
        for element in elements
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]

    assert policy
    assert policy[0].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src 'self'")
    forbidden = {"script", "iframe", "object", "embed", "link", "base", "form", "noscript", "img"}
    assert not {element.name for element in elements} & forbidden
    assert not [name for element in elements for name in element.attributes if name[:2] == "on"]
    assert "url(" not in page(book)
    assert "@import" not in page(book)


def test_every_link_leads_into_the_package_or_to_a_web_page_of_the_candidate(book: Book) -> None:
    root = read(book)
    links = [element.attributes["href"] for element in root.all("a")]
    files = {"portfolio.pdf", book.statement.document}
    files |= {chapter.document for chapter in book.chapters if chapter.document}
    files |= {line.packaged for chapter in book.chapters for line in chapter.evidence}
    places = {"#" + item.attributes["id"] for item in root.all() if "id" in item.attributes}

    outside = {link for link in links if link.startswith("https://")}
    inside = {link for link in links if link.startswith("#")}

    assert outside == {"https://library.example.org/story-time?a=1&b=2"}
    assert inside <= places
    assert {unquote(link) for link in links} - outside - inside == files
    assert all("#" not in link[1:] and " " not in link for link in links if link not in outside)


def test_a_link_that_could_harm_is_only_text(make_book: Callable[..., Book]) -> None:
    bad = Span("click", link="javascript:alert(1)")
    book = make_book(
        chapters=(), statement=Statement(printed(RichText((Paragraph((bad,)),))), "a.docx")
    )

    assert "javascript" not in page(book)
    assert "click" in said(book)


def test_it_has_landmarks_and_a_way_past_the_contents(book: Book) -> None:
    root = read(book)

    assert [element.name for element in root.all("header", "nav", "main", "footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    first = root.all("a")[0]
    assert first.attributes["href"] == "#content"
    assert root.all("main")[0].attributes["id"] == "content"


def test_headings_skip_no_level(book: Book) -> None:
    levels = [int(element.name[1]) for element in read(book).all("h1", "h2", "h3", "h4", "h5")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_evidence_is_a_table_with_headers(book: Book) -> None:
    table = read(book).all("table")[0]

    columns = [cell for cell in table.all("th") if cell.attributes["scope"] == "col"]
    rows = [cell for cell in table.all("th") if cell.attributes["scope"] == "row"]

    assert [cell.text for cell in columns] == [
        "No.",
        "File",
        "Kind",
        "Weight",
        "Place in the package",
    ]
    assert len(rows) == 2
    assert table.all("caption")[0].text == "Evidence for competency 1"


def test_parts_without_letters_are_named_by_their_titles(book: Book) -> None:
    lettered = book.chapters[0]
    flyer = replace(lettered.evidence[0], parts=("needs", "preferences"))
    parts = tuple(replace(part, letter="") for part in lettered.parts)
    chapter = replace(lettered, parts=parts, evidence=(flyer,))
    assert "Shows part a." in said(book)
    assert "Shows “needs” and “preferences”." in said(replace(book, chapters=(chapter,)))
    items = [item.text for item in read(replace(book, chapters=(chapter,))).all("li")]
    assert "needs" in items


def test_no_id_is_given_twice(book: Book) -> None:
    ids = [element.attributes["id"] for element in read(book).all() if "id" in element.attributes]

    assert len(ids) == len(set(ids))


def test_it_says_all_that_the_pdf_says(book: Book) -> None:
    text = said(book)

    for words in (
        "Library Support Staff Certification",
        "Review copy 2",
        "September 14, 2024",
        "it isn’t handed in",
        "It isn’t the official wording.",
        "The official wording, pasted in by the candidate.",
        "Describe a program for people who read little English.",
        "A new line <b>of mine</b> & #strong[yours].",
        "also has a chart and comments",
        "Own role: I drew up the sheet.",
        "Shows part a.",
        "Competencies without a response yet",
    ):
        assert words in text


def test_a_set_by_course_has_its_record_and_certificate(course_book: Book) -> None:
    text = said(course_book)

    for words in ("Course record", "Prairie College", "May 2, 2026", "Certificate.pdf"):
        assert words in text
    assert not read(course_book).all("nav")


def test_lists_and_emphasis_are_what_they_look_like(book: Book) -> None:
    article = read(book).all("article")[0]
    (outer,) = [element for element in article.all("ul") if element.all("ol")]

    assert outer.all("ol")[0].text == "in person"
    assert [element.text for element in article.all("strong", "em")] == ["What I did. ", "Slowly"]


def test_what_other_programs_say_of_words_and_paragraphs_is_shown(
    make_book: Callable[..., Book],
) -> None:
    letters = Numbering("1", "1", {0: NumberLevel("lowerLetter", "%1)", 3)})
    raised = Span("st", effects=frozenset({Effect.SUPERSCRIPT, Effect.UNDERLINE}))
    text = RichText(
        (
            Paragraph((Span("May 1"), raised)),
            Paragraph((Span("Heading"),), Form.HEADING_1, numbering=letters),
            Paragraph((Span("Item"),), Form.NUMBER, numbering=letters),
            Paragraph((Span("Somebody said"),), Form.QUOTE),
        )
    )
    book = make_book(chapters=(Chapter(1, "Title", "What", text=printed(text), document="x"),))

    article = read(book).all("article")[0]

    assert [element.text for element in article.all("sup", "blockquote", "li")] == [
        *("st", "d) Item", "Somebody said"),
    ]
    assert [element.text for element in article.all("u")] == ["st"]
    assert "c) Heading" in [element.text for element in article.all("h3", "h4")]
    assert article.all("ol")[0].attributes["class"] == "labeled"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), min_size=1), st.sampled_from(Form))
def test_any_text_is_shown_and_stays_in_its_place(
    make_book: Callable[..., Book], text: str, form: Form
) -> None:
    rich = RichText((Paragraph((Span(text),), form),))
    chapter = Chapter(
        1, "Title", text, pds=text, text=printed(rich), document=f"[{text}]", beyond=(text,)
    )
    book = make_book(candidate=text, set_title=f"[{text}]", chapters=(chapter,))

    page(book).encode()
    root = read(book)

    shown = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "\ufffd", text)
    assert root.all("h1")[0].text == f"[{shown}]"
    assert [element.name for element in root.inside if isinstance(element, Element)] == ["html"]
    assert len(root.all("article")) == 1


def test_markup_is_shown_and_not_obeyed(make_book: Callable[..., Book]) -> None:
    evil = "</p><script>alert(1)</script>\" onclick='x' &lt;"
    book = make_book(candidate=evil, chapters=(Chapter(1, evil, evil, pds=evil, document=evil),))

    assert not read(book).all("script")
    assert read(book).all("article")[0].all("h2")[0].text.endswith(evil)


def thread(about: About, text: str = "How many came?", **changes: Any) -> Thread:
    comment = Comment("r-1", about, text, quote=changes.pop("quote", ""))
    values: dict[str, Any] = {"copy": 1, "answer": None, "state": ThreadState.OPEN} | changes
    return Thread(comment, "Dana Ortiz", ReviewMode.REVIEW, date(2026, 11, 23), "a" * 64, **values)


def part(book: Book, name: str) -> str:
    (found,) = (one for one in read(book).all() if one.attributes.get("id") == name)
    return " ".join(found.text.split())


def test_comments_stand_at_what_they_are_about(book: Book) -> None:
    answer = CommentAnswer("r-1", date(2026, 11, 24), "Forty-one.")
    found = (
        thread(About(1), quote="who came", answer=answer, state=ThreadState.ANSWERED),
        thread(About(), "Say why."),
        thread(About(2, "evidence/1.pdf", "Flyer.pdf", "0" * 64), "Whose is it?"),
    )
    reviewed = replace(book, thread=found)

    assert "Dana Ortiz, November 23, 2026, on review copy 1 Answeredwho cameHow many came?" in (
        part(reviewed, "competency-1")
    )
    assert "The candidate’s answerForty-one." in part(reviewed, "competency-1")
    assert "Not answered yetSay why." in part(reviewed, "statement")
    assert "About the file “Flyer.pdf”Whose is it?" in part(reviewed, "competency-2")
    assert "Comments from earlier rounds3, 2 not answered yet" in said(reviewed)


def test_without_comments_nothing_is_said_of_them(book: Book) -> None:
    assert "earlier rounds" not in said(book)
    assert not [one for one in read(book).all() if one.attributes.get("class") == "comments"]


def test_the_contents_tell_files_comments_and_what_is_missing(book: Book) -> None:
    (nav,) = read(replace(book, thread=(thread(About(1)),))).all("nav")
    entries = [" ".join(item.text.split()) for item in nav.all("li")]

    assert entries == [
        "Personal learning statement",
        "1 Diversity of users2 files, 1 comment",
        "2 Customer service1 file",
        "3 Policies and exceptionsno response yet",
    ]


def test_pictures_are_shown_where_they_are_listed(book: Book) -> None:
    line = EvidenceLine(1, "Room #1.JPG", "evidence/01 Room #1.JPG", 9, Weight.PRIMARY)
    captioned = replace(line, packaged="evidence/02 a.png", caption="The room")
    scan = replace(line, packaged="evidence/03 a.tiff")
    chapter = replace(book.chapters[0], evidence=(line, captioned, scan))
    pictures = read(replace(book, chapters=(chapter,))).all("img")

    assert [(one.attributes["src"], one.attributes["alt"]) for one in pictures] == [
        ("evidence/01%20Room%20%231.JPG", "Picture Room #1.JPG"),
        ("evidence/02%20a.png", "Picture Room #1.JPG"),
    ]
    assert "Pictures are shown on this page where they’re listed" in said(
        replace(book, chapters=(chapter,))
    )
    assert "Pictures among it" not in said(book)


# Tables, pictures, notes and equations ----------------------------------------------------------


def words(text: str) -> PrintedParagraph:
    return PrintedParagraph(Paragraph((Span(text),)))


def with_object(found: PrintedObject) -> PrintedParagraph:
    return PrintedParagraph(Paragraph((Span(f"Words{OBJECT}"),)), objects=(found,))


@pytest.fixture
def article(make_book: Callable[..., Book]) -> Callable[[PrintedText], Element]:
    """The one competency of a page whose response is a text."""

    def show(text: PrintedText) -> Element:
        chapter = Chapter(7, "Title", text=text, document="responses/7.docx")
        return read(make_book(chapters=(chapter,))).all("article")[0]

    return show


def test_a_table_has_its_header_its_spans_and_its_words(
    article: Callable[[PrintedText], Element],
) -> None:
    head = (PrintedCell((words("Branch"),)), PrintedCell((words("Visits"),), columns=2))
    body = (PrintedCell((words("Main"),), rows=2), *(PrintedCell((words(n),)) for n in "12"))
    last = (PrintedCell((words("3"),)), PrintedCell())
    table = PrintedTable((1, 1, 1), (head, body, last), heads=1)

    shown = article(PrintedText((table,))).all("table")[0]

    assert [each.text for each in shown.all("thead")[0].all("th")] == ["Branch", "Visits"]
    assert [each.attributes["scope"] for each in shown.all("th")] == ["col", "colgroup"]
    assert shown.all("th")[1].attributes["colspan"] == "2"
    assert shown.all("td")[0].attributes["rowspan"] == "2"
    assert [each.text for each in shown.all("td")] == ["Main", "1", "2", "3", ""]


def test_a_picture_comes_with_the_page_and_says_what_it_shows(
    article: Callable[[PrintedText], Element],
) -> None:
    data = b"\x89PNG\r\n\x1a\n and more"

    (image,) = article(
        PrintedText((with_object(PrintedPicture(data, 72, 36, 'The "shelf"')),))
    ).all("img")

    kind, _, encoded = image.attributes["src"].partition(";base64,")
    assert (kind, base64.b64decode(encoded)) == ("data:image/png", data)
    assert (image.attributes["alt"], image.attributes["width"]) == ('The "shelf"', "96")


def test_a_large_picture_stands_below_the_words_as_in_the_pdf(
    article: Callable[[PrintedText], Element],
) -> None:
    data = b"\x89PNG\r\n\x1a\n and more"
    sizes = ((12, 12), (300, 20), (72, 36))

    shown = article(PrintedText(tuple(with_object(PrintedPicture(data, *size)) for size in sizes)))

    looks = [image.attributes["class"] for image in shown.all("img")]
    assert looks == ["own", "own alone", "own alone"]


def test_a_picture_that_cannot_be_shown_is_said(
    article: Callable[[PrintedText], Element],
) -> None:
    shown = article(PrintedText((with_object(PrintedPicture(b"", 72, 36, "A map")),)))

    assert not shown.all("img")
    assert "A picture that can’t be shown here: A map" in shown.text
    assert "open responses/7.docx" in shown.text


def test_a_response_that_is_all_introduction_has_no_empty_chapter(
    article: Callable[[PrintedText], Element],
) -> None:
    introduction = PrintedParagraph(Paragraph((Span("All of it."),), Form.INTRODUCTION))

    titles = [title.text for title in article(PrintedText((introduction,))).all("h3")]

    assert "Introduction" in titles
    assert "Response" not in titles


def test_a_paragraph_in_another_language_says_so(
    article: Callable[[PrintedText], Element],
) -> None:
    french, english = (
        PrintedParagraph(Paragraph((Span(words),)), language=language)
        for words, language in (("Nous avons compté.", "fr-CA"), ("We counted.", "en-US"))
    )

    shown = article(PrintedText((french, english)))

    (theirs,) = [each for each in shown.all("p") if each.text == "Nous avons compté."]
    (ours,) = [each for each in shown.all("p") if each.text == "We counted."]
    assert theirs.attributes["lang"] == "fr-CA"
    assert "lang" not in ours.attributes


def test_a_citation_leads_to_its_evidence_and_the_evidence_back(
    make_book: Callable[..., Book],
) -> None:
    text = PrintedText((words("Our flyer (evidence 1) and E2.1, but not evidence 9."),))
    first, second, *others = make_book().chapters
    book = make_book(chapters=(replace(first, text=text), second, *others))

    shown = read(book)

    named = {each.attributes.get("id", ""): each for each in shown.all("tr", "a")}
    links = [each for each in shown.all("a") if each.text in ("evidence 1", "E2.1")]
    rows = [named[link.attributes["href"].removeprefix("#")] for link in links]
    assert ["Story time flyer.pdf" in row.text for row in rows] == [True, True]
    backs = [[each.attributes["href"] for each in row.all("a")] for row in rows]
    assert all(f"#{link.attributes['id']}" in back for link, back in zip(links, backs, strict=True))


def test_notes_and_their_marks_lead_to_each_other(
    article: Callable[[PrintedText], Element],
) -> None:
    text = PrintedText((with_object(NoteMark(0)),), ((words("Counted at the door."),),))

    shown = article(text)

    (mark,) = [link for link in shown.all("a") if link.attributes.get("role") == "doc-noteref"]
    (note,) = [item for item in shown.all("li") if "Counted" in item.text]
    (back,) = [link for link in shown.all("a") if link.attributes.get("role") == "doc-backlink"]
    assert mark.attributes["href"] == f"#{note.attributes['id']}"
    assert back.attributes["href"] == f"#{mark.attributes['id']}"


def test_a_note_with_a_mark_of_the_authors_own_has_no_number(
    article: Callable[[PrintedText], Element],
) -> None:
    marks = (NoteMark(0, "*", says_mark=True), NoteMark(1, "1"))
    paragraph = PrintedParagraph(Paragraph((Span(f"{OBJECT}* {OBJECT}"),)), objects=marks)
    notes = ((words("* By hand."),), (words("Counted."),))

    shown = article(PrintedText((paragraph,), notes))

    links = [link for link in shown.all("a") if link.attributes.get("role") == "doc-noteref"]
    own, counted = shown.all("section")[0].all("li")
    assert [link.text for link in links] == ["*", "1"]
    assert own.attributes["class"] == "own"
    assert counted.attributes["value"] == "1"


def test_an_equation_is_mathml_and_can_be_read_out(
    article: Callable[[PrintedText], Element],
) -> None:
    half = MathNode(
        MathKind.FRACTION,
        (MathNode(MathKind.TEXT, text="1"), MathNode(MathKind.TEXT, text="n")),
    )

    (shown,) = article(PrintedText((with_object(Equation(half)),))).all("math")

    assert shown.attributes["aria-label"] == "1/n"
    assert [each.text for each in shown.all("mn", "mi")] == ["1", "n"]
    assert len(shown.all("mfrac")) == 1


def test_a_link_among_the_evidence_leads_there_and_a_recording_says_its_length(
    make_book: Callable[..., Book],
) -> None:
    told = (
        ("plan.url", Fact(FactKind.ADDRESS, ("https://example.org/plan?a=1&b=2",))),
        ("local.url", Fact(FactKind.ADDRESS, ("file:///C:/secret",))),
        ("talk.mp3", Fact(FactKind.LENGTH, ("192",))),
    )
    lines = tuple(
        EvidenceLine(number, name, f"evidence/{name}", 100, Weight.PRIMARY, said=(fact,))
        for number, (name, fact) in enumerate(told, 1)
    )
    shown = page(make_book(chapters=(Chapter(1, "Services", evidence=lines),)))
    address = "https://example.org/plan?a=1&amp;b=2"
    assert f'Link to: <a href="{address}">{address}</a>' in shown
    assert "Link to: file:///C:/secret</p>" in shown
    assert "Length: 3 min 12 s" in shown
