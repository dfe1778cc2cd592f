"""Dictionaries are found where systems, LibreOffice and Firefox have them."""

import os
import re
import sys
from pathlib import Path

import pytest

from lssc_desktop.documents.spelling.checker import (
    Dictionary,
    dictionary_for,
    find_dictionaries,
    usual_folders,
)
from lssc_desktop.paths import resources
from tests.dictionaries import write_dictionary

_LIBREOFFICE = "4/user/uno_packages/cache/uno_packages/lu1.tmp_/dict.oxt"
_BELOW_HOME = {
    "linux": (
        ".local/share/hunspell",
        f".config/libreoffice/{_LIBREOFFICE}",
        f".var/app/org.libreoffice.LibreOffice/config/libreoffice/{_LIBREOFFICE}",
        f"snap/libreoffice/current/.config/libreoffice/{_LIBREOFFICE}",
        ".local/share/flatpak/app/org.mozilla.firefox/current/active/files/lib/firefox/dictionaries",
    ),
    "darwin": (
        "Library/Spelling",
        "Applications/LibreOffice.app/Contents/Resources/extensions/dict-es",
        "Applications/Firefox.app/Contents/Resources/dictionaries",
        f"Library/Application Support/LibreOffice/{_LIBREOFFICE}",
    ),
    "win32": (
        f"Roaming/LibreOffice/{_LIBREOFFICE}",
        "Programs/LibreOffice/share/extensions/dict-es",
        "Programs/Mozilla Firefox/dictionaries",
    ),
}
_HERE = [
    (system, folder)
    for system, folders in _BELOW_HOME.items()
    for folder in folders
    if system == sys.platform or os.name != "nt"
]


@pytest.mark.parametrize(("system", "folder"), _HERE)
def test_the_folders_of_other_programs_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, folder: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    path = write_dictionary(tmp_path / folder / "es_MX", "biblioteca")
    environment = {
        "ProgramFiles": str(tmp_path / "Programs"),
        "APPDATA": str(tmp_path / "Roaming"),
    }
    found = find_dictionaries(usual_folders(environment, tmp_path))

    assert Dictionary("es_MX", path) in list(found)


def test_a_relative_root_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    write_dictionary(tmp_path / "Programs/Mozilla Firefox/dictionaries/en_US", "library")

    assert list(usual_folders({"ProgramFiles": "Programs"}, Path("Programs"))) == []


def test_firefox_names_are_as_all_others(tmp_path: Path) -> None:
    path = write_dictionary(tmp_path / "en-US", "library")

    assert next(find_dictionaries((tmp_path,))) == Dictionary("en_US", path)


def test_what_is_no_pair_of_files_is_no_dictionary(tmp_path: Path) -> None:
    write_dictionary(tmp_path / "hyph_en_US", "lib1rary")
    (tmp_path / "en_GB.dic").write_text("1\nlibrary\n")
    (tmp_path / "en_CA.dic").mkdir()
    (tmp_path / "en_CA.aff").mkdir()
    found = [each for each in find_dictionaries((tmp_path,)) if each.path.parent == tmp_path]

    assert found == []


def test_us_and_british_english_come_with_us(tmp_path: Path) -> None:
    assert [each.name for each in find_dictionaries((tmp_path,))] == ["en_GB", "en_US"]


def test_those_that_come_with_us_are_of_this_decade_and_have_a_license() -> None:
    license_text = (resources() / "spelling" / "SCOWL.txt").read_text("utf-8")
    version = re.search(r"^Version (\d{4})\.", license_text, re.MULTILINE)
    assert version is not None
    assert int(version[1]) >= 2020
    assert "Permission to use, copy, modify, distribute and sell these word" in license_text


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE@euro"}, "de_DE"),
        ({"LANG": "de_AT"}, "de_DE"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "de_DE.UTF-8"}, "en_US"),
        ({"LC_ALL": "", "LANG": "de_DE"}, "de_DE"),
        ({"LANG": "fi_FI.UTF-8"}, "en_US"),
        ({"LANG": "en_NZ"}, "en_US"),
        ({"LANG": "en_GB"}, "en_GB"),
        ({"LANG": "es_US"}, "es"),
        ({"LANG": "C"}, "en_US"),
        ({}, "en_US"),
    ],
)
def test_the_dictionary_is_of_the_language_of_the_user_or_us_english(
    environment: dict[str, str], expected: str
) -> None:
    names = ("de_DE", "en_GB", "en_US", "es", "es_MX")
    found = dictionary_for(environment, [Dictionary(name, Path(name)) for name in names])

    assert found == Dictionary(expected, Path(expected))


@pytest.mark.parametrize("wanted", ["en_GB", "es"])
def test_a_wanted_dictionary_is_taken_or_none(wanted: str) -> None:
    other = Dictionary("en_US", Path("en_US"))
    dictionary = Dictionary(wanted, Path(wanted))
    environment = {"LANG": "en_US.UTF-8"}
    assert dictionary_for(environment, [other, dictionary], wanted) == dictionary
    assert dictionary_for(environment, [other], wanted) is None


def test_of_two_of_one_name_the_first_counts() -> None:
    found = [Dictionary("en_US", Path("system")), Dictionary("en_US", Path("ours"))]

    assert dictionary_for({}, found) == found[0]


def test_where_neither_language_has_a_dictionary_there_is_none() -> None:
    assert dictionary_for({"LANG": "de_DE"}, [Dictionary("fr", Path("fr"))]) is None
