from dataclasses import replace
from datetime import UTC, datetime

from lssc_desktop.core.submission.submission import (
    FORM,
    EventCode,
    FormStep,
    Proof,
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
    step_ticked,
    step_unticked,
)

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
