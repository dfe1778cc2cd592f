"""Word document that is joined from others: headings and lists of ours, and texts as they are.

Readers open it in Word, LibreOffice or our own window. Title, author and language stand in its
properties; a contents field lists our headings, and no heading of a text that came from elsewhere.
"""

import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from lssc_desktop.core.text.richtext import storable
from lssc_desktop.documents.word.joined.guest import content_of
from lssc_desktop.documents.word.joined.parts import JoinedParts
from lssc_desktop.documents.word.joined.style_reader import StyleReader, style_key, styles_of
from lssc_desktop.documents.word.making import (
    RELATIONS,
    WORD,
    Tree,
    instruction,
    made,
    paragraph,
    parsed,
    root_of,
    run,
    word,
)
from lssc_desktop.documents.word.new_content import drawing, picture_kind
from lssc_desktop.paths import resources

_TEXT_WIDTH = 9360  # twentieths of a point
_SHEET = """<w:sectPr xmlns:w="{w}" xmlns:r="{r}">{ends}<w:pgSz w:w="12240" w:h="15840"/>
<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720"
 w:gutter="0"/>{title}</w:sectPr>"""
_LONGEST_PROPERTY = 255

TITLE, SUBTITLE, PART, CHAPTER, SECTION, SMALL, ASIDE, CONTENTS = (
    *("Title", "Subtitle", "Heading1", "Heading2", "Heading3"),
    *("Small", "Aside", "ContentsHeading"),
)
"""The styles of what is ours, by their ids."""

_OURS = frozenset({"Heading1", "Heading2", "Heading3"})


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


class JoinedDocument:
    """A document in the making; `finish` writes what was not written yet."""

    def __init__(self, file: IO[bytes], about: JoinedTitle) -> None:
        self._archive = zipfile.ZipFile(file, "w")
        self._parts = JoinedParts(self._archive)
        self._about = about
        self._body: list[Tree] = []
        self._contents_at: int | None = None
        self._contents_title = self._ends = ""
        self._entries: list[tuple[int, str, str]] = []
        self._styles = self._own_styles()
        for kind, id_ in (("separator", -1), ("continuationSeparator", 0)):
            line = made("p", made("r", made(kind)))
            self._parts.footnotes.append(made("footnote", line, type=kind, id=str(id_)))

    # Ours -------------------------------------------------------------------------------------

    def paragraph(self, text: str, style: str = "", *, bold: str = "") -> None:
        """Add a paragraph, with words in bold before it."""
        self._body.append(_paragraph(text, style, bold))

    def heading(self, text: str, style: str) -> None:
        """Add a heading; of parts and chapters one that the contents list too."""
        made_heading = _paragraph(text, style)
        if style in {PART, CHAPTER}:
            number = self._parts.number()
            name = f"_Toc{70000000 + number}"
            self._parts.bookmarks.add(name.casefold())
            start = made("bookmarkStart", id=str(number), name=name)
            made_heading.find(word("pPr")).addnext(start)
            made_heading.append(made("bookmarkEnd", id=str(number)))
            self._entries.append((1 if style == PART else 2, text, name))
        self._body.append(made_heading)

    def contents(self, title: str) -> None:
        """Put the contents here, of all headings before and after."""
        self._contents_at, self._contents_title = len(self._body), title

    def table(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]
    ) -> None:
        """Add a table whose head is repeated on each page; a cell may have several lines."""
        widths = [round(_TEXT_WIDTH * share / sum(shares)) for share in shares]
        line = {"val": "single", "sz": "4", "space": "0", "color": "CFC9BB"}
        borders = made("tblBorders", made("bottom", **line), made("insideH", **line))
        room = made("tblCellMar", made("top", w="60", type="dxa"), made("left", w="0", type="dxa"))
        table = made(
            "tbl",
            made("tblPr", made("tblW", w=str(_TEXT_WIDTH), type="dxa"), borders, room),
            made("tblGrid", *(made("gridCol", w=str(width)) for width in widths)),
        )
        for number, cells in enumerate((columns, *rows)):
            head = [made("trPr", made("cantSplit"), made("tblHeader"))] if number == 0 else []
            head = head or [made("trPr", made("cantSplit"))]
            for width, cell in zip(widths, cells, strict=True):
                lines = cell.split("\n") or [""]
                head.append(
                    made(
                        "tc",
                        made("tcPr", made("tcW", w=str(width), type="dxa")),
                        *(
                            _paragraph("" if number == 0 else text, SMALL, text * (number == 0))
                            for text in lines
                        ),
                    )
                )
            table.append(made("tr", *head))
        self._body += [table, _paragraph("", SMALL)]

    def picture(self, data: bytes, width: float, height: float, name: str) -> None:
        """Add a picture of so many pixels in a line of its own; `name` says what it shows."""
        relation = self._parts.picture(data, picture_kind(data))
        number = self._parts.number()
        shown = made("r", parsed(drawing(relation, number, width, height, storable(name))))
        self._body.append(made("p", made("pPr", made("keepNext")), shown))

    def document(self, source: Path | bytes, name: str, below: int) -> None:
        """Add the text of a Word file; its outermost heading comes `below` so many levels.

        Raises `DocumentUnreadable`.
        """
        content = content_of(self._parts, source, name, below)
        if any(next(item.iter(word("sectPr")), None) is not None for item in content):
            self._body.append(made("p", made("pPr", self._sheet())))
        self._body += content
        if self._body and self._body[-1].tag == word("tbl"):
            self._body.append(_paragraph("", SMALL))  # or it would run into a table of ours

    # The whole --------------------------------------------------------------------------------

    def finish(self) -> None:
        """Write the text, and everything that all of it shares."""
        parts = self._parts
        if self._contents_at is not None:
            self._body[self._contents_at : self._contents_at] = self._contents_blocks()
        document = root_of("document")
        document.append(made("body", *self._body, self._sheet()))
        self._write_numbering()
        styles = root_of("styles")
        styles.extend([*self._styles, *parts.new_styles])
        nothing = type(parts.main)()
        for name, kind, root, relations in (
            ("styles.xml", "styles", styles, nothing),
            ("footnotes.xml", "footnotes", parts.footnotes, parts.notes),
            ("settings.xml", "settings", self._settings(), nothing),
        ):
            parts.add_word(name, kind, root, relations)
            parts.main.id_of(f"{RELATIONS}/{kind}", name, external=False)
        parts.add_word("document.xml", "document.main", document, parts.main)
        parts.root.id_of(f"{RELATIONS}/officeDocument", "word/document.xml", external=False)
        self._write_properties()
        parts.finish()
        self._archive.close()

    def discard(self) -> None:
        """Close a document that is not to be finished."""
        with suppress(OSError, ValueError):
            self._archive.close()

    def _own_styles(self) -> list[Tree]:
        """Return the styles of our documents and those of what is ours here, each once.

        A text that was written in our window finds its own among them.
        """
        root = parsed((_templates() / "docx" / "word" / "styles.xml").read_bytes())
        known, parts = styles_of(root), self._parts
        sheet = StyleReader(known, root, None)
        language = root.find(f"{word('docDefaults')}//{word('lang')}")
        language.set(word("val"), self._about.language)
        keys: dict[str, str] = {}

        def key_of(id_: str) -> str:
            if id_ not in keys:
                style = sheet.whole(id_, 0)
                base = style.find(word("basedOn"))
                based_on = ""
                if base is not None:
                    based_on = base.get(word("val"), "")
                    key_of(based_on)
                    style.remove(base)
                keys[id_] = style_key(style, based_on)
            return keys[id_]

        ours = parsed((_templates() / "joined" / "styles.xml").read_bytes())
        kept = [style for style in root if style.get(word("styleId")) not in _OURS]
        for id_ in known:
            if id_ not in _OURS:
                parts.styles[key_of(id_)] = id_
        everything = [*kept, *ours]
        for style in everything:
            name = style.find(word("name"))
            if name is not None:
                parts.style_names.add(name.get(word("val"), "").casefold())
        return everything

    def _sheet(self) -> Tree:
        """Return our paper for the pages up to here; the first of all has no head."""
        title = "" if self._ends else "<w:titlePg/>"
        if not self._ends:
            self._ends = "".join(self._head_or_foot(kind) for kind in ("header", "footer"))
        return parsed(_SHEET.format(w=WORD, r=RELATIONS, ends=self._ends, title=title).encode())

    def _head_or_foot(self, kind: str) -> str:
        about, parts = self._about, self._parts
        left, right = about.head if kind == "header" else (about.foot, "")
        line = _paragraph("", "Header")
        line.append(run(left))
        line.append(made("r", made("tab")))
        if kind == "header":
            line.append(run(right))
        else:
            before, _page, rest = about.page.partition("{page}")
            between, _pages, after = rest.partition("{pages}")
            line.append(run(before))
            line.append(_field("PAGE", "1"))
            line.append(run(between))
            line.append(_field("NUMPAGES", "1"))
            line.append(run(after))
        root = root_of("hdr" if kind == "header" else "ftr")
        root.append(line)
        parts.add_word(f"{kind}1.xml", kind, root, type(parts.main)())
        id_ = parts.main.id_of(f"{RELATIONS}/{kind}", f"{kind}1.xml", external=False)
        return f'<w:{kind}Reference w:type="default" r:id="{id_}"/>'

    def _contents_blocks(self) -> list[Tree]:
        """Return a contents field with its entries; Word adds the pages when it opens the file."""
        blocks = [_paragraph(self._contents_title, CONTENTS)]
        for at, (level, text, name) in enumerate(self._entries):
            line = _paragraph("", f"TOC{level}")
            if at == 0:
                line.append(made("r", made("fldChar", fldCharType="begin", dirty="true")))
                line.append(instruction(' TOC \\h \\z \\t "heading 1,1,heading 2,2" '))
                line.append(made("r", made("fldChar", fldCharType="separate")))
            line.append(made("hyperlink", run(text), anchor=name, history="1"))
            if at == len(self._entries) - 1:
                line.append(made("r", made("fldChar", fldCharType="end")))
            blocks.append(line)
        return blocks

    def _write_numbering(self) -> None:
        root, parts = root_of("numbering"), self._parts
        own = parsed((_templates() / "docx" / "word" / "numbering.xml").read_bytes())
        nums = [item for item in own if item.tag == word("num")]
        root.extend(parts.bullets)
        root.extend([*(item for item in own if item.tag == word("abstractNum")), *parts.numbering])
        root.extend([*nums, *parts.nums])
        parts.add_word("numbering.xml", "numbering", root, parts.lists)
        parts.main.id_of(f"{RELATIONS}/numbering", "numbering.xml", external=False)

    def _settings(self) -> Tree:
        root = parsed((_templates() / "docx" / "word" / "settings.xml").read_bytes())
        notes = made("footnotePr", made("footnote", id="-1"), made("footnote", id="0"))
        root.find(word("characterSpacingControl")).addnext(notes)
        root.find(word("themeFontLang")).set(word("val"), self._about.language)
        return root

    def _write_properties(self) -> None:
        about, parts = self._about, self._parts
        day = datetime.combine(about.day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        title = escape(storable(about.title)[:_LONGEST_PROPERTY])
        author = escape(storable(about.author)[:_LONGEST_PROPERTY])
        base = "http://schemas.openxmlformats.org/package/2006"
        dates = "".join(
            f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{day}</dcterms:{kind}>'
            for kind in ("created", "modified")
        )
        data = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<cp:coreProperties xmlns:cp="{base}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
            f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
            f"<dc:language>{about.language}</dc:language>{dates}</cp:coreProperties>"
        ).encode()
        kind = "application/vnd.openxmlformats-package.core-properties+xml"
        parts.add("docProps/core.xml", kind, (data,))
        row = f"{base}/relationships/metadata/core-properties"
        parts.root.id_of(row, "docProps/core.xml", external=False)


def _templates() -> Path:
    return resources() / "templates"


def _paragraph(text: str, style: str = "", bold: str = "") -> Tree:
    runs = (run(bold, made("b"), made("bCs")) if bold else None, run(text) if text else None)
    made_paragraph = paragraph(bold + text, style)
    made_paragraph.extend(each for each in runs if each is not None)
    return made_paragraph


def _field(code: str, shown: str) -> Tree:
    return made("fldSimple", run(shown), instr=f" {code} ")
