"""Compares the words of Word files with those that PDF and web page of a package show.

    python -m tests.published FOLDER [--pdf]

The words of a file are found by a walker of its own, which knows nothing of the program's readers:
those of body, tables, text boxes and notes, in order, as if tracked changes were accepted, without
hidden text. Labels of lists, results of fields, equations and the characters of symbol fonts are
left aside. Each file is packaged as the one response of a set; what of its words is missing or
stands elsewhere is listed. With `--pdf` its PDF is read as well, in the order in which a screen
reader has it, and checked by qpdf (where it is there) and for PDF/UA; a file of which the PDF shows
the beginning only is named. The last line counts. Nothing in the folder is changed.
"""

import html.parser
import io
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pdfua
import pikepdf

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.documents.word import DocumentUnreadable, read_printed
from lssc_desktop.package.assembly import assemble
from lssc_desktop.package.book import Book, Chapter
from lssc_desktop.package.page import page
from lssc_desktop.package.typesetting.compiler import AssemblyFailed
from lssc_desktop.package.typesetting.pdf_text import PdfText

# The walker -------------------------------------------------------------------------------------

_CHARACTERS = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
_ASIDE = {
    *("del", "moveFrom", "delText", "instrText", "delInstrText", "oMath", "oMathPara", "altChunk"),
    *("rPr", "pPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt"),
    *("txPr", "numPr", "fldData", "tblPrEx", "smartTagPr", "customXmlPr", "docPr", "annotation"),
}
_UNDERSTOOD = re.compile(
    r"http://schemas\.(microsoft|openxmlformats)\.(com|org)/office/(word|drawing)/20\d\d/"
)
_NO_VALUE = {"0", "false", "off"}


@dataclass
class Walker:
    """Walks the parts of one file; `words_of_body` and `words_of_notes` are what it found."""

    archive: zipfile.ZipFile
    hidden_styles: dict[str, bool] = field(default_factory=dict)
    default_style: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _style: str = ""
    _namespaces: dict[str, str] = field(default_factory=dict)

    def walk(self) -> tuple[list[str], list[str]]:
        """Return the words of the body, and those of its notes, each in order."""
        main = next(self._targets("", "officeDocument"), "word/document.xml")
        root = self._part(main)
        styles = next(self._targets(main, "styles"), None)
        if styles is not None and styles in self.archive.namelist():
            self._read_styles(self._part(styles))
        body = next((item for item in root if _name(item) == "body"), root)
        self._blocks(body)
        found = self._taken()
        for kind in ("footnote", "endnote"):
            part = next(self._targets(main, f"{kind}s"), None)
            by_id = {}
            if part is not None and part in self.archive.namelist():
                by_id = {_attribute(note, "id"): note for note in self._part(part)}
            for place, (of, number) in enumerate(self.notes):
                if of == kind:
                    self.notes[place] = (of, "")
                    if number in by_id:
                        self._blocks(by_id[number])
                        self.notes[place] = (of, " ".join(self._taken()))
        return found, [word for _, text in self.notes for word in text.split()]

    def _taken(self) -> list[str]:
        text, self._text = "".join(self._text), []
        return _words(text)

    def _part(self, name: str) -> Element:
        source = io.BytesIO(self.archive.read(name))
        events = ET.iterparse(source, ("start-ns", "start"))  # noqa: S314  files we chose
        root: Element | None = None
        for event, found in events:
            if event == "start-ns":
                self._namespaces[found[0]] = found[1]
            elif root is None:
                root = found
        return Element("none") if root is None else root

    def _targets(self, part: str, kind: str) -> Iterator[str]:
        folder, _, name = part.rpartition("/")
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.archive.namelist():
            return
        for relation in self._part(relations):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = relation.get("Target", "")
                yield posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _read_styles(self, root: Element) -> None:
        styles = {_attribute(item, "styleId"): item for item in root if _name(item) == "style"}

        def is_hidden(key: str, seen: tuple[str, ...] = ()) -> bool:
            style = styles.get(key)
            if style is None or key in seen:
                return False
            said = _vanishes(_child(style, "rPr"))
            based = _attribute(_child(style, "basedOn"), "val")
            return is_hidden(based, (*seen, key)) if said is None else said

        self.hidden_styles = {key: is_hidden(key) for key in styles}
        for key, style in styles.items():
            is_default = _attribute(style, "default") not in {"", *_NO_VALUE}
            if is_default and _attribute(style, "type") == "paragraph":
                self.default_style = key

    def _blocks(self, container: Element) -> None:
        for item in container:
            name = _name(item)
            if name == "p":
                self._paragraph(item)
            elif name == "tr" and _child(_child(item, "trPr"), "del") is not None:
                continue
            elif name == "AlternateContent":
                self._blocks(self._choice(item))
            elif name not in _ASIDE:
                self._blocks(item)

    def _paragraph(self, paragraph: Element) -> None:
        properties = _child(paragraph, "pPr")
        self._style = _attribute(_child(properties, "pStyle"), "val") or self.default_style
        self._inline(paragraph)
        mark = _child(properties, "rPr")
        if _child(mark, "del") is None and _child(mark, "moveFrom") is None:
            self._text.append("\n")
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._text.append("\n")
            self._blocks(box)
            self._text.append("\n")

    def _inline(self, container: Element) -> None:
        for item in container:
            name = _name(item)
            if name == "r":
                self._run(item)
            elif name == "AlternateContent":
                self._inline(self._choice(item))
            elif name == "p":  # a paragraph within one, as a frame of a content control may be
                self._paragraph(item)
            elif name in ("fldSimple", "oMath", "oMathPara"):
                self._text.append(" ")
            elif name not in _ASIDE:
                self._inline(item)

    def _run(self, run: Element) -> None:
        properties = _child(run, "rPr")
        hidden = _vanishes(properties)
        if hidden is None:
            character = _attribute(_child(properties, "rStyle"), "val")
            hidden = self.hidden_styles.get(character, False) ^ self.hidden_styles.get(
                self._style, False
            )
        self._pieces(run, hidden=hidden)

    def _pieces(self, run: Element, *, hidden: bool) -> None:
        for item in run:
            name = _name(item)
            if name == "fldChar":
                kind = _attribute(item, "fldCharType")
                if kind == "begin":
                    self._fields.append(False)
                elif kind == "end" and self._fields:
                    self._fields.pop()
                self._text.append(" ")
            elif name == "AlternateContent":
                self._pieces(self._choice(item), hidden=hidden)
            elif not hidden and not self._fields:
                self._piece(item, name)

    def _piece(self, item: Element, name: str) -> None:
        if name == "t":
            self._text.append(item.text or "")
        elif name in _CHARACTERS:
            self._text.append(_CHARACTERS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), _attribute(item, "id")))
        elif name in ("drawing", "pict", "object"):
            self._boxes += list(self._boxes_in(item))
        elif name == "ruby":
            self._inline(_child(item, "rubyBase") or Element("none"))

    def _boxes_in(self, drawing: Element) -> Iterator[Element]:
        for item in drawing:
            name = _name(item)
            if name == "txbxContent":
                yield item
            elif name == "AlternateContent":
                yield from self._boxes_in(self._choice(item))
            else:
                yield from self._boxes_in(item)

    def _choice(self, alternatives: Element) -> Element:
        for item in alternatives:
            if _name(item) == "Choice":
                needs = (
                    self._namespaces.get(each, "") for each in item.get("Requires", "").split()
                )
                if all(_UNDERSTOOD.match(each) for each in needs):
                    return item
            elif _name(item) == "Fallback":
                return item
        return Element("none")


def _name(item: Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _child(item: Element | None, name: str) -> Element | None:
    return None if item is None else next((each for each in item if _name(each) == name), None)


def _attribute(item: Element | None, name: str) -> str:
    if item is None:
        return ""
    return next((said for key, said in item.items() if key.rpartition("}")[2] == name), "")


def _vanishes(properties: Element | None) -> bool | None:
    mark = _child(properties, "vanish")
    return None if mark is None else _attribute(mark, "val") not in _NO_VALUE


def _words(text: str) -> list[str]:
    """Return words as they are compared: whole characters, and no mark of where a line may end."""
    plain = re.sub(
        "[\ue000-\uf8ff\ufffd\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]", "", text
    )
    return unicodedata.normalize("NFKC", plain).split()


def words_of_file(path: Path) -> tuple[list[str], list[str]]:
    """Return the words of the body of a Word file, and those of its notes."""
    with zipfile.ZipFile(path) as archive:
        return Walker(archive).walk()


# What a package shows ---------------------------------------------------------------------------

_INLINE = {"span", "a", "b", "em", "strong", "u", "s", "mark", "sub", "sup", "i", "del", "ins"}
_VOID = {"br", "img", "meta", "link"}
_PARTS_OF_LINES = {"/Span", "/Link", "/Em", "/Strong", "/Quote", "/Sub", "/Code"}
_MARKS = {"/Lbl", "/Reference"}


class _PageText(html.parser.HTMLParser):
    """Gathers what stands in the response of a page, and in its notes."""

    def __init__(self) -> None:
        super().__init__()
        self.body: list[str] = []
        self.notes: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in _INLINE:
            self._say(" ")
        if tag not in _VOID:
            self._open.append((tag, f"{said.get('class') or ''} {said.get('role') or ''}"))

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()
        if tag not in _INLINE:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, data: str) -> None:
        kinds = [kind.split() for _, kind in self._open]
        if any({"label", "doc-noteref", "doc-backlink"} & set(kind) for kind in kinds):
            return
        if any(tag == "math" for tag, _ in self._open):
            return
        if any("notes" in kind for kind in kinds):
            self.notes.append(data)
        elif any("text" in kind for kind in kinds):
            self.body.append(data)


def words_of_page(book: Book) -> tuple[list[str], list[str]]:
    """Return the words of the response on a package's web page, and those of its notes."""
    reader = _PageText()
    reader.feed(page(book))
    return _words("".join(reader.body)), _words("".join(reader.notes))


def words_of_pdf(content: bytes) -> list[str]:
    """Return the words of a tagged PDF in its reading order, as a screen reader has them."""
    texts = _marked_texts(content)
    said: list[str] = []
    notes: list[str] = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {sheet.obj.objgen: place for place, sheet in enumerate(pdf.pages)}

        def walk(node: pikepdf.Object, page_of: int, said: list[str]) -> None:
            kind = str(node.get("/S")) if isinstance(node, pikepdf.Dictionary) else ""
            if kind in _MARKS:
                return
            said = notes if kind == "/Note" else said
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    walk(kid, page_of, said)
            elif isinstance(node, pikepdf.Dictionary):
                if "/Pg" in node:
                    page_of = pages[node.Pg.objgen]
                if "/MCID" in node:
                    said.append(texts.get((page_of, int(node.MCID)), ""))
                elif "/K" in node:
                    edge = "" if kind in _PARTS_OF_LINES else "\n"
                    said.append(edge)
                    walk(node.K, page_of, said)
                    said.append(edge)
            else:
                said.append(texts.get((page_of, int(node)), ""))

        walk(pdf.Root.StructTreeRoot.K, 0, said)
    return _words("".join((*said, *notes)))


def _marked_texts(content: bytes) -> dict[tuple[int, int], str]:
    """Return the characters of each marked content: by its page, and its number there.

    They are what the PDF says that they are (ISO 32000-1, 14.8.2.3 and 14.9.4).
    """
    texts: dict[tuple[int, int], str] = {}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for place, sheet in enumerate(pdf.pages):
            fonts = {name: _glyphs(font) for name, font in sheet.Resources.get("/Font", {}).items()}
            for number, text in _spoken(sheet, fonts):
                texts[place, number] = texts.get((place, number), "") + text
    return texts


def _spoken(sheet: pikepdf.Page, fonts: dict[str, dict[bytes, str]]) -> Iterator[tuple[int, str]]:
    """Yield the texts that are shown, each with the number of its marked content."""
    opened: list[tuple[int, str | None, bool]] = [(-1, None, False)]  # number, said, is reversed
    font: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(sheet):
        operands: Any = instruction.operands
        operator = instruction.operator
        number, said, is_reversed = opened[-1]
        match str(operator):
            case "BMC" | "BDC":
                about: Any = operands[1] if len(operands) > 1 else {}
                actual = str(about.ActualText) if "/ActualText" in about else None
                if actual is not None and said is None:
                    yield number, actual
                turned = is_reversed or str(operands[0]) == "/ReversedChars"
                opened.append((int(about.get("/MCID", number)), actual or said, turned))
            case "EMC":
                opened.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if said is None:
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                codes = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
                glyphs = [codes[at : at + 2] for at in range(0, len(codes), 2)]
                text = "".join(font.get(each, "") for each in glyphs)
                yield number, text[::-1] if is_reversed else text


def _glyphs(font: pikepdf.Object) -> dict[bytes, str]:
    """Return what the glyphs of a font stand for."""
    table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    pairs = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", table, re.MULTILINE)
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in pairs
    }


def book_of_file(path: Path) -> Book:
    """Return the book of a set whose one response is the file. Raises `DocumentUnreadable`."""
    text = read_printed(path, path.name)
    chapter = Chapter(1, "Response", "It shows the file.", text=text, document="responses/1.docx")
    return Book(
        *("LSSC", "1", "foundations", "Foundations"),
        required=True,
        candidate="A. Rivera",
        kind=PackageKind.REVIEW_COPY,
        copy=1,
        day=date(2026, 11, 24),
        admitted=None,
        chapters=(chapter,),
    )


# Comparison -------------------------------------------------------------------------------------

_FEW = 3_000  # words that are compared in the slow way too, which finds repeated ones
_RUN = 4  # words that follow each other, by which two texts are brought together again


def missing(wanted: Sequence[str], found: Sequence[str]) -> list[str]:
    """Return the words that are not there, or not in their place; others may stand between.

    Words that are written together or apart count as there, as do those broken at a line's end.
    """
    lost = list(_lost_between(wanted, found))
    if not lost or len(wanted) > _FEW:
        return lost
    by_difference: list[str] = []
    start = at = 0
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    for block in matcher.get_matching_blocks():
        by_difference += _lost(wanted[start : block.a], found[at : block.b])
        start, at = block.a + block.size, block.b + block.size
    return min(lost, by_difference, key=len)


def _lost_between(wanted: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """Yield what is lost, text by text between the runs that both have."""
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(found) - _RUN + 1):
        places.setdefault(tuple(found[place : place + _RUN]), []).append(place)
    start = at = 0
    while start < len(wanted):
        if at < len(found) and wanted[start] == found[at]:
            start, at = start + 1, at + 1
            continue
        until, further = _next_run(wanted, start, places, at) or (len(wanted), len(found))
        yield from _lost(wanted[start:until], found[at:further])
        start, at = until, further


def _next_run(
    wanted: Sequence[str], start: int, places: dict[tuple[str, ...], list[int]], at: int
) -> tuple[int, int] | None:
    """Return the nearest place in both where the same words follow each other again."""
    best: tuple[int, int] | None = None
    for place in range(start, len(wanted) - _RUN + 1):
        if best is not None and place - start > sum(best) - start - at:
            break
        known = places.get(tuple(wanted[place : place + _RUN]), [])
        after = bisect_left(known, at)
        if after < len(known) and (best is None or place + known[after] < sum(best)):
            best = place, known[after]
    return best


def _lost(wanted: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """Yield the words whose characters are not in a stretch of words, in order."""
    stream, place = "".join(map(_bare, found)), 0
    for word in wanted:
        at = stream.find(_bare(word), place)
        if at < 0:
            yield word
        else:
            place = at + len(_bare(word))


def _bare(word: str) -> str:
    """Return a word without hyphens, at which lines end."""
    return re.sub("[-\u2010\u2011]", "", word)


@dataclass
class Seen:
    """What was found out about one file."""

    name: str
    words: int = 0
    lost_on_page: list[str] = field(default_factory=list)
    lost_in_pdf: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_cut: bool = False


def compare(path: Path, name: str, *, pdf: bool) -> Seen | None:
    """Compare one file; None for one that the program does not take."""
    try:
        book = book_of_file(path)
    except DocumentUnreadable:
        return None
    body, notes = words_of_file(path)
    seen = Seen(name, len(body) + len(notes))
    shown, shown_notes = words_of_page(book)
    seen.lost_on_page = missing(body, shown) + missing(notes, shown_notes)
    if pdf:
        try:
            content = assemble(book, ignore_progress)
        except AssemblyFailed as error:
            seen.faults.append(f"no PDF: {error.reason}")
            return seen
        if PdfText.is_cut(book.chapters[0].text):
            seen.is_cut = True
        else:
            printed = words_of_pdf(content)
            seen.lost_in_pdf = missing(body, printed) + missing(notes, printed)
        seen.faults += checked(content)
    return seen


def checked(content: bytes) -> Iterator[str]:
    """Yield what qpdf and a checker of PDF/UA find wrong with a PDF."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "portfolio.pdf"
        path.write_bytes(content)
        yield from (finding.message for finding in pdfua.validate(str(path)).findings)
        if shutil.which("qpdf"):
            done = subprocess.run(
                ["qpdf", "--check", path], capture_output=True, text=True, check=False
            )
            if done.returncode:
                yield f"{done.stdout} {done.stderr}"


def summary(all_seen: Sequence[Seen], *, pdf: bool) -> str:
    """Return the line that counts."""

    def share(lost: Iterable[tuple[int, list[str]]]) -> str:
        pairs = list(lost)
        total = sum(words for words, _ in pairs)
        count = sum(len(words) for _, words in pairs)
        return f"{total - count} of {total} ({100 * (total - count) / max(total, 1):.3f} %)"

    said = f"index.html {share((seen.words, seen.lost_on_page) for seen in all_seen)}"
    if pdf:
        clean = sum(not seen.faults for seen in all_seen)
        whole = [(seen.words, seen.lost_in_pdf) for seen in all_seen if not seen.is_cut]
        said += f"; in {len(whole)} whole PDFs {share(whole)}; clean {clean}"
    return f"{len(all_seen)} files; words in {said}"


def compare_folder(folder: Path, *, pdf: bool) -> Iterator[Seen]:
    """Yield what is found out about every Word file in a folder that the program takes."""
    for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() == ".docx"):
        seen = compare(path, path.relative_to(folder).as_posix(), pdf=pdf)
        if seen is not None:
            yield seen


def main(arguments: Sequence[str]) -> int:
    """Compare the folder that is named, and print what was found."""
    folders = [each for each in arguments if not each.startswith("-")]
    if len(folders) != 1 or not Path(folders[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    pdf = "--pdf" in arguments
    found = []
    for seen in compare_folder(Path(folders[0]), pdf=pdf):
        found.append(seen)
        for what, lost in (("index.html", seen.lost_on_page), ("PDF", seen.lost_in_pdf)):
            if lost:
                print(f"{seen.name} ({seen.words} words), {what}: {' '.join(lost)[:300]}")
        if seen.is_cut:
            print(f"{seen.name} ({seen.words} words): the PDF shows the beginning")
        for fault in seen.faults:
            print(f"{seen.name}: {fault}")
    print(summary(found, pdf=pdf))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
