"""Lets both starters of Windows import from one archive beside them; runs before all else.

A starter usually holds every module itself: two of them made each download 11 MB larger. How it
finds them is PyInstaller's own affair, so a new version of that may want this changed. Without it
no starter starts, which `installers/windows/try` tells.
"""

import sys

import pyimod01_archive  # both in the starter
import pyimod02_importers

archive = f"{sys._MEIPASS}/modules.pyz"  # noqa: SLF001  the documented name of where the program lies
pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(archive, check_pymagic=True)
sys.path_importer_cache.clear()  # what was asked before knows the starter's own, which is empty
