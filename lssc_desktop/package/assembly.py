"""The set assembled as one PDF: tagged for screen readers (PDF/UA-1), made to last (PDF/A-2a)."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter, Step
from lssc_desktop.package.book import Book
from lssc_desktop.package.book_data import book_data
from lssc_desktop.paths import resources

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
    reporter.report(Step.ASSEMBLING, 0, 1)
    template = resources() / "templates" / "typst" / "portfolio.typ"
    data = json.dumps(book_data(book), ensure_ascii=False)
    pdf = _compile(template, book.day, standards=_ACCESSIBLE, inputs={"book": data})
    reporter.report(Step.ASSEMBLING, 1, 1)
    return pdf


def typeset(source: str, day: date) -> bytes:
    """Return the PDF of a trusted typst source, set in the shipped fonts, as accessible as ours.

    The source has to set a document title and alternative texts. Raises `AssemblyFailed`.
    """
    return _compile(source.encode(), day, standards=_ACCESSIBLE)


def typeset_sheet(files: dict[str, bytes], day: date) -> bytes:
    """Return the PDF of a trusted typst source "main" with the files that it names.

    It is not tagged: such pages are merged into a document that is not. Raises `AssemblyFailed`.
    """
    return _compile(files, day)


def _compile(
    source: Path | bytes | dict[str, bytes],
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
            source,  # type: ignore[type-var]  # its stub forgets that it takes files by name
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs=inputs or {},
            pdf_standards=list(standards),
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise AssemblyFailed(error.message) from error
