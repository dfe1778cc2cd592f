"""The texts of a program in another language."""

from dataclasses import replace

import pytest

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.translation import in_language, texts_of, translation_gaps
from lssc_desktop.store.programs import read_program, shipped_program_text

TITLE = "Foundations of Library Services"
SPANISH = {TITLE: "Fundamentos", "up": "arriba", "lssc": "otro", "Résumé": "Currículum"}


@pytest.fixture(scope="module")
def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


def test_what_people_read_is_translated_and_the_rest_stays(lssc: Program) -> None:
    spanish = in_language(lssc, SPANISH)
    assert spanish.sets[0].title == "Fundamentos"
    assert spanish.sets[1:] == lssc.sets[1:]
    assert spanish.documents[0].title == "Currículum"
    assert spanish.id == "lssc"
    assert spanish.options == lssc.options


def test_files_and_folders_keep_their_names_in_every_language(lssc: Program) -> None:
    title = lssc.sets[0].competencies[2].title
    spanish = in_language(lssc, {**SPANISH, title: "Funciones"})
    for _again in range(2):
        assert spanish.sets[0].folder == lssc.sets[0].folder
        assert spanish.sets[0].document_path(3) == lssc.sets[0].document_path(3)
        assert spanish.sets[0].competencies[2].title == "Funciones"
        assert spanish.documents[0].name == "Résumé"
        spanish = in_language(spanish, {"Fundamentos": "Bases"})
    assert spanish.sets[0].title == "Bases"


def test_without_translations_it_is_the_same_program(lssc: Program) -> None:
    assert in_language(lssc, {}) == lssc


def test_a_text_that_was_changed_is_shown_as_it_is(lssc: Program) -> None:
    first = replace(lssc.sets[0], title="Foundations")
    changed = replace(lssc, sets=(first, *lssc.sets[1:]))
    assert in_language(changed, SPANISH).sets[0].title == "Foundations"
    gaps = translation_gaps(changed, "es", SPANISH)
    assert TITLE in gaps.unused
    assert "Foundations" in gaps.missing


def test_nothing_that_a_computer_reads_is_a_text(lssc: Program) -> None:
    texts = texts_of(lssc)
    assert TITLE in texts
    assert not [text for text in texts if text.startswith("http") or "@" in text]
    assert not {"lssc", "portfolio", "up", "USD"} & {*texts}
    assert len(texts) == len({*texts})
