"""An addendum to a text that everybody signed on one file: the pack of the region tells what was signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from support.workspace import edit
from unit.project.test_signed_bases import ADDENDUM, CONTRACTS, built, project, sign, write, written

__all__ = ["project", "sign", "written"]
KIND = "addendum-convenant"


def single_file(project: Path) -> None:
    """All parties sign the covenant and its addendum on one file; the pack of the region has both."""
    edit(project / CONTRACTS / "region.yaml", "{municipalities: afz", "{multilateral: single-file, municipalities: afz")
    spec = ADDENDUM.replace("overeenkomst", "convenant").replace("bilateral", "multilateral")
    organisation = "organisation: ondertekening, organisation_role: uitvoeringsorganisatie}"
    spec = spec.replace("municipality: ondertekening}", f"municipality: ondertekening, {organisation}")
    write(project, f"{CONTRACTS}/documents/{KIND}.yaml", spec)
    pack = project / CONTRACTS / "pack.yaml"
    edit(
        pack,
        "  - document: convenant\n",
        f"  - document: convenant\n  - {{document: {KIND}, in_signature_pack: false}}\n",
    )
    edit(pack, "documents: [convenant]", f"documents: [convenant, {KIND}]")
    for edition in ("2023", "2024"):
        edit(
            project / f"clauses/editions/{edition}.yaml", 'convenant: "1.0"', f'convenant: "1.0", {KIND}: "{edition}.0"'
        )


def addendum(project: Path, pack: str) -> dict[str, object]:
    manifest = json.loads((project / f"output/voorbeeld/2024/{pack}/manifest.json").read_bytes())
    return next(row for row in manifest["documents"] if row["kind"] == KIND)


def test_the_pack_of_a_provider_is_no_signature_under_the_text_of_all(
    project: Path, sign: Callable[[str, str], None]
) -> None:
    single_file(project)
    assert built(project, "2023", providers=("twee", "regio")).exit_code == 0
    sign("2023", "twee")
    assert built(project, "2024", providers=("twee", "regio")).exit_code == 0
    assert not addendum(project, "regio")["present"]  # nobody signed the covenant yet

    sign("2023", "regio")
    assert built(project, "2024", providers=("twee", "regio")).exit_code == 0
    made, copy = addendum(project, "regio"), addendum(project, "twee")
    assert made["amends"]["pack"] == "voorbeeld/2023/regio"
    assert made["body_sha256"] == copy["body_sha256"]
    assert [s["field"] for s in made["signers"]] == [f"{KIND}-twee-1", f"{KIND}-gemeente-0001-1", f"{KIND}-dienst-1"]
    assert not copy.get("signers")
