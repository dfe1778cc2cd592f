"""Finding anything in the window: by keys, in every kind of text, and what is selected then."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import set_plan
from lssc_desktop.core.portfolio.portfolio import Plan
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.actions import find_by_name, menu_action, set_why_not
from lssc_desktop.ui.base.place import EvidencePlace, HelpPlace, Overview, SearchPlace, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.find.page import SearchPage
from lssc_desktop.ui.find.palette import GoToDialog
from lssc_desktop.ui.find.rows import EntryList, ListEntry
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.review.rounds import make_rounds

type Type = Callable[[str], GoToDialog]

_CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def candidate_window(
    open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot
) -> MainWindow:
    window = open_window(sample)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def session(candidate_window: MainWindow) -> Session:
    assert candidate_window.session is not None
    return candidate_window.session


@pytest.fixture
def typed(candidate_window: MainWindow, services: Services, qtbot: QtBot) -> Type:
    """Press Ctrl+K, type, and wait until all is found and read."""

    def type_it(words: str) -> GoToDialog:
        qtbot.keyClick(candidate_window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, GoToDialog)
        qtbot.keyClicks(dialog.field, words)
        qtbot.waitUntil(lambda: not services.jobs.running())
        dialog.field.setText(dialog.field.text() + " ")
        dialog.field.backspace()
        qtbot.waitUntil(lambda: not services.jobs.running())
        return dialog

    return type_it


@pytest.fixture
def found(
    candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> Callable[[str], SearchPage]:
    """Press Ctrl+Shift+F, type, and wait until all is found and read."""

    def search(words: str) -> SearchPage:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(candidate_window, Qt.Key.Key_F, both)
        assert candidate_window.portfolio_view is not None
        page = candidate_window.portfolio_view.page
        assert isinstance(page, SearchPage)
        assert page.field.hasFocus()
        qtbot.keyClicks(page.field, words)
        qtbot.waitUntil(lambda: not services.jobs.running())
        qtbot.waitUntil(lambda: bool(entries(page.rows)))
        return page

    return search


def entries(rows: EntryList) -> list[ListEntry]:
    found = (rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(rows.count()))
    return [entry for entry in found if not entry.is_head]


def choose(rows: EntryList, title: str) -> None:
    """Choose the first row with a title, or with a note."""
    for row in range(rows.count()):
        entry = rows.item(row).data(Qt.ItemDataRole.UserRole)
        if title in (entry.title, entry.note):
            rows.setCurrentRow(row)
            return
    raise AssertionError([entry.title for entry in entries(rows)])


def selected(widget: QWidget | None) -> str:
    QApplication.processEvents()
    match widget:
        case QTextEdit() | QPlainTextEdit():
            assert widget.viewport().rect().contains(widget.cursorRect().center())
            return widget.textCursor().selectedText()
        case QLineEdit() | QLabel():
            return widget.selectedText()
    raise AssertionError(widget)


def test_words_of_a_response_lead_into_it(
    typed: Type, candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    dialog = typed("plant poultry")
    entry = next(each for each in entries(dialog.rows) if each.title.startswith("Foundations 10"))
    assert entry.note == "Response"
    assert entry.below is not None
    assert [entry.below.words[each.start : each.end] for each in entry.below.found] == [
        "poultry",
        "plant",
    ]
    dialog.rows.setCurrentRow(entries(dialog.rows).index(entry))
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert candidate_window.portfolio_view is not None
    place = candidate_window.portfolio_view.place
    assert isinstance(place, SetPlace)
    assert (place.set_id, place.number) == ("foundations", 10)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert selected(candidate_window.focusWidget()) == "poultry"
    page = candidate_window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    assert candidate_window.focusWidget() in page.panel.response.editors


def test_find_next_goes_on_with_the_words(
    typed: Type, candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    dialog = typed("brochure")
    choose(dialog.rows, "Response")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not services.jobs.running())
    field = candidate_window.focusWidget()
    assert selected(field) == "brochure"
    qtbot.keyClick(field, Qt.Key.Key_F3)
    assert candidate_window.focusWidget() is field  # no bar came that asks for words
    assert selected(field) == "brochure"


def test_a_caption_is_selected_in_its_field(
    typed: Type, candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    dialog = typed('"three cases"')
    choose(dialog.rows, "Caption of Ethics workshop.pdf")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not services.jobs.running())
    field = candidate_window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert selected(field) == "three cases"


def test_a_note_is_selected_in_its_box(
    typed: Type, session: Session, candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    plan = Plan(other="Ask the Zoological society")
    session.apply(partial(set_plan, set_id="foundations", number=3, plan=plan, today=session.today))
    dialog = typed("zoological")
    choose(dialog.rows, "Note: other ways")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not services.jobs.running())
    field = candidate_window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert selected(field) == "Zoological"


def test_words_in_a_file_lead_to_it(
    typed: Type, candidate_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = typed("barcode")
    names = {each.title for each in entries(dialog.rows) if each.note == "Words in the file"}
    assert names, [each.title for each in entries(dialog.rows)]
    choose(dialog.rows, "Words in the file")
    wanted = dialog.rows.entry
    assert wanted is not None
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert candidate_window.portfolio_view is not None
    page = candidate_window.portfolio_view.page
    assert isinstance(page, EvidencePage)
    chosen = page.table.chosen
    assert isinstance(wanted.target, EvidencePlace)
    assert chosen is not None
    assert chosen.path == wanted.target.path


def test_words_of_help_are_selected_there(
    typed: Type, candidate_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = typed('"without a mouse"')
    choose(dialog.rows, "Help: Keyboard")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert candidate_window.portfolio_view is not None
    place = candidate_window.portfolio_view.place
    assert isinstance(place, HelpPlace)
    assert place.topic == "keyboard"
    assert selected(candidate_window.focusWidget()) == "without a mouse"


def test_an_entry_of_the_menus_is_carried_out(
    typed: Type, candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    dialog = typed("larger text")
    before = services.icons.theme.text_scale
    choose(dialog.rows, "View: Larger text")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: services.icons.theme.text_scale > before)
    candidate_window.menu_actions.view.usual.trigger()


def test_an_entry_that_is_off_says_why_and_does_nothing(typed: Type, qtbot: QtBot) -> None:
    dialog = typed("undo")
    choose(dialog.rows, "Edit: Undo")
    entry = dialog.rows.entry
    assert entry is not None
    assert entry.below is not None
    assert (entry.is_usable, entry.below.words) == (False, "There’s nothing to undo.")
    assert "unavailable" in entry.spoken
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


@pytest.mark.parametrize(
    "name", ["Save now", "Find next", "Find previous", "Replace", "Next part of the window"]
)
def test_what_only_has_a_key_is_found(typed: Type, name: str) -> None:
    choose(typed(name).rows, f"Keyboard: {name}")


@pytest.mark.parametrize(
    "name",
    [
        *("Open packages: Open a package", "Safety copy: Compare with another copy"),
        *("Your program: Switch program file", "Your program: Work no longer required"),
        *("Letters and reports: Dates for a calendar", "Letters and reports: Letter of appeal"),
    ],
)
def test_what_is_in_a_dialog_of_acts_is_found(typed: Type, name: str) -> None:
    choose(typed(name).rows, name)


@pytest.mark.parametrize(
    "name",
    [
        *("Dark", "Language: Español", "My words", "Signing", "Lock when you’re away"),
        *("Leave this computer clean", "Remember the last folder on this computer"),
        "Mark words that aren’t in the dictionary",
    ],
)
def test_what_is_in_the_preferences_is_found(typed: Type, name: str) -> None:
    first = name.partition(":")[0].partition("’")[0]  # what QTest can type
    choose(typed(first).rows, f"Preferences: {name}")


def test_an_act_of_a_page_is_found_while_its_page_is_in_sight(
    typed: Type, candidate_window: MainWindow, qtbot: QtBot
) -> None:
    view = candidate_window.portfolio_view
    assert view is not None
    act, carried_out = menu_action(candidate_window, "Water the plants…", "Ctrl+Alt+W"), []
    act.triggered.connect(lambda: carried_out.append(view.place))
    find_by_name("More for this page", (act,), on=view.page)

    dialog = typed("water")
    choose(dialog.rows, "More for this page: Water the plants")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: carried_out == [Overview()])
    candidate_window.activateWindow()
    qtbot.waitUntil(candidate_window.isActiveWindow)
    qtbot.keyClick(candidate_window, Qt.Key.Key_W, _CTRL_ALT)
    assert carried_out == [Overview(), Overview()]

    candidate_window.go_to(EvidencePlace())
    qtbot.keyClick(candidate_window, Qt.Key.Key_W, _CTRL_ALT)
    assert carried_out == [Overview(), Overview()]
    assert "Water" not in str([entry.title for entry in entries(typed("water").rows)])


def test_an_act_of_a_page_that_is_off_says_why(typed: Type, candidate_window: MainWindow) -> None:
    assert candidate_window.portfolio_view is not None
    act = menu_action(candidate_window, "Water the plants…")
    act.setEnabled(False)
    set_why_not(act, "It’s raining.")
    find_by_name("More for this page", (act,), on=candidate_window.portfolio_view.page)
    dialog = typed("water")
    choose(dialog.rows, "More for this page: Water the plants")
    entry = dialog.rows.entry
    assert entry is not None
    assert entry.below is not None
    assert (entry.is_usable, entry.below.words) == (False, "It’s raining.")


def test_what_is_nowhere_is_said(typed: Type) -> None:
    dialog = typed("xyzzy")
    assert dialog.rows.count() == 0
    assert dialog.note.text() == "Nothing found for “xyzzy”."


def test_what_was_just_typed_into_a_response_is_found(
    typed: Type, candidate_window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    candidate_window.go_to(SetPlace("foundations", 11, in_text=True))
    qtbot.waitUntil(lambda: not services.jobs.running())
    editor = candidate_window.focusWidget()
    assert isinstance(editor, QTextEdit)
    qtbot.keyClicks(editor, " quokka ")
    dialog = typed("quokka")
    assert [each.note for each in entries(dialog.rows)][:1] == ["Response"]


# All of it ---------------------------------------------------------------------------------------


def test_all_matches_stand_under_their_places(
    found: Callable[[str], SearchPage], candidate_window: MainWindow
) -> None:
    page = found("brochure")
    shown = [page.rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(page.rows.count())]
    assert shown[0].is_head
    assert shown[0].title == "Foundations 1: Purpose, mission and role"
    assert shown[0].note == "5 matches"
    assert page.note.text().endswith("texts")
    assert candidate_window.windowTitle().startswith("Search")


def test_the_field_stays_where_it_is_when_nothing_is_found(
    found: Callable[[str], SearchPage], qtbot: QtBot
) -> None:
    page = found("brochure")
    top = page.field.y()
    page.field.setText("xyzzy")
    qtbot.waitUntil(page.rows.isHidden)
    qtbot.waitUntil(lambda: page.field.y() == top)


def test_f3_goes_through_them_and_enter_leads_there(
    found: Callable[[str], SearchPage],
    candidate_window: MainWindow,
    services: Services,
    qtbot: QtBot,
) -> None:
    page = found("brochure")
    first = page.rows.currentRow()
    qtbot.keyClick(page.field, Qt.Key.Key_F3)
    assert page.rows.currentRow() == first + 1
    qtbot.keyClick(page.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert page.rows.currentRow() == page.rows.count() - 1  # round to the last one
    qtbot.keyClick(page.field, Qt.Key.Key_F3)
    qtbot.keyClick(page.field, Qt.Key.Key_F3)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not services.jobs.running())
    assert selected(candidate_window.focusWidget()) == "brochure"
    candidate_window.menu_actions.search_all.trigger()
    assert page.isVisible()
    assert page.rows.currentRow() == first + 1  # where the user was


def test_only_one_kind_is_shown(found: Callable[[str], SearchPage]) -> None:
    page = found("brochure")
    kinds = [page.kind.itemText(place) for place in range(page.kind.count())]
    assert kinds[0].startswith("Everything (")
    assert "Captions (3)" in kinds
    page.kind.setCurrentIndex(kinds.index("Captions (3)"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert {each.title for each in entries(page.rows)} == {"Caption of Branch brochure.pdf"}
    assert page.note.text() == "3 matches in 3 texts"


def test_it_is_found_again_when_a_text_changes(
    found: Callable[[str], SearchPage], session: Session, qtbot: QtBot
) -> None:
    page = found("brochure")
    before = len(entries(page.rows))
    session.apply(
        partial(
            set_plan,
            set_id="foundations",
            number=2,
            plan=Plan(primary="A brochure of rules"),
            today=session.today,
        )
    )
    qtbot.waitUntil(lambda: len(entries(page.rows)) == before + 1)


def test_every_part_has_a_name_for_a_screen_reader(found: Callable[[str], SearchPage]) -> None:
    page = found("brochure")
    for control in (page.field, page.kind, page.rows, page.previous, page.next):
        assert control.accessibleName() or getattr(control, "text", str)()
    item = page.rows.item(1)
    said = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Response, ")
    assert "brochure" in said


def test_a_comment_and_the_answer_to_it_are_found(
    open_window: Callable[[Path], MainWindow],
    written_sample: Path,
    tmp_path: Path,
    services: Services,
    qtbot: QtBot,
) -> None:
    root = shutil.copytree(written_sample, tmp_path / "Commented")
    make_rounds(root)
    window = open_window(root)
    window.show()
    view = window.portfolio_view
    assert view is not None
    for words, text in (
        ("yours", "Which part was yours?"),
        ('"a sentence"', "I added a sentence."),
    ):
        window.go_to(Overview())
        window.go_to(SearchPlace(words))
        page = view.page
        assert isinstance(page, SearchPage)
        qtbot.waitUntil(lambda: not services.jobs.running())
        names = [each.title for each in entries(page.rows)]
        name = "Comment" if words == "yours" else "Your answer to a comment"
        assert name in names
        choose(page.rows, name)
        qtbot.keyClick(page.rows, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not services.jobs.running())
        label = window.focusWidget()
        assert isinstance(label, QLabel)
        assert label.text() == text
        assert selected(label) == words.strip('"')
