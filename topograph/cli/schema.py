"""`topograph schema`: the contracts of snapshot files, and of a diff in JSON."""

import click

from topograph.cli.options import remarks
from topograph.cli.output import write_output

__all__ = ["schema"]


@click.command()
@click.argument("what", type=click.Choice(["snapshot", "diff"]), default="snapshot")
@remarks
def schema(what: str) -> None:
    """Print the JSON Schema (2020-12) of snapshot files, or of a diff in JSON."""
    import json  # noqa: PLC0415

    if what == "diff":
        from topograph.diff.schema import schema as found  # noqa: PLC0415
    else:
        from topograph.snapshot import schema as found  # noqa: PLC0415

    write_output("-", (json.dumps(found(), indent=1) + "\n").encode())
