"""The window answers while anything runs: no gap over 100 ms on its event loop."""

import gc
import os
import random
from collections.abc import Callable, Iterator
from functools import partial, reduce
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceUse, Portfolio
from lssc_desktop.package.reader import verify
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CheckPlace, EvidencePlace, Place, SetPlace
from lssc_desktop.ui.base.privacy_scan import PrivacyScan
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from tests.systems import tells_standstills
from tests.ui.conftest import NOW
from tests.ui.visitor import Visitor
from tests.ui.watcher import Watcher

pytestmark = tells_standstills

type Settled = Callable[[], None]

PATIENCE = 600_000  # milliseconds; a busy machine is no failure
HICCUP = 1.0  # seconds; a gap up to here is forgiven in short runs
ENOUGH = 10  # words that somebody has typed at the least, on however slow a machine


@pytest.fixture
def watcher(request: pytest.FixtureRequest) -> Iterator[Watcher]:
    """A watcher that finds no gap from when it is started.

    The long runs are strict. The short ones run beside other tests, on machines that stand still
    at times: they find what holds a window up for good, not what it costs. What the tests before
    them left is not walked through when garbage is collected.
    """
    gc.collect()
    gc.freeze()
    watcher = Watcher()
    yield watcher
    watcher.stop()
    strict = request.node.get_closest_marker("soak") is not None
    told = "\n\n".join(str(gap) for gap in watcher.gaps)
    assert watcher.beats > 1
    assert not [gap for gap in watcher.gaps if strict or gap.seconds - gap.kept > HICCUP], told


@pytest.fixture
def candidate_window(open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    return open_window(sample)


@pytest.fixture
def session(candidate_window: MainWindow) -> Session:
    assert candidate_window.session is not None
    return candidate_window.session


@pytest.fixture
def settled(qtbot: QtBot, services: Services, session: Session) -> Settled:
    """Wait until nothing runs and all is saved; nothing was to be said to the person."""

    def is_settled() -> bool:
        saved = session.saved_state.phase is SavedPhase.SAVED
        return saved and not services.jobs.running()

    def wait() -> None:
        qtbot.waitUntil(is_settled, timeout=PATIENCE)
        assert services.notices.waiting == ()

    return wait


@pytest.fixture
def scanned(qtbot: QtBot, services: Services, session: Session) -> Callable[[int], None]:
    """Scan for private data, and wait until more than so many files are done."""

    def wait(files: int) -> None:
        PrivacyScan.of(session, services).go_on()
        qtbot.waitUntil(lambda: len(session.facts.scanned) > files, timeout=10 * PATIENCE)

    return wait


def fill(folder: Path, count: int, size: int) -> None:
    """Fill a folder with files of which no two are the same."""
    chance = random.Random(count)  # noqa: S311  the same in every run
    for number in range(count):
        path = folder / f"Batch {number // 1000}" / f"Scan {number:05}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chance.randbytes(size))


def with_all_evidence(portfolio: Portfolio) -> Portfolio:
    """Use every file that lies in a batch for some competency of the Technology set."""
    files = [each.path for each in portfolio.evidence if "/Batch " in each.path]
    uses = [
        partial(
            use_evidence,
            set_id="technology",
            number=number % 9 + 1,
            use=EvidenceUse(path),
            today=NOW.date(),
        )
        for number, path in enumerate(files)
    ]
    return reduce(lambda made, use: use(made), uses, portfolio)


@pytest.mark.parametrize(
    ("files", "size"),
    [
        (60, 1_000_000),
        pytest.param(1000, 1_000_000, marks=pytest.mark.soak, id="1 GB"),
    ],
)
def test_while_a_package_is_built(
    qtbot: QtBot,
    candidate_window: MainWindow,
    session: Session,
    watcher: Watcher,
    settled: Settled,
    files: int,
    size: int,
) -> None:
    fill(session.root / "Evidence", files, size)
    session.refresh()
    settled()
    session.apply(with_all_evidence)
    candidate_window.go_to(CheckPlace("technology"))
    settled()
    (page,) = candidate_window.findChildren(CheckPage)
    qtbot.waitUntil(page.panel.build.isEnabled)
    watcher.start()
    page.panel.build.click()
    qtbot.waitUntil(page.panel.result.reveal.isVisible, timeout=PATIENCE)
    settled()
    watcher.stop()
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    assert package.stat().st_size > files * size
    assert verify(package, ignore_progress).valid


def test_while_a_folder_of_ten_thousand_files_is_looked_through(
    session: Session, watcher: Watcher, settled: Settled
) -> None:
    fill(session.root / "Evidence", 10_000, 500)
    watcher.start()
    session.refresh()
    settled()
    watcher.stop()
    assert len(session.facts.files) > 10_000
    assert len(session.portfolio.evidence) > 10_000


def fill_with_words(folder: Path, count: int) -> None:
    """Fill a folder with files in each of which there is private data."""
    for number in range(count):
        path = folder / f"Batch {number // 1000}" / f"Notes {number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"Our patron Dana Whitfield{number}, card 2123400{number:07}, born May 4, 1961.\n"
            f"dana{number}@example.com, (512) 555-0{number % 1000:03}\n" * 20,
            "utf-8",
        )


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (100, EvidencePlace()),
        *(
            pytest.param(1000, place, marks=pytest.mark.soak)
            for place in (EvidencePlace(), CheckPlace("technology"), SetPlace("technology", 1))
        ),
    ],
)
def test_while_files_are_scanned_for_the_first_time(
    candidate_window: MainWindow,
    session: Session,
    watcher: Watcher,
    settled: Settled,
    scanned: Callable[[int], None],
    files: int,
    place: Place,
) -> None:
    fill_with_words(session.root / "Evidence", files)
    session.refresh()
    settled()
    session.apply(with_all_evidence)
    candidate_window.go_to(place)
    settled()
    watcher.start()
    scanned(files)
    settled()
    watcher.stop()


@pytest.mark.parametrize(
    ("seconds", "seed"),
    [
        (5, 20261124),
        pytest.param(180, None, marks=pytest.mark.soak),
    ],
)
def test_while_somebody_does_this_and_that(
    qtbot: QtBot,
    candidate_window: MainWindow,
    session: Session,
    watcher: Watcher,
    settled: Settled,
    seconds: int,
    seed: int | None,
) -> None:
    seed = seed or int(os.environ.get("LSSC_SOAK_SEED") or random.SystemRandom().randrange(10**9))
    print(f"seed {seed}")  # noqa: T201  a failed run can be repeated
    visitor = Visitor(candidate_window, session, seed)
    watcher.start()
    visitor.start()
    qtbot.wait(seconds * 1000)
    qtbot.waitUntil(lambda: visitor.typed >= ENOUGH, timeout=PATIENCE)
    visitor.stop()
    settled()
    watcher.stop()
