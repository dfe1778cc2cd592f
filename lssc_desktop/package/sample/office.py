"""A small spreadsheet and a small slide show in the formats that office programs open.

Their fixed parts lie in resources/sample/office; what changes is filled in.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

FIRST_SLIDE_ID = 256
"""The smallest id that the format allows for a slide."""
_FIRST_RELATION = 3
_TYPES = "application/vnd.openxmlformats-officedocument"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_DAY = (1980, 1, 1, 0, 0, 0)

type Cell = str | int


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts of an office file in one ZIP, in their order and without times."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed.getvalue()


def sheet(parts: Path, name: str, widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet; its first row is the head. Widths are in characters."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(widths, 1)
    )
    lines = "".join(
        f"<row>{''.join(_cell(cell, head=at == 0) for cell in row)}</row>"
        for at, row in enumerate(rows)
    )
    return pack(_filled(parts, {"name": escape(name), "columns": columns, "rows": lines}))


def _cell(cell: Cell, *, head: bool) -> str:
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
                f' ContentType="{_TYPES}.presentationml.slide+xml"/>'
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
            title=escape(title, quote=False), lines="".join(_line(line) for line in lines)
        )
        filled[f"ppt/slides/slide{number}.xml"] = content.encode()
        filled[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations
    return pack(filled)


def _line(line: str) -> str:
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
