"""An audit says of each package whether its rules are known where it's made."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.audit.results import read_results
from lssc_desktop.cli import run
from lssc_desktop.store import shipped_rules as module
from lssc_desktop.store.programs import shipped_program_text
from tests.office import DAY, package_with_program


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("XDG_CONFIG_HOME", "WIN_PD_OVERRIDE_APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / "config"))
    folder = tmp_path / "packages"
    folder.mkdir()
    shipped = shipped_program_text()
    for name, text in (
        ("known.zip", shipped),
        ("changed.zip", shipped.replace("evaluators = 2", "evaluators = 1")),
        ("unknown.zip", shipped.replace('version = "2"', 'version = "9"')),
    ):
        shutil.copy2(package_with_program(text), folder / name)
    return folder


def audited(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any]:
    status = run(["office", "audit", *map(str, words), "--json"], DAY)
    return status, json.loads(capsys.readouterr().out)


def test_each_package_has_its_rules_in_the_results(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, table = tmp_path / "r.jsonl", tmp_path / "r.csv"
    status, said = audited(capsys, folder, "--results", lines, "--results", table)
    assert status == 1  # as verify says of a package whose rules are changed
    assert said["rules"] == {"known": 1, "changed": 1, "unknown": 1}
    expected = {"known.zip": "known", "changed.zip": "changed", "unknown.zip": "unknown"}
    for path in (lines, table):
        assert {each.name: each.rules for each in read_results(path)} == expected
    assert run(["office", "audit", str(folder)], DAY) == 1
    assert "Rules changed: changed.zip" in capsys.readouterr().out


def test_a_list_of_an_earlier_version_is_still_read(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "r.csv"
    audited(capsys, folder, "--results", table)
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    at = rows[0].index("rules")
    text = io.StringIO(newline="")
    csv.writer(text).writerows(row[:at] + row[at + 1 :] for row in rows)
    table.write_text("\ufeff" + text.getvalue(), encoding="utf-8")
    assert {each.rules for each in read_results(table)} == {None}


def test_what_is_loaded_later_is_known_without_reading_packages_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audited(capsys, folder)[1]["rules"]["unknown"] == 1
    file = tmp_path / "nine.toml"
    text = shipped_program_text().replace('version = "2"', 'version = "9"')
    file.write_text(text, encoding="utf-8")
    assert run(["program", "check", str(file), "--keep"], DAY) == 0
    capsys.readouterr()
    said = audited(capsys, folder)[1]
    assert (said["rules"]["known"], said["read"]) == (2, 0)


def test_many_packages_with_one_file_decode_it_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(30):
        shutil.copy2(folder / "unknown.zip", folder / f"{number}.zip")
    module._decoded_id.cache_clear()
    audited(capsys, folder)
    assert module._decoded_id.cache_info().misses == 2  # changed and unknown; shipped never
