"""A language that nobody speaks: every text of ours accented and a third longer.

What stands in the window without accents is not translated, and what is cut off would be so in
German or Finnish. `python -m tests.ui.pseudo [--right-to-left] [--large] [--in=es] [FOLDER]`

goes through the pages of `tests.ui.pictures` and prints each fault; with a folder it takes the
pictures too. `--large` is text at 150 %; `--in` looks for what is cut off in a language of ours.
"""

import re
import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.languages import Catalog, catalog, speak
from lssc_desktop.package.sample import write_sample
from lssc_desktop.paths import resources
from lssc_desktop.ui.app.application import Collector
from lssc_desktop.ui.kit.theme import Mode
from lssc_desktop.ui.preview.page_view import PageView
from tests.ui import pictures
from tests.ui.offscreen import use_screen
from tests.ui.pictures import Studio

ACCENTED = str.maketrans("AEIOUYaeiouycnz", "ÅËÏØÛÝåëïøûýçñž")
LONGER = 0.35
_KEPT = re.compile(r"(\{[^{}]*\}|%\([a-z_]+\)[sr]|%[sr]|&&?|\t.*$|https?:\S+)")
_FILLING = "ŵöřđ"

KEYS = frozenset({"ctrl", "shift", "enter", "del", "pgup", "pgdown", "esc", "tab", "space"})
"""The names of keys are Qt's."""


def pseudo(text: str) -> str:
    """Return a text accented and a third longer; what is filled in, keys and lines stay."""
    if not re.search(r"[A-Za-z]{2}", _KEPT.sub("", text)):
        return text
    parts = _KEPT.split(text)
    said = "".join(p if i % 2 else p.translate(ACCENTED) for i, p in enumerate(parts))
    body, tab, keys = said.partition("\t")
    more = round(len(_KEPT.sub("", text)) * LONGER)
    filling = (f" {_FILLING}" * (more // len(_FILLING) + 1))[: more + 1].rstrip()
    end = re.search(r"[\s.…:?]*$", body)
    cut = end.start() if end else len(body)
    return f"{body[:cut]}{filling}{body[cut:]}{tab}{keys}"


class Pseudo(NullTranslations):
    """The catalog of that language."""

    @override
    def gettext(self, message: str) -> str:
        return pseudo(message)

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    @override
    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    @override
    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


# What is seen -----------------------------------------------------------------------------------


def texts_of(widget: QWidget) -> Iterator[str]:
    """What a widget shows and tells; what the user wrote in a field is the user's."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(each) for each in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(each) for each in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (action.text().partition("\t")[0] for action in widget.actions())
    if isinstance(widget, PageView):  # which reads a file out
        return
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())


def cut_off(widget: QWidget) -> str:
    """What of a widget does not fit into it, "" where everything does."""
    width, height = widget.width(), widget.height()
    if isinstance(widget, QLabel) and widget.text():
        needed = widget.heightForWidth(width) if widget.wordWrap() else widget.sizeHint().height()
        if widget.wordWrap() and needed > height + 2:
            return f"{needed} of {height} pixels high"
        if not widget.wordWrap() and widget.sizeHint().width() > width + 2:
            return f"{widget.sizeHint().width()} of {width} pixels wide"
    if isinstance(widget, QPushButton | QToolButton) and widget.text():
        hint = widget.sizeHint().width()
        if hint > width + 2:
            return f"{hint} of {width} pixels wide"
    return ""


def words_of_files(root: Path) -> frozenset[str]:
    """Every word that stands in the texts of a folder, and in what its files are called."""
    texts = [" ".join(path.name for path in root.rglob("*"))]
    for pattern in ("*.json", "*.toml"):
        texts += [each.read_text(encoding="utf-8") for each in root.rglob(pattern)]
    texts += [
        each.read_text(encoding="utf-8") for each in (resources() / "programs").glob("*.toml")
    ]
    return frozenset(re.findall(r"[a-z]{3,}", " ".join((*texts, str(root))).casefold())) | KEYS


class Reader(Studio):
    """A studio that reads what is in sight in place of taking its picture."""

    def begin(self, known: frozenset[str] | None, *, with_pictures: bool) -> None:
        """Take these words for the user's own; None: in this language every word may stand."""
        self.known = known
        self.faults: dict[str, str] = {}
        self._with_pictures = with_pictures

    @override
    def take(self, name: str, widget: QWidget | None = None) -> None:
        seen = widget or self.window
        if widget is None:
            self.window.activateWindow()
        self.settle()
        if self._with_pictures:
            super().take(name, widget)
        for each in (seen, *seen.findChildren(QWidget)):
            if each.isVisible() and not each.visibleRegion().isEmpty():
                self._read(name, each)

    def _read(self, name: str, widget: QWidget) -> None:
        kind = type(widget).__name__
        for text in texts_of(widget):
            plain = re.sub(r"<[^>]*>|https?:\S+|&", "", text)
            alien = [
                word
                for word in re.findall(r"[^\W\d_]{3,}", plain)
                if word.isascii() and re.search("[aeiouAEIOU]", word)
            ]
            if any(self.known is not None and word.casefold() not in self.known for word in alien):
                self.faults.setdefault(f"untranslated: {text[:90]!r}", f"{name}, {kind}")
        lost = cut_off(widget)
        if lost:
            text = next(filter(None, texts_of(widget)), "")
            self.faults.setdefault(f"cut off: {text[:90]!r}", f"{name}, {kind}, {lost}")


def take_main_pages(studio: Studio, scratch: Path) -> None:
    """Go through the pages that people are on most."""
    sample = scratch / "Rivera LSSC"
    write_sample(sample, ignore_progress)
    studio.take("start")
    view = studio.open(sample)
    studio.take("overview")
    pictures.take_pages(studio, view)


def faults_of(options: set[str], target: Path | None) -> dict[str, str]:
    """Return each text that is not translated or cut off, with where that is."""
    language = next((word.partition("=")[2] for word in options if word.startswith("--in=")), "")
    use_screen()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    speak(catalog(language) if language else Catalog("en", Pseudo()))
    if "--right-to-left" in options:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    Collector(application).start()
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        write_sample(scratch / "known" / "Rivera LSSC", ignore_progress)
        studio = Reader(application, scratch, target or scratch, "pseudo")
        known = None if language else words_of_files(scratch / "known")
        studio.begin(known, with_pictures=target is not None)
        studio.dress(Mode.LIGHT, 150 if "--large" in options else 100, 768)
        studio.window.show()
        studio.window.activateWindow()
        take_main_pages(studio, scratch)
        studio.close()
    return studio.faults


def main() -> None:
    """Print what is wrong."""
    options = {word for word in sys.argv[1:] if word.startswith("--")}
    folder = next((Path(word) for word in sys.argv[1:] if not word.startswith("--")), None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    for fault, where in sorted(faults_of(options, folder).items()):
        print(f"{fault} ({where})")  # noqa: T201  this is what it is for


if __name__ == "__main__":
    main()
