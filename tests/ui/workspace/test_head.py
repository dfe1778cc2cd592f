"""The head of a set: its title, a note, how much is ready, and what can be done with it."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.progress import find_set, set_progress
from lssc_desktop.languages import catalog, speaking
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.workspace.head import WorkspaceHead


@pytest.mark.parametrize(("language", "is_below"), [("en", False), ("es", True)])
def test_buttons_leave_a_long_note_the_room_beside_them(
    qtbot: QtBot, session: Session, icons: Icons, language: str, is_below: bool
) -> None:
    work = session.portfolio.set_work("foundations")
    assert work is not None
    with speaking(catalog(language)):
        head = WorkspaceHead(icons)
        qtbot.addWidget(head)
        program = program_in(session.program, session.program_text, language)
        foundations = find_set(program, "foundations")
        head.show_set(set_progress(foundations, replace(work, route_chosen=False)), program)
    head.resize(1130, 130)
    head.show()
    qtbot.waitUntil(lambda: (head.check.y() > head.title.geometry().bottom()) == is_below)
    assert head.heightForWidth(1130) < 110
