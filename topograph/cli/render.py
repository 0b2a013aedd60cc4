"""`topograph render`: pictures, reports and graphs, several of one snapshot at once."""

from typing import TYPE_CHECKING

import click

from topograph.cli.messages import tell_gaps
from topograph.cli.options import (
    density_option,
    remarks,
    source_argument,
    targets_option,
    theme_option,
)
from topograph.cli.output import write_outputs
from topograph.cli.targets import formats_by_target

if TYPE_CHECKING:
    from topograph.render import Options

__all__ = ["LAYOUTS", "render"]

# As in topograph.render.options, which is too heavy to import for --help.
LAYOUTS = ("panel", "dot", "neato", "sfdp", "fdp", "circo", "twopi", "osage")


@click.command()
@source_argument
@targets_option
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
@density_option
@theme_option
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

    SOURCE is this host if left out; otherwise a snapshot, a report or a recording, what
    commands printed on a host without topograph (a file, a folder, an archive: a capture, a
    sosreport), or - for stdin.
    It is read once, however many outputs there are, and nothing is written unless every
    output could be made.

    \b
    topograph render -o host.svg -o host.html
    topograph render host.json.zst -o host.png --theme dark
    """  # noqa: D301 (click wants a real backspace)
    from topograph.render import FORMATS, Options  # noqa: PLC0415

    formats = formats_by_target(targets, format_name, FORMATS)
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
