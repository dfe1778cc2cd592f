"""What a manifest lists, held against the files that are there (RFC 8493, section 2.1.3)."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lssc_desktop.package.reading.bag_path import PAYLOAD, decoded, escapes, percent_left, plain
from lssc_desktop.package.reading.bag_reading import Bag, text_lines
from lssc_desktop.package.reading.fault import FaultCode
from lssc_desktop.package.reading.manifest import Listed, ManifestName, listed, manifest_name

_MOST_SUMS = 600_000
"""Of all manifests together: three for each of the most files that are ever read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest and its sums, by the name of the file; b"" where what it says is no sum.

    Only files that are there or can be fetched are kept: a list of others costs no memory.
    """

    name: ManifestName
    sums: Mapping[str, bytes]


def read_manifests(
    bag: Bag, names: Sequence[ManifestName], to_fetch: Collection[str]
) -> tuple[Manifest, ...]:
    """Read manifests and note everything wrong with their lines; `to_fetch` may be absent."""
    listing = _Listing(bag, to_fetch)
    return tuple(listing.read(name) for name in names)


class _Listing:
    """The files of a bag by every way in which a manifest may write their names."""

    def __init__(self, bag: Bag, to_fetch: Collection[str]) -> None:
        self._bag = bag
        self._to_fetch = to_fetch
        self._room = _MOST_SUMS
        self._names = {name: name for name in bag.package.names()}
        self._composed = {
            unicodedata.normalize("NFC", name): name for name in self._names if not name.isascii()
        }

    def read(self, manifest: ManifestName) -> Manifest:
        """Read one manifest."""
        sums: dict[str, bytes] = {}
        for line in text_lines(self._bag, manifest.name):
            facts = {"line": line.number}
            entry = listed(line.text, manifest.algorithm)
            if not line.text.strip():
                self._bag.since_1(FaultCode.LINE_EMPTY, manifest.name, **facts)
            elif entry is None:
                self._bag.ledger.forbid(FaultCode.LINE_MALFORMED, manifest.name, **facts)
            else:
                if entry.sum is None:
                    self._bag.ledger.forbid(
                        FaultCode.CHECKSUM_MALFORMED, manifest.name, **facts, listed=entry.path
                    )
                self._keep(manifest, entry, sums)
            if self._room < len(sums):
                self._bag.ledger.forbid(FaultCode.FILE_TOO_LARGE, manifest.name, limit=_MOST_SUMS)
                break
        self._room -= len(sums)
        return Manifest(manifest, sums)

    def _keep(self, manifest: ManifestName, entry: Listed, sums: dict[str, bytes]) -> None:
        path = self._path(manifest, entry)
        if path is None or not self._belongs(manifest, path):
            return
        name = self._find(manifest, path)
        if name is None:
            return
        total = entry.sum or b""
        if name not in sums:
            sums[name] = total
        elif sums[name] == total:
            self._bag.since_1(FaultCode.LISTED_TWICE, name, manifest=manifest.name)
        else:
            self._bag.ledger.forbid(FaultCode.LISTED_DIFFERENTLY, name, manifest=manifest.name)

    def _path(self, manifest: ManifestName, entry: Listed) -> str | None:
        """Return the path of a line without marks and detours, None when it leads out."""
        path = entry.path
        source = {"manifest": manifest.name}
        if entry.escaped:
            path = path.replace("\\\\", "\\")
        starred = path.startswith("*") and path not in self._names
        if starred:
            path = path[1:]
        if entry.escaped or starred:
            self._bag.ledger.advise(FaultCode.MD5SUM_MARK, path, **source)
        if escapes(path) or escapes(decoded(path, percent=self._bag.strict)):
            self._bag.ledger.forbid(FaultCode.PATH_ESCAPES, path, **source)
            return None
        if path != (direct := plain(path)):
            self._bag.ledger.advise(FaultCode.PATH_NOT_PLAIN, path, **source)
        return direct

    def _belongs(self, manifest: ManifestName, path: str) -> bool:
        """Tell whether a manifest of this kind may list the path; note where it may not."""
        payload = path.replace("\\", "/").startswith(PAYLOAD)
        if manifest.tag and payload:
            self._bag.ledger.forbid(FaultCode.PAYLOAD_AS_TAG, path, manifest=manifest.name)
        elif not manifest.tag and not payload:
            self._bag.ledger.forbid(FaultCode.OUTSIDE_PAYLOAD, path, manifest=manifest.name)
        other = manifest_name(path)
        if manifest.tag and other is not None and other.tag:
            self._bag.since_1(FaultCode.TAG_MANIFEST_LISTED, path, manifest=manifest.name)
        return manifest.tag is not payload

    def _find(self, manifest: ManifestName, path: str) -> str | None:
        """Return the name of the file that a path means; note when none is there."""
        source = {"manifest": manifest.name}
        meant = decoded(path, percent=self._bag.strict)
        name = self._names.get(meant) or self._names.get(path)
        if self._bag.strict and (percent_left(path) or (name == path != meant)):
            self._bag.ledger.forbid(FaultCode.PATH_NOT_ENCODED, path, **source)
        if name is not None:
            return name
        name = self._composed.get(unicodedata.normalize("NFC", meant))
        if name is not None:
            self._bag.ledger.advise(FaultCode.PATH_NORMALIZATION, name, **source)
            return name
        name = self._names.get(meant.replace("\\", "/"))
        if name is not None:
            self._bag.ledger.forbid(FaultCode.PATH_BACKSLASH, path, **source)
            return name
        if meant in self._to_fetch:
            return meant
        folder = self._bag.package.has_folder(meant.rstrip("/"))
        code = FaultCode.FOLDER_LISTED if folder else FaultCode.FILE_MISSING
        self._bag.ledger.forbid(code, meant, **source)
        return None
