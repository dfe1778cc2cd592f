"""What the program says, for translators: collected into catalogs, and compiled for the program.

catalogs.py update     writes resources/locale/lssc_desktop.pot and brings each .po up to date
catalogs.py compile    writes the .mo of each .po that was changed since
"""

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lssc_desktop.word_places import our_words

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lssc_desktop"
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "lssc_desktop.pot"

_TEXTS = {"meaning", "advice", "passed", "parts", "other"}
"""The names of texts in what is collected by where it stands."""

HEADER = """\
# LSSC Desktop, to be translated.
# This file is given away under the license of LSSC Desktop, the MIT License.
#"""
FACTS = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
    *("Last-Translator", "Language-Team", "Generated-By"),
)
"""What a catalog says of itself that git knows better, or that is never the same."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with its translations: one, or one for each form of the plural."""

    context: str
    one: str
    many: str
    said: tuple[str, ...]
    is_fuzzy: bool = False


def sources(locale: Path = LOCALE) -> list[Path]:
    """Return the catalog of each language that is translated into."""
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def compiled(source: Path) -> Path:
    """Return where the program finds a catalog."""
    return source.with_suffix(".mo")


def template() -> bytes:
    """Return the template: every text of the program, with the files that have it."""
    catalog = Catalog(project="LSSC Desktop", header_comment=HEADER)
    catalog.fuzzy = False
    found = [*extract_from_dir(PACKAGE, [("**.py", "python")], keywords=DEFAULT_KEYWORDS), *said()]
    for name, line, text, comments, context in sorted(found, key=lambda each: each[:2]):
        place = (f"lssc_desktop/{Path(name).as_posix()}", line)
        catalog.add(text, None, [place], auto_comments=comments, context=context)
    return _written(catalog)


def said() -> Iterator[tuple[str, int, str | tuple[str, str], list[str], None]]:
    """Yield what stands in a `Says` and its like, which mark a text by where it stands there."""
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        if "core.errors import" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = path.relative_to(PACKAGE).as_posix()
                for line, text in _texts_of(node.func.id, node):
                    yield name, line, text, [], None


def _texts_of(form: str, call: ast.Call) -> Iterator[tuple[int, str | tuple[str, str]]]:
    beginning = {"Says": 0, "By": 1, "Guess": 2, "Joined": 0}
    beginning |= {"FindingKind": 1, "NextStepKind": 0, "EventKind": 0}
    if form == "Counted":
        one, many = (ast.literal_eval(each) for each in call.args[:2])
        yield call.lineno, (one, many)
    if form not in beginning:
        return
    named = (each.value for each in call.keywords if each.arg in _TEXTS)
    for node in (*call.args[beginning[form] :], *named):
        inside = getattr(node, "values", None) or getattr(node, "elts", None) or [node]
        for each in inside:
            text = each.value if isinstance(each, ast.Constant) else ""
            if isinstance(text, str) and re.sub(r"\{[^{}]*\}", "", our_words(text)):
                yield each.lineno, text


def updated(source: bytes, texts: bytes) -> bytes:
    """Return a catalog with the texts of a template: new ones empty, none that is gone."""
    catalog = read_po(BytesIO(source))
    catalog.update(read_po(BytesIO(texts)), no_fuzzy_matching=True)
    return _written(catalog)


def entries(source: bytes) -> list[Entry]:
    """Return what a catalog has, in its order."""
    return [_entry(message) for message in read_po(BytesIO(source)) if message.id]


def _entry(message: Message) -> Entry:
    one, many = (message.id, "") if isinstance(message.id, str) else message.id
    said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return Entry(message.context or "", one, many, said, message.fuzzy)


def _written(catalog: Catalog) -> bytes:
    """Return a catalog as it is kept: a text a line, where it is from without a line's number.

    A translation says the words of a program in its own way, so it is not held to their places.
    """
    for message in catalog:
        if our_words(str(message.id)) != str(message.id):
            message.flags.discard("python-brace-format")
    out = BytesIO()
    write_po(out, catalog, width=0, ignore_obsolete=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    unsaid = tuple(f'"{fact}: ' for fact in FACTS)
    return "".join(line for line in lines if not line.startswith(unsaid)).encode()


def update() -> None:
    """Write the template, and each language's catalog with its texts."""
    LOCALE.mkdir(parents=True, exist_ok=True)
    texts = template()
    TEMPLATE.write_bytes(texts)
    for source in sources():
        source.write_bytes(updated(source.read_bytes(), texts))


def stale(catalogs: Iterable[Path]) -> list[Path]:
    """Return those that are not compiled as they stand."""
    return [
        each
        for each in catalogs
        if not compiled(each).exists() or compiled(each).stat().st_mtime < each.stat().st_mtime
    ]


def compile_all(catalogs: Iterable[Path]) -> None:
    """Compile catalogs; a program that runs meanwhile sees a whole one."""
    for each in catalogs:
        beside = compiled(each).with_suffix(f".{os.getpid()}")
        with each.open("rb") as source, beside.open("wb") as target:
            write_mo(target, read_po(source))
        beside.replace(compiled(each))


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    compile_all(stale(sources()))
