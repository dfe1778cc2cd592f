"""A Word file that somebody is not done with: tracked changes, and a photo as it was taken.

People hand in such files without knowing it. Our own documents never hold any of this, so the
marks `{--taken out--}`, `{++put in++}` and `{{photo.jpg}}` of a text become it here.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template

from lssc_desktop.package.sample.office import pack

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_RUN = re.compile(r"<w:r>(?:<w:t>|<w:t [^>]*>)([^<]*(?:\{--|\{\+\+|\{\{)[^<]*)</w:t></w:r>")
_MARK = re.compile(r"(\{--.*?--\}|\{\+\+.*?\+\+\}|\{\{.*?\}\})")
_WIDTH, _HEIGHT = 3_657_600, 2_743_200
"""Four by three inches in the format's own unit, 914,400 to the inch."""


def is_marked(text: str) -> bool:
    """Whether a text holds a mark."""
    return _MARK.search(text) is not None


def photos_in(text: str) -> tuple[str, ...]:
    """Return the names of the photos that a text shows."""
    return tuple(mark[2:-2] for mark in _MARK.findall(text) if mark.startswith("{{"))


def revised(
    document: bytes, pictures: Mapping[str, bytes], template: Path, author: str, moment: str
) -> bytes:
    """Return a Word document with its marks turned into tracked changes and photos.

    `template` is the XML of a photo; `moment` is when the changes were made, in ISO form.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = {name: f"rIdPhoto{at}" for at, name in enumerate(pictures, 1)}
    pen = _Pen(relations, Template(template.read_text(encoding="utf-8").strip()), author, moment)
    body = parts[_DOCUMENT].decode()
    parts[_DOCUMENT] = _RUN.sub(lambda run: pen.runs(run[1]), body).encode()
    if pictures:
        added = "".join(
            f'<Relationship Id="{relations[name]}" Type="{_IMAGE}" Target="media/photo{at}.jpg"/>'
            for at, name in enumerate(pictures, 1)
        )
        parts[_RELATIONS] = _before(parts[_RELATIONS], "</Relationships>", added)
        jpeg = '<Default Extension="jpg" ContentType="image/jpeg"/>'
        parts[_TYPES] = _before(parts[_TYPES], "</Types>", jpeg)
        parts |= {
            f"word/media/photo{at}.jpg": content for at, content in enumerate(pictures.values(), 1)
        }
    return pack(parts)


class _Pen:
    """Writes runs, and numbers the changes."""

    def __init__(
        self, relations: Mapping[str, str], photo: Template, author: str, moment: str
    ) -> None:
        self._relations = relations
        self._photo = photo
        self._author = author
        self._moment = moment
        self._changes = 0

    def runs(self, text: str) -> str:
        """Return the runs of a text that is XML already."""
        return "".join(self._piece(piece) for piece in _MARK.split(text) if piece)

    def _piece(self, piece: str) -> str:
        if piece.startswith("{--"):
            return self._change("del", "delText", piece[3:-3])
        if piece.startswith("{++"):
            return self._change("ins", "t", piece[3:-3])
        if piece.startswith("{{"):
            name = piece[2:-2]
            return self._photo.substitute(
                name=escape(name), relation=self._relations[name], width=_WIDTH, height=_HEIGHT
            )
        return _run("t", piece)

    def _change(self, kind: str, element: str, text: str) -> str:
        self._changes += 1
        signed = f'w:id="{self._changes}" w:author="{self._author}" w:date="{self._moment}"'
        return f"<w:{kind} {signed}>{_run(element, text)}</w:{kind}>"


def _run(element: str, text: str) -> str:
    return f'<w:r><w:{element} xml:space="preserve">{text}</w:{element}></w:r>'


def _before(part: bytes, end: str, added: str) -> bytes:
    return part.decode().replace(end, added + end).encode()
