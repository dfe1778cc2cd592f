"""Parts of a Word document that is joined from others: what all of them share, each id once.

Pictures and other parts are written as they come, so that memory holds only the text.
"""

import hashlib
import posixpath
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from lssc_desktop.documents.word.making import RELATIONS, ZIP_DAY, Tree, root_of

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FIRST_NUMBER = 100
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


class Relations:
    """Where one part of the new file points to."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, bool], str] = {}

    def id_of(self, kind: str, target: str, *, external: bool) -> str:
        """Return the id by which the part names what it points to."""
        row = (kind, target, external)
        return self._rows.setdefault(row, f"rId{len(self._rows) + _FIRST_NUMBER}")

    def keep(self, id_: str, kind: str, target: str, *, external: bool) -> None:
        """Take over a row under the id that it has."""
        self._rows[kind, target, external] = id_

    def __len__(self) -> int:
        return len(self._rows)

    def xml(self) -> bytes:
        """Return the part that lists them."""
        rows = (
            f"<Relationship Id={quoteattr(id_)} Type={quoteattr(kind)} Target={quoteattr(target)}"
            f"{' TargetMode="External"' if external else ''}/>"
            for (kind, target, external), id_ in self._rows.items()
        )
        return (
            f'<Relationships xmlns="{_PACKAGE_RELATIONS}">{"".join(rows)}</Relationships>'.encode()
        )


class JoinedParts:
    """The ZIP in the making, and the counters behind every id in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._types: dict[str, str] = {}
        self._media: dict[bytes, str] = {}
        self._count = 0
        self.root = Relations()
        self.main = Relations()
        self.notes = Relations()
        self.lists = Relations()
        self.footnotes = root_of("footnotes")
        self.numbering: list[Tree] = []
        self.bullets: list[Tree] = []
        self.nums: list[Tree] = []
        self.bookmarks: set[str] = set()
        self.styles: dict[str, str] = {}
        self.new_styles: list[Tree] = []
        self.style_names: set[str] = set()

    def number(self) -> int:
        """Return a number that nothing else in the file has."""
        self._count += 1
        return self._count

    def add(self, name: str, content_type: str, blocks: Iterable[bytes]) -> None:
        """Write a part, a block at a time."""
        self._types[name] = content_type
        entry = zipfile.ZipInfo(name, ZIP_DAY)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(entry, "w", force_zip64=False) as target:
            for block in blocks:
                target.write(block)

    def add_relations(self, name: str, relations: Relations) -> None:
        """Write where a part points to; "" is the file itself."""
        if len(relations):
            folder, base = posixpath.split(name)
            self.add(posixpath.join(folder, "_rels", f"{base}.rels"), "", (relations.xml(),))

    def picture(self, data: bytes, kind: str) -> str:
        """Write a picture ("png", "jpeg" or "gif") and return the id of its relation."""
        digest = hashlib.sha256(data).digest()
        if digest not in self._media:
            self._media[digest] = name = f"word/media/picture{self.number()}.{kind}"
            self.add(name, f"image/{kind}", (data,))
        return self.main.id_of(f"{RELATIONS}/image", f"/{self._media[digest]}", external=False)

    def add_word(self, name: str, kind: str, root: Tree, relations: Relations) -> None:
        """Write a part of Word's own, and where it points to."""
        from lxml import etree

        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.add(f"word/{name}", _WORD_TYPE.format(kind), (data,))
        self.add_relations(f"word/{name}", relations)

    def finish(self) -> None:
        """Write what kinds of parts the file has."""
        self.add_relations("", self.root)
        rows = "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
            for name, kind in self._types.items()
            if kind
        )
        defaults = (
            f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
        )
        types = f'<Types xmlns="{_TYPES}">{defaults}{rows}</Types>'
        self.add("[Content_Types].xml", "", (types.encode(),))
