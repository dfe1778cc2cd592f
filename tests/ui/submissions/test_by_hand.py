"""Handing in through a web form: in the person's browser, kept in order by us."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import (
    FORM,
    FormStep,
    Proof,
    SubmissionState,
)
from lssc_desktop.store.folder.folder import load
from lssc_desktop.store.programs import shipped_program_text
from lssc_desktop.store.submissions import read_submission, submission_path
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.submissions.by_hand import FindOutDialog, SaidDialog
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.row import PackageAct
from tests.ui.assistive import of_clicks_alone, toggle
from tests.ui.conftest import RememberingDesktop
from tests.ui.submissions.conftest import OpenedPage

type Open = Callable[[Path], OpenedPage]
PRAIRIE = Path(__file__).parents[2] / "programs" / "prairie.toml"


def package_in(root: Path) -> Path:
    (package,) = (root / "Packages").glob("*technology*.lssc.zip")
    return package


def begin_by_hand(place: OpenedPage) -> None:
    """Choose the web form in the dialog of the package."""
    entry = next(row.entry for row in place.page.rows.rows if row.entry.note is not None)
    place.page.acts.act(PackageAct.HAND_IN, entry)
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DestinationDialog)
    dialog.choices["form"].setChecked(True)
    dialog.accept_button.click()
    place.settle()
    place.qtbot.waitUntil(place.page.steps.isVisible)


@pytest.fixture
def place(open_place: Open, packaged: Path) -> OpenedPage:
    place = open_place(packaged)
    begin_by_hand(place)
    return place


def program_text_with_form(*changes: tuple[str, str]) -> str:
    """LSSC's program file with the web form that Prairie describes."""
    form = PRAIRIE.read_text(encoding="utf-8").partition("[web_form]")[2]
    form = "[web_form]" + form.partition("[[options]]")[0]
    for old, new in changes:
        assert old in form
        form = form.replace(old, new)
    before, _form, after = shipped_program_text().partition("[web_form]")
    return before + form + after[after.index("# Points on which") :]


@pytest.fixture
def prairie(packaged: Path) -> Path:
    """The sample in a program that says what its form asks."""
    (packaged / "program.toml").write_text(program_text_with_form(), encoding="utf-8")
    return packaged


def saved_state(place: OpenedPage) -> tuple[SubmissionState, tuple[str, ...]]:
    sent = read_submission(package_in(place.session.root), FORM)
    assert sent is not None
    return sent.state, sent.ticked


def standing_of(place: OpenedPage) -> Standing:
    return next(row.entry.standing for row in place.page.rows.rows if row.entry.note is not None)


def test_the_files_are_copied_and_numbered(place: OpenedPage) -> None:
    folder = package_in(place.session.root).with_name(
        package_in(place.session.root).name.removesuffix(".lssc.zip") + " hand-in"
    )
    assert sorted(each.name for each in folder.iterdir()) == [
        "01 Learning statement.docx",
        "02 flyer.pdf",
    ]
    assert "Choose the 2 numbered files" in place.words()


def test_where_the_form_is_not_known_that_is_said(
    place: OpenedPage, desktop: RememberingDesktop
) -> None:
    said = place.words()
    assert "We don’t know its address. This opens the program’s website." in said
    assert "We don’t know what the form asks for." in said
    place.page.steps.open_button.click()
    assert desktop.opened == ["https://www.ala-apa.org/lssc/"]


def test_a_form_that_is_described_is_filled(
    open_place: Open, prairie: Path, desktop: RememberingDesktop
) -> None:
    place = open_place(prairie)
    begin_by_hand(place)
    values = {field.label: field.value for field in place.page.steps.fields}
    assert values == {
        "Your name": "A. Rivera",
        "Set": "Technology",
        "Kind of hand-in": "First hand-in",
        "Remarks": "",
    }
    place.page.steps.open_button.click()
    assert desktop.opened == ["https://portal.prairie.example/hand-in"]


def test_opening_the_page_hands_nothing_in(place: OpenedPage) -> None:
    place.page.steps.open_button.click()
    place.settle()
    assert saved_state(place) == (SubmissionState.PACKAGED, (FormStep.OPEN,))
    assert "Opened November 24, 2026 at 9:30 AM." in place.words()
    assert place.session.lock_of("technology") is None


def test_copying_a_field_ticks_it(place: OpenedPage) -> None:
    field = place.page.steps.field(1)
    field.button.click()
    place.settle()
    assert QApplication.clipboard().text() == "A. Rivera"
    assert saved_state(place)[1] == ("field-1",)
    assert field.button.text() == "Copied"


def test_what_only_the_person_can_say_is_typed_and_copied(open_place: Open, prairie: Path) -> None:
    place = open_place(prairie)
    begin_by_hand(place)
    field = place.page.steps.field(4)
    assert not field.button.isEnabled()
    field.value.setText("Nos. 1 and 2 only")
    field.button.click()
    assert QApplication.clipboard().text() == "Nos. 1 and 2 only"
    place.settle()
    assert place.page.steps.field(4).value.text() == "Nos. 1 and 2 only"


def test_ticks_are_there_again_another_day(open_place: Open, packaged: Path) -> None:
    first = open_place(packaged)
    begin_by_hand(first)
    first.page.steps.open_button.click()
    first.page.steps.third.mark.click()
    first.settle()
    first.page.steps.close_button.click()
    assert not first.page.steps.isVisible()
    entry = next(row.entry for row in first.page.rows.rows if row.entry.note is not None)
    first.page.acts.act(PackageAct.GO_ON_BY_HAND, entry)
    first.settle()
    first.qtbot.waitUntil(first.page.steps.isVisible)
    steps = first.page.steps
    assert [mark.isChecked() for mark in (steps.first.mark, steps.third.mark)] == [True, True]


def test_pressing_submit_makes_it_uncertain_and_locks_the_set(place: OpenedPage) -> None:
    place.page.steps.fourth.mark.click()
    place.settle()
    assert saved_state(place)[0] is SubmissionState.UNCERTAIN
    assert place.session.lock_of("technology") is not None
    place.page.steps.fourth.mark.click()
    place.settle()
    assert saved_state(place)[0] is SubmissionState.PACKAGED


def test_a_confirmation_becomes_the_receipt(qtbot: QtBot, place: OpenedPage) -> None:
    place.page.steps.fourth.mark.click()
    place.settle()
    place.page.steps.confirmed_button.click()
    (dialog,) = place.page.findChildren(SaidDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.words.setPlainText("Thank you. Your number is 4711.")
    dialog.accept_button.click()
    place.settle()
    qtbot.waitUntil(lambda: standing_of(place) is Standing.RECEIVED)
    sent = read_submission(package_in(place.session.root), FORM)
    assert sent is not None
    assert sent.receipt is not None
    assert (sent.receipt.proof, sent.receipt.said) == (
        Proof.PERSON,
        "Thank you. Your number is 4711.",
    )
    assert "Technology, portfolio. Confirmed. You read its confirmation" in "\n".join(place.names())
    assert not place.page.steps.isVisible()


def confirm(place: OpenedPage) -> None:
    """Enter that the page confirmed it, as in the fifth step."""
    place.page.steps.confirmed_button.click()
    (dialog,) = place.page.findChildren(SaidDialog)
    dialog.words.setPlainText("Thank you. Your number is 4711.")
    dialog.accept_button.click()
    place.settle()
    place.qtbot.waitUntil(lambda: standing_of(place) is Standing.RECEIVED)


def press(place: OpenedPage, act: PackageAct) -> None:
    """Press the row of the package, and choose an act in its menu."""
    row = next(row for row in place.page.rows.rows if row.entry.note is not None)
    if row.details is None:
        place.qtbot.mouseClick(row.head, Qt.MouseButton.LeftButton)
    row.acts[act].trigger()
    place.settle()


def test_a_confirmation_that_was_entered_by_mistake_is_taken_back(
    place: OpenedPage, packaged: Path
) -> None:
    """Candidate F-5: it locked the set, and the only way back was a decision never made."""
    confirm(place)
    saved(place)
    assert place.session.lock_of("technology") is not None
    assert [each.on_own_word for each in load(packaged).portfolio.handed_in] == [True]

    press(place, PackageAct.ENTERED_BY_MISTAKE)
    saved(place)
    assert standing_of(place) is Standing.PACKAGED
    assert place.session.lock_of("technology") is None
    assert load(packaged).portfolio.handed_in == ()
    said = place.words()
    assert "The page confirmed it: “Thank you. Your number is 4711.”" in said
    assert "You said that was entered by mistake. It isn’t handed in." in said
    assert "fingerprint matches" not in said
    focused = place.page.focusWidget()
    (row,) = [row for row in place.page.rows.rows if row.entry.note is not None]
    assert focused is row.head  # and not on whatever is near

    undone = place.session.portfolio
    place.session.undo()
    assert place.session.portfolio.handed_in == undone.handed_in


def saved(place: OpenedPage) -> None:
    """Wait until portfolio.json is written."""
    place.session.save_now()
    place.settle()
    assert place.session.is_safe


def test_the_lock_stays_when_the_record_is_lost_and_is_taken_back_with_it(
    place: OpenedPage, packaged: Path
) -> None:
    confirm(place)
    submission_path(package_in(packaged)).unlink()
    place.sending.reload()
    place.settle()
    assert standing_of(place) is Standing.RECEIVED
    assert place.session.lock_of("technology") is not None
    press(place, PackageAct.ENTERED_BY_MISTAKE)
    assert standing_of(place) is Standing.PACKAGED
    assert place.session.lock_of("technology") is None


def test_the_steps_say_before_that_they_lock_the_set(place: OpenedPage) -> None:
    assert "Checking this off locks the set." in place.words()
    assert "If it confirmed, the set is locked until the evaluators require" in place.words()
    place.page.steps.confirmed_button.click()
    (dialog,) = place.page.findChildren(SaidDialog)
    said = "\n".join(label.text() for label in dialog.findChildren(Label))
    assert "the set is locked until the evaluators require a revision" in said


def test_a_page_that_does_not_say_leaves_it_uncertain(place: OpenedPage) -> None:
    place.page.steps.silent_button.click()
    place.settle()
    assert standing_of(place) is Standing.UNCERTAIN
    row = next(row for row in place.page.rows.rows if row.entry.note is not None)
    assert row.button.text() == "Find out…"


def find_out(place: OpenedPage) -> FindOutDialog:
    place.page.steps.silent_button.click()
    place.settle()
    row = next(row for row in place.page.rows.rows if row.entry.note is not None)
    row.button.click()
    dialog = place.page.acts.dialog
    assert isinstance(dialog, FindOutDialog)
    return dialog


def test_what_the_office_does_not_have_can_be_handed_in_again(place: OpenedPage) -> None:
    dialog = find_out(place)
    dialog.no.setChecked(True)
    dialog.accept_button.click()
    place.settle()
    assert saved_state(place) == (SubmissionState.PACKAGED, ())


def test_what_the_office_has_is_received(place: OpenedPage) -> None:
    dialog = find_out(place)
    dialog.yes.setChecked(True)
    assert not dialog.accept_button.isEnabled()
    dialog.words.setPlainText("Yes, since Tuesday.")
    dialog.accept_button.click()
    place.settle()
    assert standing_of(place) is Standing.RECEIVED


def test_files_that_the_form_would_refuse_are_said_before(open_place: Open, prairie: Path) -> None:
    text = program_text_with_form(("files_at_most = 20", "files_at_most = 1"))
    (prairie / "program.toml").write_text(text, encoding="utf-8")
    place = open_place(prairie)
    entry = next(row.entry for row in place.page.rows.rows if row.entry.note is not None)
    place.page.by_hand.begin(entry)
    place.settle()
    assert "There are 2 files; it accepts 1 at most." in place.said()
    assert not place.page.steps.isVisible()
    assert not list((prairie / "Packages").glob("*hand-in*"))


def test_a_step_that_is_toggled_by_assistive_technology_is_kept(place: OpenedPage) -> None:
    assert of_clicks_alone(place.page) == []
    toggle(place.page.steps.first.mark)
    place.qtbot.waitUntil(lambda: saved_state(place)[1] == (FormStep.OPEN,))
