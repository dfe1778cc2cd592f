"""What lies in a folder, but for what the program keeps for itself in `.lssc`."""

from pathlib import Path

OWN = ".lssc"


def tree(root: Path) -> dict[str, bytes]:
    """Return each file of a folder with its bytes, and each folder; nothing of `.lssc`."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in root.rglob("*")
        if OWN not in path.relative_to(root).parts
    }
