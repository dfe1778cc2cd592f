"""Which certificates are believed, shown with a real server."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lssc_desktop.transfer.address import Password
from lssc_desktop.transfer.answers import CertificateFileUnusable, CertificateRefused
from lssc_desktop.transfer.http import Client
from tests.servers.apache import Apache
from tests.servers.certificates import Certificate, make_certificate


@contextmanager
def encrypted(certificate: Certificate) -> Iterator[str]:
    with Apache(tls=certificate) as server:
        yield f"https://127.0.0.1:{server.port}/"


def refused_certificate(certificate: Certificate, ca_file: Path | None) -> str:
    with (
        encrypted(certificate) as web,
        Client(web, Password("a", "b"), ca_file) as client,
        pytest.raises(CertificateRefused) as refused,
    ):
        client.ask("OPTIONS", web)
    return refused.value.reason


def test_a_certificate_that_the_system_does_not_know_is_refused(tmp_path: Path) -> None:
    assert refused_certificate(make_certificate(tmp_path), None) == "unknown"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep their own list elsewhere")
def test_a_certificate_that_the_system_knows_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.authority))  # an administrator's list
    with encrypted(certificate) as web, Client(web) as client:
        assert client.ask("OPTIONS", web).is_good


def test_with_the_file_of_an_institution_it_is_good(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    with encrypted(certificate) as web, Client(web, ca_file=certificate.authority) as client:
        assert client.ask("OPTIONS", web).is_good


def test_the_file_of_another_institution_is_no_help(tmp_path: Path) -> None:
    other = make_certificate(tmp_path / "other")
    assert refused_certificate(make_certificate(tmp_path / "a"), other.authority) == "unknown"


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    expired = make_certificate(tmp_path, days=-1)
    assert refused_certificate(expired, expired.authority) == "expired"


def test_a_certificate_that_does_not_count_yet_is_refused(tmp_path: Path) -> None:
    early = make_certificate(tmp_path, days=59)
    assert refused_certificate(early, early.authority) == "not-yet"


def test_the_certificate_of_another_host_is_refused(tmp_path: Path) -> None:
    other = make_certificate(tmp_path, host="office.example")
    assert refused_certificate(other, other.authority) == "other-host"


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_a_file_without_certificates_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CertificateFileUnusable):
        Client("https://office.example/", ca_file=path)
