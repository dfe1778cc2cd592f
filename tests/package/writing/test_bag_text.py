import hashlib
from datetime import date

from lssc_desktop.package.writing.bag_source import tag_files

DAY = date(2026, 11, 25)
SUM = "ab" * 32


def test_the_bag_says_its_version_and_encoding() -> None:
    content = dict(tag_files([], [], DAY))["bagit.txt"]
    assert content == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_fields_keep_their_order_and_stay_on_one_line() -> None:
    info = [("Title", "Zoë\n  Rivera"), ("Contact", "a: b"), ("Title", "again")]
    content = dict(tag_files([("a", 7, SUM), ("b", 5, SUM)], info, DAY))["bag-info.txt"]
    assert content.decode().splitlines() == [
        "Title: Zoë Rivera",
        "Contact: a: b",
        "Title: again",
        "Bagging-Date: 2026-11-25",
        "Payload-Oxum: 12.2",
    ]


def test_a_field_that_is_no_text_does_not_stop_the_bag() -> None:
    content = dict(tag_files([], [("Title", "a\udc80b")], DAY))["bag-info.txt"]
    assert content.startswith(b"Title: a?b\n")


def test_the_manifest_lists_the_payload_in_the_order_given() -> None:
    content = dict(tag_files([("ü/b.txt", 1, SUM), ("a", 2, "cd" * 32)], [], DAY))
    assert content["manifest-sha256.txt"].decode() == (
        f"{SUM}  data/ü/b.txt\n{'cd' * 32}  data/a\n"
    )


def test_the_tag_manifest_comes_last_and_lists_the_other_tag_files() -> None:
    *others, (name, content) = tag_files([("a", 1, SUM)], [("Title", "T")], DAY)
    assert name == "tagmanifest-sha256.txt"
    assert content.decode() == "".join(
        f"{hashlib.sha256(text).hexdigest()}  {other}\n" for other, text in others
    )
