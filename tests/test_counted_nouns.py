"""A number and its noun go through ngettext: "1 hour", "2 hours", and what other languages have."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lssc_desktop
from installers.catalogs import said
from lssc_desktop.word_places import our_words

PACKAGE = Path(lssc_desktop.__file__).parent

NOUNS = (
    *("hour", "page", "file", "day", "month", "year", "word", "set", "competencie", "comment"),
    *("package", "result", "minute", "second", "item", "area", "row", "character", "byte", "point"),
    *("week", "course", "elective", "evaluator", "reviewer", "sentence", "text", "copie", "folder"),
    *("entrie", "round", "member", "document", "picture", "activitie", "line", "answer", "rating"),
    *("portfolio", "version", "change", "key", "finding", "blocker", "fault", "warning", "time"),
    *("response", "column", "place", "section", "part", "paragraph"),
)
VERBS = r"(?!(?:has|have|points|only|gives|for|by|of|are|on|and)\b)"
COUNTED = re.compile(
    rf"\{{\w*[^{{}}]*\}} (?:{VERBS}[a-z-]+ ){{0,2}}{VERBS}(?:(?:{'|'.join(NOUNS)})s|criteria)\b"
)

NEVER_ONE = {
    "of words that are no number": (
        "Most candidates take {months} months.",
        "It usually takes {months} months.",
        "{program} needs no responses to {competencies}, so nothing was changed.",
        (
            "{program} needs no responses to {competencies}, so nothing was changed: put it in "
            "“{statement_title}” instead."
        ),
    ),
    "always with a fraction": (
        "about {pages} pages",
        "{over} pages over the program’s limit of {limit}.",
    ),
    "a limit of ours, or a number so large that one is no case": (
        "It matches so far. Enter at least {least} characters to tell packages apart.",
        "The first {count} characters match: this is the package that was read to you.",
        "The title of the section has more than {limit} characters.",
        "The rating has more than {limit} characters.",
        "The form already has {limit} sections.",
        "this text has more than {limit} characters.",
        "One text has {text:count} characters, and the limit is {longest:number}: “{text:start}…”.",
        "{folder} has more than {count} files.",
        "It has {words:number} words; the program accepts at most {limit:number}.",
        "{count} of {most} words",
        "We show the first {shown} of {total} rows. Open the file to see the rest.",
        "The first {0} of {1} rows are here. The file has the rest.",
        "The first {0} of {1} columns are here. The file has the rest.",
        "We show the first {shown} of {total} columns. Open the file to see the rest.",
    ),
    "about the format of a bag, for those who know it": (
        "“{path}” has more than {limit} entries. We didn’t read the rest.",
        (
            "The bag says it has {bytes_said} bytes in {files_said} files; it has {bytes} bytes in "
            "{files} files."
        ),
        "“fetch.txt” says “{path}” has {bytes} bytes, but the file there doesn’t.",
        "“fetch.txt” lists more than {limit} files. We didn’t read the rest.",
        "{bytes} bytes that don’t belong to it come before the ZIP.",
        "{bytes} bytes that don’t belong to it come after the ZIP.",
        "The ZIP says it has {said} entries, but its list has {found}.",
        (
            "The ZIP has an entry with a name longer than {bytes} bytes, or inside more than "
            "{parts} folders: “{path}”. It wasn’t read."
        ),
        "{bytes} bytes that belong to no file are hidden in the ZIP after “{path}”.",
        "“{path}” doesn’t have the {declared} bytes the ZIP says it has.",
        "Line {line} has a key with more than {limit} parts, more than any program file.",
    ),
    "two numbers, of which no language we know bends both": (
        (
            "Notice is due within {notice} days of a decision, documents within {documents} days, "
            "to: {to}."
        ),
        "{counted}, half of them within {days} days",
        (
            "{needed} {sets} are needed, but the file has {required} required {sets} and requires "
            "{electives} electives."
        ),
        "{value} months is more than the {months} months a certification lasts.",
    ),
}
"""Texts with a number before a noun that need no other form, by why."""


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Each text that is translated in one form alone, with its line."""
    for call in ast.walk(ast.parse(source)):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("_", "N_")
        ):
            for each in call.args:
                if isinstance(each, ast.Constant):
                    yield call.lineno, str(each.value)


def counted(text: str) -> bool:
    return COUNTED.search(our_words(text)) is not None


@pytest.mark.parametrize(
    "text",
    ["{count} files", "{count:,} more files", "about {n:.1f} contact hours", "{met} criteria met"],
)
def test_a_counted_noun_is_found(text: str) -> None:
    assert counted(text)


@pytest.mark.parametrize("text", ["{name} has no pages", "file {name}", "{count} open", "{title}"])
def test_what_is_not_counted_is_not(text: str) -> None:
    assert not counted(text)


def test_every_counted_noun_has_a_form_for_one() -> None:
    allowed = {text for texts_ in NEVER_ONE.values() for text in texts_}
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}:{line}": text
        for path in PACKAGE.rglob("*.py")
        for line, text in texts(path.read_text(encoding="utf-8"))
        if counted(text)
    }
    found |= {
        f"{name}:{line}": text
        for name, line, text, _comments, _context in said()
        if isinstance(text, str) and counted(text)
    }
    assert {place: text for place, text in found.items() if text not in allowed} == {}
    assert allowed <= set(found.values())
