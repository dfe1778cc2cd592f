"""Joining: one Word file becomes a part of another, with all that its text needs.

Its styles keep their looks under names of their own, its lists their numbers, its notes,
pictures and charts come along. Its headings go below ours. What belongs to the file and not to
its text stays behind: headers and footers, comments, and what binds it to other data.
"""

import copy
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.documents.office_xml.names import RELATIONS, WORD, is_strict, transitional
from lssc_desktop.documents.office_xml.office_file import Relation
from lssc_desktop.documents.office_xml.ranges import Unparsable
from lssc_desktop.documents.office_xml.styles import read_styles
from lssc_desktop.documents.word.errors import DocumentUnreadable
from lssc_desktop.documents.word.joined.joined_file import JoinedFile
from lssc_desktop.documents.word.joined.style_reader import (
    StyleReader,
    insert_spacing,
    style_key,
    styles_of,
)
from lssc_desktop.documents.word.making import (
    COMPATIBILITY,
    KNOWN,
    Tree,
    made,
    parsed,
    word,
    words_of,
)
from lssc_desktop.documents.word.package import WordPackage, open_package

if TYPE_CHECKING:
    from docx.opc.part import Part

_NOT_TEXT = (
    *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
    *("headerReference", "footerReference", "titlePg", "pgNumType", "sectPrChange"),
    *("footnotePr", "endnotePr", "dataBinding", "placeholder", "permStart", "permEnd"),
    *("proofErr", "lastRenderedPageBreak"),
)
_STYLED = (("p", "pPr", "pStyle"), ("r", "rPr", "rStyle"), ("tbl", "tblPr", "tblStyle"))


def content_of(file: JoinedFile, source: Path | bytes, name: str, below: int) -> tuple[Tree, ...]:
    """Return the blocks of a Word file as they stand in the joined one, its parts added there.

    Its outermost heading comes `below` so many levels. Raises `DocumentUnreadable`; then a part or
    two may be in the file that nothing leads to.
    """
    with open_package(source, name) as package:
        try:
            return tuple(_Guest(file, package, name, below).blocks())
        except Unparsable as error:
            raise DocumentUnreadable(name, DocumentFault.DAMAGED) from error


class _Guest:
    """One file whose text goes into the joined one."""

    def __init__(self, file: JoinedFile, package: WordPackage, name: str, below: int) -> None:
        self._file, self._package, self._below = file, package, below
        self._is_strict = is_strict(package.read(package.main))
        main = self._read(package.main)
        body = None if main is None else main.find(word("body"))
        if body is None:
            raise DocumentUnreadable(name, DocumentFault.NOT_WORD)
        self._body = body
        styles = self._related("styles")
        self._styles = {} if styles is None else styles_of(styles)
        self._said = read_styles(package.related("styles"))
        self._sheet = StyleReader(self._styles, styles, self._theme())
        self._brought: dict[str, Part | None] = {}
        self._style_ids: dict[str, str] = {}
        self._num_ids: dict[str, str] = {}
        self._abstract: list[Tree] = []
        self._lists = self._related("numbering")
        self._notes = {
            kind: (self._related(f"{kind}s"), package.target(f"{kind}s"))
            for kind in ("footnote", "endnote")
        }
        notes = (root for root, _part in self._notes.values())
        self._ignorable = _ignorable((main, styles, self._lists, *notes))
        self._names: dict[str, str] = {}
        self._marks: dict[str, str] = {}

    def blocks(self) -> Iterator[Tree]:
        """Yield what stands in the body, ready for the joined one."""
        final = self._body.find(word("sectPr"))
        inner = next(self._body.iter(word("sectPr")), None) is not final
        self._adopt(self._body, self._file.main, self._package.main)
        for item in list(self._body):
            if item is not final:
                yield item
        if final is not None and (inner or _is_special(final)):
            yield made("p", made("pPr", final))
        self._finish_lists()

    # Parts ------------------------------------------------------------------------------------

    def _read(self, name: str) -> Tree | None:
        data = self._package.read(name)
        return None if data is None else parsed(transitional(data))

    def _related(self, kind: str) -> Tree | None:
        target = self._package.target(kind)
        root = self._read(target) if target else None
        return None if root is None or root.tag != word(kind) else root

    def _theme(self) -> Tree | None:
        target = self._package.target("theme")
        return self._read(target) if target else None

    def _bring(self, name: str) -> "Part | None":
        """Write a part of the file and what it points to, and return it."""
        if name in self._brought:
            return self._brought[name]
        self._brought[name] = None
        if self._package.stored_name(name) is None:
            return None
        folder, base = posixpath.split(name)
        folder = folder if folder.lower().startswith("word/") else "word/media"
        base = re.sub(r"[^A-Za-z0-9._-]", "_", base)
        new = f"{folder}/{self._file.number()}-{base}"
        kind = self._package.content_type(name) or "application/octet-stream"
        blocks = self._package.blocks(name)
        if self._is_strict and kind.endswith("xml"):
            blocks = iter((transitional(b"".join(blocks)),))
        part = self._brought[name] = self._file.part(new, kind, blocks)
        for id_, row in self._package.relations(name).items():
            to = row.target if row.external else self._bring(row.target)
            if to is not None:
                part.load_rel(row.type, to, id_, row.external)
        return part

    # Text -------------------------------------------------------------------------------------

    def _adopt(self, root: Tree, where: "Part", part: str) -> None:
        """Give everything within an element the ids that it has in the joined file."""
        self._leave_behind(root)
        rows = self._package.relations(part)
        for item in root.iter():
            if not isinstance(item.tag, str):
                continue
            self._point(item, rows, where)
            self._sheet.without_theme(item)
            local = item.tag.rpartition("}")[2]
            if local == "docPr":
                item.set("id", str(self._file.number()))
            elif item.tag == word("numId"):
                item.set(word("val"), self._num_id(item.get(word("val"), "0")))
        self._adopt_styles(root)
        self._adopt_bookmarks(root)
        self._adopt_notes(root)
        _close_fields(root)

    def _leave_behind(self, root: Tree) -> None:
        ignorable = self._ignorable
        for item in list(root.iter()):
            if not isinstance(item.tag, str):
                continue
            space, _brace, local = item.tag[1:].partition("}")
            gone = space == WORD and local in _NOT_TEXT
            if (gone or space in ignorable) and item.getparent() is not None:
                item.getparent().remove(item)
                continue
            if item.tag == f"{{{COMPATIBILITY}}}Choice":
                needed = item.get("Requires", "").split()
                names = {address: prefix for prefix, address in KNOWN.items()}
                known = [names.get(item.nsmap.get(prefix, ""), prefix) for prefix in needed]
                item.set("Requires", " ".join(known))
            for key in list(item.attrib):
                if key.startswith("{") and (
                    key[1:].partition("}")[0] in ignorable
                    or key.endswith(("}paraId", "}textId", "}Ignorable"))
                    or "}rsid" in key
                ):
                    del item.attrib[key]

    def _point(self, item: Tree, rows: Mapping[str, Relation], where: "Part") -> None:
        prefix = f"{{{RELATIONS}}}"
        for key, old in list(item.attrib.items()):
            if not key.startswith(prefix):
                continue
            row = rows.get(old)
            to = None
            if row is not None and row.target:
                to = row.target if row.external else self._bring(row.target)
            if row is None or to is None or not row.type:
                del item.attrib[key]
            else:
                item.set(key, where.relate_to(to, row.type, row.external))

    def _adopt_styles(self, root: Tree) -> None:
        for name, holder, key in _STYLED:
            default = self._said.default_of({"p": "paragraph", "tbl": "table"}.get(name, ""))
            for item in list(words_of(root, name)):
                properties = item.find(word(holder))
                style = None if properties is None else properties.find(word(key))
                old = default if style is None else style.get(word("val"), "")
                old = old if old in self._styles else default
                if style is None and (not default or name == "r"):
                    continue
                new = self._style_id(old)
                if name == "tbl":
                    self._loosen_cells(item, old)
                if style is not None:
                    if new:
                        style.set(word("val"), new)
                    else:
                        properties.remove(style)
                elif new not in {"", "Normal", "TableNormal"}:
                    if properties is None:
                        properties = made(holder)
                        item.insert(0, properties)
                    properties.insert(0, made(key, val=new))

    def _loosen_cells(self, table: Tree, style: str) -> None:
        """Say the spacing of a table's style in its paragraphs: their style has one of its own."""
        spacing = self._sheet.of_table(style)
        if spacing is None:
            return
        for paragraph in words_of(table, "p"):
            properties = paragraph.find(word("pPr"))
            if properties is None:
                properties = made("pPr")
                paragraph.insert(0, properties)
            has_own = properties.find(word("pStyle")) is not None
            if not has_own and properties.find(word("spacing")) is None:
                insert_spacing(properties, copy.deepcopy(spacing))

    def _style_id(self, old: str) -> str:
        """Return the id of a style in the joined file, "" for one that the file does not have."""
        if old not in self._styles:
            return ""
        if old in self._style_ids:
            return self._style_ids[old]
        file = self._file
        style = self._sheet.whole(old, self._below)
        base = style.find(word("basedOn"))
        self._style_ids[old] = ""  # one that is based on itself is based on nothing
        based_on = "" if base is None else self._style_id(base.get(word("val"), ""))
        number = style.find(f"{word('pPr')}/{word('numPr')}/{word('numId')}")
        if number is not None:
            number.set(word("val"), self._num_id(number.get(word("val"), "0")))
        if base is not None:
            style.remove(base)
        key = style_key(style, based_on)
        if key not in file.style_ids:
            name = style.find(word("name"))
            said = name.get(word("val"), old) if name is not None else old
            new = f"J{file.number()}"
            if name is None:
                name = made("name", val=said)
                style.insert(0, name)
            name.set(word("val"), _unused(said, file.style_names))
            if based_on:
                style.insert(list(style).index(name) + 1, made("basedOn", val=based_on))
            style.set(word("styleId"), new)
            style.set(word("customStyle"), "1")
            file.style_ids[key] = new
            file.styles.append(style)
        self._style_ids[old] = file.style_ids[key]
        return self._style_ids[old]

    def _adopt_bookmarks(self, root: Tree) -> None:
        for item in words_of(root, "bookmarkStart"):
            old, name = item.get(word("id"), ""), item.get(word("name"), "")
            self._marks[old] = str(self._file.number())
            self._names[name] = _unused(name, self._file.bookmarks)
            item.set(word("id"), self._marks[old])
            item.set(word("name"), self._names[name])
        for item in list(words_of(root, "bookmarkEnd")):
            new = self._marks.get(item.get(word("id"), ""))
            if new is None:
                item.getparent().remove(item)
            else:
                item.set(word("id"), new)
        self._follow_bookmarks(root)
        for item in words_of(root, "sdtPr"):
            id_ = item.find(word("id"))
            if id_ is not None:
                id_.set(word("val"), str(self._file.number()))

    def _follow_bookmarks(self, root: Tree) -> None:
        """Let links and fields lead to bookmarks by the names that they have now."""
        changed = {old: new for old, new in self._names.items() if old != new}
        for item in words_of(root, "hyperlink"):
            anchor = item.get(word("anchor"))
            if anchor in changed:
                item.set(word("anchor"), changed[anchor])
        for item in (*words_of(root, "instrText"), *words_of(root, "fldSimple")):
            is_simple = item.tag == word("fldSimple")
            said = item.get(word("instr"), "") if is_simple else item.text or ""
            for old in set(re.findall(r"[^\s\"]+", said)) & changed.keys():
                said = re.sub(rf"(?<![^\s\"]){re.escape(old)}(?![^\s\"])", changed[old], said)
            if is_simple:
                item.set(word("instr"), said)
            else:
                item.text = said

    def _adopt_notes(self, root: Tree) -> None:
        """Take along the notes; endnotes become footnotes, as their page is not the last one."""
        for kind, (notes, part) in self._notes.items():
            known = {} if notes is None else {note.get(word("id")): note for note in notes}
            for mark in list(words_of(root, f"{kind}Reference")):
                note = known.get(mark.get(word("id")))
                if note is None:
                    mark.getparent().remove(mark)
                    continue
                taken = copy.deepcopy(note)
                taken.tag = word("footnote")
                for item in words_of(taken, "endnoteRef"):
                    item.tag = word("footnoteRef")
                for nested in (*words_of(taken, "footnoteReference"),):
                    nested.getparent().remove(nested)  # a note has none
                new = str(self._file.number())
                taken.set(word("id"), new)
                self._file.notes.element.append(taken)
                self._adopt(taken, self._file.notes, part)
                mark.tag = word("footnoteReference")
                mark.set(word("id"), new)

    # Lists ------------------------------------------------------------------------------------

    def _num_id(self, old: str) -> str:
        """Return the number of a list in the joined file; "0", no list, for one that is unknown."""
        if old in self._num_ids:
            return self._num_ids[old]
        self._num_ids[old] = "0"
        num = _by_attribute(self._lists, "num", "numId", old)
        kind = None if num is None else num.find(word("abstractNumId"))
        if num is None or kind is None:
            return "0"
        abstract = self._abstract_of(kind.get(word("val"), ""))
        if abstract is None:
            return "0"
        number = str(self._file.number())
        taken, new = copy.deepcopy(abstract), copy.deepcopy(num)
        taken.set(word("abstractNumId"), number)
        for gone in ("nsid", "styleLink", "numStyleLink", "name"):
            for item in taken.findall(word(gone)):
                taken.remove(item)
        taken.insert(0, made("nsid", val=f"{int(number) + 0x4C000000:08X}"))
        new.set(word("numId"), number)
        new.find(word("abstractNumId")).set(word("val"), number)
        for item in (taken, new):
            self._leave_behind(item)
            for inner in item.iter():
                if isinstance(inner.tag, str):
                    self._sheet.without_theme(inner)
            self._adopt_bullets(item)
        self._file.lists.element.find(word("num")).addprevious(taken)
        self._file.lists.element.append(new)
        self._abstract += [taken, new]
        self._num_ids[old] = number
        return number

    def _abstract_of(self, id_: str) -> Tree | None:
        abstract = _by_attribute(self._lists, "abstractNum", "abstractNumId", id_)
        link = None if abstract is None else abstract.find(word("numStyleLink"))
        if link is None or self._lists is None:
            return abstract
        named = link.get(word("val"))
        for other in self._lists.findall(word("abstractNum")):
            style = other.find(word("styleLink"))
            if style is not None and style.get(word("val")) == named:
                return other
        return abstract

    def _adopt_bullets(self, item: Tree) -> None:
        """Take along the pictures that stand for bullets."""
        for mark in list(words_of(item, "lvlPicBulletId")):
            bullet = _by_attribute(
                self._lists, "numPicBullet", "numPicBulletId", mark.get(word("val"), "")
            )
            if bullet is None:
                mark.getparent().remove(mark)
                continue
            taken, number = copy.deepcopy(bullet), str(self._file.number())
            taken.set(word("numPicBulletId"), number)
            mark.set(word("val"), number)
            self._file.lists.element.find(word("abstractNum")).addprevious(taken)
            self._leave_behind(taken)
            rows = self._package.relations(self._package.target("numbering"))
            for inner in taken.iter():
                if isinstance(inner.tag, str):
                    self._point(inner, rows, self._file.lists)

    def _finish_lists(self) -> None:
        """Bind the levels of lists to the styles that came along, and to no other."""
        for item in self._abstract:
            for style in list(words_of(item, "pStyle")):
                new = self._style_ids.get(style.get(word("val"), ""), "")
                if new:
                    style.set(word("val"), new)
                else:
                    style.getparent().remove(style)
            for style in list(words_of(item, "rStyle")):
                style.getparent().remove(style)


def _ignorable(roots: Iterable[Tree | None]) -> frozenset[str]:
    """Return what a reader may ignore, and we do not know: it stays behind."""
    spaces: set[str] = set()
    for root in roots:
        if root is not None:
            prefixes = root.get(f"{{{COMPATIBILITY}}}Ignorable", "").split()
            spaces |= {root.nsmap.get(prefix, "") for prefix in prefixes}
    return frozenset(spaces - set(KNOWN.values()) - {""})


def _is_special(section: Tree) -> bool:
    """Whether the pages of a file are not like ours: on their side, or in columns."""
    size, columns = section.find(word("pgSz")), section.find(word("cols"))
    is_wide = size is not None and size.get(word("orient")) == "landscape"
    return is_wide or (columns is not None and columns.get(word("num"), "1") not in {"0", "1"})


def _close_fields(root: Tree) -> None:
    """End the fields that a file leaves open: they would take in all that follows."""
    is_open = 0
    for mark in words_of(root, "fldChar"):
        is_open += {"begin": 1, "end": -1}.get(mark.get(word("fldCharType"), ""), 0)
    paragraphs = [item for item in root if item.tag == word("p")]
    if is_open > 0 and paragraphs:
        ends = (made("r", made("fldChar", fldCharType="end")) for _ in range(is_open))
        paragraphs[-1].extend(ends)


def _unused(name: str, taken: set[str]) -> str:
    """Return a name with a number where it is taken, and take it."""
    new, number = name, 1
    while new.casefold() in taken:
        number += 1
        new = f"{name}_{number}"
    taken.add(new.casefold())
    return new


def _by_attribute(root: Tree | None, name: str, key: str, value: str) -> Tree | None:
    items: Iterable[Tree] = () if root is None else root.findall(word(name))
    return next((item for item in items if item.get(word(key)) == value), None)
