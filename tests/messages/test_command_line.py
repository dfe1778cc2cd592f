"""What the command line says of what nobody foresaw."""

import pytest

from lssc_desktop.core.time.clock import deadline
from lssc_desktop.messages.command_line import unforeseen_line


def test_an_unforeseen_error_names_our_line_and_nobody_s_data() -> None:
    with pytest.raises(AttributeError) as caught:
        deadline("Rivera", None)  # type: ignore[arg-type]
    said = unforeseen_line(caught.value)
    assert "(AttributeError, lssc_desktop.core.time.clock " in said
    assert "Rivera" not in said


def test_a_part_that_a_built_program_misses_is_named() -> None:
    assert "ModuleNotFoundError gone.part" in unforeseen_line(
        ModuleNotFoundError("No module", name="gone.part")
    )
