"""The Submissions page in words: what each package is, how far it is, and what comes next."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from lssc_desktop.core.errors import N_, By, Text
from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.portfolio.portfolio import Decision, Outcome, PackageKind, PackageNote
from lssc_desktop.core.program.program import FieldSource, Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.program.web_form import FilledField
from lssc_desktop.core.submission.mail import MailMessage
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import (
    ENTERED_BY_MISTAKE,
    MAIL,
    MAY_BE_THERE,
    Event,
    EventCode,
    Proof,
    Submission,
    is_mailed,
    is_on_own_word,
)
from lssc_desktop.core.time.clock import WayCode, WayOn
from lssc_desktop.formats.dates import long_day, near_day, short_day
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.overview import set_count_line
from lssc_desktop.messages.saying import fill
from lssc_desktop.messages.words import (
    bytes_done,
    competency_list,
    one_line,
    review_counts,
    shown_file,
)
from lssc_desktop.values import dataclass

STEP_OF: Mapping[Standing, int] = {
    Standing.DRAFT: 0,
    Standing.PACKAGED: 1,
    Standing.COPIED: 2,
    Standing.SENDING: 2,
    Standing.UNCERTAIN: 2,
    Standing.UNREADABLE: 2,
    Standing.RECEIVED: 3,
    Standing.REVIEWED: 4,
    Standing.REVISION_ASKED: 4,
    Standing.ACHIEVED: 4,
    Standing.NOT_ACHIEVED: 4,
}
"""Which of the five dots, from draft to decided, a package stands at."""

NOT_OURS = frozenset({"CopyDiffers", "NotTheCopy", "OffsetWrong"})
"""What went wrong, by the names of `transfer`, when an answer came and was not our package."""


# Rows -------------------------------------------------------------------------------------------


def entry_title(entry: SubmissionEntry) -> str:
    """Name a package: "Foundations, portfolio", "Reference, review copy 1", "Renewal".

    A set without a route is named alone.
    """
    if entry.progress is None:
        return _("{Renewal}")
    title = entry.progress.competency_set.short_title
    if entry.note is None and not entry.progress.work.route_chosen:
        return title
    return _("{set_title}, {kind}").format(
        set_title=title, kind=_kind(entry, entry.progress.work.route)
    )


def subject_title(entry: SubmissionEntry) -> str:
    """Name what a package is of, in full: a set, or the renewal."""
    if entry.progress is None:
        return _("{Renewal} of certification")
    return entry.progress.competency_set.title


def _kind(entry: SubmissionEntry, route: Route) -> str:
    note = entry.note
    if note is not None and note.kind is PackageKind.REVIEW_COPY:
        return _("review copy {copy}").format(copy=note.copy)
    if route is Route.COURSE:
        return _("course certificate")
    if route is Route.RECOGNITION:
        return _("recognition")
    return _("{portfolio}")


def standing_word(
    standing: Standing, *, by_person: bool = False, reported: bool = False, paused: bool = False
) -> str:
    """Name how far a package is.

    `by_person` where somebody read a confirmation, `reported` where only the receiver says that it
    has it, `paused` where the sending is paused.
    """
    if standing is Standing.RECEIVED and reported:
        return _("Reported")
    if standing is Standing.RECEIVED and by_person:
        return _("Confirmed")
    if standing is Standing.SENDING and paused:
        return _("Paused")
    return {
        Standing.DRAFT: _("Draft"),
        Standing.PACKAGED: _("Packaged"),
        Standing.COPIED: _("Copied"),
        Standing.SENDING: _("Sending"),
        Standing.UNCERTAIN: _("Uncertain"),
        Standing.UNREADABLE: _("Unknown"),
        Standing.RECEIVED: _("Received"),
        Standing.REVIEWED: _("Reviewed"),
        Standing.REVISION_ASKED: _("Revision required"),
        Standing.ACHIEVED: _("Achieved"),
        Standing.NOT_ACHIEVED: _("Not achieved"),
    }[standing]


def entry_word(entry: SubmissionEntry) -> str:
    """Name how far the package of a row is."""
    sent = entry.submission
    by_own_word = entry.remembered is not None and entry.remembered.on_own_word
    if entry.standing is Standing.RECEIVED and (
        is_mailed(sent) or entry.is_elsewhere or by_own_word
    ):
        return _("Handed in")
    return standing_word(
        entry.standing,
        by_person=is_on_own_word(sent),
        reported=is_reported(sent),
        paused=sent is not None and sent.paused,
    )


def is_reported(submission: Submission | None) -> bool:
    """Return whether only the receiver says that it has a package: it let us compare nothing."""
    receipt = None if submission is None else submission.receipt
    return receipt is not None and not receipt.is_compared and receipt.proof is not Proof.PERSON


def entry_note(entry: SubmissionEntry, today: date, bytes_: int | None = None) -> str:
    """Say in one line what is known; `bytes_` is the size of the package, 0 when it is gone."""
    said: Mapping[Standing, Callable[[], str]] = {
        Standing.DRAFT: lambda: _draft_note(entry),
        Standing.PACKAGED: lambda: _packaged_note(entry, today, bytes_),
        Standing.REVIEWED: lambda: _packaged_note(entry, today, bytes_),
        Standing.COPIED: lambda: _copied_note(entry.submission, today),
        Standing.SENDING: lambda: sending_line(entry.submission),
        Standing.UNCERTAIN: lambda: _uncertain_note(entry.submission, today),
        Standing.UNREADABLE: lambda: _unreadable_note(entry),
        Standing.RECEIVED: lambda: _received_note(entry),
    }
    if entry.standing in said:
        return said[entry.standing]()
    return "" if entry.decision is None else decision_line(entry.decision)


def _draft_note(entry: SubmissionEntry) -> str:
    return "" if entry.progress is None else set_count_line(entry.progress)


def locks_by_form(note: PackageNote | None) -> tuple[str, str]:
    """Say what two steps of a web form lock: that Submit was pressed, and what the page said."""
    if note is None or note.kind is not PackageKind.PORTFOLIO:
        return "", ""
    return _("Checking this off locks the {set}."), _(
        "If it confirmed, the {set} is locked until the {evaluators} require a revision. You can "
        "undo a mistake."
    )


def handed_in_line(day: date) -> str:
    """Say when a set was handed in on paper or through a website, by the user alone."""
    return _("Handed in {day}, without this program.").format(day=short_day(day))


def _days_of(note: PackageNote, today: date) -> list[str]:
    """Say when a package was built, and when its content changed last where that is another day."""
    changed = near_day(note.day, today)
    if note.built is None:
        return [_("Last change {day}").format(day=changed)]
    built = _("Built {day}").format(day=near_day(note.built, today))
    return (
        [built] if note.built == note.day else [built, _("last change {day}").format(day=changed)]
    )


def _packaged_note(entry: SubmissionEntry, today: date, bytes_: int | None) -> str:
    note = entry.note
    if note is None:
        return ""
    if bytes_ == 0:
        return _("Its file isn’t in the Packages folder anymore. Build it again.")
    parts = _days_of(note, today)
    if note.elsewhere:
        parts.append(_("saved in another folder as {name}").format(name=shown_file(note.path)))
    elif bytes_ is not None:
        parts.append(size(bytes_))
    if note.kind is PackageKind.REVIEW_COPY:
        parts.append(_("for program staff"))
    if entry.reviews:
        review = entry.reviews[-1]
        came_back = _("{reviewer} answered {day}: {counts}").format(
            reviewer=one_line(review.reviewer),
            day=near_day(review.written.date(), today),
            counts=review_counts(review),
        )
        parts.append(came_back)
    if entry.outdated and entry.progress is None:
        parts.append(_("what you entered for the {renewal} has changed since then"))
    elif entry.outdated:
        parts.append(_("the {set} has changed since then"))
    return ", ".join(parts) + ("." if entry.outdated else "")


def sending_line(submission: Submission | None) -> str:
    """Say how far the sending is when nothing moves; a moving one is shown by its progress."""
    if submission is None:
        return ""
    last = submission.events[-1].code if submission.events else EventCode.SENDING
    done = bytes_done(submission.confirmed, submission.bytes)
    if submission.paused:
        return done  # the state beside it says "Paused"
    if last is EventCode.QUEUED:
        return _("Waiting its turn.")
    if last in {EventCode.WAITING, EventCode.LOST}:
        return _("Waiting for the network, {done}.").format(done=done)
    return done


def _unreadable_note(entry: SubmissionEntry) -> str:
    if entry.note is not None and entry.note.kind is PackageKind.PORTFOLIO:
        return _("We can’t read whether it was handed in, so it’s locked.")
    return _("We can’t read whether it was handed in.")


def _copied_note(submission: Submission | None, today: date) -> str:
    if submission is None or submission.receipt is None:
        return _("On your own drive. Not handed in yet.")
    return _("On your own drive since {day}. Not handed in yet.").format(
        day=near_day(submission.receipt.at.date(), today)
    )


def _uncertain_note(submission: Submission | None, today: date) -> str:
    if submission is None or not submission.events:
        return _("We can’t tell if it arrived.")
    if submission.destination == MAIL:
        return _("In your mail program since {day}. Did you send it?").format(
            day=near_day(submission.events[-1].at.date(), today)
        )
    return _("Sent {day}. We can’t tell if it arrived.").format(
        day=near_day(submission.events[-1].at.date(), today)
    )


def _received_note(entry: SubmissionEntry) -> str:
    said = _("Fingerprint matches.")
    if entry.handed_in is not None:
        return handed_in_line(entry.handed_in) + " " + _("Locked for evaluation.")
    if entry.remembered is not None:
        said = _(
            "Handed in {day}, as your {portfolio} remembers. No file next to the package says so."
        ).format(day=short_day(entry.remembered.on))
    elif is_mailed(entry.submission):
        said = _("You said you sent it by email.")
    elif is_on_own_word(entry.submission):
        said = _("You read its confirmation.")
    elif is_reported(entry.submission):
        said = _("The receiver says it has it; we couldn’t compare its copy.")
    note = entry.note
    if note is not None and note.kind is PackageKind.PORTFOLIO:
        said += " " + _("Locked for evaluation.")
    return said


def decision_line(decision: Decision) -> str:
    """Say what the program decided, and when."""
    said = {
        "achieved": _("Approved {day}"),
        "revision-asked": _("Revision required on {day}"),
        "not-achieved": _("Not satisfactory on {day}"),
    }[decision.outcome.value].format(day=short_day(decision.day))
    if not decision.asked:
        return said
    numbers = competency_list(decision.asked)
    return _("{said}: {numbers}").format(said=said, numbers=numbers)


def row_name(entry: SubmissionEntry, note: str) -> str:
    """Say a whole row for a screen reader."""
    parts = (entry_title(entry), entry_word(entry), note.rstrip("."))
    return ". ".join(part for part in parts if part) + "."


def way_name(standing: Standing, word: str) -> str:
    """Say the dots of a row in words; `word` names its state."""
    return _("Step {step} of 5, {word}").format(step=STEP_OF[standing] + 1, word=word)


# History of a package ---------------------------------------------------------------------------


class EventKind(NamedTuple):
    """What is said of one kind of event, and how its icon looks: its name, and its tone."""

    says: Text
    look: tuple[str, str]


def event_line(event: Event, submission: Submission) -> str:
    """Say one thing that happened.

    How a package is known to be received an event of an earlier version leaves to the receipt.
    """
    receipt = submission.receipt
    facts = {
        "said": event.detail,
        "proof": event.detail or ("" if receipt is None else receipt.proof.value),
        "by_mail": submission.destination == MAIL,
    }
    return fill(EVENTS[event.code].says, facts.__getitem__)


EVENTS: Mapping[EventCode, EventKind] = {
    EventCode.QUEUED: EventKind("Added to the sending queue", look=("clock", "idle")),
    EventCode.SENDING: EventKind("Sending started", look=("upload", "accent")),
    EventCode.PAUSED: EventKind("Paused", look=("clock", "idle")),
    EventCode.RESUMED: EventKind("Sending resumed", look=("upload", "accent")),
    EventCode.CANCELLED: EventKind(
        By(
            "said",
            {MAY_BE_THERE: "Sending stopped. We can’t tell if it arrived."},
            "Sending stopped. No complete package arrived.",
        ),
        look=("circle-x", "idle"),
    ),
    EventCode.WAITING: EventKind("Waiting for the network", look=("cloud-off", "warn")),
    EventCode.LOST: EventKind(
        By(
            "said",
            dict.fromkeys(
                NOT_OURS,
                N_("The receiver accepted it, but didn’t return the same package. We can’t tell."),
            ),
            "Connection lost before the answer came. We couldn’t be sure, so we didn’t send it "
            "again.",
        ),
        look=("help-circle", "warn"),
    ),
    EventCode.ASKED: EventKind("Asked the receiver what it has", look=("search", "accent")),
    EventCode.NOT_THERE: EventKind("The receiver doesn’t have it", look=("circle-x", "warn")),
    EventCode.FAILED: EventKind(
        "It couldn’t be sent. No complete package arrived.", look=("alert-triangle", "bad")
    ),
    EventCode.UNCONFIRMED: EventKind(
        "Everything was sent. The receiver doesn’t let us compare its copy.",
        look=("help-circle", "warn"),
    ),
    EventCode.RECEIVED: EventKind(
        By(
            "proof",
            {
                "": "Received",
                Proof.PERSON: "Confirmed, as you read it",
                Proof.READ_BACK: "Received: its fingerprint matches ours",
            },
            "Reported received: the receiver says it has it, but we couldn’t compare its copy",
        ),
        look=("shield-check", "info"),
    ),
    EventCode.COPIED: EventKind(
        "Copied to your own drive. The copy’s fingerprint matches.", look=("device-usb", "accent")
    ),
    EventCode.OFFICE_CONFIRMED: EventKind(
        "The program office has it: “{said}”", look=("user-check", "info")
    ),
    EventCode.TAKEN_BACK: EventKind(
        By(
            "said",
            {ENTERED_BY_MISTAKE: "You said that was entered by mistake. It isn’t handed in."},
            "You said you didn’t hand it in",
        ),
        look=("arrow-back-up", "idle"),
    ),
    EventCode.FORM_OPENED: EventKind(
        By(
            "by_mail",
            {True: "The message was opened in your mail program"},
            "The web form was opened in the browser",
        ),
        look=("external-link", "accent"),
    ),
    EventCode.FORM_SUBMITTED: EventKind(
        By("by_mail", {True: "You said you sent it by email"}, "You pressed Submit on the page"),
        look=("upload", "accent"),
    ),
    EventCode.FORM_CONFIRMED: EventKind(
        By(
            "by_mail",
            {True: "The program office confirmed it: “{said}”"},
            "The page confirmed it: “{said}”",
        ),
        look=("user-check", "info"),
    ),
    EventCode.FORM_SILENT: EventKind(
        "The page didn’t say whether it arrived", look=("help-circle", "warn")
    ),
}


def next_line(entry: SubmissionEntry, program: Program) -> str:
    """Say what comes next, "" where nothing does."""
    if entry.reviews and entry.note is not None and entry.note.kind is PackageKind.REVIEW_COPY:
        return _("Read the comments next to your work, and answer them")
    if entry.standing is Standing.RECEIVED and not entry.is_elsewhere:
        return _next_of_received(entry, program)
    sent = entry.submission
    if entry.standing is Standing.UNCERTAIN and sent is not None and sent.destination == MAIL:
        return _("Enter whether you sent the email")
    return {
        Standing.DRAFT: _("Check it, and build the package when you’re ready"),
        Standing.PACKAGED: _("Hand it in when you’re sure"),
        Standing.COPIED: _(
            "Give the drive to your program office. When they have it, enter that here"
        ),
        Standing.UNCERTAIN: _("Find out whether it arrived"),
        Standing.UNREADABLE: _("Ask your program office whether they have it"),
        Standing.REVISION_ASKED: _("Revise the {set}, check it, and hand it in again"),
    }.get(entry.standing, "")


def _next_of_received(entry: SubmissionEntry, program: Program) -> str:
    if is_mailed(entry.submission):
        return _("The program office will answer. Keep the email in your Sent folder")
    if entry.note is not None and entry.note.kind is PackageKind.REVIEW_COPY:
        return _("Program staff will read it and send comments back")
    if entry.progress is None:
        return _("The program is reviewing it. When it {renews} your certification, enter the date")
    kept = entry.remembered
    if is_on_own_word(entry.submission) or (kept is not None and kept.on_own_word):
        return _("The program’s answer")  # whether they are reviewing it nobody told us
    count = program.pass_rule.evaluators
    if count is None:
        return _("The program is reviewing it")
    return ngettext(
        "{An_evaluator} is reviewing it", "{count} {evaluators} are reviewing it", max(count, 1)
    ).format(count=count)


# Questions and forms ----------------------------------------------------------------------------


def own_facts(facts: Mapping[FieldSource, str]) -> tuple[FilledField, ...]:
    """Return facts of the candidate under names of ours, for a form that we do not know."""
    named = (
        (_("Name"), FieldSource.NAME),
        (_("Email"), FieldSource.EMAIL),
        (_("{Set}"), FieldSource.SET),
        (_("Fingerprint"), FieldSource.FINGERPRINT),
    )
    return tuple(FilledField(name, facts[source]) for name, source in named if facts.get(source))


def outcome_word(outcome: Outcome) -> str:
    """Name what evaluators can decide, as a choice."""
    return {
        Outcome.ACHIEVED: _("Approved: the {set} is achieved"),
        Outcome.REVISION_ASKED: _("A revision is required"),
        Outcome.NOT_ACHIEVED: _("Not satisfactory: the {set} isn’t achieved"),
    }[outcome]


def way_on_line(way: WayOn, program: Program, set_title: str, today: date) -> str:
    """Say one thing that remains to be done about a set that was not achieved."""
    match way.code:
        case WayCode.APPEAL:
            return _appeal_line(way, program, today)
        case WayCode.COURSE:
            said = _("Take an approved course for {set_title} instead.")
            if way.by is not None:
                said = _("Take an approved course for {set_title} instead. Complete it by {day}.")
        case WayCode.LATER:
            said = _("Hand in again later: ask {office} whether you can. Your work stays here.")
            if way.by is not None:
                said = _(
                    "Hand in again later: ask {office} whether you can. Your work stays "
                    "here, and your deadline is {day}."
                )
    office = _("the program office") if program.contact is None else program.contact.office
    day = "" if way.by is None else long_day(way.by)
    return said.format(set_title=set_title, office=office, day=day)


def _appeal_line(way: WayOn, program: Program, today: date) -> str:
    if way.by is None or way.documents_by is None or program.appeal is None:
        return _("Appeal.")
    if today > way.documents_by:
        said = _("Appeal: the deadline was {notice}.")
    elif today > way.by:
        said = _("Appeal, if you gave notice by {notice}: send the documents by {documents}.")
    else:
        said = _(
            "Appeal: give notice by {notice}, and send the documents by {documents}, to: {to}."
        )
    return said.format(
        notice=long_day(way.by), documents=long_day(way.documents_by), to=program.appeal.to
    )


def revisions_line(left: int | None) -> str:
    """Say how often more may be handed in, by the program's own rule; None: not known."""
    if left is None:
        return _("The program file doesn’t say how many revisions are allowed. Ask the program.")
    if left == 0:
        return _(
            "The program file allows no further revision. Ask the program if that’s "
            "different for you."
        )
    return ngettext(
        "You have {count} more revision. The {set} is unlocked for editing.",
        "You have {count} more revisions. The {set} is unlocked for editing.",
        left,
    ).format(count=left)


def mail_size_line(message: MailMessage) -> str:
    """Say how large the file is, and whether an email carries it."""
    if not message.is_too_large:
        return _("{size}.").format(size=size(message.bytes))
    if message.is_usual_limit:
        return _(
            "{size}: many mail systems don’t accept more than about {limit}. Ask the "
            "office first, or choose another way."
        ).format(size=size(message.bytes), limit=size(message.limit))
    return _(
        "{size}: the program accepts at most {limit} in one email. Choose another way."
    ).format(size=size(message.bytes), limit=size(message.limit))


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The question of what the program office said of a package."""

    title: str
    meaning: str
    answer: str


def hand_in_meaning(entry: SubmissionEntry, revisions: int | None) -> str:
    """Say what it means to hand a package in, before that is done; None: not known."""
    if entry.is_review_copy:
        return _("This is a review copy for program staff. You can keep working in the meantime.")
    if entry.progress is None:
        return _(
            "It has your activities and their documents as they were when you built it. "
            "Nothing is locked."
        )
    if revisions is None:
        return _(
            "The {set} is then locked until the {evaluators} decide. We don’t know whether you "
            "can revise it after that: ask the program."
        )
    return ngettext(
        "The {set} is then locked until the {evaluators} decide. The program allows {count} "
        "revision after that, if they require one.",
        "The {set} is then locked until the {evaluators} decide. The program allows {count} "
        "revisions after that, if they require them.",
        revisions,
    ).format(count=revisions)
