"""What lies beside a program file: its texts in other languages, and our ideas for evidence.

`lssc.es.toml` beside `lssc.toml` has the Spanish: under each text of the program file its
translation. A translator works in that file alone and need not know the program file; an office
may also have it as the table `[translations.es]` of the program file. A portfolio gets them as that
table, so that its folder, and a package, has all that belongs to it.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import LONGEST_TEXT
from lssc_desktop.core.program.translation import Texts, Translations, in_language
from lssc_desktop.languages import ENGLISH
from lssc_desktop.paths import resources

KEY = "translations"
"""The table of a program file with a table for each language."""

TRANSLATIONS_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "description": (
        "The texts of the file in other languages, a table for each: under each text, as it stands "
        "in the file, its translation. What is not translated is shown in the file's own language."
    ),
    "additionalProperties": {
        "type": "object",
        "additionalProperties": {"type": "string", "maxLength": LONGEST_TEXT},
    },
}
"""What the JSON Schema of program files says of that table."""

_FILE = re.compile(r"(?P<program>.+)\.(?P<language>[a-z]{2,3})\.toml")
_REMEMBERED = 8
_WITH_IDEAS = frozenset({"lssc"})


def translations_in(document: Mapping[str, Any]) -> Translations:
    """Return the translations in a program file; what is no text is left out."""
    tables = document.get(KEY)
    if not isinstance(tables, Mapping):
        return {}
    return {code: _texts(table) for code, table in tables.items() if isinstance(table, Mapping)}


def _texts(table: Mapping[str, Any]) -> Texts:
    return {text: said for text, said in table.items() if isinstance(said, str)}


def with_translations(text: str, translations: Mapping[str, str]) -> str:
    """Return the text of a program file with the texts of files beside it, by language.

    A language that the program file itself has is taken from there.
    """
    known = translations_in(tomllib.loads(text.removeprefix("\ufeff"))) if translations else {}
    for code, content in translations.items():
        if code not in known:
            text = f"{text.rstrip()}\n\n[{KEY}.{code}]\n{content.strip()}\n"
    return text


def files_beside(path: Path) -> Mapping[str, Path]:
    """Return the files with translations of a program file, by their languages."""
    found = {}
    for each in sorted(path.parent.glob("*.toml")):
        match = _FILE.fullmatch(each.name)
        if match is not None and match["program"] == path.stem:
            found[match["language"]] = each
    return found


@cache
def shipped_translations(program_id: str) -> Mapping[str, str]:
    """Return the files with translations of a program that is shipped with us, as texts."""
    path = resources() / "programs" / f"{program_id}.toml"
    return {code: each.read_text(encoding="utf-8") for code, each in files_beside(path).items()}


@cache
def shipped_texts(program_id: str, language: str) -> Texts:
    """Return our texts of a program that is shipped with us, by those of its file."""
    return _texts(tomllib.loads(shipped_translations(program_id).get(language, "")))


def text_in(program_id: str, program_text: str, language: str) -> str:
    """Return the text of a program file with our texts in a language, where it has none in it."""
    content = shipped_translations(program_id).get(language)
    return program_text if content is None else with_translations(program_text, {language: content})


def program_in(program: Program, program_text: str, language: str) -> Program:
    """Return a program in a language, as far as its file or we have its texts in it.

    `program_text` is that of its file. What is not translated stays in the program's own language,
    whichever the program is in now.
    """
    program = program.own or program
    if language == ENGLISH and KEY not in program_text:
        return program
    texts = _texts_in(program.id, program_text, language)
    return in_language(program, texts) if texts else program


@lru_cache(maxsize=_REMEMBERED)
def _texts_in(program_id: str, program_text: str, language: str) -> Texts:
    own: Translations = {}
    if KEY in program_text:
        own = translations_in(tomllib.loads(program_text.removeprefix("\ufeff")))
    return {**shipped_texts(program_id, language), **own.get(language, {})}


# Ideas ------------------------------------------------------------------------------------------


@cache
def evidence_ideas(
    program_id: str, language: str = ENGLISH
) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Return ideas for evidence by set and number; none for a program that we have none for.

    They are ours, not the program's, and lie beside the program files, so that a portfolio with
    an older program file has them too and no package carries them.
    """
    path = resources() / "ideas" / f"{program_id}.toml"
    if program_id not in _WITH_IDEAS:
        return {}
    sets: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))[
        "sets"
    ]
    beside = files_beside(path).get(language)
    said = {} if beside is None else _texts(tomllib.loads(beside.read_text(encoding="utf-8")))
    return {
        (set_id, int(number)): tuple(said.get(idea, idea) for idea in ideas)
        for set_id, competencies in sets.items()
        for number, ideas in competencies.items()
    }
