"""Help: the topics and their pages."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlock, QTextTable
from pytestqt.qtbot import QtBot

from lssc_desktop.store.programs import as_loaded, read_program, shipped_program_text
from lssc_desktop.ui.base.place import HelpPlace
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.shared.help_page import HelpPage


def size_of(block: QTextBlock) -> float:
    """Return the points that the words of a block are drawn with."""
    return block.begin().fragment().charFormat().font().pointSizeF()


def test_the_title_of_a_page_is_larger_than_its_headings_and_these_than_its_words(
    qtbot: QtBot, icons: Icons
) -> None:
    page = HelpPage(icons, read_program(shipped_program_text(), "lssc.toml"))
    qtbot.addWidget(page)
    page.go_to(HelpPlace("start"))

    title = page.text.document().begin()
    words = title.next()
    heading = words
    while not heading.blockFormat().headingLevel():
        heading = heading.next()
    assert size_of(title) > size_of(heading) > size_of(words)


def test_esc_leaves_it_from_the_topics_and_from_the_text(qtbot: QtBot, icons: Icons) -> None:
    page = HelpPage(icons, read_program(shipped_program_text(), "lssc.toml"))
    qtbot.addWidget(page)
    for part in page.panes:
        with qtbot.waitSignal(page.left):
            qtbot.keyClick(part, Qt.Key.Key_Escape)


def test_the_rows_of_a_table_have_a_line_under_them_and_nothing_else(
    qtbot: QtBot, icons: Icons
) -> None:
    page = HelpPage(icons, read_program(shipped_program_text(), "lssc.toml"))
    qtbot.addWidget(page)
    page.go_to(HelpPlace("keyboard"))

    frames = page.text.document().rootFrame().childFrames()
    table = next(frame for frame in frames if isinstance(frame, QTextTable))
    cell = table.cellAt(1, 1).format().toTableCellFormat()
    assert table.format().border() == 0
    assert (cell.bottomBorder(), cell.topBorder(), cell.leftBorder()) == (1, 0, 0)
    assert cell.bottomBorderBrush().color() == QColor(icons.theme.tokens.line)


def test_what_this_version_does_not_know_of_a_program_file_is_named(
    qtbot: QtBot, icons: Icons
) -> None:
    text = shipped_program_text().replace('id = "lssc"', 'id = "lssc"\nmotto = "Serve"', 1)
    loaded = as_loaded(text, "lssc.toml")
    page = HelpPage(icons, loaded.program, unknown_keys=loaded.advice)
    qtbot.addWidget(page)
    page.go_to(HelpPlace("program"))
    said = page.text.toPlainText()
    assert "Not known to this version" in said
    assert "motto: a program file doesn’t have this key." in said
    page = HelpPage(icons, loaded.program)
    qtbot.addWidget(page)
    page.go_to(HelpPlace("program"))
    assert "Not known to this version" not in page.text.toPlainText()
