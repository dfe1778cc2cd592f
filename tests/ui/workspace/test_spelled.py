"""English is checked as the program of the portfolio spells it, whatever the computer has."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.sample import write_sample
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import wait_saved


@pytest.mark.parametrize(
    ("program", "set_id", "foreign"),
    [("cilip-certification", "portfolio", "color"), ("lssc", "technology", "colour")],
)
def test_the_words_of_the_other_country_are_marked(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
    set_id: str,
    foreign: str,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    root = tmp_path / "Whitlock"
    write_sample(root, ignore_progress, program)
    window = open_window(root)
    session = window.session
    assert session is not None
    window.go_to(SetPlace(set_id, statement=True, tab=Tab.RESPONSE))
    (page,) = window.findChildren(WorkspacePage)
    editor = page.panel.response.box.editor
    qtbot.waitUntil(editor.isVisible)
    editor.setFocus()
    editor.insertPlainText("We like color or colour.\n")

    def marked() -> list[str]:
        underlined = editor.extraSelections()
        return [each.cursor.selectedText() for each in underlined]

    qtbot.waitUntil(lambda: foreign in marked())
    wait_saved(qtbot, session)
    assert [word for word in marked() if word in {"color", "colour"}] == [foreign]
