"""Earlier versions that still have what was taken out of a text are offered for deletion."""

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
)
from lssc_desktop.core.text.richtext import from_plain
from lssc_desktop.documents.word.write import to_docx
from lssc_desktop.store.folder.versions import keep_version, versions_of
from lssc_desktop.store.portfolio_scan import mark_key, scan_order
from lssc_desktop.ui.base.privacy_scan import PrivacyScan
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session

MAIL = "dora.whitfield@gmail.com"


def test_the_versions_are_offered_and_deleted_when_that_is_wished(
    qtbot: QtBot, session: Session, services: Services
) -> None:
    work = session.portfolio.set_work("foundations")
    assert work is not None
    item = next(each for each in work.competencies if each.response is not None)
    assert item.response is not None
    place = TextPlace("foundations", item.number)
    data = to_docx(from_plain(f"I wrote to {MAIL}."), title="", author="")
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    keep_version(session.root, place, data, at=at, words=4, kept_for=KeptFor.HOUR)
    before = len(versions_of(session.root, place))
    found = PrivacyFinding(PrivacyKind.EMAIL, PrivatePlace(PlaceUnit.PARAGRAPH, 1), MAIL)
    token = mark_key(session.root).mark(found, "").token
    scan = PrivacyScan.of(session, services)
    scan.stop()
    scan._order = scan_order(session.program, session.portfolio)

    scan._look_for_versions(item.response.path, frozenset({token}))
    qtbot.waitUntil(lambda: scan._versions is not None)
    notice = next(each for each in services.notices.waiting if each.key == "private-versions")
    assert notice.action == "Delete this version"
    assert MAIL not in notice.message.text
    services.notices.action_chosen.emit("private-versions")
    qtbot.waitUntil(lambda: len(versions_of(session.root, place)) == before - 1)
    assert all(each.key != "private-versions" for each in services.notices.waiting)
