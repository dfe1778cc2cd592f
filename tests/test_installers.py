"""What the installers say of the program; they are built and tried by `make installers`."""

import plistlib
import re
import subprocess
import tomllib
from configparser import RawConfigParser
from importlib.metadata import Distribution
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from installers import license_texts
from lssc_desktop.package.target import PACKAGE_SUFFIX as PACKAGE
from lssc_desktop.store.review_file import REVIEW_SUFFIX as REVIEW

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


def test_macos_offers_the_program_for_packages_reviews_and_folders() -> None:
    facts = plistlib.loads((INSTALLERS / "macos/Info.plist").read_bytes())
    kinds = [kind["LSItemContentTypes"] for kind in facts["CFBundleDocumentTypes"]]
    assert kinds == [["public.zip-archive"], ["public.json"], ["public.folder"]]
    assert all(kind["LSHandlerRank"] == "Alternate" for kind in facts["CFBundleDocumentTypes"])


def test_what_is_built_holds_the_versions_that_were_tested() -> None:
    use, built = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ["requirements.txt", "requirements-installers.txt"]
    )
    assert use.items() <= built.items()


def libraries() -> list[Distribution]:
    """The libraries that the built program holds; setuptools only builds it."""
    found = license_texts.used((ROOT / "requirements.txt").read_text("utf-8"))
    return [item for item in found if item.metadata["Name"] != "setuptools"]


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


def test_the_spec_takes_the_licenses_along() -> None:
    spec = text_of("lssc_desktop.spec")
    taken = spec[spec.index("DATAS = [") : spec.index("\n]")]
    assert "license_texts.texts_of(library)" in taken


def test_the_notices_name_every_library() -> None:
    told = set(re.findall(r"^\| ([\w.-]+) \|", NOTICES, re.MULTILINE))
    assert {license_texts.plain(item.metadata["Name"]) for item in libraries()} <= told


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
    told = text_of("README.md").replace("VERSION", "$version")
    assert len(made) > 4
    assert not {name for name in made if name not in told}


def test_the_project_says_what_builds_it() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "installers" in extras["optional-dependencies"]
