"""What a check found, row by row: what it is, what it means, and the way there."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.finding import Finding
from lssc_desktop.messages.check import finding_words, go_there_name, open_count, show_more
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.buttons import Button, link_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.emptying import give_up, taken_out
from lssc_desktop.ui.widgets.labels import IconLabel, Label
from lssc_desktop.ui.widgets.section import Divider, SectionHead

_AT_ONCE = 40  # rows; each costs a millisecond to make

# The first that a code begins with.
_ICONS: tuple[tuple[str, IconName], ...] = (
    ("response-long", "files"),
    ("response", "file-text"),
    ("introduction", "file-text"),
    ("statement", "notebook"),
    ("part-without", "list-check"),
    ("secondary-only", "star"),
    ("own-role", "user"),
    ("not-marked", "circle-check"),
    ("self-rating", "half"),
    ("forecast", "hourglass"),
    ("route", "info-circle"),
    ("deadline", "clock"),
    ("personal-document", "user"),
    ("name-missing", "user"),
    ("set-not-chosen", "list-check"),
    ("course", "school"),
    ("certificate", "school"),
    ("link", "unlink"),
    ("document", "file-alert"),
    ("character", "file-alert"),
    ("name-changed", "edit"),
    ("competency", "help-circle"),
    ("set-count", "help-circle"),
)


class FindingRow(QWidget):
    """One finding: its icon, two lines of words, and the button that leads there."""

    def __init__(
        self, icons: Icons, finding: Finding, tone: Tone, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        words = finding_words(finding)
        self.go_there = link_button(icons, go_there_name(), "arrow-right")
        self.go_there.setAccessibleName(f"{go_there_name()}: {words.happened}")
        self.go_there.setAccessibleDescription(words.meaning)

        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(Label(icons.theme, words.happened, Type.BODY_STRONG))
        if words.meaning:
            said.addWidget(Label(icons.theme, words.meaning, Type.TABLE, Ink.INK2))
        row = QHBoxLayout(self)
        row.setContentsMargins(15, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel(icons, _icon_of(finding.code), Ink(tone.value), 18))
        row.addLayout(said, 1)
        row.addWidget(self.go_there, 0, Qt.AlignmentFlag.AlignVCenter)


class FindingList(QWidget):
    """The findings of one level under their head, or a line that there is none."""

    finding_chosen = Signal(object)
    """A `Finding` that the person wants to go to."""

    def __init__(
        self,
        icons: Icons,
        title: str,
        note: str,
        nothing: str,
        icon: IconName,
        tone: Tone,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icon
        self._tone = tone
        self._note = note
        self._nothing = nothing
        self._findings: tuple[Finding, ...] = ()
        self._rows: list[FindingRow] = []
        self._chip = StatusChip(icons, None, open_count(0), tone)
        self._card = Card(padding=1)
        self._card.content.setSpacing(0)
        self._more = link_button(icons, "")

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        self._mark = IconLabel(icons, icon, Ink(tone.value), 18)
        self._head = SectionHead(icons.theme, title, note, before=self._mark, after=self._chip)
        column.addWidget(self._head)
        column.addWidget(self._card)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.clicked.connect(self._show_more)
        self.show_findings(())

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows shown now, in order."""
        return tuple(self._rows)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons that lead to the findings, in order."""
        return tuple(row.go_there for row in self._rows)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these findings; the keyboard stays on the one it is on, if that is still there."""
        if tuple(findings) == self._findings and self._card.content.count():
            return  # to make the same rows again would keep the window from answering
        kept = next((row.finding for row in self._rows if row.go_there.hasFocus()), None)
        at_least = len(self._rows)
        rows = self._take_rows()
        self._findings = tuple(findings)
        self._chip.set_status(None, open_count(len(findings)), self._tone)
        self._chip.setVisible(bool(findings))
        self._head.note.setText(self._note if findings else "")  # about none it says nothing
        if findings:
            self._mark.set_icon(self._icon, Ink(self._tone.value))
            self._add_rows(max(_AT_ONCE, at_least), rows)
        else:
            self._mark.set_icon("circle-check", Ink.OK)
            self._add_line()
        for gone in rows.values():
            give_up(gone)
        for row in self._rows:
            if row.finding == kept:
                row.go_there.setFocus()

    def _show_more(self) -> None:
        before = len(self._rows)
        self._add_rows(before + _AT_ONCE, {})
        self._rows[before].go_there.setFocus()

    def _add_rows(self, up_to: int, made: dict[Finding, FindingRow]) -> None:
        """Show more findings, each in the row that was made for it before, if there is one."""
        for finding in self._findings[len(self._rows) : up_to]:
            if self._rows:
                self._card.content.addWidget(Divider())
            row = made.pop(finding, None) or self._row(finding)
            self._card.content.addWidget(row)
            self._rows.append(row)
        for before, after in pairwise(self.buttons):
            QWidget.setTabOrder(before, after)
        left = len(self._findings) - len(self._rows)
        self._more.setText(show_more(left))
        self._more.setVisible(left > 0)

    def _row(self, finding: Finding) -> FindingRow:
        row = FindingRow(self._icons, finding, self._tone)
        row.go_there.clicked.connect(self._choose)
        return row

    def _add_line(self) -> None:
        line = Label(self._icons.theme, self._nothing, Type.BODY, Ink.INK2)
        line.setContentsMargins(14, 12, 14, 12)
        self._card.content.addWidget(line)
        self._more.setVisible(False)

    def _choose(self) -> None:
        pressed = self.sender()
        for row in self._rows:
            if row.go_there is pressed:
                self.finding_chosen.emit(row.finding)

    def _take_rows(self) -> dict[Finding, FindingRow]:
        """Empty the card, and return the rows that were in it."""
        rows: dict[Finding, FindingRow] = {}
        self._rows = []
        for widget in taken_out(self._card.content):
            if isinstance(widget, FindingRow) and widget.finding not in rows:
                rows[widget.finding] = widget
            else:
                give_up(widget)
        return rows


def _icon_of(code: str) -> IconName:
    return next((icon for start, icon in _ICONS if code.startswith(start)), "paperclip")
