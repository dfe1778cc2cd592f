"""Compound files ([MS-CFB]), as Office 97 to 2003 and Outlook write them, for tests."""

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4096
_STREAM, _ROOT = 2, 5


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a file of these streams, each of which is made as large as an ordinary one."""
    sectors: list[bytes] = []
    table: list[int] = []
    entries = [_entry("Root Entry", _ROOT, _END, 0)]
    for name, data in streams.items():
        first, filled = len(sectors), data.ljust(_SMALLEST, b"\0")
        parts = [filled[at : at + _SECTOR] for at in range(0, len(filled), _SECTOR)]
        sectors += [part.ljust(_SECTOR, b"\0") for part in parts]
        table += [*range(first + 1, first + len(parts)), _END]
        entries.append(_entry(name, _STREAM, first, len(filled)))
    directory = len(sectors)
    listing = b"".join(entries)
    parts = [listing[at : at + _SECTOR] for at in range(0, len(listing), _SECTOR)]
    # The directory and its table lie before the streams, as Office often has it.
    moved = len(parts) + 1
    table = [each + moved if each < _END else each for each in table]
    chain = [*range(2, len(parts) + 1), _END]
    whole = _numbers([_TABLE, *chain, *table])
    assert len(whole) <= _SECTOR, "one sector of table has to do"
    entries = [_shifted(entry, moved) for entry in entries]
    listing = b"".join(entries).ljust(len(parts) * _SECTOR, b"\0")
    assert directory == len(sectors)
    return _head() + whole.ljust(_SECTOR, b"\xff") + listing + b"".join(sectors)


def _head() -> bytes:
    head = bytearray(_SECTOR)
    head[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    head[24:34] = bytes.fromhex("3E00 0300 FEFF 0900 0600")
    head[44:52] = _numbers([1, 1])  # one sector of table; the directory begins in sector 1
    head[56:76] = _numbers([_SMALLEST, _END, 0, _END, 0])
    head[76:] = _numbers([0]).ljust(_SECTOR - 76, b"\xff")
    return bytes(head)


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = bytearray(128)
    entry[: len(written)] = written
    entry[64:66] = len(written).to_bytes(2, "little")
    entry[66] = kind
    entry[68:80] = _numbers([_FREE, _FREE, _FREE])
    entry[116:124] = _numbers([first, size])
    return bytes(entry)


def _shifted(entry: bytes, moved: int) -> bytes:
    first = int.from_bytes(entry[116:120], "little")
    return entry if first >= _END else entry[:116] + _numbers([first + moved]) + entry[120:]


def _numbers(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers)
