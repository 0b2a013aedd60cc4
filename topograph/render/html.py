"""The report: one HTML page that needs nothing else, to attach to a ticket.

Nothing is loaded, and all can be read without the script. The policy in its head
names the hash of each style and of the script in the page, so these have to be
final before the head is written.
"""

import re
from typing import Any, Final

from markupsafe import Markup

from topograph.graph import NodeType, ways_out
from topograph.graph.unseen import UnseenEngines
from topograph.render import md
from topograph.render.options import PANEL
from topograph.render.report.places import anchor, elements_of
from topograph.render.report.policy import policy, styles_in
from topograph.render.report.script import page_script
from topograph.render.report.style import is_tall, page_style
from topograph.render.report.things import HOMES, home_nodes, thing_index
from topograph.render.subject import Subject
from topograph.render.summary import summarise
from topograph.render.templates import environment
from topograph.snapshot.in_page import snapshot_link
from topograph.tables import TABLES, Table, tables_of

__all__ = ["MOST_ROWS", "render"]

MOST_ROWS: Final = 10_000
"""A table with more rows is cut, since no browser would open the page in a moment."""

_OF_ENGINES: Final = frozenset({"containers", "networks", "published"})
"""Tables of what only engines tell."""
_MOST: Final = 10
_LONGEST_NAME: Final = 200
"""Characters; most file systems take 255 bytes, and a suffix or a number is to follow."""
_UNSAFE_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")


def render(subject: Subject) -> bytes:
    """Return the page.

    Raises:
        MissingProgram: the layout needs Graphviz, which is not installed.
        RenderError: Graphviz failed, or the templates are missing.
    """
    all_tables = _tables(subject)
    tables = [table.first(MOST_ROWS) for table in all_tables]
    style, script = _style(tables), page_script()
    nodes = set(home_nodes(tables))
    picture, elements = _picture(subject, nodes)
    summary = summarise(subject)
    names = [host.about.name for host in summary.hosts.shown]
    page = (
        environment()
        .get_template("report.html")
        .render(
            title=_title(names, summary.hosts.total),
            policy=policy([style, *styles_in(picture)], script),
            style=Markup(style),
            script=Markup(script),
            generator=summary.tool,
            theme=subject.options.theme,
            summary=summary,
            markdown=md.render(subject).decode(),
            picture=Markup(picture),
            is_tall=is_tall(picture),
            elements=elements,
            tables=tables,
            row_counts={table.name: len(table.rows) for table in all_tables},
            nothing=_nothing(tables, subject.graph),
            homes=HOMES,
            anchor=anchor,
            index=thing_index(tables, ways_out(subject.graph)),
            gaps=summary.gaps.at_most(_MOST),
            most=_MOST,
            snapshot=_snapshot(subject, names),
        )
    )
    return page.encode()


def _style(tables: list[Table]) -> str:
    """Return the style of the page, with a rule for all columns of numbers.

    A class at each of their cells would be a twentieth of the page.
    """
    columns = ",".join(
        f"#{table.name} td:nth-child({n})"
        for table in tables
        for n, column in enumerate(table.columns, 1)
        if column.align == "right"
    )
    return f"{page_style('report')}{columns} {{ text-align: right; }}\n"


def _picture(subject: Subject, nodes: set[str]) -> tuple[str, dict[str, str]]:
    """Return the picture, and the elements of it that show a node."""
    if subject.options.layout != PANEL:
        from topograph.render import graphviz_layout  # noqa: PLC0415

        # There the ids are those of the nodes, which the rows have here; none holds a colon.
        return graphviz_layout.svg_text(subject).replace('<g id="', '<g id="drawn:'), {}
    from topograph.render.report.linked_svg import linked_svg, to_rows  # noqa: PLC0415

    picture = linked_svg(subject.picture, subject.options.theme, to_rows(nodes))
    return picture, elements_of(subject.picture)


def _tables(subject: Subject) -> list[Table]:
    tables = tables_of(subject.wired)
    whole = [tables[name] for name in TABLES]
    return [table.of(subject.graph) for table in whole] if subject.is_cut else whole


def _nothing(tables: list[Table], graph: Any) -> dict[str, str]:
    """Return what each table says if it is empty."""
    unseen = UnseenEngines(graph)
    hosts = (node for node, kind in graph.nodes(data="type") if kind == NodeType.HOST)
    hidden = any(unseen.hide(graph.nodes[host]["host"], 0) for host in hosts)
    untold = {name for _, names in graph.nodes(data="untold") for name in names or ()}
    if hidden:
        untold |= _OF_ENGINES
    # The tables of what is in namespaces are called as the lists there.
    return {table.name: "not seen" if table.name in untold else "none" for table in tables}


def _snapshot(subject: Subject, names: list[str]) -> dict[str, str] | None:
    """Return the snapshot as a link that saves it; None if the report is about a part only."""
    if subject.is_cut:
        return None
    name = _UNSAFE_IN_NAMES.sub("-", names[0])[:_LONGEST_NAME] if len(names) == 1 else ""
    name = name.strip(".-") or "snapshot"
    return {"link": snapshot_link(subject.snapshot), "name": f"{name}.json.gz"}


def _title(names: list[str], total: int) -> str:
    more = f" and {total - 3} more" if total > 3 else ""
    return ", ".join(names[:3]) + more or "no host"
