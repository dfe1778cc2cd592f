"""Keys and signatures on the disk, held against the real ssh-keygen."""

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.submission.signature import KnownSigner
from lssc_desktop.core.submission.trust import SignatureState
from lssc_desktop.store.signing import (
    KEY,
    KNOWN_SIGNERS,
    PUBLIC_KEY,
    KeyThere,
    KeyUnusable,
    NoKey,
    NoSignature,
    NothingToSign,
    check_signature,
    forget_key,
    forget_signer,
    known_signers,
    make_key,
    mark_lost,
    own_key,
    remember_signer,
    sign_as_own,
    sign_file,
    signature_path,
    signer_of,
)

DAY = date(2026, 11, 28)
CONTENT = b"PK\x03\x04 a package\n" * 100

needs_ssh_keygen = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None,
    reason="ssh-keygen is not installed (Debian: openssh-client)",
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "A. Rivera, Technology.lssc.zip"
    path.write_bytes(CONTENT)
    return path


def ssh_keygen(*words: str | Path, given: Path | None = None) -> "subprocess.CompletedProcess[str]":
    with Path(os.devnull if given is None else given).open("rb") as said:
        return subprocess.run(
            ["ssh-keygen", *map(str, words)],
            stdin=said,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


# Keys -------------------------------------------------------------------------------------------


def test_a_key_is_made_once_and_is_for_its_user_alone(config: Path) -> None:
    assert own_key(config) is None
    public = make_key(config)
    assert own_key(config) == public
    if sys.platform != "win32":
        assert stat.S_IMODE((config / KEY).stat().st_mode) == 0o600
    with pytest.raises(KeyThere):
        make_key(config)
    forget_key(config)
    assert own_key(config) is None
    assert list(config.iterdir()) == []
    assert make_key(config) != public


def test_a_key_that_is_none_is_told(config: Path, package: Path) -> None:
    make_key(config)
    (config / KEY).write_bytes(b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n")
    with pytest.raises(KeyUnusable):
        sign_file(config, package)


# Signing and checking ---------------------------------------------------------------------------


def test_nothing_is_signed_without_a_key_and_no_folder(config: Path, package: Path) -> None:
    with pytest.raises(NoKey):
        sign_file(config, package)
    assert not sign_as_own(config, package)
    assert check_signature(config, package, "").state is SignatureState.UNSIGNED
    make_key(config)
    with pytest.raises(NothingToSign):
        sign_file(config, package.parent)


def test_signing_leaves_the_file_as_it_is(config: Path, package: Path) -> None:
    public = make_key(config)
    before = package.stat()
    assert sign_file(config, package) == signature_path(package)
    assert package.read_bytes() == CONTENT
    assert package.stat().st_mtime_ns == before.st_mtime_ns
    found = check_signature(config, package, "")
    assert (found.state, found.key) == (SignatureState.OWN, public)


def test_another_user_sees_a_key_until_it_was_compared(
    config: Path, package: Path, tmp_path: Path
) -> None:
    public = make_key(config)
    sign_file(config, package)
    office = tmp_path / "office"
    found = check_signature(office, package, "")
    assert (found.state, found.fingerprint) == (SignatureState.UNKNOWN, public.fingerprint)
    remember_signer(office, signer_of(package, "Ana Rivera", public.fingerprint, DAY))
    found = check_signature(office, package, "")
    assert (found.state, found.name) == (SignatureState.KNOWN, "Ana Rivera")
    assert known_signers(office) == (KnownSigner("Ana Rivera", public, DAY),)
    forget_signer(office, public)
    assert check_signature(office, package, "").state is SignatureState.UNKNOWN


def test_a_changed_file_is_told_and_its_signer_cannot_be_remembered(
    config: Path, package: Path
) -> None:
    make_key(config)
    sign_file(config, package)
    package.write_bytes(CONTENT.replace(b"a package", b"b package"))
    assert check_signature(config, package, "").state is SignatureState.BAD
    with pytest.raises(NoSignature):
        signer_of(package, "Ana", "", DAY)


def test_a_signature_that_is_none_is_told(config: Path, package: Path) -> None:
    for content in (b"", b"\xff\xfe", b"x" * 100_000, b"-----BEGIN SSH SIGNATURE-----\n"):
        signature_path(package).write_bytes(content)
        assert check_signature(config, package, "").state is SignatureState.UNREADABLE
    signature_path(package).unlink()
    signature_path(package).mkdir()
    assert check_signature(config, package, "").state is SignatureState.UNREADABLE


def test_a_signature_of_what_was_there_before_does_not_stay(config: Path, package: Path) -> None:
    make_key(config)
    assert sign_as_own(config, package)
    package.write_bytes(b"another")
    assert sign_as_own(config, package)
    assert check_signature(config, package, "").state is SignatureState.OWN
    forget_key(config)
    package.write_bytes(b"a third")
    assert not sign_as_own(config, package)
    assert not signature_path(package).exists()


# ssh-keygen -------------------------------------------------------------------------------------


@needs_ssh_keygen
def test_ssh_keygen_says_the_same_of_our_key(config: Path) -> None:
    public = make_key(config)
    for name in (KEY, PUBLIC_KEY):
        said = ssh_keygen("-l", "-f", config / name)
        assert public.fingerprint in said.stdout, said.stderr
    assert ssh_keygen("-y", "-f", config / KEY).stdout.startswith(public.line)


@needs_ssh_keygen
def test_ssh_keygen_checks_what_we_sign(config: Path, package: Path, tmp_path: Path) -> None:
    public = make_key(config)
    signature = sign_file(config, package)
    office = tmp_path / "office"
    zoe = signer_of(package, "Zoë O’Brien", public.fingerprint, DAY)
    remember_signer(office, zoe)
    known = office / KNOWN_SIGNERS

    check = ("-Y", "check-novalidate", "-n", "lssc-desktop", "-s", signature)
    assert ssh_keygen(*check, given=package).stdout.startswith("Good ")
    found = ssh_keygen("-Y", "find-principals", "-s", signature, "-f", known)
    assert found.stdout == "Zoë O’Brien\n", found.stderr
    verify = ("-Y", "verify", "-f", known, "-I", "Zoë O’Brien", "-n", "lssc-desktop", "-s")
    assert ssh_keygen(*verify, signature, given=package).returncode == 0
    mark_lost(office, zoe, DAY)
    assert ssh_keygen(*verify, signature, given=package).returncode != 0
    assert known_signers(office) == (replace(zoe, lost=DAY),)

    package.write_bytes(CONTENT + b".")
    assert ssh_keygen(*verify, signature, given=package).returncode != 0
    assert ssh_keygen(*check, given=package).returncode != 0


@needs_ssh_keygen
@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
def test_we_check_what_ssh_keygen_signs(config: Path, package: Path, algorithm: str) -> None:
    public = make_key(config)
    words = ("-Y", "sign", "-O", f"hashalg={algorithm}", "-n", "lssc-desktop", "-f", config / KEY)
    said = ssh_keygen(*words, package)
    assert said.returncode == 0, said.stderr
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert check_signature(config, package, "", digest).key == public
    assert check_signature(config, package, "").state is SignatureState.OWN
    package.write_bytes(CONTENT[1:])
    assert check_signature(config, package, "").state is SignatureState.BAD


@needs_ssh_keygen
@pytest.mark.parametrize("kind", [("-t", "ecdsa"), ("-t", "ed25519")])
def test_other_kinds_and_purposes_are_not_believed(
    config: Path, package: Path, tmp_path: Path, kind: tuple[str, str]
) -> None:
    """A key of another kind, and a signature that was made for something else."""
    key = tmp_path / "key"
    assert ssh_keygen("-q", *kind, "-N", "", "-f", key).returncode == 0
    purpose = "file" if "ed25519" in kind else "lssc-desktop"
    assert ssh_keygen("-Y", "sign", "-n", purpose, "-f", key, package).returncode == 0
    assert check_signature(config, package, "").state is SignatureState.UNREADABLE


@needs_ssh_keygen
def test_a_key_with_a_passphrase_is_told(config: Path, package: Path) -> None:
    make_key(config)
    assert ssh_keygen("-q", "-p", "-N", "secret", "-f", config / KEY).returncode == 0
    with pytest.raises(KeyUnusable):
        sign_file(config, package)
    assert check_signature(config, package, "").state is SignatureState.UNSIGNED
