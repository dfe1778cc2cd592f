"""Words that people read: those that no colleague would say do not come back.

In every sentence of the program and on every page of Help, as whole words.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop import __file__ as package_file

HOUSE = Path(package_file).parent
HELP = HOUSE.parent / "resources" / "help"
SAID = {"_", "gettext", "ngettext", "pgettext"}

NEVER = {
    "competency 12, not no. 12": r"\bno\. ?(\{|\d)",
    "saved, not taken down": r"\btaken down\b",
    "again, not anew": r"\banew\b",
    "fix, not mend": r"\bmend(ed|s|ing)?\b",
    "grace period": r"\btime of grace\b",
    "enter, not tell": r"\b(is|are|no day is) told\b|\btell it\b",
    "USB drive": r"\bstick\b",
    "where it is, not where it lies": r"\bwhere .* l(ie|ay|ies)\b",
    "required, not asked for": r"\b(is|are|was|were) asked for\b",
    "Cancel": r"^(Not now|Leave it as it is|Choose these)$",
}


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every sentence that the program says, with the file that says it."""
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            for word in node.args if node.func.id in SAID else ():
                if isinstance(word, ast.Constant) and isinstance(word.value, str):
                    yield path.relative_to(HOUSE).as_posix(), word.value
    for page in sorted(HELP.glob("*.md")):
        for line in page.read_text(encoding="utf-8").splitlines():
            yield page.name, line


@pytest.mark.parametrize("pattern", NEVER.values(), ids=NEVER)
def test_nobody_is_spoken_to_like_that(pattern: str) -> None:
    never = re.compile(pattern, re.IGNORECASE)
    assert [(where, said) for where, said in sentences() if never.search(said)] == []


def test_there_are_sentences_to_look_at() -> None:
    assert len(list(sentences())) > 4000
