"""What is said of a clean copy is what is seen of it, and nothing more is promised."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import EvidenceFile
from lssc_desktop.core.privacy.clean_copy import Cleaned, LeftBehind, Way, ways
from lssc_desktop.core.privacy.private_data import (
    PlaceUnit,
    PrivacyFinding,
    PrivacyKind,
    PrivatePlace,
)
from lssc_desktop.documents.previews.wire import PreviewFault
from lssc_desktop.messages import clean_copies as say
from lssc_desktop.messages.message import message_for
from lssc_desktop.paths import resources
from lssc_desktop.store.clean_copies import CleanCopy, CleanCopyRefused, MadeCopy

SEEN = "The copy has only what you see here."
NOTHING = "We found none of the private data that we look for"
NAMES = "Names in the text are yours to find."
PROMISES = re.compile(r"\bchecked\b|\bremoved\b|found nothing|\bclean\b\.", re.IGNORECASE)
ROOT = Path(__file__).parents[2]
FOUND = PrivacyFinding(PrivacyKind.SOCIAL_SECURITY, PrivatePlace(PlaceUnit.FILE), "219-09-9999")
MADE = MadeCopy(
    *("Evidence/a.docx", "a (clean copy).docx", Way.WORDS, Path("copy.docx")),
    *("Words", None, Cleaned(0)),
)


def test_the_sentence_says_each_thing_only_where_it_is_true() -> None:
    assert say.copy_sentence(MADE) == f"{SEEN} {NOTHING}. {NAMES}"
    silent = replace(MADE, words="", pictures=Path("copy.jpg"), cleaned=Cleaned(1, 1))
    assert say.copy_sentence(silent) == f"{SEEN} {NOTHING}; we couldn’t read 1 page or picture."
    blank = replace(MADE, words="Page 1", cleaned=Cleaned(1, has_words=False))
    assert say.copy_sentence(blank) == f"{SEEN} {NOTHING}."
    signed = replace(MADE, cleaned=Cleaned(0, 0, ((LeftBehind.SIGNATURE, 1),)))
    unsigned = "The copy isn’t signed; the original stays."
    assert say.copy_sentence(signed) == f"{SEEN} {NOTHING}. {unsigned} {NAMES}"
    cut = replace(MADE, cut=True)
    too_long = "it’s too long for us to search all of it"
    assert say.copy_sentence(cut) == f"{SEEN} {NOTHING}; {too_long}. {NAMES}"
    left = replace(MADE, left=(FOUND,))
    assert NOTHING not in say.copy_sentence(left)
    assert "Still in the copy" in say.copy_sentence(left)


def test_only_what_was_there_is_called_left_out() -> None:
    assert say.left_out_line(MADE) == ""
    two = replace(MADE, cleaned=Cleaned(0, 0, ((LeftBehind.COMMENTS, 2), (LeftBehind.CHARTS, 1))))
    assert say.left_out_line(two) == "Left out or covered: 2 comments and 1 chart."


@pytest.mark.parametrize("what", LeftBehind)
def test_everything_that_is_left_out_has_a_name(what: LeftBehind) -> None:
    assert say.left_out_word(what, 1)
    assert say.left_out_word(what, 2)


def test_the_command_line_prints_the_words_that_go_in() -> None:
    file = EvidenceFile("Evidence/a (clean copy).docx", "a" * 64, 5, date(2026, 12, 1))
    lines = say.clean_copy_lines(CleanCopy("Evidence/a.docx", file, MADE))
    assert lines[1:3] == ("These words are in it:", "    Words")
    assert not PROMISES.search(" ".join(lines))


@pytest.mark.parametrize("path", ["a.docx", "a.xlsx", "a.pptx", "a.pdf", "a.jpg", "a.eml", "a.txt"])
def test_each_way_says_what_it_makes(path: str) -> None:
    for way in ways(path, has_office=True):
        assert say.way_title(way)
        assert not PROMISES.search(say.way_note(way, path))


@pytest.mark.parametrize("fault", [None, *PreviewFault])
def test_a_refusal_says_why_and_what_to_do(fault: PreviewFault | None) -> None:
    for path in ("Evidence/a.docx", "Evidence/a.mp3"):
        said = message_for(CleanCopyRefused(path, fault))
        assert all((said.happened, said.meaning, said.advice))


def test_an_empty_file_is_not_to_be_saved_as_a_pdf() -> None:
    said = message_for(CleanCopyRefused("Evidence/a.docx", PreviewFault.EMPTY))
    assert "PDF" not in said.advice
    too_large = message_for(CleanCopyRefused("Evidence/a.pdf", PreviewFault.TOO_LARGE))
    assert too_large.advice == "Split it into smaller files."


def test_help_and_the_page_of_commands_say_what_a_copy_is() -> None:
    help_text = (resources() / "help" / "evidence.md").read_text(encoding="utf-8")
    section = help_text.partition("## A clean copy")[2].partition("\n## ")[0]
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    command = page.partition("### evidence clean\n")[2].partition("\n### ")[0]
    for said in (" ".join(section.split()), command):
        assert not PROMISES.search(said)
        assert "only what" in said
