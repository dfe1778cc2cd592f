import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.message import message_for
from lssc_desktop.transfer.address import (
    AddressNotUnderstood,
    Kind,
    NotEncrypted,
    SecretInAddress,
    folder_address,
    is_loopback,
    parse_address,
)

posix = pytest.mark.skipif(os.name == "nt", reason="paths of other systems")


@pytest.mark.parametrize(
    ("text", "spelled", "web"),
    [
        ("dav+https://Office.example/in", "dav+https://office.example/in/", "https:"),
        ("dav+https://office.example", "dav+https://office.example/", "https:"),
        ("DAV+HTTPS://office.example:443/a/", "dav+https://office.example/a/", "https:"),
        ("tus+https://office.example:8443/files", "tus+https://office.example:8443/files", "h"),
        ("dav+http://127.0.0.1:8080/", "dav+http://127.0.0.1:8080/", "http:"),
        ("tus+http://localhost/files", "tus+http://localhost/files", "http:"),
        ("tus+http://[::1]:80/files", "tus+http://[::1]/files", "http:"),
        ("dav+https://office.example/amy@x.org/", "dav+https://office.example/amy@x.org/", "h"),
        ("  dav+https://office.example/ ", "dav+https://office.example/", "https:"),
        ("dav+https://office.example/My in/", "dav+https://office.example/My%20in/", "https:"),
        (
            "dav+https://office.example/P\u00e4ck/",
            "dav+https://office.example/P%C3%A4ck/",
            "https:",
        ),
        (
            "dav+https://office.example/Pa\u0308ck",
            "dav+https://office.example/P%C3%A4ck/",
            "https:",
        ),
        (
            "dav+https://office.example/P%C3%A4ck/",
            "dav+https://office.example/P%C3%A4ck/",
            "https:",
        ),
        ("dav+https://office.example/100%/", "dav+https://office.example/100%25/", "https:"),
        ("dav+https://B\u00fccher.example/", "dav+https://xn--bcher-kva.example/", "https:"),
    ],
)
def test_a_web_address_has_one_spelling(text: str, spelled: str, web: str) -> None:
    address = parse_address(text)
    assert address.text == spelled
    assert address.web == spelled.partition("+")[2]
    assert address.web.startswith(web)
    assert parse_address(address.text) == address


@posix
@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("file:///media/stick", "/media/stick"),
        ("file:/media/stick/", "/media/stick"),
        ("file://localhost/media/My%20stick", "/media/My stick"),
    ],
)
def test_a_folder_has_an_address(text: str, folder: str) -> None:
    address = parse_address(text)
    assert (address.kind, address.folder) == (Kind.FOLDER, Path(folder))
    assert address.text == folder_address(Path(folder))


@posix
@pytest.mark.parametrize("name", ["My stick", "50% & more #1?", "Ärger", "a+b;c"])
def test_any_folder_is_found_again_by_its_address(tmp_path: Path, name: str) -> None:
    assert parse_address(folder_address(tmp_path / name)).folder == tmp_path / name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "office.example",
        "https://office.example/",
        "dav://office.example/",
        "dav+https:",
        "dav+https:///in",
        "dav+https://office.example:port/",
        "dav+https://office.example:99999/",
        "dav+https://[office/",
        "dav+https://office.example/?folder=1",
        "dav+https://office.example/#in",
        "dav+https://office example/",
        "dav+https://office.example/a\tb",
        "file:stick",
        "file:///stick?x",
        "file://[::1",
        "file:///%00",
        "sftp://office.example/",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressNotUnderstood):
        parse_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "dav+https://amy:secret@office.example/",
        "tus+https://amy@office.example/",
        "https://amy:secret@office.example/",
        "dav+http://:secret@127.0.0.1/",
        "//amy:secret@office.example/",
        "dav+https://amy:with/secret@office.example/",
        "dav+https:amy:secret@office.example/",
        "amy:secret@office.example",
        "file://amy:secret@office.example/in",
    ],
)
def test_an_address_with_a_password_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(SecretInAddress) as refused:
        parse_address(text)
    assert "secret" not in message_for(refused.value).text
    assert "secret" not in repr(refused.value)


@pytest.mark.parametrize(
    "host",
    [
        *("office.example", "192.168.1.10", "10.0.0.1", "128.0.0.1", "0.0.0.0"),  # noqa: S104  addresses, not where we listen
        *("127.0.0.1.example", "localhost.example", "[fe80::1]", "[::2]", "2130706433"),
    ],
)
@pytest.mark.parametrize("kind", ["dav", "tus"])
def test_without_encryption_nothing_leaves_this_computer(kind: str, host: str) -> None:
    with pytest.raises(NotEncrypted):
        parse_address(f"{kind}+http://{host}/")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1"])
def test_this_computer_is_known_by_its_numbers(host: str) -> None:
    assert is_loopback(host)


def authority(text: str) -> str:
    """What an address names as its host, or "" and a sentence that says why it has none."""
    try:
        return parse_address(text).web.partition("//")[2].partition("/")[0]
    except LsscError as error:
        return "" if message_for(error).text else "@"


@given(st.text(max_size=60) | st.text("davtus+htps:/@?#[]%.1", max_size=40))
def test_whatever_is_typed_gives_an_address_without_a_password_or_a_sentence(text: str) -> None:
    for prefix in ["", "dav+https://", "file:///"]:
        assert "@" not in authority(prefix + text)
