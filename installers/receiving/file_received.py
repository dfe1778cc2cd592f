"""Files packages that have arrived: each whole one under its id, anything else aside with why.

Run it after each upload, from a timer, or by hand: at any time, as often as you like, also while
it runs. It takes from the environment INCOMING and PACKAGES (receiver.conf), two folders of one
file system or two buckets (`s3://NAME/`), and VERIFY_SECONDS, after which a package that is not
verified is put aside, so that it holds up no other. Below PACKAGES it keeps

    filed/PACKAGE_ID.lssc.zip           a whole package
    filed/PACKAGE_ID.receipt.json       when it came, from which upload, with its fingerprint
    aside/UPLOAD.zip, UPLOAD.json       anything else, and what is wrong with it
    seen/UPLOAD.json                    what became of an upload: it is not looked at again

An upload is left where it is: the candidate's program reads it back, and asks for it later.
It exits with 0 when nothing is left to do, with 1 when something has to be tried again.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

PROGRAM = [sys.executable, "-m", "lssc_desktop"]
WHOLE, DAMAGED, UNREADABLE = 0, 1, 2  # exit statuses of `lssc-desktop verify`
CUT = 200  # faults that are kept of one upload
MOST_OF_A_NOTE = 1 << 20  # bytes; what the receiver writes of an upload is far less
NOT_A_NOTE = "What the receiver wrote down about this upload can't be read."


@dataclass(frozen=True)
class Upload:
    """A finished upload: its name, its bytes, when it came, and what the sender says of it.

    One with a `fault` is not read at all, and perhaps not there.
    """

    name: str
    size: int
    came: datetime
    said: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True)
class Verdict:
    """What verifying shows; `is_known` is false where it could not be read just now."""

    is_known: bool
    is_whole: bool = False
    package_id: str = ""
    faults: tuple[str, ...] = ()
    sha256: str = ""


class Storage(Protocol):
    """Where uploads and packages lie."""

    def uploads(self) -> Iterator[Upload]:
        """Yield what has arrived to its last byte."""

    def verify(self, upload: Upload, seconds: float) -> Verdict:
        """Return what reading all of it shows; raises `TimeoutExpired` where that takes longer."""

    def keep(self, upload: Upload, target: str) -> bool:
        """Keep it under a name; return whether that name holds its content now.

        Of an upload that is not there nothing is kept.
        """

    def has(self, name: str) -> bool:
        """Return whether something has that name."""

    def write(self, name: str, content: bytes) -> None:
        """Write something small, whole or not at all."""


def main() -> int:
    """File everything that waits; one run at a time."""
    storage = open_storage(os.environ["INCOMING"], os.environ["PACKAGES"])
    left = 0
    with only_one():
        for upload in storage.uploads():
            if not storage.has(f"seen/{upload.name}.json"):
                try:
                    left += not file_one(storage, upload)
                except OSError as error:  # a full disk, a store that does not answer
                    print(f"{upload.name}: {error}; it is tried again", file=sys.stderr)
                    left += 1
    return 1 if left else 0


def file_one(storage: Storage, upload: Upload) -> bool:
    """File one upload or put it aside; return whether that is done.

    Every step can be done again: the note that says it is done comes last.
    """
    verdict = verdict_on(storage, upload)
    if not verdict.is_known:
        print(f"{upload.name}: could not be read; it is tried again", file=sys.stderr)
        return False
    faults = (*verdict.faults, *differences(upload, verdict))
    target = f"filed/{verdict.package_id}.lssc.zip"
    if verdict.is_whole and verdict.package_id and not faults:
        if storage.keep(upload, target):
            receipt = f"filed/{verdict.package_id}.receipt.json"
            if not storage.has(receipt):
                storage.write(receipt, as_json(receipt_of(upload, verdict)))
            became = {"filed": target}
        else:
            faults = ("Another ZIP of the same package is filed already.",)
    if faults or not verdict.is_whole:
        is_kept = storage.keep(upload, f"aside/{upload.name}.zip")
        note = {"upload": upload.name, "said": dict(upload.said), "faults": list(faults[:CUT])}
        storage.write(f"aside/{upload.name}.json", as_json(note))
        became = {"aside": f"aside/{upload.name}{'.zip' if is_kept else '.json'}"}
    storage.write(f"seen/{upload.name}.json", as_json(became))
    print(f"{upload.name}: {next(iter(became.values()))}")
    return True


def verdict_on(storage: Storage, upload: Upload) -> Verdict:
    """Return what is to be said of an upload, also of one that cannot be read or takes too long."""
    if upload.fault:
        return Verdict(True, faults=(upload.fault,))
    limit = os.environ.get("VERIFY_SECONDS", "1800")
    try:
        return storage.verify(upload, float(limit))
    except subprocess.TimeoutExpired:
        return Verdict(True, faults=(f"It wasn't verified within {limit} seconds.",))


def differences(upload: Upload, verdict: Verdict) -> Iterator[str]:
    """Yield what is not as the sender said it would be."""
    for label, found in (("package_id", verdict.package_id), ("sha256", verdict.sha256)):
        said = upload.said.get(label)
        if said and found and said != found:
            yield f"The sender said {label} {said}, and it is {found}."


def receipt_of(upload: Upload, verdict: Verdict) -> Mapping[str, object]:
    """Return what is known of a filed package; the same whenever it is asked."""
    return {
        "package_id": verdict.package_id,
        "sha256": verdict.sha256 or None,
        "sha256_said_by_sender": upload.said.get("sha256"),
        "bytes": upload.size,
        "received_at": upload.came.isoformat(timespec="seconds"),
        "filename": upload.said.get("filename", ""),
        "upload": upload.name,
    }


def as_json(value: object) -> bytes:
    """Return a value as JSON that people can read."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


@contextmanager
def only_one() -> Iterator[None]:
    """Wait until no other run is under way; the end of a process, however it ends, lets go."""
    folder = Path(
        os.environ.get("XDG_STATE_HOME") or os.environ.get("HOME") or tempfile.gettempdir()
    )
    with (folder / "file-received.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def open_storage(incoming: str, packages: str) -> Storage:
    """Return the storage that the settings name."""
    if incoming.startswith("s3://"):
        return Buckets(incoming, packages)
    return Folders(Path(incoming), Path(packages))


# Folders ----------------------------------------------------------------------------------------


class Folders:
    """Two folders of one file system: what is kept is a second name of the upload, and no room."""

    def __init__(self, incoming: Path, packages: Path) -> None:
        self.incoming, self.packages = incoming, packages
        for folder in ("filed", "aside", "seen"):
            (packages / folder).mkdir(parents=True, exist_ok=True)

    def uploads(self) -> Iterator[Upload]:
        """Yield what @tus/file-store has to the last byte."""
        for info in sorted(self.incoming.glob("*.json")):
            name = info.name.removesuffix(".json")
            try:
                text = beginning(info, MOST_OF_A_NOTE)
                told = said_in(text)
                size, came = size_and_time(self.incoming / name if told else info)
            except OSError:  # it is just being made, or was given up
                continue
            if told is not None and told[0] == size:
                yield Upload(name, size, came, told[1])
            elif told is None and not is_being_written(text, came):
                yield Upload(name, 0, came, {}, NOT_A_NOTE)

    def verify(self, upload: Upload, seconds: float) -> Verdict:
        """Have `lssc-desktop verify` read it; it exits with 0, 1, or 2 and one sentence."""
        words = [*PROGRAM, "verify", "--json", str(self.incoming / upload.name)]
        done = subprocess.run(
            words, capture_output=True, check=False, encoding="utf-8", timeout=seconds
        )
        if done.returncode not in (WHOLE, DAMAGED):
            # Unreadable for good is what ends with 2 and is there to be read.
            is_known = done.returncode == UNREADABLE and is_readable(self.incoming / upload.name)
            return Verdict(is_known, faults=(done.stderr.strip(),))
        found = json.loads(done.stdout)
        faults = tuple(each["message"] for each in found["faults"])
        return Verdict(
            True, found["valid"], found["package_id"] or "", faults, found["sha256"] or ""
        )

    def keep(self, upload: Upload, target: str) -> bool:
        """Give an upload a second name; return whether that name is this very file's now."""
        source, place = self.incoming / upload.name, self.packages / target
        try:
            os.link(source, place)
        except FileExistsError:
            return same_content(source, place)
        except FileNotFoundError:
            if upload.fault:
                return False
            raise
        sync(place.parent)
        return True

    def has(self, name: str) -> bool:
        """Return whether a file is there."""
        return (self.packages / name).is_file()

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all."""
        place = self.packages / name
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as part:
            try:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).chmod(0o640)
                Path(part.name).replace(place)
            except BaseException:
                Path(part.name).unlink()
                raise
        sync(place.parent)


def beginning(path: Path, most: int) -> bytes:
    """Return the content of a file, and of a longer one so many bytes."""
    with path.open("rb") as file:
        return file.read(most)


def size_and_time(path: Path) -> tuple[int, datetime]:
    """Return how long a file is, and when it was written last."""
    seen = path.stat()
    return seen.st_size, datetime.fromtimestamp(seen.st_mtime, UTC)


def said_in(note: bytes) -> tuple[int | None, Mapping[str, str]] | None:
    """Return size and metadata of an upload from what the receiver wrote down; None for no note.

    The size of one that was begun without is None.
    """
    try:
        told = json.loads(note)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    size, metadata = told.get("size"), told.get("metadata") or {}
    is_size = size is None or type(size) is int
    is_said = isinstance(metadata, dict) and all(
        value is None or isinstance(value, str) for value in metadata.values()
    )
    if not is_size or not is_said:
        return None
    return size, {key: value for key, value in metadata.items() if value is not None}


def is_being_written(note: bytes, at: datetime) -> bool:
    """Return whether a note may just be half written: the receiver does that in one moment."""
    try:
        json.loads(note)
    except ValueError:
        begins_well = not note or note.startswith(b"{")
        return begins_well and datetime.now(UTC) - at < timedelta(hours=1)
    except RecursionError:
        pass
    return False


def is_readable(path: Path) -> bool:
    """Return whether every byte of a file can be read now."""
    try:
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass
    except OSError:
        return False
    return True


def same_content(one: Path, other: Path) -> bool:
    """Return whether two files are one, or hold the same bytes."""
    if one.samefile(other):
        return True
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while block := first.read(1 << 20):
            if block != second.read(1 << 20):
                return False
    return True


def sync(folder: Path) -> None:
    """See to it that new names in a folder survive a power failure."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


# Buckets ----------------------------------------------------------------------------------------


class Buckets:
    """Two buckets: what is kept is copied from one to the other as it is."""

    def __init__(self, incoming: str, packages: str) -> None:
        from obstore import exceptions
        from obstore.store import S3Store

        endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
        options: Any = {"allow_http": endpoint.startswith("http://127.0.0.1:")}
        patience: Any = {"max_retries": 6, "retry_timeout": timedelta(seconds=60)}
        self.address = incoming.rstrip("/") + "/"
        self.bucket = incoming.removeprefix("s3://").strip("/")
        self.incoming, self.packages = (
            S3Store(
                name.removeprefix("s3://").strip("/"), client_options=options, retry_config=patience
            )
            for name in (incoming, packages)
        )
        self.failures = (exceptions.BaseError, OSError)

    def uploads(self) -> Iterator[Upload]:
        """Yield what @tus/s3-store has made one object of: that is there to the last byte."""
        with self.answering():
            found = {each["path"]: each for page in self.incoming.list() for each in page}
        for name, meta in sorted(found.items()):
            if f"{name}.info" in found and not name.endswith((".info", ".part")):
                told = self.told(name, found[f"{name}.info"]["size"])
                said, fault = ({}, NOT_A_NOTE) if told is None else (told[1], "")
                yield Upload(name, meta["size"], meta["last_modified"], said, fault)

    def told(self, name: str, size: int) -> tuple[int | None, Mapping[str, str]] | None:
        """Return what the receiver wrote down of an upload, in its `.info`; None for no note."""
        if size > MOST_OF_A_NOTE:
            return None
        with self.answering():
            note = bytes(self.incoming.get(f"{name}.info").bytes())
        return said_in(note) if note else (None, {})

    def verify(self, upload: Upload, seconds: float) -> Verdict:
        """Have `lssc-desktop office audit` read it where it lies."""
        with tempfile.TemporaryDirectory() as scratch:
            results = Path(scratch) / "results.jsonl"
            words = [*PROGRAM, "office", "audit", self.address + upload.name]
            words += ["--journal", f"{scratch}/journal", "--results", str(results)]
            subprocess.run(words, capture_output=True, check=False, timeout=seconds)
            try:
                line = json.loads(results.read_bytes())
            except (OSError, ValueError):
                return Verdict(False)
        faults = tuple(each["message"] for each in line["faults"])
        if line["reason"]:
            faults = (line["reason"], *faults)
        is_known = line["state"] != "not-read"
        return Verdict(is_known, line["state"] == "whole", line["package_id"] or "", faults)

    def keep(self, upload: Upload, target: str) -> bool:
        """Copy an upload; return whether that name holds this content now."""
        with self.answering():
            if self.has(target):
                return self.is_same(upload, target)
            with tempfile.TemporaryFile() as copy:  # from one bucket to another no store copies
                for piece in self.incoming.get(upload.name).stream():
                    copy.write(piece)
                copy.seek(0)
                self.packages.put(target, copy)
        return True

    def is_same(self, upload: Upload, target: str) -> bool:
        """Return whether both are the same bytes; neither id nor size says so."""
        if self.packages.head(target)["size"] != upload.size:
            return False
        prints = [hashlib.sha256(), hashlib.sha256()]
        for store, name, digest in zip(
            (self.incoming, self.packages), (upload.name, target), prints, strict=True
        ):
            for piece in store.get(name).stream():
                digest.update(piece)
        return prints[0].digest() == prints[1].digest()

    def has(self, name: str) -> bool:
        """Return whether an object is there."""
        with self.answering():
            try:
                self.packages.head(name)
            except FileNotFoundError:
                return False
        return True

    def write(self, name: str, content: bytes) -> None:
        """Write an object; a store has it whole or not at all."""
        with self.answering():
            self.packages.put(name, content)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Turn what a store says into an OSError: it is tried again."""
        try:
            yield
        except self.failures as error:
            raise OSError(str(error).partition("\n")[0]) from error


if __name__ == "__main__":
    sys.exit(main())
