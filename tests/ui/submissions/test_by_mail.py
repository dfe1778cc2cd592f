"""Handing in by email: nothing is called sent before the user says so."""

import email
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import MAIL, Proof, SubmissionState
from lssc_desktop.messages.submissions import entry_word
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.ui.submissions.by_hand import FindOutDialog
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.row import PackageAct, main_act, other_acts
from tests.ui.conftest import RememberingDesktop
from tests.ui.submissions.conftest import OpenedPage
from tests.ui.submissions.test_by_hand import package_in, prairie, standing_of

__all__ = ["prairie"]

type Open = Callable[[Path], OpenedPage]


def begin(place: OpenedPage) -> None:
    """Choose email in the dialog of the package."""
    entry = next(row.entry for row in place.page.rows.rows if row.entry.note is not None)
    place.page.acts.act(PackageAct.HAND_IN, entry)
    dialog = place.page.acts.dialog
    assert isinstance(dialog, DestinationDialog)
    button = dialog.choices["mail"]
    button.setFocus()
    place.qtbot.keyClick(button, Qt.Key.Key_Space)
    place.qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    place.settle()
    place.qtbot.waitUntil(place.page.mail.isVisible)


@pytest.fixture
def place(open_place: Open, packaged: Path) -> OpenedPage:
    place = open_place(packaged)
    begin(place)
    return place


def desktop_of(place: OpenedPage) -> RememberingDesktop:
    desktop = place.page._services.desktop
    assert isinstance(desktop, RememberingDesktop)
    return desktop


def click(place: OpenedPage, name: str) -> None:
    button = getattr(place.page.mail, name)
    place.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    place.settle()


def saved(place: OpenedPage) -> SubmissionState:
    sent = read_submission(package_in(place.session.root), MAIL)
    assert sent is not None
    return sent.state


def entry_of(place: OpenedPage) -> SubmissionEntry:
    return next(row.entry for row in place.page.rows.rows if row.entry.note is not None)


def test_message_and_file_are_there_and_nothing_is_noted_by_looking(place: OpenedPage) -> None:
    mail = place.page.mail
    assert mail.fields[0].value.text() == "lssc@ala.org"
    assert "portfolio for Technology" in mail.message_text
    file = hashlib.sha256(package_in(place.session.root).read_bytes()).hexdigest()
    assert file in mail.message_text, "the only fingerprint that sha256sum prints too"
    click(place, "copy_button")
    assert QApplication.clipboard().text() == mail.message_text
    click(place, "path_button")
    assert QApplication.clipboard().text() == str(package_in(place.session.root))
    click(place, "folder_button")
    assert desktop_of(place).shown == [package_in(place.session.root)]
    assert saved(place) is SubmissionState.PACKAGED
    assert standing_of(place) is Standing.PACKAGED


def test_opened_is_uncertain_until_the_user_says_that_they_sent_it(place: OpenedPage) -> None:
    click(place, "open_button")
    (link,) = desktop_of(place).opened
    assert str(link).startswith("mailto:lssc@ala.org?subject=Technology")
    assert saved(place) is SubmissionState.UNCERTAIN
    assert standing_of(place) is Standing.UNCERTAIN
    assert "sent" not in entry_word(entry_of(place)).lower()
    click(place, "sent_button")
    assert place.page.mail.isHidden()
    assert saved(place) is SubmissionState.RECEIVED
    assert entry_word(entry_of(place)) == "Handed in"
    sent = read_submission(package_in(place.session.root), MAIL)
    assert sent is not None
    assert sent.receipt is not None
    assert (sent.receipt.proof, sent.receipt.theirs) == (Proof.PERSON, "")


def test_not_sent_is_a_package_as_before(place: OpenedPage) -> None:
    click(place, "open_button")
    click(place, "not_sent_button")
    assert saved(place) is SubmissionState.PACKAGED
    assert main_act(entry_of(place)) is PackageAct.HAND_IN


def test_what_is_uncertain_asks_again_whether_it_was_sent(place: OpenedPage) -> None:
    click(place, "open_button")
    click(place, "close_button")
    assert place.page.mail.isHidden()
    assert main_act(entry_of(place)) is PackageAct.FIND_OUT
    place.page.acts.act(PackageAct.FIND_OUT, entry_of(place))
    place.settle()
    place.qtbot.waitUntil(place.page.mail.isVisible)
    assert place.page.mail.not_sent_button.isEnabled()


def test_a_draft_has_the_file_and_what_was_typed(place: OpenedPage) -> None:
    place.page.mail.text.setPlainText("Dear Ms. Okafor, here it is.")
    click(place, "draft_button")
    place.qtbot.waitUntil(lambda: bool(desktop_of(place).opened))
    place.settle()
    (draft,) = desktop_of(place).opened
    assert isinstance(draft, Path)
    read = email.message_from_bytes(draft.read_bytes())
    assert read["X-Unsent"] == "1"
    names = [part.get_filename() for part in read.walk()]
    assert package_in(place.session.root).name in names
    assert "Okafor" in str(read)
    place.qtbot.waitUntil(lambda: saved(place) is SubmissionState.UNCERTAIN)


def test_the_office_may_say_later_that_it_never_came(place: OpenedPage) -> None:
    click(place, "sent_button")
    assert PackageAct.TELL_ANSWER in other_acts(entry_of(place))
    place.page.acts.act(PackageAct.TELL_ANSWER, entry_of(place))
    dialog = place.page.acts.dialog
    assert isinstance(dialog, FindOutDialog)
    dialog.no.setChecked(True)
    dialog.accept_button.click()
    place.settle()
    place.qtbot.waitUntil(lambda: saved(place) is SubmissionState.PACKAGED)
    assert standing_of(place) is Standing.PACKAGED


def test_the_program_says_address_text_and_limit(open_place: Open, packaged: Path) -> None:
    program = packaged / "program.toml"
    said = program.read_text(encoding="utf-8")
    table = '[mail]\naddress = "hand-in@example.org"\nall_bytes = 1_000\nnote = "By noon."\n'
    program.write_text(said.replace("[web_form]", f"{table}\n[web_form]", 1), encoding="utf-8")
    place = open_place(packaged)
    begin(place)
    mail = place.page.mail
    assert mail.fields[0].value.text() == "hand-in@example.org"
    assert mail.too_large.isVisible()
    assert mail.program_note.isVisible()
