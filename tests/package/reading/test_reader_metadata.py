"""The rules for metadata, for files to be fetched and for names; faults and warnings told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.package.reader import Verification

type MakeBag = Callable[..., dict[str, bytes]]
type Write = Callable[..., Path]
type Check = Callable[[Path], Verification]
type Told = Callable[[dict[str, bytes]], tuple[list[tuple[str, str]], list[tuple[str, str]]]]


@pytest.mark.parametrize(
    ("line", "version", "fault"),
    [
        ("no colon", "1.0", True),
        ("no colon", "0.97", True),
        ("Label:no space", "1.0", True),
        ("Label : space", "1.0", True),
        ("Label : space", "0.97", False),
        ("Label:no space", "0.97", False),
        ("Label: with : colons", "1.0", False),
    ],
)
def test_metadata_is_label_colon_space_value(
    make_bag: MakeBag, told: Told, line: str, version: str, *, fault: bool
) -> None:
    bag = make_bag(changes={"bag-info.txt": f"{line}\n".encode()}, version=version)
    assert told(bag) == ([("line-malformed", "bag-info.txt")] if fault else [], [])


def test_folded_metadata_is_one_value(make_bag: MakeBag, write_zip: Write, check: Check) -> None:
    text = b"Title: one\n two\r\n\tthree\rtitle: four\n"
    found = check(write_zip(make_bag(changes={"bag-info.txt": text})))
    assert found.info == (("Title", "one two three"), ("title", "four"))


@pytest.mark.parametrize("value", ["1013", "1013.", ".2", "-1.2", "1013.2.1", "1 013.2", "9" * 99])
def test_a_payload_oxum_is_bytes_dot_files(make_bag: MakeBag, told: Told, value: str) -> None:
    bag = make_bag(changes={"bag-info.txt": f"Payload-Oxum: {value}\n".encode()})
    assert told(bag) == ([("payload-oxum-malformed", "")], [])


@pytest.mark.parametrize("value", ["1012.2", "1013.3", "0.0"])
def test_a_payload_oxum_must_be_true(make_bag: MakeBag, told: Told, value: str) -> None:
    bag = make_bag(changes={"bag-info.txt": f"payload-oxum: {value}\n".encode()})
    assert told(bag) == ([("payload-oxum-differs", "")], [])


def test_a_payload_oxum_is_said_once(make_bag: MakeBag, told: Told) -> None:
    changes = {"bag-info.txt": b"Payload-Oxum: 1013.2\n" * 2}
    repeated = ("payload-oxum-repeated", "bag-info.txt")
    assert told(make_bag(changes=changes)) == ([repeated], [])
    assert told(make_bag(changes=changes, version="0.97")) == ([], [repeated])


def test_some_metadata_should_not_be_repeated(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(
        changes={"bag-info.txt": b"Bag-Size: 1 MB\nBag-Size: 2 MB\nTitle: a\nTitle: b\n"}
    )
    assert told(bag) == ([], [("info-repeated", "bag-info.txt")])


def test_a_fetch_file_is_reported_and_never_followed(make_bag: MakeBag, told: Told) -> None:
    fetch = b"http://127.0.0.1:1/ 13 data/letter.txt\n"
    present = ("fetch-present", "fetch.txt")
    assert told(make_bag(changes={"fetch.txt": fetch})) == ([], [present])
    bag = make_bag(changes={"fetch.txt": fetch}, after={"data/letter.txt": None})
    assert told(bag) == ([("fetch-absent", "data/letter.txt")], [present])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("http://example.org/", "line-malformed"),
        ("example.org/letter 13 data/letter.txt", "fetch-url"),
        ("http://example.org/ many data/letter.txt", "fetch-length"),
        ("http://example.org/ -1 data/letter.txt", "fetch-length"),
        ("http://example.org/ 13 bag-info.txt", "fetch-outside"),
        ("http://example.org/ 13 data/other.txt", "fetch-not-listed"),
    ],
)
def test_what_a_fetch_file_must_not_say(
    make_bag: MakeBag, told: Told, line: str, code: str
) -> None:
    faults, _ = told(make_bag(changes={"fetch.txt": f"{line}\n".encode()}))
    assert code in [code for code, _ in faults]
    assert len(faults) == (2 if code == "fetch-not-listed" else 1)


def test_fetched_files_are_in_every_manifest_since_1_0(make_bag: MakeBag, told: Told) -> None:
    changes = {"fetch.txt": b"http://example.org/ - data/letter.txt\n"}
    for version, count in (("1.0", 1), ("0.97", 0)):
        bag = make_bag(version=version, algorithms=["md5", "sha1"])
        shorter = bag["manifest-md5.txt"].splitlines(keepends=True)[1]
        bag = make_bag(
            version=version,
            algorithms=["md5", "sha1"],
            changes={**changes, "manifest-md5.txt": shorter},
        )
        codes = [code for code, _ in told(bag)[0]]
        assert codes.count("fetch-not-listed") == count


def test_a_wrong_size_or_a_repeated_file_to_fetch_is_a_warning(
    make_bag: MakeBag, told: Told
) -> None:
    fetch = b"http://example.org/ 14 data/letter.txt\n" * 2
    assert [code for code, _ in told(make_bag(changes={"fetch.txt": fetch}))[1]] == [
        "fetch-size",
        "listed-twice",
        "fetch-size",
        "fetch-present",
    ]


def test_names_that_differ_only_in_case_or_accents_are_a_warning(
    make_bag: MakeBag, told: Told
) -> None:
    names = ["data/A.txt", "data/a.txt", "data/\u00fc", "data/u\u0308", "data/U\u0308"]
    faults, warnings = told(make_bag(dict.fromkeys(names, b"")))
    assert (faults, [code for code, _ in warnings]) == ([], ["name-twins"] * 3)


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "._a.txt", "__MACOSX/a", "desktop.ini"])
def test_a_file_of_the_system_is_a_warning(make_bag: MakeBag, told: Told, name: str) -> None:
    assert told(make_bag({f"data/{name}": b""})) == ([], [("system-file", f"data/{name}")])


def test_no_more_is_read_of_what_a_bag_says_of_itself_than_anybody_reads(
    make_bag: MakeBag, told: Told
) -> None:
    def said(count: int) -> dict[str, bytes]:
        lines = b"".join(b"K%d: v\n" % number for number in range(count))
        return {"bag-info.txt": lines}

    assert told(make_bag(changes=said(1_001)))[0] == [("info-too-many", "bag-info.txt")]
    assert told(make_bag(changes=said(1_000)))[0] == []
