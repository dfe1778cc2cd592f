"""The receiving kit and who sends: whose upload it is, how much they may send, and where it is."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest

from tests.audit.packages import make_package
from tests.servers.receiving_kit import KIT, OTHER, USER, ReceivingKit, has_ipv6
from tests.servers.s3_server import BUCKET, S3Server, needs_moto
from tests.servers.tus_receiver import FOLDER, find_node

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kit is for Linux servers")

LIMIT = 30_000_000
PIECE = {"Content-Type": "application/offset+octet-stream"}

STORAGES = ["disk", pytest.param("s3", marks=needs_moto)]


@pytest.fixture(params=STORAGES)
def kit(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ReceivingKit]:
    own = {"SENDER_LIMIT": str(LIMIT), "MAX_SIZE": "20000000"}
    if request.param == "disk":
        base = tmp_path / "srv"
        with ReceivingKit(str(base / "incoming"), str(base / "packages"), own) as started:
            yield started
        return
    with S3Server((BUCKET, "incoming"), moto=True) as server:
        keys = {**own, **server.environment(server.port)}
        with ReceivingKit("s3://incoming/", f"s3://{BUCKET}/", keys) as started:
            yield started


def path_of(begun: httpx2.Response) -> str:
    assert begun.status_code == 201, begun.text
    return httpx2.URL("https://x/").join(begun.headers["location"]).path


def patch(kit: ReceivingKit, path: str, content: bytes, offset: int = 0, **who: str) -> int:
    headers = {**PIECE, "Upload-Offset": str(offset)}
    return kit.ask("PATCH", path, headers, content=content, **who).status_code


# Whose it is ------------------------------------------------------------------------------------


def test_only_who_began_an_upload_goes_on_with_it_or_ends_it(kit: ReceivingKit) -> None:
    path = path_of(kit.begin(6))
    assert patch(kit, path, b"abc") == 204
    assert patch(kit, path, b"xyz", 3, user=OTHER) == 404
    for method in ("HEAD", "GET", "DELETE"):
        assert kit.ask(method, path, user=OTHER).status_code == 404
    told = kit.ask("HEAD", path)
    assert (told.status_code, told.headers["upload-offset"]) == (200, "3")
    assert patch(kit, path, b"def", 3) == 204
    assert kit.ask("GET", path).content == b"abcdef"
    assert kit.ask("GET", path, user=OTHER).status_code == 404


def test_who_began_an_upload_can_end_it(kit: ReceivingKit) -> None:
    path = path_of(kit.begin(6))
    assert kit.ask("DELETE", path, user=OTHER).status_code == 404
    assert kit.ask("HEAD", path).status_code == 200
    assert kit.ask("DELETE", path).status_code == 204
    assert kit.ask("HEAD", path).status_code in {404, 410}


@pytest.mark.parametrize("name", ["X-Lssc-Sender", "x-lssc-sender", "X_Lssc_Sender"])
def test_nobody_says_themselves_who_they_are(kit: ReceivingKit, name: str) -> None:
    path = path_of(kit.begin(6))
    for method in ("HEAD", "DELETE"):
        assert kit.ask(method, path, {name: USER}, user=OTHER).status_code == 404
    claimed = path_of(kit.begin(6, OTHER, **{name: USER}))
    assert kit.ask("HEAD", claimed).status_code == 404
    assert kit.ask("HEAD", claimed, user=OTHER).status_code == 200


@pytest.mark.parametrize("kit", ["disk"], indirect=True)
def test_the_receiver_takes_nothing_of_which_nginx_does_not_say_who_sends_it(
    kit: ReceivingKit,
) -> None:
    path = path_of(kit.begin(6))
    own = f"http://127.0.0.1:{kit.environment['PORT']}"
    said = {"Tus-Resumable": "1.0.0", "Upload-Length": "6"}
    assert httpx2.post(f"{own}/packages", headers=said, trust_env=False).status_code == 403
    for method in ("HEAD", "DELETE", "GET"):
        done = httpx2.request(method, own + path, headers=said, trust_env=False)
        assert done.status_code == 403


# How much ---------------------------------------------------------------------------------------


def test_a_candidate_has_so_many_bytes_and_others_have_theirs(kit: ReceivingKit) -> None:
    first = path_of(kit.begin(15_000_000))
    path_of(kit.begin(14_000_000))
    assert kit.begin(5_000_000).status_code == 507
    path_of(kit.begin(5_000_000, OTHER))
    assert kit.ask("DELETE", first).status_code == 204
    path_of(kit.begin(5_000_000))


def test_uploads_that_begin_at_once_are_all_counted(kit: ReceivingKit) -> None:
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _n: kit.begin(10_000_000).status_code, range(8)))
    assert codes.count(201) == 3
    assert codes.count(507) == 5


def test_an_upload_without_a_length_is_not_begun(kit: ReceivingKit) -> None:
    begun = kit.ask("POST", "/packages", {"Upload-Defer-Length": "1"})
    assert begun.status_code == 400


@pytest.mark.parametrize("kit", ["disk"], indirect=True)
def test_the_limit_outlives_a_restart(kit: ReceivingKit) -> None:
    path_of(kit.begin(18_000_000))
    kit.kill()
    kit.start()
    assert kit.begin(18_000_000).status_code == 507


@pytest.mark.parametrize("limit", ["", "20 GB", "-1", "0"])
def test_a_limit_that_is_none_starts_no_receiver(tmp_path: Path, limit: str) -> None:
    (tmp_path / "node_modules").symlink_to(FOLDER / "node_modules")
    for script in KIT.glob("*.mjs"):
        shutil.copy(script, tmp_path)
    own = {"INCOMING": str(tmp_path / "incoming"), "SENDER_LIMIT": limit}
    words = [find_node(), str(tmp_path / "receiver.mjs")]
    done = subprocess.run(
        words, env={**os.environ, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "SENDER_LIMIT must be a number of bytes" in done.stderr


# Given up ---------------------------------------------------------------------------------------


SCRIPT = """
import { FileStore } from '@tus/file-store'
import { removeGivenUp } from './given_up.mjs'
console.log(await removeGivenUp(new FileStore({ directory: process.argv[2] }), 1000))
"""


def test_what_was_given_up_is_removed_and_what_is_whole_stays(tmp_path: Path) -> None:
    """A package that is not filed yet, whatever keeps it from that, is never removed."""
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    now = datetime.now(UTC)
    for name, data, age in (("old", b"abc", 9), ("whole", b"abcdef", 9), ("new", b"abc", -9)):
        (incoming / name).write_bytes(data)
        created = (now - timedelta(seconds=age)).isoformat()
        note = {"id": name, "size": 6, "offset": 0, "creation_date": created}
        (incoming / f"{name}.json").write_text(json.dumps(note))
    (incoming / "odd.json").write_text("[]")
    (tmp_path / "node_modules").symlink_to(FOLDER / "node_modules")
    shutil.copy(KIT / "given_up.mjs", tmp_path)
    (tmp_path / "try.mjs").write_text(SCRIPT)
    words = [find_node(), str(tmp_path / "try.mjs"), str(incoming)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout == "1\n", done.stderr
    left = {"whole", "whole.json", "new", "new.json", "odd.json"}
    assert {path.name for path in incoming.iterdir()} == left


# Where it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kit", ["disk"], indirect=True)
@pytest.mark.parametrize(
    "headers",
    [
        {"Forwarded": 'host="evil.example";proto=http'},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
        {"Host": "evil.example"},
    ],
)
def test_no_header_changes_where_an_upload_is(kit: ReceivingKit, headers: dict[str, str]) -> None:
    begun = kit.begin(6, USER, **headers)
    assert "evil" not in begun.headers["location"]
    assert kit.ask("HEAD", path_of(begun)).status_code == 200


@pytest.mark.parametrize("kit", ["disk"], indirect=True)
@pytest.mark.skipif(not has_ipv6(), reason="this computer has no IPv6")
def test_it_is_reached_by_ipv6_too(kit: ReceivingKit) -> None:
    assert kit.ask("OPTIONS", "/packages", host="[::1]").status_code == 204


# The hook ---------------------------------------------------------------------------------------


@pytest.fixture
def hook(tmp_path: Path) -> ReceivingKit:
    """The hook over two folders, with no server before it."""
    (tmp_path / "incoming").mkdir()
    return ReceivingKit(str(tmp_path / "incoming"), str(tmp_path / "packages"), {})


@pytest.mark.parametrize(
    "note",
    [
        b"[]",
        b"3",
        b"null",
        b'"x"',
        b'{"size": "3", "metadata": {}}',
        b'{"size": 3, "metadata": [1]}',
        b'{"size": 3, "metadata": {"sha256": 7}}',
        b"[" * 100_000,
        b'{"size": 1' + b"0" * 5000 + b"}",
        b" " * 2_000_000,
    ],
    ids=lambda note: note[:40].decode(),
)
def test_a_note_that_is_none_is_put_aside_and_holds_nothing_up(
    tmp_path: Path, hook: ReceivingKit, note: bytes
) -> None:
    whole = make_package(tmp_path / "x.zip", 1)
    incoming, kept = tmp_path / "incoming", tmp_path / "packages"
    (incoming / "a1").write_bytes(b"abc")
    (incoming / "a1.json").write_bytes(note)
    (incoming / "a2.json").write_bytes(note)  # of an upload that is not there
    for name in ("a1.json", "a2.json"):
        os.utime(incoming / name, (0, 0))  # none that is just being written
    (incoming / "b1").write_bytes(whole)
    (incoming / "b1.json").write_text(json.dumps({"size": len(whole), "metadata": {}}))
    assert hook.file_received() == 0
    assert len(list((kept / "filed").glob("*.zip"))) == 1
    assert json.loads((kept / "aside" / "a1.json").read_bytes())["faults"]
    assert (kept / "aside" / "a1.zip").read_bytes() == b"abc"
    assert json.loads((kept / "aside" / "a2.json").read_bytes())["faults"]
    became = json.loads((kept / "seen" / "a2.json").read_bytes())
    assert became == {"aside": "aside/a2.json"}
    before = sorted((path, path.stat().st_mtime_ns) for path in kept.rglob("*"))
    assert hook.file_received() == 0
    assert sorted((path, path.stat().st_mtime_ns) for path in kept.rglob("*")) == before


def test_what_takes_too_long_to_verify_is_put_aside(tmp_path: Path, hook: ReceivingKit) -> None:
    whole = make_package(tmp_path / "x.zip", 1)
    (tmp_path / "incoming" / "a1").write_bytes(whole)
    note = json.dumps({"size": len(whole), "metadata": {}})
    (tmp_path / "incoming" / "a1.json").write_text(note)
    hook.environment["VERIFY_SECONDS"] = "0.01"
    assert hook.file_received() == 0
    (fault,) = json.loads((tmp_path / "packages/aside/a1.json").read_bytes())["faults"]
    assert "0.01 seconds" in fault
    assert not list((tmp_path / "packages" / "filed").iterdir())


def test_another_zip_of_the_same_id_and_size_is_not_taken_for_the_same(tmp_path: Path) -> None:
    one = make_package(tmp_path / "x.zip", 1)
    with ZipFile(tmp_path / "x.zip") as opened:
        at = opened.infolist()[0].header_offset + 10  # the time of day, which no bag has
    directory = one.index(b"PK\x01\x02") + 12
    other = bytearray(one)
    other[at : at + 2] = other[directory : directory + 2] = b"\x21\x08"
    assert bytes(other) != one
    with S3Server((BUCKET, "incoming")) as server:
        hook = ReceivingKit("s3://incoming/", f"s3://{BUCKET}/", server.environment())
        for name, data in (("a1", one), ("a2", bytes(other)), ("a3", one)):
            server.bucket("incoming").put(name, data)
            server.bucket("incoming").put(f"{name}.info", b"{}")
        assert hook.file_received() == 0
        assert len([key for key in server.keys("filed") if key.endswith(".zip")]) == 1
        assert server.keys("aside") == ["aside/a2.json", "aside/a2.zip"]
        (filed,) = (key for key in server.keys("filed") if key.endswith(".zip"))
        assert server.store.get(filed).bytes().to_bytes() == one


# The papers -------------------------------------------------------------------------------------


def test_what_npm_installs_is_locked_and_is_what_is_tested() -> None:
    locked = json.loads((KIT / "package-lock.json").read_text(encoding="utf-8"))
    asked = json.loads((KIT / "package.json").read_text(encoding="utf-8"))
    here = json.loads((KIT.parents[1] / "tests/servers/package-lock.json").read_text("utf-8"))
    own = locked["packages"].pop("")
    assert own["dependencies"] == asked["dependencies"]
    assert own["engines"] == asked["engines"] == {"node": ">=22"}
    for name, each in locked["packages"].items():
        assert each["integrity"].startswith("sha512-")
        assert "resolved" not in each
        tested = here["packages"][name]
        assert (each["version"], each["integrity"]) == (tested["version"], tested["integrity"])


@pytest.mark.parametrize("name", ["lssc-receiver.service", "lssc-file-received.service"])
def test_each_unit_has_a_limit_of_memory(name: str) -> None:
    lines = (KIT / name).read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("MemoryMax=") for line in lines)
