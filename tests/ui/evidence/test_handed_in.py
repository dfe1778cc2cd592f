"""A file that a set shows which is handed in: it stays as it was sent."""

from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import note_package
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote
from lssc_desktop.core.submission.submission import Submission, SubmissionState
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage

GUIDE = "Evidence/Desk guide.docx"


def test_it_is_neither_removed_nor_renamed(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    note = PackageNote(
        "p", "foundations", PackageKind.PORTFOLIO, 0, session.today, "c", "Packages/p.zip"
    )
    session.apply_change(partial(note_package, note=note))
    session.set_submissions(
        (Submission("p.zip", "p", "aa", 1, "file:///x", SubmissionState.RECEIVED),)
    )
    page.table.choose(GUIDE)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    page.details.begin_rename()
    page.details.name_field.setText("Guide.docx")
    page.details.save_name_button.click()
    (notice,) = notices.waiting
    assert notice.message.happened == "Foundations of Library Services is handed in."
    assert (session.root / GUIDE).is_file()


def test_of_several_files_none_is_removed(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    note = PackageNote(
        "p", "foundations", PackageKind.PORTFOLIO, 0, session.today, "c", "Packages/p.zip"
    )
    session.apply_change(partial(note_package, note=note))
    session.set_submissions(
        (Submission("p.zip", "p", "aa", 1, "file:///x", SubmissionState.RECEIVED),)
    )
    page.table.select([GUIDE, "Evidence/Weeding list 2026.xlsx"])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    (notice,) = notices.waiting
    assert notice.message.happened == "Foundations of Library Services is handed in."
    assert (session.root / "Evidence/Weeding list 2026.xlsx").is_file()
