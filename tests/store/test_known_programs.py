"""What a computer knows of program files: shipped, loaded here, or in its office’s shelf."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from lssc_desktop.core.program.rules import rules_id_of
from lssc_desktop.core.program.rules_id import RulesId, RulesState, WhyUnknown
from lssc_desktop.disk.settings import PROGRAMS
from lssc_desktop.paths import resources
from lssc_desktop.store import shipped_rules as module
from lssc_desktop.store.known_programs import (
    KnownFiles,
    KnownFrom,
    RulesTaken,
    keep_on_shelf,
    keep_program,
    known_programs,
    shelf_programs,
)
from lssc_desktop.store.programs import (
    SHIPPED,
    as_loaded,
    load_program,
    read_program,
    shipped_program,
    shipped_program_text,
)
from lssc_desktop.store.shipped_rules import ShippedFile, rules_id, shipped_table

FOLDER = resources() / "programs"
PLAINS = Path(__file__).parents[1] / "programs" / "prairie.toml"

CODES = {
    ("lssc", "2"): "3da838a58732de53a70fdcdc0995aa306390da6c27c815f7e200f9424fb84969",
    ("cilip-certification", "2"): (
        "6b398b41ecb616cf134ac8f216be8740063b7b1bda4495271bd7a4b774063162"
    ),
    ("cilip-certification", "1"): (
        "240b7e73222d5e4aa24777d0a89f3eb28b3456550b85a38e7ac8ebc0a19c75dd"
    ),
}
"""The rules of every version that was shipped. Rules that change get a new version, and the old
file goes to `resources/programs/earlier`: packages made by it are known as long as it's there."""


def plains() -> str:
    return PLAINS.read_text(encoding="utf-8")


def forged(text: str) -> str:
    """The rules a dishonest candidate would like, under the same id and version."""
    found = text.replace("not_met_allowed = 1", "not_met_allowed = 9")
    assert found != text
    return found


def test_the_table_of_shipped_files_says_what_the_files_are() -> None:
    """When a shipped file changes: what this prints belongs into `shipped.json`."""
    names = [f"{each}.toml" for each in SHIPPED]
    names += sorted(f"earlier/{each.name}" for each in (FOLDER / "earlier").glob("*.toml"))
    rows = []
    for name in names:
        data = (FOLDER / name).read_bytes()
        found = rules_id_of(read_program(data, name))
        sha256 = hashlib.sha256(data).hexdigest()
        rows.append(ShippedFile(name, found.program, found.version, found.code, sha256))
    assert shipped_table() == tuple(rows), json.dumps([asdict(each) for each in rows], indent=2)


def test_a_version_that_was_shipped_keeps_its_rules() -> None:
    assert {(each.program, each.version): each.code for each in shipped_table()} == CODES


def test_a_shipped_file_is_known_by_its_bytes_and_never_decoded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(_data: bytes) -> RulesId:
        raise AssertionError

    monkeypatch.setattr(module, "_decoded_id", refuse)
    found = rules_id((FOLDER / "lssc.toml").read_bytes())
    assert known_programs(tmp_path).rules_of(found).state is RulesState.KNOWN
    with pytest.raises(AssertionError):
        rules_id(b"format = 2")


def test_a_file_in_another_language_or_with_other_white_space_is_known(tmp_path: Path) -> None:
    known = known_programs(tmp_path)
    spanish = shipped_program().text_in("es")
    spaced = "\ufeff" + shipped_program_text().replace("\n", "\r\n").replace(" = ", "  =   ")
    for text in (spanish, spaced):
        assert text != shipped_program_text()
        assert known.rules_of(rules_id(text.encode())).state is RulesState.KNOWN


def test_a_file_is_decoded_once_however_many_packages_have_it() -> None:
    data = plains().encode()
    rules_id(data)
    before = module._decoded_id.cache_info()
    for _ in range(1_000):
        rules_id(bytes(bytearray(data)))
    after = module._decoded_id.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1_000)


def test_what_was_loaded_is_known_and_judged_by(tmp_path: Path) -> None:
    found = rules_id(plains().encode())
    assert known_programs(tmp_path).rules_of(found).why is WhyUnknown.PROGRAM
    kept = keep_program(tmp_path, load_program(PLAINS))
    assert (kept.source, kept.path.parent) == (KnownFrom.KEPT, tmp_path / PROGRAMS)
    known = known_programs(tmp_path)
    assert known.rules_of(found).state is RulesState.KNOWN
    loaded = known.program_for(found)
    assert loaded is not None
    assert loaded.program == load_program(PLAINS).program


def test_what_lies_in_a_shelf_is_known_in_that_shelf_alone(tmp_path: Path) -> None:
    config, shelf, another = tmp_path / "config", tmp_path / "shelf", tmp_path / "another"
    kept = keep_on_shelf(config, shelf, load_program(PLAINS))
    assert (kept.source, kept.path.parent) == (KnownFrom.SHELF, shelf_programs(shelf))
    found = rules_id(plains().encode())
    assert known_programs(config, shelf).rules_of(found).state is RulesState.KNOWN
    assert known_programs(config, another).rules_of(found).state is RulesState.UNKNOWN
    assert known_programs(config).rules_of(found).state is RulesState.UNKNOWN


def test_loading_other_rules_under_a_known_version_is_refused(tmp_path: Path) -> None:
    keep_program(tmp_path, load_program(PLAINS))
    with pytest.raises(RulesTaken):
        keep_program(tmp_path, as_loaded(forged(plains()), "better.toml"))
    easier = shipped_program_text().replace("not_met_allowed = 0", "not_met_allowed = 9")
    with pytest.raises(RulesTaken):
        keep_program(tmp_path, as_loaded(easier, "better.toml"))
    with pytest.raises(RulesTaken):
        keep_on_shelf(tmp_path, tmp_path / "shelf", as_loaded(easier, "better.toml"))
    assert [each.name for each in (tmp_path / PROGRAMS).iterdir()] == [
        known_programs(tmp_path).files[-1].path.name
    ]


def test_loading_the_same_rules_again_changes_nothing(tmp_path: Path) -> None:
    first = keep_program(tmp_path, load_program(PLAINS))
    noted = plains() + "\n# A remark.\n"
    assert keep_program(tmp_path, as_loaded(noted, "prairie.toml")) == first
    assert keep_program(tmp_path, shipped_program()).source is KnownFrom.SHIPPED
    assert len(list((tmp_path / PROGRAMS).iterdir())) == 1


def test_a_shelf_says_nothing_of_what_is_shipped_or_loaded_here(tmp_path: Path) -> None:
    """A stick with packages and program files of a stranger changes no rule of this computer."""
    config, shelf = tmp_path / "config", tmp_path / "stick"
    keep_program(config, load_program(PLAINS))
    folder = shelf_programs(shelf)
    folder.mkdir(parents=True)
    easier = shipped_program_text().replace("not_met_allowed = 0", "not_met_allowed = 9")
    (folder / "lssc.toml").write_text(easier, encoding="utf-8")
    (folder / "plains.toml").write_text(forged(plains()), encoding="utf-8")
    known = known_programs(config, shelf)
    assert known.rules_of(rules_id(easier.encode())).state is RulesState.CHANGED
    assert known.rules_of(rules_id(forged(plains()).encode())).state is RulesState.CHANGED
    assert [each.path.name for each in known.set_aside] == ["lssc.toml", "plains.toml"]


def test_a_known_file_that_has_other_rules_by_now_is_not_judged_by(tmp_path: Path) -> None:
    kept = keep_program(tmp_path, load_program(PLAINS))
    known = known_programs(tmp_path)
    kept.path.write_text(forged(plains()), encoding="utf-8")
    assert known.program_for(kept.id) is None
    kept.path.unlink()
    assert known.program_for(kept.id) is None


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"format = 99", b"id = 'lssc'", b"x" * 600_000]
)
def test_what_is_no_program_file_is_not_known_and_disturbs_nothing(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / PROGRAMS).mkdir()
    (tmp_path / PROGRAMS / "odd.toml").write_bytes(content)
    assert known_programs(tmp_path) == known_programs(tmp_path / "nowhere")
    assert known_programs(tmp_path).rules_of(rules_id(content)).why is WhyUnknown.UNREADABLE


def test_an_id_with_letters_that_look_alike_is_no_program_file(tmp_path: Path) -> None:
    known = known_programs(tmp_path)
    for lookalike in ("lѕsc", "LSSC", "ｌssc", "lssc\u200b"):  # noqa: RUF001
        text = shipped_program_text().replace('id = "lssc"', f'id = "{lookalike}"')
        assert known.rules_of(rules_id(text.encode())).state is RulesState.UNKNOWN
    text = shipped_program_text().replace('id = "lssc"', 'id = "1ssc"')
    assert known.rules_of(rules_id(text.encode())).why is WhyUnknown.PROGRAM


def test_a_package_without_a_program_file_has_no_rules(tmp_path: Path) -> None:
    assert known_programs(tmp_path).rules_of(None) is None
    assert KnownFiles(()).program_for(None) is None
