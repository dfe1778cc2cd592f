"""The PDF with all the evidence, which lies beside its package and is no part of it."""

import os
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.names import following
from lssc_desktop.package.build import Built
from lssc_desktop.package.target import SUFFIX
from lssc_desktop.package.with_evidence import WithEvidence, write_with_evidence
from lssc_desktop.store.inside import require_own_folder
from lssc_desktop.store.pdf import identifier_of

EVIDENCE_SUFFIX = "-with-evidence.pdf"


@dataclass(frozen=True, slots=True)
class EvidencePdf:
    """Where the PDF lies, and what is in it and is not."""

    path: Path
    made: WithEvidence


def write_evidence_pdf(root: Path, built: Built, reporter: Reporter) -> EvidencePdf:
    """Write everything in one PDF beside a package that was built of a portfolio folder.

    Nothing is replaced but an earlier one of the same package: beside anything else the name is
    numbered. Raises what `write_with_evidence` raises.
    """
    require_own_folder(built.path)
    stem = built.path.name.removesuffix(SUFFIX).removesuffix(".zip")
    package_id = built.written.package_id
    target = built.path.with_name(stem + EVIDENCE_SUFFIX)
    while os.path.lexists(target) and (target.is_symlink() or identifier_of(target) != package_id):
        target = target.with_name(following(target.name))
    sources = {packaged: root / path for path, packaged in built.payload.evidence.items()}
    made = write_with_evidence(
        target, built.pdf, built.book, sources, reporter, identifier=package_id
    )
    return EvidencePdf(target, made)
