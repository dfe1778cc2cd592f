"""The pictures of a review: reading, rating, evaluating, the shelf, comments beside the work."""

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.core.job import Quiet
from lssc_desktop.core.portfolio import Rating
from lssc_desktop.core.review import ReviewMode
from lssc_desktop.core.reviewing import rate
from lssc_desktop.package.kept_reviews import KeptReview, keep
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.review_file import read_review
from lssc_desktop.ui.review.combine_dialog import CombineDialog
from lssc_desktop.ui.review.reviews import Reviews
from tests.ui.review.rounds import REVIEWER, make_rounds

if TYPE_CHECKING:
    from tests.ui.pictures import Studio


def take_reviews(camera: "Studio", scratch: Path) -> None:
    """Take the window of a review as in picture 06, the shelf, and evaluations combined."""
    root = scratch / "rounds" / "Rivera LSSC"
    write_sample(root, Quiet())
    rounds = make_rounds(root)
    services = camera.services
    services.preferences.set_reviewer(REVIEWER)
    review = read_review(rounds.review)
    keep(services.preferences.folder, KeptReview(review, str(rounds.first), saved=True))
    reviews = Reviews(services, scratch, camera.window)
    reviews.open(rounds.second)
    camera.until(lambda: reviews.windows)
    (window,) = reviews.windows
    given = (*[Rating.MET] * 5, None, *[Rating.MET] * 3, Rating.PARTIAL, Rating.MET, Rating.NOT_MET)
    for number, rating in enumerate(given, 1):
        window.session.apply(partial(rate, number=number, rating=rating))
    window.desk.go_to(11)
    camera.take("review", window)
    window.desk.go_to(None)
    camera.take("review-statement", window)
    dialog = CombineDialog(window.session.opened, services, window)
    complete = rate(window.session.review, 6, Rating.MET)
    evaluation = replace(complete, id="e1", mode=ReviewMode.EVALUATION)
    other = rate(replace(evaluation, id="e2", reviewer="J. Lind"), 12, Rating.PARTIAL)
    dialog.add_evaluations((evaluation, other))
    dialog.show()
    camera.take("review-combine", dialog)
    dialog.close()
    folder = scratch / "shelf"
    folder.mkdir()
    for file in (rounds.first, rounds.second, rounds.review):
        shutil.copy2(file, folder)
    (folder / "letter.zip").write_bytes(b"PK no package")
    reviews.open_shelf(folder)
    (shelf,) = reviews.shelves
    camera.until(lambda: shelf.entries.shown and not shelf.watch.shelf.unverified)
    camera.take("review-shelf", shelf)
    shelf.close()
    window.session.give_up()
    camera.settle()
    window.hide()
