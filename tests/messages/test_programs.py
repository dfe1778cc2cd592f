import ast
import inspect

import pytest

from lssc_desktop.core.files.readable import FileNewer, OurFile
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.messages import program as sentences
from lssc_desktop.messages.message import message_for
from lssc_desktop.messages.program import program_fault_line
from lssc_desktop.store import programs, shape
from lssc_desktop.store import programs as toml_limits
from lssc_desktop.store.programs import ProgramFaulty, read_program

BROKEN = """
format = 2
id = "Prairie State"
version = ""
name = 5
short_name = "\\u0007"
designation = ""
shortname = "P"
routes = []
limits = {links_allowed = "no", response_pages = -1}
clock = {years = 3.5}
fees = {currency = "USD", portfolio = {member = 1.005, other = inf}}
appeal = {notice_days = 5, documents_days = 4, to = "x"}
choice = {needed = 3, electives = 2}

[pass_rule]
met_percent = 70
partial_percent = 30
not_met_allowed = 0
evaluators = 2
revisions = 1

[renewal]
years = 1
opens_months_before = 13
grace_months = 1
hours = 1
technology_hours = 0
minimum_hours = 2
hour_minutes = 60
one_sitting = true
conversions = []

[[options]]
id = "pass-rounding"
choice = "up"
among = ["down", "sideways"]
note = ""

[[options]]
id = "pass-roundin"
choice = "up"
among = ["up"]
note = ""

[[sets]]
id = "a"
title = "A"
short_title = "A"
required = false
competencies = [{number = 1, title = "x"}, {number = 1, title = "y"}]
"""


def codes_in(module: object) -> set[str]:
    """Every code of a fault that a module can make: the second argument of its makers."""
    calls = (
        node
        for node in ast.walk(ast.parse(inspect.getsource(module)))  # type: ignore[arg-type]  # a module
        if isinstance(node, ast.Call) and len(node.args) > 1
    )
    return {
        call.args[1].value
        for call in calls
        if isinstance(call.args[1], ast.Constant)
        and ast.unparse(call.func) in {"self._fault", "ProgramFault"}
        and isinstance(call.args[1].value, str)
    }


def test_every_fault_that_can_be_found_has_its_sentence() -> None:
    codes = codes_in(shape) | codes_in(programs) | codes_in(toml_limits)
    assert codes == set(sentences._FAULTS)


def test_every_fault_is_one_line_that_begins_with_its_place() -> None:
    with pytest.raises(ProgramFaulty) as caught:
        read_program(BROKEN, "p.toml")
    lines = [program_fault_line(fault) for fault in caught.value.faults]
    assert {fault.code for fault in caught.value.faults} >= {
        *("wrong-form", "wrong-type", "missing-key", "blank", "empty-list"),
        *("out-of-range", "too-fine", "not-finite", "unwanted-character", "twice"),
        *("larger-than", "opens-too-early", "unknown-value"),
        *("option-missing", "sets-do-not-add-up", "too-few-electives"),
    }
    for line, fault in zip(lines, caught.value.faults, strict=True):
        assert line.startswith(f"{fault.place}: ")
        assert "\n" not in line
        assert "{" not in line


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (
            ProgramFault("sets[3].competencies[2].title", "missing-key"),
            "sets[3].competencies[2].title: this key is missing.",
        ),
        (
            ProgramFault("clock.year", "unknown-key", (("near", "years"),)),
            "clock.year: a program file doesn’t have this key. Did you mean “years”?",
        ),
        (
            ProgramFault("x", "unknown-key", (("near", ""),)),
            "x: a program file doesn’t have this key.",
        ),
        (
            ProgramFault("n", "wrong-type", (("expected", "day"), ("found", "text"))),
            (
                "n: this is a text in quotation marks, but must be a date like 2019-01-31, "
                "without quotation marks."
            ),
        ),
        (
            ProgramFault("", "syntax-at", (("line", "2"), ("column", "14"), ("reason", "{odd}"))),
            "Line 2, column 14 can’t be read as TOML ({odd}).",
        ),
        (
            ProgramFault("m", "too-fine", (("value", "1.005"), ("places", "2"))),
            "m: 1.005 has more than 2 decimal places.",
        ),
    ],
)
def test_faults_in_words(fault: ProgramFault, line: str) -> None:
    assert program_fault_line(fault) == line


def test_a_faulty_file_is_told_with_all_its_faults() -> None:
    faults = (ProgramFault("id", "missing-key"), ProgramFault("name", "blank"))
    message = message_for(ProgramFaulty("p.toml", faults))
    assert message.text == (
        "The program file “p.toml” has errors. It wasn’t used, and nothing was changed. Fix "
        "these 2 places and load the file again (lists count from 1):\nid: this key is "
        "missing.\nname: this text is empty."
    )


def test_a_newer_file_is_told_with_what_to_do() -> None:
    message = message_for(FileNewer(OurFile.PROGRAM, "p.toml", 3, 2))
    assert "format 3" in message.happened
    assert message.advice
