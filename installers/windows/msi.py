"""The package for Windows Installer: the built program for everybody who uses a computer.

`python -m installers.windows.msi PROGRAM VERSION ICON MSI` has wixl (msitools) make it. The same
program and version give the same file, byte for byte: identifiers come from names, times from
SOURCE_DATE_EPOCH.
"""

import os
import re
import struct
import subprocess
import sys
import uuid
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

NAME = "LSSC Desktop"
PUBLISHER = "LSSC Desktop contributors"
STARTER = f"{NAME}.exe"
PORTABLE = "portable.txt"  # lies beside the portable program only

# Never to be changed: by it Windows Installer knows a newer version as one of the same program.
UPGRADES = uuid.UUID("5b0a6f0e-6f0c-4f43-9a53-2c7f7b0e3f5d")

# Qt needs Windows 10; any newer Windows calls itself this too before an installer.
OLDEST = "VersionNT64 AND VersionNT >= 603"

# What a person sees as "Open with" on a .zip or a .json; nothing is taken over from other programs.
CLASSES = r"Software\Classes"
OPENED = (
    (".zip", "LsscDesktop.Package", "Certification portfolio package"),
    (".json", "LsscDesktop.Review", "Review of a certification portfolio"),
)


def guid(*words: str) -> str:
    """The identifier of a part of the program, as Windows Installer writes one."""
    return str(uuid.uuid5(UPGRADES, "\n".join(words))).upper()


def product_code(version: str) -> str:
    """The identifier of one version, by which it is repaired, removed and known to winget."""
    return guid("product", version)


def identifier(path: PurePosixPath) -> str:
    """A name for a file or folder inside the MSI, where few letters are allowed."""
    return f"_{uuid.uuid5(UPGRADES, str(path)).hex}"


def source(program: Path, version: str, icon: Path) -> ET.Element:
    """The MSI in the language of WiX: every file of a built program, one component each."""
    files = sorted(
        PurePosixPath(path.relative_to(program).as_posix())
        for path in program.rglob("*")
        if path.is_file() and path.name != PORTABLE
    )
    root = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = ET.SubElement(
        root,
        "Product",
        {
            "Id": product_code(version),
            "Name": NAME,
            "Manufacturer": PUBLISHER,
            "Language": "1033",
            "Version": version,
            "UpgradeCode": str(UPGRADES).upper(),
        },
    )
    ET.SubElement(
        product,
        "Package",
        {
            "Id": guid("package", version),
            "InstallerVersion": "500",
            "Compressed": "yes",
            "InstallScope": "perMachine",
            "Comments": f"{NAME} {version}",
            "Manufacturer": PUBLISHER,
        },
    )
    ET.SubElement(
        product,
        "MajorUpgrade",
        {"DowngradeErrorMessage": f"A newer version of {NAME} is installed already."},
    )
    ET.SubElement(
        product, "Condition", {"Message": f"{NAME} needs Windows 10 or newer, 64 bits."}
    ).text = OLDEST
    ET.SubElement(product, "MediaTemplate", {"EmbedCab": "yes"})
    ET.SubElement(product, "Icon", {"Id": "icon.ico", "SourceFile": str(icon)})
    for key, value in (("ARPPRODUCTICON", "icon.ico"), ("ARPNOMODIFY", "1")):
        ET.SubElement(product, "Property", {"Id": key, "Value": value})
    _lay_out(product, program, files)
    feature = ET.SubElement(product, "Feature", {"Id": "Program", "Level": "1"})
    for path in files:
        ET.SubElement(feature, "ComponentRef", {"Id": f"C{identifier(path)}"})
    return root


def _lay_out(product: ET.Element, program: Path, files: list[PurePosixPath]) -> None:
    """Write the tree of folders with the files in it, and what belongs to the starter."""
    target = ET.SubElement(product, "Directory", {"Id": "TARGETDIR", "Name": "SourceDir"})
    programs = ET.SubElement(target, "Directory", {"Id": "ProgramFiles64Folder"})
    ET.SubElement(target, "Directory", {"Id": "ProgramMenuFolder"})
    folders = {
        PurePosixPath(): ET.SubElement(programs, "Directory", {"Id": "INSTALLDIR", "Name": NAME})
    }

    def folder(path: PurePosixPath) -> ET.Element:
        if path not in folders:
            named = {"Id": f"D{identifier(path)}", "Name": path.name}
            folders[path] = ET.SubElement(folder(path.parent), "Directory", named)
        return folders[path]

    for path in files:
        name = identifier(path)
        component = ET.SubElement(
            folder(path.parent),
            "Component",
            {"Id": f"C{name}", "Guid": guid("file", str(path)), "Win64": "yes"},
        )
        ET.SubElement(
            component,
            "File",
            {"Id": f"F{name}", "Name": path.name, "KeyPath": "yes", "Source": str(program / path)},
        )
        if str(path) == STARTER:
            ET.SubElement(
                component,
                "Shortcut",
                {
                    "Id": "Start",
                    "Directory": "ProgramMenuFolder",
                    "Name": NAME,
                    "Target": f"[INSTALLDIR]{STARTER}",
                },
            )
            for entry in _registry(f"[#F{name}]"):
                ET.SubElement(component, "RegistryValue", entry)


def _registry(starter: str) -> list[dict[str, str]]:
    """What the registry says of the kinds of file that the program opens."""
    entries = []
    for suffix, kind, words in OPENED:
        entries += [
            (f"{CLASSES}\\{kind}", "", words),
            (f"{CLASSES}\\{kind}\\DefaultIcon", "", f"{starter},0"),
            (f"{CLASSES}\\{kind}\\shell\\open\\command", "", f'"{starter}" "%1"'),
            (f"{CLASSES}\\{suffix}\\OpenWithProgids", kind, ""),
        ]
    return [
        {"Root": "HKLM", "Key": key, "Value": value, "Type": "string"}
        | ({"Name": name} if name else {})
        for key, name, value in entries
    ]


def repeatable(msi: bytes, version: str, seconds: int) -> bytes:
    """Return an MSI with its own package code and time in place of a chance one and of today's.

    wixl has no option for either. They follow each other in the summary: the code as text, then two
    times (when it was made, when it was last saved) of the type VT_FILETIME, which is 64.
    """
    found = list(re.finditer(rb"\{[0-9A-F-]{36}\}\0\0(@\0\0\0.{8}){2}", msi, re.DOTALL))
    if len(found) != 1:
        raise ValueError(len(found))
    start, end = found[0].span()
    since_1601 = (seconds + 11_644_473_600) * 10_000_000
    code = f"{{{guid('package', version)}}}".encode()
    return msi[:start] + code + b"\0\0" + struct.pack("<IQ", 64, since_1601) * 2 + msi[end:]


def main(program: str, version: str, icon: str, target: str) -> None:
    """Make the MSI."""
    root = source(Path(program).resolve(), version, Path(icon).resolve())
    msi = Path(target)
    recipe = msi.with_suffix(".wxs")
    recipe.write_bytes(ET.tostring(root, encoding="utf-8"))
    try:
        words = ["wixl", "--arch", "x64", "--output", str(msi), str(recipe)]
        subprocess.run(words, check=True)
    finally:
        recipe.unlink()
    made = repeatable(msi.read_bytes(), version, int(os.environ["SOURCE_DATE_EPOCH"]))
    msi.write_bytes(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
