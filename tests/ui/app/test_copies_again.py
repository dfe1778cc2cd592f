"""Clean copies of the earlier way: from the finding of a check to new copies, by one press."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.clean_copies import outdated_copies, use_clean_copy
from lssc_desktop.core.portfolio.edits import put_evidence, use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, EvidenceUse
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.evidence.clean_copies import UseCopyDialog
from lssc_desktop.ui.evidence.copies_again import AgainResult
from lssc_desktop.ui.evidence.page import EvidencePage

NOTES, EARLIER = "Evidence/Notes.txt", "Evidence/Notes (clean copy).txt"


def test_the_finding_of_a_check_makes_the_copies_again_where_the_files_are(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    session = window.session
    assert session is not None
    today = session.today
    for path in (NOTES, EARLIER):
        (sample / path).write_text("Read aloud to a class.", "utf-8")
    file = EvidenceFile(NOTES, "0" * 64, 5, today)
    session.apply_change(partial(put_evidence, file=file, today=today))
    use = EvidenceUse(NOTES)
    session.apply_change(partial(use_evidence, set_id="technology", number=1, use=use, today=today))
    earlier = EvidenceFile(EARLIER, "1" * 64, 5, today)
    session.apply_change(partial(use_clean_copy, old=NOTES, copy=earlier, today=today))

    window.go_to(CheckPlace("technology"))
    (check,) = window.findChildren(CheckPage)

    def rows() -> list[str]:
        return [row.finding.code for row in check.advice.rows]

    qtbot.waitUntil(lambda: "copy-outdated" in rows())
    row = check.advice.rows[rows().index("copy-outdated")]
    assert row.copy.text() == "Make copies again"
    row.copy.click()

    view = window.portfolio_view
    assert view is not None
    assert isinstance(view.page, EvidencePage)
    qtbot.waitUntil(lambda: bool(window.findChildren(UseCopyDialog)), timeout=60_000)
    window.findChildren(UseCopyDialog)[-1].accept_button.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(AgainResult)), timeout=60_000)
    assert outdated_copies(session.portfolio) == ()
    window.findChildren(AgainResult)[-1].accept_button.click()
