"""Emails of an office as drafts with their files: a result, a request, a reminder.

Nothing is sent: each lies in the folder “Mail drafts” of the shelf, and opens in a mail program.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lssc_desktop.core.files.names import REVIEW_SUFFIX, one_line, portable_name, slug
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.review.review import Review, ReviewMode
from lssc_desktop.core.submission.assignments import person_key
from lssc_desktop.core.submission.evaluators import Evaluators
from lssc_desktop.core.submission.mail import USUAL_LIMIT
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import speaking
from lssc_desktop.messages.office import (
    evaluation_mail,
    reminder_subject,
    request_mail,
    result_mail,
)
from lssc_desktop.messages.shelf import reminders
from lssc_desktop.package.judging import read_for_letter
from lssc_desktop.package.mail_draft import (
    DRAFT_SUFFIX,
    MailDraft,
    MailFile,
    with_signature,
    write_mail,
)
from lssc_desktop.package.opened import OpenedPackage
from lssc_desktop.package.papers import calendar_file
from lssc_desktop.package.typesetting.language import package_words

DRAFTS = "Mail drafts"
"""The folder of drafts in a shelf."""


def draft_result(
    config: Path, shelf: Path, package: Path, file: Path, today: date, reporter: Reporter
) -> Path:
    """Write an email to a candidate, with a review or result and its letter, in their language."""
    from lssc_desktop.package.letter import letter_about, letter_pdf  # it sets type

    opened, review = read_for_letter(config, package, file, None, reporter)
    letter = letter_pdf(letter_about(opened, review, today, str(file)))
    stem = file.name.removesuffix(".json").removesuffix(".lssc-review")
    name = f"{stem}-letter.pdf"
    record, program = opened.record, opened.program
    with speaking(package_words(record.language, program.words, program.spelling)):
        subject, text = result_mail(review, program.office, (file.name, name))
    files = (*with_signature(file.name, file), MailFile(name, content=letter))
    return _write(shelf, stem, MailDraft("", subject, text, files), reporter)


def draft_review(file: Path, opened: OpenedPackage, review: Review, reporter: Reporter) -> Path:
    """Write an email with a review file beside it: to the candidate, or to the office."""
    program = opened.program
    if review.mode is ReviewMode.EVALUATION:
        contact = program.contact
        to = program.mail.address if program.mail else ""
        to = to or ("" if contact is None else contact.email)
        subject, text = evaluation_mail(review)
    else:
        to, words = "", package_words(opened.record.language, program.words, program.spelling)
        with speaking(words):
            subject, text = result_mail(review, program.office, (file.name,))
    target = file.with_name(file.name.removesuffix(REVIEW_SUFFIX) + DRAFT_SUFFIX)
    return write_mail(
        target, MailDraft(to, subject, text, with_signature(file.name, file)), reporter
    )


def people_waited_for(entries: Sequence[ShelfEntry]) -> tuple[str, ...]:
    """Return who still has something to do, each once."""
    people = {
        person_key(each.person): one_line(each.person)
        for entry in entries
        for each in entry.waiting
    }
    return tuple(people[key] for key in sorted(people))


def draft_requests(
    shelf: Path,
    entries: Sequence[ShelfEntry],
    listed: Evaluators,
    today: date,
    reporter: Reporter,
) -> tuple[Path, ...]:
    """Write an email to each who is assigned to packages and has not done it, with the packages.

    They are called as the shelf shows them: where names are hidden, no file name tells one.
    """
    drafts = []
    for person in people_waited_for(entries):
        theirs = [each for each in entries if each.waits_for(person)]
        fits = sum(each.package.seen.bytes for each in theirs) <= USUAL_LIMIT
        subject, text = request_mail(theirs, person, today, is_attached=fits)
        files = tuple(
            MailFile(portable_name(Path(each.shown_name).name), shelf / each.name)
            for each in (theirs if fits else ())
        )
        mail = MailDraft(_address(listed, person), subject, text, files)
        drafts.append(_write(shelf, f"request-{slug(person)}", mail, reporter))
    return tuple(drafts)


def draft_reminder(
    shelf: Path,
    entries: Sequence[ShelfEntry],
    person: str,
    text: str,
    listed: Evaluators,
    today: date,
    reporter: Reporter,
) -> Path:
    """Write a reminder to somebody, with the due days as a calendar."""
    count = sum(each.waits_for(person) for each in entries)
    due = reminders(entries, person)
    calendar = calendar_file(due, _("Due reviews"), today)
    files = (MailFile("due.ics", content=calendar),) if due else ()
    mail = MailDraft(_address(listed, person), reminder_subject(count), text, files)
    return _write(shelf, f"reminder-{slug(person)}", mail, reporter)


def _address(listed: Evaluators, person: str) -> str:
    found = listed.find(person)
    return "" if found is None else found.email


def _write(shelf: Path, stem: str, mail: MailDraft, reporter: Reporter) -> Path:
    folder = shelf / DRAFTS
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
    return write_mail(folder / portable_name(f"{stem}{DRAFT_SUFFIX}"), mail, reporter)
