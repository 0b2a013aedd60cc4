"""What several commands have in common: SOURCE, -o, --density, --theme, -q and -v."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from topograph.cli.messages import be_quiet, be_verbose

__all__ = [
    "DENSITIES",
    "FILE",
    "THEMES",
    "density_option",
    "remarks",
    "source_argument",
    "targets_option",
    "theme_option",
]

Command = TypeVar("Command", bound=Callable[..., Any])

# Only so that a shell completes file names: what is wrong with a file, its reader says.
FILE = click.Path(readable=False, allow_dash=True)

targets_option = click.option(
    "-o",
    "--output",
    "targets",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="Where to; the format follows from the suffix. May be given several times.",
)

# As in topograph.render.options, which is too heavy to import for --help.
THEMES = ("auto", "light", "dark")
DENSITIES = ("auto", "full", "rows", "folded")

theme_option = click.option(
    "--theme", type=click.Choice(THEMES), default="auto", show_default=True
)
density_option = click.option(
    "--density",
    type=click.Choice(DENSITIES),
    default="auto",
    show_default=True,
    help="Full cards, rows of one line, or folded: siblings as one with their number.",
)

source_argument = click.argument("source", default="", type=FILE, metavar="[SOURCE]")


def remarks(command: Command) -> Command:
    """Add -q and -v; both work before and after the name of the command."""
    for flags, callback, text in (
        (("-v", "--verbose"), be_verbose, "Log what is done, and show the traceback of an error."),
        (("-q", "--quiet"), be_quiet, "Say nothing of gaps; errors are still shown."),
    ):
        option = click.option(
            *flags, is_flag=True, expose_value=False, callback=callback, help=text
        )
        command = option(command)
    return command
