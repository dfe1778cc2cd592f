"""Fonts of scripts beyond Latin, Greek and Cyrillic, loaded when a text first needs them.

They are some nine megabytes, which a start does not wait for. Once they are known to Qt, it takes
from them what the fonts of a widget lack, whatever the system has.
"""

from collections.abc import Iterable

from PySide6.QtCore import QMetaObject, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.core.text.typeface import needs_script_fonts
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import load_script_fonts, script_fonts_loaded

_SHORT = 20_000
"""Characters of a text that is looked through at each keystroke; of a longer one the paragraph."""


def show_scripts(*texts: str) -> None:
    """Load the fonts if one of these texts, which are about to be shown, needs them."""
    if not script_fonts_loaded() and any(map(needs_script_fonts, texts)):
        load_script_fonts()


class ScriptsOfSession(QObject):
    """Loads the fonts when what a portfolio holds needs them: words, names, captions, files."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._portfolio: Portfolio | None = None
        self._facts: FolderFacts | None = None
        session.portfolio_changed.connect(self._look_at_portfolio)
        session.facts_changed.connect(self._look_at_facts)
        self._look_at_portfolio(session.portfolio)
        self._look_at_facts(session.facts)

    def _look_at_portfolio(self, portfolio: Portfolio) -> None:
        show_scripts(repr(portfolio))  # all of its texts, and its names of fields

    def _look_at_facts(self, facts: FolderFacts) -> None:
        before, self._facts = self._facts, facts
        known = {} if before is None else {each.path: each for each in before.documents}
        show_scripts(
            *(file.path for file in facts.files),
            *(plain(each.text) for each in facts.documents if known.get(each.path) is not each),
        )


class TypedScripts(QObject):
    """Loads the fonts when somebody types or pastes a text that needs them, in any field."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._field: QLineEdit | QTextEdit | QPlainTextEdit | None = None
        self._connections: tuple[QMetaObject.Connection, ...] = ()
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # By connections, not by signals: a field that goes away has none to disconnect.
        for connection in self._connections:
            QObject.disconnect(connection)
        self._connections = ()
        self._field = None
        if script_fonts_loaded():
            return
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit):
            self._field = now
            self._connections = (
                now.textChanged.connect(self._look),
                now.destroyed.connect(self._forget),
            )

    def _look(self) -> None:
        if self._field is not None:
            show_scripts(*_texts(self._field))

    def _forget(self) -> None:
        self._field = None


def _texts(field: QLineEdit | QTextEdit | QPlainTextEdit) -> Iterable[str]:
    if isinstance(field, QLineEdit):
        return (field.text(),)
    if field.document().characterCount() > _SHORT:
        return (field.textCursor().block().text(),)
    return (field.toPlainText(),)
