"""A look into a file: pages, zoom, keys, words, and a sentence where there is nothing to see."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.documents.previews import Limits, Previewer, PreviewFailed, PreviewFault, Source
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.theme import Mode
from lssc_desktop.ui.preview.page_view import Fit
from lssc_desktop.ui.preview.preview import Preview
from tests.documents.previews.pdfs import endless, page_of, pdf, stream, written
from tests.ui.painted import Painted, is_like

type Keep = Callable[[str, bytes], Source]
type Show = Callable[[Source], Preview]


def three_pages() -> bytes:
    """Pages that say One, Two and Three."""
    objects = page_of(b"")
    objects[1] = b"<< /Type /Pages /Kids [3 0 R 6 0 R 7 0 R] /Count 3 >>"
    objects += [objects[2].replace(b"4 0 R", b"%d 0 R" % number) for number in (8, 9)]
    one, two, three = (
        stream(b"BT /F 24 Tf 100 700 Td (%s) Tj ET" % word) for word in (b"One", b"Two", b"Three")
    )
    objects[3] = one
    objects += [two, three]
    return pdf(objects)


@pytest.fixture
def kept(tmp_path: Path) -> Keep:
    def keep(name: str, data: bytes) -> Source:
        path = tmp_path / name
        path.write_bytes(data)
        return Source(name, str(path), path)

    return keep


@pytest.fixture
def preview(qtbot: QtBot, jobs: Jobs, previews: Previews, icons: Icons) -> Preview:
    preview = Preview(jobs, previews, icons)
    qtbot.addWidget(preview)
    preview.resize(480, 640)
    preview.show()
    qtbot.waitExposed(preview)
    return preview


@pytest.fixture
def shown(qtbot: QtBot, preview: Preview) -> Show:
    """Show a file and wait until its first page and the words on it are there."""

    def show(source: Source) -> Preview:
        with qtbot.waitSignal(preview.words_read):
            preview.show_file(source)
        return preview

    return show


@pytest.fixture
def impatient(qtbot: QtBot, jobs: Jobs, icons: Icons) -> Iterator[Preview]:
    """A preview whose helper may take seconds: on a busy computer its start takes two already."""
    seconds = 20.0 if sys.platform == "win32" else 5.0
    previews = Previews(lambda: Previewer(Limits(seconds=seconds)))
    preview = Preview(jobs, previews, icons)
    qtbot.addWidget(preview)
    preview.resize(480, 640)
    preview.show()
    yield preview
    jobs.shut_down()
    previews.close()


def failure(qtbot: QtBot, preview: Preview, source: Source) -> str:
    """What stands in the place of a page."""
    with qtbot.waitSignal(preview.failed) as caught:
        preview.show_file(source)
    assert caught.args is not None
    assert isinstance(caught.args[0], PreviewFailed)
    assert preview.refusal.isVisible()
    assert not preview.tools.isVisible()
    return caught.args[0].fault


def press(qtbot: QtBot, preview: Preview, key: Qt.Key, *, control: bool = False) -> None:
    preview.view.setFocus()
    modifier = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(preview.view, key, modifier if control else Qt.KeyboardModifier.NoModifier)


# Pages ------------------------------------------------------------------------------------------


def test_a_file_is_shown_at_its_first_page(shown: Show, kept: Keep) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    assert preview.page == 0
    assert preview.pages == 3
    assert (preview.tools.number.text(), preview.tools.place.text()) == ("1", "of 3")
    assert preview.words == "One"
    assert not preview.view.paper.image.isNull()


def test_the_page_keys_turn_the_pages(qtbot: QtBot, shown: Show, kept: Keep) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    preview.resize(200, 900)  # so that a whole page is in sight
    found = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        with qtbot.waitSignal(preview.words_read):
            press(qtbot, preview, key)
        found.append((preview.page, preview.words))
    assert found == [(1, "Two"), (2, "Three"), (1, "Two"), (0, "One")]


def test_a_page_that_is_longer_than_the_window_is_read_before_it_is_turned(
    qtbot: QtBot, shown: Show, kept: Keep
) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    preview.resize(480, 400)
    press(qtbot, preview, Qt.Key.Key_PageDown)
    assert preview.page == 0
    assert preview.view.verticalScrollBar().value() > 0


def test_there_is_no_page_before_the_first_and_none_after_the_last(
    qtbot: QtBot, shown: Show, kept: Keep
) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    assert not preview.tools.previous.isEnabled()
    preview.turn(-1)
    assert preview.page == 0
    with qtbot.waitSignal(preview.words_read):
        preview.turn(50)
    assert preview.page == 2
    assert not preview.tools.next.isEnabled()


def test_the_buttons_turn_the_pages(qtbot: QtBot, shown: Show, kept: Keep) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    with qtbot.waitSignal(preview.page_shown):
        preview.tools.next.click()
    assert preview.page == 1
    with qtbot.waitSignal(preview.page_shown):
        preview.tools.previous.click()
    assert preview.page == 0


def test_a_file_of_one_page_has_nothing_to_turn(shown: Show, kept: Keep) -> None:
    preview = shown(kept("one.pdf", written("Alone")))
    assert not preview.tools.place.isVisible()


# Zoom -------------------------------------------------------------------------------------------


def test_a_page_is_as_wide_as_there_is_room(qtbot: QtBot, shown: Show, kept: Keep) -> None:
    preview = shown(kept("one.pdf", written("Alone")))
    before = preview.view.paper.width()
    assert 400 < before <= 480
    with qtbot.waitSignal(preview.page_shown):
        preview.resize(300, 640)
    assert preview.view.paper.width() == before - 180
    assert preview.view.paper.image.width() == preview.view.paper.width()


def test_a_small_picture_is_not_blown_up(shown: Show, corpus: Path, kept: Keep) -> None:
    photo = corpus / "image" / "2584174182_ffd5c24905_b_d.jpg"
    preview = shown(kept("photo.jpg", photo.read_bytes()))
    preview.view.set_zoom(Fit.WIDTH)
    assert preview.view.scale <= 1.5


def test_keys_wheel_and_buttons_zoom(qtbot: QtBot, shown: Show, kept: Keep) -> None:
    preview = shown(kept("one.pdf", written("Alone")))
    press(qtbot, preview, Qt.Key.Key_Plus, control=True)
    assert preview.view.zoom == 0.75
    assert preview.tools.fit.text() == "75%"
    wheel(preview, 120)
    assert preview.view.zoom == 1.0
    wheel(preview, -120)
    preview.tools.smaller.click()
    assert preview.view.zoom == 0.5
    preview.tools.larger.click()
    assert preview.view.zoom == 0.75
    press(qtbot, preview, Qt.Key.Key_Minus, control=True)
    assert preview.view.zoom == 0.5
    press(qtbot, preview, Qt.Key.Key_0, control=True)
    assert isinstance(preview.view.zoom, Fit)


def wheel(preview: Preview, way: int) -> None:
    viewport = preview.view.viewport()
    event = QWheelEvent(
        QPointF(20, 20),
        QPointF(viewport.mapToGlobal(QPoint(20, 20))),
        QPoint(),
        QPoint(0, way),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_a_page_that_was_zoomed_becomes_sharp(qtbot: QtBot, shown: Show, kept: Keep) -> None:
    preview = shown(kept("one.pdf", written("Alone")))
    with qtbot.waitSignal(preview.page_shown):
        preview.view.set_zoom(2.0)
    assert preview.view.paper.image.width() == preview.view.paper.width() == 1632


def test_pages_stay_white_in_the_dark(shown: Show, kept: Keep, icons: Icons) -> None:
    icons.theme.set_mode(Mode.DARK)
    preview = shown(kept("one.pdf", written("Alone")))
    paper = Painted(preview.view.paper)
    assert is_like(paper.color(paper.width // 2, 20), "#FFFFFF")


# Words ------------------------------------------------------------------------------------------


def test_a_screen_reader_hears_the_page_and_its_words(shown: Show, kept: Keep) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    told = QAccessible.queryAccessibleInterface(preview.view)
    assert told.text(QAccessible.Text.Name) == "three.pdf, page 1 of 3"
    assert told.text(QAccessible.Text.Description) == "One"


def test_a_picture_of_a_page_is_told_to_have_no_words(
    shown: Show, corpus: Path, kept: Keep
) -> None:
    photo = corpus / "image" / "2584174182_ffd5c24905_b_d.jpg"
    preview = shown(kept("photo.jpg", photo.read_bytes()))
    assert preview.view.accessibleDescription().startswith("We can’t read any words on this page")


def test_the_words_can_stand_in_place_of_the_page(qtbot: QtBot, shown: Show, kept: Keep) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    preview.tools.as_words.click()
    assert preview.text.isVisible()
    assert not preview.view.isVisible()
    assert not preview.tools.larger.isVisible()
    assert preview.text.toPlainText() == "One"
    with qtbot.waitSignal(preview.words_read):
        preview.tools.next.click()
    assert preview.text.toPlainText() == "Two"
    preview.tools.as_words.click()
    assert preview.view.isVisible()


def test_the_words_of_a_photo_are_not_offered(shown: Show, corpus: Path, kept: Keep) -> None:
    preview = shown(kept("three.pdf", three_pages()))
    preview.tools.as_words.click()
    photo = corpus / "image" / "2584174182_ffd5c24905_b_d.jpg"
    shown(kept("photo.jpg", photo.read_bytes()))
    assert not preview.tools.as_words.isVisible()
    assert preview.view.isVisible()
    assert preview.tools.larger.isVisible()
    shown(kept("one.pdf", written("Alone")))
    assert preview.text.isVisible()


def test_markup_in_a_file_is_shown_as_words(shown: Show, kept: Keep) -> None:
    said = "<img src='https://example.org/x.png'><script>alert(1)</script>"
    preview = shown(kept("notes.txt", said.encode()))
    assert preview.words == said
    assert preview.text.toPlainText() == said
    assert preview.view.accessibleDescription() == said


def test_a_word_document_is_laid_out_on_sheets_and_says_so(shown: Show, kept: Keep) -> None:
    document = docx.Document()
    for number in range(120):
        document.add_paragraph(f"Paragraph {number}")
    document.add_table(1, 1)
    file = io.BytesIO()
    document.save(file)
    preview = shown(kept("long.docx", file.getvalue()))
    assert preview.pages > 2
    assert "show it differently" in preview.note.text()
    assert "a table" not in preview.note.text()  # it is shown
    assert len(Painted(preview.view.paper.image).dark_rows(below=128)) > 100


def test_a_picture_that_is_all_of_a_word_document_has_no_empty_sheet_before_it(
    shown: Show, kept: Keep
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (120, 90), "#206040").save(picture, "PNG")
    document = docx.Document()
    document.add_picture(io.BytesIO(picture.getvalue()))
    file = io.BytesIO()
    document.save(file)
    preview = shown(kept("shelf.docx", file.getvalue()))
    assert preview.pages == 1
    assert Painted(preview.view.paper.image).holds("#206040")


def test_a_word_document_of_pictures_alone_begins_with_them(
    shown: Show, corpus: Path, kept: Keep
) -> None:
    document = (corpus / "docx" / "having-images.docx").read_bytes()
    preview = shown(kept("having-images.docx", document))
    assert preview.pages > 0
    assert len(Painted(preview.view.paper.image).colors()) > 1


# Nothing to see ---------------------------------------------------------------------------------


def test_nothing_is_shown_of_no_file(shown: Show, kept: Keep) -> None:
    preview = shown(kept("one.pdf", written("Alone")))
    preview.show_file(None)
    assert not preview.view.isVisible()
    assert not preview.tools.isVisible()
    assert preview.pages == 0
    assert preview.words == ""


def test_a_damaged_file_is_a_sentence_with_a_way_to_open_it(
    qtbot: QtBot, preview: Preview, kept: Keep
) -> None:
    fault = failure(qtbot, preview, kept("half.pdf", b"%PDF-1.7 and no more"))
    assert fault == PreviewFault.DAMAGED
    with qtbot.waitSignal(preview.open_requested):
        preview.open_button.click()


def test_after_a_sentence_the_next_file_is_shown(
    qtbot: QtBot, preview: Preview, shown: Show, kept: Keep
) -> None:
    failure(qtbot, preview, kept("clip.mp4", b"0" * 100))
    shown(kept("one.pdf", written("Alone")))
    assert preview.view.isVisible()
    assert preview.tools.isVisible()
    assert not preview.refusal.isVisible()


def test_who_waits_is_told_so_and_gets_a_sentence_in_the_end(
    qtbot: QtBot, impatient: Preview, kept: Keep
) -> None:
    assert not impatient.waiting.isVisible()
    with qtbot.waitSignal(impatient.failed) as caught:
        impatient.show_file(kept("endless.pdf", endless()))
        qtbot.waitUntil(impatient.waiting.isVisible)
    assert caught.args is not None
    assert caught.args[0].fault in {PreviewFault.TOO_SLOW, PreviewFault.STOPPED}
    assert not impatient.waiting.isVisible()


def test_only_the_file_that_was_chosen_last_is_shown(
    qtbot: QtBot, preview: Preview, kept: Keep
) -> None:
    sources = [kept(f"{number}.pdf", written(f"File {number}")) for number in range(8)]
    for source in sources:
        preview.show_file(source)
    with qtbot.waitSignal(preview.words_read) as read:
        pass
    assert read.args == ["File 7"]
    assert preview.view.accessibleName().startswith("7.pdf")


def test_a_file_that_is_left_for_another_is_not_waited_for(
    qtbot: QtBot, impatient: Preview, kept: Keep
) -> None:
    impatient.show_file(kept("endless.pdf", endless()))
    qtbot.waitUntil(lambda: impatient.pages == 1)
    with qtbot.waitSignal(impatient.words_read) as read:
        impatient.show_file(kept("one.pdf", written("Alone")))
    assert read.args == ["Alone"]
