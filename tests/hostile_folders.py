"""Portfolio folders as somebody hostile, or a failing drive, would leave them."""

import json
import os
import socket
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.hostile import CONTENTS, ODD_TIMES, lock_since

type Attack = Callable[[Path], object]

SET_FOLDER = "Technology"
_HASH = "0" * 64


def _instead(path: str, put: Callable[[Path], object], root: Path) -> None:
    """Put something in the place of a file of the folder."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(target):
        target.rename(root.with_name("away"))
    put(target)


def _linked(path: str, root: Path) -> None:
    """Move a part of the folder out of it, and leave a link."""
    target, outside = root / path, root.with_name("outside") / "there"
    target.rename(outside)
    target.symlink_to(outside)


def _written(path: str, data: bytes, root: Path) -> None:
    _instead(path, lambda target: target.write_bytes(data), root)


def _sparse(path: str, size: int, root: Path) -> None:
    def put(target: Path) -> None:
        with target.open("wb") as file:
            file.truncate(size)

    _instead(path, put, root)


def _edited(change: Callable[[dict[str, Any]], object], root: Path) -> None:
    """Change what portfolio.json says."""
    path = root / "portfolio.json"
    raw = json.loads(path.read_bytes())
    change(raw)
    path.write_text(json.dumps(raw), "utf-8")


def _said(key: str, value: object) -> Attack:
    return partial(_edited, lambda raw: raw.update({key: value}))


def _of_set(key: str, value: object) -> Attack:
    def change(raw: dict[str, Any]) -> None:
        for work in raw["sets"]:
            work[key] = value

    return partial(_edited, change)


def _text(old: bytes, new: bytes) -> Attack:
    """Change a piece of the text of portfolio.json."""

    def change(root: Path) -> None:
        data = (root / "portfolio.json").read_bytes()
        (root / "portfolio.json").write_bytes(data.replace(old, new, 1))

    return change


def _evidence(count: int) -> list[dict[str, object]]:
    return [
        {"path": f"Evidence/{n:06}.pdf", "sha256": _HASH, "bytes": 1, "added": "2026-01-01"}
        for n in range(count)
    ]


def _used(count: int, raw: dict[str, Any]) -> None:
    """Let a competency show many files that are not there."""
    raw["evidence"] = _evidence(count)
    work = next(work for work in raw["sets"] if work["set_id"] == "technology")
    work["competencies"][0]["evidence"] = [{"path": each["path"]} for each in raw["evidence"]]


def _many(key: str, count: int, entry: Callable[[int], dict[str, object]]) -> Attack:
    """Let a list of portfolio.json, named as "renewal.activities", have many entries."""

    def change(raw: dict[str, Any]) -> None:
        *above, last = key.split(".")
        for part in above:
            raw = raw[part]
        raw[last] = [entry(n) for n in range(count)]

    return partial(_edited, change)


def _day(number: int) -> str:
    return date.fromordinal(date(1950, 1, 1).toordinal() + number).isoformat()


def _package(number: int) -> dict[str, object]:
    return {
        "package_id": f"{number:064x}",
        "set_id": "technology",
        "kind": "review-copy",
        "copy": number,
        "day": "2026-01-01",
        "content": f"{number:064x}",
        "path": f"Packages/{number}.lssc.zip",
    }


def _decided_packages(count: int, raw: dict[str, Any]) -> None:
    raw["packages"] = [_package(n) for n in range(count)]
    for work in raw["sets"]:
        if work["set_id"] == "technology":
            work["decisions"] = [
                {"outcome": "achieved", "day": "2026-01-01", "package_id": note["package_id"]}
                for note in raw["packages"]
            ]


def _activity(number: int) -> dict[str, object]:
    return {
        "id": f"a{number}",
        "day": "2026-01-01",
        "title": f"Workshop {number}",
        "kind": "workshop",
        "amount": "1",
    }


def _certified(count: int, raw: dict[str, Any]) -> None:
    activities = [_activity(n) for n in range(count)]
    raw["renewal"] = {"certified": "2025-01-01", "activities": activities}


def _former(number: int) -> dict[str, object]:
    return {"set_id": "old", "set_title": "Old", "number": number, "title": f"Old {number}"}


def _with_former(count: int, raw: dict[str, Any]) -> None:
    """Let there be work on a set that no program has any more."""
    raw["former"] = [_former(n) for n in range(count)]
    work = [{"number": n, "official_text": "Old"} for n in range(count)]
    raw["sets"].append({"set_id": "old", "changed": "2026-01-01", "competencies": work})


def _period(number: int) -> dict[str, object]:
    return {"employer": f"E{number}", "begun": "2020-01-01", "ended": None, "hours_a_week": "40"}


def _switch(number: int) -> dict[str, object]:
    return {
        "day": _day(number),
        "program_id": "lssc",
        "program_version": "1",
        "sha256": f"{number:064x}",
        "chosen": [],
    }


def _with_work(count: int, raw: dict[str, Any]) -> None:
    """Let a set have work on competencies that no program has."""
    work = next(work for work in raw["sets"] if work["set_id"] == "technology")
    work["competencies"] += [{"number": 100 + n, "self_rating": "met"} for n in range(count)]


def _many_reviews(root: Path) -> None:
    for number in range(2000):
        (root / "Reviews" / f"{number}.lssc-review.json").write_bytes(b'{"format": 1}')


def _commented(count: int, text: str, root: Path) -> None:
    """Let three reviews say as much of one competency as a review file can hold."""
    _edited(lambda raw: raw.update(packages=[_package(1)]), root)
    for number in range(3):
        comments = [
            {"id": f"r{number}-{n}", "about": {"competency": 1}, "text": text} for n in range(count)
        ]
        package = {
            **dict.fromkeys(("portfolio", "program_version", "set_title", "candidate"), "x"),
            **{key: _package(1)[key] for key in ("package_id", "set_id", "kind", "copy", "day")},
            "program": "lssc",
        }
        review = {
            "format": 1,
            "id": f"r{number}",
            "mode": "review",
            "package": package,
            "reviewer": f"M. Okafor {number}",
            "written": "2026-02-01T09:00:00+00:00",
            "comments": comments,
        }
        (root / "Reviews" / f"{number}.lssc-review.json").write_text(json.dumps(review), "utf-8")


def _note(copy: str) -> Attack:
    note = (
        f'[{{"package_id": "{_HASH}", "set_id": "technology", "copy": {copy}, '
        '"kind": "review-copy", "day": "2026-01-01", "content": "x", "path": "Packages/a.zip"}]'
    )
    return _text(b'"packages": []', b'"packages": ' + note.encode())


def _long_text(begins: bytes, root: Path) -> None:
    _text(b'"email": "', b'"email": "' + begins + b"e" * (15 << 20))(root)


def _million_objects(root: Path) -> None:
    many = b'{"a":1},' * 1_000_000
    _written("portfolio.json", b'{"format": 1, "sets": [' + many + b"0]}", root)


def _filled(folder: str, suffix: str, root: Path) -> None:
    for number in range(20_000):
        (root / folder / f"{number:05}{suffix}").touch()


def _many_folders(root: Path) -> None:
    for number in range(20_000):
        (root / "Evidence" / f"{number:05}").mkdir()


def _deep_folders(root: Path) -> None:
    (root / "Evidence" / "/".join(["d"] * 900)).mkdir(parents=True)


def _socket(root: Path) -> None:
    here = Path.cwd()
    os.chdir(root / "Evidence")
    try:
        socket.socket(socket.AF_UNIX).bind("socket")
    finally:
        os.chdir(here)


def _decided(day: str) -> Attack:
    return _of_set("decisions", [{"outcome": "not-achieved", "day": day}])


_RESPONSE = f"{SET_FOLDER}/Learning statement.docx"
_REVIEW = "Reviews/x.lssc-review.json"
_PERIODS = [
    {"employer": f"E{n}", "begun": "0001-01-01", "ended": None, "hours_a_week": "40"}
    for n in range(200)
]

ATTACKS: Mapping[str, Attack] = {
    **{f"lock: {name}": partial(_instead, ".lssc/lock", put) for name, put in CONTENTS.items()},
    **{f"lock: {at}": partial(_written, ".lssc/lock", lock_since(at)) for at in ODD_TIMES},
    **{
        f"{path}: {name}": partial(_instead, path, put)
        for path in (
            ".lssc/fingerprints.json",
            ".lssc/opened.json",
            ".lssc/evidence-words.json",
            ".lssc/history/portfolio-999999.json",
            ".lssc/history",
            "portfolio.json",
            "program.toml",
            _RESPONSE,
            _REVIEW,
        )
        for name, put in CONTENTS.items()
    },
    "links: .lssc": partial(_linked, ".lssc"),
    "links: .lssc/history": partial(_linked, ".lssc/history"),
    "links: Evidence": partial(_linked, "Evidence"),
    "links: Packages": partial(_linked, "Packages"),
    "links: Reviews": partial(_linked, "Reviews"),
    "links: set folder": partial(_linked, SET_FOLDER),
    "links: response": partial(_linked, _RESPONSE),
    "links: portfolio.json": partial(_linked, "portfolio.json"),
    "portfolio.json: 3 GB, sparse": partial(_sparse, "portfolio.json", 3 << 30),
    "program.toml: 3 GB, sparse": partial(_sparse, "program.toml", 3 << 30),
    "portfolio.json: a million objects": _million_objects,
    "portfolio.json: 15 MB of one text": partial(_long_text, b"e"),
    "portfolio.json: 15 MB with one emoji": partial(_long_text, b"\xf0\x9f\x98\x80"),
    "dates: admitted last": _said("admitted", "9999-12-31"),
    "dates: admitted first": _said("admitted", "0001-01-01"),
    "dates: planned last": _of_set("planned", "9999-12-31"),
    "dates: planned first": _of_set("planned", "0001-01-01"),
    "dates: changed last": _of_set("changed", "9999-12-31"),
    "dates: changed first": _of_set("changed", "0001-01-01"),
    "dates: decided last": _decided("9999-12-31"),
    "dates: decided first": _decided("0001-01-01"),
    "dates: certified last": _said("renewal", {"certified": "9999-12-31"}),
    "dates: certified first": _said("renewal", {"certified": "0001-01-01"}),
    "dates: worked for ever": _said("experience", {"education": True, "periods": _PERIODS}),
    "numbers: copy of 4,300 nines": _note("9" * 4300),
    "numbers: copy of 5,000 nines": _note("9" * 5000),
    "numbers: copy below nothing": _note("-1"),
    "many: sets": partial(
        _edited,
        lambda raw: raw["sets"].extend(
            {"set_id": f"s{n}", "changed": "2026-01-01"} for n in range(50_000)
        ),
    ),
    "many: uses of missing files": partial(_edited, partial(_used, 20_000)),
    "many: evidence that is missing": _said("evidence", _evidence(60_000)),
    "many: files": partial(_filled, "Evidence", ".txt"),
    "many: files about me": partial(_filled, "About me", ".txt"),
    "many: documents in a set folder": partial(_filled, SET_FOLDER, ".docx"),
    "many: folders": _many_folders,
    "many: reviews": _many_reviews,
    "many: comments": partial(_commented, 2_000, "Say more."),
    "many: long comments": partial(_commented, 190, "m" * 20_000),
    "many: competencies": partial(_edited, partial(_with_work, 9_000)),
    "many: packages": _many("packages", 20_000, _package),
    "many: packages that were decided on": partial(_edited, partial(_decided_packages, 10_000)),
    "many: activities": partial(_edited, partial(_certified, 20_000)),
    "many: renewals": _many(
        "renewal.granted", 20_000, lambda n: {"on": _day(n), "until": _day(n + 700)}
    ),
    "many: memberships": _many(
        "candidate.memberships", 20_000, lambda n: {"since": _day(n), "member": n % 2 == 0}
    ),
    "many: decisions": _of_set(
        "decisions", [{"outcome": "revision-asked", "day": _day(n)} for n in range(5_000)]
    ),
    "many: periods of work": _many("experience.periods", 20_000, _period),
    "many: former competencies": partial(_edited, partial(_with_former, 9_000)),
    "many: switches of program": _many("moves", 20_000, _switch),
    "Evidence: deep folders": _deep_folders,
    "Evidence: a socket": _socket,
    "Evidence: a pipe": partial(_instead, "Evidence/pipe", os.mkfifo),
    "Evidence: names of no text": lambda root: (root / "Evidence" / "a\udcff\n.pdf").touch(),
    "Evidence: 1 GB, sparse": partial(_sparse, "Evidence/clip.mov", 1 << 30),
    "Packages: a folder of our name": lambda root: (
        root / "Packages" / "rivera-technology-2026-11-25-review-1.lssc.zip"
    ).mkdir(),
}
"""By name, what is done to a folder with a set in it, with a folder "outside" beside it."""
