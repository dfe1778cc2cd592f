"""The pages of a file below each other: scrolled, gone to by number, made larger, searched."""

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.documents.previews import Source
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.preview.page_view import Fit
from lssc_desktop.ui.preview.preview import Preview, PreviewDialog
from tests.documents.previews.pdfs import page_of, pdf, stream
from tests.ui.painted import Painted, is_like

PAGES = 700
MARK = "#FFE58A"


def many_pages(count: int, *, broken: int | None = None) -> bytes:
    """A PDF whose pages say "Page 1", "Page 2", and so on; one may be none."""
    objects = page_of(b"")
    first = len(objects) + 1
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(count))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    for number in range(count):
        sheet = objects[2].replace(b"4 0 R", b"%d 0 R" % (first + 2 * number + 1))
        objects.append(b"<< /Type /Nothing >>" if number == broken else sheet)
        objects.append(stream(b"BT /F 24 Tf 100 700 Td (Page %d) Tj ET" % (number + 1)))
    return pdf(objects)


@pytest.fixture
def preview(qtbot: QtBot, jobs: Jobs, previews: Previews, icons: Icons) -> Preview:
    preview = Preview(jobs, previews, icons)
    qtbot.addWidget(preview)
    preview.resize(480, 640)
    preview.show()
    preview.activateWindow()
    qtbot.waitActive(preview)
    return preview


def show(qtbot: QtBot, preview: Preview, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with qtbot.waitSignal(preview.words_read):
        preview.show_file(Source(path.name, str(path), path))


def roll(preview: Preview, steps: int) -> None:
    viewport = preview.view.viewport()
    event = QWheelEvent(
        QPointF(20, 20),
        QPointF(viewport.mapToGlobal(QPoint(20, 20))),
        QPoint(),
        QPoint(0, -120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_the_wheel_goes_on_to_the_next_page(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    show(qtbot, preview, tmp_path / "three.pdf", many_pages(3))
    with qtbot.waitSignal(preview.words_read) as read:
        for _each in range(40):
            if preview.page == 0:
                roll(preview, 1)
    assert read.args == ["Page 2"]
    assert preview.tools.number.text() == "2"
    assert "page 2 of 3" in preview.view.accessibleName()


def test_a_page_is_gone_to_by_its_number(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    show(qtbot, preview, tmp_path / "long.pdf", many_pages(PAGES))
    assert preview.tools.place.text() == f"of {PAGES}"
    field = preview.tools.number
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "512")
    with qtbot.waitSignal(preview.words_read) as read:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert read.args == ["Page 512"]
    assert preview.page == 511
    assert preview.view.in_sight.start == 511


def test_seven_hundred_pages_are_scrolled_and_only_those_in_sight_are_kept(
    qtbot: QtBot, preview: Preview, previews: Previews, tmp_path: Path
) -> None:
    show(qtbot, preview, tmp_path / "long.pdf", many_pages(PAGES))
    bar, paper = preview.view.verticalScrollBar(), preview.view.paper
    one_page = paper.kept_bytes
    assert one_page > 0
    for part in range(1, 25):
        bar.setValue(bar.maximum() * part // 24)
        qtbot.waitUntil(lambda: not preview.view.lacks(preview.page))
        assert paper.kept_bytes <= 10 * 2 * one_page
    assert preview.page == PAGES - 1
    assert previews.kept_bytes <= 64_000_000


def test_another_file_begins_at_its_first_page(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    show(qtbot, preview, tmp_path / "long.pdf", many_pages(60))
    preview.go_to_page(50)
    show(qtbot, preview, tmp_path / "three.pdf", many_pages(3))
    assert preview.words == "Page 1"
    assert (preview.page, preview.tools.number.text()) == (0, "1")
    assert preview.view.verticalScrollBar().value() == 0


def test_a_page_that_fails_costs_no_other_page(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    show(qtbot, preview, tmp_path / "one bad.pdf", many_pages(4, broken=1))
    preview.go_to_page(1)
    qtbot.waitUntil(lambda: not preview.view.lacks(1))
    with qtbot.waitSignal(preview.words_read):
        preview.go_to_page(3)
    assert preview.view.isVisible()
    assert preview.words == "Page 4"


def test_a_whole_page_and_the_size_of_paper_are_chosen_by_keys(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    show(qtbot, preview, tmp_path / "three.pdf", many_pages(3))
    preview.resize(480, 300)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(preview.view, Qt.Key.Key_9, control)
    assert preview.tools.fit.text() != "100%"
    sheet = preview.view.paper.sheet(0)
    assert sheet.height() <= preview.view.viewport().height()
    qtbot.keyClick(preview.view, Qt.Key.Key_8, control)
    assert preview.tools.fit.text() == "100%"
    preview.tools.fits[0].trigger()
    assert isinstance(preview.view.zoom, Fit)


def test_zoom_keeps_the_place_that_is_read(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    show(qtbot, preview, tmp_path / "long.pdf", many_pages(40))
    preview.go_to_page(20)
    preview.view.zoom_in()
    assert preview.view.in_sight.start == 20
    preview.resize(900, 500)
    assert preview.page == 20
    assert 20 in preview.view.in_sight


@pytest.mark.parametrize("way", [Qt.Key.Key_Space, Qt.Key.Key_Return, "double click"])
def test_the_file_is_shown_large_at_the_page_that_is_read(
    qtbot: QtBot, preview: Preview, tmp_path: Path, way: Qt.Key | str
) -> None:
    show(qtbot, preview, tmp_path / "three.pdf", many_pages(3))
    preview.go_to_page(2)
    if isinstance(way, str):
        qtbot.mouseDClick(preview.view.viewport(), Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(preview.view, way)
    dialog = preview.findChild(PreviewDialog)
    assert isinstance(dialog, PreviewDialog)
    qtbot.waitUntil(lambda: dialog.preview.words == "Page 3")
    qtbot.keyClick(dialog.preview.view, Qt.Key.Key_F11)
    assert dialog.isFullScreen()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isFullScreen()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.preview.view, Qt.Key.Key_Space)


# Search -----------------------------------------------------------------------------------------


def seek(qtbot: QtBot, preview: Preview, words: str) -> None:
    qtbot.keyClick(preview.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert preview.search_bar.isVisible()
    qtbot.keyClicks(preview.search_bar.field, words)
    qtbot.waitUntil(lambda: bool(preview.search.sought))
    qtbot.waitUntil(lambda: preview.search.is_done)


def test_words_are_found_and_marked_and_gone_through(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    show(qtbot, preview, tmp_path / "long.pdf", many_pages(60))
    seek(qtbot, preview, "PAGE 5")  # 5, and 50 to 59
    assert preview.search_bar.count.text() == "1 of 11"
    qtbot.waitUntil(lambda: preview.words == "Page 5")
    qtbot.waitUntil(lambda: not preview.view.lacks(4))
    sheet = Painted(preview.view.viewport())
    marked = [
        (x, y)
        for x in range(0, sheet.width, 3)
        for y in range(0, sheet.height, 3)
        if is_like(sheet.color(x, y), MARK)
    ]
    assert marked
    qtbot.keyClick(preview.search_bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.words == "Page 50")
    qtbot.keyClick(preview.search_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: preview.words == "Page 5")
    qtbot.keyClick(preview.search_bar.field, Qt.Key.Key_Escape)
    assert not preview.search_bar.isVisible()
    assert preview.view.hasFocus()
    assert not preview.search.boxes()


def test_what_is_not_there_is_said(qtbot: QtBot, preview: Preview, tmp_path: Path) -> None:
    show(qtbot, preview, tmp_path / "three.pdf", many_pages(3))
    seek(qtbot, preview, "zebra")
    assert preview.search_bar.count.text() == "Not found"


def test_words_are_found_on_the_sheets_of_a_document(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    document = docx.Document()
    for number in range(90):
        document.add_paragraph(f"Shelf {number} has been weeded in the 😀 spring.")
    file = io.BytesIO()
    document.save(file)
    show(qtbot, preview, tmp_path / "long.docx", file.getvalue())
    seek(qtbot, preview, "shelf 77")
    found = preview.search.occurrence
    assert found is not None
    assert found.page == preview.page > 0
    (box,) = found.boxes
    assert box.width > 30
    assert 60 < box.x < 90  # points: the margin of the sheet is an inch


def test_the_place_found_is_where_the_words_are_drawn_on_a_turned_and_cut_page(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    objects = page_of(b"")
    objects[2] = objects[2].replace(b"/MediaBox", b"/Rotate 90 /CropBox [50 200 550 750] /MediaBox")
    objects[3] = stream(b"BT /F 24 Tf 100 700 Td (Story) Tj ET")
    show(qtbot, preview, tmp_path / "turned.pdf", pdf(objects))
    assert preview.view.paper.pages[0].width > preview.view.paper.pages[0].height
    seek(qtbot, preview, "story")
    found = preview.search.occurrence
    assert found is not None
    (box,) = found.boxes
    image = preview.view.paper.image
    pixels = image.width() / preview.view.paper.pages[0].width
    dark = [
        (x / pixels, y / pixels)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 128
    ]
    assert dark
    assert all(box.x - 3 <= x <= box.x + box.width + 3 for x, _y in dark)
    assert all(box.y - 3 <= y <= box.y + box.height + 3 for _x, y in dark)


def test_pictures_are_not_searched(qtbot: QtBot, preview: Preview, corpus: Path) -> None:
    photo = corpus / "image" / "2584174182_ffd5c24905_b_d.jpg"
    with qtbot.waitSignal(preview.page_shown):
        preview.show_file(Source(photo.name, str(photo), photo))
    assert not preview.tools.find_button.isVisible()
    qtbot.keyClick(preview.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not preview.search_bar.isVisible()
