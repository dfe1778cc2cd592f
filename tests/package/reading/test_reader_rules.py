"""Each rule of RFC 8493 on its own: the fault, where it is told, and what older bags may."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.package.reader import Verification

type MakeBag = Callable[..., dict[str, bytes]]
type Write = Callable[..., Path]
type Check = Callable[[Path], Verification]
type Told = Callable[[dict[str, bytes]], tuple[list[tuple[str, str]], list[tuple[str, str]]]]

LETTER = hashlib.sha256(b"Dear reader,\n").hexdigest()
SHELF = hashlib.sha256(b"\xff\xd8" * 500).hexdigest()
LISTED = f"{LETTER}  data/letter.txt\n{SHELF}  data/pictures/shelf.jpg\n"
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@pytest.mark.parametrize(
    "content",
    [
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n\n",
        b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        b"BagIt-version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version:1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version: 1.0\n",
        b"BagIt-Version: one\nTag-File-Character-Encoding: UTF-8\n",
        b"\xff\n",
        b"",
    ],
)
def test_the_declaration_is_exactly_two_lines(
    make_bag: MakeBag, told: Told, content: bytes
) -> None:
    assert told(make_bag(changes={"bagit.txt": content}))[0] == [
        ("declaration-malformed", "bagit.txt")
    ]


def test_a_declaration_has_no_byte_order_mark(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(changes={"bagit.txt": b"\xef\xbb\xbf" + DECLARED})
    assert told(bag) == ([("byte-order-mark", "bagit.txt")], [])


def test_a_declaration_is_small(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(changes={"bagit.txt": DECLARED * 1000})
    assert told(bag) == ([("file-too-large", "bagit.txt")], [])


@pytest.mark.parametrize("version", [b"0.92", b"0.98", b"1.1", b"2.0", b"10.0"])
def test_other_versions_are_a_fault(make_bag: MakeBag, told: Told, version: bytes) -> None:
    bag = make_bag(changes={"bagit.txt": DECLARED.replace(b"1.0", version)})
    assert told(bag) == ([("version-unknown", "bagit.txt")], [])


@pytest.mark.parametrize("label", [b"KLINGON", b"rot13", b"base64", b"idna", b"x\0y", b"../utf"])
def test_what_is_no_character_encoding_is_a_fault(
    make_bag: MakeBag, told: Told, label: bytes
) -> None:
    bag = make_bag(changes={"bagit.txt": DECLARED.replace(b"UTF-8", label)})
    assert told(bag) == ([("encoding-unknown", "bagit.txt")], [])


def test_tag_files_in_utf_8_have_no_byte_order_mark(make_bag: MakeBag, told: Told) -> None:
    changes = {"manifest-sha256.txt": b"\xef\xbb\xbf" + LISTED.encode()}
    fault = ("byte-order-mark", "manifest-sha256.txt")
    assert told(make_bag(changes=changes)) == ([fault], [])
    assert told(make_bag(changes=changes, version="0.97")) == ([], [fault])


def test_bytes_that_are_not_in_the_encoding_are_told_with_their_line(
    make_bag: MakeBag, write_zip: Write, check: Check
) -> None:
    bag = make_bag(changes={"bag-info.txt": b"Title: A\nContact-Name: M\xfcller\nSize: 1\n"})
    found = check(write_zip(bag))
    assert [(fault.code, fault.fact("line")) for fault in found.faults] == [("text-encoding", "2")]
    assert found.info == (("Title", "A"), ("Size", "1"))


def test_half_a_character_of_utf_16_is_told(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(encoding="UTF-16", changes={"bag-info.txt": "T: x\n".encode("utf-16") + b"\0"})
    assert told(bag)[0] == [("text-encoding", "bag-info.txt")]


def test_a_last_line_without_an_end_is_a_warning(make_bag: MakeBag, told: Told) -> None:
    changes = {"manifest-sha256.txt": LISTED.strip().encode(), "bagit.txt": DECLARED.strip()}
    assert told(make_bag(changes=changes)) == (
        [],
        [("last-line-open", "bagit.txt"), ("last-line-open", "manifest-sha256.txt")],
    )


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "fetch.txt", "bag-info.txt"])
def test_an_empty_line_is_a_fault_since_1_0(make_bag: MakeBag, told: Told, name: str) -> None:
    before = make_bag().get(name, b"")
    faults, warnings = told(make_bag(changes={name: before + b"\n"}))
    assert ("line-empty", name) in faults
    faults, warnings = told(make_bag(changes={name: before + b"\n"}, version="0.97"))
    assert (faults, warnings[0]) == ([], ("line-empty", name))


@pytest.mark.parametrize(
    "line",
    [
        "# a comment",
        LETTER,
        f" {LETTER}  data/letter.txt",
        f"{LETTER},data/letter.txt",
        "x" * 99_999,
    ],
)
def test_a_line_of_a_manifest_is_a_sum_and_a_path(make_bag: MakeBag, told: Told, line: str) -> None:
    changes = {"manifest-sha256.txt": f"{LISTED}{line}\n".encode()}
    (fault,) = told(make_bag(changes=changes))[0]
    assert fault in {
        ("line-malformed", "manifest-sha256.txt"),
        ("text-encoding", "manifest-sha256.txt"),
    }


@pytest.mark.parametrize("sum_", [LETTER[:-1], LETTER[:-2], LETTER + "00", "0"])
def test_a_sum_has_the_length_of_its_algorithm(make_bag: MakeBag, told: Told, sum_: str) -> None:
    changes = {"manifest-sha256.txt": LISTED.replace(LETTER, sum_).encode()}
    assert told(make_bag(changes=changes)) == (
        [("checksum-malformed", "manifest-sha256.txt")],
        [],
    )


def test_sums_may_have_capitals_and_tabs(make_bag: MakeBag, told: Told) -> None:
    text = LISTED.replace(LETTER, LETTER.upper()).replace("  ", " \t ")
    assert told(make_bag(changes={"manifest-sha256.txt": text.encode()})) == ([], [])


@pytest.mark.parametrize("mark", [" *", "  ./", "  data/../", "  .//"])
def test_marks_and_detours(make_bag: MakeBag, told: Told, mark: str) -> None:
    text = LISTED.replace(f"{LETTER}  ", f"{LETTER}{mark}")
    faults, warnings = told(make_bag(changes={"manifest-sha256.txt": text.encode()}))
    if ".." in mark:
        assert ("path-escapes", "data/../data/letter.txt") in faults
    else:
        code = "md5sum-mark" if "*" in mark else "path-not-plain"
        assert (faults, [code]) == ([], [code for code, _ in warnings])


def test_md5sum_escapes_a_backslash(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag({"data/a.txt": b""})
    sum_ = hashlib.sha256(b"").hexdigest()
    bag["manifest-sha256.txt"] = f"\\{sum_}  data\\\\a.txt\n".encode()
    codes = [code for code, _ in told(bag)[0]]
    assert codes == ["path-backslash", "checksum-differs"]


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/etc/passwd",
        "~/x",
        "~root/x",
        "C:/x",
        "data/../../x",
        "data\\..\\x",
        "\\\\?\\C:\\x",
    ],
)
@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", "fetch.txt"])
def test_a_path_that_leads_out_is_a_fault_wherever_it_is_listed(
    make_bag: MakeBag, told: Told, path: str, name: str
) -> None:
    bag = make_bag()
    line = f"http://example.org/ 1 {path}" if name == "fetch.txt" else f"{LETTER}  {path}"
    bag[name] = bag.get(name, b"") + f"{line}\n".encode()
    assert ("path-escapes", path) in told(bag)[0]


def test_an_encoded_line_end_does_not_hide_a_way_out(make_bag: MakeBag, told: Told) -> None:
    text = f"{LISTED}{LETTER}  data/..\\%0A\n{LETTER}  data/%0A/../x\n"
    bag = make_bag(changes={"manifest-sha256.txt": text.encode()})
    assert [code for code, _ in told(bag)[0]] == ["path-escapes", "path-escapes"]


@pytest.mark.parametrize(
    ("name", "written"), [("data/100 %.txt", "data/100 %.txt"), ("data/%25.txt", "data/%25.txt")]
)
def test_since_1_0_a_percent_sign_must_be_encoded(
    make_bag: MakeBag, told: Told, name: str, written: str
) -> None:
    assert told(make_bag({name: b"1"})) == ([("path-not-encoded", written)], [])


def test_another_unicode_form_is_tolerated_with_a_warning(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag({"data/Mu\u0308ller.txt": b"1"})
    text = bag["manifest-sha256.txt"].decode().replace("u\u0308", "\u00fc")
    bag = make_bag({"data/Mu\u0308ller.txt": b"1"}, changes={"manifest-sha256.txt": text.encode()})
    assert told(bag) == ([], [("path-normalization", "data/Mu\u0308ller.txt")])


def test_a_folder_cannot_be_listed(make_bag: MakeBag, told: Told) -> None:
    text = f"{LISTED}{LETTER}  data/pictures/\n{LETTER}  data/pictures\n"
    faults, _ = told(make_bag(changes={"manifest-sha256.txt": text.encode()}))
    assert faults == [("folder-listed", "data/pictures/"), ("folder-listed", "data/pictures")]


def test_each_kind_of_manifest_lists_its_own_kind_of_file(make_bag: MakeBag, told: Told) -> None:
    info = hashlib.sha256(make_bag()["bag-info.txt"]).hexdigest()
    changes = {"manifest-sha256.txt": f"{LISTED}{info}  bag-info.txt\n".encode()}
    bag = make_bag(changes=changes)
    bag["tagmanifest-sha256.txt"] += f"{LETTER}  data/letter.txt\n".encode()
    assert told(bag)[0] == [
        ("outside-payload", "bag-info.txt"),
        ("payload-as-tag", "data/letter.txt"),
    ]


def test_a_tag_manifest_lists_no_tag_manifest(make_bag: MakeBag, told: Told) -> None:
    for version, place in (("1.0", 0), ("0.97", 1)):
        bag = make_bag(version=version, algorithms=["md5"])
        sum_ = hashlib.sha256(bag["tagmanifest-md5.txt"]).hexdigest()
        manifest = hashlib.sha256(bag["manifest-md5.txt"]).hexdigest()
        bag["tagmanifest-sha256.txt"] = (
            f"{sum_}  tagmanifest-md5.txt\n{manifest}  manifest-md5.txt\n".encode()
        )
        assert told(bag)[place] == [("tag-manifest-listed", "tagmanifest-md5.txt")]


def test_a_tag_manifest_lists_every_payload_manifest(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag()
    lines = bag["tagmanifest-sha256.txt"].splitlines(keepends=True)
    bag["tagmanifest-sha256.txt"] = b"".join(line for line in lines if b" manifest" not in line)
    warning = ("tag-file-not-listed", "manifest-sha256.txt")
    assert told(bag) == ([("manifest-not-listed", "manifest-sha256.txt")], [])
    bag["bagit.txt"] = bag["bagit.txt"].replace(b"1.0", b"0.97")
    assert told(bag)[0] == [("checksum-differs", "bagit.txt")]
    assert warning not in told(bag)[1]


def test_a_tag_file_that_nobody_lists_is_a_warning(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(after={"tags/notes.txt": b"free"})
    assert told(bag) == ([], [("tag-file-not-listed", "tags/notes.txt")])


def test_without_a_tag_manifest_no_tag_file_needs_one(make_bag: MakeBag, told: Told) -> None:
    assert told(make_bag(after={"tagmanifest-sha256.txt": None})) == ([], [])


def test_a_missing_tag_file_is_a_fault(make_bag: MakeBag, told: Told) -> None:
    assert told(make_bag(after={"bag-info.txt": None})) == ([("file-missing", "bag-info.txt")], [])


def test_a_file_listed_twice_is_a_fault_since_1_0(make_bag: MakeBag, told: Told) -> None:
    changes = {"manifest-sha256.txt": f"{LISTED}{LETTER}  data/letter.txt\n".encode()}
    twice = ("listed-twice", "data/letter.txt")
    assert told(make_bag(changes=changes)) == ([twice], [])
    assert told(make_bag(changes=changes, version="0.97")) == ([], [twice])


@pytest.mark.parametrize("version", ["0.97", "1.0"])
def test_a_file_listed_with_two_sums_is_always_a_fault(
    make_bag: MakeBag, told: Told, version: str
) -> None:
    changes = {"manifest-sha256.txt": f"{LISTED}{SHELF}  data/letter.txt\n".encode()}
    assert told(make_bag(changes=changes, version=version)) == (
        [("listed-differently", "data/letter.txt")],
        [],
    )


def test_since_1_0_every_manifest_lists_every_payload_file(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(algorithms=["md5", "sha1"])
    one = bag["manifest-md5.txt"].splitlines(keepends=True)[0]
    changes = {"manifest-md5.txt": one}
    assert told(make_bag(algorithms=["md5", "sha1"], changes=changes)) == (
        [("file-partly-listed", "data/pictures/shelf.jpg")],
        [],
    )
    bag = make_bag(algorithms=["md5", "sha1"], changes=changes, version="0.97")
    assert told(bag) == ([], [])


def test_a_bag_needs_a_payload_folder_and_a_manifest(
    make_bag: MakeBag, raw_zip: Write, check: Check
) -> None:
    path = raw_zip([{"name": b"bagit.txt", "data": make_bag()["bagit.txt"]}])
    assert [fault.code for fault in check(path).faults] == ["payload-missing", "manifest-missing"]


def test_a_bag_without_a_declaration_is_checked_all_the_same(make_bag: MakeBag, told: Told) -> None:
    bag = make_bag(changes={"bagit.txt": None}, after={"data/letter.txt": b"changed"})
    assert [code for code, _ in told(bag)[0]] == [
        "declaration-missing",
        "payload-oxum-differs",
        "checksum-differs",
    ]


def test_an_algorithm_we_do_not_know_is_a_warning(make_bag: MakeBag, told: Told) -> None:
    other = LISTED.replace(LETTER, "ab" * 7).encode()
    unknown = ("algorithm-unknown", "manifest-whirlpool.txt")
    bag = make_bag(changes={"manifest-whirlpool.txt": other})
    assert told(bag) == ([], [unknown])
    bag = make_bag(algorithms=[], changes={"manifest-whirlpool.txt": other})
    assert told(bag) == ([("nothing-checked", "")], [unknown])


@pytest.mark.parametrize("name", ["manifest-SHA512.txt", "manifest-sha-256.txt"])
def test_a_manifest_has_its_name_in_one_form(make_bag: MakeBag, told: Told, name: str) -> None:
    bag = make_bag(changes={name: LISTED.encode()})
    assert told(bag) == ([("manifest-name", name)], [])


def test_what_a_long_list_leaves_out_is_counted(
    make_bag: MakeBag, write_zip: Write, check: Check
) -> None:
    listed = "".join(f"{LETTER}  data/{number}\n" for number in range(12_000))
    found = check(write_zip(make_bag(changes={"manifest-sha256.txt": listed.encode()})))
    assert (len(found.faults), found.faults[-1].code) == (10_001, "more")
    assert int(found.faults[-1].fact("count")) == 12_000 + 2 - 10_000
