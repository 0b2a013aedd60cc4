"""topograph shows how a Linux host's network is really wired.

    snapshot = topograph.collect()                 # this host, as far as we may see it
    snapshot = topograph.load("host.json.zst")     # or a stored one
    graph = topograph.build_graph(snapshot)        # a networkx MultiDiGraph
    svg = topograph.draw(snapshot, "svg")          # the bytes of a picture
    topograph.save(snapshot, "host.json.gz")
    diff = topograph.compare(before, after).diff   # what a change did, as typed entries

Every name is imported when it is first used, so that importing topograph costs
nothing. Errors that a caller may expect are all a `TopographError`.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from topograph.version import __version__

if TYPE_CHECKING:
    from topograph.diff import compare
    from topograph.errors import TopographError
    from topograph.facts import Snapshot
    from topograph.graph import build_graph
    from topograph.snapshot import write as save
    from topograph.sources import load
    from topograph.sources.live import collect

__all__ = [
    "Snapshot",
    "TopographError",
    "__version__",
    "build_graph",
    "collect",
    "compare",
    "draw",
    "load",
    "save",
]

_HOMES = {
    "Snapshot": ("topograph.facts", "Snapshot"),
    "TopographError": ("topograph.errors", "TopographError"),
    "build_graph": ("topograph.graph", "build_graph"),
    "collect": ("topograph.sources.live", "collect"),
    "compare": ("topograph.diff", "compare"),
    "load": ("topograph.sources", "load"),
    "save": ("topograph.snapshot", "write"),
}


def draw(  # noqa: PLR0913
    snapshot: "Snapshot",
    format: str,
    *,
    layout: str = "panel",
    theme: str = "auto",
    density: str = "auto",
    only: Sequence[str] = (),
    hide: Sequence[str] = (),
    around: Sequence[str] = (),
) -> bytes:
    """Return a snapshot in one of the output formats.

    Args:
        snapshot: what to draw.
        format: svg, png, pdf, html, dot, json (the graph), text, md, mermaid or
            drawio.
        layout: panel, or the name of a Graphviz program.
        theme: light, dark, or auto to follow the viewer's system.
        density: full cards, rows of one line, folded siblings, or auto by how many there are.
        only: globs; nothing else is drawn than what bears such a name, and what it hangs on.
        hide: link kinds or node types to leave out.
        around: names, each with or without a number of hops (redis:1); nothing else is drawn
            than what is within so many cables of such a thing.

    Raises:
        UnknownFormat: there is no such format.
        NoSuchName: nothing has a name given in `around`.
        MissingProgram: the layout needs Graphviz, or the format Typst, which is not installed.
        RenderError: there is more to draw than the format can hold.
    """
    # By name: modules below render read __version__ from here, and must not depend on it.
    rendering = import_module("topograph.render")
    options = rendering.Options(
        layout=layout,
        theme=theme,
        density=density,
        only=tuple(only),
        hide=tuple(hide),
        around=tuple(around),
    )
    data: bytes = rendering.render(rendering.Subject(snapshot, options), format)
    return data


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    value = globals()[name] = getattr(import_module(module), attribute)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
