"""Compound files (MS-CFB) made by hand, such as an email of Outlook's is one."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _STORAGE, _STREAM = 5, 1, 2


def _padded(data: bytes, to: int) -> bytes:
    return data + bytes(-len(data) % to)


@dataclass
class _Entry:
    name: str
    kind: int
    first: int = 0
    size: int = 0
    child: int = _FREE


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A file with these streams; "folder/name" lies in a storage. Each is below 4,096 bytes."""
    assert all(len(data) < _CUTOFF for data in streams.values())
    folders: dict[str, dict[str, bytes]] = {"": {}}
    for path, data in streams.items():
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, {})[name] = data

    mini = bytearray()
    mini_table: list[int] = []
    entries = [_Entry("Root Entry", _ROOT)]
    children: dict[int, list[int]] = {0: []}
    for folder, inside in folders.items():
        parent = 0
        if folder:
            parent = len(entries)
            entries.append(_Entry(folder, _STORAGE))
            children[0].append(parent)
            children[parent] = []
        for name, data in inside.items():
            children[parent].append(len(entries))
            first = len(mini) // _MINI if data else _END
            entries.append(_Entry(name, _STREAM, first, len(data)))
            count = -(-len(data) // _MINI)
            mini_table += [*range(len(mini_table) + 1, len(mini_table) + count), _END][:count]
            mini += _padded(data, _MINI)

    rights = dict.fromkeys(range(len(entries)), _FREE)
    for parent, below in children.items():  # a tree that only goes to the right
        below.sort(key=lambda each: (len(entries[each].name), entries[each].name.upper()))
        entries[parent].child = below[0] if below else _FREE
        rights |= dict(pairwise(below))

    sectors: list[bytes] = []
    table: list[int] = []

    def lay(data: bytes) -> int:
        first, count = len(sectors), max(-(-len(data) // _SECTOR), 1)
        table.extend([*range(first + 1, first + count), _END])
        padded = _padded(data or bytes(1), _SECTOR)
        sectors.extend(padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR))
        return first

    mini_first = lay(bytes(mini))
    packed = b"".join(struct.pack("<I", each) for each in mini_table)
    mini_table_first = lay(packed + b"\xff" * (-len(packed) % _SECTOR))
    entries[0].first, entries[0].size = mini_first, len(mini)
    directory = b""
    for number, entry in enumerate(entries):
        written = entry.name.encode("utf-16-le") + b"\0\0"
        directory += written.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xI16xIQ",
            *(len(written), entry.kind, 1, _FREE, rights[number], entry.child),
            *(0, entry.first, entry.size),
        )
    directory_first = lay(directory)
    table_first = len(sectors)
    table.append(_TABLE)
    sectors.append(
        struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))  # of up to 64 KB
    )
    head = bytes.fromhex("D0CF11E0A1B11AE1") + struct.pack(
        "<16xHHHHH6xIIIIIIIIII",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, directory_first, 0, _CUTOFF, mini_table_first, 1, _END, 0, table_first),
    )
    return head.ljust(_SECTOR, b"\xff") + b"".join(sectors)


def outlook_message(
    texts: Mapping[int, str], sent: int = 0, attached: tuple[str, ...] = ()
) -> bytes:
    """An email with these properties (MS-OXPROPS) and the names of what is attached."""
    fixed = struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent) if sent else b""
    streams = {"__properties_version1.0": bytes(32) + fixed}
    for number, text in texts.items():
        streams[f"__substg1.0_{number:04X}001F"] = text.encode("utf-16-le")
    for number, name in enumerate(attached):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__properties_version1.0"] = bytes(8)
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
    return compound_file(streams)
