"""A new Word file of ours: our styles, lists and paper, its parts, and where each leads to.

The only user of python-docx. It is imported when the first file is written: that takes longer
than most commands run.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from lssc_desktop.core.text.richtext import storable
from lssc_desktop.disk.disk import is_file
from lssc_desktop.documents.office_xml.names import RELATIONS
from lssc_desktop.documents.word.making import DECLARED, Tree, picture_kind, word, words_of
from lssc_desktop.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.opc.part import Part, XmlPart

    from lssc_desktop.core.text.paper import PaperSize

BULLETS = 1
NUMBERS = 2
"""The two lists of the template, resources/templates/docx/word/numbering.xml."""
_NUMBERED_KIND = 1

_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_ZIP_DAY = _NO_DAY.timetuple()[:6]
"""A date is needed where none is known to be right: the first that a ZIP can hold."""
_LONGEST_PROPERTY = 255
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_DECLARATIONS = re.compile(rb"(?<=<w:)(\w+) xmlns[^>]*")


class WordFile:
    """A Word file in the making; `finish` writes what was not written yet.

    What does not change any more, such as a picture, is written as it comes, so that memory holds
    only the text. The same content gives the same bytes on every computer, if it is not `packed`.
    `declares` more kinds of content where it takes in some of other files.
    """

    def __init__(
        self,
        file: IO[bytes],
        title: str,
        author: str,
        *,
        day: datetime = _NO_DAY,
        packed: bool = False,
        declares: bool = False,
    ) -> None:
        from docx import Document as open_word  # noqa: N813 - it is a function

        self._document = open_word(io.BytesIO(_template(declares=declares)))
        self._archive = zipfile.ZipFile(file, "w")
        self._packing = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        self.main = self._document.part
        self.lists = self.main.numbering_part
        self._package = self.main.package
        self._parts: list[Part] = self._package.parts
        self._written: list[Part] = []
        self._pictures: dict[bytes, Part] = {}
        self._describe(title, author, day)

    @property
    def sheet(self) -> Tree:
        """The paper of the text, behind its last block."""
        return self._document.element.body[-1]

    @property
    def styles(self) -> Tree:
        """All styles."""
        return self._document.styles.element

    @property
    def settings(self) -> Tree:
        """What holds for the whole file."""
        return self._document.settings.element

    def _describe(self, title: str, author: str, day: datetime) -> None:
        """Set the properties; Word keeps no more than 255 characters of each."""
        properties = self._document.core_properties
        properties.title = storable(title)[:_LONGEST_PROPERTY]
        properties.author = storable(author)[:_LONGEST_PROPERTY]
        properties.last_modified_by = properties.author
        properties.created = properties.modified = day
        properties.revision = 1

    def mark_language(self, language: str) -> None:
        """Say in which language it is, for spelling checkers, hyphens and screen readers."""
        self._document.core_properties.language = language
        for element in (self.styles, self.settings):
            for marked in (*words_of(element, "lang"), *words_of(element, "themeFontLang")):
                marked.set(word("val"), language)

    def take_paper(self, paper: PaperSize) -> None:
        """Have pages of another paper; all margins stay."""
        for size in words_of(self.sheet, "pgSz"):
            for side, length in zip(("w", "h"), paper.twips, strict=True):
                size.set(word(side), str(length))

    def add(self, blocks: Iterable[Tree]) -> None:
        """Add paragraphs and tables."""
        sheet = self.sheet
        for block in blocks:
            sheet.addprevious(block)

    def link(self, address: str) -> str:
        """Return the id of the relation that leads to an address."""
        return self.main.relate_to(address, f"{RELATIONS}/hyperlink", is_external=True)

    def picture(self, data: bytes) -> str:
        """Write a file of a `picture_kind`, once, and return the id of its relation."""
        digest = sha256(data).digest()
        if digest not in self._pictures:
            kind = picture_kind(data)
            name = f"word/media/picture{len(self._pictures) + 1}.{kind}"
            self._pictures[digest] = self.part(name, f"image/{kind}", (data,))
        return self.main.relate_to(self._pictures[digest], f"{RELATIONS}/image")

    def restart(self, number: int, level: int) -> None:
        """Add a list of its own that begins at 1, of the same kind as all numbered lists."""
        added = self.lists.element.add_num(_NUMBERED_KIND)
        if added.numId != number:
            message = f"list {added.numId} was added where {number} was due"
            raise AssertionError(message)
        added.add_lvlOverride(level).add_startOverride(1)

    # Parts ------------------------------------------------------------------------------------

    def part(self, name: str, kind: str, blocks: Iterable[bytes]) -> Part:
        """Write a part as it is, a block at a time."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = Part(PackURI(f"/{name}"), kind)
        self._written.append(part)
        self._write(name, blocks)
        return part

    def word_part(self, name: str, root: Tree) -> XmlPart:
        """Add a part of Word's own, such as "footnotes" or "header1", that the text leads to."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        kind = name.rstrip("1")
        part = XmlPart(PackURI(f"/word/{name}.xml"), _WORD_TYPE.format(kind), root, self._package)
        self._parts.append(part)
        self.main.relate_to(part, f"{RELATIONS}/{kind}")
        return part

    def finish(self) -> None:
        """Write the text, all that it shares, and what kind each part is."""
        from docx.opc.constants import CONTENT_TYPE
        from docx.opc.oxml import CT_Types, serialize_part_xml

        types = CT_Types.new()  # type: ignore[no-untyped-call]  # of python-docx
        types.add_default("rels", CONTENT_TYPE.OPC_RELATIONSHIPS)
        types.add_default("xml", CONTENT_TYPE.XML)
        for part in sorted((*self._parts, *self._written), key=lambda part: part.partname):
            types.add_override(part.partname, part.content_type)
        self._write("[Content_Types].xml", (serialize_part_xml(types),))
        self._write("_rels/.rels", (self._package.rels.xml,))
        for part in self._parts:
            self._write(part.partname.membername, (part.blob,))
            self._write_relations(part)
        for part in self._written:
            self._write_relations(part)
        self._archive.close()

    def close(self) -> None:
        """Close a file that is not to be finished."""
        self._archive.close()

    def _write_relations(self, part: Part) -> None:
        if part.rels:
            self._write(part.partname.rels_uri.membername, (part.rels.xml,))

    def _write(self, name: str, blocks: Iterable[bytes]) -> None:
        entry = zipfile.ZipInfo(name, _ZIP_DAY)
        entry.create_system, entry.compress_type = 0, self._packing
        with self._archive.open(entry, "w") as target:
            for block in blocks:
                target.write(block)


@cache
def _template(*, declares: bool) -> bytes:
    """Return the empty document with our styles, packed from its readable parts."""
    folder = resources() / "templates" / "docx"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in sorted(folder.rglob("*")):
            if is_file(part):
                data = part.read_bytes()
                data = _DECLARATIONS.sub(rb"\1 " + DECLARED, data, 1) if declares else data
                archive.writestr(part.relative_to(folder).as_posix(), data)
    return packed.getvalue()
