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

import platformdirs
import pytest
from platformdirs.windows import Windows

from lssc_desktop import paths
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.core.submission.signature import KnownSigner
from lssc_desktop.core.submission.trust import SignatureState
from lssc_desktop.store.computer.traces import find_traces, remove_traces
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
    has_key,
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


# Settings that follow their user to other computers ---------------------------------------------


@pytest.fixture
def roaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give this computer the folders of Windows, and return that of the settings."""
    monkeypatch.setattr(platformdirs, "PlatformDirs", Windows)
    slash = "" if sys.platform == "win32" else "/"  # twice, it is a whole path of Windows too
    for name in ("APPDATA", "LOCAL_APPDATA", "COMMON_APPDATA"):
        monkeypatch.setenv(f"WIN_PD_OVERRIDE_{name}", f"{slash}{tmp_path / name}")
    return paths.config_folder()


def keys_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob(f"{KEY}*"))


def test_a_key_does_not_follow_its_user_to_other_computers(roaming: Path, package: Path) -> None:
    public = make_key(roaming)
    here = paths.key_folder(roaming)
    assert here != roaming
    assert (keys_in(here), keys_in(roaming)) == ([KEY, PUBLIC_KEY], [])
    sign_file(roaming, package)
    remember_signer(roaming, KnownSigner("Ana Rivera", public, DAY))
    assert (roaming / KNOWN_SIGNERS).is_file()  # whom one knows may be known everywhere
    forget_key(roaming)
    assert keys_in(here) == []


def test_a_key_in_the_settings_is_moved_when_it_is_needed(
    roaming: Path, package: Path, tmp_path: Path
) -> None:
    public = make_key(tmp_path / "earlier")
    shutil.copytree(tmp_path / "earlier", roaming, dirs_exist_ok=True)
    here = paths.key_folder(roaming)
    sign_file(roaming, package)
    assert (keys_in(here), keys_in(roaming)) == ([KEY, PUBLIC_KEY], [])
    assert own_key(roaming) == public
    assert check_signature(roaming, package, "").state is SignatureState.OWN


def test_a_move_that_was_cut_off_is_ended(roaming: Path, tmp_path: Path) -> None:
    public = make_key(tmp_path / "earlier")
    here = paths.key_folder(roaming)
    for folder in (roaming, here):
        shutil.copytree(tmp_path / "earlier", folder, dirs_exist_ok=True)
    (here / PUBLIC_KEY).unlink()
    assert own_key(roaming) == public
    assert (keys_in(here), keys_in(roaming)) == ([KEY, PUBLIC_KEY], [])


def test_a_key_that_another_computer_left_replaces_none(roaming: Path, tmp_path: Path) -> None:
    public = make_key(roaming)
    make_key(tmp_path / "earlier")
    shutil.copytree(tmp_path / "earlier", roaming, dirs_exist_ok=True)
    assert own_key(roaming) == public
    assert keys_in(roaming) == [KEY, PUBLIC_KEY]  # it is the other computer's to move
    forget_key(roaming)
    assert own_key(roaming) is None


def test_a_key_that_cannot_be_moved_stays_the_key(roaming: Path, tmp_path: Path) -> None:
    public = make_key(tmp_path / "earlier")
    shutil.copytree(tmp_path / "earlier", roaming, dirs_exist_ok=True)
    here = paths.key_folder(roaming)
    here.parent.mkdir(parents=True, exist_ok=True)
    here.write_bytes(b"no folder")
    assert own_key(roaming) == public
    assert has_key(roaming)


def test_what_the_program_keeps_is_found_where_the_key_lies(roaming: Path) -> None:
    make_key(roaming)
    (trace,) = (each for each in find_traces(ignore_progress) if each.kind is TraceKind.SIGNING_KEY)
    assert {each.name for each in trace.files} == {KEY, PUBLIC_KEY}
    remove_traces([trace], ignore_progress)
    assert own_key(roaming) is None
