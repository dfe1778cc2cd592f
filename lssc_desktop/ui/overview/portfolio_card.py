"""What there is to do where one statement is written, on the overview: its card."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.check.readiness import statement_report
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.time.clock import start_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import competency_state_word, words_line
from lssc_desktop.messages.standing import StatementLines, statement_lines
from lssc_desktop.ui.base.place import (
    AboutYou,
    AboutYouField,
    CheckPlace,
    EvidencePlace,
    SetPlace,
    Tab,
    Target,
)
from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import Button, StatusChip, link_button
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.competency_rows import STATE_LOOKS

_ICON = 18
_TO_COME = ("\N{NO-BREAK SPACE}", "")


class PortfolioCard(Card):
    """A card with the statement's words of those allowed, and what else belongs to it.

    Each part has a link to where one works on it.
    """

    place_requested = Signal(object)

    def __init__(self, icons: Icons, set_id: str, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=18, parent=parent)
        theme = icons.theme
        self.title = Label(theme, "", Type.SET_TITLE)
        self.state = StatusChip(icons, "circle-dashed", "", Tone.IDLE)
        self.words = Label(theme, "", Type.STATEMENT, tabular=True)
        speak_as(self.words, Speech.WORDS)
        self.bar = ProgressLine(theme, _("Words"))
        write = SetPlace(set_id, statement=True, tab=Tab.RESPONSE, in_text=True)
        self._places: dict[Button, Target] = {}
        self.write_link = self._link(icons, _("Write"), write)
        self.criteria = _Part(
            icons, "list-check", self._link(icons, _("Notes"), SetPlace(set_id, 1))
        )
        evidence = SetPlace(set_id, statement=True, tab=Tab.EVIDENCE)
        self.evidence = _Part(icons, "paperclip", self._link(icons, _("Evidence"), evidence))
        documents = EvidencePlace(about_me=True)
        self.documents = _Part(icons, "user", self._link(icons, _("About me"), documents))
        self._check = CheckPlace(set_id)
        self.time_link = self._link(icons, "", self._check)
        self.time = _Part(icons, "calendar-event", self.time_link)
        self.content.setSpacing(10)
        add(
            self.content,
            row((self.title, 1), self.state, gap=10),
            row((self.words, 1), self.write_link, gap=10),
            self.bar,
        )
        for part in (self.criteria, self.evidence, self.documents, self.time):
            add(self.content, Divider(), part)

    def show_standing(
        self, program: Program, portfolio: Portfolio, facts: FolderFacts | None, today: date
    ) -> None:
        """Show where the portfolio stands; without facts, nothing of what is in its files."""
        report = statement_report(program, portfolio, facts or FolderFacts(), today)
        if report is None:
            return
        lines: StatementLines = statement_lines(program, portfolio, report)
        icon, tone = STATE_LOOKS[report.state]
        self.title.setText(report.title)
        self.state.set_status(icon, competency_state_word(report.state), tone)
        counted = words_line(report.words, report.most_words)
        self.words.setText(_("Checking your folder…") if facts is None else counted)
        over = report.most_words is not None and report.words > report.most_words
        self.bar.setVisible(report.most_words is not None)
        self.bar.set_progress(report.words, report.most_words or 1)
        self.bar.set_tone(Tone.WARN if over else Tone.ACCENT)
        self.bar.setAccessibleDescription(self.words.text())
        has_begun = start_day(program, portfolio) is not None
        self.time_link.setText(_("Check") if has_begun else _("Enter the date…"))
        self._places[self.time_link] = self._check if has_begun else AboutYou(AboutYouField.START)
        for part, said in (
            (self.criteria, lines.criteria),
            (self.evidence, _TO_COME if facts is None else lines.evidence),
            (self.documents, _TO_COME if facts is None else lines.documents),
            (self.time, lines.time),
        ):
            part.show_words(*said)

    def _link(self, icons: Icons, words: str, place: Target) -> Button:
        link = link_button(icons, words)
        self._places[link] = place
        link.clicked.connect(self._go)
        return link

    def _go(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, Button):
            self.place_requested.emit(self._places[pressed])


class _Part(QWidget):
    """One part: what it is about, how it stands, and the link there."""

    def __init__(self, icons: Icons, icon: IconName, link: Button) -> None:
        super().__init__()
        self.what = Label(icons.theme, "", Type.BODY_STRONG)
        self.why = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        top = Qt.AlignmentFlag.AlignTop
        row(
            (IconLabel(icons, icon, Ink.INK2, _ICON), top),
            (column(self.what, self.why, stretch, gap=2), 1),
            (link, top),
            gap=12,
            on=self,
        )

    def show_words(self, what: str, why: str) -> None:
        """Show how it stands."""
        self.what.setText(what)
        self.why.setText(why)
        self.why.setVisible(bool(why))
