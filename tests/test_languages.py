"""Which language is spoken, and by whom."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lssc_desktop import languages
from lssc_desktop.core.program.vocabulary import EnglishSpelling, ProgramWords, Term, vocabulary_of
from lssc_desktop.languages import (
    OF_SYSTEM,
    catalog,
    chosen_language,
    own_catalog,
    shipped_language,
    system_region,
)

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es", "es"),
        ("es_MX.UTF-8", "es"),
        ("es-419", "es"),
        ("ES_es@euro", "es"),
        ("en_US.UTF-8", "en"),
        ("fr", None),
        ("", None),
        ("C", None),
    ],
)
def test_a_language_is_known_by_the_names_that_systems_give_it(name: str, code: str | None) -> None:
    assert shipped_language(name) == code


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "es"}, "es"),
        ({"LANGUAGE": "fr:es:en"}, "es"),
        ({"LANGUAGE": "en:es"}, "en"),
        ({"LANGUAGE": "", "LC_MESSAGES": "es_US"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANGUAGE": "de"}, "en"),
    ],
)
def test_the_computers_language_is_spoken_where_we_have_it(
    environment: dict[str, str], spoken: str
) -> None:
    assert chosen_language(OF_SYSTEM, environment) == spoken


def test_what_the_user_set_goes_before_the_computers_language() -> None:
    assert chosen_language("en", {"LANG": "es_MX.UTF-8"}) == "en"
    assert chosen_language("es", {"LANG": "en_US.UTF-8"}) == "es"
    assert chosen_language("a language of a later version", {"LANG": "es_MX"}) == "es"


def test_a_mac_that_does_not_answer_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    def stalls(command: list[str], *, timeout: float, **_: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", stalls)
    assert chosen_language(OF_SYSTEM, {}) == "en"
    assert system_region({}) == "US"


def test_a_language_is_spoken_until_another_one_is() -> None:
    before = languages.spoken()
    with languages.speaking(catalog("en").with_words(str.upper)):
        assert languages.gettext("Save") == "SAVE"
        assert languages.ngettext("{count} file", "{count} files", 2) == "{COUNT} FILES"
        assert languages.pgettext("month", "May") == "MAY"
        assert languages.npgettext("of a set", "one", "many", 1) == "ONE"
    assert languages.spoken() is before


def test_a_language_for_a_while_is_spoken_in_one_thread() -> None:
    with languages.speaking(catalog("es")), ThreadPoolExecutor() as others:
        assert languages.gettext("Save") == "Guardar"
        assert others.submit(languages.gettext, "Save").result() == "Save"


def test_the_words_of_a_program_that_is_opened_meanwhile_last_as_long() -> None:
    before = languages.spoken()
    with languages.speaking(catalog("es")):
        languages.speak(languages.spoken().with_words(str.upper))
        assert languages.gettext("Save") == "GUARDAR"
    assert languages.spoken() is before
    assert languages.gettext("Save") == "Save"


def test_a_catalog_speaks_its_language_whatever_is_spoken() -> None:
    with languages.speaking(catalog("en").with_words(str.upper)):
        assert catalog("en").gettext("Save") == "Save"
    assert catalog("fr") is not None
    assert catalog("fr").language == "en"


def test_the_words_of_a_program_are_words_of_its_language() -> None:
    words = ProgramWords(competency=Term("criterion", "criteria"))
    american = EnglishSpelling.AMERICAN
    assert vocabulary_of(words, american, "en")("{a_competency}") == "a criterion"
    assert vocabulary_of(words, american, "es")("{a_competency}") == "a competency"


def test_who_speaks_english_loads_no_catalog() -> None:
    script = """
import sys
opened = []
sys.addaudithook(lambda event, facts: event == "open" and opened.append(str(facts[0])))
from lssc_desktop import languages
languages.speak(languages.catalog(languages.chosen_language("system", {"LANG": "en_US.UTF-8"})))
assert languages.gettext("Save") == "Save"
assert not [each for each in opened if "locale" in each and each.endswith((".mo", ".po"))], opened
assert "babel" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.parametrize(
    ("environment", "region"),
    [
        ({"LANG": "es_AR.UTF-8"}, "AR"),
        ({"LANG": "es_AR.UTF-8", "LC_NUMERIC": "es_ES.UTF-8"}, "ES"),
        ({"LANG": "es_AR.UTF-8", "LC_ALL": "es_MX"}, "MX"),
        ({"LANG": "es-419"}, "US"),
        ({"LANG": "C.UTF-8"}, "US"),
        ({"LANG": "es"}, "US"),
        ({"LANG": "zh_Hans_CN"}, "CN"),
    ],
)
def test_the_country_is_that_of_the_computer(environment: dict[str, str], region: str) -> None:
    assert system_region(environment) == region


def test_numbers_are_those_of_the_country_and_english_ones_of_the_united_states() -> None:
    assert own_catalog("es", {"LANG": "es_AR.UTF-8"}).region == "AR"
    assert own_catalog("system", {"LANG": "es_AR.UTF-8"}).language == "es"
    assert own_catalog("en", {"LANG": "es_AR.UTF-8"}).region == "US"
    assert catalog("es").region == "US"
