"""What is owed to others goes along with the built program, or it is not built."""

import os
import shutil
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

import lxml.etree
import pytest

from installers import license_texts, sbom, system_libraries
from installers.system_libraries import Package

ROOT = Path(__file__).parents[1]
DEBIAN = {"ID": "debian", "PRETTY_NAME": "Debian GNU/Linux 13 (trixie)"}
X11 = Package("libx11-6", "2:1.8.12-1", "libx11", "2:1.8.12-1")

of_debian = pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="asks Debian's dpkg")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of libraries with one in it, "thing", which brought no license."""
    about = tmp_path / "site" / "thing-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n")
    (about / "RECORD").write_text("thing.py,,\nthing-1.0.dist-info/METADATA,,\n")
    (about.parent / "thing.py").write_text("")
    return about.parent


def in_site(site: Path) -> tuple[Distribution, ...]:
    return tuple(distributions(path=[str(site)]))


def names(libraries: tuple[Distribution, ...]) -> list[str]:
    return [library.metadata["Name"] for library in libraries]


# Libraries of Python ----------------------------------------------------------------------------


def test_the_files_of_the_program_decide_whose_licenses_go_along() -> None:
    files = [lxml.etree.__file__, pytest.__file__, os.__file__, str(ROOT / "LICENSE")]
    found, others = license_texts.libraries_in(files, distributions())
    assert names(found) == ["lxml", "pytest"]
    assert others == (os.__file__, str(ROOT / "LICENSE"))


def test_a_link_within_the_program_is_no_file(site: Path) -> None:
    assert license_texts.libraries_in(["-", "pillow.libs/libtiff.so.6"], in_site(site)) == ((), ())


def test_a_file_among_the_libraries_that_none_of_them_brought_fails_the_build(site: Path) -> None:
    stray = site / "stray.py"
    stray.write_text("")
    with pytest.raises(SystemExit, match=r"No library that is installed brought .*stray\.py"):
        license_texts.libraries_in([str(site / "thing.py"), str(stray)], in_site(site))


def test_a_library_that_brought_no_license_fails_the_build(site: Path) -> None:
    (library,), _others = license_texts.libraries_in([str(site / "thing.py")], in_site(site))
    with pytest.raises(SystemExit, match="thing brought no license text"):
        license_texts.texts_of(library)


def test_python_itself_goes_along_with_its_license() -> None:
    text, folder = license_texts.text_of_python()
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in text.read_text("utf-8")
    assert folder == "licenses/python"


# Libraries of the system ------------------------------------------------------------------------


@of_debian
def test_a_library_of_the_system_is_of_the_package_that_brought_it() -> None:
    tool, shell = str(shutil.which("dpkg-query")), os.path.realpath("/bin/sh")
    found = system_libraries.packages_of([tool, shell])
    assert found[tool].name == found[tool].source == "dpkg"
    assert found[shell].name == Path(shell).name
    assert found[tool].version


@of_debian
def test_a_library_of_no_package_fails_the_build(tmp_path: Path) -> None:
    library = tmp_path / "libours.so.1"
    library.write_bytes(b"")
    with pytest.raises(SystemExit, match=r"No package of this system brought .*libours\.so\.1"):
        system_libraries.packages_of([str(shutil.which("dpkg-query")), str(library)])


@of_debian
def test_a_library_of_a_python_of_our_own_is_of_no_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "lib" / "libpython3.13.so.1.0"
    library.parent.mkdir()
    library.write_bytes(b"")
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    assert system_libraries.packages_of([str(library)]) == {}


@of_debian
def test_the_license_of_a_package_goes_along_with_those_that_it_names() -> None:
    texts = system_libraries.texts_of([Package("dpkg", "1", "dpkg", "1")])
    assert [target for _text, target in texts] == [
        "licenses/system/common-licenses/GPL-2",
        "licenses/system/dpkg/copyright",
    ]
    assert "GNU GENERAL PUBLIC LICENSE" in texts[0][0].read_text("utf-8")


def test_a_package_without_a_license_fails_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="The package libx11-6 brought no license text"):
        system_libraries.texts_of([X11], tmp_path)


def test_a_license_that_is_named_and_is_not_there_fails_the_build(tmp_path: Path) -> None:
    text = tmp_path / X11.name / "copyright"
    text.parent.mkdir()
    text.write_text("See `/usr/share/common-licenses/Never-1.0'.\n")
    with pytest.raises(SystemExit, match=r"names a license that is not here: .*Never-1\.0"):
        system_libraries.texts_of([X11], tmp_path)


def test_each_library_is_told_with_its_package_and_where_its_source_is() -> None:
    table = system_libraries.table_of({"/usr/lib/libX11.so.6": X11}, DEBIAN)
    source = "https://snapshot.debian.org/package/libx11/2%3A1.8.12-1/"
    assert f"\nlibX11.so.6\tlibx11-6 2:1.8.12-1\t{source}\n" in table
    assert table.startswith("Libraries of Debian GNU/Linux 13 (trixie) in this program\n")


def test_a_system_whose_sources_we_do_not_know_builds_nothing() -> None:
    with pytest.raises(SystemExit, match="We don't know where Some Linux keeps its sources"):
        system_libraries.table_of({"/lib/a.so": X11}, {"ID": "some", "PRETTY_NAME": "Some Linux"})


def test_the_inventory_names_packages_of_the_system_and_what_lies_within_libraries(
    tmp_path: Path,
) -> None:
    licenses = tmp_path / "program" / "licenses"
    licenses.mkdir(parents=True)
    table = system_libraries.table_of({"/usr/lib/libX11.so.6": X11}, DEBIAN)
    (licenses / system_libraries.TABLE).write_text(table, "utf-8")
    for name in ("libX11.so.6", "libtiff-20b7e810.so.6.3.0", "libQt6Core.so.6"):
        (tmp_path / "program" / name).write_bytes(b"")
    told = [(each["name"], each["version"]) for each in sbom.libraries_of_others(tmp_path)]
    assert told == [("libtiff", "6.3.0"), ("libx11-6", "2:1.8.12-1")]


@pytest.mark.parametrize(
    ("said", "version", "right"),
    [
        ("LSSC Desktop 1.2.0", "1.2.0", True),
        ("LSSC Desktop 1.2.0 (12ab34cd)", "1.2.0", True),
        ("LSSC Desktop 1.2.0 (12ab34cd)", "1.2", False),
        ("LSSC Desktop 1.2.01", "1.2.0", False),
    ],
)
def test_the_inventory_is_of_the_version_that_the_program_says(
    said: str, version: str, *, right: bool
) -> None:
    assert sbom.is_version(said, version) is right


# The build --------------------------------------------------------------------------------------


def test_the_build_looks_at_all_that_is_taken_along() -> None:
    spec = (ROOT / "installers/lssc_desktop.spec").read_text("utf-8")
    for taken in ("*analysis.pure", "*analysis.binaries", "*analysis.datas"):
        assert taken in spec[spec.index("libraries_in(") : spec.index("analysis.datas += owed")]
    assert spec.index("without_orphans(") < spec.index("libraries_in("), "what is left out, isn't"
