"""The parts of the page "Check & package", each by itself."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.review.evaluation import forecast
from lssc_desktop.store.programs import read_program, shipped_program_text
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.check.build import BuildPanel
from lssc_desktop.ui.check.findings import FindingList, PassedList
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.reading_order import tab_stops
from lssc_desktop.ui.kit.theme import Mode, Theme
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.forecast_bar import ForecastBar
from lssc_desktop.ui.shared.job_progress import JobProgress
from tests.ui.conftest import Listener
from tests.ui.painted import Painted

LSSC = read_program(shipped_program_text(), "lssc.toml")
PICTURE = (Rating.MET,) * 7 + (Rating.PARTIAL,) * 4 + (Rating.NOT_MET,)
OTHER = Finding(Level.ADVICE, FindingCode.EVIDENCE_NONE, "technology", 2)
MB = 1_000_000


def words(widget: QWidget) -> str:
    """Everything that is readable in a widget now."""
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def unmarked(*numbers: int) -> tuple[Finding, ...]:
    return tuple(
        Finding(Level.ADVICE, FindingCode.SECONDARY_ONLY, "technology", each) for each in numbers
    )


@pytest.fixture
def findings(qtbot: QtBot, icons: Icons) -> FindingList:
    made = FindingList(icons, "Worth checking", "Nothing found.", "bulb", Tone.WARN)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_each_finding_has_its_own_named_way_there(findings: FindingList) -> None:
    findings.show_findings(unmarked(3, 5))
    assert [button.accessibleName() for button in findings.buttons] == [
        "Go there: Competency 3 has only secondary evidence",
        "Go there: Competency 5 has only secondary evidence",
    ]


def test_going_there_leads_to_the_place_of_the_finding(qtbot: QtBot, findings: FindingList) -> None:
    findings.show_findings(unmarked(3, 5))
    with qtbot.waitSignal(findings.place_requested) as requested:
        findings.buttons[1].click()
    assert requested.args == [SetPlace("technology", 5, tab=Tab.EVIDENCE)]


def test_the_keyboard_stays_on_its_finding(qtbot: QtBot, findings: FindingList) -> None:
    qtbot.waitActive(findings)
    findings.show_findings(unmarked(3, 5))
    findings.buttons[1].setFocus()
    findings.show_findings((OTHER, *unmarked(3, 5)))
    assert findings.buttons[2].hasFocus()


def test_what_is_found_again_keeps_its_row(findings: FindingList) -> None:
    findings.show_findings(unmarked(3, 5))
    three, five = findings.rows
    findings.show_findings((OTHER, *unmarked(5, 3)))

    assert [row.finding.competency for row in findings.rows] == [2, 5, 3]
    assert findings.rows[1:] == (five, three)


def test_tab_goes_from_row_to_row_as_they_stand(findings: FindingList) -> None:
    findings.show_findings(unmarked(3, 5))
    findings.show_findings((OTHER, *unmarked(5, 3)))

    reached = [each for each in tab_stops(findings) if each in findings.buttons]
    assert tuple(reached) == findings.buttons


def test_a_long_list_is_shown_in_steps(qtbot: QtBot, findings: FindingList) -> None:
    findings.show_findings(unmarked(*range(100)))
    findings.buttons[0].click()
    qtbot.waitUntil(lambda: len(findings.rows) == 40)
    more = next(b for b in findings.findChildren(QWidget) if b.property("text") == "Show 40 more")
    more.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(findings.rows) == 80)


def test_no_finding_is_said_in_words(qtbot: QtBot, findings: FindingList) -> None:
    findings.show_findings(unmarked(3))
    findings.show_findings(())
    qtbot.waitUntil(lambda: "Nothing found." in words(findings))
    assert findings.rows == ()


def test_a_row_of_several_shows_each_on_request(qtbot: QtBot, findings: FindingList) -> None:
    findings.show_findings(unmarked(3, 5, 6))
    (several,) = findings.buttons
    assert several.text() == "Show all 3"
    assert "Competency 3 has only secondary evidence, and 2 more like this" in words(findings)

    several.click()

    qtbot.waitUntil(lambda: len(findings.rows) == 4)
    assert findings.buttons[0] is several
    assert findings.buttons[2].accessibleName() == (
        "Go there: Competency 5 has only secondary evidence"
    )

    several.click()

    qtbot.waitUntil(lambda: len(findings.rows) == 1)


def test_a_row_that_was_opened_stays_so_when_one_of_its_findings_is_fixed(
    qtbot: QtBot, findings: FindingList
) -> None:
    findings.show_findings(unmarked(3, 5, 6, 7))
    findings.buttons[0].click()
    qtbot.waitUntil(lambda: len(findings.rows) == 5)

    findings.show_findings(unmarked(3, 6, 7))

    qtbot.waitUntil(lambda: len(findings.rows) == 4)
    assert findings.rows[0].show_all.isChecked()


@pytest.fixture
def bar(qtbot: QtBot, icons: Icons) -> ForecastBar:
    made = ForecastBar(icons)
    qtbot.addWidget(made)
    made.resize(430, made.sizeHint().height())
    made.show_forecast(forecast(LSSC.pass_rule, "up", PICTURE))
    made.show()
    return made


def test_the_bar_says_its_numbers_to_a_screen_reader(bar: ForecastBar) -> None:
    assert bar.accessibleDescription() == ("Met: 7, Partially met: 4, Not met: 1, 9 met needed")


def test_the_parts_of_the_bar_are_as_long_as_their_numbers(bar: ForecastBar, theme: Theme) -> None:
    painted = Painted(bar, ratio=1)

    def at(share: float) -> str:
        return painted.color(bar.width() * share, bar.height() - 12).name().upper()

    assert at(3 / 12) == theme.tokens.ok.fg
    assert at(6.9 / 12) == theme.tokens.ok.fg
    assert at(10.7 / 12) != theme.tokens.bad.bg
    assert at(11.1 / 12) == theme.tokens.bad.bg
    assert at(9 / 12) == theme.tokens.ink


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_line_of_what_is_needed_has_edges_on_what_is_met(
    bar: ForecastBar, theme: Theme, mode: Mode
) -> None:
    theme.set_mode(mode)
    bar.show_forecast(forecast(LSSC.pass_rule, "up", (Rating.MET,) * 12))
    painted = Painted(bar, ratio=1)
    y, middle = bar.height() - 12, painted.width * 9 // 12
    across = [painted.color(x, y).name().upper() for x in range(middle - 5, middle + 5)]
    line = [at for at, color in enumerate(across) if color == theme.tokens.ink.upper()]
    assert across[min(line) - 1] == theme.tokens.surface.upper()
    assert across[max(line) + 1] == theme.tokens.surface.upper()


def test_the_bar_grows_with_the_text(bar: ForecastBar, theme: Theme) -> None:
    usual = bar.sizeHint().height()
    theme.set_text_scale(2.0)
    assert bar.sizeHint().height() > 1.8 * usual


@pytest.fixture
def progress(qtbot: QtBot, icons: Icons) -> JobProgress:
    made = JobProgress(icons)
    qtbot.addWidget(made)
    made.show()
    return made


def test_progress_is_told_in_bytes_files_and_time(progress: JobProgress) -> None:
    item = Item("data/evidence/Story hour clip.mp4", 18, 47)
    progress.begin(Step.LOOKING)
    progress.show_progress(Progress(Step.PACKAGING, 0, 486 * MB, item, 1.0))
    progress.show_progress(Progress(Step.PACKAGING, 212 * MB, 486 * MB, item, 32.0))
    said = words(progress)
    for part in (
        "Copying and fingerprinting",
        "43%",
        "212 of 486 MB, 18 of 47 files",
        "about 40 seconds left",
        "Now: Story hour clip.mp4. If you cancel, nothing half-finished is left behind.",
    ):
        assert part in said


def test_the_time_left_is_not_guessed_at_first(progress: JobProgress) -> None:
    progress.begin(Step.PACKAGING)
    progress.show_progress(Progress(Step.PACKAGING, 212 * MB, 486 * MB, Item(), 2.0))
    assert "left" not in words(progress).replace("left behind", "")


def test_the_time_of_an_earlier_step_does_not_count(progress: JobProgress) -> None:
    progress.show_progress(Progress(Step.LOOKING, 1, 2, Item(), 60.0))
    progress.show_progress(Progress(Step.PACKAGING, 0, 486 * MB, Item(), 60.0))
    progress.show_progress(Progress(Step.PACKAGING, 212 * MB, 486 * MB, Item(), 61.0))
    assert "about" not in words(progress)


def test_an_unknown_length_moves_and_has_no_share(progress: JobProgress) -> None:
    progress.begin(Step.LOOKING)
    assert progress.line.is_moving
    assert "%" not in words(progress)


def test_a_job_that_shall_stop_says_so_and_cannot_be_stopped_twice(progress: JobProgress) -> None:
    progress.begin(Step.PACKAGING)
    progress.show_stopping()
    assert "Stopping." in words(progress)
    assert not progress.cancel.isEnabled()


def test_a_job_that_is_followed_is_shown_until_it_ends(
    qtbot: QtBot, jobs: Jobs, progress: JobProgress, listener: Listener
) -> None:
    def copy_on(report: Reporter) -> None:
        while True:
            report(Progress(Step.COPYING, 1, 2, Item("Flyer.pdf", 1, 2)))

    progress.hide()
    progress.follow(jobs.start_reporting(Lane.DISK, copy_on, failed=listener.hear))
    assert progress.isVisible()
    qtbot.waitUntil(lambda: "Now: Flyer.pdf." in words(progress))
    progress.cancel.click()
    assert "Stopping." in words(progress)
    qtbot.waitUntil(progress.isHidden)
    assert isinstance(listener.heard[0], Cancelled)


@pytest.fixture
def panel(qtbot: QtBot, icons: Icons) -> BuildPanel:
    made = BuildPanel(icons, QWidget())
    qtbot.addWidget(made)
    made.show()
    return made


def test_with_blockers_there_is_one_button_for_a_review_copy(panel: BuildPanel) -> None:
    panel.show_choice(3)
    assert not panel.hand_in.isVisible()
    assert not panel.review.isVisible()
    assert panel.kind is PackageKind.REVIEW_COPY
    assert "Ask for advice early" in words(panel)
    assert panel.build.text() == "Build review copy"
    assert panel.build.property("look") == "plain"


def test_without_blockers_the_portfolio_is_offered_first(panel: BuildPanel) -> None:
    panel.show_choice(0)
    assert panel.hand_in.isVisible()
    assert panel.kind is PackageKind.PORTFOLIO
    assert panel.build.property("look") == "primary"
    assert panel.build.text() == "Build portfolio"


def test_what_a_set_by_course_hands_in_is_no_portfolio(panel: BuildPanel) -> None:
    panel.show_choice(0)
    panel.show_route(Route.COURSE)
    assert panel.hand_in.button.text() == "Course certificate to hand in."
    assert panel.build.text() == "Build package"


def test_who_chose_the_review_copy_keeps_it(panel: BuildPanel) -> None:
    panel.show_choice(0)
    panel.review.button.click()
    panel.show_choice(0)
    assert panel.kind is PackageKind.REVIEW_COPY
    assert panel.build.text() == "Build review copy"


def test_while_something_runs_nothing_else_can_be_started(panel: BuildPanel) -> None:
    panel.show_choice(0)
    panel.show_busy(Step.PACKAGING)
    assert not panel.build.isVisible()
    assert not panel.hand_in.button.isEnabled()
    assert not panel.review.button.isEnabled()
    panel.show_idle()
    assert panel.build.isVisible()
    assert panel.hand_in.button.isEnabled()


def test_the_keyboard_goes_to_cancel_and_back(qtbot: QtBot, panel: BuildPanel) -> None:
    qtbot.waitActive(panel)
    panel.show_choice(0)
    panel.build.setFocus()
    panel.show_busy(Step.PACKAGING)
    assert panel.progress.cancel.hasFocus()
    panel.show_idle()
    assert panel.build.hasFocus()


def test_the_checks_that_passed_are_shown_on_request(qtbot: QtBot, icons: Icons) -> None:
    passed = PassedList(icons)
    qtbot.addWidget(passed)
    passed.show_passed(("name-missing", "evidence-gone"))
    passed.show()
    assert passed.toggle.text() == "2 checks passed"
    assert "Your name is in the portfolio." not in words(passed)
    passed.toggle.click()
    assert "Your name is in the portfolio.\nEvery evidence file is in the folder." in words(passed)


def test_what_can_wait_is_counted_with_the_checks_that_passed(qtbot: QtBot, icons: Icons) -> None:
    passed = PassedList(icons)
    qtbot.addWidget(passed)
    passed.show_passed(("name-missing",), later=unmarked(3, 5))
    passed.show()
    assert passed.toggle.text() == "2 more for later, 1 check passed"
    assert not passed.later.isVisible()
    passed.toggle.click()
    assert [row.finding.competency for row in passed.later.rows] == [3, 5]
    assert passed.later.isVisible()
