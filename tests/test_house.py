"""The rules of the house that a machine can see (CONTRIBUTING.md)."""

import ast
import importlib
import io
import pkgutil
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import lssc_desktop
from lssc_desktop import paths
from lssc_desktop.audit.places import ExtraMissing
from lssc_desktop.messages.message import message_for
from tests.conftest import SLOW

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lssc_desktop"
MOST_LINES = 800  # a file is one thing that a stranger would look for; longer ones are two


def modules(package: str) -> Iterator[str]:
    """The names of all modules below a package."""
    folder = importlib.import_module(package).__path__
    return (each.name for each in pkgutil.walk_packages(folder, prefix=f"{package}."))


def kept_files() -> list[Path]:
    """The text files that a checkout holds and the next commit would."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout")
    names = listed.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


# Pages ------------------------------------------------------------------------------------------


def remarks(path: Path) -> Iterator[str]:
    """The comments and docstrings of a module; of any other file the lines that are comments."""
    text = text_of(path)
    if ".md" not in text:
        return
    if path.suffix != ".py":
        yield from (line for line in text.splitlines() if line.lstrip().startswith("#"))
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield " ".join(str(node.value.value).split())


def missing_pages(remark: str, pages: dict[str, str]) -> Iterator[str]:
    """What a remark refers to and nobody can open: a page, or a section of one."""
    for page, section in re.findall(r"([\w/-][\w./-]*\.md)\b(?: (\d+(?:\.\d+)?)\b)?", remark):
        known = [text for name, text in pages.items() if f"/{name}".endswith(f"/{page}")]
        if not known:
            yield page
        elif section and f"# {section} " not in known[0]:
            yield f"{page} {section}"


def test_what_a_remark_refers_to_is_here() -> None:
    """A page that only some of us have explains nothing to whoever reads the code."""
    pages = {
        path.relative_to(ROOT).as_posix(): text_of(path)
        for path in kept_files()
        if path.suffix == ".md"
    }
    assert list(missing_pages("design.md, docs/formats.md 99, 2 of docs/look.md", pages)) == [
        "design.md",
        "docs/formats.md 99",
    ]
    read = [path for path in kept_files() if path.suffix in {".py", ".toml", ".sh"}]
    found = {
        str(path.relative_to(ROOT)): missing
        for path in read
        if (missing := [each for said in remarks(path) for each in missing_pages(said, pages)])
    }
    assert found == {}


# State ----------------------------------------------------------------------------------------


def test_no_module_of_the_core_keeps_what_it_was_asked() -> None:
    empty = (ast.Dict, ast.List, ast.Set, ast.Call)
    found = []
    for path in (PACKAGE / "core").rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
            if isinstance(value, empty) and ast.unparse(value) in {"{}", "[]", "set()", "dict()"}:
                found.append(f"{path.name}: {ast.unparse(node)}")
    assert found == []


# Files ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", SLOW)
def test_what_a_fast_run_leaves_out_is_there(place: str) -> None:
    path = ROOT / "tests" / place
    assert path.is_file() or any(path.glob("test_*.py"))


def test_no_file_is_over_800_lines() -> None:
    folders = [PACKAGE, ROOT / "tests", ROOT / "resources", ROOT / "installers"]
    lines = {
        str(path): len(text_of(path).splitlines())
        for folder in folders
        for path in folder.rglob("*.py")
    }
    assert str(PACKAGE / "__init__.py") in lines
    assert not {path: count for path, count in lines.items() if count > MOST_LINES}


def test_no_file_names_a_package_registry_or_a_place_on_one_machine() -> None:
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "pkg" + ".dev"]
    options = ["--index" + "-url", "--find" + "-links", "--extra-index" + "-url"]
    places = ["/ro" + "ot/", "/work" + "/main", "/opt" + "/wheels"]
    traces = re.compile("|".join(map(re.escape, hosts + options + places)))
    found = {str(path): traces.findall(text_of(path)) for path in kept_files()}
    assert not {path: words for path, words in found.items() if words}


def test_nobody_is_told_to_install_us_by_a_name_that_is_not_ours() -> None:
    """Whoever registers that name could give people anything."""
    own = r"(?<![\w/.-])lssc-desktop(?![\w/-])"
    name = re.compile(rf"pip\s+install[^`\n]*{own}|pip install\n{own}|lssc-desktop\[\w+\]")
    files = [path for path in kept_files() if path != Path(__file__)]
    assert not {str(path) for path in files if name.search(text_of(path))}


@pytest.mark.parametrize(
    "name",
    [
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-installers.txt",
        "requirements-office.txt",
        "requirements-parquet.txt",
    ],
)
def test_every_requirement_is_pinned_and_fingerprinted(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    wanted = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert wanted
    for line in wanted:
        assert re.match(r"[\w.-]+(\[[\w,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_the_requirements_name_everything_the_project_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for each in settings["dependencies"]:
        assert re.search(rf"^{re.split(r'[\[<>= ;]', each)[0]}==", pinned, re.MULTILINE), each


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("build", "requirements.txt"),
        ("build", "requirements-office.txt"),
        ("build", "requirements-parquet.txt"),
        ("dev", "requirements-dev.txt"),
        ("installers", "requirements-installers.txt"),
    ],
)
def test_the_requirements_name_everything_that_a_group_asks_for(group: str, name: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    asked_for = {re.split(r"[<>= ;]", each)[0] for each in settings["dependency-groups"][group]}
    assert asked_for
    assert asked_for <= pinned


def test_the_requirements_for_work_hold_the_same_versions_as_those_for_use() -> None:
    use, work = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ["requirements.txt", "requirements-dev.txt"]
    )
    assert use.items() <= work.items()


def test_the_requirements_of_an_office_are_the_same_without_a_window() -> None:
    use, work, office = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ["requirements.txt", "requirements-dev.txt", "requirements-office.txt"]
    )
    assert office.items() <= work.items()
    assert use.keys() - office.keys() == {"pyside6-essentials", "shiboken6"}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(settings["optional-dependencies"]["office"]) <= office.keys()


def test_parquet_is_installed_beside_what_an_office_has_and_not_with_it() -> None:
    office, parquet = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ["requirements-office.txt", "requirements-parquet.txt"]
    )
    assert office.items() <= parquet.items()
    assert parquet.keys() - office.keys() == {"pyarrow"}


@pytest.mark.parametrize("library", ["distributed", "obstore", "pyarrow"])
def test_what_is_missing_is_told_with_the_file_that_brings_it(library: str) -> None:
    (told,) = re.findall(r"requirements-\w+\.txt", message_for(ExtraMissing(library)).advice)
    assert re.search(rf"^{library}==", (ROOT / told).read_text("utf-8"), re.MULTILINE)


# Disks ------------------------------------------------------------------------------------------

QUESTIONS = {"is_file", "is_dir", "is_symlink", "exists"}
MAY_ASK_A_PATH = {
    "disk/disk.py": "asks for all others",
    "paths.py": "beside our own program",
    "package/reading/package_files.py": "an os.DirEntry, where an OSError is a fault of the bag",
    "package/sample/files.py": "what is shipped with us",
    "disk/drives.py": "an os.DirEntry, under suppress(OSError)",
    "package/shelf.py": "an os.DirEntry, where an OSError means that it is left out and counted",
}


def test_no_path_is_asked_what_makes_it_raise() -> None:
    """`Path.is_file` raises in a closed folder and for a long name; `store.folder.disk` does not.

    An `os.DirEntry` that is asked about itself, not about what a link leads to, may be.
    """
    asked = {
        path.relative_to(PACKAGE).as_posix(): [
            call.lineno
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in QUESTIONS
            and not (call.args or call.keywords)
        ]
        for path in PACKAGE.rglob("*.py")
    }
    assert not {name: at for name, at in asked.items() if at and name not in MAY_ASK_A_PATH}
    assert {name for name in MAY_ASK_A_PATH if not asked[name]} <= {"disk/disk.py"}


READ_OTHERWISE = {
    "languages.py": "shipped with us",
    "disk/files.py": "to drop it from memory, which Windows has no wish for",
    "documents/previews/viewers.py": "made by LibreOffice for us",
    "transfer/destination.py": "what is sent stays what it is",
    "transfer/proof.py": "what is sent stays what it is",
}


def test_every_file_of_the_user_is_read_in_nobodys_way() -> None:
    """`open_to_read` and `open_shared` let Word save, on Windows, what we are reading."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(text_of(path)))
        if isinstance(call, ast.Call) and _reads_a_path(call)
    }
    assert found == READ_OTHERWISE.keys()


def _reads_a_path(call: ast.Call) -> bool:
    """Whether a call is `path.open("rb")`, or `FileIO(path)` without an opener."""
    modes = [each.value for each in call.args if isinstance(each, ast.Constant)]
    match call.func:
        case ast.Attribute(attr="open"):
            return modes[:1] == ["rb"]
        case ast.Name(id="FileIO") | ast.Attribute(attr="FileIO"):
            return not modes and all(each.arg != "opener" for each in call.keywords)
    return False


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ('path.open("rb")', True),
        ('path.open("xb")', False),
        ("io.FileIO(path)", True),
        ("FileIO(path, opener=open_shared)", False),
        ('io.FileIO(path, "x")', False),
    ],
)
def test_a_file_that_is_read_otherwise_is_found(source: str, reads: bool) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert _reads_a_path(call) is reads


# Licences ---------------------------------------------------------------------------------------


def test_every_library_we_ship_is_among_the_notices() -> None:
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    only_build = {"babel", "setuptools"}
    shipped = set(re.findall(r"^([\w.-]+)==", pinned, re.MULTILINE)) - only_build
    assert not {name for name in shipped if f"| {name} |" not in notices}


def test_every_font_lies_beside_its_licence() -> None:
    fonts = paths.resources() / "fonts"
    families = {
        path.name.partition("-")[0] for path in [*fonts.glob("*.otf"), *fonts.glob("*.ttf")]
    }
    assert families == {"Inter", "InterDisplay", "CharisSIL"}
    for family in ["Inter", "CharisSIL"]:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / f"{family}-OFL.txt").read_text(
            "utf-8"
        )


# What we say ------------------------------------------------------------------------------------


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """Each text that a module gives to gettext, with its line."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id in {"_", "gettext", "ngettext", "pgettext"}:
            constants = (text for text in call.args if isinstance(text, ast.Constant))
            yield from ((call.lineno, str(text.value)) for text in constants)


def test_what_we_say_uses_plain_words() -> None:
    """Of CONTRIBUTING.md, "Values, errors, sentences"."""
    shunned = re.compile(
        r"!|\b(hash\w*|invalid|please|oops|checksum|successful(ly)?)\b", re.IGNORECASE
    )
    said = {
        f"{path.relative_to(ROOT)}:{line}": text
        for path in PACKAGE.rglob("*.py")
        for line, text in spoken(path)
    }
    assert said
    assert not {place: text for place, text in said.items() if shunned.search(text)}


NEVER = {
    "competency 12, not no. 12": r"\bno\. ?(\{|\d)",
    "saved, not taken down": r"\btaken down\b",
    "again": r"\banew\b|\bonce more\b|\bmade again\b",
    "fix, not mend": r"\bmend(ed|s|ing)?\b",
    "grace period": r"\btime of grace\b|\bgrace after\b",
    "enter, not tell": r"\b(is|are|no day is) told\b|\btell it\b|\btell (us|the day)\b|\btold us\b",
    "USB drive": r"\bstick\b",
    "where it is, not where it lies": r"\bwhere .* l(ie|ay|ies)\b|\blies (in|beside|on)\b",
    "required, not asked for": r"\b(is|are|was|were) asked for\b|\basks for more\b",
    "Cancel": r"^(Not now|Leave it( as it is| for now)?|Choose these)$",
    "continue, not go on": r"\b(go|goes|went) on\b",
    "someone, not somebody": r"\b(some|any|every)body\b",
    "next to, not beside": r"\bbeside (it|the package|your|this)\b",
    "remove, not take out": r"\bt(ake|aken|ook) (\S+ )?out\b(?! must not be read)",
    "import, not take in": r"\bt(ake|aken|ook) (\S+ )?in\b",
    "accept, not take": r"\btakes? (no|files|portfolios|at most)\b|\bha(s|ve) taken no\b",
    "isn’t changed, not as it was": r"\b(is|are|was|were|stays?) as (it|they) (was|were|are)\b",
    "isn’t a, not is no": r"(?<!there )\b(is|are) (no|none|neither)\b(?! longer)",
    "can’t and don’t": r"\b(cannot|(do|does|did|could) not)\b(?!\})",
    "must, not has to be": r"\bha(s|ve) to be\b",
    "half-finished": r"\bhalf-made\b",
    "intact, or complete": r"\b(is|are|arrived) whole\b|\bpackage whole\b|\bnothing whole\b",
    "current, not present": r"\bpresent (text|speed)\b",
    "by a deadline": r"\b(can )?renew until\b|\bdocuments until\b",
    "good through a date": r"\br(un|uns|an) until\b",
    "unexpected, not what we did not foresee": r"\bforesee\b",
    "permanently": r"\bfor good\b",
    "check, not look again": r"\blook (again|once)\b|\bworth a look\b|\blook yourself\b",
    "has, not holds": r"\bholds\b(?! up)",
    "if you, not who": r"(?<!person )\bWho (does|gave|cannot)\b",
    "its own, not of its own": r"\bof (its|their) own\b",
    "points to, not leads to": r"\bwhat .*leads to\b|\bleads out\b",
    "needs your answer": r"\bwaits? for (your|you|an answer)\b",
    "enter, not type": r"^Type (it|the|your|a)\b",
    "undo, not take back": r"\bt(ake|aken|akes) (it |that |them )?back\b(?! to)",
    "add up to": r"\bcomes? to (?!mind)|\bcame of\b",
}
"""What no colleague would say, by what they would."""


@pytest.fixture(scope="module")
def said_and_written() -> tuple[tuple[str, str], ...]:
    """Every sentence of the program and every line of Help, with the file that has it."""
    said = ((path.name, text) for path in PACKAGE.rglob("*.py") for _line, text in spoken(path))
    pages = (paths.resources() / "help").glob("*.md")
    lines = ((page.name, line) for page in pages for line in page.read_text("utf-8").splitlines())
    return (*said, *lines)


@pytest.mark.parametrize("pattern", NEVER.values(), ids=NEVER)
def test_nobody_is_spoken_to_like_that(
    said_and_written: tuple[tuple[str, str], ...], pattern: str
) -> None:
    assert len(said_and_written) > 4000
    never = re.compile(pattern, re.IGNORECASE)
    assert [(where, said) for where, said in said_and_written if never.search(said)] == []


def test_what_we_say_has_the_apostrophes_of_printed_words() -> None:
    straight = {
        f"{path.relative_to(ROOT)}:{line}": text
        for path in PACKAGE.rglob("*.py")
        for line, text in spoken(path)
        if "'" in text
    }
    assert not straight


# The program as installed -----------------------------------------------------------------------


def test_the_installed_program_is_this_one() -> None:
    assert version("lssc-desktop") == lssc_desktop.__version__


def test_the_change_log_knows_what_is_not_released() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


# The log and settings ---------------------------------------------------------------------------


def test_settings_and_log_lie_outside_of_the_program() -> None:
    for folder in [paths.config_folder(), paths.log_folder()]:
        assert folder.is_absolute()
        assert "LSSC Desktop" in folder.parts
        assert not folder.is_relative_to(ROOT)


# Controls that stay pressed ---------------------------------------------------------------------

CLICKED_ALL_THE_SAME: dict[str, str] = {}
"""Controls that stay pressed and whose clicks are followed, as "file: name", each with a reason."""


def called(node: ast.AST) -> str:
    """The last name of what is called or connected: "clicked" of `self.box.clicked`."""
    if isinstance(node, ast.Call):
        return called(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def names_in(node: ast.AST) -> set[str]:
    return {called(each) for each in ast.walk(node)} - {"", "self"}


def made_checkable(tree: ast.AST) -> set[str]:
    """The names on which `setCheckable` is called."""
    found = (each for each in ast.walk(tree) if isinstance(each, ast.Attribute))
    return {called(each.value) for each in found if each.attr == "setCheckable"}


def makers(tree: ast.Module) -> set[str]:
    """The classes that make themselves checkable, and the functions that return such a control."""
    return {
        each.name
        for each in tree.body
        if (isinstance(each, ast.ClassDef) and "self" in made_checkable(each))
        or (isinstance(each, ast.FunctionDef) and made_checkable(each))
    }


def follows_clicks(tree: ast.Module, made_by: set[str]) -> set[str]:
    """The controls of a module that stay pressed and are asked for their clicks.

    Assistive technology switches them by an action after which Qt emits `toggled` and never
    `clicked`.
    """
    known = made_checkable(tree)
    for each in ast.walk(tree):
        if isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            targets = each.targets if isinstance(each, ast.Assign) else [each.target]
            if made_by & {called(c) for c in ast.walk(each.value) if isinstance(c, ast.Call)}:
                known |= {called(target) for target in targets}
    for each in ast.walk(tree):
        if isinstance(each, ast.For) and isinstance(each.target, ast.Name):
            if called(each.target) in known:
                known |= names_in(each.iter)
            elif names_in(each.iter) & known:
                known.add(each.target.id)
    connected = (
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Attribute) and each.attr == "connect"
    )
    return {
        f"{called(signal.value)}.{signal.attr}"
        for signal in connected
        if isinstance(signal, ast.Attribute)
        and (
            signal.attr in {"idClicked", "buttonClicked"}
            or (signal.attr in {"clicked", "pressed", "released"} and called(signal.value) in known)
        )
    }


QT_MAKERS = {"QCheckBox", "QRadioButton"}


def test_no_control_that_stays_pressed_is_asked_for_its_clicks() -> None:
    trees = {
        path.relative_to(PACKAGE).as_posix(): ast.parse(text_of(path))
        for path in (PACKAGE / "ui").rglob("*.py")
    }
    ours = set().union(*map(makers, trees.values()))
    assert {"RatingButton", "RowHead", "StepMark", "filter_button"} <= ours
    found = {
        f"{path}: {name}"
        for path, tree in trees.items()
        for name in follows_clicks(tree, QT_MAKERS | ours)
    }
    assert found == CLICKED_ALL_THE_SAME.keys()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("self.box = QCheckBox()\nself.box.clicked.connect(f)", {"box.clicked"}),
        ("self.box = QCheckBox()\nself.box.toggled.connect(f)", set()),
        ("self.go = QPushButton()\nself.go.clicked.connect(f)", set()),
        ("self.go.setCheckable(True)\nself.go.clicked.connect(f)", {"go.clicked"}),
        ("self.group.idClicked.connect(f)", {"group.idClicked"}),
        (
            """
self.all = {name: QRadioButton(name) for name in names}
for each in self.all.values():
    each.clicked.connect(f)
""",
            {"each.clicked"},
        ),
        (
            """
for each in (self.one, self.two):
    each.setCheckable(True)
self.two.clicked.connect(f)
""",
            {"two.clicked"},
        ),
    ],
)
def test_a_control_that_stays_pressed_and_is_asked_for_its_clicks_is_found(
    source: str, found: set[str]
) -> None:
    assert follows_clicks(ast.parse(source), QT_MAKERS) == found


def connected_with_a_choice(tree: ast.Module) -> set[str]:
    """The methods that a class connects to a signal and that could get an argument more than meant.

    A signal fills every parameter that it has a value for: what may be left out gets whether a
    button is pressed. `@Slot` says how many it gets.
    """
    found = set[str]()
    for each in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        ours = {f"self.{f.name}": f for f in each.body if isinstance(f, ast.FunctionDef)}
        slots = {
            ast.unparse(call.args[0])
            for call in ast.walk(each)
            if isinstance(call, ast.Call) and called(call) == "connect" and call.args
        }
        found |= {
            f"{each.name}.{ours[slot].name}"
            for slot in slots & ours.keys()
            if ours[slot].args.defaults or ours[slot].args.vararg
            if "Slot" not in map(called, ours[slot].decorator_list)
        }
    return found


def test_no_signal_fills_a_parameter_that_may_be_left_out() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {name}"
        for path in (PACKAGE / "ui").rglob("*.py")
        for name in connected_with_a_choice(ast.parse(text_of(path)))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("def _show(self):", set()),
        ("def _show(self, page):", set()),
        ("def _show(self, page=1):", {"Page._show"}),
        ("def _show(self, *pages):", {"Page._show"}),
        ("@Slot()\n    def _show(self, page=1):", set()),
    ],
)
def test_a_parameter_that_a_signal_would_fill_is_found(head: str, found: set[str]) -> None:
    source = f"""
class Page(QWidget):
    def __init__(self):
        self.button.clicked.connect(self._show)

    {head}
        ...
"""
    assert connected_with_a_choice(ast.parse(source)) == found
