"""What the page tells of packages, and what it offers to do with each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import set_language, set_paper
from lssc_desktop.core.portfolio.portfolio import Decision, Outcome, PackageKind, PackageNote
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import FormStep
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.store.folder import folder
from lssc_desktop.ui.base.actions import found_by_name
from lssc_desktop.ui.base.place import CheckPlace, SetPlace, SubmissionsPlace
from lssc_desktop.ui.kit.buttons import Button
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.submissions.acts import DecisionDialog, HandedInDialog
from lssc_desktop.ui.submissions.row import PackageAct, SubmissionRow
from lssc_desktop.ui.submissions.submission_details import SubmissionDetails
from tests.ui.conftest import Listener, RememberingDesktop
from tests.ui.on_their_way import OURS
from tests.ui.review.rounds import REVIEWER, make_rounds
from tests.ui.submissions.conftest import DAY, OpenedPage

type Open = Callable[[Path], OpenedPage]


@pytest.fixture
def place(open_place: Open, on_their_way: Path) -> OpenedPage:
    return open_place(on_their_way)


@pytest.fixture
def many(open_place: Open, sample: Path) -> OpenedPage:
    """The sample with far more packages than anybody makes, each of them decided on."""
    loaded = folder.load(sample)
    notes = tuple(
        PackageNote(
            f"{n:064x}", "technology", PackageKind.REVIEW_COPY, n, DAY, "x", f"{n}.zip", True
        )
        for n in range(1, 101)
    )
    decisions = tuple(Decision(Outcome.REVISION_ASKED, DAY, note.package_id) for note in notes)
    sets = tuple(
        replace(work, decisions=decisions) if work.set_id == "technology" else work
        for work in loaded.portfolio.sets
    )
    folder.save(sample, replace(loaded.portfolio, packages=notes, sets=sets), loaded.stamp)
    return open_place(sample)


def row_index(place: OpenedPage, standing: Standing) -> int:
    return [row.entry.standing for row in place.page.rows.rows].index(standing)


def row_of(place: OpenedPage, standing: Standing) -> SubmissionRow:
    return place.page.rows.rows[row_index(place, standing)]


def open_row(place: OpenedPage, standing: Standing) -> SubmissionDetails:
    row = row_of(place, standing)
    row.head.click()
    details = row.details
    assert isinstance(details, SubmissionDetails)
    place.qtbot.waitUntil(details.isVisible)
    return details


def test_a_row_is_no_higher_than_what_is_open_in_it_when_packages_change_places(
    place: OpenedPage,
) -> None:
    open_row(place, Standing.RECEIVED)
    place.page.by_hand.begin(place.page.rows.rows[row_index(place, Standing.PACKAGED)].entry)
    place.settle()
    place.page.by_hand.tick(FormStep.SUBMIT)  # which takes its row to another place
    place.settle()
    place.page.by_hand.leave()
    place.settle()
    place.page.rows.rows[row_index(place, Standing.RECEIVED)].head.click()
    open_row(place, Standing.UNCERTAIN)

    def are_as_high_as_they_need() -> bool:
        return all(row.height() == row.heightForWidth(row.width()) for row in place.page.rows.rows)

    place.qtbot.waitUntil(are_as_high_as_they_need)


def test_before_anything_is_packaged_it_says_what_to_do(
    open_place: Open, sample: Path, listener: Listener
) -> None:
    place = open_place(sample)
    assert "No packages yet.\nCheck a set first." in place.words()
    place.page.place_requested.connect(listener.hear)
    place.page.check_button.click()
    assert listener.heard == [CheckPlace()]


def test_every_package_says_what_it_is_and_how_far(place: OpenedPage) -> None:
    assert place.names() == [
        "Reference, review copy 1. Packaged. Last change Nov 20, 2 KB, for program staff.",
        "Foundations, review copy 2. Paused. 190 of 486 MB.",
        "Access, course certificate. Uncertain. Sent Nov 20. We can’t tell if it arrived.",
        "Communication, portfolio. Received. Fingerprint matches. Locked for evaluation.",
        "Technology, portfolio. Achieved. Approved Mar 3, 2026.",
    ]


def test_what_is_not_packaged_yet_waits_behind_a_link_after_the_packages(
    place: OpenedPage,
) -> None:
    packages, drafts = place.names(), place.page.rows.drafts
    assert drafts.text() == "Not packaged yet (3)"
    drafts.click()
    assert place.names() == [
        *packages,
        "Foundations, portfolio. Draft. 7 of 12 ready.",
        "Collections, course certificate. Draft. No certificate.",
        "Reference, portfolio. Draft. 2 of 9 ready.",
    ]
    drafts.click()
    assert place.names() == packages


def test_who_is_led_to_a_draft_sees_it(place: OpenedPage) -> None:
    place.page.go_to(SubmissionsPlace(package_id="foundations"))

    def has_focus() -> bool:
        row = place.page.rows.row("foundations")
        return row is not None and row.head.hasFocus()

    place.qtbot.waitUntil(has_focus)
    assert place.page.rows.drafts.isChecked()


def test_a_review_copy_that_came_back_says_so_and_leads_to_its_set(
    open_place: Open, sample: Path, listener: Listener
) -> None:
    place = open_place(make_rounds(sample).root)
    row = place.page.rows.rows[row_index(place, Standing.REVIEWED)]
    assert row.head.accessibleName().startswith("Foundations, review copy 1. Reviewed. ")
    assert f"{REVIEWER} answered Nov 21" in row.head.accessibleName()
    assert row.head.dots.accessibleName() == "Step 5 of 5, Reviewed"
    assert row.button.text() == "Open set"
    place.page.place_requested.connect(listener.hear)
    row.button.click()
    assert listener.heard == [SetPlace("foundations")]
    assert PackageAct.HAND_IN in row.acts
    names = [row.entry.standing for row in place.page.rows.rows]
    assert Standing.PACKAGED in names  # copy 2, which nobody answered


def test_the_dots_say_the_same_in_words(place: OpenedPage) -> None:
    place.page.rows.drafts.click()
    names = [row.head.dots.accessibleName() for row in place.page.rows.rows]
    assert names[1] == "Step 3 of 5, Paused"
    assert names[4] == "Step 5 of 5, Achieved"
    assert names[-1] == "Step 1 of 5, Draft"


def test_uncertain_offers_nothing_but_to_find_out(place: OpenedPage) -> None:
    row = place.page.rows.rows[row_index(place, Standing.UNCERTAIN)]
    assert row.button.text() == "Find out…"
    others = {PackageAct.SHOW_IN_FOLDER, PackageAct.TELL_ANSWER}
    assert set(row.acts) == {PackageAct.FIND_OUT, *others}


def test_an_open_row_tells_the_story(place: OpenedPage) -> None:
    open_row(place, Standing.RECEIVED)
    said = place.words()
    assert "Connection lost before the answer came" in said
    assert "Received: its fingerprint matches ours" in said
    assert "2 evaluators are reviewing it" in said
    assert "Fingerprints match" in said


def test_one_row_is_open_at_a_time_and_told_in_a_card_beside_the_rows(place: OpenedPage) -> None:
    place.page.resize(1130, 690)
    first = row_of(place, Standing.UNCERTAIN)
    first.head.click()
    details = open_row(place, Standing.RECEIVED)

    assert first.details is None
    assert not first.head.isChecked()
    assert not place.page.rows.isAncestorOf(details)
    assert "Communication, portfolio" in [each.text() for each in details.findChildren(Label)]
    assert place.page.panes[-1].isAncestorOf(details)  # F6 comes to it
    row_of(place, Standing.RECEIVED).head.click()
    assert not place.page.panes[-1].isAncestorOf(details)


def test_where_there_is_little_room_a_row_opens_below_its_head(place: OpenedPage) -> None:
    details = open_row(place, Standing.RECEIVED)
    details.dots.setFocus()
    place.page.resize(700, 690)

    row = row_of(place, Standing.RECEIVED)
    assert row.isAncestorOf(details)
    assert row.head.hasFocus()
    place.page.resize(1130, 690)
    assert not row.isAncestorOf(details)


def test_the_steps_of_a_form_take_the_room_beside_the_rows(place: OpenedPage) -> None:
    details = open_row(place, Standing.RECEIVED)
    place.page.by_hand.begin(row_of(place, Standing.PACKAGED).entry)
    place.settle()
    assert row_of(place, Standing.RECEIVED).isAncestorOf(details)
    place.page.by_hand.leave()
    assert not row_of(place, Standing.RECEIVED).isAncestorOf(details)


def test_what_the_program_decided_is_entered_from_the_card(place: OpenedPage) -> None:
    details = open_row(place, Standing.RECEIVED)
    (said,) = (each for each in details.findChildren(Button) if each.text())
    assert said.text() == "The program decided…"
    said.click()
    assert isinstance(place.page.acts.dialog, DecisionDialog)
    place.page.acts.dialog.reject()


def test_every_act_of_a_package_is_found_by_name(place: OpenedPage) -> None:
    named = {act.text() for act, of in found_by_name(place.page).items() if of.startswith("Comm")}
    assert named == {
        "The program decided…",
        "Show in folder",
        "Copy receipt",
        "Save receipt as PDF",
    }


def test_a_receipt_is_copied_with_both_fingerprints(place: OpenedPage) -> None:
    row_of(place, Standing.RECEIVED).acts[PackageAct.COPY_RECEIPT].trigger()
    assert f"Ours: {OURS}\nTheirs: {OURS}" in QApplication.clipboard().text()


def saved(place: OpenedPage, target: Path) -> str:
    """Save a receipt, and return the words of the file."""
    row_of(place, Standing.RECEIVED).acts[PackageAct.SAVE_RECEIPT].trigger()
    (dialog,) = place.page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(target))
    place.settle()
    dialog.reject()
    assert f"The receipt is saved as “{target.name}”." in place.said()
    return pypdf.PdfReader(target).pages[0].extract_text()


def test_a_receipt_is_saved_as_pdf(place: OpenedPage, tmp_path: Path) -> None:
    words = saved(place, tmp_path / "receipt.pdf")
    assert "Communication, portfolio" in words


def test_a_receipt_is_in_the_language_of_the_portfolio(place: OpenedPage, tmp_path: Path) -> None:
    place.session.apply(partial(set_language, language="es", today=DAY))
    place.settle()
    row_of(place, Standing.RECEIVED).acts[PackageAct.COPY_RECEIPT].trigger()
    assert f"La nuestra: {OURS}\n" in QApplication.clipboard().text()
    words = saved(place, tmp_path / "receipt.pdf")
    assert "Comunicación, portafolio" in words
    assert "Lo entregó A. Rivera" in words


def test_a_receipt_has_the_paper_of_the_portfolio(place: OpenedPage, tmp_path: Path) -> None:
    program = place.session.program
    place.session.apply(partial(set_paper, program=program, paper=PaperSize.A4, today=DAY))
    place.settle()
    saved(place, tmp_path / "receipt.pdf")
    assert pypdf.PdfReader(tmp_path / "receipt.pdf").pages[0].mediabox[2:] == [595.3, 841.9]


def test_keys_go_from_row_to_row_and_open_one(qtbot: QtBot, place: OpenedPage) -> None:
    rows = place.page.rows.rows
    rows[0].head.setFocus()
    qtbot.keyClick(rows[0].head, Qt.Key.Key_Down)
    assert rows[1].head.hasFocus()
    qtbot.keyClick(rows[1].head, Qt.Key.Key_Right)
    assert rows[1].details is not None
    qtbot.keyClick(rows[1].head, Qt.Key.Key_Left)
    assert rows[1].details is None
    qtbot.keyClick(rows[1].head, Qt.Key.Key_Up)
    assert rows[0].head.hasFocus()


def test_a_draft_leads_to_its_check(place: OpenedPage, listener: Listener) -> None:
    place.page.place_requested.connect(listener.hear)
    place.page.rows.drafts.click()
    place.page.rows.rows[row_index(place, Standing.DRAFT)].button.click()
    assert listener.heard == [CheckPlace("foundations")]


def test_who_comes_for_a_set_finds_its_package(qtbot: QtBot, place: OpenedPage) -> None:
    place.page.go_to(SubmissionsPlace("communication-teamwork"))
    row = place.page.rows.rows[row_index(place, Standing.RECEIVED)]
    qtbot.waitUntil(row.head.hasFocus)


def test_packages_are_shown_in_their_folder(place: OpenedPage, desktop: RememberingDesktop) -> None:
    place.page.open_folder.trigger()
    assert desktop.opened == [place.session.root / "Packages"]


def decide(place: OpenedPage, outcome: Outcome, *numbers: int) -> None:
    open_row(place, Standing.RECEIVED)
    row_of(place, Standing.RECEIVED).acts[PackageAct.TELL_DECISION].trigger()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DecisionDialog)
    dialog.outcomes[outcome].setChecked(True)
    for number in numbers:
        dialog.numbers[number].setChecked(True)
    dialog.accept_button.click()
    place.settle()


def test_a_revision_that_is_asked_opens_the_set(place: OpenedPage, listener: Listener) -> None:
    assert place.session.lock_of("communication-teamwork") is not None
    decide(place, Outcome.REVISION_ASKED, 4, 7)
    assert place.session.lock_of("communication-teamwork") is None
    at = row_index(place, Standing.REVISION_ASKED)
    assert place.names()[at] == (
        "Communication, portfolio. Revision required. "
        "Revision required on Nov 24, 2026: competencies 4 and 7."
    )
    place.page.place_requested.connect(listener.hear)
    place.page.rows.rows[at].button.click()
    assert listener.heard == [SetPlace("communication-teamwork")]


def test_a_decision_is_kept_once_it_is_chosen(place: OpenedPage) -> None:
    row_of(place, Standing.RECEIVED).acts[PackageAct.TELL_DECISION].trigger()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DecisionDialog)
    assert not dialog.accept_button.isEnabled()
    assert dialog.hint.text() == "First, choose the decision."
    dialog.outcomes[Outcome.ACHIEVED].setChecked(True)
    assert dialog.accept_button.isEnabled()
    assert not dialog.hint.text()
    dialog.reject()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("November 25, 2026", "is in the future"), ("last week", "“last week” isn’t a date.")],
)
def test_a_decision_has_a_day_that_has_been(place: OpenedPage, typed: str, said: str) -> None:
    row_of(place, Standing.RECEIVED).acts[PackageAct.TELL_DECISION].trigger()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DecisionDialog)
    dialog.outcomes[Outcome.ACHIEVED].setChecked(True)
    dialog.day.selectAll()
    place.qtbot.keyClicks(dialog.day, typed)
    dialog.accept_button.click()
    assert said in dialog.error.said
    assert dialog.isVisible()
    dialog.reject()


def test_what_remains_after_not_achieved_is_listed_with_its_days(place: OpenedPage) -> None:
    decide(place, Outcome.NOT_ACHIEVED)
    details = place.page.rows.rows[row_index(place, Standing.NOT_ACHIEVED)].details
    assert isinstance(details, SubmissionDetails)
    said = [label.text() for label in details.findChildren(Label)]
    assert "You can" in said
    assert any(each.startswith("Appeal: give notice by December ") for each in said)
    assert any(each.startswith("Take an approved course for ") for each in said)
    assert any(each.startswith("Hand in again later: ask ") for each in said)


def test_a_set_that_is_approved_is_achieved(place: OpenedPage) -> None:
    decide(place, Outcome.ACHIEVED)
    assert "Communication, portfolio. Achieved. Approved Nov 24, 2026." in place.names()


def test_a_package_that_is_gone_says_so(open_place: Open, packaged: Path) -> None:
    (package,) = (packaged / "Packages").glob("*.lssc.zip")
    package.unlink()
    place = open_place(packaged)
    assert "Its file isn’t in the Packages folder anymore. Build it again." in place.words()


def test_a_long_list_is_shown_piece_by_piece(many: OpenedPage) -> None:
    rows = many.page.rows
    rows.drafts.click()
    entries = sorted(many.page.entries, key=lambda each: each.standing is Standing.DRAFT)
    shown = len(rows.rows)
    assert shown < len(entries)
    said = rows.more.text()
    rows.more.click()
    assert said == f"Show {len(rows.rows) - shown} more"
    assert many.page.rows.rows[shown].head.hasFocus()
    while rows.more.isVisible():
        rows.more.click()
    assert [row.entry for row in rows.rows] == entries


def test_a_package_that_is_gone_to_is_shown_wherever_it_stands(many: OpenedPage) -> None:
    entry = many.page.entries[-1]
    assert entry.note is not None
    assert many.page.rows.row(entry.key) is None

    many.page.go_to(SubmissionsPlace(package_id=entry.note.package_id))

    def is_there() -> bool:
        row = many.page.rows.row(entry.key)
        return row is not None and row.head.hasFocus()

    many.qtbot.waitUntil(is_there)
    assert len(many.page.rows.rows) < len(many.page.entries)


# Handed in without this program -----------------------------------------------------------------


def tell_handed_in(place: OpenedPage, day: date) -> HandedInDialog:
    """Choose the set Foundations in the menu of the button, and enter a day."""
    sets = place.page.elsewhere.actions()
    next(each for each in sets if each.text().startswith("Foundations")).trigger()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, HandedInDialog)
    dialog.day.field.set_day(day)
    return dialog


def test_a_set_is_handed_in_without_this_program(open_place: Open, sample: Path) -> None:
    place = open_place(sample)
    assert place.page.empty.isVisible()
    tell_handed_in(place, date(2026, 2, 20)).accept_button.click()
    work = place.session.portfolio.set_work("foundations")
    assert work is not None
    assert work.handed_in == date(2026, 2, 20)
    assert place.page.rows.isVisible()
    said = (
        "Foundations, portfolio. Handed in. Handed in Feb 20, 2026, without this program. "
        "Locked for evaluation."
    )
    assert place.session.lock_of("foundations") is not None
    (row,) = [row for row in place.page.rows.rows if row.entry.handed_in is not None]
    assert row.head.accessibleName() == said
    assert row.head.dots.accessibleName() == "Step 4 of 5, Handed in"
    row.acts[PackageAct.TELL_DECISION].trigger()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DecisionDialog)
    dialog.outcomes[Outcome.ACHIEVED].setChecked(True)
    dialog.day.set_day(date(2026, 3, 5))
    dialog.accept_button.click()
    work = place.session.portfolio.set_work("foundations")
    assert work is not None
    assert work.decisions == (Decision(Outcome.ACHIEVED, date(2026, 3, 5)),)


def said_in(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label))


def test_a_day_of_handing_in_that_was_entered_by_mistake_is_taken_back(
    open_place: Open, sample: Path
) -> None:
    place = open_place(sample)
    dialog = tell_handed_in(place, date(2026, 2, 20))
    assert "The set is locked until the evaluators require a revision." in said_in(dialog)
    dialog.accept_button.click()
    (row,) = [row for row in place.page.rows.rows if row.entry.handed_in is not None]
    row.acts[PackageAct.ENTERED_BY_MISTAKE].trigger()
    assert place.session.lock_of("foundations") is None
    place.session.undo()
    assert place.session.lock_of("foundations") is not None
    place.session.redo()
    assert place.session.lock_of("foundations") is None


def test_a_day_of_handing_in_that_is_to_come_is_not_kept(open_place: Open, sample: Path) -> None:
    place = open_place(sample)
    dialog = tell_handed_in(place, date(2030, 1, 1))
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "in the future" in dialog.error.said
    dialog.day.box.click()
    dialog.accept_button.click()
    assert not dialog.isVisible()
    work = place.session.portfolio.set_work("foundations")
    assert work is not None
    assert work.handed_in is None
