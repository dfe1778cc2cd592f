"""Where a film was taken, as telephones note it."""

import io
import struct

import pytest

from lssc_desktop.core.privacy.private_data import PrivacyKind
from lssc_desktop.documents.privacy.private_pictures import find_in_film


def box(kind: bytes, *inside: bytes) -> bytes:
    """A part of a film."""
    content = b"".join(inside)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def film(about: bytes, *, is_long: bool = False) -> bytes:
    """A film whose pictures stand before what is about it."""
    pictures = bytes(999) + b"+41.8781-087.6298/"
    data = struct.pack(">I4sQ", 1, b"mdat", 16 + len(pictures)) + pictures
    data = data if is_long else box(b"mdat", pictures)
    return box(b"ftyp", b"mp42", bytes(4)) + data + box(b"moov", about)


ANDROID = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+41.8781-087.6298/"))
APPLE = box(
    *(b"meta", b"com.apple.quicktime.location.ISO6709", bytes(8), b"+41.8781-087.6298+181.500/")
)
PHONE = box(
    *(b"loci", bytes(4), b"\x15\xc7Home\0\0", struct.pack(">iii", -5_742_707, 2_744_523, 0))
)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (ANDROID, "+41.8781-087.6298"),
        (APPLE, "+41.8781-087.6298+181.500"),
        (PHONE, "41.8781, -87.6268"),
    ],
)
@pytest.mark.parametrize("is_long", [False, True])
def test_where_a_film_was_taken_is_found(about: bytes, said: str, is_long: bool) -> None:
    found = list(find_in_film(io.BytesIO(film(about, is_long=is_long))))
    assert [each.kind for each in found] == [PrivacyKind.PHOTO_POSITION, PrivacyKind.UNREADABLE]
    assert found[0].found == said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"abc",
        film(b""),
        bytes(64),
        box(b"moov")[:6],
        struct.pack(">I4s", 1, b"mdat"),
        b"\xff" * 32,
    ],
)
def test_of_any_other_film_people_have_to_look(data: bytes) -> None:
    found = list(find_in_film(io.BytesIO(data)))
    assert [each.kind for each in found] == [PrivacyKind.UNREADABLE]
