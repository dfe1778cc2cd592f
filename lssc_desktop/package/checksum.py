"""The CRC-32 that a ZIP keeps for each entry, from the fastest library that is maintained."""

from zlib_ng import zlib_ng


def crc32(data: bytes | bytearray | memoryview, value: int = 0) -> int:
    """Return the CRC-32 of `data`, carried on from `value`."""
    return zlib_ng.crc32(data, value)
