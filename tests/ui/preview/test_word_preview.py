"""Word files in the preview: their tables and pictures stand where the document has them."""

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from PIL import Image
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.extract import in_words_and_pictures, sound_document
from lssc_desktop.core.text.printed import PrintedTable, pictures
from lssc_desktop.documents.previews import Source
from lssc_desktop.documents.word import read_printed
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.preview.preview import Preview
from tests.ui.painted import Painted, is_like

GREEN, RED = "#206040", "#B02030"


def picture(color: str) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (300, 150), color).save(file, "PNG")
    file.seek(0)
    return file


def response() -> bytes:
    """A text with a picture between its words, and a table with a merged cell and a picture."""
    document = docx.Document()
    document.add_paragraph("Before the picture.")
    document.add_picture(picture(GREEN), width=Inches(2))
    document.add_paragraph("After the picture.")
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Both rows"
    table.cell(0, 1).text = "Loans in May"
    table.cell(1, 1).text = "Loans in June"
    table.cell(2, 0).text = "Sum"
    table.cell(2, 1).paragraphs[0].add_run().add_picture(picture(RED), width=Inches(1))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, jobs: Jobs, previews: Previews, icons: Icons) -> Preview:
    preview = Preview(jobs, previews, icons)
    qtbot.addWidget(preview)
    preview.resize(700, 800)
    preview.show()
    return preview


def show(qtbot: QtBot, preview: Preview, path: Path) -> None:
    with qtbot.waitSignal(preview.words_read):
        preview.show_file(Source(path.name, str(path), path))


def test_tables_and_pictures_stand_in_their_places(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    path = tmp_path / "response.docx"
    path.write_bytes(response())
    show(qtbot, preview, path)
    assert preview.pages == 1
    seen = Painted(preview.view.paper.image)
    assert seen.holds(GREEN)
    assert seen.holds(RED)
    rows = {
        color: [
            y
            for y in range(seen.height)
            if any(is_like(seen.color(x, y), color) for x in range(0, seen.width, 8))
        ]
        for color in (GREEN, RED)
    }
    assert max(rows[GREEN]) < min(rows[RED])
    assert preview.words.splitlines()[0] == "Before the picture."
    assert "Loans in June" in preview.words
    assert "a table" not in preview.note.text()
    assert "come after the text" not in preview.note.text()


def test_a_picture_that_cannot_be_shown_leaves_its_place_and_what_it_shows(
    qtbot: QtBot, preview: Preview, tmp_path: Path
) -> None:
    import zipfile

    path = tmp_path / "response.docx"
    with (
        zipfile.ZipFile(io.BytesIO(response())) as good,
        zipfile.ZipFile(path, "w") as bad,
    ):
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, b"no picture" if name == "word/media/image1.png" else data)
    show(qtbot, preview, path)
    seen = Painted(preview.view.paper.image)
    assert not seen.holds(GREEN)
    assert seen.holds(RED)


def test_every_document_of_the_corpus_is_told_as_it_is(corpus: Path) -> None:
    files = sorted((corpus / "docx").glob("*.docx"))
    assert files
    for path in files:
        whole = read_printed(path, path.name)
        told = sound_document(in_words_and_pictures(whole))
        assert len(list(pictures(told))) == len(list(pictures(whole)))
        tables = [block for block in told.blocks if isinstance(block, PrintedTable)]
        assert len(tables) == sum(isinstance(block, PrintedTable) for block in whole.blocks)
        assert all(not each.data for each in pictures(told))
