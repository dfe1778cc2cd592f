"""The Submissions page and its receipts in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.portfolio.portfolio import Decision, Outcome, PackageKind, PackageNote
from lssc_desktop.core.program.program import FieldSource
from lssc_desktop.core.standing.progress import set_progress
from lssc_desktop.core.submission import submission as sending
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import (
    Event,
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
)
from lssc_desktop.core.time.clock import WayCode, WayOn
from lssc_desktop.messages.sending import contact_line
from lssc_desktop.messages.submissions import (
    decision_line,
    entry_note,
    entry_title,
    event_line,
    hand_in_meaning,
    next_line,
    own_facts,
    revisions_line,
    sending_line,
    standing_word,
    subject_title,
    way_name,
    way_on_line,
)
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.core.check.rules.desk import TODAY, Desk, small_program
from tests.reviews import a_review

LSSC_PROGRAM = read_program(shipped_program_text("lssc"), "lssc")
AT = datetime(2026, 9, 8, 9, 41, tzinfo=UTC)
NOTE = PackageNote("p", "basics", PackageKind.PORTFOLIO, 0, TODAY, "c", "Packages/p.lssc.zip")
COPY = replace(NOTE, kind=PackageKind.REVIEW_COPY, copy=2)
SENT = Submission(
    "p.lssc.zip", "p", "ab" * 32, 486_000_000, "tus+https://x/", SubmissionState.SENDING
)
RECEIPT = Receipt("p", AT, "tus+https://x/", "", 1, Proof.READ_BACK, "ab", "ab")


def entry(standing: Standing, **more: object) -> SubmissionEntry:
    item = set_progress(small_program().sets[0], Desk().work)
    return SubmissionEntry(item, standing, **more)  # type: ignore[arg-type]  # named by the test


def test_a_package_is_named_by_its_set_and_kind() -> None:
    assert entry_title(entry(Standing.PACKAGED, note=NOTE)) == "Basics, portfolio"
    assert entry_title(entry(Standing.PACKAGED, note=COPY)) == "Basics, review copy 2"


def test_every_state_has_its_word_and_its_place_among_the_dots() -> None:
    assert [standing_word(each) for each in Standing] == [
        "Draft",
        "Packaged",
        "Copied",
        "Sending",
        "Uncertain",
        "Unknown",
        "Received",
        "Reviewed",
        "Revision required",
        "Achieved",
        "Not achieved",
    ]
    assert way_name(Standing.UNCERTAIN, "Uncertain") == "Step 3 of 5, Uncertain"
    assert standing_word(Standing.RECEIVED, by_person=True) == "Confirmed"
    assert standing_word(Standing.RECEIVED, reported=True) == "Reported"
    assert standing_word(Standing.SENDING, paused=True) == "Paused"


def test_a_review_copy_that_came_back_is_at_the_end_of_its_way() -> None:
    assert way_name(Standing.REVIEWED, "Reviewed") == "Step 5 of 5, Reviewed"
    reviewed = entry(Standing.REVIEWED, note=COPY, reviews=(a_review(),))
    assert entry_note(reviewed, TODAY, 31_000_000).startswith(
        f"Last change {TODAY:%b} {TODAY.day}, 31 MB, for program staff, "
    )


def test_a_package_says_when_it_was_made_how_large_it_is_and_what_for() -> None:
    packaged = entry(Standing.PACKAGED, note=COPY)
    assert entry_note(packaged, TODAY, 31_000_000) == (
        f"Last change {TODAY:%b} {TODAY.day}, 31 MB, for program staff"
    )
    assert entry_note(replace(packaged, outdated=True), TODAY).endswith(
        "the set has changed since then."
    )
    assert entry_note(packaged, TODAY, 0).startswith("Its file isn’t in the Packages folder")


def test_built_and_last_change_are_two_days() -> None:
    changed = TODAY - timedelta(days=9)
    note = replace(COPY, day=changed, built=TODAY)
    assert entry_note(entry(Standing.PACKAGED, note=note), TODAY, 31_000_000) == (
        f"Built {TODAY:%b} {TODAY.day}, last change {changed:%b} {changed.day}, 31 MB, "
        "for program staff"
    )
    on_one_day = replace(COPY, day=TODAY, built=TODAY)
    said = entry_note(entry(Standing.PACKAGED, note=on_one_day), TODAY, 31_000_000)
    assert said == f"Built {TODAY:%b} {TODAY.day}, 31 MB, for program staff"


@pytest.mark.parametrize(
    ("code", "paused", "said"),
    [
        (EventCode.QUEUED, False, "Waiting its turn."),
        (EventCode.WAITING, False, "Waiting for the network, 190 of 486 MB."),
        (EventCode.PAUSED, True, "190 of 486 MB"),
        (EventCode.SENDING, False, "190 of 486 MB"),
    ],
)
def test_what_rests_on_its_way_says_why(code: EventCode, paused: bool, said: str) -> None:
    resting = replace(SENT, confirmed=190_000_000, paused=paused, events=(Event(AT, code),))
    assert sending_line(resting) == said


def test_received_says_why_we_know() -> None:
    arrived = replace(SENT, receipt=RECEIPT)
    received = entry(Standing.RECEIVED, note=NOTE, submission=arrived)
    assert entry_note(received, TODAY) == "Fingerprint matches. Locked for evaluation."
    told = replace(SENT, receipt=replace(RECEIPT, proof=Proof.PERSON))
    by_hand = entry(Standing.RECEIVED, note=COPY, submission=told)
    assert entry_note(by_hand, TODAY) == "You read its confirmation."


def test_everything_that_can_happen_has_a_line() -> None:
    for code in EventCode:
        said = event_line(Event(AT, code, "NoConnection"), SENT)
        assert said
        assert "{" not in said
        assert "hash" not in said


def test_what_was_given_up_and_may_be_there_is_not_said_to_have_not_arrived() -> None:
    doubtful = sending.cancelled(replace(SENT, receipt=None, in_doubt=True), AT)
    said = event_line(doubtful.events[-1], doubtful)
    assert said == "Sending stopped. We can’t tell if it arrived."
    certain = sending.cancelled(replace(SENT, receipt=None, in_doubt=False), AT)
    assert event_line(certain.events[-1], certain) == (
        "Sending stopped. No complete package arrived."
    )


def test_what_comes_next_follows_the_program() -> None:
    program = small_program()
    rule = program.pass_rule
    received = entry(Standing.RECEIVED, note=NOTE)
    assert next_line(received, program) == f"{rule.evaluators} evaluators are reviewing it"
    alone = replace(program, pass_rule=replace(rule, evaluators=1))
    assert next_line(received, alone) == "An evaluator is reviewing it"
    assert next_line(entry(Standing.RECEIVED, note=COPY), program) == (
        "Program staff will read it and send comments back"
    )
    assert next_line(entry(Standing.ACHIEVED), program) == ""


def test_a_decision_names_what_is_asked_for() -> None:
    asked = Decision(Outcome.REVISION_ASKED, date(2026, 3, 3), asked=(4, 7))
    assert decision_line(asked) == "Revision required on Mar 3, 2026: competencies 4 and 7"
    assert decision_line(Decision(Outcome.ACHIEVED, date(2026, 3, 3))) == "Approved Mar 3, 2026"


def test_how_often_more_may_be_handed_in_is_the_programs_rule() -> None:
    assert revisions_line(0).startswith("The program file allows no further revision.")
    assert revisions_line(1).startswith("You have 1 more revision")
    assert "allows 1 revision after" in hand_in_meaning(entry(Standing.PACKAGED, note=NOTE), 1)
    assert "review copy" in hand_in_meaning(entry(Standing.PACKAGED, note=COPY), 1)


def test_facts_for_an_unknown_form_leave_out_what_is_not_there() -> None:
    facts = {FieldSource.NAME: "A. Rivera", FieldSource.EMAIL: "", FieldSource.SET: "Basics"}
    assert [(each.label, each.value) for each in own_facts(facts)] == [
        ("Name", "A. Rivera"),
        ("Set", "Basics"),
    ]


def test_the_office_is_told_as_the_file_knows_it() -> None:
    assert contact_line(replace(small_program(), contact=None)) == ""


RENEWAL = SubmissionEntry(
    None, Standing.PACKAGED, replace(NOTE, set_id="renewal", kind=PackageKind.RENEWAL)
)


def test_the_package_of_a_renewal_has_its_own_words() -> None:
    assert entry_title(RENEWAL) == "Renewal"
    assert subject_title(RENEWAL) == "Renewal of certification"
    assert subject_title(entry(Standing.PACKAGED, note=NOTE)) == "Basics"
    assert entry_note(replace(RENEWAL, outdated=True), TODAY).endswith(
        "what you entered for the renewal has changed since then."
    )
    assert "Nothing is locked." in hand_in_meaning(RENEWAL, 0)


def test_a_renewal_that_arrived_waits_for_the_program_and_locks_nothing() -> None:
    received = replace(RENEWAL, standing=Standing.RECEIVED)
    assert "enter the date" in next_line(received, small_program())
    assert "Locked" not in entry_note(received, TODAY)


class TestWaysOn:
    """What remains to be done about a set that was not achieved."""

    APPEAL = WayOn(WayCode.APPEAL, date(2026, 11, 30), date(2026, 12, 20))

    def test_an_appeal_says_the_days_that_still_count(self) -> None:
        lines = [
            way_on_line(self.APPEAL, LSSC_PROGRAM, "Technology", today)
            for today in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 21))
        ]
        days = "by November 30, 2026", "by December 20, 2026"
        to = "Executive Director of ALA-APA, with signature on receipt"
        assert lines == [
            f"Appeal: give notice {days[0]}, and send the documents {days[1]}, to: {to}.",
            f"Appeal, if you gave notice {days[0]}: send the documents {days[1]}.",
            "Appeal: the deadline was November 30, 2026.",
        ]

    def test_a_course_and_asking_have_the_last_day_where_one_is_known(self) -> None:
        today, end = date(2026, 11, 30), date(2028, 3, 1)
        for code, with_day, without in (
            (
                WayCode.COURSE,
                "Take an approved course for Technology instead. Complete it by March 1, 2028.",
                "Take an approved course for Technology instead.",
            ),
            (
                WayCode.LATER,
                (
                    "Hand in again later: ask LSSC at ALA-APA whether you can. Your work "
                    "stays here, and your deadline is March 1, 2028."
                ),
                "Hand in again later: ask LSSC at ALA-APA whether you can. Your work stays here.",
            ),
        ):
            assert way_on_line(WayOn(code, end), LSSC_PROGRAM, "Technology", today) == with_day
            assert way_on_line(WayOn(code), LSSC_PROGRAM, "Technology", today) == without
