"""An audit of stores: the lines of the same packages in a folder, whatever the store does."""

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.crew import Batch, open_place, place_opener, read_batch
from lssc_desktop.audit.journal import Journal
from lssc_desktop.audit.places import NOBODY, PlaceUnlisted, StoreLogin, StoreNotEncrypted
from lssc_desktop.audit.run import Audited, AuditOrder, audit
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.reading.byte_source import RANGE
from lssc_desktop.transfer.address import SecretMissing
from tests.audit.packages import make_package, mixed_folder
from tests.audit.troubles import TroubledStore, Truncates
from tests.servers.certificates import make_certificate
from tests.servers.fault_proxy import Fault, FaultProxy
from tests.servers.s3_server import BUCKET, S3Server
from tests.servers.web_server import TlsServer
from tests.servers.wsgidav_receiver import WsgiDav

WHERE = f"s3://{BUCKET}/incoming/"


@pytest.fixture(scope="module")
def server() -> Iterator[S3Server]:
    with S3Server() as server:
        yield server


@pytest.fixture
def store(server: S3Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A folder whose packages lie in the store too, under `incoming/`."""
    folder = tmp_path / "packages"
    mixed_folder(folder)
    make_package(folder / "three ranges.lssc.zip", 3, 2 * RANGE + 1_000)
    make_package(folder / "Müller & Ōe 100%25.lssc.zip", 4)
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for name in names:
        server.put(f"incoming/{name}", (folder / name).read_bytes())
    for key, value in server.environment().items():
        monkeypatch.setenv(key, value)
    yield folder
    for name in names:
        server.delete(f"incoming/{name}")


def run(tmp_path: Path, source: str, **how: object) -> tuple[Audited, list[AuditLine]]:
    with Journal(tmp_path / "audit.journal") as journal:
        found = audit(AuditOrder((source,), **how), journal, ignore_progress)  # type: ignore[arg-type]
        return found, list(journal.lines())


def same(lines: list[AuditLine]) -> list[AuditLine]:
    """Return lines without where a package lies and what the place calls its state."""
    facts = [tuple((k, Path(str(v)).name) for k, v in each.facts) for each in lines]
    return [
        dataclasses.replace(each, source="", mark="", facts=said)
        for each, said in zip(lines, facts, strict=True)
    ]


def test_a_store_gives_the_lines_of_a_folder(tmp_path: Path, store: Path) -> None:
    _, local = run(tmp_path / "local", str(store))
    found, far = run(tmp_path / "far", WHERE)
    assert same(far) == same(local)
    assert found.counts.packages == 9
    assert found.counts.whole == 5


def test_processes_read_from_a_store(tmp_path: Path, store: Path) -> None:
    _, one = run(tmp_path / "one", WHERE)
    _, two = run(tmp_path / "two", WHERE, workers=2)
    assert store.is_dir()
    assert two == one


def test_every_byte_is_asked_for_once(
    tmp_path: Path, store: Path, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultProxy(server.port) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.port}")
        run(tmp_path, WHERE)
        sent = [
            int(each.answer["content-length"])
            for each in proxy.exchanges
            if each.method == "GET" and ".zip" in each.path
        ]
    sizes = [path.stat().st_size for path in store.rglob("*.zip") if ".hidden" not in path.parts]
    assert sum(sent) == sum(sizes)
    assert len(sent) == len([size for size in sizes if size]) + 2  # an empty one, one in three


def test_what_did_not_change_is_not_read_again(
    tmp_path: Path, store: Path, server: S3Server
) -> None:
    run(tmp_path, WHERE)
    again, _ = run(tmp_path, WHERE)
    assert again.read == 0
    changed = make_package(store / "whole.lssc.zip", 99)
    server.put("incoming/whole.lssc.zip", changed)
    found, _ = run(tmp_path, WHERE)
    assert found.read == 1


def test_one_object_can_be_named(tmp_path: Path, store: Path) -> None:
    _, lines = run(tmp_path, f"s3://{BUCKET}/incoming/2026/large.lssc.zip")
    assert [(each.name, each.state.value) for each in lines] == [("", "whole")]
    _, lines = run(tmp_path / "folder", f"s3://{BUCKET}/incoming/2026")
    assert [each.name for each in lines] == ["large.lssc.zip"]
    assert store.is_dir()


def test_an_object_that_is_another_by_now_is_not_checked(store: Path, server: S3Server) -> None:
    place = open_place(WHERE, NOBODY)
    listed = {each.name: each for each in place.packages(ignore_progress)}
    server.put("incoming/whole.lssc.zip", make_package(store / "whole.lssc.zip", 98))
    server.delete("incoming/7f3a91c2")
    lines = read_batch(Batch((listed["7f3a91c2"], listed["whole.lssc.zip"])), place_opener())
    assert [each.state for each in lines] == [AuditState.NOT_READ, AuditState.NOT_READ]
    assert [dict(each.facts)["reason"] for each in lines] == ["gone", "changed"]


@pytest.mark.parametrize(
    "fault", [TroubledStore(20, 0), TroubledStore(0, 15), TroubledStore(10, 10, 20)]
)
def test_a_store_in_trouble_changes_no_line(
    tmp_path: Path,
    store: Path,
    server: S3Server,
    monkeypatch: pytest.MonkeyPatch,
    fault: TroubledStore,
) -> None:
    _, calm = run(tmp_path / "calm", WHERE)
    with FaultProxy(server.port, fault) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.port}")
        _, lines = run(tmp_path / "rough", WHERE, workers=2)
        for _ in range(4):  # as an office would: what was not read is tried again
            _, lines = run(tmp_path / "rough", WHERE, workers=2)
    assert fault.bites
    assert store.is_dir()
    assert lines == calm


def test_bytes_that_are_left_out_make_nothing_whole_and_nothing_damaged(
    tmp_path: Path, store: Path, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultProxy(server.port, Truncates()) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.port}")
        found, lines = run(tmp_path, WHERE, workers=2)
    states = {each.name: each.state.value for each in lines}
    assert store.is_dir()
    assert states.pop("7f3a91c2") == "whole"  # not a .zip: the fault leaves it alone
    assert states.pop("empty.lssc.zip") == "unreadable"
    assert set(states.values()) == {"not-read"}
    assert found.counts.whole == 1


def test_a_store_that_refuses_or_is_not_there_is_said(
    tmp_path: Path, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in server.environment().items():
        monkeypatch.setenv(key, value)
    with pytest.raises(PlaceUnlisted) as gone:
        run(tmp_path, "s3://no-such-bucket/x/")
    assert gone.value.reason == "gone"

    class Forbids(Fault):
        def instead(self, exchange: object) -> object:  # type: ignore[override]
            from tests.servers.fault_proxy import Answer

            del exchange
            return Answer(403, {"content-type": "application/xml"}, b"<Error/>")

    with FaultProxy(server.port, Forbids()) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(PlaceUnlisted) as refused:
            run(tmp_path, WHERE)
    assert refused.value.reason == "refused"


# Web servers ------------------------------------------------------------------------------------


def test_a_web_server_gives_the_lines_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIT_PASSWORD", "a secret")
    mixed_folder(tmp_path / "served" / "in")
    with WsgiDav(tmp_path / "served", "office", "a secret") as office:
        address = f"http://127.0.0.1:{office.port}/in/"
        _, local = run(tmp_path / "local", str(office.folder / "in"))
        login = StoreLogin("office", "AUDIT_PASSWORD")
        _, far = run(tmp_path / "far", address, login=login, workers=2)
        _, one = run(tmp_path / "one", f"{address}whole.lssc.zip", login=login)
        with pytest.raises(PlaceUnlisted):
            run(tmp_path / "nobody", address)
    assert same(far) == same(local)
    assert [each.state.value for each in one] == ["whole"]
    assert "secret" not in repr(far)


@pytest.mark.parametrize("address", ["http://host.example.org/packages/", WHERE])
def test_what_is_not_encrypted_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://storage.example.org:9000")
    with pytest.raises(StoreNotEncrypted):
        open_place(address, NOBODY)


def test_a_password_that_is_not_there_is_said() -> None:
    with pytest.raises(SecretMissing):
        open_place("https://host.example.org/packages/", StoreLogin("office", "NO_SUCH_VARIABLE"))


@pytest.mark.skipif(sys.platform == "win32", reason="nginx here is that of Linux")
def test_an_office_s_own_authority_is_trusted_where_the_environment_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_package(tmp_path / "www" / "a.zip")
    certificate = make_certificate(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    with TlsServer(tmp_path / "www", certificate) as server:
        _, (line,) = run(tmp_path, f"{server.url}a.zip")
    assert line.state is AuditState.WHOLE


@pytest.mark.skipif(sys.platform == "win32", reason="nginx here is that of Linux")
@pytest.mark.parametrize("what", ["unknown", "expired", "of another host"])
def test_a_certificate_that_is_not_trusted_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    make_package(tmp_path / "www" / "a.zip")
    host = "example.org" if what == "of another host" else "127.0.0.1"
    certificate = make_certificate(tmp_path / "tls", days=-1 if what == "expired" else 1, host=host)
    if what != "unknown":
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))
    with (
        TlsServer(tmp_path / "www", certificate) as server,
        pytest.raises(PlaceUnlisted) as error,
    ):
        run(tmp_path, f"{server.url}a.zip")
    assert error.value.reason == "certificate"
    assert "SSL_CERT_FILE" in message_for(error.value).text
