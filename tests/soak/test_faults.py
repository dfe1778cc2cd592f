"""Whichever write, sync, rename or removal fails, or is the last one: nothing is lost.

And nothing false is said. strace lets a call of the program fail, or ends the program right before
it, in ten operations on a portfolio.
"""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.documents.word import read_document
from lssc_desktop.package.reader import verify
from lssc_desktop.store.folder import folder
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from tests.soak.test_sending import PROGRAM, soak_seed
from tests.soak.warm_program import WarmProgram

CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,mkdir,rmdir,"
    "ftruncate,fallocate,copy_file_range,sendfile"
)
FAULTS = ("KILL", "EIO", "ENOSPC", "EACCES", "EIO from here on", "ENOSPC from here on")
NEW_TEXT = "Written while the disk was failing."

Tree = dict[str, str]


@dataclass(frozen=True)
class Bench:
    """A folder with a portfolio and what the operations need, and nothing else of the person's."""

    root: Path

    @property
    def portfolio(self) -> Path:
        return self.root / "Rivera LSSC"

    @property
    def trash(self) -> Path:
        return self.root / "home"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return kept | {"HOME": str(self.root / "home"), "PYTHONDONTWRITEBYTECODE": "1"}

    def words(self, *arguments: str) -> list[str]:
        return [word.format(root=self.root) for word in arguments]

    def run(
        self, *arguments: str, wrapped: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*wrapped, str(PROGRAM), *self.words(*arguments)],
            capture_output=True,
            text=True,
            env=self.environment,
            check=False,
        )

    def tree(self) -> Tree:
        """What a person would call her files, by their fingerprints."""
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.root.rglob("*")
            if path.is_file()
            and not {"home", ".lssc"} & set(path.relative_to(self.root).parts)
            and not path.name.startswith(".lssc")
        }

    def trashed(self) -> set[str]:
        return {
            hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.trash.rglob("*")
            if path.is_file()
        }


@dataclass(frozen=True)
class Operation:
    """A command, and how one sees that it did what it says; `replaces` names what it may change."""

    name: str
    arguments: tuple[str, ...]
    did: Callable[[Bench], bool]
    replaces: tuple[str, ...] = ()
    again: bool = True  # whether the same command may be given once more

    def happened(self, bench: Bench) -> bool:
        try:
            return self.did(bench)
        except (OSError, LookupError, LsscError):
            return False


def _saved(words: str) -> Callable[[Bench], bool]:
    return lambda bench: words in (bench.portfolio / "portfolio.json").read_text("utf-8")


def _says(name: str) -> Callable[[Bench], bool]:
    def did(bench: Bench) -> bool:
        path = bench.portfolio / name
        return path.exists() and NEW_TEXT in " ".join(
            each.text for each in read_document(path, name).text.paragraphs
        )

    return did


def _packaged(bench: Bench) -> bool:
    built = [
        path for path in bench.portfolio.glob("Packages/*.zip") if not path.name.startswith(".")
    ]
    return bool(built) and all(verify(path, ignore_progress).valid for path in built)


RESPONSE = "Foundations of Library Services/11 Diversity of users.docx"
STATEMENT = "Technology/Learning statement.docx"
PORTFOLIO = "Rivera LSSC/portfolio.json"
REPLACED = (TextPlace("foundations", 11), TextPlace("technology"))
P = "{root}/Rivera LSSC"


def _mirrors(name: str, source: str) -> Callable[[Bench], bool]:
    def did(bench: Bench) -> bool:
        there = bench.root / name
        return there.exists() and there.read_bytes() == (bench.root / source).read_bytes()

    return did


def _copied(bench: Bench) -> bool:
    (package,) = bench.root.glob("built/*.zip")
    there = bench.root / "drive" / package.name
    return there.exists() and there.read_bytes() == package.read_bytes()


OPERATIONS = (
    Operation(
        "start",
        (
            "new",
            "{root}/New",
            "--name",
            "B. New",
            "--admitted",
            "2026-01-05",
            "--electives",
            "access-services,collection-management,youth-services",
        ),
        lambda bench: folder.load(bench.root / "New").portfolio.candidate.name == "B. New",
        again=False,
    ),
    Operation(
        "edit",
        ("candidate", "person", P, "--email", "new@library.example"),
        _saved("new@library.example"),
        (PORTFOLIO,),
    ),
    Operation(
        "plan",
        ("set", "plan", P, "--set", "foundations", "--by", "2027-07-07"),
        _saved("2027-07-07"),
        (PORTFOLIO,),
    ),
    Operation(
        "add evidence",
        ("evidence", "add", P, "--set", "foundations", "--competency", "11", "{root}/Flyer.txt"),
        _mirrors("Rivera LSSC/Evidence/Flyer.txt", "Flyer.txt"),
        (PORTFOLIO,),
    ),
    Operation(
        "replace a response",
        ("response", "set", P, "--set", "foundations", "--competency", "11", "{root}/text.txt"),
        _says(RESPONSE),
        (PORTFOLIO, f"Rivera LSSC/{RESPONSE}"),
    ),
    Operation(
        "replace a statement",
        ("response", "set", P, "--set", "technology", "--statement", "{root}/text.txt"),
        _says(STATEMENT),
        (PORTFOLIO, f"Rivera LSSC/{STATEMENT}"),
    ),
    Operation("package", ("package", P, "--set", "technology"), _packaged, (PORTFOLIO,)),
    Operation(
        "review",
        (
            "review",
            "new",
            "{root}/built/copy.lssc.zip",
            "--as",
            "Dana",
            "--comment",
            f"1={NEW_TEXT}",
            "-o",
            "{root}/out.lssc-review.json",
        ),
        lambda bench: NEW_TEXT in (bench.root / "out.lssc-review.json").read_text("utf-8"),
        again=False,
    ),
    Operation(
        "import a review",
        ("review", "import", P, "{root}/review.lssc-review.json"),
        lambda bench: any(
            "Please say more." in path.read_text("utf-8")
            for path in bench.portfolio.glob("Reviews/*.json")
            if not path.name.startswith(".")
        ),
        (PORTFOLIO,),
    ),
    Operation("send", ("send", "{root}/built/copy.lssc.zip", "--to", "{root}/drive"), _copied),
)


@pytest.fixture(scope="module")
def warm(ready: Bench) -> Iterator[WarmProgram]:
    """The program, loaded, for what comes before and after a fault."""
    words = ("status", str(ready.portfolio), "--json")
    with WarmProgram(ready.environment, words) as program:
        yield program


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The bench that every run begins with a copy of."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not on this computer")
    bench = Bench(tmp_path_factory.mktemp("faults"))
    (bench.root / "home").mkdir()
    (bench.root / "drive").mkdir()
    (bench.root / "built").mkdir()
    (bench.root / "Flyer.txt").write_text("Story time on Saturday\n" * 50)
    (bench.root / "text.txt").write_text(NEW_TEXT)
    for arguments in (
        ("sample", P),
        ("package", P, "--set", "foundations", "--review-copy", "-o", "{root}/built/copy.lssc.zip"),
        (
            "review",
            "new",
            "{root}/built/copy.lssc.zip",
            "--as",
            "Lee",
            "--comment",
            "1=Please say more.",
            "-o",
            "{root}/review.lssc-review.json",
        ),
    ):
        done = bench.run(*arguments)
        assert done.returncode == 0, done.stderr
    return bench


def _copy(ready: Bench, to: Path) -> Bench:
    shutil.copytree(ready.root, to)
    return Bench(to)


# Which calls there are -------------------------------------------------------------------------

_LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")


@dataclass(frozen=True)
class Call:
    """A call that reaches the bench: its name, and its number among those in its thread."""

    name: str
    number: int


def calls_of(bench: Bench, operation: Operation) -> list[Call]:
    """Run an operation once as it should go, and see which calls touch the bench."""
    listing = bench.root.with_suffix(".calls")
    done = bench.run(
        *operation.arguments,
        wrapped=(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-y",
            "-s",
            "200",
            "-e",
            f"trace={CALLS}",
            "-e",
            "signal=none",
            "-o",
            str(listing),
        ),
    )
    assert done.returncode == 0, done.stderr
    assert operation.happened(bench)
    counted: Counter[tuple[str, str]] = Counter()
    found = []
    for line in listing.read_text("utf-8", errors="replace").splitlines():
        if (match := _LINE.match(line)) is None:
            continue
        thread, name, rest = match.groups()
        counted[thread, name] += 1
        reading = name == "openat" and "O_CREAT" not in rest and "O_DIRECTORY" not in rest
        if str(bench.root) in rest and not reading:
            found.append(Call(name, counted[thread, name]))
    return found


def fault_of(call: Call, kind: str) -> str:
    """What strace is told."""
    when = f"{call.number}+" if kind.endswith("from here on") else str(call.number)
    what = "signal=KILL" if kind == "KILL" else f"error={kind.split(maxsplit=1)[0]}"
    return f"inject={call.name}:{what}:when={when}"


STILL, DOUBT = "We still can’t tell whether", "We can’t tell if it arrived"
"""Said of a package that may have got its name, where that could not even be written down."""


# What has to hold --------------------------------------------------------------------------------


def judge(
    bench: Bench,
    operation: Operation,
    before: Tree,
    done: subprocess.CompletedProcess[str],
    warm: WarmProgram,
    ready: Bench,
) -> None:
    """See that nothing is lost, that nothing false was said, and that one can go on."""
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said
    assert "unexpected error" not in said, said
    after, trashed = bench.tree(), bench.trashed()
    for path, fingerprint in before.items():
        if path in operation.replaces:
            assert path in after, f"{path} is gone"
            assert after[path] == fingerprint or path == PORTFOLIO or operation.happened(bench), (
                path
            )
        else:
            assert after.get(path) == fingerprint, f"{path} is not as it was"
    folder.load(bench.portfolio)
    for path in after:
        if path.endswith(".docx") and after[path] != before.get(path):
            read_document(bench.root / path, path)
    if done.returncode == 0:
        assert operation.happened(bench), f"it said that it is done, and is not: {said}"
    elif done.returncode > 0:
        assert said.strip(), "it failed without a word"
        if "as it was" in done.stderr or "Nothing was" in done.stderr:
            assert {path: after.get(path) for path in before} == before, said
    for path in operation.replaces:
        if path != PORTFOLIO and after[path] != before[path] and done.returncode == 0:
            is_kept = before[path] in trashed or _is_earlier_version(ready.root / path, bench)
            assert is_kept, f"the old {path} is nowhere"
    _go_on(bench, operation, warm, said)


def _is_earlier_version(old: Path, bench: Bench) -> bool:
    """Whether what a document said is what an earlier version of a text says."""
    said = read_document(old, old.name).text
    return any(
        read_text_of(bench.portfolio, place, version) == said
        for place in REPLACED
        for version in versions_of(bench.portfolio, place)
    )


def _go_on(bench: Bench, operation: Operation, warm: WarmProgram, said: str) -> None:
    """The portfolio opens, and the same can be done once the disk is well again."""
    status = warm(bench.environment, bench.words("status", P, "--json"))
    assert status.returncode == 0, status.stderr
    json.loads(status.stdout)
    if operation.again or not operation.happened(bench):
        again = warm(bench.environment, bench.words(*operation.arguments))
        if STILL in said and DOUBT in again.stdout:  # which only a person can end
            assert again.returncode == 1
            return
        assert again.returncode == 0 or operation.happened(bench), again.stderr
    assert operation.happened(bench)


def run_faults(
    ready: Bench,
    tmp_path: Path,
    operation: Operation,
    warm: WarmProgram,
    most: int | None = None,
    seed: int = 0,
    kinds: Sequence[str] = FAULTS,
) -> None:
    """Try so many random faults in an operation, or every call with every fault."""
    calls = calls_of(_copy(ready, tmp_path / "well"), operation)
    assert calls
    cases = [
        (call, kind)
        for call in dict.fromkeys(calls)
        for kind in kinds
        # Python itself opens modules, and what is said is written too.
        if not (kind.endswith("from here on") and call.name in {"openat", "write"})
    ]
    if most is not None:
        chance = random.Random(seed)  # noqa: S311  to be repeated
        cases = chance.sample(cases, min(most, len(cases)))
    failed = []
    for number, (call, kind) in enumerate(cases):
        bench = _copy(ready, tmp_path / str(number))
        before = bench.tree()
        done = bench.run(
            *operation.arguments,
            wrapped=(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-e",
                f"trace={CALLS}",
                "-e",
                fault_of(call, kind),
                "-o",
                os.devnull,
            ),
        )
        try:
            judge(bench, operation, before, done, warm, ready)
        except (AssertionError, LsscError, LookupError, OSError) as error:
            error.add_note(f"{operation.name}: {fault_of(call, kind)}")
            error.add_note(f"it said {done.returncode} {done.stdout} {done.stderr}")
            failed.append(error)
        shutil.rmtree(bench.root)
    print(f"{operation.name}: {len(cases)} faults")  # noqa: T201  what a long run was
    if failed:
        raise ExceptionGroup("what did not hold", failed)


operations = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)


@operations
def test_a_random_fault(
    ready: Bench, tmp_path: Path, operation: Operation, warm: WarmProgram
) -> None:
    run_faults(ready, tmp_path, operation, warm, most=1, seed=20261127)


@pytest.mark.soak
@operations
def test_ten_random_faults(
    ready: Bench, tmp_path: Path, operation: Operation, warm: WarmProgram
) -> None:
    run_faults(ready, tmp_path, operation, warm, most=10, seed=soak_seed())


@pytest.mark.soak
@operations
def test_thirty_kills_and_fifteen_disk_faults(
    ready: Bench, tmp_path: Path, operation: Operation, warm: WarmProgram
) -> None:
    """In all ten, 300 kills and 150 faults with another seed each time, or LSSC_SOAK_SEED.

    It is for whoever rearranges what writes files: pytest -m soak -k thirty_kills tests/soak
    """
    seed = soak_seed()
    for most, kinds in ((30, FAULTS[:1]), (15, FAULTS[1:])):
        place = tmp_path / kinds[0]
        place.mkdir()
        run_faults(ready, place, operation, warm, most, seed, kinds)


@pytest.mark.soak
@operations
def test_every_fault_at_every_call(
    ready: Bench, tmp_path: Path, operation: Operation, warm: WarmProgram
) -> None:
    run_faults(ready, tmp_path, operation, warm)
