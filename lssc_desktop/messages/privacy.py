"""Privacy in words: private data in files, and what the program keeps on this computer.

No sentence about private data repeats the data itself: they are shown in places that others see
too.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lssc_desktop.core.check.finding import Finding, FindingCode
from lssc_desktop.core.check.finding_kind import At, FindingKind
from lssc_desktop.core.errors import N_, By
from lssc_desktop.core.files.names import FileKind, file_kind
from lssc_desktop.core.privacy.clean_copy import can_be_cleaned
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyKind,
    PrivatePlace,
    Reason,
)
from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_folder

if TYPE_CHECKING:  # few look at what is kept; every check speaks of private data
    from lssc_desktop.core.check.rules.privacy import Waiting
    from lssc_desktop.store.computer.traces import Cleaning, LeftTrace, Trace


class KindWords(NamedTuple):
    """A kind in words: its title, and a sentence on what it gives away."""

    title: str
    about: str


def kind_words(kind: PrivacyKind) -> KindWords:
    """Return what a kind of private data is called, and what it gives away."""
    _icon, title, about = KINDS[kind]
    return KindWords(_(title), _(about))


KINDS: Mapping[PrivacyKind, tuple[str, str, str]] = {
    PrivacyKind.CARD_NUMBER: (
        "barcode",
        N_("Library card number"),
        N_("The number looks like a patron’s library card."),
    ),
    PrivacyKind.EMAIL: ("mail", N_("Email address"), N_("It may belong to a library user.")),
    PrivacyKind.PHONE: ("user", N_("Phone number"), N_("It may belong to a library user.")),
    PrivacyKind.SOCIAL_SECURITY: (
        "user",
        N_("Social security number"),
        N_("Nobody needs it to see what you did."),
    ),
    PrivacyKind.NATIONAL_INSURANCE: (
        "user",
        N_("National Insurance number"),
        N_("Nobody needs it to see what you did."),
    ),
    PrivacyKind.HEALTH_NUMBER: (
        "user",
        N_("NHS number"),
        N_("Nobody needs it to see what you did."),
    ),
    PrivacyKind.IDENTITY_DOCUMENT: (
        "user",
        N_("License or passport number"),
        N_("It identifies a person."),
    ),
    PrivacyKind.BANK_ACCOUNT: (
        "receipt",
        N_("Bank account"),
        N_("Nobody needs it to see what you did."),
    ),
    PrivacyKind.STUDENT_NUMBER: (
        "user",
        N_("Student number"),
        N_("It identifies a person at a school."),
    ),
    PrivacyKind.EMPLOYEE_NUMBER: (
        "user",
        N_("Employee number"),
        N_("It identifies a person at work."),
    ),
    PrivacyKind.PAYMENT_CARD: (
        "receipt",
        N_("Payment card number"),
        N_("Its check digit is right, so the card may be real."),
    ),
    PrivacyKind.STREET_ADDRESS: (
        "map-pin",
        N_("Street address"),
        N_("It shows where someone lives."),
    ),
    PrivacyKind.BIRTH_DATE: (
        "calendar-event",
        N_("Birth date"),
        N_("With a name, it identifies a person."),
    ),
    PrivacyKind.PERSON_NAME: (
        "user",
        N_("Name of a person"),
        N_("It names someone along with what they did at the library."),
    ),
    PrivacyKind.PHOTO_POSITION: (
        "map-pin",
        N_("GPS location in the photo or video"),
        N_("It shows where it was taken."),
    ),
    PrivacyKind.CAMERA_OWNER: (
        "user",
        N_("Owner of the camera"),
        N_("The photo shows whose camera took it."),
    ),
    PrivacyKind.THUMBNAIL: (
        "photo",
        N_("Another picture inside the photo"),
        N_("A small copy shows what was cropped or covered."),
    ),
    PrivacyKind.COMMENT: (
        "message-circle",
        N_("Comment"),
        N_("Anyone who opens the file can read it."),
    ),
    PrivacyKind.TRACKED_CHANGE: (
        "file-diff",
        N_("Tracked changes"),
        N_("Deleted words can still be read."),
    ),
    PrivacyKind.HIDDEN_TEXT: ("eye-off", N_("Hidden text"), N_("Anyone can make it visible.")),
    PrivacyKind.AUTHOR: (
        "user",
        N_("Author or company"),
        N_("The file says who wrote it, and it isn’t you."),
    ),
    PrivacyKind.EMBEDDED_FILE: (
        "paperclip",
        N_("File inside the file"),
        N_("It’s sent along, with everything in it."),
    ),
    PrivacyKind.EXTERNAL_LINK: (
        "unlink",
        N_("Link to a file elsewhere"),
        N_("Its path can name a computer or a person."),
    ),
    PrivacyKind.MACRO: (
        "file-alert",
        N_("Macro or script"),
        N_("A program in the file that others may run."),
    ),
    PrivacyKind.HIDDEN_SHEET: ("eye-off", N_("Hidden sheet"), N_("Anyone can make it visible.")),
    PrivacyKind.HIDDEN_CELLS: (
        "eye-off",
        N_("Hidden rows or columns"),
        N_("Anyone can make them visible."),
    ),
    PrivacyKind.SPEAKER_NOTES: (
        "notebook",
        N_("Speaker notes"),
        N_("Anyone who opens the file sees them."),
    ),
    PrivacyKind.HIDDEN_SLIDE: (
        "eye-off",
        N_("Hidden slide"),
        N_("Anyone who opens the file sees it."),
    ),
    PrivacyKind.MAIL_HEADER: (
        "mail",
        N_("Header of the email"),
        N_("It shows who wrote to whom, and through which computers."),
    ),
    PrivacyKind.COVERED_TEXT: (
        "eye-off",
        N_("Text under a box"),
        N_("The words are still there and can be copied."),
    ),
    PrivacyKind.FORM_VALUE: (
        "clipboard-list",
        N_("Filled-in form field"),
        N_("It shows what someone entered."),
    ),
    PrivacyKind.EARLIER_VERSION: (
        "files",
        N_("Earlier versions"),
        N_("The earlier content can be recovered."),
    ),
    PrivacyKind.UNREADABLE: (
        "help-circle",
        N_("Nothing we can read"),
        N_("We found no words to search. Check it yourself."),
    ),
}
"""The icon of each kind of private data, its title, and what it gives away."""


def times(kind: PrivacyKind, count: int) -> str:
    """Return a kind and how often it was found."""
    title = kind_words(kind).title
    if count == 1:
        return title
    said = ngettext("{kind}, {count} time", "{kind}, {count} times", count)
    return said.format(kind=title, count=count)


def reason_line(kind: PrivacyKind, reason: Reason) -> str:
    """Say why something was taken for private data."""
    if kind is PrivacyKind.UNREADABLE:
        why = {
            Reason.NOT_OPENED: _("We couldn’t open the file. Check it yourself."),
            Reason.STOPPED: _(
                "We couldn’t finish this file. It may be damaged or need too much memory. "
                "Check it yourself."
            ),
            Reason.TOO_SLOW: _("This file takes too long to search. Check it yourself."),
            Reason.TOO_LARGE: _("This file needs too much memory to search. Check it yourself."),
        }
        return why.get(reason, kind_words(kind).about)
    why = {
        Reason.BY_LABEL: _("The words next to it say what it is."),
        Reason.TITLE: _("It follows a title such as Ms. or Mr."),
        Reason.CARD_BESIDE: _("It’s next to a card number."),
        Reason.PATRON_BESIDE: _("It’s next to a word such as “patron.”"),
    }
    return why.get(reason, kind_words(kind).about)


def place_line(place: PrivatePlace) -> str:
    """Say where in a file something stands."""
    said: dict[PlaceUnit, str] = {
        PlaceUnit.FILE: _("in the file itself"),
        PlaceUnit.FILE_NAME: _("in the file name"),
        PlaceUnit.PARAGRAPH: _("paragraph {number}").format(number=place.number),
        PlaceUnit.LINE: _("line {number}").format(number=place.number),
        PlaceUnit.PAGE: _("page {number}").format(number=place.number),
        PlaceUnit.SHEET: _("sheet “{name}”").format(name=place.part),
        PlaceUnit.CELL: _("sheet “{name}”, {cell}").format(name=place.part, cell=place.cell),
        PlaceUnit.SLIDE: _("slide {number}").format(number=place.number),
        PlaceUnit.PICTURE: _("picture {number}").format(number=place.number),
        PlaceUnit.HEADER: place.part,
        PlaceUnit.CAPTION: _("a caption"),
    }
    return said[place.unit]


# Files ------------------------------------------------------------------------------------------


def waiting_line(findings: int, files: int) -> str:
    """Say how much is still to be decided, "" where nothing is."""
    if not findings:
        return ""
    in_files = ngettext("in {count} file", "in {count} files", files).format(count=files)
    said = ngettext(
        "{count} privacy finding {in_files} needs your decision.",
        "{count} privacy findings {in_files} need your decision.",
        findings,
    )
    return said.format(count=findings, in_files=in_files)


def card_question() -> Message:
    """Ask how the numbers of the library's cards look."""
    return Message(
        _("What do your library’s card numbers look like?"),
        _(
            "Enter one with made-up digits, like D12345678. We keep only its letters, length, and "
            "first digit."
        ),
        "",
    )


def before_hand_in(waiting: "Waiting") -> Message:
    """Say what nobody decided on yet in what is about to be handed in."""
    files = len({path for path, _kind in waiting})
    return Message(
        waiting_line(len(waiting), files),
        _("Whoever gets the package may be able to read what we found."),
        "",
    )


def said_fine(why: str) -> str:
    """Say that a finding is fine, and the reason where there is one."""
    return _("You marked it as fine: {why}").format(why=why) if why else _("You marked it as fine.")


# Check and command line -------------------------------------------------------------------------


def _private_words(finding: Finding) -> Mapping[str, str]:
    kind, count = PrivacyKind(finding.code.value), int(finding.fact("count") or "1")
    way = "copy" if can_be_cleaned(finding.path or "") else ""
    way = "response" if finding.fact("of") == "response" else way
    return {"what": times(kind, count), "about": kind_words(kind).about, "way": way}


_FOUND = FindingKind(
    At.PRIVATE,
    "{file}: {what}.",
    "{about}",
    By(
        "way",
        {
            "response": "Remove it from your text, or mark it as fine.",
            "copy": "Make a clean copy, or mark it as fine.",
        },
        "Use another file, or mark it as fine.",
    ),
    words=_private_words,
)


def _recorded(finding: Finding) -> Mapping[str, object]:
    kind = file_kind(finding.path or "")
    return {"recorded": kind in (FileKind.VIDEO, FileKind.SOUND)}


PRIVACY: Mapping[FindingCode, FindingKind] = {
    **{FindingCode(kind): _FOUND._replace(icon=icon) for kind, (icon, *_words) in KINDS.items()},
    FindingCode.PRIVACY_UNREADABLE: FindingKind(
        At.PRIVATE,
        By(
            "recorded",
            {True: "We didn’t look into {file} for private data, such as where it was recorded."},
            "We can’t read {file} to look for private data.",
        ),
        advice="Check it yourself, then mark it as fine on the Evidence page.",
        icon=KINDS[PrivacyKind.UNREADABLE][0],
        words=_recorded,
    ),
}


# What this computer keeps ------------------------------------------------------------------------


def trace_name(kind: TraceKind) -> str:
    """Name one kind of thing that the program keeps."""
    return {
        TraceKind.SETTINGS: _("Your settings"),
        TraceKind.DRAFT: _("{A_portfolio} you started to set up but didn’t create"),
        TraceKind.REVIEWS: _("Reviews you started"),
        TraceKind.KEPT_WORDS: _("Words we saved here because your drive couldn’t take them"),
        TraceKind.SIGNING_KEY: _("Your signing key"),
        TraceKind.SIGNERS: _("People whose keys you compared"),
        TraceKind.PASSWORDS: _("Passwords in this computer’s keyring"),
        TraceKind.PROGRAMS: _("Program files you loaded"),
        TraceKind.SHELVES: _("What we remember about folders of packages"),
        TraceKind.AUDITS: _("How far your audits got"),
        TraceKind.LOG: _("Our log, which has no names or titles"),
        TraceKind.TEMPORARY: _("Temporary files from a time the program didn’t close normally"),
        TraceKind.OTHER: _("Other files in our settings folder"),
    }[kind]


def trace_details(trace: "Trace") -> str:
    """Say how much it is and where it lies, and whether it is the only copy."""
    if trace.doubt is not None:
        return message_for(trace.doubt).happened
    if trace.entries:
        count = len(trace.entries)
        return ngettext("{count} entry", "{count} entries", count).format(count=count)
    count = len(trace.files)
    where = shown_folder(str(trace.folder))
    said = ngettext(
        "{count} file, {size}, in {folder}", "{count} files, {size}, in {folder}", count
    ).format(count=count, size=size(trace.bytes), folder=where)
    return _("{details} (the only copy)").format(details=said) if trace.only_copy else said


def traces_head(traces: "Sequence[Trace]") -> str:
    """Say whether there is anything of ours on this computer."""
    if not traces:
        return _("We haven’t saved anything on this computer.")
    if all(trace.doubt is not None for trace in traces):
        return _(
            "We found no files of ours on this computer, but we couldn’t look into its keyring:"
        )
    total = size(sum(trace.bytes for trace in traces))
    return _("We’ve saved this on this computer ({size}):").format(size=total)


def what_stays() -> str:
    """Say what is not removed, because it is the user's or another program's."""
    return _(
        "Your {portfolios}, packages, and everything you saved yourself stay. So do the lists of "
        "recent files that other programs keep, such as Word or a browser: clear those there."
    )


def flash_keeps() -> str:
    """Say what nobody can promise of a drive without moving parts."""
    return _(
        "Deleted files can sometimes be recovered, also from a USB drive. If that matters, use "
        "a drive that’s encrypted."
    )


def cleaned_message(cleaning: "Cleaning") -> Message:
    """Say what was removed, and whether anything stayed."""
    if cleaning.left:
        happened = _("Not everything could be removed.")
        advice = _("Close other programs that use these files, then try again.")
    elif cleaning.removed:
        happened, advice = _("This computer is clean."), ""
    else:
        return Message(traces_head(()))
    names = "; ".join(trace_name(trace.kind) for trace in cleaning.removed)
    removed = _("Removed: {things}.").format(things=names) if names else ""
    return Message(happened, removed, advice)


def left_line(left: "LeftTrace") -> str:
    """Say what could not be removed, and why."""
    what = shown_folder(left.path) if left.path else trace_name(left.kind)
    return _("Not removed: {what}. {reason}").format(
        what=what, reason=message_for(left.reason).happened
    )
