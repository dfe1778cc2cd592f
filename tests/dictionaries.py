"""A dictionary of a few words in the form of hunspell, for tests that need no installed one."""

from pathlib import Path

_AFFIXES = """TRY esianrtolcdugmphbyfvkwzESIANRTOLCDUGMPHBYFVKWZ'
WORDCHARS '
"""


def write_dictionary(path: Path, *words: str, encoding: str = "UTF-8") -> Path:
    """Write the two files of a dictionary, and return what they have in common."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name(f"{path.name}.aff").write_text(f"SET {encoding}\n{_AFFIXES}", encoding)
    listed = "\n".join((str(len(words)), *words, ""))
    path.with_name(f"{path.name}.dic").write_text(listed, encoding)
    return path
