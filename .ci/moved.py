"""Set right what in .venv names the folder that a checkout was moved from, offline and in no time.

Nothing does but the first lines of scripts and what shells are given to activate it. What says
where our own package is, pip writes afterwards.
"""

import re
import sys
import venv
from pathlib import Path

_LONGEST = 127  # what some systems read of a first line
_FIRST_LINES = re.compile(
    rb"""\A\#!(?:(?P<plain>[^\n]*/\.venv/bin/python[\d.]*)\n
    |/bin/sh\n'''exec'\ "?(?P<quoted>[^\n"]*/\.venv/bin/python[\d.]*)"?\ "\$0"\ "\$@"\n'\ '''\n)""",
    re.VERBOSE,
)


def set_right(environment: Path) -> None:
    """Let each script of an environment start the Python that lies beside it now."""
    for script in sorted(path for path in (environment / "bin").iterdir() if path.is_file()):
        header = None if script.is_symlink() else _FIRST_LINES.match(data := script.read_bytes())
        if header is None:
            continue
        name = (header["plain"] or header["quoted"]).rpartition(b"/")[2]
        beside = script.with_name(f"{script.name}.new")
        beside.write_bytes(
            _first_lines(bytes(script.with_name(name.decode()))) + data[header.end() :]
        )
        beside.chmod(script.stat().st_mode)
        beside.replace(script)
    builder = venv.EnvBuilder(symlinks=True)
    builder.setup_scripts(builder.ensure_directories(str(environment)))


def _first_lines(python: bytes) -> bytes:
    """Return how a script names its Python, as pip writes it: a first line can't hold a space."""
    if b" " in python or len(python) + 3 > _LONGEST:
        return b"#!/bin/sh\n'''exec' \"" + python + b'" "$0" "$@"\n' + b"' '''\n"
    return b"#!" + python + b"\n"


if __name__ == "__main__":
    set_right(Path(sys.argv[1]).resolve())
