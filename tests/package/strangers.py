"""Hostile packages in great number: every kind of lie about a ZIP, a bag, a record, a program.

`packages` names them all; each is written only when it is asked for. The same every time.
"""

# ruff: noqa: E501  one lie is one line, however long

import hashlib
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from struct import pack, pack_into
from typing import Any

from tests.package.hostile import endless_word, hostile_package
from tests.store.strange_programs import programs

TRAP = "http://127.0.0.1:9/trap.png"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
SEED = 20_261_127

type Files = dict[str, bytes]
type Write = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A hostile package; `write` makes the file."""

    name: str
    write: Write


def packages(model: Path) -> Iterator[Stranger]:
    """Give all of them; `model` is a whole package of a set, from which most are made."""
    with zipfile.ZipFile(model) as archive:
        top = archive.namelist()[0].partition("/")[0]
        whole = {name.removeprefix(f"{top}/"): archive.read(name) for name in archive.namelist()}
    info = whole["bag-info.txt"].splitlines(keepends=True)
    whole["bag-info.txt"] = b"".join(line for line in info if b"Payload-Oxum" not in line)
    yield from _names(whole)
    yield from _infos(whole)
    yield from _tag_files(whole)
    yield from _structures(whole)
    yield from _records(whole)
    yield from _documents(whole)
    yield from _bombs(whole)
    for name, program in programs():
        yield Stranger(f"program {name}", partial(_bag, {**whole, "data/program.toml": program}))
    yield from _damaged(model)


def zipped(files: Mapping[str, bytes], path: Path, *, deflate: bool = True) -> None:
    """Write files as they are."""
    method = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"p/{name}"), content, method)


def _bag(files: Mapping[str, bytes], path: Path, *, deflate: bool = True) -> None:
    """Write files with manifests that are right for them: a valid bag, whatever is in it."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    tags = {"bagit.txt": DECLARATION, "bag-info.txt": files.get("bag-info.txt", b"")}
    tags["manifest-sha256.txt"] = manifest(payload)
    listed = {"tagmanifest-sha256.txt": manifest(tags)}
    zipped({**tags, **listed, **payload}, path, deflate=deflate)


def manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()


def raw(entries: list[dict[str, Any]], path: Path, before: bytes = b"", after: bytes = b"") -> None:
    """Write a ZIP of which every number may be a lie."""
    body, directory = bytearray(before), bytearray()
    for entry in entries:
        name, data = entry["name"], entry.get("data", b"")
        flags, method = entry.get("flags", 0x800), entry.get("method", 0)
        crc, size = entry.get("crc", zlib.crc32(data)), entry.get("size", len(data))
        packed = entry.get("packed", size)
        offset = entry.get("offset", len(body))
        local = entry.get("local", name)
        numbers = (flags, method, 0, 33, crc, packed, size)
        extra = entry.get("extra", b"")
        body += pack("<4sH2H2H3L2H", b"PK\x03\x04", 20, *numbers, len(local), len(extra))
        body += local + extra + data + entry.get("gap", b"")
        comment = entry.get("comment", b"")
        directory += pack(
            "<4s2H2H2H3L5H2L", b"PK\x01\x02", 0x31E, 20, *numbers, len(name), len(extra),
            len(comment), 0, 0, entry.get("mode", 0o100644) << 16, offset,
        ) + name + extra + comment  # fmt: skip
    count = min(len(entries), 0xFFFF)
    tail = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(bytes(body + directory) + tail + after)


def entries_of(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    tags = {"bagit.txt": DECLARATION, "bag-info.txt": files["bag-info.txt"]}
    tags["manifest-sha256.txt"] = manifest(payload)
    tags["tagmanifest-sha256.txt"] = manifest(tags)
    return [
        {"name": f"p/{name}".encode(), "data": data} for name, data in {**tags, **payload}.items()
    ]


def _names(whole: Files) -> Iterator[Stranger]:
    """Names that are long, deep, many, or lead somewhere."""

    def more(names: Callable[[], list[bytes]], path: Path) -> None:
        entries = entries_of(whole)
        raw([*entries, *({"name": name} for name in names())], path)

    def stranger(name: str, names: Callable[[], list[bytes]]) -> Stranger:
        return Stranger(f"names {name}", partial(more, names))

    for length in (4_090, 4_097, 20_000, 65_535):
        for count in (1, 3, 900):
            if length * count > 60_000_000:
                continue
            yield stranger(
                f"{count} of {length} flat", partial(_many, count, b"p/data/", b"x", length)
            )
            yield stranger(
                f"{count} of {length} deep", partial(_many, count, b"p/data/", b"a/", length)
            )
            yield stranger(
                f"{count} of {length} wide",
                partial(_many, count, b"p/data/", "\N{OPEN BOOK}".encode(), length),
            )
            yield stranger(
                f"{count} of {length} no text", partial(_many, count, b"p/data/", b"\x81", length)
            )
    for count, depth in ((1_000, 99), (60_000, 60), (60_000, 99), (60_000, 120), (199_000, 40)):
        yield stranger(f"{count} at {depth} deep", partial(_deep, count, depth))
    for count in (40_000, 150_000):
        yield stranger(f"{count} paths", partial(_paths, count))
        yield stranger(f"{count} folders", partial(_folders, count))
        yield stranger(f"{count} twins", partial(_twins, count))
        yield stranger(f"{count} the same", partial(_same, count))
    for odd in (
        b"../evil", b"/etc/passwd", b"p/../../evil", b"p\\..\\..\\evil", b"C:/evil", b"p/C:evil", b"p/data/c:/x",
        b"p/data/x:stream", b"p/data/NUL", b"p/data/aux.txt", b"p/data/x.", b"p/data/x ", b"p/data/.. /x",
        b"p/data/. ./x", b"~/evil", b"~root/x", b"//host/share", b"\\\\host\\share", b"p/data/\x00x", b"p/data/\r\nx",
        b"p/data/\xe2\x80\xaetxt.exe", b"p/data/%2e%2e/x", b"p//data//x", b"p/./data/x", b"", b"/", b".", b"..",
        b"__MACOSX/../../x", b"other/top.txt", b"p/data/\xed\xa0\x80", b"p/data/index.html/x", b"CON", b"p/data/LPT1.txt",
    ):  # fmt: skip
        yield stranger(f"odd {odd!r}", partial(list, [odd]))


def _many(count: int, start: bytes, piece: bytes, length: int) -> list[bytes]:
    filled = (piece * (length // len(piece)))[: length - len(start) - 6]
    return [start + b"%05d" % number + filled for number in range(count)]


def _deep(count: int, depth: int) -> list[bytes]:
    return [b"p/data/%d/" % number + b"b/" * depth + b"c" for number in range(count)]


def _paths(count: int) -> list[bytes]:
    return [
        b"p/data/" + b"/".join(b"%x" % (number >> shift) for shift in (12, 8, 4, 0))
        for number in range(count)
    ]


def _folders(count: int) -> list[bytes]:
    return [b"p/data/%d/" % number for number in range(count)]


def _twins(count: int) -> list[bytes]:
    return [
        b"p/data/" + b"%x" % (number // 2) + (b"A" if number % 2 else b"a")
        for number in range(count)
    ]


def _same(count: int) -> list[bytes]:
    return [b"p/data/the same"] * count


def _infos(whole: Files) -> Iterator[Stranger]:
    """What a bag says of itself, in any amount."""
    own = whole["bag-info.txt"]
    for name, more in {
        "51 fields": lambda: b"".join(b"K%d: v\n" % n for n in range(51)),
        "900 fields": lambda: b"".join(b"K%d: v\n" % n for n in range(900)),
        "10000 fields": lambda: b"".join(b"K%d: v\n" % n for n in range(10_000)),
        "200000 fields": lambda: b"".join(b"K: %d\n" % n for n in range(200_000)),
        "a long value": lambda: b"Contact-Name: " + b"x" * 1_000_000 + b"\n",
        "long values": lambda: b"".join(b"K%d: " % n + b"y " * 500 + b"\n" for n in range(990)),
        "a long label": lambda: b"L" * 60_000 + b": x\n",
        "many folds": lambda: b"External-Description: a\n" + b" word word\n" * 300_000,
        "many names": lambda: b"Contact-Name: A\n" * 900,
        "many oxums": lambda: b"Payload-Oxum: 1.1\n" * 900,
        "a great oxum": lambda: b"Payload-Oxum: " + b"9" * 5_000 + b".1\n",
        "kinds": lambda: b"LSSC-Kind: review-copy\nLSSC-Copy: " + b"9" * 5_000 + b"\n",
        "a last day": lambda: b"Bagging-Date: 9999-12-31\nBagging-Date: 0001-01-01\n",
        "no text": lambda: b"\xff\xfe\x80" * 50_000,
        "controls": lambda: b"A: \x1b[2J\x00\x07\nB: \xe2\x80\xae\n",
        "markup": lambda: b"Contact-Name: <img src=http://127.0.0.1:9/x>\n",
        "empty lines": lambda: b"\n" * 500_000,
    }.items():
        yield Stranger(f"info {name}", partial(_lazily, whole, "bag-info.txt", own, more))


def _lazily(whole: Files, name: str, own: bytes, more: Callable[[], bytes], path: Path) -> None:
    _bag({**whole, name: own + more()}, path)


def _tag_files(whole: Files) -> Iterator[Stranger]:
    """Manifests and lists that never end."""

    def with_file(name: str, content: Callable[[], bytes], path: Path) -> None:
        payload = {key: data for key, data in whole.items() if key.startswith("data/")}
        files = {"bagit.txt": DECLARATION, "manifest-sha256.txt": manifest(payload), **payload}
        zipped({**files, name: content()}, path)

    zero = b"0" * 64
    for name, file, content in (
        ("long missing", "manifest-sha256.txt", lambda: b"".join(zero + b"  data/%d" % n + b"x" * 900 + b"\n" for n in range(60_000))),
        ("wide missing", "manifest-sha256.txt", lambda: b"".join(zero + b"  data/%d" % n + "\N{OPEN BOOK}".encode() * 90 + b"\n" for n in range(60_000))),
        ("short missing", "manifest-sha256.txt", lambda: b"".join(zero + b"  data/%d\n" % n for n in range(500_000))),
        ("malformed", "manifest-md5.txt", lambda: b"x\n" * 1_000_000),
        ("one line", "manifest-md5.txt", lambda: b"0123456789" * 5_000_000),
        ("long sums", "manifest-own.txt", lambda: b"".join(b"%06d" % n + b"a" * 4_000 + b"  data/index.html\n" for n in range(9_000))),
        ("fetch", "fetch.txt", lambda: b"".join(b"http://127.0.0.1:9/ 1 data/%d\n" % n for n in range(300_000))),
        ("fetch long", "fetch.txt", lambda: b"".join(b"http://127.0.0.1:9/ 1 data/%d/" % n + b"x" * 900 + b"\n" for n in range(60_000))),
        ("fetch out", "fetch.txt", lambda: b"".join(b"http://127.0.0.1:9/ 1 ../%d\n" % n for n in range(200_000))),
        ("fetch own", "fetch.txt", lambda: b"".join(b"http://127.0.0.1:9/%d 1 data/index.html\n" % n for n in range(200_000))),
        ("tag manifest", "tagmanifest-sha256.txt", lambda: zero + b"  bagit.txt\n" * 300_000),
        ("utf-16", "bagit.txt", lambda: DECLARATION.replace(b"UTF-8", b"UTF-16")),
        ("utf-7", "bagit.txt", lambda: DECLARATION.replace(b"UTF-8", b"UTF-7")),
        ("zlib", "bagit.txt", lambda: DECLARATION.replace(b"UTF-8", b"zlib")),
        ("idna", "bagit.txt", lambda: DECLARATION.replace(b"UTF-8", b"idna")),
        ("version", "bagit.txt", lambda: DECLARATION.replace(b"1.0", b"9" * 2_000 + b".0")),
        ("long declaration", "bagit.txt", lambda: DECLARATION + b"x" * 5_000_000),
    ):  # fmt: skip
        yield Stranger(f"tags {name}", partial(with_file, file, content))

    def manifests(count: int, path: Path) -> None:
        payload = {key: data for key, data in whole.items() if key.startswith("data/")}
        lists = {f"manifest-own{n}.txt": manifest(payload) for n in range(count)}
        zipped({"bagit.txt": DECLARATION, **lists, **payload}, path)

    for count in (100, 3_000):
        yield Stranger(f"tags {count} manifests", partial(manifests, count))


def _structures(whole: Files) -> Iterator[Stranger]:
    """ZIPs whose records contradict each other, or hide something."""

    def changed(number: int, change: Mapping[str, Any], path: Path) -> None:
        entries = entries_of(whole)
        entries[number].update(change)
        raw(entries, path)

    for key, values in {
        "size": (0, 1, 2**31, 2**32 - 1), "packed": (0, 1, 2**31, 2**32 - 1), "crc": (0, 1),
        "offset": (0, 1, 2**31, 2**32 - 1), "method": (1, 8, 9, 12, 14, 93, 99, 0xFFFF),
        "flags": (1, 0x41, 0x2000, 0x808, 0), "gap": (b"hidden", b"x" * 1_000_000), "local": (b"p/other", b""),
        "mode": (0o120777, 0o020666, 0o010644, 0o040755), "extra": (pack("<2H3Q", 1, 24, 2**63, 2**63, 2**64 - 1), b"\xff" * 60_000),
        "comment": (b"c" * 65_000,),
    }.items():  # fmt: skip
        for value in values:
            for number in (3, -1):
                what = len(value) if isinstance(value, bytes) else value
                yield Stranger(
                    f"zip {key} {what} at {number}", partial(changed, number, {key: value})
                )
    for name, before, after in (
        ("before", b"MZ" * 500, b""),
        ("after", b"", b"tail" * 500),
        ("two", b"", b"PK\x05\x06" + bytes(18)),
    ):
        yield Stranger(f"zip bytes {name}", partial(_around, whole, before, after))
    for offset in (0, 1, 2**40, 2**63 - 1, 2**63, 2**64 - 1):
        yield Stranger(f"zip locator {offset}", partial(_large_end, whole, offset, {}))
        for field in (24, 32, 40, 48):
            yield Stranger(
                f"zip64 {field} {offset}", partial(_large_end, whole, None, {field: offset})
            )
    for start, value in (
        (8, 0xFFFF),
        (10, 0xFFFF),
        (12, 0),
        (12, 0xFFFF_FFFF),
        (16, 0),
        (16, 0xFFFF_FFFF),
        (4, 1),
        (20, 9),
    ):
        yield Stranger(f"zip end {start} {value}", partial(_end, whole, start, value))


def _around(whole: Files, before: bytes, after: bytes, path: Path) -> None:
    raw(entries_of(whole), path, before, after)


def _large_end(whole: Files, locator: int | None, fields: Mapping[int, int], path: Path) -> None:
    raw(entries_of(whole), path)
    data = path.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    count = int.from_bytes(data[end + 8 : end + 10], "little")
    length, start = (int.from_bytes(data[end + at : end + at + 4], "little") for at in (12, 16))
    record = bytearray(
        pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    )
    for at, value in fields.items():
        pack_into("<Q", record, at, value)
    pointer = pack("<4sLQL", b"PK\x06\x07", 0, end if locator is None else locator, 1)
    small = pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFF_FFFF, 0xFFFF_FFFF, 0)
    path.write_bytes(data[:end] + record + pointer + small)


def _end(whole: Files, start: int, value: int, path: Path) -> None:
    raw(entries_of(whole), path)
    data = bytearray(path.read_bytes())
    pack_into(
        "<H" if start not in {12, 16} else "<L", data, data.rfind(b"PK\x05\x06") + start, value
    )
    path.write_bytes(data)


def _records(whole: Files) -> Iterator[Stranger]:
    """Records of a package that say too much, or what cannot be."""
    record = json.loads(whole["data/record.json"])
    changes: dict[str, Callable[[], Any]] = {}
    for key in ("candidate", "title", "program_version", "portfolio", "set", "program"):
        for length in (499, 2_000, 500_000):
            changes[f"{key} of {length}"] = partial(
                lambda key, length: {key: "W" * length}, key, length
            )
    for key in ("day", "admitted"):
        for day in ("0001-01-01", "9999-12-31", "1900-01-01"):
            changes[f"{key} {day}"] = partial(lambda key, day: {key: day}, key, day)
    first = record["competencies"][0]
    changes |= {
        "499 competencies": lambda: {"competencies": [{**first, "number": n} for n in range(1, 500)]},
        "long texts": lambda: {"competencies": [{**item, "official_text": "w " * 99_000, "pds": "w " * 60_000} for item in record["competencies"][:9]]},
        "long titles": lambda: {"competencies": [{**item, "title": "T" * 499} for item in record["competencies"]]},
        "odd numbers": lambda: {"competencies": [{**first, "number": n} for n in (-1, 0, 10**6)]},
        "no competencies": lambda: {"competencies": []},
        "many files": lambda: {"files": record["files"][:1] * 15_000},
        "much evidence": lambda: {"competencies": [{**item, "evidence": item["evidence"][:1] * 900 or [{"path": "evidence/x", "weight": "primary", "caption": "c", "own_role": "", "parts": []}] * 900} for item in record["competencies"]]},
        "long captions": lambda: {"competencies": [{**item, "evidence": [{**use, "caption": "c " * 90_000, "own_role": "r " * 20_000} for use in item["evidence"]]} for item in record["competencies"][:4]]},
        "many parts": lambda: {"competencies": [{**item, "evidence": [{**use, "parts": ["a"] * 90_000} for use in item["evidence"]]} for item in record["competencies"]]},
        "paths out": lambda: {"statement": "../../../etc/passwd", "competencies": [{**item, "response": "../../x"} for item in record["competencies"]]},
        "one response for all": lambda: {"competencies": [{**item, "response": first["response"]} for item in record["competencies"]]},
        "right to left": lambda: {"candidate": "\u202e" * 400, "title": "\u2066" * 400},
        "a surrogate": lambda: {"candidate": "\ud800"},
        "another kind": lambda: {"kind": "renewal"},
        "by course": lambda: {"route": "course", "course": {"title": "t" * 400_000}},
    }  # fmt: skip
    for name, change in changes.items():
        yield Stranger(f"record {name}", partial(_with_record, whole, record, change))
    text = json.dumps(record)
    texts: dict[str, Callable[[], str]] = {
        "digits": lambda: text.replace('"bytes": ', '"bytes": ' + "9" * 4_290, 1),
        "more digits": lambda: text.replace('"bytes": ', '"bytes": ' + "9" * 100_000, 1),
        "copy": lambda: text.replace('"copy": ', '"copy": ' + "9" * 4_290, 1),
        "format": lambda: text.replace('"format": 1', '"format": ' + "9" * 4_290, 1),
        "pages": lambda: text.replace('"pages": ', '"pages": 1e400, "x": ', 1),
        "nested": lambda: "[" * 1_000_000,
        "objects": lambda: '{"a":' * 500_000,
        "keys": lambda: "{" + ",".join(f'"{n}":0' for n in range(300_000)) + "," + text[1:],
        "no text": lambda: text.encode("utf-16").decode("latin-1"),
        "spaces": lambda: " " * 3_900_000 + text,
        "nothing": str,
    }
    for name, broken in texts.items():
        yield Stranger(f"record {name}", partial(_record_text, whole, broken))


def _with_record(whole: Files, record: Any, change: Callable[[], Any], path: Path) -> None:
    _bag({**whole, "data/record.json": json.dumps({**record, **change()}).encode()}, path)


def _record_text(whole: Files, text: Callable[[], str], path: Path) -> None:
    _bag({**whole, "data/record.json": text().encode()}, path)


def _documents(whole: Files) -> Iterator[Stranger]:
    """Responses that never end, or are none."""
    responses = [name for name in whole if name.startswith("data/responses/")]
    for name, content in {
        "endless": endless_word,
        "nothing": bytes,
        "text": lambda: b"not Word",
        "a ZIP": lambda: b"PK\x05\x06" + bytes(18),
        "deep": lambda: _word(b"<w:p>" * 200_000),
        "entities": lambda: _word(
            b"&a;" * 1_000, b'<!DOCTYPE x [<!ENTITY a "%s">]>' % (b"a" * 100_000)
        ),
        "paragraphs": lambda: _word(b"<w:p/>" * 900_000),
        "runs": lambda: _word(b"<w:p>" + b"<w:r><w:t>a</w:t></w:r>" * 300_000 + b"</w:p>"),
        "attributes": lambda: _word(
            b"<w:p " + b" ".join(b'a%d="x"' % n for n in range(90_000)) + b"/>"
        ),
    }.items():
        for some in (responses, responses[:1]):
            yield Stranger(
                f"response {name} {len(some)}", partial(_responses, whole, some, content)
            )
    for name, content in {
        "page": lambda: b"<p>" * 5_000_000,
        "page of attributes": lambda: b"<a " + b"x=1 " * 900_000,
    }.items():
        yield Stranger(f"index {name}", partial(_with, whole, "data/index.html", content))
    for many in (0, 50_000):
        yield Stranger(f"traps {many}", partial(_traps, many))


def _traps(many: int, path: Path) -> None:
    hostile_package(path, TRAP, many)


def _word(body: bytes, before: bytes = b"") -> bytes:
    file = BytesIO()
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    links = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("_rels/.rels", links)
        archive.writestr(
            "word/document.xml",
            before
            + b'<w:document xmlns:w="%s"><w:body>' % space
            + body
            + b"</w:body></w:document>",
        )
    return file.getvalue()


def _responses(whole: Files, names: list[str], content: Callable[[], bytes], path: Path) -> None:
    _bag({**whole, **dict.fromkeys(names, content())}, path)


def _with(whole: Files, name: str, content: Callable[[], bytes], path: Path) -> None:
    _bag({**whole, name: content()}, path)


def _bombs(whole: Files) -> Iterator[Stranger]:
    for size in (90_000_000, 190_000_000):
        yield Stranger(f"bomb {size}", partial(_with, whole, "data/x", partial(bytes, size)))
    yield Stranger(
        "bomb of bombs",
        lambda path: _bag({**whole, **{f"data/{n}": bytes(9_000_000) for n in range(10)}}, path),
    )


def _damaged(model: Path) -> Iterator[Stranger]:
    """A whole package with some of its bytes changed."""
    for number in range(40):
        yield Stranger(f"damaged {number}", partial(_damage, model, number))


def _damage(model: Path, number: int, path: Path) -> None:
    chance = random.Random(SEED + number)  # noqa: S311  to be repeated
    data = bytearray(model.read_bytes())
    tail = len(data) - 4_000  # where the ZIP's own records are
    for _ in range(chance.choice((1, 3, 30))):
        place = chance.randrange(tail if chance.random() < 0.7 else 0, len(data))
        data[place] = chance.randrange(256)
    if chance.random() < 0.2:
        del data[chance.randrange(len(data)) :]
    path.write_bytes(data)
