"""The ZIP of a changed Word file: what was not changed stays what it was, to the byte."""

import io
import zipfile
import zlib
from dataclasses import dataclass

import pytest

from lssc_desktop.documents.word.package import NotCopied, with_parts

DAY = (2024, 2, 29, 23, 59, 58)
TEXT, PICTURE, OTHER = "word/document.xml", "word/media/image1.png", "word/styles.xml"
SAID = b"<said>" + b"so " * 500 + b"</said>"


def entry(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, DAY)
    made.compress_type, made.create_system, made.external_attr = method, 0, 0
    return made


def archive(*entries: tuple[zipfile.ZipInfo, bytes], before: bytes = b"") -> bytes:
    file = io.BytesIO()
    file.write(before)
    with zipfile.ZipFile(file, "w") as made:
        for info, content in entries:
            made.writestr(info, content)
            info.external_attr = 0
        made.comment = b"A remark."
    return file.getvalue()


@dataclass(frozen=True)
class Raw:
    """An entry as it lies in a ZIP: all its bytes, and its row in the directory."""

    content: bytes
    row: bytes


def raw(data: bytes) -> dict[bytes, Raw]:
    """Take a ZIP apart by hand; the place of an entry is left out of its row."""
    end = data.rindex(b"PK\x05\x06")
    place = directory = end - int.from_bytes(data[end + 12 : end + 16], "little")
    rows: list[tuple[bytes, bytes, int]] = []
    while place < end:
        assert data[place : place + 4] == b"PK\x01\x02"
        sizes = [int.from_bytes(data[place + at : place + at + 2], "little") for at in (28, 30, 32)]
        row = data[place : place + 46 + sum(sizes)]
        rows.append((row[46 : 46 + sizes[0]], row, int.from_bytes(row[42:46], "little")))
        place += len(row)
    starts = sorted({start for _name, _row, start in rows})
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    return {name: Raw(data[start : ends[start]], row[:42] + row[46:]) for name, row, start in rows}


def test_every_other_entry_is_copied_as_it_lies() -> None:
    old = archive((entry(TEXT), SAID), (entry(PICTURE, zipfile.ZIP_STORED), b"\x89PNG" * 99))
    new = with_parts(old, {TEXT: SAID * 2})
    assert list(raw(new)) == list(raw(old))
    assert raw(new)[PICTURE.encode()] == raw(old)[PICTURE.encode()]
    with zipfile.ZipFile(io.BytesIO(new)) as made:
        assert made.testzip() is None
        assert made.read(TEXT) == SAID * 2
        assert made.comment == b"A remark."


def test_a_changed_entry_keeps_its_date_and_its_way_of_packing() -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        old = archive((entry(TEXT, method), SAID), (entry(OTHER), SAID))
        with zipfile.ZipFile(io.BytesIO(with_parts(old, {TEXT: b"New."}))) as made:
            changed = made.getinfo(TEXT)
        assert (changed.date_time, changed.compress_type) == (DAY, method)
        assert (changed.external_attr, changed.create_system, changed.comment) == (0, 0, b"")
        assert zlib.crc32(b"New.") == changed.CRC


def test_a_new_entry_comes_last_and_is_like_the_others() -> None:
    old = archive((entry(TEXT), SAID), (entry(PICTURE, zipfile.ZIP_STORED), b"\x89PNG"))
    new = with_parts(old, {"word/lists.xml": SAID})
    assert list(raw(new)) == [*raw(old), b"word/lists.xml"]
    with zipfile.ZipFile(io.BytesIO(new)) as made:
        added = made.getinfo("word/lists.xml")
        assert made.read("word/lists.xml") == SAID
    assert (added.date_time, added.compress_type) == (DAY, zipfile.ZIP_DEFLATED)
    assert (added.external_attr, added.create_system) == (0, 0)


def test_a_new_entry_is_not_packed_where_none_is() -> None:
    old = archive((entry(TEXT, zipfile.ZIP_STORED), SAID))
    with zipfile.ZipFile(io.BytesIO(with_parts(old, {OTHER: SAID}))) as made:
        assert made.getinfo(OTHER).compress_type == zipfile.ZIP_STORED


def test_what_shall_be_gone_is_nowhere() -> None:
    old = archive((entry(TEXT), SAID), (entry(PICTURE, 0), b"\x89PNG" * 9), (entry(OTHER), SAID))
    new = with_parts(old, {}, (PICTURE,))
    assert list(raw(new)) == [TEXT.encode(), OTHER.encode()]
    assert b"PNG" not in new
    assert raw(new)[OTHER.encode()] == raw(old)[OTHER.encode()]


def test_a_name_in_an_old_encoding_stays_in_it() -> None:
    """Tools of another time write names without saying that they are UTF-8."""
    old = archive((entry(TEXT), SAID), (entry("word/media/caf_.png"), b"\x89PNG"))
    old = old.replace(b"caf_", b"caf\x82")
    new = with_parts(old, {TEXT: b"New."})
    assert raw(new)[b"word/media/caf\x82.png"] == raw(old)[b"word/media/caf\x82.png"]
    with zipfile.ZipFile(io.BytesIO(new)) as made:
        assert made.testzip() is None


def test_what_programs_note_of_an_entry_stays() -> None:
    """A mark for UTF-8 on a plain name, an extra field, a remark, rights of a file."""
    noted = entry(PICTURE)
    noted.flag_bits, noted.extra, noted.comment = 0x800, b"\x99\x99\x02\x00ab", b"Mine."
    old = bytearray(archive((entry(TEXT), SAID), (noted, b"\x89PNG")))
    row = old.rindex(b"PK\x01\x02")
    old[row + 38 : row + 42] = b"\x12\x34\x56\x78"
    new = with_parts(bytes(old), {TEXT: b"New."})
    assert raw(new)[PICTURE.encode()] == raw(bytes(old))[PICTURE.encode()]


def test_an_entry_whose_sizes_come_after_it_is_copied_with_them() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    file = Pipe()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(entry(TEXT), SAID)
        made.writestr(entry(PICTURE), b"\x89PNG" * 99)
    old = file.getvalue()
    assert b"PK\x07\x08" in raw(old)[PICTURE.encode()].content
    new = with_parts(old, {TEXT: b"New."})
    assert raw(new)[PICTURE.encode()] == raw(old)[PICTURE.encode()]
    with zipfile.ZipFile(io.BytesIO(new)) as changed:
        assert changed.testzip() is None
        assert not changed.getinfo(TEXT).flag_bits & 0x8


def test_an_entry_with_a_wrong_sum_stays_wrong() -> None:
    old = bytearray(archive((entry(TEXT), SAID), (entry(PICTURE, 0), b"\x89PNG-one")))
    old[old.index(b"PNG-one") + 4] ^= 1
    new = with_parts(bytes(old), {TEXT: b"New."})
    assert raw(new)[PICTURE.encode()] == raw(bytes(old))[PICTURE.encode()]


def test_what_stands_before_the_first_entry_stays() -> None:
    old = archive((entry(TEXT), SAID), (entry(OTHER), SAID), before=b"Something else.")
    new = with_parts(old, {TEXT: b"New."})
    assert new.startswith(b"Something else.PK")
    with zipfile.ZipFile(io.BytesIO(new)) as made:
        assert made.read(OTHER) == SAID


def test_what_was_put_before_a_whole_file_does_not_move_it() -> None:
    old = b"Put before." + archive((entry(TEXT), SAID), (entry(OTHER), SAID))
    with zipfile.ZipFile(io.BytesIO(with_parts(old, {TEXT: b"New."}))) as made:
        assert (made.read(TEXT), made.read(OTHER)) == (b"New.", SAID)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_entries_of_one_name_the_first_is_changed() -> None:
    old = archive((entry(PICTURE), b"first"), (entry(TEXT), SAID), (entry(PICTURE), b"second"))
    with zipfile.ZipFile(io.BytesIO(with_parts(old, {TEXT: b"New."}))) as made:
        assert [made.read(each) for each in made.infolist()] == [b"first", b"New.", b"second"]
    with zipfile.ZipFile(io.BytesIO(with_parts(old, {PICTURE: b"New."}))) as made:
        assert [made.read(each) for each in made.infolist()] == [b"New.", SAID, b"second"]


def test_a_directory_in_another_order_stays_in_it() -> None:
    old = archive((entry(TEXT), SAID), (entry(OTHER), SAID))
    end = old.rindex(b"PK\x05\x06")
    directory = old.index(b"PK\x01\x02")
    second = old.index(b"PK\x01\x02", directory + 4)
    turned = old[:directory] + old[second:end] + old[directory:second] + old[end:]
    new = with_parts(turned, {TEXT: b"New."})
    assert list(raw(new)) == [OTHER.encode(), TEXT.encode()]
    assert new.index(TEXT.encode()) < new.index(OTHER.encode())


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-30], id="without an end"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data.replace(b"PK\x03\x04", b"PK\x03\x05"), id="no entry there"),
        pytest.param(lambda data: data.replace(b"PK\x01\x02", b"PK\x01\x03"), id="no directory"),
    ],
)
def test_what_is_laid_out_otherwise_is_not_copied(damage: object) -> None:
    old = archive((entry(TEXT), SAID), (entry(OTHER), SAID))
    with pytest.raises(NotCopied):
        with_parts(damage(old), {TEXT: b"New."})  # type: ignore[operator]


def test_an_entry_that_lies_behind_the_directory_is_not_copied() -> None:
    old = bytearray(archive((entry(TEXT), SAID), (entry(OTHER), SAID)))
    row = old.rindex(b"PK\x01\x02")
    old[row + 42 : row + 46] = row.to_bytes(4, "little")
    with pytest.raises(NotCopied):
        with_parts(bytes(old), {TEXT: b"New."})


def test_a_way_of_packing_that_word_does_not_know_is_not_written() -> None:
    old = archive((entry(TEXT, zipfile.ZIP_BZIP2), SAID), (entry(OTHER), SAID))
    with pytest.raises(NotCopied):
        with_parts(old, {TEXT: b"New."})
