"""What the benches share: the project's own documents, assembled, and the workshop that writes them."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from akkoord.project import shipped
from akkoord.project.opening import open_project
from akkoord.project.plan import PlannedPack, make_plan
from akkoord.project.selection import Selection
from akkoord.project.workshop import Job, Workshop
from akkoord.tree import Document

KIND = "convenant"


def workshop() -> Workshop:
    """The workshop of the project, nothing opened yet."""
    templates = ROOT / "templates"
    return Workshop(
        fonts=shipped.folder("templates") / "fonts",
        logo=(templates / "logo.png").read_bytes(),
        logo_file="templates/logo.png",
        template=(templates / "huisstijl.docx").read_bytes(),
        template_file="templates/huisstijl.docx",
    )


def provider_packs() -> list[PlannedPack]:
    """The packs of the providers that get the document, assembled."""
    plan = make_plan(open_project(ROOT), Selection())
    return [pack for pack in plan.packs() if pack.provider and document_of(pack) is not None]


def document_of(pack: PlannedPack) -> Document | None:
    """The document of a pack, None when the provider does not get it."""
    return next((d.document for d in pack.documents if d.kind == KIND), None)


def job_of(pack: PlannedPack) -> Job:
    """The task of writing that document."""
    document = document_of(pack)
    assert document is not None
    return Job(pack.path, KIND, document, {"pakket": pack.path})
