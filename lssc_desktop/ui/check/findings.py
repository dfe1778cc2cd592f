"""The findings of a check as rows, and the checks that passed."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.finding_kind import At
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.clean_copies import again_words
from lssc_desktop.messages.findings import FINDINGS, passed_sentences, rows_of
from lssc_desktop.ui.base.finding_place import place_of
from lssc_desktop.ui.check.check_words import (
    go_there_name,
    later_count,
    passed_count,
    row_words,
    show_all_name,
)
from lssc_desktop.ui.kit.buttons import (
    ROWS_AT_ONCE,
    Button,
    MoreButton,
    link_button,
    plain_button,
    signals_blocked,
)
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, RowPool, SectionHead
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.evidence_picker import copy_words
from lssc_desktop.ui.shared.rule_source import SourceButton

_ROWS_IN_A_TURN = 4
_BETWEEN_TURNS = 20  # milliseconds in which the window answers


class FindingRow(QWidget):
    """A row of a list: its icon, two lines of words, and the button that leads there.

    A row of several findings has one that shows each of them below, in a row of its own.
    """

    place_requested = Signal(object)
    """The `Place` where the finding is fixed."""
    form_requested = Signal()
    """It is fixed in the dialog for self-assessment forms."""
    copy_requested = Signal(str)
    """The path of a file of which everybody could open a copy."""
    again_requested = Signal(str)
    """The path of a clean copy that is to be made again, and all others of the earlier way."""
    unfolded = Signal(object, bool)
    """The row of findings, and whether each is to be shown below."""

    def __init__(
        self,
        icons: Icons,
        line: "_Line",
        tone: Tone,
        program: Program | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line = line
        self._program = program
        self.source = SourceButton(icons)
        self._divider = Divider(parent=self)
        self._icon = IconLabel(icons, _icon_of(self.finding), Ink(tone.value), 18, parent=self)
        keeps_its_room = self._icon.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._icon.setSizePolicy(keeps_its_room)
        self._happened = Label(icons.theme, "", Type.BODY_STRONG, parent=self)
        self._meaning = Label(icons.theme, "", Type.TABLE, Ink.INK2, parent=self)
        self.go_there = link_button(icons, go_there_name(), "arrow-right")
        self.go_there.clicked.connect(self._go_there)
        self.show_all = link_button(icons, "", "chevron-down")
        self.show_all.setCheckable(True)
        speak_as(self.show_all, Speech.EXPANDER)
        self.show_all.toggled.connect(self._unfold)
        self.copy = plain_button(icons, "", "copy", small=True)
        self.copy.clicked.connect(self._make_copy)

        below = row(self.copy, stretch, margins=(0, 4, 0, 2))
        words = column(self._happened, self._meaning, below, gap=2)
        middle = Qt.AlignmentFlag.AlignVCenter
        ends = ((each, middle) for each in (self.source, self.show_all, self.go_there))
        finding_row = row(self._icon, (words, 1), *ends, gap=12, margins=(15, 8, 12, 8))
        column(self._divider, finding_row, gap=0, on=self)
        self._show_words()

    @property
    def finding(self) -> Finding:
        """The finding, or the first of several."""
        return self._line.findings[0]

    @property
    def button(self) -> Button:
        """The button that leads to the finding, or shows each of several."""
        return self.show_all if len(self._line.findings) > 1 else self.go_there

    def show_line(self, line: "_Line", *, first: bool, opened: bool) -> None:
        """Show another line; a divider parts it from the one before."""
        self._divider.setVisible(not (first or line.is_below))
        if line != self._line:
            self._line = line
            self._icon.set_icon(_icon_of(self.finding))
            self._show_words()
        with signals_blocked(self.show_all):
            self.show_all.setChecked(opened)
        self.show_all.set_icon_name("chevron-up" if opened else "chevron-down")

    def _show_words(self) -> None:
        findings, is_below = self._line
        words = row_words(findings)
        several = len(findings) > 1
        meaning = words.happened if is_below else words.meaning  # its row says what it means
        self._icon.setVisible(not is_below)
        self._happened.setText(words.happened)
        self._happened.setVisible(not is_below)
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self.go_there.setVisible(not several)
        self.go_there.setAccessibleName(f"{go_there_name()}: {words.happened}")
        self.go_there.setAccessibleDescription(words.meaning)
        self.show_all.setVisible(several)
        self.show_all.setText(show_all_name(len(findings)))
        self.show_all.setAccessibleName(f"{self.show_all.text()}: {words.happened}")
        self.show_all.setAccessibleDescription(words.meaning)
        copy = copy_words(self.finding.path or "") if self.finding.fact("copy") else ""
        if self._is_outdated:
            copy = again_words()
        copy = "" if several else copy
        self.copy.setText(copy)
        self.copy.setAccessibleName(f"{copy}: {words.happened}")
        self.copy.setVisible(bool(copy))
        rule = None if is_below else FINDINGS[self.finding.code].rule
        self.source.show_rule(self._program, rule)
        if rule is not None:
            self.source.setAccessibleName(f"{self.source.accessibleName()}: {words.happened}")

    def _unfold(self, opened: bool) -> None:
        self.unfolded.emit(self._line.findings, opened)

    def _make_copy(self) -> None:
        if self.finding.path is not None:
            wished = self.again_requested if self._is_outdated else self.copy_requested
            wished.emit(self.finding.path)

    @property
    def _is_outdated(self) -> bool:
        return self.finding.code is FindingCode.COPY_OUTDATED

    def _go_there(self) -> None:
        if FINDINGS[self.finding.code].at is At.FORM:
            self.form_requested.emit()
        else:
            self.place_requested.emit(place_of(self.finding))


class _Line(NamedTuple):
    """What a row shows: a finding, several, or one of several below their row."""

    findings: tuple[Finding, ...]
    is_below: bool = False


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
        self._rows: tuple[tuple[Finding, ...], ...] = ()
        self._opened: set[object] = set()
        self._lines: list[_Line] = []
        self._card = Card(padding=1)
        self._card.content.setSpacing(0)
        self._nothing = Label(icons.theme, nothing, Type.BODY, Ink.INK2)
        self._nothing.setContentsMargins(14, 12, 14, 12)
        self._card.content.addWidget(self._nothing)
        self._pool: RowPool[_Line, FindingRow] = RowPool(self._card.content, 1, lambda line: line)
        self._more = MoreButton(icons)
        self._most = 0
        self._filling = single_shot(self, _BETWEEN_TURNS, self._fill)

        self._mark = IconLabel(icons, icon, Ink(tone.value), 18)
        head = SectionHead(icons.theme, title, before=self._mark)
        more = self._more, Qt.AlignmentFlag.AlignLeft
        column(head, self._card, more, gap=7, on=self)
        self._more.clicked.connect(self._show_more)
        self.show_findings(())

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows shown now, in order."""
        return self._pool.rows

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons that lead to the findings or show several, in order."""
        return tuple(row.button for row in self.rows)

    def show_findings(self, findings: Sequence[Finding], program: Program | None = None) -> None:
        """Show these findings; the keyboard stays on the one it is on, if that is still there.

        Those that belong together are one row, "9 competencies have no response: 4 to 12".
        With a program, each that rests on a rule of it says where that comes from.
        """
        self._program = program
        self._rows = rows_of(findings)
        self._nothing.setVisible(not findings)
        if findings:
            self._mark.set_icon(self._icon, Ink(self._tone.value))
        else:
            self._mark.set_icon("circle-check", Ink.OK)
        self._show_lines()

    def _show_lines(self) -> None:
        self._lines = []
        for each in self._rows:
            self._lines.append(_Line(each))
            if len(each) > 1 and _name_of(each) in self._opened:
                self._lines += (_Line((finding,), is_below=True) for finding in each)
        before = self._most if self._filling.isActive() else len(self.rows)
        self._show_rows(max(ROWS_AT_ONCE, before))

    def _unfold(self, row: tuple[Finding, ...], opened: bool) -> None:
        (self._opened.add if opened else self._opened.discard)(_name_of(row))
        self._show_lines()

    def _show_more(self) -> None:
        before = len(self.rows)
        self._show_rows(before + ROWS_AT_ONCE)
        self.buttons[before].setFocus()

    def _show_rows(self, most: int) -> None:
        self._most = most
        self._fill()

    def _fill(self) -> None:
        """Show some more of the rows; of very many new ones a few at a time, while they are seen.

        A scan of a thousand files may find something in all of them, and forty new rows keep the
        window from answering for a third of a second.
        """
        most = min(self._most, len(self.rows) + _ROWS_IN_A_TURN) if self.isVisible() else self._most
        shown = self._lines[:most]
        rows = self._pool.show(shown, self._row)
        for place, (each, line) in enumerate(zip(rows, shown, strict=True)):
            opened = not line.is_below and _name_of(line.findings) in self._opened
            each.show_line(line, first=place == 0, opened=opened)
        if len(shown) < min(self._most, len(self._lines)):
            self._filling.start()
            self._more.show_left(0)
        else:
            self._filling.stop()
            self._more.show_left(len(self._lines) - len(shown))

    def _row(self, line: _Line) -> FindingRow:
        row = FindingRow(self._icons, line, self._tone, self._program, parent=self._card)
        row.place_requested.connect(self.place_requested)
        row.form_requested.connect(self.form_requested)
        row.copy_requested.connect(self.copy_requested)
        row.again_requested.connect(self.again_requested)
        row.unfolded.connect(self._unfold)
        return row


def _name_of(row: tuple[Finding, ...]) -> object:
    """Return what stays of a row when one of its findings goes: its kind, or its file."""
    kinds = {each.code for each in row}
    return row[0].path if len(kinds) > 1 else row[0].code


def _icon_of(finding: Finding) -> IconName:
    return cast("IconName", FINDINGS[finding.code].own_icon)


# Passed checks ----------------------------------------------------------------------------------


class PassedList(QWidget):
    """What can wait and what passed: one line with both counts, and all of it on request."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = link_button(icons, "", "chevron-down")
        self.toggle.setCheckable(True)
        speak_as(self.toggle, Speech.EXPANDER)
        self.later = FindingList(icons, _("For later"), "", "clock", Tone.IDLE)
        self.sentences = Label(icons.theme, "", Type.TABLE, Ink.INK2)

        folded = row(self.toggle, stretch)  # its own direction is another, for the icon
        top = Qt.AlignmentFlag.AlignTop
        column(folded, self.later, (self.sentences, top), gap=8, on=self)
        self.toggle.toggled.connect(self._show_or_hide)
        self._show_or_hide()

    def show_passed(
        self,
        rules: tuple[str, ...],
        opened: int = 0,
        unopened: int = 0,
        later: Sequence[Finding] = (),
    ) -> None:
        """Show which checks passed, by the names of their rules; see `passed_sentences`.

        `later` is what a check found and is worth a look only when more is written.
        """
        self.later.show_findings(later)
        counts = (*((later_count(len(rows_of(later))),) if later else ()), passed_count(len(rules)))
        self.toggle.setText(", ".join(counts))
        self.sentences.setText("\n".join(passed_sentences(rules, opened, unopened)))
        self.setVisible(bool(rules or later))
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        shown = self.toggle.isChecked()
        self.toggle.set_icon_name("chevron-up" if shown else "chevron-down")
        self.later.setVisible(shown and bool(self.later.rows))
        self.sentences.setVisible(shown)
