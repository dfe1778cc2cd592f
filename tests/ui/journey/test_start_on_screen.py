"""A key that is pressed in a real window before there is anything to see in it does nothing."""

from pathlib import Path

from tests.ui.journey.by_command import packaged_by_command
from tests.ui.real_screen import real_program, require, screen


def test_return_in_an_empty_window_does_nothing_to_the_package_that_is_opened(
    sample: Path, tmp_path: Path
) -> None:
    require()
    package = packaged_by_command(sample, "technology", tmp_path / "technology.lssc.zip")
    with screen() as display, real_program(display, tmp_path / "home", str(package)) as program:
        program.press("Return")
        program.until(lambda seen: "Review" in seen.buttons and seen.focus_seen)
        assert program.look().windows == ["technology.lssc.zip – LSSC Desktop"]
        program.press("Return")
        program.until(lambda seen: "Reviewer" in seen.windows)
