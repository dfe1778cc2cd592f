"""What is kept of the previews, and a text laid out on sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.store.previews import Source
from lssc_desktop.ui.base.previews import Previews, count_sheets, paint_sheet
from lssc_desktop.ui.kit.theme import Theme
from tests.store.previews.pdfs import written

QUIET = ignore_progress
SHEET = QSize(306, 396)


def dark_rows(image: QImage) -> list[int]:
    """The rows of a picture in which something is written."""
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 160 for x in range(image.width()))
    ]


@pytest.fixture
def source(tmp_path: Path) -> Callable[[str], Source]:
    def make(words: str) -> Source:
        path = tmp_path / f"{words}.pdf"
        path.write_bytes(written(words))
        return Source(path.name, str(path), path)

    return make


def test_a_page_is_rendered_once_for_each_size(
    previews: Previews, source: Callable[[str], Source]
) -> None:
    flyer = source("Flyer")
    first = previews.page(flyer, 0, QSize(200, 200), QUIET)
    assert flyer.path is not None
    flyer.path.unlink()  # what was seen needs the file no more
    again = previews.page(flyer, 0, QSize(200, 200), QUIET)
    assert again.cacheKey() == first.cacheKey()


def test_what_is_kept_is_bounded(previews: Previews, source: Callable[[str], Source]) -> None:
    flyer = source("Many sizes")
    for side in range(3000, 3010):
        page = previews.page(flyer, 0, QSize(side, side), QUIET)
        assert page.sizeInBytes() > 20_000_000
    assert 0 < previews.kept_bytes <= 64_000_000


def test_the_same_bytes_are_seen_by_their_name(previews: Previews, tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_bytes(b"# Title")
    as_text = Source("notes.txt", "one fingerprint", path)
    as_markdown = Source("notes.md", "one fingerprint", path)
    assert previews.words(as_text, 0, QUIET) == "# Title"
    assert previews.words(as_markdown, 0, QUIET) == "Title"


def test_a_long_text_goes_on_on_the_next_sheet(theme: Theme) -> None:
    del theme  # its fonts are loaded
    text = RichText(tuple(Paragraph((Span(f"Line {number}"),)) for number in range(100)))
    sheets = count_sheets(text)
    assert sheets > 2
    for number in range(sheets):
        rows = dark_rows(paint_sheet(text, number, SHEET))
        assert min(rows) >= 36  # the margin of an inch
        assert max(rows) <= 396 - 36
    assert not dark_rows(paint_sheet(text, sheets, SHEET))


def test_an_empty_text_is_an_empty_sheet(theme: Theme) -> None:
    del theme
    assert count_sheets(RichText()) == 1
    assert not dark_rows(paint_sheet(RichText(), 0, SHEET))


def test_a_heading_is_larger_and_an_item_of_a_list_stands_in(theme: Theme) -> None:
    del theme
    body = paint_sheet(RichText((Paragraph((Span("Hold shelf"),)),)), 0, SHEET)
    heading = Paragraph((Span("Hold shelf"),), Form.HEADING_1)
    item = Paragraph((Span("Hold shelf"),), Form.BULLET, 1)
    assert len(dark_rows(paint_sheet(RichText((heading,)), 0, SHEET))) > len(dark_rows(body))
    assert left_edge(paint_sheet(RichText((item,)), 0, SHEET)) > left_edge(body)


def left_edge(image: QImage) -> int:
    return min(
        x
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 160
    )
