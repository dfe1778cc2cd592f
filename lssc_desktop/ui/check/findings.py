"""The findings of a check as rows, the place where each is fixed, and the checks that passed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.about_program import RULES_OF_FINDINGS
from lssc_desktop.messages.check import (
    finding_words,
    go_there_name,
    open_count,
    passed_count,
    passed_sentences,
)
from lssc_desktop.messages.clean_copies import again_words
from lssc_desktop.ui.base.place import (
    AboutYou,
    AboutYouField,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
    Target,
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
from lssc_desktop.ui.preview.pictures import PRIVACY_ICONS
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
        rule = RULES_OF_FINDINGS.get(self.finding.code)
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
        if self.finding.code is FindingCode.GRID_UNRATED:
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

        With a program, each that rests on a rule of it says where that comes from.
        """
        self._program = program
        self._findings = tuple(findings)
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
    icon, _place = ROWS[finding.code]
    return icon


# Places -----------------------------------------------------------------------------------------


def place_of(finding: Finding) -> Target:
    """Return the place in the window where a finding can be fixed."""
    _icon, place = ROWS[finding.code]
    return place(finding)


def _text(finding: Finding) -> Place:
    if finding.set_id is None:
        return Overview()
    return SetPlace(finding.set_id, finding.competency, tab=Tab.RESPONSE)


def _text_or_statement(finding: Finding) -> Place:
    if finding.set_id is not None and finding.competency is None:
        return SetPlace(finding.set_id, statement=True, tab=Tab.RESPONSE)
    return _text(finding)


def _showing(finding: Finding) -> Place:
    if finding.set_id is None:
        return EvidencePlace(finding.path)
    return SetPlace(finding.set_id, finding.competency, tab=Tab.EVIDENCE)


def _rating(finding: Finding) -> Place:
    if finding.set_id is None:
        return Overview()
    unrated = finding.fact("missing").split()
    return SetPlace(finding.set_id, int(unrated[0]) if unrated else None, tab=Tab.PLAN)


def _file(finding: Finding) -> Place:
    return EvidencePlace(finding.path)


def _private(finding: Finding) -> Place:
    if finding.fact("of") == "response":
        place = _text_or_statement(finding)
        kind = PrivacyKind(finding.code.value)
        return replace(place, private=kind) if isinstance(place, SetPlace) else place
    return EvidencePlace(finding.path)


def _course(finding: Finding) -> Place:
    return CoursesPlace(finding.set_id)


def _submission(finding: Finding) -> Place:
    return SubmissionsPlace(finding.set_id)


def _renewal(_finding: Finding) -> Place:
    return RenewalPlace()


def _choice(_finding: Finding) -> Place:
    return Overview()


def _about_you(field: AboutYouField) -> Callable[[Finding], AboutYou]:
    return lambda _finding: AboutYou(field)


_name = _about_you(AboutYouField.NAME)
_membership = _about_you(AboutYouField.MEMBERSHIP)
_start = _about_you(AboutYouField.START)
_application = _about_you(AboutYouField.APPLICATION)


def _program(_finding: Finding) -> Place:
    return HelpPlace("program")


ROWS: Mapping[FindingCode, tuple[IconName, Callable[[Finding], Target]]] = {
    # Responses and the learning statement.
    FindingCode.RESPONSE_MISSING: ("file-text", _text),
    FindingCode.RESPONSE_FILE_GONE: ("file-text", _text),
    FindingCode.RESPONSE_EMPTY: ("file-text", _text),
    FindingCode.RESPONSE_UNREADABLE: ("file-text", _text),
    FindingCode.RESPONSE_UNNEEDED: ("file-text", _text_or_statement),
    FindingCode.RESPONSE_LONG: ("files", _text),
    FindingCode.RESPONSE_WORDY: ("file-text", _text),
    FindingCode.INTRODUCTION_MISSING: ("file-text", _text),
    FindingCode.INTRODUCTION_LONG: ("file-text", _text),
    FindingCode.PART_WITHOUT_EXAMPLE: ("list-check", _showing),
    FindingCode.COMPETENCY_UNKNOWN: ("help-circle", _text),
    FindingCode.SET_COUNT_UNKNOWN: ("help-circle", _text),
    FindingCode.STATEMENT_UNNEEDED: ("notebook", _file),
    FindingCode.STATEMENT_MISSING: ("notebook", _text_or_statement),
    FindingCode.STATEMENT_FILE_GONE: ("notebook", _text_or_statement),
    FindingCode.STATEMENT_EMPTY: ("notebook", _text_or_statement),
    FindingCode.STATEMENT_UNREADABLE: ("notebook", _text_or_statement),
    FindingCode.STATEMENT_LONG: ("notebook", _text_or_statement),
    FindingCode.STATEMENT_WORDY: ("notebook", _text_or_statement),
    FindingCode.STATEMENT_EARLY: ("notebook", _text_or_statement),
    FindingCode.EVIDENCE_UNREFERENCED: ("paperclip", _text_or_statement),
    FindingCode.DOCUMENT_UNFINISHED: ("file-alert", _text_or_statement),
    FindingCode.DOCUMENT_BEYOND: ("file-alert", _text_or_statement),
    FindingCode.DOCUMENT_INCOMPLETE: ("file-alert", _text_or_statement),
    FindingCode.DOCUMENT_OPEN: ("file-alert", _text_or_statement),
    FindingCode.PICTURE_UNDESCRIBED: ("photo", _text_or_statement),
    FindingCode.CHARACTER_UNSHOWN: ("file-alert", _text_or_statement),
    FindingCode.LINK_REFUSED: ("unlink", _text_or_statement),
    # Evidence files.
    FindingCode.EVIDENCE_NONE: ("paperclip", _showing),
    FindingCode.SECONDARY_ONLY: ("star", _showing),
    FindingCode.OWN_ROLE_MISSING: ("user", _showing),
    FindingCode.EVIDENCE_GONE: ("paperclip", _file),
    FindingCode.EVIDENCE_EMPTY: ("paperclip", _file),
    FindingCode.EVIDENCE_UNREADABLE: ("paperclip", _file),
    FindingCode.EVIDENCE_UNOPENABLE: ("paperclip", _file),
    FindingCode.EVIDENCE_SHORTCUT: ("unlink", _file),
    FindingCode.EVIDENCE_UNCOMMON: ("file-alert", _file),
    FindingCode.FILE_REFUSED: ("paperclip", _file),
    FindingCode.FOLDER_CLOSED: ("paperclip", _file),
    FindingCode.FILE_TYPE_REFUSED: ("paperclip", _file),
    FindingCode.FILE_TOO_LARGE: ("paperclip", _file),
    FindingCode.FILE_LARGE: ("paperclip", _file),
    FindingCode.FILES_TOO_MANY: ("paperclip", _file),
    FindingCode.PACKAGE_TOO_LARGE: ("paperclip", _file),
    FindingCode.NAME_CHANGED: ("edit", _file),
    FindingCode.EVIDENCE_UNUSED: ("paperclip", _file),
    FindingCode.CONSENT_MISSING: ("user", _file),
    FindingCode.COPY_OUTDATED: ("copy", _file),
    # Private data in files.
    **{FindingCode(kind.value): (icon, _private) for kind, icon in PRIVACY_ICONS.items()},
    # Candidate, set and route.
    FindingCode.NOT_MARKED_READY: ("circle-dashed", _text),
    FindingCode.SELF_RATING_MISSING: ("half", _rating),
    FindingCode.FORECAST_SHORT: ("hourglass", _rating),
    FindingCode.NOT_ADMITTED: ("calendar-event", _start),
    FindingCode.DEADLINE_PASSED: ("clock", _program),
    FindingCode.ROUTE_CLOSED: ("info-circle", _program),
    FindingCode.COMMENT_UNANSWERED: ("paperclip", _text_or_statement),
    FindingCode.PERSONAL_DOCUMENT_MISSING: ("user", _file),
    FindingCode.GRID_UNRATED: ("list-check", _choice),
    FindingCode.NAME_MISSING: ("user", _name),
    FindingCode.MEMBERSHIP_MISSING: ("user", _membership),
    FindingCode.SET_NOT_CHOSEN: ("list-check", _choice),
    FindingCode.DAYS_APART: ("calendar-event", _start),
    FindingCode.DAY_LONG_AGO: ("calendar-event", _start),
    FindingCode.DECIDED_EARLY: ("calendar-event", _submission),
    FindingCode.REVISIONS_OVER: ("calendar-event", _submission),
    FindingCode.APPLIED_LATE: ("calendar-event", _application),
    FindingCode.HANDED_IN_LATE: ("calendar-event", _submission),
    FindingCode.CERTIFIED_EARLY: ("calendar-event", _renewal),
    FindingCode.CERTIFIED_LATE: ("calendar-event", _renewal),
    FindingCode.CERTIFIED_WITHOUT: ("calendar-event", _submission),
    FindingCode.RENEWED_LONG: ("calendar-event", _renewal),
    FindingCode.COURSE_APPROVAL_OVER: ("school", _course),
    FindingCode.RENEWAL_TWICE: ("calendar-repeat", _renewal),
    FindingCode.ROUTE_NOT_CHOSEN: ("help-circle", _course),
    FindingCode.AGREEMENT_MISSING: ("rubber-stamp", _course),
    FindingCode.COURSE_MISSING: ("school", _course),
    FindingCode.COURSE_INCOMPLETE: ("school", _course),
    FindingCode.CERTIFICATE_MISSING: ("school", _course),
    FindingCode.CERTIFICATE_GONE: ("school", _file),
    FindingCode.CERTIFICATE_UNOPENABLE: ("school", _file),
    FindingCode.ELECTIVES_COUNT: ("paperclip", _choice),
    FindingCode.SET_UNKNOWN: ("paperclip", _choice),
    FindingCode.COMPETENCY_FORMER: ("help-circle", _text),
    FindingCode.COURSE_TOO_EARLY: ("school", _course),
    FindingCode.COURSE_NOT_OVER: ("school", _course),
    FindingCode.COURSE_NOT_APPROVED: ("school", _course),
    # Renewal.
    FindingCode.RENEWAL_NOT_CERTIFIED: ("paperclip", _renewal),
    FindingCode.RENEWAL_NO_RULE: ("paperclip", _renewal),
    FindingCode.RENEWAL_NOT_OPEN: ("paperclip", _renewal),
    FindingCode.RENEWAL_OVER: ("paperclip", _renewal),
    FindingCode.RENEWAL_HOURS_SHORT: ("paperclip", _renewal),
    FindingCode.RENEWAL_KIND_SHORT: ("paperclip", _renewal),
    FindingCode.RENEWAL_STATEMENT_MISSING: ("paperclip", _renewal),
    FindingCode.RENEWAL_STATEMENT_LONG: ("paperclip", _renewal),
    FindingCode.RENEWAL_UNDOCUMENTED: ("paperclip", _renewal),
    FindingCode.RENEWAL_DOCUMENT_GONE: ("paperclip", _renewal),
    FindingCode.RENEWAL_DOCUMENT_UNOPENABLE: ("file-alert", _renewal),
}
"""The icon of each finding, and the place in the window where it is fixed."""


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
