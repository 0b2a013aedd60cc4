"""How to render."""

from dataclasses import dataclass
from typing import Final

from topograph.errors import RenderError

__all__ = ["DENSITIES", "GRAPHVIZ_LAYOUTS", "PANEL", "THEMES", "Options", "check_choice"]

PANEL: Final = "panel"
"""Our own layout."""

GRAPHVIZ_LAYOUTS: Final = ("dot", "neato", "sfdp", "fdp", "circo", "twopi", "osage")
THEMES: Final = ("auto", "light", "dark")
DENSITIES: Final = ("auto", "full", "rows", "folded")


@dataclass(frozen=True, slots=True)
class Options:
    """How to render.

    Raises:
        RenderError: there is no such layout or theme.
    """

    layout: str = PANEL
    """Who places things in a picture: panel, or a program of Graphviz."""
    theme: str = "auto"
    """light, dark, or auto to follow the reader's system; light where a file cannot do that."""
    density: str = "auto"
    """How much room each card gets: full, rows, folded, or auto by how many there are."""
    only: tuple[str, ...] = ()
    """Patterns of names; nothing else is shown than what bears one, and what that hangs on."""
    hide: tuple[str, ...] = ()
    """Kinds and roles of links and types of nodes to leave out."""
    around: tuple[str, ...] = ()
    """Names with a number of hops; nothing else is shown than what is within that."""

    def __post_init__(self) -> None:
        check_choice("layout", self.layout, (PANEL, *GRAPHVIZ_LAYOUTS))
        check_choice("theme", self.theme, THEMES)
        check_choice("density", self.density, DENSITIES)


def check_choice(name: str, value: str, known: tuple[str, ...]) -> None:
    """Refuse a value of an option that is none of the known ones.

    Raises:
        RenderError: it is not.
    """
    if value not in known:
        raise RenderError(f"no such {name}", where=value, hint=f"known are {', '.join(known)}")
