"""Fonts of other scripts: loaded when a text needs them, on a computer that has none of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.package.scripts import SENTENCES

ROOT = Path(__file__).parents[3]
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{nowhere}</dir><cachedir>{cache}</cachedir></fontconfig>"""

BEGIN = """
import sys
from PySide6.QtGui import QTextCursor, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from lssc_desktop.ui.base.script_fonts import TypedScripts, show_scripts
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type, script_fonts_loaded
from tests.package.scripts import SENTENCES

application = QApplication([])
theme = Theme()
theme.apply(application)

def missing(text, font):
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(100_000)
    layout.endLayout()
    return sum(list(run.glyphIndexes()).count(0) for run in layout.glyphRuns())

def focus(field):
    field.show()
    field.activateWindow()
    assert QTest.qWaitForWindowActive(field)
    field.setFocus()

def report():
    fonts = theme.font(Type.BODY), theme.font(Type.OWN_WORDS)
    unseen = [name for name, text in SENTENCES.items() if any(missing(text, it) for it in fonts)]
    print(script_fonts_loaded(), len(unseen))
"""


def ran(tmp_path: Path, script: str) -> list[str]:
    """What a program prints that finds no font but those we ship."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(NO_FONTS.format(nowhere=tmp_path / "none", cache=tmp_path / "cache"))
    environment = {"QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(settings)}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + script],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have fonts of these scripts themselves"
)


def test_a_text_that_needs_them_loads_them(tmp_path: Path) -> None:
    script = """
report()
show_scripts("Łukasz Ångström, 12 €", "Ελλάδα и Жук")
report()
show_scripts("A. Rivera", SENTENCES["Bengali"])
report()
"""
    before, after_ours, after = ran(tmp_path, script)

    assert before == after_ours
    loaded, unseen = before.split()
    assert loaded == "False"
    assert int(unseen) > len(SENTENCES) // 2
    assert after == "True 0"


def test_typing_them_loads_them(tmp_path: Path) -> None:
    script = """
TypedScripts(application)
field, editor = QLineEdit(), RichEditor(theme, "Response")
for each in (field, editor):
    focus(each)
    QTest.keyClicks(each, "Story time")
    print(script_fonts_loaded())
focus(field)
field.insert(SENTENCES["Khmer"])
report()
"""
    assert ran(tmp_path, script) == ["False", "False", "True 0"]


def test_pasting_them_into_a_response_loads_them(tmp_path: Path) -> None:
    script = """
TypedScripts(application)
editor = RichEditor(theme, "Response")
focus(editor)
editor.insertPlainText(SENTENCES["Amharic"])
report()
drawn = missing(SENTENCES["Amharic"], editor.currentFont())
print(drawn)
"""
    assert ran(tmp_path, script) == ["True 0", "0"]
