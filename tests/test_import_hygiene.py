"""Who may import whom (CONTRIBUTING.md): on paper, by deliberate violation, in a process."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lssc_desktop"

LAYERS = "Imports go down only"
QT = "Only the window and the composition root know Qt"
CORE = "Core is pure: no file, clock, network, randomness or foreign library"
LIBRARIES = "Each library has one user"
ROOMS = "In the window, imports go down only, and no feature imports another"
KIT = "The kit knows no domain"
CORE_ROOMS = "In core, values lie below what judges them"
STORE = "In the store, imports go down only"
DOCUMENTS = "In what reads files, imports go down only"
OFFICE_XML = "In Office XML, imports go down only"
DISK = "On the disk, imports go down only"
MOVING = "Who moves packages knows neither portfolio nor program"


@dataclass(frozen=True, slots=True)
class Violation:
    """One import that must not be, and the contract that has to say so."""

    contract: str
    importer: str
    imported: str

    @property
    def path(self) -> Path:
        return Path(*self.importer.split(".")).with_suffix(".py")

    def __str__(self) -> str:
        return f"{self.importer} -> {self.imported}"


def violation(contract: str, place: str, imported: str) -> Violation:
    """A new module in `place` that imports `imported`."""
    name = "deliberate_" + imported.removeprefix("lssc_desktop.").replace(".", "_")
    return Violation(contract, f"lssc_desktop.{place}.{name}", imported)


VIOLATIONS = [
    *(
        violation(LAYERS, lower, f"lssc_desktop.{upper}")
        for lower, upper in [
            ("core", "paths"),
            ("core", "log"),
            ("core", "disk"),
            ("documents.word", "store"),
            ("store.folder", "package"),
            ("package", "transfer"),
            ("transfer", "messages"),
            ("messages", "cli"),
            ("messages", "ui"),
            ("cli", "ui"),
            ("ui", "cli"),
            ("ui", "__main__"),
        ]
    ),
    *(
        violation(QT, place, "PySide6")
        for place in [
            "core",
            "documents.word",
            "store.folder",
            "package",
            "transfer",
            "messages",
            "cli",
        ]
    ),
    *(
        violation(CORE, "core", module)
        for module in [
            *("os", "io", "pathlib", "shutil", "tempfile", "sqlite3"),
            *("socket", "ssl", "urllib", "http", "subprocess"),
            *("random", "secrets", "uuid", "time", "threading", "logging"),
            *("msgspec", "docx", "lxml"),
        ]
    ),
    violation(LIBRARIES, "package", "docx"),
    violation(LIBRARIES, "store.folder", "lxml"),
    violation(LIBRARIES, "package", "pypdf"),
    violation(LIBRARIES, "store.folder", "pypdfium2"),
    violation(LIBRARIES, "package", "PIL"),
    violation(LIBRARIES, "ui", "pi_heif"),
    violation(LIBRARIES, "package", "python_calamine"),
    violation(LIBRARIES, "store.folder", "olefile"),
    violation(LIBRARIES, "store.folder", "phonenumbers"),
    violation(LIBRARIES, "package", "tinytag"),
    violation(LIBRARIES, "store.folder", "typst"),
    violation(LIBRARIES, "package", "zlib_ng"),
    violation(LIBRARIES, "store.folder", "markdown_it"),
    violation(LIBRARIES, "cli", "send2trash"),
    violation(LIBRARIES, "store.folder", "platformdirs"),
    violation(LIBRARIES, "transfer", "keyring"),
    violation(LIBRARIES, "transfer", "httpcore2"),
    violation(LIBRARIES, "store.folder", "truststore"),
    violation(LIBRARIES, "ui", "httpx2"),
    violation(LIBRARIES, "store.folder", "hunspell"),
    violation(LIBRARIES, "store.folder", "msgspec"),
    violation(LIBRARIES, "messages", "msgspec"),
    violation(ROOMS, "ui.check", "lssc_desktop.ui.evidence.page"),
    violation(ROOMS, "ui.shared", "lssc_desktop.ui.courses.page"),
    violation(ROOMS, "ui.base", "lssc_desktop.ui.shared.dialogs"),
    violation(ROOMS, "ui.kit", "lssc_desktop.ui.base.session"),
    violation(KIT, "ui.kit", "lssc_desktop.core.files.names"),
    violation(KIT, "ui.kit", "lssc_desktop.messages.words"),
    violation(CORE_ROOMS, "core.portfolio", "lssc_desktop.core.standing.progress"),
    violation(CORE_ROOMS, "core.program", "lssc_desktop.core.portfolio.portfolio"),
    violation(CORE_ROOMS, "core.time", "lssc_desktop.core.check.finding"),
    violation(STORE, "store.folder", "lssc_desktop.store.evidence"),
    violation(DOCUMENTS, "documents.word", "lssc_desktop.documents.previews"),
    violation(DOCUMENTS, "documents.office_xml", "lssc_desktop.documents.word.errors"),
    Violation(
        OFFICE_XML,
        "lssc_desktop.documents.office_xml.names",
        "lssc_desktop.documents.office_xml.ranges",
    ),
    violation(MOVING, "audit", "lssc_desktop.core.portfolio.portfolio"),
    violation(MOVING, "package.reading", "lssc_desktop.store.programs"),
    violation(MOVING, "package.writing", "lssc_desktop.core.program.program"),
    violation(MOVING, "transfer", "lssc_desktop.store.folder"),
    Violation(DISK, "lssc_desktop.disk.windows", "lssc_desktop.disk.copying"),
    Violation(LAYERS, "lssc_desktop.disk.processes", "lssc_desktop.documents"),
]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=root,
        env={**os.environ, "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )


def copied_house(target: Path) -> Path:
    shutil.copytree(PACKAGE, target / "lssc_desktop")
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What each contract says of a copy of the house in which all the violations are planted."""
    house = copied_house(tmp_path_factory.mktemp("house"))
    for each in VIOLATIONS:
        (house / each.path).write_text(f"import {each.imported}\n", encoding="utf-8")
    report = lint_imports(house)
    assert report.returncode == 1
    headed = re.split(r"^(.+)\n-+\n", report.stdout, flags=re.MULTILINE)
    return dict(zip(headed[1::2], headed[2::2], strict=True))


def test_the_house_keeps_its_contracts() -> None:
    report = lint_imports(ROOT)
    assert report.returncode == 0, report.stdout


@pytest.mark.parametrize("planted", VIOLATIONS, ids=str)
def test_a_forbidden_import_breaks_its_contract(
    planted: Violation, complaints: Mapping[str, str]
) -> None:
    assert f"{planted} (l." in complaints[planted.contract]


def test_a_module_without_a_place_among_the_layers_breaks_the_contract(tmp_path: Path) -> None:
    house = copied_house(tmp_path)
    (house / "lssc_desktop/stray.py").touch()
    report = lint_imports(house)
    assert report.returncode == 1
    assert "lssc_desktop.stray" in report.stdout.replace("\n", " ") or "- stray" in report.stdout


def imports_of(path: Path) -> set[str]:
    """The top names of everything a module imports, in functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def foreign_imports() -> set[str]:
    """The top names of everything the package imports that is neither ours nor Python's."""
    imported = set().union(*(imports_of(path) for path in PACKAGE.rglob("*.py")))
    return imported - sys.stdlib_module_names - {"lssc_desktop", "_typeshed"}


def test_every_library_that_is_imported_is_under_the_contract_of_one_user() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    ruled = {
        name
        for contract in contracts
        if contract["id"] in {"libraries", "qt"}
        for name in contract["forbidden_modules"]
    }
    assert foreign_imports() <= ruled


def test_every_library_that_is_imported_is_required_by_name() -> None:
    """What comes only along with another library may go with it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    asked_for = (*project["dependencies"], *chain(*project["optional-dependencies"].values()))
    required = {re.split(r"[\[<>= ;]", each)[0].lower() for each in asked_for}
    owners = {
        name: {each.lower().replace("_", "-") for each in distributions}
        for name, distributions in packages_distributions().items()
    }
    along = {name for name in foreign_imports() if required.isdisjoint(owners[name])}
    assert along <= {"lxml"}  # the XML of python-docx's own objects


def private_parts_of_libraries() -> set[str]:
    """The libraries of a module with `# noqa: SLF001`, which reaches into what may change."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if "noqa: SLF001" in path.read_text(encoding="utf-8"):
            found |= imports_of(path)
    return found & foreign_imports() - {"lxml", "PIL", "pypdfium2"}


def test_a_library_whose_private_parts_we_use_has_a_bound_and_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    names = {"hunspell": "chunspell", "psutil": r"psutil>=7\.1,", "pypdf": r"pypdf\[crypto\]"}
    assert private_parts_of_libraries() == names.keys()
    for name in names.values():
        assert re.search(rf'^    "{name}<\d+(; [^"]+)?", # .*`_', text, re.MULTILINE), name


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "core").rglob("*.py")), ids=lambda path: path.stem
)
def test_core_imports_the_standard_library_alone(path: Path) -> None:
    assert imports_of(path) <= sys.stdlib_module_names | {"lssc_desktop"}


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "core").rglob("*.py")), ids=lambda path: path.stem
)
def test_core_neither_opens_a_file_nor_looks_at_the_clock(path: Path) -> None:
    """An import contract cannot see builtins and methods."""
    calls = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    methods = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    assert names.isdisjoint({"open", "print", "input", "__import__", "exec", "eval"})
    assert methods.isdisjoint({"today", "now", "utcnow"})


HEAVY = {
    "PySide6",
    "docx",
    "lxml",
    "typst",
    "pypdf",
    "PIL",
    "msgspec",
    "markdown_it",
    "cryptography",
    "httpx2",
    "keyring",
    "truststore",
}


def modules_after(code: str) -> set[str]:
    """The top names of the modules that a new process has loaded after running `code`."""
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_the_version_is_told_without_any_heavy_library() -> None:
    loaded = modules_after("from lssc_desktop.__main__ import main\nmain(['--version'])")
    assert "lssc_desktop" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_the_command_line_is_at_hand_without_any_heavy_library() -> None:
    loaded = modules_after("import lssc_desktop.cli")
    assert "lssc_desktop" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_no_command_loads_the_window() -> None:
    loaded = modules_after("import lssc_desktop.cli.commands")
    assert "lssc_desktop" in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6"})


def test_what_waits_to_be_sent_is_known_without_the_library_that_sends() -> None:
    """The window looks into the outbox when it opens; httpx2 is loaded when something is sent."""
    loaded = modules_after("import lssc_desktop.transfer.outbox, lssc_desktop.transfer.connecting")
    assert "lssc_desktop" in loaded
    assert loaded.isdisjoint({"httpx2", "truststore", "keyring"})


def test_a_window_that_comes_up_loads_nothing_that_sends() -> None:
    script = """
import sys
import lssc_desktop.ui.app.application, lssc_desktop.ui.start.page
assert not {"httpx2", "httpcore2", "lssc_desktop.transfer.http"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
