"""The sample portfolio with packages in every state, as picture 05 shows them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from lssc_desktop.core.files.names import PACKAGES
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import decide, note_package
from lssc_desktop.core.portfolio.portfolio import (
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
)
from lssc_desktop.core.submission.submission import (
    Event,
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
)
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.store.folder import folder
from lssc_desktop.store.submissions import write_submission

UPLOAD = "tus+https://upload.prairie.example/packages/"
OURS = "7f3a91c25e08d4aa" * 4


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def pack(
    root: Path,
    portfolio: Portfolio,
    set_id: str,
    day: date,
    kind: PackageKind = PackageKind.PORTFOLIO,
    copy: int = 0,
) -> tuple[Portfolio, Path, PackageNote]:
    """Write a small bag under a package's name, and note it in the portfolio."""
    top = f"rivera-{set_id}-{day.isoformat()}" + (f"-review-{copy}" if copy else "")
    target = root / PACKAGES / f"{top}.lssc.zip"
    target.parent.mkdir(exist_ok=True)
    files = (
        BagFile("portfolio.pdf", f"%PDF {top}".encode()),
        BagFile("responses/Learning statement.docx", b"statement"),
        BagFile("evidence/01 flyer.pdf", b"flyer"),
    )
    written = write_bag(target, top, files, (), day, ignore_progress)
    note = PackageNote(
        written.package_id, set_id, kind, copy, day, top, f"{PACKAGES}/{target.name}"
    )
    return note_package(portfolio, note), target, note


def send(
    target: Path,
    note: PackageNote,
    state: SubmissionState,
    size: int,
    events: Iterable[tuple[datetime, EventCode]],
    **more: object,
) -> Submission:
    """Write down beside a package how far it is."""
    sent = Submission(
        target.name,
        note.package_id,
        OURS,
        size,
        UPLOAD,
        state,
        events=tuple(Event(moment, code) for moment, code in events),
        **more,  # type: ignore[arg-type]  # fields of a submission, named by the caller
    )
    write_submission(target, sent)
    return sent


def write_on_their_way(root: Path) -> None:
    """Put packages in every state beside the sample that lies in `root`."""
    loaded = folder.load(root)
    portfolio = loaded.portfolio
    review = PackageKind.REVIEW_COPY
    old = tuple(replace(work, changed=date(2026, 2, 1)) for work in portfolio.sets)
    portfolio = replace(portfolio, sets=old)
    day = date(2026, 11, 20)
    portfolio, _, _ = pack(root, portfolio, "reference-information", day, review, 1)
    portfolio, target, note = pack(root, portfolio, "foundations", day, review, 2)
    send(
        target,
        note,
        SubmissionState.SENDING,
        486_000_000,
        [(at(11, 24, 9, 20), EventCode.QUEUED), (at(11, 24, 9, 20), EventCode.SENDING)],
        confirmed=190_000_000,
        paused=True,
    )
    portfolio, target, note = pack(root, portfolio, "access-services", day)
    send(
        target,
        note,
        SubmissionState.UNCERTAIN,
        1_200_000,
        [(at(11, 20, 14, 1), EventCode.SENDING), (at(11, 20, 14, 2), EventCode.LOST)],
        in_doubt=True,
    )
    portfolio, target, note = pack(root, portfolio, "communication-teamwork", date(2026, 9, 6))
    send(
        target,
        note,
        SubmissionState.RECEIVED,
        268_000_000,
        [
            (at(9, 8, 9, 14), EventCode.SENDING),
            (at(9, 8, 9, 31), EventCode.LOST),
            (at(9, 8, 9, 40), EventCode.ASKED),
            (at(9, 8, 9, 41), EventCode.RECEIVED),
        ],
        receipt=Receipt(
            note.package_id,
            at(9, 8, 9, 41),
            UPLOAD,
            "https://upload.prairie.example/packages/7f3a",
            268_000_000,
            Proof.READ_BACK,
            OURS,
            OURS,
        ),
    )
    portfolio, target, note = pack(root, portfolio, "technology", date(2026, 2, 10))
    send(
        target,
        note,
        SubmissionState.RECEIVED,
        98_000_000,
        [(at(2, 12, 9, 14), EventCode.SENDING), (at(2, 12, 9, 41), EventCode.RECEIVED)],
        receipt=Receipt(
            note.package_id,
            at(2, 12, 9, 41),
            UPLOAD,
            "https://upload.prairie.example/packages/81aa",
            98_000_000,
            Proof.READ_BACK,
            OURS,
            OURS,
        ),
    )
    decision = Decision(Outcome.ACHIEVED, date(2026, 3, 3), note.package_id)
    portfolio = decide(portfolio, "technology", decision, date(2026, 3, 3))
    folder.save(root, portfolio, loaded.stamp)
