"""Layout of a portfolio folder: names of its files and folders (design.md section 4)."""

import re
from typing import TYPE_CHECKING

from lssc_desktop.core.portfolio.names import portable_name

if TYPE_CHECKING:
    from lssc_desktop.core.program.program import CompetencySet

PORTFOLIO = "portfolio.json"
PROGRAM = "program.toml"
READ_ME = "READ ME.txt"
EVIDENCE = "Evidence"
ABOUT_ME = "About me"
PACKAGES = "Packages"
REVIEWS = "Reviews"
OWN = ".lssc"
STATEMENT = "Learning statement.docx"

_OURS = frozenset({PORTFOLIO, PROGRAM, READ_ME, PACKAGES, REVIEWS, OWN})
_TEMPORARY = re.compile(r"\.lssc-[0-9a-f]{16}\.tmp")
_KEPT_BROKEN = re.compile(r"portfolio \(broken [^/]*\)( \([0-9]+\))?\.json")
_SYSTEM = re.compile(
    r"""
      ~\$.* | ~wr[a-z][0-9]+\.tmp  # Word's lock and work files
    | \.~lock\..*\#                # LibreOffice's
    | \._.* | \.ds_store           # macOS
    | thumbs\.db | desktop\.ini    # Windows
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SYSTEM_FOLDER = re.compile(
    r"\$recycle\.bin|system volume information|lost\+found"
    r"|\.(trash.*|spotlight-v100|fseventsd|temporaryitems|documentrevisions-v100)",
    re.IGNORECASE,
)


def temporary_name(token: str) -> str:
    """Return the name of a file in the making, for sixteen hexadecimal digits."""
    return f".lssc-{token}.tmp"


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one of ours in the making, or was left by a crash."""
    return _TEMPORARY.fullmatch(name) is not None


def broken_name(day: str) -> str:
    """Return the name under which a portfolio.json that could not be read is kept."""
    return f"portfolio (broken {day}).json"


def is_system_file(name: str) -> bool:
    """Whether other programs or systems keep a file or folder of this name for themselves."""
    return bool(_SYSTEM.fullmatch(name) or _SYSTEM_FOLDER.fullmatch(name))


def is_passed_over(path: str) -> bool:
    """Whether a file or folder at a relative path is ours or a system's: not the candidate's."""
    name = path.rpartition("/")[2]
    if name == path and (name in _OURS or _KEPT_BROKEN.fullmatch(name)):
        return True
    return is_system_file(name) or is_temporary(name)


def is_about(path: str) -> bool:
    """Whether a file is about the candidate and belongs to no set."""
    return path.startswith(f"{ABOUT_ME}/")


def set_folder(competency_set: "CompetencySet") -> str:
    """Return the folder of a set's responses: its title, as every system takes it."""
    return portable_name(competency_set.title)


def document_path(competency_set: "CompetencySet", number: int | None) -> str:
    """Return where a response belongs, "Foundations of .../11 Diversity of users.docx".

    With None: where the learning statement of the set belongs.
    """
    if number is None:
        return f"{set_folder(competency_set)}/{STATEMENT}"
    competency = competency_set.competency(number)
    title = f" {competency.title}" if competency is not None else ""
    return f"{set_folder(competency_set)}/{portable_name(f'{number:02}{title}.docx')}"
