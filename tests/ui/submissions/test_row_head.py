"""The head of a package's row."""

from typing import get_args

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import EventCode
from lssc_desktop.messages.submissions import standing_word
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.submissions.row import RowHead, event_look


@pytest.fixture
def head(qtbot: QtBot, icons: Icons) -> RowHead:
    head = RowHead(icons)
    qtbot.addWidget(head)
    head.title.setText("Foundations, review copy 2")
    head.resize(640, 56)
    head.show()
    qtbot.waitExposed(head)
    return head


@pytest.mark.parametrize("note", ["190 of 486 MB", "190 of 486 MB, and as much more as wraps" * 2])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_bar_stands_beside_the_first_line_of_the_note(
    qtbot: QtBot, head: RowHead, icons: Icons, note: str, scale: float
) -> None:
    icons.theme.set_text_scale(scale)
    head.note.setText(note)
    head.resize(640, head.heightForWidth(640))

    def is_beside() -> bool:
        line = QFontMetrics(head.note.font()).height()
        first = head.note.mapTo(head, QPoint(0, line // 2)).y()
        bar = head.bar.mapTo(head, head.bar.rect().center()).y()
        return abs(bar - first) <= 1

    qtbot.waitUntil(is_beside)


def test_on_a_screen_of_1366_the_time_left_stands_on_the_line_of_the_bytes(head: RowHead) -> None:
    width = 588  # of a row's head there, beside the steps of a web form
    head.note.setText("190 of 486 MB")
    one_line = head.heightForWidth(width)
    head.note.setText("190 of 486 MB, about 40 sec left")
    assert head.heightForWidth(width) == one_line


def test_without_a_bar_the_note_begins_under_the_title(qtbot: QtBot, head: RowHead) -> None:
    head.note.setText("Fingerprint matches.")
    head.bar.hide()
    qtbot.waitUntil(lambda: head.note.x() == head.title.x())


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_how_far_a_package_is_can_be_read_whole(
    qtbot: QtBot, head: RowHead, icons: Icons, standing: Standing, scale: float
) -> None:
    icons.theme.set_text_scale(scale)
    head.chip.set_status("pencil", standing_word(standing), Tone.IDLE)
    qtbot.waitUntil(lambda: head.chip.width() >= head.chip.sizeHint().width())


@pytest.mark.parametrize("code", EventCode)
def test_what_happened_has_an_icon_of_ours_in_a_tone(code: EventCode) -> None:
    icon, tone = event_look(code)
    assert icon in get_args(IconName.__value__)
    assert isinstance(tone, Tone)
