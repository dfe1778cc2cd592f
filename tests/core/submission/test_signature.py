"""Signatures, keys and known signers as OpenSSH writes them, and what nobody may slip in."""

import base64
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.submission.signature import (
    KeyUnreadable,
    KnownSigner,
    PublicKey,
    SignatureUnreadable,
    SshSignature,
    decode_public_key,
    decode_signature,
    encode_signature,
    read_signers,
    signed_message,
    with_signer,
    without_signer,
)

KEY = PublicKey(bytes(range(32)))
OTHER = PublicKey(bytes(range(1, 33)))
SIGNATURE = SshSignature(KEY, "sha256", bytes(64))


def test_a_signature_is_read_as_it_was_written() -> None:
    text = encode_signature(SIGNATURE)
    assert text.startswith("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH")
    assert max(map(len, text.splitlines())) <= 70
    assert decode_signature(text) == SIGNATURE
    assert decode_signature(text.replace("\n", "\r\n")) == SIGNATURE


def test_what_is_signed_names_the_purpose_and_the_algorithm() -> None:
    message = signed_message("sha256", b"d" * 32)
    assert message == (
        b"SSHSIG\0\0\0\x0clssc-desktop\0\0\0\0\0\0\0\x06sha256\0\0\0\x20" + b"d" * 32
    )


def _changed(old: bytes, new: bytes) -> str:
    lines = encode_signature(SIGNATURE).splitlines()
    data = base64.b64decode("".join(lines[1:-1]))
    assert old in data
    return "\n".join((lines[0], base64.b64encode(data.replace(old, new)).decode(), lines[-1]))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"lssc-desktop", b"another-page", "namespace"),
        (b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2", "version"),
        (b"SSHSIG", b"SSHSIX", "form"),
        (b"ssh-ed25519", b"ssh-ed25518", "algorithm"),
        (b"\0\0\0\x06sha256", b"\0\0\0\x06sha999", "algorithm"),
        (b"\0\0\0\x0clssc-desktop", b"\xff\xff\xff\xfflssc-desktop", "form"),
        (b"\0\0\0\x0clssc-desktop", b"\0\0\0\x01lssc-desktop", "form"),
    ],
)
def test_another_signature_is_refused_with_its_reason(old: bytes, new: bytes, reason: str) -> None:
    with pytest.raises(SignatureUnreadable) as refused:
        decode_signature(_changed(old, new))
    assert refused.value.reason == reason


@pytest.mark.parametrize("text", ["", "nothing", "-----BEGIN SSH SIGNATURE-----\n", "x" * 20_000])
def test_what_is_no_signature_is_refused(text: str) -> None:
    with pytest.raises(SignatureUnreadable):
        decode_signature(text)


@given(st.binary(max_size=400))
def test_no_bytes_in_a_signature_are_unforeseen(data: bytes) -> None:
    inside = base64.b64encode(b"SSHSIG\0\0\0\1" + data).decode()
    text = f"-----BEGIN SSH SIGNATURE-----\n{inside}\n-----END SSH SIGNATURE-----\n"
    with pytest.raises(SignatureUnreadable):
        decode_signature(text)


def test_a_public_key_is_read_from_its_line() -> None:
    assert decode_public_key(f"{KEY.line} ana@library") == KEY
    for text in ("", "ssh-ed25519", "ssh-rsa AAAA", "ssh-ed25519 !!!!", KEY.line[:-4]):
        with pytest.raises(KeyUnreadable):
            decode_public_key(text)


def test_signers_are_remembered_in_the_form_of_openssh() -> None:
    ana = KnownSigner("Ana Rivera", KEY, date(2026, 11, 28))
    text = with_signer("# ours\n", ana)
    assert text == (
        f'# ours\n"Ana Rivera" namespaces="lssc-desktop" {KEY.line} fingerprint 2026-11-28\n'
    )
    assert read_signers(text) == (ana,)
    again = with_signer(text, KnownSigner("A. Rivera", KEY))
    assert [signer.name for signer in read_signers(again)] == ["A. Rivera"]
    assert without_signer(again, OTHER) == again
    assert without_signer(again, KEY) == "# ours\n"


def test_a_name_cannot_become_a_pattern_or_a_line_of_its_own() -> None:
    text = with_signer("", KnownSigner('*,"!x\nroot ' + OTHER.line, KEY))
    assert len(text.splitlines()) == 1
    assert [signer.key for signer in read_signers(text)] == [KEY]


def test_lines_that_we_do_not_wholly_understand_vouch_for_nobody() -> None:
    lines = (
        f"* {KEY.line}",
        f"a,b {KEY.line}",
        f"ana cert-authority {KEY.line}",
        f'ana valid-before="20200101" {KEY.line}',
        f'ana namespaces="file" {KEY.line}',
        f"# ana {KEY.line}",
        "ana ssh-rsa AAAA",
    )
    assert read_signers("\n".join(lines)) == ()
    assert read_signers(f"ana@library.example {KEY.line}\n")[0].name == "ana@library.example"


def test_a_lost_key_is_a_line_that_vouches_for_nobody_else() -> None:
    ana = KnownSigner("Ana Rivera", KEY, date(2026, 11, 28), date(2026, 11, 30))
    text = with_signer("", ana)
    assert text.startswith('# lost 2026-11-30 "Ana Rivera"')
    assert read_signers(text) == (ana,)
    assert without_signer(text, KEY) == ""
    assert read_signers(text.replace("2026-11-30", "some day")) == ()


def test_a_day_in_an_earlier_file_says_nothing_of_a_fingerprint() -> None:
    line = f'"Ana Rivera" namespaces="lssc-desktop" {KEY.line} compared 2026-11-28\n'
    assert read_signers(line) == (KnownSigner("Ana Rivera", KEY),)
