from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.readiness import check_set
from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.program.schema import AboutKind
from lssc_desktop.core.standing.progress import find_set
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import EvidencePlace, SetPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.evidence.page import EvidencePage, Group
from lssc_desktop.ui.kit.pages import ScrollPage
from lssc_desktop.ui.kit.theme import Theme
from tests.documents.previews.pdfs import written
from tests.store.test_copies import own_pdf
from tests.ui.conftest import Listener, choose_file
from tests.ui.evidence.conftest import GUIDE, TODAY, choose_kind, look, names, told


def test_added_files_are_copied_listed_and_selected(
    qtbot: QtBot, page: EvidencePage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "New poster.pdf"
    source.write_bytes(b"a poster")
    page.add_files((source,))
    qtbot.waitUntil(lambda: "New poster.pdf" in names(page))
    assert source.read_bytes() == b"a poster"
    assert (session.root / "Evidence" / "New poster.pdf").read_bytes() == b"a poster"
    selected = page.table.chosen
    assert selected is not None
    assert (selected.name, selected.is_unused) == ("New poster.pdf", True)
    qtbot.waitUntil(page.progress.isHidden)


def test_files_can_be_dropped_on_the_page(qtbot: QtBot, page: EvidencePage, tmp_path: Path) -> None:
    source = tmp_path / "Dropped.pdf"
    source.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source)), QUrl.fromLocalFile(str(tmp_path))])
    _drop(page, data)
    qtbot.waitUntil(lambda: "Dropped.pdf" in names(page))


def test_a_dropped_file_that_cannot_be_looked_at_is_told(
    qtbot: QtBot, page: EvidencePage, tmp_path: Path, notices: Notices
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / ("n" * 300)))])
    _drop(page, data)
    qtbot.waitUntil(lambda: bool(notices.waiting))


def _drop(page: EvidencePage, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert event.isAccepted()


@pytest.fixture
def mentored(sample: Path) -> None:
    """The sample, in a program that asks for a document of none of the usual kinds."""
    program = sample / "program.toml"
    asked = '[[documents]]\nkind = "other"\ntitle = "Mentor form"\nrequired = true\n\n[pass_rule]'
    text = program.read_text(encoding="utf-8").replace("[pass_rule]", asked, 1)
    program.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("mentored")
def test_a_file_can_be_said_to_be_a_document_that_only_this_program_asks_for(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    def asked() -> set[str]:
        technology = find_set(session.program, "technology")
        check = check_set(
            session.program, technology, session.portfolio, session.facts, session.today
        )
        return {item.fact("title") for item in check.blockers}

    assert "Mentor form" in asked()
    page.go_to(EvidencePlace("About me/Acceptance letter.pdf"))
    field = page.details.kind_field
    field.setFocus()
    qtbot.keyClicks(field, "Mentor")
    file = session.portfolio.about_file("About me/Acceptance letter.pdf")
    assert file is not None
    assert (file.kind, file.title) == (AboutKind.OTHER, "Mentor form")
    assert "Mentor form" not in asked()
    assert field.currentText() == "Mentor form"
    qtbot.keyClick(field, Qt.Key.Key_Home)
    file = session.portfolio.about_file("About me/Acceptance letter.pdf")
    assert file is not None
    assert (file.kind, file.title) == (AboutKind.RESUME, "")


def test_in_the_group_about_me_files_go_there_and_say_what_they_are(
    qtbot: QtBot, page: EvidencePage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "Membership card.pdf"
    source.write_bytes(b"x")
    page.browser.choose(Group.ABOUT)
    page.add_files((source,))
    qtbot.waitUntil(lambda: "Membership card.pdf" in names(page))
    choose_kind(page, AboutKind.MEMBERSHIP)
    path = "About me/Membership card.pdf"
    file = session.portfolio.about_file(path)
    assert file is not None
    assert file.kind is AboutKind.MEMBERSHIP
    session.undo()
    assert session.portfolio.about_file(path) is not None


@pytest.mark.usefixtures("mentored")
def test_what_a_new_file_is_is_suggested_by_the_words_of_its_name(
    qtbot: QtBot, page: EvidencePage, session: Session, tmp_path: Path
) -> None:
    sources = tuple(tmp_path / name for name in ("Form of my mentor.pdf", "Thank you form.pdf"))
    for source in sources:
        source.write_bytes(source.name.encode())
    page.browser.choose(Group.ABOUT)
    page.add_files(sources)
    qtbot.waitUntil(lambda: "Thank you form.pdf" in names(page))
    titles = {file.path: file.title for file in session.portfolio.about_me}
    assert titles["About me/Form of my mentor.pdf"] == "Mentor form"
    assert titles["About me/Thank you form.pdf"] == ""


def test_a_source_that_is_no_file_is_told(
    qtbot: QtBot, page: EvidencePage, notices: Notices, tmp_path: Path
) -> None:
    page.add_files((tmp_path,))
    qtbot.waitUntil(lambda: len(notices.waiting) == 1)
    assert "is a folder" in notices.waiting[0].message.happened


def test_f2_renames_the_file_and_every_use_of_it(
    qtbot: QtBot, page: EvidencePage, session: Session, typed_name: Callable[[str], None]
) -> None:
    typed_name("Guide for the desk.docx")
    qtbot.waitUntil(lambda: "Guide for the desk.docx" in names(page))
    assert (session.root / "Evidence/Guide for the desk.docx").is_file()
    work = session.portfolio.set_work("foundations")
    assert work is not None
    assert "Evidence/Guide for the desk.docx" in {use.path for use in work.competency(5).evidence}
    selected = page.table.chosen
    assert selected is not None
    assert selected.name == "Guide for the desk.docx"


def test_a_name_that_is_taken_changes_nothing(
    qtbot: QtBot,
    page: EvidencePage,
    notices: Notices,
    session: Session,
    typed_name: Callable[[str], None],
) -> None:
    typed_name("Shelving quiz.pdf")
    qtbot.waitUntil(lambda: len(notices.waiting) == 1)
    assert "already" in notices.waiting[0].message.happened
    assert (session.root / GUIDE).is_file()
    assert "Desk guide.docx" in names(page)


def test_a_file_about_the_person_is_renamed_and_removed_too(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    page.go_to(EvidencePlace("About me/Resume.docx"))
    page.details.begin_rename()
    page.details.name_field.setText("Résumé of 2026.docx")
    page.details.save_name_button.click()
    qtbot.waitUntil(lambda: "Résumé of 2026.docx" in names(page))
    file = session.portfolio.about_file("About me/Résumé of 2026.docx")
    assert file is not None
    assert file.kind is AboutKind.RESUME
    page.details.remove.trigger()
    qtbot.waitUntil(lambda: len(notices.waiting) == 1)
    assert not (session.root / "About me/Résumé of 2026.docx").exists()
    assert names(page) == ["Acceptance letter.pdf"]


def test_removing_goes_to_the_trash_and_its_uses_come_back_by_undo(
    qtbot: QtBot, page: EvidencePage, session: Session, notices: Notices
) -> None:
    page.table.choose(GUIDE)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(notices.waiting) == 1)
    assert not (session.root / GUIDE).exists()
    assert "Desk guide.docx" not in names(page)
    assert notices.waiting[0].action == "Undo"

    look(qtbot, session)
    session.apply(lambda before: mark_ready(before, TextPlace("foundations", 11), True, TODAY))
    notices.action_chosen.emit(notices.waiting[0].key)
    told(qtbot, notices, "“Desk guide.docx” is back in your folder.")
    assert (session.root / GUIDE).is_file()
    qtbot.waitUntil(lambda: "Desk guide.docx" in names(page))
    work = session.portfolio.set_work("foundations")
    assert work is not None
    assert {use.path: use.parts for use in work.competency(5).evidence}[GUIDE] == ("a", "b")
    assert work.competency(11).marked_ready


# What a look at the folder found ----------------------------------------------------------------


def test_another_file_takes_the_place_of_one_wherever_it_is_used(
    qtbot: QtBot, page: EvidencePage, session: Session, tmp_path: Path
) -> None:
    page.go_to(EvidencePlace(GUIDE))
    before = page.table.chosen
    assert before is not None
    source = tmp_path / "Second edition.pdf"
    source.write_bytes(b"%PDF second")
    page.details.replace.trigger()
    choose_file(page, source)
    qtbot.waitUntil(lambda: "Desk guide.pdf" in names(page))
    assert "Desk guide.docx" not in names(page)
    assert (session.root / "Evidence" / "Desk guide.pdf").read_bytes() == b"%PDF second"
    after = page.table.chosen
    assert after is not None
    assert (after.name, after.uses) == ("Desk guide.pdf", before.uses)


def test_a_missing_file_can_be_put_back_or_given_up(
    qtbot: QtBot, page: EvidencePage, session: Session, tmp_path: Path
) -> None:
    (session.root / GUIDE).rename(tmp_path / "kept.docx")
    look(qtbot, session)
    again, give_up = page.proposals.buttons
    assert (again.text(), give_up.text()) == ("Refresh", "Remove from the list")

    (tmp_path / "kept.docx").rename(session.root / GUIDE)
    with qtbot.waitSignal(session.facts_changed):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert page.proposals.isHidden()

    (session.root / GUIDE).unlink()
    look(qtbot, session)
    qtbot.mouseClick(page.proposals.buttons[1], Qt.MouseButton.LeftButton)
    assert session.portfolio.evidence_file(GUIDE) is None


def test_a_missing_response_leads_to_its_competency(
    qtbot: QtBot, page: EvidencePage, session: Session, listener: Listener
) -> None:
    page.place_requested.connect(listener.hear)
    (session.root / "Technology/01 Technology trends.docx").unlink()
    look(qtbot, session)
    qtbot.mouseClick(page.proposals.buttons[1], Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("technology", 1, tab=Tab.RESPONSE)]


def test_a_file_without_a_place_is_copied_to_evidence_or_left(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    (session.root / "notes.txt").write_text("to self", encoding="utf-8")
    (session.root / "other.txt").write_text("other", encoding="utf-8")
    look(qtbot, session)
    copy, _leave, _copy, leave = page.proposals.buttons
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.proposals.buttons[0], Qt.MouseButton.LeftButton)
    assert copy not in page.proposals.buttons
    qtbot.waitUntil(lambda: "notes.txt" in names(page))
    assert (session.root / "notes.txt").read_text(encoding="utf-8") == "to self"
    assert page.proposals.isHidden()


def test_what_was_taken_in_is_told_once(qtbot: QtBot, page: EvidencePage, session: Session) -> None:
    (session.root / "Evidence/From a colleague.pdf").write_bytes(b"x")
    look(qtbot, session)
    assert "From a colleague.pdf" in names(page)
    (good,) = page.proposals.buttons
    qtbot.mouseClick(good, Qt.MouseButton.LeftButton)
    assert page.proposals.isHidden()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_at_any_text_size_the_details_fit_beside_or_under_the_table(
    qtbot: QtBot, page: EvidencePage, theme: Theme, scale: float
) -> None:
    theme.set_text_scale(scale)
    page.resize(1130, 660)
    page.go_to(EvidencePlace("About me/Acceptance letter.pdf"))
    scrolling = [area.horizontalScrollBar() for area in page.findChildren(ScrollPage)]
    assert len(scrolling) == 2  # the details, and in them the pages of the preview
    qtbot.waitUntil(lambda: not any(bar.isVisible() for bar in scrolling))
    beside_sidebar = 1246  # of a window as wide as 1366 pixels, at 200 %
    assert page.minimumSizeHint().width() <= beside_sidebar


def test_everything_that_can_be_pressed_has_a_name_and_is_reached_by_tab(
    page: EvidencePage,
) -> None:
    controls = [
        page.add_button,
        page.dots,
        page.browser.filter_field,
        *page.browser.group_buttons.values(),
        page.table,
        page.details.open_button,
        page.details.dots,
    ]
    for control in controls:
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert control.accessibleName() or getattr(control, "text", str)()


def test_a_file_that_was_renamed_and_changed_takes_its_places_again(
    qtbot: QtBot, page: EvidencePage, session: Session
) -> None:
    before = [use for work in session.portfolio.sets for _n, use in work.uses()]
    new = "Evidence/Desk guide, final.docx"
    (session.root / GUIDE).rename(session.root / new)
    with (session.root / new).open("ab") as file:
        file.write(b"more")
    look(qtbot, session)
    assert session.portfolio.evidence_file(new) is not None  # taken in, and used nowhere

    button = page.proposals.buttons[1]
    assert button.text() == "Yes, it’s this one"
    with qtbot.waitSignal(session.facts_changed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert session.portfolio.evidence_file(GUIDE) is None
    after = [use for work in session.portfolio.sets for _n, use in work.uses()]
    assert [use.path for use in after] == [new if use.path == GUIDE else use.path for use in before]
    session.undo()
    assert session.portfolio.evidence_file(GUIDE) is not None


# Copies that everybody can open -----------------------------------------------------------------


def test_a_file_that_few_can_open_can_be_copied_as_a_pdf(
    qtbot: QtBot, page: EvidencePage, session: Session, tmp_path: Path
) -> None:
    source = tmp_path / "Plan.pages"
    source.write_bytes(own_pdf(written("Story time")))
    page.add_files((source,))
    qtbot.waitUntil(page.details.copy.isVisible)
    assert page.details.copy.text() == "Make a copy as PDF"

    page.details.copy.trigger()

    qtbot.waitUntil(lambda: "Plan.pdf" in names(page))
    assert "Plan.pages" in names(page)
    qtbot.waitUntil(lambda: page.table.chosen is not None and page.table.chosen.name == "Plan.pdf")
    assert not page.details.copy.isVisible()
    assert (session.root / "Evidence" / "Plan.pdf").read_bytes() == written("Story time")
