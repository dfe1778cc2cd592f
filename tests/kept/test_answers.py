"""What the program says of kept files is what it said, and looking changes nothing in them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.check.finding import FindingCode
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.documents.word import read_document
from lssc_desktop.messages.findings import FINDINGS
from lssc_desktop.store.folder import folder
from lssc_desktop.store.kept_words import NOTES, bring_back, find_kept_words
from lssc_desktop.store.programs import read_program
from tests.kept import sentences
from tests.kept.answers import (
    FINGERPRINTS,
    KEPT,
    PACKAGES,
    PORTFOLIOS,
    as_json,
    difference,
    fingerprints,
    kept_packages,
    kept_word_files,
    of_packages,
    of_portfolio,
)
from tests.kept.sentences import FEWEST, made_for
from tests.kept.trees import tree

type Copied = Callable[[str], Path]
TEXTS = [name for name in KEPT if name.endswith(".txt")]
NOW = datetime(2026, 11, 25, 10, 15, tzinfo=UTC)


def test_no_kept_file_was_changed_or_made_anew() -> None:
    assert fingerprints() == FINGERPRINTS.read_text("utf-8")


def test_as_many_are_kept_as_were_wanted() -> None:
    of_now = [name for name in PORTFOLIOS if name.startswith("portfolios/")]
    assert (len(of_now), len(PORTFOLIOS)) == (12, 14)
    assert (len(kept_packages()), len(kept_word_files())) == (15, 62)


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_a_portfolio_is_answered_as_before_and_nothing_in_it_changes(
    name: str, copied: Copied
) -> None:
    root = copied(name)
    before = tree(root)
    said = as_json(of_portfolio(root))
    assert difference(f"{name}.json", said) == ""
    assert tree(root) == before


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_are_verified_as_before_and_not_changed(name: str, copied: Copied) -> None:
    place = copied(name)
    before = tree(place)
    said = as_json(of_packages(place))
    assert difference(f"{name}.json", said) == ""
    assert tree(place) == before


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_a_package_built_again_has_the_same_fingerprint(name: str, tmp_path: Path) -> None:
    assert difference(f"built/{name}.json", KEPT[f"built/{name}.json"](tmp_path)) == ""


@pytest.mark.parametrize("name", TEXTS)
def test_each_sentence_is_said_and_each_word_file_read_as_before(name: str, tmp_path: Path) -> None:
    assert difference(name, KEPT[name](tmp_path)) == ""


def test_each_finding_has_facts_to_be_said_with() -> None:
    known = json.loads(sentences.FINDINGS.read_text("utf-8"))
    assert known.keys() <= set(FindingCode)
    for code in FindingCode:
        sets = known.get(code) or made_for(code)
        has_none = all(each.keys() == {"level"} for each in sets)
        assert len(sets) >= FEWEST or has_none, code
        assert code in known or FINDINGS[code].words is None, "its words are made by a function"


def test_words_that_were_kept_on_the_computer_are_brought_back(
    copied: Copied,
) -> None:
    root, config = copied("portfolios/reviewed"), copied("words")
    for note in (config / NOTES).glob("*.json"):
        note.write_text(note.read_text("utf-8").replace("HERE", config.as_posix()), "utf-8")
    loaded = folder.load(root)
    program = read_program(folder.program_text(root), "program.toml")
    kept = find_kept_words(config, loaded.portfolio.id)
    assert kept is not None
    assert kept.changes is not None
    documents = bring_back(config, root, program, loaded.portfolio, kept, NOW)
    read = {
        (place.set_id, place.number): plain(read_document(root / each.path, each.path).text)
        for place, each in documents.items()
    }
    assert read == {
        ("foundations", 2): "Typed while the stick was out.",
        ("youth-services", None): "And this in a statement.",
    }
