"""The reviewer's window in words: whose package it is, what was rated, what changed since."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lssc_desktop.core.check.readiness import ReviewedForecast
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import Forecast
from lssc_desktop.core.review.review import About, ReviewMode
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.competency import in_sentence
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.review_files import (
    note_line,
    ratings_counted,
)
from lssc_desktop.messages.words import digits_shown, one_line, shown_file
from lssc_desktop.package.record import Record
from lssc_desktop.package.rounds import KeptReview

_SHOWN_DIGITS = 12
_LONGEST_SENTENCE = 300


def package_title(record: Record) -> str:
    """Name whose set it is: "A. Rivera, Foundations of Library Services"."""
    return _("{candidate}, {set_title}").format(
        candidate=one_line(record.candidate), set_title=one_line(record.title)
    )


def copy_words(kind: PackageKind, copy: int) -> str:
    """Name a package by what it is: "Review copy 2", "Portfolio"."""
    if kind is PackageKind.REVIEW_COPY:
        return _("Review copy {copy}").format(copy=copy)
    return _("{Portfolio} to evaluate")


def rated_before(rating: Rating) -> str:
    """Say how this reviewer rated a competency in the copy before: "Before: met"."""
    return _("Before: {rating}").format(rating=in_sentence(rating_word(rating)))


def forecast_line(forecast: Forecast) -> str:
    """Say what the ratings come to, where there is little room."""
    if forecast.passes:
        return _("The ratings would pass")
    if forecast.met < forecast.needed:
        return _("{met} met, {needed} needed").format(met=forecast.met, needed=forecast.needed)
    return _("The ratings would not pass")


def whole_line(fingerprint: str) -> str:
    """Say that the package is whole, with the beginning of its fingerprint; "" for a folder."""
    if not fingerprint:
        return _("Package intact")
    start = digits_shown(fingerprint, _SHOWN_DIGITS)
    return _("Package intact, fingerprint {start}").format(start=start)


def name_reason(mode: ReviewMode = ReviewMode.REVIEW) -> str:
    """Say why a reviewer is asked for a name."""
    if mode is ReviewMode.EVALUATION:
        return _("The program office sees it. The candidate doesn’t.")
    return _("The candidate sees it next to your ratings and comments.")


def note_reason(mode: ReviewMode) -> str:
    """Say who reads the note on the whole set."""
    if mode is ReviewMode.EVALUATION:
        return _("It’s in your evaluation. The program office reads it.")
    return _("It’s in the review file. The candidate sees it with your ratings.")


# Competency list and evidence -------------------------------------------------------------------


def row_name(number: int | None, title: str, rating: Rating | None, mark: str) -> str:
    """Say a whole row of the list: "11, Diversity of users, Met, Changed"."""
    parts = (str(number) if number is not None else "", title, rating_word(rating), mark)
    return ", ".join(part for part in parts if part)


def more_files(count: int) -> str:
    """Say that a competency has more files than are shown."""
    return ngettext(
        "{count} more file is in the package, not shown here.",
        "{count} more files are in the package, not shown here.",
        count,
    ).format(count=count)


def shown_address(address: str) -> str:
    """Return where a stranger's link leads, with its host in the letters that no other looks like.

    "" for "".
    """
    said = one_line(address, _LONGEST_SENTENCE)
    host = urlsplit(said).hostname if "://" in said else None
    try:
        plain_host = "" if host is None else host.encode("idna").decode("ascii")
    except UnicodeError:
        return said
    return said if not host or host == plain_host else said.replace(host, plain_host, 1)


# Comments ---------------------------------------------------------------------------------------


def comments_head(about: About | None, *, set_wide: bool = False) -> str:
    """Return the heading of the comments of what is shown."""
    if set_wide or about is None or about.competency is None:
        return _("Comments on the {statement}")
    return _("Comments on {competency} {number}").format(number=about.competency)


def comment_on(about: About) -> str:
    """Say what a comment is on, where that is not the text as a whole; "" otherwise."""
    if about.evidence:
        return _("On {file}").format(file=shown_file(one_line(about.name or about.evidence)))
    return ""


def quoted(text: str) -> str:
    """Return a quoted passage in quotation marks, in one line."""
    return _("“{words}”").format(words=one_line(text))


def said_text(text: str) -> str:
    """Return a stranger's words as they are shown: their lines stay, what no screen shows goes."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "".join(char if char.isprintable() else " " for char in line) for line in lines
    )


def you() -> str:
    """Return how a comment of the user's own is signed."""
    return _("You")


# Opening, saving and closing --------------------------------------------------------------------


def unfinished_comments(places: Iterable[int | None]) -> Message:
    """Ask what shall become of comments that were begun and not added, before the file is saved.

    `places` has the competency of each, and None for the learning statement.
    """
    places = tuple(places)
    return Message(
        _unfinished_line(places),
        ngettext(
            "You didn’t press Add. Comments you leave out aren’t in the file; they stay here.",
            "You didn’t press Add. Comments you leave out aren’t in the file; they stay here.",
            len(places),
        ),
    )


def closing_unfinished(places: Iterable[int | None]) -> Message:
    """Ask before a review is closed whose file has everything but comments not finished."""
    return Message(
        _unfinished_line(tuple(places)),
        _("What you wrote there isn’t in the saved file. It’s kept on this computer."),
        _("Save again to add it, keep it here for later, or discard it."),
    )


def unfinished_before(unfinished: Sequence[KeptReview]) -> Message:
    """Offer comments that were begun on earlier packages of the same work and not added."""
    places = tuple(draft.about.competency for each in unfinished for draft in each.drafts)
    copies = {each.review.package.copy for each in unfinished}
    if len(copies) == 1 and 0 not in copies:
        said = ngettext(
            "You have {count} unfinished comment on copy {copy} ({places}).",
            "You have {count} unfinished comments on copy {copy} ({places}).",
            len(places),
        )
    else:
        said = ngettext(
            "You have {count} unfinished comment on an earlier package ({places}).",
            "You have {count} unfinished comments on earlier packages ({places}).",
            len(places),
        )
    return Message(
        said.format(count=len(places), copy=max(copies), places=_places_words(places)),
        _("What you wrote is kept on this computer. It isn’t in a review file."),
        _("You can finish it on this package."),
    )


def _unfinished_line(places: tuple[int | None, ...]) -> str:
    return ngettext(
        "{count} comment is unfinished ({places}).",
        "{count} comments are unfinished ({places}).",
        len(places),
    ).format(count=len(places), places=_places_words(places))


def _places_words(places: tuple[int | None, ...]) -> str:
    numbers = sorted({place for place in places if place is not None})
    words = []
    if numbers:
        competencies = ngettext("{competency} {numbers}", "{competencies} {numbers}", len(numbers))
        words.append(competencies.format(numbers=word_list(tuple(map(str, numbers)))))
    if None in places:
        words.append(_("{learning_statement}"))
    return ", ".join(words)


def kept_nowhere() -> Message:
    """Say of a review that it is lost unless it is saved as a file."""
    return Message(
        _("Your review isn’t kept on this computer."),
        _("The program was started to leave nothing here."),
        _("Save it as a review file before you close this window."),
    )


def result_saved(path: str) -> Message:
    """Say that a result file was written, and what it is for."""
    return Message(
        _("The result file {name} is saved.").format(name=shown_file(path)),
        _("It says what was decided, and which {competencies} need more. It names no {evaluator}."),
        _("Send it to the candidate. They drop it on their window, and the {set} is updated."),
    )


# A set as evaluators will read it ---------------------------------------------------------------


def reviewed_line(reviewed: ReviewedForecast) -> str:
    """Say how a set stands by the ratings of the last reviewer."""
    who, day = one_line(reviewed.reviewer), long_day(reviewed.day)
    note = note_line(reviewed.note) if reviewed.note else ""
    if reviewed.forecast is None:
        said = _("{reviewer} reviewed this {set} on {day}.").format(reviewer=who, day=day)
        return f"{said} {note}".strip()
    said = _("{reviewer} rated this {set} on {day}: {counted}").format(
        reviewer=who, day=day, counted=ratings_counted(reviewed.forecast)
    )
    judged = _("That would pass.") if reviewed.forecast.passes else _("That would not pass yet.")
    return " ".join(part for part in (said, judged, note) if part)
