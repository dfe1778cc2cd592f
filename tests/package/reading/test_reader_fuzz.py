"""Random bags are valid, random damage is found, and nothing but our own errors comes out."""

import re
import string
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.reader import verify, verify_source
from lssc_desktop.package.reading.fault import escapes, folded
from tests.package.reading.conftest import ranges_of

type MakeBag = Callable[..., dict[str, bytes]]

SEED = 20261125
NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\%*"), min_size=1
).filter(lambda name: name.strip() == name and name != "." and not escapes(f"data/{name}"))
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@SHARED
@given(
    payload=st.dictionaries(NAMES.map("data/{}".format), st.binary(max_size=300), max_size=6),
    version=st.sampled_from(["0.93", "0.96", "0.97", "1.0"]),
    algorithms=st.sets(st.sampled_from(["md5", "sha1", "sha256", "sha512"]), min_size=1),
    deflate=st.booleans(),
)
def test_a_random_bag_is_valid(
    make_bag: MakeBag,
    write_zip: Callable[..., Path],
    payload: dict[str, bytes],
    version: str,
    algorithms: set[str],
    *,
    deflate: bool,
) -> None:
    bag = make_bag(payload, version=version, algorithms=sorted(algorithms))
    found = verify(write_zip(bag, deflate=deflate), ignore_progress)
    assert (found.faults, found.files) == ((), len(payload))
    twins = len(payload) - len({folded(name) for name in payload})
    assert [fault.code.value for fault in found.warnings].count("name-twins") == twins


@SHARED
@given(data=st.data())
def test_one_changed_byte_of_any_file_is_found(
    make_bag: MakeBag, write_folder: Callable[..., Path], data: st.DataObject
) -> None:
    bag = make_bag(after={"tagmanifest-sha256.txt": None}) if data.draw(st.booleans()) else None
    bag = bag or make_bag()
    names = ["data/letter.txt", "data/pictures/shelf.jpg"]
    if "tagmanifest-sha256.txt" in bag:
        names += ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"]
    name = data.draw(st.sampled_from(names))
    place = data.draw(st.integers(0, len(bag[name]) - 1))
    flip = data.draw(st.integers(1, 255))
    changed = bytearray(bag[name])
    changed[place] ^= flip
    bag[name] = bytes(changed)
    assert not verify(write_folder(bag), ignore_progress).valid


def _outcome(path: Path) -> str:
    try:
        found = verify(path, ignore_progress)
    except LsscError as error:
        with pytest.raises(type(error), match=re.escape(str(error))):
            verify_source(ranges_of(path), ignore_progress)
        return "refused" if message_for(error).advice else "no advice"
    assert verify_source(ranges_of(path), ignore_progress) == found
    return str(found.valid)


@pytest.mark.parametrize("deflate", [False, True])
def test_random_damage_to_a_zip_gives_faults_or_a_sentence(
    make_bag: MakeBag, write_zip: Callable[..., Path], *, deflate: bool
) -> None:
    path = write_zip(make_bag(), deflate=deflate)
    whole = path.read_bytes()
    random = Random(SEED)  # noqa: S311 - the same damage in every run
    outcomes: set[str] = set()
    for _ in range(1_500):
        damaged = bytearray(whole)
        for _ in range(random.choice([1, 1, 2, 8])):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        if random.random() < 0.1:
            del damaged[random.randrange(len(damaged)) :]
        path.write_bytes(damaged)
        outcomes.add(_outcome(path))
    assert outcomes == {"True", "False", "refused"}  # True: dates and the like may change


def test_random_text_in_tag_files_gives_faults(
    make_bag: MakeBag, write_folder: Callable[..., Path]
) -> None:
    random = Random(SEED)  # noqa: S311 - the same damage in every run
    pieces = [*string.printable, *(chr(n) for n in range(0x80, 0x100)), "data/", "0" * 64, "%25"]
    names = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-md5.txt", "fetch.txt"]
    for _ in range(300):
        text = "".join(random.choices(pieces, k=random.randrange(1, 200)))
        encoding = random.choice(["utf-8", "latin-1", "utf-16"])
        found = verify(
            write_folder(make_bag(after={random.choice(names): text.encode(encoding)})),
            ignore_progress,
        )
        assert not found.valid


def test_every_byte_of_the_payload_of_a_zip_counts(
    make_bag: MakeBag, write_zip: Callable[..., Path]
) -> None:
    path = write_zip(make_bag({"data/a": b"0123456789"}))
    whole = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        start = whole.index(b"0123456789", archive.getinfo("bag/data/a").header_offset)
    for place in range(start, start + 10):
        path.write_bytes(whole[:place] + b"X" + whole[place + 1 :])
        found = verify(path, ignore_progress)
        assert {fault.code for fault in found.faults} == {"entry-crc"}
