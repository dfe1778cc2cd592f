"""The page of renewal: hours, the window of time, the form to copy, the package, the days."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import put_activity, set_certified
from lssc_desktop.core.portfolio.portfolio import Granted, RenewalActivity
from lssc_desktop.core.time.certification import add_granted
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.package.reader import verify
from lssc_desktop.store.folder.opening import open_folder
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SubmissionsPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.renewal.dialogs import CertifiedDialog, RenewalFormDialog
from lssc_desktop.ui.renewal.page import RenewalPage
from lssc_desktop.ui.shared.dialogs import RenewedDialog
from tests.ui.controls import way_of_tab
from tests.ui.painted import Painted, stripes
from tests.ui.renewal.conftest import MakePage, visible_words
from tests.ui.renewed import NOW


def test_it_says_until_when_and_what_is_missing(page: RenewalPage) -> None:
    said = visible_words(page)
    assert "Monday, November 25, 2030. Your certification is good through June 10, 2031." in said
    assert page.hours.to_go.text() == "9 hours to go"
    assert page.hours.hours.accessibleName() == "23 of 32 contact hours"
    assert page.hours.technology.accessibleName() == ("3 of 4 on technology, included in the 32")
    assert page.hours.undocumented.text() == "2 of the hours have no document yet."
    assert page.window_card.chip.text() == "Window open"


def test_tab_goes_through_the_page_as_it_is_read(page: RenewalPage) -> None:
    below = page.activities
    wanted = [
        *(page.add_button, page.form_button, page.dots),
        *(below.filter_field, below.dots, below.table),
    ]
    way = way_of_tab(page)
    first = way.index(page.add_button)
    assert [each for each in (*way[first:], *way[:first]) if each in wanted] == wanted


def test_rings_and_line_say_in_words_what_they_show(page: RenewalPage) -> None:
    assert page.hours.ring.accessibleDescription() == (
        "23 of 32 contact hours, 3 of 4 on technology. 9 to go, 1 of them on technology."
    )
    assert page.window_card.line.accessibleDescription() == (
        "Renew by June 10, 2031: 197 days left. Window opened: June 10, 2030. "
        "Expires: June 10, 2031. Grace period ends: August 10, 2031."
    )


def test_the_months_of_grace_are_hatched_alike_on_every_screen(
    page: RenewalPage, icons: Icons
) -> None:
    line = page.window_card.line
    ground = QColor(icons.theme.tokens.warn.bg)

    def gaps(ratio: int) -> int:
        painted = Painted(line, ratio)
        rows = (stripes(painted.across(y), ground) for y in range(painted.height))
        through_bar = [row for row in rows if row]
        return len(through_bar[len(through_bar) // 2])

    assert gaps(1) > 1
    assert gaps(2) == pytest.approx(gaps(1), abs=1)


def test_the_form_is_prepared_as_values_to_copy_in_order(qtbot: QtBot, page: RenewalPage) -> None:
    qtbot.mouseClick(page.form_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(RenewalFormDialog)
    texts = [field.value.text() for field in dialog.copies]
    assert texts[:2] == ["A. Rivera", "Certified Library Support Staff (CLSS)"]
    assert texts[2:4] == ["June 10, 2027", "June 10, 2031"]
    assert texts[4] == (
        "Mar 14, 2028; Screen readers at the public desk; 2 contact hours; 2 on technology; "
        "Technology"
    )
    assert "23" in texts
    assert texts[-1] == "Notes and log.docx"
    assert not any("Lunch talk" in text for text in texts)  # it does not count
    assert len(dialog.marks) == 5
    qtbot.mouseClick(dialog.copies[4].button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == texts[4]
    qtbot.mouseClick(dialog.marks[0], Qt.MouseButton.LeftButton)
    assert dialog.marks[0].isChecked()
    dialog.reject()


def test_a_package_says_why_it_cannot_be_built_yet(
    qtbot: QtBot, page: RenewalPage, notices: Notices
) -> None:
    page.package.trigger()
    qtbot.waitUntil(lambda: bool(notices.waiting))
    assert notices.waiting[0].tone is Tone.BAD


def test_a_package_of_the_renewal_is_built_and_noted(
    qtbot: QtBot, make_page: MakePage, session: Session, notices: Notices
) -> None:
    session.apply(partial(set_certified, day=date(2023, 1, 10), today=session.today))
    certificate = "Evidence/Access Services certificate.pdf"
    for number, technology in enumerate((4, 0)):
        activity = RenewalActivity(
            f"long-{number}",
            date(2025, 5, 1 + number),
            f"Long course {number}",
            "workshop",
            Decimal(20),
            Decimal(technology),
            "technology",
            (certificate,),
        )
        put = partial(put_activity, session.program, activity=activity, today=session.today)
        session.apply(put)
    page = make_page(session)
    wanted: list[object] = []
    page.place_requested.connect(wanted.append)
    page.package.trigger()
    qtbot.waitUntil(lambda: bool(session.portfolio.packages))
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    found = verify(package, ignore_progress)
    assert found.valid
    assert session.portfolio.packages[-1].package_id == found.package_id
    assert package.name in notices.waiting[0].message.happened
    notices.action_chosen.emit(notices.waiting[0].key)
    assert wanted == [SubmissionsPlace(package_id=found.package_id, hand_in=True)]


def test_a_renewal_that_was_granted_is_told_and_the_next_time_begins(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    page.renewed.trigger()
    (dialog,) = page.findChildren(RenewedDialog)
    assert (dialog.on.day, dialog.until.day) == (NOW.date(), date(2035, 6, 10))
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert later.portfolio.renewal.granted == (Granted(NOW.date(), date(2035, 6, 10)),)
    assert "Your certification is good through June 10, 2035." in visible_words(page)
    assert page.hours.hours.accessibleName() == "0 of 32 contact hours"


def test_a_renewal_that_was_told_by_mistake_is_taken_back(
    page: RenewalPage, later: Session, notices: Notices
) -> None:
    assert not page.taken_back.isVisible()
    granted = Granted(NOW.date(), date(2035, 6, 10))
    later.apply(partial(add_granted, later.program, granted=granted, today=later.today))
    assert page.taken_back.text() == "Undo renewal of November 25, 2030"
    page.taken_back.trigger()
    assert later.portfolio.renewal.granted == ()
    assert "Your certification is good through June 10, 2031." in visible_words(page)
    assert notices.waiting[-1].message.happened.startswith("The renewal of November 25, 2030")
    later.undo()
    assert list(later.portfolio.renewal.granted) == [granted]


def test_a_renewal_that_would_end_before_it_began_is_refused_in_place(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    page.renewed.trigger()
    (dialog,) = page.findChildren(RenewedDialog)
    dialog.until.set_day(date(2030, 1, 1))
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "January 1, 2030" in dialog.error.said
    assert later.portfolio.renewal.granted == ()
    dialog.reject()


def test_the_day_on_the_certificate_can_be_told_again(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    page.certified.trigger()
    (dialog,) = page.findChildren(CertifiedDialog)
    assert dialog.day.day == date(2027, 6, 10)
    dialog.day.set_day(date(2027, 7, 1))
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert later.portfolio.renewal.certified == date(2027, 7, 1)


def test_a_certificate_of_a_day_to_come_is_not_taken(
    qtbot: QtBot, page: RenewalPage, later: Session
) -> None:
    before = later.portfolio
    page.certified.trigger()
    (dialog,) = page.findChildren(CertifiedDialog)
    dialog.day.setFocus()
    dialog.day.selectAll()
    qtbot.keyClicks(dialog.day, "11/26/2030")
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.error.said.startswith("November 26, 2030 is in the future.")
    assert later.portfolio == before
    dialog.reject()


def test_before_a_certification_it_says_what_to_do_until_then(
    qtbot: QtBot, make_page: MakePage, session: Session
) -> None:
    page = make_page(session)
    assert "Renewal starts when you are certified." in visible_words(page)
    assert "Keep certificates here until then." in visible_words(page)
    assert not page.form_button.isVisible()
    qtbot.mouseClick(page.certified_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(CertifiedDialog)
    dialog.day.set_day(date(2026, 6, 10))
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert session.portfolio.renewal.certified == date(2026, 6, 10)
    assert page.report is not None
    assert page.window_card.chip.text() == "Window not open yet"
    assert "You can renew from June 10, 2029 through June 10, 2030." in visible_words(page)


@pytest.mark.parametrize(
    ("certified", "chip"),
    [
        (date(2022, 10, 1), "Grace period"),
        (date(2022, 9, 1), "Window closed"),
        (date(2022, 11, 24), "Window open"),
    ],
)
def test_after_the_expiry_it_says_what_is_left(
    make_page: MakePage, session: Session, certified: date, chip: str
) -> None:
    session.apply(partial(set_certified, day=certified, today=session.today))
    page = make_page(session)
    assert page.window_card.chip.text() == chip


@pytest.fixture
def without_rule(qtbot: QtBot, jobs: Jobs, sample: Path) -> Iterator[Session]:
    """The sample under a program file that says nothing about renewal."""
    file = sample / "program.toml"
    text = file.read_text(encoding="utf-8")
    tables = re.split(r"(?m)^(?=\[)", text)
    kept = [table for table in tables if not table.startswith(("[renewal", "[[renewal"))]
    assert len(kept) < len(tables)
    file.write_text("".join(kept), encoding="utf-8")
    session = Session(open_folder(sample, this_holder(NOW)), jobs, lambda: NOW)
    yield session
    with qtbot.waitSignal(session.closed):
        session.close_anyway()


def test_a_program_without_a_rule_has_a_sentence_and_nothing_to_press(
    make_page: MakePage, without_rule: Session
) -> None:
    page = make_page(without_rule)
    assert "Your program file says nothing about renewal." in visible_words(page)
    assert not page.add_button.isVisible()
    assert not page.certified_button.isVisible()
