"""The sample's files, each made by our own code from a readable source beside its name.

A PDF comes from typst, a Word file from Markdown, a picture from shapes, and a sheet, a slide
show and a sound from a small TOML file. The same source gives the same bytes.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from lssc_desktop.core.richtext import Form, RichText
from lssc_desktop.package.assembly import typeset
from lssc_desktop.package.sample import office
from lssc_desktop.package.sample.pictures import read_pictures
from lssc_desktop.package.sample.revision import is_marked, photos_in, revised
from lssc_desktop.package.sample.sound import tune
from lssc_desktop.store.documents import to_docx
from lssc_desktop.store.markdown import from_markdown


class Workshop:
    """Makes files from the sources in a folder of the form of resources/sample."""

    def __init__(self, folder: Path, author: str) -> None:
        self._folder = folder
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
                parts = self._folder / "office" / "sheet"
                return office.sheet(parts, cells["name"], cells["widths"], cells["rows"])
            case ".pptx":
                shown = [(item["title"], item["lines"]) for item in _table(source)["slide"]]
                return office.slides(self._folder / "office" / "slides", shown)
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
            self._folder / "office" / "revision" / "picture.xml",
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
