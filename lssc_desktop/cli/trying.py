"""Hidden words that try what ships on the computer it runs on; see installers/test-built."""

from collections.abc import Iterator
from pathlib import Path

from lssc_desktop.cli.terminal import complain, say
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.messages.message import message_for


def try_previews(files: list[Path]) -> int:
    """Print how many pages the process that looks into files sees in each of these.

    Returns 2 when one of them has no preview, after its sentence.
    """
    from lssc_desktop.documents.previews import Previewer, Source

    previewer = Previewer()
    try:
        for file in files:
            say(str(previewer.look(Source(file.name, str(file), file), ignore_progress).total))
    except LsscError as error:
        complain(message_for(error).text)
        return 2
    finally:
        previewer.close()
    return 0


def try_parts(folder: Path) -> int:
    """Print what the parts do that no command reaches: spelling, the trash, the keyring.

    Something is written into `folder`, moved to the trash, kept in the keyring and removed from it.
    """
    try:
        for line in _parts(folder):
            say(line)
    except LsscError as error:
        complain(message_for(error).text)
        return 2
    return 0


def _parts(folder: Path) -> Iterator[str]:
    from lssc_desktop.disk import secrets
    from lssc_desktop.disk.disk import is_there
    from lssc_desktop.disk.files import to_trash
    from lssc_desktop.documents.spelling import checker as spelling

    for dictionary in spelling.find_dictionaries(()):
        checker = spelling.OwnChecker(dictionary.path)
        try:
            unknown = checker.unknown_words(frozenset(("color", "colour")), ignore_progress)
            suggested = checker.suggestions("libary", ignore_progress)
            yield f"{dictionary.name}: {', '.join((*unknown, *suggested[:1]))}"
        finally:
            checker.close()

    file = folder / "for the trash.txt"
    file.write_text("24 children came.\n", "utf-8")
    to_trash(file)
    yield f"in the trash: {'no' if is_there(file) else 'yes'}"

    if not secrets.is_keyring_safe():
        yield "no keyring"
        return
    secrets.remember("https://example.org/", "try", "a secret")
    kept = secrets.recall("https://example.org/", "try")
    secrets.forget("https://example.org/", "try")
    after = secrets.recall("https://example.org/", "try")
    yield f"kept in the keyring: {'yes' if kept == 'a secret' and after is None else 'no'}"
