"""A set that is handed in: nothing of it can be edited, and the person is told why."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.edits import decide
from lssc_desktop.core.portfolio.portfolio import (
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Plan,
    TextPlace,
)
from lssc_desktop.core.submission.locking import SetLocked
from lssc_desktop.core.submission.submission import EventCode, Submission, SubmissionState
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.store.folder import folder
from lssc_desktop.ui.base.session import Session
from tests.ui.app.test_session import TODAY, is_ready, ready
from tests.ui.conftest import NOW, Listener
from tests.ui.on_their_way import pack, send

SET = "foundations"
NOTE = PackageNote("p", SET, PackageKind.PORTFOLIO, 0, TODAY, "c", "Packages/p.lssc.zip")
SENT = (Submission("p.lssc.zip", "p", "aa", 1, "tus+https://x/", SubmissionState.SENDING),)


def hand_in(session: Session) -> None:
    session.apply_change(partial(edits.note_package, note=NOTE))
    session.set_submissions(SENT)


def test_what_is_on_its_way_is_told_once(session: Session, listener: Listener) -> None:
    session.submissions_changed.connect(listener.hear)
    session.set_submissions(SENT)
    session.set_submissions(SENT)
    assert listener.heard == [SENT]
    assert session.submissions == SENT


def test_an_edit_of_a_locked_set_is_refused(session: Session, listener: Listener) -> None:
    hand_in(session)
    session.edit_refused.connect(listener.hear)
    session.apply(ready(11))
    assert not is_ready(session.portfolio, 11)
    assert not session.can_undo
    assert [type(each) for each in listener.heard] == [SetLocked]


def test_another_set_and_planning_notes_stay_free(session: Session, listener: Listener) -> None:
    hand_in(session)
    session.edit_refused.connect(listener.hear)
    session.apply(
        partial(edits.mark_ready, place=TextPlace("technology", 1), ready=True, today=TODAY)
    )
    plan = Plan(other="Ask Maria")
    session.apply(partial(edits.set_plan, set_id=SET, number=3, plan=plan, today=TODAY))
    assert listener.heard == []
    assert session.can_undo


def test_what_was_decided_before_the_hand_in_is_not_undone(
    session: Session, listener: Listener
) -> None:
    session.apply(ready(11))
    hand_in(session)
    session.edit_refused.connect(listener.hear)
    session.undo()
    assert is_ready(session.portfolio, 11)
    assert len(listener.heard) == 1


def test_what_is_typed_for_a_locked_set_is_refused(session: Session, listener: Listener) -> None:
    hand_in(session)
    session.edit_refused.connect(listener.hear)
    session.write_response(TextPlace(SET, 11), from_plain("New words"))
    assert len(listener.heard) == 1


def test_a_revision_that_is_asked_opens_the_set(session: Session, listener: Listener) -> None:
    hand_in(session)
    session.set_submissions((replace(SENT[0], state=SubmissionState.RECEIVED),))
    session.edit_refused.connect(listener.hear)
    decision = Decision(Outcome.REVISION_ASKED, TODAY, "p", asked=(11,))
    session.apply(partial(decide, set_id=SET, decision=decision, today=TODAY))
    session.apply(ready(11))
    assert is_ready(session.portfolio, 11)
    assert listener.heard == []


def test_a_set_that_is_handed_in_is_locked_from_the_first_moment(
    root: Path, open_session: Callable[[Path], Session], listener: Listener
) -> None:
    loaded = folder.load(root)
    portfolio, target, note = pack(root, loaded.portfolio, SET, TODAY)
    folder.save(root, portfolio, loaded.stamp)
    send(target, note, SubmissionState.RECEIVED, 1, [(NOW, EventCode.RECEIVED)])
    session = open_session(root)
    session.edit_refused.connect(listener.hear)
    session.apply(ready(11))
    assert len(listener.heard) == 1
    assert not is_ready(session.portfolio, 11)
