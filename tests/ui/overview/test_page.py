from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.overview.next_steps import NextStep, StepCode
from lssc_desktop.core.portfolio.candidate_edits import set_certified
from lssc_desktop.core.portfolio.edits import decide, mark_ready, set_document, set_planned
from lssc_desktop.core.portfolio.portfolio import Decision, Outcome, TextPlace
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.place import (
    AboutYou,
    AboutYouField,
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Place,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import Divider, PageContent
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.overview.dialogs import ElectivesDialog, LastStepDialog
from lssc_desktop.ui.overview.page import CostsCard, OverviewPage
from lssc_desktop.ui.overview.steps import PLACES
from tests.ui.conftest import DOCUMENTS, NOW, Listener
from tests.ui.painted import Painted

TODAY = date(2026, 11, 24)


@pytest.fixture
def page(qtbot: QtBot, session: Session, services: Services) -> OverviewPage:
    page = OverviewPage(session, services)
    qtbot.addWidget(page)
    page.resize(1130, 683)
    page.show()
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    qtbot.waitUntil(lambda: len(page.steps.rows) > 0)
    return page


def response_path(session: Session, number: int) -> str:
    document = session.portfolio.document(TextPlace("foundations", number))
    return "" if document is None else document.path


def words(page: OverviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_it_greets_and_says_where_the_work_goes_on(page: OverviewPage) -> None:
    assert "Good morning, A. Rivera" in words(page)
    assert "You left off at Foundations, competency 11." in words(page)
    assert page.continue_button.text() == "Continue with competency 11"


def test_continue_goes_to_the_response(
    qtbot: QtBot, page: OverviewPage, listener: Listener
) -> None:
    page.place_requested.connect(listener.hear)
    qtbot.mouseClick(page.continue_button, Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("foundations", 11, tab=Tab.RESPONSE, in_text=True)]


def test_every_chosen_set_has_its_card_named_for_a_screen_reader(page: OverviewPage) -> None:
    names = [card.accessibleName() for card in (*page.required.cards, *page.electives.cards)]
    assert names[0] == (
        "Foundations of Library Services. Portfolio. 5 to go, planned April 2027. "
        "7 of 12 ready. In progress."
    )
    assert len(names) == 6


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_opens_by_key(
    qtbot: QtBot, page: OverviewPage, listener: Listener, key: Qt.Key
) -> None:
    page.place_requested.connect(listener.hear)
    qtbot.keyClick(page.electives.cards[2], key)
    assert listener.heard == [SetPlace("reference-information")]


def test_a_card_opens_wherever_it_is_clicked(
    qtbot: QtBot, page: OverviewPage, listener: Listener
) -> None:
    page.place_requested.connect(listener.hear)
    card = page.required.cards[1]
    title = card.findChildren(Label)[0]
    assert page.childAt(title.mapTo(page, title.rect().center())) is card
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("communication-teamwork")]


def test_a_step_leads_to_its_place(qtbot: QtBot, page: OverviewPage, listener: Listener) -> None:
    page.place_requested.connect(listener.hear)
    by_name = {row.accessibleName(): row for row in page.steps.rows}
    qtbot.keyClick(
        by_name["Check Technology. All 9 are ready. Package the set next."], Qt.Key.Key_Return
    )
    qtbot.keyClick(
        by_name[
            "Start competency 12, the only empty one. Foundations. "
            "A single “not met” holds up the whole set."
        ],
        Qt.Key.Key_Space,
    )
    assert listener.heard == [
        CheckPlace("technology"),
        SetPlace("foundations", 12, tab=Tab.RESPONSE),
    ]


def test_steps_follow_the_work(qtbot: QtBot, page: OverviewPage, session: Session) -> None:
    session.apply(lambda before: set_document(before, TextPlace("technology"), None, TODAY))
    qtbot.waitUntil(
        lambda: not any("Check Technology" in row.accessibleName() for row in page.steps.rows)
    )


def test_a_response_that_was_just_written_is_not_called_missing(
    qtbot: QtBot, page: OverviewPage, session: Session, jobs: Jobs
) -> None:
    text = RichText((Paragraph((Span("Our library is a department of the city."),)),))
    session.write_response(TextPlace("foundations", 6), text)
    session.save_now()
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED and not jobs.running())
    assert "06 Governance" in response_path(session, 6)
    assert "06 Governance" not in words(page)


def test_a_file_that_came_back_is_not_called_missing(
    qtbot: QtBot, page: OverviewPage, session: Session, jobs: Jobs
) -> None:
    path = session.root / response_path(session, 11)
    away = path.rename(session.root.with_name("moved for a moment.docx"))
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    qtbot.waitUntil(lambda: "11 Diversity of users.docx" in words(page))
    away.rename(path)
    session.apply(partial(set_planned, set_id="technology", planned=date(2027, 9, 1), today=TODAY))
    qtbot.waitUntil(lambda: not jobs.running())
    assert "11 Diversity of users.docx" not in words(page)


def test_a_window_that_stays_open_counts_the_days_at_its_next_look(
    qtbot: QtBot, jobs: Jobs, services: Services, sample: Path
) -> None:
    now = NOW
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: now, memory=DOCUMENTS)
    page = OverviewPage(session, services)
    qtbot.addWidget(page)
    page.show()
    session.refresh()
    qtbot.waitUntil(lambda: len(page.steps.rows) > 0)
    assert "660\ndays left" in words(page)
    now = NOW + timedelta(days=1)
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    assert "659\ndays left" in words(page)
    with qtbot.waitSignal(session.closed):
        session.close_anyway()


def test_cards_follow_the_work(page: OverviewPage, session: Session) -> None:
    session.apply(lambda before: mark_ready(before, TextPlace("foundations", 11), True, TODAY))
    assert "8 of 12 ready" in page.required.cards[0].accessibleName()


def test_a_page_out_of_sight_waits_until_it_is_shown(page: OverviewPage, session: Session) -> None:
    page.hide()
    session.apply(lambda before: mark_ready(before, TextPlace("foundations", 11), True, TODAY))
    assert "7 of 12 ready" in page.required.cards[0].accessibleName()
    page.show()
    assert "8 of 12 ready" in page.required.cards[0].accessibleName()


def test_costs_and_the_source_of_the_rules_are_told(page: OverviewPage) -> None:
    said = words(page)
    for text in (
        "Application, ALA member",
        "$630",
        "4 portfolios, if they were accepted",
        "$200",
        "Rules are from your program file: LSSC competency sets of October 2012, version 2.",
    ):
        assert text in said


def test_what_no_sum_holds_stands_apart_from_what_was_paid(page: OverviewPage) -> None:
    (card,) = page.findChildren(CostsCard)
    (line,) = card.findChildren(Divider)
    labels = {label.text(): label for label in card.findChildren(Label)}
    page.resize(1100, 800)
    page.show()
    above, below = labels["Application, ALA member"], labels["4 portfolios, if they were accepted"]
    assert above.geometry().bottom() < line.y() < below.y()


def test_what_was_handed_in_is_paid(qtbot: QtBot, page: OverviewPage, session: Session) -> None:
    decision = Decision(Outcome.ACHIEVED, date(2026, 11, 20))
    session.apply(partial(decide, set_id="technology", decision=decision, today=TODAY))
    qtbot.waitUntil(lambda: "$680" in words(page))
    assert "3 portfolios, if they were accepted" in words(page)


def test_who_is_certified_is_told_until_when(page: OverviewPage, session: Session) -> None:
    session.apply(partial(set_certified, day=date(2026, 11, 20), today=TODAY))
    assert (
        "Tuesday, November 24, 2026. You’ve been certified since November 20, 2026. Your "
        "certification is good through November 20, 2030."
    ) in words(page)
    assert "Certified" in [chip.text() for chip in page.clock.findChildren(StatusChip)]
    assert "1,457" in words(page)  # days until then


def test_who_is_certified_sees_the_time_of_the_certification(
    page: OverviewPage, session: Session
) -> None:
    session.apply(partial(set_certified, day=date(2026, 11, 20), today=TODAY))
    told = page.clock.line.accessibleDescription()
    assert told == (
        "Certified November 20, 2026. Today is November 24, 2026. Expires November 20, 2030."
    )
    said = words(page)
    assert said.count("Your certification is good through") == 1
    assert "0 of 32 contact hours" in said


def test_who_is_certified_is_led_to_the_renewal(
    qtbot: QtBot, page: OverviewPage, session: Session, listener: Listener
) -> None:
    session.apply(partial(set_certified, day=date(2026, 11, 20), today=TODAY))
    page.place_requested.connect(listener.hear)
    assert page.continue_button.text() == "Go to your renewal"
    qtbot.mouseClick(page.continue_button, Qt.MouseButton.LeftButton)
    page.clock.line.setFocus()
    qtbot.keyClick(page.clock.line, Qt.Key.Key_Return)
    assert listener.heard == [RenewalPlace(), RenewalPlace()]


def test_the_program_is_explained_in_help(
    qtbot: QtBot, page: OverviewPage, listener: Listener
) -> None:
    page.place_requested.connect(listener.hear)
    qtbot.mouseClick(page.about_button, Qt.MouseButton.LeftButton)
    assert listener.heard == [HelpPlace("program")]


def test_electives_are_changed_and_their_work_is_kept(
    qtbot: QtBot, page: OverviewPage, session: Session
) -> None:
    qtbot.mouseClick(page.electives_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(ElectivesDialog)
    assert dialog.accept_button.isEnabled()
    dialog.boxes["reference-information"].click()
    assert not dialog.accept_button.isEnabled()
    assert dialog.hint.text() == "Choose 1 more."
    dialog.boxes["youth-services"].click()
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert [card.set_id for card in page.electives.cards] == [
        "access-services",
        "collection-management",
        "youth-services",
    ]
    given_up = session.portfolio.set_work("reference-information")
    assert given_up is not None
    assert not given_up.chosen
    assert given_up.competencies
    session.undo()
    assert page.electives.cards[2].set_id == "reference-information"


@pytest.mark.parametrize(
    ("step", "place"),
    [
        (NextStep(StepCode.UNUSED_FILES, path="Evidence/a.pdf"), EvidencePlace("Evidence/a.pdf")),
        (NextStep(StepCode.PERSONAL_DOCUMENT, title="Résumé"), EvidencePlace(about_me=True)),
        (NextStep(StepCode.COURSE_OVERDUE, "access-services"), CoursesPlace("access-services")),
        (NextStep(StepCode.APPEAL, "technology"), SubmissionsPlace("technology")),
        (NextStep(StepCode.RENEWAL), RenewalPlace()),
        (
            NextStep(
                StepCode.DAYS,
                "technology",
                finding=Finding(Level.ADVICE, FindingCode.DECIDED_EARLY, "technology"),
            ),
            SubmissionsPlace("technology"),
        ),
        (
            NextStep(StepCode.DAYS, finding=Finding(Level.ADVICE, FindingCode.CERTIFIED_LATE)),
            RenewalPlace(),
        ),
        (
            NextStep(
                StepCode.OWN_ROLE,
                "technology",
                3,
                "Evidence/a.pdf",
                finding=Finding(
                    Level.BLOCKER, FindingCode.OWN_ROLE_MISSING, "technology", 3, "Evidence/a.pdf"
                ),
            ),
            SetPlace("technology", 3, tab=Tab.EVIDENCE),
        ),
        (
            NextStep(StepCode.STATEMENT, "technology"),
            SetPlace("technology", statement=True, tab=Tab.RESPONSE),
        ),
        (
            NextStep(
                StepCode.FILE_GONE,
                "technology",
                3,
                "Evidence/a.pdf",
                finding=Finding(
                    Level.BLOCKER, FindingCode.EVIDENCE_GONE, "technology", 3, "Evidence/a.pdf"
                ),
            ),
            EvidencePlace("Evidence/a.pdf"),
        ),
    ],
)
def test_a_step_leads_where_it_is_taken(step: NextStep, place: Place) -> None:
    assert PLACES[step.code](step) == place


def test_no_step_leads_nowhere() -> None:
    here = {StepCode.CHOOSE_ELECTIVES, StepCode.PLAN_MISSED, StepCode.NOTIFY}
    assert {*PLACES} == {*StepCode} - here


def test_the_message_to_the_office_is_copied(page: OverviewPage, session: Session) -> None:
    for work in session.portfolio.sets:
        decision = Decision(Outcome.ACHIEVED, TODAY)
        session.apply(partial(decide, set_id=work.set_id, decision=decision, today=TODAY))
    page.steps.step_requested.emit(NextStep(StepCode.NOTIFY, title="Notify the office"))
    (dialog,) = (each for each in page.findChildren(LastStepDialog) if each.isVisible())
    text = dialog.text.toPlainText()
    assert text.startswith("To: lssc@ala.org\n")
    assert "- Technology, November 24, 2026" in text
    dialog.accept_button.click()
    assert QGuiApplication.clipboard().text() == text
    assert not dialog.isVisible()


# The painted line -------------------------------------------------------------------------------


def test_the_line_is_described_with_all_its_dates(page: OverviewPage) -> None:
    line = page.clock.line
    interface = QAccessible.queryAccessibleInterface(line)
    said = interface.text(QAccessible.Text.Description)
    for text in (
        "Admitted September 14, 2024.",
        "Today is November 24, 2026.",
        "Technology: ready since February 10, 2026.",
        "Foundations of Library Services: planned for April 30, 2027.",
        "Deadline September 14, 2028.",
    ):
        assert text in said


def test_labels_without_room_are_left_out_farthest_from_today_first(
    qtbot: QtBot, page: OverviewPage
) -> None:
    line = page.clock.line
    wide = line.labelled()
    page.resize(420, 683)
    qtbot.waitUntil(lambda: len(line.labelled()) < len(wide))
    shown = line.labelled()
    assert shown
    nearest = min(wide, key=lambda mark: abs(mark.day - TODAY))
    assert nearest in shown


def test_sets_planned_for_one_day_share_the_line_without_a_crash(
    page: OverviewPage, session: Session
) -> None:
    day = date(2027, 4, 30)
    for set_id in ("technology", "reference-information", "collection-management"):
        session.apply(partial(set_planned, set_id=set_id, planned=day, today=TODAY))
    days = [mark.day for mark in page.clock.line.labelled()]
    assert days.count(day) == 1


def test_the_line_is_drawn_in_the_colors_of_the_theme(page: OverviewPage, theme: Theme) -> None:
    light = theme.tokens.accent
    assert Painted(page.clock.line).holds(light)
    theme.set_mode(Mode.DARK)
    assert not Painted(page.clock.line).holds(light)
    assert Painted(page.clock.line).holds(theme.tokens.accent)


# Room -------------------------------------------------------------------------------------------


def test_nothing_scrolls_at_the_size_of_the_pictures(page: OverviewPage) -> None:
    assert not page.scroll_page.verticalScrollBar().isVisible()
    assert not page.scroll_page.horizontalScrollBar().isVisible()


@pytest.mark.parametrize("width", [1130, 964, 700, 460])
def test_what_has_no_room_beside_goes_under(qtbot: QtBot, page: OverviewPage, width: int) -> None:
    (content,) = page.findChildren(PageContent)
    page.resize(width, 683)
    qtbot.waitUntil(lambda: content.width() <= width)
    assert not page.scroll_page.horizontalScrollBar().isVisible()


def cut_off(page: OverviewPage) -> list[str]:
    return [
        label.text()
        for label in page.findChildren(Label)
        if label.isVisible() and not label.wordWrap() and label.width() < label.sizeHint().width()
    ]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_at_any_text_size_nothing_is_cut_off_at_the_side(
    qtbot: QtBot, page: OverviewPage, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    page.resize(1130, 660)
    qtbot.waitUntil(lambda: cut_off(page) == [])
    assert not page.scroll_page.horizontalScrollBar().isVisible()


# Before the admission ---------------------------------------------------------------------------


def test_who_is_not_admitted_sees_first_whether_they_may_apply(
    qtbot: QtBot, page: OverviewPage, session: Session
) -> None:
    session.apply(lambda portfolio: replace(portfolio, admitted=None))
    (chip,) = page.clock.findChildren(StatusChip)
    qtbot.waitUntil(lambda: chip.text() == "Not admitted yet")
    said = words(page)
    assert "No deadline yet. You’ll have 4 years, starting when you’re admitted." in said
    assert "You’ve been eligible to apply since" in said
    assert "of 1,820 hours since" in said
    assert not page.clock.line.isVisible()
    assert "days left" not in said
    with qtbot.waitSignal(page.place_requested) as asked:
        qtbot.keyClick(page.clock.about_you_button, Qt.Key.Key_Return)
    assert asked.args == [AboutYou(AboutYouField.START)]
    session.apply(lambda portfolio: replace(portfolio, admitted=date(2026, 10, 1)))
    qtbot.waitUntil(page.clock.line.isVisible)
    assert chip.text() != "Not admitted yet"
    assert not page.clock.about_you_button.isVisible()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not_met_allowed = 0", "not_met_allowed = 9", "its rules aren’t the ones of that version"),
        ('version = "2"', 'version = "99"', "doesn’t know the rules of your program file"),
    ],
)
def test_a_program_file_whose_rules_are_changed_or_not_known_is_said(
    qtbot: QtBot, jobs: Jobs, services: Services, sample: Path, old: str, new: str, said: str
) -> None:
    text = (sample / "program.toml").read_text(encoding="utf-8")
    assert old in text
    (sample / "program.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW, memory=DOCUMENTS)
    page = OverviewPage(session, services)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.own_rules.isVisible)
    assert said in words(page)
    with qtbot.waitSignal(session.closed):
        session.close_anyway()
