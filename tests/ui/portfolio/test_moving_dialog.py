"""What is different between two program files, before a portfolio follows the other one."""

from pytestqt.qtbot import QtBot

from lssc_desktop.core.standing.program_differences import differences
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.portfolio.program import SwitchProgramDialog
from tests.core.standing.test_moving import NEW, OLD, portfolio


def test_the_differences_follow_the_line_that_counts_them(qtbot: QtBot, icons: Icons) -> None:
    dialog = SwitchProgramDialog(differences(OLD, NEW, portfolio()), OLD, NEW, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    said = [label for label in dialog.findChildren(Label) if label.isVisible() and label.text()]
    said.sort(key=lambda label: label.mapTo(dialog, label.rect().topLeft()).y())
    words = [label.text() for label in said]
    at = words.index("5 differences between A small program 1 and A small program 2:")
    assert words[at - 1].startswith("All of your work is kept.")
    assert tuple(words[at + 1 : at + 6]) == dialog.lines
