from lssc_desktop.core.files.names import EXTENSIONS, FileKind
from lssc_desktop.ui.preview.pictures import KIND_ICONS


def test_every_kind_of_file_has_its_icon_and_its_extensions() -> None:
    assert set(KIND_ICONS) == set(FileKind)
    assert set(EXTENSIONS) == set(FileKind) - {FileKind.OTHER}
