"""Files of the sample, each made by our own code from a readable source beside its name.

A PDF comes from typst, a Word file from Markdown, a picture from shapes, and a sheet, a slide
show and a sound from a small TOML file. The same source gives the same bytes.
"""

import io
import re
import sys
import tomllib
import wave
import zipfile
from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from lssc_desktop.core.text.richtext import Form, RichText
from lssc_desktop.documents.images import Camera, Shape, ShapeKind, draw
from lssc_desktop.documents.markdown import from_markdown
from lssc_desktop.documents.word import to_docx
from lssc_desktop.package.assembly import typeset

type Cell = str | int

FIRST_SLIDE_ID = 256
"""The smallest id that the format allows for a slide."""

_FIRST_RELATION = 3
_OFFICE_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

_TIME_OF_PHOTOS = time(10, 30)
_BACKGROUND = "#FFFFFF"

_LOUDNESS = 9000

_FADE = 400
"""Samples over which a tone comes and goes, so that it does not click."""

_DOCUMENT = "word/document.xml"
_DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
_CONTENT_TYPES = "[Content_Types].xml"
_IMAGE = f"{_RELATIONS}/image"

_MARK = re.compile(r"(\{--.*?--\}|\{\+\+.*?\+\+\}|\{\{.*?\}\})")
_MARKED_RUN = re.compile(r"<w:r>(?:<w:t>|<w:t [^>]*>)([^<]*(?:\{--|\{\+\+|\{\{)[^<]*)</w:t></w:r>")

# Four by three inches in the format's own unit, 914,400 to the inch.
_PHOTO_WIDTH, _PHOTO_HEIGHT = 3_657_600, 2_743_200


class Workshop:
    """Makes files from the sources in a folder of resources/samples, and what its samples share."""

    def __init__(self, folder: Path, author: str) -> None:
        self._folder = folder
        self._office = folder.parent / "office"
        self._author = author
        self._sheet = (folder / "evidence" / "sheet.typ").read_text(encoding="utf-8")
        self._pictures = read_pictures(folder / "pictures.toml")

    def make(self, shelf: str, name: str, day: date) -> bytes:
        """Return the file of a name from its source in the folder `shelf`, dated by `day`."""
        source = self._folder / shelf / name
        match source.suffix:
            case ".pdf":
                return typeset(f"{self._sheet}\n{_text(source.with_suffix('.typ'))}", day)
            case ".docx":
                return self._word(_text(source.with_suffix(".md")), source.stem, day)
            case ".jpg":
                return self._pictures[name]
            case ".xlsx":
                cells = _table(source)
                parts = self._office / "sheet"
                return sheet(parts, cells["name"], cells["widths"], cells["rows"])
            case ".pptx":
                shown = [(item["title"], item["lines"]) for item in _table(source)["slide"]]
                return slides(self._office / "slides", shown)
            case _:
                song = _table(source)
                tones = [(frequency, eighths) for frequency, eighths in song["tones"]]
                return tune(song["rate"], song["eighth"], tones)

    def response(self, set_id: str, number: int) -> RichText | None:
        """Return the response to a competency, None where the candidate has written none."""
        source = self._folder / set_id / f"{number:02}.md"
        return from_markdown(_text(source)) if source.exists() else None

    def statement(self, set_id: str) -> RichText:
        """Return the learning statement of a set."""
        return from_markdown(_text(self._folder / set_id / "statement.md"))

    def _word(self, source: str, name: str, day: date) -> bytes:
        text = from_markdown(source)
        document = to_docx(text, title=_title(text, name), author=self._author)
        if not is_marked(source):
            return document
        return revised(
            document,
            {photo: self._pictures[photo] for photo in photos_in(source)},
            self._office / "revision" / "picture.xml",
            self._author,
            f"{day.isoformat()}T09:30:00Z",
        )


def _title(text: RichText, otherwise: str) -> str:
    """Return the first heading of a text."""
    headings = (item.text for item in text.paragraphs if item.form is Form.HEADING_1)
    return next(headings, otherwise)


def _text(source: Path) -> str:
    return source.read_text(encoding="utf-8")


def _table(source: Path) -> dict[str, Any]:
    return tomllib.loads(_text(source.with_suffix(".toml")))


# Spreadsheets and slide shows -------------------------------------------------------------------


def sheet(parts: Path, name: str, widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet; its first row is the head. Widths are in characters."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    lines = "".join(
        f"<row>{''.join(_sheet_cell(cell, head=at == 0) for cell in row)}</row>"
        for at, row in enumerate(rows)
    )
    return pack(_filled(parts, {"name": escape(name), "columns": columns, "rows": lines}))


def _sheet_cell(cell: Cell, *, head: bool) -> str:
    style = ' s="1"' if head else ""
    if isinstance(cell, int):
        return f"<c{style}><v>{cell}</v></c>"
    return f'<c{style} t="inlineStr"><is><t>{escape(cell, quote=False)}</t></is></c>'


def slides(parts: Path, shown: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return a slide show; a slide is its title and its lines."""
    numbers = range(1, len(shown) + 1)
    filled = _filled(
        parts,
        {
            "types": "".join(
                f'<Override PartName="/ppt/slides/slide{number}.xml"'
                f' ContentType="{_OFFICE_TYPES}.presentationml.slide+xml"/>'
                for number in numbers
            ),
            "slides": "".join(
                f'<p:sldId id="{FIRST_SLIDE_ID + number}" r:id="rId{_FIRST_RELATION + number}"/>'
                for number in numbers
            ),
            "relations": "".join(
                f'<Relationship Id="rId{_FIRST_RELATION + number}" Type="{_RELATIONS}/slide"'
                f' Target="slides/slide{number}.xml"/>'
                for number in numbers
            ),
        },
    )
    page = Template(filled.pop("ppt/slides/slide.xml").decode())
    relations = filled.pop("ppt/slides/_rels/slide.xml.rels")
    for number, (title, lines) in enumerate(shown, 1):
        content = page.substitute(
            title=escape(title, quote=False), lines="".join(_slide_line(line) for line in lines)
        )
        filled[f"ppt/slides/slide{number}.xml"] = content.encode()
        filled[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations
    return pack(filled)


def _slide_line(line: str) -> str:
    return f'<a:p><a:r><a:rPr lang="en-US"/><a:t>{escape(line, quote=False)}</a:t></a:r></a:p>'


def _filled(parts: Path, values: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts below a folder with their places filled; the content types come first."""
    found = sorted(path for path in parts.rglob("*") if path.is_file())
    return {
        path.relative_to(parts).as_posix(): Template(path.read_text(encoding="utf-8"))
        .safe_substitute(values)
        .encode()
        for path in found
    }


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts of an office file in one ZIP, in their order and without times."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


# Photographs ------------------------------------------------------------------------------------


def read_pictures(source: Path) -> dict[str, bytes]:
    """Return the JPEGs that a file like resources/samples/lssc/pictures.toml describes, by name.

    They are drawn from shapes, with what a camera writes into its files.
    """
    pictures = tomllib.loads(_text(source))["picture"]
    return {picture["name"]: _photo(picture) for picture in pictures}


def _photo(picture: Mapping[str, Any]) -> bytes:
    position = picture.get("position")
    camera = Camera(
        make="Sample",
        model="Drawn by LSSC Desktop",
        taken=datetime.combine(picture["taken"], _TIME_OF_PHOTOS),
        position=None if position is None else (position[0], position[1]),
    )
    shapes = [_shape(*values) for values in picture["shapes"]]
    return draw(picture["width"], picture["height"], _BACKGROUND, shapes, camera)


def _shape(kind: str, left: int, top: int, *rest: Any) -> Shape:  # noqa: ANN401 - as TOML has it
    """Return a shape from [kind, left, top, width, height, color] or [.., size, words, color]."""
    if kind == ShapeKind.TEXT:
        size, words, color = rest
        return Shape(ShapeKind.TEXT, (left, top, left, top + size), color, words)
    width, height, color = rest
    return Shape(ShapeKind(kind), (left, top, left + width, top + height), color)


# Sound ------------------------------------------------------------------------------------------


def tune(rate: int, eighth: float, tones: Sequence[tuple[int, int]]) -> bytes:
    """Return a WAV file of tones: each a frequency in hertz (0 is silence) and its eighths.

    Its samples are computed from whole numbers only: the same bytes on every computer.
    """
    samples = array("h")
    for frequency, eighths in tones:
        samples.extend(_tone(rate, frequency, round(rate * eighth) * eighths))
    if sys.byteorder == "big":  # a WAV file is little-endian
        samples.byteswap()
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return written.getvalue()


def _tone(rate: int, frequency: int, length: int) -> list[int]:
    """Return one tone as a triangle wave, which sounds like a soft flute."""
    period = 4 * _LOUDNESS
    wave_form = (
        abs((at * frequency * period // rate) % period - 2 * _LOUDNESS) - _LOUDNESS
        if frequency
        else 0
        for at in range(length)
    )
    return [value * min(at, length - 1 - at, _FADE) // _FADE for at, value in enumerate(wave_form)]


# Tracked changes and photos ---------------------------------------------------------------------


def is_marked(text: str) -> bool:
    """Return whether a text holds a mark."""
    return _MARK.search(text) is not None


def photos_in(text: str) -> tuple[str, ...]:
    """Return the names of the photos that a text shows."""
    return tuple(mark[2:-2] for mark in _MARK.findall(text) if mark.startswith("{{"))


def revised(
    document: bytes, pictures: Mapping[str, bytes], template: Path, author: str, moment: str
) -> bytes:
    """Return a Word document with its marks turned into tracked changes and photos.

    It is a file that somebody is not done with yet: `{--deleted--}`, `{++inserted++}`, and
    `{{photo.jpg}}` for a photo as it was taken.

    `template` is the XML of a photo; `moment` is when the changes were made, in ISO form.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    relations = {name: f"rIdPhoto{at}" for at, name in enumerate(pictures, 1)}
    pen = _Pen(relations, Template(template.read_text(encoding="utf-8").strip()), author, moment)
    body = parts[_DOCUMENT].decode()
    parts[_DOCUMENT] = _MARKED_RUN.sub(lambda run: pen.runs(run[1]), body).encode()
    if pictures:
        added = "".join(
            f'<Relationship Id="{relations[name]}" Type="{_IMAGE}" Target="media/photo{at}.jpg"/>'
            for at, name in enumerate(pictures, 1)
        )
        parts[_DOCUMENT_RELATIONS] = _insert_before(
            parts[_DOCUMENT_RELATIONS], "</Relationships>", added
        )
        jpeg = '<Default Extension="jpg" ContentType="image/jpeg"/>'
        parts[_CONTENT_TYPES] = _insert_before(parts[_CONTENT_TYPES], "</Types>", jpeg)
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
                name=escape(name),
                relation=self._relations[name],
                width=_PHOTO_WIDTH,
                height=_PHOTO_HEIGHT,
            )
        return _run("t", piece)

    def _change(self, kind: str, element: str, text: str) -> str:
        self._changes += 1
        signed = f'w:id="{self._changes}" w:author="{self._author}" w:date="{self._moment}"'
        return f"<w:{kind} {signed}>{_run(element, text)}</w:{kind}>"


def _run(element: str, text: str) -> str:
    return f'<w:r><w:{element} xml:space="preserve">{text}</w:{element}></w:r>'


def _insert_before(part: bytes, end: str, added: str) -> bytes:
    return part.decode().replace(end, added + end).encode()
