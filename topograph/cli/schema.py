"""`topograph schema`: the contract of snapshot files."""

import click

from topograph.cli.options import remarks
from topograph.cli.output import write_output

__all__ = ["schema"]


@click.command()
@remarks
def schema() -> None:
    """Print the JSON Schema (2020-12) of snapshot files."""
    import json  # noqa: PLC0415

    from topograph.snapshot import schema as snapshot_schema  # noqa: PLC0415

    write_output("-", (json.dumps(snapshot_schema(), indent=1) + "\n").encode())
