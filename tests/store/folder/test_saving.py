"""Texts and portfolio.json, saved on a drive that does not confirm it."""

import errno
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.edits import set_document, set_planned
from lssc_desktop.core.portfolio.portfolio import Portfolio, TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.disk.files import SaveUncertain
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.responses import put_back, read_response
from lssc_desktop.store.folder.saving import Saved, Saving, UnsavedText, save_work
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from tests.systems import needs_links

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
PLACE = TextPlace("foundations", 11)


def _unsaved(words: str) -> UnsavedText:
    return UnsavedText(PLACE, RichText((Paragraph((Span(words),)),)))


def test_what_the_drive_did_not_confirm_is_told_and_is_nobody_elses_change(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    failing_sync: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planned = set_planned(portfolio, "foundations", date(2027, 1, 1), TODAY)
    saving = Saving(root, program, planned, folder.current_stamp(root), (_unsaved("First."),))
    with monkeypatch.context():
        failing_sync(errno.EIO)
        uncertain = save_work(saving, NOW)
        assert isinstance(uncertain.error, SaveUncertain)
        assert uncertain.refused == ()
    monkeypatch.undo()
    later = set_planned(uncertain.portfolio, "foundations", date(2027, 2, 2), TODAY)
    again = Saving(root, program, later, uncertain.stamp, (_unsaved("Second."),))
    saved = save_work(again, NOW)
    assert (saved.error, saved.refused) == (None, ())
    assert folder.load(root).portfolio == saved.portfolio


class TestEarlierVersions:
    @pytest.fixture
    def save(self, root: Path, program: Program, portfolio: Portfolio) -> Callable[..., Saved]:
        """Saves words at so many minutes of a session, one save after the other."""
        known = portfolio

        def save(words: str, minutes: int = 0, *, began: int = 0) -> Saved:
            nonlocal known
            saving = Saving(
                root,
                program,
                known,
                folder.current_stamp(root),
                (_unsaved(words),),
                NOW + timedelta(minutes=began),
            )
            saved = save_work(saving, NOW + timedelta(minutes=minutes))
            assert (saved.error, saved.refused, saved.unkept) == (None, (), None)
            known = saved.portfolio
            return saved

        return save

    def kept(self, root: Path) -> list[tuple[str, KeptFor]]:
        return [
            (plain(read_text_of(root, PLACE, version)), version.kept_for)
            for version in reversed(versions_of(root, PLACE))
        ]

    def test_the_first_save_of_a_session_keeps_what_was_there(
        self, root: Path, save: Callable[..., Saved]
    ) -> None:
        save("Written yesterday by me.")
        save("Written yesterday by me. And today.", 60 * 24, began=60 * 24)
        save("Written yesterday by me. And today again.", 60 * 24 + 1, began=60 * 24)
        assert self.kept(root) == [("Written yesterday by me.", KeptFor.HOUR)]

    def test_then_one_is_kept_each_hour(self, root: Path, save: Callable[..., Saved]) -> None:
        for minutes in range(0, 180, 10):
            save("word " * (10 + minutes), minutes)
        assert len(self.kept(root)) == 3

    def test_a_large_cut_is_kept_at_any_time(self, root: Path, save: Callable[..., Saved]) -> None:
        save("one")
        save("one two three four five six seven eight", 1)
        save("one two three four five six seven eight nine ten", 2)
        save("one two", 3)
        assert self.kept(root)[-1] == (
            "one two three four five six seven eight nine ten",
            KeptFor.CUT,
        )

    @pytest.mark.parametrize("astray", ["versions", "versions/parts", "versions/foundations"])
    def test_a_file_in_its_place_stops_neither_a_save_nor_a_version(
        self, root: Path, program: Program, save: Callable[..., Saved], astray: str
    ) -> None:
        before = save("What I wrote.")
        path = root / ".lssc" / astray
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"astray")
        texts = (_unsaved("What I wrote next."),)
        saving = Saving(root, program, before.portfolio, before.stamp, texts, NOW)
        assert save_work(saving, NOW).unkept is None
        assert [version for version, _kept in self.kept(root)] == ["What I wrote."]
        assert path.with_name(f"{path.name} (2)").read_bytes() == b"astray"

    @needs_links
    def test_what_cannot_be_kept_stops_no_save(
        self, root: Path, program: Program, save: Callable[..., Saved], tmp_path: Path
    ) -> None:
        before = save("What I wrote.")
        (root / ".lssc/versions").symlink_to(tmp_path)
        saving = Saving(
            root, program, before.portfolio, before.stamp, (_unsaved("What I wrote next."),), NOW
        )
        saved = save_work(saving, NOW)
        assert isinstance(saved.unkept, folder.HistoryNotKept)
        assert plain(read_response(root, saved.portfolio, PLACE).text) == "What I wrote next."

    def test_a_version_that_is_put_back_keeps_the_present_text(
        self, root: Path, program: Program, save: Callable[..., Saved]
    ) -> None:
        save("The first draft.")
        present = save("The second draft, which is longer.", 90)
        [version] = versions_of(root, PLACE)
        later = NOW + timedelta(minutes=95)
        document = put_back(root, program, present.portfolio, PLACE, version, later)
        portfolio = set_document(present.portfolio, PLACE, document, TODAY)
        assert plain(read_response(root, portfolio, PLACE).text) == "The first draft."
        assert self.kept(root)[-1] == ("The second draft, which is longer.", KeptFor.REPLACED)
