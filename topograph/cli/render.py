"""`topograph render`: pictures, reports and graphs, several of one snapshot at once."""

import os
import sys
from typing import TYPE_CHECKING

import click

from topograph.cli.messages import tell_gaps
from topograph.cli.options import FILE, remarks, source_argument
from topograph.cli.output import write_outputs

if TYPE_CHECKING:
    from topograph.render import Options

__all__ = ["DENSITIES", "LAYOUTS", "THEMES", "render"]

# As in topograph.render.options, which is too heavy to import for --help.
LAYOUTS = ("panel", "dot", "neato", "sfdp", "fdp", "circo", "twopi", "osage")
THEMES = ("auto", "light", "dark")
DENSITIES = ("auto", "full", "rows", "folded")


@click.command()
@source_argument
@click.option(
    "-o",
    "--output",
    "targets",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="Where to; the format follows from the suffix. May be given several times.",
)
@click.option(
    "-f",
    "--format",
    "format_name",
    metavar="FORMAT",
    help="The format of stdout, or of the one FILE whatever its suffix.",
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default="panel",
    show_default=True,
    help="Who places things in an SVG, PNG or PDF: topograph, or a program of Graphviz.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="GLOB",
    help="Draw only what bears such a name, and what it hangs on. May be repeated.",
)
@click.option(
    "--hide",
    multiple=True,
    metavar="KIND",
    help="Leave out links of a kind (veth, loopback ...) or nodes of a type. May be repeated.",
)
@click.option(
    "--around",
    multiple=True,
    metavar="NAME[:HOPS]",
    help="Draw only what is within HOPS cables (2) of a container, network, namespace or link, "
    "by name, address or MAC. May be repeated.",
)
@click.option(
    "--density",
    type=click.Choice(DENSITIES),
    default="auto",
    show_default=True,
    help="Full cards, rows of one line, or folded: siblings as one with their number.",
)
@click.option("--theme", type=click.Choice(THEMES), default="auto", show_default=True)
@remarks
def render(  # noqa: PLR0913, PLR0917 (one argument per option)
    source: str,
    targets: tuple[str, ...],
    format_name: str | None,
    layout: str,
    only: tuple[str, ...],
    hide: tuple[str, ...],
    around: tuple[str, ...],
    density: str,
    theme: str,
) -> None:
    """Write pictures, reports and graphs.

    SOURCE is this host if left out; otherwise a snapshot, a report or a recording, or - for
    stdin.
    It is read once, however many outputs there are, and nothing is written unless every
    output could be made.

    \b
    topograph render -o host.svg -o host.html
    topograph render host.json.zst -o host.png --theme dark
    """  # noqa: D301 (click wants a real backspace)
    from topograph.render import Options  # noqa: PLC0415

    formats = _formats_by_target(targets, format_name)
    options = Options(
        layout=layout, theme=theme, density=density, only=only, hide=hide, around=around
    )
    _render(source, formats, options)


def _render(source: str, formats: dict[str, str], options: "Options") -> None:
    from topograph.render import Subject  # noqa: PLC0415
    from topograph.render import render as render_format  # noqa: PLC0415
    from topograph.sources import open_source  # noqa: PLC0415

    snapshot = open_source(source)
    subject = Subject(snapshot, options)
    outputs = {target: render_format(subject, name) for target, name in formats.items()}
    write_outputs(outputs)
    tell_gaps(snapshot)


def _formats_by_target(targets: tuple[str, ...], format_name: str | None) -> dict[str, str]:
    """Return the format of each target, in the order given.

    -f is for stdout where that is a target, else for the only file. Before anything is
    collected, all that is wrong with the outputs is told.
    """
    from topograph.render.formats import find_format, format_of  # noqa: PLC0415

    if format_name is not None:
        find_format(format_name)
    if not targets:
        if format_name is None:
            raise click.UsageError("nothing to write: name a file with -o, or a format with -f")
        targets = ("-",)
    _refuse_twins(targets)
    files = [target for target in targets if target != "-"]
    if format_name is None and len(files) < len(targets):
        raise click.UsageError("stdout has no suffix: name its format with -f")
    if format_name is not None and len(files) == len(targets) > 1:
        raise click.UsageError("-f names the format of one output: with several, leave it out")
    own = {} if format_name is None else {"-" if "-" in targets else files[0]: format_name}
    formats = {target: own.get(target) or format_of(target) for target in targets}
    if "-" in formats and not find_format(formats["-"]).is_text and _is_terminal():
        raise click.UsageError(
            f"stdout is a terminal, which cannot show {formats['-']}: name a file with -o"
        )
    return formats


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _refuse_twins(targets: tuple[str, ...]) -> None:
    seen = set()
    for target in targets:
        place = target if target == "-" else os.path.realpath(target)
        if place in seen:
            raise click.UsageError(f"two outputs to one target: {target}")
        seen.add(place)
