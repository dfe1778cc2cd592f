"""Emails of an office: drafts with their files, to one or to all who are due; nothing is sent."""

import email
import email.policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.evaluators import Evaluator, put_evaluator
from lssc_desktop.store.evaluators import change_evaluators
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from tests.office import DAY, assign, office_knows, package_with_rules
from tests.ui.conftest import RememberingDesktop
from tests.ui.review.conftest import OpenReview
from tests.ui.review.rounds import Rounds


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


def files(desktop: RememberingDesktop) -> list[Path]:
    return [each for each in desktop.opened if isinstance(each, Path)]


def read(path: Path) -> EmailMessage:
    found = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert found["X-Unsent"] == "1"
    assert not found.defects
    return found


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def names_in(mail: EmailMessage) -> list[str | None]:
    return [each.get_filename() for each in mail.iter_attachments()]


def test_a_result_goes_out_with_its_letter(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot, desktop: RememberingDesktop
) -> None:
    shelf.table.choose("bjork.zip")
    assert not shelf.menus.mail.isEnabled()  # only evaluated
    assert shelf.menus.mail in shelf.more.actions()
    shelf.table.choose("smith-1.zip")
    shelf.menus.mail.trigger()
    qtbot.waitUntil(lambda: bool(desktop.opened))
    (path,) = files(desktop)
    assert path.parent == folder / "Mail drafts"
    mail = read(path)
    assert (mail["To"], mail["Subject"]) == (None, "Technology: decision on your portfolio")
    assert text_of(mail).startswith("Dear Jane Smith,")
    assert names_in(mail) == ["smith-1-result.lssc-review.json", "smith-1-result-letter.pdf"]
    file, letter = mail.iter_attachments()
    assert file.get_content() == (folder / "smith-1-result.lssc-review.json").read_bytes()
    assert letter.get_content().startswith(b"%PDF")
    assert "Nothing was sent." in shelf.notices.waiting[-1].message.meaning


def test_each_who_is_assigned_gets_a_request_with_the_packages(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot, desktop: RememberingDesktop
) -> None:
    change_evaluators(
        folder, partial(put_evaluator, new=Evaluator("M. Okafor", "okafor@example.org"))
    )
    shelf.table.choose("smith-2.zip")
    assert not shelf.menus.request.isEnabled()
    shelf.table.select(["nunez.zip", "obrien.zip"])
    shelf.menus.request.trigger()
    qtbot.waitUntil(lambda: bool(desktop.opened))
    (path,) = files(desktop)
    mail = read(path)
    assert (mail["To"], mail["Subject"]) == ("okafor@example.org", "1 package for you to evaluate")
    assert "Mary O’Brien, Technology" in text_of(mail)
    assert names_in(mail) == ["obrien.zip"]
    (package,) = mail.iter_attachments()
    assert package.get_content() == (folder / "obrien.zip").read_bytes()


def test_a_reminder_goes_to_one_or_to_all_who_are_due(
    shelf: ShelfWindow, folder: Path, qtbot: QtBot, desktop: RememberingDesktop
) -> None:
    shelf.menus.remind.trigger()
    dialog = shelf.office.reminders_dialog
    assert dialog is not None
    dialog.person.setCurrentText("M. Okafor")
    dialog.text.appendPlainText("Call me if you can’t.")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(desktop.opened))
    mail = read(files(desktop)[0])
    assert mail["Subject"] == "Reminder: 1 package needs your review"
    assert text_of(mail).replace("\r\n", "\n").endswith("Call me if you can’t.\n")
    assert names_in(mail) == ["due.ics"]

    shelf.menus.remind.trigger()
    dialog = shelf.office.reminders_dialog
    assert dialog is not None
    dialog.all.click()
    qtbot.waitUntil(lambda: bool(desktop.shown))
    drafts = sorted(each.name for each in (folder / "Mail drafts").iterdir())
    assert drafts == ["reminder-ann-lindqvist.eml", "reminder-m-okafor.eml"]
    assert shelf.notices.waiting[-1].message.happened.startswith("2 email drafts are saved")


def test_a_request_tells_no_name_where_names_are_hidden(
    reviews: Reviews,
    tmp_path: Path,
    qtbot: QtBot,
    desktop: RememberingDesktop,
) -> None:
    folder = tmp_path / "blind"
    folder.mkdir()
    office_knows(folder)
    package = folder / "nunez-technology.lssc.zip"
    package.write_bytes(package_with_rules().read_bytes())
    assign(package, "M. Okafor", DAY)
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    qtbot.waitUntil(lambda: bool(shelf.entries.shown) and shelf.entries.shown[0].hidden)
    shelf.table.select([package.name])
    shelf.menus.request.trigger()
    qtbot.waitUntil(lambda: bool(desktop.opened))
    mail = read(files(desktop)[0])
    label = shelf.entries.shown[0].package.candidate
    attached, program = map(str, names_in(mail))
    assert (attached, program.endswith(".toml")) == (f"{label}.zip", True)
    assert label in text_of(mail)
    told = f"{files(desktop)[0].name} {mail['Subject']} {text_of(mail)} {names_in(mail)}".casefold()
    assert "núñez" not in told
    assert "nunez" not in told


def test_a_saved_evaluation_is_mailed_from_its_window(
    open_review: OpenReview,
    rounds: Rounds,
    qtbot: QtBot,
    tmp_path: Path,
    desktop: RememberingDesktop,
) -> None:
    window = open_review(rounds.first)
    with qtbot.waitSignal(window.session.saved):
        window.session.save(tmp_path / "r.lssc-review.json")
    (notice,) = (each for each in window.notices.waiting if each.action)
    window.notices.action_chosen.emit(notice.key)
    qtbot.waitUntil(lambda: bool(desktop.opened))
    mail = read(files(desktop)[0])
    assert mail["Subject"] == "Foundations of Library Services: review of your work"
    assert names_in(mail) == ["r.lssc-review.json"]
