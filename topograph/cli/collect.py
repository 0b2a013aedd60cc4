"""`topograph collect`: write a snapshot."""

from os.path import realpath

import click

from topograph.cli.messages import tell_gaps
from topograph.cli.options import FILE, remarks, source_argument
from topograph.cli.output import TROUBLE, write_output

__all__ = ["collect"]

# As in topograph.render.formats, but for the graph, whose suffix is that of a snapshot.
PICTURES = (
    *(".svg", ".png", ".pdf", ".html", ".htm", ".dot", ".gv", ".txt", ".md", ".markdown"),
    *(".mmd", ".mermaid", ".drawio"),
)


@click.command()
@source_argument
@click.option(
    "-o",
    "--output",
    "target",
    type=FILE,
    default="-",
    metavar="FILE",
    help="Where to: .json, .json.gz or .json.zst by its suffix; stdout if left out.",
)
@click.option(
    "--record",
    type=FILE,
    metavar="FILE",
    help="Also write the raw readings, to be used as a SOURCE later (this host only).",
)
@click.option("--strict", is_flag=True, help="Exit with 2 if anything could not be observed.")
@remarks
def collect(source: str, target: str, record: str | None, strict: bool) -> int:
    """Write a snapshot: everything observed at one moment, as JSON.

    SOURCE is this host if left out; otherwise a snapshot, a report or a recording, what
    commands printed on a host without topograph (a file, a folder, an archive: a capture, a
    sosreport), or - for stdin.
    Nothing on the host is changed. What could not be observed is a gap in the snapshot,
    and is said on stderr.
    """
    from topograph.snapshot import encode  # noqa: PLC0415
    from topograph.snapshot.packing import pack  # noqa: PLC0415
    from topograph.sources import is_live, open_source  # noqa: PLC0415

    if target.endswith(PICTURES):
        raise click.UsageError(f"{target}: that is for `topograph render`, this is a snapshot")
    if record is not None and not is_live(source):
        raise click.UsageError("--record is for this host: leave SOURCE out")
    if record is not None and realpath(record) == realpath(target):
        raise click.UsageError(f"two outputs to one target: {target}")
    snapshot = open_source(source, record=record)
    write_output(target, pack(encode(snapshot), target))
    tell_gaps(snapshot)
    return TROUBLE if strict and snapshot.gaps else 0
