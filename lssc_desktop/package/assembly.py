"""Typesetting of PDFs: tagged for screen readers (PDF/UA-1), made to last (PDF/A-2a)."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.package.book import Book
from lssc_desktop.package.typesetting.book_data import book_data
from lssc_desktop.paths import resources
from lssc_desktop.store.folder.disk import disk_errors
from lssc_desktop.store.processes import scratch_folder

_TEMPLATES = resources() / "templates" / "typst"

type _Standard = Literal["ua-1", "a-2a"]
_ACCESSIBLE: tuple[_Standard, ...] = ("ua-1", "a-2a")


@dataclass(eq=False)
class AssemblyFailed(LsscError):
    """The PDF could not be made. `reason` is what the compiler said, for the log."""

    reason: str


def assemble(book: Book, reporter: Reporter) -> bytes:
    """Return the PDF of a set: cover, contents, statement, every response with its evidence list.

    The same book gives the same bytes, dated by `book.day`. Raises `AssemblyFailed`.
    """
    reporter(Progress(Step.ASSEMBLING, 0, 1))
    data = json.dumps(book_data(book), ensure_ascii=False)
    pdf = _compile(
        _TEMPLATES / "portfolio.typ", book.day, standards=_ACCESSIBLE, inputs={"book": data}
    )
    reporter(Progress(Step.ASSEMBLING, 1, 1))
    return pdf


def typeset(source: str, day: date) -> bytes:
    """Return the PDF of a trusted typst source, set in the shipped fonts, as accessible as ours.

    The source has to set a document title and alternative texts. Raises `AssemblyFailed`.
    """
    return _compile(source.encode(), day, standards=_ACCESSIBLE)


def typeset_sheet(template: str, data: Mapping[str, object], day: date) -> bytes:
    """Return the PDF of a template of ours that stands alone, as accessible as an assembled set.

    Raises `AssemblyFailed`.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return _compile(_TEMPLATES / template, day, standards=_ACCESSIBLE, inputs=inputs)


def typeset_pages(
    template: str, data: Mapping[str, object], day: date, pictures: Sequence[bytes] = ()
) -> bytes:
    """Return the PDF of another template of ours, with pictures that it names page-0.jpg, ...

    It is not tagged: such pages are merged into a document that is not. Raises `AssemblyFailed`.
    """
    with scratch_folder() as name:
        folder = Path(name)
        with disk_errors(folder):
            for source in (template, "look.typ"):
                shutil.copyfile(_TEMPLATES / source, folder / source)
            for number, picture in enumerate(pictures):
                (folder / f"page-{number}.jpg").write_bytes(picture)
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return _compile(folder / template, day, inputs=inputs)


def _compile[Source: (Path, bytes)](
    source: Source,
    day: date,
    *,
    standards: tuple[_Standard, ...] = (),
    inputs: dict[str, str] | None = None,
) -> bytes:
    import typst  # loaded only where a PDF is made

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[resources() / "fonts"],
    )
    try:
        return typst.compile(
            source,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs or {},
            pdf_standards=list(standards),
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise AssemblyFailed(error.message) from error
