"""Which file of a project is what."""

from __future__ import annotations

from akkoord.diagnostics import Severity
from akkoord.project.layout import RegionFiles, layout_of

PATHS = (
    "@program/x.py",
    "@templates/fonts/A.ttf",
    "@templates/fonts/OFL.txt",
    "@templates/huisstijl.docx",
    "clauses/afspraken/duur/1.0.md",
    "clauses/editions/2023.yaml",
    "contracts/r/documents/convenant.yaml",
    "contracts/r/pack.yaml",
    "contracts/r/providers/een.yaml",
    "contracts/r/region.yaml",
)


def test_every_file_is_what_its_place_says() -> None:
    layout = layout_of(PATHS)
    assert layout.clauses == ("clauses/afspraken/duur/1.0.md",)
    assert layout.editions == ("clauses/editions/2023.yaml",)
    assert layout.regions == {
        "r": RegionFiles(
            "contracts/r/region.yaml",
            "",
            "contracts/r/pack.yaml",
            {"een": "contracts/r/providers/een.yaml"},
            {"convenant": "contracts/r/documents/convenant.yaml"},
        )
    }
    assert layout.fonts == ("@templates/fonts/A.ttf",)
    assert (layout.template, layout.logo, layout.unused) == ("@templates/huisstijl.docx", "", ())


def test_a_house_style_of_the_project_goes_before_ours() -> None:
    layout = layout_of([*PATHS, "templates/huisstijl.docx", "templates/logo.png", "@templates/logo.png"])
    assert (layout.template, layout.logo) == ("templates/huisstijl.docx", "templates/logo.png")


def test_what_nothing_reads_is_told() -> None:
    stray = ("clauses/los.md", "clauses/editions/diep/1.0.md", "contracts/r/regio.yaml", "contracts/r/providers/x.yml")
    layout = layout_of([*PATHS, *stray, "contracts/r/README.md"])
    assert layout.unused == tuple(sorted(stray))
    assert {d.code for d in layout.unused_findings()} == {"SRC006"}


def test_a_house_style_that_is_not_of_the_project_is_told() -> None:
    logo, own = "@templates/logo.png", ("templates/huisstijl.docx", "templates/logo.png")
    assert layout_of([*PATHS, logo, *own]).shipped_findings() == ()
    assert layout_of([*PATHS, own[0]]).shipped_findings() == ()  # a logo may be nowhere
    (both,) = layout_of([*PATHS, logo]).shipped_findings()
    assert (both.code, both.severity) == ("SRC012", Severity.NOTE)
    assert both.message == (
        "`templates/huisstijl.docx` en `templates/logo.png` staan niet in dit project: "
        "documenten krijgen wat met Akkoord meekomt"
    )
    (one,) = layout_of([*PATHS, logo, own[0]]).shipped_findings()
    assert one.message.startswith("`templates/logo.png` staat niet in dit project")
