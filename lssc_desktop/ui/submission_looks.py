"""How the states of a package look, and what can be done in each (look/tokens.md, section 2)."""

from collections.abc import Mapping
from enum import StrEnum

from lssc_desktop.core.by_hand import FORM
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.core.submission import EventCode, Standing, Submission
from lssc_desktop.core.submission_list import SubmissionEntry
from lssc_desktop.messages.submissions import is_confirmed_by_person, is_reported
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.tokens import Tone

STANDING_LOOKS: Mapping[Standing, tuple[IconName, Tone]] = {
    Standing.DRAFT: ("pencil", Tone.IDLE),
    Standing.PACKAGED: ("package", Tone.ACCENT),
    Standing.COPIED: ("device-usb", Tone.ACCENT),
    Standing.SENDING: ("upload", Tone.ACCENT),
    Standing.UNCERTAIN: ("help-circle", Tone.WARN),
    Standing.UNREADABLE: ("file-alert", Tone.WARN),
    Standing.RECEIVED: ("shield-check", Tone.INFO),
    Standing.REVISION_ASKED: ("edit", Tone.WARN),
    Standing.ACHIEVED: ("award", Tone.OK),
    Standing.NOT_ACHIEVED: ("circle-x", Tone.BAD),
}

EVENT_LOOKS: Mapping[EventCode, tuple[IconName, Tone]] = {
    EventCode.QUEUED: ("clock", Tone.IDLE),
    EventCode.SENDING: ("upload", Tone.ACCENT),
    EventCode.PAUSED: ("clock", Tone.IDLE),
    EventCode.RESUMED: ("upload", Tone.ACCENT),
    EventCode.CANCELLED: ("circle-x", Tone.IDLE),
    EventCode.WAITING: ("cloud-off", Tone.WARN),
    EventCode.LOST: ("help-circle", Tone.WARN),
    EventCode.ASKED: ("search", Tone.ACCENT),
    EventCode.NOT_THERE: ("circle-x", Tone.WARN),
    EventCode.FAILED: ("alert-triangle", Tone.BAD),
    EventCode.UNCONFIRMED: ("help-circle", Tone.WARN),
    EventCode.RECEIVED: ("shield-check", Tone.INFO),
    EventCode.COPIED: ("device-usb", Tone.ACCENT),
    EventCode.OFFICE_CONFIRMED: ("user-check", Tone.INFO),
    EventCode.FORM_OPENED: ("external-link", Tone.ACCENT),
    EventCode.FORM_SUBMITTED: ("upload", Tone.ACCENT),
    EventCode.FORM_CONFIRMED: ("user-check", Tone.INFO),
    EventCode.FORM_SILENT: ("help-circle", Tone.WARN),
}


def entry_look(entry: SubmissionEntry) -> tuple[IconName, Tone]:
    """Return how the state of a package looks."""
    sent = entry.submission
    if entry.standing is Standing.SENDING and sent is not None and sent.paused:
        return EVENT_LOOKS[EventCode.PAUSED]
    icon, tone = STANDING_LOOKS[entry.standing]
    if is_reported(sent):
        return "message-circle", tone
    return ("user-check" if is_confirmed_by_person(sent) else icon), tone


class Act(StrEnum):
    """What a person can do with a package."""

    CHECK = "check"
    HAND_IN = "hand-in"
    BRING_IN = "bring-in"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FIND_OUT = "find-out"
    TELL_HAS_IT = "tell-has-it"
    TELL_ANSWER = "tell-answer"
    GO_ON_BY_HAND = "go-on-by-hand"
    OPEN_SET = "open-set"
    TELL_DECISION = "tell-decision"
    SHOW_IN_FOLDER = "show-in-folder"


def main_act(entry: SubmissionEntry) -> Act | None:
    """Return the likely next act; from uncertain the only one is to find out."""
    sent = entry.submission
    if entry.standing is Standing.PACKAGED:
        if entry.outdated:
            return Act.CHECK
        if _is_elsewhere(entry):
            return Act.BRING_IN
        return Act.GO_ON_BY_HAND if _is_begun_by_hand(sent) else Act.HAND_IN
    if entry.standing is Standing.SENDING:
        return Act.RESUME if sent is not None and sent.paused else Act.PAUSE
    return _MAIN_ACTS.get(entry.standing)


_MAIN_ACTS: Mapping[Standing, Act] = {
    Standing.DRAFT: Act.CHECK,
    Standing.COPIED: Act.TELL_HAS_IT,
    Standing.UNCERTAIN: Act.FIND_OUT,
    Standing.REVISION_ASKED: Act.OPEN_SET,
}


def _is_begun_by_hand(sent: Submission | None) -> bool:
    return sent is not None and bool(sent.ticked)


def other_acts(entry: SubmissionEntry) -> tuple[Act, ...]:
    """Return what can be done besides; shown where a package's story is told."""
    acts: list[Act] = []
    main = main_act(entry)
    if entry.standing is Standing.PACKAGED and main is not Act.HAND_IN:
        act = Act.BRING_IN if _is_elsewhere(entry) else Act.HAND_IN
        acts.extend(() if main is act else (act,))
    if entry.standing is Standing.COPIED and not entry.outdated:
        acts.append(Act.HAND_IN)
    if entry.standing is Standing.SENDING:
        acts.append(Act.STOP)
    sent = entry.submission
    if entry.standing is Standing.UNCERTAIN and sent is not None and sent.destination != FORM:
        acts.append(Act.TELL_ANSWER)
    if entry.standing is Standing.RECEIVED and _is_decided_on(entry):
        acts.append(Act.TELL_DECISION)
    if entry.note is not None and not _is_elsewhere(entry):
        acts.append(Act.SHOW_IN_FOLDER)
    return tuple(acts)


def _is_elsewhere(entry: SubmissionEntry) -> bool:
    """Whether the package was written to another place; its way is kept beside a copy of ours."""
    return entry.note is not None and entry.note.elsewhere


def _is_decided_on(entry: SubmissionEntry) -> bool:
    """Whether the program decides about it: a portfolio, or a renewal."""
    return entry.note is not None and entry.note.kind is not PackageKind.REVIEW_COPY
