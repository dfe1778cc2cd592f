"""The actions of the menus, with their keys (docs/look.md 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from lssc_desktop.languages import LANGUAGES, OF_SYSTEM, catalog, chosen_language, speaking, spoken
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.base.edit_menu import (
    FORMAT_KEYS,
    Format,
    Search,
    TextActions,
    redo_keys,
    search_keys,
    undo_keys,
)
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import (
    HERE,
    SETS_WITH_KEYS,
    HelpPlace,
    Place,
    SetPlace,
    page_specs,
    titled_pages,
)
from lssc_desktop.ui.base.services import Preferences
from lssc_desktop.ui.kit.buttons import show_keys
from lssc_desktop.ui.kit.theme import Mode
from lssc_desktop.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from lssc_desktop.core.program.program import Program

_WHY_NOT = "why_not"  # a property of an action
_FOUND_AS = "found_as"  # as above
_LANGUAGE = "language"  # the key of a notice


class Actions(QObject):
    """The actions of the window; `set_open` says which make sense while a portfolio is open."""

    place_chosen = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.new = self._action(_("Start a &new {portfolio}…"), "Ctrl+N")
        self.open = self._action(_("&Open {a_portfolio}…"), "Ctrl+O")
        self.packages = self._action(_("O&pen packages…"))
        self.package = self._action(_("Open a &package…"))
        self.shelf = self._action(_("Open a folder of packages (s&helf)…"))
        self.save = self._action(_("&Save now"), "Ctrl+S")
        self.print = self._action(_("Pr&int…"), "Ctrl+P")
        self.copies = self._action(_("Safety &copy…"), "Ctrl+Shift+S")
        self.safety_copy = self._action(_("Make a safety &copy…"))
        self.compare_copies = self._action(_("Co&mpare with another copy…"))
        self.close = self._action(_("C&lose {portfolio}"), "Ctrl+W")
        self.remember = self._checkable(_("&Remember the last folder on this computer"))
        self.preferences, self.signing, self.quit, self.lock = (
            self._action(_("Pre&ferences…"), "Ctrl+,"),
            self._action(_("Si&gning…")),
            self._action(_("&Quit"), "Ctrl+Q"),
            self._action(_("Loc&k now"), "Ctrl+L"),
        )
        self.lock_when_away, self.clean_computer = (
            self._action(_("Lock when you’re &away…")),
            self._action(_("L&eave this computer clean…")),
        )

        self.undo, self.redo = (
            self._action(_("&Undo"), *undo_keys()),
            self._action(_("&Redo"), *redo_keys()),
        )
        standard = QKeySequence.StandardKey
        self.text = TextActions(
            self._standard(_("Cu&t"), standard.Cut),
            self._standard(_("&Copy"), standard.Copy),
            self._standard(_("&Paste"), standard.Paste),
            self._standard(_("Select &all"), standard.SelectAll),
            {
                Search.FIND: self._search(_("&Find…"), Search.FIND),
                Search.NEXT: self._search(_("Find &next"), Search.NEXT),
                Search.PREVIOUS: self._search(_("Find pre&vious"), Search.PREVIOUS),
                Search.REPLACE: self._search(_("R&eplace…"), Search.REPLACE),
            },
            {
                Format.BOLD: self._action(_("&Bold")),
                Format.ITALIC: self._action(_("&Italic")),
                Format.HEADING: self._action(_("&Heading")),
                Format.SMALLER_HEADING: self._action(_("&Smaller heading")),
                Format.BODY: self._action(_("Body &text")),
                Format.BULLETS: self._action(_("Bu&llets")),
                Format.NUMBERS: self._action(_("&Numbers")),
                Format.LINK: self._action(_("Lin&k…")),
                Format.CITE: self._action(_("&Cite evidence…")),
            },
        )
        for look, action in self.text.formats.items():
            show_keys(action, FORMAT_KEYS[look])  # the text takes them

        self.spelling = self._checkable(_marks_entry(has_dictionary=True))
        self.get_dictionary = self._place(_("&Get a dictionary…"), HelpPlace("spelling"))
        self.own_words = self._action(_("My &words…"))

        self.view = ViewActions(self)

        specs = page_specs()
        self.pages = tuple(
            self._place(spec.menu_text, spec.place, spec.key)
            for kind, spec in specs.items()
            if spec.menu_text and kind is not HelpPlace
        )
        numbers = range(1, SETS_WITH_KEYS + 1)
        self.sets = tuple(self._place("", SetPlace(""), f"Alt+{number}") for number in numbers)
        self.anything = self._action(_("&Go to anything…"), "Ctrl+K")
        self.search_all = self._action(_("Search e&verything…"), "Ctrl+Shift+F")
        self.write = self._action(_("Continue &writing"), "Ctrl+E")
        self.next_pane, self.previous_pane = (
            self._action(_("&Next part of the window"), "F6"),
            self._action(_("&Previous part of the window"), "Shift+F6"),
        )

        self._add_acts_of_portfolio()
        self.look = self._action(_("Re&fresh"), "F5")
        self.show_folder = self._action(_("&Show folder"), "Ctrl+Shift+O")
        self.about_you = self._action(_("About &you…"), "Ctrl+Shift+Y")
        self.self_assessment = self._action(_("Self-&assessment…"))
        self.plan = self._action(_("&Plan your {sets}…"), "Ctrl+Shift+P")
        self.take_review = self._action(_("Import &review…"), "Ctrl+Shift+I")

        self.help = self._place(specs[HelpPlace].menu_text, HelpPlace(HERE), specs[HelpPlace].key)
        self.keyboard = self._place(_("&Keyboard"), HelpPlace("keyboard"), "Ctrl+F1")
        self.program = self._place(_("About your &program"), HelpPlace("program"))
        self.example = self._action(_("See a finished &example"))
        self.about = self._about_entry(_("A&bout LSSC Desktop"))
        self._of_open = (
            *(self.save, self.print, self.safety_copy, self.compare_copies, self.close),
            *(self.copies, self.papers, self.your_program, *self.in_set),
            *(*self.pages, *self.sets, self.anything, self.search_all, self.write),
            *(self.next_pane, self.previous_pane, self.look, self.show_folder),
            *(self.take_review, self.about_you, self.plan, self.own_words),
            self.self_assessment,
            *(self.export, self.report, self.calendar, self.order, self.appeal, self.ask),
            *(self.other_program, self.former_program, self.former_work),
        )

        self._explain()

    def _add_acts_of_portfolio(self) -> None:
        self.in_set = (
            self._action(_("Full &window")),
            self._action(_("&Preview as {evaluator}")),
            self._action(_("&Next {competency}")),
            self._action(_("&Previous {competency}")),
        )
        keys = ("F11", "Ctrl+Shift+E", "Ctrl+PgDown", "Ctrl+PgUp")
        for action, key in zip(self.in_set, keys, strict=True):
            show_keys(action, key)  # a button of the page takes them
            set_why_not(action, _("Go to one of your {sets} first."))
        self.export = self._action(_("E&xport…"), "Ctrl+Shift+X")
        self.papers = self._action(_("&Letters and reports…"), "Ctrl+Shift+R")
        self.your_program = self._action(_("Your pro&gram…"), "Ctrl+Shift+G")
        self.report = self._action(_("Pr&ogress report…"))
        self.calendar = self._action(_("&Dates for a calendar…"))
        self.order = self._action(_("Request for a p&urchase order…"))
        self.appeal = self._action(_("L&etter of appeal…"))
        self.ask = self._action(_("&Questions for the program office…"))
        self.other_program = self._action(_("Swi&tch program file…"))
        self.former_program = self._action(_("&Go back to the earlier program file…"))
        self.former_work = self._action(_("&Work no longer required…"))

    def _explain(self) -> None:
        """Say why entries are off, for where that is not plain from the menu they stand in."""
        text = self.text
        in_text = _("Click in a text first.")
        for action in (
            *(text.cut, text.copy, text.paste, text.select_all),
            *(*text.searches.values(), *text.formats.values()),
        ):
            set_why_not(action, in_text)
        set_why_not(self.undo, _("There’s nothing to undo."))
        set_why_not(self.redo, _("There’s nothing to redo."))
        set_why_not(self.former_program, _("You haven’t switched the program file."))
        set_why_not(self.former_work, _("Everything you did is still required."))

    def show_spelling(self, preferences: Preferences) -> None:
        """Say whether words are marked, or why they cannot be."""
        is_absent = preferences.has_dictionary is False
        self.spelling.setText(_marks_entry(has_dictionary=not is_absent))
        self.spelling.setEnabled(not is_absent)
        self.spelling.setChecked(preferences.settings.spelling and not is_absent)

    def show_remember(self, preferences: Preferences) -> None:
        """Say whether the last folder is remembered, or why it cannot be."""
        why_not = _("Remember the last folder: off, because nothing is kept on this computer")
        offer_to_remember(self.remember, preferences, why_not)

    @property
    def by_key(self) -> tuple[QAction, ...]:
        """What has a key and stands in no menu."""
        finds = (act for search, act in self.text.searches.items() if search is not Search.FIND)
        return (self.save, *finds, self.next_pane, self.previous_pane)

    @property
    def in_dialogs(self) -> dict[QAction, tuple[tuple[QAction, str], ...]]:
        """The entries that open a dialog of acts, with these acts and what each does."""
        return {
            self.packages: (
                (self.package, _("One file, such as a package to review. We verify it first.")),
                (self.shelf, _("Every package in a folder, and who has what to do.")),
            ),
            self.copies: (
                (self.safety_copy, _("A copy of your whole folder, for another drive.")),
                (self.compare_copies, _("Which of two copies is newer: this one or another one.")),
            ),
            self.your_program: (
                (self.program, _("Its rules with their sources, and what isn’t known.")),
                (self.other_program, _("Follow another file of its rules. Your work is kept.")),
                (self.former_program, _("Follow the file you followed before.")),
                (self.former_work, _("What you did for the rules you followed before.")),
            ),
            self.papers: (
                (self.report, _("Where you stand, to show to others.")),
                (self.calendar, _("Your deadlines and plans, for a calendar program.")),
                (self.order, _("For your institution, which pays the application fees.")),
                (self.appeal, _("A letter to start from, against a decision.")),
                (self.ask, _("One email with what your program’s file doesn’t say.")),
            ),
        }

    @property
    def in_preferences(self) -> tuple[QAction, ...]:
        """What is chosen in the Preferences, and stands in no menu."""
        return (
            *self.view.modes.actions(),
            self.view.language,
            *(self.spelling, self.own_words, self.remember),
            *(self.clean_computer, self.lock_when_away, self.signing),
        )

    @property
    def of_open_portfolio(self) -> tuple[QAction, ...]:
        """What makes sense only while a portfolio is open."""
        return self._of_open

    def show_pages(self, program: "Program") -> None:
        """Offer the pages that a portfolio of this program has, and its acts that make sense."""
        there = {type(spec.place) for spec in titled_pages(program)}
        kinds = (kind for kind, spec in page_specs().items() if spec.menu_text)
        shown = [kind in there for kind in kinds if kind is not HelpPlace]
        for page, is_there in zip(self.pages, shown, strict=True):
            page.setVisible(is_there)
            page.setEnabled(is_there)
        for act in (self.order, self.plan):
            act.setVisible(program.needs_responses)
            act.setEnabled(program.needs_responses)
        for act, is_there in (
            (self.self_assessment, bool(program.grid)),
            (self.appeal, program.appeal is not None),
        ):
            act.setVisible(is_there)
            act.setEnabled(is_there)

    def show_sets(self, chosen: Iterable[str]) -> None:
        """Let Alt and a number lead to the first of the chosen sets, given by their ids."""
        for action, set_id in zip_longest(self.sets, islice(chosen, SETS_WITH_KEYS)):
            action.setData(SetPlace(set_id or ""))
            action.setEnabled(set_id is not None)

    def _place(self, text: str, place: Place, *keys: str) -> QAction:
        action = self._action(text, *keys)
        action.setData(place)
        action.triggered.connect(self._choose_place)
        return action

    def _choose_place(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.place_chosen.emit(action.data())

    def _checkable(self, text: str) -> QAction:
        action = self._action(text)
        action.setCheckable(True)
        return action

    def _standard(self, text: str, standard: QKeySequence.StandardKey) -> QAction:
        return self._action(text, *QKeySequence.keyBindings(standard))

    def _search(self, text: str, act: Search) -> QAction:
        return self._action(text, search_keys(act))

    def _about_entry(self, text: str) -> QAction:
        action = self._action(text)
        action.setMenuRole(QAction.MenuRole.AboutRole)  # a Mac has it in the application's menu
        return action

    def _action(self, text: str, *keys: str | QKeySequence) -> QAction:
        return menu_action(self, text, *keys)


class ViewActions(QObject):
    """What the View menu of every window offers: light or dark, size of the text, language."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.modes = QActionGroup(self)
        for text, mode in (
            (_("&Light"), Mode.LIGHT),
            (_("&Dark"), Mode.DARK),
            (_("S&ame as system"), Mode.SYSTEM),
        ):
            add_choice(self.modes, text, mode)
        self.larger = menu_action(self, _("La&rger text"), "Ctrl++", "Ctrl+=")
        self.smaller = menu_action(self, _("&Smaller text"), "Ctrl+-")
        self.usual = menu_action(self, _("Act&ual text size"), "Ctrl+0")
        self.languages = QActionGroup(self)
        add_choice(self.languages, _("S&ame as system"), OF_SYSTEM)
        for code, name in LANGUAGES.items():
            add_choice(self.languages, name, code)
        self._language_menu = QMenu(_("Lan&guage"))
        self._language_menu.addActions(self.languages.actions())
        self.language = self._language_menu.menuAction()
        self.sizes = (self.larger, self.smaller, self.usual)

    @property
    def groups(self) -> tuple[Sequence[QAction], ...]:
        """The actions as they stand in the menu of a window without Preferences, in groups."""
        return (self.modes.actions(), self.sizes, (self.language,))

    def follow(self, preferences: Preferences, notices: Notices) -> None:
        """Show what is set, and set what is chosen; say of a language when it will be spoken."""
        self._preferences = preferences
        self._notices = notices
        for action in self.languages.actions():
            action.setChecked(action.data() == preferences.language)
        self.languages.triggered.connect(self._set_language)
        for action in self.modes.actions():
            action.setChecked(action.data() == preferences.mode)
        self.modes.triggered.connect(self._set_mode)
        self.larger.triggered.connect(preferences.enlarge_text)
        self.smaller.triggered.connect(preferences.reduce_text)
        self.usual.triggered.connect(preferences.usual_text)

    def _set_mode(self, action: QAction) -> None:
        self._preferences.set_mode(Mode(action.data()))

    def _set_language(self, action: QAction) -> None:
        self._preferences.set_language(action.data())
        coming = catalog(chosen_language(action.data()))
        if coming.language == spoken().language:
            self._notices.withdraw(_LANGUAGE)
            return
        now = _language_changes()
        with speaking(coming):
            again = _language_changes()
        self._notices.show(replace(now, meaning=again.happened), Tone.INFO, key=_LANGUAGE)


def offer_to_remember(action: QAction, preferences: Preferences, why_not: str) -> None:
    """Let a folder be remembered; where nothing can be kept the action is off and says why."""
    action.setChecked(preferences.can_keep and preferences.settings.remember)
    if not preferences.can_keep:
        action.setText(why_not)
        action.setEnabled(False)


def plain_entry(text: str) -> str:
    """Return the words of an entry without the mark of its letter and the dots."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("….")


def find_by_name(place: str, actions: Iterable[QAction], on: QWidget) -> None:
    """Let acts that stand in no menu bar be found by Ctrl+K, and let their keys work.

    `place` says where else they are ("More for this set"), and stands before the name of each.
    `on` is what they are about, a window or a page: both hold while it is in sight, so that nobody
    acts on what they do not see. An act that is off is shown with its reason (`set_why_not`);
    what is hidden, or leads to a place, is not shown. An act of a menu that opens is found too.

        find_by_name(_("More for this set"), self.menu.actions(), on=self)

    Call it once for each act: what changes later, such as its words or whether it is off, is
    read when somebody looks.
    """
    for action in actions:
        action.setProperty(_FOUND_AS, place)
        on.addAction(action)


def found_by_name(window: QWidget) -> dict[QAction, str]:
    """Return the acts in sight that stand in no menu bar, each with the name of its place."""
    in_sight = (each for each in window.findChildren(QWidget) if each.isVisible())
    return {
        action: place
        for widget in (window, *in_sight)
        for action in widget.actions()
        if (place := str(action.property(_FOUND_AS) or ""))
    }


def set_why_not(action: QAction, reason: str) -> None:
    """Say why an act is off, for when it is."""
    action.setProperty(_WHY_NOT, reason)


def why_disabled(action: QAction) -> str:
    """Return why an action is off, "" where its own words say it or nobody knows."""
    return str(action.property(_WHY_NOT) or "")


def menu_action(parent: QObject, text: str, *keys: str | QKeySequence) -> QAction:
    """Return an action for a menu, which stays there on every system."""
    action = QAction(text, parent)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setMenuRole(QAction.MenuRole.NoRole)
    return action


def add_choice(group: QActionGroup, text: str, value: object) -> None:
    """Add one of several actions of which one is chosen, with what it stands for as its data."""
    action = menu_action(group, text)
    action.setCheckable(True)
    action.setData(value)
    group.addAction(action)


def fill_menu(menu: QMenu, groups: Iterable[Sequence[QAction]]) -> None:
    """Add groups of actions to a menu, with a line between two of them."""
    for group in groups:
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addActions(group)


def _marks_entry(*, has_dictionary: bool) -> str:
    """Name the entry of the menu that marks words, or say why it is off."""
    if has_dictionary:
        return _("&Mark words that aren’t in the dictionary")
    return _("This computer has no dictionary")


def _language_changes() -> Message:
    """Say when the language changes; said again in the new one, which the user may know better."""
    return Message(_("The language changes the next time you open LSSC Desktop."))
