"""Catalogs of what the program says: they are fresh and complete, and the program reads them."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from installers import catalogs
from installers.catalogs import Entry
from lssc_desktop.disk.settings import Settings, save_settings
from lssc_desktop.languages import ENGLISH, LANGUAGES, catalog
from lssc_desktop.paths import config_folder, resources
from lssc_desktop.word_places import our_words

ROOT = Path(__file__).parents[1]
SOURCES = catalogs.sources()
AGAIN = "run `make catalogs`, then translate what is new"


def of_language(source: Path) -> str:
    return source.parts[-3]


@pytest.fixture(scope="module")
def template() -> bytes:
    return catalogs.template()


@pytest.fixture(scope="module", params=SOURCES, ids=of_language)
def translated(request: pytest.FixtureRequest) -> list[Entry]:
    source: Path = request.param
    return catalogs.entries(source.read_bytes())


def test_there_is_a_catalog_for_each_language_that_is_offered() -> None:
    assert {*map(of_language, SOURCES), ENGLISH} == LANGUAGES.keys()
    assert SOURCES[0].is_relative_to(resources() / "locale")


def test_the_template_has_what_the_program_says(template: bytes) -> None:
    assert len(catalogs.entries(template)) > 4000
    assert catalogs.TEMPLATE.read_bytes() == template, AGAIN


def test_every_text_is_translated(translated: list[Entry], template: bytes) -> None:
    texts = {(each.context, each.one, each.many) for each in catalogs.entries(template)}
    assert {(each.context, each.one, each.many) for each in translated} == texts, AGAIN
    assert [each.one for each in translated if not all(each.said) or each.is_fuzzy] == []


# Each translation against its text --------------------------------------------------------------


def holes(text: str) -> Counter[str]:
    """The facts that are filled into a text, each with the way it is written."""
    found = Formatter().parse(our_words(text))
    return Counter(f"{name}:{spec}!{how}" for _text, name, spec, how in found if name is not None)


def shape(text: str) -> tuple[object, ...]:
    """What has to be the same in every language: keys, lines, tabs, and what stands at the ends."""
    menu_keys = len(re.findall(r"&(?=\w)", our_words(text)))
    return (
        *(menu_keys, text.count("\n"), text.count("\t"), text.rstrip(" ").endswith("…")),
        *(text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]),
    )


def faults(entry: Entry) -> Iterator[str]:
    """What a translation has that its text has not, or the other way around."""
    texts = (entry.one, entry.many) if entry.many else (entry.one,)
    for text, said in zip(texts, entry.said, strict=True):
        filled = holes(said)
        if filled.keys() != holes(text).keys() and not (
            entry.many and text == entry.one and filled.keys() <= holes(entry.many).keys()
        ):
            yield f"{text!r} is filled with {dict(holes(text))}, {said!r} with {dict(filled)}"
        if shape(said) != shape(text):
            yield f"{text!r} has the shape {shape(text)}, {said!r} {shape(said)}"


def test_a_translation_is_filled_with_the_same_and_has_the_same_shape(
    translated: list[Entry],
) -> None:
    assert [fault for entry in translated for fault in faults(entry)] == []


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        (Entry("", "Save", "", ("Guardar",)), 0),
        (Entry("", "{count} file", "{count} files", ("un archivo", "{count} archivos")), 0),
        (Entry("", "{count} file", "{count} files", ("{count} archivo", "archivos")), 1),
        (Entry("", "“{name}” is here", "", ("“{nombre}” está aquí",)), 1),
        (Entry("", "{hours:.1f} hours", "", ("{hours} horas",)), 1),
        (Entry("", "&Open…", "", ("Abrir…",)), 1),
        (Entry("", "&Open…", "", ("&Abrir",)), 1),
        (Entry("", "Look\tSpace", "", ("Ver Espacio",)), 1),
        (Entry("", ", and ", "", (" y",)), 1),
    ],
)
def test_what_is_wrong_with_a_translation_is_found(entry: Entry, count: int) -> None:
    assert len(list(faults(entry))) == count


# The program speaks it --------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES, ids=of_language)
def test_what_is_compiled_is_what_was_translated(source: Path) -> None:
    said = catalog(of_language(source))
    assert said.language == of_language(source)
    for each in catalogs.entries(source.read_bytes()):
        if each.many:
            assert said.ngettext(each.one, each.many, 1) == each.said[0]
            assert said.ngettext(each.one, each.many, 2) == each.said[1]
        elif each.context:
            assert said.pgettext(each.context, each.one) == each.said[0]
        else:
            assert said.gettext(each.one) == each.said[0]


@pytest.mark.parametrize(
    ("setting", "language", "beginning"),
    [
        ("system", "es", "La carpeta"),
        ("system", "en", "The folder"),
        ("system", "de", "The folder"),
        ("es", "en", "La carpeta"),
        ("en", "es", "The folder"),
    ],
)
def test_the_command_line_speaks_the_language_that_was_chosen_or_the_computers(
    setting: str, language: str, beginning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    save_settings(config_folder(), Settings(language=setting))
    done = subprocess.run(
        [sys.executable, "-m", "lssc_desktop", "status", "/nowhere"],
        cwd=ROOT,
        env={**os.environ, "LANGUAGE": language, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(beginning), done.stderr
