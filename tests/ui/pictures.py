"""Draws every page of the window in each of its states, from the sample on 24 November 2026.

`python -m tests.ui.pictures FOLDER light|dark [TEXT_PERCENT] [HEIGHT]`; QT_SCALE_FACTOR=2 for a
sharp screen, LANGUAGE=es for Spanish. Nobody has to watch: set QT_QPA_PLATFORM=offscreen.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from lssc_desktop.core.job import Item, Progress, Step, ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import decide
from lssc_desktop.core.portfolio.portfolio import Candidate, Decision, Outcome
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import FormStep
from lssc_desktop.disk.settings import Settings, save_settings
from lssc_desktop.languages import OF_SYSTEM, own_catalog, speak
from lssc_desktop.messages.portfolio import read_me
from lssc_desktop.package.sample import write_sample
from lssc_desktop.paths import config_folder
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import read_program, shipped_program_text
from lssc_desktop.store.submissions import read_submission, write_submission
from lssc_desktop.ui.app.about import AboutDialog
from lssc_desktop.ui.app.application import Collector, make_services, translate_qt
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    HelpPlace,
    Overview,
    Place,
    PlanPlace,
    RenewalPlace,
    SetPlace,
    SplitPlace,
    SubmissionsPlace,
    Tab,
)
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.evidence.clean_copies import CleanCopyDialog, UseCopyDialog
from lssc_desktop.ui.evidence.page import EvidencePage
from lssc_desktop.ui.evidence.people import ConsentDialog
from lssc_desktop.ui.find.page import SearchPage
from lssc_desktop.ui.find.palette import GoToDialog
from lssc_desktop.ui.kit.fields import SearchField
from lssc_desktop.ui.kit.pages import dispose, ensure_visible
from lssc_desktop.ui.kit.theme import LARGEST_TEXT, Mode
from lssc_desktop.ui.shared.help_page import HelpPage
from lssc_desktop.ui.submissions.destination import DestinationDialog
from lssc_desktop.ui.submissions.page import SubmissionsPage
from lssc_desktop.ui.submissions.row import PackageAct
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.split_page import SplitPage
from tests.long_document import as_one
from tests.ui import renewed
from tests.ui.long_names import LONG_FILE, write_long_names
from tests.ui.offscreen import use_screen
from tests.ui.on_their_way import write_on_their_way
from tests.ui.pictures_of_moments import take_moments
from tests.ui.pictures_of_statement import take_statement_program
from tests.ui.pictures_of_time import take_renewal, take_steps, take_time, write_renewed
from tests.ui.review.pictures import take_reviews

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WIDTH = 1366
ELECTIVES = ("access-services", "collection-management", "reference-information")
PATIENCE = 30_000  # milliseconds
PROGRAMS = Path(__file__).parents[1] / "programs"


class Studio:
    """One window on folders of its own, and the camera before it."""

    def __init__(self, application: QApplication, scratch: Path, target: Path, ending: str) -> None:
        self._application = application
        self._scratch = scratch
        self._target = target
        self._ending = ending
        self.now = NOW
        self.jobs = Jobs()
        self.services = make_services(application, self.jobs, scratch / "config", lambda: self.now)
        self.window = MainWindow(self.services, scratch / "pages", application)
        self._mode, self._text = Mode.LIGHT, 100

    def beside(self) -> "Studio":
        """Return a second window on the same folders, as of somebody else."""
        other = Studio(self._application, self._scratch / "beside", self._target, self._ending)
        other.dress(self._mode, self._text, self.window.height())  # there is one for all windows
        return other

    def dress(self, mode: Mode, text: int, height: int) -> None:
        """Wear a theme, with text of so many percent, in a window that is so high."""
        self._mode, self._text = mode, text
        preferences = self.services.preferences
        preferences.set_mode(mode)
        while preferences.settings.text_percent < text:
            preferences.enlarge_text()
        self.window.resize(WIDTH, height)

    def dress_again(self) -> None:
        """Wear the theme once more, after another window of the application had its own."""
        theme = self.services.icons.theme
        scale = theme.text_scale
        theme.set_text_scale(LARGEST_TEXT)
        theme.set_text_scale(scale)

    def until(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        deadline = QDeadlineTimer(PATIENCE)
        while not condition():
            if deadline.hasExpired():
                notices = self.services.notices
                raise TimeoutError(notices.waiting, [q.question for q in notices.questions])
            self._turn()

    def settle(self) -> None:
        """Let the window work until nothing is left to do."""
        quiet = 0
        while quiet < 5:
            self._turn()
            quiet = 0 if self.jobs.running() else quiet + 1

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of the window, or of a dialog of it."""
        if widget is None:
            self.window.activateWindow()  # else nothing in it has the ring of the keyboard
        self.settle()
        picture = (widget or self.window).grab()
        picture.save(str(self._target / f"{name}-{self._ending}.png"))

    def open(self, root: Path) -> PortfolioView:
        """Open a portfolio, after the one that is open was closed."""
        before = self.window.portfolio_view
        self.window.open_path(root)
        self.until(lambda: self.window.portfolio_view not in {None, before})
        self.settle()
        portfolio_view = self.window.portfolio_view
        assert portfolio_view is not None
        return portfolio_view

    def close(self) -> None:
        """Close the window as a person would."""
        self.window.close()
        self.until(lambda: not self.window.isVisible())
        self.jobs.shut_down()
        self.services.checker.close()

    def _turn(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def take_all(studio: Studio, scratch: Path) -> None:
    """Take every picture."""
    names = ("Rivera LSSC", "New LSSC", "Long", "On their way")
    sample, empty, long_names, on_their_way = (scratch / name for name in names)
    write_sample(sample, ignore_progress)
    write_empty(empty)
    write_long_names(long_names)
    write_sample(on_their_way, ignore_progress)
    write_on_their_way(on_their_way)
    take_start(studio, scratch)
    take_example(studio)
    portfolio_view = studio.open(sample)
    studio.take("overview")
    take_workspace(studio, portfolio_view)
    take_as_evaluator(studio, portfolio_view)
    take_evidence(studio, portfolio_view)
    take_check(studio, portfolio_view)
    take_time(studio, portfolio_view)
    take_moments(studio, portfolio_view)
    take_rest(studio, portfolio_view)
    take_states(studio, "empty", studio.open(empty))
    take_states(studio, "long-names", studio.open(long_names), f"Evidence/{LONG_FILE}")
    take_on_their_way(studio, studio.open(on_their_way))
    take_statement_program(studio, scratch)
    take_reviews(studio, scratch)
    certified = scratch / "Certified"
    write_renewed(certified)
    studio.now = renewed.NOW
    take_renewal(studio, studio.open(certified))


def take_pages(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take each page once, and every tab of a competency."""
    places: tuple[tuple[str, Place], ...] = (
        *((f"workspace-{tab.value}", SetPlace("foundations", 11, tab=tab)) for tab in Tab),
        ("workspace-plan-of-set", PlanPlace("foundations")),
        ("workspace-statement", SetPlace("technology", statement=True)),
        ("workspace-course", SetPlace("access-services")),
        ("evidence", EvidencePlace("Evidence/Story time flyer.pdf")),
        ("courses", CoursesPlace()),
        ("check", CheckPlace("foundations")),
        ("submissions", SubmissionsPlace()),
        ("renewal", RenewalPlace()),
        ("help", HelpPlace("start")),
    )
    for name, place in places:
        portfolio_view.go_to(place)
        studio.take(name)


def write_empty(root: Path) -> None:
    """Write a portfolio on its first day."""
    program = read_program(shipped_program_text(), "lssc.toml")
    portfolio = start_portfolio(
        program, Candidate("A. Rivera"), NOW.date(), ELECTIVES, NOW.date(), "first-day"
    )
    folder.create(root, portfolio, shipped_program_text(), read_me("A. Rivera", program.name))


def take_start(studio: Studio, scratch: Path) -> None:
    """Take the start page, about the application, the assistant, and an error that stays."""
    window = studio.window
    studio.take("start")
    window.menu_actions.about.trigger()
    (about,) = window.findChildren(AboutDialog)
    studio.take("about-application", about)
    about.accept()
    window.start_dialogs.start()
    studio.until(lambda: window.start_dialogs.assistant is not None)
    assistant = window.start_dialogs.assistant
    assert assistant is not None
    take_steps(studio, assistant)
    assistant.reject()
    broken = scratch / "broken.toml"
    broken.write_text('title = "no program"\n', encoding="utf-8")
    window.start_dialogs.load_program_file(broken)
    studio.take("start-error")
    for notice in studio.services.notices.waiting:
        studio.services.notices.dismiss(notice)


def take_example(studio: Studio) -> None:
    """Take the finished example: its overview, a response, ideas in its plan, and its check."""
    examples = studio.window.controller.examples
    examples.open()
    studio.until(lambda: examples.window is not None)
    example = examples.window
    assert example is not None
    example.resize(studio.window.size())
    for name, place in (
        ("overview", Overview()),
        ("response", SetPlace("foundations", 11, tab=Tab.RESPONSE)),
        ("plan", SetPlace("foundations", 12, tab=Tab.PLAN)),
        ("evidence", EvidencePlace("Evidence/Story time flyer.pdf")),
        ("check", CheckPlace("technology")),
    ):
        example.portfolio_view.go_to(place)
        studio.settle()
        studio.take(f"example-{name}", example)
    examples.close()
    studio.until(lambda: examples.window is None)


def take_as_evaluator(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take a set as an evaluator will read it."""
    stack = studio.window.page_stack
    for name, place in (
        ("response", SetPlace("foundations", 11)),
        ("statement", SetPlace("technology", statement=True)),
    ):
        portfolio_view.evaluator_view_requested.emit(place)
        studio.until(lambda: stack.shown is not portfolio_view)
        studio.take(f"as-evaluator-{name}")
        stack.hide_overlay()


def take_workspace(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take every tab of a competency, one without work, the statement, a set by course."""
    for tab in Tab:
        portfolio_view.go_to(SetPlace("foundations", 11, tab=tab))
        studio.take(f"workspace-{tab.value}")
    portfolio_view.go_to(SetPlace("foundations", 12, tab=Tab.RESPONSE))
    studio.take("workspace-not-started")
    take_writing(studio, portfolio_view)
    portfolio_view.go_to(PlanPlace("foundations"))
    studio.take("workspace-plan-of-set")
    take_split(studio, portfolio_view)
    portfolio_view.go_to(SetPlace("technology", statement=True))
    studio.take("workspace-statement")
    portfolio_view.go_to(SetPlace("access-services"))
    studio.take("workspace-course")
    assert isinstance(portfolio_view.page, WorkspacePage)


def take_split(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take the page that splits a document: empty, with its parts, and one of them at hand."""
    portfolio_view.go_to(SplitPlace("foundations"))
    studio.take("workspace-split-empty")
    session, page = studio.window.session, portfolio_view.page
    assert session is not None
    assert isinstance(page, SplitPage)
    source = session.root.parent / "My whole portfolio.docx"
    source.write_bytes(as_one(session.root, session.program, session.portfolio, "foundations"))
    page.read(source)
    studio.until(lambda: bool(page.rows))
    page.rows[1].adds.setCurrentIndex(1)
    page.rows[1].adds.activated.emit(1)
    page.rows[4].target.setCurrentIndex(0)
    page.rows[4].target.activated.emit(0)
    studio.settle()
    studio.take("workspace-split")
    page.rows[2].split.click()
    studio.take("workspace-split-dialog", page.dialog)
    assert page.dialog is not None
    page.dialog.reject()


def take_writing(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take a text that has the whole window, and its earlier versions."""
    portfolio_view.go_to(SetPlace("foundations", 10, tab=Tab.RESPONSE))
    page = portfolio_view.page
    assert isinstance(page, WorkspacePage)
    page.menu.larger.trigger()
    studio.take("workspace-larger")
    page.menu.larger.trigger()
    page.menu.versions.trigger()
    studio.take("workspace-versions", page.versions.dialog)
    assert page.versions.dialog is not None
    page.versions.dialog.reject()


def take_evidence(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take the table with a file chosen, and a filter that finds nothing."""
    portfolio_view.go_to(EvidencePlace("Evidence/Story time sign-up.docx"))
    page = portfolio_view.page
    assert isinstance(page, EvidencePage)
    studio.until(lambda: page.findings.rows and not page.scan.is_running)
    studio.settle()
    page.findings.choose("1")
    studio.take("evidence")
    take_clean_copies(studio, page)
    (field,) = page.findChildren(SearchField)
    field.setText("xyz")
    studio.take("evidence-nothing-found")
    field.clear()


def take_clean_copies(studio: Studio, page: EvidencePage) -> None:
    """Take what is asked of a clean copy, two that were made, and who agreed to be shown."""
    page.make_clean_copy()
    dialog = page.window().findChildren(CleanCopyDialog)[-1]
    studio.take("evidence-clean-copy", dialog)
    take_comparison(studio, dialog, "evidence-clean-copy-words")
    page.table.choose("Evidence/Story time flyer.pdf")
    page.make_clean_copy()
    dialog = page.window().findChildren(CleanCopyDialog)[-1]
    assert dialog.pages is not None
    pages = dialog.pages
    studio.until(lambda: not pages.view.image.isNull())
    pages.view.add_area()
    studio.take("evidence-clean-copy-areas", dialog)
    take_comparison(studio, dialog, "evidence-clean-copy-look")
    page.details.ask_consent()
    (consent,) = page.window().findChildren(ConsentDialog)
    studio.take("evidence-consent", consent)
    consent.reject()
    page.table.choose("Evidence/Story time sign-up.docx")


def take_comparison(studio: Studio, dialog: CleanCopyDialog, name: str) -> None:
    """Take a copy that was made as it is wished, beside its original."""
    dialog.accept_button.click()

    def shown() -> list[UseCopyDialog]:
        found = studio.window.findChildren(UseCopyDialog)
        return [each for each in found if each.isVisible() and each.original.pages > 0]

    studio.until(shown)
    (compared,) = shown()
    studio.take(name, compared)
    compared.reject()


def take_check(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take a set with blockers, one that is good, a build that runs, one that is done."""
    portfolio_view.go_to(CheckPlace("foundations"))
    page = portfolio_view.page
    assert isinstance(page, CheckPage)
    studio.settle()
    studio.take("check")
    page.panel.show_busy(Step.PACKAGING)
    item = Item("data/evidence/Story hour clip.wav", 18, 47)
    for done, seconds in ((0, 0.0), (212_000_000, 31.0)):
        page.panel.progress.show_progress(
            Progress(Step.PACKAGING, done, 486_000_000, item, seconds)
        )
    studio.settle()
    ensure_visible(page.panel.progress)  # as when a job begins
    studio.take("check-busy")
    page.panel.show_idle()
    page.panel.build.click()
    studio.until(lambda: page.panel.result.text)
    studio.take("check-built")
    portfolio_view.go_to(CheckPlace("technology"))
    page.passed.toggle.click()
    studio.take("check-nothing-stops")
    portfolio_view.go_to(CheckPlace("access-services"))
    studio.take("check-course")


def take_finding(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take going to anything, with places, menu entries, and texts, and all that is found."""
    portfolio_view.go_to(Overview())
    studio.window.menu_actions.anything.trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GoToDialog)
    studio.take("go-to", dialog)
    for words, name in (
        ("brochure", "go-to-words"),
        ("undo", "go-to-off"),
        ("xyzzy", "go-to-none"),
    ):
        dialog.field.setText(words)
        studio.settle()
        studio.take(name, dialog)
    dialog.close()
    studio.window.menu_actions.search_all.trigger()
    page = portfolio_view.page
    assert isinstance(page, SearchPage)
    studio.take("search-empty")
    page.field.setText("brochure volunteers")
    studio.settle()
    studio.take("search")
    page.field.setText("brochure")
    studio.until(lambda: page.rows.count() > 5)
    page.rows.itemActivated.emit(page.rows.currentItem())
    studio.take("search-went-there")


def take_rest(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take Help, going to anything, and a package that is verified."""
    session = studio.window.session
    assert session is not None
    portfolio_view.go_to(HelpPlace("keyboard"))
    studio.take("help")
    portfolio_view.go_to(HelpPlace("program"))
    studio.take("about")
    for path in sorted(PROGRAMS.glob("*.toml")):
        page = HelpPage(studio.services.icons, read_program(path.read_bytes(), path.name))
        page.resize(studio.window.size())
        page.go_to(HelpPlace("program"))
        page.show()
        studio.take(f"about-{path.stem}", page)
        dispose(page)
    take_finding(studio, portfolio_view)
    (package,) = (session.root / "Packages").glob("*.lssc.zip")
    studio.window.open_path(package)
    studio.settle()
    studio.take("package")


def take_on_their_way(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take packages in every state, the steps of a web form, where to send, and what is locked."""
    portfolio_view.go_to(Overview())
    studio.take("overview-on-their-way")
    portfolio_view.go_to(SubmissionsPlace())
    page = portfolio_view.page
    assert isinstance(page, SubmissionsPage)
    rows = {row.entry.standing: row for row in page.rows.rows}
    rows[Standing.RECEIVED].head.setChecked(True)
    page.by_hand.begin(rows[Standing.PACKAGED].entry)
    studio.settle()
    rows[Standing.UNCERTAIN].head.setFocus()
    studio.take("submissions")
    rows[Standing.RECEIVED].head.setChecked(False)
    go_on_sending(studio)
    page.by_hand.tick(FormStep.OPEN)
    page.by_hand.tick(FormStep.FILES)
    studio.settle()
    rows[Standing.SENDING].head.setChecked(True)
    file = Item("rivera-foundations.lssc.zip")
    for done, seconds in ((0, 0.0), (190_000_000, 110.0)):
        progress = Progress(Step.SENDING, done, 486_000_000, file, seconds)
        rows[Standing.SENDING].show_progress(progress)
    studio.take("submissions-sending")
    rows[Standing.SENDING].head.setChecked(False)
    for act, standing in (
        (PackageAct.HAND_IN, Standing.PACKAGED),
        (PackageAct.TELL_DECISION, Standing.RECEIVED),
    ):
        page.acts.act(act, rows[standing].entry)
        dialog = page.acts.dialog
        assert dialog is not None
        if isinstance(dialog, DestinationDialog):
            dialog.choices["other"].setChecked(True)
        studio.take(f"submissions-{act.value}", dialog)
        dialog.reject()
    portfolio_view.go_to(SetPlace("communication-teamwork", 1, tab=Tab.RESPONSE))
    studio.take("workspace-handed-in")
    take_revision(studio, portfolio_view)


def go_on_sending(studio: Studio) -> None:
    """Write down that the paused package is on its way again."""
    session = studio.window.session
    assert session is not None
    (package,) = (session.root / "Packages").glob("*foundations*.lssc.zip")
    known = read_submission(package)
    assert known is not None
    write_submission(package, replace(known, paused=False))
    session.refresh()
    studio.settle()


def take_revision(studio: Studio, portfolio_view: PortfolioView) -> None:
    """Take the packages of a set of which more was asked for, and of one that is uncertain."""
    session = studio.window.session
    assert session is not None
    set_id = "communication-teamwork"
    (note,) = (each for each in session.portfolio.packages if each.set_id == set_id)
    asked = Decision(Outcome.REVISION_ASKED, NOW.date(), note.package_id, asked=(3, 5))
    session.apply(lambda portfolio: decide(portfolio, set_id, asked, NOW.date()))
    portfolio_view.go_to(SubmissionsPlace())
    page = portfolio_view.page
    assert isinstance(page, SubmissionsPage)
    for row in page.rows.rows:
        row.head.setChecked(row.entry.standing in {Standing.UNCERTAIN, Standing.REVISION_ASKED})
    studio.take("submissions-revision")


def take_states(
    studio: Studio, state: str, portfolio_view: PortfolioView, evidence: str | None = None
) -> None:
    """Take each page in a state of the whole portfolio, with this file chosen."""
    for name, place in (
        ("overview", Overview()),
        ("workspace", SetPlace("foundations", 11, tab=Tab.EVIDENCE)),
        ("evidence", EvidencePlace(evidence)),
        ("check", CheckPlace("foundations")),
        ("courses", CoursesPlace()),
        ("submissions", SubmissionsPlace()),
    ):
        portfolio_view.go_to(place)
        studio.take(f"{name}-{state}")


def main() -> None:
    """Take the pictures that the command line asks for."""
    target, mode = Path(sys.argv[1]), Mode(sys.argv[2])
    text = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    height = int(sys.argv[4]) if len(sys.argv) > 4 else 768
    target.mkdir(parents=True, exist_ok=True)
    use_screen()
    application = QApplication([])
    speak(own_catalog(OF_SYSTEM))
    translate_qt(application)
    Collector(application).start()  # as the program does: what a job's thread collects can crash
    with TemporaryDirectory() as scratch:
        # No picture shows what is kept on this computer, and each one something that is.
        os.environ |= {"XDG_CONFIG_HOME": f"{scratch}/kept", "XDG_STATE_HOME": f"{scratch}/kept"}
        save_settings(config_folder(), Settings(text_percent=text))
        ending = mode.value if text == 100 else f"{mode.value}-text-{text}"
        ratio = round(application.devicePixelRatio() * 100)
        studio = Studio(
            application,
            Path(scratch),
            target,
            ending if ratio == 100 else f"{ending}-{ratio}",
        )
        studio.dress(mode, text, height)
        studio.window.show()
        studio.window.activateWindow()
        take_all(studio, Path(scratch))
        studio.close()


if __name__ == "__main__":
    main()
