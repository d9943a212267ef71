"""The verbs `new-provider` and `new-region`."""

from __future__ import annotations

from typing import Annotated

import typer

from akkoord.cli.general import General


def new_provider(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="De id van de aanbieder; ook de naam van het bestand.")],
    region: Annotated[str, typer.Option(metavar="REGIO", help="De regio; niet nodig als er een is.")] = "",
    legal_name: Annotated[str, typer.Option("--name", metavar="NAAM", help="De statutaire naam.")] = "",
    lots: Annotated[
        list[int] | None, typer.Option("--lot", metavar="NUMMER", help="Een gegund perceel; herhaalbaar.")
    ] = None,
) -> int:
    """Begin een aanbieder: een bestand met uitleg, waarin open staat wat nog moet worden ingevuld."""
    from akkoord.cli.housekeeping import show_started, waiting
    from akkoord.project.starting import start_provider

    options: General = context.obj
    show_started(start_provider(options.project, name, region, legal_name, lots or (), waiting), options)
    return 0


def new_region(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="De id van de regio; ook de naam van haar map.")],
    start: Annotated[str, typer.Option(metavar="JJJJ-MM-DD", help="De eerste dag van de looptijd en van de editie.")],
    title: Annotated[str, typer.Option("--name", metavar="NAAM", help="De naam van de regio.")] = "",
) -> int:
    """Begin een regio: profiel, pakket, een overeenkomst met clausules, een editie en een aanbieder, met uitleg."""
    from akkoord.cli.housekeeping import required_day, show_started, waiting
    from akkoord.project.starting import start_region

    options: General = context.obj
    day = required_day(start)
    show_started(start_region(options.project, name, title, day, waiting), options)
    return 0
