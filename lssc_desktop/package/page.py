"""The web page of a package: all there is to read in one file, without script or network.

`page` makes it for the package; `write_page` writes that of any package, whoever made it, for a
browser to show without unpacking the package.
"""

import base64
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.review.review import Thread
from lssc_desktop.core.text.extract import Fact, FactKind
from lssc_desktop.core.text.printed import PrintedText, parted_print
from lssc_desktop.core.text.references import Cites
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import Catalog
from lssc_desktop.package.book import Book, Chapter, EvidenceLine, is_blank
from lssc_desktop.package.reader import open_package
from lssc_desktop.package.reading.fault import PAYLOAD
from lssc_desktop.package.reading.package_files import FileUnusable, Package, read
from lssc_desktop.package.record import GridRecord
from lssc_desktop.package.typesetting import language, wording
from lssc_desktop.package.typesetting.blocks import Markup, clickable, joined, tag
from lssc_desktop.package.typesetting.citations import Citations
from lssc_desktop.package.typesetting.web_text import flow, notes_of
from lssc_desktop.paths import resources

_PICTURE_ENDINGS = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp"})
"""Endings of pictures that every browser shows."""


def evidence(rows: Iterable[Markup], caption: str, columns: Sequence[str]) -> Markup:
    """Return a table of files with their places in the package, pictures in their rows."""
    head = (tag("th", name, scope="col") for name in columns)
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption),
            tag("thead", tag("tr", *head)),
            tag("tbody", *rows),
        ),
        class_="table files",
        role="region",
        aria_label=caption,
        tabindex="0",  # it scrolls sideways where there is little room
    )


_OTHER_PICTURE = re.compile(r'<img (?![^>]*src="data:)[^>]*>')


def _row(
    book: Book,
    line: EvidenceLine,
    number: str = "",
    kind_of: str = "",
    *,
    place: str = "",
    back: Sequence[str] = (),
) -> Markup:
    file = [tag("a", line.name, href=file_link(line.packaged))]
    if line.caption:
        file.append(tag("p", line.caption, class_="said", dir="auto"))
    words = wording.words_of(book)
    file += [_told(words, fact) for fact in line.said]
    if line.own_role:
        said = tag("span", line.own_role, class_="said", dir="auto")
        file.append(tag("p", f"{words.gettext(wording.OWN_ROLE)} ", said))
    if line.parts:
        file.append(tag("p", wording.shown_parts(book, line), class_="small"))
    if line.trouble is not None and (said_why := wording.trouble(book, line)):
        file.append(tag("p", said_why, class_="small"))
    if back:
        links = (tag("a", str(count), href=f"#{name}") for count, name in enumerate(back, 1))
        spaced = (piece for link in links for piece in (" ", link))
        file.append(tag("p", words.gettext(wording.IN_TEXT), *spaced, class_="small"))
    if is_picture(line) or line.shown != "":
        file.append(_picture(book, line))
    kind = joined(language.kind(words, line.name), tag("br"), " ", language.size(words, line.bytes))
    columns = wording.DOCUMENT_COLUMNS if kind_of else wording.EVIDENCE_COLUMNS
    names = tuple(map(words.gettext, columns))
    has_fourth = kind_of or wording.has_weights(book)
    fourth = tag("td", kind_of or wording.weight(book, line), data_name=names[3])
    return tag(
        "tr",
        tag("td", number or str(line.number), data_name=names[0]),
        tag("th", *file, scope="row"),
        tag("td", kind, data_name=names[2]),
        *((fourth,) if has_fourth else ()),
        tag("td", line.packaged, class_="place", data_name=names[4]),
        **({"id": place} if place else {}),
    )


def _told(words: Catalog, fact: Fact) -> Markup:
    """Return what is told of a link or a recording; an address that leads to a page is a link."""
    said = language.fact_words(words, fact)
    address = clickable(fact.values[0]) if fact.kind is FactKind.ADDRESS else ""
    text = tag("a", said.text, href=address) if address else joined(said.text)
    return tag("p", *((f"{said.label} ",) if said.label else ()), text, class_="small")


def _picture(book: Book, line: EvidenceLine) -> Markup:
    return tag(
        "img",
        src=line.shown or file_link(line.packaged),
        alt=wording.picture_of(book, line.name),
        loading="lazy",
        decoding="async",
    )


def is_picture(line: EvidenceLine) -> bool:
    """Return whether a file is a picture that every browser shows, by the ending of its name."""
    return line.packaged.rpartition(".")[2].lower() in _PICTURE_ENDINGS


def file_link(path: str) -> str:
    """Return the address of a packaged file, as seen from the page."""
    return quote(path, errors="replace")


# Comments ---------------------------------------------------------------------------------------


def comments(book: Book, number: int | None) -> Markup:
    """Return the comments on one text and its files under an `<h3>`, nothing where there are none.

    They are what reviewers said in earlier rounds. The heading distinguishes this list from the
    others for somebody who hears the page.
    """
    items = tuple(_comment(book, thread) for thread in _comments_about(book, number))
    if not items:
        return joined()
    heading = wording.comments_on(book, number)
    return tag(
        "section",
        tag("h3", heading),
        tag("ol", *items),
        class_="comments",
        aria_label=heading,
    )


def _comment(book: Book, thread: Thread) -> Markup:
    comment, answer = thread.comment, thread.answer
    head = tag(
        "p",
        tag("b", thread.reviewer, dir="auto"),
        f", {wording.comment_origin(book, thread)} ",
        tag("span", wording.comment_state(book, thread), class_="state"),
        class_="small",
    )
    about = (tag("p", wording.about_file(book, comment.about.name), class_="small"),)
    quote = (tag("blockquote", *_lines(comment.quote), dir="auto"),)
    return tag(
        "li",
        head,
        *(about if comment.about.evidence else ()),
        *(quote if comment.quote else ()),
        tag("div", *_lines(comment.text), class_="said", dir="auto"),
        *((_answer(book, answer.text),) if answer is not None and answer.text else ()),
    )


def _answer(book: Book, text: str) -> Markup:
    return tag(
        "div",
        tag("p", _said(book, wording.ANSWER), class_="label"),
        tag("div", *_lines(text), class_="said", dir="auto"),
        class_="aside",
    )


def _lines(text: str) -> tuple[Markup, ...]:
    return tuple(tag("p", line) for line in text.splitlines() if line.strip())


PDF_NAME = "portfolio.pdf"
PAGE = "data/index.html"

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)

_LARGEST_PAGE = 64_000_000
_MOST_PICTURE_BYTES = 32_000_000
"""Bytes of pictures that are brought along, all together."""

_PICTURE_TAG = re.compile(
    rb'<img src="(evidence/[^"<>]{1,1000}\.(jpe?g|png|gif|webp|bmp))"', re.IGNORECASE
)
_FILE_LINK = re.compile(rb'<a href="(?!https?:|mailto:|#)[^"]*"', re.IGNORECASE)

# Whoever made the package: its page shows what it holds, runs nothing and fetches nothing.
_FENCE = (
    b"<!doctype html><meta charset=utf-8><meta http-equiv=Content-Security-Policy content="
    b"\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    b"form-action 'none'\">\n"
)

# What a policy does not stop: a page that sends the reader elsewhere by itself, and names that
# are looked up beforehand. Of an attribute that stands twice, a browser heeds the first.
_META_OR_LINK = re.compile(rb"<(meta|link)(?=[\s/>])", re.IGNORECASE)
_DEFUSED = rb"<\1 http-equiv=x rel=x "

# Nor does a policy stop a browser from connecting beforehand to where a frame would lead. Under
# another name it is no frame.
_FRAMES = re.compile(
    rb"<(?=(?:i?frame|frameset|fencedframe|portal|object|embed|applet)[\s/>])", re.IGNORECASE
)
_NO_FRAME = rb"<no-"


class PageMissing(LsscError):
    """The package has no web page, or one that cannot be read."""

    path: str

    says = Says(
        "{path:file} has no page for a browser to show.",
        "Only packages made by LSSC Desktop have one. Nothing was changed.",
        "Unpack it with your computer’s tools to see its files.",
    )


def page(book: Book) -> str:
    """Return index.html of a package. It lies in `data/`, as `portfolio.pdf` does."""
    whole = tag(
        "body",
        tag("a", _said(book, wording.SKIP), class_="skip", href="#content"),
        _cover(book),
        _contents(book),
        tag("main", *_parts(book), id="content", tabindex="-1"),
        tag("footer", tag("p", _footer(book))),
    )
    lang = language.web_tag(book.language, book.spelling)
    return f"<!DOCTYPE html>\n{tag('html', page_head(wording.title(book)), whole, lang=lang)}\n"


def _said(book: Book, message: str) -> str:
    return wording.words_of(book).gettext(message)


def _to_contents(book: Book) -> Markup:
    link = tag("a", _said(book, wording.TO_CONTENTS), href="#contents")
    return tag("p", link, class_="back")


def page_head(title: str) -> Markup:
    """Return the head of a page of ours: it runs nothing and fetches nothing."""
    style = (resources() / "templates" / "page" / "style.css").read_text(encoding="utf-8")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Markup(f"\n{style}")),
    )


def _footer(book: Book) -> str:
    parts = (
        book.set_title,
        wording.package_kind(book),
        book.candidate,
        long_day(book.day, wording.words_of(book)),
    )
    return ", ".join(parts)


def _cover(book: Book) -> Markup:
    kind = wording.cover_kind(book)
    return tag(
        "header",
        tag("p", book.program, class_="program"),
        tag("h1", book.set_title),
        *((tag("p", kind, class_="kind"),) if kind else ()),
        tag("p", book.candidate, class_="candidate", dir="auto"),
        _facts((*wording.facts(book), *wording.thread_facts(book))),
        *(tag("p", sentence, class_="about") for sentence in _about(book)),
        tag("p", tag("a", _said(book, wording.AS_PDF), href=PDF_NAME)),
    )


def _about(book: Book) -> tuple[str, ...]:
    """Return what the page is, and that it shows pictures where it does."""
    lines = (
        *book.certificates,
        *book.statement.evidence,
        *(line for chapter in book.chapters for line in chapter.evidence),
        *(document.file for document in book.documents),
    )
    pictures = any(is_picture(line) or line.shown != "" for line in lines)
    return (*wording.about(book), *((_said(book, wording.ABOUT_PICTURES),) if pictures else ()))


def _facts(pairs: tuple[tuple[str, str], ...]) -> Markup:
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs))


def _contents(book: Book) -> Markup:
    if book.course is not None:
        return joined()
    note = wording.statement_note(book, len(_comments_about(book, None)))
    entries = []
    if book.has_statement:
        entries.append(_contents_entry(wording.statement_title(book), "#statement", note))
    for chapter in book.chapters:
        comments_here = len(_comments_about(book, chapter.number))
        note = wording.contents_note(book, chapter, comments_here)
        entries.append(
            _contents_entry(_numbered_title(chapter), f"#competency-{chapter.number}", note)
        )
    if book.documents:
        entries.append(_contents_entry(_said(book, wording.DOCUMENTS), "#documents", ""))
    for number, grid in enumerate(book.grids, 1):
        entries.append(_contents_entry(grid.title, f"#self-assessment-{number}", ""))
    return tag(
        "nav",
        tag("h2", _said(book, wording.CONTENTS), id="contents"),
        tag("ul", *entries),
        aria_labelledby="contents",
    )


def _contents_entry(title: str, link: str, note: str) -> Markup:
    return tag(
        "li",
        tag("a", title, href=link),
        *((tag("span", note, class_="small"),) if note else ()),
    )


def _numbered_title(chapter: Chapter) -> Markup:
    return joined(tag("span", str(chapter.number), class_="number"), " ", chapter.title)


def _comments_about(book: Book, number: int | None) -> tuple[Thread, ...]:
    """Return the comments on a response and its files, or on the statement."""
    return tuple(item for item in book.thread if item.comment.about.competency == number)


def _parts(book: Book) -> tuple[Markup, ...]:
    if book.course is not None:
        return (_course(book),)
    shown = [chapter for chapter in book.chapters if not is_blank(book, chapter)]
    blank = [chapter for chapter in book.chapters if is_blank(book, chapter)]
    citations = Citations.of(book)
    return (
        *((_statement(book, citations),) if book.has_statement else ()),
        *(_chapter(book, chapter, citations) for chapter in shown),
        *((_blank(book, blank),) if blank else ()),
        *_documents(book),
        *(_grid(book, number, grid) for number, grid in enumerate(book.grids, 1)),
    )


def _documents(book: Book) -> tuple[Markup, ...]:
    if not book.documents:
        return ()
    rows = (_row(book, document.file, kind_of=document.title) for document in book.documents)
    title = _said(book, wording.DOCUMENTS)
    table = evidence(rows, title, wording.document_columns(book))
    section = tag("section", tag("h2", title), table, _to_contents(book), id="documents")
    return (section,)


def _grid(book: Book, number: int, grid: GridRecord) -> Markup:
    """Return a self-assessment form as a table; on a narrow screen it scrolls sideways."""
    names = (_said(book, wording.SECTION), *grid.columns)
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    rows = (
        tag(
            "tr",
            tag("th", row.section, scope="row", dir="auto"),
            *(tag("td", rating, dir="auto") for rating in row.ratings),
        )
        for row in grid.rows
    )
    table = tag(
        "div",
        tag("table", tag("thead", head), tag("tbody", *rows)),
        class_="table grid",
        tabindex="0",
        role="region",
        aria_label=grid.title,
    )
    heading = tag("h2", grid.title)
    return tag("section", heading, table, _to_contents(book), id=f"self-assessment-{number}")


def _course(book: Book) -> Markup:
    certificates = (
        evidence(
            (_row(book, line) for line in book.certificates),
            _said(book, wording.CERTIFICATE),
            wording.evidence_columns(book),
        )
        if book.certificates
        else tag("p", _said(book, wording.NO_CERTIFICATE), class_="small")
    )
    return tag(
        "section",
        tag("h2", _said(book, wording.COURSE)),
        _facts(wording.course_facts(book)),
        tag("h3", _said(book, wording.CERTIFICATE)),
        certificates,
    )


def _statement(book: Book, citations: Citations) -> Markup:
    statement, words = book.statement, wording.words_of(book)
    return tag(
        "section",
        tag("h2", wording.statement_title(book)),
        flow(statement.text, 3, "statement", words, partial(citations.parts, about=None)),
        notes_of(statement.text, "statement", words),
        *_notes(wording.statement_notes(book)),
        _document_link(book, statement.document),
        *_statement_evidence(book, citations),
        comments(book, None),
        _to_contents(book),
        id="statement",
    )


def _cited_row(book: Book, about: int | None, line: EvidenceLine, citations: Citations) -> Markup:
    """Return the row of a piece of evidence, with links to where the texts refer to it."""
    number, place = wording.evidence_number(book, about, line), citations.place(about, line)
    return _row(book, line, number, place=place, back=citations.back(about, line))


def _statement_evidence(book: Book, citations: Citations) -> tuple[Markup, ...]:
    lines = book.statement.evidence
    if not lines:
        return ()
    rows = (_cited_row(book, None, line, citations) for line in lines)
    return (
        tag("h3", _said(book, wording.EVIDENCE)),
        evidence(rows, wording.evidence_caption(book, None), wording.evidence_columns(book)),
    )


def competency_printout(book: Book, number: int | None) -> str:
    """Return one competency of a book, or with None the statement, to be printed by itself.

    It is a fragment in HTML without the pictures among the evidence.
    """
    citations = Citations.of(book)
    if number is None:
        made = _statement(book, citations)
    else:
        chapters = (item for item in book.chapters if item.number == number)
        made = joined(*(_chapter(book, item, citations) for item in chapters))
    return _OTHER_PICTURE.sub("", made).replace(_to_contents(book), "")


def _chapter(book: Book, chapter: Chapter, citations: Citations) -> Markup:
    words = wording.words_of(book)
    introduction, response = parted_print(chapter.text)
    name = f"competency-{chapter.number}"
    cited = partial(citations.parts, about=chapter.number)
    texts = (
        _introduction(introduction, name, words, cited),
        flow(response, 4, name, words, cited),
    )
    rows = (_cited_row(book, chapter.number, line, citations) for line in chapter.evidence)
    shown = (
        evidence(rows, wording.evidence_caption(book, chapter), wording.evidence_columns(book))
        if chapter.evidence
        else tag("p", words.gettext(wording.NO_EVIDENCE), class_="small")
    )
    answered = book.responses or bool(chapter.document)
    headed = answered and (introduction.is_empty or not response.is_empty)
    evidenced = book.responses or bool(chapter.evidence)
    return tag(
        "article",
        tag("h2", _numbered_title(chapter)),
        _asked(book, chapter),
        *_pds(book, chapter.pds),
        *texts[0],
        *((tag("h3", words.gettext(wording.RESPONSE)),) if headed else ()),
        texts[1],
        notes_of(chapter.text, name, words),
        *(_notes(wording.response_notes(book, chapter)) if answered else ()),
        _document_link(book, chapter.document),
        *((tag("h3", words.gettext(wording.EVIDENCE)), shown) if evidenced else ()),
        comments(book, chapter.number),
        _to_contents(book),
        id=name,
    )


def _blank(book: Book, chapters: Sequence[Chapter]) -> Markup:
    """Return the competencies without anything to read yet, all in one place."""
    parts = (
        joined(
            tag("h3", _numbered_title(chapter), id=f"competency-{chapter.number}"),
            *(tag("p", line) for line in wording.asks(book, chapter).splitlines() if line.strip()),
            comments(book, chapter.number),
        )
        for chapter in chapters
    )
    heading = tag("h2", _said(book, wording.NO_RESPONSES))
    return tag("section", heading, *parts, _to_contents(book))


def _asked(book: Book, chapter: Chapter) -> Markup:
    parts = [
        tag("li", tag("b", part.letter), " ", part.title) if part.letter else tag("li", part.title)
        for part in chapter.parts
    ]
    source = wording.asks_source(book, chapter)
    return tag(
        "div",
        tag("p", wording.asks_label(book), class_="label"),
        *(tag("p", line) for line in wording.asks(book, chapter).splitlines() if line.strip()),
        *((tag("ul", *parts),) if parts else ()),
        *((tag("p", source, class_="small"),) if source else ()),
        class_="aside",
    )


def _introduction(text: PrintedText, name: str, words: Catalog, cited: Cites) -> tuple[Markup, ...]:
    if not text.blocks:
        return ()
    return (tag("h3", words.gettext(wording.INTRODUCTION)), flow(text, 4, name, words, cited))


def _pds(book: Book, text: str) -> tuple[Markup, ...]:
    if not text:
        return ()
    lines = (tag("p", line) for line in text.splitlines() if line.strip())
    return (
        tag("h3", _said(book, wording.PDS)),
        tag("div", *lines, class_="text", dir="auto"),
        tag("p", _said(book, wording.PDS_NOTE), class_="small"),
    )


def _notes(notes: tuple[str, ...]) -> tuple[Markup, ...]:
    return tuple(tag("p", note, class_="aside") for note in notes)


def _document_link(book: Book, path: str) -> Markup:
    if not path:
        return joined()
    name = path.rpartition("/")[2]
    return tag(
        "p",
        f"{_said(book, wording.WORD_FILE)} ",
        tag("a", name, href=file_link(path)),
        class_="small",
    )


# Page for a browser -----------------------------------------------------------------------------


def write_page(package: Path, folder: Path, reporter: Reporter) -> Path:
    """Write the web page of a package into a folder of our own and return the file.

    Files of the package are named without a link, because they stay in it; its pictures are
    brought along within the page. Raises `PageMissing` and what `open_package` raises.
    """
    opened = open_package(package, reporter)
    if PAGE not in opened.names():
        raise PageMissing(str(package))
    try:
        content = read(opened, PAGE, _LARGEST_PAGE)
    except FileUnusable as error:
        raise PageMissing(str(package)) from error
    handle, name = tempfile.mkstemp(suffix=".html", dir=folder)
    with os.fdopen(handle, "wb") as file:
        unframed = _FRAMES.sub(_NO_FRAME, content)
        fenced = _FILE_LINK.sub(rb"<a", _META_OR_LINK.sub(_DEFUSED, unframed))
        file.write(_FENCE + _with_pictures(opened, fenced))
    return Path(name)


def _with_pictures(package: Package, page: bytes) -> bytes:
    """Return the page with its pictures in it, as far as there is room for them."""
    names = package.names()
    room = _MOST_PICTURE_BYTES

    def bring(match: re.Match[bytes]) -> bytes:
        nonlocal room
        name = PAYLOAD + unquote_to_bytes(match[1]).decode(errors="replace")
        if name not in names or package.size(name) > room:
            return match[0]
        try:
            content = read(package, name, room)
        except FileUnusable:
            return match[0]
        room -= len(content)
        kind = match[2].lower().replace(b"jpg", b"jpeg")
        return b'<img src="data:image/' + kind + b";base64," + base64.b64encode(content) + b'"'

    return _PICTURE_TAG.sub(bring, page)
