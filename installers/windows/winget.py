"""The manifests by which winget finds the setup and the MSI of a release.

`python -m installers.windows.winget VERSION FOLDER ADDRESS` reads both files in FOLDER, writes the
manifests to FOLDER/winget, and names ADDRESS as the web folder from where they are downloaded. The
sums are those of the files as they lie there: write the manifests again after signing.
"""

import hashlib
import json
import sys
from pathlib import Path

from installers.windows.msi import NAME, PUBLISHER, UPGRADES, product_code

IDENTIFIER = "LSSCDesktop.LSSCDesktop"
SCHEMA = "1.10.0"
LANGUAGE = "en-US"
OLDEST = "10.0.17763.0"  # Windows 10 of October 2018, the oldest that Qt 6.12 runs on
SUMMARY = (
    "Guides a library worker from an empty folder to a checked, packaged certification portfolio, "
    "offline."
)


def manifests(version: str, folder: Path, address: str) -> dict[str, dict[str, object]]:
    """The three manifests, by the names that winget's collection gives them."""
    named = {"PackageIdentifier": IDENTIFIER, "PackageVersion": version}

    def manifest(kind: str, **facts: object) -> dict[str, object]:
        return {**named, **facts, "ManifestType": kind, "ManifestVersion": SCHEMA}

    def installer(ending: str, **facts: object) -> dict[str, object]:
        file = folder / f"lssc-desktop-{version}-windows{ending}"
        return {
            "Architecture": "x64",
            **facts,
            "InstallerUrl": f"{address.rstrip('/')}/{file.name}",
            "InstallerSha256": hashlib.sha256(file.read_bytes()).hexdigest().upper(),
        }

    code = f"{{{product_code(version)}}}"
    return {
        f"{IDENTIFIER}.yaml": manifest("version", DefaultLocale=LANGUAGE),
        f"{IDENTIFIER}.locale.{LANGUAGE}.yaml": manifest(
            "defaultLocale",
            PackageLocale=LANGUAGE,
            Publisher=PUBLISHER,
            PackageName=NAME,
            License="MIT",
            ShortDescription=SUMMARY,
        ),
        f"{IDENTIFIER}.installer.yaml": manifest(
            "installer",
            Platform=["Windows.Desktop"],
            MinimumOSVersion=OLDEST,
            UpgradeBehavior="install",
            Installers=[
                # The product code of a setup is its key in the list of installed programs.
                installer(
                    "-setup.exe",
                    InstallerType="nullsoft",
                    Scope="user",
                    ProductCode=NAME,
                    ExpectedReturnCodes=[
                        {"InstallerReturnCode": 2, "ReturnResponse": "packageInUse"}
                    ],
                ),
                installer(
                    ".msi",
                    InstallerType="msi",
                    Scope="machine",
                    ProductCode=code,
                    AppsAndFeaturesEntries=[{"UpgradeCode": f"{{{str(UPGRADES).upper()}}}"}],
                ),
            ],
        ),
    }


def written(manifest: dict[str, object]) -> str:
    """A manifest as YAML, each value in JSON's form, which every reader of YAML reads."""
    kind = str(manifest["ManifestType"])
    lines = [
        f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{SCHEMA}.schema.json"
    ]
    for key, value in manifest.items():
        if isinstance(value, list) and isinstance(value[0], dict):
            lines.append(f"{key}:")
            for entry in value:
                facts = [f"{name}: {json.dumps(fact)}" for name, fact in entry.items()]
                lines += [f"- {facts[0]}", *(f"  {fact}" for fact in facts[1:])]
        else:
            lines.append(f"{key}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


def main(version: str, folder: str, address: str) -> None:
    """Write the manifests."""
    target = Path(folder) / "winget"
    target.mkdir(exist_ok=True)
    for name, manifest in manifests(version, Path(folder), address).items():
        (target / name).write_text(written(manifest), "utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
