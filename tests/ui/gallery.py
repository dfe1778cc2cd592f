"""Draws all widgets of the house on one sheet: `python -m tests.ui.gallery light|dark FILE`."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.ui.kit.bars import THICK, ProgressLine
from lssc_desktop.ui.kit.buttons import (
    IconTile,
    StatusChip,
    ToolButton,
    filter_button,
    link_button,
    plain_button,
    primary_button,
    tinted_button,
)
from lssc_desktop.ui.kit.cards import Callout, Card, CardButton, EmptyState
from lssc_desktop.ui.kit.fields import NamedField, SearchField
from lssc_desktop.ui.kit.focus import FocusFollower
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.pages import Divider, PageHead, ScrollPage, SectionHead
from lssc_desktop.ui.kit.tables import TableStyler
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import CARD_PADDING, PAGE_MARGIN, Ink, Tone, Type

_FILES = (
    ("Story time flyer.pdf", "PDF", "Foundations 11", "640 KB"),
    ("Story time sign-up.docx", "Word", "Foundations 11", "1.8 MB"),
    ("Letter from branch head.pdf", "PDF", "Foundations 11", "210 KB"),
)


def _files() -> QStandardItemModel:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["Name", "Kind", "Used in", "Size"])
    for file in _FILES:
        model.appendRow([QStandardItem(text) for text in file])
    return model


def gallery(theme: Theme, icons: Icons) -> QMainWindow:
    """Return a window with one of everything, in the order of the pictures."""
    window = QMainWindow()
    for name in ("&File", "&Edit", "&View", "&Go", "&Portfolio", "&Help"):
        window.menuBar().addMenu(name)
    window.statusBar().addWidget(IconLabel(icons, "check", Ink.OK, 14))
    window.statusBar().addWidget(Label(theme, "All changes saved", Type.CAPTION, Ink.INK2))
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 16)
    column.setSpacing(12)
    head = PageHead(theme, "Good morning, A. Rivera", "Tuesday, 24 November 2026.")
    head.buttons.addWidget(
        primary_button(icons, "Continue with no. 11", "arrow-right", icon_last=True)
    )
    column.addWidget(head)
    column.addLayout(_set_cards(theme, icons))
    column.addLayout(_buttons(icons))
    column.addLayout(_fields(icons))
    column.addLayout(_bottom(theme, icons))
    window.setCentralWidget(ScrollPage(page))
    return window


def _set_cards(theme: Theme, icons: Icons) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(12)
    grid.addWidget(
        SectionHead(
            theme, "Required", "3 of 3 chosen", after=link_button(icons, "Change electives")
        ),
        0,
        0,
        1,
        3,
    )
    sets = (
        ("Foundations of Library Services", 7, 12, Tone.ACCENT, "half", "In progress"),
        ("Communication and Teamwork", 9, 9, Tone.INFO, "send", "Handed in"),
        ("Technology", 9, 9, Tone.OK, "award", "Achieved"),
    )
    for at, (title, done, total, tone, icon, word) in enumerate(sets):
        card = CardButton(theme, f"{title}, {done} of {total} ready, {word}")
        card.content.addWidget(Label(theme, title, Type.BODY_STRONG))
        route = QHBoxLayout()
        route.setSpacing(6)
        route.addWidget(IconLabel(icons, "folder", Ink.INK2, 16))
        route.addWidget(Label(theme, "Portfolio", Type.TABLE, Ink.INK2), 1)
        card.content.addStretch(1)
        card.content.addLayout(route)
        line = ProgressLine(theme, f"{done} of {total} ready")
        line.set_progress(done, total)
        if tone is Tone.OK:
            line.set_tone(Tone.OK)
        card.content.addWidget(line)
        card.content.addWidget(Label(theme, "5 to go, planned April 2027", Type.TABLE, Ink.INK2))
        card.content.addSpacing(20)
        foot = QHBoxLayout()
        foot.addWidget(Label(theme, f"{done} of {total} ready", Type.BODY, wrap=False), 1)
        foot.addWidget(StatusChip(icons, icon, word, tone))  # type: ignore[arg-type]
        card.content.addLayout(foot)
        grid.addWidget(card, 1, at)
    steps = Card(padding=0)
    steps.content.setSpacing(0)
    for icon, tone, what, why in (
        ("help-circle", Tone.WARN, "Ask if the certificate arrived", "Sent 20 Nov."),
        ("message-circle", Tone.NOTE, "Answer a staff comment, no. 11", "Say what your part was."),
        ("pencil", Tone.ACCENT, "Start no. 12, the only empty one", "It holds up the whole set."),
    ):
        row = QHBoxLayout()
        row.setContentsMargins(CARD_PADDING, 8, CARD_PADDING, 8)
        row.setSpacing(12)
        row.addWidget(IconTile(icons, icon, tone), 0, Qt.AlignmentFlag.AlignTop)  # type: ignore[arg-type]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(theme, what, Type.BODY_STRONG))
        words.addWidget(Label(theme, why, Type.TABLE, Ink.INK2))
        row.addLayout(words, 1)
        row.addWidget(IconLabel(icons, "chevron-right", Ink.INK, 18))
        if steps.content.count():
            steps.content.addWidget(Divider())
        steps.content.addLayout(row)
    grid.addWidget(SectionHead(theme, "Next steps"), 0, 3)
    grid.addWidget(steps, 1, 3)
    for at in range(3):
        grid.setColumnStretch(at, 2)
    grid.setColumnStretch(3, 3)
    return grid


def _buttons(icons: Icons) -> QHBoxLayout:
    off = plain_button(icons, "Check again", "refresh")
    off.setEnabled(False)
    group = QButtonGroup(icons)
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in (
        tinted_button(icons, "Mark as ready", "circle-check"),
        plain_button(icons, "Check this set", "clipboard-check"),
        off,
        plain_button(icons, "Make a clean copy", small=True),
        plain_button(icons, "Reply", small=True),
        link_button(icons, "Go there", "arrow-right"),
    ):
        row.addWidget(button)
    for text in ("All 34", "Not used 3"):
        chosen = filter_button(icons, text)
        group.addButton(chosen)
        row.addWidget(chosen)
    group.buttons()[0].setChecked(True)
    row.addWidget(ToolButton(icons, "bold", "Bold", QKeySequence("Ctrl+B")))
    row.addWidget(ToolButton(icons, "italic", "Italic", QKeySequence("Ctrl+I")))
    row.addWidget(ToolButton(icons, "chevron-left", "Previous competency", boxed=True))
    row.addWidget(ToolButton(icons, "chevron-right", "Next competency", boxed=True))
    row.addStretch(1)
    return row


def _fields(icons: Icons) -> QHBoxLayout:
    sets = QComboBox()
    sets.addItems(["Foundations of Library Services", "Technology"])
    checked = QCheckBox("Remember on this computer")
    checked.setChecked(True)
    handed = QRadioButton("Portfolio to hand in")
    handed.setEnabled(False)
    review = QRadioButton("Review copy")
    review.setChecked(True)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(SearchField(icons, "Filter by name", QKeySequence("Ctrl+F")))
    row.addWidget(sets)
    row.addWidget(QDateEdit())
    row.addWidget(QSpinBox())
    for mark in (checked, QCheckBox("Not"), handed, review):
        row.addWidget(mark)
    row.addStretch(1)
    return row


def _bottom(theme: Theme, icons: Icons) -> QHBoxLayout:
    tabs = QTabBar()
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    for name in ("Plan", "Response", "Evidence (3)"):
        tabs.addTab(name)
    tabs.setCurrentIndex(1)
    words = QPlainTextEdit("I show this competency with the bilingual story time I helped start.")
    words.setFont(theme.font(Type.OWN_WORDS))
    table = QTableView()
    files = _files()
    files.setParent(table)
    table.setModel(files)
    table.setAccessibleName("Evidence files")
    TableStyler(table, theme)
    table.setColumnWidth(0, 210)
    table.selectRow(1)
    table.horizontalHeader().setStretchLastSection(True)
    left = QVBoxLayout()
    left.addWidget(tabs)
    left.addWidget(
        NamedField(theme, "Introduction", words, "One paragraph: how you will show this")
    )
    left.addWidget(table)
    mark = QLabel()
    mark.setPixmap(icons.mark(50))
    job = ProgressLine(theme, "Copying and fingerprinting", THICK)
    job.set_progress(212_000_000_000, 486_000_000_000)
    chips = QHBoxLayout()
    for tone in Tone:
        chips.addWidget(StatusChip(icons, "circle-check", tone.value.capitalize(), tone))
    chips.addWidget(StatusChip(icons, None, "3 open", Tone.BAD))
    chips.addWidget(StatusChip(icons, None, "4", Tone.WARN))
    notice = Callout(
        icons,
        "ALA-APA stopped taking LSSC portfolios on 31 January 2019. Ask before you pay a fee.",
        Tone.WARN,
        icon="info-circle",
        title="Before you start",
    )
    advice = Callout(icons, "", Tone.ACCENT)
    advice.set_text(
        "raise 6 and 11 to met, and 12 to at least partially met.",
        "Shortest way:",
    )
    right = QVBoxLayout()
    right.setSpacing(10)
    right.addLayout(chips)
    row = QHBoxLayout()
    row.addWidget(mark)
    row.addWidget(IconTile(icons, "notebook", Tone.ACCENT, 46))
    row.addWidget(job, 1)
    right.addLayout(row)
    right.addWidget(notice)
    right.addWidget(advice)
    browse = plain_button(icons, "Browse…")
    right.addWidget(
        EmptyState(icons, "paperclip", "No files yet.", "Drag files here, or browse.", browse)
    )
    both = QHBoxLayout()
    both.setSpacing(16)
    both.addLayout(left, 1)
    both.addLayout(right, 1)
    return both


def main() -> None:
    """Draw the gallery into a file."""
    mode, file = Mode(sys.argv[1]), Path(sys.argv[2])
    application = QApplication([])
    theme = Theme()
    theme.set_mode(mode)
    theme.set_text_scale(float(sys.argv[3]) if len(sys.argv) > 3 else 1.0)
    theme.apply(application)
    icons = Icons(theme)
    FocusFollower(application, theme)
    window = gallery(theme, icons)
    window.resize(1366, 1040)
    window.show()
    window.activateWindow()
    window.findChildren(CardButton)[0].setFocus()
    application.sendPostedEvents()
    window.grab().save(str(file))


if __name__ == "__main__":
    main()
