"""Flows: what happens one after another, with waits, and how it ends."""

from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from lssc_desktop.ui.kit.flow import Flows, Wait, Waiting

type Steps = list[Waiting]


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def flows(owner: QObject) -> Flows:
    return Flows(owner)


@pytest.fixture
def steps() -> Steps:
    """What is waited for, in its order."""
    return []


@pytest.fixture
def job(steps: Steps) -> Wait[str]:
    """A wait that nobody can be asked about."""
    return Wait(steps.append)


@pytest.fixture
def answer(steps: Steps) -> Wait[str]:
    """A wait for somebody, whose "no" is a word."""

    def ask(step: Waiting) -> Callable[[], object]:
        steps.append(step)
        return lambda: step.go_on("no")

    return Wait(ask)


@pytest.fixture
def told() -> list[object]:
    """What flows did and ended with, in its order."""
    return []


async def tell(told: list[object], *waits: Awaitable[object]) -> None:
    """Tell what came of each wait, and of the end."""
    try:
        for wait in waits:
            came = await wait
            told.append(came)
    finally:
        told.append("end")


def test_each_step_is_taken_when_what_it_waits_for_is_there(
    flows: Flows, steps: Steps, job: Wait[str], told: list[object]
) -> None:
    flows.begin(tell(told, job, job), told.append)
    assert (told, len(steps)) == ([], 1)
    steps[0].go_on("one")
    assert (told, len(steps)) == (["one"], 2)
    steps[1].go_on("two")
    assert told == ["one", "two", "end"]
    assert not flows.going


def test_what_is_there_already_is_not_waited_for(flows: Flows, told: list[object]) -> None:
    at_once: Wait[str] = Wait(lambda waiting: waiting.go_on("there"))
    flows.begin(tell(told, *[at_once] * 50), told.append)
    assert told == ["there"] * 50 + ["end"]


def test_a_wait_ends_once(flows: Flows, steps: Steps, job: Wait[str], told: list[object]) -> None:
    flows.begin(tell(told, job, job), told.append)
    steps[0].go_on("one")
    steps[0].go_on("again")
    steps[0].fail(OSError())
    steps[0].give_up()
    assert told == ["one"]


def test_a_failure_is_raised_where_it_was_waited_for(
    flows: Flows, steps: Steps, job: Wait[str], told: list[object]
) -> None:
    async def careful() -> None:
        try:
            await job
        except OSError as error:
            told.append(error)
        told.append(await job)

    flows.begin(careful(), told.append)
    error = OSError()
    steps[0].fail(error)
    steps[1].go_on("after all")
    assert told == [error, "after all"]


def test_an_error_that_nobody_handles_ends_the_flow_and_is_told(
    flows: Flows, steps: Steps, job: Wait[str], told: list[object]
) -> None:
    error = OSError()
    flows.begin(tell(told, job, job), told.append)
    steps[0].fail(error)
    assert told == ["end", error]
    assert not flows.going


def test_an_error_of_our_own_is_told_too(flows: Flows, told: list[object]) -> None:
    def begin(_step: Waiting) -> None:
        raise KeyError("wrong")

    flows.begin(tell(told, Wait(begin)), told.append)
    assert [type(each) for each in told] == [str, KeyError]
    assert not flows.going


def test_a_flow_that_is_given_up_ends_without_a_word(
    flows: Flows, steps: Steps, job: Wait[str], told: list[object]
) -> None:
    flows.begin(tell(told, job, job), told.append)
    steps[0].give_up()
    assert told == ["end"]


def test_it_ends_with_its_owner_wherever_it_is(
    owner: QObject, flows: Flows, job: Wait[str], told: list[object]
) -> None:
    flows.begin(tell(told, job), told.append)
    flows.begin(tell(told, job), told.append)
    delete(owner)
    assert told == ["end", "end"]


def test_no_is_said_for_who_is_asked_now_and_later_and_a_job_goes_on(
    flows: Flows, steps: Steps, job: Wait[str], answer: Wait[str], told: list[object]
) -> None:
    flows.begin(tell(told, answer, job, answer), told.append)
    flows.say_no()
    assert told == ["no"]
    assert flows.going
    steps[1].go_on("done")
    assert told == ["no", "done", "no", "end"]


def test_when_the_last_has_ended_they_rest(
    flows: Flows, steps: Steps, job: Wait[str], told: list[object]
) -> None:
    flows.rested.connect(lambda: told.append("rest"))
    flows.begin(tell(told, job), told.append)
    flows.begin(tell(told, job), told.append)
    steps[0].go_on("one")
    assert told == ["one", "end"]
    steps[1].go_on("two")
    assert told == ["one", "end", "two", "end", "rest"]


def test_once_somebody_may_be_asked_again_no_is_not_said(
    flows: Flows, steps: Steps, answer: Wait[str], told: list[object]
) -> None:
    flows.say_no()
    flows.may_ask = True
    flows.begin(tell(told, answer), told.append)
    steps[0].go_on("yes")
    assert told == ["yes", "end"]


def test_the_same_flow_can_be_begun_twice(
    flows: Flows, steps: Steps, job: Wait[str], told: list[object]
) -> None:
    flows.begin(tell(told, job), told.append)
    flows.begin(tell(told, job), told.append)
    steps[1].go_on("second")
    steps[0].go_on("first")
    assert told == ["second", "end", "first", "end"]
