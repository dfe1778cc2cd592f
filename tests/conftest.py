"""What all tests share."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

from lssc_desktop.core.program.program import Program
from lssc_desktop.store.programs import shipped_program


def pytest_configure(config: pytest.Config) -> None:
    """Compile what is translated, as `make` does before the program runs."""
    if hasattr(config, "workerinput") or find_spec("babel") is None:
        return
    from installers import catalogs

    catalogs.compile_all(catalogs.stale(catalogs.sources()))


# The same examples on every machine and in every run, and no example fails for being slow on a
# busy one. `pytest --hypothesis-profile=explore` looks for new ones.
settings.register_profile("house", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile("house")

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of foreign documents, pictures and bags that are too many to live here."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus is not at {CORPUS}")
    return CORPUS


@pytest.fixture(scope="session")
def program() -> Program:
    """The program that is shipped with us."""
    return shipped_program().program


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for the tests' settings, log and trash, so that the person's stay untouched.

    What the tests start speaks English there, whoever runs them.
    """
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")
        unix = ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"]
        windows = ["WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"]  # by platformdirs
        for variable in unix + windows:
            patch.setenv(variable, str(home))
        yield home
