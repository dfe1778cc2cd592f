"""What is kept of the previews, and a text laid out on sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.extract import table
from lssc_desktop.core.text.printed import PrintedText, printed
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.documents.previews import Source
from lssc_desktop.ui.base.previews import Previews, count_sheets, paint_sheet
from lssc_desktop.ui.kit.theme import Theme
from tests.documents.previews.pdfs import written
from tests.ui.painted import Painted

QUIET = ignore_progress
SHEET = QSize(306, 396)


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
    lines = tuple(Paragraph((Span(f"Line {number}"),)) for number in range(100))
    text = printed(RichText(lines))
    sheets = count_sheets(text)
    assert sheets > 2
    for number in range(sheets):
        rows = Painted(paint_sheet(text, number, SHEET)).dark_rows()
        assert min(rows) >= 36  # the margin of an inch
        assert max(rows) <= 396 - 36
    assert not Painted(paint_sheet(text, sheets, SHEET)).dark_rows()


def test_an_empty_text_is_an_empty_sheet(theme: Theme) -> None:
    del theme
    assert count_sheets(PrintedText()) == 1
    assert not Painted(paint_sheet(PrintedText(), 0, SHEET)).dark_rows()


def test_a_heading_is_larger_and_an_item_of_a_list_stands_in(theme: Theme) -> None:
    del theme
    body = Paragraph((Span("Hold shelf"),))
    heading = Paragraph((Span("Hold shelf"),), Form.HEADING_1)
    item = Paragraph((Span("Hold shelf"),), Form.BULLET, 1)
    plain, large, inset = (
        Painted(paint_sheet(printed(RichText((each,))), 0, SHEET)) for each in (body, heading, item)
    )
    assert len(large.dark_rows()) > len(plain.dark_rows())
    assert inset.dark().left() > plain.dark().left()


def test_a_table_stands_in_frames_and_goes_on_on_the_next_sheet(theme: Theme) -> None:
    del theme
    rows = [["Day", "Children"], *([f"Day {number}", "24"] for number in range(60))]
    text = PrintedText((table(rows, (3.0, 1.0), 1),))
    sheets = count_sheets(text)
    assert sheets > 1
    for number in range(sheets):
        painted = Painted(paint_sheet(text, number, SHEET))
        assert painted.dark_rows()
        assert max(painted.dark_rows()) <= 396 - 36
    first = Painted(paint_sheet(text, 0, SHEET)).dark()
    assert first.left() < 60  # the words of the first column
    assert first.right() > 153  # and those of the second


def test_a_cell_longer_than_a_sheet_loses_no_line(theme: Theme) -> None:
    del theme
    text = PrintedText((table([["word " * 2_000, "x"]], (1.0, 1.0), 0),))
    sheets = count_sheets(text)
    assert sheets > 2
    assert all(Painted(paint_sheet(text, each, SHEET)).dark_rows() for each in range(sheets))


def test_facts_stand_in_words_around_a_table(previews: Previews, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(b"Day,Children\nMonday,24\n")
    source = Source("log.csv", "log", path)
    looked = previews.look(source, QUIET)
    assert (looked.sheets, len(looked.pages)) == (1, 1)
    assert previews.words(source, 0, QUIET) == "Day\tChildren\nMonday\t24"
