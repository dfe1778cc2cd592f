"""What the system's other programs do for us: open a file, show it in its folder."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lssc_desktop.store.trusted_programs import windows_program


class Desktop(QObject):
    """Hands files to the system. A test passes one that only remembers."""

    refused = Signal(object)
    """The path of a file that no program of this computer opened."""

    def open_file(self, path: Path) -> None:
        """Open a file with the program that this computer has for it."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.refused.emit(path)

    def open_address(self, address: str) -> None:
        """Open a web page in the person's browser; anything but a web page is refused."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        url = QUrl(address)
        if url.scheme() not in {"https", "http"} or not QDesktopServices.openUrl(url):
            self.refused.emit(Path(address))

    def show_in_folder(self, path: Path) -> None:
        """Show a file in the file manager, chosen where the system can do that."""
        from PySide6.QtCore import QDir, QProcess  # slow to import, and seldom needed

        if sys.platform == "win32":
            explorer = str(windows_program("explorer.exe"))
            QProcess.startDetached(explorer, ["/select,", QDir.toNativeSeparators(str(path))])
        elif sys.platform == "darwin":
            QProcess.startDetached("/usr/bin/open", ["-R", str(path)])
        else:
            self.open_file(path.parent)
