"""How setuptools builds a wheel: with the resources in the package, translations compiled."""

import shutil
import sys
from pathlib import Path

from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parents[1]))
from installers import catalogs
from installers.written import written

RESOURCES = catalogs.ROOT / "resources"
LEFT_OUT = shutil.ignore_patterns("*.po", "*.pot", "GLOSSARY.md", "make_typeface.py", "__pycache__")
"""What is there for translators and for whoever draws our typeface, not for the program."""


class BuildPy(build_py):  # type: ignore[misc]  # setuptools has no types
    """Lays `resources/` into the package, where `paths.resources` finds it too."""

    def run(self) -> None:
        """Build the modules, and lay the resources beside them unless it is a checkout in use."""
        super().run()
        if self.editable_mode:
            return
        catalogs.compile_all(catalogs.stale(catalogs.sources()))
        target = Path(self.build_lib) / catalogs.PACKAGE.name / RESOURCES.name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(RESOURCES, target, ignore=LEFT_OUT)
        for name in ("LICENSE", "THIRD-PARTY-NOTICES.md"):  # which About opens
            shutil.copy(catalogs.ROOT / name, target.parent)
        for name, text in written().items():
            (target / name).write_text(text, "ascii")
