"""Texts and portfolio.json, saved on a drive that does not confirm it."""

import errno
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.edits import set_planned
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.files import SaveUncertain
from lssc_desktop.store.folder.saving import Saving, TextPlace, UnsavedText, save_work

TODAY = date(2026, 11, 25)
PLACE = TextPlace("foundations", 11)


def _unsaved(words: str) -> UnsavedText:
    return UnsavedText(PLACE, RichText((Paragraph((Span(words),)),)))


def test_what_the_drive_did_not_confirm_is_told_and_is_nobody_elses_change(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    failing_sync: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planned = set_planned(portfolio, "foundations", date(2027, 1, 1), TODAY)
    saving = Saving(root, program, planned, folder.current_stamp(root), (_unsaved("First."),))
    with monkeypatch.context():
        failing_sync(errno.EIO)
        uncertain = save_work(saving, TODAY)
        assert isinstance(uncertain.error, SaveUncertain)
        assert uncertain.refused == ()
    monkeypatch.undo()
    later = set_planned(uncertain.portfolio, "foundations", date(2027, 2, 2), TODAY)
    again = Saving(root, program, later, uncertain.stamp, (_unsaved("Second."),))
    saved = save_work(again, TODAY)
    assert (saved.error, saved.refused) == (None, ())
    assert folder.load(root).portfolio == saved.portfolio
