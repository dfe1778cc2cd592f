from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lssc_desktop.core.submission.submission import (
    FORM,
    MAIL,
    EventCode,
    FormStep,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
    confirmed,
    denied,
    field_step,
    form_begun,
    form_not_submitted,
    form_opened,
    form_submitted,
    form_unanswered,
    is_waiting,
    mail_not_sent,
    mail_opened,
    mail_sent,
    may_be_taken_back,
    received,
    step_ticked,
    step_unticked,
    taken_back,
)
from lssc_desktop.messages.submissions import event_line

AT = datetime(2026, 11, 24, 10, 38, tzinfo=UTC)
BEGUN = form_begun("p.lssc.zip", "p", "ab" * 32, 31_000_000)


def codes(submission: Submission) -> list[EventCode]:
    return [event.code for event in submission.events]


def test_opening_the_page_sends_nothing() -> None:
    at_page = form_opened(BEGUN, AT)
    assert (at_page.state, at_page.ticked) == (SubmissionState.PACKAGED, ("open",))
    assert codes(at_page) == [EventCode.FORM_OPENED]


def test_ticks_are_kept_and_can_be_taken_back() -> None:
    copied = step_ticked(step_ticked(BEGUN, field_step(1)), field_step(1))
    assert copied.ticked == ("field-1",)
    assert step_unticked(copied, field_step(1)) == BEGUN


def test_once_submit_was_pressed_it_is_uncertain() -> None:
    pressed = form_submitted(form_opened(BEGUN, AT), AT)
    assert (pressed.state, pressed.in_doubt) == (SubmissionState.UNCERTAIN, True)


def test_a_slip_is_as_if_never_said() -> None:
    at_page = form_opened(BEGUN, AT)
    assert form_not_submitted(form_submitted(at_page, AT)) == at_page


def test_a_confirmation_is_a_receipt_with_the_words_of_the_page() -> None:
    done = confirmed(
        form_submitted(BEGUN, AT), "Thank you, no. 4711", "https://portal.example/", AT
    )
    assert done.state is SubmissionState.RECEIVED
    receipt = done.receipt
    assert receipt is not None
    assert (receipt.proof, receipt.said, receipt.theirs) == (
        Proof.PERSON,
        "Thank you, no. 4711",
        "",
    )
    assert (receipt.ours, receipt.destination) == (BEGUN.sha256, FORM)
    assert FormStep.SUBMIT in done.ticked


def test_a_page_that_does_not_say_leaves_it_uncertain() -> None:
    assert form_unanswered(BEGUN, AT).state is SubmissionState.UNCERTAIN


def test_what_the_office_does_not_have_can_be_handed_in_again() -> None:
    again = denied(form_unanswered(step_ticked(BEGUN, "files"), AT), AT)
    assert (again.state, again.in_doubt, again.ticked) == (SubmissionState.PACKAGED, False, ())
    assert codes(again)[-1] is EventCode.NOT_THERE


def test_a_form_by_hand_never_waits_for_the_network() -> None:
    for each in (
        BEGUN,
        form_opened(BEGUN, AT),
        form_submitted(BEGUN, AT),
        denied(form_unanswered(BEGUN, AT), AT),
    ):
        assert not is_waiting(each)


COPY = replace(
    BEGUN, destination="file:///drive", state=SubmissionState.COPIED, mine=True, upload="x"
)


def test_a_copy_that_the_office_has_is_received_by_the_words_of_who_knows() -> None:
    done = confirmed(COPY, "Dana took the drive", "file:///drive/p.lssc.zip", AT)
    assert (done.state, done.mine) == (SubmissionState.RECEIVED, False)
    assert done.receipt is not None
    assert (done.receipt.proof, done.receipt.copied) == (Proof.PERSON, False)
    assert done.receipt.destination == "file:///drive"
    assert codes(done) == [EventCode.OFFICE_CONFIRMED, EventCode.RECEIVED]


def test_of_what_the_office_does_not_have_nothing_goes_on_where_it_was() -> None:
    uncertain = replace(COPY, state=SubmissionState.UNCERTAIN, confirmed=7)
    again = denied(uncertain, AT)
    assert (again.state, again.upload, again.confirmed) == (SubmissionState.PACKAGED, "", 0)


def test_every_word_of_the_users_own_can_be_taken_back() -> None:
    at_mail = form_begun("p.lssc.zip", "p", "ab" * 32, 31_000_000, MAIL)
    sent_to_a_server = replace(BEGUN, destination="tus+https://x/", state=SubmissionState.UNCERTAIN)
    for said in (
        confirmed(form_submitted(BEGUN, AT), "Thank you", "https://portal.example/", AT),
        mail_sent(mail_opened(at_mail, AT), "office@example.org", AT),
        confirmed(mail_sent(at_mail, "office@example.org", AT), "We have it", "", AT),
        confirmed(COPY, "Dana took it", "file:///drive/p.lssc.zip", AT),
        confirmed(sent_to_a_server, "It arrived", "https://x/p", AT),
    ):
        assert said.state is SubmissionState.RECEIVED
        assert may_be_taken_back(said)
        back = taken_back(said, AT)
        assert (back.state, back.in_doubt, back.receipt) == (SubmissionState.PACKAGED, False, None)
        assert FormStep.SUBMIT not in back.ticked
        assert back.events[:-1] == said.events
        assert (back.events[-1].code, back.events[-1].detail) == (
            EventCode.TAKEN_BACK,
            "entered-by-mistake",
        )


@pytest.mark.parametrize("proof", [each for each in Proof if each is not Proof.PERSON])
def test_what_a_receiver_says_cannot_be_taken_back(proof: Proof) -> None:
    receipt = Receipt("p", AT, "tus+https://x/", "x", 1, proof, "ab" * 32)
    there = received(replace(BEGUN, destination="tus+https://x/"), receipt, AT)
    assert not may_be_taken_back(there)


def test_what_was_taken_back_is_not_told_as_compared() -> None:
    """The words of the history do not change when the receipt goes."""
    said = confirmed(form_submitted(BEGUN, AT), "Thank you", "https://portal.example/", AT)
    back = taken_back(said, AT)
    assert [event_line(each, back) for each in back.events] == [
        "You pressed Submit on the page",
        "The page confirmed it: “Thank you”",
        "Confirmed, as you read it",
        "You said that was entered by mistake. It isn’t handed in.",
    ]


def test_an_email_that_was_not_sent_after_all_keeps_its_history() -> None:
    at_mail = form_begun("p.lssc.zip", "p", "ab" * 32, 31_000_000, MAIL)
    back = mail_not_sent(mail_sent(at_mail, "office@example.org", AT), AT)
    assert codes(back) == [EventCode.FORM_SUBMITTED, EventCode.TAKEN_BACK]
    assert mail_not_sent(mail_opened(at_mail, AT), AT).events == mail_opened(at_mail, AT).events
