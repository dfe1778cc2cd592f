"""The findings of a check as rows, and the checks that passed."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.finding_kind import At
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.clean_copies import again_words
from lssc_desktop.messages.findings import FINDINGS, joined, passed_sentences
from lssc_desktop.ui.base.finding_place import place_of
from lssc_desktop.ui.check.check_words import (
    finding_words,
    go_there_name,
    open_count,
    passed_count,
)
from lssc_desktop.ui.kit.buttons import (
    ROWS_AT_ONCE,
    Button,
    MoreButton,
    StatusChip,
    link_button,
    plain_button,
)
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, Indent, RowPool, SectionHead
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.evidence_picker import copy_words
from lssc_desktop.ui.shared.rule_source import SourceButton

_MARK = 18
_ROWS_IN_A_TURN = 4
_BETWEEN_TURNS = 20  # milliseconds in which the window answers


class FindingRow(QWidget):
    """The row of a finding: its icon, two lines of words, and the button that leads there."""

    place_requested = Signal(object)
    """The `Place` where the finding is fixed."""
    form_requested = Signal()
    """It is fixed in the dialog for self-assessment forms."""
    copy_requested = Signal(str)
    """The path of a file of which everybody could open a copy."""
    again_requested = Signal(str)
    """The path of a clean copy that is to be made again, and all others of the earlier way."""

    def __init__(
        self,
        icons: Icons,
        finding: Finding,
        tone: Tone,
        program: Program | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        self._program = program
        self.source = SourceButton(icons)
        self._line = Divider(parent=self)
        self._icon = IconLabel(icons, _icon_of(finding), Ink(tone.value), 18, parent=self)
        self._happened = Label(icons.theme, "", Type.BODY_STRONG, parent=self)
        self._meaning = Label(icons.theme, "", Type.TABLE, Ink.INK2, parent=self)
        self.go_there = link_button(icons, go_there_name(), "arrow-right")
        self.go_there.clicked.connect(self._go_there)
        self.copy = plain_button(icons, "", "copy", small=True)
        self.copy.clicked.connect(self._make_copy)

        below = row(self.copy, stretch, margins=(0, 4, 0, 2))
        words = column(self._happened, self._meaning, below, gap=2)
        button = self.go_there, Qt.AlignmentFlag.AlignVCenter
        source = self.source, Qt.AlignmentFlag.AlignVCenter
        finding_row = row(self._icon, (words, 1), source, button, gap=12, margins=(15, 8, 12, 8))
        column(self._line, finding_row, gap=0, on=self)
        self._show_words()

    def show_finding(self, finding: Finding, *, first: bool) -> None:
        """Show a finding; a line parts it from the one before."""
        self._line.setVisible(not first)
        if finding != self.finding:
            self.finding = finding
            self._icon.set_icon(_icon_of(finding))
            self._show_words()

    def _show_words(self) -> None:
        words = finding_words(self.finding)
        self._happened.setText(words.happened)
        self._meaning.setText(words.meaning)
        self._meaning.setVisible(bool(words.meaning))
        self.go_there.setAccessibleName(f"{go_there_name()}: {words.happened}")
        self.go_there.setAccessibleDescription(words.meaning)
        copy = copy_words(self.finding.path or "") if self.finding.fact("copy") else ""
        if self._is_outdated:
            copy = again_words()
        self.copy.setText(copy)
        self.copy.setAccessibleName(f"{copy}: {words.happened}")
        self.copy.setVisible(bool(copy))
        rule = FINDINGS[self.finding.code].rule
        self.source.show_rule(self._program, rule)
        if rule is not None:
            self.source.setAccessibleName(f"{self.source.accessibleName()}: {words.happened}")

    @Slot()
    def _make_copy(self) -> None:
        if self.finding.path is not None:
            wished = self.again_requested if self._is_outdated else self.copy_requested
            wished.emit(self.finding.path)

    @property
    def _is_outdated(self) -> bool:
        return self.finding.code is FindingCode.COPY_OUTDATED

    @Slot()
    def _go_there(self) -> None:
        if FINDINGS[self.finding.code].at is At.FORM:
            self.form_requested.emit()
        else:
            self.place_requested.emit(place_of(self.finding))


class FindingList(QWidget):
    """The findings of one level under their head, or a line that there is none."""

    place_requested = Signal(object)
    """The `Place` where a finding is fixed."""
    form_requested = Signal()
    copy_requested = Signal(str)
    again_requested = Signal(str)

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
        self._program: Program | None = None
        self._icon = icon
        self._tone = tone
        self._note = note
        self._findings: tuple[Finding, ...] = ()
        self._chip = StatusChip(icons, None, open_count(0), tone)
        self._card = Card(padding=1)
        self._card.content.setSpacing(0)
        self._nothing = Label(icons.theme, nothing, Type.BODY, Ink.INK2)
        self._nothing.setContentsMargins(14, 12, 14, 12)
        self._card.content.addWidget(self._nothing)
        self._pool: RowPool[Finding, FindingRow] = RowPool(
            self._card.content, 1, lambda finding: finding
        )
        self._more = MoreButton(icons)
        self._most = 0
        self._filling = single_shot(self, _BETWEEN_TURNS, self._fill)

        self._mark = IconLabel(icons, icon, Ink(tone.value), 18)
        self._head = SectionHead(icons.theme, title, note, before=self._mark, after=self._chip)
        more = self._more, Qt.AlignmentFlag.AlignLeft
        column(self._head, self._card, more, gap=7, on=self)
        self._more.clicked.connect(self._show_more)
        self.show_findings(())

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows shown now, in order."""
        return self._pool.rows

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons that lead to the findings, in order."""
        return tuple(row.go_there for row in self.rows)

    def show_findings(self, findings: Sequence[Finding], program: Program | None = None) -> None:
        """Show these findings; the keyboard stays on the one it is on, if that is still there.

        Those that are alike are one row, "9 competencies have no response: 4 to 12", and all count.
        With a program, each that rests on a rule of it says where that comes from.
        """
        self._program = program
        self._findings = joined(findings)
        self._chip.set_status(None, open_count(len(findings)), self._tone)
        self._chip.setVisible(bool(findings))
        self._head.note.setText(self._note if findings else "")  # about none it says nothing
        self._nothing.setVisible(not findings)
        if findings:
            self._mark.set_icon(self._icon, Ink(self._tone.value))
        else:
            self._mark.set_icon("circle-check", Ink.OK)
        before = self._most if self._filling.isActive() else len(self.rows)
        self._show_rows(max(ROWS_AT_ONCE, before))

    @Slot()
    def _show_more(self) -> None:
        before = len(self.rows)
        self._show_rows(before + ROWS_AT_ONCE)
        self.buttons[before].setFocus()

    def _show_rows(self, most: int) -> None:
        self._most = most
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Show some more of the rows; of very many new ones a few at a time, while they are seen.

        A scan of a thousand files may find something in all of them, and forty new rows keep the
        window from answering for a third of a second.
        """
        most = min(self._most, len(self.rows) + _ROWS_IN_A_TURN) if self.isVisible() else self._most
        shown = self._findings[:most]
        rows = self._pool.show(shown, self._row)
        for place, (each, finding) in enumerate(zip(rows, shown, strict=True)):
            each.show_finding(finding, first=place == 0)
        if len(shown) < min(self._most, len(self._findings)):
            self._filling.start()
            self._more.show_left(0)
        else:
            self._filling.stop()
            self._more.show_left(len(self._findings) - len(shown))

    def _row(self, finding: Finding) -> FindingRow:
        row = FindingRow(self._icons, finding, self._tone, self._program, parent=self._card)
        row.place_requested.connect(self.place_requested)
        row.form_requested.connect(self.form_requested)
        row.copy_requested.connect(self.copy_requested)
        row.again_requested.connect(self.again_requested)
        return row


def _icon_of(finding: Finding) -> IconName:
    return cast("IconName", FINDINGS[finding.code].own_icon)


# Passed checks ----------------------------------------------------------------------------------


class PassedList(QWidget):
    """The checks that passed: one line with a count, and on request a line for each."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.toggle = link_button(icons, "")
        self.toggle.setCheckable(True)
        speak_as(self.toggle, Speech.EXPANDER)
        self.sentences = Label(icons.theme, "", Type.TABLE, Ink.INK2)

        mark = IconLabel(icons, "circle-check", Ink.OK, _MARK)
        line = row(mark, self._count, self.toggle, stretch, gap=8)
        column(line, (self.sentences, Qt.AlignmentFlag.AlignTop), gap=6, on=self)
        Indent(self.sentences, icons.theme, _MARK)
        self.toggle.toggled.connect(self._show_or_hide)
        self._show_or_hide()

    def show_passed(self, rules: tuple[str, ...], opened: int = 0, unopened: int = 0) -> None:
        """Show which checks passed, by the names of their rules; see `passed_sentences`."""
        self._count.setText(passed_count(len(rules)))
        self.sentences.setText("\n".join(passed_sentences(rules, opened, unopened)))
        self.setVisible(bool(rules))

    def _show_or_hide(self) -> None:
        shown = self.toggle.isChecked()
        self.toggle.setText(_("Hide") if shown else _("Show"))
        self.sentences.setVisible(shown)
