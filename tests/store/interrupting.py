"""Replaces a file of a portfolio while the disk fails, or the program is killed, at one step.

    python -m tests.store.interrupting FOLDER WHAT HOW FIRST EVERY

WHAT is one of `OPERATIONS`, HOW is "kill" or the name of an error such as ENOSPC. Step FIRST is
interrupted, then each EVERY-th one after it, each in a folder of its own. It prints one JSON line
a try: what lay under the name then, and once the folder was opened again. It forks, so it is a
process of its own.
"""

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import put_evidence_files, set_document
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, TextPlace
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.documents.importing import read_incoming
from lssc_desktop.documents.word import read_document, to_docx
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.store.evidence import add_files, replace_file
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.conflicts import Keep, settle_text
from lssc_desktop.store.folder.lock import take_lock
from lssc_desktop.store.folder.responses import take_text, write_response
from lssc_desktop.store.folder.saving import Saving, UnsavedText
from lssc_desktop.store.programs import read_program, shipped_program_text

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=UTC)
PROGRAM = read_program(shipped_program_text(), "lssc.toml")
SET = PROGRAM.sets[0]
NUMBER = 11
PLACE = TextPlace(SET.id, NUMBER)
ELECTIVES = ("access-services", "collection-management", "reference-information")
STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.utime", "os.listdir", "os.scandir"}


def _text(words: str) -> RichText:
    return RichText((Paragraph((Span(words),)),))


def _respond(root: Path, portfolio: Portfolio) -> None:
    new = read_incoming(root.with_name("new.docx"), "", ignore_progress)
    take_text(root, PROGRAM, portfolio, PLACE, new, NOW)


def _replace(ending: str) -> Callable[[Path, Portfolio], None]:
    def replace(root: Path, _portfolio: Portfolio) -> None:
        new = root.with_name(f"new.{ending}")
        replace_file(root, "Evidence/flyer.pdf", new, TODAY, ignore_progress)

    return replace


def _keep_mine(root: Path, portfolio: Portfolio) -> None:
    saving = Saving(root, PROGRAM, portfolio, folder.current_stamp(root))
    unsaved = UnsavedText(PLACE, _text("new"))
    saved = settle_text(saving, unsaved, Keep.MINE, NOW)
    for refused in saved.refused:
        raise refused.error


OPERATIONS: dict[str, Callable[[Path, Portfolio], None]] = {
    "response": _respond,
    "evidence": _replace("pdf"),
    "evidence of another kind": _replace("jpg"),
    "conflict": _keep_mine,
}


def _prepare(home: Path) -> Portfolio:
    """Make a portfolio folder with a response and an evidence file, and what replaces them."""
    root = home / "Rivera LSSC"
    portfolio = start_portfolio(
        PROGRAM, Candidate("A. Rivera"), date(2024, 9, 14), ELECTIVES, TODAY, "5e0d9c3a"
    )
    folder.create(root, portfolio, shipped_program_text(), read_me("A. Rivera", PROGRAM.name))
    document = write_response(root, PROGRAM, portfolio, PLACE, _text("old"))
    portfolio = set_document(portfolio, PLACE, document, TODAY)
    (home / "flyer.pdf").write_bytes(b"old")
    added = add_files(root, (home / "flyer.pdf",), TODAY, ignore_progress)
    portfolio = put_evidence_files(portfolio, added, TODAY)
    (home / "flyer.pdf").unlink()
    for ending in ("pdf", "jpg"):
        (home / f"new.{ending}").write_bytes(b"new")
    (home / "new.docx").write_bytes(to_docx(_text("new"), title="new", author="A. Rivera"))
    return portfolio


def _interrupt(home: Path, how: str, step: int) -> Callable[[], bool]:
    """Interrupt a step of this process from now on; returns what tells whether it came."""
    came = False
    steps = count()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal came
        where = arguments[0] if arguments else None
        if came or event not in STEPS or not os.fspath(str(where)).startswith(str(home)):
            return
        if next(steps) == step:
            came = True
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(getattr(errno, how), os.strerror(getattr(errno, how)), str(where))

    sys.addaudithook(hook)
    return lambda: came


def _child(home: Path, portfolio: Portfolio, what: str, how: str, step: int) -> dict[str, object]:
    came = _interrupt(home, how, step)
    said = ""
    try:
        OPERATIONS[what](home / "Rivera LSSC", portfolio)
    except LsscError as error:
        said = message_for(error).text
    return {"came": came(), "said": said}


def _try(home: Path, portfolio: Portfolio, what: str, how: str, step: int) -> dict[str, object]:
    """Interrupt one step in a child, and look at what is left before and after opening again."""
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        os.environ["XDG_DATA_HOME"] = str(home / "data")  # the trash is in there
        answer = _child(home, portfolio, what, how, step)
        os.write(tell, json.dumps(answer).encode())
        os._exit(0)
    os.close(tell)
    with os.fdopen(told, "rb") as pipe:
        answer = json.loads(pipe.read() or b'{"came": true, "said": ""}')
    os.waitpid(process, 0)
    root = home / "Rivera LSSC"
    now = _under_the_name(root, what)
    with take_lock(root, this_holder(datetime.now(UTC)), overrule=True):
        opened = _under_the_name(root, what)
    kept = [_content(path) for path in home.rglob("*") if path.suffix in {".docx", ".pdf"}]
    notes = [path.name for path in (root / ".lssc").glob("replacing-*")]
    return {**answer, "now": now, "opened": opened, "old kept": "old" in kept, "notes": notes}


def _under_the_name(root: Path, what: str) -> str:
    """Return "old", "new", or "" for what can be found under the name of the replaced file."""
    if "evidence" in what:
        found = [_content(root / "Evidence" / f"flyer.{end}") for end in ("pdf", "jpg")]
        return "old" if "old" in found else max(found)
    return next(_content(path) for path in [*root.glob("*/11 Diversity of users.docx"), root])


def _content(path: Path) -> str:
    if not path.is_file():
        return ""
    if path.suffix == ".docx":
        return plain(read_document(path, path.name).text)
    return path.read_bytes().decode(errors="replace")


def main(where: str, what: str, how: str, first: str, every: str) -> None:
    """Interrupt one step after another, until there is none left to interrupt."""
    prepared = Path(where) / "prepared"
    prepared.mkdir(parents=True)
    portfolio = _prepare(prepared)
    for step in count(int(first), int(every)):
        home = Path(where) / str(step)
        shutil.copytree(prepared, home)
        found = _try(home, portfolio, what, how, step)
        sys.stdout.write(f"{json.dumps(found)}\n")
        shutil.rmtree(home)
        if not found["came"]:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
