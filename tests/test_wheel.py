"""What pip installs: a wheel, or the source that one is built from, with all resources."""

import email
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from installers.with_resources import LEFT_OUT, RESOURCES
from tests.systems import posix_only

ROOT = Path(__file__).parents[1]
CATALOG = "lssc_desktop/resources/locale/es/LC_MESSAGES/lssc_desktop.mo"

pytestmark = posix_only


def run(*words: str | Path, folder: Path, **more: str) -> str:
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wheel_of(source: Path, folder: Path) -> Path:
    """The wheel of a source, built by nothing that the set-up does not have, and offline."""
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder)
    run(sys.executable, "-m", "pip", "--quiet", "wheel", *options, source, folder=ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git has or would take, and nothing that was made of them."""
    clone = tmp_path_factory.mktemp("clone")
    listed = run("git", "ls-files", "-coz", "--exclude-standard", folder=ROOT)
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, clone / name
        if source.is_file() and not source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    return clone


@pytest.fixture(scope="module")
def wheel(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel_of(clone, tmp_path_factory.mktemp("wheel"))


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_a_wheel_brings_every_resource_and_the_translations_compiled(
    wheel: Path, clone: Path
) -> None:
    for_translators = {"lssc_desktop.po", "lssc_desktop.pot", "GLOSSARY.md", "make_typeface.py"}
    wanted = {
        f"lssc_desktop/{path.relative_to(clone).as_posix()}"
        for path in (clone / RESOURCES.name).rglob("*")
        if path.is_file() and path.name not in for_translators
    }
    brought = {name for name in names_in(wheel) if name.startswith("lssc_desktop/resources/")}
    assert brought == wanted | {CATALOG}
    about = {"lssc_desktop/LICENSE", "lssc_desktop/THIRD-PARTY-NOTICES.md"}
    assert about <= names_in(wheel), "About opens them"
    assert LEFT_OUT(str(clone), list(for_translators)) == for_translators


def test_a_wheel_offers_the_world_nothing_but_what_an_office_needs_besides(wheel: Path) -> None:
    """What builds us, tests us and packs us are groups, for a checkout alone (PEP 735)."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        told = email.message_from_bytes(archive.read(name))
    assert told.get_all("Provides-Extra") == ["office", "parquet"]
    conditions = [line.partition(";")[2] for line in told.get_all("Requires-Dist") or ()]
    assert {it.strip() for it in conditions if "extra" in it} == {
        'extra == "office"',
        'extra == "parquet"',
    }


def test_a_source_distribution_builds_the_same_wheel(
    wheel: Path, clone: Path, tmp_path: Path
) -> None:
    build = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    run(sys.executable, "-c", build, tmp_path, folder=clone)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        source.extractall(tmp_path / "source", filter="data")
    (source_folder,) = (tmp_path / "source").iterdir()
    assert (source_folder / "tests" / "core").is_dir()
    again = wheel_of(source_folder, tmp_path / "again")
    assert names_in(again) == names_in(wheel)


def test_two_commits_of_one_release_make_the_same_package(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.unpack_archive(wheel, site, "zip")
    program = (sys.executable, "-m", "lssc_desktop")
    run(*program, "sample", "portfolio", folder=tmp_path, PYTHONPATH=str(site))
    packages = []
    for commit in ("1111aaaa", "2222bbbb"):
        (site / "lssc_desktop" / "resources" / "commit.txt").write_text(commit)
        target = tmp_path / f"{commit}.lssc.zip"
        words = ("package", "portfolio", "--set", "technology", "-o", target)
        assert commit in run(*program, "--version", folder=tmp_path, PYTHONPATH=str(site))
        run(*program, *words, folder=tmp_path, PYTHONPATH=str(site))
        packages.append(target.read_bytes())
    assert packages[0] == packages[1]


def test_an_installed_wheel_works_outside_of_any_checkout(wheel: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    program = (sys.executable, "-m", "lssc_desktop")
    there = {"PYTHONPATH": str(tmp_path / "site"), "LANG": "es_ES.UTF-8", "LANGUAGE": ""}
    where = "import lssc_desktop.paths as paths; print(paths.resources())"
    found = run(sys.executable, "-c", where, folder=tmp_path, **there).strip()
    assert Path(found) == tmp_path / "site" / "lssc_desktop" / "resources"
    run(*program, "sample", "portfolio", folder=tmp_path, **there)
    assert "Fundamentos" in run(*program, "status", "portfolio", folder=tmp_path, **there)
