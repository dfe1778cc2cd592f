import base64
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import override

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.submission.submission import Proof
from lssc_desktop.transfer.answers import ConnectionLost, Reply
from lssc_desktop.transfer.destination import PackageFile
from lssc_desktop.transfer.http import Client
from lssc_desktop.transfer.proof import (
    Claim,
    CopyDiffers,
    NotTheCopy,
    agreed_claim,
    oc_checksums,
    probe,
    prove,
    read_back,
    repr_digests,
)
from tests.servers.fault_proxy import Answer, Exchange, Fault, FaultProxy
from tests.transfer.on_the_way import make_package

type Change = Callable[[bytes], bytes]

QUIET = ignore_progress
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
EMPTY_64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
SHA_1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(tmp_path)


def digest(package: PackageFile, name: str) -> bytes:
    return hashlib.new(name, package.path.read_bytes()).digest()


# What headers say -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        f"sha-256=:{EMPTY_64}:",
        f"  sha-256=:{EMPTY_64}: ",
        f"md5=:1B2M2Y8AsgTpgAmY7PhCfg==:, sha-256=:{EMPTY_64}:",
        f"sha-256=:{EMPTY_64}:;x=1, unixsum=:AAA=:",
        f"sha-256=:AAAA:, sha-256=:{EMPTY_64}:",
    ],
)
def test_a_repr_digest_is_read_as_rfc_9530_writes_it(header: str) -> None:
    assert repr_digests({"repr-digest": header}) == (Claim(Proof.REPR_DIGEST, "sha-256", EMPTY),)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha-256",
        f"sha-256={EMPTY_64}",
        f"SHA-256=:{EMPTY_64}:",
        "sha-256=:AAAA:",
        "sha-256=:%%%%:",
        f'sha-256=":{EMPTY_64}:"',
        "md5=:1B2M2Y8AsgTpgAmY7PhCfg==:",
        "sha=:2jmj7l5rSw0yVb/vlWAYkK/YBwk=:",
    ],
)
def test_what_is_no_digest_or_a_weak_one_proves_nothing(header: str) -> None:
    assert repr_digests({"repr-digest": header}) == ()


def test_an_oc_checksum_gives_what_is_strong_enough() -> None:
    header = f"MD5:d41d8cd98f00b204e9800998ecf8427e SHA1:{SHA_1.upper()} ADLER32:00000001"
    assert oc_checksums({"oc-checksum": header}) == (Claim(Proof.OC_CHECKSUM, "sha-1", SHA_1),)
    assert oc_checksums({"oc-checksum": f"SHA256:{EMPTY}"})[0].algorithm == "sha-256"


@pytest.mark.parametrize("header", ["", "SHA1", "SHA1:abc", "SHA1:" + "g" * 40, "ADLER32:1"])
def test_what_is_no_oc_checksum_proves_nothing(header: str) -> None:
    assert oc_checksums({"oc-checksum": header}) == ()


# Comparing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["sha-256", "sha-512", "sha-1"])
def test_an_equal_claim_is_agreed(package_file: PackageFile, algorithm: str) -> None:
    claim = Claim(
        Proof.REPR_DIGEST, algorithm, digest(package_file, algorithm.replace("-", "")).hex()
    )
    assert agreed_claim(package_file, [claim], QUIET) == claim


@pytest.mark.parametrize("algorithm", ["sha-256", "sha-512", "sha-1"])
def test_another_claim_is_a_different_copy(package_file: PackageFile, algorithm: str) -> None:
    with pytest.raises(CopyDiffers):
        agreed_claim(package_file, [Claim(Proof.REPR_DIGEST, algorithm, "00" * 32)], QUIET)


def test_without_a_claim_nothing_is_agreed(package_file: PackageFile) -> None:
    assert agreed_claim(package_file, [], QUIET) is None


def test_of_several_claims_the_one_that_is_known_already_counts(package_file: PackageFile) -> None:
    ours = Claim(Proof.REPR_DIGEST, "sha-256", package_file.sha256)
    package_file.path.unlink()  # so nothing else can be computed
    assert (
        agreed_claim(package_file, [Claim(Proof.REPR_DIGEST, "sha-512", "00"), ours], QUIET) == ours
    )


# Asking a receiver ------------------------------------------------------------------------------


class Holds(Fault):
    """Answers HEAD and GET as a receiver that holds something."""

    def __init__(self, body: bytes) -> None:
        self.status = 200
        self.body = body
        self.headers: dict[str, str] = {}
        self.closed = 0  # what a GET is refused with

    @override
    def instead(self, exchange: Exchange) -> Answer:
        if self.closed and exchange.method == "GET":
            return Answer(self.closed)
        return Answer(self.status, self.headers, self.body)


@pytest.fixture
def holds(package_file: PackageFile) -> Holds:
    return Holds(package_file.path.read_bytes())


@pytest.fixture
def server(holds: Holds) -> Iterator[FaultProxy]:
    with FaultProxy(0, holds) as running:
        yield running


@pytest.fixture
def client(server: FaultProxy) -> Iterator[Client]:
    with Client(f"http://127.0.0.1:{server.port}/") as made:
        yield made


def proven(
    client: Client, server: FaultProxy, package: PackageFile, *, fresh: bool
) -> Claim | None:
    url = f"http://127.0.0.1:{server.port}/x"
    there = probe(client, url)
    assert isinstance(there, Reply)
    return prove(client, url, package, QUIET, there, fresh=fresh)


def methods(server: FaultProxy) -> list[str]:
    return [each.method for each in server.exchanges]


def test_the_copy_is_read_back_though_the_receiver_reports_a_digest(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    told = base64.b64encode(digest(package_file, "sha256")).decode()
    holds.headers = {"Repr-Digest": f"sha-256=:{told}:"}
    claim = proven(client, server, package_file, fresh=True)
    assert claim == Claim(Proof.READ_BACK, "sha-256", package_file.sha256)
    assert methods(server) == ["HEAD", "GET"]
    assert "sha-256=10" in server.exchanges[0].headers["want-repr-digest"]


def test_the_receiver_s_word_counts_only_where_it_lets_nobody_read(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    told = base64.b64encode(digest(package_file, "sha256")).decode()
    holds.headers = {"Repr-Digest": f"sha-256=:{told}:"}
    holds.closed = 405
    claim = proven(client, server, package_file, fresh=True)
    assert claim == Claim(Proof.REPR_DIGEST, "sha-256", package_file.sha256)


def test_a_digest_of_something_else_is_a_different_copy_where_nobody_may_read(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    holds.headers = {"Repr-Digest": f"sha-256=:{EMPTY_64}:"}
    holds.closed = 403
    with pytest.raises(CopyDiffers):
        proven(client, server, package_file, fresh=True)


def test_without_a_digest_the_copy_is_read_back(
    client: Client, server: FaultProxy, package_file: PackageFile
) -> None:
    claim = proven(client, server, package_file, fresh=True)
    assert claim == Claim(Proof.READ_BACK, "sha-256", package_file.sha256)
    assert methods(server) == ["HEAD", "GET"]


def test_an_oc_checksum_counts_for_what_we_have_just_put_there(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    holds.headers = {"OC-Checksum": f"SHA1:{digest(package_file, 'sha1').hex()}"}
    holds.closed = 405
    claim = proven(client, server, package_file, fresh=True)
    assert claim is not None
    assert (claim.proof, claim.algorithm) == (Proof.OC_CHECKSUM, "sha-1")


def test_an_oc_checksum_of_what_lay_there_before_may_be_the_sender_s_own_word(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    holds.headers = {"OC-Checksum": f"SHA1:{digest(package_file, 'sha1').hex()}"}
    holds.closed = 405
    assert proven(client, server, package_file, fresh=False) is None


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"x"])
def test_another_length_is_a_different_copy(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile, change: Change
) -> None:
    holds.body = change(holds.body)
    with pytest.raises(CopyDiffers) as different:
        proven(client, server, package_file, fresh=True)
    assert different.value.what == "size"
    assert methods(server) == ["HEAD"]


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"x"])
def test_reading_back_another_length_tells_nothing(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile, change: Change
) -> None:
    holds.body = change(holds.body)
    with pytest.raises(NotTheCopy):
        read_back(client, f"http://127.0.0.1:{server.port}/x", package_file, QUIET)


@pytest.mark.parametrize("status", [201, 204, 206])
def test_an_answer_that_is_not_the_file_tells_nothing(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile, status: int
) -> None:
    holds.status = status
    with pytest.raises(NotTheCopy):
        read_back(client, f"http://127.0.0.1:{server.port}/x", package_file, QUIET)


@pytest.mark.parametrize("kind", ["text/html", "Text/HTML; charset=utf-8", "application/xhtml+xml"])
def test_a_page_to_sign_in_tells_nothing_though_it_is_as_long(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile, kind: str
) -> None:
    holds.headers = {"Content-Type": kind}
    with pytest.raises(NotTheCopy):
        proven(client, server, package_file, fresh=True)


def test_reading_back_other_bytes_is_a_different_copy(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    holds.body = bytes(len(holds.body))
    with pytest.raises(CopyDiffers) as different:
        proven(client, server, package_file, fresh=True)
    assert different.value.what == "content"


@pytest.mark.parametrize("status", [401, 403, 404, 405, 501])
def test_a_receiver_that_gives_nothing_back_proves_nothing(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile, status: int
) -> None:
    holds.status = status
    assert read_back(client, f"http://127.0.0.1:{server.port}/x", package_file, QUIET) is None


def test_a_copy_that_comes_squeezed_is_no_copy(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    holds.headers = {"Content-Encoding": "gzip"}
    with pytest.raises(NotTheCopy):
        read_back(client, f"http://127.0.0.1:{server.port}/x", package_file, QUIET)


def test_a_connection_that_breaks_while_reading_back_is_no_different_copy(
    client: Client, server: FaultProxy, holds: Holds, package_file: PackageFile
) -> None:
    class Breaks(Holds):
        @override
        def down(self, exchange: Exchange, block: bytes) -> bytes:
            return block[:-1000]

    server.fault = Breaks(holds.body)
    with pytest.raises(ConnectionLost):
        read_back(client, f"http://127.0.0.1:{server.port}/x", package_file, QUIET)


@pytest.mark.parametrize("status", [404, 410])
def test_where_there_is_nothing_nothing_is_seen(
    client: Client, server: FaultProxy, holds: Holds, status: int
) -> None:
    holds.status = status
    assert probe(client, f"http://127.0.0.1:{server.port}/x") is None
