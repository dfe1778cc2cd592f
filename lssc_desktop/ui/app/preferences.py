"""Preferences: all that is set once on this computer, in one window that applies it at once."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QRadioButton, QWidget

from lssc_desktop.core.privacy.session_lock import LOCK_CHOICES
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.ui.app.shared_computer import LOCK_KEY, LockDialog, SessionLock
from lssc_desktop.ui.base.actions import Actions, plain_entry
from lssc_desktop.ui.base.services import TEXT_SIZES, Services
from lssc_desktop.ui.kit.buttons import plain_button, signals_blocked
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, row, set_beside
from lssc_desktop.ui.kit.pages import Divider, flow
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Type

_WIDTH, _NAMES = 780, 150


class PreferencesDialog(Dialog):
    """A dialog of what is set once; each choice holds as soon as it is made.

    What cannot be chosen says why below. The acts are those of the menus, which Ctrl+K finds too.
    """

    def __init__(self, services: Services, actions: Actions, session_lock: SessionLock) -> None:
        super().__init__(
            services.icons,
            _("Preferences"),
            _("Close"),
            note=_("Changes apply right away. They stay on this computer.")
            if services.preferences.can_keep
            else _("Changes apply right away."),
            size=_WIDTH,
        )
        self._services, self._actions, self._lock = services, actions, session_lock
        self._preferences = preferences = services.preferences
        icons = services.icons
        self._fit_soon = single_shot(self, 0, self._resize)
        self._lines: list[tuple[Label, QBoxLayout]] = []

        self.looks = [
            QRadioButton(plain_entry(each.text())) for each in actions.view.modes.actions()
        ]
        for look, mode in zip(self.looks, actions.view.modes.actions(), strict=True):
            look.setChecked(mode.isChecked())
            look.toggled.connect(partial(self._set_look, mode))
        self.text_size, self.language, self.lock_after = (ChoiceField() for _each in range(3))
        for size in TEXT_SIZES:
            self.text_size.addItem(_("{percent}%").format(percent=size), size)
        self.text_size.setCurrentIndex(self.text_size.findData(preferences.settings.text_percent))
        for each in actions.view.languages.actions():
            self.language.addItem(plain_entry(each.text()), each)
            if each.isChecked():
                self.language.setCurrentIndex(self.language.count() - 1)
        for minutes in LOCK_CHOICES:
            self.lock_after.addItem(_lock_choice(minutes), minutes)
        self.lock_after.setCurrentIndex(LOCK_CHOICES.index(preferences.lock_minutes))
        self.spelling = QCheckBox(_("Mark words that aren’t in the dictionary"))
        self.own_words, self.get_dictionary, self.clean, self.passphrase, self.signing = (
            plain_button(icons, words)
            for words in (
                _("My words…"),
                _("Get a dictionary…"),
                _("Leave this computer clean…"),
                _("Choose a passphrase…"),
                _("Signing…"),
            )
        )
        self.own = QRadioButton(_("It’s mine: offer the folder I had open last"))
        self.shared = QRadioButton(_("Others use it too: remember no folder"))

        self._line(_("Look"), *self.looks)
        self._line(_("Text size"), self.text_size, said=_text_keys(actions))
        later = _("It changes the next time you open LSSC Desktop.")
        self._line(_("Language"), self.language, said=later)
        self.of_spelling = self._line(
            _("Spelling"), self.spelling, self.own_words, self.get_dictionary
        )
        self.of_computer = self._line(_("This computer"), self.own, self.shared, self.clean)
        hides = _("It hides the screen until you continue. It isn’t encryption. {keys} locks now.")
        keys = LOCK_KEY.toString(QKeySequence.SequenceFormat.NativeText)
        self._line(_("Lock"), self.lock_after, self.passphrase, said=hides.format(keys=keys))
        with_key = _("With a key, people who get your packages can tell they’re from you.")
        self._line(_("Your key"), self.signing, said=with_key)

        self.text_size.activated.connect(self._set_text_size)
        self.language.activated.connect(self._set_language)
        self.lock_after.activated.connect(self._set_lock)
        self.spelling.toggled.connect(preferences.set_spelling)
        self.own_words.clicked.connect(actions.own_words.trigger)
        self.get_dictionary.clicked.connect(self._get_dictionary)
        self.own.toggled.connect(actions.remember.setChecked)
        self.clean.clicked.connect(actions.clean_computer.trigger)
        self.passphrase.clicked.connect(self._ask_passphrase)
        self.signing.clicked.connect(actions.signing.trigger)
        self.buttons.accepted.connect(self.accept)
        preferences.changed.connect(self._show)
        icons.theme.changed.connect(self._fit_soon.start)
        self._show()
        self._arrange()

    def _line(self, name: str, *controls: QWidget, said: str = "") -> Label:
        """Add one line: its name, what can be chosen, and what is said of it, which is returned."""
        theme = self._services.icons.theme
        named = Label(theme, name, Type.BODY_STRONG)
        first = controls[0]
        if isinstance(first, ChoiceField):
            named.setBuddy(first)
            first.setAccessibleName(name)
            first.setAccessibleDescription(said)
        note = Label(theme, said, Type.TABLE, Ink.INK2)
        note.setVisible(bool(said))
        choices = QWidget()  # radio buttons of one parent exclude each other
        line = flow(*controls, gap=12)
        line.setContentsMargins(0, 0, 0, 0)
        choices.setLayout(line)
        named.setContentsMargins(0, 6, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        parts = row((named, top), (column(choices, note, gap=6), 1), gap=16)
        self._lines.append((named, parts))
        add(self.content, Divider() if self.content.count() else None, parts)
        return note

    def _show(self) -> None:
        """Show what holds, and why something cannot be chosen."""
        preferences, actions = self._preferences, self._actions
        has_dictionary = preferences.has_dictionary is not False
        self.spelling.setEnabled(has_dictionary)
        with signals_blocked(self.spelling):  # the choice itself stays where it cannot be shown
            self.spelling.setChecked(preferences.settings.spelling and has_dictionary)
        self.get_dictionary.setVisible(not has_dictionary and actions.own_words.isEnabled())
        self.own_words.setEnabled(actions.own_words.isEnabled())
        absent = "" if has_dictionary else _("This computer has no dictionary.")
        closed = _("Open {a_portfolio} to see your words: they’re saved in it.")
        said = " ".join(filter(None, (absent, "" if actions.own_words.isEnabled() else closed)))
        self.of_spelling.setText(said)
        self.of_spelling.setVisible(bool(said))
        (self.own if actions.remember.isChecked() else self.shared).setChecked(True)
        self.own.setEnabled(preferences.can_keep)
        self.shared.setEnabled(preferences.can_keep)
        nothing = _("LSSC Desktop was started to keep nothing on this computer.")
        self.of_computer.setText("" if preferences.can_keep else nothing)
        self.of_computer.setVisible(not preferences.can_keep)

    def _arrange(self) -> None:
        """Let the names stand beside what can be chosen, or above it where the screen is narrow."""
        theme = self._services.icons.theme
        beside = theme.measure(_WIDTH) <= self.screen().availableSize().width()
        for name, parts in self._lines:
            name.setFixedWidth(theme.measure(_NAMES))
            set_beside(parts, beside=beside)
            parts.setSpacing(16 if beside else 4)

    def _resize(self) -> None:
        theme, room = self._services.icons.theme, self.screen().availableSize()
        self._arrange()
        self.setMinimumWidth(min(theme.measure(_WIDTH), room.width()))
        self.fit()

    def _set_look(self, mode: QAction, chosen: bool) -> None:
        if chosen and not mode.isChecked():
            mode.trigger()

    def _set_text_size(self, _index: int) -> None:
        self._preferences.set_text_percent(self.text_size.currentData())

    def _set_language(self, _index: int) -> None:
        self.language.currentData().trigger()

    def _set_lock(self, _index: int) -> None:
        self._preferences.set_lock_minutes(self.lock_after.currentData())

    def _get_dictionary(self) -> None:
        self.accept()
        self._actions.get_dictionary.trigger()

    def _ask_passphrase(self) -> None:
        LockDialog(self._services, self._lock).show_for(self)


def _lock_choice(minutes: int) -> str:
    if not minutes:
        return _("Off")
    words = ngettext(
        "After {count} minute without keys or mouse",
        "After {count} minutes without keys or mouse",
        minutes,
    )
    return words.format(count=minutes)


def _text_keys(actions: Actions) -> str:
    """Return the keys that change the size of the text anywhere: "Ctrl++, Ctrl+-"."""
    view, native = actions.view, QKeySequence.SequenceFormat.NativeText
    keys = (each.shortcut().toString(native) for each in (view.larger, view.smaller))
    return _("{larger} and {smaller} change it anywhere.").format(
        larger=next(keys), smaller=next(keys)
    )
