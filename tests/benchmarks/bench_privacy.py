"""Scanning 1,000 mixed files for private data: our time against the tools that only read them.

The peer reads the same files with pdftotext, unzip and ExifTool, and looks for nothing. Print in
pictures is not read by either. Called with a folder, it is the scan that is measured.
"""

import shutil
import sys
from contextlib import closing
from pathlib import Path

from comparing import ROOT, Row, print_table, python, scratch_folder, shell

PEER = """
find "$files" -name '*.pdf' -print0 | xargs -0 -I F pdftotext -q F - > "$out/pdf" || true
find "$files" \\( -name '*.docx' -o -name '*.xlsx' -o -name '*.pptx' \\) -print0 \\
  | xargs -0 -n 1 unzip -qq -p > "$out/zip" || true
exiftool -q -r "$files" > "$out/exif" || true
"""
ROUNDS = 25


def scan(folder: Path) -> None:
    """Scan every file of a folder."""
    from lssc_desktop.core.files.seen import SeenFile
    from lssc_desktop.core.job import ignore_progress
    from lssc_desktop.core.privacy.scan_order import ScanOrder
    from lssc_desktop.store.portfolio_scan import scan_files, scan_previewer

    files = [
        SeenFile(path.name, path.stat().st_size, path.name) for path in sorted(folder.iterdir())
    ]
    with closing(scan_previewer()) as previewer:
        order = ScanOrder(reads_print=False)
        scan_files(folder, files, order, previewer.find_private, ignore_progress)
    shutil.rmtree(folder / ".lssc", ignore_errors=True)  # what is remembered would be no scan


def main() -> None:
    """Write the files, measure, and print the table."""
    sys.path.insert(0, str(ROOT))
    from tests.privacy_corpus import write_corpus

    missing = [tool for tool in ("pdftotext", "unzip", "exiftool") if shutil.which(tool) is None]
    if missing:
        print(f"Not measured: {', '.join(missing)} is not installed.")
        return
    with scratch_folder() as scratch:
        files = scratch / "files"
        files.mkdir()
        write_corpus(files, ROUNDS, scans=0)
        count = sum(1 for _path in files.iterdir())

        def ours(_: Path) -> list[str]:
            return python(__file__, files)

        def peer(out: Path) -> list[str]:
            return shell(PEER, files=files, out=out)

        what = f"scan {count:,} files : pdftotext, unzip, exiftool"
        print_table((Row(what, ours, peer, 1.5, rounds=3),), scratch)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        scan(Path(sys.argv[1]))
    else:
        main()
