"""What the program says of the kept files, and each error and finding in words: kept as texts.

    python -m tests.kept.answers                    says which kept texts are no longer said
    python -m tests.kept.answers --update [NAME …]  writes them anew: all of them, or those named

A sentence may change, in the commit that changes it: run the second line, and read the difference.
The portfolios, packages and Word files that the answers are about never change.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from difflib import unified_diff
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from lssc_desktop.cli import run
from lssc_desktop.core.privacy.scan_order import TextRules
from lssc_desktop.core.text.richtext import RichText, Span
from lssc_desktop.documents.privacy.private_office import find_in_word
from lssc_desktop.documents.word import DocumentUnreadable, read_content, read_printed
from tests.kept.sentences import commands_said, errors_said, findings_said

HERE = Path(__file__).parent
ANSWERS = HERE / "answers"
FINGERPRINTS = HERE / "fingerprints.txt"
DAY = date(2026, 11, 25)
_CHANGED = datetime(2026, 11, 25, 9, tzinfo=UTC).timestamp()
PLACE = "HERE"
"""Stands for the folder that holds the copy of what is asked about."""

PORTFOLIOS: Mapping[str, tuple[str, ...]] = {
    "portfolios/started": ("technology",),
    "portfolios/written": ("technology", "foundations"),
    "portfolios/reviewed": ("foundations",),
    "portfolios/decided": ("foundations",),
    "portfolios/renewing": ("--renewal",),
    "portfolios/moved": ("foundations",),
    "portfolios/by course": ("technology",),
    "portfolios/cilip": ("portfolio",),
    "portfolios/harbor": ("portfolio",),
    "portfolios/guild": ("practice",),
    "portfolios/conflict": ("advocacy",),
    "portfolios/silent": ("prairie-technology",),
    "earlier/written": ("technology",),
    "earlier/cilip": ("portfolio",),
}
"""Each kept portfolio, with what is packaged of it."""

PACKAGES = ("packages", "earlier")
"""The folders with kept packages, and what people wrote about them."""


NEVER_AGAIN = ("portfolios", "packages", "earlier", "word", "words")
"""The folders whose files were made once."""


def kept_packages() -> list[Path]:
    """Return each kept package."""
    return sorted(path for name in PACKAGES for path in (HERE / name).glob("*.lssc.zip"))


def kept_word_files() -> list[Path]:
    """Return each kept Word file."""
    return sorted((HERE / "word").glob("*.docx"))


def fingerprints() -> str:
    """Return the fingerprint of each kept file but the texts, as `sha256sum` writes them."""
    files = (path for name in NEVER_AGAIN for path in (HERE / name).rglob("*") if path.is_file())
    said = {path.relative_to(HERE).as_posix(): path.read_bytes() for path in files}
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(said.items())
    )


def copy_of(name: str, place: Path) -> Path:
    """Copy what is kept under a name, with the same times whenever it was checked out."""
    copy = Path(shutil.copytree(HERE / name, place / Path(name).name))
    for path in copy.rglob("*"):
        os.utime(path, (_CHANGED, _CHANGED))
    return copy


@contextmanager
def fresh_home() -> Iterator[Path]:
    """Answer as on a computer where this program was never started, and speaks English."""
    names = [
        *("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "LANGUAGE"),
        *("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"),
    ]
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="lssc-home-") as home:
        os.environ.update(dict.fromkeys(names, home), LANGUAGE="en")
        try:
            yield Path(home)
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


# What is answered --------------------------------------------------------------------------------


def ask(place: Path, *words: str | Path) -> Any:
    """Return what a command answers with --json; `place` is called `PLACE` in it."""
    said, refused = StringIO(), StringIO()
    with redirect_stdout(said), redirect_stderr(refused):
        status = run([*map(str, words), "--json"], DAY)
    answer = json.loads(said.getvalue()) if said.getvalue() else refused.getvalue()
    return {"exit": status, "answer": _anywhere(answer, place)}


def _anywhere(value: Any, place: Path) -> Any:
    """Return an answer without the place at which it was asked."""
    match value:
        case str():
            for shown in (str(place), place.as_posix(), place.as_uri()):
                if shown in value:
                    value = value.replace(shown, PLACE).replace("\\", "/")
            return value
        case list():
            return [_anywhere(each, place) for each in value]
        case dict():
            return {key: _anywhere(each, place) for key, each in value.items()}
    return value


def of_portfolio(root: Path) -> dict[str, Any]:
    """Return what is said of a portfolio."""
    place = root.parent
    return {
        "status": ask(place, "status", root, "--today", DAY.isoformat()),
        "check": ask(place, "check", root, "--today", DAY.isoformat()),
        "renewal": ask(place, "check", root, "--renewal", "--today", DAY.isoformat()),
        "comments": ask(place, "review", "list", root),
    }


def built_packages(name: str, root: Path) -> dict[str, Any]:
    """Return the fingerprint of each package that is built of a portfolio, and its files."""
    made = {}
    for which in PORTFOLIOS[name]:
        target = root.parent / f"{which.strip('-')}.lssc.zip"
        of = (which,) if which == "--renewal" else ("--set", which, "--review-copy")
        made[which] = ask(root.parent, "package", root, *of, "-o", target)
    return made


def of_packages(folder: Path) -> dict[str, Any]:
    """Return what is said of a folder of packages."""
    place = folder.parent
    packages = sorted(folder.glob("*.lssc.zip"))
    return {
        "verify": {path.name: ask(place, "verify", path) for path in packages},
        "shelf": ask(place, "office", "shelf", folder),
    }


def word_read(path: Path) -> list[str]:
    """Return what we read in a Word file: for the editor, for readers, and what is private."""
    content = path.read_bytes()
    seen = read_content(content, path.name)
    lines = [f"== {path.stem}"]
    lines += [f"fault: {seen.fault}"] if seen.fault else []
    lines += [f"kept: {', '.join(seen.beyond)}"] if seen.beyond else []
    lines += ["only shown"] if seen.is_read_only else []
    lines += _text(seen.text)
    try:
        printed = read_printed(content, path.name)
    except DocumentUnreadable as error:
        lines.append(f"not printed: {error.fault}")
    else:
        lines.append(f"printed: {' | '.join(_strings(printed))}")
    for found in find_in_word(BytesIO(content), TextRules()):
        place = found.place
        where = f"{place.part} {place.number} {place.start}-{place.end}"
        lines.append(f"private: {found.kind} in {where}: {found.found}")
    return lines


def _text(text: RichText) -> Iterator[str]:
    for item in text.paragraphs:
        level = f" {item.level}" if item.level else ""
        yield f"{item.form}{level}: {''.join(map(_span, item.spans))}".rstrip()


def _span(span: Span) -> str:
    marks = [*(["bold"] if span.bold else []), *(["italic"] if span.italic else [])]
    marks += [*sorted(span.effects), *([span.link] if span.link else [])]
    return f"[{span.text}]({', '.join(marks)})" if marks else span.text


def _strings(value: object) -> Iterator[str]:
    """Yield every text in values of ours, in their order."""
    match value:
        case str():
            if value.strip():
                yield value
        case tuple() | list():
            for each in value:
                yield from _strings(each)
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from _strings(getattr(value, each.name))


# What is kept ------------------------------------------------------------------------------------


def as_json(value: object) -> str:
    """Return a value as it is kept."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _portfolio_answer(name: str, place: Path) -> str:
    return as_json(of_portfolio(copy_of(name, place)))


def _package_answer(name: str, place: Path) -> str:
    return as_json(of_packages(copy_of(name, place)))


def _built_answer(name: str, place: Path) -> str:
    return as_json(built_packages(name, copy_of(name, place)))


def _word_answer(_place: Path) -> str:
    return "\n\n".join("\n".join(word_read(path)) for path in kept_word_files()) + "\n"


KEPT: Mapping[str, Callable[[Path], str]] = {
    **{f"{name}.json": partial(_portfolio_answer, name) for name in PORTFOLIOS},
    **{f"built/{name}.json": partial(_built_answer, name) for name in PORTFOLIOS},
    **{f"{name}.json": partial(_package_answer, name) for name in PACKAGES},
    "word.txt": _word_answer,
    **{
        f"errors.{code}.txt": partial(lambda code, _place: errors_said(code), code)
        for code in ("en", "es")
    },
    "commands.es.txt": lambda _place: commands_said("es"),  # docs/commands.md has the English
    **{
        f"findings.{code}.txt": partial(lambda code, _place: findings_said(code), code)
        for code in ("en", "es")
    },
}
"""Each kept text, and what says it anew in a folder of its own."""


def difference(name: str, said: str) -> str:
    """Return the lines in which a text differs from the kept one; "" where they are equal."""
    path = ANSWERS / name
    kept = path.read_text("utf-8") if path.exists() else ""
    return "".join(
        unified_diff(kept.splitlines(keepends=True), said.splitlines(keepends=True), "kept", "said")
    )


def main(words: list[str]) -> int:
    """Compare the kept texts, or write them."""
    from installers import catalogs  # what is translated is compiled, as before tests

    catalogs.compile_all(catalogs.stale(catalogs.sources()))
    update, names = words[:1] == ["--update"], words[1:]
    differ = 0
    with fresh_home():
        for name in names or KEPT:
            with tempfile.TemporaryDirectory(prefix="lssc-kept-") as place:
                said = KEPT[name](Path(place).resolve())
            if not (found := difference(name, said)):
                continue
            differ += 1
            print(f"{name} is written anew" if update else f"{name}:\n{found}")  # noqa: T201
            if update:
                (ANSWERS / name).parent.mkdir(parents=True, exist_ok=True)
                (ANSWERS / name).write_text(said, encoding="utf-8", newline="\n")
    return 0 if update else min(differ, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
