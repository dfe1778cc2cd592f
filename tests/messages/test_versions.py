from dataclasses import replace
from datetime import UTC, datetime

from lssc_desktop.core.portfolio.versions import EarlierVersion, KeptFor
from lssc_desktop.core.text.changes import word_changes
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.messages.competency import (
    difference_line,
    question_of_deleting,
    version_reason,
    version_spoken,
)

NOW = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
VERSION = EarlierVersion("id", datetime(2026, 9, 8, 9, 41, tzinfo=UTC), "0f", 412, KeptFor.CUT)


def text(words: str) -> RichText:
    return RichText((Paragraph((Span(words),)),))


def test_a_version_is_described_in_one_sentence() -> None:
    assert version_spoken(VERSION, NOW) == ("Sep 8, 9:41 AM, 412 words, Before a large deletion")


def test_every_reason_has_words_of_its_own() -> None:
    reasons = {version_reason(replace(VERSION, kept_for=each)) for each in KeptFor}
    assert len(reasons) == len(KeptFor)


def test_the_words_that_only_one_of_two_texts_has_are_counted() -> None:
    line = difference_line(word_changes(text("I asked ten families."), text("I asked many.")))
    assert line.startswith("2 words only in this version")
    assert "1 word only in the current text" in line


def test_two_texts_of_the_same_words_are_the_same() -> None:
    same = word_changes(text("I asked families."), text("I  asked families."))
    assert difference_line(same) == "The words are the same as in the current text."


def test_one_version_is_not_all_of_them() -> None:
    assert question_of_deleting(1).happened == "Delete this earlier version?"
    assert question_of_deleting(7).happened == "Delete all 7 earlier versions?"
