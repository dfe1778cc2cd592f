"""Translations of program files, in them and beside them."""

from pathlib import Path

import pytest

from lssc_desktop.core.program.translation import translation_gaps
from lssc_desktop.store.program_texts import evidence_ideas, program_in, text_in
from lssc_desktop.store.programs import (
    SHIPPED,
    ProgramFaulty,
    as_loaded,
    load_program,
    shipped_program,
    shipped_program_text,
)

TITLE = "Foundations of Library Services"
BESIDE = f'"{TITLE}" = "Fundamentos"\n'


@pytest.fixture
def state(tmp_path: Path) -> Path:
    path = tmp_path / "state.toml"
    text = shipped_program_text().replace('id = "lssc"', 'id = "state"', 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_beside_has_the_texts_in_a_language(state: Path) -> None:
    state.with_name("state.es.toml").write_text(BESIDE, encoding="utf-8")
    loaded = load_program(state)
    assert loaded.languages == ("es",)
    assert loaded.program.sets[0].title == TITLE
    assert program_in(loaded.program, loaded.text, "es").sets[0].title == "Fundamentos"
    assert loaded.advice == ()
    assert loaded.shown_in("es").program.sets[0].title == "Fundamentos"
    assert loaded.shown_in("fr") is loaded


def test_what_a_portfolio_gets_has_the_texts_in_it(state: Path) -> None:
    state.with_name("state.es.toml").write_text(BESIDE, encoding="utf-8")
    alone = as_loaded(load_program(state).text_in("es"), "program.toml")
    assert alone.translations == {"es": {TITLE: "Fundamentos"}}


def test_a_table_in_the_file_goes_before_a_file_beside(state: Path) -> None:
    state.with_name("state.es.toml").write_text(BESIDE, encoding="utf-8")
    own = f'\n[translations.es]\n"{TITLE}" = "Bases"\n'
    state.write_text(state.read_text(encoding="utf-8") + own, encoding="utf-8")
    assert load_program(state).translations == {"es": {TITLE: "Bases"}}


@pytest.mark.parametrize("content", ["title = [", '[sets]\ntitle = "x"\n'])
def test_a_file_beside_that_holds_other_things_is_named(state: Path, content: str) -> None:
    state.with_name("state.es.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ProgramFaulty) as caught:
        load_program(state)
    assert caught.value.origin == "state.es.toml"


def test_other_files_beside_are_none_of_its_own(state: Path) -> None:
    for name in ("other.es.toml", "state.copy.toml", "es.toml"):
        state.with_name(name).write_text("not toml [", encoding="utf-8")
    assert load_program(state).translations == {}


def test_english_is_as_the_file_stands() -> None:
    loaded = shipped_program()
    assert loaded.text_in("en") == loaded.text == shipped_program_text()
    assert program_in(loaded.program, loaded.text, "en") is loaded.program


def test_an_older_file_of_a_shipped_program_is_read_with_our_texts() -> None:
    loaded = shipped_program()
    assert program_in(loaded.program, loaded.text, "es").sets[0].title != TITLE
    assert "[translations.es]" in text_in("lssc", loaded.text, "es")
    assert text_in("state", loaded.text, "es") == loaded.text


@pytest.mark.parametrize("program_id", SHIPPED)
def test_what_we_ship_in_other_languages_is_complete(program_id: str) -> None:
    loaded = shipped_program(program_id)
    for code, texts in loaded.translations.items():
        gaps = translation_gaps(loaded.program, code, texts)
        assert (gaps.missing, gaps.unused) == ((), ())


def test_ideas_are_in_the_language_of_the_window() -> None:
    english, spanish = evidence_ideas("lssc"), evidence_ideas("lssc", "es")
    assert english.keys() == spanish.keys()
    for key, ideas in english.items():
        assert len(ideas) == len(spanish[key])
        assert not {*ideas} & {*spanish[key]}
    assert evidence_ideas("lssc", "fr") == english
