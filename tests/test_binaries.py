"""Which binaries go into the built program: modules, and libraries that something needs."""

from installers.binaries import Entry, lost_extensions, without_orphans

MODULE = ("_pi_heif.cpython-313-x86_64-linux-gnu.so", "/venv/_pi_heif.so", "EXTENSION")
OF_PACKAGE = ("PIL/_imaging.cpython-313-x86_64-linux-gnu.so", "/venv/_imaging.so", "EXTENSION")
HEIF = ("pi_heif.libs/libheif-1.so.1", "/venv/libheif-1.so.1", "BINARY")
LINK = ("libheif-1.so.1", "pi_heif.libs/libheif-1.so.1", "SYMLINK")
GTK = ("libgtk-3.so.0", "/usr/lib/libgtk-3.so.0", "BINARY")
PYTHON = ("libpython3.13.so.1.0", "/usr/lib/libpython3.13.so.1.0", "BINARY")
LINKED = {"/venv/_pi_heif.so": ["libheif-1.so.1"], "/usr/lib/libgtk-3.so.0": ["libgdk-3.so.0"]}


def kept(*binaries: Entry) -> list[Entry]:
    return without_orphans(binaries, lambda path: LINKED.get(path, []))


def test_a_module_at_the_top_of_the_program_is_no_library_for_others() -> None:
    assert kept(MODULE, HEIF, LINK) == [MODULE, HEIF, LINK]


def test_a_library_that_only_left_out_files_were_linked_to_is_left_out() -> None:
    assert kept(OF_PACKAGE, GTK, HEIF) == [OF_PACKAGE]


def test_the_starter_finds_python_by_its_name() -> None:
    assert kept(PYTHON) == [PYTHON]


def test_a_module_that_was_found_and_not_taken_along_is_named() -> None:
    assert lost_extensions([MODULE, OF_PACKAGE, GTK], [OF_PACKAGE]) == [MODULE[0]]
    assert lost_extensions([OF_PACKAGE, GTK], [OF_PACKAGE]) == []
