"""`topograph show`: the topology in a terminal."""

import click

from topograph.cli.messages import printable, tell_gaps
from topograph.cli.options import remarks, source_argument
from topograph.cli.terminal import print_text

__all__ = ["TABLE_NAMES", "show"]

# The keys of topograph.tables.TABLES, which is too heavy to import for --help.
TABLE_NAMES = (
    "containers",
    "networks",
    "published",
    "bridges",
    "ports",
    "links",
    "routes",
    "rules",
    "neighbours",
    "fdb",
    "namespaces",
    "gaps",
)


@click.command()
@source_argument
@click.option(
    "-t",
    "--table",
    type=click.Choice(TABLE_NAMES),
    help="One table instead of the tree.",
)
@remarks
def show(source: str, table: str | None) -> None:
    """Show a tree of the topology in the terminal, or one table of it.

    SOURCE is this host if left out; otherwise a snapshot, a report or a recording, what
    commands printed on a host without topograph (a file, a folder, an archive: a capture, a
    sosreport), or - for stdin.

    The tables say what the classic commands say, for every namespace at once: containers
    (docker ps), networks (docker network ls), published (docker port), bridges (brctl
    show), ports (brctl showstp, bridge link, bridge vlan), links (ip addr), routes (ip
    route), rules (ip rule), neighbours (ip neigh), fdb (brctl showmacs), namespaces (ip
    netns, and those it cannot see), gaps.
    """
    from topograph.sources import open_source  # noqa: PLC0415

    snapshot = open_source(source)
    if table is None:
        from topograph.render import Options, Subject, render  # noqa: PLC0415

        text = render(Subject(snapshot, Options()), "text").decode()
    else:
        from topograph.render.table_text import table_text  # noqa: PLC0415
        from topograph.tables import TABLES  # noqa: PLC0415

        text = table_text(TABLES[table](snapshot))
    print_text(printable(text), has_head=table is not None)
    # The tree and the table of gaps have them in their text.
    if table not in (None, "gaps"):
        tell_gaps(snapshot)
