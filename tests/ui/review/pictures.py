"""The pictures of a review: reading, rating, evaluating, the shelf, comments beside the work."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.audit.audited import AuditState
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import rate
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.retention import ExpiredFile, ExpiredPackage
from lssc_desktop.documents.previews import Source
from lssc_desktop.package.judging import judge
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.rounds import KeptReview, keep_review
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.known_programs import keep_program, known_programs
from lssc_desktop.store.programs import as_loaded
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.preview.preview import PreviewDialog
from lssc_desktop.ui.review.dialogs import CombineDialog
from lssc_desktop.ui.review.opening import Reviews
from lssc_desktop.ui.review.shelf_dialogs import RetentionDialog
from lssc_desktop.ui.review.shelf_window import ShelfWindow
from lssc_desktop.ui.review.window import ReviewWindow
from tests.audit.packages import mixed_folder, write_audit
from tests.office import package_with_rules, program_with_rules, write_office
from tests.ui.journey.sent_events import SentEvents
from tests.ui.journey.told_review import review_journey
from tests.ui.review.conftest import throw_away
from tests.ui.review.rounds import REVIEWER, Rounds, a_review, make_rounds

if TYPE_CHECKING:
    from tests.ui.pictures import Studio


def take_reviews(camera: "Studio", scratch: Path) -> None:
    """Take the windows of a review, the shelf, previews, and comments beside the work."""
    root = scratch / "rounds" / "Rivera LSSC"
    write_sample(root, ignore_progress)
    rounds = make_rounds(root)
    services = camera.services
    services.preferences.set_reviewer(REVIEWER)
    review = read_review(rounds.review)
    keep_review(services.preferences.folder, KeptReview(review, str(rounds.first), saved=True))
    reviews = Reviews(services, scratch, camera.window)
    take_review(camera, reviews, rounds)
    take_evaluation(camera, reviews, rounds)
    take_shelf(camera, reviews, rounds, scratch)
    take_audit(camera, reviews, rounds, scratch)
    take_rules(camera, reviews, scratch)
    take_previews(camera, root, scratch)
    take_comments(camera, root)
    take_journey(camera, scratch)


class CameraHands(SentEvents):
    """Hands that send events before a camera, with no test around them."""

    def __init__(self, camera: "Studio") -> None:
        self._camera = camera
        self._window = camera.window

    def until(self, condition: Callable[[], object]) -> None:
        self._camera.until(condition)

    def _keyboard(self) -> QWidget:
        if QApplication.activeWindow() is None:  # a window manager does this after a dialog
            reviews = self._camera.window.controller.reviews.windows
            (*reviews[-1:], self._window)[0].activateWindow()
            self.until(QApplication.focusWidget)
        return super()._keyboard()


def take_journey(camera: "Studio", scratch: Path) -> None:
    """Take the moments of a set on its way through two rounds of evaluation and an appeal."""
    root = scratch / "journey" / "Rivera LSSC"
    write_sample(root, ignore_progress)
    camera.services.preferences.set_reviewer("")
    camera.open(root)
    review_journey(camera.window, CameraHands(camera), camera.take)
    camera.settle()
    for notice in camera.services.notices.waiting:
        camera.services.notices.dismiss(notice)


def opened(camera: "Studio", reviews: Reviews, package: Path, mode: ReviewMode) -> ReviewWindow:
    before = reviews.windows
    reviews.open(package, mode)
    camera.until(lambda: len(reviews.windows) > len(before))
    return reviews.windows[-1]


def take_review(camera: "Studio", reviews: Reviews, rounds: Rounds) -> None:
    """Take the window of picture 06, and evaluations combined."""
    window = opened(camera, reviews, rounds.second, ReviewMode.REVIEW)
    given = (*[Rating.MET] * 5, None, *[Rating.MET] * 3, Rating.PARTIAL, Rating.MET, Rating.NOT_MET)
    for number, rating in enumerate(given, 1):
        window.session.apply(partial(rate, number=number, rating=rating))
    window.desk.go_to(11)
    camera.take("review", window)
    window.desk.reading.banner.in_words.click()
    camera.take("review-changes", window)
    window.desk.reading.banner.in_words.click()
    window.desk.go_to(None)
    camera.take("review-statement", window)
    known = known_programs(camera.services.preferences.folder)
    dialog = CombineDialog(judge(window.session.opened, known), camera.services)
    complete = rate(window.session.review, 6, Rating.MET)
    evaluation = replace(complete, id="e1", mode=ReviewMode.EVALUATION)
    other = rate(replace(evaluation, id="e2", reviewer="J. Lind"), 12, Rating.PARTIAL)
    dialog.add_evaluations((evaluation, other))
    dialog.show_for(window)
    camera.take("review-combine", dialog)
    dialog.close()
    throw_away(window)
    camera.settle()


def take_evaluation(camera: "Studio", reviews: Reviews, rounds: Rounds) -> None:
    """Take a window in which somebody evaluates, with work that is offered after a crash."""
    package = open_for_review(rounds.handed_in, ignore_progress)
    begun = rate(a_review(package, mode=ReviewMode.EVALUATION), 1, Rating.MET)
    keep_review(camera.services.preferences.folder, KeptReview(begun, str(rounds.handed_in)))
    window = opened(camera, reviews, rounds.handed_in, ReviewMode.EVALUATION)
    camera.take("evaluation-offered", window)
    for asked in window.notices.questions:
        asked.answer("go-on")
    camera.take("evaluation", window)
    throw_away(window)
    camera.settle()


def take_shelf(camera: "Studio", reviews: Reviews, rounds: Rounds, scratch: Path) -> None:
    """Take the packages of an office."""
    folder = scratch / "shelf"
    write_office(folder)
    for file in (rounds.first, rounds.second, rounds.review, rounds.handed_in):
        shutil.copy2(file, folder)
    (folder / "letter.zip").write_bytes(b"PK no package")
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    camera.until(lambda: shelf.entries.shown and not shelf.watch.shelf.unverified)
    shelf.table.choose("nunez.zip")
    camera.take("review-shelf", shelf)
    shelf.table.choose("letter.zip")
    camera.take("review-shelf-damaged", shelf)
    shelf.table.choose("obrien.zip")
    shelf.assign_selected()
    camera.until(lambda: shelf.office.assign_dialog is not None)
    dialog = shelf.office.assign_dialog
    assert dialog is not None
    camera.take("review-shelf-assign", dialog)
    dialog.reject()
    shelf.table.choose("nunez.zip")
    shelf.combine_selected()
    camera.until(lambda: shelf.combine_dialog is not None)
    combine = shelf.combine_dialog
    assert combine is not None
    camera.until(combine.add_beside.isVisible)
    combine.add_beside.click()
    camera.take("review-shelf-combine", combine)
    combine.reject()
    shelf.field.setText("ramirez")
    camera.take("review-shelf-nothing", shelf)
    shelf.close()


def take_audit(camera: "Studio", reviews: Reviews, rounds: Rounds, scratch: Path) -> None:
    """Take what an audit of an office's packages found."""
    folder = scratch / "audited"
    mixed_folder(folder)
    write_office(folder)
    shutil.copy2(rounds.first, folder / "rivera.lssc.zip")
    path = write_audit(scratch / "2026-11-28.csv", str(folder))
    reviews.open_audit(path)
    (window,) = reviews.audits
    camera.until(lambda: window.packages.shown)
    camera.until(lambda: not camera.services.jobs.running())
    damaged = next(each for each in window.packages.shown if each.state is AuditState.DAMAGED)
    window.table.choose(damaged)
    camera.take("review-audit", window)
    window.field.setText("nobody")
    camera.take("review-audit-nothing", window)
    window.close()


def take_rules(camera: "Studio", reviews: Reviews, scratch: Path) -> None:
    """Take what a program's office asks, offers, hides and deletes."""
    folder = scratch / "blind"
    folder.mkdir()
    package = Path(shutil.copy2(package_with_rules(), folder))
    kept = as_loaded(program_with_rules(), "office.toml")
    keep_program(camera.services.preferences.folder, kept)
    reviews.open(package, ReviewMode.EVALUATION)
    camera.until(lambda: reviews.conflict_dialog is not None)
    asked = reviews.conflict_dialog
    assert asked is not None
    asked.yes.click()
    camera.take("evaluation-conflict", asked)
    asked.no.click()
    asked.accept_button.click()
    camera.until(lambda: reviews.windows)
    window = reviews.windows[-1]
    window.desk.go_to(3)
    camera.take("evaluation-blind", window)
    window.ask_insert()
    assert window.insert_dialog is not None
    camera.take("review-insert", window.insert_dialog)
    window.insert_dialog.reject()
    throw_away(window)
    shelf = shelf_of(camera, reviews, folder)
    camera.take("review-shelf-blind", shelf)
    shelf.close()
    office = scratch / "shelf"
    shelf = shelf_of(camera, reviews, office)
    shelf.show_statistics()
    assert shelf.statistics_dialog is not None
    camera.take("review-shelf-statistics", shelf.statistics_dialog)
    shelf.statistics_dialog.reject()
    shelf.office.show_reminders()
    assert shelf.office.reminders_dialog is not None
    camera.take("review-shelf-reminders", shelf.office.reminders_dialog)
    shelf.office.reminders_dialog.reject()
    of_candidates = [each for each in shelf.entries.shown if each.package.candidate]
    expired = [
        ExpiredPackage(
            each.package.package_id,
            each.package.candidate,
            each.package.set_title,
            Outcome.ACHIEVED,
            date(2019, 10, 27),
            date(2026, 10, 27),
            ExpiredFile(each.name, each.package.seen),
            (ExpiredFile("evaluation.lssc-review.json", each.package.seen),),
        )
        for each in of_candidates[:3]
    ]
    dialog = RetentionDialog(expired, shelf.watch.shelf.left_out, camera.services.icons)
    dialog.show_for(shelf)
    camera.take("review-shelf-retention", dialog)
    dialog.reject()
    shelf.close()
    camera.settle()


def shelf_of(camera: "Studio", reviews: Reviews, folder: Path) -> ShelfWindow:
    reviews.open_shelf(folder)
    shelf = reviews.shelves[-1]
    camera.until(lambda: shelf.entries.shown and not shelf.watch.shelf.unverified)
    return shelf


def take_previews(camera: "Studio", root: Path, scratch: Path) -> None:
    """Take a look into a file of each kind, and into one that has none."""
    folder = scratch / "files"
    folder.mkdir()
    (folder / "letter.rtf").write_text("{\\rtf1 Dear committee,\\par I began in 2019.\\par}")
    (folder / "notes.txt").write_text("Story time\n  12 families\n  3 languages\n")
    (folder / "clip.mp4").write_bytes(b"MP4" * 100)
    (folder / "half.pdf").write_bytes(b"%PDF-1.7 and no more")
    files = {path.suffix.lower(): path for path in sorted((root / "Evidence").rglob("*.*"))}
    wanted = [files[kind] for kind in (".pdf", ".jpg", ".docx") if kind in files]
    for path in (*wanted, *sorted(folder.iterdir())):
        services = camera.services
        source = Source(path.name, str(path), path)
        dialog = PreviewDialog(services.jobs, services.previews, services.icons, [source])
        dialog.show()
        camera.take(f"preview-{path.suffix[1:]}-{path.stem.split()[0].lower()}", dialog)
        dialog.close()


def take_comments(camera: "Studio", root: Path) -> None:
    """Take what the candidate sees when a review came back."""
    camera.open(root)
    camera.window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    camera.take("comments")
