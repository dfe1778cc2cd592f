"""What is loaded by who writes a bag, verifies, sends, or audits: nothing of portfolio or program.

Each act is done in a fresh interpreter, as on a server that knows no portfolio; a command as it is
typed, from the first word that is read to the last that is said.
"""

import os
import subprocess
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pytest

from lssc_desktop.cli import parsing
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.standing.search import TextKind
from lssc_desktop.core.submission.shelf import ShelfView
from lssc_desktop.store.programs import DEFAULT_PROGRAM, SHIPPED
from tests.test_import_hygiene import ROOT

JUDGING = ("core.check", "core.portfolio", "core.program", "core.review", "core.time", "store")
"""The rooms of a portfolio and its program, and of what judges them."""

KNOWN_BY_BYTES = {"core.program", "core.program.rules_id", "store", "store.shipped_rules"}
"""Which rules came with a package, by the bytes of the program files that we ship."""

BESIDE_PACKAGES = {"store.sending_lease", "store.signing", "store.submissions"}
"""What lies beside a package: who sends it, its signature, and what was sent."""

BAG = """
import hashlib, sys
from datetime import UTC, date, datetime
from pathlib import Path
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.paths import resources

folder = Path(sys.argv[1])
text = (resources() / "programs" / "lssc.toml").read_bytes() + sys.argv[2].encode()
record = b'{"program": "lssc", "candidate": "Ana", "portfolio": "1f", "kind": "portfolio"}'
files = [BagFile("record.json", record), BagFile("program.toml", text)]
package = folder / "Ana.lssc.zip"
written = write_bag(package, "Ana", files, (), date(2026, 11, 25), ignore_progress)
assert package.stat().st_size == written.bytes
"""

VERIFIED = """
from lssc_desktop.package.reader import verify_file
found = verify_file(package, ignore_progress)
assert found.valid and found.rules.program == "lssc" and found.rules.code
"""

SENT = """
from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.transfer.address import parse_address
from lssc_desktop.transfer.connecting import open_destination
from lssc_desktop.transfer.destination import read_package
from lssc_desktop.transfer.outbox import Backoff, Outbox
import lssc_desktop.transfer.tus, lssc_desktop.transfer.webdav

now = lambda: datetime(2026, 11, 25, tzinfo=UTC)
office = folder / "office"
office.mkdir()
outbox = Outbox(folder, now)
waiting = outbox.queue(read_package(package, ignore_progress), office.as_uri())
destination = open_destination(waiting.destination, None, None, now)
sent = outbox.run(waiting, destination, Backoff(lambda: 0.0, tries=0), ignore_progress)
assert sent.state is SubmissionState.RECEIVED
assert (office / package.name).read_bytes() == package.read_bytes()
"""

AUDITED = """
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.results import ResultWords, result_of, write_results
from lssc_desktop.audit.run import AuditOrder, audit
journal = Journal(folder / "journal")
counts = audit(AuditOrder((str(folder),), "*.lssc.zip"), journal, ignore_progress).counts
assert (counts.packages, counts.whole) == (1, 1)
words = ResultWords(str, str)
write_results(folder / "results.csv", (result_of(each, words) for each in journal.lines()))
"""

ACTS: Mapping[str, tuple[str, set[str]]] = {
    "writes a bag": ("", set()),
    "verifies": (VERIFIED, KNOWN_BY_BYTES),
    "sends": (SENT, KNOWN_BY_BYTES | BESIDE_PACKAGES),
    "audits": (AUDITED, KNOWN_BY_BYTES),
}
"""What each does after writing a bag, and what of the rooms above it needs."""


def modules_after(script: str, *words: str, config: Path | None = None) -> set[str]:
    """Return the modules of a new process that has carried out a script."""
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nprint()\nprint(*sys.modules)", *words],
        cwd=ROOT,
        env=os.environ if config is None else {**os.environ, "XDG_CONFIG_HOME": str(config)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stdout.splitlines()[-1].split())


def of_rooms(modules: set[str], rooms: Iterable[str]) -> set[str]:
    """Return those of our modules that are in some rooms."""
    ours = "lssc_desktop."
    names = {name.removeprefix(ours) for name in modules if name.startswith(ours)}
    return {name for name in names if f"{name}.".startswith(tuple(f"{each}." for each in rooms))}


def loaded_by(script: str, folder: Path, *, more: str = "") -> set[str]:
    """Return what a new process has loaded of `JUDGING` when it has done something in a folder.

    `more` is what the program file in its package says after what ours says.
    """
    modules = modules_after(f"{BAG}{script}", str(folder), more)
    assert "lssc_desktop.package.bag" in modules
    return of_rooms(modules, JUDGING)


@pytest.mark.parametrize("act", ACTS)
def test_who_moves_packages_loads_nothing_of_portfolio_or_program(act: str, tmp_path: Path) -> None:
    script, needed = ACTS[act]
    assert loaded_by(script, tmp_path) == needed


def test_a_program_file_of_unknown_bytes_is_read_to_say_its_rules(tmp_path: Path) -> None:
    loaded = loaded_by(VERIFIED, tmp_path, more="\n# ours\n")
    assert {"core.program.program", "store.programs"} <= loaded


# Commands ---------------------------------------------------------------------------------------

TYPED = """
import sys
from lssc_desktop.__main__ import main
try:
    status = main(sys.argv[1:])
except SystemExit as left:
    status = left.code
assert status in (0, 1)  # with findings
"""

HEAVY = (
    "cryptography",
    "httpcore2",
    "httpx2",
    "asyncio",
    "PIL",
    "lxml",
    "psutil",
    "typst",
    "pypdf",
)
"""What none of these commands needs for a folder."""

SAYS = {"messages", "messages.message", "messages.words"}
WHO_HELPS = {"core.program", "core.program.who_helps"}
PARSES = {"arguments", "commands", "fact_arguments", "office_arguments", "parsing"}
SAYS_OF_BAGS = SAYS | {"messages.bags", "messages.signatures"}
KNOWS_RULES = WHO_HELPS | KNOWN_BY_BYTES | {"store.known_programs", "store.signing"}

COMMANDS: Mapping[str, tuple[set[str], set[str]]] = {
    "--version": (set(), {"terminal"}),
    "--help": (WHO_HELPS | SAYS, {"terminal", *PARSES}),
    "verify": (
        KNOWS_RULES | SAYS_OF_BAGS | {"messages.rules", "store.submissions"},
        {"terminal", "signing", *PARSES},
    ),
    "audit": (
        (KNOWS_RULES - {"store.signing"}) | SAYS_OF_BAGS | {"messages.audit"},
        {"terminal", "auditing", *PARSES},
    ),
}
"""What each loads of the rooms that judge, of the sentences, and of the command line."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    subprocess.run([sys.executable, "-c", BAG, folder, ""], cwd=ROOT, check=True)
    return folder / "Ana.lssc.zip"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_what_it_uses(command: str, package: Path, tmp_path: Path) -> None:
    needed, of_the_line = COMMANDS[command]
    words = {
        "verify": ["verify", str(package)],
        "audit": ["office", "audit", str(package.parent), "--journal", str(tmp_path / "journal")],
    }.get(command, [command])
    modules = modules_after(TYPED, *words, config=tmp_path)
    assert of_rooms(modules, (*JUDGING, "documents", "messages", "transfer")) == needed
    assert of_rooms(modules, ["cli"]) == {"cli", *(f"cli.{each}" for each in of_the_line)}
    assert modules.isdisjoint(HEAVY)


SCANS = {f"core.privacy.{each}" for each in ("text_rules", "regions", "name_words")}
PREVIEWS = {"documents.previews", "documents.previews.process", "documents.previews.wire"}

LOOKS: Mapping[str, set[str]] = {"status": SCANS | PREVIEWS, "check": SCANS}
"""What each command that looks at a portfolio makes do without, once its files were scanned."""


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portfolios") / "Sample"
    modules_after(TYPED, "sample", str(folder), config=folder.parent)
    return folder


@pytest.mark.parametrize("command", LOOKS)
def test_who_looks_at_a_portfolio_loads_no_patterns_of_private_data(
    command: str, portfolio: Path, tmp_path: Path
) -> None:
    modules = modules_after(TYPED, command, str(portfolio), config=tmp_path)
    assert "lssc_desktop.core.portfolio.portfolio" in modules
    assert of_rooms(modules, LOOKS[command]) == set()


WINDOW = """
import linecache
import lssc_desktop.ui.app.application
assert "PySide6.QtWidgets" in sys.modules
assert not [name for name in linecache.cache if 'lssc_desktop' in name]
"""


def test_the_text_of_no_module_of_ours_is_read_when_the_window_is_loaded() -> None:
    modules_after(f"import sys{WINDOW}")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (parsing.OUTCOMES, Outcome),
        (parsing.RATINGS, Rating),
        (parsing.ROUTES, Route),
        (parsing.TEXT_KINDS, TextKind),
        (parsing.VIEWS, ShelfView),
        (parsing.PROGRAMS, SHIPPED),
    ],
)
def test_the_words_of_a_choice_are_all_that_they_stand_for(
    words: Collection[str], meant: Iterable[str]
) -> None:
    assert [*words] == [*map(str, meant)]
    assert parsing.PROGRAMS[0] == DEFAULT_PROGRAM
