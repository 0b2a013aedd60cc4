"""`topograph capture-script`: the script for hosts where topograph is not installed."""

import click

from topograph.cli.options import FILE, remarks
from topograph.cli.output import write_output

__all__ = ["capture_script"]


@click.command("capture-script")
@click.option(
    "-o",
    "--output",
    "target",
    type=FILE,
    default="-",
    metavar="FILE",
    help="Where to; stdout if left out.",
)
@remarks
def capture_script(target: str) -> None:
    """Print a POSIX sh script for hosts where topograph is not installed.

    It writes down what it reads there into one tar, to be used as a SOURCE here. It changes
    nothing on that host, and says what it does at its top.
    """
    from topograph.sources.bundle.script import capture_script as script  # noqa: PLC0415

    write_output(target, script())
