"""What the installers say of the program; they are built and tried by `make installers`."""

import ast
import hashlib
import plistlib
import re
import subprocess
import tomllib
from configparser import RawConfigParser
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from installers import license_texts
from installers.windows import msi, winget
from lssc_desktop.core.files.names import REVIEW_SUFFIX as REVIEW
from lssc_desktop.languages import ENGLISH, LANGUAGES
from lssc_desktop.package.target import PACKAGE_SUFFIX as PACKAGE
from tests.built_files import SCRIPTS as WORDS_IN_SCRIPTS

ROOT = Path(__file__).parents[1]
INSTALLERS = ROOT / "installers"
NOTICES = (ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8")
SCRIPTS = sorted(
    path
    for path in INSTALLERS.rglob("*")
    if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
)


def text_of(name: str) -> str:
    return (INSTALLERS / name).read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(INSTALLERS)))
def test_a_script_can_be_read_and_started(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)
    assert script.stat().st_mode & 0o111
    assert "\nset -eu\n" in script.read_text("utf-8"), "it would go on after what failed"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(INSTALLERS)))
def test_what_packs_or_unpacks_is_told_when_what_it_takes_failed(script: Path) -> None:
    """A pipe ends as its last command does, and an archive of nothing is an archive."""
    joined = script.read_text("utf-8").replace("\\\n", " ").replace("|\n", "| ")
    piped = re.findall(r"(?<!\|)\|\s+(?:\(?cd [^&]*&& )?(tar|zstd|gzip|xz|cpio)\b", joined)
    assert not piped


def test_the_tests_on_windows_are_those_of_every_part_of_the_program() -> None:
    """Where a folder of tests is moved or new, it would go untried there, untold."""
    script = text_of("windows/test").replace("\\\n", " ")
    usual, every = (
        {*re.findall(r"tests/(\w+)(?![\w.])", areas)}
        for areas in re.findall(r"set -- (tests/.*)", script)
    )
    parts = {path.parent.name for path in (ROOT / "lssc_desktop").glob("*/__init__.py")}
    assert parts - every == {"audit", "formats"}, "both never tried there"
    assert usual == {"disk", "documents", "store", "cli"}
    assert not [area for area in every if not any((ROOT / "tests" / area).rglob("test_*.py"))]


def test_the_menu_entry_of_linux_starts_the_program_with_what_was_double_clicked() -> None:
    entry = RawConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read_string(text_of("linux/lssc-desktop.desktop"))
    assert entry["Desktop Entry"]["Exec"] == "lssc-desktop %f"
    assert (ROOT / f"resources/icons/{entry['Desktop Entry']['Icon']}.svg").exists()


def test_linux_knows_packages_and_review_files_by_their_names() -> None:
    types = ET.fromstring(text_of("linux/lssc-desktop.xml"))  # noqa: S314  a file of our own
    names = [glob.attrib["pattern"] for glob in types.iter() if glob.tag.endswith("glob")]
    assert {f"*{PACKAGE}", f"*{REVIEW}"} <= set(names)
    opened = re.findall(r"application/x-lssc-\w+", text_of("linux/lssc-desktop.desktop"))
    kinds = [kind.attrib["type"] for kind in types if "type" in kind.attrib]
    assert sorted(kinds) == sorted(opened)


def test_what_the_setup_of_windows_brings_its_removal_takes_away() -> None:
    brought, taken = text_of("windows/setup.nsi").split('Section "Uninstall"')
    for name in re.findall(r'CreateShortcut "([^"]+)"', brought):
        assert f'Delete "{name}"' in taken
    for key, value in re.findall(r'WriteRegStr HKCU "([^"]+)" "([^"]*)"', brought):
        is_key_removed = any(
            key == gone or key.startswith(gone + "\\")
            for gone in re.findall(r'DeleteRegKey HKCU "([^"]+)"', taken)
        )
        assert is_key_removed or f'DeleteRegValue HKCU "{key}" "{value}"' in taken, key


def test_the_setup_of_windows_asks_for_no_administrator() -> None:
    setup = text_of("windows/setup.nsi")
    assert "RequestExecutionLevel user" in setup
    assert not re.findall(r"\b(HKLM|HKCR|\$PROGRAMFILES)", setup)


def made_msi(tmp_path: Path, version: str = "1.2.3") -> tuple[ET.Element, list[str]]:
    """What the MSI is made from, for a small program, and the program's files."""
    program = tmp_path / "program to pack"
    for name in [msi.STARTER, "lssc-desktop.exe", "program/base.dll", "program/deep/part.pyd"]:
        file = program / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    names = sorted(str(path.relative_to(program)) for path in program.rglob("*") if path.is_file())
    (program / "portable.txt").write_text("settings are kept here")
    root = msi.source(program, version, tmp_path / "icon.ico")
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root, names


def test_the_msi_brings_every_file_but_the_mark_of_the_portable_program(tmp_path: Path) -> None:
    root, names = made_msi(tmp_path)
    program = tmp_path / "program to pack"
    brought = [Path(file.attrib["Source"]).relative_to(program) for file in root.iter("File")]
    assert sorted(map(str, brought)) == names
    parts = {part.attrib["Id"] for part in root.iter("Component")}
    assert {part.attrib["Id"] for part in root.iter("ComponentRef")} == parts
    assert len(parts) == len(names)


def test_the_msi_is_for_everybody_on_the_computer_and_replaces_older_ones(tmp_path: Path) -> None:
    root, _ = made_msi(tmp_path)
    (package,) = root.iter("Package")
    assert package.attrib["InstallScope"] == "perMachine"
    assert [key.attrib["Root"] for key in root.iter("RegistryValue")] == ["HKLM"] * 8
    (product,) = root.iter("Product")
    assert product.attrib["UpgradeCode"] == "5B0A6F0E-6F0C-4F43-9A53-2C7F7B0E3F5D"
    assert len(list(root.iter("MajorUpgrade"))) == 1


def test_a_newer_msi_is_another_product_with_the_same_parts(tmp_path: Path) -> None:
    """Windows replaces a product by its own code, and counts who uses a part by the part's."""
    (old, _), (new, _) = made_msi(tmp_path / "old"), made_msi(tmp_path / "new", "1.3.0")
    products = [next(root.iter("Product")).attrib["Id"] for root in (old, new)]
    assert len(set(products)) == 2
    parts = [{part.attrib["Guid"] for part in root.iter("Component")} for root in (old, new)]
    assert parts[0] == parts[1]


def test_the_msi_and_the_setup_register_the_same_kinds_of_file(tmp_path: Path) -> None:
    root, _ = made_msi(tmp_path)
    setup, _ = text_of("windows/setup.nsi").split('Section "Uninstall"')
    by_setup = {
        (key.replace("${CLASSES}", msi.CLASSES), name, value)
        for key, name, value in re.findall(
            r"""WriteRegStr HKCU "(\$\{CLASSES\}[^"]+)" "([^"]*)" ['"](.*)['"]""", setup
        )
    }
    (starter,) = [
        file.attrib["Id"] for file in root.iter("File") if file.attrib["Name"] == msi.STARTER
    ]
    by_msi = {
        (
            key.attrib["Key"],
            key.attrib.get("Name", ""),
            key.attrib["Value"].replace(f"[#{starter}]", r"$INSTDIR\${STARTER}"),
        )
        for key in root.iter("RegistryValue")
    }
    assert by_msi == by_setup


def test_an_msi_made_again_is_the_same_to_the_byte() -> None:
    """The code of the package and the time come by chance; what they become does not."""

    def made(code: bytes, moment: bytes) -> bytes:
        return b"before" + code + b"\0\0" + (b"\x40\0\0\0" + moment) * 2 + b"after"

    first = made(b"{35364CBC-7AD3-5077-9EF9-FF69DC02CA55}", b"\0\xc5\xb8\x9b\x23\x17\xda\x01")
    again = made(b"{00000000-7AD3-5077-9EF9-FF69DC02CA55}", b"12345678")
    assert first != again
    repeated = {msi.repeatable(each, "1.2.3", 1_700_000_000) for each in (first, again)}
    (only,) = repeated
    moment = (1_700_000_000 - int(datetime(1601, 1, 1, tzinfo=UTC).timestamp())) * 10_000_000
    assert only.count(b"\x40\0\0\0" + moment.to_bytes(8, "little")) == 2
    assert len(only) == len(first)
    with pytest.raises(ValueError, match="0"):
        msi.repeatable(b"no summary", "1.2.3", 0)


def test_winget_finds_both_files_of_a_release_by_their_sums(tmp_path: Path) -> None:
    """Written as winget's schema 1.10.0 asks; JSON's form of a value is YAML too."""
    sums = {}
    for ending in ["-setup.exe", ".msi"]:
        file = tmp_path / f"lssc-desktop-1.2.3-windows{ending}"
        file.write_text(ending)
        sums[file.name] = hashlib.sha256(file.read_bytes()).hexdigest().upper()
    winget.main("1.2.3", str(tmp_path), "https://example.org/1.2.3/")
    name = winget.IDENTIFIER
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "winget").iterdir()}
    assert set(written) == {f"{name}{part}.yaml" for part in ["", ".locale.en-US", ".installer"]}
    told = written[f"{name}.installer.yaml"]
    for file_name, checksum in sums.items():
        address = f'  InstallerUrl: "https://example.org/1.2.3/{file_name}"'
        assert f'{address}\n  InstallerSha256: "{checksum}"\n' in told
    assert f'ProductCode: "{{{msi.product_code("1.2.3")}}}"' in told
    (key,) = re.findall(r'!define REMOVAL "(.+)"', text_of("windows/setup.nsi"))
    assert f'ProductCode: "{key.rpartition(chr(92))[2]}"' in told
    for text in written.values():
        assert text.startswith("# yaml-language-server: $schema=https://aka.ms/winget-manifest.")
        assert 'PackageVersion: "1.2.3"\n' in text


def test_macos_offers_the_program_for_packages_reviews_and_folders() -> None:
    facts = plistlib.loads((INSTALLERS / "macos/Info.plist").read_bytes())
    kinds = [kind["LSItemContentTypes"] for kind in facts["CFBundleDocumentTypes"]]
    assert kinds == [["public.zip-archive"], ["public.json"], ["public.folder"]]
    assert all(kind["LSHandlerRank"] == "Alternate" for kind in facts["CFBundleDocumentTypes"])


def test_macos_knows_in_which_languages_we_speak() -> None:
    facts = plistlib.loads((INSTALLERS / "macos/Info.plist").read_bytes())
    assert facts["CFBundleDevelopmentRegion"] == ENGLISH
    assert {*facts["CFBundleLocalizations"]} == LANGUAGES.keys()


def test_macos_is_the_oldest_that_every_library_of_ours_runs_on() -> None:
    """PySide6 6.12 has one wheel for macOS: macosx_14_0_universal2."""
    facts = plistlib.loads((INSTALLERS / "macos/Info.plist").read_bytes())
    assert facts["LSMinimumSystemVersion"] == "14.0"


def test_macos_says_why_it_asks_for_each_place_where_a_portfolio_may_lie() -> None:
    facts = plistlib.loads((INSTALLERS / "macos/Info.plist").read_bytes())
    places = ["Documents", "Desktop", "Downloads"]
    keys = [f"NS{place}FolderUsageDescription" for place in places]
    keys += ["NSRemovableVolumesUsageDescription", "NSNetworkVolumesUsageDescription"]
    for key in keys:
        assert facts[key].startswith("LSSC Desktop "), key


def in_spec(name: str) -> list[ast.Call]:
    """The calls of a name in what PyInstaller is told."""
    tree = ast.parse(text_of("lssc_desktop.spec"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == name]


def test_macos_every_program_file_is_signed_by_what_builds_it() -> None:
    """PyInstaller signs what EXE is told to, and its libraries and bundle with it."""
    (exe,) = in_spec("EXE")
    (told,) = [ast.unparse(word.value) for word in exe.keywords if word.arg is None]
    assert told == "MAC_SIGNING if MAC else {}"
    spec = text_of("lssc_desktop.spec")
    (table,) = re.findall(r"^MAC_SIGNING = (\{.*?^\})", spec, re.MULTILINE | re.DOTALL)
    signing = ast.parse(table, mode="eval").body
    assert isinstance(signing, ast.Dict)
    keys = [key.value for key in signing.keys if isinstance(key, ast.Constant)]
    told_of = dict(zip(keys, map(ast.unparse, signing.values), strict=True))
    assert told_of == {
        "target_arch": "'arm64'",
        "codesign_identity": "os.environ.get('CODESIGN_IDENTITY')",
        "entitlements_file": "str(HERE / 'macos' / 'entitlements.plist')",
    }
    assert (INSTALLERS / "macos/entitlements.plist").is_file()
    assert "CODESIGN_IDENTITY=$identity" in text_of("macos/make")


def test_macos_the_bundle_has_both_versions() -> None:
    """CFBundleShortVersionString comes of `version`, CFBundleVersion only if it is said."""
    (bundle,) = in_spec("BUNDLE")
    words = {word.arg: ast.unparse(word.value) for word in bundle.keywords}
    assert words["version"] == "VERSION"
    assert words["info_plist"].endswith("| {'CFBundleVersion': VERSION}")


def test_macos_the_image_holds_the_way_to_the_applications() -> None:
    script = text_of("macos/make")
    assert 'ln -s /Applications "$stage/Applications"' in script
    assert '-srcfolder "$stage"' in script


def test_what_is_built_holds_the_versions_that_were_tested() -> None:
    use, built = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ["requirements.txt", "requirements-installers.txt"]
    )
    assert use.items() <= built.items()


def libraries() -> list[Distribution]:
    """The libraries that the built program may hold: what is pinned, but for what builds it."""
    pinned = re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    builds = {re.split("[<>=]", each)[0] for each in told["dependency-groups"]["build"]}
    names = {license_texts.plain(name) for name in pinned} - builds
    return [item for item in distributions() if license_texts.plain(item.metadata["Name"]) in names]


@pytest.mark.parametrize("library", libraries(), ids=lambda item: str(item.metadata["Name"]))
def test_the_built_program_brings_the_license_of_every_library(library: Distribution) -> None:
    texts = license_texts.texts_of(library)
    assert texts
    for text, folder in texts:
        assert text.read_text("utf-8", "replace").strip()
        assert folder.startswith("licenses/")
    assert len({(text.name, folder) for text, folder in texts}) == len(texts)


def test_qt_comes_with_the_lgpl_and_the_gpl_that_it_adds_to() -> None:
    names = {license_texts.plain(item.metadata["Name"]): item for item in libraries()}
    for name in license_texts.QT:
        lesser, general = (
            text.read_text("utf-8") for text, _ in license_texts.texts_of(names[name])
        )
        assert "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3" in lesser
        assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in general


def test_hunspell_comes_with_a_license_of_its_own_beside_the_wrapper_s() -> None:
    (wrapper,) = [item for item in libraries() if item.metadata["Name"] == "chunspell"]
    texts = [text.read_text("utf-8") for text, _ in license_texts.texts_of(wrapper)]
    assert any(
        "MOZILLA PUBLIC LICENSE\n                                Version 1.1" in text
        for text in texts
    )
    assert any(text.startswith("MIT LICENSE") for text in texts)


def test_each_row_of_the_notices_belongs_to_a_table() -> None:
    for block in NOTICES.split("\n\n"):
        if block.startswith("| "):
            assert re.fullmatch(r"\|(---\|)+", block.splitlines()[1]), block.splitlines()[0]


def test_the_notices_name_every_library_once_and_none_that_is_gone() -> None:
    told = re.findall(r"^\| ([\w.-]+) \| .*\| http", NOTICES, re.MULTILINE)
    pinned = {
        name
        for file in ("requirements.txt", "requirements-parquet.txt")
        for name in re.findall(r"^([\w.-]+)==", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    }
    of_tools = {"babel", "setuptools"}  # they make what is handed out, and stay behind
    of_the_built = {"CPython", "pyinstaller"}
    assert sorted(told) == sorted(pinned - of_tools | of_the_built)


TRIED_BY = {
    "PIL": "a preview of each kind",
    "charset_normalizer": "a text of another encoding",
    "cryptography": "a signature",
    "docx": "a response in every script",
    "httpcore2": "nobody answers",
    "httpx2": "nobody answers",
    "hunspell": "parts",
    "icalendar": "a calendar",
    "keyring": "a keyring",
    "lxml": "a response in every script",
    "markdown_it": "a response in every script",
    "msgspec": "a new portfolio",
    "olefile": "a preview of each kind",  # .msg
    "phonenumbers": "private data",
    "pi_heif": "a copy of a photo of a phone",
    "platformdirs": "a key",
    "psutil": "a new portfolio",  # whose lock says since when we run; not on Linux
    "pypdf": "a review copy",  # with an encrypted PDF
    "pypdfium2": "preview",
    "python_calamine": "a preview of each kind",
    "secretstorage": "a keyring",
    "send2trash": "parts",
    "tinytag": "a preview of each kind",
    "truststore": "nobody answers",
    "typst": "a review copy",
    "xlsxwriter": "a workbook",
    "zlib_ng": "verify",
}
"""The step of test-built that does something with a library."""
FOR_OFFICES = {"distributed", "obstore", "pyarrow"}
"""Libraries that the built program does not bring."""


def test_the_built_program_is_tried_with_each_library_that_the_code_names() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (named,) = [each for each in told["contracts"] if each["id"] == "libraries"]
    assert TRIED_BY.keys() == {*named["forbidden_modules"]} - FOR_OFFICES
    steps = {*re.findall(r'(?:step|at_home \w+) "(.+?)"', text_of("test-built"))}
    assert [it for it in TRIED_BY.values() if not any(step.startswith(it) for step in steps)] == []


def test_the_built_program_is_tried_with_each_script_that_we_set() -> None:
    fonts = {
        path.name.partition("-")[0].partition(".")[0]
        for path in (ROOT / "resources/script_fonts").glob("*.ttf")
    }
    assert WORDS_IN_SCRIPTS.keys() == fonts | {"CharisSIL"}


def test_node_for_the_tests_is_one_version() -> None:
    set_up = (ROOT / ".ci/set-up.sh").read_text("utf-8")
    assert re.findall(r"\bnode@(\S+)", set_up)
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", v) for v in re.findall(r"\bnode@(\S+)", set_up))


def test_every_file_that_is_handed_out_is_told_in_the_release_checklist() -> None:
    made = {
        name
        for script in SCRIPTS
        for name in re.findall(
            r"lssc-desktop[-_]\$version[\w.-]+",
            script.read_text("utf-8").replace("${version}", "$version"),
        )
    }
    told = (ROOT / "docs" / "releasing.md").read_text("utf-8").replace("VERSION", "$version")
    assert len(made) > 4
    assert not {name for name in made if name not in told}


def test_the_project_says_what_builds_it() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "installers" in told["dependency-groups"]
