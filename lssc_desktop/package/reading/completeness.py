"""Whether everything is there that must be, and everything there is listed (RFC 8493, 3)."""

from collections.abc import Sequence

from lssc_desktop.package.reading.bag_path import folded, is_system_file, is_unsafe
from lssc_desktop.package.reading.bag_reading import Bag
from lssc_desktop.package.reading.fault import FaultCode
from lssc_desktop.package.reading.listing import Manifest
from lssc_desktop.package.reading.manifest import ManifestName, manifest_name
from lssc_desktop.package.reading.package_files import watched


def manifest_names(bag: Bag) -> tuple[ManifestName, ...]:
    """Return the manifests of a bag, and note names that are not in the one normal form."""
    found = sorted(
        (name for file in bag.tag_files() if (name := manifest_name(file)) is not None),
        key=lambda name: name.name,
    )
    for name in found:
        if not name.normal:
            bag.ledger.forbid(FaultCode.MANIFEST_NAME, name.name)
        elif not name.checkable:
            bag.ledger.advise(FaultCode.ALGORITHM_UNKNOWN, name.name, algorithm=name.algorithm)
    return tuple(found)


def check_completeness(bag: Bag, manifests: Sequence[Manifest]) -> None:
    """Note everything that must be there and is not, and every file that is not listed."""
    payload = [manifest for manifest in manifests if not manifest.name.tag]
    if not bag.package.has_folder("data"):
        bag.ledger.forbid(FaultCode.PAYLOAD_MISSING, "data")
    if payload:
        _check_payload(bag, payload)
    else:
        bag.ledger.forbid(FaultCode.MANIFEST_MISSING)
    tags = [manifest for manifest in manifests if manifest.name.tag]
    if tags:
        _check_tags(bag, tags, payload)


def _check_payload(bag: Bag, payload: Sequence[Manifest]) -> None:
    unchecked = 0
    for name in watched(bag.payload(), bag.reporter):
        lists = [manifest for manifest in payload if name in manifest.sums]
        if not lists:
            bag.ledger.forbid(FaultCode.FILE_NOT_LISTED, name)
        elif bag.strict and len(lists) < len(payload):
            for manifest in payload:
                if name not in manifest.sums:
                    bag.ledger.forbid(
                        FaultCode.FILE_PARTLY_LISTED, name, manifest=manifest.name.name
                    )
        if lists and not any(manifest.name.checkable for manifest in lists):
            unchecked += 1
    if unchecked:
        bag.ledger.forbid(FaultCode.NOTHING_CHECKED, "", count=unchecked)


def _check_tags(bag: Bag, tags: Sequence[Manifest], payload: Sequence[Manifest]) -> None:
    if bag.strict:
        for tag in tags:
            for manifest in payload:
                if manifest.name.name not in tag.sums:
                    bag.ledger.forbid(
                        FaultCode.MANIFEST_NOT_LISTED, manifest.name.name, manifest=tag.name.name
                    )
    for name in bag.tag_files():
        own = manifest_name(name)
        if own is None and not any(name in tag.sums for tag in tags):
            bag.ledger.advise(FaultCode.TAG_FILE_NOT_LISTED, name)


def check_names(bag: Bag) -> None:
    """Note names that some systems cannot keep or tell apart, and files that they leave behind."""
    first: dict[int, str] = {}  # by hash: the folded names of a large bag take much memory
    for name in watched(sorted(bag.package.names()), bag.reporter):
        same = folded(name)
        twin = first.setdefault(hash(same), name)
        if twin is not name and folded(twin) == same:
            bag.ledger.advise(FaultCode.NAME_TWINS, name, twin=twin)
        if is_unsafe(name):
            bag.ledger.advise(FaultCode.NAME_UNSAFE, name)
        if is_system_file(name):
            bag.ledger.advise(FaultCode.SYSTEM_FILE, name)
