"""`feeder schema`: the JSON Schema of config.toml."""

from __future__ import annotations

import click

from feeder.cli.options import print_json


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of config.toml, so that editors complete and check it.

    Save it beside config.toml and write `#:schema config.schema.json` on its first line.
    """
    from feeder.config.schema import ConfigFile

    print_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **ConfigFile.model_json_schema()})
