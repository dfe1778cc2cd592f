"""Earlier versions of responses and statements, in `.lssc/versions/` of the portfolio folder.

    .lssc/versions/foundations/11/20261127T103000123456Z.json   one version: its parts, in order
    .lssc/versions/parts/0f/0f3a...                             a part, named by its SHA-256

A document is a ZIP archive: what did not change between two versions, such as a picture, is kept
once. Its text is kept in pieces of some paragraphs, so that a version costs what was changed.
A file that is no sound archive is one part. Nothing of this goes into a package.
"""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import OWN
from lssc_desktop.core.portfolio.portfolio import Document, TextPlace
from lssc_desktop.core.portfolio.versions import (
    MOST_VERSIONS,
    TEXT_SPACINGS,
    EarlierVersion,
    KeptFor,
    drops_much,
    is_due,
    surplus,
)
from lssc_desktop.core.text.richtext import RichText, words
from lssc_desktop.disk.disk import disk_errors, is_file, is_folder, is_link
from lssc_desktop.disk.files import (
    inside,
    link_in,
    make_inside,
    read_limited,
    removed_on_failure,
    retry_while_busy,
    sync_folder,
    write_beside,
    write_durably,
)
from lssc_desktop.disk.json_files import encoded, object_in, read_object
from lssc_desktop.documents import word

_FOLDER: Final = f"{OWN}/versions"
_PARTS: Final = "parts"
_STATEMENT: Final = "statement"
LARGEST: Final = 64 << 20
"""Bytes; no larger document is kept, and no version has more in it."""

_LARGEST_MANIFEST: Final = 4 << 20
_MOST_ENTRIES: Final = 5_000
_SPLIT_ABOVE: Final = 8_192  # bytes; a smaller part of a document is one piece
_LONG: Final = 4_096  # bytes; a paragraph of more ends its piece
_PARAGRAPHS: Final = 6  # in a piece, on average
_PARAGRAPH_END: Final = re.compile(rb"</(?:\w+:)?p>")
_PLAIN, _PACKED = b"\0", b"\1"
_MANIFEST: Final = re.compile(r"[0-9]{8}T[0-9]{12}Z(-[0-9]+)?\.json")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class VersionLost(LsscError):
    """A part of an earlier version is gone, or is not what it was."""

    path: str

    says = Says(
        "This earlier version is damaged and can’t be read.",
        "Your current text wasn’t changed. Other versions may be readable.",
        "If you have a safety copy, look for the text there.",
    )


def versions_of(root: Path, place: TextPlace) -> tuple[EarlierVersion, ...]:
    """Return the versions of a response or statement, newest first."""
    folder = root / _folder_of(place)
    found = (_read_manifest(path) for path in _manifests(folder))
    return tuple(sorted(filter(None, found), key=lambda version: version.id, reverse=True))


def keep_version(
    root: Path,
    place: TextPlace,
    data: bytes,
    *,
    at: datetime,
    words: int,
    kept_for: KeptFor,
) -> EarlierVersion | None:
    """Keep a document as an earlier version; None when the newest version is the same already.

    `words` is how many words it has. Older versions are thinned out. Raises `LinkInFolder` and
    the errors of `store.folder.disk`.
    """
    kept = versions_of(root, place)
    sha256 = hashlib.sha256(data).hexdigest()
    if kept and kept[0].sha256 == sha256:
        return None
    folder = make_inside(root, _folder_of(place))
    parts = _Parts(root)
    entries = [
        {"name": entry.name, "date": entry.date, "kind": entry.kind, "pieces": parts.keep(entry)}
        for entry in _entries(data)
    ]
    parts.make_durable()
    at = at.astimezone(UTC)
    version = EarlierVersion(_free_id(folder, at), at, sha256, words, kept_for)
    text = {
        "format": 1,
        "at": at.isoformat(),
        "sha256": sha256,
        "words": words,
        "kept_for": kept_for.value,
        "entries": entries,
    }

    def encode(_version: EarlierVersion) -> bytes:
        return json.dumps(text, ensure_ascii=False, separators=(",", ":")).encode()

    path = folder / f"{version.id}.json"
    decode = partial(_version_in, version.id)
    write_durably(path, encoded(path, version, encode, decode, _LARGEST_MANIFEST))
    versions = (version, *kept)
    excess = surplus([each.at for each in versions], at, TEXT_SPACINGS, MOST_VERSIONS)
    if excess:
        _remove(folder, (versions[index] for index in excess))
        _sweep(root)
    return version


def keep_present(
    root: Path,
    place: TextPlace,
    path: str,
    *,
    at: datetime,
    kept_for: KeptFor,
    text: RichText | None = None,
) -> EarlierVersion | None:
    """Keep the document that lies at a relative path now, as `keep_version` does.

    `text` is what it says, read where it is not given.
    """
    target = inside(root, path)
    if text is None:
        text = word.read_document(target, path).text
    data = read_limited(target, LARGEST)
    return keep_version(root, place, data, at=at, words=words(text), kept_for=kept_for)


def keep_before_save(
    root: Path,
    place: TextPlace,
    document: Document | None,
    before: RichText | None,
    after: RichText,
    *,
    session_began: datetime,
    now: datetime,
) -> EarlierVersion | None:
    """Keep what is going to be saved over, where that is due (`core.portfolio.versions`).

    `before` is what the document says, None where that is not known. A text without words is
    not kept. Raises what `keep_version` raises.
    """
    if document is None or not _is_there(root, document):
        return None
    if before is None:
        before = word.read_document(root / document.path, document.path).text
    count = words(before)
    is_cut = drops_much(count, words(after))
    latest = _latest(root, place)
    if not count or not (is_cut or is_due(latest, session_began=session_began, now=now)):
        return None
    kept_for = KeptFor.CUT if is_cut else KeptFor.HOUR
    return keep_present(root, place, document.path, at=now, kept_for=kept_for, text=before)


def keep_outside(
    root: Path, place: TextPlace, document: Document, now: datetime
) -> EarlierVersion | None:
    """Keep what another program wrote, once an hour, and when it dropped a third of the words.

    Raises what `keep_version` raises.
    """
    if not _is_there(root, document):
        return None
    text = word.read_document(root / document.path, document.path).text
    latest, count = _latest(root, place), words(text)
    if not count:
        return None
    if latest is not None and latest.kept_for is KeptFor.OUTSIDE:
        is_soon = not is_due(latest, session_began=latest.at, now=now)
        if is_soon and not drops_much(latest.words, count):
            return None
    kept_for = KeptFor.OUTSIDE
    return keep_present(root, place, document.path, at=now, kept_for=kept_for, text=text)


def read_text_of(root: Path, place: TextPlace, version: EarlierVersion) -> RichText:
    """Return what a version says; raises what `read_version` raises, and `VersionLost`."""
    seen = word.read_content(read_version(root, place, version), version.id)
    if seen.fault:
        raise VersionLost(version.id)
    return seen.text


def read_version(root: Path, place: TextPlace, version: EarlierVersion) -> bytes:
    """Return the document of a version: its parts are as they were, byte for byte.

    Raises `VersionLost`, `LinkInFolder` and the errors of `store.folder.disk`.
    """
    folder = inside(root, _folder_of(place))
    path = folder / f"{version.id}.json"
    found = read_object(path, _LARGEST_MANIFEST, _LARGEST_MANIFEST)
    parts = _Parts(root)
    try:
        entries = [
            _Entry(
                str(each["name"]),
                list(each["date"]),
                int(each["kind"]),
                b"".join(parts.read(str(piece)) for piece in each["pieces"]),
            )
            for each in (found or {})["entries"]
        ]
        return _joined(entries)
    except (KeyError, TypeError, ValueError) as error:
        raise VersionLost(str(path)) from error


def delete_versions(root: Path, place: TextPlace, versions: Iterable[EarlierVersion]) -> None:
    """Delete versions of a text for good; parts that another version has stay.

    Raises `LinkInFolder` and the errors of `store.folder.disk`.
    """
    folder = inside(root, _folder_of(place))
    with disk_errors(folder):
        for version in versions:
            retry_while_busy((folder / f"{version.id}.json").unlink)
    _sweep(root)


# Manifests --------------------------------------------------------------------------------------


def _folder_of(place: TextPlace) -> str:
    name = _STATEMENT if place.number is None else f"{place.number:02}"
    return f"{_FOLDER}/{place.set_id}/{name}"


def _is_there(root: Path, document: Document) -> bool:
    return link_in(root, document.path) is None and is_file(root / document.path)


def _latest(root: Path, place: TextPlace) -> EarlierVersion | None:
    newest_first = sorted(_manifests(root / _folder_of(place)), reverse=True)
    return next(filter(None, map(_read_manifest, newest_first)), None)


def _manifests(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if _MANIFEST.fullmatch(path.name)]
    except OSError:
        return []


def _free_id(folder: Path, at: datetime) -> str:
    wanted = at.strftime("%Y%m%dT%H%M%S%fZ")
    taken, count = wanted, 1
    while is_file(folder / f"{taken}.json"):
        count += 1
        taken = f"{wanted}-{count}"
    return taken


def _read_manifest(path: Path) -> EarlierVersion | None:
    """Return what a manifest says of its version, None where it cannot be read."""
    try:
        return _version_in(path.stem, read_limited(path, _LARGEST_MANIFEST))
    except (LsscError, ValueError):
        return None


def _version_in(name: str, data: bytes) -> EarlierVersion:
    """Return what a manifest says of its version. Raises `ValueError` for what is none."""
    try:
        values: Mapping[str, Any] = object_in(data, _LARGEST_MANIFEST, _LARGEST_MANIFEST) or {}
        at = datetime.fromisoformat(values["at"])
        sha256, words = str(values["sha256"]), int(values["words"])
        kept_for = KeptFor(values["kept_for"])
    except (KeyError, TypeError) as error:
        raise ValueError(name) from error
    if at.tzinfo is None:
        raise ValueError(name)
    return EarlierVersion(name, at, sha256, words, kept_for)


def _remove(folder: Path, versions: Iterable[EarlierVersion]) -> None:
    for version in versions:
        with suppress(OSError):  # one too many does no harm
            retry_while_busy((folder / f"{version.id}.json").unlink)


def _sweep(root: Path) -> None:
    """Remove the parts that no version has anymore; where a manifest cannot be read, none."""
    used: set[str] = set()
    for folder in _text_folders(root):
        for path in _manifests(folder):
            found = read_object(path, _LARGEST_MANIFEST, _LARGEST_MANIFEST)
            if found is None:
                return
            try:
                used.update(piece for each in found["entries"] for piece in each["pieces"])
            except (KeyError, TypeError):
                return
    for path in _children(root / _FOLDER / _PARTS):
        for part in _children(path):
            if _SHA256.fullmatch(part.name) and part.name not in used:
                with suppress(OSError):
                    retry_while_busy(part.unlink)


def _text_folders(root: Path) -> Iterator[Path]:
    for each in _children(root / _FOLDER):
        if each.name != _PARTS:
            yield from _children(each)


def _children(folder: Path) -> list[Path]:
    if is_link(folder) or not is_folder(folder):
        return []
    try:
        return list(folder.iterdir())
    except OSError:
        return []


# Parts ------------------------------------------------------------------------------------------


class _Entry:
    """One entry of an archive; `kind` is its compression, -1 for a file that is no archive."""

    def __init__(self, name: str, date: list[int], kind: int, data: bytes) -> None:
        self.name = name
        self.date = date
        self.kind = kind
        self.data = data

    def pieces(self) -> Iterator[bytes]:
        """Cut a long part into pieces that begin where paragraphs do.

        Whether a paragraph is the last of its piece is decided by its own words: a change in one
        piece leaves the cuts behind it where they were.
        """
        if self.kind < 0 or len(self.data) <= _SPLIT_ABOVE:
            yield self.data
            return
        begin = last = 0
        for end in (found.end() for found in _PARAGRAPH_END.finditer(self.data)):
            if end - last > _LONG or zlib.crc32(self.data[last:end]) % _PARAGRAPHS == 0:
                yield self.data[begin:end]
                begin = end
            last = end
        yield self.data[begin:]


class _Parts:
    """The parts of all versions of a portfolio."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._changed: set[Path] = set()
        self._read = 0  # bytes

    def make_durable(self) -> None:
        """Have the drive keep the names of what was kept."""
        for folder in self._changed:
            sync_folder(folder)

    def keep(self, entry: _Entry) -> list[str]:
        """Keep the pieces of an entry where they are new, and return their names."""
        return [self._keep(piece) for piece in entry.pieces()]

    def read(self, name: str) -> bytes:
        """Return a piece by its name; raises `VersionLost` where it is not what it was."""
        if not _SHA256.fullmatch(name):
            raise VersionLost(name)
        path = inside(self._root, f"{_FOLDER}/{_PARTS}/{name[:2]}/{name}")
        data = self._unpacked(path)
        self._read += len(data)
        if self._read > LARGEST or hashlib.sha256(data).hexdigest() != name:
            raise VersionLost(str(path))
        return data

    def _keep(self, data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()
        folder = f"{_FOLDER}/{_PARTS}/{name[:2]}"
        path = self._root / folder / name
        if is_file(path) and self._is_sound(path, data):
            return name
        make_inside(self._root, folder)
        packed = zlib.compress(data)
        temporary = write_beside(
            path, _PACKED + packed if len(packed) < len(data) else _PLAIN + data
        )
        with disk_errors(path), removed_on_failure(temporary):
            retry_while_busy(lambda: temporary.replace(path))
        self._changed.add(path.parent)
        return name

    def _is_sound(self, path: Path, data: bytes) -> bool:
        """Whether a piece that is there already says what it must: a drive may have lost some."""
        try:
            return self._unpacked(path) == data
        except LsscError:
            return False

    def _unpacked(self, path: Path) -> bytes:
        stored = read_limited(path, LARGEST + 1)
        if stored[:1] != _PACKED:
            return stored[1:]
        try:
            return zlib.decompressobj().decompress(stored[1:], LARGEST + 1)
        except zlib.error as error:
            raise VersionLost(str(path)) from error


def _entries(data: bytes) -> list[_Entry]:
    """Return the entries of a document; the file itself where it is no sound archive."""
    whole = [_Entry("", [], -1, data)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = archive.infolist()
            if len(found) > _MOST_ENTRIES or len({each.filename for each in found}) < len(found):
                return whole
            if sum(each.file_size for each in found) > LARGEST:
                return whole
            entries = [
                _Entry(each.filename, list(each.date_time), each.compress_type, archive.read(each))
                for each in found
            ]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError,
            zlib.error):  # fmt: skip
        return whole
    usual = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return entries if entries and all(each.kind in usual for each in entries) else whole


def _joined(entries: list[_Entry]) -> bytes:
    """Return the document of these entries. Raises `ValueError` for what is none."""
    if len(entries) == 1 and entries[0].kind < 0:
        return entries[0].data
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for entry in entries:
            year, month, day, hour, minute, second = map(int, entry.date)
            info = zipfile.ZipInfo(entry.name, (year, month, day, hour, minute, second))
            info.compress_type = entry.kind
            archive.writestr(info, entry.data)
    return file.getvalue()
