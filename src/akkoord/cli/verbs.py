"""The verbs and their options. Each hands its work to `project` and shows what came of it.

What a verb needs is imported when it runs: a build in which nothing changed must not wait
for libraries it does not use.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from akkoord.cli.declared_verbs import FILE_VERBS, PROJECT_VERBS
from akkoord.cli.declaring import declare
from akkoord.cli.general import General
from akkoord.cli.selecting import selecting
from akkoord.cli.starting import new_provider, new_region
from akkoord.cli.verifying import verify
from akkoord.cli.where_verb import where
from akkoord.cli.words import Program, Verb
from akkoord.project.selection import Selection

_EPILOG = "Algemene opties (--project, --json, --quiet, --verbose, --debug) mogen overal staan. Zonder opdracht: build."

app = typer.Typer(
    cls=Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog="Uitkomst: 0 goed, 1 bevindingen of verschillen, 2 verkeerd gebruik of niet te lezen, 3 fout in Akkoord.",
    subcommand_metavar="[OPDRACHT] [ARGUMENTEN]...",
    options_metavar="[OPTIES]",
)


Texts = list[str] | None


def _version(asked: bool) -> None:
    if asked:
        from akkoord import __version__

        typer.echo(f"akkoord {__version__}")
        raise typer.Exit


@app.callback()
def general(
    context: typer.Context,
    project: Annotated[Path, typer.Option(metavar="MAP", help="De map van het project.", show_default=False)] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Geef de uitkomst als JSON op stdout.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Zeg alleen wat fout is.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Toon iedere opmerking; anders worden het er veel, dan geteld per regel.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout in Akkoord ook waar.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Stel contractdocumenten samen uit een clausulebibliotheek, met bewijs.

    Zonder opdracht wordt alles gebouwd wat veranderd is: `python3 build.py`.
    De tests: `python3 build.py test`.
    """
    context.obj = General(project, as_json, quiet, verbose)


for _verb in PROJECT_VERBS:
    declare(app, _verb, _EPILOG)


@app.command(cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
def explain(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(metavar="PAKKET", help="De aanbieder, of regio/editie/aanbieder.")],
    article: Annotated[
        str,
        typer.Argument(
            metavar="[ARTIKEL]",
            help="Een nummer (`7`, `II`), naam (`afspraken`) of plaats (`7.2`, `7 lid 2 onder a`).",
            show_default=False,
        ),
    ] = "",
    document: Annotated[Texts, typer.Option(metavar="SOORT", help="Alleen dit document; herhaalbaar.")] = None,
) -> int:
    """Toon waar de tekst van een pakket vandaan komt: clausule, versie, bestand, regel, gegeven, commit."""
    from akkoord.cli.provenance import show_explanations
    from akkoord.project.explain import explain_pack

    options: General = context.obj
    found = explain_pack(options.project, pack, article, tuple(document or ()))
    show_explanations(found, as_data=options.as_json)
    return 0


app.command(cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")(where)


@app.command(cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
def lock(
    context: typer.Context,
    clauses: Annotated[
        Texts,
        typer.Argument(metavar="CLAUSULE", help="Alleen deze clausules, als `id` of `id@versie`.", show_default=False),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Kijk alleen of de teksten zijn zoals vastgelegd.")] = False,
) -> int:
    """Leg vastgestelde teksten vast: daarna is elke verandering een fout."""
    from akkoord.cli.housekeeping import show_locked, waiting
    from akkoord.project.locking import check_locked, lock_clauses

    options: General = context.obj
    locked = check_locked(options.project) if check else lock_clauses(options.project, clauses or (), waiting)
    show_locked(locked, options, checked=check)
    return locked.exit_code


@app.command("new-version", cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
def new_version(
    context: typer.Context,
    clause: Annotated[str, typer.Argument(metavar="CLAUSULE", help="De id van een clausule.")],
    major: Annotated[bool, typer.Option("--major", help="De betekenis verandert: 1.0 wordt 2.0.")] = False,
    minor: Annotated[
        bool, typer.Option("--minor", help="Er komt iets bij dat niemand verplicht: 1.0 wordt 1.1. Dit is gewoon.")
    ] = False,
    patch: Annotated[bool, typer.Option("--patch", help="Alleen andere woorden: 1.0 wordt 1.0.1.")] = False,
    edition: Annotated[
        str, typer.Option(metavar="EDITIE", help="De editie waarvoor; een concept noemt de versie daarna.")
    ] = "",
    valid_from: Annotated[
        str, typer.Option(metavar="JJJJ-MM-DD", help="De eerste dag; anders de datum van de editie.")
    ] = "",
) -> int:
    """Begin een nieuwe versie van een clausule, als concept, vanaf de huidige."""
    from akkoord.cli.housekeeping import chosen_step, first_day, show_new_version, waiting
    from akkoord.project.new_version import make_version

    options: General = context.obj
    step = chosen_step(major=major, minor=minor, patch=patch)
    day = first_day(valid_from, asked=not edition)
    made = make_version(options.project, clause, step, edition, day, waiting)
    show_new_version(made, options)
    return 0


app.command("new-provider", cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")(new_provider)
app.command("new-region", cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")(new_region)


@app.command(cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
@selecting()
def record(
    context: typer.Context,
    selection: Selection,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="PAKKET... STAAT [BESTAND]...",
            help="Pakketten: regio/editie/aanbieder, of het eind daarvan. Staat: concept, ready (gereed), sent "
            "(verzonden), returned (retour), verified (geverifieerd), in-force (van kracht), superseded (vervangen) "
            "of void (vervallen). Bestanden bij returned: wat terugkwam.",
        ),
    ],
    date: Annotated[str, typer.Option(metavar="JJJJ-MM-DD", help="De dag waarop het gebeurde.")],
    by: Annotated[str, typer.Option(metavar="NAAM", help="De persoon die dit vastlegt.")],
    every: Annotated[
        bool, typer.Option("--all", help="Van alle pakketten die de keuzes overlaten, in plaats van PAKKET.")
    ] = False,
    note: Annotated[str, typer.Option(metavar="TEKST", help="Een opmerking, op een regel.")] = "",
    checked: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BESTAND[=SOORT]",
            help="Een scan die deze persoon bladzijde voor bladzijde heeft vergeleken, en voor welk document hij staat "
            "als zijn naam dat niet zegt; herhaalbaar.",
        ),
    ] = None,
    despite: Annotated[
        str,
        typer.Option(
            metavar="REDEN", help="Bij verified: waarom deze persoon goed vindt wat `verify` niet in orde vindt."
        ),
    ] = "",
    number: Annotated[
        int, typer.Option(metavar="NUMMER", min=0, help="Het pakketnummer; anders het laatste waarvoor dit kan.")
    ] = 0,
) -> int:
    """Leg vast wat met pakketten gebeurde, van alle of van geen; wat verzonden is en terugkwam gaat in het archief."""
    from akkoord.cli.housekeeping import waiting
    from akkoord.cli.life_cycle import day_of, said_of_packs, scans_of, show_recorded
    from akkoord.project.recording import Recording
    from akkoord.project.recording import record as record_packs

    options: General = context.obj
    packs, state, files = said_of_packs(words, selection, every=every)
    chosen = selection if every else None
    paths = tuple(Path(file) for file in files)
    asked = Recording(
        options.project, packs, state, day_of(date), by, note, number, paths, scans_of(checked or ()), chosen,
        despite.strip(),
    )  # fmt: skip
    show_recorded(record_packs(asked, waiting), as_data=options.as_json, quiet=options.quiet)
    return 0


@app.command(cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
@selecting("Van de teksten voor alle partijen alleen deze; herhaalbaar.")
def status(
    context: typer.Context,
    selection: Selection,
    date: Annotated[
        str, typer.Option(metavar="JJJJ-MM-DD", help="De dag waarop te laat wordt beoordeeld; anders vandaag.")
    ] = "",
) -> int:
    """Toon waar elk pakket is: staat, sinds wanneer, op wie het wacht, wat te laat is, en wie nog niet tekende."""
    from akkoord.cli.life_cycle import day_of, show_status, today
    from akkoord.project.status import status_of

    options: General = context.obj
    found = status_of(options.project, selection, day_of(date) if date else today())
    show_status(found, options)
    return found.exit_code


@app.command("import-register", cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
def import_register_verb(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het register: een bestand .xlsx of .csv.")],
    region: Annotated[str, typer.Option(metavar="REGIO", help="Voor deze regio; nodig als er meer zijn.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Toon wat zou veranderen, en schrijf niets.")] = False,
) -> int:
    """Neem aanbieders en initiatieven over uit XLSX of CSV; alles of niets."""
    from akkoord.cli.register import show_import
    from akkoord.project.register import import_register

    options: General = context.obj
    done = import_register(options.project, file, region, dry_run=dry_run)
    show_import(done, options)
    return done.exit_code


@app.command("export-register", cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")
def export_register_verb(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[BESTAND]", help="Een bestand .xlsx of .csv; anders register-<regio>.xlsx."),
    ] = None,
    region: Annotated[str, typer.Option(metavar="REGIO", help="Van deze regio; nodig als er meer zijn.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Vervang het bestand als het er al is.")] = False,
) -> int:
    """Schrijf een register om in te vullen: aanbieders en initiatieven, als XLSX met keuzelijsten of als CSV."""
    from akkoord.cli.register import show_export
    from akkoord.project.register import export_register

    options: General = context.obj
    show_export(export_register(options.project, file, region, force=force), options)
    return 0


app.command(cls=Verb, epilog=_EPILOG, options_metavar="[OPTIES]")(verify)
for _verb in FILE_VERBS:
    declare(app, _verb, _EPILOG)
