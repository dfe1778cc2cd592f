"""Word document that is joined from others: headings and lists of ours, and texts as they are.

Readers open it in Word, LibreOffice or our own window. Title, author and language stand in its
properties; a contents field lists our headings, and no heading of a text that came from elsewhere.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO

from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.core.text.references import Cites, uncited
from lssc_desktop.documents.office_xml.names import RELATIONS
from lssc_desktop.documents.word.joined.cited import cite, link, mark
from lssc_desktop.documents.word.joined.guest import content_of
from lssc_desktop.documents.word.joined.joined_file import JoinedFile
from lssc_desktop.documents.word.making import (
    Tree,
    cell,
    instruction,
    leading,
    made,
    paragraph,
    picture,
    root_of,
    run,
    table,
    word,
)
from lssc_desktop.values import dataclass

_MARGINS = 2 * 1440  # twentieths of a point

TITLE, SUBTITLE, PART, CHAPTER, SECTION, SMALL, ASIDE, CONTENTS = (
    *("Title", "Subtitle", "Heading1", "Heading2", "Heading3"),
    *("Small", "Aside", "ContentsHeading"),
)
"""The styles of what is ours, by their ids."""

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


@dataclass(frozen=True, slots=True)
class JoinedTitle:
    """The properties of the document, and what stands at the top and the foot of its pages."""

    title: str
    author: str
    language: str
    day: date
    head: tuple[str, str]
    foot: str
    page: str
    """The words around the number of a page: "Page {page} of {pages}"."""
    paper: PaperSize = PaperSize.LETTER


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A row of an evidence list: what leads to it, and where texts lead to it `back`.

    `said` stands before those places.
    """

    name: str
    back: tuple[str, ...] = ()
    said: str = ""


class JoinedDocument:
    """A document in the making; `finish` writes what was not written yet."""

    def __init__(self, file: IO[bytes], about: JoinedTitle) -> None:
        day = datetime.combine(about.day, time(), UTC)
        self._file = JoinedFile(file, about.title, about.author, about.language, day)
        self._file.take_paper(about.paper)
        self._width = about.paper.twips[0] - _MARGINS
        self._body: list[Tree] = []
        self._contents_at: int | None = None
        self._contents_title = ""
        self._entries: list[tuple[int, str, str]] = []
        self._file.sheet.append(made("titlePg"))
        left, right = about.head
        page = re.split(r"(\{pages?\})", about.page)
        self._add_edge("footer", root_of("ftr"), about.foot, "\t", *page)
        self._add_edge("header", root_of("hdr"), left, "\t", right)

    # Ours -------------------------------------------------------------------------------------

    def paragraph(self, text: str, style: str = "", *, bold: str = "", to: str = "") -> None:
        """Add a paragraph, with words in bold before it; all of it may lead `to` a place."""
        added = _paragraph(text, style, bold)
        if to:
            added.append(link(self._file, added.findall(word("r")), to))
        self._body.append(added)

    def heading(self, text: str, style: str) -> None:
        """Add a heading; of parts and chapters one that the contents list too."""
        made_heading = _paragraph(text, style)
        if style in {PART, CHAPTER}:
            number = self._file.number()
            name = f"_Toc{70000000 + number}"
            self._file.bookmarks.add(name.casefold())
            start = made("bookmarkStart", id=str(number), name=name)
            made_heading.find(word("pPr")).addnext(start)
            made_heading.append(made("bookmarkEnd", id=str(number)))
            self._entries.append((1 if style == PART else 2, text, name))
        self._body.append(made_heading)

    def contents(self, title: str) -> None:
        """Put the contents here, of all headings before and after."""
        self._contents_at, self._contents_title = len(self._body), title

    def table(
        self,
        columns: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        places: Sequence[ListedPlace] = (),
    ) -> None:
        """Add a table whose head is repeated on each page; a cell may have several lines.

        Where it is an evidence list, its rows have `places`.
        """
        widths = [round(self._width * share / sum(shares)) for share in shares]
        line = {"val": "single", "sz": "4", "space": "0", "color": "CFC9BB"}
        borders = made("tblBorders", made("bottom", **line), made("insideH", **line))
        room = made("tblCellMar", made("top", w="60", type="dxa"), made("left", w="0", type="dxa"))
        lines = []
        for number, cells in enumerate((columns, *rows)):
            is_head = number == 0
            about = made("trPr", made("cantSplit"), *([made("tblHeader")] if is_head else []))
            written = (
                cell(
                    width,
                    [
                        _paragraph("" if is_head else said, SMALL, said * is_head)
                        for said in text.split("\n")
                    ],
                )
                for width, text in zip(widths, cells, strict=True)
            )
            lines.append(made("tr", about, *written))
        for row, place in zip(lines[1:], places, strict=bool(places)):
            self._link_row(row, place)
        wide = made("tblW", w=str(self._width), type="dxa")
        self._body += [table(widths, lines, wide, borders, room), _paragraph("", SMALL)]

    def _link_row(self, row: Tree, place: ListedPlace) -> None:
        """Let links lead to a row, and the row to where a text refers to it."""
        number, file = list(row.iter(word("tc")))[:2]
        written = number.find(word("p"))
        runs = written.findall(word("r"))
        written.extend(mark(self._file, runs, place.name))
        if place.back:
            line = _paragraph(f"{place.said} ", SMALL)
            for count, name in enumerate(place.back, 1):
                line.append(link(self._file, (run(str(count)),), name))
                if count < len(place.back):
                    line.append(run(", "))
            file.append(line)

    def picture(self, data: bytes, width: float, height: float, name: str) -> None:
        """Add a picture of so many pixels in a line of its own; `name` says what it shows."""
        relation = self._file.picture(data)
        number = self._file.number()
        shown = picture(relation, number, width, height, name)
        self._body.append(made("p", made("pPr", made("keepNext")), shown))

    def document(self, source: Path | bytes, name: str, below: int, cites: Cites = uncited) -> None:
        """Add the text of a Word file; its outermost heading comes `below` so many levels.

        What `cites` finds in it leads to evidence. Raises `DocumentUnreadable`.
        """
        content = content_of(self._file, source, name, below)
        cite(self._file, content, cites)
        if any(next(item.iter(word("sectPr")), None) is not None for item in content):
            self._body.append(made("p", made("pPr", self._file.own_sheet())))
        self._body += content
        if self._body and self._body[-1].tag == word("tbl"):
            self._body.append(_paragraph("", SMALL))  # or it would run into a table of ours

    # The whole --------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write the text, and everything that all of it shares."""
        if self._contents_at is not None:
            self._body[self._contents_at : self._contents_at] = self._contents_blocks()
        self._file.add(self._body)
        self._file.finish()

    def discard(self) -> None:
        """Close a document that is not to be finished."""
        with suppress(OSError, ValueError):
            self._file.close()

    def _add_edge(self, kind: str, root: Tree, *pieces: str) -> None:
        """Add what stands at the top or the foot of all pages but the first."""
        line = _paragraph("", "Header")
        line.extend(_field(_FIELDS[it], "1") if it in _FIELDS else run(it) for it in pieces)
        root.append(line)
        part = self._file.word_part(f"{kind}1", root)
        relation = self._file.main.relate_to(part, f"{RELATIONS}/{kind}")
        self._file.sheet.insert(0, leading(f"{kind}Reference", relation, type="default"))

    def _contents_blocks(self) -> list[Tree]:
        """Return a contents field with its entries; Word adds the pages when it opens the file."""
        blocks = [_paragraph(self._contents_title, CONTENTS)]
        for at, (level, text, name) in enumerate(self._entries):
            line = _paragraph("", f"TOC{level}")
            if at == 0:
                line.append(made("r", made("fldChar", fldCharType="begin", dirty="true")))
                line.append(instruction(' TOC \\o "1-2" \\h \\z '))
                line.append(made("r", made("fldChar", fldCharType="separate")))
            line.append(made("hyperlink", run(text), anchor=name, history="1"))
            if at == len(self._entries) - 1:
                line.append(made("r", made("fldChar", fldCharType="end")))
            blocks.append(line)
        return blocks


def _paragraph(text: str, style: str = "", bold: str = "") -> Tree:
    runs = (run(bold, made("b"), made("bCs")) if bold else None, run(text) if text else None)
    made_paragraph = paragraph(bold + text, style)
    made_paragraph.extend(each for each in runs if each is not None)
    return made_paragraph


def _field(code: str, shown: str) -> Tree:
    return made("fldSimple", run(shown), instr=f" {code} ")
