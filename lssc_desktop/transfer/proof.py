"""Proof that a receiver's copy is our package (RFC 9530, OC-Checksum, reading back).

Only a copy that was read back was compared by us; all else is the receiver's word, which counts
only where it lets nobody read. Some servers give back a fingerprint just as the sender gave it: so
we never send one of the whole package, and believe an `OC-Checksum` only about a copy that we
ourselves have just put there.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.submission.submission import Proof, Receipt
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.transfer.answers import PASSING, Reply, UnexpectedAnswer
from lssc_desktop.transfer.destination import BLOCK, Disproof, Fingerprinting, PackageFile
from lssc_desktop.values import dataclass

if TYPE_CHECKING:  # so that httpx2 is loaded only where something is sent
    from lssc_desktop.transfer.http import Client

WANTED: Mapping[str, str] = {"Want-Repr-Digest": "sha-256=10, sha-512=5"}
"""Asks a receiver that knows RFC 9530 for the fingerprint of what it holds."""

_ORDER = ("sha-256", "sha-512", "sha-1")  # the first is what we know of a package already
_LENGTHS = {"sha-256": 32, "sha-512": 64, "sha-1": 20}
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_NO_READING = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.GONE,
        HTTPStatus.NOT_IMPLEMENTED,
    }
)


class CopyDiffers(LsscError, Disproof):
    """What the receiver holds is not the package: `what` is "missing", "size" or "content"."""

    what: str

    says = Says(
        By(
            "what",
            {
                "missing": "The receiver said it accepted your package, but has nothing there.",
                "size": "The receiver’s copy isn’t the same size as your package.",
                "content": "The receiver’s copy doesn’t have your package’s fingerprint.",
            },
        ),
        "Your package wasn’t received. On this computer, it isn’t changed.",
        "Send it again. If it happens again, tell your program office.",
    )


class NotTheCopy(LsscError, Disproof):
    """Asked for its copy, the receiver gave something that is none: a page, a part, nothing.

    That says neither that the package is there nor that it is not.
    """

    host: str

    says = Says(
        "{host} sent something else, such as a sign-in page, instead of its copy.",
        "So we can’t compare its copy with your package, or tell whether it has one.",
        "Open the address in your browser and sign in if asked. Then try again.",
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """The fingerprint, in hex, of what the receiver holds, and how we came by it."""

    proof: Proof
    algorithm: str
    digest: str


def repr_digests(headers: Mapping[str, str]) -> tuple[Claim, ...]:
    """Return what a `Repr-Digest` says (RFC 9530); of algorithms that are no good, nothing."""
    found: dict[str, Claim] = {}
    for member in headers.get("repr-digest", "").split(","):
        parts = re.fullmatch(r"\s*([a-z0-9*_.-]+)=:([A-Za-z0-9+/=]*):\s*(;.*)?", member)
        if parts is None or parts[1] not in {"sha-256", "sha-512"}:
            continue
        try:
            digest = base64.b64decode(parts[2], validate=True)
        except binascii.Error:
            continue
        if len(digest) == _LENGTHS[parts[1]]:
            found[parts[1]] = Claim(Proof.REPR_DIGEST, parts[1], digest.hex())
    return tuple(found.values())


def oc_checksums(headers: Mapping[str, str]) -> tuple[Claim, ...]:
    """Return what an `OC-Checksum` says: "SHA1:… MD5:… ADLER32:…"; the weak ones are left out."""
    found = []
    for word in headers.get("oc-checksum", "").split():
        name, _, digest = word.partition(":")
        algorithm = {"SHA256": "sha-256", "SHA1": "sha-1", "SHA512": "sha-512"}.get(name.upper())
        if algorithm and re.fullmatch(f"[0-9a-fA-F]{{{_LENGTHS[algorithm] * 2}}}", digest):
            found.append(Claim(Proof.OC_CHECKSUM, algorithm, digest.lower()))
    return tuple(found)


def agreed_claim(package: PackageFile, claims: Iterable[Claim], reporter: Reporter) -> Claim | None:
    """Return the claim that was compared with the package and is equal; None without a claim.

    Raises `CopyDiffers`.
    """
    best = min(claims, key=lambda claim: _ORDER.index(claim.algorithm), default=None)
    if best is not None and best.digest != our_digest(package, best.algorithm, reporter):
        raise CopyDiffers("content")
    return best


def our_digest(package: PackageFile, algorithm: str, reporter: Reporter) -> str:
    """Return the fingerprint of our package by an algorithm, in hex."""
    if algorithm == "sha-256":
        return package.sha256
    digest = hashlib.new(algorithm.replace("-", ""), usedforsecurity=False)
    done = 0
    with disk_errors(package.path), package.path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK):
            digest.update(block)
            done += len(block)
            reporter(Progress(Step.COMPARING, done, package.bytes, Item(package.name)))
    return digest.hexdigest()


def prove(
    client: "Client",
    url: str,
    package: PackageFile,
    reporter: Reporter,
    seen: Reply,
    *,
    fresh: bool,
) -> Claim | None:
    """Compare what lies at `url` with the package; None when the receiver lets us compare nothing.

    The copy is read back wherever the receiver lets us; only where it does not, its own word
    counts. `seen` is the answer to a HEAD (`probe`); `fresh` says that we have just put it there.
    Raises `CopyDiffers`, `NotTheCopy`, and what `Client` raises.
    """
    length = reported_length(seen)
    if length is not None and length != package.bytes:
        raise CopyDiffers("size")
    claim = read_back(client, url, package, reporter)
    return claim or reported_fingerprint(package, seen, reporter, fresh=fresh)


def reported_fingerprint(
    package: PackageFile, seen: Reply, reporter: Reporter, *, fresh: bool = False
) -> Claim | None:
    """Return the fingerprint that a receiver reports of its copy, equal to ours, or None.

    Raises `CopyDiffers`.
    """
    if is_page(seen.headers):
        return None
    claims = repr_digests(seen.headers)
    if not claims and fresh:
        claims = oc_checksums(seen.headers)
    return agreed_claim(package, claims, reporter)


def is_page(headers: Mapping[str, str]) -> bool:
    """Whether an answer is a web page, such as one to sign in: that is no package of ours."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in _PAGES


def reported_length(seen: Reply) -> int | None:
    """Return how long a receiver says that its copy is, None where it says nothing of it."""
    return None if is_page(seen.headers) else seen.length


def probe(client: "Client", url: str) -> Reply | None:
    """Ask what lies at `url`, and for its fingerprint; None when there is nothing."""
    reply = client.ask("HEAD", url, WANTED)
    if reply.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return None
    if not reply.is_good:
        raise client.refusal(reply)
    if reply.status != HTTPStatus.OK:
        raise UnexpectedAnswer(client.host, reply.status)
    return reply


def is_removed(client: "Client", reply: Reply) -> bool:
    """Whether the answer to a DELETE says that nothing is left; raises what may pass."""
    if reply.is_good or reply.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return True
    refused = client.refusal(reply)
    if isinstance(refused, PASSING):
        raise refused
    return False


def read_back(client: "Client", url: str, package: PackageFile, reporter: Reporter) -> Claim | None:
    """Fetch the receiver's copy and fingerprint it while it streams; None when it gives none.

    Raises `CopyDiffers` for a whole answer about another file, `NotTheCopy` for an answer that is
    no copy, and what `Client` raises.
    """
    item, done, reported = Item(package.name), 0, 0
    reporter(Progress(Step.COMPARING, 0, package.bytes, item))
    with client.fetch(url) as (reply, blocks), Fingerprinting() as theirs:
        if reply.status in _NO_READING:
            return None
        if not reply.is_good:
            raise client.refusal(reply)
        if reply.status != HTTPStatus.OK or is_page(reply.headers):
            raise NotTheCopy(client.host)
        if reply.headers.get("content-encoding", "identity") != "identity":
            raise NotTheCopy(client.host)  # what comes is not what lies there
        if reply.length not in {None, package.bytes}:
            raise NotTheCopy(client.host)
        for block in blocks:
            theirs.take(block)
            done += len(block)
            if done > package.bytes:
                raise NotTheCopy(client.host)
            if done - reported >= BLOCK:
                reported = done
                reporter(Progress(Step.COMPARING, done, package.bytes, item))
    if done != package.bytes:
        raise NotTheCopy(client.host)
    claim = Claim(Proof.READ_BACK, "sha-256", theirs.hexdigest())
    return agreed_claim(package, (claim,), reporter)


def receipt(
    package: PackageFile, claim: Claim, destination: str, location: str, at: datetime
) -> Receipt:
    """Return the receipt for a claim that was compared and is equal."""
    return Receipt(
        package_id=package.package_id,
        at=at,
        destination=destination,
        location=location,
        bytes=package.bytes,
        proof=claim.proof,
        ours=claim.digest,
        theirs=claim.digest,
        algorithm=claim.algorithm,
    )
